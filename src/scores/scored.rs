//! What a block of agencies earned: whole counts column by column, and exact numbers for the few that are none.

use std::collections::BTreeMap;
use std::ops::Range;

use super::block::put;
use super::{Status, Tally};
use crate::plan::{Counted, Placed};
use crate::quantity::Exact;

/// A block of agencies; by default one that nobody asks for.
#[derive(Clone, Debug, Default)]
pub(super) struct Scored {
    rows: usize,
    /// Item by item, counts of points; where nothing was scored, what stands instead of them (`mark`).
    items: Counts,
    /// Counts of points and of maxima, one node with children after the other.
    inner: Counts,
    maxima: Counts,
    /// Rows whose points are no counts: all their tallies.
    exact: BTreeMap<usize, Vec<Tally>>,
}

/// Whole counts, as narrow as all of them fit.
#[derive(Clone, Debug)]
enum Counts {
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

/// What is kept of an award: the points, which are never below nought, or the status less than nought; the points
/// follow from that.
#[inline(always)]
fn mark(points: i32, status: u8) -> i32 {
    if status == 0 { points } else { -i32::from(status) }
}

/// One of three, by what a mark says: scored, a figure missing, not applicable.
#[inline(always)]
fn by_mark(mark: i32, scored: i32, missing: i32, absent: i32) -> i32 {
    const MISSING: i32 = -(Status::NotSubmitted as i32);
    if mark >= 0 {
        scored
    } else if mark >= MISSING {
        missing
    } else {
        absent
    }
}

/// The status that a mark says.
fn status(mark: i32) -> Option<Status> {
    STATUSES.get(usize::try_from(mark.min(0).unsigned_abs()).ok()?).copied()
}

impl Default for Counts {
    fn default() -> Self {
        Self::Short(Vec::new())
    }
}

impl Counts {
    /// Nothing yet, where there will be so many and none above `most`; in the room of these if it is of the right width.
    fn cleared(self, most: i64, many: usize) -> Self {
        fn cleared<T>(mut counts: Vec<T>, many: usize) -> Vec<T> {
            counts.clear();
            counts.reserve_exact(many);
            counts
        }
        match (self, i16::try_from(most).is_ok()) {
            (Self::Short(counts), true) => Self::Short(cleared(counts, many)),
            (Self::Int(counts), false) => Self::Int(cleared(counts, many)),
            (_, true) => Self::Short(Vec::with_capacity(many)),
            (_, false) => Self::Int(Vec::with_capacity(many)),
        }
    }

    /// All of them fit, or `cleared` was told wrong.
    #[inline(always)]
    fn extend(&mut self, counts: impl Iterator<Item = i32>) {
        match self {
            Self::Short(kept) => kept.extend(counts.map(|count| count as i16)),
            Self::Int(kept) => kept.extend(counts),
        }
    }

    fn get(&self, at: usize) -> Option<i32> {
        match self {
            Self::Short(counts) => counts.get(at).copied().map(i32::from),
            Self::Int(counts) => counts.get(at).copied(),
        }
    }

    fn put(&mut self, at: usize, count: i32) {
        match self {
            Self::Short(counts) => put(counts, at, count as i16),
            Self::Int(counts) => put(counts, at, count),
        }
    }

    /// Hands those of `places` on, each as `of` has it.
    fn hand_on(&self, places: Range<usize>, to: &mut Vec<i32>, of: impl Fn(i32) -> i32) {
        match self {
            Self::Short(counts) => {
                let counts = counts.get(places).unwrap_or_default();
                to.extend(counts.iter().map(|count| of(i32::from(*count))));
            }
            Self::Int(counts) => {
                to.extend(counts.get(places).unwrap_or_default().iter().copied().map(of));
            }
        }
    }
}

impl Scored {
    /// Room for a block in counts, that of another if it does.
    pub fn of(counted: &Counted, rows: usize, room: Self) -> Self {
        let most = counted.items.iter().copied().max().unwrap_or_default();
        let inner = |room: Counts| room.cleared(counted.most, counted.inner.len() * rows);
        Self {
            rows,
            items: room.items.cleared(most.into(), counted.items.len() * rows),
            inner: inner(room.inner),
            maxima: inner(room.maxima),
            exact: BTreeMap::new(),
        }
    }

