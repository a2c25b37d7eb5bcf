//! Formulas of a spreadsheet's cells, and the steps that a working sheet lists: each a cell, each after those it uses.
//!
//! A formula is written as a spreadsheet reads it ([`write`](mod@write)) and can be worked out here ([`value`]), so that
//! a file holds what its cells come to before any program has opened it. Spreadsheets calculate in binary fractions of
//! some 15 digits; here everything is exact. What is compared or cut is therefore first rounded to [`GUARD`] decimals:
//! two figures nearer than 5·10⁻¹¹ count as equal, and points below 10,000 come out right to the last of up to six
//! decimals as long as no denominator exceeds some 10⁷.

mod value;
mod write;

use std::collections::BTreeMap;
use std::ops::{Add, Div, Mul, Sub};

use crate::language::Term;
use crate::quantity::{Exact, Mode, Rounding};
pub(crate) use value::Value;
pub(crate) use write::Written;

/// Decimals that survive binary fractions.
pub(crate) const GUARD: u8 = 10;
/// What a cell holds when a figure that it needs was not given.
pub(crate) const MISSING: &str = "?";
/// What it holds when its item does not apply.
pub(crate) const ABSENT: &str = "–";
/// The spreadsheet's number of 1 January 1970.
pub(crate) const EPOCH: i64 = 25_569;
/// The most that one call of a function takes.
const ARGUMENTS: usize = 200;

/// A formula.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Formula {
    Number(Exact),
    Text(&'static str),
    /// An earlier step.
    Cell(usize),
    /// What people typed.
    Input(Input),
    Call(Function, Vec<Formula>),
    Binary(Operator, Box<Formula>, Box<Formula>),
    /// Working days after the first day up to and including the second; with the sign turned when it is earlier.
    WorkingDays(Box<Formula>, Box<Formula>),
}

/// What people typed into the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Input {
    /// The figure in a column, or that it is missing.
    Figure(usize),
    /// 1 when anything stands in the row of that figure, else 0.
    Sent(usize),
    /// 1 when a reason stands at a node why it does not apply, else 0.
    Declared(usize),
    /// 1 when somebody confirmed that, else 0.
    Confirmed(usize),
    /// 1 when anything at all of a declaration stands there, else 0.
    Touched(usize),
    /// 1 when the quota of the peer group takes the tier away, else 0.
    Demoted,
}

/// A function that every spreadsheet has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Function {
    If,
    And,
    Or,
    Count,
    Sum,
    Min,
    Max,
    Round,
    Int,
    Abs,
    Sign,
    Mod,
    IsNumber,
    /// The number, or 0 for a text.
    N,
    Choose,
}

/// An operator between two formulas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Plus,
    Minus,
    Times,
    Over,
    Equal,
    Unequal,
    Below,
    AtMost,
    Above,
    AtLeast,
}

/// One cell of the working.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    /// The node that it is about; 0 for the whole set.
    pub node: usize,
    /// What it is.
    pub label: Term,
    pub formula: Formula,
    /// Whether it can come to [`ABSENT`].
    can_be_absent: bool,
}

/// The cells of the working, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Steps {
    pub steps: Vec<Step>,
    /// The node that the next steps are about.
    pub node: usize,
    figures: BTreeMap<usize, Formula>,
}

impl Steps {
    /// A cell for a formula; none for what is a cell or a number already.
    pub fn add(&mut self, label: impl Into<Term>, formula: Formula) -> Formula {
        match formula {
            Formula::Cell(_) | Formula::Number(_) => formula,
            formula => self.cell(label, formula),
        }
    }

    /// A cell of its own.
    pub fn cell(&mut self, label: impl Into<Term>, formula: Formula) -> Formula {
        let can_be_absent = self.can_be_absent(&formula);
        self.steps.push(Step { node: self.node, label: label.into(), formula, can_be_absent });
        Formula::Cell(self.steps.len() - 1)
    }

    /// A cell for the figure in a column.
    pub fn figure(&mut self, label: impl Into<Term>, slot: usize) {
        let cell = self.cell(label, Formula::Input(Input::Figure(slot)));
        self.figures.insert(slot, cell);
    }

