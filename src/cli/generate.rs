//! Files made from the description of the command line: shell completions and manual pages.

use super::args::Cli;
use super::failure::Failure;
use clap::CommandFactory;
use clap_complete::Shell;

/// The completion script of a shell.
pub(super) fn completions(shell: Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "zopa", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

/// The manual page of zopa or of one of its commands, in roff.
pub(super) fn man(name: Option<&str>) -> Result<String, Failure> {
    let mut zopa = Cli::command().disable_help_subcommand(true);
    zopa.build();
    let command = match name {
        None => zopa,
        Some(name) => zopa.find_subcommand(name).cloned().ok_or_else(|| {
            Failure::usage(format!("there is no command `{name}`"))
                .with_help("`zopa --help` lists the commands")
        })?,
    };
    // Manual pages know no headings of our own: all options go under OPTIONS.
    let command = command.mut_args(|argument| argument.help_heading(None));
    let mut page = Vec::new();
    clap_mangen::Man::new(command)
        .source(concat!("zopa ", env!("CARGO_PKG_VERSION")))
        .render(&mut page)
        .map_err(|error| Failure::running(format!("cannot write the manual page: {error}")))?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}
