//! Which lines of a register are meant, decided a block at a time: a byte for each line, 1 where the condition holds.

use std::collections::HashSet;

use crate::table::{Block, Cells, NO_DAY, NO_NUMBER};

/// Which lines are meant. Columns are told by where they stand among those asked for.
#[derive(Clone, Debug)]
pub(crate) enum Condition {
    Every,
    Not(Box<Condition>),
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Given(usize),
    Is { column: usize, words: HashSet<String> },
    Day { column: usize, how: Order, other: Other },
}

/// How a day stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    Before,
    To,
    On,
    From,
    After,
}

/// The day that another is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Other {
    Column(usize),
    Start,
    End,
    Day(i32),
}

/// First and last day of the period of each line: one for all, or one for each.
#[derive(Clone, Debug)]
pub(super) enum Period {
    Same(i32, i32),
    Each(Vec<(i32, i32)>),
}

impl Condition {
    /// Where the condition holds.
    pub(super) fn mask(&self, block: &Block, period: &Period) -> Vec<u8> {
        match self {
            Self::Every => vec![1; block.rows],
            Self::Not(inner) => {
                let mut mask = inner.mask(block, period);
                mask.iter_mut().for_each(|holds| *holds ^= 1);
                mask
            }
            Self::All(parts) => joined(parts, block, period, 1, |mask, holds| *mask &= holds),
            Self::Any(parts) => joined(parts, block, period, 0, |mask, holds| *mask |= holds),
            Self::Given(column) => given(block.columns.get(*column)),
            Self::Is { column, words } => is_among(block.columns.get(*column), words),
            Self::Day { column, how, other } => {
                let Some(Cells::Days(days)) = block.columns.get(*column) else {
                    return vec![0; block.rows];
                };
                match (other, period) {
                    (Other::Day(day), _) | (Other::Start, Period::Same(day, _)) => {
                        against(days, *day, *how)
                    }
                    (Other::End, Period::Same(_, day)) => against(days, *day, *how),
                    (Other::Start, Period::Each(each)) => {
                        let starts = each.iter().map(|(start, _)| *start);
                        compared(days, starts, *how)
                    }
                    (Other::End, Period::Each(each)) => {
                        compared(days, each.iter().map(|(_, end)| *end), *how)
                    }
                    (Other::Column(other), _) => match block.columns.get(*other) {
                        Some(Cells::Days(others)) => compared(days, others.iter().copied(), *how),
                        _ => vec![0; block.rows],
                    },
                }
            }
        }
    }
}

fn joined(
    parts: &[Condition],
    block: &Block,
    period: &Period,
    start: u8,
    join: impl Fn(&mut u8, u8),
) -> Vec<u8> {
    let mut mask = vec![start; block.rows];
    for part in parts {
        let other = part.mask(block, period);
        mask.iter_mut().zip(other).for_each(|(mask, holds)| join(mask, holds));
    }
    mask
}

fn given(cells: Option<&Cells>) -> Vec<u8> {
    match cells {
        Some(Cells::Words { codes, .. }) => codes.iter().map(|code| u8::from(*code > 0)).collect(),
        Some(Cells::Days(days)) => days.iter().map(|day| u8::from(*day != NO_DAY)).collect(),
        Some(Cells::Wholes(numbers)) => {
            numbers.iter().map(|number| u8::from(*number != NO_NUMBER)).collect()
        }
        None => Vec::new(),
    }
}

/// The words are looked up once each, the lines only by their codes.
fn is_among(cells: Option<&Cells>, words: &HashSet<String>) -> Vec<u8> {
    let Some(Cells::Words { codes, words: known }) = cells else {
        return Vec::new();
    };
    let mut among = vec![0_u8; known.len() + 1];
    for (holds, word) in among.iter_mut().skip(1).zip(known.iter()) {
        *holds = u8::from(words.contains(word));
    }
    let mut few = [0_u8; 256];
    if among.len() <= few.len() {
        few.iter_mut().zip(&among).for_each(|(few, holds)| *few = *holds);
        // no code is beyond the words
        let at = |code: &u32| few.get(usize::from(code.to_le_bytes()[0])).copied();
        return codes.iter().map(|code| at(code).unwrap_or(0)).collect();
    }
    let at = |code: &u32| usize::try_from(*code).unwrap_or(0);
    codes.iter().map(|code| among.get(at(code)).copied().unwrap_or(0)).collect()
}

fn against(days: &[i32], other: i32, how: Order) -> Vec<u8> {
    pairwise(days.iter().map(|day| (*day, other)), how)
}

fn compared(days: &[i32], others: impl Iterator<Item = i32>, how: Order) -> Vec<u8> {
    pairwise(days.iter().copied().zip(others), how)
}

fn pairwise(pairs: impl Iterator<Item = (i32, i32)>, how: Order) -> Vec<u8> {
    let both = |day: i32, other: i32| (day != NO_DAY) & (other != NO_DAY);
    match how {
        Order::Before => pairs.map(|(a, b)| u8::from((a < b) & both(a, b))).collect(),
        Order::To => pairs.map(|(a, b)| u8::from((a <= b) & both(a, b))).collect(),
        Order::On => pairs.map(|(a, b)| u8::from((a == b) & both(a, b))).collect(),
        Order::From => pairs.map(|(a, b)| u8::from((a >= b) & both(a, b))).collect(),
        Order::After => pairs.map(|(a, b)| u8::from((a > b) & both(a, b))).collect(),
    }
}
