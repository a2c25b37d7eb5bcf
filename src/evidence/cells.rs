//! Cells, wherever they were written, to columns: names resolved, kinds and ranges checked, nothing given twice.

use std::collections::{BTreeMap, BTreeSet};

use super::lane::{Lane, Mark, Stamp};
use super::layer::{Layer, View, view};
use super::names::{Names, Refused};
use super::{Presence, Reference, Source, figure};
use crate::agencies::{Agencies, Assessed};
use crate::column::Column;
use crate::criteria::{Criteria, Method};
use crate::fault::{Fault, Faults, Place};
use crate::language::Text;
use crate::quantity::Exact;
use crate::rule::{Figure, FigureKind};

/// The figure names that every item has: why it does not apply, who declared it, who confirmed it.
const OBJECTIVE: &str = "objective";
const DECLARATION: [&str; 3] = ["not_applicable", "declared_by", "confirmed_by"];
/// The points that an agency claims for an item, and those that a later lane grants.
const CLAIMED: &str = "claimed";
const GRANTED: &str = "granted";
/// A note on the item as a whole.
const NOTE: &str = "note";
/// The fields that every item has; the last two items alone, not the nodes above them.
pub(super) const RESERVED: [&str; 6] =
    [OBJECTIVE, "not_applicable", "declared_by", "confirmed_by", CLAIMED, GRANTED];

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
    pub stamp: Stamp,
}

impl Cell {
    fn source(&self) -> Source {
        Source {
            document: self.document.clone(),
            note: self.note.clone(),
            by: self.stamp.by.clone(),
            on: self.stamp.on,
            place: self.value.1.clone(),
        }
    }
}

pub(super) struct Cells<'a> {
    criteria: &'a Criteria,
    names: Names<'a>,
    agencies: Vec<Assessed>,
    /// What each lane says, the agency's own first.
    layers: [Layer; 3],
    /// Agencies that gave something for an item that they score themselves.
    self_scored: BTreeSet<usize>,
}

/// What was written in each field of a declaration, and what it rests on.
pub(super) type Declaration = [Option<(String, Source)>; 3];

