//! A table in plain text, its columns as wide as they need to be and no wider than the terminal.

use super::Paint;
use super::text::{pad_left, pad_right, shorten, width, wrap};

/// On which side the text of a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// Rows under a head. Where the table would be too wide, the first column and the last are cut with "…": the first as
/// far as its entries can still be told apart, then the wider one, but a last column of numbers only after the first;
/// what follows two blanks, as in `Russia  +0.14`, stays. In a table [`Table::wrapping`], the last is wrapped instead.
#[derive(Debug, Clone)]
pub struct Table {
    head: Vec<String>,
    align: Vec<Align>,
    rows: Vec<Vec<String>>,
    wraps: bool,
}

/// Blanks between columns.
const GAP: usize = 3;
/// Cells of the first column by which its entries are mostly told apart.
const TELLING: usize = 16;
/// Cells below which a column is not cut further.
const NARROWEST: usize = 8;
/// Cells below which a column is not wrapped further.
const NARROWEST_WRAPPED: usize = 24;

impl Table {
    /// An empty table with these columns.
    pub fn new(columns: &[(&str, Align)]) -> Self {
        Self {
            head: columns.iter().map(|(name, _)| (*name).to_owned()).collect(),
            align: columns.iter().map(|&(_, align)| align).collect(),
            rows: Vec::new(),
            wraps: false,
        }
    }

    /// The same, with the last column wrapped over several lines where it is too long. Nothing is
    /// cut, so that a table of long entries may be wider than the terminal.
    #[must_use]
    pub fn wrapping(mut self) -> Self {
        self.wraps = true;
        self
    }

