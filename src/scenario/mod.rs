//! Scenario files.
pub mod format;
