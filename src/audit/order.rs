//! Places by scores: does a rank, or a tier, follow from the scores of a group.

use super::ledger::{Changes, Ledger};
use super::span::Span;
use crate::quantity::Exact;

/// How places follow from scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Places {
    /// One more than how many are better; who ties may share the first place, the last, or be parted by digits not printed.
    Counted,
    /// One more than how many better scores there are: 1, 1, 2.
    Dense,
    /// Only some places are listed: a better place has no worse score, an equal place an equal score.
    Listed,
    /// Bands: a better band has no worse score.
    Bands,
}

/// Rows that are ranked against each other.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub scores: Vec<usize>,
    pub places: Vec<usize>,
    pub by: Places,
    /// Whether the least score is the best.
    pub rising: bool,
}

/// How the others of a group stand to one score.
struct Standing {
    better: usize,
    equal: usize,
    better_distinct: usize,
}

impl Group {
    fn score(&self, ledger: &Ledger, row: usize, changes: &Changes) -> Exact {
        let id = self.scores.get(row).copied().unwrap_or_default();
        let score = ledger.value(id, changes);
        if self.rising { -&score } else { score }
    }

    fn place(&self, ledger: &Ledger, row: usize, changes: &Changes) -> Exact {
        ledger.value(self.places.get(row).copied().unwrap_or_default(), changes)
    }

    fn standing(&self, ledger: &Ledger, row: usize, changes: &Changes) -> Standing {
        let own = self.score(ledger, row, changes);
        let mut better = Vec::new();
        let mut equal = 0;
        for other in (0..self.scores.len()).filter(|other| *other != row) {
            let score = self.score(ledger, other, changes);
            if score > own {
                better.push(score);
            } else if score == own {
                equal += 1;
            }
        }
        let count = better.len();
        better.sort();
        better.dedup();
        Standing { better: count, equal, better_distinct: better.len() }
    }

    /// The places that the score of `row` allows.
    pub fn places_for(&self, ledger: &Ledger, row: usize, changes: &Changes) -> Span {
        let whole = |n: usize| Exact::whole(i64::try_from(n).unwrap_or(i64::MAX));
        match self.by {
            Places::Counted => {
                let standing = self.standing(ledger, row, changes);
                Span::between(
                    whole(standing.better + 1),
                    whole(standing.better + 1 + standing.equal),
                )
            }
            Places::Dense => {
                let place = whole(self.standing(ledger, row, changes).better_distinct + 1);
                Span::between(place.clone(), place)
            }
            Places::Listed | Places::Bands => self.between_neighbours(ledger, row, changes),
        }
    }

    fn between_neighbours(&self, ledger: &Ledger, row: usize, changes: &Changes) -> Span {
        let own = self.score(ledger, row, changes);
        let step = if self.by == Places::Listed { Exact::ONE } else { Exact::ZERO };
        let mut span = Span { low: Some(Exact::ONE), high: None };
        for other in (0..self.scores.len()).filter(|other| *other != row) {
            let score = self.score(ledger, other, changes);
            let place = self.place(ledger, other, changes);
            if score > own {
                span = span.within(&Span { low: Some(&place + &step), high: None });
            } else if score < own {
                span = span.within(&Span { low: None, high: Some(&place - &step) });
            }
        }
        span
    }

    pub fn holds(&self, ledger: &Ledger, row: usize, changes: &Changes) -> bool {
        self.places_for(ledger, row, changes).has(&self.place(ledger, row, changes))
    }

    /// The scores that the place of `row` allows it.
    pub fn scores_for(&self, ledger: &Ledger, row: usize, changes: &Changes) -> Span {
        let place = self.place(ledger, row, changes);
        let mut span = Span::default();
        let mut others = Vec::new();
        for other in (0..self.scores.len()).filter(|other| *other != row) {
            let score = self.score(ledger, other, changes);
            let stands = self.place(ledger, other, changes);
            if stands < place {
                span.high = Some(span.high.map_or(score.clone(), |high| high.min(score.clone())));
            } else if stands > place {
                span.low = Some(span.low.map_or(score.clone(), |low| low.max(score.clone())));
            }
            others.push(score);
        }
        if self.by == Places::Counted {
            others.sort_by(|a, b| b.cmp(a));
            let at = place.floor().and_then(|place| usize::try_from(place).ok());
            let at = at.unwrap_or_default();
            span = Span {
                low: others.get(at.saturating_sub(1)).cloned(),
                high: at.checked_sub(2).and_then(|at| others.get(at)).cloned(),
            };
        }
        if self.rising { span.times(&-&Exact::ONE) } else { span }
    }
}
