//! The matrix of clauses and packages with its bars.

use super::{Clause, moved};
use crate::chart::axis::{self, Scale};
use crate::chart::canvas::{Align, Canvas, Type};
use crate::chart::layout::{self, Area, LABEL, SMALL, STRONG};
use crate::chart::numbers;
use crate::chart::palette::{GRID, INK, MUTED, PLAIN};
use crate::simulate::forecast::{Forecast, PackageForecast};

/// Room for the clauses' names, in pixels.
const NAMES: f64 = 570.0;

/// Where things are.
pub struct Plot<'a> {
    clauses: &'a [Clause],
    packages: &'a [&'a PackageForecast],
    forecast: &'a Forecast,
    area: Area,
    matrix: Area,
    row: f64,
    column: f64,
}

impl<'a> Plot<'a> {
    /// Lays out rows of clauses and columns of packages.
    pub fn new(
        area: Area,
        clauses: &'a [Clause],
        packages: &'a [&'a PackageForecast],
        forecast: &'a Forecast,
    ) -> Self {
        let space = area.inset([880.0, 220.0, 0.0, 26.0]);
        let row = (space.height() / clauses.len() as f64).min(66.0);
        let column = (space.width() / packages.len() as f64).min(150.0);
        // Where there are few clauses, the bars above them take the room.
        let matrix = Area {
            right: space.left + column * packages.len() as f64,
            top: space.bottom - row * clauses.len() as f64,
            ..space
        };
        Self {
            clauses,
            packages,
            forecast,
            area,
            matrix,
            row,
            column,
        }
    }

    /// Draws it all; `deals` is the share of runs with a deal.
    pub fn draw(&self, canvas: &mut Canvas, deals: f64) {
        for (k, clause) in self.clauses.iter().enumerate() {
            self.clause(canvas, k, clause, deals);
        }
        let head = [self.matrix.left - 30.0, self.matrix.top - 14.0];
        canvas.text(head, "in 100 deals", Align::Right, SMALL);
        let most = self
            .packages
            .iter()
            .map(|p| self.of_deals(p, deals)[2])
            .fold(0.0, f64::max);
        let scale = Scale::new([0.0, most], [self.matrix.top - 16.0, self.area.top + 34.0]);
        for (k, package) in self.packages.iter().enumerate() {
            self.column(canvas, k, package, (&scale, deals));
        }
    }

    fn y(&self, row: usize) -> f64 {
        self.matrix.top + (row as f64 + 0.5) * self.row
    }

    fn clause(&self, canvas: &mut Canvas, k: usize, clause: &Clause, deals: f64) {
        let y = self.y(k);
        if k.is_multiple_of(2) {
            let width = self.matrix.right - self.area.left;
            let paint = GRID.tint(0.45);
            canvas.rect(
                [self.area.left - 8.0, y - self.row / 2.0],
                width + 8.0,
                self.row,
                paint,
            );
        }
        let words = [clause.topic.as_str(), clause.name.as_str()];
        let place = [self.area.left, y + 8.0];
        layout::topic_and_option(canvas, place, (NAMES, 22.0), words, INK);
        let scale = Scale::new(
            [0.0, 1.0],
            [self.area.left + NAMES + 24.0, self.matrix.left - 90.0],
        );
        let [share, low, high] = clause.share.map(|s| scale.at(s / deals.max(1e-12)));
        let half = (self.row * 0.26).min(13.0);
        canvas.rect(
            [scale.at(0.0), y - half],
            share - scale.at(0.0),
            2.0 * half,
            PLAIN,
        );
        axis::whisker(canvas, [low, high], y, half);
        let number = numbers::in_100(clause.share[0] / deals.max(1e-12));
        canvas.text(
            [self.matrix.left - 30.0, y + 8.0],
            &number,
            Align::Right,
            LABEL,
        );
    }

    fn of_deals(&self, package: &PackageForecast, deals: f64) -> [f64; 3] {
        let share = numbers::share(numbers::share(package.share) / deals.max(1e-12));
        let [low, high] = numbers::wilson(share, deals * self.forecast.runs as f64);
        [share, low, high]
    }

    fn column(
        &self,
        canvas: &mut Canvas,
        k: usize,
        package: &PackageForecast,
        (scale, deals): (&Scale, f64),
    ) {
        let x = self.matrix.left + (k as f64 + 0.5) * self.column;
        let [share, low, high] = self.of_deals(package, deals);
        let half = (self.column * 0.28).min(26.0);
        let color = if k == 0 { PLAIN } else { PLAIN.tint(0.6) };
        canvas.rect(
            [x - half, scale.at(share)],
            2.0 * half,
            scale.at(0.0) - scale.at(share),
            color,
        );
        axis::upright_whisker(canvas, x, [scale.at(low), scale.at(high)], 12.0);
        let kind = if k == 0 { STRONG } else { LABEL };
        canvas.text(
            [x, scale.at(high) - 12.0],
            &numbers::in_100(share),
            Align::Center,
            kind,
        );
        let has = |clause: &Clause| package.options.get(clause.issue) == Some(&clause.option);
        let rows: Vec<usize> = (0..self.clauses.len())
            .filter(|&r| has(&self.clauses[r]))
            .collect();
        let radius = (self.row * 0.3).min(13.0);
        for row in 0..self.clauses.len() {
            canvas.disc([x, self.y(row)], radius * 0.6, GRID);
        }
        if let (Some(&first), Some(&last)) = (rows.first(), rows.last()) {
            canvas.rect(
                [x - 2.0, self.y(first)],
                4.0,
                self.y(last) - self.y(first),
                INK,
            );
        }
        for &row in &rows {
            canvas.disc([x, self.y(row)], radius, INK);
        }
        let hidden = moved(self.forecast, package).count() - rows.len();
        if hidden > 0 {
            let more = Type::regular(20.0, MUTED);
            canvas.text(
                [x, self.matrix.bottom + 24.0],
                &format!("+{hidden}"),
                Align::Center,
                more,
            );
        }
    }
}
