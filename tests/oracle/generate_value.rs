//! Strategies for values, conditions and the targets they are held against. A name's prefix keeps an item's fields apart;
//! names that start with `area_` or `set_` are declared higher up, see [`shared`].

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::rule::{Condition, How, IfNone, Over, Reach, Value};
use super::set::{Bound, Field, Kind, Number, Span, number};

/// A value with its fields and what it can be.
#[derive(Clone, Debug)]
pub struct Sort {
    pub value: Value,
    pub fields: Vec<Field>,
    pub least: Option<Number>,
    pub most: Option<Number>,
    /// Whole numbers only.
    pub whole: bool,
    /// What counts as a lot: 100 for a percent, 1 for a ratio.
    pub unit: Number,
}

/// A field that a rule names but an area or the set declares.
pub fn shared(name: &str) -> Option<Kind> {
    Some(match name {
        "area_yes" | "set_yes" => Kind::YesNo,
        "area_pct" | "set_pct" => Kind::Percent { most: None },
        "set_count" => Kind::Count { most: None },
        "set_grade" => Kind::Grade(options(3)),
        _ => return None,
    })
}

/// `o1`, `o2`, …
pub fn options(count: usize) -> Vec<String> {
    (1..=count).map(|n| format!("o{n}")).collect()
}

/// A field.
pub fn field(name: &str, kind: Kind) -> Field {
    Field { name: name.to_owned(), kind }
}

fn whole(n: i64) -> Number {
    number(n, 1)
}

fn if_none() -> impl Strategy<Value = IfNone> {
    select(vec![IfNone::Zero, IfNone::NotApplicable, IfNone::Full])
}

fn boxed(name: &str) -> Box<Value> {
    Box::new(Value::Field(name.to_owned()))
}

/// A number of the agency's, or one made of several.
pub fn value(prefix: &str) -> BoxedStrategy<Sort> {
    let [a, b, c] = ["a", "b", "c"].map(|name| format!("{prefix}{name}"));
    let of = |name: &str| Value::Field(name.to_owned());
    let count = |name: &str| field(name, Kind::Count { most: None });
    let percents = |value, fields, most: Option<i64>| Sort {
        value,
        fields,
        least: Some(whole(0)),
        most: most.map(whole),
        whole: false,
        unit: whole(100),
    };
    let counts = |value, fields, least: Option<i64>, most: Option<i64>| Sort {
        value,
        fields,
        least: least.map(whole),
        most: most.map(whole),
        whole: true,
        unit: whole(10),
    };
    let percent = {
        let a = a.clone();
        select(vec![None, Some(100)]).prop_map(move |most| {
            percents(of(&a), vec![field(&a, Kind::Percent { most: most.map(whole) })], most)
        })
    };
    let plain = {
        let a = a.clone();
        select(vec![None, Some(20)]).prop_map(move |most| {
            counts(of(&a), vec![field(&a, Kind::Count { most })], Some(0), most)
        })
    };
    let amount = {
        let a = a.clone();
        any::<bool>().prop_map(move |bounded| {
            let range = bounded.then(|| (whole(0), whole(200)));
            let fields = vec![field(&a, Kind::Amount { range })];
            let mut sort = percents(of(&a), fields, bounded.then_some(200));
            sort.least = sort.least.filter(|_| bounded);
            sort
        })
    };
    let share = {
        let (a, b, c) = (a.clone(), b.clone(), c.clone());
        let over = select(vec![Over::Cap, Over::Keep, Over::Refuse]);
        (if_none(), over, 0..3).prop_map(move |(if_none, over, form)| {
            let over = if form > 0 && over == Over::Refuse { Over::Keep } else { over };
            let (top, mut fields) = match form {
                0 => (boxed(&a), vec![count(&a)]),
                1 => (Box::new(Value::Sum(vec![of(&a), of(&c)])), vec![count(&a), count(&c)]),
                _ => {
                    (Box::new(Value::Difference(boxed(&a), boxed(&c))), vec![count(&a), count(&c)])
                }
            };
            fields.push(count(&b));
            let most = (over != Over::Keep).then_some(100);
            let mut sort =
                percents(Value::Share { of: top, among: boxed(&b), if_none, over }, fields, most);
            sort.least = sort.least.filter(|_| form < 2);
            sort
        })
    };
    let ratio = {
        let (a, b) = (a.clone(), b.clone());
        if_none().prop_map(move |if_none| {
            let value = Value::Ratio { of: boxed(&a), among: boxed(&b), if_none };
            Sort { unit: whole(1), ..percents(value, vec![count(&a), count(&b)], None) }
        })
    };
    let several = (0..4u8).prop_map(move |form| {
        let both = || vec![of(&a), of(&b)];
        match form {
            0 => counts(Value::Sum(both()), vec![count(&a), count(&b)], Some(0), None),
            1 => counts(
                Value::Difference(boxed(&a), boxed(&b)),
                vec![count(&a), count(&b)],
                None,
                None,
            ),
            2 => {
                let fields = [&a, &b].map(|n| field(n, Kind::Percent { most: None })).to_vec();
                percents(Value::Mean(both()), fields, None)
            }
            _ => {
                let fields = [&a, &b, &c].map(|n| field(n, Kind::YesNo)).to_vec();
                let names = [&a, &b, &c].map(Clone::clone).to_vec();
                let sort = counts(Value::NumberOf(names), fields, Some(0), Some(3));
                Sort { unit: whole(3), ..sort }
            }
        }
    });
    let higher_up = select(vec!["area_pct", "set_pct"])
        .prop_map(move |name| percents(of(name), Vec::new(), None));
    prop_oneof![3 => percent, 2 => plain, 1 => amount, 4 => share, 1 => ratio, 2 => several, 1 => higher_up].boxed()
}

