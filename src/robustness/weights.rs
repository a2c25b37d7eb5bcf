//! What other maxima would do: pairs brought level, how far all maxima may move before the first k change, ranks
//! without an item, and how much each item really weighs.

use super::climb::Ground;
use super::shares::Shares;
use super::swap::{Shift, Swap, leads, least};
use crate::code::{AgencyCode, ItemCode};
use crate::criteria::{Node, Role};
use crate::language::Text;
use crate::plan::PlannedItem;
use crate::quantity::{Exact, Percent, Points};
use crate::scores::in_ranges;
use crate::standings::Standing;

/// What other maxima would do to one peer group.
#[derive(Clone, Debug)]
pub struct Weights {
    /// What brings each two agencies level, those next to each other first in the order of the standings.
    pub swaps: Vec<Swap>,
    /// How far all maxima may move before the first k are others.
    pub kept: Vec<Kept>,
    /// The items, in the order of the decision.
    pub items: Vec<ItemWeight>,
    neighbours: usize,
}

/// How far every maximum may move, up or down, each for itself, before the first `k` are others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// How many.
    pub k: usize,
    /// Percent of each maximum; nothing where no move changes them, or where no pair can be judged.
    pub within: Option<Percent>,
    /// The two that change places first.
    pub first: Option<(AgencyCode, AgencyCode)>,
    /// Pairs across the edge whose difference is linear in the maxima.
    pub judged: usize,
    /// Pairs across the edge.
    pub pairs: usize,
}

/// How much an item weighs.
#[derive(Clone, Debug)]
pub struct ItemWeight {
    /// Its id.
    pub id: ItemCode,
    /// Its code as printed.
    pub code: String,
    /// Its title.
    pub title: Text,
    /// Its maximum in percent of all items'.
    pub nominal: Percent,
    /// Its share of the variance of what ranks look at, percent; nothing where nothing varies. All items' and the
    /// rest's add up to 100.
    pub effective: Option<Percent>,
    /// Whether everyone to whom it applies has full marks.
    pub full_marks: bool,
    /// The ranks without it.
    pub left_out: LeftOut,
}

/// What happens to places when an item is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// How many agencies then have another place.
    pub moved: usize,
    /// The farthest move, places up or down, and whose it is.
    pub farthest: Option<(AgencyCode, i64)>,
}

impl Weights {
    /// What brings those level that stand next to each other.
    pub fn next_to_each_other(&self) -> impl Iterator<Item = &Swap> {
        self.swaps.iter().take(self.neighbours)
    }

    pub(super) fn of(ground: Ground<'_>, ranked: &[&Standing]) -> Self {
        let shares: Vec<Shares> =
            ranked.iter().map(|standing| Shares::of(ground, standing)).collect();
        let moving = Moving { ground, ranked, shares };
        let sizes = [1, 2, 3, 5, 10, 20].into_iter().filter(|k| *k < ranked.len());
        Self {
            swaps: moving.swaps(),
            kept: sizes.map(|k| moving.kept(k)).collect(),
            items: moving.items(),
            neighbours: ranked.len().saturating_sub(1),
        }
    }
}

struct Moving<'a> {
    ground: Ground<'a>,
    ranked: &'a [&'a Standing],
    shares: Vec<Shares>,
}

