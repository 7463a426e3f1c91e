//! Nice tit-for-tat (Baarslag, Hindriks & Jonker 2013, *A tit for tat negotiation strategy for
//! real-time bilateral negotiations*, doi:10.1007/978-3-642-30737-9_18).
//!
//! The party estimates the Nash point with its model of the other, and how far towards its own share
//! of it the other has come since its first offer; it comes as far from its own best. Among packages
//! of that utility it offers the one that the model says is best for the other. The paper's bonus
//! concession near the deadline, which depends on the discount, is left out: acceptance conditions
//! deal with the end.

/// The next demand: `best` and `nash` are the party's utilities of its best package and of the
/// estimated Nash point, `first` and `latest` what the other's first and latest offers are worth.
///
/// ```
/// use zopa::negotiate::strategy::nice::next_demand;
/// // The other has come half the way from 0.2 to 0.6: so does the party, from 1 to 0.6.
/// assert!((next_demand(1.0, 0.6, 0.2, 0.4) - 0.8).abs() < 1e-12);
/// assert_eq!(next_demand(1.0, 0.6, 0.2, 0.1), 1.0);
/// assert_eq!(next_demand(1.0, 0.6, 0.2, 0.9), 0.6);
/// ```
pub fn next_demand(best: f64, nash: f64, first: f64, latest: f64) -> f64 {
    let way = nash - first;
    let come = if way > 0.0 {
        ((latest - first) / way).clamp(0.0, 1.0)
    } else {
        1.0
    };
    best - come * (best - nash)
}
