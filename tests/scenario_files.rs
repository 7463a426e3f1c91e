//! What a valid scenario file becomes: every part of the model, the same from TOML and JSON, with
//! settings that lead back to themselves and a schema that knows every key.

use serde_json::Value;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use zopa::model::{
    Acceptance, AfterDeal, AgendaRule, Bidding, Effect, How, Imitation, IssueKind, OpponentModel,
    PartySet, Predicate, Protocol, Quantity, Recognition, Reservation, Role, Scenario,
    StatePredicate, Subject, ValueFunction, When,
};
use zopa::scenario::{Loaded, Override, load, parse, schema};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn complete() -> Loaded {
    load(&root().join("tests/fixtures/complete.toml"), &[]).unwrap_or_else(|p| panic!("{p}"))
}

fn with(change: &str) -> Scenario {
    let change: Override = change.parse().expect("has an equals sign");
    let path = root().join("tests/fixtures/complete.toml");
    load(&path, &[change])
        .unwrap_or_else(|p| panic!("{p}"))
        .scenario
}

/// All shipped scenarios and the fixture.
fn valid_files() -> Vec<PathBuf> {
    let fixtures = [
        "complete.toml",
        "legislature.toml",
        "tables.toml",
        "agenda.toml",
        "offers.toml",
        "attrition.toml",
        "single-text.toml",
        "telling.toml",
    ];
    let mut files = fixtures
        .map(|name| root().join("tests/fixtures").join(name))
        .to_vec();
    if let Ok(entries) = std::fs::read_dir(root().join("scenarios")) {
        let paths = entries.map(|entry| entry.expect("readable").path());
        files.extend(paths.filter(|path| path.extension().is_some_and(|end| end == "toml")));
    }
    files.sort();
    files
}

#[test]
fn a_file_becomes_issues_and_parties() {
    let Loaded {
        scenario, warnings, ..
    } = complete();
    assert_eq!(warnings.render(false), "");
    assert_eq!(scenario.id, "complete");
    assert_eq!(scenario.packages(), 2 * 3 * 7 * 2);
    let [energy, nato, army, colour] = &scenario.issues[..] else {
        panic!("four issues")
    };
    assert_eq!(energy.consent, [0, 1].into_iter().collect::<PartySet>());
    assert_eq!(energy.options[1].name, "Pause");
    assert_eq!(energy.options[1].term_days, Some(30.0));
    assert_eq!(energy.takes_effect_days, 1.0);
    assert_eq!(nato.consent, energy.consent, "every principal by default");
    assert_eq!(nato.kind, IssueKind::Ordered);
    assert_eq!(colour.kind, IssueKind::Unordered);
    assert_eq!(colour.consent, PartySet::of(2));
    let values = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7].to_vec();
    let unit = "million".to_owned();
    assert_eq!(army.kind, IssueKind::Numeric { values, unit });
    assert_eq!(
        (army.options[2].id.as_str(), army.status_quo),
        ("0.3", Some(6))
    );
    let [russia, ukraine, us] = &scenario.parties[..] else {
        panic!("three parties")
    };
    assert_eq!(us.role, Role::Mediator);
    assert!(matches!(&russia.reservation, Reservation::OverStatusQuo(q)
        if q.feeds == [(0, 0.1)] && q.offset == 0.02 && (q.low, q.high) == (-1.0, 1.0)));
    assert!(matches!(&ukraine.reservation, Reservation::Absolute(q)
        if q.feeds == [(0, -0.3), (1, 1.0)] && q.offset == 0.5));
    assert!(matches!(&us.reservation, Reservation::OverStatusQuo(q) if q.offset == 0.0));
    assert!(
        matches!(&russia.interests[1].value, ValueFunction::Peaked { ideal, .. }
        if ideal.offset == 0.2)
    );
    assert!(
        matches!(&ukraine.interests[0].value, ValueFunction::Threshold { at, rising: false, short }
        if at.offset == 1.0 && short.offset == 0.2)
    );
    assert!(
        matches!(&us.interests[0].value, ValueFunction::Table(values)
        if values[0].offset == 0.0 && values[1].offset == 1.0)
    );
}

