//! The frontier added up issue by issue is that of the list of all packages: the same points, the same
//! packages of each, the same solutions.

#[path = "support/random.rs"]
#[allow(dead_code)]
mod random;

use proptest::prelude::*;
use std::fmt::Write;
use zopa::analysis::{
    Efficient, Equals, Settings, Solved, Survey, TooLarge, View, analyze, count, likeliest,
    package, signers, survey, survey_by_issues,
};
use zopa::game::search::Search;
use zopa::game::{Compiler, Space, Valuation};
use zopa::model::Scenario;

/// Small negotiations with few different values, so that packages tie, and with much that ties issues
/// together: conditions over two or three of them, red lines or not, and limits.
fn tied_texts() -> impl Strategy<Value = String> {
    prop::collection::vec(any::<u8>(), 400).prop_map(|choices| tied_text(&choices))
}

fn tied_text(choices: &[u8]) -> String {
    let mut choices = choices.iter().copied().cycle();
    let mut pick = |n: usize| usize::from(choices.next().unwrap_or(0)) % n;
    let (parties, issues) = (1 + pick(4), 2 + pick(5));
    let sizes: Vec<usize> = (0..issues).map(|_| 2 + pick(3)).collect();
    let mut text = String::from("name = \"Tied\"\n");
    for (issue, size) in sizes.iter().enumerate() {
        let _ = writeln!(
            text,
            "[[issue]]\nid = \"i{issue}\"\nstatus_quo = 0\nnumbers = {{ from = 0, to = {}, step = 1 }}",
            size - 1
        );
    }
    for _ in 0..pick(3) {
        let first = pick(issues - 1);
        let names: Vec<String> = (first..issues).map(|i| format!("\"i{i}\"")).collect();
        let names = names.join(", ");
        let _ = writeln!(
            text,
            "[[limit]]\nissues = [{names}]\nat_most = {}",
            1 + pick(6)
        );
    }
    for party in 0..parties {
        let _ = writeln!(
            text,
            "[[party]]\nid = \"p{party}\"\nreservation = 0.{}",
            pick(6)
        );
        for (issue, &size) in sizes.iter().enumerate() {
            let weight = 1 + pick(3);
            let entries = (0..size).map(|o| format!("{o} = {}", [0.0, 0.5, 1.0][pick(3)]));
            let mut entries: Vec<String> = entries.collect();
            entries[pick(size)] = format!("{} = 1", pick(size));
            entries.sort();
            entries.dedup_by_key(|entry| entry.split(" = ").next().map(str::to_owned));
            let full = entries.len() == size && entries.iter().any(|e| e.ends_with("= 1"));
            let value = match full {
                true => format!("{{ table = {{ {} }} }}", entries.join(", ")),
                false => "{ linear = \"rising\" }".to_owned(),
            };
            let _ = writeln!(
                text,
                "[[party.interest]]\nissue = \"i{issue}\"\nweight = {weight}\nvalue = {value}"
            );
        }
        for condition in 0..pick(4) {
            let word = ["all", "any"][pick(2)];
            let parts: Vec<String> = (0..2 + pick(2))
                .map(|_| {
                    let issue = pick(issues);
                    let test = ["is", "is_not", "at_most"][pick(3)];
                    format!(
                        "{{ issue = \"i{issue}\", {test} = {} }}",
                        pick(sizes[issue])
                    )
                })
                .collect();
            let firmness = [0, 0, 1][pick(3)];
            let _ = writeln!(
                text,
                "[[party.condition]]\nid = \"c{condition}\"\nsaid = \"So\"\nsource = \"Nobody\"\nrequire = {{ {word} = [{}] }}\nweight = {}\nfirmness = {firmness}",
                parts.join(", "),
                pick(3)
            );
        }
    }
    text + "[protocol]\nkind = \"alternating_offers\"\n[time]\nrounds = 3\n"
}

struct Game {
    space: Space,
    valuations: Vec<Valuation>,
    parties: Vec<usize>,
    reservations: Vec<f64>,
}

impl Game {
    fn new(scenario: &Scenario) -> Self {
        let space = Space::new(scenario);
        let draw = likeliest(scenario);
        let valuations =
            Compiler::new(scenario).compile_all(scenario, &space, &draw, &mut Search::new());
        let each = valuations.iter().enumerate();
        Self {
            reservations: each
                .map(|(p, v)| Compiler::reservation(scenario, &space, p, &draw.inputs, v))
                .collect(),
            parties: signers(scenario),
            space,
            valuations,
        }
    }

