//! A data file <-> a table of texts. The only folder that knows `polars`, `calamine` and the `csv` crate.

mod csv_file;
mod lines;
#[cfg(feature = "parquet")]
mod guarded;
#[cfg(feature = "parquet")]
mod pages;
#[cfg(feature = "parquet")]
mod parquet_file;
mod texts;
pub(crate) mod wide;
pub(crate) mod narrow;
mod xlsx_file;

use std::path::Path;
use std::sync::Arc;

pub(crate) use lines::{Asked, Bad, Block, CellKind, Cells, Lines, NO_DAY, NO_NUMBER, Part, Words};
pub(crate) use texts::{Row, Table};

use crate::fault::{Fault, Faults, Place};
use crate::quantity::Exact;

/// One sheet as it stands: rows of texts with the place of every cell, headings not told apart.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grid {
    /// `book.xlsx#Sheet`.
    pub name: String,
    pub rows: Vec<Vec<(String, Place)>>,
}

/// A workbook: its sheets, hidden ones too, and the names that it gives to cells.
#[derive(Clone, Debug, Default)]
pub(crate) struct Book {
    pub sheets: Vec<Grid>,
    /// A name, and what it stands for: `'Tổng hợp'!$B$5`.
    pub names: Vec<(String, String)>,
}

impl Book {
    /// Reads a workbook, XLSX or ODS by the suffix of its file's name; cells formatted as percent come as percent.
    pub fn parse(file: &str, bytes: &[u8], faults: &mut Faults) -> Option<Self> {
        xlsx_file::book(file, bytes).map_err(|fault| faults.add(fault)).ok()
    }

    /// Whether a file is a workbook, by its name.
    pub fn is_one(file: &str) -> bool {
        let suffix = Path::new(file).extension().and_then(|suffix| suffix.to_str());
        suffix.is_some_and(|suffix| {
            suffix.eq_ignore_ascii_case("xlsx") || suffix.eq_ignore_ascii_case("ods")
        })
    }

    /// The sheet called so.
    pub fn sheet(&self, name: &str) -> Option<&Grid> {
        self.sheets.iter().find(|sheet| sheet.title() == name)
    }

    /// The text of the cell that has this name.
    pub fn named(&self, name: &str) -> Option<&(String, Place)> {
        let (_, target) = self.names.iter().find(|(known, _)| known == name)?;
        let (sheet, cell) = target.trim_start_matches(['=', '$']).rsplit_once(['!', '.'])?;
        let (letters, row) = cell.strip_prefix('$').unwrap_or(cell).rsplit_once('$')?;
        let column = letters.bytes().try_fold(0_u32, |sum, letter| {
            let letter = u32::from(letter.to_ascii_uppercase()).checked_sub(64)?;
            sum.checked_mul(26)?.checked_add(letter)
        })?;
        let line: u32 = row.parse().ok()?;
        let grid = self.sheet(&sheet.trim_matches('\'').replace("''", "'"))?;
        let cells = grid.rows.iter().flatten();
        cells.into_iter().find(|(_, place)| place.line == line && place.column == column)
    }
}

impl Grid {
    /// The sheet's own name.
    pub fn title(&self) -> &str {
        self.name.rsplit_once('#').map_or(&self.name, |(_, title)| title)
    }

    /// The sheet as a table: the row at line `head`, or the first that is not empty, names the columns. Rows without a
    /// word are not there. Nothing when no row names any.
    pub fn into_table(self, head: Option<u32>) -> Option<Table> {
        let is_empty = |row: &Vec<(String, Place)>| row.iter().all(|(text, _)| text.is_empty());
        let at_head = |row: &Vec<(String, Place)>| {
            head.is_none_or(|head| row.first().is_some_and(|(_, place)| place.line >= head))
        };
        let mut rows = self.rows.into_iter().skip_while(|row| is_empty(row) || !at_head(row));
        let columns: Vec<(String, Place)> = rows.next()?;
        let rows: Vec<Vec<(String, Place)>> = rows.filter(|row| !is_empty(row)).collect();
        let kept: Vec<bool> = (0..columns.len())
            .map(|k| {
                let filled = |row: &Vec<(String, Place)>| {
                    row.get(k).is_some_and(|(text, _)| !text.is_empty())
                };
                filled(&columns) || rows.iter().any(filled)
            })
            .collect();
        let only = |row: Vec<(String, Place)>| -> Vec<(String, Place)> {
            row.into_iter().zip(&kept).filter(|(_, kept)| **kept).map(|(cell, _)| cell).collect()
        };
        let named = columns.into_iter().map(|(name, place)| (name.trim().to_owned(), place));
        let columns = only(named.collect());
        let file = columns
            .first()
            .map_or_else(|| self.name.as_str().into(), |(_, of)| Arc::clone(&of.file));
        let mut table = Table::of(file, columns);
        for row in rows {
            let row = only(row);
            table.push(row.iter().map(|(text, place)| (text.as_str(), place.line, place.column)));
        }
        Some(table)
    }

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
        let cell = |row: &Row<'_>, k| row.cell(k).map(|(text, place)| (text.to_owned(), place));
        let mut rows = vec![table.columns().to_vec()];
        let width = table.columns().len();
        rows.extend(table.rows().map(|row| (0..width).filter_map(|k| cell(&row, k)).collect()));
        vec![Self { name: file.to_owned(), rows }]
    }
}

/// One column to be written.
#[derive(Clone, Debug)]
pub(crate) enum Written {
    /// Words.
    Words(Vec<Option<String>>),
    /// Words that many rows share.
    Shared(Vec<Arc<str>>),
    /// Whole numbers.
    Whole(Vec<Option<i64>>),
    /// Decimals, rounded half up to this many digits where they go on.
    Decimal(Vec<Option<Exact>>, u8),
}

impl Written {
    /// How many rows it has.
    pub fn len(&self) -> usize {
        match self {
            Self::Words(cells) => cells.len(),
            Self::Shared(cells) => cells.len(),
            Self::Whole(cells) => cells.len(),
            Self::Decimal(cells, _) => cells.len(),
        }
    }
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
