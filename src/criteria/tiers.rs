//! Tiers, caps, quotas and tie rules of a peer group, and the proof that every score fits a tier.

use super::written::{Basis, GroupForm, Index, KeyForm, KeyOf, Then, TierForm, TierNeed, Ties};
use super::{Criteria, Group, Role};
use crate::code::PeerGroup;
use crate::document::At;
use crate::fault::{Fault, Faults, Place, hint};
use crate::language::{Message, Text};
use crate::quantity::Exact;
use crate::rule::{Binder, Bounds, Domain, Field, FigureKind, Scope, probes};

/// A tier of a peer group.
#[derive(Clone, Debug)]
pub(crate) struct Tier {
    pub name: String,
    pub title: Text,
    pub bounds: Bounds,
    pub needs: Vec<TierNeed>,
    pub place: Place,
}

/// The best tier still possible when a condition holds.
#[derive(Clone, Debug)]
pub(crate) struct Cap {
    pub condition: TierNeed,
    pub at_most: usize,
    pub reason: Option<Text>,
}

/// How many may hold a tier.
#[derive(Clone, Debug)]
pub(crate) struct Quota {
    pub tier: usize,
    pub share_of: usize,
    pub at_most: Exact,
}

/// How equal standings are ranked.
#[derive(Clone, Debug)]
pub(crate) enum TieRule {
    Standard,
    Dense,
    Keys(Vec<(Key, bool)>, Then),
}

/// What a tie is broken by.
#[derive(Clone, Debug)]
pub(crate) enum Key {
    Node(usize),
    Fact(Field),
}

/// Binds a group's conditions to the set's figures and nodes; what it lacks it takes from the set.
pub(super) fn bind_group(
    name: &At<String>,
    form: &GroupForm,
    index: &Index,
    criteria: &mut Criteria,
    facts: &Scope,
    read: &mut Vec<usize>,
    faults: &mut Faults,
) -> Group {
    let mut slots = criteria.slots;
    let mut last_years = Vec::new();
    let (year, place) = (criteria.year, name.place());
    let mut binder = Binder {
        scope: facts.clone(),
        year,
        item: name,
        place,
        faults,
        read,
        next_slot: &mut slots,
        last_years: &mut last_years,
    };
    let forms = if form.tiers.is_empty() { &index.tiers } else { &form.tiers };
    let tiers: Vec<Tier> =
        forms.iter().map(|tier| bind_tier(tier, criteria, &mut binder)).collect();
    let caps = if form.caps.is_empty() { &index.caps } else { &form.caps };
    let caps = caps
        .iter()
        .map(|cap| Cap {
            condition: bind_need(&cap.condition, criteria, &mut binder),
            at_most: tier_named(&cap.at_most, &tiers, &mut binder),
            reason: cap.reason.clone(),
        })
        .collect();
    let quota = form.quota.as_ref().or(index.quota.as_ref()).map(|quota| Quota {
        tier: tier_named(&quota.tier, &tiers, &mut binder),
        share_of: tier_named(&quota.share_of, &tiers, &mut binder),
        at_most: quota.at_most.clone(),
    });
    let ties = match form.ties.as_ref().or(index.ties.as_ref()) {
        None | Some(Ties::Standard) => TieRule::Standard,
        Some(Ties::Dense) => TieRule::Dense,
        Some(Ties::Keys(keys)) => TieRule::Keys(
            keys.keys.iter().map(|key| bind_key(key, criteria, &mut binder)).collect(),
            keys.then,
        ),
    };
    let title = form.title.clone().unwrap_or_else(|| Text::same(name));
    let tiers_by = form.tiers_by.unwrap_or(index.tiers_by);
    Group { name: PeerGroup::from(name.as_str()), title, tiers_by, tiers, caps, quota, ties }
}

fn bind_tier(form: &TierForm, criteria: &Criteria, binder: &mut Binder<'_>) -> Tier {
    let TierForm { from, above, to, below, .. } = form.clone();
    let bounds = Bounds { from, above, to, below };
    if let Some(why) = bounds.contradict() {
        binder.bounds(why, Some(form.tier.place()));
    }
    Tier {
        name: form.tier.to_string(),
        title: form.title.clone().unwrap_or_else(|| known_title(&form.tier)),
        bounds,
        needs: form.needs.iter().map(|need| bind_need(need, criteria, binder)).collect(),
        place: form.tier.place().clone(),
    }
}

fn known_title(name: &str) -> Text {
    let both = |vi: &str, en: &str| Text { vi: vi.into(), en: en.into() };
    match name {
        "excellent" => both("Xuất sắc", "Excellent"),
        "good" => both("Tốt", "Good"),
        "fair" => both("Khá", "Fair"),
        "average" => both("Trung bình", "Average"),
        "weak" => both("Yếu", "Weak"),
        _ => Text::same(name),
    }
}

