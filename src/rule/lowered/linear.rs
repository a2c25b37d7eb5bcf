//! Figures times whole numbers, added up.

use super::{Block, Counting, whole_numbers};
use crate::column::{Lane, head_mut};
use crate::quantity::Exact;

/// A figure and what one of it is worth.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub slot: usize,
    pub worth: Exact,
}

/// A sum of figures, in counts of `unit`.
#[derive(Clone, Debug)]
pub(crate) struct Linear {
    parts: Vec<(usize, i64)>,
    base: i64,
    /// Whether one given figure is enough, the others counting as nought.
    any: bool,
    /// What a count of it stands for.
    pub unit: Exact,
    /// The least and the most that it can be.
    pub least: i128,
    pub most: i128,
    /// The furthest from nought that it, or any sum on the way to it, can be.
    pub reach: i128,
}

impl Linear {
    /// `base` and the parts, every one of which must be given.
    pub fn of(counting: &Counting<'_>, parts: &[Part], base: &Exact) -> Option<Self> {
        Self::in_grains(counting, parts, base, &[])
    }

    /// The same in a unit that these grains are whole counts of as well.
    pub fn in_grains(
        counting: &Counting<'_>,
        parts: &[Part],
        base: &Exact,
        grains: &[Exact],
    ) -> Option<Self> {
        let spans = parts.iter().map(|part| counting.columns.get(part.slot)?.span());
        let spans = spans.collect::<Option<Vec<_>>>()?;
        let worth = parts.iter().zip(&spans);
        let worth = worth.map(|(part, span)| &part.worth * &Exact::of_millionths(span.unit));
        let numbers: Vec<Exact> = worth.chain([base.clone()]).chain(grains.to_vec()).collect();
        let (mut whole, factor) = whole_numbers(&numbers)?;
        let base = *whole.get(parts.len())?;
        whole.truncate(parts.len());
        let start = i128::from(base);
        let (mut least, mut most, mut reach) = (start, start, start.abs());
        for (weight, span) in whole.iter().zip(&spans) {
            let end = |end: i64| i128::from(end) * i128::from(*weight);
            let (a, b) = (end(span.least), end(span.most));
            (least, most) = (least + a.min(b), most + a.max(b));
            reach += a.abs().max(b.abs());
        }
        let parts = parts.iter().map(|part| part.slot).zip(whole).collect();
        let unit = Exact::ONE.over(&factor)?;
        Some(Self { parts, base, any: false, unit, least, most, reach })
    }

    /// The same where one given figure is enough; what is not given counts as nought.
    pub fn of_any(self) -> Self {
        Self { any: true, ..self }
    }

    /// The sums of a block, and one where its figures are given.
    #[inline(always)]
    pub fn read<L: Lane, const B: usize>(
        &self,
        block: Block<'_>,
        sums: &mut [L; B],
        given: &mut [u8; B],
    ) {
        if let ([(slot, 1)], 0) = (self.parts.as_slice(), self.base) {
            block.read(*slot, sums);
            block.given(*slot, given);
            return;
        }
        let sums = head_mut(sums, block.rows);
        let given = head_mut(given, block.rows);
        sums.fill(L::of(self.base));
        given.fill(u8::from(!self.any));
        let (mut lane, mut bits) = ([L::default(); B], [0; B]);
        for (slot, weight) in &self.parts {
            block.read(*slot, &mut lane);
            block.given(*slot, &mut bits);
            let weight = L::of(*weight);
            if self.any {
                for ((sum, figure), bit) in sums.iter_mut().zip(&lane).zip(&bits) {
                    *sum = sum.plus(figure.times(weight).times(L::from(i16::from(*bit))));
                }
                given.iter_mut().zip(&bits).for_each(|(given, bit)| *given |= bit);
            } else {
                for (sum, figure) in sums.iter_mut().zip(&lane) {
                    *sum = sum.plus(figure.times(weight));
                }
                given.iter_mut().zip(&bits).for_each(|(given, bit)| *given &= bit);
            }
        }
    }
}