#[test]
fn a_condition_binds_only_where_its_when_holds() {
    let scenario = complete().scenario;
    let require = &scenario.parties[0].conditions[0].require;
    // Energy strikes go on: the condition is silent, whatever the rest.
    assert!(require.holds(&[0, 0, 6, 0]));
    // A pause: NATO barred, or at least not open with a small army.
    assert!(!require.holds(&[1, 0, 6, 0]));
    assert!(require.holds(&[1, 2, 6, 0]));
    assert!(require.holds(&[1, 1, 2, 0]));
    assert!(!require.holds(&[1, 1, 3, 0]));
    let [army, door] = &scenario.parties[1].conditions[..] else {
        panic!("two conditions")
    };
    assert!(army.require.holds(&[0, 0, 4, 0]) && !army.require.holds(&[0, 0, 3, 0]));
    // Several comparisons of one table are joined by "and".
    let allowed = vec![true, true, false];
    assert_eq!(door.require, Predicate::OneOf { issue: 1, allowed });
}

#[test]
fn uncertain_numbers_become_inputs_with_readable_names() {
    let scenario = complete().scenario;
    let inputs: Vec<(&str, &str)> = scenario
        .inputs
        .iter()
        .map(|input| (input.path.as_str(), input.name.as_str()))
        .collect();
    assert_eq!(
        inputs,
        [
            ("input.cards", "Who has the cards"),
            ("input.mood", "Mood"),
            ("input.fixed", "Fixed"),
            ("party.russia.patience", "Russia: patience"),
            (
                "party.russia.interest.nato.weight",
                "Russia: weight of nato"
            ),
            (
                "party.russia.interest.army.value.tolerance",
                "Russia: tolerance of army"
            ),
            (
                "party.russia.interest.energy.value.table.paused",
                "Russia: worth of Pause in Strikes on energy"
            ),
            (
                "party.russia.condition.no_nato.firmness",
                "Russia: firmness of \"no NATO\""
            ),
            ("time.deadline", "Time: deadline"),
            ("event.town_falls.hazard", "A town falls: hazard"),
            (
                "leverage.aid.effect.0.reservation",
                "Suspend aid: no-deal value of ukraine"
            ),
        ]
    );
    assert_eq!(scenario.inputs[2].distribution.quantile(0.7), 0.25);
    let firmness = &scenario.parties[0].conditions[0].firmness;
    assert_eq!(firmness.feeds, [(7, 1.0)]);
    assert_eq!(scenario.correlations.inputs, [0, 1]);
    let [one, nothing, low, rest] = scenario.correlations.factor[..] else {
        panic!("2 x 2")
    };
    // Rank correlation 1/2 is 2 sin(pi/12) between the normals.
    assert_eq!((one, nothing), (1.0, 0.0));
    assert!((low - 0.517_638_090_205_041_5).abs() < 1e-12);
    assert!((low * low + rest * rest - 1.0).abs() < 1e-12);
}

