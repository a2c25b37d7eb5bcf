//! Files to evidence: each by its kind, then what only shows when all figures are in.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::cells::Cells;
use super::form::{self, Forms};
use super::lane::{Lane, Stamp};
use super::layer::View;
use super::settle::settle;
use super::statement::{Cell, Statement};
use super::tables::{self, Tables};
use super::{Decision, Evidence, EvidenceError, Reference, figure, wide, yaml};
use crate::agencies::Agencies;
use crate::criteria::Criteria;
use crate::document::Document;
use crate::fault::{Fault, Faults, Place, hint};
use crate::table::{Book, Table};

const COLUMNS: [&str; 10] =
    ["agency", "year", "item", "field", "value", "document", "note", "lane", "by", "on"];
const NEEDED: [&str; 5] = ["agency", "year", "item", "field", "value"];

/// A file in memory: its name and what it holds.
pub(super) type File<'a> = (&'a str, &'a [u8]);

/// Whether a file of an evidence folder is evidence: figures that others published are not, nor what an editor leaves
/// beside an open file.
pub(super) fn is_evidence(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let suffix = path.extension().and_then(|suffix| suffix.to_str()).unwrap_or_default();
    matches!(suffix, "csv" | "parquet" | "yaml" | "yml" | "xlsx" | "ods")
        && !name.starts_with("published")
        && !name.starts_with(['~', '.'])
        && path.is_file()
}

