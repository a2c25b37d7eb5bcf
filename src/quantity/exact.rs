//! One exact number: a whole count of millionths where that is enough, a ratio where it is not.

use std::cmp::Ordering;
use std::fmt;

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};

use super::rounding::{Rounding, rounded_quotient};

const UNIT: i64 = 1_000_000;

/// An exact rational number.
///
/// Held as an `i64` of millionths when it is one, so that sums of rounded awards cost an addition;
/// otherwise as a ratio of big integers. The form is canonical: equal numbers are equal values.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Exact(Form);

#[derive(Clone, PartialEq, Eq, Hash)]
enum Form {
    Units(i64),
    Ratio(Box<BigRational>),
}

impl Exact {
    /// Nought.
    pub const ZERO: Self = Self(Form::Units(0));
    /// One.
    pub const ONE: Self = Self(Form::Units(UNIT));
    /// One hundred: the whole, in percent.
    pub const HUNDRED: Self = Self(Form::Units(100 * UNIT));

    /// A whole number.
    #[must_use]
    pub fn whole(n: i64) -> Self {
        match n.checked_mul(UNIT) {
            Some(units) => Self(Form::Units(units)),
            None => Self(Form::Ratio(Box::new(BigRational::from_integer(n.into())))),
        }
    }

    /// So many millionths.
    pub(crate) fn of_millionths(units: i64) -> Self {
        Self(Form::Units(units))
    }

    /// The count of millionths, when it is one.
    pub(crate) fn millionths(&self) -> Option<i64> {
        match &self.0 {
            Form::Units(units) => Some(*units),
            Form::Ratio(_) => None,
        }
    }

    pub(crate) fn from_ratio(value: BigRational) -> Self {
        if (BigInt::from(UNIT) % value.denom()).is_zero() {
            let units = value.numer() * (BigInt::from(UNIT) / value.denom());
            if let Some(units) = units.to_i64() {
                return Self(Form::Units(units));
            }
        }
        Self(Form::Ratio(Box::new(value)))
    }

    pub(crate) fn to_ratio(&self) -> BigRational {
        match &self.0 {
            Form::Units(units) => lowest((*units).into(), UNIT.into()),
            Form::Ratio(ratio) => ratio.as_ref().clone(),
        }
    }

    /// Numerator and denominator in lowest terms, where both are small: most thirds and sevenths of points are.
    fn small(&self) -> Option<(i128, i128)> {
        match &self.0 {
            Form::Units(units) => {
                let shared = units.gcd(&UNIT);
                Some(((units / shared).into(), (UNIT / shared).into()))
            }
            Form::Ratio(ratio) => {
                Some((ratio.numer().to_i64()?.into(), ratio.denom().to_i64()?.into()))
            }
        }
    }

    /// The ratio of two whole numbers, the lower one above nought.
    fn of_small(numer: i128, denom: i128) -> Self {
        Self::from_ratio(lowest(numer, denom))
    }

    /// The quotient, or nothing when `divisor` is nought.
    #[must_use]
    pub fn over(&self, divisor: &Self) -> Option<Self> {
        if divisor.is_zero() {
            return None;
        }
        if let (Form::Units(a), Form::Units(b)) = (&self.0, &divisor.0) {
            let (a, b) = (i128::from(*a) * i128::from(UNIT), i128::from(*b));
            if a % b == 0
                && let Ok(units) = i64::try_from(a / b)
            {
                return Some(Self(Form::Units(units)));
            }
        }
        if let (Some((a, b)), Some((c, d))) = (self.small(), divisor.small()) {
            return Some(Self::of_small(a * d * c.signum(), b * c.abs()));
        }
        Some(Self::from_ratio(self.to_ratio() / divisor.to_ratio()))
    }

