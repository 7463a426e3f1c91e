//! Who empties the zone of possible agreement: which single red line, or which single party's
//! no-deal value, would open it if it were dropped.

use crate::game::search::{Search, zone_package};
use crate::game::{Space, Valuation};

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
    for (party, drawn) in red_lines.iter().enumerate() {
        for condition in (0..drawn.len()).filter(|&c| drawn[c]) {
            let mut fewer = drawn.clone();
            fewer[condition] = false;
            valuations[party].draw_red_lines(space, party, &fewer);
            if zone_package(space, valuations, reservations, status_quo, search) {
                found.conditions.push((party, condition));
            }
        }
        valuations[party].draw_red_lines(space, party, drawn);
    }
    let mut lowered = reservations.to_vec();
    for party in 0..reservations.len() {
        lowered[party] = f64::NEG_INFINITY;
        if zone_package(space, valuations, &lowered, status_quo, search) {
            found.reservations.push(party);
        }
        lowered[party] = reservations[party];
    }
    found
}
