//! Uncertain numbers in words: "uniform from 0.2 to 0.6".

use super::number::{in_100, short};
use super::text::join;
use crate::model::{Distribution, Input, Quantity};

/// How a number is spread, in words.
///
/// ```
/// use zopa::{model::Distribution, report::assumptions::spread};
/// let uniform = Distribution::uniform(0.2, 0.6)?;
/// assert_eq!(spread(&uniform), "uniform from 0.2 to 0.6");
/// # Ok::<(), zopa::model::DistributionError>(())
/// ```
pub fn spread(distribution: &Distribution) -> String {
    match distribution {
        Distribution::Uniform { low, high } => {
            format!("uniform from {} to {}", short(*low), short(*high))
        }
        Distribution::Normal {
            mean,
            sd,
            low,
            high,
            ..
        } => {
            let bounds = match (low.is_finite(), high.is_finite()) {
                (true, true) => format!(", kept from {} to {}", short(*low), short(*high)),
                (true, false) => format!(", kept above {}", short(*low)),
                (false, true) => format!(", kept below {}", short(*high)),
                (false, false) => String::new(),
            };
            format!(
                "normal around {}, standard deviation {}{bounds}",
                short(*mean),
                short(*sd)
            )
        }
        Distribution::Triangular { low, mode, high } => format!(
            "triangular from {} to {}, likeliest {}",
            short(*low),
            short(*high),
            short(*mode)
        ),
        Distribution::Beta {
            low,
            high,
            pert: Some(mode),
            ..
        } => format!(
            "PERT from {} to {}, likeliest {}",
            short(*low),
            short(*high),
            short(*mode)
        ),
        Distribution::Beta {
            a, b, low, high, ..
        } => format!(
            "beta({}, {}) from {} to {}",
            short(*a),
            short(*b),
            short(*low),
            short(*high)
        ),
        Distribution::Choice { values, cumulated } => choice(values, cumulated),
    }
}

fn choice(values: &[f64], cumulated: &[f64]) -> String {
    let mut before = 0.0;
    let parts: Vec<String> = values
        .iter()
        .zip(cumulated)
        .map(|(value, upto)| {
            let share = upto - before;
            before = *upto;
            format!("{} in {}", short(*value), in_100(share))
        })
        .collect();
    format!("{} of 100 runs", join(&parts, "and"))
}

/// The median of an input.
pub fn median(input: &Input) -> f64 {
    input.distribution.quantile(0.5)
}

/// A number of the scenario with every input at its median: "0.6", or "about 0.6" where uncertain.
pub fn central(quantity: &Quantity, medians: &[f64]) -> String {
    let value = short(quantity.value(medians));
    if quantity.is_constant() {
        value
    } else {
        format!("about {value}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_distribution_has_words() -> Result<(), crate::model::DistributionError> {
        let words = [
            Distribution::normal(0.5, 0.1, 0.0, 1.0)?,
            Distribution::normal(0.5, 0.1, 0.0, f64::INFINITY)?,
            Distribution::triangular(1.0, 2.0, 4.0)?,
            Distribution::pert(1.0, 2.0, 4.0)?,
            Distribution::beta(2.0, 5.0, 0.0, 1.0)?,
            Distribution::choice(vec![0.0, 1.0], &[3.0, 1.0])?,
        ]
        .map(|distribution| spread(&distribution));
        assert_eq!(
            words,
            [
                "normal around 0.5, standard deviation 0.1, kept from 0 to 1",
                "normal around 0.5, standard deviation 0.1, kept above 0",
                "triangular from 1 to 4, likeliest 2",
                "PERT from 1 to 4, likeliest 2",
                "beta(2, 5) from 0 to 1",
                "0 in 75 and 1 in 25 of 100 runs",
            ]
        );
        Ok(())
    }

    #[test]
    fn uncertain_numbers_are_told_as_such() {
        let mut firmness = Quantity::constant(0.5);
        assert_eq!(central(&firmness, &[0.25]), "0.5");
        firmness.feeds = vec![(0, 1.0)];
        assert_eq!(central(&firmness, &[0.25]), "about 0.75");
    }
}
