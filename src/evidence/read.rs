//! Files to evidence: each by its kind, then what only shows when all figures are in.

use std::collections::BTreeSet;
use std::path::Path;

use super::cells::{Cell, Cells};
use super::settle::{Given, settle};
use super::{Decision, Evidence, EvidenceError, figure, yaml};
use crate::agencies::Agencies;
use crate::criteria::Criteria;
use crate::document::Document;
use crate::fault::{Fault, Faults, Place, hint};
use crate::table::Table;

const COLUMNS: [&str; 7] = ["agency", "year", "item", "field", "value", "document", "note"];
const NEEDED: [&str; 5] = ["agency", "year", "item", "field", "value"];

/// Whether a file of an evidence folder is evidence: figures that others published are not.
pub(super) fn is_evidence(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let suffix = path.extension().and_then(|suffix| suffix.to_str()).unwrap_or_default();
    matches!(suffix, "csv" | "parquet" | "yaml" | "yml")
        && !name.starts_with("published")
        && path.is_file()
}

pub(super) fn read(
    what: &str,
    files: &[(&str, &[u8])],
    criteria: &Criteria,
) -> Result<Evidence, EvidenceError> {
    let mut faults = Faults::default();
    let named = |wanted: &str| files.iter().find(|(name, _)| file_name(name) == wanted);
    let Some((name, bytes)) = named("agencies.yaml") else {
        faults.add(Fault::new("no-register", &Place::whole(what)));
        return Err(EvidenceError::Faulty(faults));
    };
    let register = Agencies::parse(name, bytes, &mut faults);
    let Some(register) = register.filter(|_| !faults.is_faulty()) else {
        return Err(EvidenceError::Faulty(faults.sorted()));
    };
    known_groups(&register, criteria, &mut faults);
    let mut cells = Cells::new(criteria, &register);
    let mut decisions = Vec::new();
    let mut any = false;
    for (name, bytes) in files.iter().filter(|(name, _)| file_name(name) != "agencies.yaml") {
        any = true;
        match Path::new(name).extension().and_then(|suffix| suffix.to_str()) {
            Some("yaml" | "yml") => {
                from_yaml(name, bytes, &register, &mut cells, &mut decisions, &mut faults)
            }
            _ => from_table(name, bytes, &mut cells, &mut faults),
        }
    }
    if !any {
        faults.add(Fault::new("no-evidence", &Place::whole(what)));
    }
    let presences = cells.presences();
    let place =
        |slot, row| cells.place(slot, row).cloned().unwrap_or_else(|| Place::whole("evidence"));
    let given = Given {
        agencies: &cells.agencies,
        columns: &cells.columns,
        sources: &cells.sources,
        notes: &cells.notes,
        place: &place,
    };
    settle(criteria, &given, &presences, &mut faults);
    if faults.is_faulty() {
        return Err(EvidenceError::Faulty(faults.sorted()));
    }
    let Cells { agencies, columns, sources, notes, objectives, .. } = cells;
    Ok(Evidence {
        year: criteria.year,
        agencies,
        register,
        columns,
        presences,
        sources,
        notes,
        objectives,
        decisions,
    })
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

fn from_yaml(
    name: &str,
    bytes: &[u8],
    register: &Agencies,
    cells: &mut Cells<'_>,
    decisions: &mut Vec<Decision>,
    faults: &mut Faults,
) {
    let Some(document) = Document::parse(name, bytes, faults) else {
        return;
    };
    if document.has("ties") {
        let known: Vec<&str> = register.iter().map(|agency| agency.code.as_str()).collect();
        decisions.extend(yaml::decisions(&document, &known, faults));
        return;
    }
    if let Some((found, notes)) = yaml::agency(&document, faults) {
        found.into_iter().for_each(|cell| cells.add(cell, faults));
        notes.into_iter().for_each(|(agency, item, source)| cells.note(&agency, &item, source));
    }
}

fn from_table(name: &str, bytes: &[u8], cells: &mut Cells<'_>, faults: &mut Faults) {
    let Some(table) = Table::parse(name, bytes, faults) else {
        return;
    };
    let mut seen = BTreeSet::new();
    for (column, place) in &table.columns {
        let (known, again) = (COLUMNS.contains(&column.as_str()), !seen.insert(column));
        match (known, again) {
            (true, true) => faults.add(Fault::new("repeated-column", place).with("column", column)),
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
        let head =
            table.columns.first().map_or_else(|| Place::whole(name), |(_, place)| place.clone());
        faults.add(Fault::new("column-missing", &head).listing("columns", lacking));
        return;
    }
    for row in &table.rows {
        let cell = |column: &str| table.column(column).and_then(|k| row.get(k)).cloned();
        let (Some(agency), Some(year), Some(item), Some(field), Some(value)) =
            (cell("agency"), cell("year"), cell("item"), cell("field"), cell("value"))
        else {
            continue;
        };
        let document =
            cell("document").map_or(Ok(None), |(text, place)| figure::reference(&text, &place));
        let document = document.unwrap_or_else(|fault| {
            faults.add(fault);
            None
        });
        let note = cell("note").map(|(note, _)| note).filter(|note| !note.trim().is_empty());
        cells.add(Cell { agency, year, item, field, value, document, note }, faults);
    }
}
