//! The ballots of one respondent group of one agency, and a sample of as many drawn from them with replacement.
//!
//! Only counts are wanted, so ballots are not drawn one by one: options are halved, each half halved again, and at each
//! halving it is drawn how many fall on the lower half. A halving that no rule looks at is not drawn; each has draws of
//! its own, so that this changes none of the others.

use std::ops::Range;

use super::generator::{Draws, Stream, drawn_below};
use crate::criteria::Criteria;
use crate::evidence::Evidence;
use crate::rule::{Figure, FigureKind};

/// One respondent group of one agency.
#[derive(Clone, Debug)]
pub(super) struct Stratum {
    /// Its first column.
    pub slot: usize,
    /// How many options there are.
    pub width: usize,
    /// The place of its first count among the agency's counts.
    pub at: usize,
    cast: Vec<u64>,
    /// Those that are drawn, each before its halves.
    halvings: Vec<Halving>,
    ballots: usize,
    stream: Stream,
}

/// Options `from` up to the end of a range, parted before `middle`.
#[derive(Clone, Debug)]
struct Halving {
    from: usize,
    middle: usize,
    /// Below which bits a ballot falls on the lower half.
    bound: u64,
}

/// What surveys counted by option.
pub(super) fn counted(criteria: &Criteria) -> impl Iterator<Item = &Figure> {
    let figures = criteria.figures.iter().map(AsRef::as_ref);
    figures.filter(|figure: &&Figure| {
        figure.kind == FigureKind::Ballots && !figure.name.ends_with(".last_year")
    })
}

/// The respondent groups of the agency at `row` that answered.
pub(super) fn strata(
    criteria: &Criteria,
    evidence: &Evidence,
    row: usize,
    seed: u64,
) -> Vec<Stratum> {
    let code = evidence.agencies().get(row).map_or("", |agency| agency.code.as_str());
    let mut strata = Vec::new();
    let mut at = 0;
    for figure in counted(criteria) {
        let item = figure.item.as_ref().map_or("", |item| item.as_str());
        let count = |option: usize| {
            let column = evidence.columns().get(figure.slot + option);
            let count = column.and_then(|column| column.get(row)?.floor()).unwrap_or_default();
            u64::try_from(count).unwrap_or_default()
        };
        let cast: Vec<u64> = (0..figure.width()).map(count).collect();
        if cast.iter().all(|count| *count == 0) {
            continue;
        }
        let stream = Stream::named(seed, &[code, item, &figure.name]);
        strata.push(Stratum::of(figure.slot, at, cast, stream));
        at += figure.width();
    }
    strata
}

impl Stratum {
    fn of(slot: usize, at: usize, cast: Vec<u64>, stream: Stream) -> Self {
        let ballots = usize::try_from(cast.iter().sum::<u64>()).unwrap_or(usize::MAX);
        let (width, halvings) = (cast.len(), Vec::new());
        let mut stratum = Self { slot, width, at, cast, halvings, ballots, stream };
        stratum.tell_apart(|_| true);
        stratum
    }

    /// How many answered.
    pub fn ballots(&self) -> usize {
        self.ballots
    }

    /// From now on draws only what tells options apart that `differ`, each from the one before it; the others are counted together.
    pub fn tell_apart(&mut self, differ: impl Fn(usize) -> bool) {
        self.halvings.clear();
        self.halve(0..self.width, &differ);
    }

    fn halve(&mut self, options: Range<usize>, differ: &impl Fn(usize) -> bool) {
        let Range { start: from, end } = options;
        if !(from + 1..end).any(differ) {
            return;
        }
        let middle = from + (end - from).div_ceil(2);
        let cast = |options: Range<usize>| -> u64 {
            self.cast.get(options).unwrap_or_default().iter().sum()
        };
        let (lower, upper) = (cast(from..middle), cast(middle..end));
        if upper > 0 {
            let bound = drawn_below(lower, lower + upper);
            self.halvings.push(Halving { from, middle, bound });
            self.halve(middle..end, differ);
        }
        if lower > 0 {
            self.halve(from..middle, differ);
        }
    }

