//! Reading a scenario and showing its problems.

use super::args::Global;
use super::console::Console;
use super::failure::{Failure, SCENARIO};
use crate::report::Paint;
use crate::scenario::{self, Loaded, Override, Problems};
use std::path::Path;

/// Reads a scenario with the changes asked for. Warnings are shown; so are errors, which end the
/// command.
pub(super) fn load(file: &Path, global: &Global, console: Console) -> Result<Loaded, Failure> {
    let changes: Vec<Override> = global.set.iter().map(|c| c.parsed.clone()).collect();
    match scenario::load(file, &changes) {
        Ok(loaded) => {
            if !console.is_quiet() {
                show(&loaded.warnings, console);
            }
            Ok(loaded)
        }
        Err(problems) => {
            show(&problems, console);
            Err(Failure::said(SCENARIO))
        }
    }
}

pub(super) fn show(problems: &Problems, console: Console) {
    if problems.errors() + problems.warnings() > 0 {
        console.diagnostics(&problems.render(console.on_stderr() == Paint::Colored));
    }
}
