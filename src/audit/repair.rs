//! The smallest set of figures that must be wrong: exact search over the relations that do not hold.
//!
//! Relations at fault that share figures are looked at together. A set of figures will do when values exist for them
//! with which every relation about them holds, those that held before too. Of sets as small, the one whose figures
//! fewest other relations bear out is named.

use std::collections::{BTreeMap, BTreeSet};

use super::law::{Law, Relation};
use super::ledger::{Changes, Ledger};
use super::order::Places;
use super::{Finding, Wrong};
use crate::quantity::{Exact, Mode, Rounding};

/// The most figures a set may have, and the most sets looked at.
const LARGEST: usize = 3;
const TRIES: usize = 6_000;
/// Above this many ranked rows a score is held against its own row alone.
const WIDE: usize = 200;

pub(super) struct Search<'a> {
    ledger: &'a Ledger,
    pub relations: &'a [Relation],
    /// The relations that a figure takes part in.
    about: BTreeMap<usize, Vec<usize>>,
    failing: BTreeSet<usize>,
}

pub(super) fn contradictions(ledger: &Ledger, relations: &[Relation]) -> Vec<Finding> {
    let none = Changes::new();
    let mut about: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut failing = BTreeSet::new();
    for (k, relation) in relations.iter().enumerate() {
        for id in reach(relation) {
            about.entry(id).or_default().push(k);
        }
        if !relation.holds(ledger, &none) {
            failing.insert(k);
        }
    }
    let search = Search { ledger, relations, about, failing };
    search.components().iter().flat_map(|component| search.explain(component)).collect()
}

/// Every figure that can make the relation hold or fail.
pub(super) fn reach(relation: &Relation) -> Vec<usize> {
    let mut cells = relation.cells();
    if let Law::Place { group, .. } = &relation.law
        && group.scores.len() <= WIDE
    {
        cells.extend(&group.scores);
        if matches!(group.by, Places::Listed | Places::Bands) {
            cells.extend(&group.places);
        }
        cells.sort_unstable();
        cells.dedup();
    }
    cells
}

