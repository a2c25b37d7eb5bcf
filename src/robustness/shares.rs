//! An agency's total as a sum over items: what each item brings to it. Bonuses,
//! deductions and what rounding above the items changes are the rest, which stays as it is.

use super::climb::Ground;
use crate::criteria::{Basis, Role};
use crate::quantity::Exact;
use crate::scores::Scores;
use crate::standings::Standing;

/// One agency's total, item by item.
#[derive(Clone, Debug)]
pub(super) struct Shares {
    /// For each item: nothing where it does not apply or has no maximum.
    pub items: Vec<Option<Part>>,
    pub total: Exact,
    pub max: Exact,
    /// Whether a point of an item is a point of the total, and every maximum the decision's.
    pub plain: bool,
}

/// What an item brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub points: Exact,
    pub max: Exact,
    /// Points ÷ maximum.
    pub share: Exact,
}

impl Shares {
    pub fn of(ground: Ground<'_>, standing: &Standing) -> Self {
        let (nodes, row) = (&ground.criteria.nodes, standing.row);
        let closings = Scores::closings(ground.plan, ground.evidence, row);
        let mut plain = true;
        let mut items = Vec::new();
        for item in &ground.plan.items {
            let up = |k: &usize| nodes.get(*k).map(|node| node.parent).filter(|_| *k > 0);
            let lineage: Vec<usize> = std::iter::successors(Some(item.node), up).collect();
            let scores =
                lineage.iter().all(|k| nodes.get(*k).is_some_and(|node| node.role == Role::Score));
            let rates = lineage.iter().filter_map(|k| closings.get(*k)?.rate.clone());
            let rate = rates.fold(Exact::ONE, |a, b| &a * &b);
            let tally = ground.scores.tally(row, item.node);
            let share = tally.points.exact().over(tally.max.exact());
            let part = share.filter(|_| scores).map(|share| Part {
                points: tally.points.exact() * &rate,
                max: tally.max.exact() * &rate,
                share,
            });
            plain &= part.as_ref().is_none_or(|part| part.max == item.max);
            items.push(part);
        }
        let (total, max) = (standing.points.exact().clone(), standing.max.exact().clone());
        Self { items, total, max, plain }
    }

    /// What ranks look at, the item `without` left out.
    pub fn basis(&self, ground: Ground<'_>, without: Option<usize>) -> Exact {
        let part = without.and_then(|k| self.items.get(k)?.as_ref());
        let left = |all: &Exact, part: Option<&Exact>| match part {
            Some(part) => all - part,
            None => all.clone(),
        };
        let points = left(&self.total, part.map(|part| &part.points));
        let max = left(&self.max, part.map(|part| &part.max));
        if ground.criteria.rank_by == Basis::Points {
            return points;
        }
        let percent = (&points * &Exact::HUNDRED).over(&max).unwrap_or_default();
        match ground.criteria.stages.percent {
            Some(stage) => percent.rounded(stage),
            None => percent,
        }
    }

    /// What an item brings to what ranks look at: points, or percent of the applicable maximum.
    pub fn brings(&self, ground: Ground<'_>, item: usize) -> Exact {
        let points = self.items.get(item).and_then(Option::as_ref).map(|part| &part.points);
        let points = points.cloned().unwrap_or_default();
        match ground.criteria.rank_by {
            Basis::Points => points,
            Basis::Percent => (&points * &Exact::HUNDRED).over(&self.max).unwrap_or_default(),
        }
    }

    /// Whether the difference to another is linear in the maxima: points are, percents where the same items apply.
    pub fn is_linear_with(&self, other: &Self, basis: Basis) -> bool {
        let same = self.items.iter().zip(&other.items).all(|(a, b)| a.is_some() == b.is_some());
        self.plain && other.plain && (basis == Basis::Points || same)
    }
}
