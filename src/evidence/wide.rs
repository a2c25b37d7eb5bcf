//! A wide table to cells: one row per agency, and a column per figure, called by its item, a point and its field.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::{Cell, Cells, RESERVED};
use super::read::{self, stamp};
use crate::criteria::Criteria;
use crate::fault::{Fault, Faults, Place, hint};
use crate::rule::FigureKind;
use crate::table::Table;

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

/// Takes the table in. An empty cell is no line: the figure was not given at all.
pub(super) fn take(table: &Table, criteria: &Criteria, cells: &mut Cells<'_>, faults: &mut Faults) {
    let known = names(criteria);
    let Some(held) = columns(table, criteria, &known, faults) else {
        return;
    };
    let beside: BTreeMap<(&str, &str, &str), usize> = held
        .iter()
        .filter_map(|(k, holds)| match holds {
            Holds::Beside(item, field, what) => Some(((item.as_str(), field.as_str(), *what), *k)),
            Holds::Figure(..) => None,
        })
        .collect();
    for row in &table.rows {
        let cell = |name: &str| table.column(name).and_then(|k| row.get(k));
        let Some(agency) = cell("agency") else {
            continue;
        };
        let Some(stamp) = stamp(cell("lane"), cell("by"), cell("on"), faults) else {
            continue;
        };
        let year = (criteria.year.to_string(), agency.1.clone());
        let year = cell("year").cloned().unwrap_or(year);
        for (k, holds) in &held {
            let (Holds::Figure(item, field), Some(value)) = (holds, row.get(*k)) else {
                continue;
            };
            if value.0.trim().is_empty() {
                continue;
            }
            let own = |what| beside.get(&(item.as_str(), field.as_str(), what));
            let of_item = |what| beside.get(&(item.as_str(), "", what));
            let aside = |what: &'static str| {
                let at = own(what).or_else(|| of_item(what));
                let text = at.and_then(|k| row.get(*k)).filter(|(text, _)| !text.trim().is_empty());
                text.or_else(|| cell(what))
            };
            let place = table.columns.get(*k).map_or(&value.1, |(_, place)| place);
            cells.add(
                Cell {
                    agency: agency.clone(),
                    year: year.clone(),
                    item: (item.clone(), place.clone()),
                    field: (field.clone(), place.clone()),
                    value: value.clone(),
                    document: read::document(aside("document"), faults),
                    note: read::words(aside("note")),
                    stamp: stamp.clone(),
                },
                faults,
            );
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
    for (k, (name, place)) in table.columns.iter().enumerate() {
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
