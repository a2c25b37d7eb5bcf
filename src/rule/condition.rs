//! A condition: a yes, a comparison, a grade, or several of them. Figures not given make it unknown.

use schemars::JsonSchema;
use serde::Deserialize;

use super::binding::{Binder, Proof};
use super::facts::{Facts, Silence, Trace, both};
use super::field::{Field, FigureKind};
use super::lowered::{Counting, Linear, Reading};
use super::value::{Value, whole};
use crate::document::{At, list, word_or};
use crate::language::{Message, Term};
use crate::quantity::Exact;

/// Something that holds, does not hold, or is not known.
#[derive(Clone, Debug)]
pub(crate) enum Condition {
    Yes(Field),
    Not(Box<Condition>),
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Reach(Reach),
    Is(Is),
    Given(Field),
}

#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum ConditionLong {
    /// It does not hold.
    Not(Box<Condition>),
    /// Every one holds.
    All(#[serde(deserialize_with = "list")] Vec<Condition>),
    /// At least one holds.
    Any(#[serde(deserialize_with = "list")] Vec<Condition>),
    /// A value reaches a target.
    Reach(Reach),
    /// A grade is one of these.
    Is(Is),
    /// The figure is there.
    Given(Field),
    /// The field is yes.
    Yes(Field),
}

impl From<ConditionLong> for Condition {
    fn from(long: ConditionLong) -> Self {
        match long {
            ConditionLong::Not(inner) => Self::Not(inner),
            ConditionLong::All(parts) => Self::All(parts),
            ConditionLong::Any(parts) => Self::Any(parts),
            ConditionLong::Reach(reach) => Self::Reach(reach),
            ConditionLong::Is(is) => Self::Is(is),
            ConditionLong::Given(field) => Self::Given(field),
            ConditionLong::Yes(field) => Self::Yes(field),
        }
    }
}

word_or!(Condition, ConditionLong, |word| Condition::Yes(Field::named(word)));

/// A value against a target. Exactly one of the four bounds is written.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reach {
    /// The value.
    pub of: Value,
    /// ≥
    pub at_least: Option<Value>,
    /// >
    pub more_than: Option<Value>,
    /// ≤
    pub at_most: Option<Value>,
    /// <
    pub less_than: Option<Value>,
}

/// A grade among options.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Is {
    /// The grade.
    pub of: Field,
    /// The options that count.
    #[serde(deserialize_with = "list")]
    pub any: Vec<At<String>>,
    #[serde(skip)]
    pub places: Vec<Exact>,
}

impl Condition {
    pub fn bind(&mut self, binder: &mut Binder<'_>) {
        match self {
            Self::Yes(field) => binder.field(field, &[FigureKind::YesNo]),
            Self::Given(field) => binder.field(field, &[]),
            Self::Not(inner) => inner.bind(binder),
            Self::All(parts) | Self::Any(parts) => {
                parts.iter_mut().for_each(|part| part.bind(binder))
            }
            Self::Reach(reach) => reach.bind(binder),
            Self::Is(is) => {
                binder.field(&mut is.of, &[FigureKind::Grade]);
                is.places =
                    is.any.iter().map(|option| whole(binder.option(&is.of, option))).collect();
            }
        }
    }

    pub fn prove(&self, proof: &mut Proof<'_>) {
        match self {
            Self::Not(inner) => inner.prove(proof),
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.prove(proof)),
            Self::Reach(reach) => reach.prove(proof),
            Self::Yes(_) | Self::Is(_) | Self::Given(_) => {}
        }
    }

    /// Whether it holds; nothing when that is not known.
    pub fn holds(&self, facts: &Facts<'_>) -> Option<bool> {
        match self {
            Self::Yes(field) => facts.figure(field).map(|figure| !figure.is_zero()),
            Self::Given(field) => Some(facts.figure(field).is_some()),
            Self::Not(inner) => inner.holds(facts).map(|held| !held),
            Self::All(parts) => decided(parts, facts, false),
            Self::Any(parts) => decided(parts, facts, true),
            Self::Reach(reach) => reach.holds(facts, &mut Silence).ok(),
            Self::Is(is) => facts.figure(&is.of).map(|figure| is.places.contains(&figure)),
        }
    }

    /// The condition in words.
    pub fn said(&self, facts: &Facts<'_>) -> Term {
        let all = |parts: &[Self]| parts.iter().map(|part| part.said(facts)).collect::<Vec<Term>>();
        match self {
            Self::Yes(field) => Term::Text(field.label()),
            Self::Given(field) => {
                Message::new("condition-given").with("field", &field.label()).into()
            }
            Self::Not(inner) => {
                Message::new("condition-not").with("what", inner.said(facts)).into()
            }
            Self::All(parts) => Message::new("condition-all").with("parts", all(parts)).into(),
            Self::Any(parts) => Message::new("condition-any").with("parts", all(parts)).into(),
            Self::Reach(reach) => reach.said(facts),
            Self::Is(is) => {
                let title = |place: &Exact| {
                    let k =
                        place.floor().and_then(|k| usize::try_from(k).ok()).unwrap_or(usize::MAX);
                    Term::Text(
                        is.of.figure().map(|figure| figure.option_title(k)).unwrap_or_default(),
                    )
                };
                let options: Vec<Term> = is.places.iter().map(title).collect();
                Message::new("condition-is")
                    .with("field", &is.of.label())
                    .with("options", options)
                    .into()
            }
        }
    }

    /// The figures that an agency's own work moves.
    pub fn moves(&self) -> Vec<&Field> {
        match self {
            Self::Yes(field) | Self::Given(field) => vec![field],
            Self::Is(is) => vec![&is.of],
            Self::Not(inner) => inner.moves(),
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::moves).collect(),
            Self::Reach(reach) => reach.of.moves(),
        }
    }

    pub fn values(&self) -> Vec<&Value> {
        match self {
            Self::Not(inner) => inner.values(),
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::values).collect(),
            Self::Reach(reach) => reach.values(),
            Self::Yes(_) | Self::Is(_) | Self::Given(_) => Vec::new(),
        }
    }
}

