//! What a printed figure can stand for: a span of exact numbers, open to one side or both where nothing bounds it.

use crate::quantity::Exact;

/// From `low` to `high`, both within; no bound where `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    pub low: Option<Exact>,
    pub high: Option<Exact>,
}

impl Span {
    pub fn between(low: Exact, high: Exact) -> Self {
        Self { low: Some(low), high: Some(high) }
    }

    pub fn is_empty(&self) -> bool {
        matches!((&self.low, &self.high), (Some(low), Some(high)) if low > high)
    }

    pub fn has(&self, number: &Exact) -> bool {
        self.low.as_ref().is_none_or(|low| low <= number)
            && self.high.as_ref().is_none_or(|high| number <= high)
    }

    pub fn meets(&self, other: &Self) -> bool {
        !self.clone().within(other).is_empty()
    }

    /// What both hold.
    pub fn within(self, other: &Self) -> Self {
        let later = |a: Option<Exact>, b: &Option<Exact>| match (a, b) {
            (Some(a), Some(b)) => Some(a.max(b.clone())),
            (a, b) => a.or_else(|| b.clone()),
        };
        let sooner = |a: Option<Exact>, b: &Option<Exact>| match (a, b) {
            (Some(a), Some(b)) => Some(a.min(b.clone())),
            (a, b) => a.or_else(|| b.clone()),
        };
        Self { low: later(self.low, &other.low), high: sooner(self.high, &other.high) }
    }

    pub fn plus(&self, other: &Self) -> Self {
        let add = |a: &Option<Exact>, b: &Option<Exact>| Some(a.as_ref()? + b.as_ref()?);
        Self { low: add(&self.low, &other.low), high: add(&self.high, &other.high) }
    }

    /// Every number of it times `factor`.
    pub fn times(&self, factor: &Exact) -> Self {
        let by = |bound: &Option<Exact>| Some(bound.as_ref()? * factor);
        if factor.is_negative() {
            Self { low: by(&self.high), high: by(&self.low) }
        } else {
            Self { low: by(&self.low), high: by(&self.high) }
        }
    }

    /// The product with a span; both from nought up.
    pub fn product(&self, other: &Self) -> Self {
        let by = |a: &Option<Exact>, b: &Option<Exact>| Some(a.as_ref()? * b.as_ref()?);
        Self { low: by(&self.low, &other.low), high: by(&self.high, &other.high) }
    }

    /// The quotient by a span; both from nought up. No bound above where the divisor can be nought.
    pub fn quotient(&self, other: &Self) -> Self {
        let by = |a: &Option<Exact>, b: &Option<Exact>| a.as_ref()?.over(b.as_ref()?);
        Self { low: by(&self.low, &other.high), high: by(&self.high, &other.low) }
    }
}
