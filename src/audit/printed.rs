//! Printed figures to exact numbers with the digits they were printed to; what a mark means is told from the whole table.

use crate::quantity::{Exact, Reading, read_figure};

/// A figure as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Printed {
    pub value: Exact,
    pub digits: u8,
}

/// What `.` and `,` are in a table, as far as its figures tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// The mark before decimals.
    decimal: Option<char>,
}

impl Marks {
    pub fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let (mut point, mut comma) = (0_u32, 0_u32);
        for text in texts {
            let text = bare(text);
            let Reading::Number(_) = read_figure(&text) else {
                continue;
            };
            match (text.rfind('.'), text.rfind(',')) {
                (Some(dot), Some(mark)) if dot > mark => point += 1,
                (Some(_), Some(_)) => comma += 1,
                (Some(_), None) if text.matches('.').count() > 1 => comma += 1,
                (None, Some(_)) if text.matches(',').count() > 1 => point += 1,
                (Some(_), None) => point += 1,
                (None, Some(_)) => comma += 1,
                (None, None) => {}
            }
        }
        let decimal = match point.cmp(&comma) {
            std::cmp::Ordering::Greater => Some('.'),
            std::cmp::Ordering::Less => Some(','),
            std::cmp::Ordering::Equal => None,
        };
        Self { decimal }
    }
}

/// The text without sign words, percent sign and blanks between thousands.
fn bare(text: &str) -> String {
    let text = text.trim().trim_end_matches('%').trim();
    let text = text.replace(['\u{2212}', '\u{2013}', '▼'], "-");
    let text: String = text.chars().filter(|c| *c != '▲').collect();
    let text = text.strip_prefix('+').unwrap_or(&text).to_owned();
    let parts: Vec<&str> = text.split([' ', '\u{a0}']).collect();
    let grouped =
        |part: &&str| part.len() >= 3 && part.bytes().take(3).all(|byte| byte.is_ascii_digit());
    let signed = parts.first() == Some(&"-") && parts.len() == 2;
    if signed || (parts.len() > 1 && parts.iter().skip(1).all(grouped)) {
        parts.concat()
    } else {
        text
    }
}

/// One figure, if the text is one. A place among many, `18/22`, is the place.
pub(super) fn figure(text: &str, marks: Marks) -> Option<Printed> {
    let text = bare(text);
    let value = match read_figure(&text) {
        Reading::Number(value) => value,
        Reading::Ambiguous { thousands, decimal } => match marks.decimal {
            Some(mark) if text.contains(mark) => decimal,
            Some(_) => thousands,
            None if text.contains(',') => decimal,
            None => thousands,
        },
        Reading::NotANumber => {
            let (place, of) = text.split_once('/')?;
            let whole =
                |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            if !whole(place) || !whole(of) {
                return None;
            }
            Exact::parse(place)?
        }
    };
    let digits =
        if value.is_whole() && !text.contains([',', '.']) { 0 } else { decimals(&text, &value) };
    Some(Printed { value, digits })
}

/// The digits behind the decimal mark, final noughts counted.
fn decimals(text: &str, value: &Exact) -> u8 {
    let behind = text.rsplit_once([',', '.']).map_or("", |(_, part)| part);
    let scaled = Exact::parse(&text.replace([',', '.', '-'], "")).unwrap_or_default();
    let positive = if value.is_negative() { -value } else { value.clone() };
    if scaled == positive && !positive.is_zero() {
        return 0;
    }
    u8::try_from(behind.len()).unwrap_or_default()
}

/// A column of figures. Where final noughts are left out (`85` among `86.62`), every figure has the digits of the longest.
pub(super) fn column<'a>(
    texts: impl Iterator<Item = &'a str>,
    marks: Marks,
) -> Vec<Option<Printed>> {
    let texts: Vec<&str> = texts.collect();
    let marks = if marks.decimal.is_some() { marks } else { small(&texts) };
    let mut column: Vec<_> = texts.iter().map(|text| figure(text, marks)).collect();
    let longest = column.iter().flatten().map(|printed| printed.digits).max().unwrap_or_default();
    let kept =
        column.iter().flatten().any(|printed| printed.digits > 0 && has_final_nought(printed));
    let shorter = column.iter().flatten().filter(|printed| printed.digits < longest).count();
    let spreadsheet_like = shorter * 2 <= column.iter().flatten().count() + 1;
    if longest > 0 && !kept && spreadsheet_like {
        for printed in column.iter_mut().flatten() {
            printed.digits = longest;
        }
    }
    column
}

/// Where every figure with a mark could be either, a column of none over a thousand as decimals is of decimals if its
/// figures as decimals stay within a hundred.
fn small(texts: &[&str]) -> Marks {
    let mut marks =
        texts.iter().filter(|text| matches!(read_figure(&bare(text)), Reading::Ambiguous { .. }));
    let decimal = marks.next().and_then(|text| text.chars().find(|c| matches!(c, '.' | ',')));
    let whole = texts.iter().any(|text| {
        let text = bare(text);
        !text.contains(['.', ',']) && Exact::parse(&text).is_some_and(|n| n > Exact::HUNDRED)
    });
    let within = texts.iter().all(|text| match read_figure(&bare(text)) {
        Reading::Ambiguous { decimal, .. } => decimal <= Exact::HUNDRED,
        _ => true,
    });
    Marks { decimal: decimal.filter(|_| within && !whole) }
}

fn has_final_nought(printed: &Printed) -> bool {
    let shorter = crate::quantity::Rounding {
        digits: printed.digits - 1,
        mode: crate::quantity::Mode::Truncate,
    };
    printed.value.rounded(shorter) == printed.value
}

type Numbered = Vec<(usize, Vec<(i64, usize)>)>;

/// What a numbering row says, if the row is one: `(1)`, `(2)`, `(3)=(4)+(5)`; results and signed parts by column.
pub(super) fn numbering<'a>(texts: impl Iterator<Item = &'a str>) -> Option<Numbered> {
    let texts: Vec<String> =
        texts.map(|text| text.chars().filter(|c| !c.is_whitespace()).collect()).collect();
    let marked = |text: &&String| !text.is_empty();
    let filled: Vec<_> = texts.iter().filter(marked).collect();
    let numbers = |text: &&&String| {
        text.bytes().all(|byte| byte.is_ascii_digit() || b"()=+-".contains(&byte))
    };
    let bracketed =
        filled.iter().filter(|text| text.starts_with('(') || text.contains('=')).count();
    let plain = filled.iter().filter(numbers).count();
    if filled.len() < 3 || plain + 1 < filled.len() || bracketed * 2 < filled.len() {
        return None;
    }
    let own = |text: &str| number(text.split('=').next().unwrap_or_default());
    let column = |wanted: usize| texts.iter().position(|text| own(text) == Some(wanted));
    let mut found = Vec::new();
    for (k, text) in texts.iter().enumerate() {
        let Some((_, formula)) = text.split_once('=') else {
            continue;
        };
        let formula = formula.replace('-', "+-");
        let parts: Option<Vec<_>> = formula
            .split('+')
            .filter(|part| !part.is_empty())
            .map(|part| {
                let (sign, part) = part.strip_prefix('-').map_or((1, part), |part| (-1, part));
                Some((sign, column(number(part)?)?))
            })
            .collect();
        found.extend(parts.filter(|parts| !parts.is_empty()).map(|parts| (k, parts)));
    }
    Some(found)
}

fn number(text: &str) -> Option<usize> {
    text.trim_matches(['(', ')']).parse().ok()
}
