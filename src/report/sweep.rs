//! A sweep as `zopa sweep` prints it, and as a table with a row per point.

use super::Paint;
use super::columns::{Columns, Values};
use super::number::{count, in_100};
use super::table::{Align, Table};
use super::text::{clean, shorten};
use super::trends::trend_line;
use crate::experiment::sweep::{Flip, Level, Mean, Point, Sweep};
use crate::model::Scenario;

/// Most rows of a table on a terminal.
const ROWS: usize = 40;
/// Most columns of outcome classes.
const CLASSES: usize = 5;
/// Most flips told one by one.
const FLIPS: usize = 6;

/// The sweep in words and a table.
pub fn text(sweep: &Sweep, cells: usize, paint: Paint) -> String {
    let axes: Vec<String> = sweep.axes.iter().map(|axis| clean(&axis.name)).collect();
    let head = format!(
        "{} over {}: {} x {}, seed {}\n\n",
        paint.bold(&clean(&sweep.scenario.name)),
        super::text::join(&axes, "and"),
        count(sweep.points.len() as u128, "point"),
        count(sweep.runs.into(), "run"),
        sweep.seed
    );
    let body = match &sweep.axes[..] {
        [_] => by_value(sweep, cells, paint),
        _ => by_class(sweep, cells, paint),
    };
    let key = "runs in 100; * the commonest outcome of a row";
    let key = if sweep.axes.len() == 1 {
        key
    } else {
        "runs in 100"
    };
    let trends = sweep.expectations.iter();
    let trends: String = trends
        .map(|verdict| trend_line(verdict, paint) + "\n")
        .collect();
    format!("{head}{body}{}\n{}{trends}", paint.dim(key), flips(sweep))
}

/// Classes by the largest share they have anywhere.
fn ranked(sweep: &Sweep) -> Vec<usize> {
    let mut classes: Vec<usize> = (0..sweep.scenario.outcomes.len())
        .filter(|&class| sweep.range(class)[1] > 0.0)
        .collect();
    let top = |class: usize| sweep.range(class)[1];
    classes.sort_by(|&a, &b| top(b).total_cmp(&top(a)));
    classes
}

/// A row per value, a column per class, with a key below.
fn by_value(sweep: &Sweep, cells: usize, paint: Paint) -> String {
    let classes: Vec<usize> = ranked(sweep).into_iter().take(CLASSES).collect();
    let letters: Vec<String> = (0..classes.len()).map(letter).collect();
    let mut columns = vec![("Value", Align::Right)];
    columns.extend(letters.iter().map(|name| (name.as_str(), Align::Right)));
    let mut table = Table::new(&columns);
    let mut points: Vec<&Point> = sweep.points.iter().collect();
    if points.iter().all(|point| point.at[0].number().is_some()) {
        let number = |point: &Point| point.at[0].number().unwrap_or_default();
        points.sort_by(|a, b| number(a).total_cmp(&number(b)));
    }
    let step = points.len().div_ceil(ROWS).max(1);
    for point in points.iter().step_by(step) {
        let mut row = vec![level(&point.at[0])];
        row.extend(classes.iter().map(|&class| {
            let mark = match (point.headline == class, point.clear) {
                (true, true) => "*",
                (true, false) => "?",
                _ => " ",
            };
            format!("{}{mark}", in_100(point.outcomes[class].share))
        }));
        table.row(row);
    }
    let mut text = table.render(cells, paint);
    if step > 1 {
        let every = format!(
            "one in {step} of {} values; points.csv has all\n",
            points.len()
        );
        text.push_str(&paint.dim(&every));
    }
    for (letter, &class) in letters.iter().zip(&classes) {
        let name = clean(&sweep.scenario.outcomes[class].name);
        text.push_str(&shorten(&format!("{letter}  {name}"), cells));
        text.push('\n');
    }
    text
}

fn letter(index: usize) -> String {
    char::from(b'A' + (index % 26) as u8).to_string()
}

/// A row per class: its least and largest share, and where.
fn by_class(sweep: &Sweep, cells: usize, paint: Paint) -> String {
    let mut table = Table::new(&[
        ("Outcome", Align::Left),
        ("least", Align::Right),
        ("most", Align::Right),
        ("where most", Align::Left),
    ]);
    for class in ranked(sweep).into_iter().take(2 * CLASSES) {
        let share = |point: &&Point| point.outcomes[class].share;
        let most = sweep
            .points
            .iter()
            .max_by(|a, b| share(a).total_cmp(&share(b)));
        let [low, high] = sweep.range(class);
        table.row(vec![
            clean(&sweep.scenario.outcomes[class].name),
            in_100(low),
            in_100(high),
            most.map_or(String::new(), |point| place(sweep, point)),
        ]);
    }
    table.render(cells, paint)
}

fn place(sweep: &Sweep, point: &Point) -> String {
    let parts = sweep.axes.iter().zip(&point.at);
    let parts = parts.map(|(axis, at)| format!("{} {}", told_apart(sweep, &axis.path), level(at)));
    parts.collect::<Vec<_>>().join(", ")
}

/// The end of an axis's path, or the whole where another axis has the same end.
fn told_apart(sweep: &Sweep, path: &str) -> String {
    let end = last_words(path);
    let same = sweep
        .axes
        .iter()
        .filter(|axis| last_words(&axis.path) == end);
    if same.count() > 1 { clean(path) } else { end }
}

/// The end of a path, which says enough beside the whole.
fn last_words(path: &str) -> String {
    let words: Vec<&str> = path.rsplitn(3, '.').collect();
    let kept = if words.len() > 1 && path.starts_with("input.") {
        &words[..1]
    } else {
        &words[..words.len().min(2)]
    };
    clean(&kept.iter().rev().copied().collect::<Vec<_>>().join("."))
}

