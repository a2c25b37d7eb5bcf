//! Tiers: bounds, needs, caps, quota. What fits no tier is said to fit none.

use super::{Standing, TierReached, by_source};
use crate::calendar::Calendar;
use crate::criteria::{Basis, Criteria, Group, Role, Tier, TierNeed};
use crate::language::{Message, Term};
use crate::quantity::{Exact, Percent};
use crate::rule::{Facts, whole};
use crate::scores::Scores;

/// Finds every member's tier; ranks must be known, for the quota.
pub(super) fn find(
    criteria: &Criteria,
    group: &Group,
    scores: &Scores,
    members: &mut [&mut Standing],
) {
    if group.tiers.is_empty() {
        return;
    }
    let mut places: Vec<Option<usize>> = Vec::new();
    for member in members.iter_mut() {
        let (place, reasons) = reached(criteria, group, scores, member);
        member.tier_reasons = reasons;
        places.push(place);
    }
    apply_quota(group, members, &mut places);
    for (member, place) in members.iter_mut().zip(places) {
        member.tier = place.and_then(|place| group.tiers.get(place)).map(named);
    }
}

pub(super) fn named(tier: &Tier) -> TierReached {
    TierReached { name: tier.name.clone(), title: tier.title.clone() }
}

fn reached(
    criteria: &Criteria,
    group: &Group,
    scores: &Scores,
    member: &Standing,
) -> (Option<usize>, Vec<Message>) {
    let mut reasons = Vec::new();
    let figure = match group.tiers_by {
        Basis::Percent => member.percent.as_ref().map(Percent::exact),
        Basis::Points => Some(member.points.exact()),
    };
    let Some(figure) = figure else {
        return (None, reasons);
    };
    let mut place = None;
    for (k, tier) in group.tiers.iter().enumerate().filter(|(_, tier)| tier.bounds.hold(figure)) {
        let unmet: Vec<&TierNeed> =
            tier.needs.iter().filter(|need| !holds(criteria, scores, member, need)).collect();
        if unmet.is_empty() {
            place = Some(k);
            break;
        }
        let needs: Vec<Term> =
            unmet.iter().map(|need| said(criteria, scores, member, need)).collect();
        reasons
            .push(Message::new("tier-needs-unmet").with("tier", &tier.title).with("needs", needs));
    }
    if place.is_none() {
        reasons.push(Message::new("no-tier-fits").with("figure", figure));
    }
    let worst = group.tiers.len().saturating_sub(1);
    for cap in group.caps.iter().filter(|cap| holds(criteria, scores, member, &cap.condition)) {
        if place.is_none_or(|place| place < cap.at_most)
            && (place.is_some() || cap.at_most == worst)
        {
            place = Some(cap.at_most);
            let title =
                group.tiers.get(cap.at_most).map(|tier| tier.title.clone()).unwrap_or_default();
            let why = said(criteria, scores, member, &cap.condition);
            let reason = Message::new("tier-capped").with("tier", &title).with("why", why);
            reasons
                .push(reason.with("source", cap.reason.as_ref().map_or(Term::from(""), by_source)));
        }
    }
    (place, reasons)
}

/// Whether a need or a cap's condition holds; one whose figure was not given does not.
fn holds(criteria: &Criteria, scores: &Scores, member: &Standing, need: &TierNeed) -> bool {
    match need {
        TierNeed::NoItemAtZero => items_at_zero(criteria, scores, member.row).is_empty(),
        TierNeed::NotSelfScored => !member.agency.self_scored,
        TierNeed::Area(area) => {
            let tally = scores.tally(member.row, area.node);
            tally.points.percent_of(&tally.max).is_some_and(|percent| percent.0 >= area.from)
        }
        TierNeed::Fact(condition) => {
            let calendar = Calendar::default();
            let facts = Facts { columns: &scores.columns, calendar: &calendar, row: member.row };
            condition.holds(&facts) == Some(true)
        }
    }
}

fn items_at_zero(criteria: &Criteria, scores: &Scores, row: usize) -> Vec<Term> {
    let items = criteria.items().filter(|(_, node, _)| node.role == Role::Score);
    let zero = items.filter(|(k, _, _)| {
        let tally = scores.tally(row, *k);
        !tally.max.exact().is_zero() && tally.points.exact().is_zero()
    });
    zero.map(|(_, node, _)| Term::from(node.id.as_str())).collect()
}

fn said(criteria: &Criteria, scores: &Scores, member: &Standing, need: &TierNeed) -> Term {
    match need {
        TierNeed::NoItemAtZero => {
            let items = items_at_zero(criteria, scores, member.row);
            Message::new("need-no-item-at-zero").with("items", items).into()
        }
        TierNeed::NotSelfScored => Message::new("need-not-self-scored").into(),
        TierNeed::Area(area) => {
            let code = area.code.as_str();
            Message::new("need-area").with("code", code).with("from", &area.from).into()
        }
        TierNeed::Fact(condition) => {
            let calendar = Calendar::default();
            condition.said(&Facts {
                columns: &scores.columns,
                calendar: &calendar,
                row: member.row,
            })
        }
    }
}

/// Those ranked beyond the quota step down to the next tier; agencies tied across its edge all do.
fn apply_quota(group: &Group, members: &mut [&mut Standing], places: &mut [Option<usize>]) {
    let Some(quota) = &group.quota else { return };
    let ranked = |k: usize| members.get(k).is_some_and(|member| member.rank.is_some());
    let among = places
        .iter()
        .enumerate()
        .filter(|(k, place)| ranked(*k) && place.is_some_and(|p| p <= quota.share_of));
    let limit = (&quota.at_most * &whole(among.count()))
        .over(&Exact::HUNDRED)
        .and_then(|limit| limit.floor())
        .unwrap_or_default();
    let limit = usize::try_from(limit).unwrap_or_default();
    let holders: Vec<usize> = (0..places.len())
        .filter(|k| places.get(*k) == Some(&Some(quota.tier)) && ranked(*k))
        .collect();
    let rank = |k: usize| members.get(k).and_then(|member| member.rank);
    let not_behind = |k: usize| holders.iter().filter(|other| rank(**other) <= rank(k)).count();
    let beyond: Vec<usize> = holders.iter().copied().filter(|k| not_behind(*k) > limit).collect();
    for k in beyond {
        if let (Some(member), Some(place)) = (members.get_mut(k), places.get_mut(k)) {
            *place = Some((quota.tier + 1).min(group.tiers.len().saturating_sub(1)));
            let title =
                group.tiers.get(quota.tier).map(|tier| tier.title.clone()).unwrap_or_default();
            member
                .tier_reasons
                .push(Message::new("tier-quota").with("tier", &title).with("limit", limit));
        }
    }
}
