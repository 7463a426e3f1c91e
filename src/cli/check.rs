//! `zopa check`: all problems of scenario files, and what the sound ones hold.

use super::args::{Check, Global};
use super::console::Console;
use super::failure::{Failure, SCENARIO};
use super::load::read;
use super::sweep::refuse_conflicts;
use crate::report::card::Card;
use crate::report::card_text;
use crate::report::manifest::json;
use crate::scenario::Loaded;
use std::path::Path;

pub(super) fn check(args: &Check, global: &Global, console: Console) -> Result<(), Failure> {
    let mut cards = Vec::new();
    for file in &args.files {
        match sound(file, global, console) {
            Ok(loaded) => cards.push(Card::of(&loaded.scenario)),
            // Said already; the other files are checked all the same.
            Err(failure) if failure.code == SCENARIO => continue,
            Err(failure) => return Err(failure),
        }
    }
    if global.json {
        console.result(&json(&cards))?;
    } else {
        let texts: Vec<String> = cards
            .iter()
            .map(|card| card_text::render(card, console.width(), console.on_stdout()))
            .collect();
        console.text(&texts.join("\n"))?;
    }
    if cards.len() == args.files.len() {
        Ok(())
    } else {
        Err(Failure::said(SCENARIO))
    }
}

/// A scenario, and the sweep that it carries, without mistakes.
fn sound(file: &Path, global: &Global, console: Console) -> Result<Loaded, Failure> {
    let (base, loaded) = read(file, global, console)?;
    if let Some(sweep) = &loaded.sweep {
        // What is set here need not be set when the sweep is played.
        let checked = refuse_conflicts(file, &base, &[], &sweep.axes, console);
        checked.map_err(|failure| {
            console.failure(&failure);
            Failure::said(SCENARIO)
        })?;
    }
    Ok(loaded)
}
