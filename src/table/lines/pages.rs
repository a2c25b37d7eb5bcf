//! One column of a row group, page after page: codes of its dictionary are taken as they are, texts only once each.

use std::collections::HashMap;
use std::io::Cursor;
use std::sync::Arc;

use polars_parquet::parquet::encoding::Encoding;
use polars_parquet::parquet::metadata::ColumnChunkMetadata;
use polars_parquet::parquet::page::{DataPage, split_buffer};
use polars_parquet::parquet::read::{BasicDecompressor, PageReader};
use polars_parquet::parquet::schema::types::{
    PhysicalType, PrimitiveConvertedType, PrimitiveLogicalType, TimeUnit,
};

use super::cell::{LARGEST, day, whole};
use super::packed::{Packed, Short};
use super::{CellKind, Cells, NO_DAY, NO_NUMBER};

/// Pages are a megabyte or so; one that says it is larger than this is damaged.
const LARGEST_PAGE: usize = 1 << 30;
/// What the first cell that is not what its column asks for stands as until it is told; others follow.
const BAD: i64 = i64::MIN + 1;
/// So many texts of such cells are told apart.
const MOST_BAD: usize = 1000;

/// Why a column cannot be read.
#[derive(Debug)]
pub(super) enum Unread {
    Damaged(String),
    /// An encoding or type that is not read here.
    Unknown(String),
}

impl From<Short> for Unread {
    fn from(_: Short) -> Self {
        Self::Damaged("page".to_owned())
    }
}

impl From<polars_parquet::parquet::error::ParquetError> for Unread {
    fn from(error: polars_parquet::parquet::error::ParquetError) -> Self {
        Self::Damaged(error.to_string())
    }
}

/// How the integers of a column are days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Number,
    Day,
    /// So many of them make a day.
    Ticks(i64),
}

/// A column while it is read.
pub(super) struct Column {
    pages: BasicDecompressor,
    kind: CellKind,
    physical: PhysicalType,
    unit: Unit,
    optional: bool,
    /// The texts known, where words are asked for; codes count from 1.
    words: Arc<Vec<String>>,
    known: HashMap<String, u32>,
    /// Codes of the words in the dictionary.
    codes: Vec<u32>,
    /// Numbers or days in the dictionary.
    numbers: Vec<i64>,
    page: Option<Page>,
    /// Taken from the pages and not handed over: codes for words, else numbers.
    ready: Ready,
    scratch: Vec<u32>,
    /// Texts that are not what is asked for.
    refused: Vec<String>,
    /// Cells of the last block that are not what is asked for, with their texts.
    pub bad: Vec<(usize, String)>,
}

#[derive(Default)]
struct Ready {
    codes: Vec<u32>,
    numbers: Vec<i64>,
}

/// A page while it is read.
struct Page {
    data: DataPage,
    left: usize,
    /// Where values start.
    at: usize,
    levels: Option<(Packed, std::ops::Range<usize>)>,
    values: Option<Packed>,
}

impl Column {
    pub fn new(
        bytes: Vec<u8>,
        chunk: &ColumnChunkMetadata,
        kind: CellKind,
    ) -> Result<Self, Unread> {
        let descriptor = &chunk.descriptor().descriptor;
        let kind_of = &descriptor.primitive_type;
        if descriptor.max_rep_level > 0 || descriptor.max_def_level > 1 {
            return Err(Unread::Unknown("nested".to_owned()));
        }
        let unit = match (kind_of.logical_type, kind_of.converted_type) {
            (Some(PrimitiveLogicalType::Date), _) | (_, Some(PrimitiveConvertedType::Date)) => {
                Unit::Day
            }
            (Some(PrimitiveLogicalType::Timestamp { unit, .. }), _) => Unit::Ticks(match unit {
                TimeUnit::Milliseconds => 86_400_000,
                TimeUnit::Microseconds => 86_400_000_000,
                TimeUnit::Nanoseconds => 86_400_000_000_000,
            }),
            (_, Some(PrimitiveConvertedType::TimestampMillis)) => Unit::Ticks(86_400_000),
            (_, Some(PrimitiveConvertedType::TimestampMicros)) => Unit::Ticks(86_400_000_000),
            _ => Unit::Number,
        };
        let reader = PageReader::new(Cursor::new(bytes.into()), chunk, Vec::new(), LARGEST_PAGE);
        let mut column = Self {
            pages: BasicDecompressor::new(reader, Vec::new()),
            kind,
            physical: kind_of.physical_type,
            unit,
            optional: descriptor.max_def_level > 0,
            words: Arc::default(),
            known: HashMap::new(),
            codes: Vec::new(),
            numbers: Vec::new(),
            page: None,
            ready: Ready::default(),
            scratch: Vec::new(),
            refused: Vec::new(),
            bad: Vec::new(),
        };
        if let Some(dictionary) = column.pages.read_dict_page()? {
            let mut at = 0;
            for _ in 0..dictionary.num_values {
                let value = plain(&dictionary.buffer, &mut at, column.physical)?;
                if kind == CellKind::Word {
                    let code = column.word(&value);
                    column.codes.push(code);
                } else {
                    let number = column.number(&value);
                    column.numbers.push(number);
                }
            }
        }
        Ok(column)
    }

