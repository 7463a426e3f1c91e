//! `zopa check`: all problems of scenario files, and what the sound ones hold.

use super::args::{Check, Global};
use super::console::Console;
use super::failure::{Failure, SCENARIO};
use super::load::load;
use crate::report::card::Card;
use crate::report::card_text;
use crate::report::manifest::json;

pub(super) fn check(args: &Check, global: &Global, console: Console) -> Result<(), Failure> {
    let mut cards = Vec::new();
    for file in &args.files {
        match load(file, global, console) {
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
