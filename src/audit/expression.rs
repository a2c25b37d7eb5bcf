//! A figure written as a sum, difference, product or quotient of others: `8.75/11`, `14596+29037`, `2493/(2493+19)`.

use super::span::Span;
use crate::quantity::Exact;

/// What an expression comes to.
#[derive(Clone, Debug)]
pub(super) struct Value {
    /// By the figures as written.
    pub exact: Exact,
    /// By all they can stand for.
    pub span: Span,
    /// Whether every figure is whole.
    pub whole: bool,
    /// Whether anything is divided.
    pub quotient: bool,
    /// Whether anything is reckoned at all.
    pub reckoned: bool,
}

/// The value of `text`, if all of it is an expression.
pub(super) fn read(text: &str) -> Option<Value> {
    let plain = text
        .trim()
        .trim_end_matches('%')
        .trim()
        .replace(['\u{2212}', '–'], "-")
        .replace(['×', '·'], "*")
        .replace([':', '÷'], "/");
    let letters: Vec<char> = plain.chars().filter(|c| !c.is_whitespace()).collect();
    let mut reader = Reader { letters: &letters, at: 0 };
    let value = reader.sum()?;
    (reader.at == letters.len()).then_some(value)
}

/// The figure that a text begins with: `193 (đang giải quyết)`.
pub(super) fn leading(text: &str) -> Option<Exact> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit() && !"+-.,".contains(c)).unwrap_or(text.len());
    let follows = text.get(end..).and_then(|rest| rest.chars().next());
    if follows.is_some_and(|c| !c.is_whitespace() && c != '%') {
        return None;
    }
    figure(text.get(..end)?.trim_start_matches('+'))
}

/// A figure with a point or a comma before its decimals.
pub(super) fn figure(text: &str) -> Option<Exact> {
    use crate::quantity::{Reading, read_figure};
    match read_figure(text) {
        Reading::Number(number) => Some(number),
        Reading::Ambiguous { decimal, thousands } => {
            Some(if text.contains('.') { decimal } else { thousands })
        }
        Reading::NotANumber => None,
    }
}

struct Reader<'a> {
    letters: &'a [char],
    at: usize,
}

impl Reader<'_> {
    fn next_is(&mut self, letter: char) -> bool {
        let is = self.letters.get(self.at) == Some(&letter);
        self.at += usize::from(is);
        is
    }

    fn sum(&mut self) -> Option<Value> {
        let mut value = self.product()?;
        loop {
            let minus = if self.next_is('+') {
                false
            } else if self.next_is('-') {
                true
            } else {
                return Some(value);
            };
            let other = self.product()?;
            let by = if minus { -&Exact::ONE } else { Exact::ONE };
            value = Value {
                exact: &value.exact + &(&other.exact * &by),
                span: value.span.plus(&other.span.times(&by)),
                ..both(&value, &other)
            };
        }
    }

    fn product(&mut self) -> Option<Value> {
        let mut value = self.factor()?;
        loop {
            if self.next_is('*') {
                let other = self.factor()?;
                value = Value {
                    exact: &value.exact * &other.exact,
                    span: value.span.product(&other.span),
                    ..both(&value, &other)
                };
            } else if self.next_is('/') {
                let other = self.factor()?;
                value = Value {
                    exact: value.exact.over(&other.exact)?,
                    span: value.span.quotient(&other.span),
                    quotient: true,
                    ..both(&value, &other)
                };
            } else {
                return Some(value);
            }
        }
    }

    fn factor(&mut self) -> Option<Value> {
        if self.next_is('(') {
            let value = self.sum()?;
            return self.next_is(')').then_some(value);
        }
        let negative = self.next_is('-');
        let start = self.at;
        while self
            .letters
            .get(self.at)
            .is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        {
            self.at += 1;
        }
        let text: String = self.letters.get(start..self.at)?.iter().collect();
        let number = figure(&text)?;
        let digits = text.rsplit_once(['.', ',']).map_or(0, |(_, part)| part.len());
        let whole = number.is_whole() && (digits == 0 || digits == 3);
        let exact = if negative { -&number } else { number };
        let half = super::ledger::unit(u8::try_from(digits).ok()?).over(&Exact::whole(2))?;
        let slack = if whole { Exact::ZERO } else { half };
        Some(Value {
            span: Span::between(&exact - &slack, &exact + &slack),
            exact,
            whole,
            quotient: false,
            reckoned: false,
        })
    }
}

/// What two values have in common.
fn both(one: &Value, other: &Value) -> Value {
    Value {
        exact: Exact::ZERO,
        span: Span::default(),
        whole: one.whole && other.whole,
        quotient: one.quotient || other.quotient,
        reckoned: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_come_to_what_a_person_reckons() {
        for (text, value) in [
            ("8.75/11", "35/44"),
            ("36+5+8+1", "50"),
            ("2493/(2493+19)", "2493/2512"),
            ("80.84-81.25", "-0.41"),
        ] {
            assert_eq!(read(text).unwrap().exact.to_string(), value, "{text}");
        }
        assert!(read("591 vs 616").is_none() && read("132 (lời)").is_none() && read("").is_none());
        assert_eq!(leading("5 = II.06a (10)").unwrap().to_string(), "5");
        assert!(leading("186/QĐ-UBND").is_none());
    }
}
