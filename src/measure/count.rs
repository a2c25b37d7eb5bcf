//! Lines of a register to counts and sums of each agency: integers, added up in whatever order and portions.

use std::collections::{BTreeMap, HashMap};

use super::Register;
use super::condition::Period;
use super::counted::Known;
use super::found::Found;
use super::inspect::Inspection;
use super::lanes::{self, LANES};
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

    /// The figures of each agency that has lines: lines, counts, sums.
    pub fn rows(&self, register: &Register) -> impl Iterator<Item = (usize, Vec<i128>)> {
        let (wide, more) = (register.counts.len() + 1, register.sums.len());
        let counts = self.counts.chunks(wide).enumerate();
        let counted = counts.filter(|(_, counts)| counts.first().is_some_and(|lines| *lines > 0));
        counted.map(move |(agency, counts)| {
            let sums = self.sums.get(agency * more..(agency + 1) * more).unwrap_or_default();
            let counts = counts.iter().map(|count| i128::from(*count));
            (agency, counts.chain(sums.iter().copied()).collect())
        })
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
    /// Counters of each agency of each year, eight counts side by side; lines, then counts.
    counters: Vec<Vec<[u32; LANES]>>,
    /// Lines since counters were emptied: they hold no more than four thousand millions.
    rows: usize,
    sums: HashMap<(usize, usize), i128>,
    totals: Totals,
}

impl<'a> Counter<'a> {
    pub fn new(register: &'a Register, known: &'a Known, every_year: bool) -> Self {
        Self {
            register,
            whose: Whose::new(register, known, every_year),
            counters: vec![Vec::new(); (register.counts.len() + 1).div_ceil(LANES)],
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
            let mut grid = Grid::default();
            for (key, row) in keys.clone().zip(0..) {
                let lanes = self.counters.iter().filter_map(|counters| counters.get(key));
                grid.counts.extend(lanes.flatten().take(wide).map(|n| u64::from(*n)));
                grid.counts.resize((row + 1) * wide, 0);
                let sum = |k| self.sums.get(&(key, k)).copied().unwrap_or(0);
                grid.sums.extend((0..more).map(sum));
            }
            self.totals.years.entry(year).or_default().join(grid);
        }
        self.counters.iter_mut().for_each(Vec::clear);
        self.sums.clear();
    }
}
