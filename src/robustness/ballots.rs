//! The ballots of one respondent group of one agency, and a sample of as many drawn from them with replacement.

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
    /// The options that anyone chose.
    chosen: Vec<usize>,
    /// Below which bits a draw falls on an option before the second, the third … of them.
    bounds: Vec<u64>,
    ballots: usize,
    stream: Stream,
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
            usize::try_from(count).unwrap_or_default()
        };
        let counts: Vec<usize> = (0..figure.width()).map(count).collect();
        if counts.iter().all(|count| *count == 0) {
            continue;
        }
        let stream = Stream::named(seed, &[code, item, &figure.name]);
        strata.push(Stratum::of(figure.slot, at, &counts, stream));
        at += figure.width();
    }
    strata
}

impl Stratum {
    fn of(slot: usize, at: usize, counts: &[usize], stream: Stream) -> Self {
        let ballots: usize = counts.iter().sum();
        let whole = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        let (mut chosen, mut bounds, mut before) = (Vec::new(), Vec::new(), 0);
        for (option, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            if before > 0 {
                bounds.push(drawn_below(whole(before), whole(ballots)));
            }
            chosen.push(option);
            before += count;
        }
        Self { slot, width: counts.len(), at, chosen, bounds, ballots, stream }
    }

    /// How many answered.
    pub fn ballots(&self) -> usize {
        self.ballots
    }

    /// Puts the counts of one sample among an agency's counts.
    pub fn draw(&self, replicate: u64, counts: &mut [u32]) {
        let mut draws = self.stream.replicate(replicate);
        match self.bounds.len() {
            1 => self.put(&self.below::<1>(&mut draws), counts),
            2 => self.put(&self.below::<2>(&mut draws), counts),
            3 => self.put(&self.below::<3>(&mut draws), counts),
            4 => self.put(&self.below::<4>(&mut draws), counts),
            _ => {
                let mut below = vec![0; self.bounds.len()];
                for _ in 0..self.ballots {
                    count_below(draws.bits(), &self.bounds, &mut below);
                }
                self.put(&below, counts);
            }
        }
    }

    /// How many draws fall below each bound; a few bounds are kept at hand, which is several times as fast.
    fn below<const N: usize>(&self, draws: &mut Draws) -> [u32; N] {
        let (mut bounds, mut below) = ([0; N], [0; N]);
        bounds.iter_mut().zip(&self.bounds).for_each(|(own, bound)| *own = *bound);
        for _ in 0..self.ballots {
            count_below(draws.bits(), &bounds, &mut below);
        }
        below
    }

    fn put(&self, below: &[u32], counts: &mut [u32]) {
        let all = u32::try_from(self.ballots).unwrap_or(u32::MAX);
        let ends = below.iter().copied().chain([all]);
        let mut before = 0;
        for (option, end) in self.chosen.iter().zip(ends) {
            if let Some(count) = counts.get_mut(self.at + option) {
                *count = end - before;
            }
            before = end;
        }
    }
}

fn count_below(bits: u64, bounds: &[u64], below: &mut [u32]) {
    for (count, bound) in below.iter_mut().zip(bounds) {
        *count = count.wrapping_add(u32::from(bits < *bound));
    }
}
