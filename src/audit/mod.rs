//! A published table -> findings: does its arithmetic hold, under which rounding, and which figures must be wrong.
//!
//! A relation is taken up when the names of columns say it or when it holds in nearly every row; a figure is at fault
//! only when no rounding of what it came from, nor of itself, explains it.

mod agreement;
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
mod repair;
mod roles;
mod sheet;
mod span;
mod sums;
mod tiers;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

pub use convention::Convention;
use law::{Law, Relation};
use ledger::{Changes, Ledger, Slack};
use mapping::Mapping;
use roles::Role;
use sheet::{Kind, Sheet};

use crate::fault::{Fault, Faults, Place, hint};
use crate::language::{Message, Term};
use crate::quantity::Exact;
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

/// What is collected on the way.
#[derive(Debug, Default)]
struct Book {
    ledger: Ledger,
    relations: Vec<Relation>,
    conventions: Vec<Convention>,
    findings: Vec<Finding>,
    checked: usize,
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
            files.push((
                path.display().to_string(),
                fs::read(path).map_err(unreadable(path))?,
            ));
        }
        let mapping = match mapping {
            Some(path) => Some((
                path.display().to_string(),
                fs::read_to_string(path).map_err(unreadable(path))?,
            )),
            None => None,
        };
        let files: Vec<(&str, &[u8])> = files
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
            .collect();
        Self::of(
            &files,
            mapping
                .as_ref()
                .map(|(name, text)| (name.as_str(), text.as_str())),
        )
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
        unknown_columns(&mapping, &sheets, &mut faults);
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
            relate(&mut book, sheet, &mapping);
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
            b.contradiction
                .cmp(&a.contradiction)
                .then_with(|| a.places.cmp(&b.places))
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

/// Every relation that the sheet is to satisfy.
fn relate(book: &mut Book, sheet: &Sheet, mapping: &Mapping) {
    given(book, sheet, mapping);
    percents::find(book, sheet);
    changes::find(book, sheet);
    sums::find(book, sheet);
    ranks::find(book, sheet);
    tiers::find(book, sheet, mapping);
    unlisted(book, sheet);
}

/// The relations that the mapping gives.
fn given(book: &mut Book, sheet: &Sheet, mapping: &Mapping) {
    for written in &mapping.relations {
        let Some(result) = sheet.named(&written.is) else {
            continue;
        };
        let of = |names: &[crate::document::At<String>], rest: i64| -> Option<Vec<(i64, usize)>> {
            let sign = |k: usize| if k == 0 { 1 } else { rest };
            names
                .iter()
                .enumerate()
                .map(|(k, name)| Some((sign(k), sheet.named(name)?)))
                .collect()
        };
        if let Some(parts) = written.sum.as_deref().and_then(|names| of(names, 1)) {
            book.keep(sums::rows(sheet, &parts, result, "audit-sum"));
        }
        if let Some(parts) = written
            .difference
            .as_deref()
            .and_then(|names| of(names, -1))
        {
            book.keep(sums::rows(sheet, &parts, result, "audit-difference"));
        }
        let pair = written.share.as_ref().zip(written.of.as_ref());
        let pair = pair.and_then(|(part, whole)| Some((sheet.named(part)?, sheet.named(whole)?)));
        if let Some((part, whole)) = pair {
            book.keep(percents::by_row(sheet, part, whole, result));
        }
    }
}

/// Columns that the mapping names and no sheet has.
fn unknown_columns(mapping: &Mapping, sheets: &[Sheet], faults: &mut Faults) {
    let titles = || {
        sheets
            .iter()
            .flat_map(|sheet| &sheet.heads)
            .map(|head| head.title.as_str())
    };
    let names = mapping.columns.iter().map(|(name, _)| name);
    let related = mapping
        .relations
        .iter()
        .flat_map(|written| written.columns());
    for name in names.chain(related) {
        if sheets.iter().all(|sheet| sheet.named(name).is_none()) {
            let known: Vec<&str> = titles().collect();
            let fault = Fault::new("unknown-column", name.place()).with("column", name.as_str());
            faults.add(
                fault
                    .with("hint", hint(name, titles()))
                    .with("known", known.join(", ")),
            );
        }
    }
}

/// Maxima that add up to less than 100 without a total row: something is not listed.
fn unlisted(book: &mut Book, sheet: &Sheet) {
    let Some(max) = sheet.of(Role::Max).next() else {
        return;
    };
    let rows = 0..sheet.rows.len();
    let cells: Vec<usize> = rows
        .clone()
        .filter(|row| sheet.is(*row, Kind::Body))
        .filter_map(|row| sheet.cell(row, max))
        .collect();
    let values: Vec<Exact> = cells
        .iter()
        .map(|id| book.ledger.value(*id, &Changes::new()))
        .collect();
    let sum: Exact = values.iter().sum();
    let total = rows.into_iter().any(|row| sheet.is(row, Kind::Total));
    let ranked = sheet.of(Role::Rank).next().is_some() || sheet.of(Role::Tier).next().is_some();
    if total || ranked || values.len() < 2 || sum >= Exact::HUNDRED || sum.is_zero() {
        return;
    }
    let place = sheet.heads.get(max).map(|head| head.place.clone());
    let message = Message::new("audit-unlisted")
        .with("rows", values.len())
        .with("sum", sum.clone())
        .with("rest", &Exact::HUNDRED - &sum);
    book.findings.push(Finding {
        contradiction: false,
        ..Finding::contradiction("audit-unlisted", place.into_iter().collect(), message)
    });
}

