//! `against_mean`: a value against the mean of those who have it, frozen before anything is scored.
//! Source: QĐ 212/2025/QĐ-UBND Hải Phòng, Phụ lục 01, mục II.5.1.a.
//! `against_last_year`: a figure against itself a year ago. No decision read has it; it is asked for all the same.

use std::cmp::Ordering;

use schemars::JsonSchema;
use serde::Deserialize;

use super::Kind;
use super::binding::{Binder, Proof, Range};
use super::facts::{Cause, Facts, Gap, Outcome, Trace};
use super::field::{Field, FigureKind};
use super::formulas::figure;
use super::lowered::{Counting, Cuts, Lowered};
use super::value::Value;
use crate::document::word_or;
use crate::formula::{ABSENT, Formula, GUARD, Steps, when};
use crate::language::Message;
use crate::quantity::Exact;

/// A value against the mean of those who have it.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AgainstMean {
    /// The value.
    pub of: Value,
    /// Points at or above the mean.
    at_or_above: Exact,
    /// Points below it.
    below: Exact,
    /// Whose mean.
    #[serde(default)]
    pub among: Among,
    /// A published mean, instead of one worked out.
    pub mean: Option<Exact>,
    /// The column of the frozen mean.
    #[serde(skip)]
    pub slot: usize,
}

/// Whose mean it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Among {
    /// The agency's peer group.
    #[default]
    Group,
    /// All agencies.
    All,
}

impl Kind for AgainstMean {
    const CAUSE: Cause = Cause::Below;

    fn bind(&mut self, binder: &mut Binder<'_>) {
        self.of.bind(binder);
        self.slot = binder.allot();
    }

    fn prove(&self, proof: &mut Proof<'_>) -> Range {
        self.of.prove(proof);
        Range::of_points([(&self.at_or_above, Vec::new()), (&self.below, Vec::new())].into_iter())
    }

    fn lower(&self, counting: &Counting<'_>) -> Option<Lowered> {
        let mean = self.mean.as_ref()?;
        let points = |value: &Exact| {
            if value >= mean { self.at_or_above.clone() } else { self.below.clone() }
        };
        let reading = self.of.lower(counting)?;
        Cuts::of(counting, reading, vec![mean.clone()], points).map(Lowered::Cuts)
    }

    fn judge<T: Trace>(&self, facts: &Facts<'_>, _: &Exact, trace: &mut T) -> Outcome {
        let value = self.of.read(facts, trace)?;
        let mean = self.mean.clone().or_else(|| facts.at(self.slot)).ok_or(Gap::Missing)?;
        let (name, points) = if value >= mean {
            ("step-mean-reached", &self.at_or_above)
        } else {
            ("step-mean-missed", &self.below)
        };
        let step = || Message::new(name).with("value", self.of.said(facts)).with("figure", &value);
        trace.tell(|| step().with("mean", &mean).with("points", points));
        Ok(points.clone())
    }

    fn values(&self) -> Vec<&Value> {
        vec![&self.of]
    }

    fn worded(&self, _: &Exact) -> Message {
        let mean = match &self.mean {
            Some(mean) => Message::new("rule-mean-known").with("mean", mean),
            None => Message::new(match self.among {
                Among::Group => "rule-mean-group",
                Among::All => "rule-mean-all",
            }),
        };
        let message = Message::new("rule-mean").with("value", self.of.worded()).with("mean", mean);
        message.with("reached", &self.at_or_above).with("missed", &self.below)
    }

    fn formula(&self, steps: &mut Steps, _: &Exact) -> Formula {
        let value = self.of.formula(steps);
        let mean = self.mean.as_ref().map_or_else(|| steps.at(self.slot), Formula::from);
        let reached = steps.compared(value.clone()).reaches(mean.clone().round(GUARD));
        let points = when(reached, (&self.at_or_above).into(), (&self.below).into());
        let points = steps.given(&[mean], points);
        steps.given(&[value], points)
    }
}

