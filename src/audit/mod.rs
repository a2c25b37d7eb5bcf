//! A published table -> findings: does its arithmetic hold, under which rounding, and which figures must be wrong.
//!
//! A relation is taken up when the names of columns say it or when it holds in nearly every row; a figure is at fault
//! only when no rounding of what it came from, nor of itself, explains it.

mod agreement;
mod book;
mod changes;
mod convention;
mod expression;
mod figures;
mod law;
mod ledger;
mod mapping;
mod order;
mod percents;
mod printed;
mod ranks;
mod relations;
mod repair;
mod roles;
mod said;
mod sets;
mod sheet;
mod span;
mod sums;
mod tiers;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use book::Book;
pub use convention::Convention;
use mapping::Mapping;
use sheet::Sheet;

use crate::fault::{Fault, Faults, Place};
use crate::language::Message;
use crate::table::Grid;

/// Why a published table could not be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum AuditError {
    /// A file could not be opened.
    #[error("cannot read `{}`: {source}", path.display())]
    Unreadable {
        /// The file asked for.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The files were read and are wrong.
    #[error("{0}")]
    Faulty(Faults),
}

/// A column, and what it was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The sheet.
    pub sheet: String,
    /// The heading.
    pub title: String,
    /// The role: `points`, `max`, `percent` …
    pub role: &'static str,
    /// Whether a mapping gave it.
    pub given: bool,
}

/// A figure that must be wrong, and the one that would reconcile it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Where it is printed.
    pub place: Place,
    /// The row's name.
    pub row: String,
    /// The column's heading.
    pub column: String,
    /// As printed.
    pub printed: String,
    /// What would reconcile it, when known; decimals with a point.
    pub reconciled: Option<String>,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The stable name: `audit-share`.
    pub name: &'static str,
    /// Whether figures contradict each other; else it is to be noted.
    pub contradiction: bool,
    /// Where.
    pub places: Vec<Place>,
    /// What does not hold, one sentence for each relation.
    pub messages: Vec<Message>,
    /// The smallest set of figures that must be wrong.
    pub wrong: Vec<Wrong>,
    /// Other sets as small.
    pub or: Vec<Vec<Wrong>>,
}

/// What an audit found.
#[derive(Clone, Debug, Default)]
pub struct Audit {
    /// What each column was taken for.
    pub columns: Vec<Taken>,
    /// How percents are rounded.
    pub conventions: Vec<Convention>,
    /// How many relations were looked at.
    pub relations: usize,
    /// What was found, contradictions first.
    pub findings: Vec<Finding>,
}

impl Audit {
    /// Reads and audits published tables; several are also held against each other.
    ///
    /// # Errors
    /// When a file cannot be opened, is no table, or the mapping is wrong.
    pub fn read<P: AsRef<Path>>(tables: &[P], mapping: Option<&Path>) -> Result<Self, AuditError> {
        let unreadable = |path: &Path| {
            let path = path.to_owned();
            move |source| AuditError::Unreadable { path, source }
        };
        let mut files = Vec::new();
        for path in tables {
            let path = path.as_ref();
            files.push((path.display().to_string(), fs::read(path).map_err(unreadable(path))?));
        }
        let mapping = match mapping {
            Some(path) => Some((
                path.display().to_string(),
                fs::read_to_string(path).map_err(unreadable(path))?,
            )),
            None => None,
        };
        let files: Vec<(&str, &[u8])> =
            files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        Self::of(&files, mapping.as_ref().map(|(name, text)| (name.as_str(), text.as_str())))
    }

    /// The same from names and bytes.
    ///
    /// # Errors
    /// When a file is no table, or the mapping is wrong.
    pub fn of(tables: &[(&str, &[u8])], mapping: Option<(&str, &str)>) -> Result<Self, AuditError> {
        let mut faults = Faults::default();
        let mapping = mapping.map_or_else(
            || Some(Mapping::default()),
            |(file, text)| Mapping::read(file, text, &mut faults),
        );
        let mapping = mapping.unwrap_or_default();
        let (mut book, mut sheets, mut audit) = (Book::default(), Vec::new(), Self::default());
        for (file, bytes) in tables {
            let grids = Grid::parse(file, bytes, &mut faults);
            let before = sheets.len();
            let mut any = false;
            for grid in grids {
                any |= figures::find(&mut book, &grid, &mut audit.columns);
                if !any {
                    sheets.extend(Sheet::read(&grid, &mapping, &mut book.ledger));
                }
            }
            if sheets.len() == before && !any && !faults.is_faulty() {
                faults.add(Fault::new("table-empty", &Place::whole(file)));
            }
        }
        relations::unknown_columns(&mapping, &sheets, &mut faults);
        if faults.is_faulty() {
            return Err(AuditError::Faulty(faults.sorted()));
        }
        for sheet in &sheets {
            audit.columns.extend(sheet.heads.iter().map(|head| Taken {
                sheet: sheet.name.clone(),
                title: head.title.clone(),
                role: head.role.word(),
                given: head.given,
            }));
            relations::find(&mut book, sheet, &mapping);
        }
        agreement::find(&mut book, &sheets);
        Ok(audit.finished(book))
    }

    fn finished(mut self, mut book: Book) -> Self {
        let mut conventions = convention::infer(&book.ledger, &book.relations);
        conventions.append(&mut book.conventions);
        self.conventions = conventions;
        let mut findings = repair::contradictions(&book.ledger, &book.relations);
        findings.append(&mut book.findings);
        findings.sort_by(|a, b| {
            b.contradiction.cmp(&a.contradiction).then_with(|| a.places.cmp(&b.places))
        });
        self.relations = book.relations.len() + book.checked;
        self.findings = findings;
        self
    }

    /// Whether any figures contradict each other.
    #[must_use]
    pub fn is_contradicted(&self) -> bool {
        self.findings.iter().any(|finding| finding.contradiction)
    }

    /// The findings that are contradictions.
    pub fn contradictions(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.contradiction)
    }
}

impl Finding {
    fn contradiction(name: &'static str, places: Vec<Place>, message: Message) -> Self {
        Self {
            name,
            contradiction: true,
            places,
            messages: vec![message],
            wrong: Vec::new(),
            or: Vec::new(),
        }
    }
}
