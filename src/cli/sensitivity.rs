//! `zopa sensitivity`: which uncertain inputs decide an output.

use super::answer::{Question, RowSink, ask, unknown};
use super::args::{Global, Sensitivity as Arguments};
use super::console::Console;
use super::failure::Failure;
use crate::chart::{Drawing, ImageFormat, draw_tornado};
use crate::experiment::course::Means;
use crate::experiment::sensitivity::{self as experiment, Output, Sensitivity, Settings};
use crate::experiment::{Shard, Stop};
use crate::model::Scenario;
use crate::report::columns::{Columns, Values};
use crate::report::{Paint, sensitivity as words};
use serde::{Deserialize, Serialize};

pub(super) fn sensitivity(
    args: &Arguments,
    global: &Global,
    console: Console,
) -> Result<(), Failure> {
    let kept = (&args.study, args.rows);
    ask(&args.file, kept, global, console, |scenario| {
        if args.moves > args.runs {
            return Err(Failure::usage(format!(
                "`--moves {}` compares with as many replications of the forecast, and `--runs {}` has fewer",
                args.moves, args.runs
            )));
        }
        let usual = || Settings::usual_samples(scenario);
        let output = args.output.as_deref();
        Ok(Decides {
            about: output.unwrap_or("headline").to_owned(),
            output: output
                .map(|name| named(name, scenario).map(|output| output.id(scenario)))
                .transpose()?,
            runs: args.runs,
            moves: args.moves,
            trajectories: args.trajectories,
            // Groups are of equal size.
            samples: args.samples.unwrap_or_else(usual).next_multiple_of(16),
        })
    })
}

fn named(name: &str, scenario: &Scenario) -> Result<Output, Failure> {
    Output::named(name, scenario).map_err(|names| unknown("--output", "output", name, &names))
}

/// Which inputs decide an output?
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Decides {
    /// The output as it was asked for.
    #[serde(skip)]
    about: String,
    output: Option<String>,
    runs: u64,
    moves: u64,
    trajectories: u64,
    samples: u64,
}

impl Question for Decides {
    const NAME: &'static str = "sensitivity";
    const RESULT: &'static str = "sensitivity.json";
    const CHART: &'static str = "tornado";
    const TABLES: &'static [&'static str] = &["inputs"];
    const OUTPUT: (&'static str, Values) = ("output", Values::Number(Vec::new()));
    type Settings = Settings;
    type Found = Sensitivity;

    fn about(&self) -> &str {
        &self.about
    }

    fn settings(&self, scenario: &Scenario, seed: u64) -> Result<Settings, Failure> {
        let output = self.output.as_deref();
        Ok(Settings {
            seed,
            output: output.map(|name| named(name, scenario)).transpose()?,
            runs: self.runs,
            moves: self.moves,
            trajectories: self.trajectories,
            samples: self.samples,
        })
    }

    fn replications(settings: &Settings, scenario: &Scenario) -> u64 {
        settings.replications(scenario)
    }

    fn blocks(settings: &Settings, scenario: &Scenario) -> u64 {
        settings.blocks(scenario)
    }

    fn answer(
        settings: &Settings,
        scenario: &Scenario,
        means: Means<'_>,
        rows: Option<&mut RowSink<'_>>,
    ) -> Result<Sensitivity, Stop> {
        let analysis = experiment::sensitivity(scenario, settings, means)?;
        if let Some(sink) = rows {
            for row in analysis.rows() {
                sink(&row, &row.output.to_string()).map_err(Stop::Lost)?;
            }
        }
        Ok(analysis.found)
    }

    fn part(
        settings: &Settings,
        scenario: &Scenario,
        shard: Shard,
        means: Means<'_>,
    ) -> Result<u64, Stop> {
        experiment::part(scenario, settings, shard, means)
    }

    fn draw(found: &Sensitivity, format: ImageFormat) -> Result<Drawing, String> {
        draw_tornado(found, format)
    }

    fn tables(found: &Sensitivity) -> Vec<Columns> {
        vec![words::columns(found)]
    }

    fn text(found: &Sensitivity, cells: usize, paint: Paint) -> String {
        words::text(found, cells, paint)
    }
}