/// Reads the files of a folder; `columns` says what other people call their columns, else `columns.yaml` among them.
pub(super) fn read(
    what: &str,
    files: &[File<'_>],
    columns: Option<File<'_>>,
    criteria: &Criteria,
) -> Result<Evidence, EvidenceError> {
    let mut faults = Faults::default();
    let named = |wanted: &str| files.iter().find(|(name, _)| file_name(name) == wanted).copied();
    let Some(register) = named("agencies.yaml") else {
        faults.add(Fault::new("no-register", &Place::whole(what)));
        return Err(EvidenceError::Faulty(faults));
    };
    let register = registered(register, criteria, &mut faults)?;
    let mapping = columns.or_else(|| named(tables::FILE));
    let tables = mapping.and_then(|(name, bytes)| Tables::read(name, bytes, &mut faults));
    let mut reader = Reader {
        criteria,
        register: &register,
        cells: Cells::new(criteria, &register),
        tables: tables.unwrap_or_default(),
        met: Vec::new(),
        forms: Forms::default(),
        decisions: Vec::new(),
        faults,
    };
    let apart = |name: &str| matches!(file_name(name), "agencies.yaml" | tables::FILE);
    let data: Vec<File<'_>> = files.iter().filter(|(name, _)| !apart(name)).copied().collect();
    data.iter().for_each(|file| reader.file(*file));
    if data.is_empty() {
        reader.faults.add(Fault::new("no-evidence", &Place::whole(what)));
    }
    let names: Vec<&str> = data.iter().map(|(name, _)| *name).collect();
    reader.tables.idle(&reader.met, &names, &mut reader.faults);
    let Reader { mut cells, forms, decisions, mut faults, .. } = reader;
    for cell in forms.cells(criteria, &mut faults) {
        cells.add(&cell.statement(), &mut faults);
    }
    evidence(cells, register.clone(), decisions, criteria, faults)
}

/// Evidence from lines alone.
pub(super) fn from_cells(
    register: &[u8],
    lines: &[Cell],
    criteria: &Criteria,
    mut faults: Faults,
) -> Result<Evidence, EvidenceError> {
    let register = registered(("agencies.yaml", register), criteria, &mut faults)?;
    let mut cells = Cells::new(criteria, &register);
    lines.iter().for_each(|cell| cells.add(&cell.statement(), &mut faults));
    evidence(cells, register.clone(), Vec::new(), criteria, faults)
}

fn registered(
    (name, bytes): File<'_>,
    criteria: &Criteria,
    faults: &mut Faults,
) -> Result<Agencies, EvidenceError> {
    let mut found = Faults::default();
    let register = Agencies::parse(name, bytes, &mut found);
    let Some(register) = register.filter(|_| !found.is_faulty()) else {
        found.join(std::mem::take(faults));
        return Err(EvidenceError::Faulty(found.sorted()));
    };
    faults.join(found);
    known_groups(&register, criteria, faults);
    Ok(register)
}

/// What the cells come to, unless anything is wrong.
fn evidence(
    cells: Cells<'_>,
    register: Agencies,
    decisions: Vec<Decision>,
    criteria: &Criteria,
    mut faults: Faults,
) -> Result<Evidence, EvidenceError> {
    let (mut lanes, claims, later) = cells.views();
    settle_all(criteria, &lanes, &mut faults);
    if faults.is_faulty() {
        return Err(EvidenceError::Faulty(faults.sorted()));
    }
    let view = if lanes.len() > 1 { lanes.last().cloned() } else { lanes.pop() };
    let Some(view) = view else {
        return Err(EvidenceError::Faulty(faults));
    };
    Ok(Evidence {
        year: criteria.year,
        register,
        decisions,
        lane: Lane::Final,
        view,
        lanes: Arc::new(lanes),
        claims: Arc::new(claims),
        later: Arc::new(later),
    })
}

/// Looks at every lane's view; what several see is told once.
fn settle_all(criteria: &Criteria, lanes: &[View], faults: &mut Faults) {
    let mut told = BTreeSet::new();
    for view in lanes {
        let mut found = Faults::default();
        settle(criteria, view, &mut found);
        let fresh = found.iter().filter(|fault| told.insert(fault.to_string()));
        fresh.for_each(|fault| faults.add(fault.clone()));
    }
}

fn file_name(path: &str) -> &str {
    Path::new(path).file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

fn known_groups(register: &Agencies, criteria: &Criteria, faults: &mut Faults) {
    for agency in register.iter().filter(|agency| agency.exists_in(criteria.year)) {
        let (group, place) = agency.group_in(criteria.year);
        if criteria.group(group).is_none() {
            let known = criteria.groups.iter().map(|group| group.name.as_str());
            let fault = Fault::new("unknown-group", place).with("agency", agency.code.as_str());
            faults
                .add(fault.with("group", group.as_str()).with("hint", hint(group.as_str(), known)));
        }
    }
}

/// Files on their way to cells.
struct Reader<'a> {
    criteria: &'a Criteria,
    register: &'a Agencies,
    cells: Cells<'a>,
    tables: Tables,
    /// Which of the mappings a table met.
    met: Vec<bool>,
    forms: Forms,
    decisions: Vec<Decision>,
    faults: Faults,
}

impl Reader<'_> {
    fn file(&mut self, (name, bytes): File<'_>) {
        match Path::new(name).extension().and_then(|suffix| suffix.to_str()) {
            Some("yaml" | "yml") => self.yaml(name, bytes),
            _ if Book::is_one(name) => self.book(name, bytes),
            _ => {
                let tables = self.tables.of_file(name, bytes, &mut self.met, &mut self.faults);
                tables.iter().for_each(|table| self.table(name, table));
            }
        }
    }

    fn yaml(&mut self, name: &str, bytes: &[u8]) {
        let Some(document) = Document::parse(name, bytes, &mut self.faults) else {
            return;
        };
        if document.has("ties") {
            let known: Vec<&str> =
                self.register.iter().map(|agency| agency.code.as_str()).collect();
            self.decisions.extend(yaml::decisions(&document, &known, &mut self.faults));
            return;
        }
        if let Some((found, notes)) = yaml::agency(&document, &mut self.faults) {
            found.iter().for_each(|cell| self.cells.add(&cell.statement(), &mut self.faults));
            for (agency, item, lane, source) in notes {
                self.cells.note(&agency, &item, lane, source);
            }
        }
    }

    /// A form, or sheets that are tables.
    fn book(&mut self, name: &str, bytes: &[u8]) {
        let Some(book) = Book::parse(name, bytes, &mut self.faults) else {
            return;
        };
        if form::is_form(&book) {
            return self.forms.take(name, &book, self.criteria, &mut self.faults);
        }
        let tables = self.tables.of_book(name, book, &mut self.met, &mut self.faults);
        tables.iter().for_each(|table| self.table(name, table));
    }

    fn table(&mut self, name: &str, table: &Table) {
        if wide::is_wide(table) {
            wide::take(table, self.criteria, &mut self.cells, &mut self.faults);
        } else {
            self.tidy(name, table);
        }
    }

    /// One figure a line.
    fn tidy(&mut self, name: &str, table: &Table) {
        let faults = &mut self.faults;
        let mut seen = BTreeSet::new();
        for (column, place) in table.columns() {
            let (known, again) = (COLUMNS.contains(&column.as_str()), !seen.insert(column));
            match (known, again) {
                (true, true) => {
                    faults.add(Fault::new("repeated-column", place).with("column", column))
                }
                (false, false) => faults.add(
                    Fault::new("unknown-column", place)
                        .with("column", column)
                        .with("hint", hint(column, COLUMNS.into_iter()))
                        .listing("known", COLUMNS),
                ),
                (true, false) | (false, true) => {}
            }
        }
        let lacking: Vec<&str> =
            NEEDED.into_iter().filter(|column| table.column(column).is_none()).collect();
        if !lacking.is_empty() {
            let head = table.columns().first();
            let head = head.map_or_else(|| Place::whole(name), |(_, place)| place.clone());
            faults.add(Fault::new("column-missing", &head).listing("columns", lacking));
            return;
        }
        let columns = COLUMNS.map(|column| table.column(column));
        for row in table.rows() {
            line(columns.map(|at| row.cell(at?)), &mut self.cells, faults);
        }
    }
}

