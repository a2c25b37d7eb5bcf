//! The smallest change of maxima that brings two agencies level: points move between items, their sum stays, and as few
//! as possible move. A linear programme with one demand, so that its optimum is had by moving first where a point moved
//! counts most: from the item on which the leader is furthest ahead to the one on which it is furthest behind.

use super::shares::Shares;
use crate::code::{AgencyCode, ItemCode};
use crate::quantity::{Exact, Points};

/// What it takes to bring two agencies level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Swap {
    /// The one published ahead.
    pub ahead: AgencyCode,
    /// The one published behind.
    pub behind: AgencyCode,
    /// How many points of maxima move; nothing where no change of maxima does it, or where it cannot be told.
    pub moved: Option<Points>,
    /// Which points move.
    pub shifts: Vec<Shift>,
    /// Whether the difference of the two is linear in the maxima, so that an answer can be given.
    pub linear: bool,
}

/// Points of maximum that move from one item to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// The item whose maximum falls.
    pub from: ItemCode,
    /// The item whose maximum rises.
    pub to: ItemCode,
    /// By how much.
    pub points: Points,
}

/// An item's maximum, and how much more of it the leader earns than the follower.
pub(super) struct Lead {
    pub max: Exact,
    pub share: Exact,
}

/// The items' leads of one agency over another.
pub(super) fn leads(ahead: &Shares, behind: &Shares) -> Vec<Lead> {
    let pairs = ahead.items.iter().zip(&behind.items);
    let lead = pairs.map(|(a, b)| {
        let share = |part: &Option<super::shares::Part>| {
            part.as_ref().map(|part| part.share.clone()).unwrap_or_default()
        };
        let max = a.as_ref().or(b.as_ref()).map(|part| part.max.clone());
        Lead { max: max.unwrap_or_default(), share: &share(a) - &share(b) }
    });
    lead.collect()
}

/// The fewest points to move, as item from, item to and points; nothing where no move makes up the difference.
pub(super) fn least(leads: &[Lead], difference: &Exact) -> Option<Vec<(usize, usize, Exact)>> {
    let applies = || leads.iter().enumerate().filter(|(_, lead)| !lead.max.is_zero());
    let (to, worst) = applies().min_by(|(_, a), (_, b)| a.share.cmp(&b.share))?;
    let mut from: Vec<(usize, &Lead)> =
        applies().filter(|(_, lead)| lead.share > worst.share).collect();
    from.sort_by(|(_, a), (_, b)| b.share.cmp(&a.share));
    let mut left = difference.clone();
    let mut shifts = Vec::new();
    for (k, lead) in from {
        if left <= Exact::ZERO {
            break;
        }
        let worth = &lead.share - &worst.share;
        let points = left.over(&worth)?.min(lead.max.clone());
        left = &left - &(&points * &worth);
        shifts.push((k, to, points));
    }
    (left <= Exact::ZERO).then_some(shifts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(n: i64, d: i64) -> Exact {
        Exact::whole(n).over(&Exact::whole(d)).unwrap()
    }

    /// The fewest points moved among all ways to share out the same sum in steps of a twelfth point.
    fn tried(leads: &[Lead], rest: &Exact, sum: i64) -> Option<Exact> {
        fn all(items: usize, sum: i64) -> Vec<Vec<i64>> {
            if items == 1 {
                return vec![vec![sum]];
            }
            let with = |first| {
                all(items - 1, sum - first)
                    .into_iter()
                    .map(move |rest| [vec![first], rest].concat())
            };
            (0..=sum).flat_map(with).collect()
        }
        let level = |maxima: &Vec<i64>| {
            let parts = maxima.iter().zip(leads).map(|(max, lead)| &exact(*max, 12) * &lead.share);
            &parts.fold(Exact::ZERO, |a, b| &a + &b) + rest <= Exact::ZERO
        };
        let moved = |maxima: Vec<i64>| {
            let parts = maxima.iter().zip(leads).map(|(max, lead)| &exact(*max, 12) - &lead.max);
            parts.filter(|part| *part > Exact::ZERO).fold(Exact::ZERO, |a, b| &a + &b)
        };
        all(leads.len(), sum).into_iter().filter(level).map(moved).min()
    }

    #[test]
    fn no_way_to_share_out_the_maxima_takes_less() {
        let (mut levelled, mut never) = (0, 0);
        for seed in 0..60_i64 {
            let pick = |k: i64, n: i64| {
                let mixed = (seed * 16 + k + 1).wrapping_mul(0x1E37_79B9_7F4A_7C15);
                (mixed ^ (mixed >> 29)).wrapping_mul(0x3F58_476D_1CE4_E5B9).rem_euclid(n * 64) / 64
            };
            // shares in halves, maxima in whole points: the optimum falls on the grid of twelfths or close above it
            let leads: Vec<Lead> = (1..4)
                .map(|k| Lead {
                    max: Exact::whole(1 + pick(k, 2)),
                    share: exact(pick(k + 3, 5) - 2, 2),
                })
                .collect();
            let parts = leads.iter().map(|lead| &lead.max * &lead.share);
            let difference = parts.fold(Exact::ZERO, |a, b| &a + &b);
            if difference <= Exact::ZERO {
                continue;
            }
            let sum: Exact = leads.iter().map(|lead| &lead.max).sum();
            let sum = sum.floor().unwrap() * 12;
            let found = least(&leads, &difference)
                .map(|shifts| shifts.iter().map(|(_, _, points)| points).sum::<Exact>());
            let tried = tried(&leads, &Exact::ZERO, sum);
            assert_eq!(found.is_some(), tried.is_some(), "{seed}");
            let (Some(found), Some(tried)) = (found, tried) else {
                never += 1;
                continue;
            };
            levelled += 1;
            assert!(found <= tried && &tried - &found < exact(1, 12), "{seed}: {found} {tried}");
        }
        assert!(levelled > 10 && never > 0, "{levelled} {never}");
    }
}
