//! What a sweep found: shares of outcome classes and means per point, made of counted pieces alone, so
//! that a saved study gives it again without its scenario.

use super::{Axis, Flip, Level, Values, flips};
use crate::experiment::study::{Counts, Piece};
use crate::experiment::trend::Verdict;
use crate::model::Scenario;
use crate::stats::Moments;
use serde::{Deserialize, Serialize};

/// Something with a short and a long name: an outcome class, a party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Class {
    /// In files and on the command line.
    pub id: String,
    /// For people.
    pub name: String,
}

/// What a study is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Subject {
    /// Short name of the scenario.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Hash of its content, changes that all points share included.
    pub hash: String,
    /// Outcome classes.
    pub outcomes: Vec<Class>,
    /// Parties.
    pub parties: Vec<Class>,
    /// Days that a round takes.
    pub days_per_round: f64,
}

impl Subject {
    /// What a study of this scenario is about.
    pub fn of(scenario: &Scenario) -> Self {
        let outcomes = scenario.outcomes.iter().map(|outcome| Class {
            id: outcome.id.clone(),
            name: outcome.name.clone(),
        });
        let parties = scenario.parties.iter().map(|party| Class {
            id: party.id.clone(),
            name: party.name.clone(),
        });
        Self {
            id: scenario.id.clone(),
            name: scenario.name.clone(),
            hash: scenario.hash.clone(),
            outcomes: outcomes.collect(),
            parties: parties.collect(),
            days_per_round: scenario.time.days_per_round,
        }
    }
}

/// An axis as it was swept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Swept {
    /// Path in the scenario file.
    pub path: String,
    /// What it is, for people.
    pub name: String,
    /// The values played, in order of the design.
    pub values: Vec<Level>,
    /// The value in the scenario as it stands; the median where it is uncertain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Level>,
}

/// Share of an outcome class at a point, with its 95% Wilson interval for sampling error.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// Which class.
    pub id: String,
    /// From 0 to 1.
    pub share: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// A mean with its 95% interval, that of Student's t; one value alone has none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mean {
    /// The mean.
    pub mean: f64,
    /// Lower end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// Upper end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
}

impl Mean {
    fn of(moments: &Moments) -> Option<Self> {
        let interval = moments.estimate();
        (moments.count() > 0).then(|| Self {
            mean: moments.mean(),
            low: interval.map(|interval| interval.low),
            high: interval.map(|interval| interval.high),
        })
    }
}

/// A point of a sweep.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Value per axis.
    pub at: Vec<Level>,
    /// Replications.
    pub runs: u64,
    /// Per outcome class, in the order of the scenario.
    pub outcomes: Vec<Share>,
    /// Index of the commonest one.
    pub headline: usize,
    /// Whether it leads all others by more than sampling error explains.
    pub clear: bool,
    /// Utility per party.
    pub utilities: Vec<Mean>,
    /// Round of the last deal, over the replications with a deal.
    pub deal_round: Option<Mean>,
}

/// What a sweep found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sweep {
    /// What it is about.
    pub scenario: Subject,
    /// Seed of all randomness.
    pub seed: u64,
    /// Replications per point.
    pub runs: u64,
    /// The axes.
    pub axes: Vec<Swept>,
    /// The points, in the order they were played.
    pub points: Vec<Point>,
    /// Where the commonest outcome changes.
    pub flips: Vec<Flip>,
    /// What the scenario expects of the numbers swept, with what was found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expectations: Vec<Verdict>,
    /// Index of the outcome class that the charts show where they can show only one: the one asked
    /// for, else the one whose share moves most.
    pub focus: usize,
}

/// What was counted at the points of a study so far.
#[derive(Debug, Clone, Default)]
pub struct Tallies {
    /// Per point.
    pub counts: Vec<Counts>,
}

impl Tallies {
    /// The places with what was counted there.
    pub fn points(&self, subject: &Subject, places: &[Vec<Level>]) -> Vec<Point> {
        let pairs = places.iter().zip(&self.counts);
        pairs
            .map(|(at, counts)| point(subject, at, counts))
            .collect()
    }

    /// Number of replications counted.
    pub fn runs(&self) -> u64 {
        self.counts.iter().map(|counts| counts.runs).sum()
    }

    /// Adds the next piece.
    pub fn add(&mut self, piece: &Piece) {
        if self.counts.len() <= piece.point {
            self.counts.resize(piece.point + 1, Counts::default());
        }
        self.counts[piece.point].merge(&piece.counts);
    }
}