    /// The next `rows` cells.
    pub fn take(&mut self, rows: usize) -> Result<Cells, Unread> {
        while self.ready.codes.len().max(self.ready.numbers.len()) < rows {
            let lacking = rows - self.ready.codes.len().max(self.ready.numbers.len());
            self.read(lacking)?;
        }
        if self.kind == CellKind::Word {
            let rest = self.ready.codes.split_off(rows);
            let codes = std::mem::replace(&mut self.ready.codes, rest);
            return Ok(Cells::Words { codes, words: Arc::clone(&self.words) });
        }
        let rest = self.ready.numbers.split_off(rows);
        let mut numbers = std::mem::replace(&mut self.ready.numbers, rest);
        self.bad.clear();
        let refused = |number: i64| {
            let k = usize::try_from(number.checked_sub(BAD)?).ok()?;
            self.refused.get(k)
        };
        if !self.refused.is_empty() {
            for (row, number) in numbers.iter_mut().enumerate() {
                if let Some(text) = refused(*number) {
                    self.bad.push((row, text.clone()));
                    *number = NO_NUMBER;
                }
            }
        }
        if self.kind == CellKind::Whole {
            return Ok(Cells::Wholes(numbers));
        }
        let day = |number: i64| i32::try_from(number).unwrap_or(NO_DAY);
        Ok(Cells::Days(numbers.into_iter().map(day).collect()))
    }

    /// Reads up to `most` cells of the page that stands open, or opens the next.
    fn read(&mut self, most: usize) -> Result<(), Unread> {
        let Some(mut page) = self.page.take() else {
            return self.open();
        };
        let most = most.min(page.left);
        let (given, many) = match &mut page.levels {
            None => (true, most),
            Some((levels, range)) => {
                let bytes = page.data.buffer().get(range.clone()).unwrap_or_default();
                match levels.same(bytes, most)? {
                    Some((level, many)) => (level > 0, many),
                    None => {
                        self.scratch.clear();
                        let mut scratch = std::mem::take(&mut self.scratch);
                        levels.take(bytes, most, &mut scratch)?;
                        let read = self.mixed(&mut page, &scratch);
                        self.scratch = scratch;
                        read?;
                        page.left -= most;
                        self.keep(page);
                        return Ok(());
                    }
                }
            }
        };
        if given {
            self.values(&mut page, many)?;
        } else {
            self.gaps(many);
        }
        page.left -= many;
        self.keep(page);
        Ok(())
    }

    fn keep(&mut self, page: Page) {
        if page.left > 0 {
            self.page = Some(page);
        } else {
            self.pages.reuse_page_buffer(page.data);
        }
    }

    fn gaps(&mut self, many: usize) {
        match self.kind {
            CellKind::Word => self.ready.codes.resize(self.ready.codes.len() + many, 0),
            _ => {
                let gap = if self.kind == CellKind::Day { i64::from(NO_DAY) } else { NO_NUMBER };
                self.ready.numbers.resize(self.ready.numbers.len() + many, gap);
            }
        }
    }

    /// Cells of which some are given, by their levels.
    fn mixed(&mut self, page: &mut Page, levels: &[u32]) -> Result<(), Unread> {
        let given = levels.iter().filter(|level| **level > 0).count();
        let before = std::mem::take(&mut self.ready);
        self.values(page, given)?;
        let Ready { codes, numbers } = std::mem::replace(&mut self.ready, before);
        let gap = if self.kind == CellKind::Day { i64::from(NO_DAY) } else { NO_NUMBER };
        if self.kind == CellKind::Word {
            let mut codes = codes.into_iter();
            let code = |level: &u32| if *level > 0 { codes.next().unwrap_or(0) } else { 0 };
            self.ready.codes.extend(levels.iter().map(code));
        } else {
            let mut numbers = numbers.into_iter();
            let number = |level: &u32| if *level > 0 { numbers.next().unwrap_or(gap) } else { gap };
            self.ready.numbers.extend(levels.iter().map(number));
        }
        Ok(())
    }

