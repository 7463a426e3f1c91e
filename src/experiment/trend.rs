//! Does a share rise with a number? What an `[[expect]]` with `rises_with` or `falls_with` says, held
//! against the shares at several values of the number.
//!
//! The expectation is taken to hold unless the runs contradict it. They contradict a rise where
//! - some share at a higher value lies below one at a lower value, or the runs at all values from some value
//!   on lie below those at all values before it, further than sampling error explains: the upper end of the
//!   difference's interval (Newcombe 1998, for independent proportions) is below 0, at a confidence that
//!   Bonferroni's inequality corrects for the number of these comparisons, so that all of them together
//!   speak against a share that does not fall in at most 1 of 40 studies;
//! - the change from the lowest to the highest value is below `at_least`, or above `at_most`, by its whole
//!   95% interval.
//!
//! Runs with common random numbers are more alike than independent ones, which makes the intervals wider
//! than needed and errs on the side of the expectation. It is *shown* where the interval of the change
//! lies above 0 and within the bounds; in between, the runs do not tell. For two values whose runs were
//! compared one by one, [`between`] takes the paired interval instead.

use crate::math::normal_quantile;
use crate::model::Trend;
use crate::stats::Estimate;
use crate::stats::paired::{unpaired, unpaired_at};
use serde::{Deserialize, Serialize};

/// How often a comparison may speak against what is true, all comparisons taken together.
const ERROR: f64 = 0.025;

/// The share at a value of the number.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Point {
    /// The value.
    pub at: f64,
    /// In how many runs it ended so.
    pub count: u64,
    /// Number of runs.
    pub runs: u64,
}

impl Point {
    /// The share.
    pub fn share(&self) -> f64 {
        self.count as f64 / self.runs.max(1) as f64
    }
}

/// What runs say of an expectation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// The share moves as expected, by more than sampling error.
    Shown,
    /// Nothing contradicts it, and nothing shows it.
    Unclear,
    /// The runs contradict it.
    Broken,
}

/// An expectation about a change, with what was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// Identifier of the outcome class.
    pub outcome: String,
    /// Its name for people.
    pub name: String,
    /// Path of the number.
    pub path: String,
    /// Whether the share should rise with it; else it should fall.
    pub rising: bool,
    /// Least change expected in that direction.
    pub at_least: f64,
    /// Largest change expected in that direction.
    pub at_most: f64,
    /// What the runs say.
    pub finding: Finding,
    /// The lowest and the highest value tried.
    pub values: [f64; 2],
    /// The shares there.
    pub shares: [f64; 2],
    /// The share at the highest value less that at the lowest.
    pub difference: Estimate,
    /// Where the share moves the other way most clearly, if it does: the two values.
    pub against: Option<[f64; 2]>,
}

impl Verdict {
    /// Whether nothing contradicts it.
    pub fn is_met(&self) -> bool {
        self.finding != Finding::Broken
    }
}

/// Holds an expectation against the shares at two or more values of its number, in any order; `class` is
/// identifier and name of the outcome class. `None` with fewer than two different values.
///
/// ```
/// use zopa::experiment::trend::{Finding, Point, check};
/// let text = include_str!("../../scenarios/split-the-pie.toml").to_owned()
///     + "\n[[expect]]\noutcome = \"no_deal\"\nrises_with = \"time.breakdown\"\n";
/// let scenario = zopa::scenario::parse("pie.toml", text.as_bytes(), &[]).unwrap().scenario;
/// let at = |at, count| Point { at, count, runs: 1000 };
/// let class = ["no_deal", "No deal"];
/// let check = |points: &[Point]| check(&scenario.trends[0], class, points).unwrap();
/// assert_eq!(check(&[at(0.1, 100), at(0.2, 180), at(0.3, 175)]).finding, Finding::Shown);
/// assert_eq!(check(&[at(0.1, 100), at(0.2, 104)]).finding, Finding::Unclear);
/// let broken = check(&[at(0.3, 175), at(0.1, 100), at(0.2, 280)]);
/// assert_eq!((broken.finding, broken.against), (Finding::Broken, Some([0.2, 0.3])));
/// ```
pub fn check(trend: &Trend, class: [&str; 2], points: &[Point]) -> Option<Verdict> {
    let mut points: Vec<Point> = points.iter().filter(|p| p.runs > 0).copied().collect();
    points.sort_by(|a, b| a.at.total_cmp(&b.at));
    let (first, last) = (*points.first()?, *points.last()?);
    if first.at >= last.at {
        return None;
    }
    let difference = unpaired([first.count, first.runs], [last.count, last.runs]);
    let mut verdict = verdict(trend, class, [first, last], difference);
    verdict.against = contradiction(&points, trend.rising);
    if verdict.against.is_some() {
        verdict.finding = Finding::Broken;
    }
    Some(verdict)
}

