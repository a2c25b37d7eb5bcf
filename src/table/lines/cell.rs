//! Texts to typed cells, line by line: what CSV and spreadsheets have in common.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Asked, Bad, Block, CellKind, Cells, NO_DAY, NO_NUMBER, Words};
use crate::calendar::Day;
use crate::quantity::{Reading, read_figure};

/// The largest number a cell may give: sums of as many lines as there can be stay exact.
pub(super) const LARGEST: i64 = 1_000_000_000_000;

/// One column while its cells come in.
enum Growing {
    Words { codes: Vec<u32>, known: HashMap<Box<str>, u32>, words: Words },
    Days(Vec<i32>),
    Wholes(Vec<i64>),
}

/// The columns of a block while its lines come in.
pub(super) struct Gathering {
    columns: Vec<Growing>,
    bad: Vec<Bad>,
}

impl Gathering {
    pub fn new(asked: &[Asked]) -> Self {
        let growing = |asked: &Asked| match asked.kind {
            CellKind::Word => {
                Growing::Words { codes: Vec::new(), known: HashMap::new(), words: Words::default() }
            }
            CellKind::Day => Growing::Days(Vec::new()),
            CellKind::Whole => Growing::Wholes(Vec::new()),
        };
        Self { columns: asked.iter().map(growing).collect(), bad: Vec::new() }
    }

    /// One more cell of a column, in the line `row`.
    pub fn take(&mut self, column: usize, row: usize, text: &str) {
        let text = text.trim();
        let mut good = true;
        match self.columns.get_mut(column) {
            Some(Growing::Words { codes, known, words }) => {
                codes.push(word(text, known, words));
            }
            Some(Growing::Days(days)) => {
                let read = if text.is_empty() { Some(NO_DAY) } else { day(text) };
                good = read.is_some();
                days.push(read.unwrap_or(NO_DAY));
            }
            Some(Growing::Wholes(numbers)) => {
                let read = if text.is_empty() { Some(NO_NUMBER) } else { whole(text) };
                good = read.is_some();
                numbers.push(read.unwrap_or(NO_NUMBER));
            }
            None => {}
        }
        if !good {
            self.bad.push(Bad { row, column, text: text.to_owned() });
        }
    }

    pub fn into_block(self, rows: usize) -> Block {
        let done = |growing| match growing {
            Growing::Words { codes, words, .. } => Cells::Words { codes, words: Arc::new(words) },
            Growing::Days(days) => Cells::Days(days),
            Growing::Wholes(numbers) => Cells::Wholes(numbers),
        };
        let columns = self.columns.into_iter().map(done).collect();
        Block { rows, columns, bad: self.bad, ..Block::default() }
    }
}

fn word(text: &str, known: &mut HashMap<Box<str>, u32>, words: &mut Words) -> u32 {
    if text.is_empty() {
        return 0;
    }
    if let Some(code) = known.get(text) {
        return *code;
    }
    let code = words.push(text);
    known.insert(text.into(), code);
    code
}

/// The day that a text gives; an hour behind it does not matter.
pub(super) fn day(text: &str) -> Option<i32> {
    let text = text.split(['T', ' ']).next().unwrap_or_default();
    iso(text.as_bytes())
        .or_else(|| Day::parse(text).and_then(|day| i32::try_from(day.number()).ok()))
}

/// `2023-06-15`, which most registers write, without a detour.
pub(in crate::table) fn iso(text: &[u8]) -> Option<i32> {
    let [a, b, c, d, b'-', m, n, b'-', x, y] = text else {
        return None;
    };
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| i32::from(byte - b'0'));
    let year = digit(a)? * 1000 + digit(b)? * 100 + digit(c)? * 10 + digit(d)?;
    let (month, day) = (digit(m)? * 10 + digit(n)?, digit(x)? * 10 + digit(y)?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let longest = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if year == 0 || !(1..=longest).contains(&day) {
        return None;
    }
    // the year starts in March, so that the leap day is its last
    let (years, months) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let before = 365 * years + years / 4 - years / 100 + years / 400;
    Some(before + (153 * months + 2) / 5 + day - 1 - 719_468)
}

/// The whole number from 0 that a text gives; a dot or a comma before three digits parts thousands.
pub(super) fn whole(text: &str) -> Option<i64> {
    if text.len() <= 12 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok();
    }
    let number = match read_figure(text) {
        Reading::Number(number) => number,
        Reading::Ambiguous { thousands, .. } => thousands,
        Reading::NotANumber => return None,
    };
    if !number.is_whole() || number.is_negative() {
        return None;
    }
    number.floor().filter(|number| *number <= LARGEST)
}

#[cfg(test)]
mod tests {
    use super::{day, whole};
    use crate::calendar::Day;

    #[test]
    fn the_short_way_to_a_day_agrees_with_the_calendar() {
        for number in (-719_162..2_932_896).step_by(97) {
            let text = Day::of_number(number).unwrap().to_string();
            assert_eq!(day(&text).map(i64::from), Some(number), "{text}");
        }
        assert_eq!(day("2023-02-29"), None);
        assert_eq!(day("2023-13-01"), None);
        assert_eq!(day("15/06/2023 08:30"), day("2023-06-15T08:30:00"));
    }

    #[test]
    fn whole_numbers_are_read_as_agencies_write_them() {
        assert_eq!(whole("6.547"), Some(6547));
        assert_eq!(whole("05"), Some(5));
        assert_eq!(whole("0"), Some(0));
        for bad in ["-1", "1,5", "x", "10000000000000000"] {
            assert_eq!(whole(bad), None, "{bad}");
        }
    }
}
