//! A value as one whole number over another.

use super::{Block, Linear, MISSING, NOT_APPLICABLE, SCORED, whole_numbers};
use crate::column::{Lane, head_mut};
use crate::quantity::Exact;
use crate::rule::quotient::IfNone;

/// A sum of figures, or one over another.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    of: Linear,
    within: Option<Within>,
    /// What a whole count of the quotient is.
    pub ratio: Exact,
    /// The most that the value can be said to be.
    pub cap: Option<Exact>,
}

/// What is divided by.
#[derive(Clone, Debug)]
struct Within {
    linear: Linear,
    none: Option<IfNone>,
    /// The quotient that makes the whole.
    full: (i64, i64),
}

/// A block of values: `parts` over `wholes`.
pub(super) struct Read<L, const B: usize> {
    pub parts: [L; B],
    pub wholes: [L; B],
}

impl Reading {
    /// A value that is a sum.
    pub fn of(linear: Linear) -> Self {
        Self { ratio: linear.unit.clone(), of: linear, within: None, cap: None }
    }

    /// A sum over another, times `scale`; the other must not be under nought.
    pub fn quotient(
        of: Linear,
        within: Linear,
        scale: &Exact,
        none: Option<IfNone>,
        cap: Option<Exact>,
    ) -> Option<Self> {
        let ratio = (&of.unit * scale).over(&within.unit)?;
        let (full, _) = whole_numbers(&[within.unit.clone(), of.unit.clone()])?;
        let full = (*full.first()?, *full.last()?);
        let is_sound = within.least >= 0 && full.1 > 0;
        let within = Within { linear: within, none, full };
        is_sound.then_some(Self { of, within: Some(within), ratio, cap })
    }

    /// Whether it is a quotient.
    pub fn is_quotient(&self) -> bool {
        self.within.is_some()
    }

    /// The least and the most that the part can be.
    pub fn ends(&self) -> (i128, i128) {
        let Linear { least, most, .. } = self.of;
        match &self.within {
            None => (least, most),
            Some(within) => (least.min(0), most.max(within.full.0.into())),
        }
    }

    /// The furthest from nought that part and whole, and any sum on the way to them, can be.
    pub fn reach(&self) -> (i128, i128) {
        match &self.within {
            None => (self.of.reach, 1),
            Some(within) => {
                let (a, b) = within.full;
                (self.of.reach.max(a.into()), within.linear.reach.max(b.into()).max(1))
            }
        }
    }

    /// The values of a block, and whether each is there.
    #[inline(always)]
    pub(super) fn read<L: Lane, const B: usize>(
        &self,
        block: Block<'_>,
        read: &mut Read<L, B>,
        states: &mut [u8; B],
    ) {
        let (mut given, mut also) = ([0; B], [0; B]);
        self.of.read(block, &mut read.parts, &mut given);
        if let Some(within) = &self.within {
            within.linear.read(block, &mut read.wholes, &mut also);
            let both = head_mut(&mut given, block.rows).iter_mut().zip(&also);
            both.for_each(|(given, also)| *given &= also);
        } else {
            head_mut(&mut read.wholes, block.rows).fill(L::from(true));
        }
        for (state, given) in head_mut(states, block.rows).iter_mut().zip(&given) {
            *state = MISSING & (*given ^ 1);
        }
        if let Some(within) = &self.within {
            within.settle(read, states, block.rows);
        }
    }
}

impl<L: Lane, const B: usize> Read<L, B> {
    /// Room for a block.
    pub fn room() -> Self {
        Self { parts: [L::default(); B], wholes: [L::default(); B] }
    }
}

impl Within {
    /// What a quotient is where there is nothing to divide by; what is missing is over one.
    #[inline(always)]
    fn settle<L: Lane, const B: usize>(
        &self,
        read: &mut Read<L, B>,
        states: &mut [u8; B],
        rows: usize,
    ) {
        let (part, whole, state) = match self.none {
            Some(IfNone::Zero) => (L::default(), L::from(true), SCORED),
            Some(IfNone::Full) => (L::of(self.full.0), L::of(self.full.1), SCORED),
            Some(IfNone::NotApplicable) => (L::default(), L::from(true), NOT_APPLICABLE),
            None => (L::default(), L::from(true), MISSING),
        };
        let Read { parts, wholes } = read;
        for ((a, b), is) in head_mut(parts, rows).iter_mut().zip(wholes).zip(states) {
            let none = *b == L::default();
            *a = if none { part } else { *a };
            *b = if none { whole } else { *b };
            *is = if none && *is == SCORED { state } else { *is };
        }
    }
}
