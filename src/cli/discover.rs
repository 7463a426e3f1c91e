//! `zopa discover`: in what region of the inputs an outcome becomes likely.

use super::answer::{Question, RowSink, ask, unknown};
use super::args::{Discover as Arguments, Global};
use super::console::Console;
use super::failure::Failure;
use crate::chart::{Drawing, ImageFormat, draw_peeling};
use crate::experiment::course::Means;
use crate::experiment::discover::{self as experiment, Discovery, Settings};
use crate::experiment::{Shard, Stop};
use crate::model::Scenario;
use crate::report::columns::{Columns, Values};
use crate::report::{Paint, discovery as words};
use crate::scenario::similar;
use serde::{Deserialize, Serialize};

pub(super) fn discover(args: &Arguments, global: &Global, console: Console) -> Result<(), Failure> {
    let kept = (&args.study, args.rows);
    ask(&args.file, kept, global, console, |scenario| {
        let outcome = args.outcome.as_deref();
        let id = |id: &str| class(id, scenario).map(|class| scenario.outcomes[class].id.clone());
        Ok(Where {
            about: outcome.unwrap_or("headline").to_owned(),
            outcome: outcome.map(id).transpose()?,
            runs: args.runs,
            density: args.density,
            peel: args.peel,
        })
    })
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
    const OUTPUT: (&'static str, Values) = ("outcome", Values::Text(Vec::new()));
    type Settings = Settings;
    type Found = Discovery;

    fn about(&self) -> &str {
        &self.about
    }

    fn settings(&self, scenario: &Scenario, seed: u64) -> Result<Settings, Failure> {
        let outcome = self.outcome.as_deref().map(|id| class(id, scenario));
        Ok(Settings {
            seed,
            outcome: outcome.transpose()?,
            runs: self.runs,
            density: self.density,
            peel: self.peel,
        })
    }

    fn replications(settings: &Settings, _: &Scenario) -> u64 {
        settings.replications()
    }

    fn blocks(settings: &Settings, _: &Scenario) -> u64 {
        settings.blocks()
    }

    fn answer(
        settings: &Settings,
        scenario: &Scenario,
        means: Means<'_>,
        rows: Option<&mut RowSink<'_>>,
    ) -> Result<Discovery, Stop> {
        let discovered = experiment::discover(scenario, settings, means)?;
        if let Some(sink) = rows {
            for row in discovered.rows() {
                let class = scenario.outcomes.get(row.output as usize);
                let id = class.map_or("", |class| &class.id);
                sink(&row, id).map_err(Stop::Lost)?;
            }
        }
        Ok(discovered.found)
    }

    fn part(
        settings: &Settings,
        scenario: &Scenario,
        shard: Shard,
        means: Means<'_>,
    ) -> Result<u64, Stop> {
        experiment::part(scenario, settings, shard, means)
    }

    fn draw(found: &Discovery, format: ImageFormat) -> Result<Drawing, String> {
        draw_peeling(found, format)
    }

    fn tables(found: &Discovery) -> Vec<Columns> {
        vec![words::limits(found), words::boxes(found)]
    }

    fn text(found: &Discovery, cells: usize, paint: Paint) -> String {
        words::text(found, cells, paint)
    }
}
