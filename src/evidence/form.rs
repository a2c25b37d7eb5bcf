//! Self-assessment forms read back: what people filled in, several copies of one form merged cell by cell.
//!
//! A form is known by its hidden sheet; its rows by what their hidden cells say, wherever they were sorted to.
//! Only what people fill in is read, never what a formula shows.

use std::collections::BTreeMap;

use super::Reference;
use super::cells::Cell;
use super::figure;
use super::lane::{Lane, Stamp};
use crate::calendar::Day;
use crate::criteria::Criteria;
use crate::fault::{Fault, Faults, Place};
use crate::quantity::{Reading, read_figure};
use crate::rule::FigureKind;
use crate::table::{Book, Grid};

/// The hidden sheet that says which set, year and agency the form is for: keys in the first column, values beside them.
const IDENTITY: &str = "_par_index";
/// What the first cell of the hidden row of keys holds.
const MARK: &str = env!("CARGO_PKG_NAME");
/// The cells that say who filled a lane in, and when.
const SIGNERS: [(Lane, &str, &str); 3] = [
    (Lane::SelfScored, "self_by", "self_on"),
    (Lane::Appraised, "appraised_by", "appraised_on"),
    (Lane::Final, "final_by", "final_on"),
];
/// The columns that people fill in.
const FILLED: [&str; 15] = [
    "value",
    "not_applicable",
    "declared_by",
    "confirmed_by",
    "document",
    "date",
    "page",
    "document_title",
    "note",
    "claimed",
    "appraised",
    "appraised_why",
    "final",
    "final_why",
    "objective",
];
/// Days from a spreadsheet's day 0 to 1 January 1970.
const EPOCH: i64 = 25_569;

type Written = (String, Place);

/// Copies of one agency's form, merged: each cell by its item, its figure and its column.
#[derive(Clone, Debug)]
struct Copies {
    agency: Written,
    year: Written,
    cells: BTreeMap<(String, String, String), Written>,
    /// Where the rows of items and figures stand, for what is wrong with them.
    rows: BTreeMap<(String, String), Place>,
    signers: BTreeMap<&'static str, Written>,
}

/// Forms of any number of agencies.
#[derive(Clone, Debug, Default)]
pub(super) struct Forms(BTreeMap<String, Copies>);

/// Whether a workbook is a form.
pub(super) fn is_form(book: &Book) -> bool {
    book.sheet(IDENTITY).is_some()
}

impl Forms {
    /// Takes a form in; one for another set or year is a fault, and so is a cell that another copy fills in otherwise.
    pub fn take(&mut self, file: &str, book: &Book, criteria: &Criteria, faults: &mut Faults) {
        let Some(agency) = identified(file, book, criteria, faults) else {
            return;
        };
        let year = (criteria.year.to_string(), agency.1.clone());
        let copies = self.0.entry(agency.0.clone()).or_insert_with(|| Copies {
            agency,
            year,
            cells: BTreeMap::new(),
            rows: BTreeMap::new(),
            signers: BTreeMap::new(),
        });
        for (_, by, on) in SIGNERS {
            for name in [by, on] {
                let filled = book.named(name).filter(|(text, _)| !text.is_empty());
                if let Some(written) = filled {
                    keep(&mut copies.signers, name, written.clone(), name, faults);
                }
            }
        }
        book.sheets.iter().for_each(|sheet| copies.sheet(sheet, faults));
    }

    /// What all forms say, as lines of evidence.
    pub fn cells(self, criteria: &Criteria, faults: &mut Faults) -> Vec<Cell> {
        let copies = self.0.into_values();
        copies.flat_map(|copies| Lines::of(&copies, criteria, faults)).collect()
    }

