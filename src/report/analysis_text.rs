//! An analysis as the text that `zopa analyze` prints.

mod over_draws;

use super::Paint;
use super::number::{count, in_100, packages, short, thousands, utility};
use super::table::{Align, Table};
use super::text::{beside, clean, join, wrap};
use crate::analysis::findings::{Analysis, Pareto, RedLineFound, Solution};
use crate::game::Draw;
use crate::model::{Party, Scenario};

/// Cells of the column of labels.
const LABEL: usize = 24;
/// Most tied packages listed per solution.
const TIES: usize = 4;
/// Most sets of red lines listed.
const SETS: usize = 4;

/// The whole text, in lines of about `cells` cells.
pub fn render(scenario: &Scenario, found: &Analysis, cells: usize, paint: Paint) -> String {
    let mut text = header(scenario, found, cells, paint);
    text.push('\n');
    for (label, body) in facts(scenario, found) {
        text.push_str(&beside(label, &body, LABEL, cells));
    }
    if !found.nash.is_empty() {
        text.push('\n');
        text.push_str(&solutions(scenario, found, cells).render(cells, paint));
        text.push('\n');
        text.push_str(&in_words(found, cells));
    }
    if let Some(shares) = &found.draws {
        text.push('\n');
        text.push_str(&over_draws::over_draws(scenario, found, shares, cells));
    }
    text
}

fn header(scenario: &Scenario, found: &Analysis, cells: usize, paint: Paint) -> String {
    let sizes = [
        count(scenario.parties.len() as u128, "party"),
        count(scenario.issues.len() as u128, "issue"),
        format!("{} packages", packages(found.packages.0)),
    ];
    let uncertain = !scenario.inputs.is_empty() || has_bluffs(scenario);
    let basis = match uncertain {
        true => {
            "uncertain inputs at their medians, conditions of firmness 1/2 or more as red lines · "
        }
        false => "",
    };
    let basis = format!(
        "{basis}{}@{} · zopa {}",
        found.scenario, found.hash, found.zopa
    );
    let dim: Vec<String> = wrap(&basis, cells)
        .iter()
        .map(|line| paint.dim(line))
        .collect();
    let title = paint.bold(&clean(&scenario.name));
    format!("{title} · {}\n{}\n", sizes.join(" · "), dim.join("\n"))
}

/// Whether some condition may or may not be a red line.
fn has_bluffs(scenario: &Scenario) -> bool {
    let inputs = Draw::medians(scenario).inputs;
    let conditions = scenario.parties.iter().flat_map(|party| &party.conditions);
    let mut firmness = conditions.map(|condition| condition.firmness.value(&inputs));
    firmness.any(|firmness| firmness > 0.0 && firmness < 1.0)
}

/// What there is to say in sentences, each under a label.
fn facts(scenario: &Scenario, found: &Analysis) -> Vec<(&'static str, String)> {
    let mut facts = vec![("Agreement", agreement(scenario, found))];
    let lines = in_the_way(scenario, found).into_iter().enumerate();
    facts.extend(lines.map(|(n, line)| (if n == 0 { "In the way" } else { "" }, line)));
    if let (Some(pareto), Some(efficient)) = (&found.pareto, &found.efficient) {
        facts.push(("Pareto frontier", frontier(found, pareto, efficient)));
    }
    if let Some(opposition) = found.opposition {
        facts.push(("Opposition", odds(scenario, found, opposition)));
    }
    let points = signers(scenario, found).zip(&found.disagreement.utilities);
    let points: Vec<String> = points
        .map(|(p, u)| format!("{} {}", clean(&p.name), utility(*u)))
        .collect();
    let raised = match found.disagreement.raised {
        true => " (a party's worst package where it likes that better)",
        false => "",
    };
    let from = format!("{}: {}{raised}", disagreement(found), points.join(" · "));
    facts.push(("Gains measured from", from));
    facts
}

/// What gains are measured from.
fn disagreement(found: &Analysis) -> &'static str {
    match found.disagreement.kind.as_str() {
        "status_quo" => "the status quo",
        _ => "no deal",
    }
}

