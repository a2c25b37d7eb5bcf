//! One agency's awards to sums: what does not apply, redistribution, rescaling, rounding by stage.

use super::Tally;
use super::closing::Closing;
use crate::criteria::{Absence, Role};
use crate::plan::{Plan, PlannedItem};
use crate::quantity::{Exact, Rounding};
use crate::rule::{settled, whole};

/// What an item brings to the sums.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Held {
    /// Points before they are cut and rounded.
    Earned(Exact),
    /// It does not apply.
    Absent,
}

/// The tallies of all nodes, the total at the root.
pub(super) fn tallies(plan: &Plan, held: &[Held]) -> Vec<Tally> {
    let mut sums =
        Sums { plan, held, tallies: vec![Tally::default(); plan.nodes.len()], closings: None };
    sums.add_up(0, &Exact::ONE);
    sums.tallies
}

/// What happens to points on their way up, node by node, as long as the same items apply.
pub(super) fn closings(plan: &Plan, held: &[Held]) -> Vec<Closing> {
    let mut sums = Sums {
        plan,
        held,
        tallies: vec![Tally::default(); plan.nodes.len()],
        closings: Some(vec![Closing::default(); plan.nodes.len()]),
    };
    sums.add_up(0, &Exact::ONE);
    sums.closings.unwrap_or_default()
}

struct Sums<'a> {
    plan: &'a Plan,
    held: &'a [Held],
    tallies: Vec<Tally>,
    /// Kept when they are asked for.
    closings: Option<Vec<Closing>>,
}

/// What a node adds up to.
#[derive(Default)]
struct Sum {
    points: Exact,
    max: Exact,
    /// Bonuses less deductions, which no rescaling touches at the set.
    extra: Exact,
    /// Policies under which items below were left out to be rescaled: the node that carries each, and its figure.
    left_out: Vec<(usize, Exact)>,
}

