//! Items to outcomes, a column of agencies at a time; means are frozen first.

use std::collections::BTreeMap;
use std::ops::Range;

use super::counted::Counting;
use super::scored::Scored;
use super::tally::{self, Held, tallies};
use super::{Closing, Status, Tally};
use crate::code::PeerGroup;
use crate::column::Column;
use crate::criteria::{Missing, Role, Unconfirmed};
use crate::evidence::{Evidence, Presence};
use crate::plan::{Frozen, Plan, PlannedItem};
use crate::quantity::Exact;
use crate::rule::{Among, Facts, Gap, Outcome, Silence, whole};

/// The columns of evidence and, behind them, the means that rules compare with.
pub(super) fn with_means(plan: &Plan, evidence: &Evidence) -> Vec<Column> {
    let mut columns = evidence.columns().to_vec();
    columns.resize_with(plan.slots, || Column::of_gaps(evidence.rows()));
    for frozen in &plan.means {
        let means = means(plan, evidence, frozen, &columns);
        if let Some(column) = columns.get_mut(frozen.slot) {
            for (row, agency) in evidence.agencies().iter().enumerate() {
                column.set(row, means.get(&key(frozen, &agency.group)).cloned().flatten());
            }
        }
    }
    columns
}

fn key(frozen: &Frozen, group: &PeerGroup) -> Option<PeerGroup> {
    (frozen.among == Among::Group).then(|| group.clone())
}

/// The mean of those who have the value and to whom the item applies, per group or of all.
fn means(
    plan: &Plan,
    evidence: &Evidence,
    frozen: &Frozen,
    columns: &[Column],
) -> BTreeMap<Option<PeerGroup>, Option<Exact>> {
    let mut sums: BTreeMap<Option<PeerGroup>, (Exact, usize)> = BTreeMap::new();
    let Some(item) = plan.items.get(frozen.item) else {
        return BTreeMap::new();
    };
    let rule = item.rule.means().into_iter().nth(frozen.nth);
    for (row, agency) in evidence.agencies().iter().enumerate() {
        if absent(plan, item, evidence.presence(row, item.node)).is_some() {
            continue;
        }
        let facts = Facts { columns, calendar: &plan.calendar, row };
        if let Some(value) = rule.and_then(|rule| rule.of.read(&facts, &mut Silence).ok()) {
            let (sum, count) = sums.entry(key(frozen, &agency.group)).or_default();
            *sum += &value;
            *count += 1;
        }
    }
    sums.into_iter().map(|(key, (sum, count))| (key, sum.over(&whole(count)))).collect()
}

/// Whether the item does not apply before any figure is looked at.
pub(super) fn absent(plan: &Plan, item: &PlannedItem, presence: &Presence) -> Option<Status> {
    if item.not_held.is_some() {
        return Some(Status::NoSurvey);
    }
    match presence {
        Presence::NotApplicable { confirmed_by, .. } => {
            let counts = plan.unconfirmed == Unconfirmed::Accept || confirmed_by.is_some();
            counts.then_some(Status::NotApplicable)
        }
        Presence::Sent | Presence::NotSent => None,
    }
}

/// One block of agencies: in whole counts where that does, in exact numbers where it does not.
pub(super) fn block(
    plan: &Plan,
    evidence: &Evidence,
    columns: &[Column],
    counting: Option<&Counting<'_>>,
    rows: Range<usize>,
    room: Scored,
) -> Scored {
    let (start, count) = (rows.start, rows.len());
    let (mut scored, exact) = match counting {
        Some(counting) => counting.block(start, count, room),
        None => (Scored::of_exact(plan.items.len(), count), (0..count).collect()),
    };
    for row in exact {
        let (tallies, statuses) = exactly(plan, evidence, columns, start + row);
        scored.keep_exact(row, tallies, &statuses);
    }
    scored
}

/// One agency in exact numbers.
pub(super) fn exactly(
    plan: &Plan,
    evidence: &Evidence,
    columns: &[Column],
    row: usize,
) -> (Vec<Tally>, Vec<Status>) {
    let facts = Facts { columns, calendar: &plan.calendar, row };
    let held = plan.items.iter().map(|item| {
        let outcome = item.rule.judge(&facts, &item.max, &mut Silence);
        held(plan, evidence, item, row, outcome)
    });
    let (held, statuses): (Vec<Held>, Vec<Status>) = held.unzip();
    (tallies(plan, &held), statuses)
}

/// A block of agencies when some items earn what `open` says wherever they apply.
pub(super) fn supposed(
    plan: &Plan,
    evidence: &Evidence,
    columns: &[Column],
    open: &dyn Fn(&PlannedItem) -> Option<Exact>,
    rows: Range<usize>,
) -> Scored {
    let mut scored = Scored::of_exact(plan.items.len(), rows.len());
    for (k, row) in rows.enumerate() {
        let facts = Facts { columns, calendar: &plan.calendar, row };
        let held = plan.items.iter().map(|item| {
            let outcome = item.rule.judge(&facts, &item.max, &mut Silence);
            let (held, status) = held(plan, evidence, item, row, outcome);
            let points = open(item).filter(|_| item.not_held.is_none());
            (points.map_or(held, Held::Earned), status)
        });
        let (held, statuses): (Vec<Held>, Vec<Status>) = held.unzip();
        scored.keep_exact(k, tallies(plan, &held), &statuses);
    }
    scored
}

