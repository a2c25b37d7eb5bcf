//! The obvious scorer: for each agency walk the tree, add up, and keep every number a fraction.

use std::collections::BTreeMap;

use num_traits::{Signed, Zero};

use super::award::Award;
use super::round::rounded;
use super::set::{Agency, Body, Figure, Method, Missing, Node, Number, Policy, Set, Worth, number};
use super::value::Desk;

/// What became of an item or a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Scored,
    Missing,
    NotSubmitted,
    NotApplicable,
}

/// Who says what an item that does not apply earns.
#[derive(Clone, Debug, PartialEq)]
enum Carrier {
    Node(String),
    Set,
    Survey,
}

/// An item of one agency before the tree is added up.
struct Leaf {
    status: Status,
    /// `None`: the item does not apply.
    award: Option<Number>,
    policy: Policy,
    carrier: Carrier,
}

/// A node of one agency.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    pub points: Number,
    pub max: Number,
    pub status: Status,
    /// An item, not a node with items.
    pub is_item: bool,
    /// Its worth is a maximum, not a bonus or a deduction.
    pub is_max: bool,
}

/// An agency before tiers and ranks.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    pub points: Number,
    pub max: Number,
    pub nodes: BTreeMap<String, Scored>,
}

/// Points within the maximum, bonus less deductions, and the maximum that applies.
#[derive(Default)]
struct Sum {
    base: Number,
    extra: Number,
    max: Number,
}

impl Sum {
    fn add(&mut self, worth: &Worth, child: Sum) {
        match worth {
            Worth::Max(_) => {
                self.base += child.base;
                self.extra += child.extra;
                self.max += child.max;
            }
            Worth::Bonus(_) => self.extra += child.base,
            Worth::Deduction(_) => self.extra -= child.base,
        }
    }
}

/// One agency's items and, while the tree is added up, its nodes.
struct Walk<'a> {
    set: &'a Set,
    leaves: BTreeMap<&'a str, Leaf>,
    nodes: BTreeMap<String, Scored>,
}

/// Scores one agency; the others matter only to a mean.
pub fn score(set: &Set, agencies: &[Agency], agency: &Agency) -> Sheet {
    let paths = set.items();
    let leaf_of = |path: &Vec<&_>| leaf(&Desk { set, agencies, agency, path });
    let leaves =
        paths.iter().filter_map(|path| Some((path.last()?.id.as_str(), leaf_of(path)?))).collect();
    let mut walk = Walk { set, leaves, nodes: BTreeMap::new() };
    let total = walk.total();
    let nodes = walk.nodes;
    Sheet { points: total.base, max: total.max, nodes }
}

/// What became of one item, and whose policy holds if it does not apply.
fn leaf(desk: &Desk) -> Option<Leaf> {
    let item = desk.path.last()?;
    let Body::Rule(rule) = &item.body else {
        return None;
    };
    let (mut policy, mut carrier) = nearest_policy(desk);
    let (status, award) = if let Some(survey) = &desk.set.survey_not_held
        && nearest(desk, |n| n.method) == Some(Method::Survey)
    {
        (policy, carrier) = (survey.clone(), Carrier::Survey);
        (Status::NotApplicable, None)
    } else if desk.is_declared_out() {
        (Status::NotApplicable, None)
    } else if let Some(points) = desk.agency.record.granted.get(&item.id) {
        (Status::Scored, Some(points.clone()))
    } else {
        let awarded = if is_silent(desk, &rule.reads()) {
            Award::Missing
        } else {
            desk.award(rule, item.worth.amount())
        };
        match awarded {
            Award::Points(points) => (Status::Scored, Some(points)),
            Award::NotApplicable => (Status::NotApplicable, None),
            Award::Missing => {
                let zero = nearest(desk, |n| n.missing).or(desk.set.missing)
                    != Some(Missing::NotApplicable);
                let absent = is_silent(desk, &rule.reads())
                    && !desk.agency.record.declared.contains_key(&item.id);
                let status = if absent { Status::NotSubmitted } else { Status::Missing };
                (status, zero.then(Number::zero))
            }
        }
    };
    Some(Leaf { status, award, policy, carrier })
}

