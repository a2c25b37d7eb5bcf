//! CSV to typed columns: plain cells at once, the odd ones handed on as texts.

use std::fs::File;
use std::io;
use std::path::Path;

use super::keys::Gathering;
use super::{Figures, Kind, Rows, Wanted};
use crate::column::{Bits, Column};
use crate::fault::{Fault, Faults};
use crate::table::lines::{CsvPart, Plain, iso};
use crate::table::unreadable;

/// The headings of a CSV file.
pub(super) fn headings(path: &Path, faults: &mut Faults) -> io::Result<Option<Vec<String>>> {
    let name = path.display().to_string();
    let mut reader = io::BufReader::new(File::open(path)?);
    let mut head = Vec::new();
    io::BufRead::read_until(&mut reader, b'\n', &mut head)?;
    let head = head.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&head);
    let mark = if head.contains(&b';') && !head.contains(&b',') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(mark).from_reader(head);
    let mut record = csv::StringRecord::new();
    if let Err(error) = reader.read_record(&mut record) {
        faults.add(unreadable(&name, error));
        return Ok(None);
    }
    Ok(Some(record.iter().map(str::to_owned).collect()))
}

/// Stands where a cell gives no count.
const GAP: i32 = i32::MIN;

/// One column while its cells come in.
enum Growing {
    Keys(Gathering),
    Cells { kind: Kind, counts: Vec<i32>, odd: Vec<(usize, String)> },
}

/// The columns of a part.
pub(super) fn read(part: &CsvPart, wanted: &[Wanted]) -> Result<Rows, Box<Fault>> {
    if let Some(rows) = plainly(part, wanted) {
        return Ok(rows);
    }
    let mut columns = growing(wanted, 0);
    let mut rows = Rows { file: part.name(), ..Rows::default() };
    let mut faults = Vec::new();
    part.records(
        &mut |cells, line| {
            for (column, cell) in columns.iter_mut().zip(cells) {
                column.take(rows.rows, cell);
            }
            rows.each.push(line);
            rows.rows += 1;
        },
        &mut faults,
    )?;
    rows.faults = faults;
    Ok(rows.with(columns))
}

fn growing(wanted: &[Wanted], rows: usize) -> Vec<Growing> {
    let growing = |one: &Wanted| match one.kind {
        Kind::Key => Growing::Keys(Gathering::default()),
        kind => Growing::Cells { kind, counts: Vec::with_capacity(rows), odd: Vec::new() },
    };
    wanted.iter().map(growing).collect()
}

/// The columns of a part whose lines are all as wide as the heading, without quotes or breaks inside a cell, read in one
/// go: most are so. Nothing where the part is otherwise.
fn plainly(part: &CsvPart, wanted: &[Wanted]) -> Option<Rows> {
    let Plain { bytes, mark, places, mut line } = part.plain()?;
    let breaks = memchr::memchr_iter(b'\n', bytes).count();
    let mut columns = growing(wanted, breaks + 1);
    let mut rows = Rows { file: part.name(), ..Rows::default() };
    let mut at = 0;
    while at < bytes.len() {
        for (k, place) in places.iter().enumerate() {
            let last = k + 1 == places.len();
            let closes = |end| match bytes.get(end) {
                Some(byte) => *byte == if last { b'\n' } else { mark },
                None => last,
            };
            let mut column = place.and_then(|place| columns.get_mut(place));
            let (number, mut end) = digits(bytes, at);
            match (&mut column, end - at) {
                (Some(Growing::Cells { counts, .. }), 0) if closes(end) => counts.push(GAP),
                (Some(Growing::Cells { kind: Kind::Number, counts, .. }), 1..=9) if closes(end) => {
                    counts.push(number);
                }
                (Some(Growing::Cells { kind: Kind::Bit, counts, .. }), 0)
                    if let Some((bit, word)) =
                        yes_or_no(bytes, at).filter(|(_, w)| closes(at + w)) =>
                {
                    counts.push(bit);
                    end += word;
                }
                _ => {
                    let rest = bytes.get(end..).unwrap_or_default();
                    let quoted = rest.first() == Some(&b'"') && end == at;
                    end += if quoted {
                        memchr::memchr(b'"', rest.get(1..)?)? + 2
                    } else {
                        memchr::memchr2(mark, b'\n', rest).unwrap_or(rest.len())
                    };
                    let cell = bytes.get(at..end).unwrap_or_default();
                    let cell = match cell {
                        [b'"', cell @ .., b'"'] if quoted => cell,
                        [cell @ .., b'\r'] if last => cell,
                        cell => cell,
                    };
                    if !closes(end) || cell.iter().any(|byte| matches!(byte, b'\r' | b'\n')) {
                        return None;
                    }
                    if let Some(column) = column {
                        column.take(rows.rows, cell);
                    }
                }
            }
            at = end + 1;
        }
        rows.each.push(line);
        rows.rows += 1;
        line += 1;
    }
    Some(rows.with(columns))
}

