//! One agency's sampled items and the nodes above them: what changes of its tallies from one replicate to the next.

use super::award::{Asking, Sampled};
use super::ballots::{Stratum, counted, strata};
use crate::column::Column;
use crate::criteria::{Criteria, Role};
use crate::evidence::Evidence;
use crate::plan::Plan;
use crate::quantity::{Exact, Points};
use crate::scores::{Closing, Scores, Status, Tally};

/// What replicates of one agency need.
#[derive(Clone, Debug)]
pub(super) struct Climb {
    pub row: usize,
    pub strata: Vec<Stratum>,
    items: Vec<Sampled>,
    steps: Vec<Step>,
    /// For each node, its place among the steps.
    places: Vec<Option<usize>>,
    counts: usize,
}

/// A node that changes. Children stand before their parents.
#[derive(Clone, Debug)]
struct Step {
    closing: Closing,
    max: Points,
    /// The sampled item, if it is one.
    item: Option<usize>,
    /// Points and extra points of the children that stay.
    points: Exact,
    extra: Exact,
    /// The children that change.
    children: Vec<(usize, Adds)>,
}

/// What a child's points are to its parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Adds {
    Points,
    Bonus,
    Deduction,
}

/// What all agencies share.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub criteria: &'a Criteria,
    pub plan: &'a Plan,
    pub evidence: &'a Evidence,
    pub scores: &'a Scores,
}

impl Climb {
    /// The agency at `row`; `columns` are used and left with other ballots in them.
    pub fn of(ground: Ground<'_>, columns: Vec<Column>, row: usize, seed: u64) -> Self {
        let Ground { criteria, plan, evidence, scores } = ground;
        let strata = strata(criteria, evidence, row, seed);
        let closings = Scores::closings(plan, evidence, row);
        let mut asking = Asking { plan, columns, row };
        let mut items = Vec::new();
        for (k, planned) in plan.items.iter().enumerate() {
            let reads = criteria.nodes.get(planned.node).map_or(&[][..], |node| &node.reads);
            let read: Vec<&Stratum> =
                strata.iter().filter(|stratum| reads.contains(&stratum.slot)).collect();
            // a mark that a person granted stands, whatever the ballots
            let counts = scores.status(row, planned.node) == Some(Status::Scored)
                && evidence.grant(row, planned.node).is_none();
            if let (true, false, Some(closing)) =
                (counts, read.is_empty(), closings.get(planned.node))
            {
                items.push(Sampled::of(&mut asking, &read, k, &closing.factor));
            }
        }
        let mut strata = strata;
        for stratum in &mut strata {
            let known = stratum.clone();
            stratum.tell_apart(|option| items.iter().any(|item| item.tells(&known, option)));
        }
        let counts = strata.iter().map(|stratum| stratum.at + stratum.width).max().unwrap_or(0);
        let mut climb = Self { row, strata, items, steps: Vec::new(), places: Vec::new(), counts };
        climb.lay(ground, &closings);
        climb
    }

    /// Lays the steps: sampled items and all above them, from the bottom up.
    fn lay(&mut self, ground: Ground<'_>, closings: &[Closing]) {
        let nodes = &ground.criteria.nodes;
        let mut changes = vec![false; nodes.len()];
        for item in &self.items {
            let up = |k: &usize| nodes.get(*k).map(|node| node.parent).filter(|_| *k > 0);
            for k in std::iter::successors(Some(item.node), up) {
                changes.iter_mut().skip(k).take(1).for_each(|changes| *changes = true);
            }
        }
        self.places = vec![None; nodes.len()];
        let changed = changes.iter().enumerate().rev().filter(|(_, changes)| **changes);
        for (place, (k, _)) in changed.enumerate() {
            self.places.iter_mut().skip(k).take(1).for_each(|at| *at = Some(place));
            let step = self.step(ground, k, closings.get(k).cloned().unwrap_or_default());
            self.steps.push(step);
        }
    }

