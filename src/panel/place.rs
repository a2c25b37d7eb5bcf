//! Places of all rows, each within its year and group, and how they changed since the year before.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::io::{self, Write};

use super::Panel;
use super::part::{Figure, Part, Ready, some};
use crate::criteria::{Criteria, TieRule};
use crate::fault::{Fault, Faults};
use crate::parallel::sort;
use crate::quantity::{Exact, Year};
use crate::table::narrow::{Cells, lines, write_lines};
#[cfg(feature = "parquet")]
use crate::table::narrow::{Writer, pages};

/// No row.
const NONE: u32 = u32::MAX;

/// The rank of each row and how many places it rose, part after part.
pub(super) struct Places {
    ranks: Vec<u32>,
    changes: Vec<Option<i32>>,
}

/// A row that is ranked.
#[derive(Clone, Copy)]
struct Ranked {
    /// Year and group as one number.
    among: u64,
    figure: Figure,
    row: u32,
}

impl Places {
    /// Ranks all rows; an agency with two rows in one year is a fault.
    pub fn of(criteria: &Criteria, parts: &[Part], agencies: usize, faults: &mut Faults) -> Self {
        let mut exact = BTreeMap::new();
        let mut ranked = Vec::new();
        let mut first = 0;
        for part in parts {
            let rows = part.figures.iter().zip(part.years.iter().zip(&part.groups)).enumerate();
            for (k, (figure, (year, group))) in rows {
                if let Some(figure) = *figure {
                    let among = u64::from(year.0.unsigned_abs()) << 32 | u64::from(*group);
                    let row = u32::try_from(first + k).unwrap_or(NONE);
                    ranked.push(Ranked { among, figure, row });
                }
            }
            exact.extend(part.exact.iter().map(|(row, figure)| (first + row, figure)));
            first += part.rows;
        }
        let order = |a: &Ranked, b: &Ranked| {
            a.among.cmp(&b.among).then_with(|| b.against(a, &exact)).then(a.row.cmp(&b.row))
        };
        sort(&mut ranked, order);
        let mut ranks = vec![0; first];
        let mut at = 0;
        while let Some(one) = ranked.get(at).copied() {
            let dense = criteria
                .groups
                .get(usize::try_from(one.among & 0xffff_ffff).unwrap_or_default())
                .is_some_and(|group| matches!(group.ties, TieRule::Dense));
            at = rank(&ranked, at, dense, &exact, &mut ranks);
        }
        let changes = changes(parts, agencies, &ranks, faults);
        Self { ranks, changes }
    }

    /// The columns of rank and change of the rows from `first`.
    fn columns(&self, first: usize, rows: usize) -> [Cells; 2] {
        let ranks = self.ranks.get(first..first + rows).unwrap_or_default();
        let changes = self.changes.get(first..first + rows).unwrap_or_default();
        let rank = |rank: &u32| (*rank > 0).then(|| i32::try_from(*rank).unwrap_or(i32::MAX));
        [some(ranks.iter().map(rank)), some(changes.iter().copied())]
    }
}

impl Ranked {
    /// How two figures stand to each other.
    fn against(&self, other: &Self, exact: &BTreeMap<usize, &Exact>) -> Ordering {
        let (a, b) = (self.figure, other.figure);
        if exact.is_empty() {
            // parts and wholes are counts below 2³⁰, or percents over one
            return (a.part * b.whole).cmp(&(b.part * a.whole));
        }
        let number = |one: &Self| {
            let row = usize::try_from(one.row).unwrap_or_default();
            exact.get(&row).map(|figure| (*figure).clone())
        };
        match (number(self), number(other)) {
            (None, None) => (a.part * b.whole).cmp(&(b.part * a.whole)),
            (a, b) => a
                .unwrap_or_else(|| self.figure.number())
                .cmp(&b.unwrap_or_else(|| other.figure.number())),
        }
    }
}

