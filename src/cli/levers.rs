//! `zopa levers`: what a party could change about an outcome.

use super::answer::ask;
use super::args::{Global, Levers as Arguments};
use super::console::Console;
use super::failure::{Failure, cannot_write};
use super::given::Given;
use super::load::{load, shown_with};
use super::question::{Question, Table};
use super::rows::Rows;
use crate::chart::{self, Drawing, ImageFormat, LeverChart};
use crate::experiment::Stop;
use crate::experiment::course::{Extent, Means};
use crate::experiment::levers::{self, Kind, Lever, Settings, catalogue, fitting};
use crate::model::Scenario;
use crate::report::Paint;
use crate::report::columns::{self, Values};
use crate::report::levers::{self as words, Document};
use crate::report::number::{count, packages};
use crate::report::text::clean;
use crate::scenario::{Loaded, Override, similar};
use crate::simulate::forecast::ScenarioLabel;
use serde::{Deserialize, Serialize};

pub(super) fn levers(args: &Arguments, global: &Global, console: Console) -> Result<(), Failure> {
    let given = Given::read(&args.file, global, console)?;
    // A change that the reader asked for is not left out in silence.
    for change in shown_with(&args.also, "--also") {
        let mut with = global.clone();
        with.set.push(change);
        load(&args.file, &with, console)?;
    }
    let question = Could {
        party: args.party.clone(),
        outcome: args.outcome.clone(),
        also: each_once(args.also.iter().map(|c| &c.text)),
        screen: args.screen,
        runs: args.runs,
        keep: args.keep,
    };
    let kept = (&args.study, args.rows);
    ask(question, vec![given], kept, global, console)
}

/// Texts without those that were there before.
fn each_once<'a>(texts: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut once: Vec<String> = Vec::new();
    for text in texts {
        if !once.contains(text) {
            once.push(text.clone());
        }
    }
    once
}

/// What could a party change about an outcome?
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Could {
    party: String,
    outcome: String,
    also: Vec<String>,
    screen: u64,
    runs: u64,
    keep: u8,
}

/// A scenario with the changes that a party could make.
pub(super) struct Choices {
    base: Loaded,
    party: usize,
    outcome: usize,
    levers: Vec<(Lever, Loaded)>,
    /// How many changes do not fit the scenario.
    unfit: usize,
    settings: Settings,
}

impl Question for Could {
    const NAME: &'static str = "levers";
    const RESULT: &'static str = "levers.json";
    const CHART: &'static str = "charts/levers";
    const TABLES: &'static [&'static str] = &["levers"];
    type Case = Choices;
    type Found = Document;

    fn place(&self, id: &str, seed: u64) -> String {
        let (party, outcome) = (&self.party, &self.outcome);
        format!("{}/{id}/{party}-{outcome}-{}-{seed}", Self::NAME, self.runs)
    }

    fn case(&self, mut given: Vec<Given>, seed: u64) -> Result<Choices, Failure> {
        let Given { base, loaded } = given.remove(0);
        let (party, outcome) = both([&self.party, &self.outcome], &loaded.scenario)?;
        let mut all = catalogue(&loaded, party, outcome);
        all.extend(self.also.iter().filter_map(|text| given_by_hand(text)));
        let named = all.len();
        let levers = fitting(all, &|changes| base.at(changes).ok());
        Ok(Choices {
            base: loaded,
            party,
            outcome,
            unfit: named - levers.len(),
            levers,
            settings: Settings {
                seed,
                screen: self.screen,
                runs: self.runs,
                keep: usize::from(self.keep),
            },
        })
    }

    fn extent(case: &Choices) -> Extent {
        case.settings.extent(case.levers.len())
    }

    fn answer(case: &Choices, means: Means<'_>, rows: Option<&mut Rows>) -> Result<Document, Stop> {
        let all = &case.levers;
        let mut sink = rows.map(|rows| {
            |run: &levers::Run| {
                let lever = run.lever.map(|k| &all[k].0);
                rows.add(&words::row_fields(run, lever))
            }
        });
        let sink = sink.as_mut().map(|sink| sink as &mut levers::RunSink<'_>);
        let about = (case.party, case.outcome);
        let found = levers::find(&case.base, about, all, &case.settings, sink, means)?;
        Ok(Document {
            zopa: env!("CARGO_PKG_VERSION").to_owned(),
            scenario: label(&case.base.scenario),
            seed: case.settings.seed,
            finding: words::finding(&found),
            levers: found,
        })
    }

    fn row_header(_: &Choices) -> Vec<String> {
        words::ROWS.map(str::to_owned).into()
    }

    fn row_kind(name: &str) -> Values {
        words::kind(name)
    }

    fn draw(found: &Document, format: ImageFormat) -> Result<Drawing, String> {
        let footer = footer(found);
        let chart = LeverChart {
            levers: &found.levers,
            name: &found.scenario.name,
            footer: &footer,
        };
        chart::draw_levers(chart, format)
    }

    fn tables(found: &Document) -> Result<Vec<Table>, Failure> {
        let name = Self::TABLES[0];
        let [csv_file, parquet_file] = ["csv", "parquet"].map(|ending| format!("{name}.{ending}"));
        let csv = words::csv(&found.levers).map_err(Failure::running)?;
        let mut parquet = Vec::new();
        columns::from_csv(csv.as_bytes(), &words::kind, &mut parquet)
            .map_err(|error| cannot_write(&parquet_file, &error))?;
        Ok(vec![[
            (csv_file, csv.into_bytes()),
            (parquet_file, parquet),
        ]])
    }

    fn text(found: &Document, cells: usize, paint: Paint) -> String {
        let of = (found.scenario.name.as_str(), &found.scenario);
        words::levers(&found.levers, of, found.seed, cells, paint)
    }

    fn note(case: &Choices, _: &Document) -> Option<String> {
        (case.unfit > 0).then(|| {
            let unfit = count(case.unfit as u128, "change");
            format!("note: left out, not fitting this scenario: {unfit}")
        })
    }
}