/// Nothing that the rule reads was sent, now or a year ago, wherever the figures are held.
fn is_silent(desk: &Desk, reads: &[&str]) -> bool {
    let given = |name: &&str| desk.is_sent(name) || desk.is_sent(&format!("{name}.last_year"));
    !reads.is_empty() && !reads.iter().any(given)
}

fn nearest<T>(desk: &Desk, what: impl Fn(&Node) -> Option<T>) -> Option<T> {
    desk.path.iter().rev().find_map(|node| what(node))
}

fn nearest_policy(desk: &Desk) -> (Policy, Carrier) {
    nearest(desk, |n| Some((n.policy.clone()?, Carrier::Node(n.id.clone()))))
        .or_else(|| Some((desk.set.policy.clone()?, Carrier::Set)))
        .unwrap_or((Policy::Exclude, Carrier::Set))
}

impl<'a> Walk<'a> {
    /// The items below a node, itself if it is one.
    fn leaves_below(&self, node: &'a Node) -> Vec<(&'a Node, &Leaf)> {
        match self.leaves.get(node.id.as_str()) {
            Some(leaf) => vec![(node, leaf)],
            None => node.items().iter().flat_map(|item| self.leaves_below(item)).collect(),
        }
    }

    /// A node applies when an item with a maximum below it does; in a bonus or deduction, when any item does.
    fn applies(&self, node: &'a Node) -> bool {
        let counts = |item: &Node| !node.worth.is_max() || item.worth.is_max();
        self.leaves_below(node).iter().any(|(item, leaf)| counts(item) && leaf.award.is_some())
    }

    /// Whether the node's maximum goes to its siblings. A survey that was not held follows its own policy.
    fn is_redistributed(&self, node: &'a Node, inherited: Option<&Policy>) -> bool {
        let leaves = self.leaves_below(node);
        node.worth.is_max()
            && node.policy.as_ref().or(inherited) == Some(&Policy::Redistribute)
            && !self.applies(node)
            && !leaves
                .iter()
                .any(|(item, leaf)| item.worth.is_max() && counts_in_full(&leaf.policy))
            && leaves
                .iter()
                .any(|(item, leaf)| item.worth.is_max() && leaf.carrier != Carrier::Survey)
    }