    fn step(&self, ground: Ground<'_>, k: usize, closing: Closing) -> Step {
        let mut step = Step {
            closing,
            max: ground.scores.tally(self.row, k).max,
            item: self.items.iter().position(|item| item.node == k),
            points: Exact::ZERO,
            extra: Exact::ZERO,
            children: Vec::new(),
        };
        let role = |k: usize| ground.criteria.nodes.get(k).map_or(Role::Score, |node| node.role);
        let children = ground.criteria.nodes.get(k).map_or(&[][..], |node| &node.children);
        for child in children {
            let adds = match (role(*child), role(k)) {
                (Role::Score, _)
                | (Role::Bonus, Role::Bonus)
                | (Role::Deduction, Role::Deduction) => Adds::Points,
                (Role::Bonus, _) => Adds::Bonus,
                (Role::Deduction, _) => Adds::Deduction,
            };
            match self.places.get(*child).copied().flatten() {
                Some(place) => step.children.push((place, adds)),
                None => {
                    let tally = ground.scores.tally(self.row, *child);
                    adds.add(&mut step.points, &mut step.extra, tally.points.exact());
                }
            }
        }
        step
    }

    /// Whether any of its points can change.
    pub fn is_sampled(&self) -> bool {
        !self.items.is_empty()
    }

    /// The columns of its own that it needs to ask rules again; none where points are sums.
    pub fn asks(&self) -> bool {
        self.items.iter().any(Sampled::is_judged)
    }

    /// The tallies of the nodes that change, with the ballots of one replicate.
    pub fn tallies(&self, replicate: u64, asking: &mut Asking<'_>) -> Vec<Tally> {
        let mut counts = vec![0; self.counts];
        self.strata.iter().for_each(|stratum| stratum.draw(replicate, &mut counts));
        asking.row = self.row;
        self.added_up(|_, item| item.points(&counts, &self.strata, asking))
    }

    /// Puts the items' points of one replicate, not yet rounded, into `sums`; `counts` is room to work in.
    pub fn sums(&self, replicate: u64, counts: &mut Vec<u32>, sums: &mut Vec<i128>) {
        counts.resize(self.counts, 0);
        self.strata.iter().for_each(|stratum| stratum.draw(replicate, counts));
        sums.clear();
        sums.extend(self.items.iter().map(|item| item.sum(counts).unwrap_or_default()));
    }

    /// The tallies of the nodes that change, by the items' points.
    pub fn tallies_of(&self, sums: &[i128]) -> Vec<Tally> {
        self.added_up(|k, item| item.earned(sums.get(k).copied().unwrap_or_default()))
    }

    fn added_up(&self, mut earned: impl FnMut(usize, &Sampled) -> Exact) -> Vec<Tally> {
        let mut tallies: Vec<Tally> = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            let sampled = step.item.and_then(|k| Some((k, self.items.get(k)?)));
            let (mut points, mut extra) = (step.points.clone(), step.extra.clone());
            if let Some((k, item)) = sampled {
                points = earned(k, item);
            }
            for (place, adds) in &step.children {
                if let Some(tally) = tallies.get(*place) {
                    adds.add(&mut points, &mut extra, tally.points.exact());
                }
            }
            let points = Points(step.closing.close(points, extra));
            tallies.push(Tally { points, max: step.max.clone() });
        }
        tallies
    }

    /// The place of a node among the tallies that change.
    pub fn place(&self, node: usize) -> Option<usize> {
        self.places.get(node).copied().flatten()
    }
}

impl Adds {
    fn add(self, points: &mut Exact, extra: &mut Exact, child: &Exact) {
        match self {
            Self::Points => *points += child,
            Self::Bonus => *extra += child,
            Self::Deduction => *extra += &-child,
        }
    }
}

/// The figures of surveys that are no counts of options, by name and title.
pub(super) fn held(criteria: &Criteria) -> Vec<(String, crate::language::Text)> {
    let sampled: Vec<usize> = counted(criteria).map(|figure| figure.slot).collect();
    let surveyed = |slot: usize| {
        criteria.items().any(|(_, node, _)| {
            node.method == crate::criteria::Method::Survey && node.reads.contains(&slot)
        })
    };
    let held = criteria.figures.iter().filter(|figure| {
        surveyed(figure.slot)
            && !sampled.contains(&figure.slot)
            && !figure.name.ends_with(".last_year")
    });
    held.map(|figure| {
        let item = figure.item.as_ref().map_or("", |item| item.as_str());
        (format!("{item}.{}", figure.name), figure.title.clone())
    })
    .collect()
}