#[test]
fn strategies_protocol_and_time_are_read() {
    let scenario = complete().scenario;
    let [(share, slow), (_, tit), (_, random)] = &scenario.parties[0].strategies[..] else {
        panic!("a mixture")
    };
    assert_eq!((share.offset, slow.name.as_str()), (0.7, "slow"));
    assert!(
        matches!(&slow.bidding, Bidding::TimeDependent { exponent, start, least, .. }
        if (exponent.offset, start.offset, least.offset) == (0.3, 0.95, 0.1))
    );
    assert!(matches!(&slow.acceptance, Acceptance::Combi { after, .. } if after.offset == 0.8));
    assert_eq!(
        (slow.model, slow.walk_out_after),
        (OpponentModel::Frequency, Some(12))
    );
    assert_eq!(tit.name, "Tit for tat");
    assert!(
        matches!(&tit.bidding, Bidding::TitForTat { reciprocity, .. } if reciprocity.offset == 0.8)
    );
    assert!(
        matches!(&random.bidding, Bidding::Imitate { how: Imitation::Random, span: 2, jitter, .. }
            if jitter.offset == 0.1)
    );
    assert!(matches!(&tit.acceptance, Acceptance::Const { level } if level.offset == 0.6));
    assert!(matches!(
        scenario.parties[1].strategies[0].1.bidding,
        Bidding::Micro
    ));
    let default = &scenario.parties[2].strategies[0].1;
    assert!(
        matches!(&default.bidding, Bidding::TimeDependent { exponent, .. } if exponent.offset == 1.0)
    );
    assert!(
        matches!(&scenario.protocol, Protocol::Shuttle { mediator: 2, order, .. }
        if order[..] == [0, 1, 0])
    );
    assert_eq!(
        (scenario.time.rounds, scenario.time.days_per_round),
        (30, 1.5)
    );
    assert_eq!(scenario.time.after_deal, AfterDeal::Continue);
    assert_eq!(scenario.time.deadline.high, 30.0);
}

#[test]
fn tables_and_agendas_are_read() {
    let fixture = |name: &str, changes: &[&str]| {
        let changes: Vec<Override> = changes.iter().map(|c| c.parse().expect("has =")).collect();
        let path = root().join("tests/fixtures").join(name);
        load(&path, &changes).unwrap_or_else(|problems| panic!("{problems}"))
    };
    let loaded = fixture("tables.toml", &[]);
    assert_eq!(loaded.warnings.render(false), "");
    let scenario = loaded.scenario;
    assert!(scenario.side_deals);
    let [north, both] = scenario.tracks() else {
        panic!("two tables")
    };
    assert_eq!(north.parties, [0, 2].into_iter().collect::<PartySet>());
    assert_eq!(north.name, "Moscow");
    assert_eq!((north.from, north.to, north.after), (2, 9, None));
    assert!(north.secret && !both.secret);
    assert_eq!(north.issues, [false, false, false, true]);
    assert_eq!(north.after_deal, AfterDeal::Stop);
    let Protocol::Shuttle {
        mediator: 2, order, ..
    } = &north.protocol
    else {
        panic!("{:?}", north.protocol)
    };
    assert_eq!(order, &[0]);
    assert_eq!((both.from, both.to, both.after), (1, 30, Some(0)));
    assert_eq!(
        both.issues, [true; 4],
        "what those who sit there can settle"
    );
    let Protocol::IssueByIssue { agenda, .. } = &both.protocol else {
        panic!("{:?}", both.protocol)
    };
    assert_eq!(agenda.issues, [2, 0]);
    assert_eq!(agenda.rule, AgendaRule::Given);

    // What a file does not say is as in the file that it extends, but for a table with a kind.
    let base = complete().scenario;
    assert_eq!(scenario.name, "Two tables");
    assert_eq!(scenario.parties.len(), base.parties.len());
    assert_eq!(scenario.time.rounds, base.time.rounds);
    assert_eq!(scenario.issues[0].name, "Strikes on power plants");
    assert_eq!(
        scenario.issues[0].options.len(),
        base.issues[0].options.len()
    );
    assert_ne!(scenario.hash, base.hash);
    let changed = fixture(
        "tables.toml",
        &["track.north.to=5", "party.us.patience=0.5"],
    );
    assert_eq!(changed.scenario.tracks()[0].to, 5);
    assert_eq!(
        changed.scenario.parties[2].patience,
        Quantity::constant(0.5)
    );

    let scenario = fixture("agenda.toml", &[]).scenario;
    let Protocol::IssueByIssue { agenda, .. } = &scenario.protocol else {
        panic!("{:?}", scenario.protocol)
    };
    assert_eq!(agenda.rule, AgendaRule::ChosenBy(0));
    assert_eq!(agenda.rounds_per_issue, Some(4));
    assert!(agenda.nothing_until_everything);
}

