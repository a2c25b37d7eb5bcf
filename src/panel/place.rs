//! Places of all rows, each within its year and group, and how they changed since the year before.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::part::{Figure, Part};
use crate::criteria::{Criteria, TieRule};
use crate::fault::{Fault, Faults};
use crate::parallel::{each, in_ranges, sort};
use crate::quantity::{Exact, Year};

/// No rank: an agency that was not met.
const NONE: u32 = u32::MAX;

/// The rank of each row and how many places it rose.
pub(super) struct Places {
    /// 0 where a row is not ranked.
    pub ranks: Vec<u32>,
    /// Part by part.
    pub changes: Vec<Vec<Option<i32>>>,
}

/// A row that is ranked.
#[derive(Clone, Copy)]
struct Ranked {
    figure: Figure,
    row: u32,
    rank: u32,
}

/// Figures that no two counts make, by row.
type Apart<'a> = BTreeMap<usize, &'a Exact>;

impl Places {
    /// Ranks all rows; an agency with two rows in one year is a fault.
    pub fn of(criteria: &Criteria, parts: &[Part], agencies: usize, faults: &mut Faults) -> Self {
        let mut exact = BTreeMap::new();
        let mut first = 0;
        for part in parts {
            exact.extend(part.exact.iter().map(|(row, figure)| (first + row, figure)));
            first += part.rows;
        }
        let mut years: Vec<Year> = Vec::new();
        for part in parts {
            years.extend(&part.years);
            years.dedup();
            years.sort_unstable();
            years.dedup();
        }
        let mut ranked = together(parts, &years, criteria.groups.len());
        each(&mut ranked, |(group, rows)| {
            let ties = criteria.groups.get(*group).map(|group| &group.ties);
            rank(rows, matches!(ties, Some(TieRule::Dense)), &exact);
        });
        let mut ranks = vec![0; first];
        for one in ranked.iter().flat_map(|(_, rows)| rows) {
            if let Some(rank) = usize::try_from(one.row).ok().and_then(|row| ranks.get_mut(row)) {
                *rank = one.rank;
            }
        }
        let changes = changes(parts, agencies, &years, &ranks, faults);
        Self { ranks, changes }
    }
}

/// The rows that are ranked among one another, with the place of their group; `years` in their order.
fn together(parts: &[Part], years: &[Year], groups: usize) -> Vec<(usize, Vec<Ranked>)> {
    let place = |year: &Year, group: u32| {
        let year = years.binary_search(year).unwrap_or_default();
        year * groups + usize::try_from(group).unwrap_or_default()
    };
    let ranked = |part: &Part, take: &mut dyn FnMut(usize, usize, Figure)| {
        let rows = part.figures.iter().zip(part.years.iter().zip(&part.groups)).enumerate();
        for (row, (figure, (year, group))) in rows {
            if let Some(figure) = figure {
                take(place(year, *group), row, *figure);
            }
        }
    };
    let mut room = vec![0; years.len() * groups];
    for part in parts {
        ranked(part, &mut |at, _, _| {
            if let Some(room) = room.get_mut(at) {
                *room += 1;
            }
        });
    }
    let all = room.into_iter().enumerate();
    let mut all: Vec<_> =
        all.map(|(at, room)| (at % groups.max(1), Vec::with_capacity(room))).collect();
    let mut first = 0;
    for part in parts {
        ranked(part, &mut |at, row, figure| {
            if let Some((_, rows)) = all.get_mut(at) {
                rows.push(Ranked {
                    figure,
                    row: u32::try_from(first + row).unwrap_or(NONE),
                    rank: 0,
                });
            }
        });
        first += part.rows;
    }
    all
}

/// Gives those of one year and group their ranks.
fn rank(rows: &mut [Ranked], dense: bool, exact: &Apart<'_>) {
    sort(rows, |a, b| b.against(a, exact).then(a.row.cmp(&b.row)));
    let mut rank = 0;
    let mut last: Option<Ranked> = None;
    for (at, one) in (1..).zip(rows) {
        if last.is_none_or(|last| one.against(&last, exact).is_ne()) {
            rank = if dense { rank + 1 } else { at };
        }
        one.rank = rank;
        last = Some(*one);
    }
}

impl Ranked {
    /// How two figures stand to each other.
    fn against(&self, other: &Self, exact: &Apart<'_>) -> Ordering {
        let (a, b) = (self.figure, other.figure);
        // parts and wholes are counts below 2³⁰, or percents over one
        let counted = || (a.part * b.whole).cmp(&(b.part * a.whole));
        if exact.is_empty() {
            return counted();
        }
        let number = |one: &Self| {
            let row = usize::try_from(one.row).unwrap_or_default();
            exact.get(&row).map(|figure| (*figure).clone())
        };
        match (number(self), number(other)) {
            (None, None) => counted(),
            (a, b) => a
                .unwrap_or_else(|| self.figure.number())
                .cmp(&b.unwrap_or_else(|| other.figure.number())),
        }
    }
}

impl Figure {
    fn number(self) -> Exact {
        Exact::whole(self.part).over(&Exact::whole(self.whole)).unwrap_or_default()
    }
}

/// Last year's rank less this year's, of those who were ranked in the same group; `years` in their order.
fn changes(
    parts: &[Part],
    agencies: usize,
    years: &[Year],
    ranks: &[u32],
    faults: &mut Faults,
) -> Vec<Vec<Option<i32>>> {
    let firsts =
        parts.iter().scan(0, |next, part| Some(std::mem::replace(next, *next + part.rows)));
    let firsts: Vec<usize> = firsts.collect();
    let at = |agency: u32| usize::try_from(agency).unwrap_or(usize::MAX);
    // the rank and group of every agency in one year
    let table = |year: Year| {
        let mut table = vec![(NONE, NONE); agencies];
        let mut faults = Faults::default();
        for (part, first) in parts.iter().zip(&firsts) {
            let rows = part.years.iter().zip(part.agencies.iter().zip(&part.groups)).enumerate();
            for (row, (_, (agency, group))) in rows.filter(|(_, (of, _))| **of == year) {
                let Some(place) = table.get_mut(at(*agency)) else { continue };
                if place.0 != NONE {
                    let fault = Fault::new("panel-repeated-row", &part.lines.place(row));
                    faults.add(fault.with("year", year.to_string()));
                }
                *place = (ranks.get(first + row).copied().unwrap_or_default(), *group);
            }
        }
        (table, faults)
    };
    let tables = in_ranges(years.len(), 1, |range| years.get(range.start).copied().map(table));
    let mut by_year = BTreeMap::new();
    for (year, (table, found)) in years.iter().zip(tables.into_iter().flatten()) {
        faults.join(found);
        by_year.insert(*year, table);
    }
    let risen = |part: &Part, first: usize| -> Vec<Option<i32>> {
        let ranks = ranks.get(first..).unwrap_or_default();
        let rows = part.years.iter().zip(part.agencies.iter().zip(&part.groups)).zip(ranks);
        let risen = |((year, (agency, group)), rank): ((&Year, (&u32, &u32)), &u32)| {
            let (was, of) = *by_year.get(&Year(year.0 - 1))?.get(at(*agency))?;
            let both = was != NONE && was > 0 && of == *group && *rank > 0;
            both.then(|| was.cast_signed() - rank.cast_signed())
        };
        rows.map(risen).collect()
    };
    let risen = in_ranges(parts.len(), 1, |range| {
        Some(risen(parts.get(range.start)?, *firsts.get(range.start)?))
    });
    risen.into_iter().flatten().collect()
}
