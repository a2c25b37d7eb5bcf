//! Points as whole counts of one unit, where every maximum is one and none can outgrow 32 bits.

use super::{PlannedItem, PlannedNode};
use crate::criteria::Role;
use crate::quantity::{Exact, Rounding, Stages};

/// No sum of points has more counts than this.
const MOST: i64 = 1 << 30;

/// What a count of points stands for, and the tree in counts.
#[derive(Clone, Debug)]
pub(crate) struct Counted {
    /// Millionths that a count stands for.
    pub unit: i64,
    /// No points of a node, nor its maximum, are more counts than this.
    pub most: i64,
    /// The maximum of each item.
    pub items: Vec<i32>,
    /// The nodes with children, in the order of the decision.
    pub inner: Vec<Inner>,
    /// For each node, its place among the items or among the nodes with children.
    pub places: Vec<Placed>,
    /// For each item, the place of its parent among the nodes with children, and how it adds to it.
    pub parents: Vec<Up>,
}

/// A node's place among its like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Placed {
    Item(usize),
    Inner(usize),
}

/// A node with children.
#[derive(Clone, Debug)]
pub(crate) struct Inner {
    /// The most that a block of bonuses or deductions adds or takes.
    pub cut: Option<i32>,
    /// What its sum is rounded to, in counts, with the mode; nothing where no count is cut off.
    pub rounding: Option<(i32, Rounding)>,
    pub up: Option<Up>,
}

/// How a node adds to its parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Up {
    /// The parent's place among the nodes with children.
    pub inner: usize,
    pub adds: Adds,
}

/// What a node's points are to its parent's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Adds {
    /// Points and maximum.
    Both,
    /// Points beyond any maximum.
    Bonus,
    /// Points taken away.
    Deduction,
}

impl Counted {
    /// The tree in counts, if it fits.
    pub fn of(items: &[PlannedItem], nodes: &[PlannedNode], stages: &Stages) -> Option<Self> {
        let maxima: Vec<i64> =
            items.iter().map(|item| item.max.millionths()).collect::<Option<_>>()?;
        let blocks: Vec<i64> = nodes
            .iter()
            .filter(|node| node.item.is_none() && node.role != Role::Score)
            .map(|node| node.max.millionths())
            .collect::<Option<_>>()?;
        let leaf = stages.leaf.map(step);
        let slack = i64::try_from(nodes.len()).ok()?.checked_mul(1_000_000)?;
        let all = maxima.iter().chain(&blocks).try_fold(slack, |sum, max| sum.checked_add(*max))?;
        let grains: Vec<i64> = maxima.iter().copied().chain(blocks).chain(leaf).collect();
        let fits = |unit: &i64| grains.iter().all(|grain| grain % unit == 0) && all / unit < MOST;
        let units = [1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];
        let unit = match stages.leaf {
            Some(_) => units.into_iter().find(fits)?,
            None => units.into_iter().rev().find(fits)?,
        };
        let rounds_items = stages.area.is_some_and(|stage| step(stage) > unit);
        if rounds_items && nodes.iter().any(|node| node.item.is_some() && node.depth < 2) {
            return None;
        }
        let counts = |millionths: &i64| i32::try_from(millionths / unit).ok();
        let places = places(nodes);
        Some(Self {
            unit,
            most: all / unit,
            items: maxima.iter().map(counts).collect::<Option<_>>()?,
            inner: inner(nodes, &places, stages, unit)?,
            parents: items
                .iter()
                .map(|item| up(nodes, &places, item.node))
                .collect::<Option<_>>()?,
            places,
        })
    }
}

fn step(rounding: Rounding) -> i64 {
    10_i64.pow(6 - u32::from(rounding.digits.min(6)))
}

fn places(nodes: &[PlannedNode]) -> Vec<Placed> {
    let mut inner = 0;
    let mut place = |node: &PlannedNode| match node.item {
        Some(item) => Placed::Item(item),
        None => {
            inner += 1;
            Placed::Inner(inner - 1)
        }
    };
    nodes.iter().map(&mut place).collect()
}

fn up(nodes: &[PlannedNode], places: &[Placed], child: usize) -> Option<Up> {
    let parent = nodes.iter().position(|node| node.children.contains(&child))?;
    let Some(Placed::Inner(inner)) = places.get(parent).copied() else {
        return None;
    };
    let role = nodes.get(child)?.role;
    let adds = match (role, nodes.get(parent)?.role) {
        (role, above) if role == above => Adds::Both,
        (Role::Bonus, _) => Adds::Bonus,
        (Role::Deduction, _) => Adds::Deduction,
        (Role::Score, _) => return None,
    };
    Some(Up { inner, adds })
}

fn inner(
    nodes: &[PlannedNode],
    places: &[Placed],
    stages: &Stages,
    unit: i64,
) -> Option<Vec<Inner>> {
    let parents = nodes.iter().enumerate().filter(|(_, node)| node.item.is_none());
    let inner = |(k, node): (usize, &PlannedNode)| {
        let stage = match (k, node.depth) {
            (0, _) => stages.total,
            (_, 1) => stages.area,
            _ => None,
        };
        let counts = |max: &Exact| i32::try_from(max.millionths()? / unit).ok();
        let coarse = stage.filter(|stage| step(*stage) > unit);
        let rounding = coarse.map(|stage| Some((i32::try_from(step(stage) / unit).ok()?, stage)));
        Some(Inner {
            cut: if node.role == Role::Score { None } else { Some(counts(&node.max)?) },
            rounding: match rounding {
                Some(rounding) => Some(rounding?),
                None => None,
            },
            up: if k == 0 { None } else { Some(up(nodes, places, k)?) },
        })
    };
    parents.map(inner).collect()
}
