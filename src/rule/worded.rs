//! Rules, values and conditions in plain words, whatever the figures: what a form or a report prints beside an item.

use super::condition::{Condition, Is, Reach};
use super::field::Field;
use super::value::Value;
use crate::language::{Message, Term};
use crate::quantity::Exact;

/// Parts of a sentence, parted by semicolons.
pub(super) fn parted(parts: impl DoubleEndedIterator<Item = Message>) -> Term {
    let joined = |rest: Option<Term>, first: Message| match rest {
        None => Some(Term::from(first)),
        Some(rest) => {
            Some(Message::new("rule-parts").with("first", first).with("rest", rest).into())
        }
    };
    parts.rev().fold(None, joined).unwrap_or(Term::from(""))
}

/// `đúng hạn: 1 điểm`.
pub(super) fn earns(what: impl Into<Term>, points: &Exact) -> Message {
    Message::new("rule-earns").with("what", what).with("points", points)
}

fn label(field: &Field) -> Term {
    Term::Text(field.label())
}

impl Value {
    /// The value in words, without figures.
    pub fn worded(&self) -> Term {
        let all = |parts: &[Self]| parts.iter().map(Self::worded).collect::<Vec<Term>>();
        match self {
            Self::Field(field) => label(field),
            Self::Constant(number) => number.into(),
            Self::Share(quotient, _) => Message::new("value-share")
                .with("of", quotient.of.worded())
                .with("in", quotient.in_.worded())
                .into(),
            Self::Ratio(quotient) => Message::new("value-ratio")
                .with("of", quotient.of.worded())
                .with("in", quotient.in_.worded())
                .into(),
            Self::Sum(parts) => Message::new("value-sum").with("parts", all(parts)).into(),
            Self::Mean(parts) => Message::new("value-mean").with("parts", all(parts)).into(),
            Self::Difference(a, b) => {
                Message::new("value-difference").with("a", a.worded()).with("b", b.worded()).into()
            }
            Self::NumberOf(fields) => {
                let names: Vec<Term> = fields.iter().map(label).collect();
                Message::new("value-number-of").with("fields", names).into()
            }
        }
    }
}

impl Condition {
    /// The condition in words, without figures.
    pub fn worded(&self) -> Term {
        let all = |parts: &[Self]| parts.iter().map(Self::worded).collect::<Vec<Term>>();
        match self {
            Self::Yes(field) => label(field),
            Self::Given(field) => {
                Message::new("condition-given").with("field", label(field)).into()
            }
            Self::Not(inner) => Message::new("condition-not").with("what", inner.worded()).into(),
            Self::All(parts) => Message::new("condition-all").with("parts", all(parts)).into(),
            Self::Any(parts) => Message::new("condition-any").with("parts", all(parts)).into(),
            Self::Reach(reach) => reach.worded(),
            Self::Is(is) => is.worded(),
        }
    }
}

impl Reach {
    /// The value and its target.
    pub fn worded(&self) -> Term {
        let Some((name, target, _)) = self.bound() else {
            return Term::from("");
        };
        let bound = Message::new(name).with("target", target.worded());
        Message::new("condition-reach").with("value", self.of.worded()).with("bound", bound).into()
    }
}

impl Is {
    fn worded(&self) -> Term {
        let title = |place: &Exact| {
            let k = place.floor().and_then(|k| usize::try_from(k).ok()).unwrap_or(usize::MAX);
            Term::Text(self.of.figure().map(|figure| figure.option_title(k)).unwrap_or_default())
        };
        let options: Vec<Term> = self.places.iter().map(title).collect();
        Message::new("condition-is").with("field", label(&self.of)).with("options", options).into()
    }
}
