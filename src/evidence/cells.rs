//! Cells, wherever they were written, to columns: names resolved, kinds and ranges checked, nothing given twice.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{Names, Refused};
use super::{Presence, Presences, Reference, Source, figure};
use crate::agencies::{Agencies, Assessed};
use crate::column::Column;
use crate::criteria::{Criteria, Method};
use crate::fault::{Fault, Faults, Place};

/// The figure names that every item has: why it does not apply, who declared it, who confirmed it.
const OBJECTIVE: &str = "objective";
const DECLARATION: [&str; 3] = ["not_applicable", "declared_by", "confirmed_by"];

/// One figure as written.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub agency: (String, Place),
    pub year: (String, Place),
    pub item: (String, Place),
    pub field: (String, Place),
    pub value: (String, Place),
    pub document: Option<Reference>,
    pub note: Option<String>,
}

pub(super) struct Cells<'a> {
    criteria: &'a Criteria,
    names: Names<'a>,
    pub agencies: Vec<Assessed>,
    pub columns: Vec<Column>,
    pub sources: BTreeMap<(usize, usize), Source>,
    pub notes: BTreeMap<(usize, usize), Source>,
    /// Objective reasons that agencies claim, by node and row.
    pub objectives: BTreeMap<(usize, usize), (String, Place)>,
    /// Cells given, by column and row, with their places.
    touched: BTreeMap<(usize, usize), Place>,
    items_touched: BTreeSet<(usize, usize)>,
    absent: BTreeMap<(usize, usize), Declaration>,
}

/// What was written in each field of a declaration, and what it rests on.
type Declaration = [Option<(String, Source)>; 3];

impl<'a> Cells<'a> {
    pub fn new(criteria: &'a Criteria, register: &'a Agencies) -> Self {
        let agencies = register.in_year(criteria.year);
        Self {
            names: Names::new(criteria, register, &agencies),
            columns: vec![Column::of_gaps(agencies.len()); criteria.slots],
            criteria,
            agencies,
            sources: BTreeMap::new(),
            notes: BTreeMap::new(),
            objectives: BTreeMap::new(),
            touched: BTreeMap::new(),
            items_touched: BTreeSet::new(),
            absent: BTreeMap::new(),
        }
    }

    /// Takes one cell in; what is wrong with it goes to `faults`.
    pub fn add(&mut self, cell: Cell, faults: &mut Faults) {
        if let Err(Some(fault)) = self.taken(cell) {
            faults.add(*fault);
        }
    }

    fn taken(&mut self, cell: Cell) -> Result<(), Refused> {
        self.names.this_year(&cell.year.0, &cell.year.1)?;
        let row = self.names.row(&cell.agency.0, &cell.agency.1)?;
        if let Some(agency) = self.agencies.get_mut(row) {
            agency.submitted = true;
        }
        let item = cell.item.0.trim();
        let node = if item.is_empty() { 0 } else { self.names.node(item, &cell.item.1)? };
        let field = cell.field.0.trim();
        if let Some(part) = DECLARATION.iter().position(|name| node > 0 && *name == field) {
            return self.declare(node, row, part, &cell);
        }
        if node > 0 && field == OBJECTIVE {
            return self.claim(node, row, &cell);
        }
        let (figure, option) = self.names.figure(node, field, &cell.field.1)?;
        let slot = figure.slot + option;
        let place = cell.value.1.clone();
        if let Some(first) = self.touched.get(&(slot, row)) {
            return Err(repeated(&cell, first));
        }
        self.touched.insert((slot, row), place.clone());
        self.items_touched.insert((node, row));
        self.self_score(node, row);
        if !cell.value.0.trim().is_empty() {
            let number = figure::parse(&cell.value.0, &figure, &place)
                .map_err(|fault| Some(Box::new(fault)))?;
            if let Some(column) = self.columns.get_mut(slot) {
                column.set(row, Some(number));
            }
        }
        self.sources
            .insert((slot, row), Source { document: cell.document, note: cell.note, place });
        Ok(())
    }

    /// Notes something on an item as a whole.
    pub fn note(&mut self, agency: &str, item: &str, source: Source) {
        let names = &self.names;
        if let (Some(row), Some(node)) = (names.known_row(agency), names.known_node(item)) {
            self.notes.insert((node, row), source);
        }
    }

