//! `scale`: straight lines between anchors, level outside them: another body's index to points.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Kind;
use super::bands::{compared, not_monotone};
use super::binding::{Binder, Proof, Range};
use super::facts::{Cause, Facts, Outcome, Trace};
use super::value::Value;
use super::worded::{earns, parted};
use crate::document::{At, list};
use crate::formula::{Formula, Steps, when};
use crate::language::Message;
use crate::quantity::Exact;

/// Straight lines between anchors.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Scale {
    /// The value.
    of: Value,
    /// At least two, in the order of their values.
    #[serde(deserialize_with = "list")]
    anchors: Vec<Anchor>,
}

/// A value and the points it earns.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Anchor {
    /// The value.
    at: At<Exact>,
    /// Points there.
    points: Exact,
}

impl Scale {
    fn points(&self, value: &Exact) -> Option<Exact> {
        let before = self.anchors.iter().rev().find(|anchor| *anchor.at <= *value);
        let after = self.anchors.iter().find(|anchor| *anchor.at > *value);
        match (before, after) {
            (Some(low), Some(high)) => {
                let rise = &(&high.points - &low.points) * &(value - &low.at);
                Some(&low.points + &rise.over(&(&*high.at - &low.at))?)
            }
            (Some(end), None) | (None, Some(end)) => Some(end.points.clone()),
            (None, None) => None,
        }
    }
}

impl Kind for Scale {
    const CAUSE: Cause = Cause::Below;

    fn bind(&mut self, binder: &mut Binder<'_>) {
        self.of.bind(binder);
        let mut pairs = self.anchors.windows(2);
        let misplaced = pairs.find_map(|pair| {
            if let [a, b] = pair
                && *a.at >= *b.at
            {
                Some(b.at.place())
            } else {
                None
            }
        });
        if self.anchors.len() < 2 || misplaced.is_some() {
            binder.fault("anchors-order", misplaced);
        }
    }

    fn prove(&self, proof: &mut Proof<'_>) -> Range {
        self.of.prove(proof);
        let domain = self.of.domain();
        let ends = [&domain.least, &domain.most].into_iter().flatten();
        let mut values: Vec<Exact> =
            self.anchors.iter().map(|a| (*a.at).clone()).chain(ends.cloned()).collect();
        values.retain(|value| {
            domain.least.as_ref().is_none_or(|l| l <= value)
                && domain.most.as_ref().is_none_or(|m| value <= m)
        });
        values.sort();
        let awards: Vec<(Exact, Exact)> = values
            .into_iter()
            .map(|value| (value.clone(), self.points(&value).unwrap_or_default()))
            .collect();
        if let Some((fault, at)) = not_monotone(&awards, proof) {
            let place = self
                .anchors
                .iter()
                .find(|anchor| *anchor.at == at)
                .map_or(proof.place, |anchor| anchor.at.place());
            proof.find(fault.at(place), self.of.witness(&at));
        }
        Range::of_points(awards.iter().map(|(value, points)| (points, self.of.witness(value))))
    }

    fn judge<T: Trace>(&self, facts: &Facts<'_>, _: &Exact, trace: &mut T) -> Outcome {
        let value = self.of.read(facts, trace)?;
        let points = self.points(&value).unwrap_or_default();
        let step =
            || Message::new("step-scale").with("value", self.of.said(facts)).with("figure", &value);
        trace.tell(|| step().with("points", &points));
        Ok(points)
    }

    fn values(&self) -> Vec<&Value> {
        vec![&self.of]
    }

    fn worded(&self, _: &Exact) -> Message {
        let anchors: Vec<Message> =
            self.anchors.iter().map(|anchor| earns(&*anchor.at, &anchor.points)).collect();
        let message = Message::new("rule-scale").with("value", self.of.worded());
        message.with("anchors", parted(anchors.into_iter()))
    }

    fn formula(&self, steps: &mut Steps, _: &Exact) -> Formula {
        let value = self.of.formula(steps);
        let compared = compared(&self.of, &value, steps);
        let last = self.anchors.last().map_or(Formula::zero(), |last| (&last.points).into());
        let line = |rest: Formula, pair: &[Anchor]| {
            let [low, high] = pair else { return rest };
            let rise = (&high.points - &low.points).over(&(&*high.at - &low.at));
            let along = (value.clone() - (&*low.at).into()) * rise.unwrap_or_default().into();
            when(
                compared.clone().below((&*high.at).into()),
                Formula::from(&low.points) + along,
                rest,
            )
        };
        let lines = self.anchors.windows(2).rev().fold(last, line);
        let points = match self.anchors.first() {
            Some(first) => {
                when(compared.clone().below((&*first.at).into()), (&first.points).into(), lines)
            }
            None => lines,
        };
        steps.given(std::slice::from_ref(&value), points)
    }
}
