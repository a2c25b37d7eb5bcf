//! Criteria, Scores -> Standings: percents, ranks within each peer group, tiers.

mod rank;
mod span;
mod tier;
mod trial;

use std::collections::BTreeMap;

use crate::agencies::{Agencies, Assessed};
use crate::code::{AgencyCode, ItemCode, PeerGroup};
use crate::criteria::{Basis, Criteria, Group, Role, Unsubmitted};
use crate::evidence::Evidence;
use crate::language::{Message, Term, Text};
use crate::quantity::{Exact, Percent, Points, Rank, Rounding, Year};
use crate::scores::{Scores, Tallies, Tally};
pub(crate) use rank::Claim;
pub use span::TierSpan;
pub(crate) use trial::Trial;

/// All agencies in order: by peer group as the set lists them, by rank, those unranked last.
#[derive(Clone, Debug)]
pub struct Standings {
    /// Name of the set.
    pub set: String,
    /// Title of the set.
    pub title: Text,
    /// Assessment year.
    pub year: Year,
    /// The maximum of all areas.
    pub total: Points,
    /// How printed figures are rounded.
    pub display: Rounding,
    /// One per agency.
    pub standings: Vec<Standing>,
    /// One per peer group that has agencies.
    pub groups: Vec<GroupSummary>,
    pub(crate) register: Agencies,
    /// How percents are rounded before anything looks at them.
    pub(crate) percent_stage: Option<Rounding>,
}

/// Where one agency stands.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The agency as it is assessed this year.
    pub agency: Assessed,
    /// Points earned.
    pub points: Points,
    /// The applicable maximum.
    pub max: Points,
    /// Points in percent of the applicable maximum, rounded as the set says; nothing when nothing applies.
    pub percent: Option<Percent>,
    /// The tier; nothing when no tier fits.
    pub tier: Option<TierReached>,
    /// Why the tier is not a better one, or why none fits.
    pub tier_reasons: Vec<Message>,
    /// The place among those ranked; nothing for those who are not.
    pub rank: Option<Rank>,
    /// How many are ranked in the peer group.
    pub of: u32,
    /// Why it is not ranked.
    pub unranked: Option<Message>,
    /// How a tie at its place was parted, or that it was not.
    pub tie: Option<Message>,
    /// Its areas, in the order of the decision.
    pub areas: Vec<AreaStanding>,
    pub(crate) row: usize,
}

/// A tier by name and title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierReached {
    /// `good`.
    pub name: String,
    /// Tốt, Good.
    pub title: Text,
}

/// What an agency earned in one area.
#[derive(Clone, Debug)]
pub struct AreaStanding {
    /// What evidence and other years call it.
    pub id: ItemCode,
    /// As printed.
    pub code: String,
    /// Its title.
    pub title: Text,
    /// Points earned.
    pub points: Points,
    /// The applicable maximum.
    pub max: Points,
    /// Points in percent of it, exact.
    pub percent: Option<Percent>,
    /// The maximum in the decision.
    pub nominal: Points,
    pub(crate) was: BTreeMap<Year, String>,
}

/// A peer group in one line.
#[derive(Clone, Debug)]
pub struct GroupSummary {
    /// Its name.
    pub name: PeerGroup,
    /// Its title.
    pub title: Text,
    /// How many are ranked.
    pub ranked: u32,
    /// The mean percent of those ranked, exact.
    pub mean: Option<Percent>,
    /// How many hold each tier, best first; ranked or not.
    pub tiers: Vec<(TierReached, u32)>,
    /// How many fit no tier, where the group has tiers.
    pub no_tier: u32,
}

impl Standings {
    /// Ranks every peer group and finds every tier.
    #[must_use]
    pub fn rank(criteria: &Criteria, evidence: &Evidence, scores: &Scores) -> Self {
        let mut standings: Vec<Standing> =
            (0..scores.agencies.len()).filter_map(|row| standing(criteria, scores, row)).collect();
        for group in &criteria.groups {
            let of_group = |standing: &&mut Standing| standing.agency.group == group.name;
            let mut members: Vec<&mut Standing> = standings.iter_mut().filter(of_group).collect();
            place(criteria, group, evidence, scores, &mut members);
        }
        let in_order = |standing: &Standing| {
            let group =
                criteria.groups.iter().position(|group| group.name == standing.agency.group);
            (group, standing.rank.is_none(), standing.rank, standing.row)
        };
        standings.sort_by_key(in_order);
        Self {
            set: criteria.set.clone(),
            title: criteria.title.clone(),
            year: criteria.year,
            total: criteria.total.clone(),
            display: criteria.display(),
            groups: summaries(criteria, &standings),
            standings,
            register: evidence.register().clone(),
            percent_stage: criteria.stages.percent,
        }
    }