#[test]
fn mistakes_are_told_in_the_file_in_which_they_are() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("writable");
        path
    };
    let base = "name = \"Base\"\n[[issue]]\nid = \"price\"\noptions = [\"low\", \"high\"]\nordered = true\nstatus_quo = \"low\"\n\
        [[party]]\nid = \"seller\"\npatience = 2\ninterest = [{ issue = \"price\", weight = 1, value = { linear = \"rising\" } }]\n\
        [protocol]\nkind = \"alternating_offers\"\n[time]\nrounds = 10\n";
    write("base.toml", base);
    let own = write("own.toml", "extends = \"base.toml\"\n[time]\nrounds = 0\n");
    let told = load(&own, &[]).expect_err("two mistakes").render(false);
    let told = told.replace(&format!("{}/", folder.path().display()), "");
    assert!(told.contains("own.toml:3:10"), "{told}");
    assert!(told.contains("base.toml:9:12"), "{told}");
    // Put right, the mistake of the base is gone.
    let right = "extends = \"base.toml\"\nparty = [{ id = \"seller\", patience = 0.9 }]\n";
    let loaded = load(&write("right.toml", right), &[]).unwrap_or_else(|bad| panic!("{bad}"));
    assert_eq!(loaded.scenario.parties[0].patience, Quantity::constant(0.9));
    // A circle, and a file that is not there.
    write("a.toml", "extends = \"b.toml\"\n");
    let circle = write("b.toml", "extends = \"a.toml\"\n");
    for (path, says) in [
        (circle, "in a circle"),
        (write("c.toml", "extends = \"d.toml\"\n"), "cannot be used"),
        (write("e.toml", "extends = 3\n"), "must be text"),
    ] {
        let problems = load(&path, &[]).expect_err("no scenario");
        assert_eq!(problems.codes().collect::<Vec<_>>(), ["Z0109"]);
        assert!(problems.render(false).contains(says), "{problems}");
    }
}

#[test]
fn events_leverage_and_implementation_are_read() {
    let scenario = complete().scenario;
    let [town, election] = &scenario.events[..] else {
        panic!("two events")
    };
    assert!(matches!(town.when, When::Hazard(_)) && town.repeats);
    assert!(matches!(&town.effects[0], Effect::Input { input: 0, change } if change.offset == 0.1));
    assert!(
        matches!(&town.effects[1], Effect::Reservation { party: 1, change } if change.offset == -0.05)
    );
    assert!(matches!(election.when, When::Round(12)));
    assert!(matches!(
        &election.effects[0],
        Effect::Value {
            party: 2,
            issue: 0,
            option: 1,
            ..
        }
    ));
    let aid = &scenario.leverage[0];
    assert_eq!((aid.holder, aid.target, aid.reversible), (2, 1, false));
    let implementation = scenario.implementation.expect("given");
    let monitoring: Vec<f64> = implementation
        .clauses
        .iter()
        .map(|c| c.monitoring.offset)
        .collect();
    assert_eq!(monitoring, [0.9, 0.6, 0.6, 0.6]);
    assert_eq!(implementation.clauses[0].guarantee.offset, 0.2);
}

#[test]
fn outcome_classes_end_with_the_two_that_always_exist() {
    let scenario = complete().scenario;
    let ids: Vec<&str> = scenario
        .outcomes
        .iter()
        .map(|class| class.id.as_str())
        .collect();
    assert_eq!(
        ids,
        [
            "broken_pause",
            "settled",
            "over_their_head",
            "no_deal",
            "other"
        ]
    );
    assert_eq!(scenario.outcomes[3].name, "Nothing");
    assert_eq!(scenario.outcomes[4].name, "Other deal");
    assert_eq!(scenario.no_deal_class(), 3);
    // Parts about the package are folded into one statement about it.
    let StatePredicate::Any(parts) = &scenario.outcomes[1].when else {
        panic!("any")
    };
    assert!(matches!(
        &parts[..],
        [StatePredicate::Held(1), StatePredicate::All(_)]
            | [StatePredicate::All(_), StatePredicate::Held(1)]
    ));
    let StatePredicate::All(parts) = &scenario.outcomes[2].when else {
        panic!("all")
    };
    assert!(parts.contains(&StatePredicate::Ended(How::Deadline)));
    assert_eq!(scenario.expectations[0].subject, Subject::Outcome(3));
    assert_eq!(
        scenario.expectations[1].subject,
        Subject::Option {
            issue: 0,
            option: 1
        }
    );
    assert_eq!(
        (
            scenario.expectations[1].at_least,
            scenario.expectations[1].at_most
        ),
        (0.1, 1.0)
    );
}

