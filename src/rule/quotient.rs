//! One value over another: shares and ratios, and what they are when there is nothing to divide by.

use schemars::JsonSchema;
use serde::Deserialize;

use super::binding::Proof;
use super::facts::{Facts, Gap, Silence, Trace, both};
use super::field::Field;
use super::value::Value;
use crate::fault::Fault;
use crate::language::Message;
use crate::quantity::Exact;

/// `of` ÷ `in`, times 100 for a share.
#[derive(Clone, Debug)]
pub(crate) struct Quotient {
    pub of: Box<Value>,
    pub in_: Box<Value>,
    pub if_none: Option<IfNone>,
    pub scale: Exact,
}

/// What a value is when its denominator is nought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum IfNone {
    /// The item does not apply.
    NotApplicable,
    /// Nought.
    Zero,
    /// The whole.
    Full,
}

/// What a share is when its part exceeds its whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Over {
    /// 100 percent.
    Cap,
    /// More than 100 percent.
    Keep,
    /// A fault of the evidence.
    Refuse,
}

/// Figures that a value refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// `denominator-zero` or `part-exceeds-whole`.
    pub name: &'static str,
    pub part: Exact,
    pub whole: Exact,
    /// The column to blame.
    pub slot: usize,
}

impl Quotient {
    pub fn read<T: Trace>(&self, facts: &Facts<'_>, trace: &mut T) -> Result<Exact, Gap> {
        let (of, in_) = both(self.of.read(facts, trace), self.in_.read(facts, trace))?;
        match ((&of * &self.scale).over(&in_), self.if_none) {
            (Some(quotient), _) => Ok(quotient),
            (None, Some(IfNone::Zero)) => Ok(Exact::ZERO),
            (None, Some(IfNone::Full)) => Ok(self.scale.clone()),
            (None, Some(IfNone::NotApplicable)) => {
                trace.tell(|| Message::new("step-none-to-divide").with("in", self.in_.said(facts)));
                Err(Gap::NotApplicable)
            }
            (None, None) => Err(Gap::Missing),
        }
    }

    pub fn prove(&self, proof: &mut Proof<'_>) {
        self.of.prove(proof);
        self.in_.prove(proof);
        let never = self.in_.domain().least.is_some_and(|least| least > Exact::ZERO);
        if self.if_none.is_none() && !never {
            let place = self.in_.place().unwrap_or(proof.place);
            let figures = [self.of.witness(&Exact::ZERO), self.in_.witness(&Exact::ZERO)].concat();
            proof.find(Fault::new("zero-denominator", place), figures);
        }
    }

    /// Whether a denominator of nought, or anything within, is refused.
    pub fn can_refuse(&self) -> bool {
        self.if_none.is_none() || self.of.can_refuse() || self.in_.can_refuse()
    }

    pub fn refuses(&self, facts: &Facts<'_>, over: Option<Over>) -> Option<Refusal> {
        let inner = self.of.refuses(facts).or_else(|| self.in_.refuses(facts));
        if inner.is_some() {
            return inner;
        }
        let number = |value: &Value| value.read(facts, &mut Silence).ok();
        let (part, whole) = (number(&self.of)?, number(&self.in_)?);
        let (name, blamed, other) = if whole.is_zero() && self.if_none.is_none() {
            ("denominator-zero", &self.in_, &self.of)
        } else if over == Some(Over::Refuse) && part > whole {
            ("part-exceeds-whole", &self.of, &self.in_)
        } else {
            return None;
        };
        let fields = [blamed.fields(), other.fields()].concat();
        let given = |field: &&Field| facts.figure(field).is_some();
        Some(Refusal { name, part, whole, slot: fields.into_iter().find(given)?.slot() })
    }
}
