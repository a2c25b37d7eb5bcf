//! Two steps made one: what hangs together over both is one link, which claims no more than the weaker step.

use std::collections::{BTreeMap, BTreeSet};

use super::{Crosswalk, Link, Relation};
use crate::code::ItemCode;
use crate::quantity::{Exact, Points};

/// Links of both steps that share items of the year between.
#[derive(Default)]
struct Joint<'a> {
    first: Vec<&'a Link>,
    second: Vec<&'a Link>,
}

pub(super) fn joined(first: &Crosswalk, second: &Crosswalk) -> Crosswalk {
    let mut links: Vec<Link> = joints(first, second).iter().filter_map(Joint::link).collect();
    let order: BTreeMap<&ItemCode, usize> = second
        .links
        .iter()
        .flat_map(|link| &link.later)
        .enumerate()
        .map(|(k, item)| (item, k))
        .collect();
    links.sort_by_key(|link| {
        link.later.iter().filter_map(|item| order.get(item)).min().copied().unwrap_or(usize::MAX)
    });
    Crosswalk {
        earlier: first.earlier,
        later: second.later,
        links,
        total: second.total.clone(),
        confirmed: first.confirmed && second.confirmed,
    }
}

/// The links of both steps, those together that hang together.
fn joints<'a>(first: &'a Crosswalk, second: &'a Crosswalk) -> Vec<Joint<'a>> {
    let mut joints: Vec<(BTreeSet<&ItemCode>, Joint<'a>)> = Vec::new();
    let links = first.links.iter().map(|link| (true, link, &link.later));
    for (early, link, between) in
        links.chain(second.links.iter().map(|link| (false, link, &link.earlier)))
    {
        let (mut items, mut joint): (BTreeSet<&ItemCode>, Joint<'a>) =
            (between.iter().collect(), Joint::default());
        let (touched, apart): (Vec<_>, Vec<_>) =
            joints.into_iter().partition(|(known, _)| !known.is_disjoint(&items));
        for (known, other) in touched {
            items.extend(known);
            joint.first.extend(other.first);
            joint.second.extend(other.second);
        }
        if early {
            joint.first.push(link)
        } else {
            joint.second.push(link)
        }
        joints = apart;
        joints.push((items, joint));
    }
    joints.into_iter().map(|(_, joint)| joint).collect()
}

impl Joint<'_> {
    /// The joint as one link; nothing where items came and went between.
    fn link(&self) -> Option<Link> {
        let earlier: Vec<ItemCode> =
            self.first.iter().flat_map(|link| link.earlier.clone()).collect();
        let later: Vec<ItemCode> = self.second.iter().flat_map(|link| link.later.clone()).collect();
        let sum = |links: &[&Link], of: fn(&Link) -> &Points| -> Points {
            Points(links.iter().map(|link| of(link).exact()).sum())
        };
        let strongest = self.first.iter().chain(&self.second).map(|link| link.relation).max()?;
        let relation = match (earlier.as_slice(), later.as_slice()) {
            ([], []) => return None,
            ([], _) => Relation::New,
            (_, []) => Relation::Dropped,
            ([_], [_]) => strongest.min(Relation::RuleChanged),
            ([_], _) => Relation::Split,
            (_, [_]) => Relation::Merged,
            _ => Relation::Regrouped,
        };
        let claimed = sum(&self.first, |link| &link.comparable)
            .min(sum(&self.second, |link| &link.comparable));
        let comparable = match relation {
            Relation::New | Relation::Dropped => Points(Exact::ZERO),
            _ => claimed,
        };
        Some(Link {
            relation,
            earlier_max: sum(&self.first, |link| &link.earlier_max),
            later_max: sum(&self.second, |link| &link.later_max),
            earlier,
            later,
            comparable,
        })
    }
}
