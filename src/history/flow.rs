//! Where points went between two years, item by item through the crosswalk; the parts add up to the whole, exactly.

use super::Round;
use crate::code::{ItemCode, PeerGroup};
use crate::criteria::Role;
use crate::crosswalk::{Crosswalk, Link, Relation};
use crate::language::Text;
use crate::quantity::{Exact, Year};
use crate::rule::whole;
use crate::standings::Standing;

/// How a group's mean points changed between two years, by agencies ranked in the group in both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flows {
    /// The earlier year.
    pub earlier: Year,
    /// The later year.
    pub later: Year,
    /// How many agencies count.
    pub agencies: usize,
    /// The change of their mean total.
    pub total: Exact,
    /// Item by item, in the order of the crosswalk.
    pub items: Vec<Flow>,
    /// What no item changed: rounding, rescaling and caps above the items. With the items it adds up to the total.
    pub rest: Exact,
}

/// What items of one year became, and how the mean points on them changed. An item that does not apply brings nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// How they hang together.
    pub relation: Relation,
    /// The items of the earlier year.
    pub earlier: Vec<ItemCode>,
    /// The items of the later year.
    pub later: Vec<ItemCode>,
    /// What the later, or else the earlier, items are called.
    pub title: Text,
    /// The mean points in the earlier year.
    pub before: Exact,
    /// The mean points in the later year.
    pub after: Exact,
}

impl Flow {
    /// Points more in the later year.
    #[must_use]
    pub fn change(&self) -> Exact {
        &self.after - &self.before
    }
}

/// The flows between two years; nothing where no agency was ranked in the group in both.
pub(super) fn between(two: &[Round<'_>], by: &Crosswalk, group: &PeerGroup) -> Option<Flows> {
    let [earlier, later] = two else { return None };
    let of_group =
        |standing: &&Standing| standing.agency.group == *group && standing.rank.is_some();
    let members = later.standings.standings.iter().filter(of_group);
    let both: Vec<(&Standing, &Standing)> = members
        .filter_map(|now| {
            let before = earlier.standings.of(&now.agency.code).filter(of_group)?;
            Some((before, now))
        })
        .collect();
    let count = whole(both.len());
    let mean = |sum: Exact| sum.over(&count);
    let before: Vec<&Standing> = both.iter().map(|(before, _)| *before).collect();
    let now: Vec<&Standing> = both.iter().map(|(_, now)| *now).collect();
    let flow = |link: &Link| {
        Some(Flow {
            relation: link.relation,
            title: title(later, &link.later).or_else(|| title(earlier, &link.earlier))?,
            before: mean(brought(earlier, &before, &link.earlier))?,
            after: mean(brought(later, &now, &link.later))?,
            earlier: link.earlier.clone(),
            later: link.later.clone(),
        })
    };
    let items: Vec<Flow> = by.links.iter().filter_map(flow).collect();
    let total = both.iter().map(|(before, now)| now.points.exact() - before.points.exact());
    let total = mean(total.fold(Exact::ZERO, |sum, change| &sum + &change))?;
    let changed = items.iter().fold(Exact::ZERO, |sum, flow| &sum + &flow.change());
    Some(Flows {
        earlier: earlier.standings.year,
        later: later.standings.year,
        agencies: both.len(),
        rest: &total - &changed,
        total,
        items,
    })
}

fn title(round: &Round<'_>, items: &[ItemCode]) -> Option<Text> {
    let node = round.criteria.node(items.first()?.as_str())?;
    round.criteria.nodes.get(node).map(|node| node.title.clone())
}

/// What these items brought to these agencies together; a deduction takes.
fn brought(round: &Round<'_>, standings: &[&Standing], items: &[ItemCode]) -> Exact {
    let mut sum = Exact::ZERO;
    for node in items.iter().filter_map(|item| round.criteria.node(item.as_str())) {
        let takes = round.criteria.nodes.get(node).is_some_and(|n| n.role == Role::Deduction);
        for standing in standings {
            let points = round.scores.tally(standing.row, node).points;
            sum = if takes { &sum - points.exact() } else { &sum + points.exact() };
        }
    }
    sum
}
