//! Who does how well against whom? A heatmap of a tournament: a row per strategy, best first, a
//! column per strategy that it sits with, a cell the mean utility of the row's strategy.

use super::canvas::{Align, Canvas, Type};
use super::layout::{self, Area, Heading, LABEL, MARGIN, SMALL, STRONG};
use super::palette::{self, GRID, INK, WHITE};
use super::table::Table;
use super::{Drawing, ImageFormat, Plate, numbers, text};
use crate::experiment::tournament::{Cell, Ranking, Standing};

/// Most rows and columns that can be read.
const MOST: usize = 12;

/// What a heatmap shows.
#[derive(Debug, Clone, Copy)]
pub struct Matrix<'a> {
    /// The tournament's outcome.
    pub ranking: &'a Ranking,
    /// What it was played on.
    pub name: &'a str,
    /// Where the numbers come from.
    pub footer: &'a str,
}

/// Draws the heatmap of a tournament.
///
/// # Errors
/// A message if the image or the table cannot be encoded.
pub fn draw_matrix(matrix: Matrix<'_>, format: ImageFormat) -> Result<Drawing, String> {
    plate(matrix).drawing(format)
}

fn plate(matrix: Matrix<'_>) -> Plate {
    let ranking = matrix.ranking;
    let shown = &ranking.standings[..ranking.standings.len().min(MOST)];
    let heading = Heading {
        question: "Who does how well against whom?",
        title: title(ranking),
        subtitle: subtitle(ranking, ranking.standings.len() - shown.len()),
    };
    let mut canvas = Canvas::default();
    let area = layout::sheet(&mut canvas, matrix.name, matrix.footer, &heading);
    if shown.is_empty() {
        layout::nothing(&mut canvas, area, "No game was played");
    } else {
        cells(&mut canvas, area, ranking, shown);
    }
    Plate {
        canvas,
        table: table(ranking),
        alt: alt(ranking, &heading),
    }
}

fn number(x: f64) -> String {
    numbers::plain(numbers::utility(x), 0.01)
}

fn title(ranking: &Ranking) -> String {
    match &ranking.standings[..] {
        [] => "No strategy took part".to_owned(),
        [only] => format!(
            "{} gets {} against itself",
            text::brief(&only.strategy, 60),
            number(only.utility)
        ),
        [first, second, ..] => format!(
            "{} does best with {} on average, before {} with {}",
            text::brief(&first.strategy, 40),
            number(first.utility),
            text::brief(&second.strategy, 40),
            number(second.utility)
        ),
    }
}

fn subtitle(ranking: &Ranking, more: usize) -> String {
    let below = match ranking.falls_below_packages() {
        true => ", below 0 less than any package",
        false => "",
    };
    let mut said = format!(
        "Mean utility of the strategy in the row where it sits with the one in the column; 0 is a party's worst \
         package, 1 its best{below}. At the left the mean of all its games with its 95% interval; small numbers: deals \
         in 100 games.",
    );
    said.push_str(&numbers::and_more(
        more,
        ["more strategy", "more strategies"],
    ));
    said
}

fn cells(canvas: &mut Canvas, area: Area, ranking: &Ranking, shown: &[Standing]) {
    let widest = shown.iter().map(|s| STRONG.width(&s.strategy));
    let names = (widest.fold(280.0, f64::max) + 50.0).min(area.width() * 0.36);
    let body = area.inset([names, 50.0, 0.0, 0.0]);
    let panels = body.panels(shown.len(), shown.len(), [6.0, 6.0]);
    for (panel, column) in panels.iter().zip(shown) {
        let name = LABEL.shorten(&column.strategy, panel.width());
        let middle = (panel.left + panel.right) / 2.0;
        canvas.text([middle, area.top + 32.0], &name, Align::Center, LABEL);
    }
    for (row, standing) in panels.chunks(shown.len()).zip(shown) {
        label(canvas, &row[0], names, standing);
        for (panel, column) in row.iter().zip(shown) {
            let found = ranking
                .cells
                .iter()
                .find(|c| c.strategy == standing.strategy && c.with == column.strategy);
            match found {
                Some(found) => cell(canvas, panel, found),
                None => canvas.rect([panel.left, panel.top], panel.width(), panel.height(), GRID),
            }
        }
    }
}

