//! Talks at several tables: each moves its own issues in its own time, binds those who sign, and is
//! where the others go on from, unless they know nothing of it; deals aside; and the first scenario
//! with Ukraine at the table.

use std::path::Path;
use zopa::model::{How, PartySet, Scenario};
use zopa::negotiate::{Happening, Listener, Player, Setting, Talks};
use zopa::scenario::{Override, load};
use zopa::simulate::{Replay, Row, Runs, Settings, replay, run};

fn read(text: &str) -> Scenario {
    let loaded = zopa::scenario::parse("tables.toml", text.as_bytes(), &[]);
    let loaded = loaded.unwrap_or_else(|problems| panic!("{problems}\n{text}"));
    loaded.scenario
}

fn play(text: &str) -> Replay {
    replay(&read(text), 1, 0)
}

fn deals(played: &Replay) -> Vec<(u32, String)> {
    let deals = played.dance.moves.iter().filter(|step| step.kind == "deal");
    deals
        .map(|deal| (deal.round, deal.table.clone().unwrap_or_default()))
        .collect()
}

/// Ann trades with Ben and with Cid; a pact needs all three. Whether Cid wants the pact hangs on
/// whether Ann and Ben trade.
fn three(protocol: &str) -> String {
    format!(
        r#"
name = "Three"
[[issue]]
id = "with_ben"
options = ["closed", "open"]
status_quo = "closed"
consent = ["ann", "ben"]
[[issue]]
id = "with_cid"
options = ["closed", "open"]
status_quo = "closed"
consent = ["ann", "cid"]
[[issue]]
id = "pact"
options = ["none", "signed"]
status_quo = "none"
[[party]]
id = "ann"
strategy = {{ bidding = "best_reply", acceptance = "time", accept_after = 0 }}
interest = [{{ issue = "with_ben", weight = 1, value = {{ table = {{ closed = 0, open = 1 }} }} }}, {{ issue = "with_cid", weight = 1, value = {{ table = {{ closed = 0, open = 1 }} }} }}, {{ issue = "pact", weight = 1, value = {{ table = {{ none = 0, signed = 1 }} }} }}]
[[party]]
id = "ben"
strategy = {{ bidding = "best_reply", acceptance = "time", accept_after = 0 }}
interest = [{{ issue = "with_ben", weight = 1, value = {{ table = {{ closed = 0, open = 1 }} }} }}, {{ issue = "pact", weight = 1, value = {{ table = {{ none = 0, signed = 1 }} }} }}]
[[party]]
id = "cid"
reservation_over_status_quo = 0
strategy = {{ bidding = "best_reply", acceptance = "time", accept_after = 0 }}
interest = [{{ issue = "with_cid", weight = 1, value = {{ table = {{ closed = 0, open = 1 }} }} }}, {{ issue = "pact", weight = 3, value = {{ table = {{ none = 0, signed = 1 }} }} }}]
condition = [{{ id = "alone", said = "No pact with those who trade behind my back", source = "test", when = {{ issue = "pact", is = "signed" }}, require = {{ issue = "with_ben", is = "closed" }}, weight = 6, firmness = 1 }}]
{protocol}
"#
    )
}

fn tables(first: &str, second: &str) -> String {
    three(&format!(
        r#"
[protocol]
kind = "tracks"
[[track]]
id = "two"
name = "Ann and Ben"
parties = ["ann", "ben"]
kind = "alternating_offers"
{first}
[[track]]
id = "all"
name = "All three"
parties = ["ann", "ben", "cid"]
issues = ["pact"]
kind = "alternating_offers"
{second}
[time]
rounds = 10
"#
    ))
}

#[test]
fn what_one_table_agrees_is_where_the_next_one_starts() {
    let played = play(&tables("to = 3", "after = \"two\""));
    // Trade with Ben is open; after it, no pact for Cid.
    assert_eq!(played.row.package, [1, 0, 0]);
    assert_eq!(deals(&played), [(1, "Ann and Ben".to_owned())]);
    assert_eq!(played.row.ended, How::Deadline);
    // The other way round, the pact comes first, and trade with Ben would break Cid's condition,
    // which is none of the two's business.
    let played = play(&tables("after = \"all\"", ""));
    assert_eq!(played.row.package, [1, 0, 1]);
    let expected = [(1, "All three".to_owned()), (2, "Ann and Ben".to_owned())];
    assert_eq!(deals(&played), expected);
    assert_eq!(played.row.ended, How::Concluded);
    // Ann and Cid sit at no table of their own, so that their trade stays closed.
    assert_eq!(played.row.package[1], 0);
}

