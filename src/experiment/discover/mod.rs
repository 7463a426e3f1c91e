//! Scenario discovery: in what region of the inputs does an outcome become likely?

pub mod prim;
