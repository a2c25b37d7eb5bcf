//! A wide table, a row for each agency and year: read part by part into typed columns, never the whole file at once.

#[cfg(feature = "parquet")]
mod arrays;
mod csv_part;
mod keys;
#[cfg(feature = "parquet")]
mod parquet_part;

use std::io;
use std::path::Path;
use std::sync::Arc;

pub(crate) use keys::{Key, Keys, Numbering};

use super::lines::{Asked, CellKind, Lines};
use crate::column::Column;
use crate::fault::{Fault, Faults, Place};

/// What the cells of a column are asked to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// What a row is called by.
    Key,
    /// Yes or no.
    Bit,
    /// A day.
    Day,
    /// A number.
    Number,
    /// Words that only the reader of the table understands.
    Word,
}

/// One column asked for: its heading, and what its cells are.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    pub heading: String,
    pub kind: Kind,
}

/// The cells of a column that is no key.
#[derive(Clone, Debug, Default)]
pub(crate) struct Figures {
    pub column: Column,
    /// Cells that are not plainly what was asked for: gaps in the column until somebody reads them.
    pub odd: Vec<(usize, String)>,
}

/// Rows that are reckoned together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    pub rows: usize,
    /// In the order asked for.
    pub keys: Vec<Keys>,
    /// In the order asked for.
    pub figures: Vec<Figures>,
    /// Faults of rows that have no cells to speak of.
    pub faults: Vec<Fault>,
    file: Arc<str>,
    first: u64,
    /// The line of each row, where they do not follow one another.
    each: Vec<u64>,
}

impl Rows {
    /// Where a row stands in its file.
    pub fn place(&self, row: usize) -> Place {
        let follows = self.first + u64::try_from(row).unwrap_or(0);
        let line = self.each.get(row).copied().unwrap_or(follows);
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        Place { file: Arc::clone(&self.file), line, column: 0 }
    }
}

/// A wide table that is being read.
pub(crate) enum Wide {
    Csv(Lines, Arc<[Wanted]>),
    #[cfg(feature = "parquet")]
    Parquet(parquet_part::Groups),
}

/// A part of one, to be read on whatever thread.
pub(crate) enum Part {
    Csv(super::lines::Part, Arc<[Wanted]>),
    #[cfg(feature = "parquet")]
    Parquet(parquet_part::Group),
}

/// A table whose headings are known.
pub(crate) struct Opened {
    /// The headings, with their places.
    pub headings: Vec<(String, Place)>,
    #[cfg(feature = "parquet")]
    metadata: Option<parquet_part::Metadata>,
}

impl Opened {
    /// Reads the headings of a table; nothing where it cannot be read.
    pub fn read(path: &Path, faults: &mut Faults) -> io::Result<Option<Self>> {
        let name: Arc<str> = path.display().to_string().into();
        let place = |k: usize| Place {
            file: Arc::clone(&name),
            line: 1,
            column: u32::try_from(k + 1).unwrap_or(u32::MAX),
        };
        let placed = |(k, head): (usize, String)| (head.trim().to_owned(), place(k));
        let placed = |heads: Vec<String>| heads.into_iter().enumerate().map(placed).collect();
        match suffix(path).as_str() {
            #[cfg(feature = "parquet")]
            "parquet" => Ok(parquet_part::Metadata::read(path, faults)?.map(|metadata| Self {
                headings: placed(metadata.headings()),
                metadata: Some(metadata),
            })),
            "csv" => Ok(csv_part::headings(path, faults)?.map(|heads| Self {
                headings: placed(heads),
                #[cfg(feature = "parquet")]
                metadata: None,
            })),
            other => {
                let fault = Fault::new("table-unreadable", &Place::whole(&name));
                faults.add(fault.with("what", format!(".{other}: .csv, .parquet")));
                Ok(None)
            }
        }
    }
}

impl Wide {
    /// Opens a table for the columns asked for; what is wrong with it goes to `faults`.
    pub fn open(
        opened: Opened,
        path: &Path,
        wanted: Vec<Wanted>,
        faults: &mut Faults,
    ) -> io::Result<Option<Self>> {
        #[cfg(feature = "parquet")]
        if let Some(metadata) = opened.metadata {
            return Ok(parquet_part::open(metadata, path, wanted, faults).map(Self::Parquet));
        }
        drop(opened.headings);
        let asked: Vec<Asked> = wanted
            .iter()
            .map(|one| Asked { heading: one.heading.clone(), kind: CellKind::Word })
            .collect();
        let lines = Lines::open(path, &asked, faults)?;
        Ok(lines.map(|lines| Self::Csv(lines, wanted.into())))
    }

    /// Whether every cell of the column asked for at this place is a whole number of 32 bits or fewer.
    pub fn is_whole(&self, wanted: usize) -> bool {
        #[cfg(feature = "parquet")]
        if let Self::Parquet(groups) = self {
            return groups.is_whole(wanted);
        }
        // what CSV calls an agency is a text, whatever it looks like
        let _ = wanted;
        false
    }

    /// The parts one after the other; none after one that cannot be fetched.
    pub fn parts(&mut self) -> impl Iterator<Item = Result<Part, Box<Fault>>> + Send {
        std::iter::from_fn(|| match self {
            Self::Csv(lines, wanted) => {
                let part = lines.next_parts(1).map(|parts| parts.into_iter().next()).transpose()?;
                Some(part.map(|part| Part::Csv(part, Arc::clone(wanted))))
            }
            #[cfg(feature = "parquet")]
            Self::Parquet(groups) => groups.next().map(Part::Parquet).map(Ok),
        })
        .scan(false, |failed, part| {
            let before = std::mem::replace(failed, part.is_err());
            (!before).then_some(part)
        })
    }
}

impl Part {
    /// Reads the part.
    pub fn read(&self) -> Result<Rows, Box<Fault>> {
        match self {
            Self::Csv(super::lines::Part::Csv(part), wanted) => csv_part::read(part, wanted),
            Self::Csv(..) => Ok(Rows::default()),
            #[cfg(feature = "parquet")]
            Self::Parquet(group) => group.read(),
        }
    }
}

fn suffix(path: &Path) -> String {
    path.extension().and_then(|suffix| suffix.to_str()).unwrap_or_default().to_lowercase()
}
