//! Figures as people write them: `18,57`, `1.078.806`, `93.281`.

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
