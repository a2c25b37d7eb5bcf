//! What the cells of a form come to, as the figures filled in stand.

use super::Form;
use super::working::Working;
use crate::code::ItemCode;
use crate::formula::{EPOCH, Formula, Input, MISSING, Value};
use crate::quantity::{Exact, Percent, Points};
use crate::rule::FigureKind;

/// What an agency's form shows, worked out from its formulas and not from the scores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Every node's points and applicable maximum, in the order of the decision.
    pub nodes: Vec<(ItemCode, Points, Points)>,
    /// The total.
    pub points: Points,
    /// The applicable maximum of all.
    pub max: Points,
    /// The percent that tiers look at; nothing when nothing applies.
    pub percent: Option<Percent>,
    /// The tier by its name; nothing when none fits.
    pub tier: Option<String>,
}

impl Form<'_> {
    /// What the form's formulas come to.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        let working = Working::of(self.criteria, &self.agency.group);
        let values = self.values(&working);
        let number = |formula: &Formula| number(formula, &values).unwrap_or_default();
        let at = |of: &[Formula], k: usize| Points(of.get(k).map(number).unwrap_or_default());
        let nodes = self.criteria.nodes.iter().enumerate().skip(1);
        let tier = working.tier.as_ref().and_then(|tier| self::number(tier, &values));
        let tier = tier.and_then(|place| usize::try_from(place.floor()?).ok());
        let group = self.criteria.group(&self.agency.group);
        Outcome {
            nodes: nodes
                .map(|(k, node)| (node.id.clone(), at(&working.points, k), at(&working.maxima, k)))
                .collect(),
            points: at(&working.points, 0),
            max: at(&working.maxima, 0),
            percent: working
                .percent
                .as_ref()
                .and_then(|percent| self::number(percent, &values))
                .map(Percent),
            tier: tier.and_then(|place| Some(group?.tiers.get(place)?.name.clone())),
        }
    }

    /// What each cell of the working comes to.
    pub(super) fn values(&self, working: &Working) -> Vec<Value> {
        working.steps.values(&self.criteria.calendar, &|input| self.typed(input))
    }

    /// What stands in the form where people type.
    fn typed(&self, input: Input) -> Value {
        let one_if = |held| Value::Number(if held { Exact::ONE } else { Exact::ZERO });
        match input {
            Input::Figure(slot) => match self.known.figure(slot) {
                Some(figure) if self.is_date(slot) => Value::Number(&figure + &Exact::whole(EPOCH)),
                Some(figure) => Value::Number(figure),
                None => Value::Text(MISSING.to_owned()),
            },
            Input::Sent(slot) => {
                one_if(self.known.figure(slot).is_some() || self.known.source(slot).is_some())
            }
            Input::Declared(node) | Input::Touched(node) => {
                one_if(self.known.declared(self.criteria, node).is_some())
            }
            Input::Confirmed(node) => {
                let declared = self.known.declared(self.criteria, node);
                one_if(declared.is_some_and(|declared| declared.confirmed.is_some()))
            }
            Input::Demoted => one_if(self.demoted),
        }
    }

    fn is_date(&self, slot: usize) -> bool {
        let figure = self.criteria.figures.iter().find(|figure| figure.slot == slot);
        figure.is_some_and(|figure| figure.kind == FigureKind::Date)
    }
}

/// What a cell holds, as a file stores it.
pub(super) fn stored_text(value: &Value) -> String {
    match value {
        Value::Number(number) => number.nearest_float().to_string(),
        Value::Text(text) => text.clone(),
        Value::Truth(held) => held.to_string().to_uppercase(),
        Value::Error => "#N/A".to_owned(),
    }
}

/// What a formula comes to: a number itself, or a cell that holds one.
pub(super) fn number(formula: &Formula, values: &[Value]) -> Option<Exact> {
    match formula {
        Formula::Number(number) => Some(number.clone()),
        Formula::Cell(cell) => values.get(*cell)?.number().cloned(),
        _ => None,
    }
}