    /// The agencies that there are forms of.
    pub fn agencies(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

/// The agency that the form is of, if it is for this set and year.
fn identified(
    file: &str,
    book: &Book,
    criteria: &Criteria,
    faults: &mut Faults,
) -> Option<Written> {
    let Some(sheet) = book.sheet(IDENTITY) else {
        faults.add(Fault::new("not-a-form", &Place::whole(file)));
        return None;
    };
    let said = |key: &str| {
        let row = sheet.rows.iter().find(|row| row.first().is_some_and(|(text, _)| text == key));
        row.and_then(|row| row.get(1)).cloned()
    };
    let year = criteria.year.to_string();
    let wanted = [
        ("format", "1"),
        ("set", criteria.set.as_str()),
        ("year", year.as_str()),
        ("hash", criteria.fingerprint()),
    ];
    let mut found = true;
    for (key, ours) in wanted {
        let (theirs, place) = said(key).unwrap_or_else(|| (String::new(), Place::whole(file)));
        if theirs != ours {
            let fault = Fault::new("other-form", &place).with("key", key).with("theirs", theirs);
            faults.add(fault.with("ours", ours));
            found = false;
        }
    }
    said("agency").filter(|_| found)
}

impl Copies {
    /// Reads the rows below the hidden row of keys; a sheet without one has nothing to read.
    fn sheet(&mut self, sheet: &Grid, faults: &mut Faults) {
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
}

/// Keeps what a cell says; the same said twice is fine, anything else is a fault with both values and both places.
fn keep<K: Ord>(
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

/// One agency's lines.
struct Lines<'a> {
    copies: &'a Copies,
    stamps: [Stamp; 3],
    lines: Vec<Cell>,
}

impl<'a> Lines<'a> {
    fn of(copies: &'a Copies, criteria: &Criteria, faults: &mut Faults) -> Vec<Cell> {
        let stamps = SIGNERS.map(|(lane, by, on)| Stamp {
            lane,
            by: copies.signers.get(by).map(|(by, _)| by.clone()),
            on: copies.signers.get(on).and_then(|(on, place)| day(on, place, faults)),
        });
        let mut lines = Self { copies, stamps, lines: Vec::new() };
        for ((item, field), place) in &copies.rows {
            let document = lines.document(item, field, faults);
            if field.is_empty() {
                lines.node((item, place), document);
            } else {
                lines.figure((item, field, place), document, criteria);
            }
        }
        lines.lines
    }

    fn cell(&self, item: &str, field: &str, key: &str) -> Option<Written> {
        self.copies.cells.get(&(item.to_owned(), field.to_owned(), key.to_owned())).cloned()
    }

    fn document(&self, item: &str, field: &str, faults: &mut Faults) -> Option<Reference> {
        let text = |key| self.cell(item, field, key).map(|(text, _)| text).unwrap_or_default();
        let date = self.cell(item, field, "date");
        let reference = Reference {
            number: text("document"),
            date: date.and_then(|(text, place)| day(&text, &place, faults)),
            page: text("page"),
            title: text("document_title"),
        };
        (reference != Reference::default()).then_some(reference)
    }

    /// A figure; one that is only documented or noted was looked for and not found.
    fn figure(
        &mut self,
        (item, field, place): (&str, &str, &Place),
        document: Option<Reference>,
        criteria: &Criteria,
    ) {
        let note = self.cell(item, field, "note").map(|(note, _)| note);
        let value = self.cell(item, field, "value");
        if value.is_none() && document.is_none() && note.is_none() {
            return;
        }
        let (text, at) = value.unwrap_or_else(|| (String::new(), place.clone()));
        let of = Some(item).filter(|item| !item.is_empty());
        let is_date =
            criteria.figure(of, field).is_some_and(|figure| figure.kind == FigureKind::Date);
        let text = if is_date { dated(&text) } else { text };
        self.add((item, field, place), (text, at), document, note, 0);
    }

    /// What a node's own row says: whether it applies, what is claimed and granted, what is noted.
    fn node(&mut self, (item, place): (&str, &Place), document: Option<Reference>) {
        let mut document = document;
        let mut note = self.cell(item, "", "note").map(|(note, _)| note);
        for field in ["not_applicable", "declared_by", "confirmed_by"] {
            if let Some(value) = self.cell(item, "", field) {
                self.add((item, field, place), value, document.take(), note.take(), 0);
            }
        }
        for field in ["objective", "claimed"] {
            if let Some(value) = self.cell(item, "", field) {
                self.add((item, field, place), value, None, None, 0);
            }
        }
        for (lane, key, why) in [(1, "appraised", "appraised_why"), (2, "final", "final_why")] {
            let why = self.cell(item, "", why);
            match (self.cell(item, "", key), why) {
                (Some(value), why) => {
                    let why = why.map(|(why, _)| why);
                    self.add((item, "granted", place), value, None, why, lane);
                }
                (None, Some(why)) => self.add((item, "note", place), why, None, None, lane),
                (None, None) => {}
            }
        }
        if note.is_some() || document.is_some() {
            let at = self.cell(item, "", "note").map_or_else(|| place.clone(), |(_, at)| at);
            let text = note.unwrap_or_default();
            self.add((item, "note", place), (text, at), document, None, 0);
        }
    }

    fn add(
        &mut self,
        (item, field, place): (&str, &str, &Place),
        value: Written,
        document: Option<Reference>,
        note: Option<String>,
        lane: usize,
    ) {
        self.lines.push(Cell {
            agency: self.copies.agency.clone(),
            year: self.copies.year.clone(),
            item: (item.to_owned(), place.clone()),
            field: (field.to_owned(), place.clone()),
            value,
            document,
            note,
            stamp: self.stamps.get(lane).cloned().unwrap_or_default(),
        });
    }
}

/// A day; where a cell has lost its format it is the number of the day.
fn dated(text: &str) -> String {
    let number: Option<i64> = text.parse().ok().filter(|days| (1..100_000).contains(days));
    let day = number.and_then(|days| Day::of_number(days - EPOCH));
    day.map_or_else(|| text.to_owned(), |day| day.to_string())
}

fn day(text: &str, place: &Place, faults: &mut Faults) -> Option<Day> {
    figure::date(&dated(text), place).unwrap_or_else(|fault| {
        faults.add(fault);
        None
    })
}
