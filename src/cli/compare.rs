//! `zopa compare`: two scenarios side by side, played run by run; or two results ([`results`]).

use super::answer::{ask, table};
use super::args::{Compare, Global};
use super::console::Console;
use super::failure::{Failure, SCENARIO};
use super::given::Given;
use super::load::shown_with;
use super::question::{Question, Table};
use super::results;
use super::rows::Rows;
use crate::chart::{self, Differences, Drawing, ImageFormat};
use crate::experiment::Stop;
use crate::experiment::compare::{self, ChangeKind, Comparison, Side};
use crate::experiment::course::{Extent, Means};
use crate::experiment::trend::{self, Point, Verdict};
use crate::model::{Scenario, Trend};
use crate::report::columns::Values;
use crate::report::number::{count, thousands};
use crate::report::{Paint, compare as words};
use crate::scenario::Loaded;
use crate::simulate::Row;
use serde::{Deserialize, Serialize};
use std::path::Path;

pub(super) fn compare(args: &Compare, global: &Global, console: Console) -> Result<(), Failure> {
    if args.b.is_none() && args.with.is_empty() {
        let help = "name a second one, or say with `--with PATH=VALUE` what is different";
        return Err(Failure::usage("there is nothing to compare it with").with_help(help));
    }
    let b = args.b.as_ref().unwrap_or(&args.a);
    match (args.a.is_dir(), b.is_dir()) {
        (true, true) => results::compare([&args.a, b], args, global, console),
        (false, false) => scenarios([&args.a, b], args, global, console),
        (a_is_result, _) => {
            let (result, scenario) = if a_is_result {
                (&args.a, b)
            } else {
                (b, &args.a)
            };
            if !scenario.exists() {
                let message = format!("`{}` does not exist", scenario.display());
                return Err(Failure::usage(message));
            }
            let message = format!(
                "`{}` is a folder and `{}` a file; two scenarios or two results can be compared",
                result.display(),
                scenario.display()
            );
            let help = "`zopa run FILE --rows --out DIR` makes a result of a scenario";
            Err(Failure::usage(message).with_help(help))
        }
    }
}

fn scenarios(
    [a, b]: [&Path; 2],
    args: &Compare,
    global: &Global,
    console: Console,
) -> Result<(), Failure> {
    let mut changed = global.clone();
    changed.set.extend(shown_with(&args.with, "--with"));
    // The mistakes of both are told.
    let read = [
        Given::read(a, global, console),
        Given::read(b, &changed, console),
    ];
    let [Ok(a), Ok(b)] = read else {
        return Err(Failure::said(SCENARIO));
    };
    let question = Differs {
        runs: args.runs,
        with: args.with.iter().map(|c| c.text.clone()).collect(),
    };
    let kept = (&args.study, args.rows);
    ask(question, vec![a, b], kept, global, console)
}

/// What differs between two scenarios?
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Differs {
    pub runs: u64,
    /// Changes to B alone.
    pub with: Vec<String>,
}

/// Two scenarios, each to be played so many times with a seed.
pub(super) struct Both {
    loaded: [Loaded; 2],
    seed: u64,
    runs: u64,
}

impl Both {
    fn scenarios(&self) -> [&Scenario; 2] {
        self.loaded.each_ref().map(|loaded| &loaded.scenario)
    }
}

