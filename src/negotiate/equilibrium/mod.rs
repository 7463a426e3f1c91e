//! Equilibrium play: what rational parties do that know each other's utilities, and know that all
//! play so. Each protocol whose equilibrium is known has a file here.

mod coalition;
mod division;
mod legislative;
mod listed;

pub use legislative::Legislative;

use super::mind::Bid;
use super::{Setting, Talks};
use crate::model::Protocol;

/// What a party offers in equilibrium; `None` where it would rather wait, or none is known.
pub fn bid(setting: &Setting<'_>, talks: &mut Talks, party: usize) -> Option<Bid> {
    match &setting.scenario.protocol {
        Protocol::Legislative(_) => legislative::bid(setting, talks, party),
        _ => None,
    }
}

/// What it is worth to a party to go on: the least that it accepts in equilibrium.
pub fn going_on(setting: &Setting<'_>, talks: &mut Talks, party: usize) -> Option<f64> {
    match &setting.scenario.protocol {
        Protocol::Legislative(_) => legislative::going_on(setting, talks, party),
        _ => None,
    }
}
