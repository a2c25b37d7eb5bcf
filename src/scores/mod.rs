//! Plan, Evidence -> Scores: what every agency earns, item by item, and how it adds up.

#[cfg(test)]
mod agreement;
mod award;
mod block;
mod closing;
mod counted;
mod reason;
mod scored;
mod tally;

use std::ops::Range;
use std::sync::Arc;

use crate::agencies::Assessed;
use crate::code::{AgencyCode, ItemCode};
use crate::column::{BLOCK, Column};
use crate::criteria::{Absence, Missing};
use crate::evidence::Evidence;
use crate::parallel;
pub(crate) use crate::parallel::in_ranges;
pub use crate::parallel::use_threads;
use crate::plan::{Counted, Plan, PlannedItem};
use crate::quantity::{Exact, Points};
use crate::rule::{Facts, Silence, Value};
pub(crate) use closing::Closing;
use counted::Counting;
pub use reason::Reason;
use scored::{ItemMax, Scored, Stands};
pub(crate) use tally::Held;

/// How an item came to its points. Zero, missing, not submitted and not applicable stay four different things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Its figures were given and judged, also when they earn nothing.
    Scored,
    /// Evidence was sent, a figure that the rule needs was not.
    Missing,
    /// Nothing at all was sent for it.
    NotSubmitted,
    /// Declared not to apply.
    NotApplicable,
    /// The rule itself says that it does not apply to these figures.
    NotApplicableByRule,
    /// No survey was held this year.
    NoSurvey,
}

/// What one agency earned at one node.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Points earned; taken, at a deduction.
    pub points: Points,
    /// The applicable maximum.
    pub max: Points,
}

/// What every agency earned at every node. Rows are agencies, in the order of the register.
#[derive(Clone, Debug)]
pub struct Scores {
    pub(crate) agencies: Arc<Vec<Assessed>>,
    /// Blocks of agencies, each with every node; the root is the total.
    blocks: Vec<Scored>,
    counted: Option<Counted>,
    maxima: Vec<ItemMax>,
    /// Columns of evidence, with the frozen means: what tiers, ties and reasons look at.
    pub(crate) columns: Vec<Column>,
    pub(crate) item_nodes: Vec<usize>,
    ids: Vec<ItemCode>,
    /// Other tallies of one agency, while they are tried.
    tried: Option<(usize, Vec<Tally>)>,
}

/// What one agency earned at one node, and how it came to that if the node is an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    /// Points earned; taken, at a deduction.
    pub points: Points,
    /// The applicable maximum; of a bonus or a deduction, the most it could be.
    pub max: Points,
    /// How the item came to its points; nothing at a node with children.
    pub status: Option<Status>,
}

impl Scores {
    /// Awards every item to every agency and adds up. Agencies are scored in parallel; the result does not depend on how.
    #[must_use]
    pub fn award(plan: &Plan, evidence: &Evidence) -> Self {
        Self::award_where(plan, evidence, |_| true)
    }

    /// Awards every item to every agency anew, on whatever evidence and under whatever plan, in the room of these
    /// awards: whoever scores again and again need not ask the system for more each time.
    pub fn award_anew(&mut self, plan: &Plan, evidence: &Evidence) {
        let room = std::mem::take(&mut self.blocks);
        *self = Self::award_in(room, plan, evidence, |_| true);
    }

    /// The same of those blocks of rows alone that are asked for.
    pub(crate) fn award_where(
        plan: &Plan,
        evidence: &Evidence,
        asked: impl Fn(Range<usize>) -> bool + Sync + Send,
    ) -> Self {
        Self::award_in(Vec::new(), plan, evidence, asked)
    }

    fn award_in(
        room: Vec<Scored>,
        plan: &Plan,
        evidence: &Evidence,
        asked: impl Fn(Range<usize>) -> bool + Sync + Send,
    ) -> Self {
        let columns = award::with_means(plan, evidence);
        let rows = evidence.rows();
        let counting = Counting::of(plan, evidence, &columns);
        let blocks = parallel::in_room(rows, room, |block, room| {
            if asked(block.clone()) {
                award::block(plan, evidence, &columns, counting.as_ref(), block, room)
            } else {
                Scored::default()
            }
        });
        drop(counting);
        Self {
            agencies: evidence.all_agencies(),
            blocks,
            counted: plan.counted.clone(),
            maxima: plan.items.iter().map(counts).collect(),
            columns,
            item_nodes: plan.items.iter().map(|item| item.node).collect(),
            ids: plan.nodes.iter().map(|node| node.id.clone()).collect(),
            tried: None,
        }
    }

