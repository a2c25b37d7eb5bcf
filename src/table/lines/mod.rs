//! A register of lines, read part by part and block by block: typed columns, never the whole file at once (XLSX aside).

mod cell;
mod csv_lines;
#[cfg(feature = "parquet")]
mod dictionary;
#[cfg(feature = "parquet")]
mod packed;
#[cfg(feature = "parquet")]
mod levels;
#[cfg(feature = "parquet")]
mod value;
#[cfg(feature = "parquet")]
mod pages;
#[cfg(feature = "parquet")]
mod parquet_lines;
mod sheet_lines;
mod words;

pub(super) use cell::iso;
pub(super) use csv_lines::{CsvPart, Plain};
pub(crate) use words::Words;

use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::fault::{Fault, Faults, Place};

/// A day that is not given.
pub(crate) const NO_DAY: i32 = i32::MIN;
/// A whole number that is not given.
pub(crate) const NO_NUMBER: i64 = i64::MIN;

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CellKind {
    Word,
    Day,
    Whole,
}

/// One column asked for: its heading and what its cells are.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub heading: String,
    pub kind: CellKind,
}

/// The cells of one column in a block.
#[derive(Clone, Debug)]
pub(crate) enum Cells {
    /// Which word stands in each line, from 1; 0 where none does. Blocks of one part share their words.
    Words { codes: Vec<u32>, words: Arc<Words> },
    /// Days since 1 January 1970, or [`NO_DAY`].
    Days(Vec<i32>),
    /// Whole numbers from 0, or [`NO_NUMBER`].
    Wholes(Vec<i64>),
}

/// A cell that is not what its column asks for.
#[derive(Clone, Debug)]
pub(crate) struct Bad {
    pub row: usize,
    pub column: usize,
    pub text: String,
}

/// Lines that are counted together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Block {
    pub rows: usize,
    pub columns: Vec<Cells>,
    pub bad: Vec<Bad>,
    /// Faults of lines that have no cells to speak of.
    pub faults: Vec<Fault>,
    file: Arc<str>,
    first: u64,
    /// The line of each row, where they do not follow one another.
    each: Vec<u64>,
}

impl Block {
    /// Where a row stands in its file.
    pub fn place(&self, row: usize) -> Place {
        let follows = self.first + u64::try_from(row).unwrap_or(0);
        let line = self.each.get(row).copied().unwrap_or(follows);
        Place {
            file: Arc::clone(&self.file),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: 0,
        }
    }
}

/// A part of a register, to be read on whatever thread.
pub(crate) enum Part {
    Csv(csv_lines::CsvPart),
    Sheet(sheet_lines::SheetPart),
    #[cfg(feature = "parquet")]
    Parquet(parquet_lines::ParquetPart),
}

impl Part {
    /// Reads the part and hands its blocks over in order.
    pub fn blocks(&self, each: &mut dyn FnMut(Block)) -> Result<(), Box<Fault>> {
        match self {
            Self::Csv(part) => part.blocks(each),
            Self::Sheet(part) => part.blocks(each),
            #[cfg(feature = "parquet")]
            Self::Parquet(part) => part.blocks(each),
        }
    }
}

/// A register that is being read.
pub(crate) enum Lines {
    Csv(csv_lines::CsvLines),
    Sheet(Option<sheet_lines::SheetPart>),
    #[cfg(feature = "parquet")]
    Parquet(parquet_lines::ParquetLines),
}

impl Lines {
    /// Opens a register by the suffix of its name; columns that it lacks go to `faults`.
    pub fn open(path: &Path, asked: &[Asked], faults: &mut Faults) -> io::Result<Option<Self>> {
        let asked: Arc<[Asked]> = asked.into();
        let suffix = path.extension().and_then(|suffix| suffix.to_str()).map(str::to_lowercase);
        Ok(match suffix.as_deref() {
            Some("xlsx") => sheet_lines::open(path, &asked, faults)?.map(|s| Self::Sheet(Some(s))),
            #[cfg(feature = "parquet")]
            Some("parquet") => parquet_lines::open(path, &asked, faults)?.map(Self::Parquet),
            #[cfg(not(feature = "parquet"))]
            Some("parquet") => {
                faults.add(super::unreadable(&path.display().to_string(), "Parquet"));
                None
            }
            _ => csv_lines::open(path, &asked, faults)?.map(Self::Csv),
        })
    }

    /// The next parts, at most `most` where a part is held in memory; none at the end.
    pub fn next_parts(&mut self, most: usize) -> Result<Vec<Part>, Box<Fault>> {
        match self {
            Self::Csv(lines) => lines.next_parts(most),
            Self::Sheet(part) => Ok(part.take().map(Part::Sheet).into_iter().collect()),
            #[cfg(feature = "parquet")]
            Self::Parquet(lines) => Ok(lines.next_parts()),
        }
    }
}

/// Where each column asked for stands among the headings; those lacking are one fault.
fn places(headings: &[String], asked: &[Asked], place: &Place) -> Result<Vec<usize>, Box<Fault>> {
    let at =
        |asked: &Asked| headings.iter().position(|heading| heading.trim() == asked.heading.trim());
    let lacking: Vec<&str> = asked
        .iter()
        .filter(|asked| at(asked).is_none())
        .map(|asked| asked.heading.as_str())
        .collect();
    if lacking.is_empty() {
        return Ok(asked.iter().filter_map(at).collect());
    }
    let known = headings.iter().map(String::as_str);
    let hint = lacking.first().map(|first| crate::fault::hint(first, known.clone()));
    let fault = Fault::new("register-column-missing", place).listing("columns", lacking);
    let fault = fault.listing("known", known);
    Err(Box::new(fault.with("hint", hint.unwrap_or_else(|| crate::language::Term::from("")))))
}
