//! Hyper-rectangle utility spaces: a reward for each range of packages, added up.
//!
//! `u(x) = sum over rectangles of [x in it] x utility x weight / maxutility`, times the weights of the functions
//! that a rectangle stands in. `INCLUDES` is a range of an integer issue that a package must lie in; with
//! `EXCLUDES`, packages that leave any of the ranges earn it; without either, every package does.
//!
//! NegMAS does not divide, and takes a range without its ends: an option at `min` or `max` is outside.

use super::{Numbered, find};
use crate::import::Reading;
use crate::import::domain::{Profile, Rectangle};
use crate::import::xml::Element;
use crate::scenario::diagnostic::{Diagnostic, Findings, quoted};

/// Reads `utility` into a profile.
pub(super) fn read(
    utility: Element<'_>,
    domain: &[Numbered],
    profile: &mut Profile,
    reading: Reading,
    findings: &mut Findings,
) {
    let most = utility.needed("maxutility", findings).unwrap_or(1.0);
    if most <= 0.0 {
        let title = format!("the greatest utility is {most}");
        findings.push(
            Diagnostic::error("Z0604", title)
                .at(utility.span_of("maxutility"), "above 0 is needed"),
        );
    } else if reading == Reading::Genius {
        profile.divisor = most;
    }
    let before = findings.errors();
    for function in utility.named("ufun") {
        read_function(function, 1.0, (domain, reading), profile, findings);
    }
    if profile.rectangles.is_empty() && findings.errors() == before {
        let title = "the utility space has no rectangles";
        findings.push(
            Diagnostic::error("Z0606", title)
                .at(utility.span(), "`ufun` with `hyperRectangle` is needed"),
        );
    }
}

fn read_function(
    function: Element<'_>,
    outer: f64,
    (domain, reading): (&[Numbered], Reading),
    profile: &mut Profile,
    findings: &mut Findings,
) {
    let how = function.attribute("aggregation").unwrap_or("sum");
    if !how.eq_ignore_ascii_case("sum") {
        let title = format!("an aggregation by {} is not read", quoted(how));
        findings.push(
            Diagnostic::error("Z0602", title).at(function.span_of("aggregation"), "`sum` is"),
        );
    }
    let weight = outer * function.number("weight", findings).unwrap_or(1.0);
    for element in function.named("hyperRectangle") {
        let utility = element.needed("utility", findings).unwrap_or(0.0);
        let own = element.number("weight", findings).unwrap_or(1.0);
        let excludes = element.named("EXCLUDES").next().is_some();
        let ranges = element.named(if excludes { "EXCLUDES" } else { "INCLUDES" });
        let sides: Vec<Side> = ranges
            .filter_map(|range| side(range, domain, reading, findings))
            .collect();
        let rectangle = Rectangle {
            utility: utility * own * weight,
            inside: !excludes,
            sides: sides.iter().flatten().copied().collect(),
        };
        // A range without options lets nothing in, and everything stay out.
        match (sides.contains(&None), excludes) {
            (false, _) => profile.rectangles.push(rectangle),
            (true, true) => profile.rectangles.push(Rectangle {
                sides: Vec::new(),
                inside: true,
                ..rectangle
            }),
            (true, false) => {}
        }
    }
    for inner in function.named("ufun") {
        read_function(inner, weight, (domain, reading), profile, findings);
    }
}

/// Issue, first and last option of a range; nothing where it has none.
type Side = Option<(usize, usize, usize)>;

/// A range of one issue; reports one that holds no option of the issue.
fn side(
    range: Element<'_>,
    domain: &[Numbered],
    reading: Reading,
    findings: &mut Findings,
) -> Option<Side> {
    let (place, issue) = find(range, domain, findings)?;
    let (low, high) = (
        range.needed("min", findings)?,
        range.needed("max", findings)?,
    );
    let numbers = issue.values.numbers();
    let within = |&number: &f64| (low..=high).contains(&number);
    if !numbers.iter().any(within) {
        let title = format!(
            "issue {} has no value from {low} to {high}",
            quoted(&issue.name)
        );
        let diagnostic = Diagnostic::error("Z0608", title).at(range.span(), "this range is empty");
        findings.push(diagnostic.at(issue.span, "the domain declares the issue here"));
        return None;
    }
    let counts = |number: &f64| match reading {
        Reading::Genius => within(number),
        Reading::Negmas => low < *number && *number < high,
    };
    let first = numbers.iter().position(counts);
    let last = numbers.iter().rposition(counts);
    Some(first.zip(last).map(|(first, last)| (place, first, last)))
}