    /// Awards the agency at `row` again, on evidence of which nothing but its figures in these columns is other; tells
    /// whether that did: where a mean that others are compared with may be another, all agencies are awarded again.
    pub(crate) fn award_again(
        &mut self,
        plan: &Plan,
        evidence: &Evidence,
        row: usize,
        slots: &[usize],
    ) -> bool {
        let asks = |item: &PlannedItem| {
            item.asks.iter().any(|asked| slots.iter().any(|slot| asked.contains(slot)))
        };
        if plan.means.iter().any(|frozen| plan.items.get(frozen.item).is_none_or(asks)) {
            self.award_anew(plan, evidence);
            return false;
        }
        for slot in slots {
            if let (Some(known), Some(column)) =
                (self.columns.get_mut(*slot), evidence.columns().get(*slot))
            {
                known.clone_from(column);
            }
        }
        self.agencies = evidence.all_agencies();
        let (tallies, statuses) = award::exactly(plan, evidence, &self.columns, row);
        if let Some(block) = self.blocks.get_mut(row / BLOCK) {
            block.keep_exact(row % BLOCK, tallies, &statuses);
        }
        true
    }

    /// What `agency` earned at the node with this id: an area, a criterion or an item.
    #[must_use]
    pub fn of(&self, agency: &AgencyCode, id: &str) -> Option<Award> {
        let row = self.agencies.iter().position(|assessed| assessed.code == *agency)?;
        let node = self.ids.iter().position(|known| known.as_str() == id)?;
        let Tally { points, max } = self.tally(row, node);
        Some(Award { points, max, status: self.status(row, node) })
    }

    /// Appends the points and maxima of a block's rows at a node, in counts of the plan's unit; noughts where counts do
    /// not do.
    pub(crate) fn counts(
        &self,
        block: usize,
        node: usize,
        points: &mut Vec<i32>,
        maxima: &mut Vec<i32>,
    ) {
        if let Some(block) = self.blocks.get(block) {
            block.counts(self.counted.as_ref(), &self.maxima, node, points, maxima);
        }
    }

    /// The rows whose points are no counts.
    pub(crate) fn exact_rows(&self) -> impl Iterator<Item = usize> {
        let blocks = self.blocks.iter().enumerate();
        blocks.flat_map(|(k, block)| block.exact_rows().map(move |row| k * BLOCK + row))
    }

    /// The ids of all nodes, in the order of the decision.
    pub fn ids(&self) -> impl Iterator<Item = &ItemCode> {
        self.ids.iter().skip(1)
    }

    /// What happens to the points of the agency at `row` on their way up, by node, as long as the same items apply.
    pub(crate) fn closings(plan: &Plan, evidence: &Evidence, row: usize) -> Vec<Closing> {
        award::closings(plan, evidence, &award::with_means(plan, evidence), row)
    }

    /// What the agency at `row` would earn at an item with other figures, its means frozen anew; nothing where the
    /// item does not apply or a figure is missing.
    pub(crate) fn earned(
        plan: &Plan,
        item: &PlannedItem,
        columns: &[Column],
        row: usize,
        factor: &Exact,
    ) -> Option<Exact> {
        let facts = Facts { columns, calendar: &plan.calendar, row };
        let refuses = |value: &&Value| value.refuses(&facts).is_some();
        if item.rule.values().iter().any(refuses) {
            return None;
        }
        let points = item.rule.judge(&facts, &item.max, &mut Silence).ok()?;
        Some(tally::earned(item, factor, &points, plan.stages.leaf))
    }

    /// The tallies of the agency at `row`, once for every item that applies, as if it earned the least it can there:
    /// with the item's node.
    pub(crate) fn refused(
        plan: &Plan,
        evidence: &Evidence,
        columns: &[Column],
        row: usize,
    ) -> Vec<(usize, Vec<Tally>)> {
        award::refused(plan, evidence, columns, row)
    }

    /// Puts other tallies in the place of one agency's, or takes them away again.
    pub(crate) fn try_out(&mut self, tried: Option<(usize, Vec<Tally>)>) {
        self.tried = tried;
    }

