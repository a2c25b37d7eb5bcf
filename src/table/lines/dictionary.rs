//! What the values of a column in Parquet are, and cells of them: each value is read once, where the file says it once.

use std::collections::HashMap;
use std::sync::Arc;

use polars_parquet::parquet::schema::types::{PhysicalType, PrimitiveType};

use super::value::{Unit, Value};
use super::{NO_DAY, NO_NUMBER, Words};

/// So many texts of cells that are not what their column asks for are told apart.
const MOST_BAD: i16 = 1000;

/// What a column's values are: words by their codes, days or numbers.
pub(super) struct Dictionary {
    pub physical: PhysicalType,
    unit: Unit,
    /// The texts known, where words are asked for; codes count from 1.
    pub words: Arc<Words>,
    /// The codes by their texts, once a page writes texts out.
    known: HashMap<String, u32>,
    codes: Vec<u32>,
    /// Whether the code of every value is its place: no text is empty.
    in_order: bool,
    days: Vec<i32>,
    numbers: Vec<i64>,
    /// Texts that are not what is asked for.
    pub refused: Vec<String>,
}

/// How a cell is held.
pub(super) trait Held: Copy + PartialEq {
    /// A cell that is not given.
    const NONE: Self;
    /// The cell of a value that was not seen before.
    fn of(value: &Value<'_>, dictionary: &mut Dictionary) -> Self;
    /// A cell that is not given, then the cells of the dictionary's values.
    fn known(dictionary: &Dictionary) -> &[Self];
    fn keep(self, dictionary: &mut Dictionary);

    /// Appends the cells of places in the dictionary.
    fn at_places(dictionary: &Dictionary, places: &[u32], cells: &mut Vec<Self>) {
        looked_up(Self::known(dictionary), places, cells);
    }
}

fn looked_up<T: Held>(known: &[T], places: &[u32], cells: &mut Vec<T>) {
    let cell = |place: &u32| known.get(from_1(*place)).copied().unwrap_or(T::NONE);
    cells.extend(places.iter().map(cell));
}

/// Where the value of a place stands behind the gap.
pub(super) fn from_1(place: u32) -> usize {
    usize::try_from(place).map_or(usize::MAX, |place| place.saturating_add(1))
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
        let next = u32::try_from(dictionary.codes.len());
        dictionary.in_order &= next.is_ok_and(|next| next == self);
        dictionary.codes.push(self);
    }

    fn at_places(dictionary: &Dictionary, places: &[u32], cells: &mut Vec<Self>) {
        if dictionary.in_order {
            // places count from 0
            cells.extend(places.iter().map(|place| place.wrapping_add(1)));
        } else {
            looked_up(&dictionary.codes, places, cells);
        }
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
    /// No values yet.
    pub fn of(kind: &PrimitiveType) -> Self {
        Self {
            physical: kind.physical_type,
            unit: Unit::of(kind),
            words: Arc::default(),
            known: HashMap::new(),
            codes: vec![u32::NONE],
            in_order: true,
            days: vec![i32::NONE],
            numbers: vec![i64::NONE],
            refused: Vec::new(),
        }
    }

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

    /// A text that was not met; its code.
    pub fn one_more(&mut self, text: &str) -> u32 {
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
