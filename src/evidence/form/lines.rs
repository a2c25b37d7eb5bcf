//! One agency's form as lines of evidence.

use std::collections::BTreeMap;

use super::Written;
use super::copies::{Copies, Further};
use super::layout::{LATER, Later, SIGNERS};
use crate::calendar::Day;
use crate::criteria::Criteria;
use crate::evidence::lane::{Lane, Stamp};
use crate::evidence::statement::Cell;
use crate::evidence::{Reference, figure};
use crate::fault::{Faults, Place};
use crate::language::{Language, Message};
use crate::rule::FigureKind;

/// Days from a spreadsheet's day 0 to 1 January 1970.
const EPOCH: i64 = 25_569;

/// One agency's lines.
pub(super) struct Lines<'a> {
    copies: &'a Copies,
    criteria: &'a Criteria,
    /// Who signed each lane, and when.
    stamps: [Stamp; 3],
    /// What later lanes remark of an item without a mark, by lane and item.
    remarks: BTreeMap<(Lane, String), (Written, Option<Reference>)>,
    lines: Vec<Cell>,
}

impl<'a> Lines<'a> {
    pub fn of(copies: &'a Copies, criteria: &'a Criteria, faults: &mut Faults) -> Vec<Cell> {
        let [own, appraised, last] = SIGNERS.map(|(by, on)| Stamp {
            lane: Lane::SelfScored,
            by: copies.signers.get(by).map(|(by, _)| by.clone()),
            on: copies.signers.get(on).and_then(|(on, place)| day(on, place, faults)),
        });
        let appraised = Stamp { lane: Lane::Appraised, ..appraised };
        let last = Stamp { lane: Lane::Final, ..last };
        let (stamps, remarks) = ([own, appraised, last], BTreeMap::new());
        let mut lines = Self { copies, criteria, stamps, remarks, lines: Vec::new() };
        for ((item, field), place) in &copies.rows {
            let document = lines.document(item, field, faults);
            if field.is_empty() {
                lines.node((item, place), document, faults);
            } else {
                lines.figure((item, field, place), document);
                lines.corrected((item, field, place), faults);
            }
        }
        lines.remarks();
        for ((lane, item, field), line) in &copies.further {
            lines.further((*lane, item, field), line, faults);
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
    fn figure(&mut self, (item, field, place): (&str, &str, &Place), document: Option<Reference>) {
        let note = self.cell(item, field, "note").map(|(note, _)| note);
        let value = self.cell(item, field, "value");
        if value.is_none() && document.is_none() && note.is_none() {
            return;
        }
        // the form itself writes this beside a figure that was sent empty
        let note = note.filter(|note| value.is_some() || !says_no_figure(note));
        let (text, at) = value.unwrap_or_else(|| (String::new(), place.clone()));
        let text = self.typed(item, field, text);
        self.add((item, field, place), (text, at), document, note, Lane::SelfScored);
    }

    /// What was typed for a figure; a day that lost its format is a number.
    fn typed(&self, item: &str, field: &str, text: String) -> String {
        let of = Some(item).filter(|item| !item.is_empty());
        let figure = self.criteria.figure(of, field);
        if figure.is_some_and(|figure| figure.kind == FigureKind::Date) {
            dated(&text)
        } else {
            text
        }
    }

    /// A figure as later lanes have it; what they only remark is noted on the item and takes no figure away.
    fn corrected(&mut self, (item, field, place): (&str, &str, &Place), faults: &mut Faults) {
        for later in LATER {
            let said = self.later(later, item, field, faults);
            match said {
                (Some((text, at)), why, document) => {
                    let text = self.typed(item, field, text);
                    let why = why.map(|(why, _)| why);
                    self.add((item, field, place), (text, at), document, why, later.lane);
                }
                (None, why, document) => self.remark((later.lane, item, place), why, document),
            }
        }
    }

    /// What a later lane writes in a row: a mark or figure, why, and on what document.
    fn later(
        &self,
        later: Later,
        item: &str,
        field: &str,
        faults: &mut Faults,
    ) -> (Option<Written>, Option<Written>, Option<Reference>) {
        let cell = |key| self.cell(item, field, key);
        let document = cell(later.document).and_then(|cell| reference(&cell, faults));
        (cell(later.value), cell(later.why), document)
    }

    /// Words and a document without a mark or a figure.
    fn remark(
        &mut self,
        (lane, item, place): (Lane, &str, &Place),
        why: Option<Written>,
        document: Option<Reference>,
    ) {
        if why.is_none() && document.is_none() {
            return;
        }
        let (text, at) = why.unwrap_or_else(|| (String::new(), place.clone()));
        let (words, kept) = self
            .remarks
            .entry((lane, item.to_owned()))
            .or_insert_with(|| ((String::new(), at), None));
        if !text.is_empty() {
            words.0 = if words.0.is_empty() { text } else { format!("{}; {text}", words.0) };
        }
        *kept = kept.take().or(document);
    }

    fn remarks(&mut self) {
        for ((lane, item), (words, document)) in std::mem::take(&mut self.remarks) {
            let place = words.1.clone();
            self.add((&item, "note", &place), words, document, None, lane);
        }
    }

    /// A further line; signed as its lane is where it does not say by whom and when itself.
    fn further(
        &mut self,
        (lane, item, field): (Lane, &str, &str),
        line: &Further,
        faults: &mut Faults,
    ) {
        let cell = |key: &str| line.cells.get(key);
        let text = |key: &str| cell(key).map(|(text, _)| text.clone());
        let document = cell("document").and_then(|written| reference(written, faults));
        let value = cell("value").cloned().unwrap_or((String::new(), line.place.clone()));
        let value = (self.typed(item, field, value.0), value.1);
        let at = (item, field, &line.place);
        self.add(at, value, document, text("note"), lane);
        if let (Some(added), true) = (self.lines.last_mut(), text("by").or(text("on")).is_some()) {
            let on = cell("on").and_then(|(on, place)| day(on, place, faults));
            added.stamp = Stamp { lane, by: text("by"), on };
        }
    }

    /// What a node's own row says: whether it applies, what is claimed and granted, what is noted.
    fn node(
        &mut self,
        (item, place): (&str, &Place),
        document: Option<Reference>,
        faults: &mut Faults,
    ) {
        let mut document = document;
        let mut note = self.cell(item, "", "note").map(|(note, _)| note);
        for field in ["not_applicable", "declared_by", "confirmed_by"] {
            if let Some(value) = self.cell(item, "", field) {
                self.add(
                    (item, field, place),
                    value,
                    document.take(),
                    note.take(),
                    Lane::SelfScored,
                );
            }
        }
        for field in ["objective", "claimed"] {
            if let Some(value) = self.cell(item, "", field) {
                self.add((item, field, place), value, None, None, Lane::SelfScored);
            }
        }
        for later in LATER {
            match self.later(later, item, "", faults) {
                (Some(value), why, document) => {
                    let why = why.map(|(why, _)| why);
                    self.add((item, "granted", place), value, document, why, later.lane);
                }
                (None, why, document) => self.remark((later.lane, item, place), why, document),
            }
        }
        if note.is_some() || document.is_some() {
            let at = self.cell(item, "", "note").map_or_else(|| place.clone(), |(_, at)| at);
            let text = note.unwrap_or_default();
            self.add((item, "note", place), (text, at), document, None, Lane::SelfScored);
        }
    }

    fn add(
        &mut self,
        (item, field, place): (&str, &str, &Place),
        value: Written,
        document: Option<Reference>,
        note: Option<String>,
        lane: Lane,
    ) {
        self.lines.push(Cell {
            agency: self.copies.agency.clone(),
            year: self.copies.year.clone(),
            item: (item.to_owned(), place.clone()),
            field: (field.to_owned(), place.clone()),
            value,
            document,
            note,
            stamp: self.stamps.get(lane.place()).cloned().unwrap_or_default(),
        });
    }
}

/// The document that a cell names.
fn reference((text, place): &Written, faults: &mut Faults) -> Option<Reference> {
    figure::reference(text, place).map_err(|fault| faults.add(fault)).ok().flatten()
}

/// Whether a note says no more than that there is no figure.
fn says_no_figure(note: &str) -> bool {
    let languages = [Language::Vietnamese, Language::English];
    languages.iter().any(|language| language.say(&Message::new("form-no-figure")) == note)
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
