//! Strategies for tiers, caps, quota and ties; nodes are drawn as a number and named once the tree is known.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::generate_value::options;
use super::rule::{Condition, How, Reach, Value};
use super::set::{Bound, Key, Need, Number, Quota, Span, Tier, Tiers, Ties, number};

/// Tiers before the tree is known.
#[derive(Clone, Debug)]
pub struct RawTiers {
    cuts: Vec<i64>,
    belongs: [bool; 4],
    by_points: bool,
    /// Every tier has both bounds, and none has needs.
    closed: bool,
    outstanding: bool,
    needs: Vec<Need>,
    caps: Vec<(Need, usize)>,
    quota: Option<(usize, Number)>,
}

/// Any tiers.
pub fn raw_tiers() -> impl Strategy<Value = RawTiers> {
    let cuts = subsequence(vec![20, 50, 65, 70, 80, 90, 95], 0..=4);
    let needs = prop::collection::vec(need(), 0..=2);
    let caps =
        prop::collection::vec((prop_oneof![need(), Just(Need::NotSelfScored)], 0..5usize), 0..=2);
    let percents =
        select(vec![number(50, 1), number(20, 1), number(333, 10), number(15, 2), number(100, 1)]);
    let quota = prop::option::weighted(0.4, (0..4usize, percents));
    let flags = any::<[bool; 3]>();
    (cuts, any::<[bool; 4]>(), flags, needs, caps, quota).prop_map(
        |(cuts, belongs, flags, needs, caps, quota)| {
            let [by_points, closed, outstanding] = flags;
            RawTiers { cuts, belongs, by_points, closed, outstanding, needs, caps, quota }
        },
    )
}

fn need() -> impl Strategy<Value = Need> {
    let area = (0..9usize, select(vec![50, 80]))
        .prop_map(|(at, from)| Need::Area { id: at.to_string(), from: number(from, 1) });
    let yes = Condition::Yes("set_yes".to_owned());
    let not = Condition::Not(Box::new(yes.clone()));
    let of = Value::Field("set_pct".to_owned());
    let target = Value::Number(number(80, 1));
    let reach = Condition::Reach(Reach { of, how: How::AtLeast, target });
    let is = Condition::Is { of: "set_grade".to_owned(), any: options(2) };
    let fact = select(vec![yes, not, reach, is]).prop_map(Need::Fact);
    prop_oneof![Just(Need::NoItemAtZero), area, fact]
}

/// The tiers of a set whose maximum nodes are `ids`, without gaps, best first.
pub fn settle_tiers(raw: RawTiers, ids: &[String], total: &Number) -> Tiers {
    let count = raw.cuts.len() + 1;
    let mut names = ["excellent", "good", "fair", "average", "weak"].map(str::to_owned).to_vec();
    if raw.outstanding {
        names.iter_mut().take(1).for_each(|name| *name = "outstanding".to_owned());
    }
    names.truncate(count);
    let scale = if raw.by_points { total / number(100, 1) } else { number(1, 1) };
    let lows: Vec<Bound> = raw
        .cuts
        .iter()
        .rev()
        .zip(raw.belongs)
        .map(|(cut, belongs)| Bound { at: number(*cut, 1) * &scale, belongs })
        .collect();
    let zero = Bound { at: number(0, 1), belongs: true };
    let needs: Vec<Need> = raw.needs.into_iter().map(|n| named(n, ids)).collect();
    let span = |at: usize| {
        let last = at + 1 == count;
        let above = at.checked_sub(1).and_then(|at| lows.get(at));
        let high = above
            .filter(|_| last || raw.closed)
            .map(|b| Bound { at: b.at.clone(), belongs: !b.belongs });
        let low = if count == 1 { Some(zero.clone()) } else { lows.get(at).cloned() };
        Span { low, high }
    };
    let tiers = names.iter().enumerate().map(|(at, name)| {
        let asks = !raw.closed && at + 2 < count;
        Tier {
            name: name.clone(),
            span: span(at),
            needs: needs.iter().filter(|_| asks).cloned().collect(),
        }
    });
    let tiers: Vec<Tier> = tiers.collect();
    // A cap at the best tier, or a quota without a tier to step down to, says nothing.
    let caps = raw.caps.into_iter().filter_map(|(need, at)| {
        let at_most = names.get(1 + at % count.saturating_sub(1).max(1))?;
        Some((named(need, ids), at_most.clone()))
    });
    let caps = caps.collect();
    let quota = raw.quota.filter(|_| count > 1).and_then(|(at, at_most)| {
        Some(Quota {
            tier: names.first()?.clone(),
            share_of: names.get(at % count)?.clone(),
            at_most,
        })
    });
    Tiers { by_points: raw.by_points, tiers, caps, quota }
}

fn named(need: Need, ids: &[String]) -> Need {
    match need {
        Need::Area { id, from } => Need::Area { id: node(&id, ids), from },
        other => other,
    }
}

fn node(drawn: &str, ids: &[String]) -> String {
    let at = drawn.parse::<usize>().unwrap_or(0);
    ids.get(at % ids.len().max(1)).cloned().unwrap_or_default()
}

/// Any tie rule.
pub fn raw_ties() -> impl Strategy<Value = Ties> {
    let facts = select(vec!["set_pct", "set_count"]).prop_map(|name| Key::Fact(name.to_owned()));
    let key = prop_oneof![(0..9usize).prop_map(|at| Key::Node(at.to_string())), facts];
    let keys = (prop::collection::vec((key, any::<bool>()), 1..=3), any::<bool>())
        .prop_map(|(keys, manual)| Ties::Keys { keys, manual });
    prop_oneof![Just(Ties::Standard), Just(Ties::Dense), keys]
}

/// The tie rule of a set whose maximum nodes are `ids`.
pub fn settle_ties(ties: Ties, ids: &[String]) -> Ties {
    match ties {
        Ties::Keys { keys, manual } => {
            let named = |(key, higher)| match key {
                Key::Node(drawn) => (Key::Node(node(&drawn, ids)), higher),
                fact @ Key::Fact(_) => (fact, higher),
            };
            Ties::Keys { keys: keys.into_iter().map(named).collect(), manual }
        }
        other => other,
    }
}

impl Ties {
    /// The set's fields that keys look at.
    pub fn facts(&self) -> Vec<String> {
        let Ties::Keys { keys, .. } = self else {
            return Vec::new();
        };
        keys.iter()
            .filter_map(
                |(key, _)| {
                    if let Key::Fact(name) = key { Some(name.clone()) } else { None }
                },
            )
            .collect()
    }
}
