//! Changes to a scenario whose effect is known without knowing the right answer, on every scenario
//! that is shipped.

use std::path::{Path, PathBuf};
use zopa::game::search::{Search, zone_package};
use zopa::game::{Compiler, Draw, Space, Streams};
use zopa::model::{Bidding, Distribution, PartySet, Quantity, Scenario};
use zopa::negotiate::{Happening, Listener, Player, Setting, Talks};
use zopa::simulate::forecast::Forecast;
use zopa::simulate::{Row, Runs, Settings, replay, run};

const SEED: u64 = 3;

/// Every shipped scenario.
fn scenarios() -> Vec<Scenario> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let entries = std::fs::read_dir(&folder).expect("the folder of scenarios");
    let paths = entries.map(|entry| entry.expect("readable").path());
    let mut files: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .collect();
    files.sort();
    assert!(files.len() >= 6, "{files:?}");
    let load = |path: &PathBuf| {
        let loaded = zopa::scenario::load(path, &[]);
        loaded
            .unwrap_or_else(|problems| panic!("{problems}"))
            .scenario
    };
    files.iter().map(load).collect()
}

fn forecast(scenario: &Scenario, runs: u64) -> Forecast {
    let settings = Settings {
        seed: SEED,
        runs: Runs::Fixed(runs),
        threads: 2,
    };
    run(scenario, &settings, None, &mut |_| true)
        .unwrap_or_else(|error| panic!("{error:?}"))
        .forecast
}

/// Fewer runs where a run takes long.
fn few(scenario: &Scenario) -> u64 {
    if scenario.packages() > 1000 { 120 } else { 400 }
}

fn shares(forecast: &Forecast) -> Vec<f64> {
    forecast.outcomes.iter().map(|o| o.share).collect()
}

/// Everything that is a share of runs, in order.
fn all_shares(forecast: &Forecast) -> Vec<f64> {
    let options = forecast.issues.iter().flat_map(|issue| &issue.options);
    let mut all = shares(forecast);
    all.extend(options.map(|option| option.share));
    all.extend(
        forecast
            .conditions
            .iter()
            .flat_map(|c| [c.met, c.red_line, c.blocking]),
    );
    all.extend(forecast.endings.iter().map(|ending| ending.share));
    all
}

/// Collects the deals that a party signed.
struct Signed {
    party: usize,
    packages: Vec<Vec<u16>>,
}

impl Listener for Signed {
    fn hear(&mut self, _: &Talks, happening: Happening<'_>) {
        if let Happening::Deal {
            package,
            signatories,
        } = happening
            && signatories.contains(self.party)
        {
            self.packages.push(package.to_vec());
        }
    }
}

#[test]
fn no_signed_deal_breaks_a_condition_of_firmness_1() {
    for scenario in scenarios() {
        for party in 0..scenario.parties.len() {
            for condition in 0..scenario.parties[party].conditions.len() {
                let mut firm = scenario.clone();
                firm.parties[party].conditions[condition].firmness = Quantity::constant(1.0);
                let setting = Setting::new(&firm);
                let mut player = Player::new(&setting, SEED);
                let mut signed = Signed {
                    party,
                    packages: Vec::new(),
                };
                for number in 0..few(&scenario) / 6 {
                    player.play(number, &mut signed);
                }
                let require = &firm.parties[party].conditions[condition].require;
                let id = &firm.parties[party].conditions[condition].id;
                assert!(
                    signed.packages.iter().all(|package| require.holds(package)),
                    "{}: {id}",
                    scenario.id
                );
            }
        }
    }
}

/// Notes what is signed below what a signatory holds out for.
#[derive(Default)]
struct Below<'a> {
    setting: Option<&'a Setting<'a>>,
    /// Reservation values when last heard of; a deal moves them.
    reservations: Vec<f64>,
    deals: u32,
    found: Vec<String>,
}

impl Listener for Below<'_> {
    fn hear(&mut self, talks: &Talks, happening: Happening<'_>) {
        let setting = self.setting.expect("given");
        if let Happening::Deal {
            package,
            signatories,
        } = happening
        {
            self.deals += 1;
            for party in signatories.iter() {
                let (utility, least) = (
                    talks.utility(setting, party, package),
                    self.reservations[party],
                );
                if utility < least {
                    self.found.push(format!("{party}: {utility} < {least}"));
                }
            }
        }
        self.reservations.clone_from(&talks.reservations);
    }
}

#[test]
fn nobody_signs_what_is_worse_than_its_reservation_value() {
    let mut deals = 0;
    for scenario in scenarios() {
        let setting = Setting::new(&scenario);
        let mut player = Player::new(&setting, SEED);
        let mut below = Below {
            setting: Some(&setting),
            ..Below::default()
        };
        for number in 0..few(&scenario) {
            below.reservations.clear();
            player.play(number, &mut below);
        }
        assert!(below.found.is_empty(), "{}: {:?}", scenario.id, below.found);
        deals += below.deals;
    }
    assert!(deals > 300, "{deals} deals only");
}

