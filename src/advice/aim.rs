//! A goal as demands on figures: the ways to a tier, the place among rivals, the points that are enough.

use super::combine::Demands;
use super::goal::{Goal, tier_named};
use super::{Asked, Others, Outlook};
use crate::criteria::{Basis, Criteria, Group, TieRule, TierNeed};
use crate::quantity::{Exact, Percent, Points};
use crate::rule::Condition;
use crate::standings::Standing;

/// One way to the goal: what is demanded beside points, and of the points.
pub(super) struct Aim<'a> {
    pub demands: Demands,
    /// Conditions on figures about the agency as a whole that must hold, and that must not.
    pub hold: Vec<&'a Condition>,
    pub fail: Vec<&'a Condition>,
    pub enough: Enough,
}

/// Which totals are enough.
pub(super) enum Enough {
    Points(Exact),
    /// The bounds of this tier of the group.
    Tier(usize),
    /// This rank, against what rivals have.
    Rank(u32, Vec<Exact>),
}

/// The ways to the goal; none when there is no such tier.
pub(super) fn aims<'a>(
    asked: &Asked<'a>,
    group: &'a Group,
    now: &Standing,
) -> Option<Vec<Aim<'a>>> {
    let plain = |enough| Aim {
        demands: Demands::default(),
        hold: Vec::new(),
        fail: Vec::new(),
        enough,
    };
    Some(match &asked.goal {
        Goal::Points(points) => vec![plain(Enough::Points(points.clone()))],
        Goal::More(more) => vec![plain(Enough::Points(now.points.exact() + more))],
        Goal::Rank(rank) => vec![plain(Enough::Rank(*rank, rivals(asked, now)))],
        Goal::Tier(name) => {
            let last = tier_named(group, name)?;
            (0..=last)
                .filter_map(|tier| way(group, tier, now))
                .collect()
        }
    })
}

/// What a tier demands; nothing when what it demands cannot be mended.
fn way<'a>(group: &'a Group, tier: usize, now: &Standing) -> Option<Aim<'a>> {
    let mut aim = Aim {
        demands: Demands::default(),
        hold: Vec::new(),
        fail: Vec::new(),
        enough: Enough::Tier(tier),
    };
    for need in &group.tiers.get(tier)?.needs {
        match need {
            TierNeed::NoItemAtZero => aim.demands.no_zero = true,
            TierNeed::Area(area) => aim.demands.areas.push((area.node, area.from.clone())),
            TierNeed::Fact(condition) => aim.hold.push(condition),
            TierNeed::NotSelfScored if now.agency.self_scored => return None,
            TierNeed::NotSelfScored => {}
        }
    }
    for cap in group.caps.iter().filter(|cap| cap.at_most > tier) {
        if let TierNeed::Fact(condition) = &cap.condition {
            aim.fail.push(condition);
        }
    }
    Some(aim)
}

/// What the others in the group have, as ranks look at it.
fn rivals(asked: &Asked<'_>, now: &Standing) -> Vec<Exact> {
    let standings = asked.standings.standings.iter().filter(|other| {
        other.agency.group == now.agency.group
            && other.rank.is_some()
            && other.agency.code != now.agency.code
    });
    let criteria = asked.criteria;
    let has = |other: &Standing| {
        let still = basis(criteria, &other.points, &other.max);
        match asked.others {
            Others::Still => still,
            Others::LikeLastYear(earlier) => {
                let Some(before) = earlier.of(&other.agency.code) else {
                    return still;
                };
                let before = basis(criteria, &before.points, &before.max);
                let most = match criteria.rank_by {
                    Basis::Percent => Exact::HUNDRED,
                    Basis::Points => other.max.exact().clone(),
                };
                let again = &still + &(&still - &before);
                again.max(Exact::ZERO).min(most.max(still))
            }
            Others::AtBest => {
                let plan = asked.plan;
                let best = Outlook::of(
                    criteria,
                    plan,
                    asked.evidence,
                    &other.agency.code,
                    asked.limits.on,
                );
                best.map_or(still, |best| basis(criteria, &best.most, &best.max))
            }
        }
    };
    standings.map(has).collect()
}

/// What ranks look at.
fn basis(criteria: &Criteria, points: &Points, max: &Points) -> Exact {
    match criteria.rank_by {
        Basis::Points => points.exact().clone(),
        Basis::Percent => percent(criteria, points, max).unwrap_or_default(),
    }
}

fn percent(criteria: &Criteria, points: &Points, max: &Points) -> Option<Exact> {
    let Percent(percent) = points.percent_of(max)?;
    Some(match criteria.stages.percent {
        Some(stage) => percent.rounded(stage),
        None => percent,
    })
}

impl Enough {
    /// Whether a total is enough, if all else is met; a tie that keys may part counts as won.
    pub fn holds(&self, criteria: &Criteria, group: &Group, points: &Exact, max: &Points) -> bool {
        let total = Points(points.clone());
        match self {
            Self::Points(needed) => points >= needed,
            Self::Tier(tier) => {
                let figure = match group.tiers_by {
                    Basis::Percent => percent(criteria, &total, max),
                    Basis::Points => Some(points.clone()),
                };
                let tier = group.tiers.get(*tier);
                tier.zip(figure)
                    .is_some_and(|(tier, figure)| tier.bounds.hold(&figure))
            }
            Self::Rank(rank, rivals) => {
                let own = basis(criteria, &total, max);
                let mut ahead: Vec<&Exact> = rivals.iter().filter(|rival| **rival > own).collect();
                ahead.sort();
                if matches!(group.ties, TieRule::Dense) {
                    ahead.dedup();
                }
                u32::try_from(ahead.len()).is_ok_and(|ahead| ahead < *rank)
            }
        }
    }
}
