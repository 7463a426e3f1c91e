//! The frontier against comparing every pair of points.

use super::*;
use proptest::prelude::*;

fn brute_force(points: &[f64], dimensions: usize) -> Members {
    let rows: Vec<&[f64]> = points.chunks_exact(dimensions).collect();
    let dominates = |a: &[f64], b: &[f64]| a != b && a.iter().zip(b).all(|(x, y)| x >= y);
    let mut found = Members::default();
    for (position, row) in rows.iter().enumerate() {
        if !rows.iter().any(|other| dominates(other, row)) {
            found.all.push(position as u32);
            if !rows[..position].contains(row) {
                found.first.push(position as u32);
            }
        }
    }
    found
}

/// Points whose coordinates are drawn from `levels` values: few levels make many ties.
fn clouds() -> impl Strategy<Value = (usize, Vec<f64>)> {
    (1usize..=6, 0usize..700, 1u32..=3000).prop_flat_map(|(dimensions, n, levels)| {
        let number = (0..=levels).prop_map(|k| f64::from(k) / 7.0 - 20.0);
        proptest::collection::vec(number, n * dimensions).prop_map(move |p| (dimensions, p))
    })
}

/// The same pushed towards a sphere, so that much is on the frontier.
fn on_a_sphere(dimensions: usize, points: &mut [f64]) {
    for row in points.chunks_exact_mut(dimensions) {
        let length = row.iter().map(|x| x * x).sum::<f64>().sqrt();
        row.iter_mut().for_each(|x| *x = x.abs() / length.max(1e-9));
    }
}

proptest! {
    #[test]
    fn the_frontier_is_what_no_point_dominates((dimensions, mut points) in clouds(), sphere: bool) {
        if sphere {
            on_a_sphere(dimensions, &mut points);
        }
        prop_assert_eq!(frontier(&points, dimensions), brute_force(&points, dimensions));
    }
}

#[test]
fn sums_that_rounding_makes_equal_do_not_hide_a_dominated_point() {
    // The sums of both rows round to 1; the first row is dominated all the same.
    let points = [1.0, 0.0, 0.0, 0.0, 1.0, 1e-20, 0.0, 0.0];
    assert_eq!(frontier(&points, 4).all, [1]);
}

#[test]
fn both_zeros_are_one_number() {
    let points = [0.0, -0.0, -0.0, 0.0];
    let found = frontier(&points, 2);
    assert_eq!((found.first, found.all), (vec![0], vec![0, 1]));
}

#[test]
fn no_points_have_no_frontier() {
    assert_eq!(frontier(&[], 3), Members::default());
}