    /// Children with the factor of each: what does not apply is shared among the siblings that do.
    fn shared(
        &self,
        children: &'a [Node],
        factor: &Number,
        inherited: Option<&Policy>,
    ) -> Vec<(&'a Node, Number)> {
        let gone = children.iter().filter(|c| self.is_redistributed(c, inherited));
        let pool: Number = gone.map(|c| c.worth.amount()).sum();
        let takes = |c: &'a Node| c.worth.is_max() && self.applies(c);
        let takers =
            number(children.iter().filter(|c| takes(c)).count().try_into().unwrap_or(0), 1);
        let grown = |c: &'a Node| {
            let max = c.worth.amount();
            if takes(c) { factor * (max + &pool / &takers) / max } else { factor.clone() }
        };
        children.iter().map(|c| (c, grown(c))).collect()
    }

    /// Adds a node up; `factor` is what redistribution above made of a point.
    fn sum(&mut self, node: &'a Node, factor: &Number) -> Sum {
        let whole = node.worth.amount() * factor;
        let mut sum = Sum::default();
        let status = match self.leaves.get(node.id.as_str()) {
            Some(leaf) => {
                (sum.base, sum.max) = match &leaf.award {
                    Some(award) => {
                        let cut = (award * factor).clamp(Number::zero(), whole.clone());
                        (rounded(cut, self.set.rounding.leaf).min(whole.clone()), whole)
                    }
                    None if counts_in_full(&leaf.policy) => (whole.clone(), whole),
                    None => (Number::zero(), Number::zero()),
                };
                leaf.status
            }
            None => {
                for (child, factor) in self.shared(node.items(), factor, None) {
                    let of_child = self.sum(child, &factor);
                    match node.worth {
                        Worth::Max(_) => sum.add(&child.worth, of_child),
                        _ => sum.add(&Worth::Max(Number::zero()), of_child),
                    }
                }
                if !node.worth.is_max() && sum.max.is_positive() {
                    sum.base = sum.base.min(whole.clone());
                    sum.max = whole;
                }
                if let Some(Policy::RescaleTo(n)) = &node.policy
                    && self.left_out(std::slice::from_ref(node), &Carrier::Node(node.id.clone()))
                {
                    sum.rescale(&(n * factor));
                }
                if self.applies(node) { Status::Scored } else { Status::NotApplicable }
            }
        };
        self.note(node, &sum, status);
        sum
    }

    fn note(&mut self, node: &Node, sum: &Sum, status: Status) {
        let is_item = self.leaves.contains_key(node.id.as_str());
        let is_max = node.worth.is_max();
        let points = &sum.base + &sum.extra;
        self.nodes.insert(
            node.id.clone(),
            Scored { points, max: sum.max.clone(), status, is_item, is_max },
        );
    }

    /// Whether an item with a maximum does not apply under the policy of `carrier`.
    fn left_out(&self, nodes: &'a [Node], carrier: &Carrier) -> bool {
        let leaves = nodes.iter().flat_map(|n| self.leaves_below(n));
        leaves.into_iter().any(|(item, leaf)| {
            item.worth.is_max() && leaf.award.is_none() && leaf.carrier == *carrier
        })
    }

    /// The total: areas, bonus, deductions; rescaled, not under 0, rounded.
    fn total(&mut self) -> Sum {
        let set = self.set;
        let one = number(1, 1);
        let mut total = Sum::default();
        for (area, factor) in self.shared(&set.areas, &one, set.policy.as_ref()) {
            let sum = self.sum(area, &factor);
            let base = rounded(&sum.base + &sum.extra, set.rounding.area);
            let area_sum = Sum { base, extra: Number::zero(), max: sum.max };
            if let Some(noted) = self.nodes.get_mut(&area.id) {
                noted.points = area_sum.base.clone();
            }
            total.add(&area.worth, area_sum);
        }
        for (policy, carrier) in
            [(&set.policy, Carrier::Set), (&set.survey_not_held, Carrier::Survey)]
        {
            if let Some(Policy::RescaleTo(n)) = policy
                && self.left_out(&set.areas, &carrier)
            {
                total.rescale(n);
                break;
            }
        }
        let points = (total.base + total.extra).max(Number::zero());
        Sum { base: rounded(points, set.rounding.total), extra: Number::zero(), max: total.max }
    }
}

impl Sum {
    fn rescale(&mut self, to: &Number) {
        if self.max.is_positive() {
            self.base = &self.base * to / &self.max;
            self.max = to.clone();
        }
    }
}

fn counts_in_full(policy: &Policy) -> bool {
    matches!(policy, Policy::FullPoints | Policy::Grant)
}

/// Whether the agency sent anything for an item of method `self`, or for a node whose method is `self`.
pub fn is_self_scored(set: &Set, agency: &Agency) -> bool {
    if let Some((_, self_scored)) = agency.record.lanes {
        return self_scored;
    }
    fn own<'a>(node: &'a Node, above: Method, found: &mut Vec<&'a str>) {
        let method = node.method.unwrap_or(above);
        if method == Method::Own {
            found.push(&node.id);
        }
        node.items().iter().for_each(|item| own(item, method, found));
    }
    let mut ids = Vec::new();
    set.areas.iter().for_each(|area| own(area, Method::Own, &mut ids));
    let figures: Vec<(&String, &Figure)> =
        agency.record.figures.iter().map(|((id, _), f)| (id, f)).collect();
    ids.iter().any(|id| {
        agency.record.declared.contains_key(*id) || figures.iter().any(|(of, _)| of == id)
    })
}