    /// Where `agency` stands.
    #[must_use]
    pub fn of(&self, agency: &AgencyCode) -> Option<&Standing> {
        self.standings.iter().find(|standing| standing.agency.code == *agency)
    }
}

/// Gives the members of a peer group their places and tiers again, by tallies that are not those of the scores.
pub(crate) fn place(
    criteria: &Criteria,
    group: &Group,
    evidence: &Evidence,
    scores: &impl Tallies,
    members: &mut [&mut Standing],
) {
    rank::rank(criteria, group, evidence, scores, members);
    tier::find(criteria, group, scores, members);
}

/// Points in percent of the applicable maximum, rounded as the set says; nothing when nothing applies.
pub(crate) fn percent(criteria: &Criteria, total: &Tally) -> Option<Percent> {
    let percent = total.points.percent_of(&total.max)?;
    let rounded = criteria.stages.percent.map(|stage| Percent(percent.0.rounded(stage)));
    Some(rounded.unwrap_or(percent))
}

fn standing(criteria: &Criteria, scores: &Scores, row: usize) -> Option<Standing> {
    let agency = scores.agencies.get(row)?.clone();
    let total = scores.total(row);
    let percent = percent(criteria, &total);
    let unranked = match (&agency.unranked, agency.submitted, &percent) {
        (Some(why), _, _) => Some(Message::new("unranked-because").with("why", why)),
        (None, false, _) if criteria.unsubmitted == Unsubmitted::Unranked => {
            Some(Message::new("unranked-sent-nothing"))
        }
        (None, _, None) => Some(Message::new("unranked-nothing-applies")),
        _ => None,
    };
    Some(Standing {
        areas: areas(criteria, scores, row),
        points: total.points,
        max: total.max,
        percent,
        tier: None,
        tier_reasons: Vec::new(),
        rank: None,
        of: 0,
        unranked,
        tie: None,
        agency,
        row,
    })
}

fn areas(criteria: &Criteria, scores: &Scores, row: usize) -> Vec<AreaStanding> {
    let area = |(k, node): (usize, &crate::criteria::Node)| {
        let tally = scores.tally(row, k);
        let nominal = if node.role == Role::Score { node.max.clone() } else { Exact::ZERO };
        AreaStanding {
            id: node.id.clone(),
            code: node.code.clone(),
            title: node.title.clone(),
            percent: tally.points.percent_of(&tally.max),
            points: if node.role == Role::Deduction {
                Points(-&tally.points.0)
            } else {
                tally.points
            },
            max: tally.max,
            nominal: Points(nominal),
            was: node.was.clone(),
        }
    };
    criteria.nodes.iter().enumerate().filter(|(_, node)| node.depth == 1).map(area).collect()
}

fn summaries(criteria: &Criteria, standings: &[Standing]) -> Vec<GroupSummary> {
    let mut groups = Vec::new();
    for group in &criteria.groups {
        let members: Vec<&Standing> =
            standings.iter().filter(|standing| standing.agency.group == group.name).collect();
        if members.is_empty() {
            continue;
        }
        let ranked: Vec<&Standing> =
            members.iter().filter(|standing| standing.rank.is_some()).copied().collect();
        let percents: Vec<&Exact> = ranked
            .iter()
            .filter_map(|standing| standing.percent.as_ref())
            .map(Percent::exact)
            .collect();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let tiers = group.tiers.iter().map(|tier| {
            let holds = |standing: &&&Standing| {
                standing.tier.as_ref().is_some_and(|reached| reached.name == tier.name)
            };
            let reached = TierReached { name: tier.name.clone(), title: tier.title.clone() };
            (reached, count(members.iter().filter(holds).count()))
        });
        let without = members.iter().filter(|standing| standing.tier.is_none()).count();
        groups.push(GroupSummary {
            name: group.name.clone(),
            title: group.title.clone(),
            ranked: count(ranked.len()),
            mean: percents
                .iter()
                .copied()
                .sum::<Exact>()
                .over(&crate::rule::whole(percents.len()))
                .map(Percent),
            tiers: tiers.collect(),
            no_tier: if group.tiers.is_empty() { 0 } else { count(without) },
        });
    }
    groups
}

impl Standing {
    /// What ranks look at.
    pub(crate) fn basis(&self, basis: Basis) -> Option<&Exact> {
        match basis {
            Basis::Percent => self.percent.as_ref().map(Percent::exact),
            Basis::Points => Some(self.points.exact()),
        }
    }
}

/// ` (source)`, or nothing where there is none.
fn by_source(source: &Text) -> Term {
    match source.vi.as_str() {
        "" => Term::from(""),
        _ => Message::new("by-source").with("source", source).into(),
    }
}
