//! `reach`: a target reached earns max, else nothing. Source: QĐ 212/2025/QĐ-UBND Hải Phòng, Phụ lục 01, mục II.5.2.
//! `all`: every condition holds. Source: QĐ 1880/QĐ-UBND Cà Mau (2013), mục 1.2.1.
//! `none`: a count is nought. Source: QĐ 212/2025/QĐ-UBND Hải Phòng, Phụ lục 01, mục II.5.2.d.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Kind;
use super::binding::{Binder, Proof, Range};
use super::condition::{Condition, Reach};
use super::facts::{Cause, Facts, Gap, Outcome, Trace};
use super::field::Field;
use super::lowered::{Counting, Cuts, Lowered};
use super::value::Value;
use crate::document::{list, word_or};
use crate::formula::{Formula, Steps, any, when};
use crate::language::{Message, Term};
use crate::quantity::Exact;

impl Kind for Reach {
    const CAUSE: Cause = Cause::Below;

    fn bind(&mut self, binder: &mut Binder<'_>) {
        Self::bind(self, binder);
    }

    fn prove(&self, proof: &mut Proof<'_>) -> Range {
        Self::prove(self, proof);
        let most = if self.can_hold() { proof.max.clone() } else { Exact::ZERO };
        Range::new(Exact::ZERO, most)
    }

    fn moves(&self) -> Vec<&Field> {
        self.of.moves()
    }

    fn lower(&self, counting: &Counting<'_>) -> Option<Lowered> {
        let (reading, target, test) = self.against(counting)?;
        let points =
            |value: &Exact| if test(value, &target) { counting.max.clone() } else { Exact::ZERO };
        Cuts::of(counting, reading, vec![target.clone()], points).map(Lowered::Cuts)
    }

    fn judge<T: Trace>(&self, facts: &Facts<'_>, max: &Exact, trace: &mut T) -> Outcome {
        Ok(if self.holds(facts, trace)? { max.clone() } else { Exact::ZERO })
    }

    fn values(&self) -> Vec<&Value> {
        Self::values(self)
    }

    fn worded(&self, max: &Exact) -> Message {
        Message::new("rule-reach").with("what", Self::worded(self)).with("max", max)
    }

    fn formula(&self, steps: &mut Steps, max: &Exact) -> Formula {
        let (parts, held) = Self::formula(self, steps);
        steps.given(&parts, when(held, max.into(), Formula::zero()))
    }
}

/// Every condition holds: max, else nothing.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(transparent)]
pub(crate) struct All(#[serde(deserialize_with = "list")] Vec<Condition>);

impl Kind for All {
    const CAUSE: Cause = Cause::NotMet;

    fn bind(&mut self, binder: &mut Binder<'_>) {
        self.0.iter_mut().for_each(|part| part.bind(binder));
    }

    fn prove(&self, proof: &mut Proof<'_>) -> Range {
        self.0.iter().for_each(|part| part.prove(proof));
        // nothing demanded earns nothing: full points must rest on something
        let most = if self.0.is_empty() { Exact::ZERO } else { proof.max.clone() };
        Range::new(Exact::ZERO, most)
    }

    fn moves(&self) -> Vec<&Field> {
        self.0.iter().flat_map(Condition::moves).collect()
    }

    fn judge<T: Trace>(&self, facts: &Facts<'_>, max: &Exact, trace: &mut T) -> Outcome {
        let failed = self.0.iter().find(|part| part.holds(facts) == Some(false));
        if let Some(part) = failed {
            trace.tell(|| Message::new("step-one-failed").with("what", part.said(facts)));
            return Ok(Exact::ZERO);
        }
        if let Some(part) = self.0.iter().find(|part| part.holds(facts).is_none()) {
            trace.tell(|| Message::new("step-not-known").with("what", part.said(facts)));
            return Err(Gap::Missing);
        }
        trace.tell(|| Message::new("step-all-held").with("points", max));
        Ok(max.clone())
    }

    fn values(&self) -> Vec<&Value> {
        self.0.iter().flat_map(Condition::values).collect()
    }

    fn worded(&self, max: &Exact) -> Message {
        let parts: Vec<Term> = self.0.iter().map(Condition::worded).collect();
        Message::new("rule-all").with("parts", parts).with("max", max)
    }

    fn formula(&self, steps: &mut Steps, max: &Exact) -> Formula {
        let parts: Vec<Formula> = self.0.iter().map(|part| part.formula(steps)).collect();
        let failed = any(parts.iter().map(|part| part.clone().equals(Formula::zero())));
        let held = steps.given(&parts, max.into());
        if parts.is_empty() { held } else { when(failed, Formula::zero(), held) }
    }
}

/// A count is nought: max, else nothing.
#[derive(Clone, Debug)]
pub(crate) struct None(Value);

#[derive(Deserialize, JsonSchema)]
#[serde(transparent)]
struct NoneLong(Value);

impl From<NoneLong> for None {
    fn from(NoneLong(value): NoneLong) -> Self {
        Self(value)
    }
}

word_or!(None, NoneLong, |word| None(Value::Field(super::field::Field::named(word))));

impl Kind for None {
    const CAUSE: Cause = Cause::Violation;

    fn bind(&mut self, binder: &mut Binder<'_>) {
        self.0.bind(binder);
    }

    fn prove(&self, proof: &mut Proof<'_>) -> Range {
        self.0.prove(proof);
        Range::new(Exact::ZERO, proof.max.clone()).by(self.0.witness(&Exact::ZERO))
    }

    fn lower(&self, counting: &Counting<'_>) -> Option<Lowered> {
        let points =
            |count: &Exact| if count.is_zero() { counting.max.clone() } else { Exact::ZERO };
        let reading = self.0.lower(counting)?;
        Cuts::of(counting, reading, vec![Exact::ZERO], points).map(Lowered::Cuts)
    }

    fn judge<T: Trace>(&self, facts: &Facts<'_>, max: &Exact, trace: &mut T) -> Outcome {
        let count = self.0.read(facts, trace)?;
        let points = if count.is_zero() { max.clone() } else { Exact::ZERO };
        let step =
            || Message::new("step-none").with("value", self.0.said(facts)).with("figure", &count);
        trace.tell(|| step().with("points", &points));
        Ok(points)
    }

    fn values(&self) -> Vec<&Value> {
        vec![&self.0]
    }

    fn worded(&self, max: &Exact) -> Message {
        Message::new("rule-none").with("value", self.0.worded()).with("max", max)
    }

    fn formula(&self, steps: &mut Steps, max: &Exact) -> Formula {
        let value = self.0.formula(steps);
        let none = steps.compared(value.clone()).equals(Formula::zero());
        steps.given(&[value], when(none, max.into(), Formula::zero()))
    }
}
