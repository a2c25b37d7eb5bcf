//! A formula as a spreadsheet reads it.

use std::fmt;

use super::{Formula, Function, Operator};
use crate::quantity::{Exact, Mode, Rounding};

/// How cells and inputs are named where the formula stands.
pub(crate) struct Written<'a> {
    pub formula: &'a Formula,
    /// The address of a step.
    pub cell: &'a dyn Fn(usize) -> String,
    /// The formula for the working days between two days.
    pub working_days: &'a dyn Fn(&str, &str) -> String,
}

impl fmt::Display for Written<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.formula {
            Formula::Number(number) => f.write_str(&decimal(number)),
            Formula::Text(text) => write!(f, "\"{}\"", text.replace('"', "\"\"")),
            Formula::Cell(cell) => f.write_str(&(self.cell)(*cell)),
            // what people typed has a cell of its own, which is written where they type
            Formula::Input(_) => f.write_str("NA()"),
            Formula::Call(function, parts) => {
                write!(f, "{}(", function.name())?;
                for (k, part) in parts.iter().enumerate() {
                    let comma = if k > 0 { "," } else { "" };
                    write!(f, "{comma}{}", self.of(part))?;
                }
                f.write_str(")")
            }
            Formula::Binary(operator, a, b) => {
                write!(f, "{}{}{}", self.operand(a), operator.sign(), self.operand(b))
            }
            Formula::WorkingDays(from, to) => {
                let (from, to) = (self.of(from).to_string(), self.of(to).to_string());
                f.write_str(&(self.working_days)(&from, &to))
            }
        }
    }
}

impl Written<'_> {
    fn of<'b>(&'b self, formula: &'b Formula) -> Written<'b> {
        Written { formula, ..*self }
    }

    /// In brackets where it is an operation itself, or a number with a sign.
    fn operand(&self, formula: &Formula) -> String {
        let text = self.of(formula).to_string();
        match formula {
            Formula::Binary(..) => format!("({text})"),
            Formula::Number(number) if number.is_negative() => format!("({text})"),
            _ => text,
        }
    }
}

/// The number with a point and all its digits; with as many as a spreadsheet keeps where it has no end.
pub(crate) fn decimal(number: &Exact) -> String {
    let long = Rounding { digits: 12, mode: Mode::HalfUp };
    number.to_decimal().unwrap_or_else(|| number.to_fixed(long))
}

impl Function {
    fn name(self) -> &'static str {
        match self {
            Self::If => "IF",
            Self::And => "AND",
            Self::Or => "OR",
            Self::Count => "COUNT",
            Self::Sum => "SUM",
            Self::Min => "MIN",
            Self::Max => "MAX",
            Self::Round => "ROUND",
            Self::Int => "INT",
            Self::Abs => "ABS",
            Self::Sign => "SIGN",
            Self::Mod => "MOD",
            Self::IsNumber => "ISNUMBER",
            Self::N => "N",
            Self::Choose => "CHOOSE",
        }
    }
}

impl Operator {
    fn sign(self) -> &'static str {
        match self {
            Self::Plus => "+",
            Self::Minus => "-",
            Self::Times => "*",
            Self::Over => "/",
            Self::Equal => "=",
            Self::Unequal => "<>",
            Self::Below => "<",
            Self::AtMost => "<=",
            Self::Above => ">",
            Self::AtLeast => ">=",
        }
    }
}