/// What every item brings to the sums of a block of agencies.
pub(super) fn held_in(
    plan: &Plan,
    evidence: &Evidence,
    columns: &[Column],
    rows: Range<usize>,
) -> Vec<Vec<Held>> {
    let of = |row: usize| {
        let facts = Facts { columns, calendar: &plan.calendar, row };
        let held = plan.items.iter().map(|item| {
            let outcome = item.rule.judge(&facts, &item.max, &mut Silence);
            held(plan, evidence, item, row, outcome).0
        });
        held.collect()
    };
    rows.map(of).collect()
}

/// How the sums of one agency close, by node.
pub(super) fn closings(
    plan: &Plan,
    evidence: &Evidence,
    columns: &[Column],
    row: usize,
) -> Vec<Closing> {
    let facts = Facts { columns, calendar: &plan.calendar, row };
    let held = plan.items.iter().map(|item| {
        let outcome = item.rule.judge(&facts, &item.max, &mut Silence);
        held(plan, evidence, item, row, outcome).0
    });
    tally::closings(plan, &held.collect::<Vec<Held>>())
}

/// The tallies of one agency, once for every item that it earned anything at, as if that item earned the least it can.
pub(super) fn refused(
    plan: &Plan,
    evidence: &Evidence,
    columns: &[Column],
    row: usize,
) -> Vec<(usize, Vec<Tally>)> {
    let facts = Facts { columns, calendar: &plan.calendar, row };
    let each = plan.items.iter().map(|item| {
        let outcome = item.rule.judge(&facts, &item.max, &mut Silence);
        held(plan, evidence, item, row, outcome).0
    });
    let mut all: Vec<Held> = each.collect();
    let mut refused = Vec::new();
    for (k, item) in plan.items.iter().enumerate() {
        let falls = plan.nodes.get(item.node).is_some_and(|node| node.role == Role::Deduction);
        let least = Held::Earned(if falls { item.max.clone() } else { Exact::ZERO });
        let Some(slot) = all.get_mut(k).filter(|held| matches!(held, Held::Earned(_))) else {
            continue;
        };
        let earned = std::mem::replace(slot, least);
        refused.push((item.node, tallies(plan, &all)));
        if let Some(slot) = all.get_mut(k) {
            *slot = earned;
        }
    }
    refused
}

/// The tallies of one agency when every open item earns what `open` says; it does not apply where that is nothing.
pub(super) fn end(
    plan: &Plan,
    evidence: &Evidence,
    columns: &[Column],
    row: usize,
    open: &dyn Fn(&PlannedItem) -> Option<Exact>,
) -> Vec<Tally> {
    let facts = Facts { columns, calendar: &plan.calendar, row };
    let held = plan.items.iter().map(|item| {
        let presence = evidence.presence(row, item.node);
        let granted = evidence.grant(row, item.node).is_some();
        if absent(plan, item, presence).is_none() && !granted && is_open(item, &facts) {
            return open(item).map_or(Held::Absent, Held::Earned);
        }
        let outcome = item.rule.judge(&facts, &item.max, &mut Silence);
        held(plan, evidence, item, row, outcome).0
    });
    tallies(plan, &held.collect::<Vec<Held>>())
}

/// The items of one agency that apply and of which a figure is not given yet.
pub(super) fn open<'a>(
    plan: &'a Plan,
    evidence: &Evidence,
    columns: &[Column],
    row: usize,
) -> Vec<&'a PlannedItem> {
    let facts = Facts { columns, calendar: &plan.calendar, row };
    let applies =
        |item: &&PlannedItem| absent(plan, item, evidence.presence(row, item.node)).is_none();
    let items = plan.items.iter().filter(applies);
    let granted = |item: &PlannedItem| evidence.grant(row, item.node).is_some();
    items.filter(|item| !granted(item) && is_open(item, &facts)).collect()
}

/// Whether any figure that the item's rule reads is not given yet.
fn is_open(item: &PlannedItem, facts: &Facts<'_>) -> bool {
    item.asks.iter().any(|slots| slots.clone().all(|slot| facts.at(slot).is_none()))
}

/// What an outcome is to the sums, with its status; a granted mark goes before it.
fn held(
    plan: &Plan,
    evidence: &Evidence,
    item: &PlannedItem,
    row: usize,
    outcome: Outcome,
) -> (Held, Status) {
    let presence = evidence.presence(row, item.node);
    if let Some(status) = absent(plan, item, presence) {
        return (Held::Absent, status);
    }
    if let Some(grant) = evidence.grant(row, item.node) {
        return (Held::Earned(grant.points.clone()), Status::Scored);
    }
    let sent = presence.is_sent() || !item.reads;
    match outcome.and_then(|points| if sent { Ok(points) } else { Err(Gap::Missing) }) {
        Ok(points) => (Held::Earned(points), Status::Scored),
        Err(Gap::NotApplicable) if sent => (Held::Absent, Status::NotApplicableByRule),
        Err(_) => {
            let status =
                if *presence == Presence::NotSent { Status::NotSubmitted } else { Status::Missing };
            let held = if item.missing == Missing::Zero {
                Held::Earned(Exact::ZERO)
            } else {
                Held::Absent
            };
            (held, status)
        }
    }
}
