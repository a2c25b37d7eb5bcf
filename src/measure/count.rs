//! Lines of a register to counts and sums of each agency: integers, added up in whatever order and portions.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::Register;
use super::bind::calendar_year;
use super::condition::Period;
use super::counted::Known;
use super::found::Found;
use super::inspect::Inspection;
use super::lanes::{self, LANES};
use crate::fault::Place;
use crate::table::{Block, Cells, NO_NUMBER, Part};

/// What was counted so far: for each year, for each agency, lines, counts and sums.
#[derive(Default)]
pub(super) struct Totals {
    pub years: BTreeMap<i16, Vec<Vec<i128>>>,
    /// Lines that belong to no period asked for.
    pub left_out: u64,
    pub lines: u64,
    pub found: Found,
    /// Fingerprints of the cases' own numbers, where they stand.
    pub ids: Vec<(u128, Place)>,
}

impl Totals {
    /// Those of later lines as well.
    pub fn join(mut self, later: Self) -> Self {
        for (year, rows) in later.years {
            let known = self.years.entry(year).or_default();
            if known.len() < rows.len() {
                known.resize(rows.len(), Vec::new());
            }
            for (sums, more) in known.iter_mut().zip(rows) {
                add(sums, more.into_iter());
            }
        }
        self.left_out += later.left_out;
        self.lines += later.lines;
        self.found.join(later.found);
        self.ids.extend(later.ids);
        self
    }
}

fn add(sums: &mut Vec<i128>, more: impl ExactSizeIterator<Item = i128>) {
    if sums.len() < more.len() {
        sums.resize(more.len(), 0);
    }
    sums.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
}

/// Lines after which counters are emptied into totals.
const FULL: usize = 1 << 31;

/// The counting of some parts, one after the other.
pub(super) struct Counter<'a> {
    register: &'a Register,
    known: &'a Known,
    every_year: bool,
    /// For each year met: its number, period, and where its agencies' counters start.
    years: Vec<(i16, (i32, i32))>,
    /// Counters of each agency of each year, eight counts side by side; lines, then counts.
    counters: Vec<Vec<[u32; LANES]>>,
    /// Lines since counters were emptied: they hold no more than four thousand millions.
    rows: usize,
    sums: HashMap<(usize, usize), i128>,
    totals: Totals,
    agencies: Resolved,
    year_codes: Resolved,
}

/// What the words of a column stand for, looked up again only when the words are others.
#[derive(Default)]
struct Resolved {
    words: Option<Arc<Vec<String>>>,
    to: Vec<Option<usize>>,
}

impl Resolved {
    fn renew(&mut self, words: &Arc<Vec<String>>, mut look: impl FnMut(&str) -> Option<usize>) {
        if self.words.as_ref().is_some_and(|known| Arc::ptr_eq(known, words)) {
            return;
        }
        self.to = std::iter::once(None).chain(words.iter().map(|word| look(word))).collect();
        self.words = Some(Arc::clone(words));
    }

    fn of(&self, code: u32) -> Option<usize> {
        self.to.get(usize::try_from(code).ok()?).copied().flatten()
    }

    fn word(&self, code: u32) -> &str {
        let at = usize::try_from(code).ok().and_then(|code| code.checked_sub(1));
        let words = self.words.as_ref();
        at.and_then(|at| words?.get(at)).map_or("", String::as_str)
    }
}

impl<'a> Counter<'a> {
    pub fn new(register: &'a Register, known: &'a Known, every_year: bool) -> Self {
        let year = (known.year, register.period);
        Self {
            register,
            known,
            every_year,
            years: if register.year.is_none() { vec![year] } else { Vec::new() },
            counters: vec![Vec::new(); (register.counts.len() + 1).div_ceil(LANES)],
            rows: 0,
            sums: HashMap::new(),
            totals: Totals::default(),
            agencies: Resolved::default(),
            year_codes: Resolved::default(),
        }
    }

    /// Counts one more part.
    pub fn part(mut self, part: &Part) -> Self {
        if let Err(fault) = part.blocks(&mut |block| self.block(&block)) {
            self.totals.found.add("table-unreadable", || *fault);
        }
        self
    }
}

