//! Agencies for whom little decides: close to the edge of a tier, or to a neighbour in rank.

use super::Asked;
use crate::code::{AgencyCode, PeerGroup};
use crate::criteria::{Basis, Criteria, Group, Tier};
use crate::language::Text;
use crate::quantity::{Exact, Percent, Points, Rank};
use crate::standings::Standing;

/// An agency close to where a tier begins.
#[derive(Clone, Debug)]
pub struct NearEdge {
    /// The agency.
    pub agency: AgencyCode,
    /// Its name.
    pub name: Text,
    /// Its peer group.
    pub group: PeerGroup,
    /// What tiers look at: its percent or its points, as the set says.
    pub figure: Exact,
    /// The edge, of the same kind.
    pub edge: Exact,
    /// The tier on the better side of the edge.
    pub tier: Text,
    /// Points beyond the edge; under nought what lacks to it. Of a percent, its points of the applicable maximum.
    pub beyond: Points,
    /// Whether figures are percents.
    pub by_percent: bool,
}

/// Two agencies one behind the other with little between them.
#[derive(Clone, Debug)]
pub struct NearNeighbour {
    /// The one in front.
    pub ahead: AgencyCode,
    /// Its name.
    pub ahead_name: Text,
    /// Its rank.
    pub ahead_rank: Rank,
    /// The one behind.
    pub behind: AgencyCode,
    /// Its name.
    pub behind_name: Text,
    /// Its rank.
    pub behind_rank: Rank,
    /// Their peer group.
    pub group: PeerGroup,
    /// Points that the one behind lacks; by percent, of its own applicable maximum.
    pub gap: Points,
}

/// The members close to an edge, in the order of the standings.
pub(super) fn edges(asked: &Asked<'_>, group: &Group, members: &[&Standing]) -> Vec<NearEdge> {
    let mut near = Vec::new();
    for standing in members {
        let Some(figure) = figure(standing, group.tiers_by) else {
            continue;
        };
        for (edge, tier) in beginnings(group) {
            let beyond = in_points(&(figure - edge), group.tiers_by, standing);
            if magnitude(&beyond) <= asked.within {
                near.push(NearEdge {
                    agency: standing.agency.code.clone(),
                    name: standing.agency.name.clone(),
                    group: group.name.clone(),
                    figure: figure.clone(),
                    edge: edge.clone(),
                    tier: tier.title.clone(),
                    beyond: Points(beyond),
                    by_percent: group.tiers_by == Basis::Percent,
                });
            }
        }
    }
    near
}

/// Where each tier begins; one that does not say begins where the next one ends.
fn beginnings(group: &Group) -> Vec<(&Exact, &Tier)> {
    let mut found: Vec<(&Exact, &Tier)> = Vec::new();
    for (k, tier) in group.tiers.iter().enumerate() {
        let own = tier.bounds.from.as_ref().or(tier.bounds.above.as_ref());
        let next = group.tiers.get(k + 1).map(|next| &next.bounds);
        let edge = own.or_else(|| next.and_then(|next| next.below.as_ref().or(next.to.as_ref())));
        found.extend(edge.map(|edge| (edge, tier)));
    }
    found
}

/// Neighbours in rank who are close.
pub(super) fn neighbours(
    asked: &Asked<'_>,
    group: &Group,
    members: &[&Standing],
) -> Vec<NearNeighbour> {
    let Criteria { rank_by, .. } = asked.criteria;
    let ranked = members.iter().filter_map(|standing| Some((*standing, standing.rank?)));
    let ranked: Vec<(&Standing, Rank)> = ranked.collect();
    let near = |pair: &[(&Standing, Rank)]| {
        let [(ahead, ahead_rank), (behind, behind_rank)] = pair else {
            return None;
        };
        let gap = figure(ahead, *rank_by)? - figure(behind, *rank_by)?;
        let gap = in_points(&gap, *rank_by, behind);
        (gap <= asked.within).then(|| NearNeighbour {
            ahead: ahead.agency.code.clone(),
            ahead_name: ahead.agency.name.clone(),
            ahead_rank: *ahead_rank,
            behind: behind.agency.code.clone(),
            behind_name: behind.agency.name.clone(),
            behind_rank: *behind_rank,
            group: group.name.clone(),
            gap: Points(gap),
        })
    };
    ranked.windows(2).filter_map(near).collect()
}

fn figure(standing: &Standing, basis: Basis) -> Option<&Exact> {
    match basis {
        Basis::Percent => standing.percent.as_ref().map(Percent::exact),
        Basis::Points => Some(standing.points.exact()),
    }
}

/// A difference as points: of percents, that share of the agency's applicable maximum.
fn in_points(difference: &Exact, basis: Basis, standing: &Standing) -> Exact {
    match basis {
        Basis::Percent => {
            let points = difference * standing.max.exact();
            points.over(&Exact::HUNDRED).unwrap_or_default()
        }
        Basis::Points => difference.clone(),
    }
}

fn magnitude(number: &Exact) -> Exact {
    if number.is_negative() { -number } else { number.clone() }
}
