//! A rule as integers over a block of agencies: what `judge` says of one agency, for a thousand at a time.
//!
//! Each kind lowers itself beside its `judge`, to one of a few shapes, and only where the columns' own figures prove
//! that every number fits. Where it does not lower, it is judged agency by agency.

mod linear;
mod mean;
mod proportion;
mod reading;
mod cuts;
mod sum;

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::ToPrimitive;

pub(super) use cuts::Cuts;
pub(super) use linear::{Linear, Part};
pub(super) use mean::{Mean, Voice};
pub(super) use proportion::Proportion;
pub(super) use reading::Reading;
pub(super) use sum::Sum;

use crate::column::{Column, Lane, head_mut};
use crate::quantity::{Exact, Mode, Rounding};

/// A rule that has proved to fit.
#[derive(Clone, Debug)]
pub(crate) enum Lowered {
    /// Points by where a value falls.
    Cuts(Cuts),
    /// Points in proportion to a value.
    Proportion(Proportion),
    /// Figures times points, added up and cut.
    Sum(Sum),
    /// A weighted mean of those given.
    Mean(Mean),
}

/// Everything that lowering looks at.
#[derive(Clone, Copy)]
pub(crate) struct Counting<'a> {
    pub columns: &'a [Column],
    /// Millionths that a count of points stands for.
    pub unit: i64,
    pub max: &'a Exact,
    pub leaf: Option<Rounding>,
}

/// A block of agencies.
#[derive(Clone, Copy)]
pub(crate) struct Block<'a> {
    pub columns: &'a [Column],
    /// Its first row, a multiple of 64.
    pub start: usize,
    /// How many rows it has, at most as many as the arrays have places.
    pub rows: usize,
}

/// What a block of agencies earns by one rule.
pub(crate) struct Outcomes<const B: usize> {
    /// Points, cut and rounded, in counts.
    pub points: [i32; B],
    /// [`SCORED`], [`MISSING`] or [`NOT_APPLICABLE`].
    pub states: [u8; B],
}

/// The points count.
pub(crate) const SCORED: u8 = 0;
/// A figure that the rule needs was not given.
pub(crate) const MISSING: u8 = 1;
/// The rule itself says that the item does not apply.
pub(crate) const NOT_APPLICABLE: u8 = 2;

impl<const B: usize> Default for Outcomes<B> {
    fn default() -> Self {
        Self { points: [0; B], states: [SCORED; B] }
    }
}

impl Lowered {
    /// The outcomes of a block.
    #[inline(always)]
    pub fn award<const B: usize>(&self, block: Block<'_>, outcomes: &mut Outcomes<B>) {
        match self {
            Self::Cuts(cuts) => cuts.award(block, outcomes),
            Self::Proportion(proportion) => proportion.award(block, outcomes),
            Self::Sum(sum) => sum.award(block, outcomes),
            Self::Mean(mean) => mean.award(block, outcomes),
        }
    }
}

impl Block<'_> {
    /// The counts of a column; where a gap is, is some number within its span.
    #[inline(always)]
    fn read<L: Lane, const B: usize>(&self, slot: usize, lane: &mut [L; B]) {
        if let Some(column) = self.columns.get(slot) {
            column.read(self.start, head_mut(lane, self.rows));
        }
    }

    /// One where a figure is given.
    #[inline(always)]
    fn given<const B: usize>(&self, slot: usize, given: &mut [u8; B]) {
        if let Some(column) = self.columns.get(slot) {
            column.given().spread(self.start, head_mut(given, self.rows));
        }
    }
}

impl Counting<'_> {
    /// The points that an award of `points` comes to, in counts, where it is one.
    pub fn points(&self, points: &Exact) -> Option<i32> {
        let millionths = settled(points, self.max, self.leaf).millionths()?;
        (millionths % self.unit == 0).then(|| i32::try_from(millionths / self.unit).ok())?
    }

    /// The step that awards are rounded to, and the mode.
    fn step(&self) -> Option<(Exact, Mode)> {
        let leaf = self.leaf.filter(|leaf| leaf.digits <= 6)?;
        Some((Exact::of_millionths(10_i64.pow(6 - u32::from(leaf.digits))), leaf.mode))
    }
}

/// Points as they count: cut to nought and the maximum, rounded, never above the maximum.
pub(crate) fn settled(points: &Exact, max: &Exact, leaf: Option<Rounding>) -> Exact {
    let cut = points.clone().max(Exact::ZERO).min(max.clone());
    leaf.map_or_else(|| cut.clone(), |leaf| cut.rounded(leaf)).min(max.clone())
}

/// Whole numbers that stand to each other as these do, as small as can be, and the number they were multiplied by.
fn whole_numbers(numbers: &[Exact]) -> Option<(Vec<i64>, Exact)> {
    // nearly always all are counts of millionths
    if let Some(counts) = numbers.iter().map(Exact::millionths).collect::<Option<Vec<i64>>>() {
        let common = counts.iter().fold(0, |all: i64, count| all.gcd(count)).max(1);
        let factor = Exact::whole(1_000_000).over(&Exact::whole(common))?;
        return Some((counts.iter().map(|count| count / common).collect(), factor));
    }
    let ratios: Vec<_> = numbers.iter().map(Exact::to_ratio).collect();
    let denominator = ratios.iter().fold(BigInt::from(1), |all, ratio| all.lcm(ratio.denom()));
    let whole: Vec<BigInt> =
        ratios.iter().map(|ratio| ratio.numer() * (&denominator / ratio.denom())).collect();
    let common = whole.iter().fold(BigInt::from(0), |all, number| all.gcd(number));
    let common = if common == BigInt::from(0) { BigInt::from(1) } else { common };
    let factor = Exact::from_ratio(num_rational::BigRational::new(denominator, common.clone()));
    let small: Option<Vec<i64>> = whole.iter().map(|number| (number / &common).to_i64()).collect();
    Some((small?, factor))
}
