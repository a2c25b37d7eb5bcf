//! Percent, tier and rank of every agency, from the points of all.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use num_traits::Zero;

use super::round::rounded;
use super::score::{Sheet, Status, is_self_scored, score};
use super::set::{Agency, Case, Figure, Key, Need, Number, Set, Tiers, Ties, number};
use super::value::Desk;

/// An agency's place.
#[derive(Clone, Debug)]
pub struct Standing<'a> {
    pub agency: &'a Agency,
    pub sheet: Sheet,
    pub percent: Option<Number>,
    pub tier: Option<String>,
    pub rank: Option<usize>,
}

/// Every agency in the order of the register.
pub fn standings(case: &Case) -> Vec<Standing<'_>> {
    let set = &case.set;
    let of = |agency| Standing {
        agency,
        sheet: score(set, &case.agencies, agency),
        percent: None,
        tier: None,
        rank: None,
    };
    let mut all: Vec<Standing> = case.agencies.iter().map(of).collect();
    for standing in &mut all {
        standing.percent = percent(&standing.sheet.points, &standing.sheet.max)
            .map(|percent| rounded(percent, set.rounding.percent));
        standing.tier =
            tiers_of(set, standing.agency).and_then(|tiers| tier(case, tiers, standing));
    }
    for group in &set.groups {
        let mut ranked: Vec<&mut Standing> =
            all.iter_mut().filter(|s| s.agency.group == group.name && is_ranked(set, s)).collect();
        rank(case, group.ties.as_ref().or(set.ties.as_ref()), &mut ranked);
        if let Some(tiers) = group.tiers.as_ref().or(set.tiers.as_ref()) {
            hold_quota(tiers, &mut ranked);
        }
    }
    all
}

fn is_judged(set: &Set, agency: &Agency) -> bool {
    set.rank_unsubmitted || !agency.record.is_nothing()
}

fn is_ranked(set: &Set, standing: &Standing) -> bool {
    is_judged(set, standing.agency) && !standing.agency.unranked && standing.percent.is_some()
}

fn percent(points: &Number, max: &Number) -> Option<Number> {
    (!max.is_zero()).then(|| number(100, 1) * points / max)
}

fn tiers_of<'a>(set: &'a Set, agency: &Agency) -> Option<&'a Tiers> {
    let group = set.groups.iter().find(|g| g.name == agency.group)?;
    group.tiers.as_ref().or(set.tiers.as_ref())
}

/// The first tier that fits and whose needs hold, not better than any cap.
fn tier(case: &Case, tiers: &Tiers, standing: &Standing) -> Option<String> {
    let figure =
        if tiers.by_points { Some(&standing.sheet.points) } else { standing.percent.as_ref() }?;
    let place = |name: &str| tiers.tiers.iter().position(|t| t.name == name);
    let fits = |t: &&super::set::Tier| {
        t.span.holds(figure) && t.needs.iter().all(|n| met(case, standing, n))
    };
    let earned = tiers.tiers.iter().find(fits).and_then(|t| place(&t.name));
    let caps = tiers.caps.iter().filter(|(condition, _)| met(case, standing, condition));
    let worst = caps.filter_map(|(_, at_most)| place(at_most)).max();
    // where no tier fits, only a cap to the lowest tier gives one
    let lowest = worst.filter(|place| place + 1 == tiers.tiers.len());
    let held = earned.map(|earned| worst.map_or(earned, |worst| worst.max(earned))).or(lowest)?;
    tiers.tiers.get(held).map(|t| t.name.clone())
}

fn met(case: &Case, standing: &Standing, need: &Need) -> bool {
    let Case { set, agencies, .. } = case;
    match need {
        Need::NoItemAtZero => !standing.sheet.nodes.values().any(|node| {
            let earns_zero = node.points.is_zero() && !node.max.is_zero();
            node.is_item && node.is_max && node.status != Status::NotApplicable && earns_zero
        }),
        Need::NotSelfScored => !is_self_scored(set, standing.agency),
        Need::Area { id, from } => {
            let node = standing.sheet.nodes.get(id);
            node.and_then(|n| percent(&n.points, &n.max)).is_some_and(|percent| percent >= *from)
        }
        Need::Fact(condition) => {
            let desk = Desk { set, agencies, agency: standing.agency, path: &[] };
            desk.holds(condition) == Some(true)
        }
    }
}

