//! `zopa init`: writes a commented scenario to start from.

use super::args::Init;
use super::console::Console;
use super::failure::Failure;
use super::shell;
use super::shipped::{self, SHIPPED};
use crate::report::output::{parent_of, without_path};
use std::fs;
use std::io::{self, Write};
use std::path::Path;

pub(super) fn init(args: &Init, console: Console) -> Result<(), Failure> {
    if args.file.extension().is_some_and(|ending| ending == "json") {
        let name = args.file.with_extension("toml");
        return Err(
            Failure::usage("the starter scenarios are TOML files, not JSON")
                .with_help(format!("`{}` is a fitting name", name.display())),
        );
    }
    let scenario = SHIPPED.iter().find(|shipped| shipped.name == args.from);
    let text = scenario.map_or("", |shipped| shipped.text);
    write(&args.file, text, args.force).map_err(|error| failure(&args.file, &error))?;
    let file = args.file.to_string_lossy();
    let mut wrote = file.to_string();
    if let Some((name, text)) = shipped::extended(text) {
        let base = args.file.with_file_name(name);
        match write(&base, text, false) {
            Ok(()) => wrote = format!("{file} and {}, which it extends", base.display()),
            // One that is there already may be the user's own: it stays.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(failure(&base, &error)),
        }
    }
    console.text(&format!(
        "wrote {wrote}\nnext: {}\n",
        shell::line(&["zopa", "check", &file])
    ))
}

/// Writes the file whole or not at all, over another one only if `force`; makes the folder that it is to stand in.
pub(super) fn write(file: &Path, text: &str, force: bool) -> io::Result<()> {
    let parent = parent_of(file);
    if !parent.is_dir() {
        fs::create_dir_all(parent).map_err(|error| no_folder(parent, &error))?;
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".zopa-");
    // Readable for whom the user's mask says, as any new file, and not for the owner alone.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut draft = builder.tempfile_in(parent).map_err(without_path)?;
    draft.write_all(text.as_bytes())?;
    if force {
        draft.persist(file)?;
    } else {
        draft.persist_noclobber(file)?;
    }
    Ok(())
}

/// A folder that cannot be made. What stands in its way is not the file that was to be written.
fn no_folder(folder: &Path, error: &io::Error) -> io::Error {
    let kind = match error.kind() {
        io::ErrorKind::AlreadyExists => io::ErrorKind::NotADirectory,
        kind => kind,
    };
    let said = format!("cannot make the folder `{}`: {error}", folder.display());
    io::Error::new(kind, said)
}

pub(super) fn failure(file: &Path, error: &io::Error) -> Failure {
    let name = file.display();
    if error.kind() == io::ErrorKind::AlreadyExists {
        Failure::running(format!("`{name}` exists already")).with_help("`--force` replaces it")
    } else {
        Failure::running(format!("cannot write `{name}`: {error}"))
    }
}
