//! Counts and words to CSV: UTF-8, comma, decimals with a point.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

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
    Counts { counts: &'a [i32], given: Vec<u8>, digits: usize, small: Small },
    Words { codes: &'a [u32], words: Vec<Vec<u8>> },
}

/// The texts of the counts from 0 on that are met most.
type Small = Arc<[Short]>;

/// A text of at most eight bytes.
#[derive(Clone, Copy, Default)]
struct Short {
    text: [u8; 8],
    len: usize,
}

/// How many of them are kept.
const SMALL: i32 = 512;
/// Bytes that are handed over at a time, about.
const TOGETHER: usize = 1 << 16;
/// The longest count: a sign, ten digits, a point.
const LONGEST: usize = 20;

/// The lines that these columns make.
pub(crate) fn lines(heads: &[Head], columns: &[Cells], rows: usize) -> Lines {
    let mut small = BTreeMap::new();
    let pens: Vec<Pen<'_>> =
        heads.iter().zip(columns).map(|(head, cells)| pen(head, cells, &mut small)).collect();
    let mut lines = Lines {
        bytes: Vec::with_capacity(rows * columns.len() * 6),
        ends: Vec::with_capacity(rows),
    };
    let mut line = vec![0; pens.iter().map(|pen| pen.longest() + 1).sum::<usize>() + LONGEST];
    for row in 0..rows {
        let mut at = 0;
        for (k, pen) in pens.iter().enumerate() {
            if let Some(mark) = line.get_mut(at).filter(|_| k > 0) {
                *mark = b',';
                at += 1;
            }
            at += pen.put(row, line.get_mut(at..).unwrap_or_default());
        }
        lines.bytes.extend_from_slice(line.get(..at).unwrap_or_default());
        lines.ends.push(lines.bytes.len());
    }
    lines
}

/// Writes lines side by side, as one table's.
pub(crate) fn write_lines(left: &Lines, right: &Lines, to: &mut dyn Write) -> io::Result<()> {
    let mut bytes = Vec::with_capacity(2 * TOGETHER);
    let (mut a, mut b) = (0, 0);
    for (end, also) in left.ends.iter().zip(&right.ends) {
        bytes.extend_from_slice(left.bytes.get(a..*end).unwrap_or_default());
        bytes.push(b',');
        bytes.extend_from_slice(right.bytes.get(b..*also).unwrap_or_default());
        bytes.push(b'\n');
        (a, b) = (*end, *also);
        if bytes.len() > TOGETHER {
            to.write_all(&bytes)?;
            bytes.clear();
        }
    }
    to.write_all(&bytes)
}

fn pen<'a>(head: &Head, cells: &'a Cells, known: &mut BTreeMap<usize, Small>) -> Pen<'a> {
    match (cells, head.kind) {
        (Cells::Words { codes, words }, _) => {
            Pen::Words { codes, words: words.iter().map(|word| quoted(word)).collect() }
        }
        (Cells::Counts { counts, given }, kind) => {
            let digits = if let Kind::Counts(digits) = kind { usize::from(digits) } else { 0 };
            let small = Arc::clone(known.entry(digits).or_insert_with(|| small(digits)));
            Pen::Counts { counts, given: spread(given, counts.len()), digits, small }
        }
    }
}

/// The texts of the first counts, where eight bytes hold them.
fn small(digits: usize) -> Small {
    let most = if digits > 5 { 0 } else { SMALL };
    let short = |count| {
        let mut short = Short::default();
        let mut text = [0; LONGEST];
        short.len = put(count, digits, &mut text);
        text.iter().zip(&mut short.text).for_each(|(from, to)| *to = *from);
        short
    };
    (0..most).map(short).collect()
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
    /// The most bytes that a cell takes.
    fn longest(&self) -> usize {
        match self {
            Self::Counts { .. } => LONGEST,
            Self::Words { words, .. } => words.iter().map(Vec::len).max().unwrap_or_default(),
        }
    }

    /// Writes a cell to the front of `to`; tells how long it is.
    fn put(&self, row: usize, to: &mut [u8]) -> usize {
        match self {
            Self::Words { codes, words } => {
                let word = |code: u32| words.get(usize::try_from(code).ok()?.checked_sub(1)?);
                let word = codes.get(row).copied().and_then(word).map_or(&[][..], Vec::as_slice);
                copy(word, to)
            }
            Self::Counts { counts, given, digits, small } => {
                let (Some(count), Some(1)) = (counts.get(row), given.get(row)) else {
                    return 0;
                };
                let short = usize::try_from(*count).ok().and_then(|count| small.get(count));
                match (short, to.first_chunk_mut()) {
                    // eight bytes at once, of which those behind the text are written over
                    (Some(short), Some(eight)) => {
                        *eight = short.text;
                        short.len
                    }
                    _ => put(*count, *digits, to),
                }
            }
        }
    }
}

fn copy(text: &[u8], to: &mut [u8]) -> usize {
    to.iter_mut().zip(text).for_each(|(to, from)| *to = *from);
    text.len()
}

/// Writes a count as a decimal to the front of `to`; tells how long it is.
fn put(count: i32, digits: usize, to: &mut [u8]) -> usize {
    let mut room = [b'0'; LONGEST];
    let mut at = room.len();
    let mut write = |byte| {
        at -= 1;
        if let Some(place) = room.get_mut(at) {
            *place = byte;
        }
    };
    let mut rest = count.unsigned_abs();
    let mut k = 0;
    while rest > 0 || k <= digits {
        if k == digits && digits > 0 {
            write(b'.');
        }
        write(b'0' + u8::try_from(rest % 10).unwrap_or(0));
        rest /= 10;
        k += 1;
    }
    if count < 0 {
        write(b'-');
    }
    copy(room.get(at..).unwrap_or_default(), to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_written_with_its_point() {
        let said = |count, digits| {
            let mut bytes = [0; LONGEST];
            let len = put(count, digits, &mut bytes);
            String::from_utf8(bytes[..len].to_vec()).unwrap()
        };
        assert_eq!([said(0, 0), said(7, 0), said(-3, 0)], ["0", "7", "-3"]);
        assert_eq!(
            [said(0, 2), said(5, 2), said(-75, 2), said(10_025, 2)],
            ["0.00", "0.05", "-0.75", "100.25"]
        );
        assert_eq!(said(i32::MIN, 6), "-2147.483648");
        for digits in 0..=5 {
            for (count, short) in (0..).zip(small(digits).iter()) {
                assert_eq!(short.text[..short.len], *said(count, digits).as_bytes());
            }
        }
    }
}