    /// Room for a block of exact numbers alone.
    pub fn of_exact(items: usize, rows: usize) -> Self {
        Self { rows, items: Counts::Short(vec![0; items * rows]), ..Self::default() }
    }

    /// Keeps the next item's column.
    #[inline(always)]
    pub fn keep(&mut self, points: &[i32], statuses: &[u8]) {
        let awards = points.iter().zip(statuses).take(self.rows);
        self.items.extend(awards.map(|(points, status)| mark(*points, *status)));
    }

    /// Keeps the column of the next node with children, the last of the decision first.
    pub fn keep_inner(&mut self, points: &[i32], max: &[i32]) {
        self.inner.extend(points.iter().copied().take(self.rows));
        self.maxima.extend(max.iter().copied().take(self.rows));
    }

    /// Keeps what one agency earned in exact numbers.
    pub fn keep_exact(&mut self, row: usize, tallies: Vec<Tally>, statuses: &[Status]) {
        for (item, status) in statuses.iter().enumerate() {
            self.items.put(item * self.rows + row, mark(0, *status as u8));
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
                let most = counted.items.get(*item).copied().unwrap_or_default();
                let ItemMax { absent, missing } = layout.get(*item).copied().unwrap_or_default();
                let points_of = |stands| if stands == Stands::Full { most } else { 0 };
                let max_of = |stands| if stands == Stands::Left { 0 } else { most };
                let (lost, left) = (points_of(missing), points_of(absent));
                self.items.hand_on(rows(*item), points, |mark| by_mark(mark, mark, lost, left));
                let (lost, left) = (max_of(missing), max_of(absent));
                self.items.hand_on(rows(*item), maxima, |mark| by_mark(mark, most, lost, left));
            }
            Some((counted, Placed::Inner(inner))) => {
                let place = rows(counted.inner.len() - 1 - inner);
                self.inner.hand_on(place.clone(), points, |points| points);
                self.maxima.hand_on(place, maxima, |max| max);
            }
            None => {}
        }
        points.resize(end, 0);
        maxima.resize(end, 0);
    }

    /// The status of an item.
    pub fn status(&self, row: usize, item: usize) -> Option<Status> {
        status(self.items.get(item * self.rows + row)?)
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
                let mark = self.items.get(item * self.rows + row);
                let most = counted.items.get(*item).copied();
                let counts = layout.get(*item).copied().unwrap_or_default();
                let status = mark.and_then(status).unwrap_or(Status::NotSubmitted);
                let earned = mark.filter(|_| status == Status::Scored);
                let earned = earned.or(most.filter(|_| counts.earns(status)));
                Tally::of(points(earned), points(most.filter(|_| counts.counts(status))))
            }
            Some(Placed::Inner(inner)) => {
                let at = (counted.inner.len() - 1 - inner) * self.rows + row;
                Tally::of(points(self.inner.get(at)), points(self.maxima.get(at)))
            }
            None => Tally::default(),
        }
    }
}

/// What an item counts where nothing was scored.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ItemMax {
    /// Where it does not apply.
    pub absent: Stands,
    /// Where a figure is missing.
    pub missing: Stands,
}

/// What is counted for an item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Stands {
    /// Neither points nor maximum.
    #[default]
    Left,
    /// Its maximum, and no points.
    Lost,
    /// Its maximum, as points too.
    Full,
}

impl ItemMax {
    fn stands(self, status: Status) -> Option<Stands> {
        match status {
            Status::Scored => None,
            Status::Missing | Status::NotSubmitted => Some(self.missing),
            Status::NotApplicable | Status::NotApplicableByRule | Status::NoSurvey => {
                Some(self.absent)
            }
        }
    }

    /// Whether its points are its maximum though nothing was scored.
    fn earns(self, status: Status) -> bool {
        self.stands(status) == Some(Stands::Full)
    }

    /// Whether its maximum counts.
    fn counts(self, status: Status) -> bool {
        self.stands(status) != Some(Stands::Left)
    }
}