/// A figure against itself a year ago.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AgainstLastYear {
    /// The figure.
    of: Field,
    /// Points when it is higher.
    higher: Exact,
    /// Points when it is the same.
    same: Exact,
    /// Points when it is lower.
    lower: Exact,
    /// What is earned when there is no figure of last year.
    first_year: FirstYear,
    #[serde(skip)]
    before: usize,
}

#[derive(Clone, Debug)]
enum FirstYear {
    NotApplicable,
    Points(Exact),
}

#[derive(Deserialize, JsonSchema)]
#[serde(transparent)]
struct FirstYearPoints(Exact);

impl From<FirstYearPoints> for FirstYear {
    fn from(FirstYearPoints(points): FirstYearPoints) -> Self {
        Self::Points(points)
    }
}

word_or!(FirstYear, FirstYearPoints, |word| match Exact::parse(&word.replacen(',', ".", 1)) {
    Some(points) => FirstYear::Points(points),
    None if **word == *"not_applicable" => FirstYear::NotApplicable,
    None => return Err(serde::de::Error::custom(word.as_str())),
});

impl AgainstLastYear {
    /// Whether it does not apply in the first year.
    pub fn may_not_apply(&self) -> bool {
        matches!(self.first_year, FirstYear::NotApplicable)
    }
}

impl Kind for AgainstLastYear {
    const CAUSE: Cause = Cause::Below;

    fn bind(&mut self, binder: &mut Binder<'_>) {
        let kinds =
            [FigureKind::Count, FigureKind::Amount, FigureKind::Percent, FigureKind::Points];
        binder.field(&mut self.of, &kinds);
        self.before = binder.last_year(&self.of);
    }

    fn prove(&self, _: &mut Proof<'_>) -> Range {
        let first = match &self.first_year {
            FirstYear::Points(points) => Some(points),
            FirstYear::NotApplicable => None,
        };
        let all = [&self.higher, &self.same, &self.lower].into_iter().chain(first);
        Range::of_points(all.map(|points| (points, Vec::new())))
    }

    fn moves(&self) -> Vec<&Field> {
        vec![&self.of]
    }

    fn judge<T: Trace>(&self, facts: &Facts<'_>, _: &Exact, trace: &mut T) -> Outcome {
        let now = facts.figure(&self.of).ok_or(Gap::Missing)?;
        let Some(before) = facts.at(self.before) else {
            trace.tell(|| Message::new("step-first-year").with("field", &self.of.label()));
            return match &self.first_year {
                FirstYear::NotApplicable => Err(Gap::NotApplicable),
                FirstYear::Points(points) => Ok(points.clone()),
            };
        };
        let (name, points) = match now.cmp(&before) {
            Ordering::Greater => ("step-year-higher", &self.higher),
            Ordering::Equal => ("step-year-same", &self.same),
            Ordering::Less => ("step-year-lower", &self.lower),
        };
        let step = || {
            Message::new(name)
                .with("field", &self.of.label())
                .with("now", &now)
                .with("before", &before)
        };
        trace.tell(|| step().with("points", points));
        Ok(points.clone())
    }

    fn worded(&self, _: &Exact) -> Message {
        let first = match &self.first_year {
            FirstYear::NotApplicable => Message::new("rule-first-year-absent"),
            FirstYear::Points(points) => Message::new("rule-fixed").with("points", points),
        };
        let message = Message::new("rule-last-year").with("field", &self.of.label());
        let message = message.with("higher", &self.higher).with("same", &self.same);
        message.with("lower", &self.lower).with("first", first)
    }

    fn formula(&self, steps: &mut Steps, _: &Exact) -> Formula {
        let (now, before) = (figure(&self.of, steps), steps.at(self.before));
        let first = match &self.first_year {
            FirstYear::NotApplicable => Formula::Text(ABSENT),
            FirstYear::Points(points) => points.into(),
        };
        let same = now.clone().equals(before.clone());
        let level = when(same, (&self.same).into(), (&self.lower).into());
        let points = when(now.clone().above(before.clone()), (&self.higher).into(), level);
        steps.given(&[now], when(before.numeric(), points, first))
    }
}
