//! A table of counts and words, written part by part: what is scored in whole counts is never made text or number first.

mod csv_out;
#[cfg(feature = "parquet")]
mod parquet_out;

pub(crate) use csv_out::{Lines, lines, write_lines};
#[cfg(feature = "parquet")]
pub(crate) use parquet_out::{Pages, pages, writer};

use std::sync::Arc;

use crate::column::Bits;

/// A column of the table.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    pub name: String,
    pub kind: Kind,
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Counts of a decimal with so many digits after the point; whole numbers at 0.
    Counts(u8),
    Words,
}

/// The cells of one column in one part.
#[derive(Clone, Debug)]
pub(crate) enum Cells {
    /// What stands in a gap is nought.
    Counts { counts: Vec<i32>, given: Bits },
    /// The word of each row, from 1; 0 where there is none.
    Words { codes: Vec<u32>, words: Arc<[String]> },
}
