//! A block of a column, in numbers wide enough for what is reckoned with it.

use super::Column;
use super::counts::Counts;

/// Rows that are reckoned together: what they need stays in the cache. A multiple of 64.
pub(crate) const BLOCK: usize = 512;

/// The first `rows` places of a block.
#[inline(always)]
pub(crate) fn head<T, const B: usize>(block: &[T; B], rows: usize) -> &[T] {
    block.get(..rows).unwrap_or_default()
}

/// The first `rows` places of a block, to be written.
#[inline(always)]
pub(crate) fn head_mut<T, const B: usize>(block: &mut [T; B], rows: usize) -> &mut [T] {
    block.get_mut(..rows).unwrap_or_default()
}

/// Numbers of one width that rules run over. Whoever reckons has proved that nothing overflows, so that nothing is
/// checked here.
pub(crate) trait Lane: Copy + Default + Ord + From<bool> + From<i16> + From<i32> {
    /// A number that is known to fit.
    fn of(count: i64) -> Self;
    /// The sum.
    fn plus(self, other: Self) -> Self;
    /// The product.
    fn times(self, other: Self) -> Self;
    /// The quotient, cut off; the divisor is above nought.
    fn over(self, divisor: Self) -> Self;
    /// One where it is odd, else nought.
    fn odd(self) -> Self;
    /// The number where it is known to fit.
    fn int(self) -> i32;
    /// The greatest number of this width.
    const MOST: i128;
}

macro_rules! lane {
    ($type:ty, |$part:ident, $divisor:ident| $over:expr) => {
        impl Lane for $type {
            const MOST: i128 = <$type>::MAX as i128;
            #[inline(always)]
            fn of(count: i64) -> Self {
                count as Self
            }
            #[inline(always)]
            fn plus(self, other: Self) -> Self {
                self.wrapping_add(other)
            }
            #[inline(always)]
            fn times(self, other: Self) -> Self {
                self.wrapping_mul(other)
            }
            #[inline(always)]
            fn over(self, divisor: Self) -> Self {
                let ($part, $divisor) = (self, divisor);
                $over
            }
            #[inline(always)]
            fn odd(self) -> Self {
                self & 1
            }
            #[inline(always)]
            fn int(self) -> i32 {
                self as i32
            }
        }
    };
}

// A quotient of 53 bits is cut off to the right number: n ÷ d of 31 bits is no nearer to a whole number above it than
// 1 ÷ d, which is more than half a unit in its last place. Machines divide eight of these at a time, and no integers.
// With 3 × 2⁵¹ added, the last bits are the whole number itself: that too is done eight at a time, a cast is not.
lane!(i32, |part, divisor| {
    let whole = (f64::from(part) / f64::from(divisor)).trunc();
    (whole + 6_755_399_441_055_744.0).to_bits() as Self
});
lane!(i64, |part, divisor| part.checked_div(divisor).unwrap_or_default());

/// The least and the most of numbers, these two among them.
#[inline(always)]
pub(crate) fn ends<T: Ord + Copy>(
    numbers: impl Iterator<Item = T>,
    (mut least, mut most): (T, T),
) -> (T, T) {
    for number in numbers {
        (least, most) = (least.min(number), most.max(number));
    }
    (least, most)
}

impl Column {
    /// Writes the counts from `start`, a multiple of 64, into `lane`. Where a gap is, is some number within the span.
    #[inline(always)]
    pub(crate) fn read<L: Lane>(&self, start: usize, lane: &mut [L]) {
        #[inline(always)]
        fn copied<T: Copy, L>(from: &[T], start: usize, to: &mut [L], wide: impl Fn(T) -> L) {
            let from = from.get(start..).unwrap_or_default();
            to.iter_mut().zip(from).for_each(|(to, from)| *to = wide(*from));
        }
        match &self.0.counts {
            Counts::Bit(bits) => {
                let mut bytes = [0_u8; 64];
                for (k, lane) in lane.chunks_mut(64).enumerate() {
                    bits.spread(start + k * 64, &mut bytes);
                    copied(&bytes, 0, lane, |byte| L::from(i16::from(byte)));
                }
            }
            Counts::Short(counts) => copied(counts, start, lane, L::from),
            Counts::Int(counts) => copied(counts, start, lane, L::from),
            Counts::Long(counts) => copied(counts, start, lane, L::of),
            Counts::Exact(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotient_of_thirty_one_bits_is_cut_off_to_the_right_number() {
        let mut state = 7_u64;
        let mut draw = |bits: u32| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> (64 - bits)) as i32
        };
        for _ in 0..20_000 {
            let bits = 1 + draw(5).unsigned_abs() % 31;
            let divisor = draw(bits).max(1);
            let whole = draw(31) / divisor;
            // the hardest lie beside a whole number of divisors
            let beside = [-1, 0, 1].map(|off| (whole * divisor).saturating_add(off));
            for part in beside.into_iter().chain([draw(31), i32::MAX, i32::MAX - 1, 0]) {
                assert_eq!(part.over(divisor), part / divisor, "{part} ÷ {divisor}");
            }
        }
    }
}