#[test]
fn a_secret_result_is_not_known_to_others() {
    let played = play(&tables("to = 3\nresult = \"secret\"", "after = \"two\""));
    // Cid signs what it would have refused had it known.
    assert_eq!(played.row.package, [1, 0, 1]);
    let [_, _, cid] = played.row.utilities[..] else {
        panic!("three parties")
    };
    assert!(cid < played.row.no_deal[2], "{cid} is less than no deal");
}

#[test]
fn tables_keep_to_their_calendars() {
    let text = tables("from = 4\nto = 6", "from = 2\nto = 3");
    let played = play(&text);
    let rounds = |table: &str| -> Vec<u32> {
        let moves = played.dance.moves.iter();
        let here = moves.filter(|step| step.table.as_deref() == Some(table));
        let mut rounds: Vec<u32> = here.map(|step| step.round).collect();
        rounds.dedup();
        rounds
    };
    assert_eq!(rounds("All three"), [2]);
    assert_eq!(rounds("Ann and Ben"), [4]);
    assert_eq!(played.dance.rounds, 4, "then all tables have ended");
}

/// One table with everybody is no track at all.
#[test]
fn one_table_for_all_is_the_same_as_no_tables() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let rows = |file: &str, changes: &[&str]| -> Vec<Row> {
        let changes: Vec<Override> = changes.iter().map(|c| c.parse().expect("has =")).collect();
        let loaded = load(&folder.join(file), &changes).unwrap_or_else(|bad| panic!("{bad}"));
        let mut rows = Vec::new();
        let mut sink = |row: &Row| {
            rows.push(row.clone());
            Ok(())
        };
        let settings = Settings {
            seed: 1,
            runs: Runs::Fixed(200),
            threads: 2,
        };
        run(&loaded.scenario, &settings, Some(&mut sink), &mut |_| true)
            .unwrap_or_else(|error| panic!("{error:?}"));
        rows
    };
    let plain = [
        "protocol.kind=alternating_offers",
        "protocol.order=[\"us\", \"russia\", \"ukraine\"]",
    ];
    let common = "us-russia-2025-03-18-common-table.toml";
    let tables = rows(common, &[]);
    assert_eq!(tables, rows("us-russia-2025-03-18.toml", &plain));
    // The same where a deal ends the talks.
    let stops = |path: &str| format!("{path}.after_deal=stop");
    let stop = [plain[0], plain[1], &stops("protocol")];
    assert_eq!(
        rows(common, &[&stops("track.common")]),
        rows("us-russia-2025-03-18.toml", &stop)
    );
    assert_ne!(tables, rows("us-russia-2025-03-18.toml", &[]));
}

/// "Ukraine at the table" and separate tracks differ in what is agreed over its head.
#[test]
fn fewer_deals_over_ukraines_head_with_ukraine_at_the_table() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let share = |file: &str| {
        let loaded = load(&folder.join(file), &[]).unwrap_or_else(|bad| panic!("{bad}"));
        let settings = Settings {
            seed: 1,
            runs: Runs::Fixed(3000),
            threads: 2,
        };
        let found = run(&loaded.scenario, &settings, None, &mut |_| true)
            .unwrap_or_else(|error| panic!("{error:?}"));
        let outcomes = found.forecast.outcomes.into_iter();
        let mut over = outcomes.filter(|outcome| outcome.id == "over_ukraines_head");
        over.next().expect("a class of the scenario")
    };
    let apart = share("us-russia-2025-03-18.toml");
    let common = share("us-russia-2025-03-18-common-table.toml");
    assert!(common.high < apart.low, "{common:?} {apart:?}");
}

/// Notes who heard what aside, and what the others took to stand meanwhile.
#[derive(Default)]
struct Aside {
    deals: Vec<(PartySet, Vec<u16>, Vec<u16>)>,
}

impl Listener for Aside {
    fn hear(&mut self, talks: &Talks, happening: Happening<'_>) {
        if let (
            Some(group),
            Happening::Deal {
                package,
                signatories,
            },
        ) = (talks.aside, happening)
        {
            assert!(group.contains_all(signatories));
            let outsider = (0..3)
                .find(|party| !group.contains(*party))
                .expect("one of three");
            self.deals
                .push((group, package.to_vec(), talks.known_to(outsider).to_vec()));
        }
    }
}

