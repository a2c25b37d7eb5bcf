//! A block of agencies in whole counts: every item's column of awards, then the sums, column by column. No sum can
//! outgrow its place (`plan::Counted` proves it), so that nothing is checked here.

use pulp::{Arch, Simd, WithSimd};

use super::Status;
use super::award::absent;
use super::scored::Scored;
use crate::column::{BLOCK, head, head_mut};
use crate::criteria::{Absence, Missing, Role};
use crate::evidence::{Evidence, Presence};
use crate::plan::{Adds, Counted, Inner, Plan, PlannedItem, PlannedNode, Up};
use crate::quantity::Exact;
use crate::rule::{
    Block, Facts, Gap, Lowered, MISSING, NOT_APPLICABLE, Outcomes, SCORED, Silence, settled,
};

/// Rows of a short block.
const SHORT: usize = 64;

/// What runs over the blocks: the plan's rules as integers over these columns, where they fit.
pub(super) struct Counting<'a> {
    pub plan: &'a Plan,
    pub counted: &'a Counted,
    pub evidence: &'a Evidence,
    pub columns: &'a [crate::column::Column],
    lowered: Vec<Option<Lowered>>,
    policies: Vec<Policy>,
}

/// What a node with children adds up to, agency by agency.
#[derive(Clone)]
struct Sums<const B: usize> {
    points: [i32; B],
    extra: [i32; B],
    max: [i32; B],
}

/// What one item is for a block of agencies.
struct Awards<const B: usize> {
    outcomes: Outcomes<B>,
    sent: [u8; B],
    statuses: [u8; B],
    /// One where its maximum counts.
    counted: [u8; B],
    /// One where counts do not do: a share of what does not apply is to be handed on, or points are no counts.
    exact: [u8; B],
}

impl<'a> Counting<'a> {
    /// Lowers the plan's rules to these columns; nothing where points are no counts.
    pub fn of(
        plan: &'a Plan,
        evidence: &'a Evidence,
        columns: &'a [crate::column::Column],
    ) -> Option<Self> {
        let counted = plan.counted.as_ref()?;
        let lower = |item: &PlannedItem| {
            item.rule.lower(&crate::rule::Counting {
                columns,
                unit: counted.unit,
                max: &item.max,
                leaf: plan.stages.leaf,
            })
        };
        let lowered = plan.items.iter().map(lower).collect();
        let policies =
            plan.items.iter().zip(&counted.items).map(|(item, max)| Policy::of(plan, item, *max));
        let policies = policies.collect();
        Some(Self { plan, counted, evidence, columns, lowered, policies })
    }

    /// How many rules were lowered.
    #[cfg(test)]
    pub fn lowered_count(&self) -> usize {
        self.lowered.iter().flatten().count()
    }

    /// The awards and sums of the rows from `start`, and which of the rows want the exact way.
    pub fn block(&self, start: usize, rows: usize) -> (Scored, Vec<usize>) {
        Arch::new().dispatch(Reckoning { counting: self, start, rows })
    }

    #[inline(always)]
    fn reckon<const B: usize>(&self, start: usize, rows: usize) -> (Scored, Vec<usize>) {
        let block = Block { columns: self.columns, start, rows };
        let mut scored = Scored::of(self.counted, self.plan.items.len(), rows);
        let none = Sums { points: [0; B], extra: [0; B], max: [0; B] };
        let mut sums = vec![none; self.counted.inner.len()];
        let mut awards = Awards {
            outcomes: Outcomes::default(),
            sent: [0; B],
            statuses: [0; B],
            counted: [0; B],
            exact: [0; B],
        };
        for (k, item) in self.plan.items.iter().enumerate() {
            self.award(k, item, block, &mut awards);
            scored.keep(k, &awards.outcomes.points, &awards.statuses);
            let max = self.counted.items.get(k).copied().unwrap_or_default();
            if let Some(up) = self.counted.parents.get(k)
                && let Some(sums) = sums.get_mut(up.inner)
            {
                sums.take(up.adds, head(&awards.outcomes.points, rows));
                if up.adds == Adds::Both {
                    let maxima = head_mut(&mut sums.max, rows).iter_mut();
                    for (sum, counted) in maxima.zip(&awards.counted) {
                        *sum = sum.wrapping_add(max.wrapping_mul(i32::from(*counted)));
                    }
                }
            }
        }
        for (k, inner) in self.counted.inner.iter().enumerate().rev() {
            let (before, here) = sums.split_at_mut(k);
            if let Some(sums) = here.first_mut() {
                sums.close(inner, rows);
                scored.keep_inner(k, &sums.points, &sums.max);
                if let Some(Up { inner, adds }) = inner.up
                    && let Some(above) = before.get_mut(inner)
                {
                    above.take(adds, head(&sums.points, rows));
                    if adds == Adds::Both {
                        head_mut(&mut above.max, rows)
                            .iter_mut()
                            .zip(&sums.max)
                            .for_each(|(sum, max)| *sum = sum.wrapping_add(*max));
                    }
                }
            }
        }
        let exact = awards.exact.iter().take(rows).enumerate();
        let exact = exact.filter(|(_, exact)| **exact == 1).map(|(row, _)| row);
        (scored, exact.collect())
    }

