//! Strategies for the settings of a set: rounding, absences, days off.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::generate_rule::opt;
use super::set::{Day, Missing, Mode, Policy, Round, Rounding, Set, number};

/// The set's settings, without groups and areas.
pub fn settings() -> impl Strategy<Value = Set> {
    let holidays = prop::collection::vec((0..40i64, 0..3i64), 0..=2);
    let workdays = subsequence((0..8i64).collect::<Vec<_>>(), 0..=2);
    let flag = |weight| prop::bool::weighted(weight);
    let flags = (flag(0.3), flag(0.2), flag(0.5), flag(0.4));
    let absences = (opt(0.5, policy(true)), opt(0.5, missing()), opt(0.2, policy(true)));
    (rounding(), flags, absences, holidays, workdays).prop_map(
        |(rounding, flags, absences, holidays, workdays)| {
            let (comma, rank_by_points, refuse_unconfirmed, rank_unsubmitted) = flags;
            let (policy, missing, survey) = absences;
            let rescales = matches!(policy, Some(Policy::RescaleTo(_)));
            let survey_not_held = survey.map(|policy| match policy {
                Policy::RescaleTo(n) if !rescales => Policy::RescaleTo(n),
                _ => Policy::Exclude,
            });
            let start = Day::of(Set::YEAR, 6, 12).0;
            let mut off: Vec<(Day, Day)> = Vec::new();
            for (from, length) in holidays {
                let (from, to) = (Day(start + from), Day(start + from + length));
                if off.iter().all(|(first, last)| to < *first || *last < from) {
                    off.push((from, to));
                }
            }
            // 2018-06-16 was a Saturday.
            let weekend = |n: i64| Day(Day::of(Set::YEAR, 6, 16).0 + n / 2 * 7 + n % 2);
            let free = |day: &Day| off.iter().all(|(from, to)| *day < *from || *to < *day);
            let workdays = workdays.into_iter().map(weekend).filter(free).collect();
            Set {
                comma,
                rounding,
                rank_by_points,
                ties: None,
                policy,
                refuse_unconfirmed,
                missing,
                rank_unsubmitted,
                holidays: off,
                workdays,
                survey_not_held,
                fields: Vec::new(),
                tiers: None,
                groups: Vec::new(),
                areas: Vec::new(),
            }
        },
    )
}

fn rounding() -> impl Strategy<Value = Rounding> {
    let mode = || select(vec![Mode::HalfUp, Mode::HalfEven, Mode::Truncate, Mode::Up]);
    let stage =
        |weight| opt(weight, (0..=4u32, mode()).prop_map(|(digits, mode)| Round { digits, mode }));
    (stage(0.6), stage(0.3), stage(0.3), stage(0.5))
        .prop_map(|(leaf, area, total, percent)| Rounding { leaf, area, total, percent })
}

/// Any treatment of missing figures.
pub fn missing() -> impl Strategy<Value = Missing> {
    select(vec![Missing::Zero, Missing::NotApplicable])
}

/// Any policy; `rescale`: it may rescale to a maximum.
pub fn policy(rescale: bool) -> impl Strategy<Value = Policy> {
    let mut policies = vec![Policy::Exclude, Policy::Redistribute, Policy::FullPoints];
    if rescale {
        policies.extend([number(10, 1), number(5, 2), number(100, 1)].map(Policy::RescaleTo));
    }
    select(policies)
}
