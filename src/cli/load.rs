//! Reading a scenario and showing its problems.

use super::args::{Change, Global};
use super::console::Console;
use super::failure::{Failure, SCENARIO};
use crate::experiment::study::Base;
use crate::report::Paint;
use crate::scenario::{Loaded, Override, Problems};
use std::path::Path;

/// Reads a scenario with the changes asked for. Warnings are shown; so are errors, which end the
/// command.
pub(super) fn load(file: &Path, global: &Global, console: Console) -> Result<Loaded, Failure> {
    read(file, global, console).map(|(_, loaded)| loaded)
}

/// The same, with the file as it was read.
pub(super) fn read(
    file: &Path,
    global: &Global,
    console: Console,
) -> Result<(Base, Loaded), Failure> {
    let changes: Vec<Override> = global.set.iter().map(|c| c.parsed.clone()).collect();
    let (base, loaded) =
        Base::read(file, &changes).map_err(|problems| refuse(&problems, console))?;
    if !console.is_quiet() {
        show(&loaded.warnings, console);
    }
    Ok((base, loaded))
}

/// Changes that messages show with another flag than `--set`.
pub(super) fn shown_with(changes: &[Change], flag: &'static str) -> Vec<Change> {
    let mut changes = changes.to_vec();
    changes
        .iter_mut()
        .for_each(|change| change.parsed.flag = flag);
    changes
}

/// Shows what is wrong with a scenario, which ends the command.
pub(super) fn refuse(problems: &Problems, console: Console) -> Failure {
    show(problems, console);
    Failure::said(SCENARIO)
}

pub(super) fn show(problems: &Problems, console: Console) {
    if problems.errors() + problems.warnings() > 0 {
        console.diagnostics(&problems.render(console.on_stderr() == Paint::Colored));
    }
}
