//! `proportional`: value ÷ `full_from` × max. Source: QĐ 212/2025/QĐ-UBND Hải Phòng, Phụ lục 01, mục II.3.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Kind;
use super::bands::compared;
use super::binding::{Binder, Proof, Range};
use super::facts::{Cause, Facts, Outcome, Trace};
use super::lowered::{Counting, Lowered, Proportion};
use super::value::Value;
use crate::formula::{Formula, Steps, when};
use crate::language::Message;
use crate::quantity::Exact;

/// Points in proportion to a value.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Proportional {
    /// The value.
    of: Value,
    /// The value from which everything is earned; 100 unless given.
    #[serde(default = "hundred")]
    full_from: Exact,
    /// The value under which nothing is earned.
    nothing_below: Option<Exact>,
}

fn hundred() -> Exact {
    Exact::HUNDRED
}

impl Kind for Proportional {
    const CAUSE: Cause = Cause::Below;

    fn bind(&mut self, binder: &mut Binder<'_>) {
        self.of.bind(binder);
        let floor = self.nothing_below.clone().unwrap_or_default();
        if self.full_from <= Exact::ZERO || floor > self.full_from {
            let why =
                Message::new("bounds-full").with("full", &self.full_from).with("floor", floor);
            binder.bounds(why, self.of.place());
        }
    }

    fn prove(&self, proof: &mut Proof<'_>) -> Range {
        proof.proportional = true;
        self.of.prove(proof);
        proof.proportional = false;
        let most = self
            .of
            .domain()
            .most
            .map_or(self.full_from.clone(), |most| most.min(self.full_from.clone()));
        let points = (&most * proof.max).over(&self.full_from).unwrap_or_default();
        Range::new(Exact::ZERO, points).by(self.of.witness(&most))
    }

    fn lower(&self, counting: &Counting<'_>) -> Option<Lowered> {
        let (reading, none) = (self.of.lower(counting)?, Exact::ZERO);
        let floor = self.nothing_below.as_ref().unwrap_or(&none);
        Proportion::of(counting, reading, &self.full_from, floor).map(Lowered::Proportion)
    }

    fn judge<T: Trace>(&self, facts: &Facts<'_>, max: &Exact, trace: &mut T) -> Outcome {
        let value = self.of.read(facts, trace)?;
        let step = || {
            Message::new("step-proportional")
                .with("value", self.of.said(facts))
                .with("figure", &value)
        };
        if let Some(floor) = self.nothing_below.as_ref().filter(|floor| value < **floor) {
            trace.tell(|| {
                step()
                    .with("how", Message::new("under-floor").with("floor", floor))
                    .with("points", Exact::ZERO)
            });
            return Ok(Exact::ZERO);
        }
        if value >= self.full_from {
            trace.tell(|| {
                step()
                    .with("how", Message::new("in-full").with("full", &self.full_from))
                    .with("points", max)
            });
            return Ok(max.clone());
        }
        let points = (&value * max).over(&self.full_from).unwrap_or_default();
        let how = || Message::new("in-proportion").with("full", &self.full_from).with("max", max);
        trace.tell(|| step().with("how", how()).with("points", &points));
        Ok(points)
    }

    fn values(&self) -> Vec<&Value> {
        vec![&self.of]
    }

    fn worded(&self, max: &Exact) -> Message {
        let message = match &self.nothing_below {
            Some(floor) => Message::new("rule-proportional-from").with("floor", floor),
            None => Message::new("rule-proportional"),
        };
        let message = message.with("value", self.of.worded()).with("full", &self.full_from);
        message.with("max", max)
    }

    fn formula(&self, steps: &mut Steps, max: &Exact) -> Formula {
        let value = self.of.formula(steps);
        let compared = compared(&self.of, &value, steps);
        let share = value.clone() * max.into() / (&self.full_from).into();
        let full = when(compared.clone().reaches((&self.full_from).into()), max.into(), share);
        let points = match &self.nothing_below {
            Some(floor) => when(compared.below(floor.into()), Formula::zero(), full),
            None => full,
        };
        steps.given(&[value], points)
    }
}