/// A change that the reader asked for.
fn given_by_hand(text: &str) -> Option<Lever> {
    let change: Override = text.parse().ok()?;
    Some(Lever {
        kind: Kind::Given,
        name: text.to_owned(),
        changes: vec![change],
    })
}

/// Where the numbers of the chart come from.
fn footer(found: &Document) -> String {
    let label = &found.scenario;
    format!(
        "{}@{} · n = {} per change · seed {} · zopa {} · conditional on the stated assumptions",
        clean(&label.id),
        label.hash,
        count(found.levers.runs.into(), "run"),
        found.seed,
        found.zopa
    )
}

/// Indices of the party and of the outcome class; the mistakes in both are told.
fn both([party, outcome]: [&str; 2], scenario: &Scenario) -> Result<(usize, usize), Failure> {
    let parties: Vec<&str> = scenario.parties.iter().map(|p| p.id.as_str()).collect();
    let outcomes: Vec<&str> = scenario.outcomes.iter().map(|o| o.id.as_str()).collect();
    let find = |option: &str, what: &str, id: &str, known: &[&str]| {
        let article = if what.starts_with('o') { "an" } else { "a" };
        known.iter().position(|other| *other == id).ok_or_else(|| {
            let help = match similar(id, known.iter().copied()) {
                Some(near) => format!("{article} {what} with a similar name exists: `{near}`"),
                None => format!("the scenario has {}", listed(known)),
            };
            (
                format!("`{option}`: there is no {what} `{}`", clean(id)),
                help,
            )
        })
    };
    let party = find("--party", "party", party, &parties);
    let outcome = find("--outcome", "outcome class", outcome, &outcomes);
    match (party, outcome) {
        (Ok(party), Ok(outcome)) => Ok((party, outcome)),
        (Err((message, help)), Ok(_)) | (Ok(_), Err((message, help))) => {
            Err(Failure::usage(message).with_help(help))
        }
        (Err((first, a)), Err((second, b))) => {
            Err(Failure::usage(format!("{first}; {second}")).with_help(format!("{a}; {b}")))
        }
    }
}

fn listed(known: &[&str]) -> String {
    let quoted: Vec<String> = known.iter().map(|id| format!("`{id}`")).collect();
    quoted.join(", ")
}

fn label(scenario: &Scenario) -> ScenarioLabel {
    ScenarioLabel {
        id: scenario.id.clone(),
        name: scenario.name.clone(),
        hash: scenario.hash.clone(),
        packages: packages(scenario.packages()),
        uncertain_inputs: scenario.inputs.len(),
    }
}
