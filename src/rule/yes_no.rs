//! `yes_no`: a yes earns max, a no nothing, or the points named. Source: QĐ 1880/QĐ-UBND Cà Mau (2013), mục 1.1.3.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Kind;
use super::binding::{Binder, Proof, Range, yes_or_no};
use super::facts::{Cause, Facts, Gap, Outcome, Trace};
use super::field::{Field, FigureKind};
use super::formulas::figure;
use super::lowered::{Counting, Cuts, Lowered};
use super::value::Value;
use crate::document::word_or;
use crate::formula::{Formula, Steps, when};
use crate::language::Message;
use crate::quantity::Exact;

/// A yes or a no.
#[derive(Clone, Debug)]
pub(crate) struct YesNo {
    of: Field,
    yes: Option<Exact>,
    no: Option<Exact>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct YesNoLong {
    /// The field.
    of: Field,
    /// Points for a yes; max unless given.
    yes: Option<Exact>,
    /// Points for a no; 0 unless given.
    no: Option<Exact>,
}

impl From<YesNoLong> for YesNo {
    fn from(YesNoLong { of, yes, no }: YesNoLong) -> Self {
        Self { of, yes, no }
    }
}

word_or!(YesNo, YesNoLong, |word| YesNo { of: Field::named(word), yes: None, no: None });

impl YesNo {
    fn points(&self, yes: bool, max: &Exact) -> Exact {
        if yes {
            self.yes.as_ref().unwrap_or(max).clone()
        } else {
            self.no.clone().unwrap_or_default()
        }
    }
}

impl Kind for YesNo {
    const CAUSE: Cause = Cause::NotMet;

    fn bind(&mut self, binder: &mut Binder<'_>) {
        binder.field(&mut self.of, &[FigureKind::YesNo]);
    }

    fn prove(&self, proof: &mut Proof<'_>) -> Range {
        let (yes, no) = (self.points(true, proof.max), self.points(false, proof.max));
        let record = |yes| vec![(self.of.name.to_string(), yes_or_no(yes))];
        Range::of_points([(&yes, record(true)), (&no, record(false))].into_iter())
    }

    fn moves(&self) -> Vec<&Field> {
        vec![&self.of]
    }

    fn lower(&self, counting: &Counting<'_>) -> Option<Lowered> {
        let reading = Value::Field(self.of.clone()).lower(counting)?;
        let points = |yes: &Exact| self.points(!yes.is_zero(), counting.max);
        Cuts::of(counting, reading, vec![Exact::ZERO], points).map(Lowered::Cuts)
    }

    fn judge<T: Trace>(&self, facts: &Facts<'_>, max: &Exact, trace: &mut T) -> Outcome {
        let yes = !facts.figure(&self.of).ok_or(Gap::Missing)?.is_zero();
        let points = self.points(yes, max);
        let name = if yes { "step-yes" } else { "step-no" };
        trace.tell(|| Message::new(name).with("field", &self.of.label()).with("points", &points));
        Ok(points)
    }

    fn worded(&self, max: &Exact) -> Message {
        let points = |yes| self.points(yes, max);
        let message = Message::new("rule-yes-no").with("field", &self.of.label());
        message.with("yes", points(true)).with("no", points(false))
    }

    fn formula(&self, steps: &mut Steps, max: &Exact) -> Formula {
        let of = figure(&self.of, steps);
        let yes = of.clone().equals(Formula::one());
        let points = when(yes, self.points(true, max).into(), self.points(false, max).into());
        steps.given(&[of], points)
    }
}
