//! The cells of the sums: growth by redistribution, cuts, rescaling, rounding by stage.

use super::working::{Growing, is_full};
use crate::criteria::{Absence, Role};
use crate::formula::{Formula, all, count, one_if, sum, when, whole};
use crate::language::Message;
use crate::plan::{PlannedItem, PlannedNode};
use crate::quantity::{Exact, Mode};

/// What a node adds up to.
struct Sum {
    points: Formula,
    max: Formula,
    /// Items below that are rescaled when they are left out: the item, the node that carries the policy, its figure.
    left_out: Vec<(usize, usize, Exact)>,
}

impl Growing<'_> {
    pub fn add_up(&mut self) {
        self.node_sum(0, &Formula::one());
    }

    fn planned(&self, k: usize) -> Option<PlannedNode> {
        self.plan.nodes.get(k).cloned()
    }

    fn node_sum(&mut self, k: usize, factor: &Formula) -> Option<Sum> {
        let node = self.planned(k)?;
        let item = node.item.and_then(|at| Some((at, self.plan.items.get(at)?.clone())));
        let sum = match item {
            Some((at, item)) => self.award(at, &item, &node, factor),
            None => self.children(k, &node, factor)?,
        };
        for (kept, formula) in [(&mut self.points, &sum.points), (&mut self.maxima, &sum.max)] {
            if let Some(kept) = kept.get_mut(k) {
                *kept = formula.clone();
            }
        }
        Some(sum)
    }

    /// An item's award: grown, cut to its maximum, rounded.
    fn award(
        &mut self,
        at: usize,
        item: &PlannedItem,
        node: &PlannedNode,
        factor: &Formula,
    ) -> Sum {
        self.steps.node = item.node;
        let held = self.held.get(at).cloned().unwrap_or(Formula::zero());
        let most = self.steps.add(Message::new("working-most"), grown(&item.max, factor));
        let applies = held.clone().numeric();
        let points = times(held, factor).at_least(Formula::zero()).at_most(most.clone());
        let cut = when(applies.clone(), points, Formula::zero());
        let leaf = self.plan.stages.leaf;
        let mut points = self.steps.rounded(Message::new("working-awarded"), cut, leaf);
        let stays = |most: &Exact| leaf.is_none_or(|leaf| most.rounded(leaf) == *most);
        let cannot_exceed = matches!(&most, Formula::Number(most) if stays(most))
            || leaf.is_none_or(|leaf| leaf.mode == Mode::Truncate);
        if !cannot_exceed {
            points = points.at_most(most.clone());
        }
        let max = if is_full(item) {
            points = when(applies, points, most.clone());
            most
        } else {
            when(applies, most, Formula::zero())
        };
        let scores = node.role == Role::Score;
        let left_out = match &item.absence {
            Absence::RescaleTo(to) if scores => vec![(at, item.carrier, to.clone())],
            _ => Vec::new(),
        };
        let area = self.plan.stages.area.filter(|_| node.depth == 1);
        let points = self.steps.cell(Message::new("working-points"), points);
        Sum {
            points: self.steps.rounded(Message::new("working-points"), points, area),
            max: self.steps.cell(Message::new("working-max"), max),
            left_out,
        }
    }

    fn children(&mut self, k: usize, node: &PlannedNode, factor: &Formula) -> Option<Sum> {
        let (mut points, mut max, mut extra) = (Vec::new(), Vec::new(), None::<Formula>);
        let mut left_out = Vec::new();
        for (child, factor) in self.factors(k, node, factor) {
            let part = self.node_sum(child, &factor)?;
            let role = self.planned(child)?.role;
            let more = part.points.clone();
            match (role, node.role) {
                (Role::Score, _)
                | (Role::Bonus, Role::Bonus)
                | (Role::Deduction, Role::Deduction) => points.push(more),
                (Role::Bonus, _) => {
                    extra = Some(extra.map_or(more.clone(), |extra| extra + more));
                }
                (Role::Deduction, _) => {
                    extra = Some(extra.unwrap_or(Formula::zero()) - more);
                }
            }
            if role == node.role {
                max.push(part.max);
            }
            left_out.extend(part.left_out);
        }
        self.steps.node = k;
        Some(self.closed_sum(k, node, factor, [sum(points), sum(max)], extra, left_out))
    }

    /// What happens at a node to the points below it: a block's cut, rescaling, the floor of the total, rounding.
    fn closed_sum(
        &mut self,
        k: usize,
        node: &PlannedNode,
        factor: &Formula,
        [points, max]: [Formula; 2],
        extra: Option<Formula>,
        left_out: Vec<(usize, usize, Exact)>,
    ) -> Sum {
        let mut points = self.steps.add(Message::new("working-sum"), points);
        let mut max = self.steps.add(Message::new("working-sum-max"), max);
        if node.role != Role::Score {
            let most = grown(&node.max, factor);
            let none = max.equals(Formula::zero());
            points = when(none.clone(), points.clone(), points.at_most(most.clone()));
            max = when(none, Formula::zero(), most);
            points = self.steps.add(Message::new("working-cut"), points);
            max = self.steps.add(Message::new("working-max"), max);
        }
        let mut extra = extra;
        if let Some((rescaled, to)) = self.rescaled(k, node, factor, &left_out) {
            let rescaled = all([rescaled, max.clone().differs(Formula::zero())]);
            let rescaled = one_if(rescaled);
            let rescaled = self.steps.cell(Message::new("working-rescaled"), rescaled);
            let holds = rescaled.equals(Formula::one());
            let rate = when(holds.clone(), to.clone() / max.clone(), Formula::one());
            let rate = self.steps.cell(Message::new("working-rate"), rate);
            points = points * rate.clone();
            extra = extra.map(|extra| if k == 0 { extra } else { extra * rate });
            max = when(holds, to, max);
        }
        let total = extra.map_or(points.clone(), |extra| points + extra);
        let total = if k == 0 { total.at_least(Formula::zero()) } else { total };
        let stage = match (k, node.depth) {
            (0, _) => self.plan.stages.total,
            (_, 1) => self.plan.stages.area,
            _ => None,
        };
        let points = self.steps.rounded(Message::new("working-points"), total, stage);
        Sum { points, max: self.steps.add(Message::new("working-max"), max), left_out }
    }

    /// Whether items below are left out under a policy that this node carries, and to what the rest is rescaled. The
    /// set may carry two, its own and that of a survey not held: its own goes first.
    fn rescaled(
        &self,
        k: usize,
        node: &PlannedNode,
        factor: &Formula,
        left_out: &[(usize, usize, Exact)],
    ) -> Option<(Formula, Formula)> {
        let here = || left_out.iter().filter(|(_, carrier, _)| *carrier == k);
        let own = |to: &Exact| node.absence == Some(Absence::RescaleTo(to.clone()));
        let group = |wanted: bool| {
            let items = here().filter(|(_, _, to)| own(to) == wanted);
            let items: Vec<usize> = items.map(|(item, ..)| *item).collect();
            let to = here().find(|(_, _, to)| own(to) == wanted).map(|(.., to)| to.clone())?;
            let held = items.iter().filter_map(|item| self.held.get(*item).cloned());
            Some((count(held).below(whole(items.len())), grown(&to, factor)))
        };
        match (group(true), group(false)) {
            (Some((first, to)), Some((second, other))) => {
                let any = crate::formula::any([first.clone(), second]);
                Some((any, when(first, to, other)))
            }
            (one, other) => one.or(other),
        }
    }

    /// Each child and how it grows: the maximum of siblings that do not apply and say `redistribute` is shared equally.
    fn factors(&mut self, k: usize, node: &PlannedNode, factor: &Formula) -> Vec<(usize, Formula)> {
        let children = node.children.clone();
        let gives = |growing: &Self, child: usize| {
            growing.planned(child).is_some_and(|planned| {
                planned.role == Role::Score && planned.absence == Some(Absence::Redistribute)
            }) && !growing.is_survey_not_held(child)
                && !growing.is_granted(child)
        };
        if !children.iter().any(|child| gives(self, *child)) {
            return children.into_iter().map(|child| (child, factor.clone())).collect();
        }
        let (mut pool, mut heirs, mut applying) = (Vec::new(), Vec::new(), Vec::new());
        for child in &children {
            let Some(planned) = self.planned(*child).filter(|child| child.role == Role::Score)
            else {
                applying.push(None);
                continue;
            };
            self.steps.node = *child;
            let items = self.items_below(*child);
            let applies = self.some_apply(&items);
            if gives(self, *child) {
                let open = applies.clone().equals(Formula::one());
                pool.push(when(open, Formula::zero(), (&planned.max).into()));
            }
            heirs.push(applies.clone());
            applying.push(Some((applies, planned.max)));
        }
        self.steps.node = k;
        let heirs = self.steps.add(Message::new("working-heirs"), sum(heirs));
        let none = heirs.clone().equals(Formula::zero());
        let share = when(none, Formula::zero(), sum(pool) / heirs);
        let share = self.steps.add(Message::new("working-share"), share);
        let mut factors = Vec::new();
        for (child, applying) in children.into_iter().zip(applying) {
            let grown = applying.filter(|(_, max)| !max.is_zero()).map(|(applies, max)| {
                let growth = times((Formula::from(&max) + share.clone()) / (&max).into(), factor);
                when(applies.equals(Formula::one()), growth, factor.clone())
            });
            self.steps.node = child;
            let grown = grown.map(|grown| self.steps.add(Message::new("working-growth"), grown));
            factors.push((child, grown.unwrap_or(factor.clone())));
        }
        factors
    }

    /// The items below a node that have a maximum.
    fn items_below(&self, k: usize) -> Vec<usize> {
        let Some(node) = self.plan.nodes.get(k) else {
            return Vec::new();
        };
        let scores = |child: &&usize| {
            self.plan.nodes.get(**child).is_some_and(|child| child.role == Role::Score)
        };
        match node.item {
            Some(item) => vec![item],
            None => node
                .children
                .iter()
                .filter(scores)
                .flat_map(|child| self.items_below(*child))
                .collect(),
        }
    }

    fn planned_below(&self, k: usize) -> Vec<&PlannedItem> {
        let items = self.items_below(k);
        items.into_iter().filter_map(|item| self.plan.items.get(item)).collect()
    }

    /// Whether all that has a maximum below a node is a survey that was not held.
    fn is_survey_not_held(&self, k: usize) -> bool {
        self.planned_below(k).iter().all(|item| item.not_held.is_some())
    }

    /// Whether anything below is granted in full when it does not apply: the node neither gives nor takes then.
    fn is_granted(&self, k: usize) -> bool {
        self.planned_below(k).iter().any(|item| is_full(item))
    }
}

/// A maximum as it has grown.
fn grown(max: &Exact, factor: &Formula) -> Formula {
    match factor {
        Formula::Number(factor) => Formula::Number(max * factor),
        factor => Formula::from(max) * factor.clone(),
    }
}

fn times(formula: Formula, factor: &Formula) -> Formula {
    if *factor == Formula::one() { formula } else { formula * factor.clone() }
}
