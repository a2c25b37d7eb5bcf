//! Counts and words to Parquet pages: the values that occur are the dictionary, the cells its places.

use std::borrow::Cow;
use std::io::Write;

use polars::prelude::PlSmallStr;
use polars_parquet::parquet::CowBuffer;
use polars_parquet::parquet::compression::CompressionOptions;
use polars_parquet::parquet::encoding::hybrid_rle::Encoder;
use polars_parquet::parquet::encoding::{Encoding, uleb128};
use polars_parquet::parquet::error::ParquetError;
use polars_parquet::parquet::fallible_streaming_iterator::convert;
use polars_parquet::parquet::metadata::{Descriptor, SchemaDescriptor};
use polars_parquet::parquet::page::{
    CompressedPage, DataPage, DataPageHeader, DataPageHeaderV1, DictPage, Page,
};
use polars_parquet::parquet::schema::Repetition;
use polars_parquet::parquet::schema::types::{
    ParquetType, PhysicalType, PrimitiveConvertedType, PrimitiveLogicalType, PrimitiveType,
};
use polars_parquet::parquet::write::{
    DynIter, DynStreamingIterator, FileWriter, Version, WriteOptions, compress,
};

use super::{Cells, Head, Kind};
use crate::column::{Bits, ends};

/// Counts no further apart than this are told apart in a table of places.
const WIDEST: i64 = 1 << 16;
/// Digits that 32 bits always hold.
const PRECISION: usize = 9;

/// A column of a part, ready to be written.
pub(crate) struct Pages(Vec<CompressedPage>);

impl Pages {
    fn one_by_one(&self) -> DynStreamingIterator<'_, CompressedPage, ParquetError> {
        DynStreamingIterator::new(convert(self.0.iter().map(Ok)))
    }
}

/// A Parquet file that is being written.
pub(crate) struct Writer<W: Write>(FileWriter<W>);

impl<W: Write> Writer<W> {
    /// A file of these columns.
    ///
    /// # Errors
    /// What the library said.
    pub fn new(to: W, heads: &[Head]) -> Result<Self, String> {
        let fields = heads.iter().map(field).collect::<Result<Vec<_>, _>>().map_err(said)?;
        let schema = SchemaDescriptor::new(PlSmallStr::from_static("root"), fields);
        let options = WriteOptions { write_statistics: false, version: Version::V1 };
        Ok(Self(FileWriter::new(to, schema, options, Some(env!("CARGO_PKG_NAME").to_owned()))))
    }

    /// Writes a part as a row group.
    ///
    /// # Errors
    /// What the library said.
    pub fn write(&mut self, rows: usize, columns: &[Pages]) -> Result<(), String> {
        let columns = columns.iter().map(|pages| Ok::<_, ParquetError>(pages.one_by_one()));
        self.0.write(u64::try_from(rows).unwrap_or(u64::MAX), DynIter::new(columns)).map_err(said)
    }

    /// Ends the file.
    ///
    /// # Errors
    /// What the library said.
    pub fn end(mut self) -> Result<W, String> {
        self.0.end(None).map_err(said)?;
        Ok(self.0.into_inner())
    }
}

fn said(error: ParquetError) -> String {
    error.to_string()
}

fn field(head: &Head) -> Result<ParquetType, ParquetError> {
    let name = PlSmallStr::from_str(&head.name);
    let (physical, converted, logical) = match head.kind {
        Kind::Words => (
            PhysicalType::ByteArray,
            Some(PrimitiveConvertedType::Utf8),
            Some(PrimitiveLogicalType::String),
        ),
        Kind::Counts(0) => (PhysicalType::Int32, None, None),
        Kind::Counts(digits) => {
            let digits = usize::from(digits);
            (
                PhysicalType::Int32,
                Some(PrimitiveConvertedType::Decimal(PRECISION, digits)),
                Some(PrimitiveLogicalType::Decimal(PRECISION, digits)),
            )
        }
    };
    ParquetType::try_from_primitive(name, physical, Repetition::Optional, converted, logical, None)
}

