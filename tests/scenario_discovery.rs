//! The patient rule induction method finds boxes that were hidden in noise.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use zopa::experiment::discover::prim::{Patience, Region, induce};
use zopa::game::uniform;

/// Levels of the grid on which the points lie.
const LEVELS: f64 = 20.0;
const STEP: f64 = 1.0 / LEVELS;
const INPUTS: usize = 8;

/// Points on a grid, 9 in 10 hits inside a box, 1 in 20 outside.
fn hidden(seed: u64, points: usize, limits: &[(usize, [f64; 2])]) -> (Vec<Vec<f64>>, Vec<bool>) {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut columns = vec![Vec::new(); INPUTS];
    let mut hits = Vec::new();
    for row in 0..points {
        for column in &mut columns {
            column.push(((uniform(&mut rng) * LEVELS).floor() + 0.5) * STEP);
        }
        let inside = limits.iter().all(|&(i, [low, high])| {
            let x: f64 = columns[i][row];
            low < x && x < high
        });
        hits.push(uniform(&mut rng) < if inside { 0.9 } else { 0.05 });
    }
    (columns, hits)
}

/// The box that lifts the density of the most hits: mass times what the density exceeds the mean by.
fn best(boxes: &[Region]) -> &Region {
    let base = boxes[0].density();
    let gain = |region: &Region| region.points as f64 * (region.density() - base);
    boxes
        .iter()
        .max_by(|a, b| gain(a).total_cmp(&gain(b)))
        .expect("a box")
}

#[test]
fn a_hidden_box_is_found_to_within_a_step_of_the_grid() {
    let cases: [&[(usize, [f64; 2])]; 3] = [
        &[(1, [0.3, 0.6]), (4, [0.5, 0.8])],
        &[(0, [0.0, 0.4]), (6, [0.55, 1.0])],
        &[(2, [0.2, 0.7]), (3, [0.4, 1.0]), (7, [0.0, 0.5])],
    ];
    for limits in cases {
        for seed in 0..10 {
            let (columns, hits) = hidden(seed, 4000, limits);
            let boxes = induce(&columns, &hits, Patience::default()).expect("points");
            let found = best(&boxes);
            for &(input, [low, high]) in limits {
                let [from, to] = found.limits[input];
                // The outermost points lie half a step within the cube.
                let near = |a: f64, b: f64| (a - b).abs() <= STEP + 1e-9;
                assert!(
                    near(from, low) && near(to, high),
                    "seed {seed}: input {input} from {from} to {to}, hidden {low} to {high}"
                );
            }
            for &input in &found.restricted {
                let [from, to] = found.limits[input];
                let hidden = limits.iter().any(|(i, _)| *i == input);
                assert!(
                    hidden || to - from > 0.85,
                    "seed {seed}: {from} to {to} of noise"
                );
            }
        }
    }
}

#[test]
fn boxes_count_their_points_and_shrink_before_they_grow() {
    let (columns, hits) = hidden(5, 2000, &[(1, [0.3, 0.6]), (4, [0.5, 0.8])]);
    let boxes = induce(&columns, &hits, Patience::default()).expect("points");
    assert_eq!(boxes[0].points, 2000);
    for region in &boxes {
        let inside = (0..2000).filter(|&row| region.holds(|i| columns[i][row]));
        let found = inside.clone().filter(|&row| hits[row]).count() as u64;
        assert_eq!((region.points, region.hits), (inside.count() as u64, found));
        assert!(region.points >= 100, "1 in 20 of the points at least");
    }
    let turn = boxes
        .windows(2)
        .position(|pair| pair[1].points > pair[0].points);
    let (peeled, pasted) = boxes.split_at(turn.map_or(boxes.len(), |turn| turn + 1));
    let shrinks = |pair: &[Region]| pair[1].points < pair[0].points;
    assert!(peeled.windows(2).all(shrinks) && !pasted.windows(2).any(shrinks));
    assert!(
        boxes
            .windows(2)
            .all(|pair| pair[1].density() > pair[0].density())
    );
}

#[test]
fn without_hits_or_points_there_is_nothing_to_peel() {
    let none = induce(&[vec![1.0, 2.0, 3.0]], &[false; 3], Patience::default());
    assert_eq!(none.map(|boxes| boxes.len()), Some(1));
    assert_eq!(induce(&[], &[true], Patience::default()), None);
    assert_eq!(induce(&[vec![]], &[], Patience::default()), None);
    assert_eq!(
        induce(&[vec![f64::NAN, 1.0]], &[true, false], Patience::default()),
        None
    );
    assert_eq!(
        induce(&[vec![1.0]], &[true, false], Patience::default()),
        None
    );
}
