//! What a value or a condition is for one agency and one item. Figures not given stay not given.

use num_traits::{Signed, Zero};

use super::rule::{Condition, How, IfNone, Over, Reach, Value};
use super::set::{Agency, Figure, Node, Number, Set, number};

/// A value looked up.
#[derive(Clone, Debug, PartialEq)]
pub enum Looked {
    Given(Number),
    NotGiven,
    NotApplicable,
}

/// One agency's figures seen from one item; an empty path sees the set's own fields only.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    pub set: &'a Set,
    pub agencies: &'a [Agency],
    pub agency: &'a Agency,
    pub path: &'a [&'a Node],
}

impl<'a> Desk<'a> {
    /// The figure of a name: at the item, then its ancestors, then the set.
    pub fn figure(&self, name: &str) -> Option<&'a Figure> {
        self.agency.record.figures.get(&self.key(name))
    }

    /// Whether a line was sent for the figure, if only with an empty value.
    pub fn is_sent(&self, name: &str) -> bool {
        self.figure(name).is_some() || self.agency.record.empty.contains(&self.key(name))
    }

    /// The node that declares the figure, and its name.
    fn key(&self, name: &str) -> (String, String) {
        let field = name.strip_suffix(".last_year").unwrap_or(name);
        let declares = |node: &&&Node| node.fields.iter().any(|f| f.name == field);
        let id = self.path.iter().rev().find(declares).map_or("", |node| &node.id);
        (id.to_owned(), name.to_owned())
    }

    /// A yes/no field.
    pub fn yes(&self, name: &str) -> Option<bool> {
        match self.figure(name) {
            Some(Figure::Yes(yes)) => Some(*yes),
            _ => None,
        }
    }

    /// A field that is a number.
    pub fn number(&self, name: &str) -> Option<Number> {
        match self.figure(name) {
            Some(Figure::Number(n)) => Some(n.clone()),
            _ => None,
        }
    }

    /// The value of this agency.
    pub fn value(&self, value: &Value) -> Looked {
        match value {
            Value::Field(name) => self.number(name).map_or(Looked::NotGiven, Looked::Given),
            Value::Number(n) => Looked::Given(n.clone()),
            Value::Share { of, among, if_none, over } => self.pair(of, among, |a, b| {
                if b.is_zero() {
                    return none(*if_none, number(100, 1));
                }
                let share = number(100, 1) * &a / &b;
                let capped = *over == Over::Cap && a > b;
                Looked::Given(if capped { number(100, 1) } else { share })
            }),
            Value::Ratio { of, among, if_none } => self.pair(of, among, |a, b| {
                if b.is_zero() { none(*if_none, number(1, 1)) } else { Looked::Given(a / b) }
            }),
            Value::Sum(values) => {
                let sum = Looked::Given(Number::zero());
                values
                    .iter()
                    .fold(sum, |sum, v| both(sum, self.value(v), |a, b| Looked::Given(a + b)))
            }
            Value::Difference(a, b) => self.pair(a, b, |a, b| Looked::Given(a - b)),
            Value::Mean(values) => mean(values.iter().map(|v| self.value(v))),
            Value::NumberOf(names) => {
                let given: Vec<bool> = names.iter().filter_map(|n| self.yes(n)).collect();
                if given.is_empty() {
                    return Looked::NotGiven;
                }
                Looked::Given(given.into_iter().map(|yes| number(i64::from(yes), 1)).sum())
            }
        }
    }

    fn pair(&self, a: &Value, b: &Value, make: impl FnOnce(Number, Number) -> Looked) -> Looked {
        both(self.value(a), self.value(b), make)
    }

    /// Whether a value reaches its target; the outer `None` is a figure not given, the inner one not applicable.
    pub fn reaches(&self, reach: &Reach) -> Option<Option<bool>> {
        let compared = self.pair(&reach.of, &reach.target, |a, b| Looked::Given(a - b));
        match compared {
            Looked::NotGiven => None,
            Looked::NotApplicable => Some(None),
            Looked::Given(more) => Some(Some(match reach.how {
                How::AtLeast => !more.is_negative(),
                How::MoreThan => more.is_positive(),
                How::AtMost => !more.is_positive(),
                How::LessThan => more.is_negative(),
            })),
        }
    }

    /// Whether a condition holds; `None` when the figures given do not decide it.
    pub fn holds(&self, condition: &Condition) -> Option<bool> {
        match condition {
            Condition::Yes(name) => self.yes(name),
            Condition::Not(inner) => self.holds(inner).map(|held| !held),
            Condition::All(inner) => self.decided(inner, false),
            Condition::Any(inner) => self.decided(inner, true),
            Condition::Reach(reach) => self.reaches(reach).flatten(),
            Condition::Is { of, any } => match self.figure(of) {
                Some(Figure::Grade(grade)) => Some(any.contains(grade)),
                _ => None,
            },
            Condition::Given(name) => Some(self.figure(name).is_some()),
        }
    }

    /// One `decider` decides; otherwise all must be known.
    pub fn decided(&self, conditions: &[Condition], decider: bool) -> Option<bool> {
        let held: Vec<Option<bool>> = conditions.iter().map(|c| self.holds(c)).collect();
        if held.contains(&Some(decider)) {
            Some(decider)
        } else if held.contains(&None) {
            None
        } else {
            Some(!decider)
        }
    }
}

fn none(if_none: IfNone, full: Number) -> Looked {
    match if_none {
        IfNone::NotApplicable => Looked::NotApplicable,
        IfNone::Zero => Looked::Given(Number::zero()),
        IfNone::Full => Looked::Given(full),
    }
}

/// A figure not given weighs more than one that does not apply.
fn both(a: Looked, b: Looked, make: impl FnOnce(Number, Number) -> Looked) -> Looked {
    match (a, b) {
        (Looked::NotGiven, _) | (_, Looked::NotGiven) => Looked::NotGiven,
        (Looked::NotApplicable, _) | (_, Looked::NotApplicable) => Looked::NotApplicable,
        (Looked::Given(a), Looked::Given(b)) => make(a, b),
    }
}

/// The mean of those given.
pub fn mean(values: impl Iterator<Item = Looked>) -> Looked {
    let given: Vec<Number> = values
        .filter_map(|v| match v {
            Looked::Given(n) => Some(n),
            _ => None,
        })
        .collect();
    match i64::try_from(given.len()) {
        Ok(count @ 1..) => Looked::Given(given.into_iter().sum::<Number>() / number(count, 1)),
        _ => Looked::NotGiven,
    }
}