/// Takes in a line of a tidy table: a cell for each of [`COLUMNS`].
fn line(line: [Option<Text<'_>>; 10], cells: &mut Cells<'_>, faults: &mut Faults) {
    let [agency, year, item, field, value, reference, note, lane, by, on] = line;
    let document = document(reference, faults);
    let (Some(stamp), Some(agency), Some(year)) = (stamp(lane, by, on, faults), agency, year)
    else {
        return;
    };
    let (Some(item), Some(field), Some(value)) = (item, field, value) else {
        return;
    };
    let said = Statement {
        agency: (agency.0, &agency.1),
        year: (year.0, &year.1),
        item: (item.0, &item.1),
        field: (field.0, &field.1),
        value: (value.0, &value.1),
        document: document.as_ref(),
        note: words(note),
        stamp: &stamp,
    };
    cells.add(&said, faults);
}

/// A cell's text and where it stands.
pub(super) type Text<'a> = (&'a str, Place);

/// Words, if there are any.
pub(super) fn words(cell: Option<Text<'_>>) -> Option<&str> {
    cell.map(|(words, _)| words).filter(|words| !words.trim().is_empty())
}

/// The document that a cell names.
pub(super) fn document(cell: Option<Text<'_>>, faults: &mut Faults) -> Option<Reference> {
    let (text, place) = cell?;
    kept(figure::reference(text, &place), faults).flatten()
}

/// The lane that a line is written in, by whom and when; nothing where there is no such lane.
pub(super) fn stamp(
    lane: Option<Text<'_>>,
    by: Option<Text<'_>>,
    on: Option<Text<'_>>,
    faults: &mut Faults,
) -> Option<Stamp> {
    let lane = lane.map_or(Ok(Lane::SelfScored), |(text, place)| Lane::parse(text, &place));
    let on = on.map_or(Ok(None), |(text, place)| figure::date(text, &place));
    let (lane, on) = (kept(lane, faults), kept(on, faults).flatten());
    Some(Stamp { lane: lane?, by: words(by).map(ToOwned::to_owned), on })
}

/// What was read; what is wrong with it goes to `faults`.
fn kept<T>(read: Result<T, Fault>, faults: &mut Faults) -> Option<T> {
    read.map_err(|fault| faults.add(fault)).ok()
}
