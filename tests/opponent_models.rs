//! How far what a party believes of another is from the truth, before and after talks: it should
//! have learnt something.

use std::path::Path;
use zopa::model::{OpponentModel, Scenario};
use zopa::negotiate::{Belief, Happening, Listener, Player, Setting, Talks};

const SEED: u64 = 5;
const RUNS: u64 = 60;

fn scenario() -> Scenario {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    zopa::scenario::load(&folder.join("labour-contract.toml"), &[])
        .unwrap_or_else(|problems| panic!("{problems}"))
        .scenario
}

/// Somebody in the room who only listens, with a picture of one party.
struct Onlooker<'a> {
    setting: &'a Setting<'a>,
    whom: usize,
    belief: Belief,
}

impl<'a> Onlooker<'a> {
    fn new(setting: &'a Setting<'a>, whom: usize) -> Self {
        let profile = setting.public.of(whom);
        let space = &setting.space;
        let belief = Belief::new(OpponentModel::Frequency, profile, space, whom, false);
        Self {
            setting,
            whom,
            belief,
        }
    }
}

impl Listener for Onlooker<'_> {
    fn hear(&mut self, _: &Talks, happening: Happening<'_>) {
        let (space, whom) = (&self.setting.space, self.whom);
        match happening {
            Happening::Offer { party, package, .. } if party == whom => {
                let profile = self.setting.public.of(whom);
                self.belief.hear_offer(profile, space, whom, package);
            }
            Happening::Accept { party, package } if party == whom => {
                self.belief.hear_answer(space, whom, package, true);
            }
            Happening::Refuse { party, package } if party == whom => {
                self.belief.hear_answer(space, whom, package, false);
            }
            _ => {}
        }
    }
}

/// Packages spread over the space, the same for every question.
fn sample(setting: &Setting<'_>) -> Vec<Vec<u16>> {
    let space = &setting.space;
    (0..500u64)
        .map(|k| {
            let digit = |issue: usize| {
                let mixed = (k + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15 ^ (issue as u64) << 32);
                (mixed >> 40) as usize % space.options_of(issue)
            };
            (0..space.issues())
                .map(|issue| digit(issue) as u16)
                .collect()
        })
        .collect()
}

fn pearson(a: &[f64], b: &[f64]) -> f64 {
    let mean = |x: &[f64]| x.iter().sum::<f64>() / x.len() as f64;
    let (ma, mb) = (mean(a), mean(b));
    let product = |x: &[f64], mx: f64, y: &[f64], my: f64| -> f64 {
        x.iter().zip(y).map(|(x, y)| (x - mx) * (y - my)).sum()
    };
    product(a, ma, b, mb) / (product(a, ma, a, ma) * product(b, mb, b, mb)).sqrt()
}

#[test]
fn a_frequency_model_knows_more_after_talks_than_before() {
    let scenario = scenario();
    let setting = Setting::new(&scenario);
    let packages = sample(&setting);
    let mut player = Player::new(&setting, SEED);
    for whom in 0..2 {
        let (mut before, mut after) = (0.0, 0.0);
        for run in 0..RUNS {
            let mut onlooker = Onlooker::new(&setting, whom);
            let guess = |belief: &Belief| -> Vec<f64> {
                let worth = |p: &Vec<u16>| belief.worth.utility(&setting.space, p);
                packages.iter().map(worth).collect()
            };
            let first = guess(&onlooker.belief);
            player.play(run, &mut onlooker);
            let truth: Vec<f64> = packages
                .iter()
                .map(|p| player.talks.utility(&setting, whom, p))
                .collect();
            before += pearson(&first, &truth) / RUNS as f64;
            after += pearson(&guess(&onlooker.belief), &truth) / RUNS as f64;
        }
        println!("party {whom}: correlation {before:.3} before, {after:.3} after");
        assert!(
            after > before + 0.02,
            "party {whom}: {before} before, {after} after"
        );
        assert!(after > 0.5, "party {whom}: {after} after");
    }
}

#[test]
fn true_red_lines_look_firmer_than_bluffs_after_talks() {
    let scenario = scenario();
    let setting = Setting::new(&scenario);
    let packages = sample(&setting);
    let mut player = Player::new(&setting, SEED);
    // Mean logarithm of the believed probability that a package crosses no red line, over packages
    // that break one condition, by whether the condition was a red line in truth.
    let (mut firm, mut bluff) = ((0.0, 0u32), (0.0, 0u32));
    for run in 0..RUNS {
        for whom in 0..2 {
            let mut onlooker = Onlooker::new(&setting, whom);
            player.play(run, &mut onlooker);
            let red_lines = player.talks.draw.red_lines[whom].clone();
            for package in &packages {
                let broken: Vec<usize> = (0..red_lines.len())
                    .filter(|&c| !setting.space.satisfies(whom, c, package))
                    .collect();
                if let [condition] = broken[..] {
                    let caution = onlooker.belief.caution.utility(&setting.space, package);
                    let sum = if red_lines[condition] {
                        &mut firm
                    } else {
                        &mut bluff
                    };
                    sum.0 += caution;
                    sum.1 += 1;
                }
            }
        }
    }
    assert!(firm.1 > 100 && bluff.1 > 100, "{firm:?} {bluff:?}");
    let mean = |(sum, n): (f64, u32)| sum / f64::from(n);
    assert!(mean(firm) < mean(bluff), "{} {}", mean(firm), mean(bluff));
}
