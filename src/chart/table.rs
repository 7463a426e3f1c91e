//! The numbers behind a chart, as CSV.

/// A cell.
#[derive(Debug, Clone)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number, kept to nine decimals; empty where it is none.
    Number(f64),
    /// Nothing known.
    Empty,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<u64> for Cell {
    fn from(count: u64) -> Self {
        Self::Text(count.to_string())
    }
}

impl From<u32> for Cell {
    fn from(count: u32) -> Self {
        Self::from(u64::from(count))
    }
}

impl From<bool> for Cell {
    fn from(holds: bool) -> Self {
        Self::from(if holds { "yes" } else { "no" })
    }
}

impl From<Option<f64>> for Cell {
    fn from(number: Option<f64>) -> Self {
        number.map_or(Self::Empty, Self::Number)
    }
}

impl Cell {
    fn write(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Number(x) if x.is_finite() => format!("{}", round(x)),
            Self::Number(_) | Self::Empty => String::new(),
        }
    }
}

/// Nine decimals are more than any share or utility means, and hide no difference.
fn round(x: f64) -> f64 {
    let rounded = (x * 1e9).round() / 1e9;
    if rounded.is_finite() {
        rounded + 0.0
    } else {
        x
    }
}

/// Rows of cells under named columns.
#[derive(Debug, Clone)]
pub struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these columns and no rows.
    pub fn new<S: Into<String>>(columns: impl IntoIterator<Item = S>) -> Self {
        Self {
            rows: vec![columns.into_iter().map(Into::into).collect()],
        }
    }

    /// Adds a row: as many cells as there are columns; missing ones stay empty.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        let columns = self.rows[0].len();
        let mut row: Vec<String> = cells.into_iter().map(Cell::write).collect();
        row.resize(columns, String::new());
        self.rows.push(row);
    }

    /// The table as CSV with a header line.
    ///
    /// # Errors
    /// A message if it cannot be written.
    pub fn write(&self) -> Result<String, String> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        for row in &self.rows {
            writer
                .write_record(row)
                .map_err(|error| error.to_string())?;
        }
        let bytes = writer.into_inner().map_err(|error| error.to_string())?;
        String::from_utf8(bytes).map_err(|error| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_numbers_plain() {
        let mut table = Table::new(["name", "share", "runs"]);
        table.row([Cell::from("a, b"), 0.1.into(), 7_u64.into()]);
        table.row([Cell::from("none"), f64::NAN.into()]);
        table.row([Cell::from("zero"), (-0.0).into(), Cell::Empty]);
        assert_eq!(
            table.write().unwrap(),
            "name,share,runs\n\"a, b\",0.1,7\nnone,,\nzero,0,\n"
        );
    }
}
