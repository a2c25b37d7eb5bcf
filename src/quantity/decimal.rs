//! An exact number read, rounded, and as decimal text. Small numbers, nearly all there are, are divided by the machine itself.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One as _, Signed as _, Zero as _};

use super::exact::{Exact, Form, UNIT};
use super::rounding::{Mode, Rounding, rounded_quotient};

impl Exact {
    /// Reads `12`, `-0.30`, `8.75`: digits, at most one point, nothing else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if !plain(whole) || (digits.contains('.') && !plain(part)) || digits.len() > 64 {
            return None;
        }
        if let Some(units) = counted(whole, part) {
            return Some(Self::of_millionths(if negative { -units } else { units }));
        }
        let number: BigInt = format!("{whole}{part}").parse().ok()?;
        let scale = BigInt::from(10).pow(u32::try_from(part.len()).ok()?);
        let value = BigRational::new(if negative { -number } else { number }, scale);
        Some(Self::from_ratio(value))
    }

    /// This number rounded to `rounding.digits` decimals by `rounding.mode`.
    #[must_use]
    pub fn rounded(&self, rounding: Rounding) -> Self {
        if let Some(units) = self.rounded_units(rounding) {
            return Self(Form::Units(units));
        }
        let scale = BigInt::from(10).pow(rounding.digits.into());
        let value = self.to_ratio();
        let kept = rounded_quotient(&(value.numer() * &scale), value.denom(), rounding.mode);
        Self::from_ratio(BigRational::new(kept, scale))
    }

    /// The same in millionths, where they hold it and the number is small.
    fn rounded_units(&self, rounding: Rounding) -> Option<i64> {
        let beyond = 6_u32.checked_sub(rounding.digits.into())?;
        let (part, whole) = match &self.0 {
            Form::Units(units) => (i128::from(*units), i128::from(10_i64.pow(beyond))),
            Form::Ratio(_) => {
                let (numer, denom) = self.small()?;
                (numer * 10_i128.pow(rounding.digits.into()), denom)
            }
        };
        let kept = rounding.mode.quotient(part, whole);
        i64::try_from(kept * 10_i128.pow(beyond)).ok()
    }

    /// The decimal text with exactly `rounding.digits` decimals, with a point.
    #[must_use]
    pub fn to_fixed(&self, rounding: Rounding) -> String {
        if let Some(units) = self.rounded_units(rounding) {
            let unit = UNIT.unsigned_abs();
            let (whole, part) = (units.unsigned_abs() / unit, units.unsigned_abs() % unit);
            let sign = if units < 0 { "-" } else { "" };
            let part = format!("{part:06}");
            return match part.get(..usize::from(rounding.digits)) {
                Some("") | None => format!("{sign}{whole}"),
                Some(part) => format!("{sign}{whole}.{part}"),
            };
        }
        let scale = BigInt::from(10).pow(rounding.digits.into());
        let units = (self.rounded(rounding).to_ratio() * &scale).to_integer();
        let digits = usize::from(rounding.digits);
        let text = format!("{:0>width$}", units.abs().to_string(), width = digits + 1);
        let (whole, part) = text.split_at(text.len() - digits);
        let sign = if units.is_negative() { "-" } else { "" };
        if digits == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
    }

    /// The decimal text with no more digits than needed; rounded where the number goes on beyond `rounding.digits`.
    #[must_use]
    pub fn to_decimal_within(&self, rounding: Rounding) -> String {
        self.rounded(rounding).to_decimal().unwrap_or_default()
    }

    /// The decimal text when the number has one, with no more digits than needed.
    #[must_use]
    pub fn to_decimal(&self) -> Option<String> {
        if let Form::Units(units) = &self.0 {
            let ends = |digits: &u8| units % 10_i64.pow(6 - u32::from(*digits)) == 0;
            let digits = (0..6).find(ends).unwrap_or(6);
            return Some(self.to_fixed(Rounding { digits, mode: Mode::Truncate }));
        }
        let value = self.to_ratio();
        let mut rest = value.denom().clone();
        let mut digits = 0_u8;
        for prime in [2, 5] {
            let prime = BigInt::from(prime);
            let mut times = 0_u8;
            while (&rest % &prime).is_zero() {
                rest /= &prime;
                times = times.checked_add(1)?;
            }
            digits = digits.max(times);
        }
        rest.is_one().then(|| self.to_fixed(Rounding { digits, mode: Mode::Truncate }))
    }
}

/// The millionths that so many digits before and after the point are, where they are few.
fn counted(whole: &str, part: &str) -> Option<i64> {
    let missing = 6_usize.checked_sub(part.len()).filter(|_| whole.len() <= 12)?;
    let digits = whole.bytes().chain(part.bytes());
    let count = digits.fold(0, |sum: i64, digit| sum * 10 + i64::from(digit - b'0'));
    Some(count * 10_i64.pow(u32::try_from(missing).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Small numbers go a short way, others by big ones: both are the same.
    #[test]
    fn the_short_way_rounds_and_prints_as_the_long_one() {
        let mut state = 7_u64;
        let mut draw = |bits: u32| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            i64::try_from(state >> (64 - bits)).unwrap() - (1 << (bits - 2))
        };
        for round in 0..3000_u32 {
            let bits = 4 + round % 40;
            let (a, b) = (draw(bits), draw(bits).abs() + 1);
            let (a, b) = if round % 3 == 0 { (a * 5, 10_i64.pow(round % 7)) } else { (a, b) };
            let number = Exact::whole(a).over(&Exact::whole(b)).unwrap();
            let ratio = BigRational::new(a.into(), b.into());
            assert_eq!(number, Exact::from_ratio(ratio.clone()));
            for mode in [Mode::HalfUp, Mode::HalfEven, Mode::Truncate, Mode::Up] {
                for digits in 0..8_u8 {
                    let scale = BigInt::from(10).pow(digits.into());
                    let kept = rounded_quotient(&(ratio.numer() * &scale), ratio.denom(), mode);
                    let rounded = Exact::from_ratio(BigRational::new(kept.clone(), scale));
                    let rounding = Rounding { digits, mode };
                    assert_eq!(number.rounded(rounding), rounded, "{a}/{b} {rounding:?}");
                    let width = usize::from(digits) + 1;
                    let text = format!("{:0>width$}", kept.abs().to_string());
                    let (whole, part) = text.split_at(text.len() - usize::from(digits));
                    let sign = if kept.is_negative() { "-" } else { "" };
                    let text = [sign, whole, if digits > 0 { "." } else { "" }, part].concat();
                    assert_eq!(number.to_fixed(rounding), text, "{a}/{b} {rounding:?}");
                }
            }
            if let Some(text) = number.to_decimal() {
                assert_eq!(Exact::parse(&text), Some(number), "{text}");
                assert!(!text.contains('.') || !text.ends_with(['0', '.']), "{text}");
            }
        }
    }

    #[test]
    fn few_digits_read_as_many_do() {
        let texts =
            ["0.000001", "-0.5", "999999999999.999999", "1000000000000.5", "-12", "0", "7.10"];
        for text in texts {
            let long = format!("{text}{}", if text.contains('.') { "0000000" } else { ".0000000" });
            assert!(Exact::parse(text).is_some());
            assert_eq!(Exact::parse(text), Exact::parse(&long), "{text}");
        }
    }
}
