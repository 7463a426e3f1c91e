//! The program as people and scripts meet it: what it prints, where, and with which exit code.
//!
//! Outputs are compared as snapshots, with the names of folders and times taken out.

#[path = "cli/support.rs"]
mod support;

#[path = "cli/analyze.rs"]
mod analyze;
#[path = "cli/deciding.rs"]
mod deciding;
#[path = "cli/discovery.rs"]
mod discovery;
#[path = "cli/experiments.rs"]
mod experiments;
#[path = "cli/files.rs"]
mod files;
#[path = "cli/fonts.rs"]
mod fonts;
#[path = "cli/forecast.rs"]
mod forecast;
#[path = "cli/import.rs"]
mod import;
#[path = "cli/parts.rs"]
mod parts;
#[path = "cli/stopped.rs"]
mod stopped;
#[path = "cli/sweep.rs"]
mod sweep;
#[path = "cli/tables.rs"]
mod tables;
#[path = "cli/tournament.rs"]
mod tournament;
#[path = "cli/usage.rs"]
mod usage;