#[test]
fn without_classes_any_deal_is_one() {
    let text = "name = \"x\"\nissue = [{ id = \"i\", numbers = { from = 0, to = 1, step = 1 }, status_quo = 0 }]\n\
        party = [{ id = \"p\", interest = [{ issue = \"i\", weight = 1, value = { linear = \"rising\" } }] }]\n\
        protocol = { kind = \"alternating_offers\" }\ntime = { rounds = 1 }\n";
    let scenario = parse("x.toml", text.as_bytes(), &[])
        .unwrap_or_else(|p| panic!("{p}"))
        .scenario;
    let ids: Vec<&str> = scenario
        .outcomes
        .iter()
        .map(|class| class.id.as_str())
        .collect();
    assert_eq!(ids, ["deal", "no_deal", "other"]);
}

#[test]
fn offers_and_attrition_are_read() {
    let fixture = |name: &str| {
        let path = root().join("tests/fixtures").join(name);
        let loaded = load(&path, &[]).unwrap_or_else(|problems| panic!("{problems}"));
        assert_eq!(loaded.warnings.render(false), "", "{name}");
        loaded.scenario
    };
    let offers = fixture("offers.toml");
    let Protocol::Proposals { order, recognition } = &offers.protocol else {
        panic!("{:?}", offers.protocol)
    };
    assert_eq!(
        (&order[..], *recognition),
        (&[1, 0][..], Recognition::Random)
    );
    assert!(offers.time.endless);
    let [seller, buyer] = &offers.parties[..] else {
        panic!("two parties")
    };
    assert_eq!((seller.recognition, buyer.recognition), (2.0, 1.0));
    let number = |quantity: &Option<zopa::model::Quantity>| quantity.as_ref().map(|q| q.offset);
    assert_eq!(number(&seller.outside_option), Some(0.3));
    assert_eq!(number(&buyer.outside_option), None);
    assert_eq!(number(&buyer.breakdown_value), Some(0.1));
    assert!(matches!(
        buyer.strategies[0].1.bidding,
        Bidding::Equilibrium
    ));
    let war = fixture("attrition.toml");
    let Protocol::Attrition { order } = war.protocol else {
        panic!("{:?}", war.protocol)
    };
    assert_eq!(order, [0, 1]);
    assert_eq!(war.parties[1].delay_cost.offset, 0.02);
}

