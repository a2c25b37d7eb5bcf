//! Evidence and decisions in YAML, as a person writes one agency's file.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use super::lane::{Lane, Stamp};
use super::statement::Cell;
use super::{Decision, Reference, Source, figure};
use crate::calendar::Day;
use crate::code::AgencyCode;
use crate::document::{At, DecimalMark, Document, Pairs, list, word_or};
use crate::fault::{Fault, Faults, Place, hint};
use crate::language::Message;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AgencyFile {
    agency: At<String>,
    year: At<String>,
    by: Option<String>,
    on: Option<Day>,
    #[serde(default)]
    facts: Pairs<Option<Given>>,
    #[serde(default)]
    evidence: Pairs<Pairs<Option<Given>>>,
    appraised: Option<LaneForm>,
    #[serde(rename = "final")]
    last: Option<LaneForm>,
}

/// What a lane after the agency's own says.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct LaneForm {
    by: Option<String>,
    on: Option<Day>,
    #[serde(default)]
    facts: Pairs<Option<Given>>,
    #[serde(default)]
    evidence: Pairs<Pairs<Option<Given>>>,
}

/// A word, or a map of words.
#[derive(Clone, Debug)]
enum Given {
    Word(At<String>),
    Map(Pairs<Option<Given>>),
}

impl From<Pairs<Option<Given>>> for Given {
    fn from(pairs: Pairs<Option<Given>>) -> Self {
        Self::Map(pairs)
    }
}

word_or!(Given, Pairs<Option<Given>>, |word| Given::Word(word));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DecisionsFile {
    #[serde(deserialize_with = "list")]
    ties: Vec<DecisionForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DecisionForm {
    #[serde(deserialize_with = "list")]
    order: Vec<At<String>>,
    by: String,
    reason: At<String>,
    #[serde(default)]
    source: String,
}

/// Notes on items as a whole: agency, item, lane, what is noted.
type Notes = Vec<(String, String, Lane, Source)>;

/// The cells of one agency's file.
pub(super) fn agency(document: &Document, faults: &mut Faults) -> Option<(Vec<Cell>, Notes)> {
    let file: AgencyFile = document.read(DecimalMark::Point, faults)?;
    let own = Stamp { lane: Lane::SelfScored, by: file.by.clone(), on: file.on };
    let mut reader =
        Reader { file: &file, stamp: own, cells: Vec::new(), notes: Vec::new(), faults };
    reader.lane(document.place(), &file.facts, &file.evidence);
    for (lane, form) in [(Lane::Appraised, &file.appraised), (Lane::Final, &file.last)] {
        if let Some(LaneForm { by, on, facts, evidence }) = form {
            reader.stamp = Stamp { lane, by: by.clone(), on: *on };
            reader.lane(document.place(), facts, evidence);
        }
    }
    Some((reader.cells, reader.notes))
}

/// The document and note that stand for all of an item's figures.
#[derive(Clone, Default)]
struct Behind {
    document: Option<Reference>,
    note: Option<String>,
}

struct Reader<'a> {
    file: &'a AgencyFile,
    stamp: Stamp,
    cells: Vec<Cell>,
    notes: Notes,
    faults: &'a mut Faults,
}

