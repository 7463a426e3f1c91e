//! `zopa discover`: in what region of the inputs an outcome becomes likely.

use super::answer::{ask, table};
use super::args::{Discover as Arguments, Global};
use super::console::Console;
use super::failure::Failure;
use super::given::Given;
use super::question::{Question, Table, plain, unknown};
use super::rows::Rows;
use crate::chart::{Drawing, ImageFormat, draw_peeling};
use crate::experiment::Stop;
use crate::experiment::course::{Extent, Means};
use crate::experiment::discover::{self as experiment, Discovery, Settings};
use crate::model::Scenario;
use crate::report::columns::Values;
use crate::report::{Paint, discovery as words, experiment_rows};
use crate::scenario::similar;
use serde::{Deserialize, Serialize};

/// The column of the outcome class in the rows.
const OUTPUT: &str = "outcome";

pub(super) fn discover(args: &Arguments, global: &Global, console: Console) -> Result<(), Failure> {
    let given = Given::read(&args.file, global, console)?;
    let scenario = &given.loaded.scenario;
    let outcome = args.outcome.as_deref();
    let id = |id: &str| class(id, scenario).map(|class| scenario.outcomes[class].id.clone());
    let question = Where {
        about: outcome.unwrap_or("headline").to_owned(),
        outcome: outcome.map(id).transpose()?,
        runs: args.runs,
        density: args.density,
        peel: args.peel,
    };
    let kept = (&args.study, args.rows);
    ask(question, vec![given], kept, global, console)
}

/// The outcome class of an identifier.
fn class(id: &str, scenario: &Scenario) -> Result<usize, Failure> {
    let plain = id.trim().trim_start_matches("outcome.");
    let mut ids = scenario.outcomes.iter().map(|class| class.id.as_str());
    if let Some(class) = ids.clone().position(|other| other == plain) {
        return Ok(class);
    }
    let mut names: Vec<String> = ids.clone().map(str::to_owned).collect();
    if let Some(meant) = similar(plain, ids.by_ref()) {
        names.sort_by_key(|name| name != meant);
    }
    Err(unknown("--outcome", "outcome class", id, &names))
}

/// Where does an outcome become likely?
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Where {
    /// The outcome as it was asked for.
    #[serde(skip)]
    about: String,
    outcome: Option<String>,
    runs: u64,
    density: Option<f64>,
    peel: f64,
}

impl Question for Where {
    const NAME: &'static str = "discover";
    const RESULT: &'static str = "discovery.json";
    const CHART: &'static str = "peeling";
    const TABLES: &'static [&'static str] = &["limits", "boxes"];
    type Case = (Scenario, Settings);
    type Found = Discovery;

    fn place(&self, id: &str, seed: u64) -> String {
        format!("{id}/{}-{}-{seed}", Self::NAME, plain(&self.about))
    }

    fn case(&self, mut given: Vec<Given>, seed: u64) -> Result<Self::Case, Failure> {
        let scenario = given.remove(0).loaded.scenario;
        let outcome = self.outcome.as_deref().map(|id| class(id, &scenario));
        let settings = Settings {
            seed,
            outcome: outcome.transpose()?,
            runs: self.runs,
            density: self.density,
            peel: self.peel,
        };
        Ok((scenario, settings))
    }

    fn extent((_, settings): &Self::Case) -> Extent {
        settings.extent()
    }

    fn answer(
        (scenario, settings): &Self::Case,
        means: Means<'_>,
        rows: Option<&mut Rows>,
    ) -> Result<Discovery, Stop> {
        let discovered = experiment::discover(scenario, settings, means)?;
        if let Some(rows) = rows {
            for row in discovered.rows() {
                let class = scenario.outcomes.get(row.output as usize);
                let id = class.map_or("", |class| &class.id);
                let fields = experiment_rows::fields(&row, id);
                rows.add(&fields).map_err(Stop::Lost)?;
            }
        }
        Ok(discovered.found)
    }

    fn row_header((scenario, _): &Self::Case) -> Vec<String> {
        experiment_rows::header(scenario, OUTPUT)
    }

    fn row_kind(name: &str) -> Values {
        experiment_rows::kind(name, (OUTPUT, Values::Text(Vec::new())))
    }

    fn draw(found: &Discovery, format: ImageFormat) -> Result<Drawing, String> {
        draw_peeling(found, format)
    }

    fn tables(found: &Discovery) -> Result<Vec<Table>, Failure> {
        Ok(vec![
            table(Self::TABLES[0], &words::limits(found))?,
            table(Self::TABLES[1], &words::boxes(found))?,
        ])
    }

    fn text(found: &Discovery, cells: usize, paint: Paint) -> String {
        words::text(found, cells, paint)
    }
}
