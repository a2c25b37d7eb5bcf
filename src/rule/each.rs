//! `each`: count × points, not above max. Source: KH 157/KH-UBND Cần Thơ (2025), Phụ lục, mục 1.
//! `checklist`: each yes earns its points. Source: QĐ 212/2025/QĐ-UBND Hải Phòng, Phụ lục 01, mục I.
//! `deduct`: max less points for each occurrence, not below a floor.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Kind;
use super::binding::{Binder, Proof, Range, yes_or_no};
use super::facts::{Cause, Facts, Gap, Outcome, Trace};
use super::field::{Field, FigureKind};
use super::formulas::{figure, some_given};
use super::lowered::{Counting, Lowered, Part, Sum};
use super::value::Value;
use super::worded::{earns, parted};
use crate::document::Pairs;
use crate::formula::{Formula, MISSING, Steps, sum};
use crate::language::{Message, Term};
use crate::quantity::Exact;

/// Points for each one counted.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Each {
    /// How many.
    of: Value,
    /// Points for each.
    points: Exact,
}

impl Kind for Each {
    const CAUSE: Cause = Cause::Below;

    fn bind(&mut self, binder: &mut Binder<'_>) {
        self.of.bind(binder);
    }

    fn prove(&self, proof: &mut Proof<'_>) -> Range {
        self.of.prove(proof);
        let all = self.of.domain().most.map(|most| &most * &self.points);
        let most = all.map_or(proof.max.clone(), |all| all.min(proof.max.clone()));
        let count = most.over(&self.points).unwrap_or_default();
        Range::new(Exact::ZERO, most).by(self.of.witness(&count))
    }

    fn lower(&self, counting: &Counting<'_>) -> Option<Lowered> {
        let mut parts = Vec::new();
        let base = self.of.add_up(&self.points, &mut parts)?;
        Sum::of(counting, &parts, &base, &Exact::ZERO, false).map(Lowered::Sum)
    }

    fn judge<T: Trace>(&self, facts: &Facts<'_>, max: &Exact, trace: &mut T) -> Outcome {
        let count = self.of.read(facts, trace)?;
        let points = (&count * &self.points).min(max.clone());
        let step =
            || Message::new("step-each").with("value", self.of.said(facts)).with("figure", &count);
        trace.tell(|| step().with("each", &self.points).with("max", max).with("points", &points));
        Ok(points)
    }

    fn values(&self) -> Vec<&Value> {
        vec![&self.of]
    }

    fn worded(&self, max: &Exact) -> Message {
        let message = Message::new("rule-each").with("value", self.of.worded());
        message.with("points", &self.points).with("max", max)
    }

    fn formula(&self, steps: &mut Steps, max: &Exact) -> Formula {
        let value = self.of.formula(steps);
        let points = value.clone() * (&self.points).into();
        steps.given(&[value], points.at_most(max.into()))
    }
}

/// Fields with points, as written: `{ plan: 0.25, budget: 0.5 }`.
#[derive(Clone, Debug)]
struct Parts {
    fields: Vec<Field>,
    points: Vec<Exact>,
}

impl Parts {
    fn bound(pairs: &Pairs<Exact>, kind: FigureKind, binder: &mut Binder<'_>) -> Self {
        let mut fields: Vec<Field> =
            pairs.iter().map(|(name, _)| Field::named(name.clone())).collect();
        fields.iter_mut().for_each(|field| binder.field(field, &[kind]));
        Self { fields, points: pairs.iter().map(|(_, points)| points.clone()).collect() }
    }

    fn iter(&self) -> impl Iterator<Item = (&Field, &Exact)> {
        self.fields.iter().zip(&self.points)
    }

    /// Each field and what one of it is worth.
    fn worth(&self, times: &Exact) -> Vec<Part> {
        self.iter()
            .map(|(field, points)| Part { slot: field.slot(), worth: points * times })
            .collect()
    }

    /// Figure × points, added up; one not given counts as nought, unless none is given.
    fn total(&self, facts: &Facts<'_>) -> Result<Exact, Gap> {
        let given = self
            .iter()
            .filter_map(|(field, points)| facts.figure(field).map(|figure| &figure * points));
        given.reduce(|a, b| &a + &b).ok_or(Gap::Missing)
    }

    fn worded(&self) -> Term {
        let parts: Vec<Message> =
            self.iter().map(|(field, points)| earns(&field.label(), points)).collect();
        parted(parts.into_iter())
    }

    /// The figures, and each × points added up; what was not given counts as nought.
    fn formula(&self, steps: &Steps) -> (Vec<Formula>, Formula) {
        let figures: Vec<Formula> = self.fields.iter().map(|field| figure(field, steps)).collect();
        let parts = figures.iter().zip(&self.points);
        let total = sum(parts.map(|(figure, points)| figure.clone().or_zero() * points.into()));
        (figures, total)
    }

