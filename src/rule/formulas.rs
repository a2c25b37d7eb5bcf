//! Values and conditions as formulas of cells: a number, or why there is none. A condition that holds is 1, else 0.

use super::band::Bounds;
use super::condition::{Condition, Is, Reach};
use super::field::Field;
use super::quotient::{IfNone, Over, Quotient};
use super::value::Value;
use crate::formula::{ABSENT, Formula, MISSING, Steps, all, any, count, one_if, sum, when};
use crate::quantity::Exact;

pub(super) fn figure(field: &Field, steps: &Steps) -> Formula {
    steps.at(field.slot())
}

impl Value {
    /// The cell of the value.
    pub fn formula(&self, steps: &mut Steps) -> Formula {
        let formula = match self {
            Self::Field(field) => figure(field, steps),
            Self::Constant(number) => number.into(),
            Self::Share(quotient, over) => {
                let most = (*over == Some(Over::Cap)).then(Formula::hundred);
                quotient.formula(most, steps)
            }
            Self::Ratio(quotient) => quotient.formula(None, steps),
            Self::Sum(parts) => {
                let parts = formulas(parts, steps);
                steps.given(&parts, sum(parts.clone()))
            }
            Self::Difference(a, b) => {
                let (a, b) = (a.formula(steps), b.formula(steps));
                steps.given(&[a.clone(), b.clone()], a - b)
            }
            Self::Mean(parts) => {
                let parts = formulas(parts, steps);
                let given = count(parts.clone());
                let none = given.clone().equals(Formula::zero());
                when(none, Formula::Text(MISSING), sum(parts) / given)
            }
            Self::NumberOf(fields) => {
                let fields: Vec<Formula> =
                    fields.iter().map(|field| figure(field, steps)).collect();
                some_given(&fields, sum(fields.clone()))
            }
        };
        steps.add(self.worded(), formula)
    }
}

fn formulas(parts: &[Value], steps: &mut Steps) -> Vec<Formula> {
    parts.iter().map(|part| part.formula(steps)).collect()
}

/// `then` when any of the figures is given.
pub(super) fn some_given(fields: &[Formula], then: Formula) -> Formula {
    let none = count(fields.iter().cloned()).equals(Formula::zero());
    when(none, Formula::Text(MISSING), then)
}

impl Quotient {
    fn formula(&self, most: Option<Formula>, steps: &mut Steps) -> Formula {
        let (of, in_) = (self.of.formula(steps), self.in_.formula(steps));
        let none = match self.if_none {
            Some(IfNone::Zero) => Formula::zero(),
            Some(IfNone::Full) => (&self.scale).into(),
            Some(IfNone::NotApplicable) => Formula::Text(ABSENT),
            None => Formula::Text(MISSING),
        };
        let scaled =
            if self.scale == Exact::ONE { of.clone() } else { of.clone() * (&self.scale).into() };
        let quotient = scaled / in_.clone();
        let quotient = most.map_or(quotient.clone(), |most| quotient.at_most(most));
        let is_none = steps.compared(in_.clone()).equals(Formula::zero());
        steps.given(&[of, in_], when(is_none, none, quotient))
    }
}

impl Condition {
    /// The cell of the condition: 1, 0, or that it is not known.
    pub fn formula(&self, steps: &mut Steps) -> Formula {
        let formula = match self {
            Self::Yes(field) => figure(field, steps),
            Self::Given(field) => one_if(figure(field, steps).numeric()),
            Self::Not(inner) => {
                let inner = inner.formula(steps);
                steps.given(std::slice::from_ref(&inner), Formula::one() - inner.clone())
            }
            Self::All(parts) => decided(parts, Formula::zero(), Formula::one(), steps),
            Self::Any(parts) => decided(parts, Formula::one(), Formula::zero(), steps),
            Self::Reach(reach) => {
                let (parts, held) = reach.formula(steps);
                when(
                    count(parts.clone()).equals(crate::formula::whole(parts.len())),
                    one_if(held),
                    Formula::Text(MISSING),
                )
            }
            Self::Is(is) => is.formula(steps),
        };
        steps.add(self.worded(), formula)
    }
}

/// One part that is `deciding` decides; otherwise every part must be known.
fn decided(
    parts: &[Condition],
    deciding: Formula,
    otherwise: Formula,
    steps: &mut Steps,
) -> Formula {
    let parts: Vec<Formula> = parts.iter().map(|part| part.formula(steps)).collect();
    if parts.is_empty() {
        return otherwise;
    }
    let one = any(parts.iter().map(|part| part.clone().equals(deciding.clone())));
    let known = count(parts.clone()).equals(crate::formula::whole(parts.len()));
    when(one, deciding, when(known, otherwise, Formula::Text(MISSING)))
}

impl Reach {
    /// What must be given, and whether the value reaches the target then.
    pub fn formula(&self, steps: &mut Steps) -> (Vec<Formula>, Formula) {
        let Some((name, target, _)) = self.bound() else {
            return (Vec::new(), Formula::zero());
        };
        let (value, target) = (self.of.formula(steps), target.formula(steps));
        let parts = vec![value.clone(), target.clone()];
        let (value, target) = (steps.compared(value), steps.compared(target));
        let held = match name {
            "reach-at-least" => value.reaches(target),
            "reach-more-than" => value.above(target),
            "reach-at-most" => value.up_to(target),
            _ => value.below(target),
        };
        (parts, held)
    }
}

impl Is {
    fn formula(&self, steps: &Steps) -> Formula {
        let grade = figure(&self.of, steps);
        let one = any(self.places.iter().map(|place| grade.clone().equals(place.into())));
        steps.given(std::slice::from_ref(&grade), one_if(one))
    }
}

impl Bounds {
    /// Whether a value that is ready to be compared lies within.
    pub fn formula(&self, value: &Formula) -> Formula {
        let bound = |bound: &Option<Exact>, test: fn(Formula, Formula) -> Formula| {
            bound.as_ref().map(|bound| test(value.clone(), bound.into()))
        };
        let bounds = [
            bound(&self.from, Formula::reaches),
            bound(&self.above, Formula::above),
            bound(&self.to, Formula::up_to),
            bound(&self.below, Formula::below),
        ];
        all(bounds.into_iter().flatten())
    }
}
