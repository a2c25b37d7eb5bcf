//! The ballots of one respondent group of one agency, and a sample of as many drawn from them with replacement.

use super::generator::Stream;
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
    /// The option of each ballot.
    options: Vec<usize>,
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
        let mut options = Vec::new();
        for option in 0..figure.width() {
            let column = evidence.columns().get(figure.slot + option);
            let count = column.and_then(|column| column.get(row)?.floor()).unwrap_or_default();
            let count = usize::try_from(count).unwrap_or_default();
            options.extend(std::iter::repeat_n(option, count));
        }
        if options.is_empty() {
            continue;
        }
        let stream = Stream::named(seed, &[code, item, &figure.name]);
        strata.push(Stratum { slot: figure.slot, width: figure.width(), at, options, stream });
        at += figure.width();
    }
    strata
}

impl Stratum {
    /// How many answered.
    pub fn ballots(&self) -> usize {
        self.options.len()
    }

    /// Adds the counts of one sample to an agency's counts.
    pub fn draw(&self, replicate: u64, counts: &mut [u32]) {
        let mut draws = self.stream.replicate(replicate);
        let n = u64::try_from(self.options.len()).unwrap_or_default();
        let end = (self.at + self.width).min(counts.len());
        let Some(counts) = counts.get_mut(self.at..end) else { return };
        for _ in 0..n {
            let drawn = usize::try_from(draws.below(n)).unwrap_or_default();
            let option = self.options.get(drawn).copied().unwrap_or_default();
            if let Some(count) = counts.get_mut(option) {
                *count += 1;
            }
        }
    }
}
