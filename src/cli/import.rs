//! `zopa import`: a scenario from other programs' files.

use super::args::{Global, Import, ImportFormat, ImportReading};
use super::console::Console;
use super::failure::{Failure, SCENARIO};
use super::load::show;
use super::{init, shell};
use crate::import::{self, File, Folder, Format, Reading, Settings};
use crate::report::manifest::json;
use crate::scenario::Problems;

pub(super) fn import(args: &Import, global: &Global, console: Console) -> Result<(), Failure> {
    let refuse = |problems: &Problems| {
        show(problems, console);
        Failure::said(SCENARIO)
    };
    let mut files = Vec::new();
    let mut unreadable = None;
    for path in &args.files {
        let read = if path.is_dir() {
            Folder::read(path, format(args)).map(|folder| {
                tell_others(&folder, console);
                folder.files
            })
        } else {
            File::read(path).map(|file| vec![file])
        };
        match read {
            Ok(read) => files.extend(read),
            Err(problems) => unreadable = Some(refuse(&problems)),
        }
    }
    if let Some(failure) = unreadable {
        return Err(failure);
    }
    let imported = import::import(format(args), &files, &settings(args))
        .map_err(|problems| refuse(&problems))?;
    if !console.is_quiet() {
        show(&imported.warnings, console);
    }
    let is_json = args
        .out
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    let text = if is_json {
        &imported.json
    } else {
        &imported.toml
    };
    init::write(&args.out, text, args.force).map_err(|error| init::failure(&args.out, &error))?;
    let file = args.out.to_string_lossy();
    if global.json {
        return console.result(&json(&serde_json::json!({ "file": file })));
    }
    console.text(&format!(
        "wrote {file}\nnext: {}\n",
        shell::line(&["zopa", "check", &file])
    ))
}

const fn format(args: &Import) -> Format {
    match args.format {
        ImportFormat::Genius => Format::Genius,
        ImportFormat::Geniusweb => Format::GeniusWeb,
        ImportFormat::Negmas => Format::Negmas,
        ImportFormat::Negolog => Format::Negolog,
    }
}

const fn settings(args: &Import) -> Settings {
    Settings {
        reading: match args.reading {
            ImportReading::Genius => Reading::Genius,
            ImportReading::Negmas => Reading::Negmas,
        },
        rounds: args.rounds,
        steps: args.steps,
        any_weights: args.any_weights,
    }
}

/// Names the files of a folder that are not imported.
fn tell_others(folder: &Folder, console: Console) {
    for name in &folder.others {
        console.note(&format!(
            "note: `{name}` is neither a domain nor a profile; it is left out"
        ));
    }
}
