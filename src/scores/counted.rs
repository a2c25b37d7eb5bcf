//! A block of agencies in whole counts: every item's column of awards, then the sums, column by column. No sum can
//! outgrow its place (`plan::Counted` proves it), so that nothing is checked here.

use pulp::{Arch, Simd, WithSimd};

use super::Status;
use super::award::absent;
use super::block::{Awards, Policy, Sums, put};
use super::scored::Scored;
use crate::column::{BLOCK, head, head_mut};
use crate::criteria::{Absence, Missing, Role};
use crate::evidence::Evidence;
use crate::plan::{Adds, Counted, Plan, PlannedItem, PlannedNode, Up};
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
    pub fn block(&self, start: usize, rows: usize, room: Scored) -> (Scored, Vec<usize>) {
        Arch::new().dispatch(Reckoning { counting: self, start, rows, room })
    }

    #[inline(always)]
    fn reckon<const B: usize>(
        &self,
        start: usize,
        rows: usize,
        room: Scored,
    ) -> (Scored, Vec<usize>) {
        let block = Block { columns: self.columns, start, rows };
        let mut scored = Scored::of(self.counted, rows, room);
        let mut sums = vec![Sums::<B>::NONE; self.counted.inner.len()];
        let mut awards = Awards::<B>::none();
        for (k, item) in self.plan.items.iter().enumerate() {
            self.award(k, item, block, &mut awards);
            scored.keep(&awards.outcomes.points, &awards.statuses);
            let max = self.counted.items.get(k).copied().unwrap_or_default();
            if let Some(up) = self.counted.parents.get(k)
                && let Some(sums) = sums.get_mut(up.inner)
            {
                sums.take(up.adds, head(&awards.outcomes.points, rows));
                if up.adds == Adds::Both {
                    sums.count(max, head(&awards.counted, rows));
                }
            }
        }
        for (k, inner) in self.counted.inner.iter().enumerate().rev() {
            let (before, here) = sums.split_at_mut(k);
            if let Some(sums) = here.first_mut() {
                sums.close(inner, rows);
                scored.keep_inner(&sums.points, &sums.max);
                if let Some(Up { inner, adds }) = inner.up
                    && let Some(above) = before.get_mut(inner)
                {
                    above.take(adds, head(&sums.points, rows));
                    if adds == Adds::Both {
                        above.count_all(head(&sums.max, rows));
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
        let rows = block.start..block.start + block.rows;
        for (row, presence) in self.evidence.presences().declared_in(item.node, rows) {
            let row = row - block.start;
            match absent(self.plan, item, presence) {
                Some(status) => awards.absent(row, status, policy),
                None => awards.refused(row, presence),
            }
        }
        self.grant(item, block, awards);
    }

    /// Marks that are awards, instead of what the rule gives.
    fn grant<const B: usize>(&self, item: &PlannedItem, block: Block<'_>, awards: &mut Awards<B>) {
        let rows = block.start..block.start + block.rows;
        for (row, grant) in self.evidence.granted(item.node, rows) {
            let k = row - block.start;
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
    room: Scored,
}

impl WithSimd for Reckoning<'_, '_> {
    type Output = (Scored, Vec<usize>);

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> Self::Output {
        // a province fits a short block: less room to clear
        let Self { counting, start, rows, room } = self;
        if rows <= SHORT {
            counting.reckon::<SHORT>(start, rows, room)
        } else {
            counting.reckon::<BLOCK>(start, rows, room)
        }
    }
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
