//! The loops over a block of agencies: one item's column settled, and a node's sums. No sum can outgrow its place
//! (`plan::Counted` proves it), so that nothing is checked here; each loop is plain enough for wide registers.

use super::Status;
use crate::column::head_mut;
use crate::evidence::Presence;
use crate::plan::{Adds, Inner};
use crate::rule::{MISSING, NOT_APPLICABLE, Outcomes};

/// What a node with children adds up to, agency by agency.
#[derive(Clone)]
pub(super) struct Sums<const B: usize> {
    pub points: [i32; B],
    extra: [i32; B],
    pub max: [i32; B],
}

/// What one item is for a block of agencies.
pub(super) struct Awards<const B: usize> {
    pub outcomes: Outcomes<B>,
    pub sent: [u8; B],
    pub statuses: [u8; B],
    /// One where the rule's points count, and one where it does not apply.
    earns: [u8; B],
    absent: [u8; B],
    /// One where its maximum counts.
    pub counted: [u8; B],
    /// One where counts do not do: a share of what does not apply is to be handed on, or points are no counts.
    pub exact: [u8; B],
}

/// What an item that does not apply earns and counts.
pub(super) struct Policy {
    /// Points where it does not apply.
    pub points: i32,
    /// Whether its maximum counts all the same.
    pub counts: u8,
    /// Whether that is handed on to others.
    pub hands_on: u8,
    /// Whether an item with a figure missing does not apply.
    pub missing: u8,
}

impl<const B: usize> Awards<B> {
    /// Nothing awarded yet.
    pub fn none() -> Self {
        Self {
            outcomes: Outcomes::default(),
            sent: [0; B],
            statuses: [0; B],
            earns: [0; B],
            absent: [0; B],
            counted: [0; B],
            exact: [0; B],
        }
    }

    /// Statuses and points from outcomes and from what was sent.
    #[inline(always)]
    pub fn settle(&mut self, policy: &Policy, reads_nothing: u8, rows: usize) {
        let Self { outcomes: Outcomes { points, states }, sent, statuses, .. } = self;
        // what a loop reads again and again stands in a place of its own, or it must be looked up each time
        let Policy { points: full, counts, hands_on, missing: may_miss } = *policy;
        let settled = self.earns.iter_mut().zip(&mut self.absent);
        let settled = settled.zip(self.counted.iter_mut().zip(&mut self.exact));
        let rows_of = head_mut(statuses, rows).iter_mut().zip(states.iter().zip(sent.iter()));
        for ((status, (state, sent)), ((earns, absent), (counted, exact))) in rows_of.zip(settled) {
            let missing = u8::from(*state == MISSING) | not(*sent | reads_nothing);
            let by_rule = not(missing) & u8::from(*state == NOT_APPLICABLE);
            let unsent = missing & not(*sent);
            *status = (all(missing & not(unsent)) & Status::Missing as u8)
                | (all(unsent) & Status::NotSubmitted as u8)
                | (all(by_rule) & Status::NotApplicableByRule as u8);
            *absent = by_rule | (missing & may_miss);
            *earns = not(missing | *absent);
            *counted = not(*absent) | counts;
            *exact |= *absent & hands_on;
        }
        let parts = self.earns.iter().zip(&self.absent);
        for (points, (earns, absent)) in head_mut(points, rows).iter_mut().zip(parts) {
            *points = (*points & wide(*earns)) | (full & wide(*absent));
        }
    }

    /// The item does not apply at `row`.
    pub fn absent(&mut self, row: usize, status: Status, policy: &Policy) {
        put(&mut self.outcomes.points, row, policy.points);
        put(&mut self.statuses, row, status as u8);
        put(&mut self.counted, row, policy.counts);
        if policy.hands_on == 1 {
            put(&mut self.exact, row, 1);
        }
    }

    /// It was declared not to apply, and that does not count: something was sent.
    pub fn refused(&mut self, row: usize, presence: &Presence) {
        let unsent = self.statuses.get(row) == Some(&(Status::NotSubmitted as u8));
        if unsent && *presence != Presence::NotSent {
            put(&mut self.statuses, row, Status::Missing as u8);
        }
    }
}

pub(super) fn put<T>(all: &mut [T], row: usize, one: T) {
    if let Some(place) = all.get_mut(row) {
        *place = one;
    }
}

#[inline(always)]
fn not(one: u8) -> u8 {
    one ^ 1
}

/// Every bit where `one` is one.
#[inline(always)]
fn all(one: u8) -> u8 {
    one.wrapping_neg()
}

/// The same, as wide as points.
#[inline(always)]
fn wide(one: u8) -> i32 {
    i32::from(one).wrapping_neg()
}

impl<const B: usize> Sums<B> {
    /// Nothing added yet.
    pub const NONE: Self = Self { points: [0; B], extra: [0; B], max: [0; B] };

    /// Adds the maximum where it counts.
    #[inline(always)]
    pub fn count(&mut self, max: i32, counted: &[u8]) {
        let maxima = self.max.iter_mut().zip(counted);
        maxima.for_each(|(sum, counted)| *sum = sum.wrapping_add(max & wide(*counted)));
    }

    /// Adds another node's maxima.
    #[inline(always)]
    pub fn count_all(&mut self, maxima: &[i32]) {
        self.max.iter_mut().zip(maxima).for_each(|(sum, max)| *sum = sum.wrapping_add(*max));
    }

    #[inline(always)]
    pub fn take(&mut self, adds: Adds, points: &[i32]) {
        let sums = if adds == Adds::Both { &mut self.points } else { &mut self.extra };
        let sums = sums.iter_mut().zip(points);
        if adds == Adds::Deduction {
            sums.for_each(|(sum, points)| *sum = sum.wrapping_sub(*points));
        } else {
            sums.for_each(|(sum, points)| *sum = sum.wrapping_add(*points));
        }
    }

    /// A node's points once its children are in: a block's cut, the floor of the total, rounding.
    #[inline(always)]
    pub fn close(&mut self, inner: &Inner, rows: usize) {
        let sums = head_mut(&mut self.points, rows);
        if let Some(cut) = inner.cut {
            for (points, max) in sums.iter_mut().zip(&mut self.max) {
                if *max != 0 {
                    *points = (*points).min(cut);
                    *max = cut;
                }
            }
        }
        let parts = sums.iter_mut().zip(&self.extra);
        parts.for_each(|(points, extra)| *points = points.wrapping_add(*extra));
        if inner.up.is_none() {
            sums.iter_mut().for_each(|points| *points = (*points).max(0));
        }
        if let Some((step, rounding)) = inner.rounding {
            let steps = |points: i32| rounding.mode.whole(points.into(), step.into()) as i32;
            let whole = |points: i32| steps(points).wrapping_mul(step);
            sums.iter_mut().for_each(|points| *points = whole(*points));
        }
    }
}
