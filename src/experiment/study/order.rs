//! In which order the points of a stripe are played, so that most questions were asked before.
//!
//! An answer holds for higher floors too, so that it pays to play first where floors are low; at which end of an axis that
//! is, nobody knows beforehand. So each of three orders is tried once, and then the one that knew most is kept. No result
//! depends on it.

/// The orders, and what became of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Orders {
    /// Share of the questions known in each, once it was tried.
    known: [Option<f64>; 3],
}

impl Orders {
    /// The number of the order to play in next: one not tried yet, else the best.
    pub fn next(&self) -> usize {
        let untried = self.known.iter().position(Option::is_none);
        let share = |n: &usize| self.known[*n].unwrap_or_default();
        let best = || (0..self.known.len()).max_by(|a, b| share(a).total_cmp(&share(b)));
        untried.or_else(best).unwrap_or_default()
    }

    /// Notes what share of the questions was known in an order.
    pub fn note(&mut self, order: usize, known: f64) {
        self.known[order] = Some(known);
    }
}

/// So many places in an order: backward, forward, or such that every beginning is spread over all of them.
pub(super) fn places(order: usize, count: usize) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    match order {
        0 => places.reverse(),
        1 => {}
        _ => places.sort_by_key(|place| place.reverse_bits()),
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_order_has_all_places() {
        for order in 0..3 {
            let mut places = places(order, 100);
            places.sort_unstable();
            assert!(places.into_iter().eq(0..100), "{order}");
        }
        assert_eq!(places(2, 6), [0, 4, 2, 1, 5, 3]);
    }

    #[test]
    fn the_best_order_is_kept() {
        let mut orders = Orders::default();
        for (order, known) in [0.3, 0.8, 0.5].into_iter().enumerate() {
            assert_eq!(orders.next(), order);
            orders.note(order, known);
        }
        assert_eq!(orders.next(), 1);
        orders.note(1, 0.4);
        assert_eq!(orders.next(), 2, "what it knew last counts");
    }
}
