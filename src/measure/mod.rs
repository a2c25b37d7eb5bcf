//! Case registers and survey ballots -> figures per agency: counted in a stream, exactly, on any number of threads.
//!
//! `written` holds what `measures.yaml` says, `declare` and `feeds` bind it; `count` and `ballots` count lines, `divided`
//! divides, `results` rounds what feeds evidence, and `sql` says the same counting to an engine that a person already runs.

mod ballots;
mod bind;
mod condition;
mod consistency;
mod count;
mod counted;
mod declare;
mod divided;
mod feeds;
mod found;
mod inspect;
mod known;
mod lanes;
mod parallel;
mod results;
mod sql;
mod tables;
mod tally;
mod together;
mod whose;
mod written;

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::criteria::Criteria;
use crate::fault::{Fault, Faults, Place};
use crate::language::Text;
use crate::quantity::{Rounding, Year};
use crate::table::{Asked, CellKind};
pub(crate) use condition::Condition;
pub use consistency::{Alpha, Consistency};
pub use counted::Counted;
pub(crate) use results::Given;
pub use results::{Answers, Held, Measured, Poll, Ratio, Reading, Tally};
pub use sql::Engine;
pub(crate) use written::StraightLined;

/// What is counted in registers and surveys, and which evidence it feeds: `measures.yaml`, bound to its criteria.
#[derive(Clone, Debug)]
pub struct Measures {
    pub(crate) year: Year,
    pub(crate) registers: Vec<Register>,
    pub(crate) surveys: Vec<Survey>,
}

/// A register: each line a case, or an agency's own count of cases.
#[derive(Clone, Debug)]
pub(crate) struct Register {
    pub name: String,
    pub title: Text,
    pub source: Option<String>,
    /// What is asked of its files: the agency first.
    pub asked: Vec<Asked>,
    /// Where the year of each line stands, where lines say it.
    pub year: Option<usize>,
    /// Where the case's own number stands.
    pub id: Option<usize>,
    /// First and last day.
    pub period: (i32, i32),
    pub columns: Vec<Column>,
    pub order: Vec<usize>,
    pub only: Option<Condition>,
    pub counts: Vec<(String, Condition)>,
    pub sums: Vec<(String, Sum)>,
    pub shares: Vec<Share>,
    pub identities: Vec<Identity>,
    pub line_identities: Vec<Identity>,
    pub feeds: Vec<Feed<Figure>>,
}

/// A column of a register.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub name: String,
    /// Where it stands among those asked for.
    pub at: usize,
    pub empty: bool,
    /// All spellings that may stand there; any where there are none.
    pub words: Vec<(String, Vec<String>)>,
}

/// What a column adds up to.
#[derive(Clone, Debug)]
pub(crate) struct Sum {
    pub column: usize,
    pub lines: Option<Condition>,
}

/// One figure in percent of another.
#[derive(Clone, Debug)]
pub(crate) struct Share {
    pub name: String,
    pub title: Option<Text>,
    pub part: Vec<usize>,
    pub whole: Vec<usize>,
    pub rounding: Option<Rounding>,
    pub source: Option<String>,
}

/// What must add up to what: figures of each agency, or columns of each line.
#[derive(Clone, Debug)]
pub(crate) struct Identity {
    pub sum: Vec<usize>,
    pub is: Vec<usize>,
    pub said: String,
    pub source: Option<String>,
}

/// Counts and sums by their places, added up; or a share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Figure {
    Counts(Vec<usize>),
    Share(usize),
}

/// Evidence and what it is fed with.
#[derive(Clone, Debug)]
pub(crate) struct Feed<T> {
    /// Empty for the set's own.
    pub item: String,
    pub field: String,
    pub from: T,
}

/// A survey: each line a ballot.
#[derive(Clone, Debug)]
pub(crate) struct Survey {
    pub name: String,
    pub title: Text,
    pub source: Option<String>,
    /// What is asked of its files: the agency first, questions last.
    pub asked: Vec<Asked>,
    pub ballot: Option<usize>,
    /// Where the respondents' group stands, and the groups with their spellings.
    pub respondents: Option<usize>,
    pub groups: Vec<(String, Vec<String>)>,
    /// Where the first question stands; the others follow.
    pub first: usize,
    pub questions: Vec<String>,
    pub options: Vec<String>,
    /// The first option that counts as satisfied.
    pub satisfied_from: Option<usize>,
    pub straight_lined: StraightLined,
    pub feeds: Vec<Feed<Among>>,
}

/// What of a survey: of one question or all, of one group or all.
#[derive(Clone, Debug)]
pub(crate) struct Among {
    pub what: Asks,
    pub question: Option<usize>,
    pub group: Option<usize>,
    pub rounding: Option<Rounding>,
}

/// How far answers are told apart when they are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// Every question.
    Every,
    /// The questions that evidence is fed with; the others are counted together, as answers of the first of them.
    AsFed,
}

/// What is asked of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asks {
    Answers,
    Ballots,
    Satisfied,
    Mean,
}

impl Register {
    /// `lines`, then the names of counts and of sums: the order of figures.
    pub fn figures(&self) -> impl Iterator<Item = &str> + Clone {
        let counts = self.counts.iter().map(|(name, _)| name.as_str());
        std::iter::once("lines")
            .chain(counts)
            .chain(self.sums.iter().map(|(name, _)| name.as_str()))
    }

    pub fn agency_heading(&self) -> &str {
        self.asked.first().map_or("", |asked| asked.heading.as_str())
    }
}

/// Why measures could not be taken.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum MeasureError {
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

impl Measures {
    /// Reads `measures.yaml` in the folder of a criteria set, or the file itself.
    ///
    /// # Errors
    /// When the file cannot be opened, or when anything in it is wrong: all faults at once.
    pub fn read(path: impl AsRef<Path>, criteria: &Criteria) -> Result<Self, MeasureError> {
        let path = path.as_ref();
        let file = if path.is_dir() { path.join("measures.yaml") } else { path.to_owned() };
        if path.is_dir() && !file.exists() {
            let mut faults = Faults::default();
            faults.add(Fault::new("no-measures", &Place::whole(&path.display().to_string())));
            return Err(MeasureError::Faulty(faults));
        }
        let bytes = std::fs::read(&file)
            .map_err(|source| MeasureError::Unreadable { path: file.clone(), source })?;
        Self::parse(&file.display().to_string(), &bytes, criteria).map_err(MeasureError::Faulty)
    }

    /// Reads measures from a text.
    ///
    /// # Errors
    /// When anything in it is wrong: all faults at once.
    pub fn parse(file: &str, bytes: &[u8], criteria: &Criteria) -> Result<Self, Faults> {
        declare::declared(file, bytes, criteria)
    }

    /// The names of its registers and surveys.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let registers = self.registers.iter().map(|register| register.name.as_str());
        registers.chain(self.surveys.iter().map(|survey| survey.name.as_str()))
    }

    /// The JSON Schema of `measures.yaml`, for a YAML editor.
    #[must_use]
    pub fn schema() -> serde_json::Value {
        schemars::schema_for!(written::MeasuresForm).to_value()
    }
}

/// One more column to be asked for; where it stands.
fn ask(asked: &mut Vec<Asked>, heading: &str, kind: CellKind) -> usize {
    asked.push(Asked { heading: heading.to_owned(), kind });
    asked.len() - 1
}
