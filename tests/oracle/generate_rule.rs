//! Strategies for rules of every kind, written for an item worth 1 point and scaled to its maximum afterwards.

use num_traits::Zero;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::generate_nested::nested;
use super::generate_value::{Sort, between, condition, field, options, reach, value};
use super::rule::{Answers, Due, Late, Respondents, Rule};
use super::set::{Day, Field, Kind, Number, Set, number};

/// A rule with the fields it reads that are the item's own.
pub type Written = (Rule, Vec<Field>);

/// A part of the maximum, in steps of 5 percent.
pub fn part() -> impl Strategy<Value = Number> {
    (0..=20i64).prop_map(|n| number(n, 20))
}

/// Points of several outcomes, of which one earns the maximum.
fn parts(count: usize) -> impl Strategy<Value = Vec<Number>> {
    (prop::collection::vec(part(), count), 0..count).prop_map(|(mut parts, best)| {
        parts.iter_mut().skip(best).take(1).for_each(|p| *p = number(1, 1));
        parts
    })
}

/// Sometimes, as often as `weight` says.
pub fn opt<S: Strategy>(weight: f64, of: S) -> impl Strategy<Value = Option<S::Value>> {
    prop::option::weighted(weight, of)
}

fn named(names: &[String], numbers: Vec<Number>) -> Vec<(String, Number)> {
    names.iter().cloned().zip(numbers).collect()
}

/// Any rule; below `depth` 0 only those without rules inside.
pub fn rule(prefix: &str, depth: u32) -> BoxedStrategy<Written> {
    let plain = prop_oneof![
        2 => graded(prefix),
        2 => counted(prefix),
        3 => valued(prefix),
        3 => compared(prefix),
        1 => lateness(prefix),
        1 => survey(prefix),
    ]
    .boxed();
    if depth == 0 {
        return plain;
    }
    prop_oneof![5 => plain, 1 => nested(prefix, depth - 1)].boxed()
}

fn graded(prefix: &str) -> BoxedStrategy<Written> {
    let name = format!("{prefix}f");
    let yes_no = {
        let name = name.clone();
        opt(0.4, (part(), any::<bool>())).prop_map(move |points| {
            let one = number(1, 1);
            let points = points.map(|(other, yes)| if yes { (one, other) } else { (other, one) });
            (Rule::YesNo { of: name.clone(), points }, vec![field(&name, Kind::YesNo)])
        })
    };
    let grade = {
        let name = name.clone();
        (parts(3), any::<bool>()).prop_map(move |(parts, states)| {
            let fields = vec![field(&name, Kind::Grade(options(3)))];
            let of = name.clone();
            if states {
                return (Rule::States { of, points: named(&options(3), parts) }, fields);
            }
            let percents = parts.into_iter().map(|p| p * number(100, 1)).collect();
            (Rule::Grades { of, percent: named(&options(3), percents) }, fields)
        })
    };
    let judged = any::<bool>().prop_map(move |steps| {
        let step = steps.then(|| number(1, 4));
        (Rule::Judged { of: name.clone(), step }, vec![field(&name, Kind::Points)])
    });
    prop_oneof![3 => yes_no, 2 => grade, 1 => judged].boxed()
}