    fn said(&self, facts: &Facts<'_>, which: fn(&Exact) -> bool) -> Vec<Term> {
        let figure = |field: &Field| facts.figure(field).unwrap_or_default();
        let part = |field: &Field, points: &Exact| {
            let part =
                Message::new("part").with("field", &field.label()).with("figure", figure(field));
            Term::from(part.with("points", points))
        };
        self.iter()
            .filter(|(field, _)| which(&figure(field)))
            .map(|(field, points)| part(field, points))
            .collect()
    }
}

/// Each yes earns its points.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(transparent)]
pub(crate) struct Checklist {
    /// Points of each field.
    points: Pairs<Exact>,
    #[serde(skip)]
    parts: Option<Parts>,
}

impl Kind for Checklist {
    const CAUSE: Cause = Cause::NotMet;

    fn bind(&mut self, binder: &mut Binder<'_>) {
        self.parts = Some(Parts::bound(&self.points, FigureKind::YesNo, binder));
    }

    fn prove(&self, _: &mut Proof<'_>) -> Range {
        let most = self.points.iter().map(|(_, points)| points).sum();
        let all = self.points.iter().map(|(name, _)| (name.to_string(), yes_or_no(true))).collect();
        Range::new(Exact::ZERO, most).by(all)
    }

    fn moves(&self) -> Vec<&Field> {
        self.parts.iter().flat_map(|parts| &parts.fields).collect()
    }

    fn lower(&self, counting: &Counting<'_>) -> Option<Lowered> {
        let parts = self.parts.as_ref()?.worth(&Exact::ONE);
        Sum::of(counting, &parts, &Exact::ZERO, &Exact::ZERO, true).map(Lowered::Sum)
    }

    fn judge<T: Trace>(&self, facts: &Facts<'_>, _: &Exact, trace: &mut T) -> Outcome {
        let parts = self.parts.as_ref().ok_or(Gap::Missing)?;
        let points = parts.total(facts)?;
        let step = || {
            let lacking = parts.said(facts, Exact::is_zero);
            let name = if lacking.is_empty() { "step-checklist-full" } else { "step-checklist" };
            Message::new(name).with("lacking", lacking)
        };
        trace.tell(|| step().with("points", &points));
        Ok(points)
    }

    fn worded(&self, _: &Exact) -> Message {
        let parts = self.parts.as_ref().map(Parts::worded).unwrap_or(Term::from(""));
        Message::new("rule-checklist").with("parts", parts)
    }

    fn formula(&self, steps: &mut Steps, _: &Exact) -> Formula {
        let parts = self.parts.as_ref().map(|parts| parts.formula(steps));
        let Some((figures, total)) = parts else { return Formula::Text(MISSING) };
        some_given(&figures, total)
    }
}

/// Max less points for each occurrence.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Deduct {
    /// Points off for each occurrence, by field.
    each: Pairs<Exact>,
    /// The least that is left; 0 unless given.
    #[serde(default)]
    floor: Exact,
    #[serde(skip)]
    parts: Option<Parts>,
}

impl Kind for Deduct {
    const CAUSE: Cause = Cause::Violation;

    fn bind(&mut self, binder: &mut Binder<'_>) {
        self.parts = Some(Parts::bound(&self.each, FigureKind::Count, binder));
    }

    fn prove(&self, proof: &mut Proof<'_>) -> Range {
        let none =
            self.each.iter().map(|(name, _)| (name.to_string(), Exact::ZERO.into())).collect();
        Range::new(self.floor.clone(), proof.max.clone().max(self.floor.clone())).by(none)
    }

    fn moves(&self) -> Vec<&Field> {
        self.parts.iter().flat_map(|parts| &parts.fields).collect()
    }

    fn lower(&self, counting: &Counting<'_>) -> Option<Lowered> {
        let parts = self.parts.as_ref()?.worth(&-&Exact::ONE);
        Sum::of(counting, &parts, counting.max, &self.floor, true).map(Lowered::Sum)
    }

    fn judge<T: Trace>(&self, facts: &Facts<'_>, max: &Exact, trace: &mut T) -> Outcome {
        let parts = self.parts.as_ref().ok_or(Gap::Missing)?;
        let points = (max - &parts.total(facts)?).max(self.floor.clone());
        let step = || {
            let counted = parts.said(facts, |figure| !figure.is_zero());
            let name = if counted.is_empty() { "step-deduct-none" } else { "step-deduct" };
            Message::new(name).with("counted", counted)
        };
        trace.tell(|| step().with("points", &points));
        Ok(points)
    }

    fn worded(&self, max: &Exact) -> Message {
        let parts = self.parts.as_ref().map(Parts::worded).unwrap_or(Term::from(""));
        let message = Message::new("rule-deduct").with("max", max).with("parts", parts);
        message.with("floor", &self.floor)
    }

    fn formula(&self, steps: &mut Steps, max: &Exact) -> Formula {
        let parts = self.parts.as_ref().map(|parts| parts.formula(steps));
        let Some((figures, total)) = parts else { return Formula::Text(MISSING) };
        let left = (Formula::from(max) - total).at_least((&self.floor).into());
        some_given(&figures, left)
    }
}
