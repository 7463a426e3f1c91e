//! Talks issue by issue against talks about packages: what an agenda costs where parties care for
//! different issues, and that it costs nothing where they do not; what stands when a later issue
//! fails; and in which order issues come.

use std::fmt::Write;
use zopa::model::{How, Scenario};
use zopa::negotiate::{Happening, Listener, Player, Setting, Talks};
use zopa::simulate::{Row, replay};

fn read(text: &str) -> Scenario {
    let loaded = zopa::scenario::parse("agenda.toml", text.as_bytes(), &[]);
    let loaded = loaded.unwrap_or_else(|problems| panic!("{problems}\n{text}"));
    assert_eq!(loaded.warnings.render(false), "");
    loaded.scenario
}

fn play(text: &str) -> Row {
    replay(&read(text), 1, 0).row
}

/// Three commodities, nine prices each, from the buyer's best to the seller's; what each price earns
/// falls and rises in even steps. The buyer's best prices earn it `buyer`, the seller's best earn it
/// `seller`. Without agreement on a commodity, neither earns anything by it.
fn market(buyer: [u32; 3], seller: [u32; 3], strategies: [&str; 2], protocol: &str) -> String {
    let mut text = String::from("name = \"Three commodities\"\n");
    for commodity in ["iron", "sulfur", "coal"] {
        let _ = write!(
            text,
            "[[issue]]\nid = \"{commodity}\"\noptions = [\"none\", \"A\", \"B\", \"C\", \"D\", \"E\", \"F\", \"G\", \"H\", \"I\"]\nstatus_quo = \"none\"\n"
        );
    }
    let sides = [("buyer", buyer, true), ("seller", seller, false)];
    for ((id, profits, falls), strategy) in sides.into_iter().zip(strategies) {
        let _ = write!(
            text,
            "[[party]]\nid = \"{id}\"\nreservation = 0\nstrategy = {{ {strategy} }}\n"
        );
        for (commodity, most) in ["iron", "sulfur", "coal"].into_iter().zip(profits) {
            let worth = |k: u32| f64::from(if falls { 8 - k } else { k }) / 8.0;
            let table: Vec<String> = (0..9u8)
                .map(|k| format!("{} = {}", char::from(b'A' + k), worth(u32::from(k))))
                .collect();
            let _ = write!(
                text,
                "[[party.interest]]\nissue = \"{commodity}\"\nweight = {most}\nvalue = {{ table = {{ none = 0, {} }} }}\n",
                table.join(", ")
            );
        }
    }
    text + protocol
}

const PACKAGES: &str = "[protocol]\nkind = \"alternating_offers\"\n[time]\nrounds = 60\n";
const ONE_BY_ONE: &str = "[protocol]\nkind = \"issue_by_issue\"\n[time]\nrounds = 60\n";

const STRATEGIES: [&str; 4] = [
    "bidding = \"linear\", model = \"perfect\"",
    "bidding = \"linear\", model = \"public\"",
    "bidding = \"boulware\", model = \"public\"",
    "bidding = \"conceder\", model = \"perfect\"",
];

/// The profit schedules of Pruitt & Lewis (1975, doi:10.1037/0022-3514.31.4.621): iron matters to the
/// buyer what coal does to the seller, 2,000 against 800; sulfur, 1,200 to both, they split.
#[test]
fn packages_beat_an_agenda_where_parties_care_for_different_issues() {
    let profits = ([2000, 1200, 800], [800, 1200, 2000]);
    for own in STRATEGIES {
        for other in STRATEGIES {
            let play = |protocol| play(&market(profits.0, profits.1, [own, other], protocol));
            let (whole, parts) = (play(PACKAGES), play(ONE_BY_ONE));
            assert_eq!(whole.ended, How::Concluded, "{own} against {other}");
            assert_eq!(parts.ended, How::Concluded, "{own} against {other}");
            let earned = |row: &Row| [row.utilities[0] * 4000.0, row.utilities[1] * 4000.0];
            let (whole, parts) = (earned(&whole), earned(&parts));
            let joint = |earned: [f64; 2]| earned[0] + earned[1];
            // The agenda is Pareto-worse whoever plays, and for both where they play alike: 2,600 is
            // what each earns by leaving iron to the buyer and coal to the seller, 2,000 by
            // splitting each issue.
            let says =
                || format!("{own} against {other}: {whole:?} by packages, {parts:?} one by one");
            assert!(joint(whole) > joint(parts) + 300.0, "{}", says());
            let worse = |side: usize| parts[side] <= whole[side] + 1e-6;
            assert!(worse(0) && worse(1), "{}", says());
            if own == other {
                assert!(
                    whole.iter().all(|earned| (earned - 2600.0).abs() < 1e-6),
                    "{}",
                    says()
                );
                assert!(parts.iter().all(|earned| *earned < 2300.0), "{}", says());
            }
        }
    }
}

