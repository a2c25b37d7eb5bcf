//! One column of a row group, page after page: codes of its dictionary are taken as they are, texts only once each.

use std::collections::HashMap;
use std::io::Cursor;
use std::sync::Arc;

use polars_parquet::parquet::encoding::Encoding;
use polars_parquet::parquet::metadata::ColumnChunkMetadata;
use polars_parquet::parquet::page::{DataPage, split_buffer};
use polars_parquet::parquet::read::{BasicDecompressor, PageReader};
use polars_parquet::parquet::schema::types::PhysicalType;

use super::levels::Levels;
use super::packed::{Packed, Short};
use super::value::{Unit, Value};
use super::{CellKind, Cells, NO_DAY, NO_NUMBER, Words};

/// Pages are a megabyte or so; one that says it is larger than this is damaged.
const LARGEST_PAGE: usize = 1 << 30;
/// So many texts of cells that are not what their column asks for are told apart.
const MOST_BAD: i16 = 1000;

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
    page: Option<Page>,
    scratch: Scratch,
    /// Cells of the last block that are not what is asked for, with their texts.
    pub bad: Vec<(usize, String)>,
}

/// What a column's values are: words by their codes, days or numbers.
struct Dictionary {
    physical: PhysicalType,
    unit: Unit,
    optional: bool,
    /// The texts known, where words are asked for; codes count from 1.
    words: Arc<Words>,
    /// The codes by their texts, once a page writes texts out.
    known: HashMap<String, u32>,
    codes: Vec<u32>,
    days: Vec<i32>,
    numbers: Vec<i64>,
    /// Texts that are not what is asked for.
    refused: Vec<String>,
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

/// How a cell is held.
trait Held: Copy + PartialEq {
    /// A cell that is not given.
    const NONE: Self;
    /// The cell of a value that was not seen before.
    fn of(value: &Value<'_>, dictionary: &mut Dictionary) -> Self;
    /// A cell that is not given, then the cells of the dictionary's values.
    fn known(dictionary: &Dictionary) -> &[Self];
    fn keep(self, dictionary: &mut Dictionary);
}

impl Held for u32 {
    const NONE: Self = 0;

    fn of(value: &Value<'_>, dictionary: &mut Dictionary) -> Self {
        dictionary.word(value)
    }

    fn known(dictionary: &Dictionary) -> &[Self] {
        &dictionary.codes
    }

    fn keep(self, dictionary: &mut Dictionary) {
        dictionary.codes.push(self);
    }
}

impl Held for i32 {
    const NONE: Self = NO_DAY;

    fn of(value: &Value<'_>, dictionary: &mut Dictionary) -> Self {
        let day = value.day(dictionary.unit);
        // days beside the one that is none stand for texts that are no days
        let day = day.filter(|day| *day == NO_DAY || *day > NO_DAY + i32::from(MOST_BAD));
        day.unwrap_or_else(|| NO_DAY + i32::from(dictionary.refuse(value)))
    }

    fn known(dictionary: &Dictionary) -> &[Self] {
        &dictionary.days
    }

    fn keep(self, dictionary: &mut Dictionary) {
        dictionary.days.push(self);
    }
}

impl Held for i64 {
    const NONE: Self = NO_NUMBER;

    fn of(value: &Value<'_>, dictionary: &mut Dictionary) -> Self {
        let number = value.number(dictionary.unit);
        number.unwrap_or_else(|| NO_NUMBER + i64::from(dictionary.refuse(value)))
    }

    fn known(dictionary: &Dictionary) -> &[Self] {
        &dictionary.numbers
    }

    fn keep(self, dictionary: &mut Dictionary) {
        dictionary.numbers.push(self);
    }
}

impl Dictionary {
    /// The code of a text that a page writes out.
    fn word(&mut self, value: &Value<'_>) -> u32 {
        if self.known.is_empty() {
            let codes = self.words.iter().map(str::to_owned).zip(1..);
            self.known = codes.collect();
        }
        let text = value.text();
        if text.is_empty() {
            return 0;
        }
        if let Some(code) = self.known.get(&*text) {
            return *code;
        }
        let code = self.one_more(&text);
        self.known.insert(text.into_owned(), code);
        code
    }

    fn one_more(&mut self, text: &str) -> u32 {
        Arc::make_mut(&mut self.words).push(text)
    }

    /// The number, from 1, of a text that is not what is asked for.
    fn refuse(&mut self, value: &Value<'_>) -> i16 {
        let count = i16::try_from(self.refused.len()).unwrap_or(MOST_BAD);
        if count < MOST_BAD {
            self.refused.push(value.text().into_owned());
        }
        MOST_BAD.min(count + 1)
    }
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
        let dictionary = Dictionary {
            physical: descriptor.primitive_type.physical_type,
            unit: Unit::of(&descriptor.primitive_type),
            optional: descriptor.max_def_level > 0,
            words: Arc::default(),
            known: HashMap::new(),
            codes: vec![u32::NONE],
            days: vec![i32::NONE],
            numbers: vec![i64::NONE],
            refused: Vec::new(),
        };
        let mut column = Self {
            pages: BasicDecompressor::new(reader, Vec::new()),
            kind,
            dictionary,
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
        let optional = self.dictionary.optional;
        let levels = optional.then(|| (Levels::new(), start - parts.def.len()..start));
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
        place(many, levels, places, T::known(dictionary), cells);
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

/// Appends `many` cells: those of the next places where cells are given, gaps where they are not. `known` starts with the
/// gap, so that no cell needs a branch.
fn place<T: Held>(many: usize, levels: &[u8], places: &[u32], known: &[T], cells: &mut Vec<T>) {
    let cell = |at: usize| known.get(at).copied().unwrap_or(T::NONE);
    let from_1 = |place: u32| usize::try_from(place).map_or(usize::MAX, |place| place + 1);
    if places.len() == many {
        cells.extend(places.iter().map(|place| cell(from_1(*place))));
        return;
    }
    let before = cells.len();
    cells.resize(before + levels.len(), T::NONE);
    let mut at = 0;
    for (held, level) in cells.iter_mut().skip(before).zip(levels) {
        let place = places.get(at).copied().unwrap_or(0);
        at += usize::from(*level);
        *held = cell(from_1(place).wrapping_mul(usize::from(*level)));
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
