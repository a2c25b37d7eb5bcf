//! Proves the set sound: sums, rules, tiers. What an official text has all the same is accepted there, and noted.

use super::tiers::check_tiers;
use super::{Absence, Better, Criteria, Node, Role};
use crate::fault::{Fault, Faults, did_you_mean};
use crate::language::{Message, Term};
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
        find(shares(node));
        for fault in mixed_roles(criteria, node)
            .into_iter()
            .chain(repeated_codes(criteria, node))
            .chain(proved(node))
        {
            find(Some(fault));
        }
    }
    for group in &criteria.groups {
        found.extend(
            check_tiers(criteria, group)
                .into_iter()
                .map(|fault| (0, fault)),
        );
    }
    let root = criteria.nodes.first();
    found.extend(
        root.and_then(|root| digits(criteria, root))
            .map(|fault| (0, fault)),
    );
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
                let hint = did_you_mean(finding, FINDINGS.iter().copied());
                let hint = hint.map_or(Term::from(""), |name| {
                    Message::new("did-you-mean").with("name", name).into()
                });
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
    let children = node
        .children
        .iter()
        .filter_map(|child| criteria.nodes.get(*child))
        .filter(alike);
    let sum: Exact = children.map(|child| &child.max).sum();
    let name = if k == 0 { "total-sum" } else { "children-sum" };
    // a block of bonuses or deductions may list more than it lets through
    let wrong = if node.role == Role::Score {
        sum != node.max
    } else {
        sum < node.max
    };
    wrong.then(|| {
        let fault = Fault::new(name, &node.max_place).with("item", node.id.as_str());
        fault.with("max", &node.max).with("sum", &sum)
    })
}

fn mixed_roles(criteria: &Criteria, node: &Node) -> Vec<Fault> {
    let children = node
        .children
        .iter()
        .filter_map(|child| criteria.nodes.get(*child));
    let mixed = children.filter(|child| node.role != Role::Score && child.role != node.role);
    mixed
        .map(|child| {
            Fault::new("role-mixed", &child.place)
                .with("item", child.id.as_str())
                .with("parent", node.id.as_str())
        })
        .collect()
}

fn repeated_codes(criteria: &Criteria, node: &Node) -> Vec<Fault> {
    let children: Vec<&Node> = node
        .children
        .iter()
        .filter_map(|child| criteria.nodes.get(*child))
        .collect();
    let twins = children.iter().enumerate().filter(|(k, child)| {
        children
            .iter()
            .take(*k)
            .any(|before| before.code == child.code)
    });
    twins
        .map(|(_, child)| {
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

fn shares(node: &Node) -> Option<Fault> {
    let sum: Exact = node.answerable.iter().map(|(_, share)| share).sum();
    (!node.answerable.is_empty() && sum != Exact::HUNDRED).then(|| {
        Fault::new("shares-sum", &node.place)
            .with("item", node.id.as_str())
            .with("sum", &sum)
    })
}

fn digits(criteria: &Criteria, root: &Node) -> Option<Fault> {
    let stages = criteria.stages;
    let all = [
        stages.leaf,
        stages.area,
        stages.total,
        stages.percent,
        stages.display,
    ];
    let most = all
        .into_iter()
        .flatten()
        .map(|rounding| rounding.digits)
        .max()?;
    (most > 12).then(|| Fault::new("digits-bad", &root.place).with("digits", usize::from(most)))
}

/// What a rule proves about itself, and whether its maximum is what it can award.
fn proved(node: &Node) -> Vec<Fault> {
    let Some(rule) = &node.rule else {
        return Vec::new();
    };
    let mut proof = Proof {
        item: node.id.as_str(),
        place: &node.place,
        max: &node.max,
        better: node.better.map(|better| better == Better::Higher),
        proportional: false,
        findings: Vec::new(),
    };
    let range = rule.prove(&mut proof);
    if range.most != node.max {
        let name = if range.most < node.max {
            "max-unreachable"
        } else {
            "max-exceeded"
        };
        let fault = Fault::new(name, &node.max_place)
            .with("most", &range.most)
            .with("max", &node.max);
        proof.find(fault, range.record);
    }
    if range.least.is_negative() {
        let fault = Fault::new("points-negative", &node.place).with("least", &range.least);
        proof.find(fault, Vec::new());
    }
    proof.findings
}
