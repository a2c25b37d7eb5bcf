//! Parquet in and out through polars; decimals stay decimals.

use std::io::Cursor;
use std::panic;
use std::sync::Arc;

use polars::prelude::*;

use super::{Columns, Table, Written, unreadable};
use crate::fault::{Fault, Place};
use crate::language::Message;
use crate::quantity::{Exact, Mode, Rounding};

/// Reads every column as text; a row's line is its number in the table, the heading being line 1.
pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Table, Fault> {
    // the library does not refuse every damaged file: it panics on some, and on a few asks for more memory than there
    // is, which nothing catches
    panic::catch_unwind(|| table(file, bytes)).unwrap_or_else(|_| {
        let fault = Fault::new("table-unreadable", &Place::whole(file));
        Err(fault.with("what", Message::new("table-damaged")))
    })
}

fn table(file: &str, bytes: &[u8]) -> Result<Table, Fault> {
    let frame = ParquetReader::new(Cursor::new(bytes.to_vec()))
        .finish()
        .map_err(|error| unreadable(file, error))?;
    let name: Arc<str> = file.into();
    let place = |row: usize, column: usize| Place {
        file: Arc::clone(&name),
        line: u32::try_from(row).unwrap_or(u32::MAX),
        column: u32::try_from(column).unwrap_or(u32::MAX),
    };
    let names = frame.columns().iter().enumerate();
    let names = names.map(|(k, column)| (column.name().to_string(), place(1, k + 1))).collect();
    let mut table = Table::of(Arc::clone(&name), names);
    let texts: PolarsResult<Vec<Column>> =
        frame.columns().iter().map(|column| column.cast(&DataType::String)).collect();
    let texts = texts.map_err(|error| unreadable(file, error))?;
    let cells: PolarsResult<Vec<_>> =
        texts.iter().map(|texts| texts.str().map(|texts| texts.iter())).collect();
    let mut cells = cells.map_err(|error| unreadable(file, error))?;
    for row in 0..frame.height() {
        let row = cells.iter_mut().enumerate().map(|(k, cells)| {
            let Place { line, column, .. } = place(row + 2, k + 1);
            (cells.next().flatten().unwrap_or_default(), line, column)
        });
        table.push(row);
    }
    Ok(table)
}

pub(super) fn write(columns: &Columns) -> Result<Vec<u8>, String> {
    let columns: Vec<Column> = columns
        .iter()
        .map(|(name, column)| column.to_polars(name))
        .collect::<PolarsResult<_>>()
        .map_err(|error| error.to_string())?;
    let mut bytes = Vec::new();
    let mut frame = DataFrame::new_infer_height(columns).map_err(|error| error.to_string())?;
    // zstd takes megabytes of room for each column to begin with, which small tables never repay
    let writer = ParquetWriter::new(&mut bytes).with_compression(ParquetCompression::Snappy);
    writer.finish(&mut frame).map_err(|error| error.to_string())?;
    Ok(bytes)
}

impl Written {
    fn to_polars(&self, name: &str) -> PolarsResult<Column> {
        let name = PlSmallStr::from_str(name);
        match self {
            Self::Words(cells) => Ok(Column::new(name, cells)),
            Self::Shared(cells) => {
                let cells = cells.iter().map(AsRef::as_ref);
                Ok(StringChunked::from_iter_values(name, cells).into_column())
            }
            Self::Whole(cells) => Ok(Column::new(name, cells)),
            Self::Decimal(cells, digits) => {
                let units: Vec<Option<i128>> = cells
                    .iter()
                    .map(|cell| cell.as_ref().and_then(|number| units(number, *digits)))
                    .collect();
                let units = Int128Chunked::from_iter_options(name, units.into_iter());
                Ok(units.into_decimal(38, usize::from(*digits))?.into_column())
            }
        }
    }
}

/// The number in units of its last digit.
fn units(number: &Exact, digits: u8) -> Option<i128> {
    number.to_fixed(Rounding { digits, mode: Mode::HalfUp }).replace('.', "").parse().ok()
}
