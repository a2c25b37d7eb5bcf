//! What each lane says, one layer over the other: a later lane's figure, declaration or mark goes before an earlier one's.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::cells::{Declaration, declared};
use super::lane::{Grant, Lane, Mark};
use super::sources::{Ground, Sources, Spots};
use super::{Presence, Presences, Source};
use crate::agencies::Assessed;
use crate::column::{Bits, Column};
use crate::criteria::{Criteria, Node, Unconfirmed};
use crate::fault::Place;
use crate::rule::Figure;

/// What one lane says.
#[derive(Clone, Debug, Default)]
pub(super) struct Layer {
    /// Empty until the lane gives a figure.
    pub columns: Vec<Column>,
    /// Figures given, by column and row; an empty one too.
    pub spots: Spots,
    /// Notes on items as a whole, by node and row.
    pub notes: BTreeMap<(usize, usize), Source>,
    /// Objective reasons that agencies claim, by node and row.
    pub objectives: BTreeMap<(usize, usize), (String, Place)>,
    pub absent: BTreeMap<(usize, usize), Declaration>,
    /// Points claimed in the agency's lane, granted in a later one, by node and row.
    pub marks: BTreeMap<(usize, usize), Mark>,
    /// Agencies that a line speaks of.
    pub rows: BTreeSet<usize>,
}

/// Evidence as one lane sees it: its own lines over those of the lanes before it.
#[derive(Clone, Debug)]
pub(super) struct View {
    pub rows: usize,
    /// One for each row, shared with the scores; none in a panel, whose agencies nobody looks at one by one.
    pub agencies: Arc<Vec<Assessed>>,
    pub columns: Vec<Column>,
    pub presences: Presences,
    pub sources: Sources,
    pub notes: BTreeMap<(usize, usize), Source>,
    pub objectives: BTreeMap<(usize, usize), (String, Place)>,
    /// Marks that are awards, by node and row.
    pub grants: BTreeMap<(usize, usize), Grant>,
    /// Marks given in the lane that says that the item does not apply, by node and row.
    pub at_odds: BTreeMap<(usize, usize), Place>,
}

impl Layer {
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Lays a later lane over this one.
    fn lay(&mut self, later: &Self) {
        for (slot, row) in later.spots.all() {
            let figure = later.columns.get(slot).and_then(|column| column.get(row));
            if let Some(column) = self.columns.get_mut(slot) {
                column.set(row, figure);
            }
        }
        self.spots.lay(&later.spots);
        self.notes.extend(later.notes.clone());
        self.objectives.extend(later.objectives.clone());
        self.rows.extend(&later.rows);
        for (at, parts) in &later.absent {
            let [reason, ..] = parts;
            if reason.as_ref().is_some_and(|(reason, _)| reason.is_empty()) {
                // taken back
                self.absent.remove(at);
                continue;
            }
            let known = self.absent.entry(*at).or_default();
            for (part, written) in known.iter_mut().zip(parts) {
                *part = written.clone().or(part.take());
            }
        }
    }
}

/// Evidence as the lane at `last` sees it.
pub(super) fn view(
    criteria: &Criteria,
    agencies: &[Assessed],
    (layers, grounds): (&[Layer; 3], &Arc<[Arc<Ground>]>),
    last: Lane,
) -> View {
    let upto = layers.get(..=last.place()).unwrap_or_default();
    let mut all = upto.first().cloned().unwrap_or_default();
    upto.iter().skip(1).for_each(|later| all.lay(later));
    let mut agencies = agencies.to_vec();
    for (row, agency) in agencies.iter_mut().enumerate() {
        agency.submitted = all.rows.contains(&row);
    }
    let presences = presences(criteria, &all, agencies.len());
    let Layer { columns, spots, notes, objectives, .. } = all;
    let sources = Sources::new(spots, grounds);
    let (rows, grants, at_odds) = (agencies.len(), BTreeMap::new(), BTreeMap::new());
    let agencies = Arc::new(agencies);
    let mut view =
        View { rows, agencies, columns, presences, sources, notes, objectives, grants, at_odds };
    Marks { criteria, layers: upto }.settle(&mut view);
    view
}