    /// The next values of a page, none of them missing.
    fn values(&mut self, page: &mut Page, many: usize) -> Result<(), Unread> {
        let Some(packed) = &mut page.values else {
            for _ in 0..many {
                let value = plain(page.data.buffer(), &mut page.at, self.physical)?;
                if self.kind == CellKind::Word {
                    let code = self.word(&value);
                    self.ready.codes.push(code);
                } else {
                    let number = self.number(&value);
                    self.ready.numbers.push(number);
                }
            }
            return Ok(());
        };
        let mut places = Vec::with_capacity(many + 32);
        packed.take(page.data.buffer(), many, &mut places)?;
        let most = places.iter().copied().max().unwrap_or(0);
        let known = self.codes.len().max(self.numbers.len());
        if !places.is_empty() && usize::try_from(most).is_ok_and(|most| most >= known) {
            return Err(Unread::Damaged("dictionary".to_owned()));
        }
        let at = |place: &u32| usize::try_from(*place).unwrap_or(0);
        if self.kind == CellKind::Word {
            let codes = &self.codes;
            let code = |place: &u32| codes.get(at(place)).copied().unwrap_or(0);
            self.ready.codes.extend(places.iter().map(code));
        } else {
            let numbers = &self.numbers;
            let number = |place: &u32| numbers.get(at(place)).copied().unwrap_or(BAD);
            self.ready.numbers.extend(places.iter().map(number));
        }
        Ok(())
    }

    fn open(&mut self) -> Result<(), Unread> {
        let item = self.pages.next().ok_or_else(|| Unread::Damaged("rows".to_owned()))??;
        let data = item.decompress(&mut self.pages)?;
        let left = data.num_values();
        let parts = split_buffer(&data)?;
        let start = data.buffer().len() - parts.values.len();
        let width = parts.values.first().map_or(0, |bits| usize::from(*bits));
        let values = match data.encoding() {
            Encoding::Plain => None,
            Encoding::PlainDictionary | Encoding::RleDictionary if width <= 32 => {
                Some(Packed::new(width, start + 1))
            }
            other => return Err(Unread::Unknown(format!("{other:?}"))),
        };
        let levels = self.optional.then(|| (Packed::new(1, 0), start - parts.def.len()..start));
        self.page = (left > 0).then_some(Page { data, left, at: start, levels, values });
        Ok(())
    }

    fn word(&mut self, value: &Value<'_>) -> u32 {
        let text = value.text();
        let text = text.trim();
        if text.is_empty() {
            return 0;
        }
        if let Some(code) = self.known.get(text) {
            return *code;
        }
        Arc::make_mut(&mut self.words).push(text.to_owned());
        let code = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.known.insert(text.to_owned(), code);
        code
    }

    fn number(&mut self, value: &Value<'_>) -> i64 {
        let read = match (value, self.kind, self.unit) {
            (Value::Text(text), _, _) if text.trim_ascii().is_empty() => {
                Some(if self.kind == CellKind::Day { i64::from(NO_DAY) } else { NO_NUMBER })
            }
            (Value::Text(_), CellKind::Day, _) => day(value.text().trim()).map(i64::from),
            (Value::Text(_), ..) => whole(value.text().trim()),
            (Value::Whole(days), CellKind::Day, Unit::Day) => Some(*days),
            (Value::Whole(ticks), CellKind::Day, Unit::Ticks(day)) => Some(ticks.div_euclid(day)),
            (Value::Whole(number), CellKind::Whole, Unit::Number) => {
                (0..=LARGEST).contains(number).then_some(*number)
            }
            (Value::Real(_), CellKind::Whole, _) => whole(&value.text()),
            _ => None,
        };
        read.unwrap_or_else(|| {
            if self.refused.len() < MOST_BAD {
                self.refused.push(value.text());
            }
            BAD + i64::try_from(self.refused.len() - 1).unwrap_or(0)
        })
    }
}

/// One value as the file holds it.
enum Value<'a> {
    Whole(i64),
    Real(f64),
    Text(&'a [u8]),
}

impl Value<'_> {
    fn text(&self) -> String {
        match self {
            Self::Whole(number) => number.to_string(),
            // a spreadsheet library stores whole numbers with gaps as reals
            Self::Real(number) => number.to_string(),
            Self::Text(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        }
    }
}

/// The next value written plainly.
fn plain<'a>(bytes: &'a [u8], at: &mut usize, physical: PhysicalType) -> Result<Value<'a>, Short> {
    let mut next = |many: usize| {
        let end = at.checked_add(many).ok_or(Short)?;
        let found = bytes.get(*at..end).ok_or(Short)?;
        *at = end;
        Ok::<&[u8], Short>(found)
    };
    let four = |bytes: &[u8]| <[u8; 4]>::try_from(bytes).map_err(|_| Short);
    let eight = |bytes: &[u8]| <[u8; 8]>::try_from(bytes).map_err(|_| Short);
    Ok(match physical {
        PhysicalType::Int32 => Value::Whole(i64::from(i32::from_le_bytes(four(next(4)?)?))),
        PhysicalType::Int64 => Value::Whole(i64::from_le_bytes(eight(next(8)?)?)),
        PhysicalType::Float => Value::Real(f64::from(f32::from_le_bytes(four(next(4)?)?))),
        PhysicalType::Double => Value::Real(f64::from_le_bytes(eight(next(8)?)?)),
        PhysicalType::ByteArray => {
            let length = u32::from_le_bytes(four(next(4)?)?);
            Value::Text(next(usize::try_from(length).map_err(|_| Short)?)?)
        }
        _ => return Err(Short),
    })
}