/// The pages of a column.
///
/// # Errors
/// What the library said.
pub(crate) fn pages(head: &Head, cells: &Cells) -> Result<Pages, String> {
    let ParquetType::PrimitiveType(kind) = field(head).map_err(said)? else {
        return Err(head.name.clone());
    };
    let pages = match cells {
        Cells::Counts { counts, given } => counted(kind, counts, given),
        Cells::Words { codes, words } => worded(kind, codes, words),
    };
    let pages = pages.map_err(|error| error.to_string())?;
    let compressed = |page| compress(page, Vec::new(), CompressionOptions::Snappy).map_err(said);
    Ok(Pages(pages.into_iter().map(compressed).collect::<Result<_, _>>()?))
}

fn counted(kind: PrimitiveType, counts: &[i32], given: &Bits) -> std::io::Result<Vec<Page>> {
    let there = without_gaps(counts, given);
    let (least, most) = match there.first() {
        Some(first) => ends(there.iter().copied(), (*first, *first)),
        None => (0, 0),
    };
    let apart = i64::from(most) - i64::from(least);
    let mut data = levels(given, counts.len());
    if apart >= WIDEST {
        there.iter().for_each(|count| data.extend_from_slice(&count.to_le_bytes()));
        return Ok(vec![page(kind, data, Encoding::Plain, counts.len())]);
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
    packed(&mut data, there.iter().map(place), known)?;
    let dictionary = DictPage::new(CowBuffer::Owned(dictionary), wide(known), true);
    Ok(vec![Page::Dict(dictionary), page(kind, data, Encoding::RleDictionary, counts.len())])
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

fn worded(kind: PrimitiveType, codes: &[u32], words: &[String]) -> std::io::Result<Vec<Page>> {
    let mut places = vec![None; words.len()];
    let mut dictionary = Vec::new();
    let mut known = 0;
    let mut cells = Vec::new();
    for code in codes {
        let at = code.checked_sub(1).map(wide);
        let Some((place, word)) = at.and_then(|at| Some((places.get_mut(at)?, words.get(at)?)))
        else {
            continue;
        };
        cells.push(*place.get_or_insert_with(|| {
            dictionary.extend_from_slice(&u32::try_from(word.len()).unwrap_or(0).to_le_bytes());
            dictionary.extend_from_slice(word.as_bytes());
            known += 1;
            known - 1
        }));
    }
    let given: Vec<u8> = codes.iter().map(|code| u8::from(*code > 0)).collect();
    let mut data = levels(&Bits::of_bytes(&given), codes.len());
    packed(&mut data, cells.into_iter(), known)?;
    let dictionary = DictPage::new(CowBuffer::Owned(dictionary), wide(known), false);
    Ok(vec![Page::Dict(dictionary), page(kind, data, Encoding::RleDictionary, codes.len())])
}

/// Which cells are given, one bit each, with the length before them.
fn levels(given: &Bits, rows: usize) -> Vec<u8> {
    let groups = rows.div_ceil(8);
    let mut head = [0; 10];
    let used = uleb128::encode(u64::try_from(groups << 1 | 1).unwrap_or_default(), &mut head);
    let mut levels = vec![0; 4];
    levels.extend_from_slice(head.get(..used).unwrap_or_default());
    let bytes = given.words().iter().flat_map(|word| word.to_le_bytes());
    levels.extend(bytes.chain(std::iter::repeat(0)).take(groups));
    let length = u32::try_from(levels.len() - 4).unwrap_or_default().to_le_bytes();
    levels.iter_mut().zip(length).for_each(|(to, from)| *to = from);
    levels
}

/// Places in the dictionary, packed in as few bits as it has use for.
fn packed(
    data: &mut Vec<u8>,
    cells: impl ExactSizeIterator<Item = u32>,
    known: u32,
) -> std::io::Result<()> {
    let width = (u32::BITS - known.saturating_sub(1).leading_zeros()).max(1);
    data.push(u8::try_from(width).unwrap_or(u8::MAX));
    u32::bitpacked_encode(data, cells, wide(width))
}

fn page(kind: PrimitiveType, data: Vec<u8>, encoding: Encoding, rows: usize) -> Page {
    let header = DataPageHeaderV1 {
        num_values: i32::try_from(rows).unwrap_or(i32::MAX),
        encoding: encoding.into(),
        definition_level_encoding: Encoding::Rle.into(),
        repetition_level_encoding: Encoding::Rle.into(),
        statistics: None,
    };
    let descriptor = Descriptor { primitive_type: kind, max_def_level: 1, max_rep_level: 0 };
    Page::Data(DataPage::new(DataPageHeader::V1(header), CowBuffer::Owned(data), descriptor, rows))
}

fn wide(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}