fn point(subject: &Subject, at: &[Level], counts: &Counts) -> Point {
    let share = |(class, of): (usize, &Class)| {
        let [share, low, high] = counts.share(class);
        Share {
            id: of.id.clone(),
            share,
            low,
            high,
        }
    };
    let utilities = counts.utilities.iter();
    let headline = counts.headline();
    let mut point = Point {
        at: at.to_vec(),
        runs: counts.runs,
        outcomes: subject.outcomes.iter().enumerate().map(share).collect(),
        headline,
        clear: false,
        utilities: utilities.filter_map(Mean::of).collect(),
        deal_round: Mean::of(&counts.round),
    };
    let mut others = (0..point.outcomes.len()).filter(|&class| class != headline);
    point.clear = others.all(|class| {
        let (lead, error) = point.lead(headline, class);
        lead > error
    });
    point
}

impl Point {
    /// By how much the share of one class exceeds that of another, and the half-width of the 95%
    /// interval of that difference: both are counts of the same replications (multinomial).
    pub fn lead(&self, class: usize, other: usize) -> (f64, f64) {
        const Z: f64 = 1.959_963_984_540_054;
        let (a, b) = (self.outcomes[class].share, self.outcomes[other].share);
        let variance = (a + b - (a - b) * (a - b)).max(0.0) / self.runs.max(1) as f64;
        (a - b, Z * variance.sqrt())
    }
}

impl Sweep {
    /// Puts it together. `outcome` is the class to show, by index.
    pub fn new(
        subject: &Subject,
        [seed, runs]: [u64; 2],
        axes: &[Axis],
        points: Vec<Point>,
        outcome: Option<usize>,
    ) -> Self {
        let swept = axes.iter().enumerate().map(|(index, axis)| Swept {
            path: axis.path.clone(),
            name: axis.name.clone(),
            values: match &axis.values {
                Values::Levels(levels) => levels.clone(),
                Values::Between { .. } => points.iter().map(|p| p.at[index].clone()).collect(),
            },
            base: axis.base.clone(),
        });
        let swept: Vec<Swept> = swept.collect();
        let levels: Vec<Vec<Level>> = swept.iter().map(|axis| axis.values.clone()).collect();
        Self {
            scenario: subject.clone(),
            seed,
            runs,
            axes: swept,
            flips: flips(&points, &levels),
            focus: outcome.unwrap_or_else(|| most_moved(&points)),
            points,
            expectations: Vec::new(),
        }
    }

    /// The same, with what the scenario expects of it.
    pub(super) fn with_expectations(self, expectations: Vec<Verdict>) -> Self {
        Self {
            expectations,
            ..self
        }
    }

    /// Whether nothing contradicts what the scenario expects.
    pub fn is_as_expected(&self) -> bool {
        self.expectations.iter().all(Verdict::is_met)
    }

    /// Whether its parts fit each other: all that charts rely on.
    pub fn is_whole(&self) -> bool {
        let classes = self.scenario.outcomes.len();
        let point = |point: &Point| {
            point.at.len() == self.axes.len()
                && point.outcomes.len() == classes
                && point.headline < classes
        };
        let flip = |flip: &Flip| {
            flip.axis < self.axes.len()
                && flip.classes.iter().all(|&class| class < classes)
                && flip.between.iter().all(|&point| point < self.points.len())
        };
        self.focus < classes
            && !self.axes.is_empty()
            && self.axes.iter().all(|axis| !axis.values.is_empty())
            && self.points.iter().all(point)
            && self.flips.iter().all(flip)
    }

    /// Least and largest share of a class over the points.
    pub fn range(&self, class: usize) -> [f64; 2] {
        range(&self.points, class)
    }
}

fn range(points: &[Point], class: usize) -> [f64; 2] {
    let shares = points.iter().map(|point| point.outcomes[class].share);
    shares.fold([1.0, 0.0], |[low, high], share| {
        [share.min(low), share.max(high)]
    })
}

/// The class whose share moves most; among equals, the first.
fn most_moved(points: &[Point]) -> usize {
    let classes = points.first().map_or(0, |point| point.outcomes.len());
    let moved = |class| {
        let [low, high] = range(points, class);
        high - low
    };
    (0..classes).fold(0, |best, class| {
        if moved(class) > moved(best) {
            class
        } else {
            best
        }
    })
}
