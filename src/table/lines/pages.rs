//! One column of a row group, page after page: codes of its dictionary are taken as they are, texts only once each.

use std::io::Cursor;
use std::sync::Arc;

use polars_parquet::parquet::encoding::Encoding;
use polars_parquet::parquet::metadata::ColumnChunkMetadata;
use polars_parquet::parquet::page::{DataPage, split_buffer};
use polars_parquet::parquet::read::{BasicDecompressor, PageReader};

use super::dictionary::{Dictionary, Held, from_1};
use super::levels::Levels;
use super::packed::{Packed, Short};
use super::value::Value;
use super::{CellKind, Cells, NO_DAY, NO_NUMBER};

/// Pages are a megabyte or so; one that says it is larger than this is damaged.
const LARGEST_PAGE: usize = 1 << 30;

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

/// A column while it is read.
pub(super) struct Column {
    pages: BasicDecompressor,
    kind: CellKind,
    dictionary: Dictionary,
    /// Whether cells may be left out.
    optional: bool,
    page: Option<Page>,
    scratch: Scratch,
    /// Cells of the last block that are not what is asked for, with their texts.
    pub bad: Vec<(usize, String)>,
}

/// What is unpacked and not needed for long.
#[derive(Default)]
struct Scratch {
    levels: Vec<u8>,
    places: Vec<u32>,
}

/// A page while it is read.
struct Page {
    data: DataPage,
    left: usize,
    /// Where values start.
    at: usize,
    levels: Option<(Levels, std::ops::Range<usize>)>,
    values: Option<Packed>,
}

impl Column {
    pub fn new(
        bytes: Vec<u8>,
        chunk: &ColumnChunkMetadata,
        kind: CellKind,
    ) -> Result<Self, Unread> {
        let descriptor = &chunk.descriptor().descriptor;
        if descriptor.max_rep_level > 0 || descriptor.max_def_level > 1 {
            return Err(Unread::Unknown("nested".to_owned()));
        }
        let reader = PageReader::new(Cursor::new(bytes.into()), chunk, Vec::new(), LARGEST_PAGE);
        let mut column = Self {
            pages: BasicDecompressor::new(reader, Vec::new()),
            kind,
            dictionary: Dictionary::of(&descriptor.primitive_type),
            optional: descriptor.max_def_level > 0,
            page: None,
            scratch: Scratch::default(),
            bad: Vec::new(),
        };
        column.learn()?;
        Ok(column)
    }

    /// Reads the dictionary. Its texts differ from one another; where two do not, having two codes does no harm.
    fn learn(&mut self) -> Result<(), Unread> {
        let Some(page) = self.pages.read_dict_page()? else { return Ok(()) };
        let dictionary = &mut self.dictionary;
        let mut at = 0;
        for _ in 0..page.num_values {
            let value = Value::plain(&page.buffer, &mut at, dictionary.physical)?;
            match self.kind {
                CellKind::Word => {
                    let text = value.text();
                    let code = if text.is_empty() { 0 } else { dictionary.one_more(&text) };
                    code.keep(dictionary);
                }
                CellKind::Day => i32::of(&value, dictionary).keep(dictionary),
                CellKind::Whole => i64::of(&value, dictionary).keep(dictionary),
            }
        }
        Ok(())
    }

    /// The next `rows` cells.
    pub fn take(&mut self, rows: usize) -> Result<Cells, Unread> {
        Ok(match self.kind {
            CellKind::Word => {
                let codes = self.cells(rows)?;
                Cells::Words { codes, words: Arc::clone(&self.dictionary.words) }
            }
            CellKind::Day => {
                let mut days = self.cells(rows)?;
                self.tell(&mut days, |day: i32| i64::from(day) - i64::from(NO_DAY));
                Cells::Days(days)
            }
            CellKind::Whole => {
                let mut numbers = self.cells(rows)?;
                self.tell(&mut numbers, |number: i64| number.saturating_sub(NO_NUMBER));
                Cells::Wholes(numbers)
            }
        })
    }