    /// Whether this is nought.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Form::Units(0))
    }

    /// Whether this is under nought.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Form::Units(units) => *units < 0,
            Form::Ratio(ratio) => ratio.is_negative(),
        }
    }

    /// Whether this is a whole number.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        match &self.0 {
            Form::Units(units) => units % UNIT == 0,
            Form::Ratio(ratio) => ratio.is_integer(),
        }
    }

    /// The whole number below or at this one, when it fits.
    pub(crate) fn floor(&self) -> Option<i64> {
        match &self.0 {
            Form::Units(units) => Some(units.div_floor(&UNIT)),
            Form::Ratio(ratio) => ratio.floor().to_integer().to_i64(),
        }
    }

    /// The binary float next to this number, for files whose cells hold nothing else and for places in a drawing; no
    /// arithmetic is done with it.
    pub(crate) fn nearest_float(&self) -> f64 {
        // integers below 2^53 are floats, and the quotient of two floats is rounded to the nearest
        const WHOLE: std::ops::Range<i64> = -(1 << 53)..(1 << 53);
        match &self.0 {
            Form::Units(units) if WHOLE.contains(units) => *units as f64 / UNIT as f64,
            Form::Units(_) => self.to_decimal().and_then(|text| text.parse().ok()).unwrap_or(0.0),
            Form::Ratio(ratio) => ratio.to_f64().unwrap_or(0.0),
        }
    }

    /// This number rounded to `rounding.digits` decimals by `rounding.mode`.
    #[must_use]
    pub fn rounded(&self, rounding: Rounding) -> Self {
        if let Form::Units(units) = &self.0 {
            let step = 10_i64.pow(6 - u32::from(rounding.digits.min(6)));
            if units % step == 0 {
                return self.clone();
            }
            let kept = units.checked_abs().map(|_| rounding.mode.whole(*units, step));
            if let Some(units) = kept.and_then(|kept| kept.checked_mul(step)) {
                return Self(Form::Units(units));
            }
        }
        let scale = BigInt::from(10).pow(rounding.digits.into());
        let value = self.to_ratio();
        let kept = rounded_quotient(&(value.numer() * &scale), value.denom(), rounding.mode);
        Self::from_ratio(BigRational::new(kept, scale))
    }
}

/// A ratio in lowest terms; the lower number is above nought.
fn lowest(numer: i128, denom: i128) -> BigRational {
    let shared = match (i64::try_from(numer), i64::try_from(denom)) {
        (Ok(numer), Ok(denom)) if numer != i64::MIN => numer.gcd(&denom).into(),
        _ => numer.gcd(&denom),
    };
    BigRational::new_raw((numer / shared).into(), (denom / shared).into())
}

macro_rules! arithmetic {
    ($trait:ident, $method:ident, $op:tt, |$a:ident, $b:ident| $units:expr, |$p:ident, $q:ident| $small:expr) => {
        impl std::ops::$trait<&Exact> for &Exact {
            type Output = Exact;
            fn $method(self, other: &Exact) -> Exact {
                if let (Form::Units($a), Form::Units($b)) = (&self.0, &other.0)
                    && let Some(units) = $units
                {
                    return Exact(Form::Units(units));
                }
                if let (Some($p), Some($q)) = (self.small(), other.small())
                    && let Some((numer, denom)) = $small
                {
                    return Exact::of_small(numer, denom);
                }
                Exact::from_ratio(self.to_ratio() $op other.to_ratio())
            }
        }
    };
}

arithmetic!(Add, add, +, |a, b| a.checked_add(*b), |p, q| {
    (p.0 * q.1).checked_add(q.0 * p.1).map(|numer| (numer, p.1 * q.1))
});
arithmetic!(Sub, sub, -, |a, b| a.checked_sub(*b), |p, q| {
    (p.0 * q.1).checked_sub(q.0 * p.1).map(|numer| (numer, p.1 * q.1))
});
arithmetic!(Mul, mul, *, |a, b| {
    let product = i128::from(*a) * i128::from(*b);
    let unit = i128::from(UNIT);
    if product % unit == 0 { i64::try_from(product / unit).ok() } else { None }
}, |p, q| Some((p.0 * q.0, p.1 * q.1)));