fn level(level: &Level) -> String {
    match level {
        Level::Number(number) => super::number::short(*number),
        Level::Text(text) => clean(text),
    }
}

/// Where the commonest outcome changes, in words.
fn flips(sweep: &Sweep) -> String {
    let name = |class: usize| clean(&sweep.scenario.outcomes[class].name);
    let [first, ..] = &sweep.points[..] else {
        return String::new();
    };
    let one_everywhere = sweep.points.iter().all(|p| p.headline == first.headline);
    if one_everywhere {
        let name = name(first.headline);
        return format!("The commonest outcome is \"{name}\" everywhere.\n");
    }
    let tell = |flip: &Flip| {
        let axis = &sweep.axes[flip.axis];
        let [low, high] = flip.values.map(super::number::short);
        let others = sweep.axes.iter().zip(&sweep.points[flip.between[0]].at);
        let others = others.enumerate().filter(|(k, _)| *k != flip.axis);
        let others = others
            .map(|(_, (axis, at))| format!("{} {}", told_apart(sweep, &axis.path), level(at)))
            .collect::<Vec<_>>();
        let aside = if others.is_empty() {
            String::new()
        } else {
            format!(" ({})", others.join(", "))
        };
        let sure = match flip.clear {
            [Some(from), Some(to)] if [from, to] == flip.values => String::new(),
            [Some(from), Some(to)] => format!(
                "; sampling error leaves {} to {}",
                super::number::short(from),
                super::number::short(to)
            ),
            _ => "; but the lead is within sampling error: more --runs would tell".to_owned(),
        };
        format!(
            "  \"{}\" gives way to \"{}\" between {} {low} and {high}{aside}{sure}\n",
            name(flip.classes[0]),
            name(flip.classes[1]),
            told_apart(sweep, &axis.path),
        )
    };
    let mut said = format!(
        "The commonest outcome changes {}:\n",
        count(sweep.flips.len() as u128, "time")
    );
    if sweep.flips.is_empty() {
        return "The commonest outcome is not the same everywhere.\n".to_owned();
    }
    sweep
        .flips
        .iter()
        .take(FLIPS)
        .for_each(|flip| said.push_str(&tell(flip)));
    if sweep.flips.len() > FLIPS {
        let more = sweep.flips.len() - FLIPS;
        said.push_str(&format!("  and {more} more; sweep.json has all\n"));
    }
    said
}

/// A row per point: its number, the axes' values, runs, the commonest outcome, shares and means with
/// their 95% intervals.
pub fn columns(sweep: &Sweep) -> Columns {
    let points = &sweep.points;
    let mut columns = Columns::default();
    columns.push("point", whole(0..points.len()));
    for (index, axis) in sweep.axes.iter().enumerate() {
        let levels = points.iter().map(|point| &point.at[index]);
        let numbers: Option<Vec<f64>> = levels.clone().map(Level::number).collect();
        let values = match numbers {
            Some(numbers) => Values::Number(numbers.into_iter().map(Some).collect()),
            None => Values::Text(levels.map(Level::to_string).collect()),
        };
        columns.push(&axis.path, values);
    }
    columns.push(
        "runs",
        whole(points.iter().map(|point| point.runs as usize)),
    );
    let headline = |point: &Point| sweep.scenario.outcomes[point.headline].id.clone();
    columns.push(
        "headline",
        Values::Text(points.iter().map(headline).collect()),
    );
    columns.push(
        "clear",
        whole(points.iter().map(|point| usize::from(point.clear))),
    );
    for (class, outcome) in sweep.scenario.outcomes.iter().enumerate() {
        let mut add = |what: &str, value: &dyn Fn(&Point) -> f64| {
            let values = points.iter().map(|point| Some(value(point)));
            columns.push(
                format!("{what}.{}", outcome.id),
                Values::Number(values.collect()),
            );
        };
        add("share", &|point| point.outcomes[class].share);
        add("low", &|point| point.outcomes[class].low);
        add("high", &|point| point.outcomes[class].high);
    }
    for (party, class) in sweep.scenario.parties.iter().enumerate() {
        let name = format!("utility.{}", class.id);
        means(&mut columns, &name, points, &|point| {
            point.utilities.get(party)
        });
    }
    means(&mut columns, "deal_round", points, &|point| {
        point.deal_round.as_ref()
    });
    columns
}

fn whole(values: impl Iterator<Item = usize>) -> Values {
    Values::Whole(values.map(|value| value as i64).collect())
}

fn means(
    columns: &mut Columns,
    name: &str,
    points: &[Point],
    mean: &dyn Fn(&Point) -> Option<&Mean>,
) {
    let mut add = |ending: &str, part: fn(&Mean) -> Option<f64>| {
        let values = points.iter().map(|point| mean(point).and_then(part));
        columns.push(format!("{name}{ending}"), Values::Number(values.collect()));
    };
    add("", |mean| Some(mean.mean));
    add(".low", |mean| mean.low);
    add(".high", |mean| mean.high);
}

/// Columns of the rows of replications, of which CSV has only the texts: what kind each is.
pub fn row_kind(name: &str) -> Values {
    let number = ["utility.", "no_deal."];
    match name {
        "point" | "run" | "round" => Values::Whole(Vec::new()),
        "day" => Values::Number(Vec::new()),
        _ if number.iter().any(|start| name.starts_with(start)) => Values::Number(Vec::new()),
        _ => Values::Text(Vec::new()),
    }
}

/// The header of the rows of replications.
pub fn row_header(scenario: &Scenario) -> String {
    let mut names = vec!["point".to_owned()];
    names.extend(crate::simulate::Row::header(scenario));
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = writer.write_record(&names);
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}