#[test]
fn two_of_three_conclude_aside_what_needs_only_them() {
    // At the table they talk of the pact alone, and Ben will have none.
    let protocol = |side: bool| {
        let text = three(&format!(
            "[protocol]\nkind = \"issue_by_issue\"\nagenda = [\"pact\"]\nside_deals = {side}\n[time]\nrounds = 6\n"
        ));
        let refuses = "id = \"ben\"\ncondition = [{ id = \"no\", said = \"No pact\", source = \"test\", require = { issue = \"pact\", is = \"none\" }, weight = 1, firmness = 1 }]";
        read(&text.replace("id = \"ben\"", refuses))
    };
    let scenario = protocol(true);
    let setting = Setting::new(&scenario);
    let mut aside = Aside::default();
    let mut player = Player::new(&setting, 1);
    player.play(0, &mut aside);
    assert!(!aside.deals.is_empty(), "somebody meets aside");
    for (group, package, known) in &aside.deals {
        assert_eq!(group.len(), 2);
        assert_eq!(package[2], 0, "the pact needs all");
        assert_ne!(package, known, "the third does not know");
    }
    let without = replay(&protocol(false), 1, 0);
    assert!(without.dance.moves.iter().all(|step| step.table.is_none()));
    assert_ne!(without.row.package, player.talks.current);
    // The story tells that it happened aside.
    let told = replay(&scenario, 1, 0);
    let first = told.dance.moves.iter().find(|step| step.table.is_some());
    let text = &first.expect("told").text;
    assert!(text.starts_with("aside: "), "{text}");
}

/// Every protocol plays the five-party budget, with the same bytes for one thread and for two.
#[test]
fn the_budget_runs_under_every_protocol() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let text = std::fs::read_to_string(folder.join("budget-coalition.toml")).expect("readable");
    let (before, after) = text.split_once("[protocol]").expect("has a protocol");
    let rest = after.split_once("\n[").expect("something follows").1;
    let scenario = |protocol: &str| {
        let text = format!("{before}{protocol}\n[{rest}");
        let loaded = zopa::scenario::parse("budget-coalition.toml", text.as_bytes(), &[]);
        loaded.unwrap_or_else(|bad| panic!("{bad}")).scenario
    };
    let parties: Vec<String> = scenario("[protocol]\nkind = \"alternating_offers\"")
        .parties
        .iter()
        .map(|party| format!("\"{}\"", party.id))
        .collect();
    let all = parties.join(", ");
    let table = |keys: &str| format!("[[track]]\nparties = [{all}]\n{keys}\n");
    let protocols = [
        "[protocol]\nkind = \"issue_by_issue\"".to_owned(),
        "[protocol]\nkind = \"issue_by_issue\"\nagenda_rule = \"easiest_first\"\nnothing_until_everything = true".to_owned(),
        "[protocol]\nkind = \"alternating_offers\"\nside_deals = true\nafter_deal = \"continue\"".to_owned(),
        format!(
            "[protocol]\nkind = \"tracks\"\nside_deals = true\n{}{}",
            table("id = \"first\"\nkind = \"issue_by_issue\"\nto = 5\nresult = \"secret\""),
            table("id = \"second\"\nkind = \"alternating_offers\"\nafter = \"first\"")
        ),
    ];
    for protocol in &protocols {
        let scenario = scenario(protocol);
        let bytes = |threads| {
            let settings = Settings {
                seed: 1,
                runs: Runs::Fixed(600),
                threads,
            };
            let found = run(&scenario, &settings, None, &mut |_| true);
            let found = found.unwrap_or_else(|error| panic!("{error:?}"));
            let details = serde_json::to_string(&found.details).expect("serialises");
            (found.forecast, details)
        };
        let (forecast, details) = bytes(1);
        assert_eq!(
            (&forecast, &details),
            (&bytes(2).0, &bytes(2).1),
            "{protocol}"
        );
        let no_deal = forecast.outcomes[scenario.no_deal_class()].share;
        assert!(no_deal < 1.0, "{protocol}: {no_deal}");
        let tables: Vec<&str> = forecast.tables.iter().map(|t| t.id.as_str()).collect();
        let expected: &[&str] = match (protocol.contains("tracks"), scenario.side_deals) {
            (true, _) => &["first", "second", "aside"],
            (false, true) => &["aside"],
            (false, false) => &[],
        };
        assert_eq!(tables, expected);
        println!(
            "{protocol}: {no_deal} {:?}",
            forecast.tables.iter().map(|t| t.share).collect::<Vec<_>>()
        );
    }
}