impl Moving<'_> {
    /// All pairs, the nearest first.
    fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let n = self.ranked.len();
        (1..n).flat_map(move |apart| (0..n - apart).map(move |a| (a, a + apart)))
    }

    fn swaps(&self) -> Vec<Swap> {
        let pairs: Vec<(usize, usize)> = self.pairs().collect();
        let swaps = in_ranges(pairs.len(), 16, |range| {
            let some = pairs.get(range).unwrap_or_default().iter();
            some.map(|(a, b)| self.swap(*a, *b)).collect::<Vec<_>>()
        });
        swaps.concat()
    }

    fn code(&self, k: usize) -> AgencyCode {
        self.ranked.get(k).map_or_else(|| "".into(), |standing| standing.agency.code.clone())
    }

    fn linear(&self, a: usize, b: usize) -> Option<(&Shares, &Shares)> {
        let (a, b) = (self.shares.get(a)?, self.shares.get(b)?);
        a.is_linear_with(b, self.ground.criteria.rank_by).then_some((a, b))
    }

    fn item(&self, k: usize) -> ItemCode {
        let node = self.ground.plan.items.get(k);
        let node = node.and_then(|item| self.ground.criteria.nodes.get(item.node));
        node.map_or_else(|| "".into(), |node| node.id.clone())
    }

    fn swap(&self, a: usize, b: usize) -> Swap {
        let both = self.linear(a, b);
        let found = both.and_then(|(a, b)| least(&leads(a, b), &(&a.total - &b.total)));
        let sum = |shifts: &Vec<(usize, usize, Exact)>| {
            Points(shifts.iter().map(|(_, _, points)| points).sum())
        };
        let shift = |(from, to, points): (usize, usize, Exact)| Shift {
            from: self.item(from),
            to: self.item(to),
            points: Points(points),
        };
        Swap {
            ahead: self.code(a),
            behind: self.code(b),
            moved: found.as_ref().map(sum),
            shifts: found.unwrap_or_default().into_iter().map(shift).collect(),
            linear: both.is_some(),
        }
    }

    /// Over all moves of maxima within ±ε of themselves, a lead falls at most to D − ε·Σ|share|·max.
    fn kept(&self, k: usize) -> Kept {
        let mut kept = Kept { k, within: None, first: None, judged: 0, pairs: 0 };
        for (a, b) in (0..k).flat_map(|a| (k..self.ranked.len()).map(move |b| (a, b))) {
            kept.pairs += 1;
            let Some((ahead, behind)) = self.linear(a, b) else { continue };
            kept.judged += 1;
            let against = leads(ahead, behind).into_iter().map(|lead| {
                let part = &lead.share * &lead.max;
                if part.is_negative() { -&part } else { part }
            });
            let against = against.fold(Exact::ZERO, |sum, part| &sum + &part);
            let lead = (&ahead.total - &behind.total).max(Exact::ZERO);
            let within = (&lead * &Exact::HUNDRED).over(&against).map(Percent::from);
            if let Some(within) = within.filter(|within| *within.exact() < Exact::HUNDRED)
                && kept.within.as_ref().is_none_or(|known| within < *known)
            {
                kept.within = Some(within);
                kept.first = Some((self.code(a), self.code(b)));
            }
        }
        kept
    }

    fn items(&self) -> Vec<ItemWeight> {
        let published = self.ranks(None);
        let totals: Vec<Exact> =
            self.shares.iter().map(|shares| shares.basis(self.ground, None)).collect();
        let planned = self.ground.plan.items.iter().enumerate();
        let all: Exact = planned
            .clone()
            .filter_map(|(_, item)| self.scored(item.node))
            .map(|node| &node.max)
            .sum();
        let varied = covariance(&totals, &totals);
        let weight = |(k, item): (usize, &PlannedItem)| {
            let node = self.scored(item.node)?;
            let brought: Vec<Exact> =
                self.shares.iter().map(|shares| shares.brings(self.ground, k)).collect();
            let parts = || self.shares.iter().filter_map(|shares| shares.items.get(k)?.as_ref());
            Some(ItemWeight {
                id: node.id.clone(),
                code: node.code.clone(),
                title: node.title.clone(),
                nominal: Points(node.max.clone()).percent_of(&Points(all.clone()))?,
                effective: covariance(&brought, &totals)
                    .zip(varied.as_ref())
                    .and_then(|(with, own)| (&with * &Exact::HUNDRED).over(own))
                    .map(Percent::from),
                full_marks: parts().next().is_some()
                    && parts().all(|part| part.share == Exact::ONE),
                left_out: self.left_out(&published, k),
            })
        };
        let planned: Vec<(usize, &PlannedItem)> = planned.collect();
        let weights = in_ranges(planned.len(), 4, |range| {
            let some = planned.get(range).unwrap_or_default().iter();
            some.filter_map(|item| weight(*item)).collect::<Vec<_>>()
        });
        weights.concat()
    }

    fn scored(&self, node: usize) -> Option<&Node> {
        self.ground.criteria.nodes.get(node).filter(|node| node.role == Role::Score)
    }

    /// Places by what ranks look at alone, equal ones shared.
    fn ranks(&self, without: Option<usize>) -> Vec<i64> {
        let bases: Vec<Exact> =
            self.shares.iter().map(|shares| shares.basis(self.ground, without)).collect();
        let better = |own: &Exact| bases.iter().filter(|other| *other > own).count();
        let rank = |own| i64::try_from(better(own)).unwrap_or(i64::MAX - 1) + 1;
        bases.iter().map(rank).collect()
    }

    fn left_out(&self, published: &[i64], item: usize) -> LeftOut {
        let ranks = self.ranks(Some(item));
        let moves = published.iter().zip(&ranks).map(|(before, now)| before - now);
        let moves: Vec<(usize, i64)> = moves.enumerate().filter(|(_, moved)| *moved != 0).collect();
        // the first of those that move farthest
        let farthest = moves.iter().rev().max_by_key(|(_, moved)| moved.abs());
        LeftOut { moved: moves.len(), farthest: farthest.map(|(k, moved)| (self.code(*k), *moved)) }
    }
}

/// n² times the covariance; nothing of none.
fn covariance(a: &[Exact], b: &[Exact]) -> Option<Exact> {
    let n = crate::rule::whole(a.len());
    let (sum_a, sum_b): (Exact, Exact) = (a.iter().sum(), b.iter().sum());
    let products = a.iter().zip(b).map(|(a, b)| a * b).fold(Exact::ZERO, |sum, one| &sum + &one);
    (!a.is_empty()).then(|| &(&n * &products) - &(&sum_a * &sum_b))
}
