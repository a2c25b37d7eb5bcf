//! Exact arithmetic of the index: points, percents, ranks, years. No binary float anywhere.

#[cfg(test)]
mod agreement;
mod decimal;
mod exact;
mod figures;
mod root;
mod rounding;

use std::fmt;

pub use exact::Exact;
pub use figures::{Reading, read_figure};
pub use rounding::{Mode, Rounding, Stages};

/// Points earned, or the most that can be.
///
/// An award is rounded once, as the set says; from then on sums are exact and do not depend on
/// their order.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Points(pub(crate) Exact);

/// A share of the applicable maximum, in percent; may exceed 100 where a set has bonuses.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(pub(crate) Exact);

/// A place in a peer group, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rank(pub u32);

/// An assessment year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(pub i16);

impl Points {
    /// The exact number of points.
    #[must_use]
    pub fn exact(&self) -> &Exact {
        &self.0
    }

    /// These points as a percent of `max`, or nothing when `max` is nought.
    #[must_use]
    pub fn percent_of(&self, max: &Self) -> Option<Percent> {
        (&self.0 * &Exact::HUNDRED).over(&max.0).map(Percent)
    }
}

impl Percent {
    /// The exact percent.
    #[must_use]
    pub fn exact(&self) -> &Exact {
        &self.0
    }
}

impl From<Exact> for Percent {
    fn from(percent: Exact) -> Self {
        Self(percent)
    }
}

macro_rules! displayed {
    ($($type:ident),*) => {$(
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

displayed!(Points, Percent, Rank, Year);