/// What was sent for every node; what is declared of a node holds for all below it.
fn presences(criteria: &Criteria, layer: &Layer, rows: usize) -> Presences {
    let mut presences = Presences::none(criteria.nodes.len(), rows);
    let figures = criteria.figures.iter();
    let given = |figure: &Figure| layer.spots.given(figure.slots(), rows);
    let given: Vec<(&Figure, Bits)> = figures.map(|figure| (&**figure, given(figure))).collect();
    for (k, node) in criteria.nodes.iter().enumerate() {
        let mut sent = Bits::none(rows);
        let mut touched = Bits::none(rows);
        for (figure, bits) in &given {
            if node.reads.contains(&figure.slot) {
                sent.join(bits);
            }
            let item = figure.item.as_ref();
            if item == Some(&node.id) || item.is_none() && k == 0 {
                touched.join(bits);
            }
        }
        touched.join(&sent);
        let absent = layer.absent.range((k, 0)..(k + 1, 0));
        let above = presences.declared(node.parent).map(|(row, _)| row);
        let spoken: BTreeSet<usize> = absent.map(|((_, row), _)| *row).chain(above).collect();
        presences.send_all(k, &touched);
        for row in spoken {
            let sent = sent.get(row);
            let absent = layer.absent.get(&(k, row));
            let declared = absent.and_then(|declaration| declared(declaration, sent));
            let above = presences.of(row, node.parent).inherited(sent);
            let touched = touched.get(row) || absent.is_some();
            let presence = if touched { Presence::Sent } else { Presence::NotSent };
            presences.set(row, k, declared.or(above).unwrap_or(presence));
        }
    }
    presences
}

/// Whether a line gives the figure whose first column this is.
fn is_given(criteria: &Criteria, layer: &Layer, slot: usize, row: usize) -> bool {
    let figure = criteria.figures.iter().find(|figure| figure.slot == slot);
    let mut slots = figure.map_or(slot..slot + 1, |figure| figure.slots());
    slots.any(|slot| layer.spots.has(slot, row))
}

/// Which marks are awards.
struct Marks<'a> {
    criteria: &'a Criteria,
    /// The agency's lane first; its marks are claims, never awards.
    layers: &'a [Layer],
}

impl Marks<'_> {
    fn settle(&self, view: &mut View) {
        let later = self.layers.iter().skip(1);
        let marked: BTreeSet<(usize, usize)> =
            later.flat_map(|layer| layer.marks.keys().copied()).collect();
        for at in marked {
            self.settle_one(at, view);
        }
    }

    /// The latest mark is the award, unless a lane after it gives other figures or says whether the item applies.
    fn settle_one(&self, at: (usize, usize), view: &mut View) {
        let (k, row) = at;
        let latest = self.layers.iter().enumerate().skip(1).rev();
        let latest = latest.filter_map(|(lane, layer)| Some((lane, layer.marks.get(&at)?))).next();
        let (Some((lane, mark)), Some(node)) = (latest, self.criteria.nodes.get(k)) else {
            return;
        };
        let after = self.layers.get(lane + 1..).unwrap_or_default();
        let corrected = |layer: &Layer| {
            let given = |slot: &usize| is_given(self.criteria, layer, *slot, row);
            node.reads.iter().any(given) || self.speaks_of_absence(layer, k, row)
        };
        let Some(points) = mark.points.clone().filter(|_| !after.iter().any(corrected)) else {
            return;
        };
        let presence = view.presences.of(row, k);
        let absent = match presence {
            Presence::NotApplicable { confirmed_by, .. } => {
                self.criteria.unconfirmed == Unconfirmed::Accept || confirmed_by.is_some()
            }
            Presence::Sent | Presence::NotSent => false,
        };
        let present = if presence.is_sent() { Presence::Sent } else { Presence::NotSent };
        let same_lane = self.layers.get(lane).is_some_and(|l| self.speaks_of_absence(l, k, row));
        if absent && same_lane {
            view.at_odds.insert(at, mark.source.place.clone());
        }
        if absent {
            view.presences.set(row, k, present);
        }
        let source = mark.source.clone();
        let granted_in = Lane::ALL.get(lane).copied().unwrap_or_default();
        let grant = Grant { lane: granted_in, points, source, applies_after_all: absent };
        view.grants.insert(at, grant);
    }

    /// Whether a layer says of the node, or of one above it, that it does not apply or that it does.
    fn speaks_of_absence(&self, layer: &Layer, k: usize, row: usize) -> bool {
        let up = |k: &usize| {
            let parent = self.criteria.nodes.get(*k).map(|node: &Node| node.parent);
            parent.filter(|parent| parent != k)
        };
        std::iter::successors(Some(k), up).any(|k| layer.absent.contains_key(&(k, row)))
    }
}
