//! `zopa list`: what there is to choose from, and what `--set` reaches in a scenario.

use super::args::{Global, List, Listed};
use super::console::Console;
use super::failure::Failure;
use super::load::load;
use super::shipped::{self, SHIPPED};
use crate::report::catalogue::{self, Choice};
use crate::report::manifest::json;
use crate::report::number::{count, packages};
use crate::report::table::{Align, Table};
use crate::report::text::clean;
use crate::scenario::{self, Setting};
use serde_json::{Value, json};

pub(super) fn list(args: &List, global: &Global, console: Console) -> Result<(), Failure> {
    match &args.what {
        Listed::Strategies => choices(&catalogue::strategies(), global, console),
        Listed::Protocols => choices(&catalogue::protocols(), global, console),
        Listed::Distributions => choices(&catalogue::distributions(), global, console),
        Listed::Charts => choices(&catalogue::charts(), global, console),
        Listed::Scenarios => scenarios(global, console),
        Listed::Inputs { file } => {
            let settings = load(file, global, console)?.settings;
            if global.json {
                console.result(&json(&settings))
            } else {
                show(&inputs(&settings), console)
            }
        }
    }
}

fn show(table: &Table, console: Console) -> Result<(), Failure> {
    console.text(&table.render(console.width(), console.on_stdout()))
}

fn choices(choices: &[Choice], global: &Global, console: Console) -> Result<(), Failure> {
    if global.json {
        return console.result(&json(choices));
    }
    let mut table = Table::new(&[("Written as", Align::Left), ("meaning", Align::Left)]).wrapping();
    for choice in choices {
        table.row(vec![choice.form.clone(), choice.about.to_owned()]);
    }
    show(&table, console)
}

fn scenarios(global: &Global, console: Console) -> Result<(), Failure> {
    let mut table = Table::new(&[
        ("Name", Align::Left),
        ("parties", Align::Right),
        ("issues", Align::Right),
        ("packages", Align::Right),
        ("about", Align::Left),
    ])
    .wrapping();
    let mut found: Vec<Value> = Vec::new();
    for shipped in SHIPPED {
        let file = format!("{}.toml", shipped.name);
        // Tests read every shipped scenario, so that none is left out here.
        let Ok(loaded) =
            scenario::parse_among(&file, shipped.text.as_bytes(), &[], &shipped::files())
        else {
            continue;
        };
        let scenario = loaded.scenario;
        table.row(vec![
            shipped.name.to_owned(),
            scenario.parties.len().to_string(),
            scenario.issues.len().to_string(),
            packages(scenario.packages()),
            clean(&scenario.name),
        ]);
        found.push(json!({
            "name": shipped.name,
            "title": scenario.name,
            "about": scenario.about,
            "parties": scenario.parties.len(),
            "issues": scenario.issues.len(),
            "packages": packages(scenario.packages()),
        }));
    }
    if global.json {
        return console.result(&json(&found));
    }
    show(&table, console)?;
    console.text("next: zopa init FILE --from NAME\n")
}

fn inputs(settings: &[Setting]) -> Table {
    let uncertain = settings.iter().filter(|setting| setting.uncertain).count();
    let head = format!(
        "Path ({}, {uncertain} uncertain)",
        count(settings.len() as u128, "entry")
    );
    let mut table = Table::new(&[
        (&head, Align::Left),
        ("value", Align::Left),
        ("what it is", Align::Left),
    ])
    .wrapping();
    for setting in settings {
        table.row(vec![
            clean(&setting.path),
            clean(&setting.value.to_string()),
            clean(&setting.name),
        ]);
    }
    table
}
