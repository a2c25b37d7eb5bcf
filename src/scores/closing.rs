//! What happens at a node to the points below it: a block's cut, rescaling, the floor of the total, rounding.

use super::tally::round;
use crate::quantity::{Exact, Rounding};

/// How a node closes the sum of its children. It never falls when the sum rises.
#[derive(Clone, Debug, Default)]
pub(crate) struct Closing {
    /// How the node's items have grown by redistribution.
    pub factor: Exact,
    /// The most that a block of bonuses or deductions adds or takes.
    pub cut: Option<Exact>,
    /// What a point below is here, where the node is rescaled.
    pub rate: Option<Exact>,
    /// The total is never under nought.
    pub is_total: bool,
    pub rounding: Option<Rounding>,
}

impl Closing {
    /// What becomes of points, and of bonuses less deductions, which no rescaling touches at the total.
    pub fn close(&self, points: Exact, extra: Exact) -> Exact {
        let points = match &self.cut {
            Some(cut) => points.min(cut.clone()),
            None => points,
        };
        self.finish(&self.rated(points, false) + &self.rated(extra, true))
    }

    /// What points of a child are here, before they are added up.
    pub fn rated(&self, points: Exact, extra: bool) -> Exact {
        match &self.rate {
            Some(rate) if !(extra && self.is_total) => &points * rate,
            _ => points,
        }
    }

    fn finish(&self, sum: Exact) -> Exact {
        let sum = if self.is_total {
            sum.max(Exact::ZERO)
        } else {
            sum
        };
        round(sum, self.rounding)
    }
}
