//! `states`: a grade earns points: on time, late, none. Source: QĐ 1880/QĐ-UBND Cà Mau (2013), mục 1.1.1.
//! `grades`: a grade earns percent of max.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Kind;
use super::binding::{Binder, Proof, Range};
use super::facts::{Cause, Facts, Gap, Outcome, Trace};
use super::field::{Field, FigureKind};
use super::formulas::figure;
use super::lowered::{Counting, Cuts, Lowered};
use super::value::{Value, whole};
use super::worded::{earns, parted};
use crate::document::Pairs;
use crate::formula::{Formula, Function, Steps, call};
use crate::language::{Message, Term, Text};
use crate::quantity::Exact;

/// A grade earns points.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct States {
    /// The grade.
    of: Field,
    /// Points for each option.
    points: Pairs<Exact>,
    #[serde(skip)]
    by_option: Vec<Exact>,
}

/// A grade earns percent of max.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Grades {
    /// The grade.
    of: Field,
    /// Percent of max for each option.
    percent: Pairs<Exact>,
    #[serde(skip)]
    by_option: Vec<Exact>,
}

/// What each option of the field earns, in the options' order.
fn bound(field: &mut Field, earned: &Pairs<Exact>, binder: &mut Binder<'_>) -> Vec<Exact> {
    binder.field(field, &[FigureKind::Grade]);
    for (option, _) in earned.iter() {
        binder.option(field, option);
    }
    binder.all_options(field, earned.iter().map(|(option, _)| option.as_str()));
    let options = field.figure().map_or(&[][..], |figure| &figure.options);
    options.iter().map(|option| earned.get(option).cloned().unwrap_or_default()).collect()
}

fn range(field: &Field, awards: &[Exact]) -> Range {
    let option = |k: usize| field.figure().map(|figure| figure.option_title(k)).unwrap_or_default();
    let record = |k: usize| vec![(field.name.to_string(), Term::Text(option(k)))];
    Range::of_points(awards.iter().enumerate().map(|(k, points)| (points, record(k))))
}

/// The option's name and what it earns.
fn chosen<'a>(
    field: &Field,
    by_option: &'a [Exact],
    facts: &Facts<'_>,
) -> Result<(Text, &'a Exact), Gap> {
    let place =
        facts.figure(field).and_then(|figure| figure.floor()).and_then(|k| usize::try_from(k).ok());
    let place = place.ok_or(Gap::Missing)?;
    let name = field.figure().map(|figure| figure.option_title(place)).unwrap_or_default();
    Ok((name, by_option.get(place).ok_or(Gap::Missing)?))
}

/// What each option earns as steps, one from each option on.
fn steps(field: &Field, by_option: &[Exact], counting: &Counting<'_>) -> Option<Lowered> {
    let span = counting.columns.get(field.slot())?.span()?;
    let last = span.most.checked_mul(span.unit / 1_000_000)?;
    let known = usize::try_from(last).is_ok_and(|last| last < by_option.len());
    if span.unit % 1_000_000 != 0 || span.least < 0 || !known {
        return None;
    }
    let points = |place: &Exact| {
        let place = place.floor().and_then(|place| usize::try_from(place).ok());
        place.and_then(|place| by_option.get(place)).cloned().unwrap_or_default()
    };
    let ends = (0..by_option.len()).map(whole).collect();
    let reading = Value::Field(field.clone()).lower(counting)?;
    Cuts::of(counting, reading, ends, points).map(Lowered::Cuts)
}

fn said(field: &Field, option: &Text, points: &Exact) -> Message {
    Message::new("step-state")
        .with("field", &field.label())
        .with("option", option)
        .with("points", points)
}

/// What each option earns, in words.
fn worded(field: &Field, points: &[Exact]) -> Term {
    let title = |k: usize| field.figure().map(|figure| figure.option_title(k)).unwrap_or_default();
    let options: Vec<Message> =
        points.iter().enumerate().map(|(k, points)| earns(&title(k), points)).collect();
    parted(options.into_iter())
}

/// The points of the option chosen.
fn chosen_formula(field: &Field, points: impl Iterator<Item = Exact>, steps: &Steps) -> Formula {
    let grade = figure(field, steps);
    let place = grade.clone() + Formula::one();
    let parts = std::iter::once(place).chain(points.map(Formula::from));
    steps.given(&[grade], call(Function::Choose, parts.collect()))
}

impl Kind for States {
    const CAUSE: Cause = Cause::NotMet;

    fn bind(&mut self, binder: &mut Binder<'_>) {
        self.by_option = bound(&mut self.of, &self.points, binder);
    }

    fn prove(&self, _: &mut Proof<'_>) -> Range {
        range(&self.of, &self.by_option)
    }

    fn moves(&self) -> Vec<&Field> {
        vec![&self.of]
    }

    fn lower(&self, counting: &Counting<'_>) -> Option<Lowered> {
        steps(&self.of, &self.by_option, counting)
    }

    fn judge<T: Trace>(&self, facts: &Facts<'_>, _: &Exact, trace: &mut T) -> Outcome {
        let (option, points) = chosen(&self.of, &self.by_option, facts)?;
        trace.tell(|| said(&self.of, &option, points));
        Ok(points.clone())
    }

    fn worded(&self, _: &Exact) -> Message {
        let options = worded(&self.of, &self.by_option);
        Message::new("rule-states").with("field", &self.of.label()).with("options", options)
    }

    fn formula(&self, steps: &mut Steps, _: &Exact) -> Formula {
        chosen_formula(&self.of, self.by_option.iter().cloned(), steps)
    }
}

impl Grades {
    fn points(percent: &Exact, max: &Exact) -> Exact {
        (percent * max).over(&Exact::HUNDRED).unwrap_or_default()
    }
}

impl Kind for Grades {
    const CAUSE: Cause = Cause::NotMet;

    fn bind(&mut self, binder: &mut Binder<'_>) {
        self.by_option = bound(&mut self.of, &self.percent, binder);
    }

    fn prove(&self, proof: &mut Proof<'_>) -> Range {
        let awards: Vec<Exact> =
            self.by_option.iter().map(|percent| Self::points(percent, proof.max)).collect();
        range(&self.of, &awards)
    }

    fn moves(&self) -> Vec<&Field> {
        vec![&self.of]
    }

    fn lower(&self, counting: &Counting<'_>) -> Option<Lowered> {
        let points = |percent| Self::points(percent, counting.max);
        let points: Vec<Exact> = self.by_option.iter().map(points).collect();
        steps(&self.of, &points, counting)
    }

    fn judge<T: Trace>(&self, facts: &Facts<'_>, max: &Exact, trace: &mut T) -> Outcome {
        let (option, percent) = chosen(&self.of, &self.by_option, facts)?;
        let points = Self::points(percent, max);
        trace.tell(|| said(&self.of, &option, &points));
        Ok(points)
    }

    fn worded(&self, max: &Exact) -> Message {
        let points: Vec<Exact> =
            self.by_option.iter().map(|percent| Self::points(percent, max)).collect();
        let options = worded(&self.of, &points);
        Message::new("rule-states").with("field", &self.of.label()).with("options", options)
    }

    fn formula(&self, steps: &mut Steps, max: &Exact) -> Formula {
        let points = self.by_option.iter().map(|percent| Self::points(percent, max));
        chosen_formula(&self.of, points, steps)
    }
}
