//! Scenario discovery: in what region of the inputs does an outcome become likely?
//!
//! Three samples of ordinary replications, so that nothing is measured on what it was fitted to:
//!
//! 1. the first shapes boxes, by the patient rule induction method ([`prim`]);
//! 2. the second chooses one of them, and drops the limits that it does not need (`choice`);
//! 3. the third measures its density and coverage, with Wilson intervals, and how clear each limit is.
//!
//! `study` is all of this for one scenario and one outcome class.

mod choice;
pub mod prim;
mod result;
mod study;

pub use choice::{Counted, Rows, choose, prune, quasi_p};
pub use result::{Box, Discovery, Limit, Step};
pub use study::{Discovered, Settings, discover};
