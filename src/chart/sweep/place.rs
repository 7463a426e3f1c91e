//! Where values stand along an axis: numbers on a scale, or listed values side by side.

use crate::experiment::sweep::{Level, Sweep};

/// The distinct values of an axis that a chart lays out, and where each stands.
pub struct Places {
    /// The values: ascending if they are numbers, else as listed.
    pub levels: Vec<Level>,
    /// Whether all are numbers.
    pub numeric: bool,
}

impl Places {
    /// Those of an axis; of an axis of a grid, without the values that refinement added.
    pub fn of(sweep: &Sweep, axis: usize) -> Self {
        let mut levels: Vec<Level> = Vec::new();
        for level in &sweep.axes[axis].values {
            if !levels.contains(level) {
                levels.push(level.clone());
            }
        }
        let numeric = levels.iter().all(|level| level.number().is_some());
        if numeric {
            let number = |level: &Level| level.number().unwrap_or_default();
            levels.sort_by(|a, b| number(a).total_cmp(&number(b)));
        }
        Self { levels, numeric }
    }

    /// The place of a value, counted in steps from the first; between two for numbers in between.
    pub fn step(&self, level: &Level) -> Option<f64> {
        if let Some(at) = self.levels.iter().position(|known| known == level) {
            return Some(at as f64);
        }
        let value = level.number().filter(|_| self.numeric)?;
        let number = |k: usize| self.levels[k].number().unwrap_or_default();
        let above = (1..self.levels.len()).find(|&k| number(k) >= value)?;
        let (low, high) = (number(above - 1), number(above));
        (value >= low).then(|| (above - 1) as f64 + (value - low) / (high - low))
    }

    /// The least and the largest number.
    pub fn ends(&self) -> [f64; 2] {
        let numbers = self.levels.iter().filter_map(Level::number);
        numbers.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], x| {
            [low.min(x), high.max(x)]
        })
    }
}