impl<'a> Cells<'a> {
    pub fn new(criteria: &'a Criteria, register: &'a Agencies) -> Self {
        let agencies = register.in_year(criteria.year);
        let mut layers: [Layer; 3] = Default::default();
        layers[0].columns = vec![Column::of_gaps(agencies.len()); criteria.slots];
        Self {
            names: Names::new(criteria, register, &agencies),
            criteria,
            agencies,
            layers,
            self_scored: BTreeSet::new(),
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
        self.layer(&cell).rows.insert(row);
        let item = cell.item.0.trim();
        let node = if item.is_empty() { 0 } else { self.names.node(item, &cell.item.1)? };
        let field = cell.field.0.trim();
        if let Some(part) = DECLARATION.iter().position(|name| node > 0 && *name == field) {
            return self.declare(node, row, part, &cell);
        }
        if node > 0 && field == OBJECTIVE {
            return self.claim(node, row, &cell);
        }
        if node > 0 && field == NOTE {
            let note = Some(cell.value.0.clone()).filter(|note| !note.trim().is_empty());
            let source = Source { note, ..cell.source() };
            self.layer(&cell).notes.insert((node, row), source);
            return Ok(());
        }
        let is_item = self.criteria.nodes.get(node).is_some_and(|node| node.rule.is_some());
        if is_item && matches!(field, CLAIMED | GRANTED) {
            return self.mark(node, row, &cell);
        }
        let (figure, option) = self.names.figure(node, field, &cell.field.1)?;
        let slot = figure.slot + option;
        let place = cell.value.1.clone();
        self.self_score(node, row, &cell);
        let (rows, slots) = (self.agencies.len(), self.criteria.slots);
        let layer = self.layer(&cell);
        if let Some(first) = layer.sources.get(&(slot, row)) {
            return Err(repeated(&cell, &first.place));
        }
        layer.sources.insert((slot, row), cell.source());
        layer.items.insert((node, row));
        if layer.columns.is_empty() {
            layer.columns = vec![Column::of_gaps(rows); slots];
        }
        if !cell.value.0.trim().is_empty() {
            let number = figure::parse(&cell.value.0, &figure, &place)
                .map_err(|fault| Some(Box::new(fault)))?;
            if let Some(column) = layer.columns.get_mut(slot) {
                column.set(row, Some(number));
            }
        }
        Ok(())
    }

    fn layer(&mut self, cell: &Cell) -> &mut Layer {
        let [own, appraised, last] = &mut self.layers;
        match cell.stamp.lane {
            Lane::SelfScored => own,
            Lane::Appraised => appraised,
            Lane::Final => last,
        }
    }

    /// Notes something on an item as a whole.
    pub fn note(&mut self, agency: &str, item: &str, lane: Lane, source: Source) {
        let names = &self.names;
        if let (Some(row), Some(node)) = (names.known_row(agency), names.known_node(item))
            && let Some(layer) = self.layers.get_mut(lane.place())
        {
            layer.notes.insert((node, row), source);
        }
    }

    fn self_score(&mut self, node: usize, row: usize, cell: &Cell) {
        let by_self = node > 0
            && cell.stamp.lane == Lane::SelfScored
            && self.criteria.nodes.get(node).is_some_and(|node| node.method == Method::SelfScored);
        if by_self {
            self.self_scored.insert(row);
        }
    }

    /// Points claimed or granted: between nought and the item's maximum, each in its lane; nothing granted without a reason.
    fn mark(&mut self, node: usize, row: usize, cell: &Cell) -> Result<(), Refused> {
        let (field, lane) = (cell.field.0.trim(), cell.stamp.lane);
        if (field == CLAIMED) != (lane == Lane::SelfScored) {
            let fault = Fault::new("wrong-lane", &cell.field.1).with("field", field);
            return Err(Some(Box::new(fault.with("lane", lane.word()))));
        }
        self.self_score(node, row, cell);
        let most = self.criteria.nodes.get(node).map(|node| node.max.clone());
        let points = match cell.value.0.trim() {
            "" => None,
            text => {
                let figure = points_up_to(most.unwrap_or_default(), field, &cell.value.1);
                let points = figure::parse(text, &figure, &cell.value.1);
                Some(points.map_err(|fault| Some(Box::new(fault)))?)
            }
        };
        if let Some(mark) = points.as_ref().filter(|_| field == GRANTED && cell.note.is_none()) {
            let fault = Fault::new("mark-without-reason", &cell.value.1).with("mark", mark);
            let fault = fault.with("agency", cell.agency.0.trim()).with("item", cell.item.0.trim());
            return Err(Some(Box::new(fault)));
        }
        let mark = Mark { points, source: cell.source() };
        match self.layer(cell).marks.insert((node, row), mark) {
            Some(first) => Err(repeated(cell, &first.source.place)),
            None => Ok(()),
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
        self.self_score(node, row, cell);
        let layer = self.layer(cell);
        let declaration = layer.absent.entry((node, row)).or_default();
        if let Some((_, first)) = declaration.get(part).and_then(Option::as_ref) {
            return Err(repeated(cell, &first.place));
        }
        if let Some(written) = declaration.get_mut(part) {
            *written = Some((cell.value.0.trim().to_owned(), cell.source()));
        }
        let sources = || declaration.iter().flatten().map(|(_, source)| source);
        let document = sources().find_map(|source| source.document.clone());
        let note = sources().find_map(|source| source.note.clone());
        let first = sources().next().cloned().unwrap_or_else(|| cell.source());
        layer.notes.insert((node, row), Source { document, note, ..first });
        Ok(())
    }

    /// The agency claims an objective reason for what it lost here.
    fn claim(&mut self, node: usize, row: usize, cell: &Cell) -> Result<(), Refused> {
        let text = cell.value.0.trim().to_owned();
        let claim = (text, cell.value.1.clone());
        match self.layer(cell).objectives.insert((node, row), claim) {
            Some((_, first)) => Err(repeated(cell, &first)),
            None => Ok(()),
        }
    }

    /// Evidence as every lane sees it, and the points that agencies claim, one view alone when there is but one lane.
    pub fn views(self) -> Views {
        let mut agencies = self.agencies;
        for (row, agency) in agencies.iter_mut().enumerate() {
            agency.self_scored = self.self_scored.contains(&row);
        }
        let [_, later @ ..] = &self.layers;
        let lanes =
            if later.iter().all(Layer::is_empty) { &[Lane::SelfScored][..] } else { &Lane::ALL };
        let seen = |lane: &Lane| view(self.criteria, &agencies, &self.layers, *lane);
        let views = lanes.iter().map(seen).collect();
        let [own, later @ ..] = self.layers;
        (views, own.marks, later)
    }
}

/// Views by lane, claims by node and row, and what each later lane says by itself.
type Views = (Vec<View>, BTreeMap<(usize, usize), Mark>, [Layer; 2]);

/// The figure that a mark is.
fn points_up_to(most: Exact, name: &str, place: &Place) -> Figure {
    Figure {
        item: None,
        name: name.to_owned(),
        title: Text::same(name),
        kind: FigureKind::Points,
        least: Some(Exact::ZERO),
        most: Some(most),
        options: Vec::new(),
        option_titles: Vec::new(),
        place: place.clone(),
        slot: 0,
    }
}

/// That it does not apply, once a reason is written.
pub(super) fn declared([reason, by, confirmed]: &Declaration, sent: bool) -> Option<Presence> {
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
