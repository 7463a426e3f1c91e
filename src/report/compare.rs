//! A comparison as `zopa compare` prints it: how differently it ends, what each side gets, and what
//! differs in what the two assume.

use super::Paint;
use super::columns::{Columns, Values};
use super::number::{count, short, signed, tenths};
use super::table::{Align, Table};
use super::text::{clean, join, shorten, wrap};
use super::trends::trend_line;
use crate::experiment::compare::{
    Change, ChangeKind, Comparison, MeanDifference, OutcomeShare, Side,
};
use crate::model::Scenario;
use crate::simulate::Row;
use crate::stats::Estimate;

/// Most changes that are told one by one.
const CHANGES: usize = 12;
/// The two sides in names of columns.
const SIDES: [&str; 2] = ["a", "b"];
/// Most moves from class to class that are told.
const MOVES: usize = 3;

/// All that was compared, a row each: shares of outcome classes (of those that one of the two has alone, its share
/// there), utilities of parties, the day of agreement.
pub fn columns(found: &Comparison) -> Columns {
    let mut rows: Vec<Compared<'_>> = Vec::new();
    for outcome in &found.outcomes {
        rows.push(Compared {
            what: ["outcome", &outcome.id, &outcome.name],
            a: Some(outcome.a.value),
            b: Some(outcome.b.value),
            ends: [Some(outcome.a), Some(outcome.b), Some(outcome.difference)],
            pairs: outcome
                .pairs
                .map(|p| [p.both, p.only_a, p.only_b, p.neither]),
        });
    }
    let alone = [(&found.only_a, 0), (&found.only_b, 1)];
    for (outcome, side) in alone
        .into_iter()
        .flat_map(|(shares, side)| shares.iter().map(move |share| (share, side)))
    {
        let share = |of: usize| (of == side).then_some(outcome.share);
        rows.push(Compared {
            what: ["outcome", &outcome.id, &outcome.name],
            a: share(0).map(|share| share.value),
            b: share(1).map(|share| share.value),
            ends: [share(0), share(1), None],
            pairs: None,
        });
    }
    let means = found.parties.iter().map(|mean| ("utility", mean));
    for (what, mean) in means.chain(found.day.iter().map(|mean| ("day", mean))) {
        rows.push(Compared {
            what: [what, &mean.id, &mean.name],
            a: Some(mean.a),
            b: Some(mean.b),
            ends: [None, None, Some(mean.difference)],
            pairs: None,
        });
    }
    tabled(&rows)
}

/// Names of the columns of pairs of replications: the number of both, then what A's rows have, then what B's
/// have.
pub fn row_header(both: [&Scenario; 2]) -> Vec<String> {
    let of = |side: usize| {
        let names = Row::header(both[side]).into_iter().skip(1);
        names.map(move |name| format!("{}.{name}", SIDES[side]))
    };
    let run = ["run".to_owned()].into_iter();
    run.chain(of(0)).chain(of(1)).collect()
}

/// A pair as text, one entry per column.
pub fn row_fields(pair: &[Row; 2], both: [&Scenario; 2]) -> Vec<String> {
    let mut fields = pair[0].fields(both[0]);
    fields.extend(pair[1].fields(both[1]).into_iter().skip(1));
    fields
}

/// What a column of pairs holds, by its name.
pub fn row_kind(name: &str) -> Values {
    let side = SIDES.iter().find_map(|side| name.strip_prefix(side));
    let own = side.and_then(|rest| rest.strip_prefix('.'));
    super::sweep::row_kind(own.unwrap_or(name))
}

/// A row of the table.
struct Compared<'a> {
    what: [&'a str; 3],
    a: Option<f64>,
    b: Option<f64>,
    /// Estimates of A, of B and of the difference, as far as there are intervals.
    ends: [Option<Estimate>; 3],
    pairs: Option<[u64; 4]>,
}

