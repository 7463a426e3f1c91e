//! `zopa discover`: in what region of the inputs an outcome becomes likely.

use super::args::{Discover, Global};
use super::console::Console;
use super::failure::Failure;

pub(super) fn discover(_: &Discover, _: &Global, _: Console) -> Result<(), Failure> {
    Err(Failure::running("to come"))
}