/// Where both care alike, there is nothing to trade: an agenda costs nothing.
#[test]
fn an_agenda_costs_nothing_where_nothing_can_be_traded() {
    let profits = [2000, 1200, 800];
    for strategy in STRATEGIES {
        let play = |protocol| play(&market(profits, profits, [strategy; 2], protocol));
        let (whole, parts) = (play(PACKAGES), play(ONE_BY_ONE));
        for row in [&whole, &parts] {
            assert_eq!(row.ended, How::Concluded, "{strategy}");
            let joint: f64 = row.utilities.iter().sum();
            assert!((joint - 1.0).abs() < 1e-9, "{strategy}: {joint}");
        }
        for (a, b) in whole.utilities.iter().zip(&parts.utilities) {
            // Within a step per issue: prices come in eighths.
            let step = 1.0 / 8.0;
            assert!(
                (a - b).abs() <= step,
                "{strategy}: {a} by packages, {b} one by one"
            );
        }
    }
}

/// Two favours, each worth 10 to one and costing the other 3, or the numbers given.
fn favours(protocol: &str) -> String {
    let mut text = String::from("name = \"Two favours\"\n");
    for issue in ["hers", "his"] {
        let _ = write!(
            text,
            "[[issue]]\nid = \"{issue}\"\noptions = [\"no\", \"yes\"]\nstatus_quo = \"no\"\n"
        );
    }
    for (id, own, other) in [("ann", "hers", "his"), ("ben", "his", "hers")] {
        let _ = write!(
            text,
            "[[party]]\nid = \"{id}\"\nreservation_over_status_quo = 0\n\
             strategy = {{ bidding = \"conceder\", model = \"public\" }}\n\
             interest = [{{ issue = \"{own}\", weight = 10, value = {{ table = {{ no = 0, yes = 1 }} }} }}, \
             {{ issue = \"{other}\", weight = 3, value = {{ table = {{ no = 1, yes = 0 }} }} }}]\n"
        );
    }
    text + protocol + "[time]\nrounds = 12\n"
}

#[test]
fn only_a_whole_lets_favours_be_exchanged() {
    let packages = play(&favours("[protocol]\nkind = \"alternating_offers\"\n"));
    assert_eq!(packages.package, [1, 1]);
    // Each favour alone is worse than none for the one who grants it.
    let parts = play(&favours("[protocol]\nkind = \"issue_by_issue\"\n"));
    assert_eq!(
        (parts.ended, &parts.package[..]),
        (How::Deadline, &[0, 0][..])
    );
    // Held back until both are agreed, the one is granted for what the other is expected to bring.
    let whole = play(&favours(
        "[protocol]\nkind = \"issue_by_issue\"\nnothing_until_everything = true\n",
    ));
    assert_eq!(
        (whole.ended, &whole.package[..]),
        (How::Concluded, &[1, 1][..])
    );
    assert_eq!(whole.utilities, packages.utilities);
}

/// A gain for both, and a question on which a red line leaves nothing to agree.
fn half_hopeless(rest: &str) -> String {
    format!(
        r#"
name = "Half hopeless"
[[issue]]
id = "trade"
options = ["closed", "open"]
status_quo = "closed"
[[issue]]
id = "border"
options = ["here", "there"]
status_quo = "here"
[[party]]
id = "ann"
strategy = {{ bidding = "linear" }}
interest = [{{ issue = "trade", weight = 1, value = {{ table = {{ closed = 0, open = 1 }} }} }}, {{ issue = "border", weight = 1, value = {{ table = {{ here = 0, there = 1 }} }} }}]
[[party]]
id = "ben"
strategy = {{ bidding = "linear" }}
interest = [{{ issue = "trade", weight = 1, value = {{ table = {{ closed = 0, open = 1 }} }} }}]
condition = [{{ id = "stay", said = "The border stays", source = "test", require = {{ issue = "border", is = "here" }}, weight = 1, firmness = 1 }}]
[protocol]
kind = "issue_by_issue"
{rest}
[time]
rounds = 10
"#
    )
}