fn tabled(rows: &[Compared<'_>]) -> Columns {
    let mut columns = Columns::default();
    for (k, name) in ["quantity", "id", "name"].into_iter().enumerate() {
        let texts = rows.iter().map(|row| row.what[k].to_owned());
        columns.push(name, Values::Text(texts.collect()));
    }
    let mut number = |name: &str, of: &dyn Fn(&Compared<'_>) -> Option<f64>| {
        columns.push(name, Values::Number(rows.iter().map(of).collect()));
    };
    number("a", &|row| row.a);
    number("a_low", &|row| row.ends[0].map(|share| share.low));
    number("a_high", &|row| row.ends[0].map(|share| share.high));
    number("b", &|row| row.b);
    number("b_low", &|row| row.ends[1].map(|share| share.low));
    number("b_high", &|row| row.ends[1].map(|share| share.high));
    number("difference", &|row| row.ends[2].map(|found| found.value));
    number("difference_low", &|row| row.ends[2].map(|found| found.low));
    number("difference_high", &|row| {
        row.ends[2].map(|found| found.high)
    });
    let pairs = [
        "pairs_both",
        "pairs_only_a",
        "pairs_only_b",
        "pairs_neither",
    ];
    for (k, name) in pairs.into_iter().enumerate() {
        number(name, &|row| row.pairs.map(|pairs| pairs[k] as f64));
    }
    columns
}

/// The whole text, in lines of about `cells` cells.
pub fn comparison(found: &Comparison, cells: usize, paint: Paint) -> String {
    let mut text = header(found, cells, paint);
    text.push('\n');
    text.push_str(&outcomes(found).render(cells, paint));
    for (shares, name) in [(&found.only_a, "A"), (&found.only_b, "B")] {
        if !shares.is_empty() {
            text.push_str(&lines(&only(shares, name), cells));
        }
    }
    let never = never(found);
    if !never.is_empty() {
        let said = format!("In no run of either: {}", never.join(" · "));
        for line in wrap(&said, cells) {
            text.push_str(&paint.dim(&line));
            text.push('\n');
        }
    }
    text.push('\n');
    text.push_str(&means(found).render(cells, paint));
    text.push('\n');
    for said in [scales(found), moves(found), pairing(found)]
        .into_iter()
        .flatten()
    {
        text.push_str(&lines(&said, cells));
    }
    text.push_str(&changes(found, cells, paint));
    for verdict in &found.trends {
        text.push_str(&trend_line(verdict, paint));
        text.push('\n');
    }
    text
}

fn lines(said: &str, cells: usize) -> String {
    wrap(said, cells).join("\n") + "\n"
}

fn header(found: &Comparison, cells: usize, paint: Paint) -> String {
    let side = |name: &str, side: &Side| {
        let of = format!("{}@{}", clean(&side.id), clean(&side.hash));
        let room = cells.saturating_sub(of.chars().count() + 6);
        let title = shorten(&clean(&side.name), room);
        format!("{}  {title} · {}\n", paint.bold(name), paint.dim(&of))
    };
    let runs = |side: &Side| {
        let runs = count(side.runs.into(), "run");
        format!("{runs} with seed {}, zopa {}", side.seed, clean(&side.zopa))
    };
    let how = if found.paired {
        format!(
            "{} of each, run by run with the same random numbers · seed {} · zopa {}",
            count(found.a.runs.into(), "run"),
            found.a.seed,
            versions(found)
        )
    } else {
        format!("A: {} · B: {}", runs(&found.a), runs(&found.b))
    };
    let how: Vec<String> = wrap(&how, cells).iter().map(|l| paint.dim(l)).collect();
    side("A", &found.a) + &side("B", &found.b) + &how.join("\n") + "\n"
}

fn versions(found: &Comparison) -> String {
    let [a, b] = [&found.a, &found.b].map(|side| clean(&side.zopa));
    if a == b { a } else { format!("{a} and {b}") }
}

fn outcomes(found: &Comparison) -> Table {
    let mut table = Table::new(&[
        ("Outcome, in 100 runs", Align::Left),
        ("A", Align::Right),
        ("B", Align::Right),
        ("B − A", Align::Right),
        ("95% interval", Align::Right),
    ]);
    let sorted = found.by_size().into_iter();
    for outcome in sorted.filter(|o| o.a.value > 0.0 || o.b.value > 0.0) {
        table.row(vec![
            clean(&outcome.name),
            tenths(outcome.a.value),
            tenths(outcome.b.value),
            points(outcome.difference.value),
            interval(outcome.difference, 100.0, 1),
        ]);
    }
    table
}

fn never(found: &Comparison) -> Vec<String> {
    let never = found.outcomes.iter();
    let never = never.filter(|o| o.a.value == 0.0 && o.b.value == 0.0);
    never.map(|outcome| clean(&outcome.name)).collect()
}

fn only(shares: &[OutcomeShare], name: &str) -> String {
    let told = shares
        .iter()
        .map(|o| format!("{} {}", clean(&o.name), tenths(o.share.value)));
    let told: Vec<String> = told.collect();
    format!("Only {name} tells apart: {}", told.join(" · "))
}

/// A difference of shares in points, with its sign.
fn points(difference: f64) -> String {
    signed(100.0 * difference, 1)
}

/// "+19.3 to +21.3".
fn interval(found: Estimate, scale: f64, decimals: usize) -> String {
    let [low, high] = [found.low, found.high].map(|end| signed(scale * end, decimals));
    format!("{low} to {high}")
}

fn means(found: &Comparison) -> Table {
    let mut table = Table::new(&[
        ("Mean", Align::Left),
        ("A", Align::Right),
        ("B", Align::Right),
        ("B − A", Align::Right),
        ("95% interval", Align::Right),
    ]);
    let mut row = |mean: &MeanDifference, name: String, decimals: usize| {
        table.row(vec![
            name,
            format!("{:.decimals$}", mean.a),
            format!("{:.decimals$}", mean.b),
            signed(mean.difference.value, decimals),
            interval(mean.difference, 1.0, decimals),
        ]);
    };
    for party in &found.parties {
        row(party, format!("Utility of {}", clean(&party.name)), 3);
    }
    if let Some(day) = &found.day {
        row(day, clean(&day.name), 1);
    }
    table
}

/// Whose utilities cannot be held against each other, since what it wants is not the same.
fn scales(found: &Comparison) -> Option<String> {
    let is_about_wants = |path: &str, id: &str| {
        let party = path.strip_prefix("party.");
        let rest = party.and_then(|party| party.strip_prefix(id)).unwrap_or("");
        rest.starts_with(".interest.")
            || rest.starts_with(".condition.") && !rest.ends_with(".firmness")
    };
    let differs = |party: &&MeanDifference| {
        let mut changes = found.changes.iter();
        changes.any(|change| is_about_wants(&change.path, &party.id))
    };
    let names = found.parties.iter().filter(differs);
    let names: Vec<String> = names.map(|party| clean(&party.name)).collect();
    let verb = match names.len() {
        0 => return None,
        1 => "wants",
        _ => "want",
    };
    Some(format!(
        "What {} {verb} is not the same in A and in B: such utilities are on two scales, and their difference is neither \
         gain nor loss.",
        join(&names, "and")
    ))
}

/// "Of 100 runs, 8.1 go from \"Energy pause only\" to \"No deal\", …".
fn moves(found: &Comparison) -> Option<String> {
    let share = |runs: u64| tenths(runs as f64 / found.a.runs.max(1) as f64);
    let told: Vec<String> = found.moves[..found.moves.len().min(MOVES)]
        .iter()
        .map(|m| {
            let (from, to) = (clean(&m.from), clean(&m.to));
            format!("{} from \"{from}\" to \"{to}\"", share(m.runs))
        })
        .collect();
    (!told.is_empty()).then(|| format!("Of 100 runs go: {}", told.join(" · ")))
}

/// What pairing gained for the class that differs most.
fn pairing(found: &Comparison) -> Option<String> {
    if !found.paired {
        let same = found.a.seed == found.b.seed;
        let why = if same {
            "not run by run: `zopa run --rows` keeps what that needs"
        } else {
            "not run by run, as the seeds differ"
        };
        return Some(format!("Compared as independent samples, {why}."));
    }
    let outcome = *found.by_size().first()?;
    let ratio = outcome.variance_ratio?;
    Some(format!(
        "Without common random numbers, an interval as narrow for \"{}\" would take {} times the runs.",
        clean(&outcome.name),
        short((ratio * 10.0).round() / 10.0)
    ))
}

fn changes(found: &Comparison, cells: usize, paint: Paint) -> String {
    if found.changes.is_empty() {
        let same = found.a.hash == found.b.hash;
        let said = if same {
            "The two assume the same."
        } else {
            "No number and no choice differs; names, lists or statements of the files do."
        };
        return format!("{said}\n");
    }
    let head = format!("What B assumes otherwise ({})", found.changes.len());
    let mut text = format!("{}\n", paint.bold(&head));
    for change in found.changes.iter().take(CHANGES) {
        text.push_str(&shorten(&format!("  {}", change_line(change)), cells));
        text.push('\n');
    }
    if found.changes.len() > CHANGES {
        text.push_str(&format!("  and {} more\n", found.changes.len() - CHANGES));
    }
    text
}

fn change_line(change: &Change) -> String {
    let value = |value: &Option<serde_json::Value>| match value {
        Some(serde_json::Value::String(text)) => clean(text),
        Some(value) => clean(&value.to_string()),
        None => String::new(),
    };
    let path = clean(&change.path);
    let settled = |own: String| match (own.is_empty(), change.settings) {
        (true, 1) => String::new(),
        (true, n) => format!(" ({})", count(n as u128, "setting")),
        (false, _) => format!(": {own}"),
    };
    match change.kind {
        ChangeKind::Changed => format!("{path}: {} → {}", value(&change.a), value(&change.b)),
        ChangeKind::OnlyA => format!("− {path}{}", settled(value(&change.a))),
        ChangeKind::OnlyB => format!("+ {path}{}", settled(value(&change.b))),
    }
}