#[test]
fn overrides_reach_what_their_paths_name() {
    let patience = |s: &Scenario| {
        s.parties
            .iter()
            .map(|p| p.patience.offset)
            .collect::<Vec<_>>()
    };
    assert_eq!(patience(&with("party.*.patience=0.9")), [0.9, 0.9, 0.9]);
    assert_eq!(with("time.rounds=40").time.rounds, 40);
    assert_eq!(
        with("input.cards=0.5").inputs[0].distribution.quantile(0.1),
        0.5
    );
    assert_eq!(
        with("protocol.after_deal=stop").time.after_deal,
        AfterDeal::Stop
    );
    let uncertain = with("party.ukraine.condition.army.firmness={ uniform = [0, 1] }");
    assert_eq!(uncertain.inputs.len(), complete().scenario.inputs.len() + 1);
    let strategy = &with("party.ukraine.strategy.bidding=hardliner").parties[1].strategies[0].1;
    assert!(
        matches!(&strategy.bidding, Bidding::TimeDependent { exponent, .. } if exponent.offset == 0.0)
    );
    // A word stands for the strategy with that bidding.
    for party in with("party.*.strategy=micro").parties {
        let [(_, strategy)] = &party.strategies[..] else {
            panic!("one strategy each");
        };
        assert!(matches!(strategy.bidding, Bidding::Micro));
    }
    let clause = with("implementation.clause.energy.monitoring=0.1")
        .implementation
        .expect("given");
    assert_eq!(clause.clauses[0].monitoring.offset, 0.1);
    let term = with("issue.army.term_days={ \"0.3\" = 7 }");
    assert_eq!(term.issues[2].options[2].term_days, Some(7.0));
    let high = with("input.mood.value.high=0.3");
    assert_eq!(high.inputs[1].distribution.support(), (-0.2, 0.3));
    assert_ne!(high.hash, complete().scenario.hash);
}

#[test]
fn every_setting_leads_back_to_itself() {
    for file in valid_files() {
        let loaded = load(&file, &[]).unwrap_or_else(|p| panic!("{p}"));
        let first_certain = loaded.settings.iter().position(|s| !s.uncertain);
        let last_uncertain = loaded.settings.iter().rposition(|s| s.uncertain);
        assert!(last_uncertain.unwrap_or(0) <= first_certain.unwrap_or(usize::MAX));
        let mut paths = std::collections::BTreeSet::new();
        for setting in &loaded.settings {
            assert!(paths.insert(&setting.path), "{} stands twice", setting.path);
        }
        // Each is a load of its own: of a long file about sixty stand for the rest.
        for setting in loaded
            .settings
            .iter()
            .step_by(1 + loaded.settings.len() / 60)
        {
            let change = Override {
                path: setting.path.clone(),
                value: setting.value.to_string(),
                flag: "--set",
            };
            let again = load(&file, &[change]).unwrap_or_else(|p| panic!("{}: {p}", setting.path));
            assert_eq!(
                again.scenario.hash, loaded.scenario.hash,
                "{}",
                setting.path
            );
        }
    }
}

#[test]
fn every_uncertain_input_is_a_setting() {
    for file in valid_files() {
        let loaded = load(&file, &[]).unwrap_or_else(|p| panic!("{p}"));
        for input in &loaded.scenario.inputs {
            let known = loaded
                .settings
                .iter()
                .any(|setting| setting.path == input.path);
            assert!(known, "{} is no setting of {}", input.path, file.display());
        }
    }
}

#[test]
fn toml_and_json_of_the_same_content_are_the_same_scenario() {
    for file in valid_files() {
        let text = std::fs::read_to_string(&file).expect("readable");
        let table: toml::de::DeTable<'_> =
            toml::de::DeTable::parse(&text).expect("valid").into_inner();
        let json = to_json(&toml::de::DeValue::Table(table)).to_string();
        // In the folder of the file, for what it extends.
        let named = |name: &str| file.with_file_name(name).display().to_string();
        let (toml, json) = (
            parse(&named("same.toml"), text.as_bytes(), &[]),
            parse(&named("same.json"), json.as_bytes(), &[]),
        );
        let (toml, json) = (
            toml.unwrap_or_else(|p| panic!("{p}")),
            json.unwrap_or_else(|p| panic!("{p}")),
        );
        assert_eq!(toml.scenario.hash, json.scenario.hash);
        // Keys come in another order, so inputs may; everything else is equal.
        assert_eq!(
            format!("{:?}", toml.scenario.issues),
            format!("{:?}", json.scenario.issues)
        );
        assert_eq!(toml.settings.len(), json.settings.len());
        assert_eq!(toml.scenario.inputs.len(), json.scenario.inputs.len());
    }
}

