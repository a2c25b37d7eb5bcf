//! Intervals and rank sets from replicates, in whole numbers alone.
//!
//! Rank sets hold for all agencies of a group together: the greatest of all studentised differences between two
//! agencies bounds what chance explains, a pair further apart is told apart, and an agency's set counts those that are
//! told apart from it. Source: Mogstad, Romano, Shaikh & Wilhelm, Inference for Ranks, Review of Economic Studies 91
//! (2024); the bootstrap of the greatest studentised difference as in Romano & Wolf, Econometrica 73 (2005).

use super::replicate::Placed;
use crate::quantity::{Exact, Percent};
use crate::scores::in_ranges;

/// Studentised differences are counted in millionths; their standard errors in 1024ths of a millionth.
const SCALE: i128 = 1_000_000 * 1024;

/// The places, from 0, of the ends of the interval that holds `level` percent of sorted replicates.
pub(super) fn ends(replicates: usize, level: &Percent) -> (usize, usize) {
    let beyond = &Exact::HUNDRED - level.exact();
    let below = (&beyond * &crate::rule::whole(replicates)).over(&Exact::whole(200));
    let below = below.and_then(|below| below.floor()).unwrap_or_default();
    let last = replicates.saturating_sub(1);
    let below = usize::try_from(below).unwrap_or_default().min(last / 2);
    (below, last - below)
}

/// The nearest rank: the smallest of sorted replicates that `level` percent do not exceed.
fn quantile(sorted: &[i64], level: &Percent) -> Option<i64> {
    let at = (level.exact() * &crate::rule::whole(sorted.len())).over(&Exact::HUNDRED)?;
    let at = -(-&at).floor()?;
    sorted.get(usize::try_from(at).ok()?.saturating_sub(1)).copied()
}

/// The interval of these figures that holds `level` percent of replicates.
pub(super) fn interval<T: Ord + Clone>(mut figures: Vec<T>, level: &Percent) -> Option<(T, T)> {
    figures.sort_unstable();
    let (low, high) = ends(figures.len(), level);
    Some((figures.get(low)?.clone(), figures.get(high)?.clone()))
}

/// Which pairs of ranked members are told apart, all together at the level.
pub(super) struct Apart {
    /// The published bases, by member.
    bases: Vec<i64>,
    told: Vec<bool>,
}

impl Apart {
    /// Holds the replicates' differences against the published ones.
    pub fn of(bases: Vec<i64>, replicates: &[Vec<Placed>], level: &Percent) -> Self {
        let pairs: Vec<(usize, usize)> = pairs(bases.len()).collect();
        let published: Vec<i64> = pairs.iter().map(|pair| difference(&bases, *pair)).collect();
        let errors: Vec<i64> = in_ranges(pairs.len(), 64, |range| {
            let some = pairs.get(range.clone()).unwrap_or_default();
            let some = some.iter().zip(published.iter().skip(range.start));
            some.map(|(pair, d)| error(replicates, *pair, *d)).collect::<Vec<_>>()
        })
        .concat();
        let greatest = |replicate: &Vec<Placed>| {
            let bases: Vec<i64> = replicate.iter().map(|placed| placed.basis).collect();
            let each = pairs.iter().zip(&published).zip(&errors);
            let off =
                each.map(|((pair, d), error)| studentised(difference(&bases, *pair) - d, *error));
            off.max().unwrap_or_default()
        };
        let ranges = in_ranges(replicates.len(), 64, |range| {
            let some = replicates.get(range).unwrap_or_default();
            some.iter().map(greatest).collect::<Vec<_>>()
        });
        let mut greatest = ranges.concat();
        greatest.sort_unstable();
        let critical = quantile(&greatest, level).unwrap_or(i64::MAX);
        let told = published.iter().zip(&errors).map(|(d, error)| match error {
            0 => *d != 0,
            error => studentised(*d, *error) > critical,
        });
        Self { told: told.collect(), bases }
    }

    /// The pairs not told apart, the better first.
    pub fn undecided(&self) -> Vec<(usize, usize)> {
        let each = pairs(self.bases.len()).zip(&self.told).filter(|(_, told)| !**told);
        let ordered = |(a, b): (usize, usize)| {
            if difference(&self.bases, (a, b)) >= 0 { (a, b) } else { (b, a) }
        };
        each.map(|(pair, _)| ordered(pair)).collect()
    }

    /// The places that a member may have: behind those told to be better, before those told to be worse.
    pub fn places(&self, member: usize) -> (u32, u32) {
        let told = || pairs(self.bases.len()).zip(&self.told).filter(|(_, told)| **told);
        let ahead = |pair: (usize, usize), of: usize| {
            let other = if pair.0 == of { pair.1 } else { pair.0 };
            (pair.0 == of || pair.1 == of) && self.bases.get(other) > self.bases.get(of)
        };
        let behind =
            |pair: (usize, usize), of: usize| (pair.0 == of || pair.1 == of) && !ahead(pair, of);
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let better = count(told().filter(|(pair, _)| ahead(*pair, member)).count());
        let worse = count(told().filter(|(pair, _)| behind(*pair, member)).count());
        (1 + better, count(self.bases.len()).saturating_sub(worse))
    }
}

fn pairs(members: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..members).flat_map(move |a| (a + 1..members).map(move |b| (a, b)))
}

fn difference(bases: &[i64], (a, b): (usize, usize)) -> i64 {
    let at = |k: usize| bases.get(k).copied().unwrap_or_default();
    at(a) - at(b)
}

/// The standard error of a pair's difference over the replicates, in 1024ths.
fn error(replicates: &[Vec<Placed>], (a, b): (usize, usize), published: i64) -> i64 {
    let (mut sum, mut squares) = (0_i128, 0_i128);
    for replicate in replicates {
        let at = |k: usize| replicate.get(k).map_or(0, |placed| placed.basis);
        let off = i128::from(at(a) - at(b) - published);
        sum += off;
        squares += off * off;
    }
    let count = i128::try_from(replicates.len()).unwrap_or(1).max(1);
    // count² times the variance, which is not under nought
    let variance = (count * squares - sum * sum).max(0).unsigned_abs();
    let root = (variance << 20).isqrt() / count.unsigned_abs();
    i64::try_from(root).unwrap_or(i64::MAX)
}

fn studentised(off: i64, error: i64) -> i64 {
    if error == 0 {
        return 0;
    }
    let t = i128::from(off.unsigned_abs()) * SCALE / i128::from(error);
    i64::try_from(t).unwrap_or(i64::MAX)
}