impl Sort {
    /// The figures that decisions draw lines at, within what the value can be.
    pub fn cuts(&self, picked: &[usize]) -> Vec<Number> {
        let table = if self.unit == whole(3) {
            vec![1, 2, 3]
        } else if self.whole {
            vec![1, 3, 5, 8, 10, 12, 15, 17, 19]
        } else {
            vec![1000, 5000, 6667, 7000, 8000, 9000, 9500, 9950, 10000]
        };
        let scale = if self.whole { whole(1) } else { &self.unit / whole(10000) };
        let cuts = picked.iter().filter_map(|at| table.get(*at)).map(|n| whole(*n) * &scale);
        let cuts: Vec<Number> =
            cuts.filter(|n| self.most.as_ref().is_none_or(|most| n <= most)).collect();
        if cuts.is_empty() {
            vec![whole(1) * &self.unit / whole(if self.whole { 1 } else { 2 })]
        } else {
            cuts
        }
    }

    /// Bands between cuts: all of the domain, each value once. A cut belongs to the band above it or below it.
    pub fn spans(&self, picked: &[usize], upper: &[bool], closed: bool) -> Vec<Span> {
        let narrow = self.unit == whole(3);
        let cuts = self.cuts(picked).into_iter().zip(upper.iter().chain(std::iter::repeat(&true)));
        let edges: Vec<(Number, bool)> = cuts
            .map(|(at, upper)| {
                let upper = *upper || narrow || self.most.as_ref() == Some(&at);
                (at, upper)
            })
            .collect();
        let end = |at: &Option<Number>| at.clone().filter(|_| closed);
        between(edges, end(&self.least), end(&self.most))
    }
}

/// Bands between edges in rising order, the highest first; an edge belongs to the band above it or below it.
pub fn between(
    edges: Vec<(Number, bool)>,
    least: Option<Number>,
    most: Option<Number>,
) -> Vec<Span> {
    let end = |at: Option<Number>| at.map(|at| Bound { at, belongs: true });
    let bound = |at: &Number, belongs| Some(Bound { at: at.clone(), belongs });
    let lows = edges.iter().map(|(at, upper)| bound(at, *upper));
    let highs = edges.iter().map(|(at, upper)| bound(at, !*upper));
    let lows = std::iter::once(end(least)).chain(lows);
    let highs = highs.chain(std::iter::once(end(most)));
    let mut spans: Vec<Span> = lows.zip(highs).map(|(low, high)| Span { low, high }).collect();
    spans.reverse();
    spans
}

/// A value held against a number, a field of its own kind or a figure of the set; the target can be met and missed.
pub fn reach(prefix: &str) -> BoxedStrategy<(Reach, Vec<Field>)> {
    let target = format!("{prefix}t");
    let how = select(vec![How::AtLeast, How::MoreThan, How::AtMost, How::LessThan]);
    (value(prefix), how, 0..9usize, 0..6u8)
        .prop_map(move |(sort, how, cut, form)| {
            let mut fields = sort.fields.clone();
            let mut how = how;
            let target = match form {
                0 => {
                    let kind = if sort.whole {
                        Kind::Count { most: None }
                    } else {
                        Kind::Percent { most: None }
                    };
                    fields.push(field(&target, kind));
                    Value::Field(target.clone())
                }
                1 if !fields.is_empty() => Value::Field("set_pct".to_owned()),
                _ => {
                    let at = sort.cuts(&[cut]).swap_remove(0);
                    if how == How::MoreThan && sort.most.as_ref() == Some(&at) {
                        how = How::AtLeast;
                    }
                    Value::Number(at)
                }
            };
            (Reach { of: sort.value, how, target }, fields)
        })
        .boxed()
}

/// A condition that figures can meet and miss.
pub fn condition(prefix: &str, depth: u32) -> BoxedStrategy<(Condition, Vec<Field>)> {
    let [yes, grade, there] = ["y", "g", "n"].map(|name| format!("{prefix}{name}"));
    let own = Just((Condition::Yes(yes.clone()), vec![field(&yes, Kind::YesNo)]));
    let higher_up = select(vec!["area_yes", "set_yes"])
        .prop_map(|name| (Condition::Yes(name.to_owned()), Vec::new()));
    let reaches = reach(&format!("{prefix}r")).prop_map(|(mut reach, fields)| {
        if let Value::Share { if_none, .. } | Value::Ratio { if_none, .. } = &mut reach.of
            && *if_none == IfNone::NotApplicable
        {
            *if_none = IfNone::Full;
        }
        (Condition::Reach(reach), fields)
    });
    let is = subsequence(options(3), 1..=2).prop_map(move |any| {
        (Condition::Is { of: grade.clone(), any }, vec![field(&grade, Kind::Grade(options(3)))])
    });
    let given =
        Just((Condition::Given(there.clone()), vec![field(&there, Kind::Count { most: None })]));
    let plain = prop_oneof![4 => own, 2 => higher_up, 2 => reaches, 1 => is, 1 => given].boxed();
    if depth == 0 {
        return plain;
    }
    let inner = |name: &str| condition(&format!("{prefix}{name}"), depth - 1);
    let many =
        (inner("k"), inner("l"), any::<bool>()).prop_map(|((a, mut fields), (b, more), all)| {
            fields.extend(more);
            (if all { Condition::All(vec![a, b]) } else { Condition::Any(vec![a, b]) }, fields)
        });
    let not = inner("m").prop_map(|(c, fields)| (Condition::Not(Box::new(c)), fields));
    prop_oneof![4 => plain, 1 => not, 2 => many].boxed()
}
