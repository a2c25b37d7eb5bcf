//! The same facts with different points: where a person's hand, not a rule, made the difference.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Asked, Named};
use crate::code::{AgencyCode, PeerGroup};
use crate::language::Text;
use crate::quantity::{Exact, Points};
use crate::rule::{Figure, Rule};
use crate::standings::Standing;

/// Agencies alike in the facts of an item and not in its points.
#[derive(Clone, Debug)]
pub struct Uneven {
    /// The item.
    pub item: Named,
    /// Their peer group.
    pub group: PeerGroup,
    /// The facts that are the same: the figures beside the mark, or the reason given for it.
    pub facts: Vec<Fact>,
    /// The agencies by their points, most first.
    pub points: Vec<(Points, Vec<(AgencyCode, Text)>)>,
}

/// A fact that agencies have in common.
#[derive(Clone, Debug)]
pub enum Fact {
    /// A figure; nothing where none was given.
    Figure(Arc<Figure>, Option<Exact>),
    /// The reason that stands beside the mark, word for word.
    Reason(String),
}

/// What makes two agencies alike at an item: its applicable maximum, its figures, the reason where it has none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Alike {
    max: Exact,
    figures: Vec<Option<Exact>>,
    reason: Option<String>,
}

/// One item, and which of its columns hold facts.
struct View<'a> {
    asked: &'a Asked<'a>,
    node: usize,
    /// Columns that hold facts and not marks.
    facts: Vec<usize>,
}

/// Items of these agencies where the same facts earned different points, in the order of the decision.
pub(super) fn uneven(asked: &Asked<'_>, members: &[&Standing]) -> Vec<Uneven> {
    let mut found = Vec::new();
    for (node, item, rule) in asked.criteria.items() {
        let marks = marks(rule);
        let facts = asked.columns_of(&item.reads, &marks);
        let view = View { asked, node, facts };
        let mut alike: BTreeMap<Alike, Vec<&Standing>> = BTreeMap::new();
        for standing in members {
            if let Some(key) = view.alike(standing) {
                alike.entry(key).or_default().push(standing);
            }
        }
        found
            .extend(alike.into_iter().filter_map(|(key, standings)| view.uneven(&key, &standings)));
    }
    found
}

/// The columns that hold marks that persons give.
fn marks(rule: &Rule) -> Vec<usize> {
    rule.marks().into_iter().map(|judged| judged.mark().slot()).collect()
}

impl Asked<'_> {
    /// The columns of the figures read, ballots' options each, but for the marks.
    fn columns_of(&self, reads: &[usize], marks: &[usize]) -> Vec<usize> {
        let width = |slot: usize| {
            let known = self.criteria.figures.iter().find(|figure| figure.slot == slot);
            known.map_or(1, |figure| figure.width())
        };
        let facts = reads.iter().filter(|slot| !marks.contains(slot));
        let mut columns: Vec<usize> = facts.flat_map(|slot| *slot..*slot + width(*slot)).collect();
        columns.sort_unstable();
        columns.dedup();
        columns
    }
}

impl View<'_> {
    fn points(&self, standing: &Standing) -> Exact {
        self.asked.scores.tally(standing.row, self.node).points.0
    }

    /// What the agency has in common with others; nothing where no fact was given.
    fn alike(&self, standing: &Standing) -> Option<Alike> {
        let max = self.asked.scores.tally(standing.row, self.node).max.0;
        if max.is_zero() {
            return None;
        }
        let figure = |slot: &usize| self.asked.scores.columns.get(*slot)?.get(standing.row);
        let figures: Vec<Option<Exact>> = self.facts.iter().map(figure).collect();
        let given = figures.iter().any(Option::is_some);
        let reason = if self.facts.is_empty() { self.reason(standing.row) } else { None };
        (given || reason.is_some()).then_some(Alike { max, figures, reason })
    }

    /// The reason that stands beside a mark.
    fn reason(&self, row: usize) -> Option<String> {
        let reads = self.asked.criteria.nodes.get(self.node).map(|node| node.reads.as_slice())?;
        let sources = self.asked.evidence.sources(row, self.node, reads);
        let note = sources.into_iter().find_map(|source| source.note)?;
        Some(note.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// These agencies by their points, if they have not all the same.
    fn uneven(&self, key: &Alike, standings: &[&Standing]) -> Option<Uneven> {
        let mut points: BTreeMap<Points, Vec<(AgencyCode, Text)>> = BTreeMap::new();
        for standing in standings {
            let agency = (standing.agency.code.clone(), standing.agency.name.clone());
            points.entry(Points(self.points(standing))).or_default().push(agency);
        }
        let group = standings.first().map(|standing| standing.agency.group.clone())?;
        let figures = self.facts.iter().zip(&key.figures).filter_map(|(slot, figure)| {
            let known = self.asked.criteria.figures.iter().find(|known| known.slot == *slot)?;
            Some(Fact::Figure(Arc::clone(known), figure.clone()))
        });
        let reason = key.reason.clone().map(Fact::Reason);
        let item = self.asked.named(self.node)?;
        let points: Vec<_> = points.into_iter().rev().collect();
        let facts = figures.chain(reason).collect();
        (points.len() > 1).then_some(Uneven { item, group, facts, points })
    }
}
