//! The command line. Each command has a file of its own that reads its arguments, calls the
//! library and says what came out; nothing is computed here.

mod analyze;
mod answer;
mod args;
mod charts;
mod check;
mod compare;
mod console;
mod discover;
mod explain;
mod failure;
mod folder;
mod fonts;
mod generate;
mod given;
mod import;
mod init;
mod interrupt;
mod join;
mod levers;
mod list;
mod load;
mod merge;
mod plot;
mod progress;
mod question;
mod replay;
mod results;
mod rows;
mod run;
mod sensitivity;
mod shell;
mod shipped;
mod study;
mod sweep;
mod tournament;

use args::{Cli, Command};
use clap::Parser;
use console::Console;
use failure::Failure;
use std::process::ExitCode;

/// Runs the command that the process was started with.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version go to standard output and are no failure; a reader that is gone
            // is none either.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(failure::USAGE));
        }
    };
    let console = Console::new(&cli.global);
    let done = dispatch(&cli, console);
    fonts::tell(console);
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            console.failure(&failure);
            ExitCode::from(failure.code)
        }
    }
}

fn dispatch(cli: &Cli, console: Console) -> Result<(), Failure> {
    let global = &cli.global;
    refuse_idle_changes(cli)?;
    fonts::add(cli)?;
    match &cli.command {
        Command::Init(args) => init::init(args, console),
        Command::Check(args) => check::check(args, global, console),
        Command::Run(args) => run::run(args, global, console),
        Command::Analyze(args) => analyze::analyze(args, global, console),
        Command::Tournament(args) => tournament::tournament(args, global, console),
        Command::Compare(args) => compare::compare(args, global, console),
        Command::Levers(args) => levers::levers(args, global, console),
        Command::Sensitivity(args) => sensitivity::sensitivity(args, global, console),
        Command::Discover(args) => discover::discover(args, global, console),
        Command::Sweep(args) => sweep::sweep(args, global, console),
        Command::Merge(args) => merge::merge(args, global, console),
        Command::Replay(args) => replay::replay(args, global, console),
        Command::Plot(args) => plot::plot(args, global, console),
        Command::Explain(args) => explain::explain(args, global, console),
        Command::List(args) => list::list(args, global, console),
        Command::Import(args) => import::import(args, global, console),
        Command::Schema => console.result(&crate::scenario::schema()),
        Command::Completions(args) => console.result(&generate::completions(args.shell)),
        Command::Man(args) => console.result(&generate::man(args.command.as_deref())?),
    }
}

/// A change to a scenario where none is read would be ignored in silence.
fn refuse_idle_changes(cli: &Cli) -> Result<(), Failure> {
    let reads_scenario = match &cli.command {
        Command::Check(_)
        | Command::Run(_)
        | Command::Analyze(_)
        | Command::Tournament(_)
        | Command::Compare(_)
        | Command::Levers(_)
        | Command::Sensitivity(_)
        | Command::Discover(_)
        | Command::Sweep(_)
        | Command::Replay(_) => true,
        Command::List(list) => matches!(list.what, args::Listed::Inputs { .. }),
        _ => false,
    };
    if reads_scenario || cli.global.set.is_empty() {
        return Ok(());
    }
    Err(Failure::usage(
        "`--set` changes a scenario, and this command reads none",
    ))
}
