//! A mixture of behaviour and time: early on the demand imitates the other's last concessions, later
//! the clock takes over (Keskin, Çakan & Aydoğan 2021, *Solver Agent: towards emotional and
//! opponent-aware agent for human-robot negotiation*, AAMAS 2021, pages 1557-1559).
//!
//! `demand = (1 - t^2) behaviour + t^2 time`, where `behaviour` is the last demand less
//! `m (1 + t) / 2` times the weighted sum of the other's last concessions, at most four of them,
//! the latest weighing most. `m` is the reciprocity. The paper's curve over time is a parabola; here
//! it is the party's own time-dependent curve.

/// Weights of the last concessions, oldest first, by how many there are.
const WEIGHTS: [&[f64]; 4] = [
    &[1.0],
    &[0.25, 0.75],
    &[0.11, 0.22, 0.66],
    &[0.05, 0.15, 0.3, 0.5],
];

/// The next demand: `last` is the one before, `by_time` what the clock asks for, `received` what each
/// offer heard is worth, `passed` the share of the talks.
///
/// ```
/// use zopa::negotiate::strategy::hybrid::next_demand;
/// // Half the concession is answered at the start, and the clock alone counts at the end.
/// assert_eq!(next_demand(1.0, 0.5, &[0.25, 0.5], 0.0, 1.0), 0.875);
/// assert_eq!(next_demand(1.0, 0.5, &[0.25, 0.5], 1.0, 1.0), 0.5);
/// ```
pub fn next_demand(
    last: f64,
    by_time: f64,
    received: &[f64],
    passed: f64,
    reciprocity: f64,
) -> f64 {
    let count = received.len().saturating_sub(1).min(WEIGHTS.len());
    let mut conceded = 0.0;
    if count > 0 {
        let recent = received[received.len() - count - 1..].windows(2);
        for (pair, weight) in recent.zip(WEIGHTS[count - 1]) {
            conceded += weight * (pair[1] - pair[0]);
        }
    }
    let behaviour = last - reciprocity * (1.0 + passed) / 2.0 * conceded;
    let late = passed * passed;
    (1.0 - late) * behaviour + late * by_time
}
