//! One pair of parties on a square.

use super::solution;
use crate::chart::axis::Scale;
use crate::chart::canvas::{Align, Canvas, Point, Type};
use crate::chart::layout::{self, Area, SMALL};
use crate::chart::marks::{self, Mark};
use crate::chart::numbers;
use crate::chart::palette::{self, Color, GRID, INK, MUTED, NO_DEAL, WHITE};
use crate::simulate::forecast::{Forecast, Frontier};

/// All packages.
pub const PACKAGES: Color = Color::hex(0xE3E6EA);
/// Packages in the zone of possible agreement.
pub const ZONE: Color = Color::hex(0xBFD9EE);

/// Radius of the commonest deal in pixels.
const LARGEST: f64 = 24.0;

/// Room between the frame and 0 and 1, so that no deal covers the numbers beside it.
const EDGE: f64 = LARGEST + 4.0;

/// Radius of a bargaining solution.
const SIZE: f64 = 12.0;

/// How far from its spot a row of them stands: no deal, however large, covers it.
const LIFT: f64 = LARGEST + 2.0 * SIZE;

/// Draws a pair of parties: the first rightwards, the second upwards.
pub fn draw(canvas: &mut Canvas, square: Area, forecast: &Forecast, frontier: &Frontier) {
    let inner = square.inset([EDGE; 4]);
    let x = Scale::new([0.0, 1.0], [inner.left, inner.right]);
    let y = Scale::new([0.0, 1.0], [inner.bottom, inner.top]);
    let at = |[u, v]: [f64; 2]| [x.at(numbers::utility(u)), y.at(numbers::utility(v))];
    axes(canvas, [square, inner], forecast, frontier);
    cells(canvas, inner, &frontier.cells, PACKAGES);
    cells(canvas, inner, &frontier.zone, ZONE);
    let [worth_x, worth_y] = at(frontier.no_deal);
    let grey = NO_DEAL;
    canvas.dashes([[worth_x, square.top], [worth_x, square.bottom]], 3.0, grey);
    canvas.dashes([[square.left, worth_y], [square.right, worth_y]], 3.0, grey);
    let curve: Vec<Point> = layout::thin(frontier.pareto.len(), 400)
        .into_iter()
        .map(|k| at(frontier.pareto[k]))
        .collect();
    for &point in &curve {
        canvas.disc(point, 4.0, INK);
    }
    canvas.line(curve, 3.0, INK);
    deals(canvas, forecast, frontier, at);
    if let Some(stands) = frontier.status_quo {
        marks::mark(canvas, Mark::Cross, at(stands), 11.0, MUTED);
    }
    solutions(canvas, square, frontier, at);
}

fn axes(canvas: &mut Canvas, [square, inner]: [Area; 2], forecast: &Forecast, frontier: &Frontier) {
    canvas.frame(
        [square.left, square.top],
        square.width(),
        square.height(),
        2.0,
        GRID,
    );
    for k in 0..=4 {
        let part = f64::from(k) / 4.0;
        let number = numbers::plain(part, 0.01);
        let number = number.trim_end_matches('0').trim_end_matches('.');
        let number = if number.is_empty() { "0" } else { number };
        let x = inner.left + part * inner.width();
        let y = inner.bottom - part * inner.height();
        canvas.text([x, square.bottom + 28.0], number, Align::Center, SMALL);
        canvas.text([square.left - 10.0, y + 7.0], number, Align::Right, SMALL);
    }
    let [first, second] = frontier.parties;
    let kind = |party: usize| Type::bold(23.0, palette::party(party).for_text());
    let room = square.width() - 30.0;
    let name = |party: usize, arrow: &str| {
        let room = room - kind(party).width(arrow) - 10.0;
        let name = kind(party).shorten(&forecast.parties[party].name, room);
        (format!("{arrow} {name}"), kind(party))
    };
    let (up, up_kind) = name(second, "↑ better for");
    canvas.text([square.left, square.top - 14.0], &up, Align::Left, up_kind);
    let (along, along_kind) = name(first, "→ better for");
    canvas.text(
        [square.right, square.bottom + 60.0],
        &along,
        Align::Right,
        along_kind,
    );
}

