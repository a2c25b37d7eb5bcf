//! Cells, wherever they were written, to columns: names resolved, kinds and ranges checked, nothing given twice.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::lane::{Lane, Mark};
use super::layer::{Layer, View, view};
use super::names::{Names, Refused};
use super::sources::Grounds;
use super::statement::Statement;
use super::{Presence, Source, figure};
use crate::agencies::{Agencies, Assessed};
use crate::column::Column;
use crate::criteria::{Criteria, Method};
use crate::fault::{Fault, Faults, Place};
use crate::language::Text;
use crate::quantity::Exact;
use crate::rule::{Figure, FigureKind, Rule};

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

/// The column that a line's figure goes to.
#[derive(Clone, Debug)]
pub(super) struct Target {
    slot: usize,
    figure: Arc<Figure>,
    /// The agency gives it for an item that it scores itself.
    self_scored: bool,
}

pub(super) struct Cells<'a> {
    criteria: &'a Criteria,
    names: Names<'a>,
    agencies: Vec<Assessed>,
    /// What each lane says, the agency's own first.
    layers: [Layer; 3],
    grounds: Grounds,
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
            grounds: Grounds::default(),
            self_scored: BTreeSet::new(),
        }
    }

    /// Takes one line in; what is wrong with it goes to `faults`.
    pub fn add(&mut self, line: &Statement<'_>, faults: &mut Faults) {
        if let Err(Some(fault)) = self.taken(line) {
            faults.add(*fault);
        }
    }

    fn taken(&mut self, line: &Statement<'_>) -> Result<(), Refused> {
        let row = self.row(line.year, line.agency, line.stamp.lane)?;
        let item = line.item.0.trim();
        let node = if item.is_empty() { 0 } else { self.names.node(item, line.item.1)? };
        let field = line.field.0.trim();
        if let Some(part) = DECLARATION.iter().position(|name| node > 0 && *name == field) {
            return self.declare(node, row, part, line);
        }
        if node > 0 && field == OBJECTIVE {
            return self.claim(node, row, line);
        }
        if node > 0 && field == NOTE {
            let note = Some(line.value.0.to_owned()).filter(|note| !note.trim().is_empty());
            let source = Source { note, ..line.source() };
            self.layer(line.stamp.lane).notes.insert((node, row), source);
            return Ok(());
        }
        let is_item = self.criteria.nodes.get(node).is_some_and(|node| node.rule.is_some());
        if is_item && matches!(field, CLAIMED | GRANTED) {
            return self.mark(node, row, line);
        }
        let figure = self.names.figure(node, field, line.field.1)?;
        let target = self.target_of(node, figure);
        self.put(&target, row, line)
    }

    /// The row of an agency of which a line of this year speaks.
    pub fn row(
        &mut self,
        year: (&str, &Place),
        agency: (&str, &Place),
        lane: Lane,
    ) -> Result<usize, Refused> {
        self.names.this_year(year.0, year.1)?;
        let row = self.names.row(agency.0, agency.1)?;
        self.layer(lane).rows.insert(row);
        Ok(row)
    }

    /// Where the figures go that are called so in a wide table; nothing where they are none of the set's.
    pub fn target(&self, item: &str, field: &str) -> Option<Target> {
        let node = if item.is_empty() { 0 } else { self.names.known_node(item)? };
        let is_reserved = node > 0 && (RESERVED.contains(&field) || field == NOTE);
        let figure = self.names.known_figure(node, field).filter(|_| !is_reserved)?;
        Some(self.target_of(node, figure))
    }

    fn target_of(&self, node: usize, (figure, option): (Arc<Figure>, usize)) -> Target {
        let slot = figure.slot + option;
        Target { slot, figure, self_scored: self.is_self_scored(node) }
    }

    /// Takes in a line of which it is known whose figure it gives, and where that goes.
    pub fn add_to(
        &mut self,
        target: &Target,
        row: usize,
        line: &Statement<'_>,
        faults: &mut Faults,
    ) {
        if let Err(Some(fault)) = self.put(target, row, line) {
            faults.add(*fault);
        }
    }

    /// Puts a figure in its column.
    fn put(&mut self, target: &Target, row: usize, line: &Statement<'_>) -> Result<(), Refused> {
        let lane = line.stamp.lane;
        if target.self_scored && lane == Lane::SelfScored {
            self.self_scored.insert(row);
        }
        let (rows, slots) = (self.agencies.len(), self.criteria.slots);
        let layer = self.layer(lane);
        if layer.spots.has(target.slot, row) {
            return Err(self.repeated_figure(target.slot, row, line));
        }
        let last = self.grounds.last_if(|ground| line.rests_on(ground));
        let on = last.unwrap_or_else(|| self.grounds.place(line.ground()));
        let layer = self.layer(lane);
        layer.spots.put((target.slot, row), rows, line.value.1, on);
        if layer.columns.is_empty() {
            layer.columns = vec![Column::of_gaps(rows); slots];
        }
        if !line.value.0.trim().is_empty() {
            let number = figure::parse(line.value.0, &target.figure, line.value.1)
                .map_err(|fault| Some(Box::new(fault)))?;
            if let Some(column) = layer.columns.get_mut(target.slot) {
                column.set(row, Some(number));
            }
        }
        Ok(())
    }

    fn repeated_figure(&self, slot: usize, row: usize, line: &Statement<'_>) -> Refused {
        let layer = self.layers.get(line.stamp.lane.place());
        let first = layer.and_then(|layer| self.grounds.first_place(&layer.spots, slot, row));
        repeated(line, first.as_ref().unwrap_or(line.value.1))
    }

    fn layer(&mut self, lane: Lane) -> &mut Layer {
        let [own, appraised, last] = &mut self.layers;
        match lane {
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

    fn is_self_scored(&self, node: usize) -> bool {
        let of = self.criteria.nodes.get(node).filter(|_| node > 0);
        of.is_some_and(|node| node.method == Method::SelfScored)
    }

    fn self_score(&mut self, node: usize, row: usize, line: &Statement<'_>) {
        if line.stamp.lane == Lane::SelfScored && self.is_self_scored(node) {
            self.self_scored.insert(row);
        }
    }

    /// Points claimed or granted: between nought and the item's maximum, each in its lane; nothing granted without a reason.
    fn mark(&mut self, node: usize, row: usize, line: &Statement<'_>) -> Result<(), Refused> {
        let (field, lane) = (line.field.0.trim(), line.stamp.lane);
        if (field == CLAIMED) != (lane == Lane::SelfScored) {
            let fault = Fault::new("wrong-lane", line.field.1).with("field", field);
            return Err(Some(Box::new(fault.with("lane", lane.word()))));
        }
        self.self_score(node, row, line);
        let most = self.criteria.nodes.get(node).map(|node| node.max.clone());
        let points = match line.value.0.trim() {
            "" => None,
            text => {
                let figure = points_up_to(most.unwrap_or_default(), field, line.value.1);
                let points = figure::parse(text, &figure, line.value.1);
                Some(points.map_err(|fault| Some(Box::new(fault)))?)
            }
        };
        if let Some(mark) = points.as_ref().filter(|_| field == GRANTED && line.note.is_none()) {
            let fault = Fault::new("mark-without-reason", line.value.1).with("mark", mark);
            let fault = fault.with("agency", line.agency.0.trim()).with("item", line.item.0.trim());
            return Err(Some(Box::new(fault)));
        }
        if let Some(fault) = points.as_ref().and_then(|mark| self.between_steps(node, mark, line)) {
            return Err(Some(Box::new(fault)));
        }
        let mark = Mark { points, source: line.source() };
        match self.layer(line.stamp.lane).marks.insert((node, row), mark) {
            Some(first) => Err(repeated(line, &first.source.place)),
            None => Ok(()),
        }
    }

    /// That a mark for an item which is a mark itself, given in steps, lies between two of them.
    fn between_steps(&self, node: usize, mark: &Exact, line: &Statement<'_>) -> Option<Fault> {
        let Rule::Judged(judged) = &**self.criteria.nodes.get(node)?.rule.as_ref()? else {
            return None;
        };
        let step = judged.step().filter(|_| !judged.is_step(mark))?;
        let fault = Fault::new("mark-between-steps", line.value.1).with("mark", mark);
        let fault = fault.with("agency", line.agency.0.trim()).with("item", line.item.0.trim());
        Some(fault.with("step", step))
    }

    /// Takes in one field of a declaration; the first that names a document or has a note gives those of the item.
    fn declare(
        &mut self,
        node: usize,
        row: usize,
        part: usize,
        line: &Statement<'_>,
    ) -> Result<(), Refused> {
        self.self_score(node, row, line);
        let layer = self.layer(line.stamp.lane);
        let declaration = layer.absent.entry((node, row)).or_default();
        if let Some((_, first)) = declaration.get(part).and_then(Option::as_ref) {
            return Err(repeated(line, &first.place));
        }
        if let Some(written) = declaration.get_mut(part) {
            *written = Some((line.value.0.trim().to_owned(), line.source()));
        }
        let sources = || declaration.iter().flatten().map(|(_, source)| source);
        let document = sources().find_map(|source| source.document.clone());
        let note = sources().find_map(|source| source.note.clone());
        let first = sources().next().cloned().unwrap_or_else(|| line.source());
        layer.notes.insert((node, row), Source { document, note, ..first });
        Ok(())
    }

    /// The agency claims an objective reason for what it lost here.
    fn claim(&mut self, node: usize, row: usize, line: &Statement<'_>) -> Result<(), Refused> {
        let text = line.value.0.trim().to_owned();
        let claim = (text, line.value.1.clone());
        match self.layer(line.stamp.lane).objectives.insert((node, row), claim) {
            Some((_, first)) => Err(repeated(line, &first)),
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
        let grounds = self.grounds.into_all();
        let seen = |lane: &Lane| view(self.criteria, &agencies, (&self.layers, &grounds), *lane);
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

fn repeated(line: &Statement<'_>, first: &Place) -> Refused {
    let fault = Fault::new("repeated-figure", line.value.1).with("agency", line.agency.0.trim());
    Some(Box::new(fault.with("field", line.field.0.trim()).with("first", first.to_string())))
}
