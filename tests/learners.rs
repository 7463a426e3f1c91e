//! Opponent models that learn from offers: on random domains, against time-dependent opponents, what
//! they come to believe is nearer to the truth than what a model believes that learns nothing.

#[path = "support/opponents.rs"]
mod opponents;

use opponents::{Domain, ROUNDS, spearman};
use zopa::model::OpponentModel;
use zopa::negotiate::Learner;

const DOMAINS: u64 = 60;
/// Offers heard: half the talks. Whoever goes on conceding to its worst package, as no party that
/// strikes a deal does, misleads every model that takes offers for wishes.
const HEARD: usize = ROUNDS as usize / 2;

#[test]
fn each_model_beats_one_that_learns_nothing() {
    for model in [
        OpponentModel::HardHeaded,
        OpponentModel::Smith,
        OpponentModel::Bayesian,
    ] {
        for exponent in [0.2, 1.0, 2.0] {
            let correlations: Vec<f64> = (0..DOMAINS)
                .map(|seed| {
                    let domain = Domain::random(seed);
                    let sizes = domain.sizes.iter().copied();
                    let mut learner = Learner::new(model, sizes, ROUNDS).expect("it learns");
                    let mut values = vec![0.0; domain.sizes.iter().sum()];
                    let offers = domain.offers(exponent);
                    offers[..HEARD].iter().for_each(|offer| learner.hear(offer));
                    learner.write(&mut values);
                    spearman(&domain.sums(&values), &domain.truth)
                })
                .collect();
            let n = DOMAINS as f64;
            let mean = correlations.iter().sum::<f64>() / n;
            let variance: f64 = correlations
                .iter()
                .map(|c| (c - mean) * (c - mean))
                .sum::<f64>()
                / (n - 1.0);
            let low = mean - 3.0 * (variance / n).sqrt();
            println!("{model:?} against e = {exponent}: {mean:.3}, surely above {low:.3}");
            // A model that learns nothing takes all packages to be equal: a correlation of 0.
            assert!(
                low > 0.1,
                "{model:?} against e = {exponent}: {mean} ({low})"
            );
        }
    }
}

#[test]
fn before_the_first_offer_all_issues_weigh_the_same() {
    for model in [
        OpponentModel::HardHeaded,
        OpponentModel::Smith,
        OpponentModel::Bayesian,
    ] {
        let learner = Learner::new(model, [3, 3, 3], 10).expect("it learns");
        let mut values = [0.0; 9];
        learner.write(&mut values);
        assert_eq!(values[..3], values[3..6], "{model:?}");
        assert_eq!(values[..3], values[6..], "{model:?}");
    }
}

/// van Krimpen, Looije & Hajizadeh (2013), by hand: two issues of two options; the first
/// keeps its option, the second does not. Weights 0.5 + 0.1 and 0.5, over 1.1.
#[test]
fn hardheaded_counts_as_its_paper_says() {
    let mut learner = Learner::new(OpponentModel::HardHeaded, [2, 2], 10).expect("it learns");
    learner.hear(&[0, 0]);
    learner.hear(&[0, 1]);
    let mut values = [0.0; 4];
    learner.write(&mut values);
    let (first, second) = (0.6 / 1.1, 0.5 / 1.1);
    let expected = [first, first / 3.0, second, second];
    let close = values
        .iter()
        .zip(expected)
        .all(|(a, b)| (a - b).abs() < 1e-12);
    assert!(close, "{values:?}");
}

/// van Galen Last (2012), by hand: of three offers the first issue's favourite has all, the
/// second's two. Weights 3/5 and 2/5.
#[test]
fn smith_counts_as_its_paper_says() {
    let mut learner = Learner::new(OpponentModel::Smith, [2, 2], 10).expect("it learns");
    [[0, 0], [0, 1], [0, 0]]
        .iter()
        .for_each(|offer| learner.hear(offer));
    let mut values = [0.0; 4];
    learner.write(&mut values);
    let expected = [0.6, 0.0, 0.4, 0.2];
    let close = values
        .iter()
        .zip(expected)
        .all(|(a, b)| (a - b).abs() < 1e-12);
    assert!(close, "{values:?}");
}