    /// The tallies of the agency at `row` when every item of which a figure is missing earns what `open` says; it does
    /// not apply where that is nothing.
    pub(crate) fn end(
        plan: &Plan,
        evidence: &Evidence,
        columns: &[Column],
        row: usize,
        open: &dyn Fn(&PlannedItem) -> Option<Exact>,
    ) -> Vec<Tally> {
        award::end(plan, evidence, columns, row, open)
    }

    /// These scores with other awards: where `open` names points for an item, every agency to which it applies earns them.
    pub(crate) fn supposing(
        &self,
        plan: &Plan,
        evidence: &Evidence,
        open: &(dyn Fn(&PlannedItem) -> Option<Exact> + Sync),
    ) -> Self {
        let rows = evidence.agencies().len();
        let blocks = parallel::in_blocks(rows, |block| {
            award::supposed(plan, evidence, &self.columns, open, block)
        });
        Self { blocks, counted: None, ..self.clone() }
    }

    /// What every item brings to the sums of every agency, by row; `columns` are the evidence's, the means with them.
    pub(crate) fn held(plan: &Plan, evidence: &Evidence, columns: &[Column]) -> Vec<Vec<Held>> {
        let rows = evidence.agencies().len();
        let blocks =
            parallel::in_blocks(rows, |block| award::held_in(plan, evidence, columns, block));
        blocks.into_iter().flatten().collect()
    }

    /// Whether the item is declared not to apply to the agency at `row`, and that counts.
    pub(crate) fn declared(
        plan: &Plan,
        evidence: &Evidence,
        row: usize,
        item: &PlannedItem,
    ) -> bool {
        let absent = award::absent(plan, item, evidence.presence(row, item.node));
        absent == Some(Status::NotApplicable)
    }

    /// The tallies of all nodes when the items bring this to the sums; the total is the first.
    pub(crate) fn tallied(plan: &Plan, held: &[Held]) -> Vec<Tally> {
        tally::tallies(plan, held)
    }

    /// The items of the agency at `row` that apply and of which a figure is missing.
    pub(crate) fn open<'a>(
        plan: &'a Plan,
        evidence: &Evidence,
        row: usize,
    ) -> Vec<&'a PlannedItem> {
        award::open(plan, evidence, &award::with_means(plan, evidence), row)
    }

    /// The columns that rules read: those of the evidence, and behind them the means.
    pub(crate) fn columns(plan: &Plan, evidence: &Evidence) -> Vec<Column> {
        award::with_means(plan, evidence)
    }

    pub(crate) fn tally(&self, row: usize, node: usize) -> Tally {
        if let Some((_, tallies)) = self.tried.as_ref().filter(|(tried, _)| *tried == row) {
            return tallies.get(node).cloned().unwrap_or_default();
        }
        let block = self.blocks.get(row / BLOCK);
        let tally =
            |block: &Scored| block.tally(self.counted.as_ref(), &self.maxima, row % BLOCK, node);
        block.map(tally).unwrap_or_default()
    }

    pub(crate) fn total(&self, row: usize) -> Tally {
        self.tally(row, 0)
    }

    /// The item's status; nothing for a node that is no item.
    pub(crate) fn status(&self, row: usize, node: usize) -> Option<Status> {
        let item = self.item_nodes.iter().position(|at| *at == node)?;
        self.blocks.get(row / BLOCK)?.status(row % BLOCK, item)
    }
}

/// What an item counts where nothing was scored.
fn counts(item: &PlannedItem) -> ItemMax {
    let absent = match item.absence {
        Absence::FullPoints | Absence::Grant => Stands::Full,
        _ => Stands::Left,
    };
    ItemMax { absent, missing: if item.missing == Missing::Zero { Stands::Lost } else { absent } }
}

/// Tallies and figures, wherever they are kept: what places and tiers look at.
pub(crate) trait Tallies {
    /// What the agency at `row` earned at a node.
    fn tally(&self, row: usize, node: usize) -> Tally;
    /// The columns of evidence.
    fn figures(&self) -> &[Column];
}

impl Tallies for Scores {
    fn tally(&self, row: usize, node: usize) -> Tally {
        Self::tally(self, row, node)
    }
    fn figures(&self) -> &[Column] {
        &self.columns
    }
}

impl Tally {
    pub(crate) fn of(points: Exact, max: Exact) -> Self {
        Self { points: Points(points), max: Points(max) }
    }
}
