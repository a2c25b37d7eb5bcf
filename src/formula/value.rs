//! What a formula comes to, exactly. It knows formulas and nothing of rules.

use std::cmp::Ordering;

use super::{Formula, Function, Input, Operator, Steps};
use crate::calendar::{Calendar, Day};
use crate::quantity::{Exact, Mode, Rounding};

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Number(Exact),
    Text(String),
    Truth(bool),
    /// What no spreadsheet can work out: a division by nought, a text in a sum.
    Error,
}

impl Value {
    pub fn number(&self) -> Option<&Exact> {
        if let Self::Number(number) = self { Some(number) } else { None }
    }

    fn holds(&self) -> Option<bool> {
        match self {
            Self::Truth(held) => Some(*held),
            Self::Number(number) => Some(!number.is_zero()),
            Self::Text(_) | Self::Error => None,
        }
    }
}

/// What the steps come to, in order.
pub(super) struct Worked<'a> {
    input: &'a dyn Fn(Input) -> Value,
    calendar: &'a Calendar,
    values: Vec<Value>,
}

impl Steps {
    /// What each step comes to, given what people typed.
    pub fn values(&self, calendar: &Calendar, input: &dyn Fn(Input) -> Value) -> Vec<Value> {
        let mut worked = Worked { input, calendar, values: Vec::with_capacity(self.steps.len()) };
        for step in &self.steps {
            let value = worked.value(&step.formula);
            worked.values.push(value);
        }
        worked.values
    }
}

impl Worked<'_> {
    fn value(&self, formula: &Formula) -> Value {
        self.known(formula).unwrap_or(Value::Error)
    }

    fn known(&self, formula: &Formula) -> Option<Value> {
        Some(match formula {
            Formula::Number(number) => Value::Number(number.clone()),
            Formula::Text(text) => Value::Text((*text).to_owned()),
            Formula::Cell(cell) => self.values.get(*cell)?.clone(),
            Formula::Input(input) => (self.input)(*input),
            Formula::Call(function, parts) => self.called(*function, parts)?,
            Formula::Binary(operator, a, b) => operated(*operator, &self.value(a), &self.value(b))?,
            Formula::WorkingDays(from, to) => {
                let day = |formula: &Formula| {
                    let serial = self.value(formula).number()?.floor()?;
                    Day::of_number(serial - super::EPOCH)
                };
                let late = self.calendar.working_days_late(day(from)?, day(to)?);
                Value::Number(Exact::whole(late))
            }
        })
    }

    fn called(&self, function: Function, parts: &[Formula]) -> Option<Value> {
        if let (Function::If, [condition, then, otherwise]) = (function, parts) {
            let held = self.value(condition).holds()?;
            return self.known(if held { then } else { otherwise });
        }
        let values: Vec<Value> = parts.iter().map(|part| self.value(part)).collect();
        let number = |k: usize| values.get(k).and_then(Value::number);
        // texts in cells are passed over, as a spreadsheet does; an error spoils everything
        let numbers = || {
            let spoilt = values.contains(&Value::Error);
            (!spoilt).then(|| values.iter().filter_map(Value::number))
        };
        let truths = || values.iter().map(Value::holds).collect::<Option<Vec<bool>>>();
        Some(match function {
            Function::If => return None,
            Function::And => Value::Truth(truths()?.into_iter().all(|held| held)),
            Function::Or => Value::Truth(truths()?.into_iter().any(|held| held)),
            Function::Count => {
                Value::Number(super::counted(values.iter().filter_map(Value::number).count()))
            }
            Function::Sum => Value::Number(numbers()?.sum()),
            Function::Min => Value::Number(numbers()?.min().cloned().unwrap_or_default()),
            Function::Max => Value::Number(numbers()?.max().cloned().unwrap_or_default()),
            Function::Round => {
                let digits = u8::try_from(number(1)?.floor()?).ok()?;
                Value::Number(number(0)?.rounded(Rounding { digits, mode: Mode::HalfUp }))
            }
            Function::Int => Value::Number(Exact::whole(number(0)?.floor()?)),
            Function::Abs => {
                let number = number(0)?;
                Value::Number(if number.is_negative() { -number } else { number.clone() })
            }
            Function::Sign => Value::Number(match number(0)?.cmp(&Exact::ZERO) {
                Ordering::Less => -&Exact::ONE,
                Ordering::Equal => Exact::ZERO,
                Ordering::Greater => Exact::ONE,
            }),
            Function::Mod => {
                let (a, b) = (number(0)?, number(1)?);
                let times = Exact::whole(a.over(b)?.floor()?);
                Value::Number(a - &(b * &times))
            }
            Function::IsNumber => Value::Truth(number(0).is_some()),
            Function::N => Value::Number(number(0).cloned().unwrap_or_default()),
            Function::Choose => {
                let place = usize::try_from(number(0)?.floor()?).ok()?;
                values.get(place).filter(|_| place > 0)?.clone()
            }
        })
    }
}

fn operated(operator: Operator, a: &Value, b: &Value) -> Option<Value> {
    let numbers = || a.number().zip(b.number());
    let number = |number: Exact| Some(Value::Number(number));
    match operator {
        Operator::Plus => numbers().and_then(|(a, b)| number(a + b)),
        Operator::Minus => numbers().and_then(|(a, b)| number(a - b)),
        Operator::Times => numbers().and_then(|(a, b)| number(a * b)),
        Operator::Over => numbers().and_then(|(a, b)| number(a.over(b)?)),
        _ => {
            let order = compared(a, b)?;
            Some(Value::Truth(match operator {
                Operator::Equal => order == Ordering::Equal,
                Operator::Unequal => order != Ordering::Equal,
                Operator::Below => order == Ordering::Less,
                Operator::AtMost => order != Ordering::Greater,
                Operator::Above => order == Ordering::Greater,
                _ => order != Ordering::Less,
            }))
        }
    }
}

/// Numbers come before texts, texts before truths.
fn compared(a: &Value, b: &Value) -> Option<Ordering> {
    match (a, b) {
        (Value::Error, _) | (_, Value::Error) => None,
        (Value::Number(a), Value::Number(b)) => Some(a.cmp(b)),
        (Value::Text(a), Value::Text(b)) => Some(a.to_lowercase().cmp(&b.to_lowercase())),
        (Value::Truth(a), Value::Truth(b)) => Some(a.cmp(b)),
        (Value::Number(_), _) | (Value::Text(_), Value::Truth(_)) => Some(Ordering::Less),
        (Value::Text(_) | Value::Truth(_), _) => Some(Ordering::Greater),
    }
}