/// Gives those of one year and group their places; where the next begin.
fn rank(
    ranked: &[Ranked],
    start: usize,
    dense: bool,
    exact: &BTreeMap<usize, &Exact>,
    ranks: &mut [u32],
) -> usize {
    let Some(among) = ranked.get(start).map(|one| one.among) else {
        return start + 1;
    };
    let mut place = 0;
    let mut last: Option<&Ranked> = None;
    let mut at = start;
    while let Some(one) = ranked.get(at).filter(|one| one.among == among) {
        if last.is_none_or(|last| one.against(last, exact).is_ne()) {
            place = if dense { place + 1 } else { u32::try_from(at - start + 1).unwrap_or(NONE) };
        }
        if let Some(rank) = usize::try_from(one.row).ok().and_then(|row| ranks.get_mut(row)) {
            *rank = place;
        }
        last = Some(one);
        at += 1;
    }
    at
}

/// Last year's rank less this year's, of those who were ranked in the same group.
fn changes(
    parts: &[Part],
    agencies: usize,
    ranks: &[u32],
    faults: &mut Faults,
) -> Vec<Option<i32>> {
    // the rank and group of every agency, by year
    let mut by_year: BTreeMap<Year, Vec<(u32, u32)>> = BTreeMap::new();
    let mut first = 0;
    for part in parts {
        let rows = part.years.iter().zip(part.agencies.iter().zip(&part.groups)).enumerate();
        let mut last: Option<(Year, Vec<(u32, u32)>)> = None;
        for (k, (year, (agency, group))) in rows {
            if last.as_ref().is_none_or(|(known, _)| known != year) {
                by_year.extend(last.take());
                let known = by_year.remove(year).unwrap_or_else(|| vec![(NONE, NONE); agencies]);
                last = Some((*year, known));
            }
            let slot =
                last.as_mut().and_then(|(_, all)| all.get_mut(usize::try_from(*agency).ok()?));
            if let Some(slot) = slot {
                if slot.0 != NONE {
                    faults.add(
                        Fault::new("panel-repeated-row", &part.lines.place(k))
                            .with("year", year.to_string()),
                    );
                }
                *slot = (ranks.get(first + k).copied().unwrap_or_default(), *group);
            }
        }
        by_year.extend(last);
        first += part.rows;
    }
    let mut changes = Vec::with_capacity(first);
    for part in parts {
        for (year, (agency, group)) in part.years.iter().zip(part.agencies.iter().zip(&part.groups))
        {
            let before = by_year.get(&Year(year.0 - 1));
            let known = before.and_then(|all| all.get(usize::try_from(*agency).ok()?));
            let rank = ranks.get(changes.len()).copied().unwrap_or_default();
            let was = known.filter(|(was, of)| *was != NONE && *was > 0 && of == group && rank > 0);
            changes.push(was.map(|(was, _)| was.cast_signed() - rank.cast_signed()));
        }
    }
    changes
}

impl Figure {
    fn number(self) -> Exact {
        Exact::whole(self.part).over(&Exact::whole(self.whole)).unwrap_or_default()
    }
}

impl Panel {
    pub(super) fn write_csv(&mut self, to: &mut (dyn Write + Send)) -> io::Result<()> {
        let heads: Vec<&str> = self.heads.iter().map(|head| head.name.as_str()).collect();
        writeln!(to, "{}", heads.join(","))?;
        let last = self.heads.get(self.heads.len().saturating_sub(2)..).unwrap_or_default();
        let mut first = 0;
        for part in &self.parts {
            let columns = self.places.columns(first, part.rows);
            let right = lines(last, &columns, part.rows);
            match &part.ready {
                Ready::Lines(left) => write_lines(left, &right, to)?,
                #[cfg(feature = "parquet")]
                Ready::Pages(_) => {}
            }
            first += part.rows;
        }
        to.flush()
    }

    #[cfg(feature = "parquet")]
    pub(super) fn write_parquet(&mut self, to: &mut (dyn Write + Send)) -> Result<(), String> {
        let mut writer = Writer::new(to, &self.heads)?;
        let last = self.heads.get(self.heads.len().saturating_sub(2)..).unwrap_or_default();
        let mut first = 0;
        for part in std::mem::take(&mut self.parts) {
            let columns = self.places.columns(first, part.rows);
            let right = last.iter().zip(&columns).map(|(head, cells)| pages(head, cells));
            if let Ready::Pages(mut columns) = part.ready {
                columns.extend(right.collect::<Result<Vec<_>, _>>()?);
                writer.write(part.rows, &columns)?;
            }
            first += part.rows;
        }
        writer.end().map(drop)
    }
}