/// The same for two values whose runs were compared one by one: `difference` is the share at the higher
/// value less that at the lower, with its paired interval.
pub fn between(
    trend: &Trend,
    class: [&str; 2],
    points: [Point; 2],
    difference: Estimate,
) -> Verdict {
    let mut verdict = verdict(trend, class, points, difference);
    let forward = along(difference, trend.rising);
    if forward.high < 0.0 {
        verdict.finding = Finding::Broken;
        verdict.against = Some(verdict.values);
    }
    verdict
}

/// What the change from one end to the other says of the bounds.
fn verdict(
    trend: &Trend,
    [id, name]: [&str; 2],
    [first, last]: [Point; 2],
    difference: Estimate,
) -> Verdict {
    let forward = along(difference, trend.rising);
    let too_little = trend.at_least > 0.0 && forward.high < trend.at_least;
    let finding = if too_little || forward.low > trend.at_most {
        Finding::Broken
    } else if forward.low > 0.0 && forward.low >= trend.at_least && forward.high <= trend.at_most {
        Finding::Shown
    } else {
        Finding::Unclear
    };
    Verdict {
        outcome: id.to_owned(),
        name: name.to_owned(),
        path: trend.path.clone(),
        rising: trend.rising,
        at_least: trend.at_least,
        at_most: trend.at_most,
        finding,
        values: [first.at, last.at],
        shares: [first.share(), last.share()],
        difference,
        against: None,
    }
}

/// A difference counted in the direction expected.
fn along(difference: Estimate, rising: bool) -> Estimate {
    if rising {
        return difference;
    }
    Estimate {
        value: -difference.value,
        low: -difference.high,
        high: -difference.low,
    }
}

/// The two values between which the share moves the other way most clearly, by more than sampling error:
/// two points, or the ends of what lies before and after a value.
fn contradiction(points: &[Point], rising: bool) -> Option<[f64; 2]> {
    let n = points.len();
    let splits = if n > 2 { n - 1 } else { 0 };
    let comparisons = n * (n - 1) / 2 + splits;
    let z = normal_quantile(1.0 - ERROR / comparisons as f64);
    let pooled = |part: &[Point]| {
        part.iter().fold([0, 0], |[count, runs], point| {
            [count + point.count, runs + point.runs]
        })
    };
    let mut worst: Option<(f64, [f64; 2])> = None;
    let mut compare = |before: &[Point], after: &[Point]| {
        // Two points with the same value say nothing of a trend.
        let ends = [before[0].at, after[after.len() - 1].at];
        let found = along(unpaired_at(pooled(before), pooled(after), z), rising);
        let clearer = worst.is_none_or(|(high, _)| found.high < high);
        if found.high < 0.0 && ends[0] < ends[1] && clearer {
            worst = Some((found.high, ends));
        }
    };
    for later in 1..n {
        for earlier in 0..later {
            compare(&points[earlier..=earlier], &points[later..=later]);
        }
        if n > 2 {
            compare(&points[..later], &points[later..]);
        }
    }
    worst.map(|(_, ends)| ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(counts: &[u64]) -> Vec<Point> {
        let all = counts.iter().enumerate();
        all.map(|(k, &count)| Point {
            at: k as f64,
            count,
            runs: 1000,
        })
        .collect()
    }

    #[test]
    fn a_fall_within_sampling_error_contradicts_no_rise() {
        // One standard error of a difference of these is about 20.
        assert_eq!(contradiction(&points(&[300, 280, 320]), true), None);
        assert_eq!(
            contradiction(&points(&[300, 200, 320]), true),
            Some([0.0, 1.0])
        );
        assert_eq!(contradiction(&points(&[200, 300]), false), Some([0.0, 1.0]));
    }

    #[test]
    fn many_small_falls_contradict_a_rise_together() {
        let falling: Vec<u64> = (0..20).map(|k| 320 - 3 * k).collect();
        let pairs_alone = falling.iter().max().zip(falling.iter().min());
        assert_eq!(pairs_alone, Some((&320, &263)));
        assert!(contradiction(&points(&falling), true).is_some());
        assert_eq!(contradiction(&points(&falling), false), None);
    }

    /// A flat share is called a fall in at most 1 of 40 studies.
    #[test]
    fn what_is_flat_is_seldom_said_to_fall() {
        let mut state = 1_u64;
        let mut uniform = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 11) as f64 / (1_u64 << 53) as f64
        };
        let mut broken = 0;
        for _ in 0..1000 {
            let counts: Vec<u64> = (0..8)
                .map(|_| (0..1000).filter(|_| uniform() < 0.2).count() as u64)
                .collect();
            broken += u32::from(contradiction(&points(&counts), true).is_some());
        }
        assert!(broken <= 35, "{broken} of 1,000");
    }
}
