//! Self-assessment forms read back: what people filled in, several copies of one form merged cell by cell.
//!
//! A form is known by its hidden sheet; its rows by what their hidden cells say, wherever they were sorted to.
//! Only what people fill in is read, never what a formula shows.

mod copies;
pub mod layout;
mod lines;

use std::collections::BTreeMap;

use super::statement::Cell;
use crate::criteria::Criteria;
use crate::fault::{Fault, Faults, Place};
use crate::table::Book;
use copies::{Copies, keep};
use layout::{FORMATS, IDENTITY, SIGNERS};
use lines::Lines;

type Written = (String, Place);

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
        let code = agency.0.clone();
        let copies = self.0.entry(code).or_insert_with(|| Copies::new(agency, year));
        for (by, on) in SIGNERS {
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
        ("format", &FORMATS[..]),
        ("set", &[criteria.set.as_str()]),
        ("year", &[year.as_str()]),
        ("hash", &[criteria.fingerprint()]),
    ];
    let mut found = true;
    for (key, ours) in wanted {
        let (theirs, place) = said(key).unwrap_or_else(|| (String::new(), Place::whole(file)));
        if !ours.contains(&theirs.as_str()) {
            let fault = Fault::new("other-form", &place).with("key", key).with("theirs", theirs);
            faults.add(fault.with("ours", ours.last().copied().unwrap_or_default()));
            found = false;
        }
    }
    said("agency").filter(|_| found)
}
