//! What shapes a sweep. It stands in the result's folder, so that a stopped sweep is taken up again
//! only by the same one, and parts are joined only where they belong together.

use super::expectations::verdicts;
use super::{Axis, Design, DesignError, Level, Point, Subject, Sweep, Tallies};
use super::{MOST_LEVELS, between, design};
use crate::experiment::Shard;
use crate::model::Trend;
use serde::{Deserialize, Serialize};

/// What shapes a sweep.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recipe {
    /// Version of zopa.
    pub zopa: String,
    /// Kind of study: `sweep`.
    pub study: String,
    /// What it is about.
    pub scenario: Subject,
    /// Seed of all randomness.
    pub seed: u64,
    /// Replications per point.
    pub runs: u64,
    /// Changes that all points share, as `PATH=VALUE`.
    pub set: Vec<String>,
    /// How points are chosen.
    pub design: Design,
    /// How many, where the design chooses.
    pub points: Option<u64>,
    /// The axes.
    pub axes: Vec<Axis>,
    /// Whether to play more points where the commonest outcome changes.
    pub refine: bool,
    /// The outcome class to show, by id.
    pub outcome: Option<String>,
    /// Whether there is a row per replication.
    pub rows: bool,
    /// Image formats of the charts.
    pub charts: Vec<String>,
    /// What the scenario expects of changes, where it expects anything.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trends: Vec<Trend>,
    /// Which part of the whole, as `i/n`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shard: Option<String>,
}

impl Recipe {
    /// The kind of study.
    pub const STUDY: &'static str = "sweep";

    /// The places of the design, before any refinement.
    ///
    /// # Errors
    /// If axes and design do not fit.
    pub fn places(&self) -> Result<Vec<Vec<Level>>, DesignError> {
        design(self.design, &self.axes, self.points.unwrap_or(0), self.seed)
    }

    /// The places to play next, after `places` were played and `rounds` refinements made; none where
    /// the sweep is complete.
    pub fn refinement(
        &self,
        places: &[Vec<Level>],
        tallies: &Tallies,
        rounds: u32,
    ) -> Vec<Vec<Level>> {
        if self.refine && rounds < MOST_LEVELS {
            between(&self.axes, &self.found(places, tallies))
        } else {
            Vec::new()
        }
    }

    /// Which part of the whole this is.
    pub fn shard(&self) -> Option<Shard> {
        self.shard.as_deref().and_then(|text| text.parse().ok())
    }

    fn found(&self, places: &[Vec<Level>], tallies: &Tallies) -> Vec<Point> {
        tallies.points(&self.scenario, places)
    }

    /// What the sweep found.
    pub fn result(&self, places: &[Vec<Level>], tallies: &Tallies) -> Sweep {
        let classes = &self.scenario.outcomes;
        let outcome = self.outcome.as_ref();
        let outcome = outcome.and_then(|id| classes.iter().position(|class| class.id == *id));
        Sweep::new(
            &self.scenario,
            [self.seed, self.runs],
            &self.axes,
            self.found(places, tallies),
            outcome,
        )
        .with_expectations(verdicts(self, places, tallies))
    }
}
