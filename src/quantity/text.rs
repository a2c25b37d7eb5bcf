//! An exact number read and written: digits with a point, nothing lost.

use std::fmt;

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

use super::exact::{Exact, UNIT};
use super::rounding::{Mode, Rounding};

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

    /// The decimal text with exactly `rounding.digits` decimals, with a point.
    #[must_use]
    pub fn to_fixed(&self, rounding: Rounding) -> String {
        let digits = usize::from(rounding.digits);
        let rounded = self.rounded(rounding);
        if let (Some(units), 0..=6) = (rounded.millionths(), digits) {
            return decimal(units, digits);
        }
        let scale = BigInt::from(10).pow(rounding.digits.into());
        let units = (rounded.to_ratio() * &scale).to_integer();
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
        if let Some(units) = self.millionths() {
            let is_decimal = |digits: &u32| units % 10_i64.pow(6 - digits) == 0;
            let digits = (0..6).find(is_decimal).unwrap_or(6);
            return Some(decimal(units, usize::try_from(digits).unwrap_or(6)));
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

/// Millionths as text with so many digits after the point, at most six; those behind are noughts.
fn decimal(units: i64, digits: usize) -> String {
    let sign = if units < 0 { "-" } else { "" };
    let (whole, part) = units.unsigned_abs().div_rem(&UNIT.unsigned_abs());
    let part = format!("{part:06}");
    match part.get(..digits) {
        Some(part) if digits > 0 => format!("{sign}{whole}.{part}"),
        _ => format!("{sign}{whole}"),
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
    fn small_numbers_read_and_print_as_big_ones_do() {
        let texts =
            ["0.000001", "-0.5", "999999999999.999999", "1000000000000.5", "-12", "0", "7.10"];
        for text in texts {
            let long = format!("{text}{}", if text.contains('.') { "0000000" } else { ".0000000" });
            assert_eq!(exact(text), exact(&long), "{text}");
            for digits in 0..=8 {
                for mode in [Mode::HalfUp, Mode::HalfEven, Mode::Truncate, Mode::Up] {
                    let rounding = Rounding { digits, mode };
                    let plain = Exact::kept_as_ratio(&exact(text));
                    assert_eq!(
                        exact(text).to_fixed(rounding),
                        plain.to_fixed(rounding),
                        "{text} {rounding:?}"
                    );
                }
            }
            let ratio = Exact::kept_as_ratio(&exact(text));
            assert_eq!(exact(text).to_decimal(), ratio.to_decimal(), "{text}");
        }
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
