//! The rows of an experiment, one per replication, beside a result that grows: CSV while it is played, Parquet
//! when all is there.

use super::experiment::cannot_write;
use super::failure::Failure;
use crate::report::columns::{self, Values};
use crate::report::ledger::Ledger;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};

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

/// Records as CSV.
pub(super) fn lines(records: impl IntoIterator<Item = Vec<String>>) -> io::Result<Vec<u8>> {
    let mut lines = csv::Writer::from_writer(Vec::new());
    for record in records {
        lines.write_record(record).map_err(io::Error::other)?;
    }
    lines.into_inner().map_err(csv::IntoInnerError::into_error)
}

/// Rows that are written anew whenever the work is taken up, since they follow from what was taken down.
pub(super) struct Anew(csv::Writer<BufWriter<File>>);

impl Anew {
    /// With the header alone.
    pub fn open(ledger: &Ledger, header: Vec<String>) -> Result<Self, Failure> {
        let header = lines([header]).map_err(|error| cannot_write(ROWS, &error))?;
        let file = BufWriter::new(open(ledger, &header, 0)?);
        Ok(Self(csv::Writer::from_writer(file)))
    }

    /// Adds a row.
    pub fn add(&mut self, fields: &[String]) -> io::Result<()> {
        self.0.write_record(fields).map_err(io::Error::other)
    }

    /// Ends the file, and writes the rows as Parquet; `kind` says what a column holds.
    pub fn close(mut self, ledger: &Ledger, kind: &dyn Fn(&str) -> Values) -> Result<(), Failure> {
        self.0.flush().map_err(|error| cannot_write(ROWS, &error))?;
        as_parquet(ledger, kind)
    }
}

/// Writes the rows as Parquet; `kind` says what a column holds.
pub(super) fn as_parquet(ledger: &Ledger, kind: &dyn Fn(&str) -> Values) -> Result<(), Failure> {
    let rows = ledger.read(ROWS).map_err(|e| cannot_write(ROWS, &e))?;
    Ok(ledger.add_with(ROWS_PARQUET, |file| {
        columns::from_csv(BufReader::new(rows), kind, file)
    })?)
}
