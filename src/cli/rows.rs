//! The rows of an experiment, one per replication, beside a result that grows: CSV while it is played, Parquet
//! when all is there.

use super::failure::{Failure, cannot_write};
use crate::report::columns::{self, Values};
use crate::report::ledger::Ledger;
use std::fs::File;
use std::io::{self, BufReader, Write};

/// A row per replication.
pub(super) const ROWS: &str = "rows.csv";
/// The same as Parquet.
pub(super) const ROWS_PARQUET: &str = "rows.parquet";

/// Opens the file of rows to write on after its header and so many bytes of rows; what was written behind
/// them, by work that was stopped, is dropped.
pub(super) fn open(ledger: &Ledger, header: &[u8], bytes: u64) -> Result<File, Failure> {
    let kept = match bytes {
        0 => 0,
        bytes => header.len() as u64 + bytes,
    };
    let mut file = ledger.beside(ROWS, kept)?;
    if kept == 0 {
        let written = file.write_all(header);
        written.map_err(|error| cannot_write(ROWS, &error))?;
    }
    Ok(file)
}

/// The rows of an experiment while they are written.
pub(super) struct Rows {
    lines: csv::Writer<Counted>,
    /// Bytes that were told already.
    told: u64,
}

/// A file, with how many bytes were written to it.
struct Counted {
    file: File,
    bytes: u64,
}

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Rows {
    /// After the header and so many bytes of rows; what was written behind them is dropped.
    pub fn open(ledger: &Ledger, header: Vec<String>, bytes: u64) -> Result<Self, Failure> {
        let header = line(header).map_err(|error| cannot_write(ROWS, &error))?;
        let file = open(ledger, &header, bytes)?;
        Ok(Self {
            lines: csv::Writer::from_writer(Counted { file, bytes: 0 }),
            told: 0,
        })
    }

    /// Adds a row.
    pub fn add(&mut self, fields: &[String]) -> io::Result<()> {
        self.lines.write_record(fields).map_err(io::Error::other)
    }

    /// Makes sure that all rows are in the file; says how many bytes came since it was last asked.
    pub fn settle(&mut self) -> io::Result<u64> {
        self.lines.flush()?;
        let before = std::mem::replace(&mut self.told, self.lines.get_ref().bytes);
        Ok(self.told - before)
    }

    /// Ends the file, and writes the rows as Parquet; `kind` says what a column holds.
    pub fn close(mut self, ledger: &Ledger, kind: &dyn Fn(&str) -> Values) -> Result<(), Failure> {
        self.settle().map_err(|error| cannot_write(ROWS, &error))?;
        as_parquet(ledger, kind)
    }
}

/// A record as CSV.
fn line(record: Vec<String>) -> io::Result<Vec<u8>> {
    let mut line = csv::Writer::from_writer(Vec::new());
    line.write_record(record).map_err(io::Error::other)?;
    line.into_inner().map_err(csv::IntoInnerError::into_error)
}

/// Writes the rows as Parquet; `kind` says what a column holds.
pub(super) fn as_parquet(ledger: &Ledger, kind: &dyn Fn(&str) -> Values) -> Result<(), Failure> {
    let rows = ledger.read(ROWS).map_err(|e| cannot_write(ROWS, &e))?;
    Ok(ledger.add_with(ROWS_PARQUET, |file| {
        columns::from_csv(BufReader::new(rows), kind, file)
    })?)
}
