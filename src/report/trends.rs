//! What runs say of an expectation about a change, in a line.

use super::Paint;
use super::number::{short, tenths};
use super::text::clean;
use crate::experiment::trend::{Finding, Verdict};

/// "✓ expect: No deal rises with time.breakdown (20.1 at 0.1, 28.3 at 0.3)".
pub fn trend_line(verdict: &Verdict, paint: Paint) -> String {
    let mark = match verdict.finding {
        Finding::Shown => paint.green("✓"),
        Finding::Unclear => "~".to_owned(),
        Finding::Broken => paint.red("✗"),
    };
    let verb = if verdict.rising { "rises" } else { "falls" };
    let [from, to] = verdict.values.map(short);
    let [first, last] = verdict.shares.map(tenths);
    let mut text = format!(
        "{mark} expect: {} {verb} with {}{} ({first} in 100 at {from}, {last} at {to})",
        clean(&verdict.name),
        clean(&verdict.path),
        bounds(verdict)
    );
    match (verdict.finding, verdict.against) {
        (Finding::Unclear, _) => text.push_str("; too few runs to tell"),
        (Finding::Broken, Some([from, to])) if verdict.values != [from, to] => {
            let other = if verdict.rising { "falls" } else { "rises" };
            let said = format!("; it {other} between {} and {}", short(from), short(to));
            text.push_str(&said);
        }
        _ => {}
    }
    text
}

/// " by at least 5 points".
fn bounds(verdict: &Verdict) -> String {
    let [low, high] = [verdict.at_least, verdict.at_most].map(|share| short(share * 100.0));
    match (verdict.at_least > 0.0, verdict.at_most < 1.0) {
        (false, false) => String::new(),
        (true, false) => format!(" by at least {low} points"),
        (false, true) => format!(" by at most {high} points"),
        (true, true) => format!(" by {low} to {high} points"),
    }
}
