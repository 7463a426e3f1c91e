//! Who empties the zone of possible agreement: which single red line, which two red lines together,
//! or which single party's no-deal value, would open it if dropped.

use crate::game::search::{Search, zone_package, zone_package_with};
use crate::game::{Space, Valuation};
use crate::model::PartySet;

/// Why there was no deal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Blockers {
    /// Whether some package was better than no deal for all its signatories.
    pub zone_exists: bool,
    /// Where the zone is empty: the red lines, as party and condition, each of which alone would
    /// open it if dropped.
    pub conditions: Vec<(usize, usize)>,
    /// Where the zone is empty: the parties whose no-deal value alone would open it if it were 0.
    pub reservations: Vec<usize>,
}

/// Finds who empties the zone, exactly, one red line and one no-deal value at a time.
///
/// `red_lines` says per party and condition which are drawn, `reservations` what no deal is worth
/// to each.
pub fn blockers(
    space: &Space,
    valuations: &mut [Valuation],
    reservations: &[f64],
    red_lines: &[Vec<bool>],
    search: &mut Search,
) -> Blockers {
    let status_quo = space.start();
    let mut found = Blockers {
        zone_exists: zone_package(space, valuations, reservations, status_quo, search),
        ..Blockers::default()
    };
    if found.zone_exists {
        return found;
    }
    // What one party gives up opens the zone to no packages but those that it would sign.
    for (party, drawn) in red_lines.iter().enumerate() {
        for condition in (0..drawn.len()).filter(|&c| drawn[c]) {
            let mut fewer = drawn.clone();
            fewer[condition] = false;
            valuations[party].draw_red_lines(space, party, &fewer);
            let with = PartySet::of(party);
            if zone_package_with(with, space, valuations, reservations, status_quo, search) {
                found.conditions.push((party, condition));
            }
        }
        valuations[party].draw_red_lines(space, party, drawn);
    }
    let mut lowered = reservations.to_vec();
    for party in 0..reservations.len() {
        lowered[party] = f64::NEG_INFINITY;
        let with = PartySet::of(party);
        if zone_package_with(with, space, valuations, &lowered, status_quo, search) {
            found.reservations.push(party);
        }
        lowered[party] = reservations[party];
    }
    found
}

/// A red line: its party and its place among the party's conditions.
pub type RedLine = (usize, usize);

/// Most red lines of which all pairs are tried.
const MOST: usize = 64;

/// The pairs of red lines that together open an empty zone if dropped, of which neither does alone.
/// Pairs are tried among the first 64 red lines, in the order of the file.
pub fn blocking_pairs(
    space: &Space,
    valuations: &mut [Valuation],
    reservations: &[f64],
    red_lines: &[Vec<bool>],
    alone: &[RedLine],
    search: &mut Search,
) -> Vec<[RedLine; 2]> {
    let parties = red_lines.iter().enumerate();
    let drawn: Vec<RedLine> = parties
        .flat_map(|(party, drawn)| {
            (0..drawn.len())
                .filter(|&c| drawn[c])
                .map(move |c| (party, c))
        })
        .filter(|line| !alone.contains(line))
        .take(MOST)
        .collect();
    let mut found = Vec::new();
    for (n, &first) in drawn.iter().enumerate() {
        for &second in &drawn[n + 1..] {
            let mut fewer = red_lines.to_vec();
            for (party, condition) in [first, second] {
                fewer[party][condition] = false;
            }
            for (party, _) in [first, second] {
                valuations[party].draw_red_lines(space, party, &fewer[party]);
            }
            if zone_package(space, valuations, reservations, space.start(), search) {
                found.push([first, second]);
            }
            for (party, _) in [first, second] {
                valuations[party].draw_red_lines(space, party, &red_lines[party]);
            }
        }
    }
    found
}
