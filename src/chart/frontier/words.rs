//! What the package space of pairs says in words: deals that were missed, deals that left something
//! for both, and what the signs and numbers mean.

use super::{Finding, MANY, WORTHWHILE, dealt, finding, improvable, solution};
use crate::chart::layout::Heading;
use crate::chart::{numbers, text};
use crate::simulate::forecast::{Forecast, Frontier};

pub(super) fn title(forecast: &Forecast, shown: &[&Frontier]) -> String {
    let missed = numbers::in_100(forecast.zone.missed);
    match finding(forecast, shown) {
        Finding::NotLooked => "No package space to show".to_owned(),
        Finding::NotPlayed { zone: false } => {
            "No package suits enough parties to be signed".to_owned()
        }
        Finding::NotPlayed { zone: true } => {
            "Some packages suit enough parties to be signed".to_owned()
        }
        Finding::NoDeal => format!(
            "No deal was struck; in {missed} of 100 runs some package suited enough parties to be signed"
        ),
        Finding::Missed => format!(
            "{missed} in 100 runs miss a deal, though some package suited enough parties to be signed"
        ),
        Finding::Deals(frontier, share) => deals(forecast, frontier, share),
    }
}

/// Whether the deals left more for both of a pair. Of a sample of packages only the least is known.
fn deals(forecast: &Forecast, frontier: &Frontier, share: f64) -> String {
    let [a, b] = frontier
        .parties
        .map(|p| text::brief(&forecast.parties[p].name, 36));
    if frontier.complete && share < MANY {
        let few = if share > 0.0 { "hardly any" } else { "no" };
        return format!("In {few} deal would another package give both {a} and {b} more");
    }
    let least = if frontier.complete { "" } else { "at least " };
    let others = if forecast.parties.len() > 2 {
        ", perhaps at the expense of others"
    } else {
        ""
    };
    let told = numbers::in_100(share);
    format!("Both {a} and {b} could have had more in {least}{told} of 100 deals{others}")
}

pub(super) fn subtitle(forecast: &Forecast, shown: &[&Frontier], more: usize) -> String {
    let mut said = String::from(
        "Utilities of packages to pairs of parties, 0 the worst and 1 the best, with uncertain inputs at their medians.",
    );
    said.push_str(&certainty(forecast, shown));
    if shown.iter().any(|frontier| !frontier.complete) {
        said.push_str(" Packages are a sample.");
    }
    if shown.iter().any(|frontier| worse_in_zone(frontier)) {
        said.push_str(" In the zone, those who need not sign may fare worse than without a deal.");
    }
    if shown.iter().any(|frontier| !frontier.solutions.is_empty()) {
        said.push_str(" Of tied solutions the first is drawn.");
    }
    said.push_str(&numbers::and_more(
        more,
        ["more pair, less at odds", "more pairs, less at odds"],
    ));
    said
}

/// What the title's words mean, and the interval of its number.
fn certainty(forecast: &Forecast, shown: &[&Frontier]) -> String {
    match finding(forecast, shown) {
        Finding::NotLooked | Finding::NotPlayed { .. } => String::new(),
        Finding::NoDeal | Finding::Missed => {
            let ends = numbers::wilson(forecast.zone.missed, forecast.runs as f64);
            format!(" 95% interval: {} in 100 runs.", numbers::interval(ends))
        }
        Finding::Deals(frontier, share) => {
            let ends = numbers::wilson(share, dealt(frontier) * forecast.runs as f64);
            let others = if forecast.parties.len() > 2 {
                ", whatever third parties say"
            } else {
                ""
            };
            format!(
                " “More”: above {WORTHWHILE} for both{others} (95% interval {} in 100 deals).",
                numbers::interval(ends)
            )
        }
    }
}

/// Whether the zone holds packages that one of the two would rather do without.
fn worse_in_zone(frontier: &Frontier) -> bool {
    let worse = |cell: &[u8; 2]| {
        let ends = cell.iter().zip(frontier.no_deal);
        ends.into_iter()
            .any(|(&place, no_deal)| (f64::from(place) + 1.0) / 100.0 <= no_deal)
    };
    frontier.zone.iter().any(worse)
}