    /// Tells the cells that stand for texts which are not what is asked for, and empties them.
    fn tell<T: Held>(&mut self, cells: &mut [T], nth: impl Fn(T) -> i64) {
        self.bad.clear();
        if self.dictionary.refused.is_empty() {
            return;
        }
        for (row, cell) in cells.iter_mut().enumerate() {
            let text = usize::try_from(nth(*cell)).ok().and_then(|nth| nth.checked_sub(1));
            if let Some(text) = text.and_then(|text| self.dictionary.refused.get(text)) {
                self.bad.push((row, text.clone()));
                *cell = T::NONE;
            }
        }
    }

    fn cells<T: Held>(&mut self, rows: usize) -> Result<Vec<T>, Unread> {
        let mut cells = Vec::with_capacity(rows);
        while cells.len() < rows {
            let Some(mut page) = self.page.take() else {
                self.open()?;
                continue;
            };
            let many = page.left.min(rows - cells.len());
            page.take(many, &mut self.dictionary, &mut self.scratch, &mut cells)?;
            if page.left > 0 {
                self.page = Some(page);
            } else {
                self.pages.reuse_page_buffer(page.data);
            }
        }
        Ok(cells)
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
        let levels = self.optional.then(|| (Levels::new(), start - parts.def.len()..start));
        self.page = (left > 0).then_some(Page { data, left, at: start, levels, values });
        Ok(())
    }
}

impl Page {
    /// Appends the next `many` cells.
    fn take<T: Held>(
        &mut self,
        many: usize,
        dictionary: &mut Dictionary,
        scratch: &mut Scratch,
        cells: &mut Vec<T>,
    ) -> Result<(), Unread> {
        let Scratch { levels, places } = scratch;
        let given = match &mut self.levels {
            None => many,
            Some((bits, range)) => {
                let bytes = self.data.buffer().get(range.clone()).unwrap_or_default();
                bits.take(bytes, many, levels)?
            }
        };
        self.left -= many;
        if self.values.is_none() {
            let values = self.plain(given, dictionary)?;
            spread(many, levels, &values, cells);
            return Ok(());
        }
        self.places(given, T::known(dictionary).len(), places)?;
        if places.len() == many {
            T::at_places(dictionary, places, cells);
        } else {
            place(levels, places, T::known(dictionary), cells);
        }
        Ok(())
    }

    /// The next values written out.
    fn plain<T: Held>(
        &mut self,
        many: usize,
        dictionary: &mut Dictionary,
    ) -> Result<Vec<T>, Unread> {
        let mut values = Vec::with_capacity(many.min(self.data.buffer().len()));
        for _ in 0..many {
            let value = Value::plain(self.data.buffer(), &mut self.at, dictionary.physical)?;
            values.push(T::of(&value, dictionary));
        }
        Ok(values)
    }

    /// The places of the next values in the dictionary.
    fn places(&mut self, many: usize, known: usize, places: &mut Vec<u32>) -> Result<(), Unread> {
        places.clear();
        if let Some(packed) = &mut self.values {
            packed.take(self.data.buffer(), many, places)?;
        }
        let most = places.iter().copied().max().unwrap_or(0);
        if !places.is_empty() && usize::try_from(most).is_ok_and(|most| most + 1 >= known) {
            return Err(Unread::Damaged("dictionary".to_owned()));
        }
        Ok(())
    }
}

/// Appends cells: those of the next places where cells are given, gaps where they are not. `known` starts with the gap, so
/// that no cell needs a branch.
fn place<T: Held>(levels: &[u8], places: &[u32], known: &[T], cells: &mut Vec<T>) {
    let before = cells.len();
    cells.resize(before + levels.len(), T::NONE);
    let mut at = 0;
    for (held, level) in cells.iter_mut().skip(before).zip(levels) {
        let place = places.get(at).copied().unwrap_or(0);
        at += usize::from(*level);
        let value = known.get(from_1(place).wrapping_mul(usize::from(*level)));
        *held = value.copied().unwrap_or(T::NONE);
    }
}

/// The same of values that are written out.
fn spread<T: Held>(many: usize, levels: &[u8], values: &[T], cells: &mut Vec<T>) {
    if values.len() == many {
        cells.extend(values);
        return;
    }
    let mut at = 0;
    cells.extend(levels.iter().map(|level| {
        let value = values.get(at).filter(|_| *level > 0);
        at += usize::from(*level);
        value.copied().unwrap_or(T::NONE)
    }));
}
