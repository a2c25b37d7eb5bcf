//! Proves the set sound: sums, rules, tiers. What an official text has all the same is accepted there, and noted.

use std::collections::BTreeSet;

use super::tiers::check_tiers;
use super::{Absence, Better, Criteria, Node, Role};
use crate::fault::{Fault, Faults, hint};
use crate::quantity::Exact;
use crate::rule::Proof;

/// Findings that criteria may accept with a reason: defects of an official text, not slips of the writer.
pub(crate) const FINDINGS: &[&str] = &[
    "children-sum",
    "total-sum",
    "repeated-code",
    "bands-gap",
    "bands-overlap",
    "band-unreachable",
    "max-unreachable",
    "max-exceeded",
    "not-monotone",
    "zero-denominator",
    "over-fulfilment",
    "rescale-differs",
    "tiers-gap",
    "tiers-overlap",
];

pub(super) fn check(criteria: &Criteria) -> Faults {
    let mut found: Vec<(usize, Fault)> = Vec::new();
    for (k, node) in criteria.nodes.iter().enumerate() {
        let mut find = |fault: Option<Fault>| found.extend(fault.map(|fault| (k, fault)));
        find(sum_of_children(criteria, k, node));
        find(rescaled(k, node));
        for fault in mixed_roles(criteria, node)
            .into_iter()
            .chain(repeated_codes(criteria, node))
            .chain(proved(node))
        {
            find(Some(fault));
        }
    }
    for group in &criteria.groups {
        found.extend(check_tiers(criteria, group).into_iter().map(|fault| (0, fault)));
    }
    accepted(criteria, found)
}

/// Findings that a node or one of its ancestors accepts become notes; an acceptance that nothing needs is a fault.
fn accepted(criteria: &Criteria, found: Vec<(usize, Fault)>) -> Faults {
    let mut faults = Faults::default();
    let mut used: Vec<(usize, &str)> = Vec::new();
    for (k, fault) in found {
        let accept = lineage(criteria, k).find_map(|at| {
            let node = criteria.nodes.get(at)?;
            let acceptable = FINDINGS.contains(&fault.name());
            node.accepts
                .iter()
                .find(|accept| acceptable && accept.finding == fault.name())
                .map(|accept| (at, accept))
        });
        match accept {
            Some((at, accept)) => {
                used.push((at, accept.finding.as_str()));
                faults.add(fault.accepted(&accept.reason));
            }
            None => faults.add(fault),
        }
    }
    for (k, node) in criteria.nodes.iter().enumerate() {
        for accept in &node.accepts {
            let finding = accept.finding.as_str();
            if !FINDINGS.contains(&finding) {
                let hint = hint(finding, FINDINGS.iter().copied());
                faults.add(
                    Fault::new("unknown-finding", &accept.place)
                        .with("finding", finding)
                        .with("hint", hint),
                );
            } else if !used.contains(&(k, finding)) {
                faults.add(Fault::new("accepts-nothing", &accept.place).with("finding", finding));
            }
        }
    }
    faults
}

/// The node and its ancestors, the set last.
fn lineage(criteria: &Criteria, k: usize) -> impl Iterator<Item = usize> {
    let up = |k: &usize| (*k > 0).then(|| criteria.nodes.get(*k).map_or(0, |node| node.parent));
    std::iter::successors(Some(k), up)
}

fn sum_of_children(criteria: &Criteria, k: usize, node: &Node) -> Option<Fault> {
    if node.children.is_empty() {
        return None;
    }
    let alike = |child: &&Node| child.role == node.role;
    let children =
        node.children.iter().filter_map(|child| criteria.nodes.get(*child)).filter(alike);
    let sum: Exact = children.map(|child| &child.max).sum();
    let name = if k == 0 { "total-sum" } else { "children-sum" };
    // a block of bonuses or deductions may list more than it lets through
    let wrong = if node.role == Role::Score { sum != node.max } else { sum < node.max };
    wrong.then(|| {
        let fault = Fault::new(name, &node.max_place).with("item", node.id.as_str());
        fault.with("max", &node.max).with("sum", &sum)
    })
}

fn mixed_roles(criteria: &Criteria, node: &Node) -> Vec<Fault> {
    let children = node.children.iter().filter_map(|child| criteria.nodes.get(*child));
    let mixed = children.filter(|child| node.role != Role::Score && child.role != node.role);
    mixed
        .map(|child| {
            Fault::new("role-mixed", &child.max_place)
                .with("item", child.id.as_str())
                .with("parent", node.id.as_str())
        })
        .collect()
}

fn repeated_codes(criteria: &Criteria, node: &Node) -> Vec<Fault> {
    let mut codes = BTreeSet::new();
    let children = node.children.iter().filter_map(|child| criteria.nodes.get(*child));
    let twins = children.filter(|child| !codes.insert(child.code.as_str()));
    twins
        .map(|child| {
            Fault::new("repeated-code", &child.place)
                .with("code", &child.code)
                .with("id", child.id.as_str())
        })
        .collect()
}

fn rescaled(k: usize, node: &Node) -> Option<Fault> {
    match &node.absence {
        (Absence::RescaleTo(most), at) if *at == k && *most != node.max => {
            let fault =
                Fault::new("rescale-differs", &node.max_place).with("item", node.id.as_str());
            Some(fault.with("to", most).with("max", &node.max))
        }
        _ => None,
    }
}

/// What a rule proves about itself, and whether its maximum is what it can award.
fn proved(node: &Node) -> Vec<Fault> {
    let Some(rule) = &node.rule else {
        return Vec::new();
    };
    let mut proof = Proof {
        item: node.id.as_str(),
        place: &node.rule_place,
        max: &node.max,
        better: node.better.map(|better| better == Better::Higher),
        proportional: false,
        findings: Vec::new(),
    };
    let range = rule.prove(&mut proof);
    if range.most != node.max {
        let name = if range.most < node.max { "max-unreachable" } else { "max-exceeded" };
        let fault =
            Fault::new(name, &node.max_place).with("most", &range.most).with("max", &node.max);
        proof.find(fault, range.record);
    }
    if range.least.is_negative() {
        let fault = Fault::new("points-negative", &node.rule_place).with("least", &range.least);
        proof.find(fault, Vec::new());
    }
    proof.findings
}
