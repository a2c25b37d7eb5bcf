//! Cells to Parquet pages, and pages to a file: what both kinds of table that we write share.

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

use crate::column::Bits;

/// Digits that 32 bits always hold.
const NARROW: usize = 9;
/// Digits that 128 bits always hold.
const WIDE: usize = 38;

/// What the cells of a column are in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    Words,
    /// Counts of 32 bits, of a decimal with so many digits after the point; whole numbers at 0.
    Counts(u8),
    /// Whole numbers of 64 bits.
    Wholes,
    /// Decimals of 128 bits with so many digits after the point.
    Decimals(u8),
}

/// The type of a column, and its name.
#[derive(Clone, Debug)]
pub(super) struct Field(PrimitiveType);

impl Field {
    /// # Errors
    /// What the library said.
    pub fn of(name: &str, kind: Type) -> Result<Self, String> {
        use PrimitiveConvertedType as Converted;
        use PrimitiveLogicalType as Logical;
        let decimal = |most: usize, digits: u8| {
            let digits = usize::from(digits);
            (Some(Converted::Decimal(most, digits)), Some(Logical::Decimal(most, digits)))
        };
        let (physical, (converted, logical)) = match kind {
            Type::Words => {
                (PhysicalType::ByteArray, (Some(Converted::Utf8), Some(Logical::String)))
            }
            Type::Counts(0) => (PhysicalType::Int32, (None, None)),
            Type::Counts(digits) => (PhysicalType::Int32, decimal(NARROW, digits)),
            Type::Wholes => (PhysicalType::Int64, (None, None)),
            Type::Decimals(digits) => {
                (PhysicalType::FixedLenByteArray(size_of::<i128>()), decimal(WIDE, digits))
            }
        };
        let name = PlSmallStr::from_str(name);
        let optional = Repetition::Optional;
        let kind =
            ParquetType::try_from_primitive(name, physical, optional, converted, logical, None);
        match kind.map_err(said)? {
            ParquetType::PrimitiveType(kind) => Ok(Self(kind)),
            ParquetType::GroupType { .. } => Err(String::new()),
        }
    }

    /// The pages of cells that are codes of these words, from 1; 0 is a gap.
    pub fn worded<W: AsRef<str>>(&self, codes: &[u32], words: &[W]) -> Result<Pages, String> {
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
                let word = word.as_ref();
                dictionary.extend_from_slice(&u32::try_from(word.len()).unwrap_or(0).to_le_bytes());
                dictionary.extend_from_slice(word.as_bytes());
                known += 1;
                known - 1
            }));
        }
        let given: Vec<u8> = codes.iter().map(|code| u8::from(*code > 0)).collect();
        let given = Bits::of_bytes(&given);
        let dictionary = Dictionary { bytes: dictionary, words: known, is_sorted: false };
        self.coded(codes.len(), &given, cells.into_iter(), dictionary)
    }

    /// The pages of cells that are places in a dictionary, gaps left out.
    pub fn coded(
        &self,
        rows: usize,
        given: &Bits,
        cells: impl ExactSizeIterator<Item = u32>,
        dictionary: Dictionary,
    ) -> Result<Pages, String> {
        let Dictionary { bytes, words, is_sorted } = dictionary;
        let mut data = levels(given, rows);
        // as few bits as it has use for
        let width = (u32::BITS - words.saturating_sub(1).leading_zeros()).max(1);
        data.push(u8::try_from(width).unwrap_or(u8::MAX));
        u32::bitpacked_encode(&mut data, cells, wide(width)).map_err(|error| error.to_string())?;
        let dictionary = DictPage::new(CowBuffer::Owned(bytes), wide(words), is_sorted);
        compressed([Page::Dict(dictionary), self.page(data, Encoding::RleDictionary, rows)])
    }

    /// The page of cells one after the other, gaps left out.
    pub fn plain(
        &self,
        rows: usize,
        given: &Bits,
        cells: impl Iterator<Item = impl AsRef<[u8]>>,
    ) -> Result<Pages, String> {
        let mut data = levels(given, rows);
        cells.for_each(|cell| data.extend_from_slice(cell.as_ref()));
        compressed([self.page(data, Encoding::Plain, rows)])
    }

    fn page(&self, data: Vec<u8>, encoding: Encoding, rows: usize) -> Page {
        let header = DataPageHeaderV1 {
            num_values: i32::try_from(rows).unwrap_or(i32::MAX),
            encoding: encoding.into(),
            definition_level_encoding: Encoding::Rle.into(),
            repetition_level_encoding: Encoding::Rle.into(),
            statistics: None,
        };
        let kind = self.0.clone();
        let descriptor = Descriptor { primitive_type: kind, max_def_level: 1, max_rep_level: 0 };
        let header = DataPageHeader::V1(header);
        Page::Data(DataPage::new(header, CowBuffer::Owned(data), descriptor, rows))
    }
}

/// The values that occur in a column, one after the other.
pub(super) struct Dictionary {
    pub bytes: Vec<u8>,
    /// How many there are.
    pub words: u32,
    pub is_sorted: bool,
}

/// A column of a part, ready to be written.
pub(crate) struct Pages(Vec<CompressedPage>);

impl Pages {
    fn one_by_one(&self) -> DynStreamingIterator<'_, CompressedPage, ParquetError> {
        DynStreamingIterator::new(convert(self.0.iter().map(Ok)))
    }
}

fn compressed(pages: impl IntoIterator<Item = Page>) -> Result<Pages, String> {
    let compressed = |page| compress(page, Vec::new(), CompressionOptions::Snappy).map_err(said);
    Ok(Pages(pages.into_iter().map(compressed).collect::<Result<_, _>>()?))
}

/// A Parquet file that is being written.
pub(crate) struct Writer<W: Write>(FileWriter<W>);

impl<W: Write> Writer<W> {
    /// A file of these columns.
    pub(super) fn new(to: W, fields: Vec<Field>) -> Self {
        let fields = fields.into_iter().map(|Field(kind)| ParquetType::PrimitiveType(kind));
        let schema = SchemaDescriptor::new(PlSmallStr::from_static("root"), fields.collect());
        let options = WriteOptions { write_statistics: false, version: Version::V1 };
        Self(FileWriter::new(to, schema, options, Some(env!("CARGO_PKG_NAME").to_owned())))
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

fn wide(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}