    /// One item's column: outcomes, what was sent, what does not apply.
    #[inline(always)]
    fn award<const B: usize>(
        &self,
        k: usize,
        item: &PlannedItem,
        block: Block<'_>,
        awards: &mut Awards<B>,
    ) {
        match self.lowered.get(k) {
            Some(Some(lowered)) => lowered.award(block, &mut awards.outcomes),
            _ => self.judge(item, block, awards),
        }
        awards.sent.fill(0);
        if let Some(sent) = self.evidence.presences().sent(item.node) {
            sent.spread(block.start, head_mut(&mut awards.sent, block.rows));
        }
        let Some(policy) = self.policies.get(k) else {
            return;
        };
        awards.settle(policy, u8::from(!item.reads), block.rows);
        if item.not_held.is_some() {
            (0..block.rows).for_each(|row| awards.absent(row, Status::NoSurvey, policy));
            return;
        }
        for (row, presence) in self.evidence.presences().declared(item.node) {
            let Some(row) = row.checked_sub(block.start).filter(|row| *row < block.rows) else {
                continue;
            };
            match absent(self.plan, item, presence) {
                Some(status) => awards.absent(row, status, policy),
                None => awards.refused(row, presence),
            }
        }
        self.grant(item, block, awards);
    }

    /// Marks that are awards, instead of what the rule gives.
    fn grant<const B: usize>(&self, item: &PlannedItem, block: Block<'_>, awards: &mut Awards<B>) {
        for (row, grant) in self.evidence.granted(item.node) {
            let Some(k) = row.checked_sub(block.start).filter(|k| *k < block.rows) else {
                continue;
            };
            if absent(self.plan, item, self.evidence.presence(row, item.node)).is_some() {
                continue;
            }
            match self.count(&settled(&grant.points, &item.max, self.plan.stages.leaf)) {
                Some(points) => {
                    put(&mut awards.outcomes.points, k, points);
                    put(&mut awards.statuses, k, Status::Scored as u8);
                    put(&mut awards.counted, k, 1);
                }
                None => put(&mut awards.exact, k, 1),
            }
        }
    }

    /// One item's column, judged agency by agency.
    fn judge<const B: usize>(&self, item: &PlannedItem, block: Block<'_>, awards: &mut Awards<B>) {
        let Awards { outcomes: Outcomes { points, states }, exact, .. } = awards;
        let rows = points.iter_mut().zip(states).zip(exact).take(block.rows);
        for (k, ((points, state), exact)) in rows.enumerate() {
            let facts = Facts {
                columns: self.columns,
                calendar: &self.plan.calendar,
                row: block.start + k,
            };
            *points = 0;
            *state = match item.rule.judge(&facts, &item.max, &mut Silence) {
                Ok(judged) => {
                    match self.count(&settled(&judged, &item.max, self.plan.stages.leaf)) {
                        Some(counts) => *points = counts,
                        None => *exact = 1,
                    }
                    SCORED
                }
                Err(Gap::Missing) => MISSING,
                Err(Gap::NotApplicable) => NOT_APPLICABLE,
            };
        }
    }

