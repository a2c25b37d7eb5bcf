//! The exact choice: at most one lever for each item, by a dynamic programme over whole fractions of a point.
//!
//! Points climb the tree as they do when scored, and no closing of a node ever falls when the points below it rise. So a
//! choice below a node may be dropped once as many others as plans are asked for are no dearer and earn no less: with
//! the same choices elsewhere each of those is a plan as good.

use std::cmp::Reverse;

use num_bigint::BigInt;
use num_integer::Integer as _;
use num_traits::ToPrimitive as _;

use super::best::Best;
use super::lever::{Cost, Lever};
use crate::criteria::{Criteria, Role};
use crate::quantity::Exact;
use crate::scores::{Closing, Scores};

/// Fractions of a point that are still counted exactly.
const FINEST: i64 = 1_000_000_000_000;
/// Choices below one node that are still kept exactly.
const KEPT: usize = 60_000;
/// Fractions when it is not exact any more, the finer first.
const GRIDS: [i64; 2] = [100, 10];

/// What is asked of the choice beside points.
#[derive(Clone, Debug, Default)]
pub(super) struct Demands {
    /// Items that must be mended.
    pub forced: Vec<usize>,
    /// Items that must not.
    pub frozen: Vec<usize>,
    /// No applicable item with a maximum earns nought.
    pub no_zero: bool,
    /// Nodes and the percent that each must reach.
    pub areas: Vec<(usize, Exact)>,
}

/// A set of levers with what it earns and costs.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    /// The total.
    pub points: Exact,
    pub cost: Cost,
    /// By their places among the levers.
    pub levers: Vec<usize>,
}

/// Choices by cost; where fractions were rounded, those whose points are rounded up and those rounded down.
pub(super) struct Choices {
    pub up: Vec<Choice>,
    pub down: Vec<Choice>,
}

pub(super) struct Ground<'a> {
    pub criteria: &'a Criteria,
    pub scores: &'a Scores,
    pub closings: &'a [Closing],
    pub levers: &'a [Lever],
    pub row: usize,
}

#[derive(Clone, Copy)]
struct Entry {
    value: i64,
    cost: Cost,
    /// How it came about: a step, or nothing.
    link: Option<u32>,
}

#[derive(Clone, Copy)]
enum Step {
    Lever(usize),
    Both(u32, u32),
}

/// One run at one fraction of a point.
struct Run<'a> {
    ground: &'a Ground<'a>,
    demands: &'a Demands,
    unit: i64,
    up: bool,
    keep: usize,
    limit: usize,
    steps: Vec<Step>,
}

impl Ground<'_> {
    /// The cheapest choices, `keep` for every level of points.
    pub fn choices(&self, demands: &Demands, keep: usize) -> Choices {
        if let Some(unit) = self.unit()
            && let Some(all) = self.run(demands, keep, unit, false, KEPT)
        {
            return Choices {
                up: all.clone(),
                down: all,
            };
        }
        for unit in GRIDS {
            let up = self.run(demands, keep, unit, true, KEPT);
            let down = self.run(demands, keep, unit, false, KEPT);
            if let (Some(up), Some(down)) = (up, down) {
                return Choices { up, down };
            }
        }
        let run = |up| self.run(demands, 1, 1, up, usize::MAX).unwrap_or_default();
        Choices {
            up: run(true),
            down: run(false),
        }
    }

    fn run(
        &self,
        demands: &Demands,
        keep: usize,
        unit: i64,
        up: bool,
        limit: usize,
    ) -> Option<Vec<Choice>> {
        let mut run = Run {
            ground: self,
            demands,
            unit,
            up,
            keep,
            limit,
            steps: Vec::new(),
        };
        let entries = run.node(0)?;
        let choice = |entry: &Entry| Choice {
            points: run.exact(entry.value),
            cost: entry.cost,
            levers: run.chosen(entry.link),
        };
        Some(entries.iter().map(choice).collect())
    }

    /// The fraction of a point of which every sum is a whole multiple; nothing when it is too fine.
    fn unit(&self) -> Option<i64> {
        let mut unit = BigInt::from(1);
        self.denominators(0, &mut unit)?;
        unit.to_i64().filter(|unit| *unit <= FINEST)
    }

    /// The denominators of all that can stand at a node; the common one of all nodes goes to `common`.
    fn denominators(&self, k: usize, common: &mut BigInt) -> Option<BigInt> {
        let node = self.criteria.nodes.get(k)?;
        let closing = self.closings.get(k)?;
        let denominator = |number: &Exact| number.to_ratio().denom().clone();
        let mut here = denominator(self.scores.tally(self.row, k).points.exact());
        for lever in self.levers.iter().filter(|lever| lever.node == k) {
            here = here.lcm(&denominator(&lever.points));
        }
        for child in &node.children {
            here = here.lcm(&self.denominators(*child, common)?);
        }
        if let Some(rate) = &closing.rate {
            here *= denominator(rate);
        }
        if let Some(cut) = &closing.cut {
            here = here.lcm(&denominator(cut));
        }
        *common = common.lcm(&here);
        if let Some(rounding) = closing.rounding {
            here = BigInt::from(10).pow(rounding.digits.into());
            *common = common.lcm(&here);
        }
        (*common <= BigInt::from(FINEST)).then_some(here)
    }
}