    /// The figure in a column; missing where nobody is asked for it.
    pub fn at(&self, slot: usize) -> Formula {
        self.figures.get(&slot).cloned().unwrap_or(Formula::Text(MISSING))
    }

    /// Ready to be compared: a figure as typed, anything else without the dust of binary fractions.
    pub fn compared(&self, formula: Formula) -> Formula {
        let typed = match &formula {
            Formula::Number(_) => true,
            Formula::Cell(cell) => self.steps.get(*cell).is_some_and(|step| {
                matches!(step.formula, Formula::Input(_) | Formula::Call(Function::Round, _))
            }),
            _ => false,
        };
        if typed { formula } else { formula.round(GUARD) }
    }

    /// `then` when all parts are numbers; else why not: a missing figure outranks one that does not apply.
    pub fn given(&self, parts: &[Formula], then: Formula) -> Formula {
        let open: Vec<Formula> =
            parts.iter().filter(|part| !matches!(part, Formula::Number(_))).cloned().collect();
        match open.as_slice() {
            [] => then,
            [one] => when(one.clone().numeric(), then, one.clone()),
            open if open.iter().any(|part| self.can_be_absent(part)) => {
                let missing = any(open.iter().map(|part| part.clone().is(MISSING)));
                let gap = when(missing, Formula::Text(MISSING), Formula::Text(ABSENT));
                when(all_numbers(open), then, gap)
            }
            open => when(all_numbers(open), then, Formula::Text(MISSING)),
        }
    }

    fn can_be_absent(&self, formula: &Formula) -> bool {
        match formula {
            Formula::Text(text) => *text == ABSENT,
            Formula::Cell(cell) => self.steps.get(*cell).is_some_and(|step| step.can_be_absent),
            Formula::Call(Function::If, parts) => {
                parts.iter().skip(1).any(|part| self.can_be_absent(part))
            }
            _ => false,
        }
    }

    /// Rounded as a stage says.
    pub fn rounded(
        &mut self,
        label: impl Into<Term>,
        formula: Formula,
        stage: Option<Rounding>,
    ) -> Formula {
        let label = label.into();
        let Some(Rounding { digits, mode }) = stage else {
            return self.add(label, formula);
        };
        let guarded = digits.max(GUARD);
        if mode == Mode::HalfUp {
            return self.cell(label, formula.round(guarded).round(digits));
        }
        let formula = self.add(label.clone(), formula);
        let unit = Formula::Number(Exact::whole(10_i64.pow(u32::from(digits))));
        let size = call(Function::Abs, vec![formula.clone()]) * unit.clone();
        let size = self.cell(label.clone(), size.round(guarded - digits));
        let whole = self.add(label.clone(), call(Function::Int, vec![size.clone()]));
        let rest = (size - whole.clone()).round(guarded - digits.min(guarded - 2));
        let more = match mode {
            Mode::Truncate | Mode::HalfUp => Formula::zero(),
            Mode::Up => when(rest.above(Formula::zero()), Formula::one(), Formula::zero()),
            Mode::HalfEven => {
                let half = Exact::parse("0.5").unwrap_or_default();
                let odd =
                    call(Function::Mod, vec![whole.clone(), Formula::Number(Exact::whole(2))]);
                let even = when(rest.clone().equals(half.clone().into()), odd, Formula::zero());
                when(rest.above(half.into()), Formula::one(), even)
            }
        };
        let sign = call(Function::Sign, vec![formula]);
        self.cell(label, sign * (whole + more) / unit)
    }
}

fn all_numbers(parts: &[Formula]) -> Formula {
    count(parts.iter().cloned()).equals(whole(parts.len()))
}

/// A number of things.
pub(crate) fn whole(n: usize) -> Formula {
    Formula::Number(counted(n))
}

fn counted(n: usize) -> Exact {
    Exact::whole(i64::try_from(n).unwrap_or(i64::MAX))
}

pub(crate) fn call(function: Function, parts: Vec<Formula>) -> Formula {
    Formula::Call(function, parts)
}

pub(crate) fn when(condition: Formula, then: Formula, otherwise: Formula) -> Formula {
    call(Function::If, vec![condition, then, otherwise])
}

