//! Counts and words to CSV: UTF-8, comma, decimals with a point.

use std::io::{self, Write};

use super::{Cells, Head, Kind};
use crate::column::Bits;

/// The lines of a part, each without its break.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines {
    bytes: Vec<u8>,
    /// Where each line ends.
    ends: Vec<usize>,
}

/// Cells as they are put into lines.
enum Pen<'a> {
    Counts { counts: &'a [i32], given: Vec<u8>, digits: u8 },
    Words { codes: &'a [u32], words: Vec<Vec<u8>> },
}

/// The lines that these columns make.
pub(crate) fn lines(heads: &[Head], columns: &[Cells], rows: usize) -> Lines {
    let mut pens: Vec<Pen<'_>> =
        heads.iter().zip(columns).map(|(head, cells)| pen(head, cells)).collect();
    let mut lines = Lines {
        bytes: Vec::with_capacity(rows * columns.len() * 5),
        ends: Vec::with_capacity(rows),
    };
    for row in 0..rows {
        for (k, pen) in pens.iter_mut().enumerate() {
            if k > 0 {
                lines.bytes.push(b',');
            }
            pen.put(row, &mut lines.bytes);
        }
        lines.ends.push(lines.bytes.len());
    }
    lines
}

/// Writes lines side by side, as one table's.
pub(crate) fn write_lines(left: &Lines, right: &Lines, to: &mut dyn Write) -> io::Result<()> {
    let mut bytes = Vec::with_capacity(left.bytes.len() + right.bytes.len() + 2 * left.ends.len());
    let (mut a, mut b) = (0, 0);
    for (end, also) in left.ends.iter().zip(&right.ends) {
        bytes.extend_from_slice(left.bytes.get(a..*end).unwrap_or_default());
        bytes.push(b',');
        bytes.extend_from_slice(right.bytes.get(b..*also).unwrap_or_default());
        bytes.push(b'\n');
        (a, b) = (*end, *also);
    }
    to.write_all(&bytes)
}

fn pen<'a>(head: &Head, cells: &'a Cells) -> Pen<'a> {
    match (cells, head.kind) {
        (Cells::Words { codes, words }, _) => {
            Pen::Words { codes, words: words.iter().map(|word| quoted(word)).collect() }
        }
        (Cells::Counts { counts, given }, kind) => {
            let digits = if let Kind::Counts(digits) = kind { digits } else { 0 };
            Pen::Counts { counts, given: spread(given, counts.len()), digits }
        }
    }
}

fn spread(bits: &Bits, rows: usize) -> Vec<u8> {
    let mut bytes = vec![0; rows];
    bits.spread(0, &mut bytes);
    bytes
}

/// A word as a cell holds it; in quotes where it must be.
fn quoted(word: &str) -> Vec<u8> {
    if word.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", word.replace('"', "\"\"")).into_bytes()
    } else {
        word.as_bytes().to_vec()
    }
}

impl Pen<'_> {
    fn put(&mut self, row: usize, to: &mut Vec<u8>) {
        match self {
            Self::Words { codes, words } => {
                let word = |code: u32| words.get(usize::try_from(code).ok()?.checked_sub(1)?);
                if let Some(word) = codes.get(row).copied().and_then(word) {
                    to.extend_from_slice(word);
                }
            }
            Self::Counts { counts, given, digits } => {
                if let (Some(count), Some(1)) = (counts.get(row), given.get(row)) {
                    put(*count, usize::from(*digits), to);
                }
            }
        }
    }
}

/// A count as a decimal.
fn put(count: i32, digits: usize, to: &mut Vec<u8>) {
    if count < 0 {
        to.push(b'-');
    }
    let mut room = [b'0'; 20];
    let mut at = room.len();
    let mut rest = count.unsigned_abs();
    let mut k = 0;
    while rest > 0 || k <= digits {
        at -= 1;
        if let Some(place) = room.get_mut(at).filter(|_| k == digits && digits > 0) {
            *place = b'.';
            at -= 1;
        }
        if let Some(place) = room.get_mut(at) {
            *place = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        }
        rest /= 10;
        k += 1;
    }
    to.extend_from_slice(room.get(at..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_written_with_its_point() {
        let said = |count, digits| {
            let mut bytes = Vec::new();
            put(count, digits, &mut bytes);
            String::from_utf8(bytes).unwrap()
        };
        assert_eq!([said(0, 0), said(7, 0), said(-3, 0)], ["0", "7", "-3"]);
        assert_eq!(
            [said(0, 2), said(5, 2), said(-75, 2), said(10_025, 2)],
            ["0.00", "0.05", "-0.75", "100.25"]
        );
        assert_eq!(said(i32::MIN, 6), "-2147.483648");
    }
}
