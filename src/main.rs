//! The `zopa` program; all of it is in [`zopa::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    zopa::cli::main()
}
