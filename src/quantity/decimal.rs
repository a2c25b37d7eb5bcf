//! Exact numbers as decimal texts, and back; most are small, and cost no big integer.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

use super::{Exact, Mode, Rounding};

/// Millionths in one.
const UNIT: u64 = 1_000_000;

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
        if let Some(units) = small_units(whole, part) {
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
        if let Some(units) = rounded.millionths() {
            return fixed(units, digits);
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
            let text = fixed(units, 6);
            return Some(text.trim_end_matches('0').trim_end_matches('.').to_owned());
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

/// The millionths of most figures: no more than twelve digits before the point and six behind it.
fn small_units(whole: &str, part: &str) -> Option<i64> {
    let tens = 6_u32.checked_sub(u32::try_from(part.len()).ok()?)?;
    if whole.len() > 12 {
        return None;
    }
    let digits = whole.bytes().chain(part.bytes());
    let count = digits.fold(0, |count, digit| count * 10 + i64::from(digit - b'0'));
    Some(count * 10_i64.pow(tens))
}

/// Millionths as a decimal text with so many digits behind the point; digits that are left out must be noughts.
fn fixed(units: i64, digits: usize) -> String {
    let sign = if units < 0 { "-" } else { "" };
    let (whole, part) = (units.unsigned_abs() / UNIT, units.unsigned_abs() % UNIT);
    if digits == 0 {
        return format!("{sign}{whole}");
    }
    let part = format!("{part:06}");
    let kept = part.get(..digits).unwrap_or(&part);
    format!("{sign}{whole}.{kept:0<digits$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        Exact::parse(text).unwrap()
    }

    #[test]
    fn small_figures_are_read_as_large_ones_are() {
        for text in ["0", "000000000007", "999999999999.999999", "12.5", "0.000001", "-0", "-3.25"]
        {
            let zeros = format!("{text}{}0000000", if text.contains('.') { "" } else { "." });
            assert_eq!(Exact::parse(text), Exact::parse(&zeros), "{text}");
        }
        assert_eq!(Exact::parse("999999999999.999999").unwrap().to_string(), "999999999999.999999");
        assert_eq!(Exact::parse("1000000000000").unwrap().to_string(), "1000000000000");
    }

    #[test]
    fn small_numbers_are_written_as_large_ones_are() {
        let at = |text: &str, digits| exact(text).to_fixed(Rounding { digits, mode: Mode::HalfUp });
        assert_eq!(at("-0.004", 2), "0.00");
        assert_eq!(at("-12.345678", 3), "-12.346");
        assert_eq!(at("7", 0), "7");
        assert_eq!(at("0.05", 9), "0.050000000");
        assert_eq!(at("12345678901234.5", 1), "12345678901234.5");
        for text in
            ["0", "-0.000001", "1200", "0.25", "9223372036854.775807", "-9223372036854.775808"]
        {
            assert_eq!(exact(text).to_decimal().as_deref(), Some(text));
        }
        let ends = Exact::of_millionths(i64::MIN);
        assert_eq!(
            ends.rounded(Rounding { digits: 0, mode: Mode::Up }).to_string(),
            "-9223372036855"
        );
    }
}
