//! Strategies for rules that hold rules, and the scaling of a whole rule to its item's maximum.

use proptest::prelude::*;

use super::generate_rule::{Written, opt, part, rule};
use super::generate_value::condition;
use super::rule::{Late, Rule};
use super::set::{Number, Span};

/// A gate, the best of two, or cases.
pub fn nested(prefix: &str, depth: u32) -> BoxedStrategy<Written> {
    let inner = |name: &str| rule(&format!("{prefix}{name}"), depth);
    let asked = |name: &str| condition(&format!("{prefix}{name}"), 1);
    let gate = (asked("x"), inner("y_"), opt(0.4, part())).prop_map(
        |((needs, mut fields), (then, more), otherwise)| {
            fields.extend(more);
            (Rule::Gate { needs, otherwise, then: Box::new(then) }, fields)
        },
    );
    let best = (inner("x_"), inner("y_")).prop_map(|((a, mut fields), (b, more))| {
        fields.extend(more);
        (Rule::BestOf(vec![a, b]), fields)
    });
    let second = opt(0.4, (asked("z"), inner("v_")));
    let cases = (asked("x"), inner("y_"), second, part()).prop_map(
        |((asked, mut fields), (then, more), second, last)| {
            fields.extend(more);
            let mut cases = vec![(asked, then)];
            if let Some(((asked, more), (then, most))) = second {
                fields.extend(more.into_iter().chain(most));
                cases.push((asked, then));
            }
            (Rule::Cases { cases, otherwise: Box::new(Rule::Fixed(last)) }, fields)
        },
    );
    prop_oneof![gate, best, cases].boxed()
}

/// Every number of points in a rule, for an item worth `max` instead of 1.
pub fn scaled(rule: Rule, max: &Number) -> Rule {
    let by = |n: Number| n * max;
    let pairs =
        |of: Vec<(String, Number)>| of.into_iter().map(|(name, n)| (name, n * max)).collect();
    let bands = |of: Vec<(Span, Number)>| of.into_iter().map(|(span, n)| (span, n * max)).collect();
    match rule {
        Rule::YesNo { of, points } => {
            Rule::YesNo { of, points: points.map(|(yes, no)| (by(yes), by(no))) }
        }
        Rule::States { of, points } => Rule::States { of, points: pairs(points) },
        Rule::Lateness { of, due, working, award } => {
            let award = match award {
                Late::Bands(award) => Late::Bands(bands(award)),
                Late::PerDay { points, floor } => {
                    Late::PerDay { points: by(points), floor: floor.map(by) }
                }
            };
            Rule::Lateness { of, due, working, award }
        }
        Rule::Bands { of, award } => Rule::Bands { of, award: bands(award) },
        Rule::Gate { needs, otherwise, then } => {
            Rule::Gate { needs, otherwise: otherwise.map(by), then: Box::new(scaled(*then, max)) }
        }
        Rule::Each { of, points } => Rule::Each { of, points: by(points) },
        Rule::Checklist(each) => Rule::Checklist(pairs(each)),
        Rule::Judged { of, step } => Rule::Judged { of, step: step.map(by) },
        Rule::Deduct { each, floor } => Rule::Deduct { each: pairs(each), floor: floor.map(by) },
        Rule::Scale { of, anchors } => {
            Rule::Scale { of, anchors: anchors.into_iter().map(|(at, n)| (at, by(n))).collect() }
        }
        Rule::AgainstMean { of, at_or_above, below, all, mean } => {
            Rule::AgainstMean { of, at_or_above: by(at_or_above), below: by(below), all, mean }
        }
        Rule::BestOf(rules) => Rule::BestOf(rules.into_iter().map(|r| scaled(r, max)).collect()),
        Rule::Cases { cases, otherwise } => Rule::Cases {
            cases: cases.into_iter().map(|(c, r)| (c, scaled(r, max))).collect(),
            otherwise: Box::new(scaled(*otherwise, max)),
        },
        Rule::Fixed(points) => Rule::Fixed(by(points)),
        Rule::AgainstLastYear { of, higher, same, lower, first_year } => {
            let first_year = first_year.map(by);
            Rule::AgainstLastYear {
                of,
                higher: by(higher),
                same: by(same),
                lower: by(lower),
                first_year,
            }
        }
        Rule::Proportional { .. }
        | Rule::Reach(_)
        | Rule::All(_)
        | Rule::None(_)
        | Rule::Grades { .. }
        | Rule::Survey(_) => rule,
    }
}
