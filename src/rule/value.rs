//! A value: a field, a number, or a share, ratio, sum, difference, mean or count of other values.

use schemars::JsonSchema;
use serde::Deserialize;

use super::binding::{Binder, Proof, Record, yes_or_no};
use super::facts::{Facts, Gap, Trace, both};
use super::field::{Field, FigureKind};
use super::lowered::{Counting, Linear, Part, Reading};
use super::quotient::{IfNone, Over, Quotient, Refusal};
use crate::document::{list, word_or};
use crate::fault::{Fault, Place};
use crate::language::{Message, Term};
use crate::quantity::Exact;

const NUMERIC: &[FigureKind] =
    &[FigureKind::Count, FigureKind::Amount, FigureKind::Percent, FigureKind::Points];

/// A number computed from figures.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Field(Field),
    Constant(Exact),
    Share(Quotient, Option<Over>),
    Ratio(Quotient),
    Sum(Vec<Value>),
    Difference(Box<Value>, Box<Value>),
    Mean(Vec<Value>),
    NumberOf(Vec<Field>),
}

#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum ValueLong {
    /// 100 · of ÷ in, percent.
    Share(ShareForm),
    /// of ÷ in.
    Ratio(RatioForm),
    /// All added up.
    Sum(#[serde(deserialize_with = "list")] Vec<Value>),
    /// The first less the second.
    Difference([Value; 2]),
    /// The mean of those given.
    Mean(#[serde(deserialize_with = "list")] Vec<Value>),
    /// How many of the yes/no fields are yes.
    NumberOf(#[serde(deserialize_with = "list")] Vec<Field>),
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ShareForm {
    of: Value,
    #[serde(rename = "in")]
    in_: Value,
    if_none: Option<IfNone>,
    over: Option<Over>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RatioForm {
    of: Value,
    #[serde(rename = "in")]
    in_: Value,
    if_none: Option<IfNone>,
}

impl From<ValueLong> for Value {
    fn from(long: ValueLong) -> Self {
        let quotient = |of, in_, if_none, scale| Quotient {
            of: Box::new(of),
            in_: Box::new(in_),
            if_none,
            scale,
        };
        match long {
            ValueLong::Share(ShareForm { of, in_, if_none, over }) => {
                Self::Share(quotient(of, in_, if_none, Exact::HUNDRED), over)
            }
            ValueLong::Ratio(RatioForm { of, in_, if_none }) => {
                Self::Ratio(quotient(of, in_, if_none, Exact::ONE))
            }
            ValueLong::Sum(parts) => Self::Sum(parts),
            ValueLong::Difference([a, b]) => Self::Difference(Box::new(a), Box::new(b)),
            ValueLong::Mean(parts) => Self::Mean(parts),
            ValueLong::NumberOf(fields) => Self::NumberOf(fields),
        }
    }
}

word_or!(Value, ValueLong, |word| match Exact::parse(&word.replacen(',', ".", 1)) {
    Some(number) => Value::Constant(number),
    None => Value::Field(Field::named(word)),
});

/// What a value can be: its ends, where it has any, and whether it is whole.
#[derive(Clone, Debug, Default)]
pub(crate) struct Domain {
    pub least: Option<Exact>,
    pub most: Option<Exact>,
    pub whole: bool,
}

impl Domain {
    pub fn holds(&self, value: &Exact) -> bool {
        self.least.as_ref().is_none_or(|least| least <= value)
            && self.most.as_ref().is_none_or(|most| value <= most)
            && (!self.whole || value.is_whole())
    }
}

impl Value {
    pub fn bind(&mut self, binder: &mut Binder<'_>) {
        match self {
            Self::Field(field) => binder.field(field, NUMERIC),
            Self::Constant(_) => {}
            Self::Share(quotient, _) | Self::Ratio(quotient) => {
                quotient.of.bind(binder);
                quotient.in_.bind(binder);
            }
            Self::Sum(parts) | Self::Mean(parts) => {
                parts.iter_mut().for_each(|part| part.bind(binder))
            }
            Self::Difference(a, b) => {
                a.bind(binder);
                b.bind(binder);
            }
            Self::NumberOf(fields) => {
                fields.iter_mut().for_each(|field| binder.field(field, &[FigureKind::YesNo]))
            }
        }
    }

    pub fn read<T: Trace>(&self, facts: &Facts<'_>, trace: &mut T) -> Result<Exact, Gap> {
        match self {
            Self::Field(field) => facts.figure(field).ok_or_else(|| {
                trace.tell(|| Message::new("step-missing").with("field", &field.label()));
                Gap::Missing
            }),
            Self::Constant(number) => Ok(number.clone()),
            Self::Share(quotient, over) => {
                let share = quotient.read(facts, trace)?;
                Ok(if *over == Some(Over::Cap) { share.min(Exact::HUNDRED) } else { share })
            }
            Self::Ratio(quotient) => quotient.read(facts, trace),
            Self::Sum(parts) => {
                let read = parts.iter().map(|part| part.read(facts, trace));
                read.reduce(|a, b| both(a, b).map(|(a, b)| &a + &b)).unwrap_or(Ok(Exact::ZERO))
            }
            Self::Difference(a, b) => {
                both(a.read(facts, trace), b.read(facts, trace)).map(|(a, b)| &a - &b)
            }
            Self::Mean(parts) => {
                let given: Vec<Exact> =
                    parts.iter().filter_map(|part| part.read(facts, trace).ok()).collect();
                given.iter().sum::<Exact>().over(&whole(given.len())).ok_or(Gap::Missing)
            }
            Self::NumberOf(fields) => {
                let given: Vec<Exact> =
                    fields.iter().filter_map(|field| facts.figure(field)).collect();
                if given.is_empty() { Err(Gap::Missing) } else { Ok(given.iter().sum()) }
            }
        }
    }

    /// The value as whole numbers over these columns, where it is a sum or one sum over another.
    pub fn lower(&self, counting: &Counting<'_>) -> Option<Reading> {
        let linear = |value: &Self| {
            let mut parts = Vec::new();
            let base = value.add_up(&Exact::ONE, &mut parts)?;
            Linear::of(counting, &parts, &base)
        };
        match self {
            Self::Share(q, over) => {
                let cap = (*over == Some(Over::Cap)).then_some(Exact::HUNDRED);
                Reading::quotient(linear(&q.of)?, linear(&q.in_)?, &q.scale, q.if_none, cap)
            }
            Self::Ratio(q) => {
                Reading::quotient(linear(&q.of)?, linear(&q.in_)?, &q.scale, q.if_none, None)
            }
            Self::NumberOf(fields) => {
                let one = |field: &Field| Part { slot: field.slot(), worth: Exact::ONE };
                let parts: Vec<Part> = fields.iter().map(one).collect();
                Some(Reading::of(Linear::of(counting, &parts, &Exact::ZERO)?.of_any()))
            }
            _ => linear(self).map(Reading::of),
        }
    }

    /// Its figures, each with its worth, and what it is without them; nothing where it is no plain sum.
    pub fn add_up(&self, times: &Exact, parts: &mut Vec<Part>) -> Option<Exact> {
        match self {
            Self::Field(field) => {
                parts.push(Part { slot: field.slot(), worth: times.clone() });
                Some(Exact::ZERO)
            }
            Self::Constant(number) => Some(number * times),
            Self::Sum(values) => values
                .iter()
                .try_fold(Exact::ZERO, |sum, value| Some(&sum + &value.add_up(times, parts)?)),
            Self::Difference(a, b) => Some(&a.add_up(times, parts)? + &b.add_up(&-times, parts)?),
            Self::Share(..) | Self::Ratio(_) | Self::Mean(_) | Self::NumberOf(_) => None,
        }
    }

    /// The figures that went into it, as they are said in a reason.
    pub fn said(&self, facts: &Facts<'_>) -> Term {
        match self {
            Self::Field(field) => Term::Text(field.label()),
            Self::Constant(number) => number.into(),
            Self::Share(q, _) | Self::Ratio(q) => {
                let number = |value: &Value| {
                    value.read(facts, &mut super::facts::Silence).unwrap_or_default()
                };
                let message = Message::new("value-quotient")
                    .with("of", q.of.said(facts))
                    .with("in", q.in_.said(facts));
                message.with("a", number(&q.of)).with("b", number(&q.in_)).into()
            }
            Self::Sum(parts) => self.said_parts("value-sum", parts, facts),
            Self::Mean(parts) => self.said_parts("value-mean", parts, facts),
            Self::Difference(a, b) => Message::new("value-difference")
                .with("a", a.said(facts))
                .with("b", b.said(facts))
                .into(),
            Self::NumberOf(fields) => {
                let names =
                    fields.iter().map(|field| Term::Text(field.label())).collect::<Vec<_>>();
                Message::new("value-number-of").with("fields", names).into()
            }
        }
    }

    fn said_parts(&self, name: &'static str, parts: &[Self], facts: &Facts<'_>) -> Term {
        let said: Vec<Term> = parts.iter().map(|part| part.said(facts)).collect();
        Message::new(name).with("parts", said).into()
    }

    /// What the value can be, from what its figures can be.
    pub fn domain(&self) -> Domain {
        let bounded = |least, most| Domain { least, most, whole: false };
        match self {
            Self::Field(field) => field.figure().map_or_else(Domain::default, |figure| Domain {
                least: figure.least.clone(),
                most: figure.most.clone(),
                whole: figure.is_whole(),
            }),
            Self::Constant(number) => bounded(Some(number.clone()), Some(number.clone())),
            Self::Share(_, over) => {
                let most = (*over != Some(Over::Keep) && over.is_some()).then_some(Exact::HUNDRED);
                bounded(Some(Exact::ZERO), most)
            }
            Self::Ratio(_) => bounded(Some(Exact::ZERO), None),
            Self::Sum(parts) => {
                let all: Vec<Domain> = parts.iter().map(Self::domain).collect();
                let total = |end: fn(&Domain) -> Option<&Exact>| {
                    all.iter()
                        .map(end)
                        .collect::<Option<Vec<_>>>()
                        .map(|ends| ends.into_iter().sum())
                };
                let whole = all.iter().all(|domain| domain.whole);
                Domain {
                    least: total(|d| d.least.as_ref()),
                    most: total(|d| d.most.as_ref()),
                    whole,
                }
            }
            Self::Mean(parts) => {
                let all: Vec<Domain> = parts.iter().map(Self::domain).collect();
                let least = all.iter().map(|d| d.least.clone()).min().flatten();
                let most = all.iter().map(|d| d.most.clone()).collect::<Option<Vec<_>>>();
                bounded(least, most.and_then(|ends| ends.into_iter().max()))
            }
            Self::Difference(a, b) => {
                Domain { whole: a.domain().whole && b.domain().whole, ..Domain::default() }
            }
            Self::NumberOf(fields) => {
                Domain { least: Some(Exact::ZERO), most: Some(whole(fields.len())), whole: true }
            }
        }
    }

    /// Figures that make the value `target`, for a counter-example.
    pub fn witness(&self, target: &Exact) -> Record {
        match self {
            Self::Field(field) => vec![(field.name.to_string(), target.into())],
            Self::Constant(_) => Vec::new(),
            Self::Share(q, _) | Self::Ratio(q) => {
                let denominator = q.scale.clone().max(Exact::whole(100));
                let scaled = target.to_ratio();
                let times = Exact::from_ratio(num_rational::BigRational::from_integer(
                    scaled.denom().clone(),
                ));
                let b = &denominator * &times;
                let a = (target * &b).over(&q.scale).unwrap_or_default();
                [q.of.witness(&a), q.in_.witness(&b)].concat()
            }
            Self::Sum(parts) => {
                let first = parts.first().map_or_else(Vec::new, |part| part.witness(target));
                let rest = parts.iter().skip(1).flat_map(|part| part.witness(&Exact::ZERO));
                first.into_iter().chain(rest).collect()
            }
            Self::Mean(parts) => parts.iter().flat_map(|part| part.witness(target)).collect(),
            Self::Difference(a, b) => [a.witness(target), b.witness(&Exact::ZERO)].concat(),
            Self::NumberOf(fields) => {
                let yes = |k: usize| yes_or_no(whole(k) < *target);
                fields
                    .iter()
                    .enumerate()
                    .map(|(k, field)| (field.name.to_string(), yes(k)))
                    .collect()
            }
        }
    }

    /// Asks for what a share leaves open.
    pub fn prove(&self, proof: &mut Proof<'_>) {
        match self {
            Self::Share(quotient, over) => {
                quotient.prove(proof);
                if over.is_none() && proof.proportional {
                    let place = quotient.of.place().unwrap_or(proof.place);
                    proof.find(
                        Fault::new("over-fulfilment", place),
                        self.witness(&Exact::whole(120)),
                    );
                }
            }
            Self::Ratio(quotient) => quotient.prove(proof),
            Self::Sum(parts) | Self::Mean(parts) => parts.iter().for_each(|part| part.prove(proof)),
            Self::Difference(a, b) => {
                a.prove(proof);
                b.prove(proof);
            }
            Self::Field(_) | Self::Constant(_) | Self::NumberOf(_) => {}
        }
    }

    /// Whether these figures leave the value undefined or refused, and by which figures.
    /// The figures that an agency's own work moves: the part of a share, not the whole.
    pub fn moves(&self) -> Vec<&Field> {
        match self {
            Self::Field(field) => vec![field],
            Self::Constant(_) => Vec::new(),
            Self::Share(quotient, _) | Self::Ratio(quotient) => quotient.of.moves(),
            Self::Sum(parts) | Self::Mean(parts) => parts.iter().flat_map(Self::moves).collect(),
            Self::Difference(a, b) => [a.moves(), b.moves()].concat(),
            Self::NumberOf(fields) => fields.iter().collect(),
        }
    }

    /// Whether there are figures that it refuses.
    pub fn can_refuse(&self) -> bool {
        match self {
            Self::Share(q, over) => *over == Some(Over::Refuse) || q.can_refuse(),
            Self::Ratio(q) => q.can_refuse(),
            Self::Sum(parts) | Self::Mean(parts) => parts.iter().any(Self::can_refuse),
            Self::Difference(a, b) => a.can_refuse() || b.can_refuse(),
            Self::Field(_) | Self::Constant(_) | Self::NumberOf(_) => false,
        }
    }

    pub fn refuses(&self, facts: &Facts<'_>) -> Option<Refusal> {
        match self {
            Self::Share(quotient, over) => quotient.refuses(facts, *over),
            Self::Ratio(quotient) => quotient.refuses(facts, None),
            Self::Sum(parts) | Self::Mean(parts) => {
                parts.iter().find_map(|part| part.refuses(facts))
            }
            Self::Difference(a, b) => a.refuses(facts).or_else(|| b.refuses(facts)),
            Self::Field(_) | Self::Constant(_) | Self::NumberOf(_) => None,
        }
    }

    /// The fields in it.
    /// Whether some figures make it one that does not apply.
    pub fn may_not_apply(&self) -> bool {
        match self {
            Self::Field(_) | Self::Constant(_) | Self::NumberOf(_) => false,
            Self::Share(quotient, _) | Self::Ratio(quotient) => {
                let here = quotient.if_none == Some(IfNone::NotApplicable);
                here || quotient.of.may_not_apply() || quotient.in_.may_not_apply()
            }
            Self::Sum(parts) | Self::Mean(parts) => parts.iter().any(Self::may_not_apply),
            Self::Difference(a, b) => a.may_not_apply() || b.may_not_apply(),
        }
    }

    pub fn fields(&self) -> Vec<&Field> {
        match self {
            Self::Field(field) => vec![field],
            Self::Constant(_) => Vec::new(),
            Self::Share(quotient, _) | Self::Ratio(quotient) => {
                [quotient.of.fields(), quotient.in_.fields()].concat()
            }
            Self::Sum(parts) | Self::Mean(parts) => parts.iter().flat_map(Self::fields).collect(),
            Self::Difference(a, b) => [a.fields(), b.fields()].concat(),
            Self::NumberOf(fields) => fields.iter().collect(),
        }
    }

    /// Where its first field is named in the criteria.
    pub fn place(&self) -> Option<&Place> {
        self.fields().first().map(|field| field.name.place())
    }
}

/// A number of things.
pub(crate) fn whole(n: usize) -> Exact {
    Exact::whole(i64::try_from(n).unwrap_or(i64::MAX))
}