impl Reader<'_> {
    fn lane(
        &mut self,
        nowhere: &Place,
        facts: &Pairs<Option<Given>>,
        evidence: &Pairs<Pairs<Option<Given>>>,
    ) {
        for (field, given) in facts.iter() {
            let set = (String::new(), nowhere.clone());
            self.figure(set, field, given.as_ref(), &Behind::default());
        }
        for (item, fields) in evidence.iter() {
            self.item(item, fields);
        }
    }

    fn item(&mut self, item: &At<String>, fields: &Pairs<Option<Given>>) {
        let behind = self.behind(fields, &Behind::default());
        let at = (item.to_string(), item.place().clone());
        for (field, given) in fields.iter().filter(|(field, _)| !is_behind(field)) {
            match given {
                Some(Given::Map(parts)) if **field == "not_applicable" => {
                    self.absent(&at, field, parts)
                }
                _ => self.figure(at.clone(), field, given.as_ref(), &behind),
            }
        }
        if behind.document.is_some() || behind.note.is_some() {
            let source = Source {
                document: behind.document,
                note: behind.note,
                by: self.stamp.by.clone(),
                on: self.stamp.on,
                place: item.place().clone(),
            };
            let agency = self.file.agency.to_string();
            self.notes.push((agency, item.to_string(), self.stamp.lane, source));
        }
    }

    /// A figure: a word; a map with `value`; or ballots by option.
    fn figure(
        &mut self,
        item: (String, Place),
        field: &At<String>,
        given: Option<&Given>,
        behind: &Behind,
    ) {
        let name = (field.to_string(), field.place().clone());
        match given {
            None => self.cell(item, name, (String::new(), field.place().clone()), behind),
            Some(Given::Word(word)) => {
                self.cell(item, name, (word.to_string(), word.place().clone()), behind)
            }
            Some(Given::Map(parts)) => {
                let behind = self.behind(parts, behind);
                for (part, given) in parts.iter().filter(|(part, _)| !is_behind(part)) {
                    let value = match given {
                        Some(Given::Word(word)) => (word.to_string(), word.place().clone()),
                        None => (String::new(), part.place().clone()),
                        Some(Given::Map(_)) => {
                            self.faults.add(not_a_word(part.place()));
                            continue;
                        }
                    };
                    let name = if **part == "value" {
                        name.clone()
                    } else {
                        (format!("{}.{}", name.0, **part), part.place().clone())
                    };
                    self.cell(item.clone(), name, value, &behind);
                }
            }
        }
    }

    fn absent(&mut self, item: &(String, Place), field: &At<String>, parts: &Pairs<Option<Given>>) {
        let behind = self.behind(parts, &Behind::default());
        for (part, given) in parts.iter().filter(|(part, _)| !is_behind(part)) {
            let is_reason = matches!(part.as_str(), "reason" | "value");
            let name = if is_reason { "not_applicable" } else { part.as_str() };
            let word = match given {
                Some(Given::Word(word)) => word,
                Some(Given::Map(_)) => {
                    self.faults.add(not_a_word(part.place()));
                    continue;
                }
                None => continue,
            };
            let at = if name == "not_applicable" { field.place() } else { part.place() };
            self.cell(
                item.clone(),
                (name.to_owned(), at.clone()),
                (word.to_string(), word.place().clone()),
                &behind,
            );
        }
    }

    fn cell(
        &mut self,
        item: (String, Place),
        field: (String, Place),
        value: (String, Place),
        behind: &Behind,
    ) {
        let word = |word: &At<String>| (word.to_string(), word.place().clone());
        self.cells.push(Cell {
            agency: word(&self.file.agency),
            year: word(&self.file.year),
            item,
            field,
            value,
            document: behind.document.clone(),
            note: behind.note.clone(),
            stamp: self.stamp.clone(),
        });
    }

    fn behind(&mut self, parts: &Pairs<Option<Given>>, above: &Behind) -> Behind {
        let mut behind = above.clone();
        for (key, given) in parts.iter().filter(|(key, _)| is_behind(key)) {
            match (key.as_str(), given) {
                ("note", Some(Given::Word(note))) => behind.note = Some(note.to_string()),
                ("document", Some(Given::Word(text))) => {
                    behind.document = self.kept(figure::reference(text, text.place()))
                }
                ("document", Some(Given::Map(parts))) => behind.document = self.reference(parts),
                (_, Some(Given::Map(_))) => self.faults.add(not_a_word(key.place())),
                (_, _) => {}
            }
        }
        behind
    }

    fn reference(&mut self, parts: &Pairs<Option<Given>>) -> Option<Reference> {
        let mut reference = Reference::default();
        for (key, given) in parts.iter() {
            let word = match given {
                Some(Given::Word(word)) => word,
                Some(Given::Map(_)) => {
                    self.faults.add(not_a_word(key.place()));
                    continue;
                }
                None => continue,
            };
            match key.as_str() {
                "number" => reference.number = word.to_string(),
                "date" => reference.date = self.kept(figure::date(word, word.place())),
                "page" => reference.page = word.to_string(),
                "title" => reference.title = word.to_string(),
                unknown => {
                    let known = ["number", "date", "page", "title"];
                    let fault = Fault::new("unknown-key", key.place()).with("key", unknown);
                    self.faults.add(
                        fault
                            .with("hint", hint(unknown, known.into_iter()))
                            .listing("known", known),
                    );
                }
            }
        }
        (reference != Reference::default()).then_some(reference)
    }

    fn kept<T>(&mut self, read: Result<Option<T>, Fault>) -> Option<T> {
        read.unwrap_or_else(|fault| {
            self.faults.add(fault);
            None
        })
    }
}

fn not_a_word(place: &Place) -> Fault {
    let fault = Fault::new("wrong-shape", place).with("expected", Message::new("shape-word"));
    fault.with("found", Message::new("shape-map"))
}

fn is_behind(key: &str) -> bool {
    matches!(key, "document" | "note")
}

/// Ties that persons decided; every agency must be known.
pub(super) fn decisions(document: &Document, known: &[&str], faults: &mut Faults) -> Vec<Decision> {
    let Some(file) = document.read::<DecisionsFile>(DecimalMark::Point, faults) else {
        return Vec::new();
    };
    for code in
        file.ties.iter().flat_map(|tie| &tie.order).filter(|code| !known.contains(&code.as_str()))
    {
        let hint = hint(code, known.iter().copied());
        faults.add(
            Fault::new("unknown-agency", code.place())
                .with("agency", code.as_str())
                .with("hint", hint),
        );
    }
    for tie in &file.ties {
        let mut codes = BTreeSet::new();
        let again = tie.order.iter().find(|code| !codes.insert(code.as_str()));
        let lonely = tie.order.first().filter(|_| tie.order.len() < 2);
        let silent = tie.order.is_empty() || tie.reason.trim().is_empty();
        if let Some(wrong) = again.or(lonely).or(silent.then_some(&tie.reason)) {
            faults.add(Fault::new("tie-decision-bad", wrong.place()));
        }
    }
    let decision = |form: DecisionForm| Decision {
        order: form.order.iter().map(|code| AgencyCode::from(code.as_str())).collect(),
        by: form.by,
        reason: form.reason.to_string(),
        source: form.source,
    };
    file.ties.into_iter().map(decision).collect()
}