/// Squares of the grid, neighbours in a row joined.
fn cells(canvas: &mut Canvas, square: Area, cells: &[[u8; 2]], color: Color) {
    let mut sorted: Vec<[u8; 2]> = cells.iter().map(|[column, row]| [*row, *column]).collect();
    sorted.retain(|[row, column]| *row < 100 && *column < 100);
    sorted.sort_unstable();
    sorted.dedup();
    let [width, height] = [square.width() / 100.0, square.height() / 100.0];
    let together = |a: &[u8; 2], b: &[u8; 2]| a[0] == b[0] && a[1] + 1 == b[1];
    for run in sorted.chunk_by(together) {
        let [row, column] = run[0].map(f64::from);
        let corner = [
            square.left + column * width,
            square.bottom - (row + 1.0) * height,
        ];
        canvas.rect(corner, width * run.len() as f64, height, color);
    }
}

/// Deals as discs whose area is their share, large ones below small ones.
fn deals(
    canvas: &mut Canvas,
    forecast: &Forecast,
    frontier: &Frontier,
    at: impl Fn([f64; 2]) -> Point,
) {
    let colors = palette::outcomes(forecast);
    let mut deals: Vec<_> = frontier.deals.iter().collect();
    deals.retain(|deal| numbers::share(deal.share) > 0.0);
    deals.sort_by(|a, b| b.share.total_cmp(&a.share));
    let most = deals.first().map_or(1.0, |deal| numbers::share(deal.share));
    for deal in deals.into_iter().take(500) {
        let radius = (LARGEST * (numbers::share(deal.share) / most).sqrt()).max(3.0);
        let color = colors.get(deal.outcome).copied().unwrap_or(palette::OTHER);
        canvas.ring(at(deal.utilities), radius + 1.5, 1.5, WHITE, color);
    }
}

/// Bargaining solutions; those on the same spot stand in a row beside it, tied to it by lines.
fn solutions(
    canvas: &mut Canvas,
    square: Area,
    frontier: &Frontier,
    at: impl Fn([f64; 2]) -> Point,
) {
    let known = &frontier.solutions[..frontier.solutions.len().min(12)];
    let places: Vec<Point> = known.iter().map(|s| at(s.utilities)).collect();
    let mut groups = marks::together(&places, 2.0 * SIZE);
    if groups.iter().any(|group| group.len() > 1) {
        // A row must not cover others near by: they stand in it too, in order, so that no lines cross.
        groups = marks::together(&places, LIFT + 2.0 * SIZE);
    }
    for mut group in groups {
        group.sort_by(|&a, &b| places[a][0].total_cmp(&places[b][0]));
        let spots: Vec<Point> = group.iter().map(|&k| places[k]).collect();
        let row = row(square, &spots);
        for (&spot, &stand) in spots.iter().zip(&row) {
            canvas.line(vec![spot, stand], 2.0, INK);
        }
        for (&k, stand) in group.iter().zip(row) {
            marks::mark(canvas, solution(&known[k].id).1, stand, SIZE, INK);
        }
    }
}

/// Where marks stand that belong at about one spot: a single one there, more in a row above it, or below
/// where the frame is too near.
fn row(square: Area, spots: &[Point]) -> Vec<Point> {
    const STEP: f64 = 2.4 * SIZE;
    let [first, .., last] = spots else {
        return spots.to_vec();
    };
    let middle = (first[0] + last[0]) / 2.0;
    let ys = || spots.iter().map(|[_, y]| *y);
    let [top, bottom] = [ys().fold(first[1], f64::min), ys().fold(first[1], f64::max)];
    let within = square.inset([SIZE + 4.0; 4]);
    let width = STEP * (spots.len() - 1) as f64;
    let left = (middle - width / 2.0)
        .min(within.right - width)
        .max(within.left);
    let above = top - LIFT;
    let y = if above < within.top {
        bottom + LIFT
    } else {
        above
    };
    let place = |k: usize| [left + STEP * k as f64, y];
    (0..spots.len()).map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_on_one_spot_stand_apart_and_within_the_frame() {
        let square = Area {
            left: 100.0,
            top: 100.0,
            right: 600.0,
            bottom: 600.0,
        };
        for corner in [[128.0, 128.0], [572.0, 572.0], [350.0, 350.0]] {
            assert_eq!(row(square, &[corner]), [corner]);
            let row = row(square, &[corner; 4]);
            let inside = |[x, y]: &Point| {
                [x, y]
                    .iter()
                    .all(|z| (100.0 + SIZE..=600.0 - SIZE).contains(*z))
            };
            assert!(row.iter().all(inside), "{row:?}");
            let apart = |pair: &[Point]| pair[1][0] - pair[0][0] > 2.0 * SIZE;
            assert!(row.windows(2).all(apart), "{row:?}");
            // No deal, however large, covers them.
            assert!(
                row.iter()
                    .all(|[_, y]| (y - corner[1]).abs() >= LARGEST + SIZE)
            );
        }
    }
}