pub(super) fn alt(forecast: &Forecast, heading: &Heading, shown: &[&Frontier]) -> String {
    let each: Vec<String> = shown.iter().map(|f| pair(forecast, f)).collect();
    format!(
        "{}. {} {}.",
        heading.title,
        heading.subtitle,
        each.join(". ")
    )
}

/// What is drawn of a pair.
fn pair(forecast: &Forecast, frontier: &Frontier) -> String {
    let number = |x: f64| numbers::plain(numbers::utility(x), 0.01);
    let [a, b] = frontier
        .parties
        .map(|p| text::clean(&forecast.parties[p].name));
    let place = |[x, y]: [f64; 2]| format!("{} and {}", number(x), number(y));
    let marks = frontier.solutions.iter();
    let marks: Vec<String> = marks
        .map(|s| format!("{} at {}", solution(&s.id).0, place(s.utilities)))
        .collect();
    let better = improvable(frontier).map_or_else(
        || "no deals".to_owned(),
        |share| {
            format!(
                "another package is better for both, by more than {WORTHWHILE}, in {} of 100 deals",
                numbers::in_100(share)
            )
        },
    );
    let said = [
        format!("{a} and {b}: no deal is worth {}", place(frontier.no_deal)),
        better,
        marks.join(", "),
    ];
    let said: Vec<String> = said.into_iter().filter(|part| !part.is_empty()).collect();
    said.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::tests::sample;

    /// The sample's pairs, with this share of runs missing a deal, and every deal on the frontier.
    fn bent(missed: f64) -> (Forecast, Vec<Frontier>) {
        let (mut forecast, mut frontiers) = (sample::forecast(), sample::details().frontiers);
        forecast.zone.missed = missed;
        for frontier in &mut frontiers {
            for deal in &mut frontier.deals {
                deal.utilities = frontier.pareto[20];
            }
        }
        (forecast, frontiers)
    }

    fn said(forecast: &Forecast, frontiers: &[Frontier]) -> [String; 2] {
        let shown: Vec<&Frontier> = frontiers.iter().collect();
        [title(forecast, &shown), subtitle(forecast, &shown, 0)]
    }

    #[test]
    fn deals_that_were_missed_are_told_before_deals_that_left_nothing() {
        let (mut forecast, frontiers) = bent(0.38);
        let [title, subtitle] = said(&forecast, &frontiers);
        assert_eq!(
            title,
            "38 in 100 runs miss a deal, though some package suited enough parties to be signed"
        );
        assert!(subtitle.contains("95% interval: 37–39 in 100 runs"));
        assert!(!subtitle.contains("“More”"), "a word that is not there");
        forecast.zone.missed = 0.01;
        let [title, subtitle] = said(&forecast, &frontiers);
        assert_eq!(
            title,
            "In no deal would another package give both United States and Russia more"
        );
        assert!(subtitle.contains("“More”: above 0.02 for both"));
    }

    #[test]
    fn a_pair_that_could_have_had_more_is_told_before_one_that_could_not() {
        let (forecast, mut frontiers) = bent(0.0);
        let no_deal = frontiers[1].no_deal;
        for deal in &mut frontiers[1].deals {
            deal.utilities = no_deal;
        }
        let pair = "Both United States and Ukraine could have had more in 100 of 100 deals";
        let [title, _] = said(&forecast, &frontiers);
        assert_eq!(title, format!("{pair}, perhaps at the expense of others"));
        frontiers[1].complete = false;
        let [title, _] = said(&forecast, &frontiers);
        assert!(title.contains("in at least 100 of 100 deals"), "{title}");
    }

    #[test]
    fn before_any_talks_it_is_told_whether_something_could_be_signed() {
        let (mut forecast, mut frontiers) = bent(0.0);
        forecast.outcomes.iter_mut().for_each(|o| o.count = 0);
        for frontier in &mut frontiers {
            frontier.deals.clear();
            // Signed by others, and worth less than no deal to the first of the pair.
            frontier.zone = vec![[2, 90]];
        }
        let [title, subtitle] = said(&forecast, &frontiers);
        assert_eq!(title, "Some packages suit enough parties to be signed");
        assert!(subtitle.contains("those who need not sign may fare worse"));
        frontiers.iter_mut().for_each(|f| f.zone.clear());
        let [title, subtitle] = said(&forecast, &frontiers);
        assert_eq!(title, "No package suits enough parties to be signed");
        assert!(!subtitle.contains("need not sign"));
    }
}
