//! Rounding, the way the set says.

use num_traits::Signed;

use super::set::{Mode, Number, Round, number};

/// Rounds the magnitude: what is below zero is rounded as its mirror image.
pub fn rounded(n: Number, round: Option<Round>) -> Number {
    let Some(Round { digits, mode }) = round else {
        return n;
    };
    let unit = number(10i64.pow(digits), 1);
    let scaled = n.abs() * &unit;
    let whole = scaled.trunc();
    let rest = &scaled - &whole;
    let half = number(1, 2);
    let up = match mode {
        Mode::Truncate => false,
        Mode::Up => rest.is_positive(),
        Mode::HalfUp => rest >= half,
        Mode::HalfEven => rest > half || (rest == half && !(&whole / number(2, 1)).is_integer()),
    };
    n.signum() * if up { whole + number(1, 1) } else { whole } / unit
}