    fn self_score(&mut self, node: usize, row: usize) {
        let by_self = node > 0
            && self.criteria.nodes.get(node).is_some_and(|node| node.method == Method::SelfScored);
        if let Some(agency) = self.agencies.get_mut(row).filter(|_| by_self) {
            agency.self_scored = true;
        }
    }

    /// Takes in one field of a declaration; the first that names a document or has a note gives those of the item.
    fn declare(
        &mut self,
        node: usize,
        row: usize,
        part: usize,
        cell: &Cell,
    ) -> Result<(), Refused> {
        let declaration = self.absent.entry((node, row)).or_default();
        let place = &cell.value.1;
        if let Some((_, first)) = declaration.get(part).and_then(Option::as_ref) {
            return Err(repeated(cell, &first.place));
        }
        let source = Source {
            document: cell.document.clone(),
            note: cell.note.clone(),
            place: place.clone(),
        };
        if let Some(written) = declaration.get_mut(part) {
            *written = Some((cell.value.0.trim().to_owned(), source));
        }
        let sources = || declaration.iter().flatten().map(|(_, source)| source);
        let document = sources().find_map(|source| source.document.clone());
        let note = sources().find_map(|source| source.note.clone());
        let place = sources().next().map_or(place, |source| &source.place).clone();
        self.notes.insert((node, row), Source { document, note, place });
        self.self_score(node, row);
        Ok(())
    }

    /// The agency claims an objective reason for what it lost here.
    fn claim(&mut self, node: usize, row: usize, cell: &Cell) -> Result<(), Refused> {
        let text = cell.value.0.trim().to_owned();
        let claim = (text, cell.value.1.clone());
        match self.objectives.insert((node, row), claim) {
            Some((_, first)) => Err(repeated(cell, &first)),
            None => Ok(()),
        }
    }

    /// What was sent for every node, per agency; what is declared of a node holds for all below it.
    pub fn presences(&self) -> Presences {
        let mut presences = Presences::none(self.criteria.nodes.len(), self.agencies.len());
        (0..self.agencies.len()).for_each(|row| self.find(row, &mut presences));
        presences
    }

    fn find(&self, row: usize, presences: &mut Presences) {
        for (k, node) in self.criteria.nodes.iter().enumerate() {
            let sent = node.reads.iter().any(|slot| self.figure_touched(*slot, row));
            let declared =
                self.absent.get(&(k, row)).and_then(|declaration| declared(declaration, sent));
            let above = presences.of(row, node.parent).inherited(sent);
            let touched = sent
                || self.items_touched.contains(&(k, row))
                || self.absent.contains_key(&(k, row));
            let presence = if touched { Presence::Sent } else { Presence::NotSent };
            presences.set(row, k, declared.or(above).unwrap_or(presence));
        }
    }

    fn figure_touched(&self, slot: usize, row: usize) -> bool {
        let width = self
            .criteria
            .figures
            .iter()
            .find(|figure| figure.slot == slot)
            .map_or(1, |figure| figure.width());
        (slot..slot + width).any(|slot| self.touched.contains_key(&(slot, row)))
    }

    /// Where a figure stands.
    pub fn place(&self, slot: usize, row: usize) -> Option<&Place> {
        self.touched.get(&(slot, row))
    }
}

/// That it does not apply, once a reason is written.
fn declared([reason, by, confirmed]: &Declaration, sent: bool) -> Option<Presence> {
    let named = |part: &Option<(String, Source)>| {
        let name = part.as_ref().map(|(name, _)| name.clone());
        name.filter(|name| !name.is_empty())
    };
    let (reason, _) = reason.clone()?;
    Some(Presence::NotApplicable {
        reason,
        declared_by: named(by),
        confirmed_by: named(confirmed),
        sent,
    })
}

fn repeated(cell: &Cell, first: &Place) -> Refused {
    let fault = Fault::new("repeated-figure", &cell.value.1).with("agency", cell.agency.0.trim());
    Some(Box::new(fault.with("field", cell.field.0.trim()).with("first", first.to_string())))
}
