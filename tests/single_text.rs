//! A single negotiating text: where it ends, who has a say, and what stops it.

use zopa::negotiate::{Happening, Listener, Player, Setting, Talks};

/// Three splits between two parties: two lopsided ones with the largest sum, an even one with the
/// largest product.
const SPLITS: &str = "
name = \"Splits\"
[[issue]]
id = \"split\"
options = [\"mine\", \"even\", \"yours\"]
[[party]]
id = \"me\"
scale = \"as_given\"
reservation = 0
interest = [{ issue = \"split\", weight = 1, value = { table = { mine = 1, even = 0.55, yours = 0.2 } } }]
[[party]]
id = \"you\"
scale = \"as_given\"
reservation = 0
interest = [{ issue = \"split\", weight = 1, value = { table = { mine = 0.2, even = 0.55, yours = 1 } } }]
[time]
rounds = 40
[protocol]
kind = \"single_text\"
";

fn play(text: &str, runs: u64, mut see: impl FnMut(&Talks, &Heard)) {
    let scenario = zopa::scenario::parse("text.toml", text.as_bytes(), &[])
        .unwrap_or_else(|problems| panic!("{problems}"))
        .scenario;
    let setting = Setting::new(&scenario);
    let mut player = Player::new(&setting, 1);
    for run in 0..runs {
        let mut heard = Heard::default();
        player.play(run, &mut heard);
        see(&player.talks, &heard);
    }
}

#[derive(Default)]
struct Heard {
    texts: u32,
    accepted: u32,
    refused: u32,
}

impl Listener for Heard {
    fn hear(&mut self, _: &Talks, happening: Happening<'_>) {
        match happening {
            Happening::Text { .. } => self.texts += 1,
            Happening::Accept { .. } => self.accepted += 1,
            Happening::Refuse { .. } => self.refused += 1,
            _ => {}
        }
    }
}

/// In how many of 300 runs the even split is agreed.
fn even(rules: &str) -> u32 {
    let mut even = 0;
    play(&format!("{SPLITS}{rules}\n"), 300, |talks, heard| {
        assert!(talks.deal_round.is_some());
        assert_eq!((heard.accepted, heard.refused), (2, 0));
        even += u32::from(talks.current == [1]);
    });
    even
}

#[test]
fn votes_by_proportion_end_at_the_product_and_votes_by_difference_at_the_sum() {
    let proportion = even("weigh = \"proportion\"\nstart_temperature = 0.5");
    let difference = even("weigh = \"difference\"\nstart_temperature = 0.5");
    assert!(proportion >= 270, "{proportion} of 300");
    assert!(difference <= 100, "{difference} of 300");
}

#[test]
fn hot_votes_do_not_choose() {
    let hot = even("start_temperature = 100\ncooling = 1");
    assert!((70..=130).contains(&hot), "{hot} of 300, not a third");
}

#[test]
fn nobody_ratifies_what_is_worse_than_no_deal() {
    // Whatever one gains the other loses, and both ask for more than half.
    let text = SPLITS
        .replace("even = 0.55", "even = 0.5")
        .replace("reservation = 0", "reservation = 0.55");
    let mut refusals = 0;
    play(&text, 100, |talks, heard| {
        assert!(talks.deal_round.is_none(), "{:?}", talks.current);
        assert!(heard.texts > 0);
        refusals += heard.refused;
    });
    assert!(refusals >= 100, "every last text was put to the vote");
}

#[test]
fn a_mediator_steers_where_the_sides_do_not_care() {
    let place = "[[issue]]\nid = \"place\"\nnumbers = { from = 0, to = 9, step = 1 }\n";
    let broker = "[[party]]\nid = \"broker\"\nrole = \"mediator\"\nreservation = 0\n\
         interest = [{ issue = \"place\", weight = 1, value = { linear = \"rising\" } }]\n[time]";
    let text = SPLITS
        .replace(
            "[[party]]\nid = \"me\"",
            &format!("{place}[[party]]\nid = \"me\""),
        )
        .replace("[time]", broker);
    let mean = |text: &str| {
        let mut sum = 0.0;
        play(text, 300, |talks, _| {
            assert!(talks.deal_round.is_some());
            sum += f64::from(talks.current[1]) / 300.0;
        });
        sum
    };
    let neutral = mean(&text);
    let steered = mean(&format!("{text}mediator = \"broker\"\n"));
    assert!((neutral - 4.5).abs() < 0.6, "{neutral}");
    assert!(steered > neutral + 1.0, "{steered}, not above {neutral}");
}
