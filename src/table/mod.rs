//! A data file <-> a table of texts. The only folder that knows `polars`, `calamine` and the `csv` crate.

mod csv_file;
mod lines;
#[cfg(feature = "parquet")]
mod parquet_file;
mod xlsx_file;

use std::path::Path;

pub(crate) use lines::{Asked, Bad, Block, CellKind, Cells, Lines, NO_DAY, NO_NUMBER, Part};

use crate::fault::{Fault, Faults, Place};
use crate::quantity::Exact;

/// A table as it stands in a file: names of columns, and rows of texts with the place of every cell.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    pub columns: Vec<(String, Place)>,
    pub rows: Vec<Vec<(String, Place)>>,
}

/// One sheet as it stands: rows of texts with the place of every cell, headings not told apart.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grid {
    pub name: String,
    pub rows: Vec<Vec<(String, Place)>>,
}

impl Grid {
    /// The sheets of a file, by the suffix of its name; a CSV file is one sheet.
    pub fn parse(file: &str, bytes: &[u8], faults: &mut Faults) -> Vec<Self> {
        let suffix = Path::new(file).extension().and_then(|suffix| suffix.to_str());
        if suffix.is_some_and(|suffix| suffix.eq_ignore_ascii_case("xlsx")) {
            return xlsx_file::sheets(file, bytes).unwrap_or_else(|fault| {
                faults.add(fault);
                Vec::new()
            });
        }
        let Some(table) = Table::parse(file, bytes, faults) else {
            return Vec::new();
        };
        let mut rows = vec![table.columns];
        rows.extend(table.rows);
        vec![Self { name: file.to_owned(), rows }]
    }
}

/// One column to be written.
#[derive(Clone, Debug)]
pub(crate) enum Written {
    /// Words.
    Words(Vec<Option<String>>),
    /// Whole numbers.
    Whole(Vec<Option<i64>>),
    /// Decimals, rounded half up to this many digits where they go on.
    Decimal(Vec<Option<Exact>>, u8),
}

/// Columns to be written, by name.
pub(crate) type Columns = Vec<(String, Written)>;

impl Table {
    /// Reads a table from bytes, by the suffix of its file's name.
    pub fn parse(file: &str, bytes: &[u8], faults: &mut Faults) -> Option<Self> {
        match Path::new(file).extension().and_then(|suffix| suffix.to_str()) {
            #[cfg(feature = "parquet")]
            Some("parquet") => {
                parquet_file::read(file, bytes).map_err(|fault| faults.add(fault)).ok()
            }
            #[cfg(not(feature = "parquet"))]
            Some("parquet") => {
                faults.add(unreadable(file, "Parquet"));
                None
            }
            _ => csv_file::read(file, bytes, faults),
        }
    }

    /// The place of a column by its name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|(known, _)| known == name)
    }
}

/// The columns as CSV, UTF-8, decimals with a point.
pub(crate) fn to_csv(columns: &Columns) -> Vec<u8> {
    csv_file::write(columns)
}

/// The columns as Parquet, decimals as decimals.
///
/// # Errors
/// What the library said.
#[cfg(feature = "parquet")]
pub(crate) fn to_parquet(columns: &Columns) -> Result<Vec<u8>, String> {
    parquet_file::write(columns)
}

fn unreadable(file: &str, why: impl std::fmt::Display) -> Fault {
    Fault::new("table-unreadable", &Place::whole(file)).with("what", why.to_string())
}
