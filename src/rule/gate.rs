//! `gate`: without its condition, nothing more is looked at. Source: KH 157/KH-UBND Cần Thơ (2025), Phụ lục, mục 1.
//! `best_of`, `cases`, `fixed`: a choice between rules.

use schemars::JsonSchema;
use serde::Deserialize;

use super::binding::{Binder, Proof, Range};
use super::condition::Condition;
use super::facts::{Cause, Facts, Gap, Outcome, Trace};
use super::field::Field;
use super::lowered::{Counting, Lowered, Sum};
use super::value::Value;
use super::worded::parted;
use super::{Kind, Rule};
use crate::document::{At, list};
use crate::formula::{ABSENT, Formula, Function, MISSING, Steps, any, call, count, when};
use crate::language::Message;
use crate::quantity::{Exact, Year};

/// A condition before a rule.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Gate {
    /// The condition.
    needs: Condition,
    /// The rule when it holds.
    then: Box<Rule>,
    /// Points when it does not; 0 unless given.
    #[serde(default, rename = "else")]
    otherwise: Exact,
}

impl Kind for Gate {
    const CAUSE: Cause = Cause::NotMet;

    fn bind(&mut self, binder: &mut Binder<'_>) {
        self.needs.bind(binder);
        self.then.bind(binder);
    }

    fn prove(&self, proof: &mut Proof<'_>) -> Range {
        self.needs.prove(proof);
        Range::new(self.otherwise.clone(), self.otherwise.clone()).or(self.then.prove(proof))
    }

    fn moves(&self) -> Vec<&Field> {
        [self.needs.moves(), self.then.moves()].concat()
    }

    fn judge<T: Trace>(&self, facts: &Facts<'_>, max: &Exact, trace: &mut T) -> Outcome {
        match self.needs.holds(facts) {
            Some(true) => self.then.judge(facts, max, trace),
            Some(false) => {
                let step = || Message::new("step-gate-closed").with("what", self.needs.said(facts));
                trace.tell(|| step().with("points", &self.otherwise));
                Ok(self.otherwise.clone())
            }
            None => {
                trace.tell(|| Message::new("step-not-known").with("what", self.needs.said(facts)));
                Err(Gap::Missing)
            }
        }
    }

    fn values(&self) -> Vec<&Value> {
        [self.needs.values(), self.then.values()].concat()
    }

    fn inner(&self) -> Vec<&Rule> {
        vec![&self.then]
    }

    fn move_to(&mut self, year: Year) -> Option<()> {
        self.then.move_to(year)
    }

    fn worded(&self, max: &Exact) -> Message {
        let message = Message::new("rule-gate").with("needs", self.needs.worded());
        message.with("points", &self.otherwise).with("then", self.then.worded(max))
    }

    fn formula(&self, steps: &mut Steps, max: &Exact) -> Formula {
        let needs = self.needs.formula(steps);
        let then = self.then.formula(steps, max);
        let held = needs.clone().equals(Formula::one());
        steps.given(&[needs], when(held, then, (&self.otherwise).into()))
    }
}

/// The best of several rules that can be scored.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(transparent)]
pub(crate) struct BestOf(#[serde(deserialize_with = "list")] Vec<Rule>);

impl Kind for BestOf {
    const CAUSE: Cause = Cause::NotMet;

    fn bind(&mut self, binder: &mut Binder<'_>) {
        self.0.iter_mut().for_each(|rule| rule.bind(binder));
    }

    fn prove(&self, proof: &mut Proof<'_>) -> Range {
        self.0.iter().map(|rule| rule.prove(proof)).reduce(Range::or).unwrap_or_default()
    }

    fn judge<T: Trace>(&self, facts: &Facts<'_>, max: &Exact, trace: &mut T) -> Outcome {
        let mut best: Option<(Exact, T)> = None;
        let mut missing = false;
        for rule in &self.0 {
            // each is judged once, or rules within rules would be judged twice as often at every depth
            let mut heard = T::default();
            match rule.judge(facts, max, &mut heard) {
                Ok(points) if best.as_ref().is_none_or(|(most, _)| points > *most) => {
                    best = Some((points, heard));
                }
                Ok(_) | Err(Gap::NotApplicable) => {}
                Err(Gap::Missing) => missing = true,
            }
        }
        match best {
            Some((points, heard)) => {
                trace.join(heard);
                Ok(points)
            }
            None => Err(if missing { Gap::Missing } else { Gap::NotApplicable }),
        }
    }

    fn values(&self) -> Vec<&Value> {
        self.0.iter().flat_map(Rule::values).collect()
    }

    fn inner(&self) -> Vec<&Rule> {
        self.0.iter().collect()
    }

    fn move_to(&mut self, year: Year) -> Option<()> {
        self.0.iter_mut().try_for_each(|rule| rule.move_to(year))
    }

    fn worded(&self, max: &Exact) -> Message {
        let rules = parted(self.0.iter().map(|rule| rule.worded(max)));
        Message::new("rule-best-of").with("rules", rules)
    }

    fn formula(&self, steps: &mut Steps, max: &Exact) -> Formula {
        let label = |rule: &Rule| rule.worded(max);
        let rules: Vec<Formula> = self
            .0
            .iter()
            .map(|rule| {
                let formula = rule.formula(steps, max);
                steps.add(label(rule), formula)
            })
            .collect();
        let none = count(rules.clone()).equals(Formula::zero());
        let missing = any(rules.iter().map(|rule| rule.clone().is(MISSING)));
        let gap = when(missing, Formula::Text(MISSING), Formula::Text(ABSENT));
        when(none, gap, call(Function::Max, rules))
    }
}

/// One case: a condition and its rule, or the rule otherwise.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Case {
    /// The condition.
    #[serde(rename = "if")]
    condition: Option<Condition>,
    /// The rule when it holds.
    then: Option<Rule>,
    /// The rule when no case holds; the last.
    otherwise: Option<Rule>,
}