fn agreement(scenario: &Scenario, found: &Analysis) -> String {
    let exists = found.blockers.zone_exists;
    let (Some(zone), Some(rational)) = (found.zone, found.rational) else {
        let said = match exists {
            true => "there is a package that all its signatories prefer to no deal",
            false => "no package suits all its signatories",
        };
        let many = format!(
            "the packages are too many to count them ({})",
            packages(found.packages.0)
        );
        return match &found.not_computed {
            None => format!("{said}; {many}"),
            Some(why) => format!(
                "{said}; {many}, and frontier and solutions are not computed, because {why}"
            ),
        };
    };
    let total = found.packages.0;
    if zone == 0 {
        return "no ZOPA: no package suits all its signatories".to_owned();
    }
    let share = in_100(zone as f64 / total as f64);
    let all = scenario.parties.len() == found.parties.len();
    format!(
        "{} in the ZOPA ({share} in 100); {} no worse than {} for {}",
        count(u128::from(zone), "package"),
        thousands(u128::from(rational)),
        disagreement(found),
        if all {
            "every party"
        } else {
            "every party that can sign"
        },
    )
}

/// Why there is no zone, a sentence per way to open it.
fn in_the_way(scenario: &Scenario, found: &Analysis) -> Vec<String> {
    let blockers = &found.blockers;
    if blockers.zone_exists {
        return Vec::new();
    }
    let name = |id: &String| {
        let party = scenario.parties.iter().find(|party| party.id == *id);
        party.map_or_else(|| id.clone(), |party| clean(&party.name))
    };
    let told = |line: &RedLineFound| format!("\"{}\" ({})", clean(&line.said), name(&line.party));
    let sets: Vec<Vec<String>> = blockers
        .red_lines
        .iter()
        .take(SETS)
        .map(|set| set.iter().map(told).collect())
        .collect();
    let alone: Vec<&str> = sets
        .iter()
        .filter_map(|set| match &set[..] {
            [one] => Some(one.as_str()),
            _ => None,
        })
        .collect();
    let mut lines = Vec::new();
    match alone[..] {
        [] => {}
        [one] => lines.push(format!("drop the red line {one} and it opens")),
        [first, second] => lines.push(format!(
            "drop either of these two red lines and it opens: {first} or {second}"
        )),
        _ => lines.push(format!(
            "drop any one of these red lines and it opens: {}",
            join(&alone, "or")
        )),
    }
    for set in sets.iter().filter(|set| set.len() > 1) {
        lines.push(format!(
            "drop both of these red lines and it opens: {}",
            join(set, "and")
        ));
    }
    let more = blockers.red_lines.len().saturating_sub(SETS);
    if more > 0 {
        lines.push(format!(
            "{} more of red lines would do",
            count(more as u128, "set")
        ));
    }
    if !blockers.no_deal_values.is_empty() {
        let names: Vec<String> = blockers.no_deal_values.iter().map(name).collect();
        lines.push(format!(
            "a low enough no-deal value of {} alone would open it",
            join(&names, "or")
        ));
    }
    if lines.is_empty() {
        lines.push("neither two red lines nor one no-deal value alone stand in the way".to_owned());
    }
    lines
}

fn frontier(found: &Analysis, pareto: &Pareto, efficient: &Pareto) -> String {
    let points = |pareto: &Pareto| {
        let points = count(pareto.size as u128, "point");
        match pareto.packages {
            Some(n) if n != pareto.size as u64 => {
                format!("{points} ({})", count(u128::from(n), "package"))
            }
            _ => points,
        }
    };
    let rational = points(pareto);
    if found.rational.map(u128::from) == Some(found.packages.0) {
        return rational;
    }
    format!(
        "{rational} that nobody would rather do without; {} in all",
        points(efficient)
    )
}

