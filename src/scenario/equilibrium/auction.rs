//! Where the linear equilibrium of a double auction applies: one round, prices worth what they are,
//! and types that are uniform and independent.

use super::{Check, Private, privates, quoted};
use crate::model::{Distribution, Party, Reservation, ValueFunction};

impl Check<'_> {
    pub(super) fn auction(&mut self, both: [usize; 2], k: f64) {
        let time = &self.scenario.time;
        let once = time.deadline.is_constant() && time.deadline.offset.round() <= 1.0;
        if time.endless || !once {
            self.because(
                "prices can be named again, which is another game",
                "`time.rounds=1` has both name a price once",
            );
        }
        for party in both {
            self.straight(party);
        }
        let [seller, buyer] = both;
        // A price that is never paid is named truthfully, whatever the other's distribution.
        let needed = [(seller, k > 0.0), (buyer, k < 1.0)];
        let ranges: Vec<Option<[f64; 2]>> = needed
            .into_iter()
            .map(|(party, needed)| self.uniform(party, needed))
            .collect();
        if let [Some([a, c]), Some([low, v])] = ranges[..]
            && k > 0.0
            && k < 1.0
        {
            // The highest ask of the line below its lowest bid.
            let all = (1.0 + k) * c + 0.5 * (1.0 - k) * (2.0 - k) * v
                < (2.0 - k) * low + 0.5 * k * (1.0 + k) * a;
            if all {
                self.because(
                    "even the lowest bid would exceed the highest ask: they would always trade, and many prices are equilibria",
                    "distributions of no-deal values that leave it open whether there is anything to gain",
                );
            }
        }
        self.independent(both);
    }

    /// What a price is worth is to be a straight line that everybody knows.
    fn straight(&mut self, party: usize) {
        let model = &self.scenario.parties[party];
        let id = quoted(&model.id);
        let place = self.places.parties.get(party).copied();
        let linear = |interest: &crate::model::Interest| {
            matches!(interest.value, ValueFunction::Linear { .. })
        };
        if !model.interests.iter().all(linear) {
            let reason = format!("what a price is worth to party {id} is not linear");
            self.because_of(
                place,
                reason,
                "`value = { linear = \"rising\" }` or `\"falling\"`",
            );
        }
        for (index, condition) in model.conditions.iter().enumerate() {
            let place = self.place_of(party, Private::RedLine(index));
            let reason = format!(
                "condition {} of party {id} makes some prices worth more than their amount",
                quoted(&condition.id)
            );
            self.because_of(place, reason, "a party without `condition`");
        }
        if privates(model)
            .into_iter()
            .any(|p| matches!(p, Private::Utilities))
        {
            let reason = format!("a weight of party {id} is uncertain, and known to it alone");
            self.because_of(place, reason, "its type is to be its `reservation` alone");
        }
    }

    /// The prices at which a party's no-deal value is met, from the lowest to the highest, as shares of the
    /// issue's scale. Reports where they are not uniform and have to be.
    fn uniform(&mut self, party: usize, needed: bool) -> Option<[f64; 2]> {
        let model = &self.scenario.parties[party];
        let inputs = &self.scenario.inputs;
        let found = match &model.reservation {
            Reservation::Absolute(quantity) => match quantity.feeds[..] {
                [(input, scale)] => match inputs[input].distribution {
                    Distribution::Uniform { low, high } => {
                        let ends = [low, high].map(|end| quantity.offset + scale * end);
                        let ends = [ends[0].min(ends[1]), ends[0].max(ends[1])];
                        let [least, most] = model.reach(inputs);
                        let within = ends[0] >= quantity.low.max(least) - 1e-9
                            && ends[1] <= quantity.high.min(most) + 1e-9;
                        within.then_some(ends)
                    }
                    _ => None,
                },
                _ => None,
            },
            Reservation::OverStatusQuo(_) => None,
        };
        if found.is_none() && needed {
            let reason = format!(
                "the reservation value of party {} is not uniform within the worth of its prices",
                quoted(&model.id)
            );
            let place = self.places.parties.get(party).copied();
            self.because_of(place, reason, "`reservation = { uniform = [LOW, HIGH] }`");
        }
        found.and_then(|ends| prices(model, inputs, ends))
    }

    fn independent(&mut self, both: [usize; 2]) {
        let feeds = both.map(|party| {
            let (Reservation::Absolute(quantity) | Reservation::OverStatusQuo(quantity)) =
                &self.scenario.parties[party].reservation;
            quantity
                .feeds
                .iter()
                .map(|(input, _)| *input)
                .collect::<Vec<_>>()
        });
        let shared = feeds[0].iter().any(|input| feeds[1].contains(input));
        let tied = |input: &usize| self.scenario.correlations.inputs.contains(input);
        if shared || feeds.iter().all(|feeds| feeds.iter().any(tied)) {
            self.because(
                "what one party draws says something about the other's draw",
                "reservation values are to be independent",
            );
        }
    }
}

/// From utilities to shares of the scale, ascending.
fn prices(party: &Party, inputs: &[crate::model::Input], ends: [f64; 2]) -> Option<[f64; 2]> {
    let [interest] = &party.interests[..] else {
        return None;
    };
    let ValueFunction::Linear { rising } = interest.value else {
        return None;
    };
    let whole = party.reach(inputs);
    let whole = whole.into_iter().find(|end| *end != 0.0)?;
    let share = ends.map(|end| end / whole);
    let share = if rising {
        share
    } else {
        share.map(|s| 1.0 - s)
    };
    Some([share[0].min(share[1]), share[0].max(share[1])])
}
