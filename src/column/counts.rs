//! Whole counts as narrow as they fit; what is no count of millionths stays an exact number.

use super::Bits;
use crate::quantity::Exact;

/// One number for every agency, as narrow as all of them fit.
#[derive(Clone, Debug)]
pub(super) enum Counts {
    Bit(Bits),
    Short(Vec<i16>),
    Int(Vec<i32>),
    Long(Vec<i64>),
    /// Numbers as they are: some is a ratio, or too large.
    Exact(Vec<Exact>),
}

impl Counts {
    pub fn get(&self, row: usize) -> Option<i64> {
        match self {
            Self::Bit(bits) => Some(i64::from(bits.get(row))),
            Self::Short(counts) => counts.get(row).copied().map(i64::from),
            Self::Int(counts) => counts.get(row).copied().map(i64::from),
            Self::Long(counts) => counts.get(row).copied(),
            Self::Exact(_) => None,
        }
    }

    /// Puts a count where it fits; tells whether it did.
    pub fn put(&mut self, row: usize, count: i64) -> bool {
        fn place<T: TryFrom<i64>>(counts: &mut [T], row: usize, count: i64) -> bool {
            match (counts.get_mut(row), T::try_from(count)) {
                (Some(place), Ok(count)) => {
                    *place = count;
                    true
                }
                (_, fits) => fits.is_ok(),
            }
        }
        match self {
            Self::Bit(bits) if count == 0 || count == 1 => {
                bits.set(row, count == 1);
                true
            }
            Self::Bit(_) | Self::Exact(_) => false,
            Self::Short(counts) => place(counts, row, count),
            Self::Int(counts) => place(counts, row, count),
            Self::Long(counts) => place(counts, row, count),
        }
    }

    /// The same counts, each times `growth`, in the narrowest form that also takes from `least` to `most`.
    pub fn grown(&self, rows: usize, growth: i64, least: i64, most: i64) -> Option<Self> {
        let counts = || (0..rows).map(|row| self.get(row)?.checked_mul(growth));
        Some(if i16::try_from(least).is_ok() && i16::try_from(most).is_ok() {
            Self::Short(counts().map(|count| i16::try_from(count?).ok()).collect::<Option<_>>()?)
        } else if i32::try_from(least).is_ok() && i32::try_from(most).is_ok() {
            Self::Int(counts().map(|count| i32::try_from(count?).ok()).collect::<Option<_>>()?)
        } else {
            Self::Long(counts().collect::<Option<_>>()?)
        })
    }
}
