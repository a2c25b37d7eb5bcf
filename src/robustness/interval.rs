//! Intervals and rank sets from replicates, in whole numbers alone.
//!
//! Rank sets hold for all agencies of a group together: the greatest of all studentised differences between two
//! agencies bounds what chance explains, a pair further apart is told apart, and an agency's set counts those that are
//! told apart from it. Source: Mogstad, Romano, Shaikh & Wilhelm, Inference for Ranks, Review of Economic Studies 91
//! (2024); the bootstrap of the greatest studentised difference as in Romano & Wolf, Econometrica 73 (2005).

use std::ops::Range;

use super::replicate::Placed;
use crate::quantity::{Exact, Percent};
use crate::scores::in_ranges;

/// Replicates held against one another on one thread at a time.
const RANGE: usize = 256;
/// Studentised differences are counted in millionths; their standard errors in 1024ths of a millionth.
const SCALE: u64 = 1_000_000 * 1024;

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
    let (low, high) = ends(figures.len(), level);
    if high >= figures.len() {
        return None;
    }
    let (_, lower, above) = figures.select_nth_unstable(low);
    let lower = lower.clone();
    let upper = match high - low {
        0 => lower.clone(),
        beyond => above.select_nth_unstable(beyond - 1).1.clone(),
    };
    Some((lower, upper))
}

/// Which pairs of ranked members are told apart, all together at the level.
pub(super) struct Apart {
    /// The published bases, by member.
    bases: Vec<i64>,
    told: Vec<bool>,
}

impl Apart {
    /// Holds the replicates' differences against the published ones.
    pub fn of(bases: Vec<i64>, placed: &[Placed], level: &Percent) -> Self {
        let pairs: Vec<(usize, usize)> = pairs(bases.len()).collect();
        let differences: Vec<Differences<'_>> = in_ranges(pairs.len(), 64, |range| {
            let some = pairs.get(range).unwrap_or_default().iter();
            some.filter_map(|pair| Differences::of(*pair, &bases, placed)).collect::<Vec<_>>()
        })
        .concat();
        let replicates = placed.first().map_or(0, |placed| placed.bases.len());
        let ranges = in_ranges(replicates, RANGE, |range| greatest(&differences, range));
        let mut greatest = ranges.concat();
        greatest.sort_unstable();
        let critical = quantile(&greatest, level).unwrap_or(i64::MAX);
        let told = differences.iter().map(|pair| match pair.error {
            0 => pair.published != 0,
            error => studentised(pair.published, error) > critical,
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

    /// The places that each member may have: behind those told to be better, before those told to be worse.
    pub fn places(&self) -> Vec<(u32, u32)> {
        let members = u32::try_from(self.bases.len()).unwrap_or(u32::MAX);
        let mut places = vec![(1, members); self.bases.len()];
        for ((a, b), _) in pairs(self.bases.len()).zip(&self.told).filter(|(_, told)| **told) {
            for (of, other) in [(a, b), (b, a)] {
                let ahead = self.bases.get(other) > self.bases.get(of);
                if let Some((first, last)) = places.get_mut(of) {
                    *first += u32::from(ahead);
                    *last -= u32::from(!ahead);
                }
            }
        }
        places
    }
}

fn pairs(members: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..members).flat_map(move |a| (a + 1..members).map(move |b| (a, b)))
}

fn difference(bases: &[i64], (a, b): (usize, usize)) -> i64 {
    let at = |k: usize| bases.get(k).copied().unwrap_or_default();
    at(a) - at(b)
}

/// How far two members are apart: published, and in every replicate.
#[derive(Clone, Copy)]
struct Differences<'a> {
    published: i64,
    /// The standard error of the difference over the replicates, in 1024ths.
    error: i64,
    bases: (&'a [i64], &'a [i64]),
}

impl<'a> Differences<'a> {
    fn of((a, b): (usize, usize), published: &[i64], placed: &'a [Placed]) -> Option<Self> {
        let published = difference(published, (a, b));
        let bases = (placed.get(a)?.bases.as_slice(), placed.get(b)?.bases.as_slice());
        let error = Self { published, error: 0, bases }.standard_error();
        Some(Self { published, error, bases })
    }

    /// How far each replicate's difference is off the published one.
    fn off(&self, range: Range<usize>) -> impl Iterator<Item = i64> {
        let of = |bases: &'a [i64]| bases.get(range.clone()).unwrap_or_default().iter();
        of(self.bases.0).zip(of(self.bases.1)).map(|(a, b)| a - b - self.published)
    }

    fn standard_error(&self) -> i64 {
        let (mut sum, mut squares) = (0_i128, 0_u128);
        for off in self.off(0..self.bases.0.len()) {
            sum += i128::from(off);
            squares += product(off.unsigned_abs(), off.unsigned_abs());
        }
        let squares = i128::try_from(squares).unwrap_or(i128::MAX);
        let count = i128::try_from(self.bases.0.len()).unwrap_or(1).max(1);
        // count² times the variance, which is not under nought
        let variance = (count * squares - sum * sum).max(0).unsigned_abs();
        let root = (variance << 20).isqrt() / count.unsigned_abs();
        i64::try_from(root).unwrap_or(i64::MAX)
    }
}

/// The greatest studentised difference in each of these replicates.
fn greatest(differences: &[Differences<'_>], range: Range<usize>) -> Vec<i64> {
    let mut greatest = vec![0; range.len()];
    let next = |most: i64| most.unsigned_abs() + 1;
    for pair in differences.iter().filter(|pair| pair.error != 0) {
        let error = pair.error.unsigned_abs();
        for (most, off) in greatest.iter_mut().zip(pair.off(range.clone())) {
            // a product tells whether the quotient is any greater; few have to be worked out
            if product(off.unsigned_abs(), SCALE) >= product(next(*most), error) {
                *most = studentised(off, pair.error);
            }
        }
    }
    greatest
}

fn studentised(off: i64, error: i64) -> i64 {
    if error == 0 {
        return 0;
    }
    let t = product(off.unsigned_abs(), SCALE) / u128::from(error.unsigned_abs());
    i64::try_from(t).unwrap_or(i64::MAX)
}

/// One multiplication for the machine, where signed numbers of 128 bits need three.
fn product(a: u64, b: u64) -> u128 {
    u128::from(a) * u128::from(b)
}
