//! Counts and words to Parquet pages: the values that occur are the dictionary, the cells its places.

use std::borrow::Cow;
use std::io::Write;

use super::{Cells, Head, Kind};
use crate::column::{Bits, ends};
use crate::table::pages::{Dictionary, Field, Type};
pub(crate) use crate::table::pages::{Pages, Writer};

/// Counts no further apart than this are told apart in a table of places.
const WIDEST: i64 = 1 << 16;

/// A Parquet file of these columns.
///
/// # Errors
/// What the library said.
pub(crate) fn writer<W: Write>(to: W, heads: &[Head]) -> Result<Writer<W>, String> {
    Ok(Writer::new(to, heads.iter().map(field).collect::<Result<_, _>>()?))
}

fn field(head: &Head) -> Result<Field, String> {
    let kind = match head.kind {
        Kind::Words => Type::Words,
        Kind::Counts(digits) => Type::Counts(digits),
    };
    Field::of(&head.name, kind)
}

/// The pages of a column.
///
/// # Errors
/// What the library said.
pub(crate) fn pages(head: &Head, cells: &Cells) -> Result<Pages, String> {
    match cells {
        Cells::Counts { counts, given } => counted(&field(head)?, counts, given),
        Cells::Words { codes, words } => field(head)?.worded(codes, words),
    }
}

fn counted(field: &Field, counts: &[i32], given: &Bits) -> Result<Pages, String> {
    let there = without_gaps(counts, given);
    let (least, most) = match there.first() {
        Some(first) => ends(there.iter().copied(), (*first, *first)),
        None => (0, 0),
    };
    let apart = i64::from(most) - i64::from(least);
    if apart >= WIDEST {
        return field.plain(counts.len(), given, there.iter().map(|count| count.to_le_bytes()));
    }
    // they lie less than 2¹⁶ apart
    let at = |count: &i32| count.wrapping_sub(least) as usize;
    let mut places = vec![0_u32; usize::try_from(apart).unwrap_or_default() + 1];
    for count in &*there {
        if let Some(place) = places.get_mut(at(count)) {
            *place = 1;
        }
    }
    let mut dictionary = Vec::new();
    let mut known = 0;
    for (place, count) in places.iter_mut().zip(least..=most) {
        if *place == 1 {
            *place = known;
            known += 1;
            dictionary.extend_from_slice(&count.to_le_bytes());
        }
    }
    let place = |count: &i32| places.get(at(count)).copied().unwrap_or_default();
    let dictionary = Dictionary { bytes: dictionary, words: known, is_sorted: true };
    field.coded(counts.len(), given, there.iter().map(place), dictionary)
}

/// The counts that are given.
fn without_gaps<'a>(counts: &'a [i32], given: &Bits) -> Cow<'a, [i32]> {
    if given.count() == counts.len() {
        return Cow::Borrowed(counts);
    }
    let mut there = Vec::with_capacity(counts.len());
    let bytes = given.words().iter().flat_map(|word| word.to_le_bytes());
    for (counts, mut byte) in counts.chunks(8).zip(bytes) {
        if byte == u8::MAX {
            there.extend_from_slice(counts);
            continue;
        }
        while byte != 0 {
            there.extend(counts.get(byte.trailing_zeros() as usize));
            byte &= byte - 1;
        }
    }
    Cow::Owned(there)
}