impl std::ops::AddAssign<&Exact> for Exact {
    fn add_assign(&mut self, other: &Exact) {
        *self = &*self + other;
    }
}

impl std::ops::Neg for &Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        &Exact::ZERO - self
    }
}

impl<'a> std::iter::Sum<&'a Exact> for Exact {
    fn sum<I: Iterator<Item = &'a Exact>>(numbers: I) -> Self {
        numbers.fold(Exact::ZERO, |sum, number| &sum + number)
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Form::Units(a), Form::Units(b)) => a.cmp(b),
            _ => match (self.small(), other.small()) {
                (Some((a, b)), Some((c, d))) => (a * d).cmp(&(c * b)),
                _ => self.to_ratio().cmp(&other.to_ratio()),
            },
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Default for Exact {
    fn default() -> Self {
        Self::ZERO
    }
}

/// The decimal where there is one, else the fraction in lowest terms: `8.75`, `20/3`.
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to_decimal() {
            Some(text) => f.write_str(&text),
            None => write!(f, "{}", self.to_ratio()),
        }
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Mode;

    fn exact(text: &str) -> Exact {
        Exact::parse(text).unwrap()
    }

    #[test]
    fn decimals_are_kept_as_written() {
        assert_eq!(exact("0.30"), exact("0.3"));
        assert_eq!(exact("0.1000000000000000000000001").to_string(), "0.1000000000000000000000001");
        for bad in ["", ".5", "1.", "1e2", "0x10", "1_000", "1,5", "--1", "+1", "1.2.3"] {
            assert_eq!(Exact::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn thirds_add_up_to_one() {
        let third = Exact::ONE.over(&Exact::whole(3)).unwrap();
        assert_eq!(third.to_string(), "1/3");
        assert_eq!(&(&third + &third) + &third, Exact::ONE);
    }

    #[test]
    fn each_mode_rounds_its_own_way() {
        let at =
            |text: &str, digits, mode| exact(text).rounded(Rounding { digits, mode }).to_string();
        assert_eq!(at("2.5", 0, Mode::HalfUp), "3");
        assert_eq!(at("-2.5", 0, Mode::HalfUp), "-3");
        assert_eq!(at("2.5", 0, Mode::HalfEven), "2");
        assert_eq!(at("92.3077", 2, Mode::Truncate), "92.3");
        assert_eq!(at("92.301", 2, Mode::Up), "92.31");
        assert_eq!(at("0.0000005", 6, Mode::HalfUp), "0.000001");
    }

    #[test]
    fn numbers_beyond_the_small_form_stay_exact() {
        let big = exact("9223372036854775807");
        assert_eq!((&big * &big).to_string(), "85070591730234615847396907784232501249");
        assert!(big > exact("9223372036854775806.9"));
    }

    #[test]
    fn the_float_of_a_decimal_is_the_one_its_text_reads_as() {
        for text in ["57.57", "-0.1", "0.3", "100", "9007199254.740993", "9223372036854.775807"] {
            assert_eq!(exact(text).nearest_float(), text.parse::<f64>().unwrap(), "{text}");
        }
        assert_eq!(Exact::ONE.over(&Exact::whole(3)).unwrap().nearest_float(), 1.0 / 3.0);
        assert_eq!(exact("0.1234567890123").nearest_float(), 0.1234567890123);
    }

    #[test]
    fn fixed_text_has_exactly_the_digits_asked_for() {
        let fixed =
            |text: &str, digits| exact(text).to_fixed(Rounding { digits, mode: Mode::HalfUp });
        assert_eq!(fixed("0.005", 2), "0.01");
        assert_eq!(fixed("-0.5", 2), "-0.50");
        assert_eq!(fixed("12", 0), "12");
    }
}
