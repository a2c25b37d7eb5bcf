//! What a block of agencies earned: whole counts column by column, and exact numbers for the few that are none.

use std::collections::BTreeMap;

use super::{Status, Tally};
use crate::plan::{Counted, Placed};
use crate::quantity::Exact;

/// A block of agencies.
#[derive(Clone, Debug)]
pub(super) struct Scored {
    rows: usize,
    /// Counts of points, item by item.
    items: Awards,
    /// Counts of points and of maxima, one node with children after the other.
    inner: Vec<i32>,
    maxima: Vec<i32>,
    /// Item by item.
    statuses: Vec<u8>,
    /// Rows whose points are no counts: all their tallies.
    exact: BTreeMap<usize, Vec<Tally>>,
}

/// Counts of points, as narrow as every maximum fits.
#[derive(Clone, Debug)]
enum Awards {
    Short(Vec<i16>),
    Int(Vec<i32>),
}

const STATUSES: [Status; 6] = [
    Status::Scored,
    Status::Missing,
    Status::NotSubmitted,
    Status::NotApplicable,
    Status::NotApplicableByRule,
    Status::NoSurvey,
];

impl Scored {
    /// Room for a block in counts.
    pub fn of(counted: &Counted, items: usize, rows: usize) -> Self {
        let short = counted.items.iter().all(|max| i16::try_from(*max).is_ok());
        let inner = counted.inner.len();
        let awards = items * rows;
        Self {
            rows,
            items: if short {
                Awards::Short(Vec::with_capacity(awards))
            } else {
                Awards::Int(Vec::with_capacity(awards))
            },
            inner: vec![0; inner * rows],
            maxima: vec![0; inner * rows],
            statuses: Vec::with_capacity(awards),
            exact: BTreeMap::new(),
        }
    }

    /// A block that nobody asks for.
    pub fn unasked() -> Self {
        Self::of_exact(0, 0)
    }

    /// Room for a block of exact numbers alone.
    pub fn of_exact(items: usize, rows: usize) -> Self {
        Self {
            rows,
            items: Awards::Short(Vec::new()),
            inner: Vec::new(),
            maxima: Vec::new(),
            statuses: vec![0; items * rows],
            exact: BTreeMap::new(),
        }
    }

    /// Keeps the next item's column.
    #[inline(always)]
    pub fn keep(&mut self, item: usize, points: &[i32], statuses: &[u8]) {
        debug_assert_eq!(self.statuses.len(), item * self.rows);
        let points = points.get(..self.rows).unwrap_or_default();
        match &mut self.items {
            // every maximum fits, and no award is above it
            Awards::Short(items) => items.extend(points.iter().map(|points| *points as i16)),
            Awards::Int(items) => items.extend_from_slice(points),
        }
        self.statuses.extend_from_slice(statuses.get(..self.rows).unwrap_or_default());
    }

    /// Keeps the column of a node with children.
    pub fn keep_inner(&mut self, inner: usize, points: &[i32], max: &[i32]) {
        let place = inner * self.rows..(inner + 1) * self.rows;
        for (kept, counts) in [(&mut self.inner, points), (&mut self.maxima, max)] {
            if let Some(kept) = kept.get_mut(place.clone()) {
                kept.copy_from_slice(counts.get(..self.rows).unwrap_or_default());
            }
        }
    }

    /// Keeps what one agency earned in exact numbers.
    pub fn keep_exact(&mut self, row: usize, tallies: Vec<Tally>, statuses: &[Status]) {
        for (item, status) in statuses.iter().enumerate() {
            if let Some(kept) = self.statuses.get_mut(item * self.rows + row) {
                *kept = *status as u8;
            }
        }
        self.exact.insert(row, tallies);
    }

    /// The rows whose points are no counts.
    pub fn exact_rows(&self) -> impl Iterator<Item = usize> {
        self.exact.keys().copied()
    }