/// The number that the digits from `at` make, and where they end; more than nine make none.
#[inline(always)]
fn digits(bytes: &[u8], at: usize) -> (i32, usize) {
    let eight = bytes.get(at..).and_then(|rest| rest.first_chunk());
    match eight.map(|eight| leading(u64::from_le_bytes(*eight))) {
        Some((number, len)) if len < 8 => (number, at + len),
        _ => one_by_one(bytes, at),
    }
}

fn one_by_one(bytes: &[u8], at: usize) -> (i32, usize) {
    let mut number = 0_i32;
    let mut end = at;
    while let Some(byte) = bytes.get(end).filter(|byte| byte.is_ascii_digit()) {
        number = number.wrapping_mul(10).wrapping_add(i32::from(byte - b'0'));
        end += 1;
    }
    (number, end)
}

/// The number that the first digits of eight bytes make, and how many they are; no step of it depends on which.
#[inline(always)]
fn leading(bytes: u64) -> (i32, usize) {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let digits = bytes ^ (EACH * 0x30);
    // the highest bit of the first byte above 9 is set, and of none before it
    let others = (digits.wrapping_add(EACH * 0x76) | digits) & (EACH * 0x80);
    let len = others.trailing_zeros() / 8;
    // to the right end, noughts before them; then two digits at a time, and four times two
    let digits = digits.checked_shl(64 - 8 * len).unwrap_or_default();
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8);
    let odd = (pairs & 0xff_0000_00ff).wrapping_mul(100 + (1_000_000 << 32));
    let even = (pairs >> 16 & 0xff_0000_00ff).wrapping_mul(1 + (10_000 << 32));
    ((odd.wrapping_add(even) >> 32) as i32, len as usize)
}

/// What `true` or `false` at this place is, and how long the word.
fn yes_or_no(bytes: &[u8], at: usize) -> Option<(i32, usize)> {
    let rest = bytes.get(at..)?;
    let is = |word: &[u8], bit| rest.starts_with(word).then_some((bit, word.len()));
    is(b"true", 1).or_else(|| is(b"false", 0))
}

impl Rows {
    fn with(mut self, columns: Vec<Growing>) -> Self {
        for column in columns {
            match column {
                Growing::Keys(keys) => self.keys.push(keys.into_keys()),
                Growing::Cells { kind, counts, odd } => {
                    self.figures.push(Figures { column: column_of(kind, counts), odd });
                }
            }
        }
        self
    }
}

fn column_of(kind: Kind, counts: Vec<i32>) -> Column {
    let bits = |is: fn(&i32) -> bool| {
        Bits::of_bytes(&counts.iter().map(|count| u8::from(is(count))).collect::<Vec<u8>>())
    };
    let given = bits(|count| *count != GAP);
    if kind == Kind::Bit {
        return Column::of_bits(counts.len(), given, bits(|count| *count == 1));
    }
    Column::of_wholes(given, counts)
}

impl Growing {
    fn take(&mut self, row: usize, cell: &[u8]) {
        match self {
            Self::Keys(keys) => keys.take(&String::from_utf8_lossy(cell)),
            Self::Cells { kind, counts, odd } => {
                let cell = cell.trim_ascii();
                let count = if cell.is_empty() { None } else { kind.read(cell) };
                counts.push(count.unwrap_or(GAP));
                if count.is_none() && !cell.is_empty() {
                    odd.push((row, String::from_utf8_lossy(cell).into_owned()));
                }
            }
        }
    }
}

impl Kind {
    /// The count that a cell plainly gives.
    #[inline]
    fn read(self, cell: &[u8]) -> Option<i32> {
        match (self, cell) {
            (Self::Bit, b"true" | b"1") => Some(1),
            (Self::Bit, b"false" | b"0") => Some(0),
            (Self::Number, digits) if digits.len() <= 9 => {
                digits.iter().try_fold(0, |sum, byte| {
                    byte.is_ascii_digit().then(|| sum * 10 + i32::from(byte - b'0'))
                })
            }
            (Self::Day, day) => iso(day),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_make_the_number_that_they_make_one_by_one() {
        let mut state = 5_u64;
        for _ in 0..200_000 {
            let mut draw = |below: usize| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(77);
                (state >> 33) as usize % below
            };
            let len = draw(14);
            let many = draw(12);
            let bytes: Vec<u8> = (0..len)
                .map(|k| {
                    if k < many {
                        b"0123456789"[draw(10)]
                    } else {
                        b"019,;\n\r\"-.t\x00\x2f\x3a\x7f\x80\xff"[draw(17)]
                    }
                })
                .collect();
            assert_eq!(digits(&bytes, 0), one_by_one(&bytes, 0), "{bytes:?}");
        }
    }
}