fn counted(prefix: &str) -> BoxedStrategy<Written> {
    let names = ["p", "q", "s"].map(|name| format!("{prefix}{name}")).to_vec();
    let count = |name: &String, most| field(name, Kind::Count { most });
    let (ours, first) = (names.clone(), format!("{prefix}p"));
    let checklist = select(vec![vec![5, 5, 10], vec![4, 16, 0], vec![20, 0, 0], vec![7, 7, 6]])
        .prop_map(move |parts: Vec<i64>| {
            let parts: Vec<(String, Number)> =
                named(&ours, parts.into_iter().map(|n| number(n, 20)).collect());
            let each: Vec<_> = parts.into_iter().filter(|(_, p)| !p.is_zero()).collect();
            let fields = each.iter().map(|(name, _)| field(name, Kind::YesNo)).collect();
            (Rule::Checklist(each), fields)
        });
    let ours = names.clone();
    let deduct = (part(), part(), opt(0.4, 0..10i64)).prop_map(move |(a, b, floor)| {
        let (a, b) = (a.max(number(1, 20)), b.max(number(1, 20)));
        let each = named(&ours, vec![a, b]);
        let fields = each.iter().map(|(name, _)| count(name, None)).collect();
        (Rule::Deduct { each, floor: floor.map(|n| number(n, 20)) }, fields)
    });
    let none = {
        let name = first.clone();
        Just((Rule::None(super::rule::Value::Field(name.clone())), vec![count(&name, None)]))
    };
    let each = (1..=10i64, any::<bool>()).prop_map(move |(n, bounded)| {
        let most = bounded.then_some(20);
        let points = number(n, 20);
        (
            Rule::Each { of: super::rule::Value::Field(first.clone()), points },
            vec![count(&first, most)],
        )
    });
    prop_oneof![2 => each, 2 => deduct, 1 => none, 2 => checklist].boxed()
}

/// Rules over a value: bands, proportional, scale, each.
fn valued(prefix: &str) -> BoxedStrategy<Written> {
    let picked = || subsequence((0..9usize).collect::<Vec<_>>(), 1..=3);
    let bands =
        (value(prefix), picked(), prop::collection::vec(any::<bool>(), 3), any::<bool>(), parts(4))
            .prop_map(|(sort, picked, upper, closed, parts)| {
                let spans = sort.spans(&picked, &upper, closed);
                let mut award: Vec<_> = spans.into_iter().zip(parts).collect();
                if award.iter().all(|(_, points)| *points != number(1, 1)) {
                    award.iter_mut().take(1).for_each(|(_, points)| *points = number(1, 1));
                }
                (Rule::Bands { of: sort.value, award }, sort.fields)
            });
    let least = opt(0.4, select(vec![50, 80, 100]));
    let proportional = (value(prefix), least, 0..9usize).prop_map(|(sort, least, cut)| {
        let Sort { value: of, fields, .. } = sort.clone();
        let full = sort.cuts(&[cut]).swap_remove(0);
        let nothing_below = least.map(|n| number(n, 100) * &full);
        let full_from = (full != number(100, 1)).then_some(full);
        (Rule::Proportional { of, nothing_below, full_from }, fields)
    });
    let scale = (value(prefix), picked(), prop::collection::vec(part(), 2), any::<bool>())
        .prop_map(|(sort, picked, parts, rising)| {
            let mut cuts = sort.cuts(&picked);
            if cuts.len() == 1 {
                cuts.insert(0, number(0, 1));
            }
            let mut anchors: Vec<_> =
                cuts.into_iter().zip(parts.into_iter().chain([number(1, 1)])).collect();
            let best = if rising { anchors.last_mut() } else { anchors.first_mut() };
            best.into_iter().for_each(|(_, points)| *points = number(1, 1));
            (Rule::Scale { of: sort.value, anchors }, sort.fields)
        });
    prop_oneof![4 => bands, 3 => proportional, 2 => scale].boxed()
}