/// Ranks one group: better first, then the tie rule.
fn rank(case: &Case, ties: Option<&Ties>, group: &mut [&mut Standing]) {
    let score = |s: &Standing| {
        if case.set.rank_by_points { Some(s.sheet.points.clone()) } else { s.percent.clone() }
    };
    let none = Vec::new();
    let keys = if let Some(Ties::Keys { keys, .. }) = ties { keys } else { &none };
    let order = |a: &Standing, b: &Standing| {
        let keyed =
            keys.iter().map(|(key, higher)| by_key(&looked(a, key), &looked(b, key), *higher));
        let decided = if matches!(ties, Some(Ties::Keys { manual: true, .. })) {
            by_decision(case, a, b)
        } else {
            Ordering::Equal
        };
        score(b).cmp(&score(a)).then(keyed.fold(Ordering::Equal, Ordering::then)).then(decided)
    };
    let better: Vec<Vec<usize>> = group
        .iter()
        .map(|s| {
            group
                .iter()
                .enumerate()
                .filter(|(_, o)| order(o, s) == Ordering::Less)
                .map(|(at, _)| at)
                .collect()
        })
        .collect();
    let steps: BTreeMap<usize, usize> = better.iter().map(Vec::len).map(|n| (n, n)).collect();
    for (standing, better) in group.iter_mut().zip(&better) {
        let ahead = match ties {
            Some(Ties::Dense) => steps.range(..better.len()).count(),
            _ => better.len(),
        };
        standing.rank = Some(ahead + 1);
    }
}

/// What a tie key sees; a node that does not apply is as a figure not given.
fn looked(standing: &Standing, key: &Key) -> Option<Number> {
    match key {
        Key::Node(id) => {
            standing.sheet.nodes.get(id).filter(|n| !n.max.is_zero()).map(|n| n.points.clone())
        }
        Key::Fact(name) => match standing.agency.record.figures.get(&(String::new(), name.clone()))
        {
            Some(Figure::Number(n)) => Some(n.clone()),
            _ => None,
        },
    }
}

/// Not given comes last, whichever way is better.
fn by_key(a: &Option<Number>, b: &Option<Number>, higher: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if higher => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

fn by_decision(case: &Case, a: &Standing, b: &Standing) -> Ordering {
    let place =
        |order: &Vec<String>, s: &Standing| order.iter().position(|code| *code == s.agency.code);
    let both = |order| Some(place(order, a)?.cmp(&place(order, b)?));
    case.decisions.iter().find_map(both).unwrap_or(Ordering::Equal)
}

/// Those ranked beyond the quota step down one tier; a tie across the limit steps down whole.
fn hold_quota(tiers: &Tiers, group: &mut [&mut Standing]) {
    let Some(quota) = &tiers.quota else { return };
    let place = |name: &String| tiers.tiers.iter().position(|t| t.name == *name);
    let shares = |s: &Standing| {
        s.tier.as_ref().and_then(place).is_some_and(|at| Some(at) <= place(&quota.share_of))
    };
    let counted = group.iter().filter(|s| shares(s)).count();
    let limit =
        (&quota.at_most * number(counted.try_into().unwrap_or(0), 1) / number(100, 1)).floor();
    let holders: Vec<Option<usize>> =
        group.iter().filter(|s| s.tier.as_ref() == Some(&quota.tier)).map(|s| s.rank).collect();
    let next = place(&quota.tier).and_then(|at| tiers.tiers.get(at + 1));
    for standing in group.iter_mut().filter(|s| s.tier.as_ref() == Some(&quota.tier)) {
        let up_to_here = holders.iter().filter(|rank| **rank <= standing.rank).count();
        if number(up_to_here.try_into().unwrap_or(0), 1) > limit {
            standing.tier = next.map(|t| t.name.clone());
        }
    }
}
