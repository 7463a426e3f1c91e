//! Random bilateral games with a private no-deal value on either side, for measuring how well
//! beliefs over types are calibrated. Game k depends on nothing but k.

use zopa::experiment::calibration::Calibration;
use zopa::model::Scenario;
use zopa::negotiate::{Player, Setting};

/// How the parties of a game bargain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// By the clock, with numbers of the file: the model of the types is right about them.
    Clock,
    /// By what the others do, or by expected gains: the model only guesses how they hold out.
    Others,
}

/// Numbers from a seed (SplitMix64; Steele, Lea & Flood 2014, doi:10.1145/2660193.2660195).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        (1000.0 * (low + (high - low) * self.unit())).round() / 1000.0
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[(self.next() % from.len() as u64) as usize]
    }
}

/// The text of a random game.
pub fn text(game: u64, manner: Manner) -> String {
    let mut random = Random(game ^ 0x5EED_0000 ^ (u64::from(manner == Manner::Clock) << 40));
    let rounds = 2 + random.next() % 9;
    let step = random.pick(&[1, 2, 5]);
    let mut text = format!(
        "name = \"Game {game}\"\n\
         issue = [{{ id = \"price\", numbers = {{ from = 0, to = 100, step = {step} }}, status_quo = 0 }}]\n\
         protocol = {{ kind = \"alternating_offers\" }}\ntime = {{ rounds = {rounds} }}\n"
    );
    for (party, end) in [("seller", "rising"), ("buyer", "falling")] {
        let low = random.between(0.0, 0.3);
        let high = ((low + random.between(0.1, 0.6)) * 1000.0).round() / 1000.0;
        let middle = random.between(low, high);
        let spread = match random.next() % 4 {
            0 => format!("{{ uniform = [{low}, {high}] }}"),
            1 => format!("{{ triangular = [{low}, {middle}, {high}] }}"),
            2 => format!("{{ pert = [{low}, {middle}, {high}] }}"),
            _ => format!("{{ choice = [[{low}, 2], [{middle}, 1], [{high}, 2]] }}"),
        };
        text.push_str(&format!(
            "[[input]]\nid = \"{party}_alternative\"\nvalue = {spread}\n\
             [[party]]\nid = \"{party}\"\nreservation = {{ input = \"{party}_alternative\" }}\n\
             interest = [{{ issue = \"price\", weight = 1, value = {{ linear = \"{end}\" }} }}]\n"
        ));
        // One strategy, or two of which the other does not know which is played.
        for _ in 0..1 + random.next() % 2 {
            let bidding = match manner {
                Manner::Clock => random.pick(&["boulware", "linear", "conceder"]),
                Manner::Others => random.pick(&["tit_for_tat", "micro", "best_reply"]),
            };
            let share = random.between(0.2, 1.0);
            text.push_str(&format!(
                "[[party.strategy]]\nshare = {share}\nbidding = \"{bidding}\"\nmodel = \"types\"\n"
            ));
        }
        // A battle that the strong win more often.
        if random.next().is_multiple_of(3) {
            text.push_str(&format!(
                "[[event]]\nid = \"{party}_wins\"\n\
                 hazard = {{ input = \"{party}_alternative\", scale = 0.5 }}\nrepeats = true\n\
                 effect = [{{ party = \"{party}\", reservation = 0.01 }}]\n"
            ));
        }
    }
    text
}

/// Plays a game, and adds what each side believes of the other at the end: that its no-deal value
/// is at or below its first, second and third quartile of before the talks.
pub fn judge(game: u64, manner: Manner, calibration: &mut Calibration) {
    let text = text(game, manner);
    let loaded = zopa::scenario::parse("game.toml", text.as_bytes(), &[]);
    let scenario: Scenario = loaded.unwrap_or_else(|p| panic!("{p}\n{text}")).scenario;
    let setting = Setting::new(&scenario);
    let mut player = Player::new(&setting, game);
    player.play(game, &mut ());
    for (party, other) in [(0, 1), (1, 0)] {
        let belief = player.talks.belief(party, other).expect("a picture");
        let types = belief.types().expect("types");
        let truth = player.talks.no_deal[other];
        // What happened in the talks shifts all types alike.
        let shift = truth - player.talks.draw.inputs[other];
        for quartile in [0.25, 0.5, 0.75] {
            let cut = scenario.inputs[other].distribution.quantile(quartile) + shift;
            // A hair's breadth for the grid of utilities, on which the truth is rounded.
            calibration.add(types.at_most(cut + 1e-9), truth <= cut + 1e-9);
        }
    }
}