fn to_json(value: &toml::de::DeValue<'_>) -> Value {
    use toml::de::DeValue;
    match value {
        DeValue::String(text) => text.as_ref().into(),
        DeValue::Integer(number) => number.as_str().parse::<i64>().expect("decimal").into(),
        DeValue::Float(number) => number.as_str().parse::<f64>().expect("decimal").into(),
        DeValue::Boolean(flag) => (*flag).into(),
        DeValue::Datetime(_) => unreachable!("no scenario has dates"),
        DeValue::Array(items) => items.iter().map(|item| to_json(item.get_ref())).collect(),
        DeValue::Table(table) => Value::Object(
            table
                .iter()
                .map(|(key, value)| (key.get_ref().to_string(), to_json(value.get_ref())))
                .collect(),
        ),
    }
}

#[test]
fn layout_and_comments_do_not_change_the_hash() {
    let path = root().join("tests/fixtures/complete.toml");
    let text = std::fs::read_to_string(&path).expect("readable");
    let spread = text.replace("rounds = 30", "# a comment\nrounds   =   30.0");
    let plain = parse("a.toml", text.as_bytes(), &[]).unwrap_or_else(|p| panic!("{p}"));
    let other = parse("b.toml", spread.as_bytes(), &[]).unwrap_or_else(|p| panic!("{p}"));
    let changed = text.replace("rounds = 30", "rounds = 31");
    let changed = parse("c.toml", changed.as_bytes(), &[]).unwrap_or_else(|p| panic!("{p}"));
    assert_eq!(plain.scenario.hash, other.scenario.hash);
    assert_ne!(plain.scenario.hash, changed.scenario.hash);
    assert_eq!(plain.scenario.hash.len(), 12);
}

#[test]
fn the_committed_schema_is_fresh() {
    let path = root().join("scenarios/scenario.schema.json");
    let committed = std::fs::read_to_string(&path).expect("the schema is committed");
    assert_eq!(
        committed,
        schema(),
        "write it again with `zopa schema > {}`",
        Path::new("scenarios/scenario.schema.json").display()
    );
}

/// Checks the part of JSON Schema that the schema uses, so that schema and checker cannot part.
fn fits(schema: &Value, value: &Value, defs: &Value) -> Result<(), String> {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        let name = name.strip_prefix("#/$defs/").expect("local");
        fits(&defs[name], value, defs)?;
    }
    if let Some(options) = schema.get("oneOf").and_then(Value::as_array) {
        let fitting = options
            .iter()
            .filter(|s| fits(s, value, defs).is_ok())
            .count();
        if fitting != 1 {
            return Err(format!("{value} fits {fitting} of {}", options.len()));
        }
    }
    if schema.get("const").is_some_and(|c| c != value) {
        return Err(format!("{value} is not the constant"));
    }
    let kinds = match schema.get("type") {
        Some(Value::Array(kinds)) => kinds.clone(),
        Some(kind) => vec![kind.clone()],
        None => Vec::new(),
    };
    let is = |kind: &Value| match kind.as_str().expect("a word") {
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.as_f64().is_some_and(|n| n.fract() == 0.0),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("unknown type {other}"),
    };
    if !kinds.is_empty() && !kinds.iter().any(is) {
        return Err(format!("{value} is not {kinds:?}"));
    }
    if let Some(number) = value.as_f64() {
        let bound = |key| schema.get(key).and_then(Value::as_f64);
        if bound("minimum").is_some_and(|m| number < m)
            || bound("maximum").is_some_and(|m| number > m)
        {
            return Err(format!("{number} is out of range"));
        }
    }
    if let (Some(items), Some(schema)) = (value.as_array(), schema.get("items")) {
        items.iter().try_for_each(|item| fits(schema, item, defs))?;
    }
    let Some(object) = value.as_object() else {
        return Ok(());
    };
    for required in schema
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        if !object.contains_key(required.as_str().expect("a key")) {
            return Err(format!("{required} is missing"));
        }
    }
    for (key, value) in object {
        let property = schema.get("properties").and_then(|p| p.get(key));
        match (property, schema.get("additionalProperties")) {
            (Some(property), _) => fits(property, value, defs)?,
            (None, Some(Value::Bool(false))) => return Err(format!("{key} is unknown")),
            (None, Some(more @ Value::Object(_))) => fits(more, value, defs)?,
            _ => {}
        }
    }
    Ok(())
}

