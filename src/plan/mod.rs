//! Criteria -> Plan: the items in the order they are scored, with all that an award needs. Cannot fail.

mod counted;

use std::ops::Range;
use std::sync::Arc;

pub(crate) use counted::{Adds, Counted, Inner, Placed, Up};

use crate::calendar::Calendar;
use crate::code::ItemCode;
use crate::criteria::{Absence, Criteria, Method, Missing, Role, Unconfirmed};
use crate::quantity::{Exact, Stages, Year};
use crate::rule::{Among, Rule};

/// What scoring needs of the criteria, ready to run over columns of evidence.
#[derive(Clone, Debug)]
pub struct Plan {
    pub(crate) items: Vec<PlannedItem>,
    pub(crate) nodes: Vec<PlannedNode>,
    pub(crate) means: Vec<Frozen>,
    pub(crate) stages: Stages,
    pub(crate) calendar: Calendar,
    pub(crate) unconfirmed: Unconfirmed,
    pub(crate) slots: usize,
    /// The tree in whole counts of points, if it fits.
    pub(crate) counted: Option<Counted>,
}

/// An item and its rule.
#[derive(Clone, Debug)]
pub(crate) struct PlannedItem {
    pub node: usize,
    pub rule: Arc<Rule>,
    pub max: Exact,
    pub missing: Missing,
    /// Whether its rule reads any figure.
    pub reads: bool,
    /// The columns of each figure of this year that its rule reads.
    pub asks: Vec<Range<usize>>,
    /// Set when no survey was held and the item is one of a survey.
    pub not_held: Option<Absence>,
    pub absence: Absence,
    /// The node that carries the policy.
    pub carrier: usize,
}

/// A node and its place in the sums.
#[derive(Clone, Debug)]
pub(crate) struct PlannedNode {
    pub id: ItemCode,
    pub role: Role,
    pub max: Exact,
    pub children: Vec<usize>,
    pub depth: usize,
    /// What this node itself says of what does not apply.
    pub absence: Option<Absence>,
    /// Its place among the items, if it is one.
    pub item: Option<usize>,
}

/// A mean that is worked out before anything is scored.
#[derive(Clone, Debug)]
pub(crate) struct Frozen {
    pub item: usize,
    /// Which of the rule's means it is.
    pub nth: usize,
    pub slot: usize,
    pub among: Among,
}

impl Plan {
    /// Lays the criteria out for scoring.
    #[must_use]
    pub fn compile(criteria: &Criteria) -> Self {
        let mut items = Vec::new();
        let mut means = Vec::new();
        for (node, written, rule) in criteria.items() {
            let not_held =
                criteria.survey_absence.clone().filter(|_| written.method == Method::Survey);
            let (absence, carrier) = written.absence.clone();
            let frozen =
                rule.means().into_iter().enumerate().filter(|(_, mean)| mean.mean.is_none());
            means.extend(frozen.map(|(nth, mean)| Frozen {
                item: items.len(),
                nth,
                slot: mean.slot,
                among: mean.among,
            }));
            items.push(PlannedItem {
                node,
                rule: Arc::clone(rule),
                max: written.max.clone(),
                missing: written.missing,
                reads: !written.reads.is_empty(),
                asks: asks(criteria, &written.reads),
                carrier: if not_held.is_some() { 0 } else { carrier },
                absence: not_held.clone().unwrap_or(absence),
                not_held,
            });
        }
        let item_of = |k: usize| items.iter().position(|item| item.node == k);
        let nodes = criteria.nodes.iter().enumerate().map(|(k, node)| PlannedNode {
            id: node.id.clone(),
            role: node.role,
            max: node.max.clone(),
            children: node.children.clone(),
            depth: node.depth,
            absence: own_absence(criteria, k),
            item: item_of(k),
        });
        let nodes: Vec<PlannedNode> = nodes.collect();
        Self {
            counted: Counted::of(&items, &nodes, &criteria.stages),
            nodes,
            items,
            means,
            stages: criteria.stages,
            calendar: criteria.calendar.clone(),
            unconfirmed: criteria.unconfirmed,
            slots: criteria.slots,
        }
    }

    /// The same plan for another year: a day of the set's year becomes one of that.
    ///
    /// # Errors
    /// The item that asks for a day which that year does not have.
    pub(crate) fn in_year(&self, year: Year) -> Result<Self, ItemCode> {
        let mut plan = self.clone();
        for item in &mut plan.items {
            if Arc::make_mut(&mut item.rule).move_to(year).is_none() {
                return Err(plan
                    .nodes
                    .get(item.node)
                    .map_or_else(|| "".into(), |node| node.id.clone()));
            }
        }
        Ok(plan)
    }
}

/// The columns of the figures of this year among those read.
fn asks(criteria: &Criteria, reads: &[usize]) -> Vec<Range<usize>> {
    let of_this_year = criteria
        .figures
        .iter()
        .filter(|figure| reads.contains(&figure.slot) && !figure.name.ends_with(".last_year"));
    of_this_year.map(|figure| figure.slot..figure.slot + figure.width()).collect()
}

/// The policy that node `k` carries itself; `redistribute` at the set acts at the areas.
fn own_absence(criteria: &Criteria, k: usize) -> Option<Absence> {
    let node = criteria.nodes.get(k)?;
    let (absence, carrier) = &node.absence;
    let from_set = *carrier == 0 && node.depth == 1 && *absence == Absence::Redistribute;
    (*carrier == k || from_set).then(|| absence.clone())
}