/// One part that is `deciding` decides; otherwise every part must be known.
fn decided(parts: &[Condition], facts: &Facts<'_>, deciding: bool) -> Option<bool> {
    let mut known = true;
    for part in parts {
        match part.holds(facts) {
            Some(held) if held == deciding => return Some(deciding),
            Some(_) => {}
            None => known = false,
        }
    }
    known.then_some(!deciding)
}

/// Whether a value stands to its target as the bound says.
pub(super) type Test = fn(&Exact, &Exact) -> bool;

impl Reach {
    pub(super) fn bound(&self) -> Option<(&'static str, &Value, Test)> {
        let bounds: [(&'static str, &Option<Value>, Test); 4] = [
            ("reach-at-least", &self.at_least, |a, b| a >= b),
            ("reach-more-than", &self.more_than, |a, b| a > b),
            ("reach-at-most", &self.at_most, |a, b| a <= b),
            ("reach-less-than", &self.less_than, |a, b| a < b),
        ];
        bounds
            .into_iter()
            .find_map(|(name, target, test)| target.as_ref().map(|target| (name, target, test)))
    }

    pub fn bind(&mut self, binder: &mut Binder<'_>) {
        self.of.bind(binder);
        let targets =
            [&mut self.at_least, &mut self.more_than, &mut self.at_most, &mut self.less_than];
        let written = targets.into_iter().flatten().map(|target| target.bind(binder)).count();
        if written != 1 {
            binder.bounds(Message::new("bounds-target"), self.of.place());
        }
    }

    pub fn prove(&self, proof: &mut Proof<'_>) {
        self.values().into_iter().for_each(|value| value.prove(proof));
    }

    pub fn values(&self) -> Vec<&Value> {
        let target = self.bound().map(|(_, target, _)| target);
        std::iter::once(&self.of).chain(target).collect()
    }

    pub fn holds<T: Trace>(
        &self,
        facts: &Facts<'_>,
        trace: &mut T,
    ) -> Result<bool, super::facts::Gap> {
        let Some((name, target, test)) = self.bound() else {
            return Ok(false);
        };
        let (value, target) = both(self.of.read(facts, trace), target.read(facts, trace))?;
        let held = test(&value, &target);
        trace.tell(|| {
            let outcome = Message::new(if held { "reached" } else { "not-reached" });
            let step = Message::new("step-reach")
                .with("value", self.of.said(facts))
                .with("figure", &value);
            step.with("bound", Message::new(name).with("target", &target)).with("outcome", outcome)
        });
        Ok(held)
    }

    /// The value, the target and the test; where the target is no number, what the value has beyond it, and nought.
    pub fn against(&self, counting: &Counting<'_>) -> Option<(Reading, Exact, Test)> {
        match self.bound()? {
            (_, Value::Constant(target), test) => {
                Some((self.of.lower(counting)?, target.clone(), test))
            }
            (_, target, test) => {
                let mut parts = Vec::new();
                let value = self.of.add_up(&Exact::ONE, &mut parts)?;
                let target = target.add_up(&-&Exact::ONE, &mut parts)?;
                let beyond = Linear::of(counting, &parts, &(&value + &target))?;
                Some((Reading::of(beyond), Exact::ZERO, test))
            }
        }
    }

    fn said(&self, facts: &Facts<'_>) -> Term {
        let Some((name, target, _)) = self.bound() else {
            return Term::from("");
        };
        let bound = Message::new(name).with("target", target.said(facts));
        Message::new("condition-reach")
            .with("value", self.of.said(facts))
            .with("bound", bound)
            .into()
    }

    /// Whether some figures hold it: a fixed target must lie within what the value can be.
    pub fn can_hold(&self) -> bool {
        match self.bound() {
            Some((name, Value::Constant(target), test)) => {
                let domain = self.of.domain();
                let end = if name == "reach-at-least" || name == "reach-more-than" {
                    &domain.most
                } else {
                    &domain.least
                };
                end.as_ref().is_none_or(|end| test(end, target))
            }
            _ => true,
        }
    }
}