#[test]
fn valid_files_fit_the_schema_and_wrong_ones_do_not() {
    let schema: Value = serde_json::from_str(&schema()).expect("JSON");
    for file in valid_files() {
        let text = std::fs::read_to_string(&file).expect("readable");
        let table = toml::de::DeTable::parse(&text).expect("valid").into_inner();
        let json = to_json(&toml::de::DeValue::Table(table));
        fits(&schema, &json, &schema["$defs"])
            .unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        if json.get("extends").is_some() {
            // Says only what differs: the rest is no part of it.
            continue;
        }
        let mut wrong = json.clone();
        wrong["time"]["rounds"] = "ten".into();
        assert!(fits(&schema, &wrong, &schema["$defs"]).is_err());
        let mut unknown = json;
        unknown["party"][0]["colour"] = "red".into();
        assert!(fits(&schema, &unknown, &schema["$defs"]).is_err());
    }
}

#[test]
fn the_fixture_uses_every_key_of_the_format() {
    let fixtures = [
        "complete.toml",
        "legislature.toml",
        "tables.toml",
        "agenda.toml",
        "offers.toml",
        "attrition.toml",
        "single-text.toml",
        "telling.toml",
    ];
    let read = |name: &str| std::fs::read_to_string(root().join("tests/fixtures").join(name));
    let text = fixtures
        .map(|name| read(name).expect("readable"))
        .join("\n");
    let schema: Value = serde_json::from_str(&schema()).expect("JSON");
    let mut keys = std::collections::BTreeSet::new();
    collect_keys(&schema, &mut keys);
    let words: std::collections::BTreeSet<&str> = text
        .split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .collect();
    let unused: Vec<&String> = keys
        .iter()
        .filter(|key| !words.contains(key.as_str()))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

fn collect_keys(schema: &Value, keys: &mut std::collections::BTreeSet<String>) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::Object(properties)) = map.get("properties") {
                keys.extend(properties.keys().cloned());
            }
            map.values().for_each(|value| collect_keys(value, keys));
        }
        Value::Array(items) => items.iter().for_each(|item| collect_keys(item, keys)),
        _ => {}
    }
}

/// Common random numbers: a number made certain, or uncertain, leaves the draws of all others.
#[test]
fn overrides_leave_the_draws_of_other_inputs_where_they_were() {
    use zopa::game::{Draw, Streams};
    let file = Path::new("scenarios/us-russia-2025-03-18.toml");
    let draws = |change: Option<&str>| {
        let change = change.map(|text| text.parse().expect("a change"));
        let changes: Vec<Override> = change.into_iter().collect();
        let scenario = load(file, &changes).expect("a scenario").scenario;
        let mut draw = Draw::default();
        draw.draw(&scenario, &Streams::new(1), 7);
        let paths = scenario.inputs.iter().map(|input| input.path.clone());
        paths.zip(draw.inputs).collect::<HashMap<_, _>>()
    };
    let base = draws(None);
    let mut changed = 0;
    for path in base.keys() {
        let fixed = draws(Some(&format!("{path}={}", base[path])));
        assert!(fixed.len() >= base.len() - 1, "{path}");
        for (other, value) in &fixed {
            if other != path {
                assert_eq!(base[other], *value, "{path} moved {other}");
            }
        }
        changed += usize::from(fixed.len() < base.len());
    }
    assert!(changed > 40, "{changed} inputs stand in place of a number");
    let path = "party.russia.delay_cost";
    assert!(!base.contains_key(path));
    let more = draws(Some(&format!("{path}={{ uniform = [0.0, 0.1] }}")));
    assert_eq!(more.len(), base.len() + 1);
    for (other, value) in &base {
        assert_eq!(more[other], *value, "{other}");
    }
}
