//! Criteria, Scores -> Standings: percents, ranks within each peer group, tiers.

mod rank;
mod span;
mod tier;
mod trial;

use std::collections::BTreeMap;

use crate::agencies::{Agencies, Assessed};
use crate::code::{AgencyCode, ItemCode, PeerGroup};
use crate::criteria::{Basis, Criteria, Group, Node, Role, Unsubmitted};
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
        let group_of = |standing: &Standing| {
            criteria.groups.iter().position(|group| group.name == standing.agency.group)
        };
        standings.sort_by_cached_key(|standing| (group_of(standing), in_group(standing)));
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

    /// Ranks the group of the agency at `row` again, of which nothing but its own points is other.
    pub(crate) fn rank_again(
        &mut self,
        criteria: &Criteria,
        evidence: &Evidence,
        scores: &Scores,
        row: usize,
    ) {
        let at = self.standings.iter().position(|standing| standing.row == row);
        let Some(changed) = at.and_then(|at| self.standings.get_mut(at)) else {
            return;
        };
        changed.score(criteria, scores);
        let name = changed.agency.group.clone();
        let Some(group) = criteria.groups.iter().find(|group| group.name == name) else {
            return;
        };
        let of_group = |standing: &Standing| standing.agency.group == name;
        let mut members: Vec<&mut Standing> =
            self.standings.iter_mut().filter(|standing| of_group(standing)).collect();
        for member in &mut members {
            (member.rank, member.tie, member.tier) = (None, None, None);
            member.tier_reasons.clear();
        }
        place(criteria, group, evidence, scores, &mut members);
        // a group's standings lie side by side
        let first = self.standings.iter().position(of_group).unwrap_or_default();
        let count = self.standings.iter().filter(|standing| of_group(standing)).count();
        if let Some(members) = self.standings.get_mut(first..first + count) {
            members.sort_by_key(in_group);
            let members: Vec<&Standing> = members.iter().collect();
            let known = self.groups.iter_mut().find(|known| known.name == name);
            if let Some(known) = known {
                *known = summary(group, &members);
            }
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
    let mut standing = Standing {
        areas: areas(criteria, scores, row),
        points: Points::default(),
        max: Points::default(),
        percent: None,
        tier: None,
        tier_reasons: Vec::new(),
        rank: None,
        of: 0,
        unranked: None,
        tie: None,
        agency: scores.agencies.get(row)?.clone(),
        row,
    };
    standing.total(criteria, scores);
    Some(standing)
}

/// The order within a group.
fn in_group(standing: &Standing) -> (bool, Option<Rank>, usize) {
    (standing.rank.is_none(), standing.rank, standing.row)
}

fn areas(criteria: &Criteria, scores: &Scores, row: usize) -> Vec<AreaStanding> {
    let area = |(k, node): (usize, &Node)| {
        let nominal = if node.role == Role::Score { node.max.clone() } else { Exact::ZERO };
        let mut area = AreaStanding {
            id: node.id.clone(),
            code: node.code.clone(),
            title: node.title.clone(),
            percent: None,
            points: Points::default(),
            max: Points::default(),
            nominal: Points(nominal),
            was: node.was.clone(),
        };
        area.total(node.role, scores.tally(row, k));
        area
    };
    areas_of(criteria).map(area).collect()
}

/// The areas among the nodes.
fn areas_of(criteria: &Criteria) -> impl Iterator<Item = (usize, &Node)> {
    criteria.nodes.iter().enumerate().filter(|(_, node)| node.depth == 1)
}

fn summaries(criteria: &Criteria, standings: &[Standing]) -> Vec<GroupSummary> {
    let summary_of = |group: &Group| {
        let members: Vec<&Standing> =
            standings.iter().filter(|standing| standing.agency.group == group.name).collect();
        (!members.is_empty()).then(|| summary(group, &members))
    };
    criteria.groups.iter().filter_map(summary_of).collect()
}

fn summary(group: &Group, members: &[&Standing]) -> GroupSummary {
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
        (tier::named(tier), count(members.iter().filter(holds).count()))
    });
    let without = members.iter().filter(|standing| standing.tier.is_none()).count();
    let mean = percents.iter().copied().sum::<Exact>().over(&crate::rule::whole(percents.len()));
    GroupSummary {
        name: group.name.clone(),
        title: group.title.clone(),
        ranked: count(ranked.len()),
        mean: mean.map(Percent),
        tiers: tiers.collect(),
        no_tier: if group.tiers.is_empty() { 0 } else { count(without) },
    }
}

impl AreaStanding {
    fn total(&mut self, role: Role, tally: Tally) {
        self.percent = tally.points.percent_of(&tally.max);
        self.max = tally.max;
        let taken = role == Role::Deduction;
        self.points = if taken { Points(-&tally.points.0) } else { tally.points };
    }
}

impl Standing {
    /// The agency's points, percent, and whether it can be ranked.
    fn total(&mut self, criteria: &Criteria, scores: &Scores) {
        let total = scores.total(self.row);
        self.percent = percent(criteria, &total);
        (self.points, self.max) = (total.points, total.max);
        self.unranked = match (&self.agency.unranked, self.agency.submitted, &self.percent) {
            (Some(why), _, _) => Some(Message::new("unranked-because").with("why", why)),
            (None, false, _) if criteria.unsubmitted == Unsubmitted::Unranked => {
                Some(Message::new("unranked-sent-nothing"))
            }
            (None, _, None) => Some(Message::new("unranked-nothing-applies")),
            _ => None,
        };
    }

    /// The same and its areas, on other scores.
    fn score(&mut self, criteria: &Criteria, scores: &Scores) {
        if let Some(agency) = scores.agencies.get(self.row) {
            self.agency.clone_from(agency);
        }
        for (area, (k, node)) in self.areas.iter_mut().zip(areas_of(criteria)) {
            area.total(node.role, scores.tally(self.row, k));
        }
        self.total(criteria, scores);
    }

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