fn bind_need(need: &TierNeed, criteria: &Criteria, binder: &mut Binder<'_>) -> TierNeed {
    let mut need = need.clone();
    match &mut need {
        TierNeed::Area(area) => area.node = node_named(&area.code, criteria, binder),
        TierNeed::Fact(condition) => condition.bind(binder),
        TierNeed::NoItemAtZero | TierNeed::NotSelfScored => {}
    }
    need
}

fn bind_key(key: &KeyForm, criteria: &Criteria, binder: &mut Binder<'_>) -> (Key, bool) {
    let (of, higher) = match key {
        KeyForm::Higher(of) => (of, true),
        KeyForm::Lower(of) => (of, false),
    };
    let key = match of {
        KeyOf::Node(code) => Key::Node(node_named(code, criteria, binder)),
        KeyOf::Fact(field) => {
            let mut field = field.clone();
            let kinds = [
                FigureKind::Count,
                FigureKind::Amount,
                FigureKind::Percent,
                FigureKind::YesNo,
                FigureKind::Date,
            ];
            binder.field(&mut field, &kinds);
            Key::Fact(field)
        }
    };
    (key, higher)
}

fn node_named(code: &At<String>, criteria: &Criteria, binder: &mut Binder<'_>) -> usize {
    criteria.node(code).unwrap_or_else(|| {
        let known = criteria.nodes.iter().skip(1).map(|node| node.id.as_str());
        let fault = Fault::new("unknown-node", code.place()).with("code", code.as_str());
        binder.faults.add(fault.with("hint", hint(code, known)));
        0
    })
}

fn tier_named(name: &At<String>, tiers: &[Tier], binder: &mut Binder<'_>) -> usize {
    tiers.iter().position(|tier| tier.name == **name).unwrap_or_else(|| {
        let known = tiers.iter().map(|tier| tier.name.as_str());
        let fault = Fault::new("unknown-tier", name.place()).with("tier", name.as_str());
        binder.faults.add(fault.with("hint", hint(name, known)));
        0
    })
}

/// Every score must fit a tier, even when no need is met, and no later tier with an upper bound of its own may claim
/// a score that an earlier one holds.
pub(super) fn check_tiers(criteria: &Criteria, group: &Group) -> Vec<Fault> {
    if group.tiers.is_empty() {
        return Vec::new();
    }
    let extra: Exact = criteria
        .nodes
        .iter()
        .filter(|node| node.role == Role::Bonus && node.depth == 1)
        .map(|node| &node.max)
        .sum();
    let most = match group.tiers_by {
        Basis::Percent if extra.is_zero() => Some(Exact::HUNDRED),
        Basis::Percent => None,
        Basis::Points => Some(&criteria.total.0 + &extra),
    };
    let domain = Domain { least: Some(Exact::ZERO), most, whole: false };
    let bounds: Vec<Bounds> = group.tiers.iter().map(|tier| tier.bounds.clone()).collect();
    let (mut gap, mut overlap) = (None, None);
    for probe in probes(&bounds, &domain) {
        let holding: Vec<&Tier> =
            group.tiers.iter().filter(|tier| tier.bounds.hold(&probe)).collect();
        let ends = |tier: &&&Tier| tier.bounds.to.is_some() || tier.bounds.below.is_some();
        if let (Some(first), Some(second)) = (holding.first(), holding.iter().skip(1).find(ends)) {
            overlap.get_or_insert((
                probe.clone(),
                first.title.clone(),
                second.title.clone(),
                second.place.clone(),
            ));
        }
        if holding.iter().all(|tier| !tier.needs.is_empty()) {
            let unmet = holding.first().map(|tier| (tier.title.clone(), tier.place.clone()));
            gap = Some((probe, unmet)); // the highest such score tells most
        }
    }
    let mut found = Vec::new();
    if let Some((at, first, second, place)) = overlap {
        let fault = Fault::new("tiers-overlap", &place).with("group", &group.title).with("at", &at);
        found.push(fault.with("first", &first).with("second", &second));
    }
    if let Some((at, unmet)) = gap {
        let place = unmet.as_ref().map_or_else(|| first_place(group), |(_, place)| place.clone());
        let why = match &unmet {
            Some((tier, _)) => Message::new("needs-unmet").with("tier", tier),
            None => Message::new("no-bounds"),
        };
        found.push(
            Fault::new("tiers-gap", &place)
                .with("group", &group.title)
                .with("at", &at)
                .with("why", why),
        );
    }
    found
}

fn first_place(group: &Group) -> Place {
    group.tiers.first().map_or_else(|| Place::whole(""), |tier| tier.place.clone())
}