fn label(canvas: &mut Canvas, panel: &Area, room: f64, standing: &Standing) {
    let middle = (panel.top + panel.bottom) / 2.0;
    let name = STRONG.shorten(&standing.strategy, room - 30.0);
    canvas.text([MARGIN, middle - 4.0], &name, Align::Left, STRONG);
    let [low, high] = standing.interval.map(number);
    let told = match standing.games {
        0 | 1 => format!("{} in one game", number(standing.utility)),
        _ => format!("{} ({low} to {high})", number(standing.utility)),
    };
    canvas.text([MARGIN, middle + 24.0], &told, Align::Left, SMALL);
}

fn cell(canvas: &mut Canvas, panel: &Area, found: &Cell) {
    let color = palette::viridis(found.utility);
    canvas.rect(
        [panel.left, panel.top],
        panel.width(),
        panel.height(),
        color,
    );
    let ink = if color.lightness() < 0.5 { WHITE } else { INK };
    let middle = [
        (panel.left + panel.right) / 2.0,
        (panel.top + panel.bottom) / 2.0,
    ];
    let small = panel.height() < 66.0;
    let place = if small { 8.0 } else { 0.0 };
    let kind = Type::bold(if small { 22.0 } else { 30.0 }, ink);
    let value = number(found.utility);
    canvas.text([middle[0], middle[1] + place], &value, Align::Center, kind);
    if !small {
        let deals = numbers::in_100(found.deals);
        let kind = Type::regular(20.0, ink);
        canvas.text([middle[0], middle[1] + 28.0], &deals, Align::Center, kind);
    }
}

fn table(ranking: &Ranking) -> Table {
    let mut table = Table::new(["strategy", "with", "games", "utility", "deals"]);
    for cell in &ranking.cells {
        table.row([
            cell.strategy.as_str().into(),
            cell.with.as_str().into(),
            cell.games.into(),
            cell.utility.into(),
            cell.deals.into(),
        ]);
    }
    table
}

fn alt(ranking: &Ranking, heading: &Heading) -> String {
    let row = |standing: &Standing| {
        let own = ranking
            .cells
            .iter()
            .filter(|c| c.strategy == standing.strategy);
        let against: Vec<String> = own
            .map(|cell| format!("{} with {}", number(cell.utility), text::clean(&cell.with)))
            .collect();
        format!(
            "{}: {}",
            text::clean(&standing.strategy),
            against.join(", ")
        )
    };
    let rows: Vec<String> = ranking.standings.iter().map(row).collect();
    format!(
        "{}. {} {}.",
        heading.title,
        heading.subtitle,
        rows.join("; ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A made-up ranking of this many strategies with names of this length.
    fn ranking(strategies: usize, length: usize) -> Ranking {
        let name = |k: usize| format!("s{k}:{}", "w".repeat(length));
        let standing = |k: usize| Standing {
            strategy: name(k),
            games: 10 * k as u64,
            utility: 0.9 - 0.05 * k as f64,
            interval: [0.0, 1.0],
            deals: 0.5,
            welfare: 1.2,
            pareto_distance: None,
            nash_distance: Some(0.1),
            rounds: 3.5,
        };
        let cell = |k: usize| Cell {
            strategy: name(k / strategies),
            with: name(k % strategies),
            games: 5,
            utility: k as f64 / (strategies * strategies) as f64,
            deals: 1.0,
        };
        Ranking {
            games: 1000,
            standings: (0..strategies).map(standing).collect(),
            // One pair never met.
            cells: (0..strategies * strategies).skip(1).map(cell).collect(),
        }
    }

    #[test]
    fn nothing_is_cut_off_or_drawn_over_whatever_comes_in() {
        for (strategies, length) in [(0, 0), (1, 4), (2, 200), (6, 12), (12, 30), (40, 80)] {
            let ranking = ranking(strategies, length);
            let matrix = Matrix {
                ranking: &ranking,
                name: "A name that is rather long for what it says, and then goes on",
                footer: "1,000 games",
            };
            let plate = plate(matrix);
            let told = format!("{strategies} strategies of {length} letters");
            assert_eq!(plate.canvas.cut_off(), Vec::<&str>::new(), "{told}");
            assert_eq!(plate.canvas.overlaps(), [], "{told}");
            assert!(plate.canvas.smallest_text() >= 18.0, "{told}");
            let again = draw_matrix(matrix, ImageFormat::Png).expect("drawn").image;
            assert_eq!(
                again,
                draw_matrix(matrix, ImageFormat::Png).expect("drawn").image
            );
        }
    }
}
