//! `zopa replay`: tells one replication round by round.

use super::args::{Global, Replay};
use super::console::Console;
use super::failure::Failure;
use super::load::load;
use crate::report::manifest::json;
use crate::report::story;
use crate::simulate;

pub(super) fn replay(args: &Replay, global: &Global, console: Console) -> Result<(), Failure> {
    let scenario = load(&args.file, global, console)?.scenario;
    let told = simulate::replay(&scenario, global.seed, args.run);
    if global.json {
        return console.result(&json(&story::as_json(&scenario, global.seed, &told)));
    }
    console.text(&story::tell(
        &scenario,
        global.seed,
        &told,
        console.width(),
        console.on_stdout(),
    ))
}