impl Sums<'_> {
    fn add_up(&mut self, k: usize, factor: &Exact) -> Sum {
        let plan = self.plan;
        let Some(node) = plan.nodes.get(k) else {
            return Sum::default();
        };
        let sum =
            match node.item.and_then(|item| Some((plan.items.get(item)?, self.held.get(item)?))) {
                Some((item, held)) => self.award(item, held, factor),
                None => self.children(k, factor),
            };
        let sum = self.closed(k, factor, sum);
        if let Some(tally) = self.tallies.get_mut(k) {
            *tally = Tally::of(sum.points.clone(), sum.max.clone());
        }
        sum
    }

    /// An item's award: grown by redistribution, cut to its maximum, rounded.
    fn award(&self, item: &PlannedItem, held: &Held, factor: &Exact) -> Sum {
        let most = &item.max * factor;
        let max = most.clone();
        let scores = self.plan.nodes.get(item.node).is_some_and(|node| node.role == Role::Score);
        match (held, &item.absence) {
            (Held::Earned(points), _) => Sum {
                points: earned(item, factor, points, self.plan.stages.leaf),
                max,
                ..Sum::default()
            },
            (Held::Absent, Absence::FullPoints | Absence::Grant) => {
                Sum { points: most, max, ..Sum::default() }
            }
            (Held::Absent, Absence::RescaleTo(to)) if scores => {
                Sum { left_out: vec![(item.carrier, to.clone())], ..Sum::default() }
            }
            (Held::Absent, _) => Sum::default(),
        }
    }

    fn children(&mut self, k: usize, factor: &Exact) -> Sum {
        let plan = self.plan;
        let Some(node) = plan.nodes.get(k) else {
            return Sum::default();
        };
        let mut sum = Sum::default();
        for (child, grown) in self.factors(k, factor) {
            let part = self.add_up(child, &grown);
            let role = plan.nodes.get(child).map_or(Role::Score, |child| child.role);
            match (role, node.role) {
                (Role::Score, _)
                | (Role::Bonus, Role::Bonus)
                | (Role::Deduction, Role::Deduction) => {
                    sum.points += &part.points;
                }
                (Role::Bonus, _) => sum.extra += &part.points,
                (Role::Deduction, _) => sum.extra += &-&part.points,
            }
            if role == node.role {
                sum.max += &part.max;
            }
            sum.left_out.extend(part.left_out);
        }
        sum
    }

    /// A node's sum once its closing is done.
    fn closed(&mut self, k: usize, factor: &Exact, sum: Sum) -> Sum {
        let (closing, max) = self.closing(k, factor, &sum);
        let points = closing.close(sum.points, sum.extra);
        if let Some(kept) = self.closings.as_mut().and_then(|kept| kept.get_mut(k)) {
            *kept = closing;
        }
        Sum { points, max, extra: Exact::ZERO, left_out: sum.left_out }
    }

    /// What happens to the points below a node, and its applicable maximum.
    fn closing(&self, k: usize, factor: &Exact, sum: &Sum) -> (Closing, Exact) {
        let mut max = sum.max.clone();
        let node = self.plan.nodes.get(k);
        let inner = node.is_some_and(|node| node.item.is_none());
        let mut closing = Closing {
            is_total: k == 0,
            rounding: match (k, node.map(|node| node.depth)) {
                (0, _) => self.plan.stages.total,
                (_, Some(1)) => self.plan.stages.area,
                _ => None,
            },
            factor: factor.clone(),
            ..Closing::default()
        };
        let block = node.filter(|node| inner && node.role != Role::Score && !max.is_zero());
        if let Some(node) = block {
            max = &node.max * factor;
            closing.cut = Some(max.clone());
        }
        if inner
            && let Some(to) = self.rescaled_to(k, factor, sum)
            && let Some(rate) = to.over(&max)
        {
            max = to;
            closing.rate = Some(rate);
        }
        (closing, max)
    }

    /// Each child and how it grows: the maximum of siblings that do not apply and say `redistribute` is shared equally.
    fn factors(&self, k: usize, factor: &Exact) -> Vec<(usize, Exact)> {
        let children = self.plan.nodes.get(k).map_or(&[][..], |node| &node.children);
        let scores = |child: &&usize| {
            self.plan.nodes.get(**child).is_some_and(|node| node.role == Role::Score)
        };
        let mut pool = Exact::ZERO;
        let mut heirs = 0;
        for child in children.iter().filter(scores) {
            let Some(node) = self.plan.nodes.get(*child) else {
                continue;
            };
            if self.applies(*child) {
                heirs += 1;
            } else if self.counts(*child) {
                // granted in full: it neither gives nor takes
            } else if node.absence == Some(Absence::Redistribute)
                && !self.is_survey_not_held(*child)
            {
                pool += &node.max;
            }
        }
        let share = pool.over(&whole(heirs)).unwrap_or_default();
        let grown = |child: &usize| {
            let node = self.plan.nodes.get(*child)?;
            if share.is_zero() || node.role != Role::Score || !self.applies(*child) {
                return Some(factor.clone());
            }
            (&node.max + &share).over(&node.max).map(|growth| &growth * factor)
        };
        children
            .iter()
            .map(|child| (*child, grown(child).unwrap_or_else(|| factor.clone())))
            .collect()
    }

    /// Whether an item applies, or any with a maximum below a node does.
    fn applies(&self, k: usize) -> bool {
        self.any_item(k, &|_, held| matches!(held, Held::Earned(_)))
    }

    /// Whether an item applies or is granted in full, or any with a maximum below a node is.
    fn counts(&self, k: usize) -> bool {
        let full =
            |item: &PlannedItem| matches!(item.absence, Absence::FullPoints | Absence::Grant);
        self.any_item(k, &|item, held| matches!(held, Held::Earned(_)) || full(item))
    }

    fn any_item(&self, k: usize, is: &dyn Fn(&PlannedItem, &Held) -> bool) -> bool {
        let Some(node) = self.plan.nodes.get(k) else {
            return false;
        };
        match node.item.and_then(|item| Some((self.plan.items.get(item)?, self.held.get(item)?))) {
            Some((item, held)) => is(item, held),
            None => {
                let scores = |child: &&usize| {
                    self.plan.nodes.get(**child).is_some_and(|node| node.role == Role::Score)
                };
                node.children.iter().filter(scores).any(|child| self.any_item(*child, is))
            }
        }
    }

    /// Whether all that has a maximum below a node is a survey that was not held, which has a policy of its own.
    fn is_survey_not_held(&self, k: usize) -> bool {
        !self.any_item(k, &|item, _| item.not_held.is_none())
    }

    /// Earned ÷ applicable maximum × n, of n, where items below were left out under a policy that this node carries.
    /// The set may carry two, its own and that of a survey not held: its own goes first.
    fn rescaled_to(&self, k: usize, factor: &Exact, sum: &Sum) -> Option<Exact> {
        let own = self.plan.nodes.get(k).and_then(|node| node.absence.as_ref());
        let here = || sum.left_out.iter().filter(|(at, _)| *at == k).map(|(_, to)| to);
        let to = here()
            .find(|to| own == Some(&Absence::RescaleTo((*to).clone())))
            .or_else(|| here().next())?;
        Some(to * factor)
    }
}

/// What an item earns: grown by redistribution, cut to its maximum, rounded.
pub(super) fn earned(
    item: &PlannedItem,
    factor: &Exact,
    points: &Exact,
    leaf: Option<Rounding>,
) -> Exact {
    settled(&(points * factor), &(&item.max * factor), leaf)
}

pub(super) fn round(points: Exact, stage: Option<Rounding>) -> Exact {
    stage.map_or_else(|| points.clone(), |rounding| points.rounded(rounding))
}
