//! Parquet in and out through polars; decimals stay decimals.

use std::collections::HashMap;
use std::io::Cursor;
use std::ops::Range;
use std::sync::Arc;

use polars::prelude::*;

use super::guarded::guarded;
use super::pages::{Field, Pages, Type, Writer};
use super::{Columns, Table, Written, unreadable};
use crate::column::Bits;
use crate::fault::{Fault, Place};
use crate::language::Message;
use crate::parallel::in_ranges;
use crate::quantity::{Exact, Mode, Rounding};

/// Rows that are written together.
const ROW_GROUP: usize = 1 << 18;
/// Columns that one thread makes ready at a time.
const TOGETHER: usize = 4;

/// Reads every column as text; a row's line is its number in the table, the heading being line 1.
pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Table, Fault> {
    // the library does not refuse every damaged file: it panics on some
    guarded(|| table(file, bytes)).unwrap_or_else(|| {
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
    let fields = || columns.iter().map(|(name, cells)| Field::of(name, cells.kind()));
    let mut writer = Writer::new(Vec::new(), fields().collect::<Result<_, _>>()?);
    let fields: Vec<Field> = fields().collect::<Result<_, _>>()?;
    let rows = columns.first().map_or(0, |(_, cells)| cells.len());
    for start in (0..rows).step_by(ROW_GROUP) {
        let rows = start..(start + ROW_GROUP).min(rows);
        let pages = in_ranges(columns.len(), TOGETHER, |range| {
            let some = columns.get(range.clone()).unwrap_or_default().iter();
            let some = some.zip(fields.get(range).unwrap_or_default());
            some.map(|((_, cells), field)| cells.pages(field, rows.clone())).collect::<Vec<_>>()
        });
        let pages: Vec<Pages> = pages.into_iter().flatten().collect::<Result<_, _>>()?;
        writer.write(rows.len(), &pages)?;
    }
    writer.end()
}

impl Written {
    fn kind(&self) -> Type {
        match self {
            Self::Words(_) | Self::Shared(_) => Type::Words,
            Self::Whole(_) => Type::Wholes,
            Self::Decimal(_, digits) => Type::Decimals(*digits),
        }
    }

    /// The pages of these rows.
    fn pages(&self, field: &Field, rows: Range<usize>) -> Result<Pages, String> {
        match self {
            Self::Words(cells) => {
                worded(field, cells.get(rows).unwrap_or_default().iter().map(Option::as_deref))
            }
            Self::Shared(cells) => {
                worded(field, cells.get(rows).unwrap_or_default().iter().map(|cell| Some(&**cell)))
            }
            Self::Whole(cells) => {
                plain(field, cells.get(rows).unwrap_or_default().iter().copied(), i64::to_le_bytes)
            }
            Self::Decimal(cells, digits) => {
                let cells = cells.get(rows).unwrap_or_default().iter();
                let units =
                    cells.map(|cell| cell.as_ref().and_then(|number| units(number, *digits)));
                let units: Vec<Option<i128>> = units.collect();
                plain(field, units.iter().copied(), i128::to_be_bytes)
            }
        }
    }
}

fn worded<'a>(
    field: &Field,
    cells: impl Iterator<Item = Option<&'a str>>,
) -> Result<Pages, String> {
    let mut words: Vec<&str> = Vec::new();
    let mut known = HashMap::new();
    let mut last = 0;
    let mut code = |word: &'a str| {
        // rows mostly stand in the order of what they are of
        if last == 0 || words.get(last - 1) != Some(&word) {
            last = *known.entry(word).or_insert_with(|| {
                words.push(word);
                words.len()
            });
        }
        u32::try_from(last).unwrap_or(u32::MAX)
    };
    let codes: Vec<u32> = cells.map(|cell| cell.map_or(0, &mut code)).collect();
    field.worded(&codes, &words)
}

fn plain<T, B: AsRef<[u8]>>(
    field: &Field,
    cells: impl Iterator<Item = Option<T>> + Clone,
    bytes: impl Fn(T) -> B,
) -> Result<Pages, String> {
    let given: Vec<u8> = cells.clone().map(|cell| u8::from(cell.is_some())).collect();
    field.plain(given.len(), &Bits::of_bytes(&given), cells.flatten().map(bytes))
}

/// The number in units of its last digit.
fn units(number: &Exact, digits: u8) -> Option<i128> {
    number.to_fixed(Rounding { digits, mode: Mode::HalfUp }).replace('.', "").parse().ok()
}