#[test]
fn what_is_agreed_stands_unless_nothing_is_until_everything_is() {
    for agenda in ["[\"trade\", \"border\"]", "[\"border\", \"trade\"]"] {
        let parts = play(&half_hopeless(&format!("agenda = {agenda}")));
        assert_eq!(parts.package, [1, 0], "{agenda}");
        let whole = play(&half_hopeless(&format!(
            "agenda = {agenda}\nnothing_until_everything = true"
        )));
        assert_eq!(whole.package, [0, 0], "{agenda}");
        assert_eq!(whole.ended, How::Deadline);
        assert_eq!(whole.utilities, whole.no_deal);
    }
    // What is not on the agenda is not talked about.
    let short = play(&half_hopeless(
        "agenda = [\"trade\"]\nnothing_until_everything = true",
    ));
    assert_eq!((short.package, short.ended), (vec![1, 0], How::Concluded));
}

/// Notes the issues on which offers are made, in order, each once, and when the first was made.
#[derive(Default)]
struct Order(Vec<(usize, u32)>);

impl Listener for Order {
    fn hear(&mut self, talks: &Talks, happening: Happening<'_>) {
        if let Happening::Offer { party, package, .. } = happening {
            let mut moved = package.iter().zip(talks.known_to(party)).enumerate();
            let issue = moved.find(|(_, (new, old))| new != old);
            let issue = issue.expect("an offer moves something").0;
            if self.0.iter().all(|(known, _)| *known != issue) {
                self.0.push((issue, talks.round));
            }
        }
    }
}

fn order(text: &str) -> Vec<(usize, u32)> {
    let scenario = read(text);
    let setting = Setting::new(&scenario);
    let mut order = Order::default();
    Player::new(&setting, 1).play(0, &mut order);
    order.0
}

#[test]
fn rules_order_the_agenda() {
    let listed = |rule: &str| {
        // Iron is split, sulfur is split with less at stake, on coal both want the same.
        let protocol =
            format!("[protocol]\nkind = \"issue_by_issue\"\n{rule}\n[time]\nrounds = 30\n");
        let text = market(
            [2000, 500, 800],
            [1500, 600, 1900],
            [STRATEGIES[0]; 2],
            &protocol,
        );
        let same = "weight = 1900\nvalue = { table = { none = 0, A = 1, B = 0.875, C = 0.75, D = 0.625, E = 0.5, F = 0.375, G = 0.25, H = 0.125, I = 0 } }";
        let from = text.find("weight = 1900").expect("the seller's coal");
        let to = from + text[from..].find(" } }").expect("its table") + 4;
        let text = format!("{}{same}{}", &text[..from], &text[to..]);
        order(&text)
            .into_iter()
            .map(|(issue, _)| issue)
            .collect::<Vec<_>>()
    };
    let (iron, sulfur, coal) = (0, 1, 2);
    assert_eq!(listed(""), [iron, sulfur, coal]);
    assert_eq!(listed("agenda = [\"coal\", \"iron\"]"), [coal, iron]);
    assert_eq!(
        listed("agenda_rule = \"easiest_first\""),
        [coal, sulfur, iron]
    );
    assert_eq!(
        listed("agenda_rule = \"hardest_first\""),
        [iron, sulfur, coal]
    );
    // Own share over the other's: the buyer's 0.61/0.375, 0.15/0.15, 0.24/0.475.
    let chosen = |who: &str| listed(&format!("agenda_rule = \"chosen\"\nchooser = \"{who}\""));
    assert_eq!(chosen("buyer"), [coal, sulfur, iron]);
    assert_eq!(chosen("seller"), [iron, sulfur, coal]);
}

#[test]
fn issues_have_the_rounds_that_they_are_given() {
    // Nobody ever gives in, so that every issue takes all of its time.
    let stubborn = "bidding = \"hardliner\", model = \"none\"";
    let when = |rounds: &str| {
        let protocol =
            format!("[protocol]\nkind = \"issue_by_issue\"\n{rounds}\n[time]\nrounds = 12\n");
        order(&market([3, 2, 1], [1, 2, 3], [stubborn; 2], &protocol))
    };
    assert_eq!(when(""), [(0, 1), (1, 5), (2, 9)]);
    assert_eq!(when("rounds_per_issue = 2"), [(0, 1), (1, 3), (2, 5)]);
}
