//! Copies of one agency's form, merged cell by cell: an empty cell overrides nothing, two that differ are a fault.

use std::collections::BTreeMap;

use super::Written;
use super::layout::{FILLED, FURTHER, MARK};
use crate::evidence::Lane;
use crate::fault::{Fault, Faults, Place};
use crate::language::Language;
use crate::quantity::{Reading, read_figure};
use crate::table::Grid;

/// Copies of one agency's form, merged: each cell by its item, its figure and its column.
#[derive(Clone, Debug)]
pub(super) struct Copies {
    pub agency: Written,
    pub year: Written,
    pub cells: BTreeMap<(String, String, String), Written>,
    /// Where the rows of items and figures stand, for what is wrong with them.
    pub rows: BTreeMap<(String, String), Place>,
    pub signers: BTreeMap<&'static str, Written>,
    /// Further lines, each by its lane, its item and its field.
    pub further: BTreeMap<(Lane, String, String), Further>,
}

/// A further line: where it stands, and its cells by their columns.
#[derive(Clone, Debug)]
pub(super) struct Further {
    pub place: Place,
    pub cells: BTreeMap<&'static str, Written>,
}

impl Copies {
    pub fn new(agency: Written, year: Written) -> Self {
        Self {
            agency,
            year,
            cells: BTreeMap::new(),
            rows: BTreeMap::new(),
            signers: BTreeMap::new(),
            further: BTreeMap::new(),
        }
    }

    /// Reads the rows below the hidden row of keys; a sheet without one has nothing to read.
    pub fn sheet(&mut self, sheet: &Grid, faults: &mut Faults) {
        let marked =
            |row: &&Vec<Written>| row.first().is_some_and(|(text, _)| text.as_str() == MARK);
        let Some(at) = sheet.rows.iter().position(|row| marked(&row)) else {
            return;
        };
        let keys = sheet.rows.get(at).map(Vec::as_slice).unwrap_or_default();
        let place = |key: &str| keys.iter().position(|(known, _)| known == key);
        let Some(field_at) = place("field") else {
            return;
        };
        if place("lane").is_some() {
            return self.further(sheet.rows.get(at + 1..).unwrap_or_default(), &place, faults);
        }
        let columns: Vec<(&str, usize)> =
            FILLED.iter().filter_map(|key| Some((*key, place(key)?))).collect();
        for row in sheet.rows.iter().skip(at + 1) {
            let (Some((item, row_place)), Some((field, _))) = (row.first(), row.get(field_at))
            else {
                continue;
            };
            if item.is_empty() && field.is_empty() {
                continue;
            }
            self.rows.entry((item.clone(), field.clone())).or_insert_with(|| row_place.clone());
            for (key, column) in &columns {
                let filled = row.get(*column).filter(|(text, _)| !text.is_empty());
                if let Some(written) = filled {
                    let at = (item.clone(), field.clone(), (*key).to_owned());
                    let name = if field.is_empty() { key } else { field.as_str() };
                    keep(&mut self.cells, at, written.clone(), name, faults);
                }
            }
        }
    }

    /// Reads further lines: the numbered rows in which anything is written.
    fn further(
        &mut self,
        rows: &[Vec<Written>],
        place: &dyn Fn(&str) -> Option<usize>,
        faults: &mut Faults,
    ) {
        let marked = |row: &&Vec<Written>| row.first().is_some_and(|(text, _)| !text.is_empty());
        for row in rows.iter().filter(marked) {
            let cell = |key: &str| row.get(place(key)?).filter(|(text, _)| !text.is_empty());
            if FURTHER.iter().all(|key| cell(key).is_none()) {
                continue;
            }
            let at = |key: &str| row.get(place(key)?).or(row.first()).map(|(_, at)| at.clone());
            let (Some(lane_at), Some(field_at)) = (at("lane"), at("field")) else { continue };
            let said = cell("lane").map_or("?", |(lane, _)| lane.as_str());
            let Some(lane) = lane(said, &lane_at, faults) else { continue };
            let field = cell("field").map(|(field, _)| field.clone()).unwrap_or_default();
            let item = cell("item").map(|(item, _)| item.clone()).unwrap_or_default();
            let known = self.further.entry((lane, item, field.clone()));
            let line = known.or_insert_with(|| Further { place: field_at, cells: BTreeMap::new() });
            for key in FURTHER.iter().skip(3) {
                if let Some(written) = cell(key) {
                    keep(&mut line.cells, *key, written.clone(), &field, faults);
                }
            }
        }
    }
}

/// The lane that a cell names, by its word in evidence or by what people call it.
fn lane(text: &str, place: &Place, faults: &mut Faults) -> Option<Lane> {
    let called = |lane: &Lane| {
        [Language::Vietnamese, Language::English]
            .into_iter()
            .any(|language| language.say(&lane.title()).to_lowercase() == text.to_lowercase())
    };
    let known = Lane::ALL.into_iter().find(called).map_or_else(|| Lane::parse(text, place), Ok);
    known.map_err(|fault| faults.add(fault)).ok()
}

/// Keeps what a cell says; the same said twice is fine, anything else is a fault with both values and both places.
pub(super) fn keep<K: Ord>(
    kept: &mut BTreeMap<K, Written>,
    at: K,
    (text, place): Written,
    name: &str,
    faults: &mut Faults,
) {
    match kept.get(&at) {
        Some((known, first)) if !alike(known, &text) => {
            let fault = Fault::new("forms-differ", &place).with("field", name);
            let fault = fault.with("text", &text).with("known", known);
            faults.add(fault.with("first", first.to_string()));
        }
        Some(_) => {}
        None => drop(kept.insert(at, (text, place))),
    }
}

/// Whether two cells say the same: the same words, or the same number however it is spelled.
fn alike(one: &str, other: &str) -> bool {
    let number = |text: &str| match read_figure(text) {
        Reading::Number(number) => Some(number),
        Reading::Ambiguous { .. } | Reading::NotANumber => None,
    };
    let same_number =
        || number(one).is_some_and(|number_of_one| Some(number_of_one) == number(other));
    one.trim() == other.trim() || same_number()
}
