//! What a rule sees of one agency, and what it tells while it judges.

use super::field::Field;
use crate::calendar::Calendar;
use crate::column::Column;
use crate::language::Message;
use crate::quantity::Exact;

/// One agency's figures.
#[derive(Clone, Copy)]
pub(crate) struct Facts<'a> {
    pub columns: &'a [Column],
    pub calendar: &'a Calendar,
    pub row: usize,
}

impl Facts<'_> {
    pub fn figure(&self, field: &Field) -> Option<Exact> {
        self.at(field.slot())
    }

    /// The number who chose the `k`-th option of ballots.
    pub fn ballots(&self, field: &Field, k: usize) -> Option<Exact> {
        self.at(field.slot().checked_add(k)?)
    }

    pub fn at(&self, slot: usize) -> Option<Exact> {
        self.columns.get(slot)?.get(self.row)
    }
}

/// Why a rule awards nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// A figure that it needs was not given.
    Missing,
    /// The rule itself says that the item does not apply.
    NotApplicable,
}

/// Both, or why not: a figure that was not given outranks one that does not apply.
pub(crate) fn both<A, B>(a: Result<A, Gap>, b: Result<B, Gap>) -> Result<(A, B), Gap> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(Gap::Missing), _) | (_, Err(Gap::Missing)) => Err(Gap::Missing),
        _ => Err(Gap::NotApplicable),
    }
}

/// The points that a rule awards before they are cut and rounded, or why none.
pub(crate) type Outcome = Result<Exact, Gap>;

/// Why points are lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// Sent or done after its day.
    Late,
    /// A figure that the rule needs was not given.
    Missing,
    /// Nothing at all was sent.
    NotSubmitted,
    /// Below the band, the target, the whole, the mean or last year.
    Below,
    /// A demand is not met.
    NotMet,
    /// What respondents answered.
    Survey,
    /// Something that must not happen did.
    Violation,
    /// A person's mark.
    Judgement,
    /// Claimed, or declared not to apply, and that was not accepted.
    NotAccepted,
    /// Points taken away, or a bonus added.
    Extra,
    /// Rounding, rescaling or a cap above the item.
    Arithmetic,
}

/// Who listens to a rule while it judges. Nobody, when a column is awarded; a reason, when one award is explained:
/// the same walk gives both.
pub(crate) trait Trace: Default {
    /// A rule begins; the last to begin is the one that awards.
    fn enter(&mut self, cause: Cause);
    /// A step of it.
    fn tell(&mut self, step: impl FnOnce() -> Message);
    /// Hears what another heard.
    fn join(&mut self, other: Self);
}

/// Nobody listens.
#[derive(Default)]
pub(crate) struct Silence;

impl Trace for Silence {
    fn enter(&mut self, _: Cause) {}
    fn tell(&mut self, _: impl FnOnce() -> Message) {}
    fn join(&mut self, _: Self) {}
}

/// What a rule told.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    pub steps: Vec<Message>,
    pub cause: Option<Cause>,
}

impl Trace for Told {
    fn enter(&mut self, cause: Cause) {
        self.cause = Some(cause);
    }
    fn tell(&mut self, step: impl FnOnce() -> Message) {
        self.steps.push(step());
    }
    fn join(&mut self, other: Self) {
        self.steps.extend(other.steps);
        self.cause = other.cause.or(self.cause);
    }
}