    /// Puts the counts of one sample among an agency's counts. Options not told apart are counted at the first of them.
    pub fn draw(&self, replicate: u64, counts: &mut [u32]) {
        let Some(counts) = counts.get_mut(self.at..self.at + self.width) else { return };
        counts.fill(0);
        let all = u32::try_from(self.ballots).unwrap_or(u32::MAX);
        counts.iter_mut().take(1).for_each(|first| *first = all);
        let draws = self.stream.replicate(replicate);
        for halving in &self.halvings {
            let Some(many) = counts.get(halving.from).copied() else { continue };
            let branch = u64::try_from(halving.middle).unwrap_or(u64::MAX);
            let lower = below(&mut draws.branch(branch), halving.bound, many);
            counts.iter_mut().skip(halving.from).take(1).for_each(|count| *count = lower);
            counts.iter_mut().skip(halving.middle).take(1).for_each(|count| *count = many - lower);
        }
    }
}

/// How many of so many draws of 64 bits fall below the bound. They are drawn bit by bit, the highest first, all at once:
/// a draw is decided as soon as its bit is not the bound's, so that no more than two bits are needed of each.
fn below(draws: &mut Draws, bound: u64, mut many: u32) -> u32 {
    let (mut below, mut rest) = (0, bound);
    while many > 0 && rest != 0 {
        let zeros = many - ones(draws, many);
        if rest >> 63 == 1 {
            below += zeros;
            many -= zeros;
        } else {
            many = zeros;
        }
        rest <<= 1;
    }
    below
}

/// How many ones are among so many bits.
fn ones(draws: &mut Draws, many: u32) -> u32 {
    let mut ones = 0;
    for _ in 0..many / 64 {
        ones += draws.bits().count_ones();
    }
    match many % 64 {
        0 => ones,
        left => ones + (draws.bits() >> (64 - left)).count_ones(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two million ballots drawn: the frequencies of all counts against the binomial distribution.
    #[test]
    fn counts_below_a_bound_are_distributed_as_ballots_drawn_one_by_one_would_be() {
        const BALLOTS: u32 = 20;
        const SAMPLES: u64 = 100_000;
        for (lower, all) in [(7_u64, 20_u64), (1, 2), (3, 4), (19, 20)] {
            let stream = Stream::named(3, &["a", "1", "ballots"]);
            let mut met = vec![0_u64; 21];
            for replicate in 0..SAMPLES {
                let mut draws = stream.replicate(replicate);
                let found = below(&mut draws, drawn_below(lower, all), BALLOTS);
                met[usize::try_from(found).unwrap()] += 1;
            }
            // chi-squared over counts expected ten times or more: beyond 50 once in a thousand at 20 degrees of freedom
            let (p, mut chi) = (lower as f64 / all as f64, 0.0);
            let mut chance = (1.0 - p).powi(20);
            for (k, met) in met.iter().enumerate() {
                let expected = chance * SAMPLES as f64;
                if expected >= 10.0 {
                    chi += (*met as f64 - expected).powi(2) / expected;
                }
                chance *= (20 - k) as f64 / (k + 1) as f64 * p / (1.0 - p);
            }
            assert!(chi < 50.0, "{lower} of {all}: {chi} {met:?}");
        }
    }

    #[test]
    fn options_not_told_apart_change_no_draw_of_the_others() {
        let cast = vec![24, 0, 104, 172, 200, 31, 9];
        let mut stratum = Stratum::of(0, 0, cast, Stream::named(1, &["a"]));
        let whole: Vec<Vec<u32>> = (0..50).map(|replicate| drawn(&stratum, replicate)).collect();
        for told in [vec![4], vec![1, 6], vec![3, 4], vec![]] {
            stratum.tell_apart(|option| told.contains(&option));
            for (replicate, whole) in (0..).zip(&whole) {
                let found = drawn(&stratum, replicate);
                let ends = told.iter().copied().chain([7]);
                let mut from = 0;
                for end in ends {
                    let sum = |counts: &[u32]| counts[from..end].iter().sum::<u32>();
                    assert_eq!(sum(&found), sum(whole), "{told:?}");
                    from = end;
                }
            }
        }
        assert!(whole.iter().all(|counts| counts[1] == 0 && counts.iter().sum::<u32>() == 540));
    }

    fn drawn(stratum: &Stratum, replicate: u64) -> Vec<u32> {
        let mut counts = vec![0; stratum.width];
        stratum.draw(replicate, &mut counts);
        counts
    }
}