impl Run<'_> {
    fn exact(&self, value: i64) -> Exact {
        Exact::whole(value)
            .over(&Exact::whole(self.unit))
            .unwrap_or_default()
    }

    /// In fractions: rounded up for a bound, down for a plan; whole where the fraction is exact.
    fn units(&self, points: &Exact) -> i64 {
        let units = points * &Exact::whole(self.unit);
        let whole = if self.up {
            (-&units).floor().map(|floor| -floor)
        } else {
            units.floor()
        };
        whole.unwrap_or_default()
    }

    fn role(&self, k: usize) -> Role {
        let node = self.ground.criteria.nodes.get(k);
        node.map_or(Role::Score, |node| node.role)
    }

    /// The choices below a node by what it earns; what a deduction takes is under nought. Nothing when they are too many.
    fn node(&mut self, k: usize) -> Option<Vec<Entry>> {
        let node = self.ground.criteria.nodes.get(k)?;
        let mut entries = if node.rule.is_some() {
            self.item(k)
        } else {
            let start = Entry {
                value: 0,
                cost: Cost::default(),
                link: None,
            };
            let mut all = vec![start];
            for child in &node.children {
                let below = self.node(*child)?;
                let below = self.risen(k, *child, below);
                all = self.both(&all, &below)?;
            }
            for entry in &mut all {
                entry.value = self.closed(k, entry.value);
            }
            all
        };
        self.meet(k, &mut entries);
        Some(self.pruned(entries))
    }

    /// What an item earns now, and with each of its levers.
    fn item(&mut self, k: usize) -> Vec<Entry> {
        let ground = self.ground;
        let sign = if self.role(k) == Role::Deduction {
            -1
        } else {
            1
        };
        let value = |run: &Self, points: &Exact| {
            let signed = if sign < 0 { -points } else { points.clone() };
            run.units(&signed)
        };
        let mut entries = Vec::new();
        if !self.demands.forced.contains(&k) {
            entries.push(Entry {
                value: value(self, ground.scores.tally(ground.row, k).points.exact()),
                cost: Cost::default(),
                link: None,
            });
        }
        if self.demands.frozen.contains(&k) {
            return entries;
        }
        for (place, lever) in ground
            .levers
            .iter()
            .enumerate()
            .filter(|(_, lever)| lever.node == k)
        {
            let points = match ground.closings.get(k) {
                Some(closing) => closing.close(lever.points.clone(), Exact::ZERO),
                None => lever.points.clone(),
            };
            entries.push(Entry {
                value: value(self, &points),
                cost: lever.cost,
                link: self.step(Step::Lever(place)),
            });
        }
        entries
    }

    /// What a child's points are at its parent.
    fn risen(&self, k: usize, child: usize, mut below: Vec<Entry>) -> Vec<Entry> {
        let extra = self.role(child) != Role::Score && self.role(child) != self.role(k);
        let rate = self
            .ground
            .closings
            .get(k)
            .filter(|closing| closing.rate.is_some());
        if let Some(closing) = rate {
            for entry in &mut below {
                entry.value = self.units(&closing.rated(self.exact(entry.value), extra));
            }
        }
        below
    }

    /// What becomes of the sum at a node: the rate was seen to, the rest is done here.
    fn closed(&self, k: usize, sum: i64) -> i64 {
        let Some(closing) = self.ground.closings.get(k) else {
            return sum;
        };
        if closing.cut.is_none() && closing.rounding.is_none() {
            return if closing.is_total { sum.max(0) } else { sum };
        }
        let done = Closing {
            rate: None,
            ..closing.clone()
        };
        let falls = self.role(k) == Role::Deduction;
        let points = self.exact(if falls { -sum } else { sum });
        let closed = done.close(points, Exact::ZERO);
        self.units(&if falls { -&closed } else { closed })
    }

    /// Drops what does not meet the demands on this node.
    fn meet(&self, k: usize, entries: &mut Vec<Entry>) {
        let tally = self.ground.scores.tally(self.ground.row, k);
        let max = tally.max.exact();
        let item = self
            .ground
            .criteria
            .nodes
            .get(k)
            .is_some_and(|node| node.rule.is_some());
        if self.demands.no_zero && item && self.role(k) == Role::Score && !max.is_zero() {
            entries.retain(|entry| entry.value > 0);
        }
        for (_, from) in self.demands.areas.iter().filter(|(node, _)| *node == k) {
            let percent = |entry: &Entry| (&self.exact(entry.value) * &Exact::HUNDRED).over(max);
            entries.retain(|entry| percent(entry).is_some_and(|percent| percent >= *from));
        }
    }

    fn step(&mut self, step: Step) -> Option<u32> {
        self.steps.push(step);
        u32::try_from(self.steps.len() - 1).ok()
    }

    /// Every choice of one with every choice of the other, pruned.
    fn both(&mut self, a: &[Entry], b: &[Entry]) -> Option<Vec<Entry>> {
        let mut pairs: Vec<(Entry, Option<u32>)> = Vec::with_capacity(a.len() * b.len());
        for right in b {
            pairs.extend(a.iter().map(|left| {
                let both = Entry {
                    value: left.value + right.value,
                    cost: left.cost + right.cost,
                    link: left.link,
                };
                (both, right.link)
            }));
        }
        pairs.sort_by_key(|(both, _)| (both.cost, Reverse(both.value)));
        let mut best = Best::of(self.keep);
        pairs.retain(|(both, _)| best.takes(both.value));
        if pairs.len() > self.limit {
            return None;
        }
        let joined = pairs.into_iter().map(|(both, right)| Entry {
            link: match (both.link, right) {
                (Some(left), Some(right)) => self.step(Step::Both(left, right)),
                (one, other) => one.or(other),
            },
            ..both
        });
        Some(joined.collect())
    }

    fn pruned(&self, mut entries: Vec<Entry>) -> Vec<Entry> {
        entries.sort_by_key(|entry| (entry.cost, Reverse(entry.value)));
        let mut best = Best::of(self.keep);
        entries.retain(|entry| best.takes(entry.value));
        entries
    }

    /// The levers behind a link.
    fn chosen(&self, link: Option<u32>) -> Vec<usize> {
        let mut open: Vec<u32> = link.into_iter().collect();
        let mut levers = Vec::new();
        while let Some(at) = open.pop() {
            match usize::try_from(at).ok().and_then(|at| self.steps.get(at)) {
                Some(Step::Lever(lever)) => levers.push(*lever),
                Some(Step::Both(left, right)) => open.extend([*left, *right]),
                None => {}
            }
        }
        levers.sort_unstable();
        levers
    }
}
