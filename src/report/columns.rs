//! A table of named columns, as CSV and as Parquet: the same numbers in both.
//!
//! CSV holds the shortest digits that give a number back, Parquet doubles, whole numbers of 64 bits
//! and UTF-8 texts, compressed with Snappy. A missing number is empty in one and null in the other.

#[cfg(feature = "parquet")]
mod parquet;

#[cfg(feature = "parquet")]
pub use parquet::{from_csv, write as to_parquet};

/// The values of a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// Whole numbers.
    Whole(Vec<i64>),
    /// Numbers, any of which may be missing.
    Number(Vec<Option<f64>>),
    /// Texts.
    Text(Vec<String>),
}

/// Named columns of equal length.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Columns {
    columns: Vec<(String, Values)>,
}

impl Values {
    fn len(&self) -> usize {
        match self {
            Self::Whole(values) => values.len(),
            Self::Number(values) => values.len(),
            Self::Text(values) => values.len(),
        }
    }

    fn field(&self, row: usize) -> String {
        match self {
            Self::Whole(values) => values[row].to_string(),
            Self::Number(values) => values[row].map_or(String::new(), |value| value.to_string()),
            Self::Text(values) => values[row].clone(),
        }
    }
}

impl Columns {
    /// Adds a column. All columns must have the same length.
    pub fn push(&mut self, name: impl Into<String>, values: Values) {
        debug_assert!(self.columns.is_empty() || self.rows() == values.len());
        self.columns.push((name.into(), values));
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, |(_, values)| values.len())
    }

    /// The table as CSV with a header line.
    ///
    /// ```
    /// use zopa::report::columns::{Columns, Values};
    /// let mut columns = Columns::default();
    /// columns.push("point", Values::Whole(vec![0, 1]));
    /// columns.push("share", Values::Number(vec![Some(0.25), None]));
    /// assert_eq!(columns.to_csv(), "point,share\n0,0.25\n1,\n");
    /// ```
    pub fn to_csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let names = self.columns.iter().map(|(name, _)| name);
        // Writing to memory does not fail, and all rows have as many fields as the header.
        let _ = writer.write_record(names);
        for row in 0..self.rows() {
            let fields = self.columns.iter().map(|(_, values)| values.field(row));
            let _ = writer.write_record(fields);
        }
        String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
    }
}