#[test]
fn every_row_can_be_replayed() {
    for scenario in scenarios() {
        let mut rows = Vec::new();
        let mut sink = |row: &Row| {
            rows.push(row.clone());
            Ok(())
        };
        let runs = few(&scenario);
        let settings = Settings {
            seed: SEED,
            runs: Runs::Fixed(runs),
            threads: 2,
        };
        let found = run(&scenario, &settings, Some(&mut sink), &mut |_| true)
            .unwrap_or_else(|error| panic!("{error:?}"));
        assert_eq!(rows.len() as u64, runs);
        // From the last to the first, so that nothing can be carried over.
        for number in (0..runs).rev() {
            let row = &rows[number as usize];
            assert_eq!(&replay(&scenario, SEED, number).row, row, "{}", scenario.id);
        }
        let typical = &rows[found.forecast.typical_run as usize];
        assert_eq!(typical.outcome, found.forecast.headline, "{}", scenario.id);
    }
}

#[test]
fn raising_a_reservation_value_never_opens_a_zone() {
    let mut closed = 0;
    for scenario in scenarios() {
        let space = Space::new(&scenario);
        let compiler = Compiler::new(&scenario);
        let (streams, mut search) = (Streams::new(SEED), Search::new());
        let mut draw = Draw::default();
        for number in 0..20 {
            draw.draw(&scenario, &streams, number);
            let valuations = compiler.compile_all(&scenario, &space, &draw, &mut search);
            let reservation = |p: usize| {
                Compiler::reservation(&scenario, &space, p, &draw.inputs, &valuations[p])
            };
            let reservations: Vec<f64> = (0..valuations.len()).map(reservation).collect();
            for party in 0..valuations.len() {
                let mut open = true;
                for raise in [0.0, 0.05, 0.2, 0.5, 1.1] {
                    let mut raised = reservations.clone();
                    raised[party] += raise;
                    let status_quo = space.start();
                    let now = zone_package(&space, &valuations, &raised, status_quo, &mut search);
                    assert!(open || !now, "{}: {party} by {raise}", scenario.id);
                    closed += u32::from(open && !now);
                    open = now;
                }
            }
        }
    }
    assert!(closed > 50, "the raises closed {closed} zones only");
}

#[test]
fn names_change_nothing() {
    for scenario in scenarios() {
        let mut renamed = scenario.clone();
        for (n, party) in renamed.parties.iter_mut().enumerate() {
            // Backwards in the alphabet, so that sorting by name would show.
            party.id = format!("z{}", 99 - n);
            party.name = format!("Zoe {}", 99 - n);
        }
        for (n, issue) in renamed.issues.iter_mut().enumerate() {
            issue.id = format!("y{}", 99 - n);
            issue.name = format!("Yes {}", 99 - n);
            for (n, option) in issue.options.iter_mut().enumerate() {
                option.id = format!("x{}", 99_999 - n);
                option.name = format!("Xenon {}", 99_999 - n);
            }
        }
        let runs = few(&scenario);
        let (before, after) = (forecast(&scenario, runs), forecast(&renamed, runs));
        assert_eq!(all_shares(&before), all_shares(&after), "{}", scenario.id);
    }
}

fn scale(quantity: &mut Quantity, factor: f64) {
    quantity.offset *= factor;
    quantity.low *= factor;
    quantity.high *= factor;
    for (_, scale) in &mut quantity.feeds {
        *scale *= factor;
    }
}

#[test]
fn the_scale_of_weights_changes_nothing() {
    for scenario in scenarios() {
        let mut scaled = scenario.clone();
        for (n, party) in scaled.parties.iter_mut().enumerate() {
            // A power of two is exact in binary, so that nothing at all may change.
            let factor = [8.0, 0.25, 1024.0][n % 3];
            for interest in &mut party.interests {
                scale(&mut interest.weight, factor);
            }
            for condition in &mut party.conditions {
                scale(&mut condition.weight, factor);
            }
        }
        let runs = few(&scenario);
        let (before, after) = (forecast(&scenario, runs), forecast(&scaled, runs));
        assert_eq!(all_shares(&before), all_shares(&after), "{}", scenario.id);
        assert_eq!(before.packages, after.packages, "{}", scenario.id);
    }
}

#[test]
fn a_party_without_consent_cannot_block() {
    for scenario in scenarios() {
        for outsider in 0..scenario.parties.len() {
            let mut without = scenario.clone();
            let others: PartySet = (0..scenario.parties.len())
                .filter(|p| *p != outsider)
                .collect();
            for issue in &mut without.issues {
                let left = issue.consent.without(PartySet::of(outsider));
                issue.consent = if left.is_empty() { others } else { left };
            }
            // The most stubborn outsider there can be: no deal is worth everything to it.
            without.parties[outsider].reservation =
                zopa::model::Reservation::Absolute(Quantity::constant(1.0));
            for condition in &mut without.parties[outsider].conditions {
                condition.firmness = Quantity::constant(1.0);
            }
            let found = forecast(&without, 40);
            let conditions = found.conditions.iter();
            let blocking: f64 = conditions
                .filter(|c| c.party == without.parties[outsider].id)
                .map(|c| c.blocking)
                .sum();
            assert_eq!(blocking, 0.0, "{}: {outsider}", scenario.id);
            let setting = Setting::new(&without);
            let mut player = Player::new(&setting, SEED);
            let mut signed = Signed {
                party: outsider,
                packages: Vec::new(),
            };
            (0..10).for_each(|number| {
                player.play(number, &mut signed);
            });
            assert!(
                signed.packages.is_empty(),
                "{}: {outsider} signed",
                scenario.id
            );
        }
    }
}

