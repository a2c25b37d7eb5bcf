//! How a set rounds: digits, mode, and the stages at which it does.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, Zero as _};
use schemars::JsonSchema;
use serde::Deserialize;

/// To which side a figure between two decimals goes. Negative figures mirror positive ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// To the nearer; halves away from nought.
    HalfUp,
    /// To the nearer; halves to the even digit.
    HalfEven,
    /// Digits after the last kept are cut off.
    Truncate,
    /// Away from nought whenever anything is cut off.
    Up,
}

impl Mode {
    /// `part` ÷ `whole`, which is above nought, as a whole number; both far from what 64 bits hold.
    pub(crate) fn whole(self, part: i64, whole: i64) -> i64 {
        self.quotient(part, whole)
    }

    /// The same of any whole numbers.
    pub(super) fn quotient<T: Integer + Signed + Copy>(self, part: T, whole: T) -> T {
        let (kept, rest) = part.abs().div_rem(&whole);
        let twice = rest + rest;
        let up = match self {
            Self::Truncate => false,
            Self::Up => !rest.is_zero(),
            Self::HalfUp => twice >= whole,
            Self::HalfEven => twice > whole || (twice == whole && kept.is_odd()),
        };
        (if up { kept + T::one() } else { kept }) * part.signum()
    }
}

/// Digits kept after the decimal point, and the mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rounding {
    /// Digits after the decimal point, 0 to 12.
    #[schemars(range(max = 12))]
    pub digits: u8,
    /// The mode.
    pub mode: Mode,
}

impl Rounding {
    /// Two digits, half up: how figures are printed unless the set says otherwise.
    pub const DISPLAY: Self = Self { digits: 2, mode: Mode::HalfUp };
}

/// The stages at which a set rounds; a stage that is not named keeps figures exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stages {
    /// Each award.
    pub leaf: Option<Rounding>,
    /// The points of each area.
    pub area: Option<Rounding>,
    /// The total.
    pub total: Option<Rounding>,
    /// The percent that ranks and tiers look at.
    pub percent: Option<Rounding>,
    /// Printed figures only.
    pub display: Option<Rounding>,
}

/// A quotient of big numbers as a whole one.
pub(super) fn rounded_quotient(n: &BigInt, d: &BigInt, mode: Mode) -> BigInt {
    let (magnitude, rest) = n.abs().div_rem(d);
    let twice: BigInt = rest.clone() * 2;
    let up = match mode {
        Mode::Truncate => false,
        Mode::Up => !rest.is_zero(),
        Mode::HalfUp => twice >= *d,
        Mode::HalfEven => twice > *d || (twice == *d && magnitude.is_odd()),
    };
    let magnitude = if up { magnitude + 1 } else { magnitude };
    if n.is_negative() { -magnitude } else { magnitude }
}