impl Question for Differs {
    const NAME: &'static str = "compare";
    const RESULT: &'static str = "compare.json";
    const CHART: &'static str = "charts/compare";
    const TABLES: &'static [&'static str] = &["differences"];
    const ROWS_GROW: bool = true;
    type Case = Both;
    type Found = Comparison;

    fn place(&self, id: &str, seed: u64) -> String {
        format!("{}/{id}/{}-{seed}", Self::NAME, self.runs)
    }

    fn changes(&self) -> Vec<Vec<String>> {
        vec![Vec::new(), self.with.clone()]
    }

    fn case(&self, mut given: Vec<Given>, seed: u64) -> Result<Both, Failure> {
        Ok(Both {
            loaded: [0, 0].map(|first| given.remove(first).loaded),
            seed,
            runs: self.runs,
        })
    }

    fn extent(case: &Both) -> Extent {
        compare::extent(case.runs)
    }

    fn answer(case: &Both, means: Means<'_>, rows: Option<&mut Rows>) -> Result<Comparison, Stop> {
        let both = case.scenarios();
        let mut sink = rows.map(|rows| {
            move |pairs: &[[Row; 2]]| {
                for pair in pairs {
                    rows.add(&words::row_fields(pair, both))?;
                }
                rows.settle()
            }
        });
        let sink = sink.as_mut().map(|sink| sink as &mut compare::PairSink<'_>);
        let tally = compare::play(both, case.seed, case.runs, sink, means)?;
        let [a, b] = both.map(|scenario| Side::of(scenario, case.seed, case.runs));
        let [of_a, of_b] = &case.loaded;
        let changes = compare::changes(&of_a.settings, &of_b.settings);
        let mut found = tally.comparison(a, b, changes);
        found.trends = trends(&found, [of_a, of_b]);
        Ok(found)
    }

    fn row_header(case: &Both) -> Vec<String> {
        words::row_header(case.scenarios())
    }

    fn row_kind(name: &str) -> Values {
        words::row_kind(name)
    }

    fn row_bytes(case: &Both, first: u64, known: &[Vec<f64>]) -> Result<u64, Stop> {
        compare::bytes_written(case.scenarios(), case.runs, first, known)
    }

    fn draw(found: &Comparison, format: ImageFormat) -> Result<Drawing, String> {
        let footer = footer(found);
        let differences = Differences {
            comparison: found,
            footer: &footer,
        };
        chart::draw_differences(differences, format)
    }

    fn tables(found: &Comparison) -> Result<Vec<Table>, Failure> {
        Ok(vec![table(Self::TABLES[0], &words::columns(found))?])
    }

    fn text(found: &Comparison, cells: usize, paint: Paint) -> String {
        words::comparison(found, cells, paint)
    }

    fn note(case: &Both, found: &Comparison) -> Option<String> {
        let untold = case.loaded[0].scenario.trends.len() - found.trends.len();
        (untold > 0).then(|| {
            format!(
                "note: left to `zopa sweep`: {} about other numbers than the one that differs",
                count(untold as u128, "expectation")
            )
        })
    }

    fn is_as_expected(found: &Comparison) -> bool {
        found.trends.iter().all(Verdict::is_met)
    }
}

/// What the runs say of the expectations about the one number that differs.
fn trends(found: &Comparison, [a, b]: [&Loaded; 2]) -> Vec<Verdict> {
    let [only] = &found.changes[..] else {
        return Vec::new();
    };
    let numbers = (number(&only.a), number(&only.b));
    let (ChangeKind::Changed, (Some(from), Some(to))) = (only.kind, numbers) else {
        return Vec::new();
    };
    let about = a.scenario.trends.iter().filter(|t| t.path == only.path);
    let shared = about.filter(|t| b.scenario.trends.contains(t));
    let verdict = |trend: &Trend| {
        let class = &a.scenario.outcomes[trend.outcome];
        let outcome = found.outcomes.iter().find(|o| o.id == class.id)?;
        let pairs = outcome.pairs?;
        let point = |at, count| Point {
            at,
            count,
            runs: pairs.count(),
        };
        let mut points = [point(from, pairs.in_a()), point(to, pairs.in_b())];
        let mut difference = outcome.difference;
        if from > to {
            points.reverse();
            (difference.low, difference.high) = (-difference.high, -difference.low);
            difference.value = -difference.value;
        }
        let class = [class.id.as_str(), &class.name];
        Some(trend::between(trend, class, points, difference))
    };
    shared.filter_map(verdict).collect()
}

fn number(value: &Option<serde_json::Value>) -> Option<f64> {
    value.as_ref().and_then(serde_json::Value::as_f64)
}

/// Where the numbers of the chart come from.
fn footer(found: &Comparison) -> String {
    let side = |side: &Side| format!("@{} · n = {}", side.hash, thousands(side.runs.into()));
    format!(
        "A {} · B {} · seed {} · zopa {} · conditional on the stated assumptions",
        side(&found.a),
        side(&found.b),
        found.a.seed,
        found.a.zopa
    )
}