#[test]
fn shares_add_up() {
    for scenario in scenarios() {
        let found = forecast(&scenario, few(&scenario));
        let near_1 = |sum: f64| (sum - 1.0).abs() < 1e-9;
        assert!(near_1(shares(&found).iter().sum()), "{}", scenario.id);
        for issue in &found.issues {
            assert!(
                near_1(issue.options.iter().map(|o| o.share).sum()),
                "{}",
                issue.id
            );
        }
        assert!(
            near_1(found.endings.iter().map(|e| e.share).sum()),
            "{}",
            scenario.id
        );
    }
}

#[test]
fn decisions_and_events_shift_no_draw_of_inputs() {
    for scenario in scenarios() {
        let mut restless = scenario.clone();
        for party in &mut restless.parties {
            for (_, strategy) in &mut party.strategies {
                // Noisy decisions draw more often; no plan may be looked up.
                strategy.noise = Quantity::constant(0.05);
                if !matches!(strategy.bidding, Bidding::BestReply) {
                    strategy.bidding = Bidding::Micro;
                }
            }
        }
        for number in 0..3 {
            let (before, after) = (
                replay(&scenario, SEED, number),
                replay(&restless, SEED, number),
            );
            assert_eq!(before.inputs, after.inputs, "{}", scenario.id);
            assert_eq!(before.red_lines, after.red_lines, "{}", scenario.id);
            assert_eq!(before.strategies, after.strategies, "{}", scenario.id);
        }
    }
}

#[test]
fn another_distribution_of_one_input_leaves_the_others_where_they_were() {
    let mut changed_some = 0;
    for scenario in scenarios() {
        let correlated = &scenario.correlations.inputs;
        let Some(other) = (0..scenario.inputs.len()).find(|i| !correlated.contains(i)) else {
            continue;
        };
        let mut changed = scenario.clone();
        let (low, high) = scenario.inputs[other].distribution.support();
        let Ok(narrow) = Distribution::uniform(low, low + (high - low) / 2.0) else {
            continue;
        };
        changed.inputs[other].distribution = narrow;
        let (before, after) = (replay(&scenario, SEED, 0), replay(&changed, SEED, 0));
        for input in (0..scenario.inputs.len()).filter(|i| *i != other) {
            assert_eq!(before.inputs[input], after.inputs[input], "{}", scenario.id);
        }
        changed_some += u32::from(before.inputs[other] != after.inputs[other]);
    }
    assert!(changed_some >= 2, "{changed_some}");
}

/// The order of issues in the file may only break ties; streams are the same, so that shares may
/// differ by what ties decide and by chance.
#[test]
fn the_order_of_issues_hardly_matters() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    for file in ["labour-contract.toml", "budget-coalition.toml"] {
        let text = std::fs::read_to_string(folder.join(file)).expect("readable");
        let read = |text: &str| {
            let loaded = zopa::scenario::parse(file, text.as_bytes(), &[]);
            loaded
                .unwrap_or_else(|problems| panic!("{problems}"))
                .scenario
        };
        let runs = 600;
        let before = forecast(&read(&text), runs);
        let after = forecast(&read(&issues_reversed(&text)), runs);
        assert_eq!(before.issues[0].id, after.issues[after.issues.len() - 1].id);
        for (a, b) in before.outcomes.iter().zip(&after.outcomes) {
            // Four standard errors of a difference between independent shares.
            let spread = (0.5 * (a.share + b.share)).clamp(0.01, 0.99);
            let allowed = 4.0 * (2.0 * spread * (1.0 - spread) / runs as f64).sqrt();
            assert!(
                (a.share - b.share).abs() <= allowed,
                "{file}: {} {} {}",
                a.id,
                a.share,
                b.share
            );
        }
    }
}

/// The file with its `[[issue]]` tables in reverse order, at the place of the first.
fn issues_reversed(text: &str) -> String {
    let mut blocks: Vec<String> = vec![String::new()];
    for line in text.lines() {
        if line.starts_with('[') && !line.starts_with("[issue.") {
            blocks.push(String::new());
        }
        let last = blocks.len() - 1;
        blocks[last].push_str(line);
        blocks[last].push('\n');
    }
    let is_issue = |block: &String| block.starts_with("[[issue]]");
    let places: Vec<usize> = (0..blocks.len())
        .filter(|&b| is_issue(&blocks[b]))
        .collect();
    let issues: Vec<String> = places.iter().map(|&place| blocks[place].clone()).collect();
    for (&place, issue) in places.iter().zip(issues.into_iter().rev()) {
        blocks[place] = issue;
    }
    blocks.concat()
}
