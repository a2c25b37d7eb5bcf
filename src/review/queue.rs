//! What each agency scored itself, by what is at stake if it were not accepted.

use super::{Asked, Named};
use crate::code::{AgencyCode, PeerGroup};
use crate::criteria::{Criteria, Group, Role};
use crate::evidence::Evidence;
use crate::language::Text;
use crate::quantity::{Exact, Points, Rank};
use crate::rule::whole;
use crate::scores::{Scores, Tally};
use crate::standings::{Standing, TierReached, Trial};

/// One item of one agency, and what turns on it.
#[derive(Clone, Debug)]
pub struct AtStake {
    /// The agency.
    pub agency: AgencyCode,
    /// Its name.
    pub name: Text,
    /// Its peer group.
    pub group: PeerGroup,
    /// The item.
    pub item: Named,
    /// What the item earned; of a deduction, what it did not take.
    pub awarded: Points,
    /// What the total would lose: the first factor.
    pub points: Points,
    /// How often agencies of the group got less for this item than they claimed: the second factor. One that claims no
    /// points is taken to claim the most.
    pub cut: Frequency,
    /// The same in the earlier year, where that was given and had the item.
    pub cut_before: Option<Frequency>,
    /// The rank now.
    pub rank: Option<Rank>,
    /// The rank if the item were not accepted, the others still.
    pub rank_without: Option<Rank>,
    /// The tier now.
    pub tier: Option<TierReached>,
    /// The tier if the item were not accepted.
    pub tier_without: Option<TierReached>,
    /// Places and tiers that the agency would fall together: the third factor.
    pub falls: u32,
    /// `points × (cut + 1) ÷ (of + 2) × (falls + 1)`, both years' cuts together. So nothing is nought only because it
    /// has not happened yet.
    pub stake: Exact,
    /// The documents that it rests on.
    pub documents: Vec<Text>,
}

/// How many of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frequency {
    /// How many got less than claimed.
    pub cut: usize,
    /// How many the item applied to.
    pub of: usize,
}

/// The items of a group's agencies that claim something, in the order of the standings and of the decision.
pub(super) fn queue(asked: &Asked<'_>, group: &Group, members: &[&Standing]) -> Vec<AtStake> {
    let columns = Scores::columns(asked.plan, asked.evidence);
    let mut trial = Trial::of(asked.criteria, group, asked.evidence, asked.scores);
    let cuts = Cuts::of(asked, group, members);
    let mut queue = Vec::new();
    for standing in members {
        for (node, tallies) in Scores::refused(asked.plan, asked.evidence, &columns, standing.row) {
            if !asked.is_claimed(node) {
                continue;
            }
            let total = tallies.first().cloned().unwrap_or_default();
            let lost = standing.points.exact() - total.points.exact();
            if lost.is_zero() {
                continue;
            }
            let without = trial.with(standing.row, tallies);
            queue.extend(at_stake(asked, group, standing, node, lost, without, &cuts));
        }
    }
    queue
}

fn at_stake(
    asked: &Asked<'_>,
    group: &Group,
    standing: &Standing,
    node: usize,
    lost: Exact,
    without: Option<Standing>,
    cuts: &Cuts,
) -> Option<AtStake> {
    let without = without?;
    let (cut, cut_before) = cuts.at(node);
    let falls = falls(group, standing, &without);
    let before = cut_before.unwrap_or_default();
    let often = whole(cut.cut + before.cut + 1).over(&whole(cut.of + before.of + 2))?;
    let sources = asked
        .criteria
        .nodes
        .get(node)
        .map(|item| asked.evidence.sources(standing.row, node, &item.reads));
    let documents = sources.into_iter().flatten();
    let documents = documents.filter_map(|source| Some(source.document.as_ref()?.said()));
    Some(AtStake {
        agency: standing.agency.code.clone(),
        name: standing.agency.name.clone(),
        group: group.name.clone(),
        item: asked.named(node)?,
        awarded: Points(kept(asked.criteria, node, &asked.scores.tally(standing.row, node))),
        stake: &(&lost * &often) * &Exact::whole(i64::from(falls) + 1),
        points: Points(lost),
        cut,
        cut_before,
        rank: standing.rank,
        rank_without: without.rank,
        tier: standing.tier.clone(),
        tier_without: without.tier,
        falls,
        documents: documents.collect(),
    })
}

/// What an item gives: its points; of a deduction, what it could have taken and did not.
pub(super) fn kept(criteria: &Criteria, node: usize, tally: &Tally) -> Exact {
    match criteria.nodes.get(node).map(|node| node.role) {
        Some(Role::Deduction) => tally.max.exact() - tally.points.exact(),
        _ => tally.points.exact().clone(),
    }
}

/// Places and tiers together; below the last tier there is none.
fn falls(group: &Group, now: &Standing, without: &Standing) -> u32 {
    let tier = |standing: &Standing| {
        let reached = standing.tier.as_ref();
        let place = reached
            .and_then(|reached| group.tiers.iter().position(|tier| tier.name == reached.name));
        u32::try_from(place.unwrap_or(group.tiers.len())).unwrap_or(u32::MAX)
    };
    let places = match (now.rank, without.rank) {
        (Some(now), Some(without)) => without.0.saturating_sub(now.0),
        _ => 0,
    };
    places.saturating_add(tier(without).saturating_sub(tier(now)))
}

/// How often each item was cut, by node.
struct Cuts {
    now: Vec<Frequency>,
    before: Vec<Option<Frequency>>,
}

impl Cuts {
    fn of(asked: &Asked<'_>, group: &Group, members: &[&Standing]) -> Self {
        let rows: Vec<usize> = members.iter().map(|standing| standing.row).collect();
        let nodes = 0..asked.criteria.nodes.len();
        let before = |node: usize| {
            let (criteria, evidence, scores) = asked.earlier?;
            let known = asked.criteria.nodes.get(node)?;
            let was = known.was.get(&criteria.year).map_or(known.id.as_str(), String::as_str);
            let agencies = scores
                .agencies
                .iter()
                .enumerate()
                .filter(|(_, agency)| agency.group == group.name && agency.submitted);
            let rows: Vec<usize> = agencies.map(|(row, _)| row).collect();
            Some(frequency(criteria, evidence, scores, criteria.node(was)?, &rows))
        };
        Self {
            now: nodes
                .clone()
                .map(|node| frequency(asked.criteria, asked.evidence, asked.scores, node, &rows))
                .collect(),
            before: nodes.map(before).collect(),
        }
    }

    fn at(&self, node: usize) -> (Frequency, Option<Frequency>) {
        let now = self.now.get(node).copied().unwrap_or_default();
        (now, self.before.get(node).copied().flatten())
    }
}

fn frequency(
    criteria: &Criteria,
    evidence: &Evidence,
    scores: &Scores,
    node: usize,
    rows: &[usize],
) -> Frequency {
    let mut frequency = Frequency::default();
    for row in rows {
        let tally = scores.tally(*row, node);
        if !tally.max.exact().is_zero() {
            let claim = evidence.claim(*row, node).and_then(|mark| mark.points.clone());
            let claim = claim.map(|points| Tally { points: Points(points), ..tally.clone() });
            let claimed = claim.map_or(tally.max.0.clone(), |claim| kept(criteria, node, &claim));
            frequency.of += 1;
            frequency.cut += usize::from(is_cut(&claimed, &kept(criteria, node, &tally)));
        }
    }
    frequency
}

/// Whether less was granted than claimed.
pub(super) fn is_cut(claimed: &Exact, granted: &Exact) -> bool {
    granted < claimed
}
