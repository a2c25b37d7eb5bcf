//! Strategies for sound sets of random depth, with agencies and what they sent. Everything is drawn independently and then
//! settled into a set that adds up, so that shrinking any part leads to a smaller sound case.

use proptest::prelude::*;
use proptest::sample::select;

use super::generate_nested::scaled;
use super::generate_record::{Seeds, agencies, seeds, worth_like};
use super::generate_rule::{opt, rule};
use super::generate_settings::{missing, policy, settings};
use super::generate_standing::{RawTiers, raw_tiers, raw_ties, settle_tiers, settle_ties};
use super::generate_value::{field, shared};
use super::set::{
    Body, Case, Field, Group, Method, Missing, Need, Node, Number, Policy, Set, Tiers, Ties, Worth,
    number,
};
use super::standing::standings;

/// A sound set with one to twelve agencies.
pub fn case() -> impl Strategy<Value = Case> {
    let agencies = prop::collection::vec(seeds(), 1..=12);
    (prop::collection::vec(area(), 1..=4), agencies, standing(), settings()).prop_map(settled)
}

fn area() -> BoxedStrategy<Node> {
    let method =
        || opt(0.3, select(vec![Method::Survey, Method::External, Method::Own, Method::Read]));
    let max = select(vec![
        (1, 1),
        (2, 1),
        (1, 2),
        (1, 4),
        (3, 2),
        (5, 2),
        (3, 1),
        (5, 1),
        (1, 20),
        (5, 4),
    ]);
    let worth = |rare: u32| prop_oneof![8 => Just(0), rare => Just(1), rare => Just(2)];
    let absences = |rescale| (opt(0.35, policy(rescale)), opt(0.2, missing()));
    let item = (rule("", 1), max, worth(1), method(), absences(false)).prop_map(
        |((rule, fields), (n, d), kind, method, (policy, missing))| {
            let max = number(n, d);
            let body = Body::Rule(Box::new(scaled(rule, &max)));
            node(worth_of(kind, max), method, policy, missing, fields, body)
        },
    );
    item.prop_recursive(3, 12, 4, move |inner| {
        let items = prop::collection::vec(inner, 1..=4);
        // The amount says how much of its children's sum a bonus or deduction can be.
        (items, worth(1), any::<bool>(), method(), absences(true)).prop_map(
            |(items, kind, capped, method, (policy, missing))| {
                let part = number(1, if capped { 2 } else { 1 });
                node(worth_of(kind, part), method, policy, missing, Vec::new(), Body::Items(items))
            },
        )
    })
    .boxed()
}

fn worth_of(kind: u8, amount: Number) -> Worth {
    match kind {
        0 => Worth::Max(amount),
        1 => Worth::Bonus(amount),
        _ => Worth::Deduction(amount),
    }
}

fn node(
    worth: Worth,
    method: Option<Method>,
    policy: Option<Policy>,
    missing: Option<Missing>,
    fields: Vec<Field>,
    body: Body,
) -> Node {
    Node { id: String::new(), code: String::new(), worth, method, policy, missing, fields, body }
}

/// Tiers and ties of up to two groups, where they stand, and whether ids differ from codes.
type Standing = ((Option<RawTiers>, Option<RawTiers>), (Option<Ties>, Option<Ties>), [bool; 4]);

fn standing() -> impl Strategy<Value = Standing> {
    let tiers = || opt(0.8, raw_tiers());
    let ties = || opt(0.6, raw_ties());
    ((tiers(), tiers()), (ties(), ties()), any::<[bool; 4]>())
}

fn settled((mut areas, seeds, standing, mut set): (Vec<Node>, Vec<Seeds>, Standing, Set)) -> Case {
    let ((tiers, other_tiers), (ties, other_ties), [two_groups, at_set, own_ids, decided]) =
        standing;
    let is_rescaled = |policy: &Option<Policy>| matches!(policy, Some(Policy::RescaleTo(_)));
    let rescaled = is_rescaled(&set.policy) || is_rescaled(&set.survey_not_held);
    children(&mut areas, "", own_ids, &Worth::Max(number(1, 1)), rescaled, true);
    set.areas = areas;
    let ids: Vec<String> = max_ids(&set.areas);
    let tiers = tiers.map(|raw| settle_tiers(raw, &ids, &set.total()));
    let other_tiers = other_tiers.map(|raw| settle_tiers(raw, &ids, &set.total()));
    let ties = ties.map(|ties| settle_ties(ties, &ids));
    let other_ties = other_ties.map(|ties| settle_ties(ties, &ids));
    let group = |name: &str, tiers: &Option<Tiers>, ties: &Option<Ties>| Group {
        name: name.to_owned(),
        tiers: tiers.clone().filter(|_| !at_set),
        ties: ties.clone().filter(|_| !at_set),
    };
    set.groups = vec![group("first", &tiers, &ties)];
    if two_groups {
        set.groups.push(group("second", &other_tiers, &other_ties));
    }
    if at_set {
        (set.tiers, set.ties) = (tiers, ties);
    }
    declare(&mut set);
    let all_tiers: Vec<&Tiers> =
        set.groups.iter().filter_map(|g| g.tiers.as_ref()).chain(&set.tiers).collect();
    let unranked = all_tiers.iter().all(|t| t.quota.is_none());
    let agencies = agencies(&set, seeds, unranked);
    let mut case = Case { set, agencies, decisions: Vec::new() };
    if decided {
        case.decisions = decisions(&case);
    }
    case
}

