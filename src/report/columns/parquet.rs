//! Columns as a Parquet file.

use super::{Columns, Values};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type, TypePtr};
use std::io::{self, Read, Write};
use std::sync::Arc;

/// Rows that are held in memory at a time, and stand in one group of the file.
const GROUP: usize = 1 << 16;

/// Writes a table.
///
/// # Errors
/// When it cannot be written.
pub fn write(columns: &Columns) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut writer = open(&mut bytes, columns).map_err(io::Error::other)?;
    group(&mut writer, columns).map_err(io::Error::other)?;
    writer.close().map_err(io::Error::other)?;
    Ok(bytes)
}

/// Writes rows of CSV with a header line, group by group. `kind` says by its name what a column holds:
/// an empty column of that kind.
///
/// # Errors
/// When it cannot be read or written, or a field is not of its column's kind.
pub fn from_csv(
    rows: impl Read,
    kind: &dyn Fn(&str) -> Values,
    out: impl Write + Send,
) -> io::Result<()> {
    let mut reader = csv::Reader::from_reader(rows);
    let names = reader.headers().map_err(io::Error::other)?.clone();
    let empty = || {
        let mut columns = Columns::default();
        names.iter().for_each(|name| columns.push(name, kind(name)));
        columns
    };
    let mut held = empty();
    let mut writer = open(out, &held).map_err(io::Error::other)?;
    for record in reader.records() {
        let record = record.map_err(io::Error::other)?;
        for ((name, values), field) in held.columns.iter_mut().zip(&record) {
            add(values, field).ok_or_else(|| {
                io::Error::other(format!("`{field}` in the column `{name}` is not a number"))
            })?;
        }
        if held.rows() == GROUP {
            group(&mut writer, &held).map_err(io::Error::other)?;
            held = empty();
        }
    }
    if held.rows() > 0 {
        group(&mut writer, &held).map_err(io::Error::other)?;
    }
    writer.close().map_err(io::Error::other)?;
    Ok(())
}

fn add(values: &mut Values, field: &str) -> Option<()> {
    match values {
        Values::Whole(values) => values.push(field.parse().ok()?),
        Values::Number(values) if field.is_empty() => values.push(None),
        Values::Number(values) => values.push(Some(field.parse().ok()?)),
        Values::Text(values) => values.push(field.to_owned()),
    }
    Some(())
}

fn open<W: Write + Send>(
    out: W,
    columns: &Columns,
) -> Result<SerializedFileWriter<W>, ParquetError> {
    let properties = WriterProperties::builder()
        .set_created_by(format!("zopa {}", env!("CARGO_PKG_VERSION")))
        .set_compression(Compression::SNAPPY)
        .build();
    SerializedFileWriter::new(out, schema(columns)?, Arc::new(properties))
}

fn schema(columns: &Columns) -> Result<TypePtr, ParquetError> {
    let fields = columns.columns.iter().map(|(name, values)| {
        let (physical, logical, repetition) = match values {
            Values::Whole(_) => (Physical::INT64, None, Repetition::REQUIRED),
            Values::Number(_) => (Physical::DOUBLE, None, Repetition::OPTIONAL),
            Values::Text(_) => {
                let text = Some(LogicalType::String);
                (Physical::BYTE_ARRAY, text, Repetition::REQUIRED)
            }
        };
        Type::primitive_type_builder(name, physical)
            .with_repetition(repetition)
            .with_logical_type(logical)
            .build()
            .map(Arc::new)
    });
    let fields = fields.collect::<Result<Vec<_>, _>>()?;
    let schema = Type::group_type_builder("schema").with_fields(fields);
    schema.build().map(Arc::new)
}

/// Writes the rows of a table as one group.
fn group<W: Write + Send>(
    writer: &mut SerializedFileWriter<W>,
    columns: &Columns,
) -> Result<(), ParquetError> {
    let mut group = writer.next_row_group()?;
    for (_, values) in &columns.columns {
        let Some(mut column) = group.next_column()? else {
            break;
        };
        match values {
            Values::Whole(values) => {
                column
                    .typed::<Int64Type>()
                    .write_batch(values, None, None)?;
            }
            Values::Number(values) => {
                let there: Vec<f64> = values.iter().flatten().copied().collect();
                let levels: Vec<i16> = values.iter().map(|v| i16::from(v.is_some())).collect();
                column
                    .typed::<DoubleType>()
                    .write_batch(&there, Some(&levels), None)?;
            }
            Values::Text(values) => {
                let values: Vec<ByteArray> =
                    values.iter().map(|text| text.as_str().into()).collect();
                column
                    .typed::<ByteArrayType>()
                    .write_batch(&values, None, None)?;
            }
        }
        column.close()?;
    }
    group.close()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;

    fn table() -> Columns {
        let mut columns = Columns::default();
        columns.push("run", Values::Whole(vec![7, 8]));
        columns.push("day", Values::Number(vec![None, Some(0.1)]));
        columns.push("outcome", Values::Text(vec!["a, b".into(), "é".into()]));
        columns
    }

    #[test]
    fn what_is_written_is_read_back() {
        let bytes = write(&table()).expect("written");
        assert_eq!(bytes, write(&table()).expect("written"));
        let mut file = tempfile::tempfile().expect("a file");
        file.write_all(&bytes).expect("written");
        let reader = SerializedFileReader::new(file).expect("Parquet");
        let rows: Vec<_> = reader
            .get_row_iter(None)
            .expect("rows")
            .map(|row| row.expect("a row"))
            .collect();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].get_long(0).expect("whole"), 7);
        assert!(rows[0].get_double(1).is_err(), "missing");
        assert_eq!(rows[1].get_double(1).expect("a number"), 0.1);
        assert_eq!(rows[1].get_string(2).expect("a text"), "é");
    }

    #[test]
    fn csv_becomes_the_same_file() {
        let kind = |name: &str| match name {
            "run" => Values::Whole(Vec::new()),
            "day" => Values::Number(Vec::new()),
            _ => Values::Text(Vec::new()),
        };
        let mut bytes = Vec::new();
        from_csv(table().to_csv().as_bytes(), &kind, &mut bytes).expect("written");
        assert_eq!(bytes, write(&table()).expect("written"));
        let wrong = "run,day\nx,1\n".as_bytes();
        let error = from_csv(wrong, &kind, &mut Vec::new()).expect_err("no number");
        assert!(error.to_string().contains("`x` in the column `run`"));
    }
}