impl Search<'_> {
    /// Figures that could be at fault for a relation that does not hold: its own, and for a place the scores that
    /// stand at fault themselves.
    pub fn suspects(&self, at: usize) -> Vec<usize> {
        let Some(relation) = self.relations.get(at) else {
            return Vec::new();
        };
        let mut cells = relation.cells();
        if let Law::Place { group, .. } = &relation.law {
            for other in &self.failing {
                if let Some(Law::Place { group: same, row }) =
                    self.relations.get(*other).map(|other| &other.law)
                    && std::rc::Rc::ptr_eq(group, same)
                {
                    cells.extend(group.scores.get(*row));
                    let listed = !matches!(group.by, Places::Counted | Places::Dense);
                    cells.extend(group.places.get(*row).filter(|_| listed));
                }
            }
            cells.sort_unstable();
            cells.dedup();
        }
        cells
    }

    /// Relations at fault, together where they share a suspect.
    fn components(&self) -> Vec<Vec<usize>> {
        let mut left = self.failing.clone();
        let mut found = Vec::new();
        while let Some(first) = left.pop_first() {
            let (mut component, mut queue) = (vec![first], vec![first]);
            while let Some(at) = queue.pop() {
                let suspects = self.suspects(at);
                let near: Vec<usize> = left
                    .iter()
                    .copied()
                    .filter(|other| self.suspects(*other).iter().any(|id| suspects.contains(id)))
                    .collect();
                for other in near {
                    left.remove(&other);
                    component.push(other);
                    queue.push(other);
                }
            }
            component.sort_unstable();
            found.push(component);
        }
        found
    }

    /// One finding for each set of figures that fall apart, or one for each relation where no small set will do.
    fn explain(&self, component: &[usize]) -> Vec<Finding> {
        for size in 1..=LARGEST {
            let mut sets = Vec::new();
            let mut tries = TRIES;
            self.branch(component, size, &mut Vec::new(), &mut sets, &mut tries);
            let mut will_do: Vec<(_, Changes)> = sets
                .iter()
                .filter_map(|set| self.values(set))
                .map(|changes| (self.weight(component, &changes), changes))
                .collect();
            will_do.sort_by_key(|(weight, _)| *weight);
            if let Some(((support, _, _), best)) = will_do.first() {
                let as_good =
                    |((weight, _, _), _): &&((usize, usize, usize), Changes)| weight == support;
                let or = will_do
                    .iter()
                    .skip(1)
                    .filter(as_good)
                    .take(11)
                    .map(|(_, changes)| self.wrong(changes))
                    .collect();
                return self.apart(component, best, or);
            }
        }
        component.iter().map(|at| self.alone(*at)).collect()
    }

    /// Values of the set with which everything about it holds.
    fn values(&self, set: &BTreeSet<usize>) -> Option<Changes> {
        let mut changes = Changes::new();
        let mut open = set.clone();
        while !open.is_empty() {
            let found = open.iter().find_map(|id| Some((*id, self.value(*id, &open, &changes)?)));
            let (id, value) = found?;
            changes.insert(id, value);
            open.remove(&id);
        }
        let touched = set.iter().filter_map(|id| self.about.get(id)).flatten();
        let holds = touched
            .filter_map(|at| self.relations.get(*at))
            .all(|relation| relation.holds(self.ledger, &changes));
        let changed = changes
            .iter()
            .all(|(id, value)| self.ledger.get(*id).is_some_and(|cell| cell.value != *value));
        (holds && changed).then_some(changes)
    }

    /// A value of one figure that every relation about it allows, leaving out those with other open figures.
    fn value(&self, id: usize, open: &BTreeSet<usize>, changes: &Changes) -> Option<Exact> {
        let settled = |relation: &&Relation| {
            relation.cells().iter().all(|cell| *cell == id || !open.contains(cell))
        };
        let about = self.about.get(&id)?.iter().filter_map(|at| self.relations.get(*at));
        let about: Vec<&Relation> = about.filter(settled).collect();
        let own = |relation: &&&Relation| relation.cells().contains(&id);
        let mut span = super::span::Span::default();
        for relation in about.iter().filter(own) {
            span = span.within(&relation.wanted(id, self.ledger, changes)?);
        }
        if span.is_empty() || about.iter().all(|relation| !own(&relation)) {
            return None;
        }
        let mut tries: Vec<Exact> = about
            .iter()
            .filter(own)
            .flat_map(|relation| relation.tries(id, self.ledger, changes))
            .collect();
        tries.extend(self.within(id, &span));
        let holds = |value: &Exact| {
            let mut changes = changes.clone();
            changes.insert(id, value.clone());
            let bands =
                self.ledger.get(id).and_then(|cell| cell.words.as_ref()).is_none_or(|words| {
                    value
                        .floor()
                        .and_then(|at| usize::try_from(at).ok())
                        .is_some_and(|at| (1..=words.len()).contains(&at))
                });
            bands && about.iter().all(|relation| relation.holds(self.ledger, &changes))
        };
        let printed = self.ledger.value(id, &Changes::new());
        tries.into_iter().filter(|value| span.has(value) && *value != printed).find(holds)
    }

    /// Figures of the cell's digits within the span: the middle, then its ends.
    fn within(&self, id: usize, span: &super::span::Span) -> Vec<Exact> {
        let digits = self.ledger.get(id).map_or(0, |cell| cell.digits);
        let unit = super::ledger::unit(digits);
        let rounded = |value: &Exact| value.rounded(Rounding { digits, mode: Mode::HalfUp });
        let mut found = Vec::new();
        if let (Some(low), Some(high)) = (&span.low, &span.high) {
            found.extend((low + high).over(&Exact::whole(2)).map(|middle| rounded(&middle)));
        }
        for end in [&span.low, &span.high].into_iter().flatten() {
            let at = rounded(end);
            found.extend([at.clone(), &at + &unit, &at - &unit]);
        }
        found
    }

    /// How much speaks against a set: relations that bear its figures out, how far they are from what is printed as
    /// a slip of the pen goes, and how many are not what a relation gives.
    fn weight(&self, component: &[usize], changes: &Changes) -> (usize, usize, usize) {
        let (mut borne, mut slip, mut given) = (0, 0, 0);
        for (id, value) in changes {
            let about =
                self.about.get(id).into_iter().flatten().filter(|at| !self.failing.contains(at));
            borne += about
                .filter(|at| {
                    self.relations.get(**at).is_some_and(|relation| relation.cells().contains(id))
                })
                .count();
            borne += 2 * usize::from(self.ledger.is_usual(*id));
            let printed = self
                .ledger
                .get(*id)
                .map(|cell| self.ledger.written(*id, &cell.value))
                .unwrap_or_default();
            slip += crate::fault::slips(&printed, &self.ledger.written(*id, value));
            given += usize::from(!component.iter().any(|at| {
                self.relations.get(*at).is_some_and(|relation| relation.result() == *id)
            }));
        }
        (borne, slip + given, given)
    }

    fn wrong(&self, changes: &Changes) -> Vec<Wrong> {
        let one = |(id, value): (&usize, &Exact)| {
            let cell = self.ledger.get(*id)?;
            Some(Wrong {
                place: cell.place.clone(),
                row: cell.row.clone(),
                column: cell.column.clone(),
                printed: cell.text.clone(),
                reconciled: Some(self.ledger.written(*id, value)),
            })
        };
        changes.iter().filter_map(one).collect()
    }

    /// One finding for the set: relations that do not hold in the order of the table.
    fn apart(&self, component: &[usize], changes: &Changes, or: Vec<Vec<Wrong>>) -> Vec<Finding> {
        let relations: Vec<&Relation> =
            component.iter().filter_map(|at| self.relations.get(*at)).collect();
        let wrong = self.wrong(changes);
        let shown = relations.iter().take(4).map(|relation| relation.said(self.ledger)).collect();
        relations.first().map_or_else(Vec::new, |first| {
            vec![Finding {
                name: first.name,
                contradiction: true,
                places: wrong.iter().map(|wrong| wrong.place.clone()).collect(),
                messages: shown,
                wrong,
                or,
            }]
        })
    }

    /// A relation for itself: the figure that the others give.
    fn alone(&self, at: usize) -> Finding {
        let relation = self.relations.get(at);
        let result = relation.map(Relation::result).unwrap_or_default();
        let value = relation.and_then(|relation| {
            relation.tries(result, self.ledger, &Changes::new()).into_iter().next()
        });
        let changes = value.map(|value| Changes::from([(result, value)])).unwrap_or_default();
        let wrong = self.wrong(&changes);
        let place = self.ledger.get(result).map(|cell| cell.place.clone());
        Finding {
            name: relation.map_or("audit-sum", |relation| relation.name),
            contradiction: true,
            places: place.into_iter().collect(),
            messages: relation.map(|relation| relation.said(self.ledger)).into_iter().collect(),
            wrong,
            or: Vec::new(),
        }
    }
}
