//! Lines of a register to counts and sums of each agency: integers, added up in whatever order and portions.

use std::collections::{BTreeMap, HashMap};

use super::Register;
use super::condition::Period;
use super::counted::Rows;
use super::found::Found;
use super::inspect::Inspection;
use super::known::Known;
use super::lanes::{LANES, Lanes};
use super::whose::{NOBODY, Of, Whose};
use crate::fault::Place;
use crate::table::{Block, Cells, NO_NUMBER, Part};

/// What was counted so far.
#[derive(Default)]
pub(super) struct Totals {
    pub years: BTreeMap<i16, Grid>,
    /// Lines that belong to no period asked for.
    pub left_out: u64,
    pub lines: u64,
    pub found: Found,
    /// Fingerprints of the cases' own numbers, where they stand.
    pub ids: Vec<(u128, Place)>,
}

/// One year: for each agency its lines and counts, and its sums.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    counts: Vec<u64>,
    sums: Vec<i128>,
}

impl Grid {
    fn join(&mut self, later: Self) {
        add(&mut self.counts, later.counts);
        add(&mut self.sums, later.sums);
    }

    /// The lines, counts and sums of an agency; nothing where it has no lines.
    fn figures(
        &self,
        register: &Register,
        agency: usize,
    ) -> Option<impl Iterator<Item = i128> + use<'_>> {
        let (wide, more) = (register.counts.len() + 1, register.sums.len());
        let counts = self.counts.get(agency * wide..(agency + 1) * wide)?;
        let sums = self.sums.get(agency * more..(agency + 1) * more).unwrap_or_default();
        counts.first().filter(|lines| **lines > 0)?;
        Some(counts.iter().map(|count| i128::from(*count)).chain(sums.iter().copied()))
    }
}

fn add<T: Copy + Default + std::ops::AddAssign>(sums: &mut Vec<T>, more: Vec<T>) {
    if sums.is_empty() {
        *sums = more;
        return;
    }
    sums.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
}

impl Totals {
    /// What was counted of the agencies that have lines.
    pub fn rows(&self, register: &Register, known: &Known) -> Rows {
        let mut rows = Rows::with_room(
            known.len() * self.years.len(),
            register.counts.len() + 1 + register.sums.len(),
        );
        for agency in 0..known.len() {
            for (year, grid) in &self.years {
                if let Some(figures) = grid.figures(register, agency) {
                    rows.push(agency, *year, figures);
                }
            }
        }
        rows
    }

    /// Those of later lines as well.
    pub fn join(mut self, later: Self) -> Self {
        for (year, grid) in later.years {
            self.years.entry(year).or_default().join(grid);
        }
        self.left_out += later.left_out;
        self.lines += later.lines;
        self.found.join(later.found);
        self.ids.extend(later.ids);
        self
    }
}

/// Lines after which counters are emptied into totals.
const FULL: usize = 1 << 31;

/// The counting of some parts, one after the other.
pub(super) struct Counter<'a> {
    register: &'a Register,
    whose: Whose<'a>,
    /// Counters of each agency of each year: lines, then seven counts, as often as there are seven more.
    counters: Vec<Lanes>,
    /// Lines since counters were emptied: they hold no more than four thousand millions.
    rows: usize,
    sums: HashMap<(usize, usize), i128>,
    totals: Totals,
}

impl<'a> Counter<'a> {
    pub fn new(register: &'a Register, known: &'a Known, every_year: bool) -> Self {
        let groups = 0..register.counts.len().div_ceil(LANES - 1).max(1);
        Self {
            register,
            whose: Whose::new(register, known, every_year),
            counters: groups.map(|_| Lanes::default()).collect(),
            rows: 0,
            sums: HashMap::new(),
            totals: Totals::default(),
        }
    }

    /// Counts one more part; what is to be told of its lines.
    pub fn part(&mut self, part: &Part) -> Totals {
        if let Err(fault) = part.blocks(&mut |block| self.block(&block)) {
            self.totals.found.add("table-unreadable", || *fault);
        }
        std::mem::take(&mut self.totals)
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
        let Of { mut keys, period } = self.whose.of(block, totals);
        self.totals.lines += u64::try_from(block.rows).unwrap_or(0);
        if let Some(only) = &self.register.only {
            let mask = only.mask(block, &period);
            for (key, belongs) in keys.iter_mut().zip(mask) {
                if belongs == 0 && *key != NOBODY {
                    *key = NOBODY;
                    self.totals.left_out += 1;
                }
            }
        }
        let agencies = self.whose.keys();
        let mut patterns = vec![1_u8; block.rows];
        let mut lane = 1;
        let mut group = 0;
        for (_, condition) in &self.register.counts {
            if lane == LANES {
                self.flush(group, agencies, &keys, &mut patterns);
                (lane, group) = (1, group + 1);
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
            counters.make_room(agencies);
            counters.add(keys, patterns);
        }
        patterns.fill(1);
    }

    fn add_up(&mut self, block: &Block, keys: &[u32], period: &Period) {
        for (k, (_, sum)) in self.register.sums.iter().enumerate() {
            let Some(Cells::Wholes(numbers)) = block.columns.get(sum.column) else { continue };
            let mask = sum.lines.as_ref().map(|lines| lines.mask(block, period));
            for (row, (number, key)) in numbers.iter().zip(keys).enumerate() {
                let counts = mask.as_ref().is_none_or(|mask| mask.get(row) == Some(&1));
                let key = usize::try_from(*key).ok().filter(|_| *key != NOBODY);
                if let (Some(key), true, true) = (key, counts, *number != NO_NUMBER) {
                    *self.sums.entry((key, k)).or_default() += i128::from(*number);
                }
            }
        }
    }

    pub fn into_totals(mut self) -> Totals {
        self.empty();
        self.totals
    }

    /// Adds what the counters hold to the totals.
    fn empty(&mut self) {
        let (wide, more) = (self.register.counts.len() + 1, self.register.sums.len());
        for (year, keys) in self.whose.years() {
            let mut grid = Grid {
                counts: Vec::with_capacity(keys.len() * wide),
                sums: Vec::with_capacity(keys.len() * more),
            };
            for (key, row) in keys.clone().zip(0..) {
                for (group, counters) in self.counters.iter_mut().enumerate() {
                    // lines stand in every group
                    let counts = counters.counts(key).into_iter().skip(usize::from(group > 0));
                    grid.counts.extend(counts.map(u64::from));
                }
                grid.counts.truncate((row + 1) * wide);
                let sum = |k| self.sums.get(&(key, k)).copied().unwrap_or(0);
                grid.sums.extend((0..more).map(sum));
            }
            self.totals.years.entry(year).or_default().join(grid);
        }
        self.counters.iter_mut().for_each(Lanes::clear);
        self.sums.clear();
    }
}
