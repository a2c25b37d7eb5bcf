//! A wide table to cells: one row per agency, and a column per figure, called by its item, a point and its field.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::{Cells, RESERVED, Target};
use super::read::{self, stamp};
use super::statement::Statement;
use crate::criteria::Criteria;
use crate::fault::{Fault, Faults, Place, hint};
use crate::rule::FigureKind;
use crate::table::{Row, Table};

/// What a row says beside its figures.
const OWN: [&str; 7] = ["agency", "year", "lane", "by", "on", "document", "note"];

/// What a column holds.
enum Holds {
    /// A figure: the item, empty for the set's own, and the field.
    Figure(String, String),
    /// What the figure in another column rests on, or what is noted of it.
    Beside(String, String, &'static str),
}

/// Whether a table is wide: it has agencies, and no column of items or fields.
pub(super) fn is_wide(table: &Table) -> bool {
    table.column("agency").is_some()
        && table.column("field").is_none()
        && table.column("item").is_none()
        && table.column("value").is_none()
}

/// A column of figures.
struct Column {
    /// Which of the table's it is.
    at: usize,
    item: String,
    field: String,
    /// Where its heading stands.
    head: Place,
    /// Where its figures go; nothing where it is a field of declarations or marks.
    target: Option<Target>,
    /// The columns of what its figures rest on, those of the figure before those of the item.
    documents: Vec<usize>,
    notes: Vec<usize>,
}

/// Takes the table in. An empty cell is no line: the figure was not given at all.
pub(super) fn take(table: &Table, criteria: &Criteria, cells: &mut Cells<'_>, faults: &mut Faults) {
    let known = names(criteria);
    let Some(held) = columns(table, criteria, &known, faults) else {
        return;
    };
    let columns = laid(table, held, cells);
    let own = OWN.map(|name| table.column(name));
    let year = criteria.year.to_string();
    for row in table.rows() {
        take_row(row, own, &columns, &year, cells, faults);
    }
}

fn is_filled(row: Row<'_>, at: usize) -> bool {
    row.text(at).is_some_and(|text| !text.trim().is_empty())
}

/// The columns of figures, each with where its figures go and the columns beside it.
fn laid(table: &Table, held: Vec<(usize, Holds)>, cells: &Cells<'_>) -> Vec<Column> {
    let mut beside: BTreeMap<(String, String, &str), usize> = BTreeMap::new();
    let mut figures = Vec::new();
    for (at, holds) in held {
        match holds {
            Holds::Figure(item, field) => figures.push((at, item, field)),
            Holds::Beside(item, field, what) => drop(beside.insert((item, field, what), at)),
        }
    }
    let column = |(at, item, field): (usize, String, String)| {
        let aside = |what| {
            let key = |field: &str| (item.clone(), field.to_owned(), what);
            let found = [key(&field), key("")].into_iter().filter_map(|key| beside.get(&key));
            found.copied().collect()
        };
        let head = table.columns().get(at).map(|(_, place)| place.clone());
        Column {
            at,
            head: head.unwrap_or_else(|| Place::whole("")),
            target: cells.target(&item, &field),
            documents: aside("document"),
            notes: aside("note"),
            item,
            field,
        }
    };
    figures.into_iter().map(column).collect()
}

/// Takes one row in; `own` are the columns that speak of the row as a whole.
fn take_row(
    row: Row<'_>,
    own: [Option<usize>; 7],
    columns: &[Column],
    year: &str,
    cells: &mut Cells<'_>,
    faults: &mut Faults,
) {
    let cell = |at: Option<usize>| at.and_then(|at| row.cell(at));
    let [agency, own_year, lane, by, on, document, note] = own.map(cell);
    let Some((agency, place)) = agency else {
        return;
    };
    let Some(stamp) = stamp(lane, by, on, faults) else {
        return;
    };
    if !columns.iter().any(|column| is_filled(row, column.at)) {
        return;
    }
    let (year, year_place) = own_year.unwrap_or_else(|| (year, place.clone()));
    let (year, agency) = ((year, &year_place), (agency, &place));
    let at = cells
        .row(year, agency, stamp.lane)
        .map_err(|refused| refused.map(|fault| faults.add(*fault)));
    let document = read::document(document, faults);
    let note = read::words(note);
    for column in columns.iter().filter(|column| is_filled(row, column.at)) {
        let Some((value, place)) = row.cell(column.at) else {
            continue;
        };
        let beside = |among: &[usize]| among.iter().copied().find(|at| is_filled(row, *at));
        let own_document = beside(&column.documents).map(|at| read::document(row.cell(at), faults));
        let own_note = beside(&column.notes).and_then(|at| read::words(row.cell(at)));
        let said = Statement {
            agency,
            year,
            item: (&column.item, &column.head),
            field: (&column.field, &column.head),
            value: (value, &place),
            document: own_document.as_ref().unwrap_or(&document).as_ref(),
            note: own_note.or(note),
            stamp: &stamp,
        };
        match (&at, &column.target) {
            (Ok(at), Some(target)) => cells.add_to(target, *at, &said, faults),
            (Ok(_), None) => cells.add(&said, faults),
            (Err(_), _) => {}
        }
    }
}

/// What every column holds; a column that nobody asked for is a fault.
fn columns(
    table: &Table,
    criteria: &Criteria,
    known: &BTreeSet<String>,
    faults: &mut Faults,
) -> Option<Vec<(usize, Holds)>> {
    let before = faults.len();
    let mut seen = BTreeSet::new();
    let mut held = Vec::new();
    for (k, (name, place)) in table.columns().iter().enumerate() {
        if !seen.insert(name.trim_start_matches('.')) {
            faults.add(Fault::new("repeated-column", place).with("column", name));
        } else if !OWN.contains(&name.as_str()) {
            match holds(name, criteria, known) {
                Some(holds) => held.push((k, holds)),
                None => faults.add(unasked(name, place, known, &OWN)),
            }
        }
    }
    (faults.len() == before).then_some(held)
}

/// That nobody asked for a column.
pub(super) fn unasked(
    name: &str,
    place: &Place,
    known: &BTreeSet<String>,
    own: &[&'static str],
) -> Fault {
    let known = known.iter().map(String::as_str).chain(own.iter().copied());
    Fault::new("unasked-column", place).with("column", name).with("hint", hint(name, known))
}

fn holds(name: &str, criteria: &Criteria, known: &BTreeSet<String>) -> Option<Holds> {
    let figure = |name: &str| -> Option<(String, String)> {
        let name = name.strip_prefix('.').unwrap_or(name);
        known.contains(name).then(|| parted(name, criteria))
    };
    if let Some((item, field)) = figure(name) {
        return Some(Holds::Figure(item, field));
    }
    let (of, what) = name.rsplit_once('.')?;
    let what = ["document", "note"].into_iter().find(|known| *known == what)?;
    let is_item = criteria.nodes.iter().skip(1).any(|node| node.id.as_str() == of);
    let found = figure(of).or(is_item.then(|| (of.to_owned(), String::new())));
    found.map(|(item, field)| Holds::Beside(item, field, what))
}

/// The item, the longest id that the name begins with, and the field behind its point; no item for the set's own.
fn parted(name: &str, criteria: &Criteria) -> (String, String) {
    let cuts = name.char_indices().rev().filter(|(_, letter)| *letter == '.');
    let parts = cuts.filter_map(|(at, _)| Some((name.get(..at)?, name.get(at + 1..)?)));
    let is_item = |item: &str| criteria.nodes.iter().skip(1).any(|node| node.id.as_str() == item);
    let found = parts.into_iter().find(|(item, _)| is_item(item));
    let (item, field) = found.unwrap_or(("", name));
    (item.to_owned(), field.to_owned())
}

/// Every column of figures that a table can have.
pub(super) fn names(criteria: &Criteria) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for figure in &criteria.figures {
        let item = figure.item.as_ref().map_or_else(String::new, |item| format!("{item}."));
        let name = format!("{item}{}", figure.name);
        if figure.kind == FigureKind::Ballots {
            names.extend(figure.options.iter().map(|option| format!("{name}.{option}")));
        } else {
            names.insert(name);
        }
    }
    for node in criteria.nodes.iter().skip(1) {
        names.extend(RESERVED.iter().map(|field| format!("{}.{field}", node.id)));
    }
    names
}