fn odds(scenario: &Scenario, found: &Analysis, opposition: f64) -> String {
    let mut said = format!(
        "{} (distance of the nearest package from everybody's best",
        short(opposition)
    );
    if let Some(ks) = found.opposition_kalai_smorodinsky {
        said.push_str(&format!("; of Kalai–Smorodinsky: {}", short(ks)));
    }
    said.push(')');
    let worst = found
        .conflict
        .iter()
        .filter_map(|pair| Some((pair.level?, pair.parties)));
    if let Some((level, [a, b])) = worst.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))) {
        let [a, b] = [a, b].map(|p| clean(&scenario.parties[p].name));
        said.push_str(&format!(
            " · {a} and {b} rank {} in 100 pairs of packages the opposite way",
            in_100(level)
        ));
    }
    said
}

/// The parties analyzed.
fn signers<'a>(scenario: &'a Scenario, found: &'a Analysis) -> impl Iterator<Item = &'a Party> {
    scenario
        .parties
        .iter()
        .filter(|party| found.parties.contains(&party.id))
}

/// The solutions by name, in the order in which they are told.
fn named(found: &Analysis) -> [(&'static str, &[Solution]); 4] {
    [
        ("Nash", &found.nash),
        ("Kalai–Smorodinsky", &found.kalai_smorodinsky),
        ("Egalitarian", &found.egalitarian),
        ("Utilitarian", &found.utilitarian),
    ]
}

/// A name in at most `cells` cells, its middle left out where it is longer: names that differ only at
/// the end stay apart.
fn squeeze(name: &str, cells: usize) -> String {
    let letters: Vec<char> = clean(name).chars().collect();
    if letters.len() <= cells {
        return letters.into_iter().collect();
    }
    let tail = cells / 2;
    let head = letters[..cells - tail - 1].iter();
    let end = letters[letters.len() - tail..].iter();
    head.chain(&['…']).chain(end).collect()
}

/// Utilities of the solutions, a row per package, in lines of about `cells` cells.
fn solutions(scenario: &Scenario, found: &Analysis, cells: usize) -> Table {
    let mut columns = vec![("Solution".to_owned(), Align::Left)];
    let room = (cells.saturating_sub(32) / found.parties.len().max(1)).saturating_sub(3);
    let name = |party: &Party| squeeze(&party.name, room.clamp(6, 24));
    columns.extend(signers(scenario, found).map(|party| (name(party), Align::Right)));
    columns.push(("package".to_owned(), Align::Right));
    let columns: Vec<(&str, Align)> = columns
        .iter()
        .map(|(name, align)| (name.as_str(), *align))
        .collect();
    let mut table = Table::new(&columns);
    let mut row = |name: &str, utilities: &[f64], package: String| {
        let mut entries = vec![name.to_owned()];
        entries.extend(utilities.iter().map(|u| utility(*u)));
        entries.push(package);
        table.row(entries);
    };
    for (name, tied) in named(found) {
        for (n, solution) in tied.iter().take(TIES).enumerate() {
            let name = if n == 0 { name } else { "  or" };
            let package = format!("#{}", thousands(u128::from(solution.index)));
            row(name, &solution.utilities, package);
        }
        if tied.len() > TIES {
            row(
                &format!("  or {} more", tied.len() - TIES),
                &[],
                String::new(),
            );
        }
    }
    if let Some(lottery) = &found.nash_lottery {
        row("Nash by lot", &lottery.utilities, "by lot".to_owned());
    }
    table
}

/// The packages of the solutions in words, each once.
fn in_words(found: &Analysis, cells: usize) -> String {
    let mut told: Vec<u64> = Vec::new();
    let mut text = String::new();
    let mut tell = |label: &str, solution: &Solution| {
        if !told.contains(&solution.index) {
            told.push(solution.index);
            text.push_str(&beside(label, &clean(&solution.words), LABEL, cells));
        }
    };
    for (_, tied) in named(found) {
        for solution in tied.iter().take(TIES) {
            tell(
                &format!("#{}", thousands(u128::from(solution.index))),
                solution,
            );
        }
    }
    let mut text_of_lots = String::new();
    for draw in found.nash_lottery.iter().flat_map(|lottery| &lottery.draws) {
        let label = format!("By lot, {} in 100", in_100(draw.probability));
        let body = clean(&draw.solution.words);
        text_of_lots.push_str(&beside(&label, &body, LABEL, cells));
    }
    text + &text_of_lots
}