impl Counter<'_> {
    fn block(&mut self, block: &Block) {
        self.rows += block.rows;
        if self.rows > FULL {
            self.empty();
            self.rows = block.rows;
        }
        let totals = &mut self.totals;
        Inspection { register: self.register, block, found: &mut totals.found }
            .run(&mut totals.ids);
        let (mut keys, period) = self.keys(block);
        self.totals.lines += u64::try_from(block.rows).unwrap_or(0);
        if let Some(only) = &self.register.only {
            let mask = only.mask(block, &period);
            for (key, belongs) in keys.iter_mut().zip(mask) {
                if belongs == 0 && *key != u32::MAX {
                    *key = u32::MAX;
                    self.totals.left_out += 1;
                }
            }
        }
        let agencies = self.known.len() * self.years.len();
        let mut patterns = vec![1_u8; block.rows];
        let mut lane = 1;
        let mut group = 0;
        for (_, condition) in &self.register.counts {
            if lane == LANES {
                self.flush(group, agencies, &keys, &mut patterns);
                (lane, group) = (0, group + 1);
            }
            let mask = condition.mask(block, &period);
            patterns.iter_mut().zip(mask).for_each(|(pattern, holds)| *pattern |= holds << lane);
            lane += 1;
        }
        self.flush(group, agencies, &keys, &mut patterns);
        self.add_up(block, &keys, &period);
    }

    fn flush(&mut self, group: usize, agencies: usize, keys: &[u32], patterns: &mut [u8]) {
        if let Some(counters) = self.counters.get_mut(group) {
            if counters.len() < agencies {
                counters.resize(agencies, [0; LANES]);
            }
            lanes::add(counters, keys, patterns);
        }
        patterns.fill(0);
    }

    fn add_up(&mut self, block: &Block, keys: &[u32], period: &Period) {
        for (k, (_, sum)) in self.register.sums.iter().enumerate() {
            let Some(Cells::Wholes(numbers)) = block.columns.get(sum.column) else { continue };
            let mask = sum.lines.as_ref().map(|lines| lines.mask(block, period));
            for (row, (number, key)) in numbers.iter().zip(keys).enumerate() {
                let counts = mask.as_ref().is_none_or(|mask| mask.get(row) == Some(&1));
                let key = usize::try_from(*key).ok().filter(|_| *key != u32::MAX);
                if let (Some(key), true, true) = (key, counts, *number != NO_NUMBER) {
                    *self.sums.entry((key, k)).or_default() += i128::from(*number);
                }
            }
        }
    }

    /// Whose each line is: agency and year as one number, `u32::MAX` for nobody's.
    fn keys(&mut self, block: &Block) -> (Vec<u32>, Period) {
        let years = self.year_of(block);
        let Some(Cells::Words { codes, words }) = block.columns.first() else {
            return (vec![u32::MAX; block.rows], Period::Same(0, 0));
        };
        let known = self.known;
        self.agencies.renew(words, |word| known.row(word));
        let agencies = known.len();
        let mut keys = Vec::with_capacity(block.rows);
        for (row, code) in codes.iter().enumerate() {
            let Some(agency) = self.agencies.of(*code) else {
                let heading = self.register.agency_heading();
                let word = self.agencies.word(*code);
                self.totals.found.word("register-agency", heading, word, block.place(row));
                keys.push(u32::MAX);
                continue;
            };
            let year = years.as_ref().map_or(Some(0), |years| years.get(row).copied().flatten());
            if year.is_none() {
                self.totals.left_out += 1;
            }
            let key = year.and_then(|year| u32::try_from(year * agencies + agency).ok());
            keys.push(key.unwrap_or(u32::MAX));
        }
        let period = match &years {
            None => Period::Same(self.register.period.0, self.register.period.1),
            Some(years) => {
                let days = |year: &Option<usize>| {
                    year.and_then(|year| self.years.get(year)).map_or((0, 0), |(_, days)| *days)
                };
                Period::Each(years.iter().map(days).collect())
            }
        };
        (keys, period)
    }

    /// The year of each line among those met, where lines say it; nothing for years not asked for.
    fn year_of(&mut self, block: &Block) -> Option<Vec<Option<usize>>> {
        let column = self.register.year?;
        let Some(Cells::Words { codes, words }) = block.columns.get(column) else {
            return None;
        };
        let (years, set, every) = (&mut self.years, self.known.year, self.every_year);
        self.year_codes.renew(words, |word| {
            let year: i16 = word.parse().ok().filter(|year| (1..=9999).contains(year))?;
            if year != set && !every {
                return Some(usize::MAX);
            }
            let at = years.iter().position(|(known, _)| *known == year);
            Some(at.unwrap_or_else(|| {
                years.push((year, calendar_year(year)));
                years.len() - 1
            }))
        });
        let mut found = Vec::with_capacity(block.rows);
        for (row, code) in codes.iter().enumerate() {
            let year = self.year_codes.of(*code);
            if year.is_none() {
                let heading = self.register.asked.get(column).map_or("", |a| a.heading.as_str());
                let word = self.year_codes.word(*code);
                self.totals.found.word("register-word", heading, word, block.place(row));
            }
            found.push(year.filter(|year| *year != usize::MAX));
        }
        Some(found)
    }

    pub fn into_totals(mut self) -> Totals {
        self.empty();
        self.totals
    }

    /// Adds what the counters hold to the totals.
    fn empty(&mut self) {
        let (agencies, counts) = (self.known.len(), self.register.counts.len() + 1);
        let mut years: BTreeMap<i16, Vec<Vec<i128>>> = BTreeMap::new();
        for (k, (year, _)) in self.years.iter().enumerate() {
            let rows = years.entry(*year).or_default();
            rows.resize(agencies, Vec::new());
            for (agency, row) in rows.iter_mut().enumerate() {
                let key = k * agencies + agency;
                let lanes = self.counters.iter().filter_map(|counters| counters.get(key));
                let mut sums: Vec<i128> =
                    lanes.flatten().take(counts).map(|n| i128::from(*n)).collect();
                if sums.first().is_none_or(|lines| *lines == 0) {
                    continue;
                }
                sums.resize(counts, 0);
                let more = (0..self.register.sums.len())
                    .map(|sum| self.sums.get(&(key, sum)).copied().unwrap_or(0));
                sums.extend(more);
                *row = sums;
            }
        }
        self.counters.iter_mut().for_each(Vec::clear);
        self.sums.clear();
        let more = Totals { years, ..Totals::default() };
        self.totals = std::mem::take(&mut self.totals).join(more);
    }
}