/// The first case whose condition holds.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(transparent)]
pub(crate) struct Cases(#[serde(deserialize_with = "list")] Vec<At<Case>>);

impl Cases {
    fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.0.iter().flat_map(|case| [&case.then, &case.otherwise].into_iter().flatten())
    }
}

impl Kind for Cases {
    const CAUSE: Cause = Cause::NotMet;

    fn bind(&mut self, binder: &mut Binder<'_>) {
        let last = self.0.len().saturating_sub(1);
        for (k, case) in self.0.iter_mut().enumerate() {
            let place = case.place().clone();
            let Case { condition, then, otherwise } = &mut **case;
            let complete = match (condition, then, otherwise) {
                (Some(condition), Some(then), None) => {
                    condition.bind(binder);
                    then.bind(binder);
                    k < last
                }
                (None, None, Some(otherwise)) => {
                    otherwise.bind(binder);
                    k == last
                }
                _ => false,
            };
            if !complete {
                binder.fault("otherwise-misplaced", Some(&place));
            }
        }
    }

    fn prove(&self, proof: &mut Proof<'_>) -> Range {
        self.0
            .iter()
            .filter_map(|case| case.condition.as_ref())
            .for_each(|condition| condition.prove(proof));
        self.rules().map(|rule| rule.prove(proof)).reduce(Range::or).unwrap_or_default()
    }

    fn moves(&self) -> Vec<&Field> {
        let conditions = self.0.iter().filter_map(|case| case.condition.as_ref());
        let moved = conditions.flat_map(Condition::moves);
        moved.chain(self.rules().flat_map(Rule::moves)).collect()
    }

    fn judge<T: Trace>(&self, facts: &Facts<'_>, max: &Exact, trace: &mut T) -> Outcome {
        for case in &self.0 {
            match (&case.condition, &case.then, &case.otherwise) {
                (Some(condition), Some(then), _) => match condition.holds(facts) {
                    Some(true) => {
                        trace
                            .tell(|| Message::new("step-case").with("what", condition.said(facts)));
                        return then.judge(facts, max, trace);
                    }
                    Some(false) => {}
                    None => {
                        trace.tell(|| {
                            Message::new("step-not-known").with("what", condition.said(facts))
                        });
                        return Err(Gap::Missing);
                    }
                },
                (_, _, Some(otherwise)) => return otherwise.judge(facts, max, trace),
                _ => {}
            }
        }
        Err(Gap::Missing)
    }

    fn values(&self) -> Vec<&Value> {
        let conditions =
            self.0.iter().filter_map(|case| case.condition.as_ref()).flat_map(Condition::values);
        conditions.chain(self.rules().flat_map(Rule::values)).collect()
    }

    fn inner(&self) -> Vec<&Rule> {
        self.rules().collect()
    }

    fn move_to(&mut self, year: Year) -> Option<()> {
        let rules = |case: &mut At<Case>| {
            let Case { then, otherwise, .. } = &mut **case;
            [then, otherwise].into_iter().flatten().try_for_each(|rule| rule.move_to(year))
        };
        self.0.iter_mut().try_for_each(rules)
    }

    fn worded(&self, max: &Exact) -> Message {
        let case = |case: &At<Case>| match (&case.condition, &case.then, &case.otherwise) {
            (Some(condition), Some(then), _) => Some(
                Message::new("rule-case")
                    .with("what", condition.worded())
                    .with("then", then.worded(max)),
            ),
            (_, _, Some(otherwise)) => {
                Some(Message::new("rule-otherwise").with("then", otherwise.worded(max)))
            }
            _ => None,
        };
        Message::new("rule-cases").with("cases", parted(self.0.iter().filter_map(case)))
    }

    fn formula(&self, steps: &mut Steps, max: &Exact) -> Formula {
        let mut cases = Vec::new();
        for case in &self.0 {
            let condition = case.condition.as_ref().map(|condition| condition.formula(steps));
            let rule = case.then.as_ref().or(case.otherwise.as_ref());
            cases.extend(rule.map(|rule| (condition, rule.formula(steps, max))));
        }
        let otherwise = |rest: Formula, (condition, rule): (Option<Formula>, Formula)| {
            let Some(condition) = condition else { return rule };
            let unknown = condition.clone().is(MISSING);
            let rest = when(unknown, Formula::Text(MISSING), rest);
            when(condition.equals(Formula::one()), rule, rest)
        };
        cases.into_iter().rev().fold(Formula::Text(MISSING), otherwise)
    }
}

/// These points, whatever the evidence.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(transparent)]
pub(crate) struct Fixed(Exact);

impl Kind for Fixed {
    const CAUSE: Cause = Cause::NotMet;

    fn bind(&mut self, _: &mut Binder<'_>) {}

    fn prove(&self, _: &mut Proof<'_>) -> Range {
        Range::new(self.0.clone(), self.0.clone())
    }

    fn lower(&self, counting: &Counting<'_>) -> Option<Lowered> {
        Sum::of(counting, &[], &self.0, &Exact::ZERO, false).map(Lowered::Sum)
    }

    fn judge<T: Trace>(&self, _: &Facts<'_>, _: &Exact, trace: &mut T) -> Outcome {
        trace.tell(|| Message::new("step-fixed").with("points", &self.0));
        Ok(self.0.clone())
    }

    fn worded(&self, _: &Exact) -> Message {
        Message::new("rule-fixed").with("points", &self.0)
    }

    fn formula(&self, _: &mut Steps, _: &Exact) -> Formula {
        (&self.0).into()
    }
}