    /// Adds a row. Entries beyond the columns are dropped, missing ones are empty.
    pub fn row(&mut self, entries: Vec<String>) {
        let mut entries = entries;
        entries.resize(self.head.len(), String::new());
        self.rows.push(entries);
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table as lines of at most `cells` cells where its numbers allow it, the head in bold.
    ///
    /// ```
    /// use zopa::report::{Paint, table::{Align, Table}};
    /// let mut table = Table::new(&[("Outcome", Align::Left), ("in 100", Align::Right)]);
    /// table.row(vec!["No deal".into(), "24".into()]);
    /// assert_eq!(table.render(80, Paint::Plain), "Outcome   in 100\nNo deal       24\n");
    /// ```
    pub fn render(&self, cells: usize, paint: Paint) -> String {
        let widths = self.widths(cells);
        let mut text = paint.bold(self.line(&self.head, &widths).trim_end());
        text.push('\n');
        for row in &self.rows {
            for line in self.lines(row, &widths) {
                text.push_str(line.trim_end());
                text.push('\n');
            }
        }
        text
    }

    fn lines(&self, row: &[String], widths: &[usize]) -> Vec<String> {
        let (Some(last), Some(&cells), true) = (row.last(), widths.last(), self.wraps) else {
            return vec![self.line(row, widths)];
        };
        let mut row = row.to_vec();
        let wrapped = wrap(last, cells).into_iter();
        let lines = wrapped.map(|part| {
            if let Some(last) = row.last_mut() {
                *last = part;
            }
            let line = self.line(&row, widths);
            // Only the first line names what it is about.
            row.iter_mut().for_each(String::clear);
            line
        });
        lines.collect()
    }

    fn line(&self, entries: &[String], widths: &[usize]) -> String {
        let padded = entries
            .iter()
            .zip(widths)
            .zip(&self.align)
            .map(|((entry, &cells), align)| {
                let entry = cut(entry, cells);
                match align {
                    Align::Left => pad_right(&entry, cells),
                    Align::Right => pad_left(&entry, cells),
                }
            });
        padded.collect::<Vec<_>>().join(&" ".repeat(GAP))
    }

    /// Widths of the columns: what they need, less what must go.
    fn widths(&self, cells: usize) -> Vec<usize> {
        let mut widths: Vec<usize> = (0..self.head.len())
            .map(|column| {
                let entries = self.rows.iter().map(|row| width(&row[column]));
                entries
                    .chain([width(&self.head[column])])
                    .max()
                    .unwrap_or(0)
            })
            .collect();
        let gaps = GAP * widths.len().saturating_sub(1);
        let mut excess = (widths.iter().sum::<usize>() + gaps).saturating_sub(cells);
        let last = widths.len().saturating_sub(1);
        if !self.wraps && self.align.last() == Some(&Align::Left) {
            excess -= level(&mut widths, excess);
        }
        let give_way: &[(usize, usize)] = if self.wraps {
            &[(last, NARROWEST_WRAPPED)]
        } else {
            &[(0, NARROWEST), (last, NARROWEST)]
        };
        for &(column, least) in give_way {
            if let Some(width) = widths.get_mut(column) {
                let cut = excess.min(width.saturating_sub(least));
                *width -= cut;
                excess -= cut;
            }
        }
        widths
    }
}

/// Takes up to `excess` cells from the first column as far as it tells its entries apart, then from the wider of it and
/// the last, down to where both are as wide; what is then too wide still is halved between them. Returns how many were
/// taken.
fn level(widths: &mut [usize], excess: usize) -> usize {
    let [first, .., last] = widths else { return 0 };
    let spare = excess.min(first.saturating_sub(TELLING));
    *first -= spare;
    let excess = excess - spare;
    let floor = (*first).min(*last).max(NARROWEST);
    let wider = if *first > *last {
        &mut *first
    } else {
        &mut *last
    };
    let difference = excess.min(wider.saturating_sub(floor));
    *wider -= difference;
    let half = (excess - difference) / 2;
    let half = half
        .min(first.saturating_sub(NARROWEST))
        .min(last.saturating_sub(NARROWEST));
    *first -= half;
    *last -= half;
    spare + difference + 2 * half
}

/// An entry of at most `cells` cells; what follows its last two blanks is kept if that leaves room for the rest.
fn cut(entry: &str, cells: usize) -> String {
    const LEAST: usize = 2;
    match entry.rsplit_once("  ") {
        Some((words, number)) if width(number) + 2 + LEAST <= cells => {
            let words = shorten(words, cells - 2 - width(number));
            format!("{words}  {number}")
        }
        _ => shorten(entry, cells),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Table {
        let mut table = Table::new(&[
            ("Outcome", Align::Left),
            ("in 100", Align::Right),
            ("who gains most", Align::Left),
        ]);
        table.row(vec![
            "A very long name of an outcome class".into(),
            "47".into(),
            "Russia  +0.14".into(),
        ]);
        table.row(vec!["停火".into(), "5".into(), "–".into()]);
        table
    }

    #[test]
    fn lines_fit_the_terminal() {
        for cells in [40, 60, 80, 200] {
            for line in sample().render(cells, Paint::Plain).lines() {
                assert!(width(line) <= cells, "{line} is wider than {cells}");
            }
        }
    }

    #[test]
    fn two_columns_of_words_both_give_way() {
        let mut table = Table::new(&[
            ("Outcome", Align::Left),
            ("in 100", Align::Right),
            ("who gains most", Align::Left),
        ]);
        table.row(vec![
            "The levy stays".into(),
            "100".into(),
            "Ministry of Economic Affairs and Climate Action  +0.50".into(),
        ]);
        let wide = table.render(60, Paint::Plain);
        assert!(wide.contains("The levy stays "), "{wide}");
        assert!(wide.ends_with("…  +0.50\n"), "{wide}");
        // Where both must give way, neither loses all.
        table.row(vec!["The levy is raised at once for all farms".into()]);
        let narrow = table.render(60, Paint::Plain);
        assert!(narrow.contains("The levy is rai…"), "{narrow}");
        let last = "Ministry of Economic Aff…  +0.50\n";
        assert!(narrow.contains(last), "{narrow}");
        assert!(narrow.lines().all(|line| width(line) <= 60), "{narrow}");
    }

    #[test]
    fn wide_characters_keep_the_columns_straight() {
        let text = sample().render(200, Paint::Plain);
        let ends: Vec<usize> = text
            .lines()
            .zip(["in 100", "47", "5"])
            .map(|(line, number)| {
                let end = line.find(number).expect("the number is there") + number.len();
                width(&line[..end])
            })
            .collect();
        assert_eq!(ends, [ends[0]; 3]);
    }

    #[test]
    fn wrapped_entries_lose_nothing() {
        let mut table = Table::new(&[("Key", Align::Left), ("meaning", Align::Left)]).wrapping();
        table.row(vec!["x".into(), "one two three four five six seven".into()]);
        assert_eq!(
            table.render(30, Paint::Plain),
            "Key   meaning\nx     one two three four five\n      six seven\n"
        );
    }

    #[test]
    fn short_rows_are_filled_up() {
        let mut table = sample();
        table.row(vec!["x".into()]);
        assert!(table.render(80, Paint::Plain).ends_with("\nx\n"));
    }
}
