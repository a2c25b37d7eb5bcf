//! `judged`: a mark that a person or another body gives. Source: QĐ 212/2025/QĐ-UBND Hải Phòng, Phụ lục 01, mục I.1.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Kind;
use super::binding::{Binder, Proof, Range};
use super::facts::{Cause, Facts, Gap, Outcome, Trace};
use super::field::{Field, FigureKind};
use super::formulas::figure;
use super::lowered::{Counting, Lowered, Part, Sum};
use crate::document::{At, word_or};
use crate::fault::Fault;
use crate::formula::{Formula, Steps};
use crate::language::{Message, Term, Text};
use crate::quantity::Exact;

/// A mark from 0 to max.
#[derive(Clone, Debug)]
pub(crate) struct Judged {
    of: Field,
    by: Option<Text>,
    step: Option<At<Exact>>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct JudgedLong {
    /// The mark, a field of kind `points`.
    of: Field,
    /// Who gives it.
    by: Option<Text>,
    /// Marks go in steps of this many points.
    step: Option<At<Exact>>,
}

impl From<JudgedLong> for Judged {
    fn from(JudgedLong { of, by, step }: JudgedLong) -> Self {
        Self { of, by, step }
    }
}

word_or!(Judged, JudgedLong, |word| Judged { of: Field::named(word), by: None, step: None });

impl Judged {
    pub fn mark(&self) -> &Field {
        &self.of
    }

    /// Whether the mark is one that can be given.
    pub fn is_step(&self, mark: &Exact) -> bool {
        self.step.as_ref().is_none_or(|step| mark.over(step).is_some_and(|steps| steps.is_whole()))
    }

    pub fn step(&self) -> Option<&Exact> {
        self.step.as_deref()
    }
}

impl Kind for Judged {
    const CAUSE: Cause = Cause::Judgement;

    fn bind(&mut self, binder: &mut Binder<'_>) {
        binder.field(&mut self.of, &[FigureKind::Points]);
        if let Some(step) = self.step.as_ref().filter(|step| ***step <= Exact::ZERO) {
            binder.faults.add(
                Fault::new("step-bad", step.place())
                    .with("item", binder.item)
                    .with("step", &**step),
            );
        }
    }

    fn prove(&self, proof: &mut Proof<'_>) -> Range {
        let steps = self.step().and_then(|step| Some((step, proof.max.over(step)?.floor()?)));
        let most = steps.map_or(proof.max.clone(), |(step, steps)| &Exact::whole(steps) * step);
        Range::new(Exact::ZERO, most.clone()).by(vec![(self.of.name.to_string(), most.into())])
    }

    fn lower(&self, counting: &Counting<'_>) -> Option<Lowered> {
        let parts = [Part { slot: self.of.slot(), worth: Exact::ONE }];
        Sum::of(counting, &parts, &Exact::ZERO, &Exact::ZERO, false).map(Lowered::Sum)
    }

    fn judge<T: Trace>(&self, facts: &Facts<'_>, max: &Exact, trace: &mut T) -> Outcome {
        let mark = facts.figure(&self.of).ok_or(Gap::Missing)?;
        trace.tell(|| {
            let by = self.by.clone().unwrap_or_default();
            let name = if by.vi.is_empty() { "step-judged" } else { "step-judged-by" };
            Message::new(name).with("by", &by).with("points", &mark).with("max", max)
        });
        Ok(mark)
    }

    fn worded(&self, max: &Exact) -> Message {
        let name = if self.by.is_some() { "rule-judged-by" } else { "rule-judged" };
        let step = self
            .step()
            .map_or(Term::from(""), |step| Message::new("rule-step").with("step", step).into());
        let message = Message::new(name).with("max", max).with("step", step);
        message.with("by", &self.by.clone().unwrap_or_default())
    }

    fn formula(&self, steps: &mut Steps, _: &Exact) -> Formula {
        figure(&self.of, steps)
    }
}
