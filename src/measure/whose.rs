//! Whose each line of a register is: agency and year as one number, and the period that its days are held against.

use std::ops::Range;
use std::sync::Arc;

use super::Register;
use super::bind::calendar_year;
use super::condition::Period;
use super::count::Totals;
use super::known::Known;
use crate::table::{Block, Cells, Words};

/// The key of lines that are nobody's.
pub(super) const NOBODY: u32 = u32::MAX;
/// A year that is not asked for.
const NOT_ASKED: u32 = u32::MAX - 1;

/// Agencies and years as they are met.
pub(super) struct Whose<'a> {
    register: &'a Register,
    known: &'a Known,
    every_year: bool,
    /// The years met, each with its period, in the order of their keys.
    years: Vec<(i16, (i32, i32))>,
    agencies: Resolved,
    year_codes: Resolved,
}

/// The lines of one block.
pub(super) struct Of {
    pub keys: Vec<u32>,
    pub period: Period,
}

/// What the words of a column stand for, looked up again only when the words are others.
#[derive(Clone, Default)]
pub(super) struct Resolved {
    words: Option<Arc<Words>>,
    /// By code; [`NOBODY`] for words that nothing is known by.
    to: Vec<u32>,
}

impl Resolved {
    pub fn renew(&mut self, words: &Arc<Words>, mut look: impl FnMut(&str) -> Option<usize>) {
        if self.words.as_ref().is_some_and(|known| Arc::ptr_eq(known, words)) {
            return;
        }
        let place =
            |word: &str| look(word).and_then(|place| u32::try_from(place).ok()).unwrap_or(NOBODY);
        self.to.clear();
        self.to.push(NOBODY);
        self.to.extend(words.iter().map(place));
        self.words = Some(Arc::clone(words));
    }

    pub fn of(&self, code: u32) -> u32 {
        let at = usize::try_from(code).unwrap_or(usize::MAX);
        self.to.get(at).copied().unwrap_or(NOBODY)
    }

    pub fn word(&self, code: u32) -> &str {
        self.words.as_ref().and_then(|words| words.get(code)).unwrap_or_default()
    }
}

/// The years of a block's lines by their places: one for all, or one for each.
enum Years {
    Same(u32),
    Each(Vec<u32>),
}

impl<'a> Whose<'a> {
    pub fn new(register: &'a Register, known: &'a Known, every_year: bool) -> Self {
        let year = (known.year, register.period);
        Self {
            register,
            known,
            every_year,
            years: if register.year.is_none() { vec![year] } else { Vec::new() },
            agencies: Resolved::default(),
            year_codes: Resolved::default(),
        }
    }

    /// How many keys there are.
    pub fn keys(&self) -> usize {
        self.known.len() * self.years.len()
    }

    /// The years met, each with the keys of its agencies.
    pub fn years(&self) -> impl Iterator<Item = (i16, Range<usize>)> {
        let agencies = self.known.len();
        let years = self.years.iter().enumerate();
        years.map(move |(k, (year, _))| (*year, k * agencies..(k + 1) * agencies))
    }

    /// Whose the lines of a block are; lines left out and words that nothing is known by are told.
    pub fn of(&mut self, block: &Block, totals: &mut Totals) -> Of {
        let years = self.year_of(block, totals);
        let nobody = || Of { keys: vec![NOBODY; block.rows], period: Period::Same(0, 0) };
        let Some(Cells::Words { codes, words }) = block.columns.first() else {
            return nobody();
        };
        let known = self.known;
        self.agencies.renew(words, |word| known.row(word));
        let mut keys: Vec<u32> = codes.iter().map(|code| self.agencies.of(*code)).collect();
        if keys.contains(&NOBODY) {
            self.tell_strangers(block, codes, &keys, totals);
        }
        let period = self.period(&years);
        self.put_into_years(&mut keys, years, totals);
        Of { keys, period }
    }

    fn tell_strangers(&self, block: &Block, codes: &[u32], keys: &[u32], totals: &mut Totals) {
        let heading = self.register.agency_heading();
        for (row, (code, key)) in codes.iter().zip(keys).enumerate() {
            if *key == NOBODY {
                let word = self.agencies.word(*code);
                totals.found.word("register-agency", heading, word, block.place(row));
            }
        }
    }

    /// From agencies' rows to keys; lines of years not asked for are nobody's.
    fn put_into_years(&self, keys: &mut [u32], years: Years, totals: &mut Totals) {
        let agencies = u32::try_from(self.known.len()).unwrap_or(NOBODY);
        let base = |year: u32| year.saturating_mul(agencies);
        let mut put = |key: &mut u32, year: u32| {
            if *key == NOBODY {
                return;
            }
            if year >= NOT_ASKED {
                totals.left_out += 1;
                *key = NOBODY;
            } else {
                *key = key.saturating_add(base(year));
            }
        };
        match years {
            Years::Same(0) => {}
            Years::Same(year) if year < NOT_ASKED => {
                let base = base(year);
                for key in keys {
                    *key = if *key == NOBODY { NOBODY } else { key.saturating_add(base) };
                }
            }
            Years::Same(year) => keys.iter_mut().for_each(|key| put(key, year)),
            Years::Each(years) => {
                keys.iter_mut().zip(years).for_each(|(key, year)| put(key, year));
            }
        }
    }

    fn period(&self, years: &Years) -> Period {
        let days = |year: u32| {
            let year = usize::try_from(year).unwrap_or(usize::MAX);
            self.years.get(year).map_or((0, 0), |(_, days)| *days)
        };
        match years {
            Years::Same(year) => {
                let (start, end) = days(*year);
                Period::Same(start, end)
            }
            Years::Each(years) => Period::Each(years.iter().map(|year| days(*year)).collect()),
        }
    }

    /// The year of each line among those met, where lines say it.
    fn year_of(&mut self, block: &Block, totals: &mut Totals) -> Years {
        let column =
            self.register.year.and_then(|column| Some((column, block.columns.get(column)?)));
        let Some((column, Cells::Words { codes, words })) = column else {
            return Years::Same(0);
        };
        let (years, set, every) = (&mut self.years, self.known.year, self.every_year);
        self.year_codes.renew(words, |word| {
            let year: i16 = word.parse().ok().filter(|year| (1..=9999).contains(year))?;
            if year != set && !every {
                return usize::try_from(NOT_ASKED).ok();
            }
            let at = years.iter().position(|(known, _)| *known == year);
            Some(at.unwrap_or_else(|| {
                years.push((year, calendar_year(year)));
                years.len() - 1
            }))
        });
        let first = codes.first().copied().unwrap_or(0);
        let same = self.year_codes.of(first);
        // registers mostly stand in the order of receipt: a block is of one year
        let other = codes.iter().fold(0, |other, code| other | (code ^ first));
        if same != NOBODY && other == 0 {
            return Years::Same(same);
        }
        let found: Vec<u32> = codes.iter().map(|code| self.year_codes.of(*code)).collect();
        for (row, code) in
            codes.iter().enumerate().filter(|(row, _)| found.get(*row) == Some(&NOBODY))
        {
            let heading = self.register.asked.get(column).map_or("", |a| a.heading.as_str());
            let word = self.year_codes.word(*code);
            totals.found.word("register-word", heading, word, block.place(row));
        }
        Years::Each(found)
    }
}