    fn count(&self, points: &Exact) -> Option<i32> {
        let millionths = points.millionths()?;
        let whole = millionths % self.counted.unit == 0;
        whole.then(|| i32::try_from(millionths / self.counted.unit).ok())?
    }
}

/// A block to be reckoned in the widest registers that the machine has.
struct Reckoning<'a, 'b> {
    counting: &'a Counting<'b>,
    start: usize,
    rows: usize,
}

impl WithSimd for Reckoning<'_, '_> {
    type Output = (Scored, Vec<usize>);

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> Self::Output {
        // a province fits a short block: less room to clear
        if self.rows <= SHORT {
            self.counting.reckon::<SHORT>(self.start, self.rows)
        } else {
            self.counting.reckon::<BLOCK>(self.start, self.rows)
        }
    }
}

/// What an item that does not apply earns and counts.
struct Policy {
    /// Points where it does not apply.
    points: i32,
    /// Whether its maximum counts all the same.
    counts: u8,
    /// Whether that is handed on to others.
    hands_on: u8,
    /// Whether an item with a figure missing does not apply.
    missing: u8,
}

impl Policy {
    fn of(plan: &Plan, item: &PlannedItem, max: i32) -> Self {
        let full = matches!(item.absence, Absence::FullPoints | Absence::Grant);
        // a node above may hand on what is excluded below it, once nothing below it applies
        let redistributes = |node: &PlannedNode| node.absence == Some(Absence::Redistribute);
        let handed = matches!(item.absence, Absence::Redistribute | Absence::RescaleTo(_))
            || plan.nodes.iter().any(redistributes);
        let scores = plan.nodes.get(item.node).is_some_and(|node| node.role == Role::Score);
        Self {
            points: if full { max } else { 0 },
            counts: u8::from(full),
            hands_on: u8::from(handed && scores),
            missing: u8::from(item.missing == Missing::NotApplicable),
        }
    }
}

impl<const B: usize> Awards<B> {
    /// Statuses and points from outcomes and from what was sent.
    #[inline(always)]
    fn settle(&mut self, policy: &Policy, reads_nothing: u8, rows: usize) {
        let Self { outcomes: Outcomes { points, states }, sent, statuses, counted, exact } = self;
        let rows = head_mut(points, rows).iter_mut().zip(states).zip(sent).zip(statuses);
        for ((((points, state), sent), status), (counted, exact)) in
            rows.zip(counted.iter_mut().zip(exact))
        {
            let known = *sent | reads_nothing;
            let missing = u8::from(*state == MISSING) | (1 - known);
            let by_rule = (1 - missing) & u8::from(*state == NOT_APPLICABLE);
            let absent = by_rule | (missing & policy.missing);
            let unsent = missing * (1 - *sent);
            *status = missing * Status::Missing as u8
                + unsent * (Status::NotSubmitted as u8 - Status::Missing as u8)
                + by_rule * Status::NotApplicableByRule as u8;
            let scored = i32::from((1 - missing) & (1 - absent));
            let taken = policy.points.wrapping_mul(i32::from(absent));
            *points = points.wrapping_mul(scored).wrapping_add(taken);
            *counted = (1 - absent) | policy.counts;
            *exact |= absent & policy.hands_on;
        }
    }

    /// The item does not apply at `row`.
    fn absent(&mut self, row: usize, status: Status, policy: &Policy) {
        put(&mut self.outcomes.points, row, policy.points);
        put(&mut self.statuses, row, status as u8);
        put(&mut self.counted, row, policy.counts);
        if policy.hands_on == 1 {
            put(&mut self.exact, row, 1);
        }
    }

    /// It was declared not to apply, and that does not count: something was sent.
    fn refused(&mut self, row: usize, presence: &Presence) {
        let unsent = self.statuses.get(row) == Some(&(Status::NotSubmitted as u8));
        if unsent && *presence != Presence::NotSent {
            put(&mut self.statuses, row, Status::Missing as u8);
        }
    }
}

fn put<T>(all: &mut [T], row: usize, one: T) {
    if let Some(place) = all.get_mut(row) {
        *place = one;
    }
}

impl<const B: usize> Sums<B> {
    #[inline(always)]
    fn take(&mut self, adds: Adds, points: &[i32]) {
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
    fn close(&mut self, inner: &Inner, rows: usize) {
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
