//! Nothing is cut off or drawn over, whatever comes in.

use super::*;
use crate::experiment::sweep::{Class, Flip, Share, Subject, Swept, flips};

/// A made-up sweep over axes of so many values each; words instead of numbers on the last if `words`.
fn sweep(sizes: &[usize], classes: usize, words: bool, length: usize) -> Sweep {
    let long = |what: &str, k: usize| format!("{what}{k} {}", "wide ".repeat(length));
    let level = |axis: usize, k: usize| {
        if words && axis + 1 == sizes.len() {
            Level::Text(format!("word_{k}"))
        } else {
            Level::Number(0.1 * k as f64 - 0.2)
        }
    };
    let axis = |axis: usize| Swept {
        path: format!("input.a{axis}"),
        name: long("Axis", axis),
        values: (0..sizes[axis]).map(|k| level(axis, k)).collect(),
        base: Some(level(axis, sizes[axis] / 2)),
    };
    let count: usize = sizes.iter().product();
    let point = |n: usize| {
        let mut rest = n;
        let mut at = vec![Level::Number(0.0); sizes.len()];
        for axis in (0..sizes.len()).rev() {
            at[axis] = level(axis, rest % sizes[axis]);
            rest /= sizes[axis];
        }
        let share = |class: usize| {
            let wave = ((n * (class + 2)) % 7) as f64 / 7.0;
            let share = (wave + 0.1) / (1.1 * classes as f64);
            Share {
                id: format!("c{class}"),
                share,
                low: share * 0.9,
                high: (share * 1.1).min(1.0),
            }
        };
        let outcomes: Vec<Share> = (0..classes).map(share).collect();
        let best = |a: &usize, b: &usize| outcomes[*a].share.total_cmp(&outcomes[*b].share);
        Point {
            at,
            runs: 1000,
            clear: n.is_multiple_of(3),
            headline: (0..classes).max_by(best).unwrap_or(0),
            outcomes,
            utilities: Vec::new(),
            deal_round: None,
        }
    };
    let points: Vec<Point> = (0..count).map(point).collect();
    let axes = 0..sizes.len();
    let levels: Vec<Vec<Level>> = axes.map(|a| axis(a).values).collect();
    let found: Vec<Flip> = flips(&points, &levels);
    let class = |k: usize| Class {
        id: format!("c{k}"),
        name: long("Outcome", k),
    };
    Sweep {
        expectations: Vec::new(),
        scenario: Subject {
            id: "made_up".into(),
            name: long("A scenario", 0),
            hash: "0123456789ab".into(),
            outcomes: (0..classes).map(class).collect(),
            parties: Vec::new(),
            days_per_round: 1.0,
        },
        seed: 1,
        runs: 1000,
        axes: (0..sizes.len()).map(axis).collect(),
        points,
        flips: found,
        focus: classes - 1,
    }
}

#[test]
fn nothing_is_cut_off_or_drawn_over_whatever_comes_in() {
    for (sizes, classes, words, length) in [
        (&[2][..], 1, false, 0),
        (&[9], 3, false, 2),
        (&[4], 5, true, 1),
        (&[40], 12, false, 20),
        (&[2, 2], 2, false, 1),
        (&[7, 5], 4, false, 12),
        (&[14, 16], 4, false, 12),
        (&[14, 16], 4, true, 0),
        (&[15, 33], 4, false, 12),
        (&[30, 3], 4, true, 3),
        (&[3, 3, 3], 3, true, 2),
        (&[2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2], 3, false, 4),
    ] {
        let sweep = sweep(sizes, classes, words, length);
        let plate = plate(&sweep, "made_up@0123456789ab · 1,000 runs");
        let told = format!("{sizes:?}, {classes} classes, words {words}, length {length}");
        assert_eq!(plate.canvas.cut_off(), Vec::<&str>::new(), "{told}");
        assert_eq!(plate.canvas.overlaps(), [], "{told}");
        assert!(plate.canvas.smallest_text() >= 18.0, "{told}");
        let draw = || {
            draw_sweep(&sweep, "x", ImageFormat::Png)
                .expect("drawn")
                .image
        };
        assert_eq!(draw(), draw(), "{told}");
    }
}

#[test]
fn an_empty_sweep_is_said_to_be_empty() {
    let mut sweep = sweep(&[2], 2, false, 0);
    sweep.points.clear();
    sweep.flips.clear();
    let plate = plate(&sweep, "x");
    assert!(
        plate.alt.starts_with("No point was played"),
        "{}",
        plate.alt
    );
}

/// Only what is drawn is explained.
#[test]
fn words_tell_what_is_drawn() {
    let numbers = subtitle(&sweep(&[4, 3], 2, false, 0));
    assert!(numbers.contains("letter:") && numbers.contains("Thick line: where it changes;"));
    let words = subtitle(&sweep(&[4, 3], 2, true, 0));
    assert!(
        words.contains("letter:") && !words.contains("line"),
        "{words}"
    );
    let mut scattered = sweep(&[4, 3], 2, false, 0);
    scattered.points.truncate(5);
    let discs = subtitle(&scattered);
    assert!(
        discs.starts_with("A disc per point") && !discs.contains("letter"),
        "{discs}"
    );
}

/// Where two points are far apart, nobody knows where between them the outcome changes.
#[test]
fn a_title_claims_no_more_than_the_points_tell() {
    let flip = |values: [f64; 2]| {
        let mut sweep = sweep(&[21], 2, false, 0);
        for (n, point) in sweep.points.iter_mut().enumerate() {
            point.headline = usize::from(n > 10);
        }
        sweep.flips = vec![Flip {
            axis: 0,
            between: [10, 11],
            classes: [0, 1],
            values,
            at: 0.85,
            clear: [None, None],
        }];
        title(&sweep)
    };
    assert!(
        flip([0.8, 0.9]).contains("leads above 0.85"),
        "{}",
        flip([0.8, 0.9])
    );
    let wide = flip([0.0, 1.7]);
    assert!(wide.ends_with("somewhere between 0 and 1.7"), "{wide}");
}