    /// By looking at every package, and issue by issue.
    fn both(&self) -> (Survey, Result<Survey, TooLarge>) {
        let of = |party: &usize| self.reservations[*party];
        let disagreement: Vec<f64> = self.parties.iter().map(of).collect();
        let view = View {
            parties: &self.parties,
            reservations: &self.reservations,
            disagreement: &disagreement,
            powers: &vec![1.0; self.parties.len()],
            lotteries: true,
        };
        (
            survey(&self.space, &self.valuations, &view),
            survey_by_issues(&self.space, &self.valuations, &view),
        )
    }
}

/// Numbers as they are, but that both zeros are one.
fn bits(numbers: &[f64]) -> Vec<u64> {
    numbers.iter().map(|x| (x + 0.0).to_bits()).collect()
}

fn distinct(found: &Efficient) -> Vec<Vec<u64>> {
    let width = found.points.len() / found.packages.len().max(1);
    let row = |&place: &u32| bits(&found.points[place as usize * width..][..width]);
    let mut rows: Vec<Vec<u64>> = found.first.iter().map(row).collect();
    rows.sort_unstable();
    rows
}

fn indices(solved: &[Solved]) -> Vec<u64> {
    solved.iter().map(|solution| solution.index).collect()
}

/// What the two ways of looking must agree on; whether anything was compared.
fn compare(scenario: &Scenario) -> Result<Option<Equals>, TestCaseError> {
    let game = Game::new(scenario);
    if count(&game.space).is_none_or(|n| n > 2000) || game.parties.is_empty() {
        return Ok(None);
    }
    let (listed, by_issues) = game.both();
    let given = game.parties.iter().any(|&p| game.valuations[p].as_given);
    let by_issues = match by_issues {
        Ok(found) => found,
        Err(why) => {
            prop_assert!(given && why == TooLarge::Tied, "{why:?}");
            return Ok(None);
        }
    };
    prop_assert_eq!(distinct(&listed.efficient), distinct(&by_issues.efficient));
    prop_assert_eq!(distinct(&listed.pareto), distinct(&by_issues.pareto));
    for (a, b) in listed.ranges.iter().zip(&by_issues.ranges) {
        prop_assert_eq!(bits(a), bits(b));
    }
    if by_issues.efficient.equals == Equals::Unknown {
        prop_assert!(given);
        return Ok(Some(Equals::Unknown));
    }
    prop_assert_eq!(&listed.efficient, &by_issues.efficient);
    prop_assert_eq!(&listed.pareto, &by_issues.pareto);
    prop_assert_eq!(indices(&listed.nash), indices(&by_issues.nash));
    let (a, b) = (&listed.kalai_smorodinsky, &by_issues.kalai_smorodinsky);
    prop_assert_eq!(indices(a), indices(b));
    prop_assert_eq!(
        indices(&listed.egalitarian),
        indices(&by_issues.egalitarian)
    );
    prop_assert_eq!(
        indices(&listed.utilitarian),
        indices(&by_issues.utilitarian)
    );
    prop_assert_eq!(&listed.lottery, &by_issues.lottery);
    prop_assert_eq!(listed.opposition, by_issues.opposition);
    Ok(Some(Equals::Listed))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn tied_issues_give_the_frontier_of_the_list(text in tied_texts()) {
        if let Some(scenario) = random::read(&text) {
            compare(&scenario)?;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn issue_by_issue_gives_the_frontier_of_the_list(text in random::texts()) {
        if let Some(scenario) = random::read(&text) {
            compare(&scenario)?;
        }
    }
}

/// Most of the random games are compared, with ties of every kind.
#[test]
fn random_games_tie_and_are_compared() {
    let (mut compared, mut equal, mut terms, mut limits) = (0, 0, 0, 0);
    for seed in 0..300u32 {
        let step = |k: u32| (seed * 7919 + k * k * 31 + k * 17) as u8;
        let Some(scenario) = random::read(&tied_text(&(0..400).map(step).collect::<Vec<u8>>()))
        else {
            continue;
        };
        let game = Game::new(&scenario);
        let (listed, by_issues) = game.both();
        compared += u32::from(by_issues.is_ok());
        equal += u32::from(listed.efficient.packages.len() > listed.efficient.first.len());
        terms += u32::from(!game.space.terms().is_empty());
        limits += u32::from(!game.space.limits().is_empty());
    }
    assert!(
        compared > 100 && equal > 30 && terms > 50 && limits > 30,
        "{compared} compared, {equal} with equal packages, {terms} with terms, {limits} with limits"
    );
}

/// Two parties over `issues` of ten options each; one issue more that nobody cares for has `idle`.
fn large(issues: usize, idle: usize) -> Scenario {
    let mut text = String::from("name = \"Large\"\n");
    let mut issue = |id: &str, options: usize| {
        let options: Vec<String> = (0..options).map(|o| format!("\"o{o}\"")).collect();
        let options = options.join(", ");
        let _ = writeln!(text, "[[issue]]\nid = \"{id}\"\noptions = [{options}]");
    };
    (0..issues).for_each(|n| issue(&format!("i{n}"), 10));
    if idle > 0 {
        issue("idle", idle);
    }
    for party in 0..2usize {
        let _ = writeln!(text, "[[party]]\nid = \"p{party}\"\nreservation = 0.2");
        for n in 0..issues {
            let value = |o: usize| (7 * n + 3 * o + party * (o * o + 5)) % 11;
            let entries: Vec<String> = (0..10)
                .map(|o| format!("o{o} = {:.2}", value(o) as f64 / 10.0))
                .collect();
            let _ = writeln!(
                text,
                "[[party.interest]]\nissue = \"i{n}\"\nweight = {}\nvalue = {{ table = {{ {} }} }}",
                1 + (n * (party + 2)) % 5,
                entries.join(", ")
            );
        }
    }
    let text = text + "[protocol]\nkind = \"alternating_offers\"\n[time]\nrounds = 3\n";
    zopa::scenario::parse("large.toml", text.as_bytes(), &[])
        .unwrap_or_else(|problems| panic!("{problems}"))
        .scenario
}

/// A million million packages: nothing that a package spread over them has is better for both, and each
/// package listed is worth what is said.
#[test]
fn a_space_of_ten_to_the_twelve_has_an_exact_frontier() {
    let scenario = large(12, 0);
    let found = analyze(&scenario, &Settings::usual(&scenario));
    assert_eq!(found.packages.0, 1_000_000_000_000);
    assert!(!found.enumerated && found.not_computed.is_none());
    let efficient = found.efficient.expect("computed");
    let pareto = found.pareto.expect("computed");
    assert_eq!(efficient.packages, Some(efficient.indices.len() as u64));
    assert!(efficient.size > 10 && pareto.size <= efficient.size);
    let game = Game::new(&scenario);
    let point = |index: u64| {
        let options = package(&game.space, index);
        [0, 1].map(|p| game.valuations[p].utility(&game.space, &options))
    };
    let mut front: Vec<[f64; 2]> = efficient.indices.iter().map(|&i| point(i)).collect();
    front.sort_by(|a, b| b[0].total_cmp(&a[0]).then(a[1].total_cmp(&b[1])));
    assert!(
        front
            .windows(2)
            .all(|w| (w[0] == w[1]) || (w[0][0] > w[1][0] && w[0][1] < w[1][1]))
    );
    for k in 1..20_000u64 {
        let [x, y] = point(k * 49_999_999);
        // Of the points no worse in the first coordinate, the last is the best in the second.
        let at = front.partition_point(|p| p[0] >= x);
        assert!(at > 0 && front[at - 1][1] >= y, "{x} {y}");
    }
    for solution in found.nash.iter().chain(&found.kalai_smorodinsky) {
        assert!(pareto.indices.contains(&solution.index));
        assert_eq!(bits(&point(solution.index)), bits(&solution.utilities));
    }
}

/// Packages that differ only in what nobody cares for are counted, and listed while they are few.
#[test]
fn packages_of_equal_utilities_are_counted() {
    let few = analyze(&large(8, 0), &Settings::usual(&large(8, 0)));
    let few = few.efficient.expect("computed");
    let packages = few.packages.expect("counted");
    for (idle, listed) in [(3, true), (5000, false)] {
        let scenario = large(8, idle as usize);
        let found = analyze(&scenario, &Settings::usual(&scenario));
        let many = found.efficient.expect("computed");
        assert_eq!(many.size, few.size);
        assert_eq!(many.packages, Some(packages * idle));
        let times = |index: &u64| index * idle;
        assert_eq!(
            many.distinct,
            few.distinct.iter().map(times).collect::<Vec<_>>()
        );
        if listed {
            let all = few
                .indices
                .iter()
                .flat_map(|index| index * idle..(index + 1) * idle);
            assert!(many.indices == all.collect::<Vec<_>>());
        } else {
            assert!(many.indices == many.distinct);
        }
    }
}
