//! Monotonic concession by Zeuthen's rule: whoever risks less by insisting gives way.
//!
//! Two parties stand behind one point each. The risk that party `i` can take is
//! `(u_i(own) - u_i(other's)) / (u_i(own) - d_i)`: the largest probability of failure at which insisting
//! is still worth it. The one that can take less makes the smallest concession after which it can take
//! more than the other; of equals, the first party. It ends when a point offered gives the other what
//! it asks for, and among points on a line it ends at the largest product of gains (Zeuthen 1930;
//! Harsanyi 1956, doi:10.2307/1905748; Rosenschein & Zlotkin 1994, *Rules of Encounter*, chapter 3).

/// Where both stand in a round.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// The points that the two stand behind.
    pub offers: [[f64; 2]; 2],
    /// The risk that each can take, at most 1.
    pub risks: [f64; 2],
}

/// A course of concessions.
#[derive(Debug, Clone, PartialEq)]
pub struct Zeuthen {
    /// The rounds before agreement.
    pub trace: Vec<Step>,
    /// The point agreed on.
    pub agreement: [f64; 2],
}

/// Concessions among `points`, of which only those at or above `disagreement` for both are offered;
/// each begins with its best. `None` without such a point.
///
/// ```
/// use zopa::analysis::theory::zeuthen;
/// let points = [[0.0, 10.0], [4.0, 9.0], [7.0, 6.0], [9.0, 3.0], [10.0, 0.0]];
/// assert_eq!(zeuthen(&points, [0.0, 0.0]).map(|found| found.agreement), Some([7.0, 6.0]));
/// ```
pub fn zeuthen(points: &[[f64; 2]], disagreement: [f64; 2]) -> Option<Zeuthen> {
    let game = Game {
        points: points
            .iter()
            .copied()
            .filter(|point| point.iter().zip(&disagreement).all(|(u, d)| u >= d))
            .collect(),
        disagreement,
    };
    let best = |party: usize| {
        let better = |a: &&[f64; 2], b: &&[f64; 2]| {
            let other = 1 - party;
            a[party]
                .total_cmp(&b[party])
                .then(a[other].total_cmp(&b[other]))
        };
        game.points.iter().max_by(better).copied()
    };
    let mut offers = [best(0)?, best(1)?];
    let mut trace = Vec::new();
    loop {
        // Each asks for its best at first, so that one of the two holds at once only if they agree.
        if offers[0][1] >= offers[1][1] {
            return Some(Zeuthen {
                trace,
                agreement: offers[0],
            });
        }
        if offers[1][0] >= offers[0][0] {
            return Some(Zeuthen {
                trace,
                agreement: offers[1],
            });
        }
        let risks = [game.risk(0, offers), game.risk(1, offers)];
        trace.push(Step { offers, risks });
        let party = usize::from(risks[1] < risks[0]);
        offers[party] = game.concession(party, offers);
    }
}

struct Game {
    points: Vec<[f64; 2]>,
    disagreement: [f64; 2],
}

impl Game {
    fn risk(&self, party: usize, offers: [[f64; 2]; 2]) -> f64 {
        let own = offers[party][party];
        let stake = own - self.disagreement[party];
        if stake > 0.0 {
            ((own - offers[1 - party][party]) / stake).min(1.0)
        } else {
            1.0
        }
    }

    /// The smallest concession that suffices; accepting the other's point always does.
    fn concession(&self, party: usize, offers: [[f64; 2]; 2]) -> [f64; 2] {
        let other = 1 - party;
        let own = offers[party];
        let suffices = |point: &[f64; 2]| {
            let mut after = offers;
            after[party] = *point;
            point[other] >= offers[other][other]
                || self.risk(party, after) > self.risk(other, after)
        };
        let concedes = |point: &&[f64; 2]| point[other] > own[other] && point[party] < own[party];
        let enough = self.points.iter().filter(concedes).filter(|p| suffices(p));
        let least = |a: &&[f64; 2], b: &&[f64; 2]| {
            a[party]
                .total_cmp(&b[party])
                .then(a[other].total_cmp(&b[other]))
        };
        enough.max_by(least).copied().unwrap_or(offers[other])
    }
}