    /// Appends the counts of points and of maxima of all rows at a node.
    pub fn counts(
        &self,
        counted: Option<&Counted>,
        layout: &[ItemMax],
        node: usize,
        points: &mut Vec<i32>,
        maxima: &mut Vec<i32>,
    ) {
        let rows = |at: usize| at * self.rows..(at + 1) * self.rows;
        let end = points.len() + self.rows;
        match counted.and_then(|counted| Some((counted, counted.places.get(node)?))) {
            Some((counted, Placed::Item(item))) => {
                match &self.items {
                    Awards::Short(items) => {
                        let items = items.get(rows(*item)).unwrap_or_default();
                        points.extend(items.iter().map(|points| i32::from(*points)));
                    }
                    Awards::Int(items) => {
                        points.extend_from_slice(items.get(rows(*item)).unwrap_or_default());
                    }
                }
                let max = counted.items.get(*item).copied().unwrap_or_default();
                let counts = layout.get(*item).copied();
                // a bit for each status at which the maximum counts
                let bit = |status: Status| {
                    i32::from(counts.is_some_and(|item| item.counts(status))) << status as u8
                };
                let bits = STATUSES.map(bit).iter().fold(0, |bits, bit| bits | bit);
                let statuses = self.statuses.get(rows(*item)).unwrap_or_default();
                let counts = |status: &u8| (bits >> (i32::from(*status) & 7) & 1).wrapping_neg();
                maxima.extend(statuses.iter().map(|status| max & counts(status)));
            }
            Some((_, Placed::Inner(inner))) => {
                points.extend_from_slice(self.inner.get(rows(*inner)).unwrap_or_default());
                maxima.extend_from_slice(self.maxima.get(rows(*inner)).unwrap_or_default());
            }
            None => {}
        }
        points.resize(end, 0);
        maxima.resize(end, 0);
    }

    /// The status of an item.
    pub fn status(&self, row: usize, item: usize) -> Option<Status> {
        let status = self.statuses.get(item * self.rows + row)?;
        STATUSES.get(usize::from(*status)).copied()
    }

    /// What an agency earned at a node.
    pub fn tally(
        &self,
        counted: Option<&Counted>,
        layout: &[ItemMax],
        row: usize,
        node: usize,
    ) -> Tally {
        if let Some(tallies) = self.exact.get(&row) {
            return tallies.get(node).cloned().unwrap_or_default();
        }
        let Some(counted) = counted else {
            return Tally::default();
        };
        let points = |counts: Option<i32>| {
            Exact::of_millionths(i64::from(counts.unwrap_or_default()) * counted.unit)
        };
        match counted.places.get(node) {
            Some(Placed::Item(item)) => {
                let at = item * self.rows + row;
                let earned = match &self.items {
                    Awards::Short(items) => items.get(at).copied().map(i32::from),
                    Awards::Int(items) => items.get(at).copied(),
                };
                let counts = layout.get(*item).zip(self.status(row, *item));
                let counts = counts.is_some_and(|(item, status)| item.counts(status));
                let max = counted.items.get(*item).copied().filter(|_| counts);
                Tally::of(points(earned), points(max))
            }
            Some(Placed::Inner(inner)) => {
                let at = inner * self.rows + row;
                Tally::of(points(self.inner.get(at).copied()), points(self.maxima.get(at).copied()))
            }
            None => Tally::default(),
        }
    }
}

/// Whether an item's maximum counts, by how it came to its points.
#[derive(Clone, Copy, Debug)]
pub(super) struct ItemMax {
    /// Where it does not apply.
    pub absent: bool,
    /// Where a figure is missing.
    pub missing: bool,
}

impl ItemMax {
    fn counts(self, status: Status) -> bool {
        match status {
            Status::Scored => true,
            Status::Missing | Status::NotSubmitted => self.missing,
            Status::NotApplicable | Status::NotApplicableByRule | Status::NoSurvey => self.absent,
        }
    }
}
