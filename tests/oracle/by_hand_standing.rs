//! Ranks and tiers worked out by hand, and the oracle held against itself.

use super::by_hand::{agency, mark, n, points, set};
use super::set::{Bound, Case, Need, Quota, Set, Span, Tier, Tiers, Ties};
use super::{Outcome, agrees, outcomes};

/// Rank and tier of agencies with these marks of 100.
fn ranked(set: &Set, marks: &[&str]) -> Vec<(Option<usize>, String)> {
    let agencies =
        marks.iter().enumerate().map(|(at, m)| agency(at, &[("1", points(m))])).collect();
    let place = |o: Outcome| (o.rank, o.tier.unwrap_or_default());
    outcomes(&Case { set: set.clone(), agencies, decisions: Vec::new() })
        .into_iter()
        .map(place)
        .collect()
}

#[test]
fn equals_share_a_rank_by_the_sets_rule() {
    let mut set = set(vec![mark("1", "100")]);
    let ranks = |set: &Set| {
        ranked(set, &["70", "90", "80", "80"]).into_iter().map(|(r, _)| r).collect::<Vec<_>>()
    };
    assert_eq!(ranks(&set), [Some(4), Some(1), Some(2), Some(2)]);
    set.ties = Some(Ties::Dense);
    assert_eq!(ranks(&set), [Some(3), Some(1), Some(2), Some(2)]);
}

#[test]
fn tiers_heed_needs_caps_and_quota() {
    let from = |at: &str| Span { low: Some(Bound { at: n(at), belongs: true }), high: None };
    let below = Span { low: None, high: Some(Bound { at: n("50"), belongs: false }) };
    let tier = |name: &str, span, needs| Tier { name: name.into(), span, needs };
    let need = Need::Area { id: "1".into(), from: n("92") };
    let tiers = vec![
        tier("a", from("90"), vec![need]),
        tier("b", from("50"), vec![]),
        tier("c", below, vec![]),
    ];
    let mut set = set(vec![mark("1", "100")]);
    set.tiers = Some(Tiers { by_points: false, tiers, caps: Vec::new(), quota: None });
    let tiers = |set: &Set, marks: &[&str]| {
        ranked(set, marks).into_iter().map(|(_, t)| t).collect::<Vec<_>>()
    };
    assert_eq!(tiers(&set, &["95", "91", "50", "49.99"]), ["a", "b", "b", "c"]);
    // Half of the five in `b` or better is two; the two who share second place would make three.
    let quota = Quota { tier: "a".into(), share_of: "b".into(), at_most: n("50") };
    set.tiers.iter_mut().for_each(|t| t.quota = Some(quota.clone()));
    assert_eq!(tiers(&set, &["99", "95", "95", "93", "60"]), ["a", "b", "b", "b", "b"]);
    set.tiers.iter_mut().for_each(|t| t.caps.push((Need::NoItemAtZero, "c".into())));
    assert_eq!(tiers(&set, &["99", "60"]), ["c", "c"]);
}

#[test]
fn the_oracle_agrees_with_itself() {
    let agencies = vec![agency(1, &[("1", points("50"))])];
    let case = Case { set: set(vec![mark("1", "100")]), agencies, decisions: Vec::new() };
    agrees(&case, |_, _| outcomes(&case));
}