fn max_ids(nodes: &[Node]) -> Vec<String> {
    let of = |n: &Node| std::iter::once(n.id.clone()).chain(max_ids(n.items())).collect::<Vec<_>>();
    nodes.iter().filter(|n| n.worth.is_max()).flat_map(of).collect()
}

/// Gives the children their ids and the kind of points that fits their parent.
fn children(
    items: &mut [Node],
    above: &str,
    own_ids: bool,
    parent: &Worth,
    rescaled: bool,
    top: bool,
) {
    let first_max = !items.iter().any(|n| n.worth.is_max());
    for (at, item) in items.iter_mut().enumerate() {
        let must_be_max = (rescaled && !top) || (first_max && at == 0);
        let like = match parent {
            Worth::Max(_) if must_be_max => Worth::Max(number(1, 1)),
            Worth::Max(_) => item.worth.clone(),
            other => other.clone(),
        };
        item.worth = worth_like(&like, item.worth.amount().clone());
        let place = (at + 1).to_string();
        item.id = if above.is_empty() { place.clone() } else { format!("{above}.{place}") };
        item.code = if own_ids && !top { format!("m{place}") } else { item.id.clone() };
        settle(item, own_ids, rescaled);
    }
}

fn settle(node: &mut Node, own_ids: bool, rescaled: bool) {
    let is_item = matches!(node.body, Body::Rule(_));
    node.policy = match (&node.worth, node.policy.take()) {
        (Worth::Deduction(_), _) => is_item.then_some(Policy::Exclude),
        (Worth::Bonus(_), _) if !is_item => None,
        (Worth::Bonus(_), Some(Policy::Redistribute)) => Some(Policy::Grant),
        (_, policy) => policy,
    };
    let rescaled = rescaled || matches!(node.policy, Some(Policy::RescaleTo(_)));
    if let Body::Items(items) = &mut node.body {
        children(items, &node.id, own_ids, &node.worth, rescaled, false);
        let counts = |n: &&Node| !node.worth.is_max() || n.worth.is_max();
        let sum: Number = items.iter().filter(counts).map(|n| n.worth.amount()).sum();
        let part = if node.worth.is_max() { number(1, 1) } else { node.worth.amount().clone() };
        node.worth = worth_like(&node.worth, sum * part);
    }
}

/// Declares the fields that rules, tiers and tie keys read at an area or at the set.
fn declare(set: &mut Set) {
    fn read(node: &Node) -> Vec<String> {
        match &node.body {
            Body::Rule(rule) => rule.reads().into_iter().map(str::to_owned).collect(),
            Body::Items(items) => items.iter().flat_map(read).collect(),
        }
    }
    let named = |names: &[String], prefix: &str| {
        let mut names: Vec<String> =
            names.iter().filter(|n| n.starts_with(prefix)).cloned().collect();
        names.sort();
        names.dedup();
        names.iter().filter_map(|name| Some(field(name, shared(name)?))).collect::<Vec<Field>>()
    };
    let mut all = Vec::new();
    for area in &mut set.areas {
        let names = read(area);
        area.fields.extend(named(&names, "area_"));
        all.extend(names);
    }
    let tiers = set.groups.iter().filter_map(|g| g.tiers.as_ref()).chain(&set.tiers);
    for tiers in tiers {
        let needs = tiers
            .tiers
            .iter()
            .flat_map(|t| &t.needs)
            .chain(tiers.caps.iter().map(|(need, _)| need));
        let facts = needs
            .filter_map(|n| if let Need::Fact(condition) = n { Some(condition) } else { None });
        all.extend(facts.flat_map(|condition| condition.reads()).map(str::to_owned));
    }
    let ties = set.groups.iter().filter_map(|g| g.ties.as_ref()).chain(&set.ties);
    all.extend(ties.flat_map(|ties| ties.facts()));
    set.fields = named(&all, "set_");
}

/// Decides every tie that is left to people, the later agency first.
fn decisions(case: &Case) -> Vec<Vec<String>> {
    let mut decided = Vec::new();
    let all = standings(case);
    for group in &case.set.groups {
        let ties = group.ties.as_ref().or(case.set.ties.as_ref());
        if !matches!(ties, Some(Ties::Keys { manual: true, .. })) {
            continue;
        }
        for rank in 1..=all.len() {
            let tied =
                all.iter().rev().filter(|s| s.agency.group == group.name && s.rank == Some(rank));
            let order: Vec<String> = tied.map(|s| s.agency.code.clone()).collect();
            if order.len() > 1 {
                decided.push(order);
            }
        }
    }
    decided
}
