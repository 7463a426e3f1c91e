//! `zopa sensitivity`: which uncertain inputs decide an output.

use super::answer::{ask, table};
use super::args::{Global, Sensitivity as Arguments};
use super::console::Console;
use super::failure::Failure;
use super::given::Given;
use super::question::{Question, Table, plain, unknown};
use super::rows::Rows;
use crate::chart::{Drawing, ImageFormat, draw_tornado};
use crate::experiment::Stop;
use crate::experiment::course::{Extent, Means};
use crate::experiment::sensitivity::{self as experiment, Output, Sensitivity, Settings};
use crate::model::Scenario;
use crate::report::columns::Values;
use crate::report::{Paint, experiment_rows, sensitivity as words};
use serde::{Deserialize, Serialize};

/// The column of the output in the rows.
const OUTPUT: &str = "output";

pub(super) fn sensitivity(
    args: &Arguments,
    global: &Global,
    console: Console,
) -> Result<(), Failure> {
    let given = Given::read(&args.file, global, console)?;
    if args.moves > args.runs {
        return Err(Failure::usage(format!(
            "`--moves {}` compares with as many replications of the forecast, and `--runs {}` has fewer",
            args.moves, args.runs
        )));
    }
    let scenario = &given.loaded.scenario;
    let usual = || Settings::usual_samples(scenario);
    let output = args.output.as_deref();
    let question = Decides {
        about: output.unwrap_or("headline").to_owned(),
        output: output
            .map(|name| named(name, scenario).map(|output| output.id(scenario)))
            .transpose()?,
        runs: args.runs,
        moves: args.moves,
        trajectories: args.trajectories,
        // Groups are of equal size.
        samples: args.samples.unwrap_or_else(usual).next_multiple_of(16),
    };
    let kept = (&args.study, args.rows);
    ask(question, vec![given], kept, global, console)
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
    type Case = (Scenario, Settings);
    type Found = Sensitivity;

    fn place(&self, id: &str, seed: u64) -> String {
        format!("{id}/{}-{}-{seed}", Self::NAME, plain(&self.about))
    }

    fn case(&self, mut given: Vec<Given>, seed: u64) -> Result<Self::Case, Failure> {
        let scenario = given.remove(0).loaded.scenario;
        let output = self.output.as_deref();
        let settings = Settings {
            seed,
            output: output.map(|name| named(name, &scenario)).transpose()?,
            runs: self.runs,
            moves: self.moves,
            trajectories: self.trajectories,
            samples: self.samples,
        };
        Ok((scenario, settings))
    }

    fn extent((scenario, settings): &Self::Case) -> Extent {
        settings.extent(scenario)
    }

    fn answer(
        (scenario, settings): &Self::Case,
        means: Means<'_>,
        rows: Option<&mut Rows>,
    ) -> Result<Sensitivity, Stop> {
        let analysis = experiment::sensitivity(scenario, settings, means)?;
        if let Some(rows) = rows {
            for row in analysis.rows() {
                let fields = experiment_rows::fields(&row, &row.output.to_string());
                rows.add(&fields).map_err(Stop::Lost)?;
            }
        }
        Ok(analysis.found)
    }

    fn row_header((scenario, _): &Self::Case) -> Vec<String> {
        experiment_rows::header(scenario, OUTPUT)
    }

    fn row_kind(name: &str) -> Values {
        experiment_rows::kind(name, (OUTPUT, Values::Number(Vec::new())))
    }

    fn draw(found: &Sensitivity, format: ImageFormat) -> Result<Drawing, String> {
        draw_tornado(found, format)
    }

    fn tables(found: &Sensitivity) -> Result<Vec<Table>, Failure> {
        Ok(vec![table(Self::TABLES[0], &words::columns(found))?])
    }

    fn text(found: &Sensitivity, cells: usize, paint: Paint) -> String {
        words::text(found, cells, paint)
    }
}
