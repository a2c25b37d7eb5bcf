//! The facts of one year as evidence for another year's criteria. What has no source there is not given.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::layer::View;
use super::{Evidence, Grant, Presence, Presences};
use crate::calendar::Day;
use crate::column::Column;
use crate::criteria::Criteria;
use crate::crosswalk::Crosswalk;
use crate::quantity::Exact;
use crate::rule::{Figure, FigureKind, whole};

impl Evidence {
    /// These facts, of the year of `from`, as evidence for the criteria `to`, by a crosswalk that leads from one to the
    /// other. Items carry their facts one to one; figures of the set and of nodes above items go by id and name. A date
    /// moves by whole years, a grade goes by its option's name, a mark, granted ones too, in proportion to its item's maximum; what the
    /// other year's figure cannot be is not given. The lane is the one that sees it so. Declarations that an item does not apply, objective reasons and
    /// documents go along.
    #[must_use]
    pub fn carried(&self, from: &Criteria, to: &Criteria, crosswalk: &Crosswalk) -> Self {
        let rows = self.agencies().len();
        let mut columns = vec![Column::of_gaps(rows); to.slots];
        let mut slots = BTreeMap::new();
        for figure in &to.figures {
            let Some(source) = crosswalk.figure(from, to, figure) else {
                continue;
            };
            let passage = Passage::between((from, source), (to, figure));
            for (was, is) in passage.slots() {
                slots.insert(was, is);
                for row in 0..rows {
                    let number = self.columns().get(was).and_then(|column| column.get(row));
                    let carried = number.and_then(|number| passage.carry(&number));
                    if let Some(column) = columns.get_mut(is) {
                        column.set(row, carried);
                    }
                }
            }
        }
        let nodes: Vec<Option<usize>> =
            (0..to.nodes.len()).map(|k| crosswalk.source(from, to, k)).collect();
        let mut presences = Presences::none(to.nodes.len(), rows);
        for row in 0..rows {
            for (k, source) in nodes.iter().enumerate() {
                if let Some(source) = source {
                    presences.set(row, k, self.presence(row, *source).clone());
                }
            }
        }
        let became = |k: &usize| nodes.iter().position(|source| *source == Some(*k));
        let granted = |((k, row), grant): (&(usize, usize), &Grant)| {
            let is = became(k)?;
            let max = |criteria: &Criteria, k: usize| Some(criteria.nodes.get(k)?.max.clone());
            let scale = max(to, is)?.over(&max(from, *k)?).unwrap_or(Exact::ONE);
            Some(((is, *row), Grant { points: &grant.points * &scale, ..grant.clone() }))
        };
        let view = View {
            rows,
            agencies: self.view.agencies.clone(),
            columns,
            presences,
            sources: self.view.sources.moved(slots),
            notes: moved(&self.view.notes, became),
            objectives: moved(&self.view.objectives, became),
            grants: self.view.grants.iter().filter_map(granted).collect(),
            at_odds: BTreeMap::new(),
        };
        Self {
            year: to.year,
            register: self.register.clone(),
            decisions: self.decisions.clone(),
            lane: self.lane,
            view,
            lanes: Arc::default(),
            claims: Arc::default(),
            later: Arc::default(),
        }
    }
}

impl Evidence {
    /// This evidence as if every item applied: what was declared not to is taken as sent where figures were.
    pub(crate) fn applying(&self, nodes: usize) -> Self {
        let mut applying = self.clone();
        for node in 0..nodes {
            let declared = self.view.presences.declared(node);
            let declared: Vec<(usize, bool)> =
                declared.map(|(row, presence)| (row, presence.is_sent())).collect();
            for (row, sent) in declared {
                let presence = if sent { Presence::Sent } else { Presence::NotSent };
                applying.view.presences.set(row, node, presence);
            }
        }
        applying
    }
}

/// The same values under other keys; those without one are left behind.
fn moved<T: Clone>(
    known: &BTreeMap<(usize, usize), T>,
    to: impl Fn(&usize) -> Option<usize>,
) -> BTreeMap<(usize, usize), T> {
    let key = |(at, row): &(usize, usize)| Some((to(at)?, *row));
    known.iter().filter_map(|(from, value)| Some((key(from)?, value.clone()))).collect()
}

/// How one figure goes from a year to another.
struct Passage<'a> {
    was: &'a Figure,
    is: &'a Figure,
    years: i16,
    /// What a mark is multiplied by: the maxima of the two items against each other.
    scale: Exact,
}

impl<'a> Passage<'a> {
    fn between(
        (from, was): (&'a Criteria, &'a Figure),
        (to, is): (&'a Criteria, &'a Figure),
    ) -> Self {
        let max = |criteria: &Criteria, figure: &Figure| {
            let node = criteria.node(figure.item.as_ref()?.as_str())?;
            criteria.nodes.get(node).map(|node| node.max.clone())
        };
        let scale = max(to, is).zip(max(from, was)).and_then(|(is, was)| is.over(&was));
        Self { was, is, years: to.year.0 - from.year.0, scale: scale.unwrap_or(Exact::ONE) }
    }

    /// Its columns, then and now; of ballots one per option.
    fn slots(&self) -> Vec<(usize, usize)> {
        if self.is.kind != FigureKind::Ballots {
            return vec![(self.was.slot, self.is.slot)];
        }
        let options = self.is.options.iter().enumerate();
        let both = options.filter_map(|(k, option)| {
            let was = self.was.options.iter().position(|known| known == option)?;
            Some((self.was.slot + was, self.is.slot + k))
        });
        both.collect()
    }

    fn carry(&self, number: &Exact) -> Option<Exact> {
        let carried = match self.is.kind {
            FigureKind::Date => {
                let day = Day::of_number(number.floor()?)?.plus_years(self.years)?;
                Exact::whole(day.number())
            }
            FigureKind::Grade => {
                let option = self.was.options.get(usize::try_from(number.floor()?).ok()?)?;
                whole(self.is.options.iter().position(|known| known == option)?)
            }
            FigureKind::Points => number * &self.scale,
            _ => number.clone(),
        };
        let under = self.is.least.as_ref().is_some_and(|least| carried < *least);
        let over = self.is.most.as_ref().is_some_and(|most| carried > *most);
        (!under && !over).then_some(carried)
    }
}