/// Rules that hold a value or a condition against something.
fn compared(prefix: &str) -> BoxedStrategy<Written> {
    let reached = reach(prefix).prop_map(|(reach, fields)| (Rule::Reach(reach), fields));
    let (k, l) = (format!("{prefix}k"), format!("{prefix}l"));
    let all = (condition(&k, 1), condition(&l, 1)).prop_map(|((a, mut fields), (b, more))| {
        fields.extend(more);
        (Rule::All(vec![a, b]), fields)
    });
    let mean = (value(prefix), part(), any::<bool>(), opt(0.4, 0..9usize)).prop_map(
        |(sort, below, all, mean)| {
            let mean = mean.map(|cut| sort.cuts(&[cut]).swap_remove(0));
            let rule =
                Rule::AgainstMean { of: sort.value, at_or_above: number(1, 1), below, all, mean };
            (rule, sort.fields)
        },
    );
    let name = format!("{prefix}f");
    let last_year = (parts(3), opt(0.4, part())).prop_map(move |(parts, first_year)| {
        let mut parts = parts.into_iter();
        let mut next = || parts.next().unwrap_or_default();
        let (higher, same, lower) = (next(), next(), next());
        let fields = vec![field(&name, Kind::Percent { most: None })];
        (Rule::AgainstLastYear { of: name.clone(), higher, same, lower, first_year }, fields)
    });
    prop_oneof![2 => reached, 2 => all, 2 => mean, 2 => last_year].boxed()
}

fn lateness(prefix: &str) -> BoxedStrategy<Written> {
    let (sent, due) = (format!("{prefix}f"), format!("{prefix}d"));
    let bands = (0..9i64, 2..10i64, any::<[bool; 2]>(), parts(3)).prop_map(
        |(first, step, [a, b], parts)| {
            // Being on time, 0 days or less, stays one band.
            let edges = vec![(number(first, 1), a && first > 0), (number(first + step, 1), b)];
            Late::Bands(between(edges, None, None).into_iter().zip(parts).collect())
        },
    );
    let per_day = (1..=10i64, opt(0.4, 0..10i64)).prop_map(|(n, floor)| Late::PerDay {
        points: number(n, 20),
        floor: floor.map(|n| number(n, 20)),
    });
    (prop_oneof![bands, per_day], any::<bool>(), 0..4u8)
        .prop_map(move |(award, working, when)| {
            let mut fields = vec![field(&sent, Kind::Date)];
            let due = match when {
                0 | 1 => Due::MonthDay(6, 15),
                2 => Due::Full(Day::of(Set::YEAR, 6, 16)),
                _ => {
                    fields.push(field(&due, Kind::Date));
                    Due::Field(due.clone())
                }
            };
            (Rule::Lateness { of: sent.clone(), due, working, award }, fields)
        })
        .boxed()
}

fn survey(prefix: &str) -> BoxedStrategy<Written> {
    let likert = || (1..=5).map(|n| n.to_string()).collect::<Vec<_>>();
    let answers = prop_oneof![
        Just((Answers::Percent, Kind::Percent { most: Some(number(100, 1)) })),
        parts(4).prop_map(|p| {
            let names = ["A", "B", "C", "D"].map(str::to_owned);
            let percents = p.into_iter().map(|p| p * number(100, 1)).collect();
            (Answers::Options(named(&names, percents)), Kind::Ballots(names.to_vec()))
        }),
        any::<bool>().prop_map(move |mean| {
            let (from, to) = (number(1, 1), number(5, 1));
            if mean {
                return (Answers::Mean { from, to }, Kind::Ballots(likert()));
            }
            (
                Answers::Mean { from: from.clone(), to: to.clone() },
                Kind::Amount { range: Some((from, to)) },
            )
        }),
        (2..=5i64)
            .prop_map(move |n| (Answers::SatisfiedFrom(n.to_string()), Kind::Ballots(likert()))),
    ];
    let prefix = prefix.to_owned();
    prop::collection::vec((answers, 1..=20i64), 1..=3)
        .prop_map(move |groups| {
            let names = ["u", "v", "w"].map(|name| format!("{prefix}{name}"));
            let named = names.iter().zip(groups);
            let (groups, fields) = named
                .map(|(name, ((answers, kind), weight))| {
                    (
                        Respondents { of: name.clone(), weight: number(weight, 2), answers },
                        field(name, kind),
                    )
                })
                .unzip();
            (Rule::Survey(groups), fields)
        })
        .boxed()
}