/// 1 when it holds, else 0.
pub(crate) fn one_if(held: Formula) -> Formula {
    when(held, Formula::one(), Formula::zero())
}

/// Every condition holds.
pub(crate) fn all(parts: impl IntoIterator<Item = Formula>) -> Formula {
    let parts: Vec<Formula> = parts.into_iter().collect();
    if parts.is_empty() { Formula::one() } else { combined(Function::And, parts) }
}

/// At least one condition holds.
pub(crate) fn any(parts: impl IntoIterator<Item = Formula>) -> Formula {
    let parts: Vec<Formula> = parts.into_iter().collect();
    if parts.is_empty() { Formula::zero() } else { combined(Function::Or, parts) }
}

/// How many are numbers.
pub(crate) fn count(parts: impl IntoIterator<Item = Formula>) -> Formula {
    let parts: Vec<Formula> = parts.into_iter().collect();
    let counts = parts.chunks(ARGUMENTS).map(|chunk| call(Function::Count, chunk.to_vec()));
    counts.reduce(|a, b| a + b).unwrap_or(Formula::zero())
}

/// All numbers among them added up.
pub(crate) fn sum(parts: impl IntoIterator<Item = Formula>) -> Formula {
    let parts: Vec<Formula> = parts.into_iter().collect();
    if parts.is_empty() { Formula::zero() } else { combined(Function::Sum, parts) }
}

/// One call, or a call of calls where there are too many for one.
fn combined(function: Function, parts: Vec<Formula>) -> Formula {
    if let [one] = parts.as_slice() {
        return one.clone();
    }
    if parts.len() <= ARGUMENTS {
        return call(function, parts);
    }
    combined(
        function,
        parts.chunks(ARGUMENTS).map(|chunk| call(function, chunk.to_vec())).collect(),
    )
}

impl Formula {
    pub fn zero() -> Self {
        Self::Number(Exact::ZERO)
    }

    pub fn one() -> Self {
        Self::Number(Exact::ONE)
    }

    pub fn hundred() -> Self {
        Self::Number(Exact::HUNDRED)
    }

    pub fn numeric(self) -> Self {
        call(Function::IsNumber, vec![self])
    }

    /// The number, or 0 where it is a text.
    pub fn or_zero(self) -> Self {
        if let Self::Number(_) = self { self } else { call(Function::N, vec![self]) }
    }

    pub fn is(self, text: &'static str) -> Self {
        self.equals(Self::Text(text))
    }

    pub fn round(self, digits: u8) -> Self {
        call(Function::Round, vec![self, whole(usize::from(digits))])
    }

    pub fn at_most(self, most: Self) -> Self {
        call(Function::Min, vec![self, most])
    }

    pub fn at_least(self, least: Self) -> Self {
        call(Function::Max, vec![self, least])
    }

    fn binary(self, operator: Operator, other: Self) -> Self {
        Self::Binary(operator, Box::new(self), Box::new(other))
    }

    pub fn equals(self, other: Self) -> Self {
        self.binary(Operator::Equal, other)
    }

    pub fn differs(self, other: Self) -> Self {
        self.binary(Operator::Unequal, other)
    }

    pub fn below(self, other: Self) -> Self {
        self.binary(Operator::Below, other)
    }

    pub fn up_to(self, other: Self) -> Self {
        self.binary(Operator::AtMost, other)
    }

    pub fn above(self, other: Self) -> Self {
        self.binary(Operator::Above, other)
    }

    pub fn reaches(self, other: Self) -> Self {
        self.binary(Operator::AtLeast, other)
    }
}

impl From<Exact> for Formula {
    fn from(number: Exact) -> Self {
        Self::Number(number)
    }
}

impl From<&Exact> for Formula {
    fn from(number: &Exact) -> Self {
        Self::Number(number.clone())
    }
}

macro_rules! operators {
    ($($trait:ident, $method:ident, $operator:ident;)*) => {$(
        impl $trait for Formula {
            type Output = Self;
            fn $method(self, other: Self) -> Self {
                self.binary(Operator::$operator, other)
            }
        }
    )*};
}

operators! {
    Add, add, Plus;
    Sub, sub, Minus;
    Mul, mul, Times;
    Div, div, Over;
}
