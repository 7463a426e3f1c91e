//! At which table an offer was made: what its mark says, and the key to the marks.

use super::super::palette::{Color, WHITE};
use super::{numbers, text};
use crate::simulate::forecast::Move;

/// Marks of the first tables, as the key tells them and as they are drawn.
const MARKS: [&str; 3] = ["○", "●", "◐"];

/// The tables at which something happened, in the order in which it first did; none where all
/// talk at one table without a name.
pub fn of<'m>(moves: impl Iterator<Item = &'m Move>) -> Vec<&'m str> {
    let mut tables: Vec<&str> = Vec::new();
    for table in moves.filter_map(|step| step.table.as_deref()) {
        if !tables.contains(&table) {
            tables.push(table);
        }
    }
    tables
}

/// What a mark of an offer says of its table.
pub fn key(tables: &[&str]) -> String {
    if tables.is_empty() {
        return String::new();
    }
    let marks = MARKS
        .iter()
        .chain(std::iter::repeat(&MARKS[MARKS.len() - 1]));
    let told = tables.iter().zip(marks).take(4);
    let told: Vec<String> = told
        .map(|(table, mark)| format!("{mark} {}", text::brief(table, 40)))
        .collect();
    let more = numbers::and_more(
        tables.len().saturating_sub(4),
        ["more table", "more tables"],
    );
    format!(" At which table: {}.{more}", told.join(", "))
}

/// What a ring of a colour holds, by the place of its table: nothing, all of it, or a tint.
pub fn inside(color: Color, table: usize) -> Color {
    match table {
        0 => WHITE,
        1 => color,
        _ => color.tint(0.45),
    }
}