impl Book {
    /// Keeps relations of one family under the rounding that explains most of them.
    fn keep(&mut self, mut relations: Vec<Relation>) {
        let none = Changes::new();
        let failing = |relations: &[Relation]| {
            relations
                .iter()
                .filter(|relation| !relation.holds(&self.ledger, &none))
                .count()
        };
        let cut: Vec<Relation> = relations
            .iter()
            .map(|relation| relation.rounded(Slack::Truncate))
            .collect();
        if failing(&cut) < failing(&relations) {
            relations = cut;
        }
        self.keep_as_is(relations);
    }

    fn keep_as_is(&mut self, relations: Vec<Relation>) {
        for relation in relations {
            if !self.relations.iter().any(|known| known.same(&relation)) {
                self.relations.push(relation);
            }
        }
    }

    /// A count per tier in one table that the rows of another do not bear out.
    fn count_differs(&mut self, cell: usize, found: usize) {
        let Some(cell) = self.ledger.get(cell) else {
            return;
        };
        let message = Message::new("audit-tier-count")
            .with("printed", &cell.text)
            .with("found", found)
            .with("tier", &cell.row);
        let mut finding =
            Finding::contradiction("audit-tier-count", vec![cell.place.clone()], message);
        finding.wrong.push(Wrong {
            place: cell.place.clone(),
            row: cell.row.clone(),
            column: cell.column.clone(),
            printed: cell.text.clone(),
            reconciled: Some(found.to_string()),
        });
        self.findings.push(finding);
    }
}

impl Relation {
    /// The same under another rounding.
    fn rounded(&self, slack: Slack) -> Self {
        match &self.law {
            Law::Linear { terms, .. } => Self {
                name: self.name,
                law: Law::Linear {
                    terms: terms.clone(),
                    slack,
                },
            },
            _ => self.clone(),
        }
    }

    /// Whether it is about the same cells in the same way.
    fn same(&self, other: &Self) -> bool {
        let mut sides = [self, other].map(|relation| match &relation.law {
            Law::Linear { terms, .. } => {
                let sign = terms
                    .iter()
                    .min_by_key(|(_, id)| *id)
                    .is_some_and(|(factor, _)| factor.is_negative());
                let turned = |factor: &Exact| if sign { -factor } else { factor.clone() };
                let mut terms: Vec<_> = terms
                    .iter()
                    .map(|(factor, id)| (*id, turned(factor)))
                    .collect();
                terms.sort();
                Some(terms)
            }
            _ => None,
        });
        let [one, two] = &mut sides;
        match (one.take(), two.take()) {
            (Some(one), Some(two)) => one == two,
            (None, None) => {
                matches!((&self.law, &other.law), (Law::Share { part, base, percent }, Law::Share { part: p, base: b, percent: q }) if part == p && base == b && percent == q)
            }
            _ => false,
        }
    }

    /// What does not hold, in a sentence.
    fn said(&self, ledger: &Ledger) -> Message {
        let none = Changes::new();
        let result = self.result();
        let printed = |id: usize| {
            ledger
                .get(id)
                .map(|cell| cell.text.clone())
                .unwrap_or_default()
        };
        let cells = self.cells();
        let parts = cells
            .iter()
            .filter(|id| **id != result)
            .map(|id| Term::Words(printed(*id)))
            .collect::<Vec<_>>();
        let reckoned = self.reckoned(result, ledger, &none);
        let computed = match (
            ledger.get(result).and_then(|cell| cell.words.as_ref()),
            reckoned,
        ) {
            (Some(_), Some(value)) => Term::Words(ledger.written(result, &value)),
            (_, Some(value)) => Term::Number(value),
            (_, None) => Term::Words(String::from("?")),
        };
        let mut message = Message::new(self.name)
            .with("printed", printed(result))
            .with("computed", computed);
        message = match &self.law {
            Law::Share { part, base, .. } => {
                let base: Vec<Term> = base.iter().map(|id| Term::Words(printed(*id))).collect();
                message.with("part", printed(*part)).with("base", base)
            }
            Law::Linear { terms, .. } => message.with("parts", signed(terms, &printed)),
            Law::Place { group, row } => {
                let score = group
                    .scores
                    .get(*row)
                    .map(|id| printed(*id))
                    .unwrap_or_default();
                message.with("score", score)
            }
        };
        message.with("others", parts).with(
            "row",
            ledger
                .get(result)
                .map(|cell| cell.row.clone())
                .unwrap_or_default(),
        )
    }
}

/// `11 − 8,75`, as printed.
fn signed(terms: &[(Exact, usize)], printed: &impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    let parts = terms.iter().take(terms.len().saturating_sub(1));
    for (k, (factor, id)) in parts.enumerate() {
        let sign = match (k, factor.is_negative()) {
            (0, false) => "",
            (0, true) => "−",
            (_, false) => " + ",
            (_, true) => " − ",
        };
        text.push_str(sign);
        text.push_str(printed(*id).trim_start_matches('+'));
    }
    text
}
