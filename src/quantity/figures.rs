//! Figures as people write them: `18,57`, `1.078.806`, `93.281`.

use num_bigint::BigInt;
use num_rational::BigRational;

use super::Exact;

/// How a text came out as a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// It is this number.
    Number(Exact),
    /// One separator with three digits behind it: `thousands` or `decimal`.
    Ambiguous {
        /// The number if the separator parts thousands.
        thousands: Exact,
        /// The number if the separator is the decimal mark.
        decimal: Exact,
    },
    /// It is no number.
    NotANumber,
}

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

/// Reads a figure in Vietnamese or international spelling.
///
/// Two kinds of separator: the last is the decimal mark. One kind more than once: thousands.
/// One separator once: the decimal mark, unless exactly three digits follow one to three that do not begin
/// with nought, which is ambiguous.
#[must_use]
pub fn read_figure(text: &str) -> Reading {
    let text = text.trim();
    if text.bytes().all(|letter| letter.is_ascii_digit()) {
        return Exact::parse(text).map_or(Reading::NotANumber, Reading::Number);
    }
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    let number = |whole: &str, part: Option<&str>| {
        let text = match part {
            Some(part) => format!("{sign}{whole}.{part}"),
            None => format!("{sign}{whole}"),
        };
        Exact::parse(&text)
    };
    let reading = match (digits.matches('.').count(), digits.matches(',').count()) {
        (0, 0) => number(digits, None),
        (1, 0) => return read_single(digits, '.', number),
        (0, 1) => return read_single(digits, ',', number),
        (_, 0) => ungrouped(digits, '.').and_then(|whole| number(&whole, None)),
        (0, _) => ungrouped(digits, ',').and_then(|whole| number(&whole, None)),
        (dots, commas) => {
            let decimal = if digits.rfind('.') > digits.rfind(',') { '.' } else { ',' };
            let thousand = if decimal == '.' { ',' } else { '.' };
            let marks = if decimal == '.' { dots } else { commas };
            digits.rsplit_once(decimal).filter(|_| marks == 1).and_then(|(whole, part)| {
                ungrouped(whole, thousand).and_then(|whole| number(&whole, Some(part)))
            })
        }
    };
    reading.map_or(Reading::NotANumber, Reading::Number)
}

fn read_single(
    digits: &str,
    mark: char,
    number: impl Fn(&str, Option<&str>) -> Option<Exact>,
) -> Reading {
    let Some((whole, part)) = digits.split_once(mark) else {
        return Reading::NotANumber;
    };
    let Some(decimal) = number(whole, Some(part)) else {
        return Reading::NotANumber;
    };
    let grouped = part.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    match number(&format!("{whole}{part}"), None) {
        Some(thousands) if grouped => Reading::Ambiguous { thousands, decimal },
        _ => Reading::Number(decimal),
    }
}

/// The digits of `1.078.806` without its marks, if they part it in threes.
fn ungrouped(digits: &str, mark: char) -> Option<String> {
    let mut parts = digits.split(mark);
    let first = parts.next().filter(|first| (1..=3).contains(&first.len()))?;
    let rest: Vec<&str> = parts.collect();
    rest.iter().all(|part| part.len() == 3).then(|| format!("{first}{}", rest.concat()))
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn vietnamese_and_international_spellings_read_alike() {
        let read = |text: &str| match read_figure(text) {
            Reading::Number(number) => number.to_string(),
            Reading::Ambiguous { thousands, decimal } => format!("{thousands} or {decimal}"),
            Reading::NotANumber => "no number".into(),
        };
        for (text, expected) in [
            ("18,57", "18.57"),
            ("18.57", "18.57"),
            ("1.078.806", "1078806"),
            ("1,078,806.5", "1078806.5"),
            ("1.078.806,5", "1078806.5"),
            ("93.281", "93281 or 93.281"),
            ("0,125", "0.125"),
            ("86251", "86251"),
            ("05", "5"),
            ("1234.567", "1234.567"),
            ("-0,5", "-0.5"),
            ("12.34.567", "no number"),
            ("1,2,3", "no number"),
            ("1.5,3.2", "no number"),
            ("12 %", "no number"),
            ("", "no number"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
