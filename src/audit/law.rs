//! One relation that printed figures are to satisfy, whether they do, and what one of them would have to be.

use std::rc::Rc;

use super::ledger::{Changes, Ledger, Slack};
use super::order::{Group, Places};
use super::span::Span;
use crate::quantity::{Exact, Mode};

/// What is to hold.
#[derive(Clone, Debug)]
pub(super) enum Law {
    /// The terms add up to nought; the last is what the others give.
    Linear { terms: Vec<(Exact, usize)>, slack: Slack },
    /// `percent` is the part's share of the base cells together.
    Share { part: usize, base: Vec<usize>, percent: usize },
    /// The place of `row` follows from the scores.
    Place { group: Rc<Group>, row: usize },
}

/// A law, and what kind of relation it is said to be.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    /// The stable name, and that of its sentence: `audit-sum`.
    pub name: &'static str,
    pub law: Law,
}

impl Relation {
    pub fn linear(name: &'static str, parts: &[(i64, usize)], whole: usize, slack: Slack) -> Self {
        let mut terms: Vec<_> =
            parts.iter().map(|(factor, id)| (Exact::whole(*factor), *id)).collect();
        terms.push((Exact::whole(-1), whole));
        Self { name, law: Law::Linear { terms, slack } }
    }

    /// The cells it is about; for a place only its own score and place.
    pub fn cells(&self) -> Vec<usize> {
        match &self.law {
            Law::Linear { terms, .. } => terms.iter().map(|(_, id)| *id).collect(),
            Law::Share { part, base, percent } => {
                let mut cells = vec![*part, *percent];
                cells.extend(base);
                cells.sort_unstable();
                cells.dedup();
                cells
            }
            Law::Place { group, row } => {
                let own = [group.scores.get(*row), group.places.get(*row)];
                own.into_iter().flatten().copied().collect()
            }
        }
    }

    /// The cell that the others give.
    pub fn result(&self) -> usize {
        let given = match &self.law {
            Law::Linear { terms, .. } => terms.last().map(|(_, id)| *id),
            Law::Share { percent, .. } => Some(*percent),
            Law::Place { group, row } => group.places.get(*row).copied(),
        };
        given.unwrap_or_default()
    }

    pub fn holds(&self, ledger: &Ledger, changes: &Changes) -> bool {
        match &self.law {
            Law::Linear { terms, slack } => {
                let spans = terms
                    .iter()
                    .map(|(factor, id)| ledger.span(*id, *slack, changes).times(factor));
                sum(spans).has(&Exact::ZERO)
            }
            Law::Share { percent, .. } => self
                .share(ledger, changes)
                .is_some_and(|share| share.meets(&ledger.span(*percent, Slack::Either, changes))),
            Law::Place { group, row } => group.holds(ledger, *row, changes),
        }
    }

    /// The percents that part and base allow.
    fn share(&self, ledger: &Ledger, changes: &Changes) -> Option<Span> {
        let Law::Share { part, base, .. } = &self.law else {
            return None;
        };
        let whole = sum(base.iter().map(|id| ledger.span(*id, Slack::HalfUp, changes)));
        whole.low.as_ref().filter(|low| **low > Exact::ZERO)?;
        let part = ledger.span(*part, Slack::HalfUp, changes);
        Some(part.times(&Exact::HUNDRED).quotient(&whole))
    }

    /// The printed figures of `id` with which it holds; nothing when no figure would do.
    pub fn wanted(&self, id: usize, ledger: &Ledger, changes: &Changes) -> Option<Span> {
        let span = match &self.law {
            Law::Linear { terms, slack } => {
                let (factor, _) = terms.iter().find(|(_, term)| *term == id)?;
                let others = terms.iter().filter(|(_, term)| *term != id);
                let rest =
                    sum(others.map(|(factor, id)| ledger.span(*id, *slack, changes).times(factor)));
                let by = (-&Exact::ONE).over(factor)?;
                ledger.printed_for(id, *slack, &rest.times(&by))
            }
            Law::Share { part, base, percent } => {
                if id == *percent {
                    return self
                        .share(ledger, changes)
                        .map(|share| ledger.printed_for(id, Slack::Either, &share));
                }
                let shown = ledger.span(*percent, Slack::Either, changes);
                let top = ledger.span(*part, Slack::HalfUp, changes);
                let others = base.iter().filter(|cell| **cell != id);
                let rest = sum(others.map(|cell| ledger.span(*cell, Slack::HalfUp, changes)));
                let wanted = if id == *part && !base.contains(&id) {
                    let whole = Exact::ONE.over(&Exact::HUNDRED)?;
                    shown.product(&rest).times(&whole)
                } else if id == *part {
                    // x = p (x + rest) / 100
                    let left = Span::between(Exact::HUNDRED, Exact::HUNDRED)
                        .plus(&shown.times(&-&Exact::ONE));
                    left.low.as_ref().filter(|low| **low > Exact::ZERO)?;
                    shown.product(&rest).quotient(&left)
                } else {
                    top.times(&Exact::HUNDRED).quotient(&shown).plus(&rest.times(&-&Exact::ONE))
                };
                ledger.printed_for(id, Slack::HalfUp, &wanted)
            }
            Law::Place { group, row } => {
                if group.places.get(*row) == Some(&id) {
                    group.places_for(ledger, *row, changes)
                } else if group.scores.get(*row) == Some(&id) {
                    group.scores_for(ledger, *row, changes)
                } else {
                    Span::default()
                }
            }
        };
        (!span.is_empty()).then_some(span)
    }

    /// What `id` is by the other figures as printed, where that is one number.
    pub fn reckoned(&self, id: usize, ledger: &Ledger, changes: &Changes) -> Option<Exact> {
        match &self.law {
            Law::Linear { terms, .. } => {
                let (factor, _) = terms.iter().find(|(_, term)| *term == id)?;
                let mut rest = Exact::ZERO;
                for (factor, term) in terms.iter().filter(|(_, term)| *term != id) {
                    rest += &(factor * &ledger.value(*term, changes));
                }
                (-&rest).over(factor)
            }
            Law::Share { part, base, percent } if id == *percent => {
                let values: Vec<_> = base.iter().map(|id| ledger.value(*id, changes)).collect();
                (&ledger.value(*part, changes) * &Exact::HUNDRED).over(&values.iter().sum())
            }
            Law::Share { .. } => {
                let wanted = self.wanted(id, ledger, changes)?;
                (&wanted.low? + &wanted.high?).over(&Exact::whole(2))
            }
            Law::Place { group, row } if group.places.get(*row) == Some(&id) => {
                let places = group.places_for(ledger, *row, changes);
                let best = places.low.clone();
                let bands = group.by == Places::Bands;
                if bands { places.high.or(best) } else { best }
            }
            Law::Place { .. } => None,
        }
    }

    /// Figures worth trying in place of `id`: what the others give, by either rounding.
    pub fn tries(&self, id: usize, ledger: &Ledger, changes: &Changes) -> Vec<Exact> {
        let reckoned = self.reckoned(id, ledger, changes);
        let modes = [Mode::HalfUp, Mode::Truncate];
        let each = |value: Exact| modes.map(|mode| ledger.to_digits(id, &value, mode));
        reckoned.map(each).into_iter().flatten().collect()
    }
}

fn sum(spans: impl Iterator<Item = Span>) -> Span {
    spans.fold(Span::between(Exact::ZERO, Exact::ZERO), |sum, span| sum.plus(&span))
}
