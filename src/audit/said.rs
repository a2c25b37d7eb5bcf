//! A relation in words, and whether two relations are one.

use super::law::{Law, Relation};
use super::ledger::{Changes, Ledger, Slack};
use crate::language::{Message, Term};
use crate::quantity::Exact;

impl Relation {
    /// The same under another rounding.
    pub fn rounded(&self, slack: Slack) -> Self {
        match &self.law {
            Law::Linear { terms, .. } => {
                Self { name: self.name, law: Law::Linear { terms: terms.clone(), slack } }
            }
            _ => self.clone(),
        }
    }

    /// Whether it is about the same cells in the same way.
    pub fn same(&self, other: &Self) -> bool {
        let mut sides = [self, other].map(|relation| match &relation.law {
            Law::Linear { terms, .. } => {
                let sign = terms
                    .iter()
                    .min_by_key(|(_, id)| *id)
                    .is_some_and(|(factor, _)| factor.is_negative());
                let turned = |factor: &Exact| if sign { -factor } else { factor.clone() };
                let mut terms: Vec<_> =
                    terms.iter().map(|(factor, id)| (*id, turned(factor))).collect();
                terms.sort();
                Some(terms)
            }
            _ => None,
        });
        let [one, two] = &mut sides;
        match (one.take(), two.take()) {
            (Some(one), Some(two)) => one == two,
            (None, None) => {
                matches!((&self.law, &other.law), (Law::Share { part, base, percent }, Law::Share { part: p, base: b, percent: q }) if part == p && base == b && percent == q)
            }
            _ => false,
        }
    }

    /// What does not hold, in a sentence.
    pub fn said(&self, ledger: &Ledger) -> Message {
        let none = Changes::new();
        let result = self.result();
        let printed = |id: usize| ledger.get(id).map(|cell| cell.text.clone()).unwrap_or_default();
        let cells = self.cells();
        let parts = cells
            .iter()
            .filter(|id| **id != result)
            .map(|id| Term::Words(printed(*id)))
            .collect::<Vec<_>>();
        let reckoned = self.reckoned(result, ledger, &none);
        let computed = match (ledger.get(result).and_then(|cell| cell.words.as_ref()), reckoned) {
            (Some(_), Some(value)) => Term::Words(ledger.written(result, &value)),
            (_, Some(value)) => Term::Number(value),
            (_, None) => Term::Words(String::from("?")),
        };
        let mut message =
            Message::new(self.name).with("printed", printed(result)).with("computed", computed);
        message = match &self.law {
            Law::Share { part, base, .. } => {
                let base: Vec<Term> = base.iter().map(|id| Term::Words(printed(*id))).collect();
                message.with("part", printed(*part)).with("base", base)
            }
            Law::Linear { terms, .. } => message.with("parts", signed(terms, &printed)),
            Law::Place { group, row } => {
                let score = group.scores.get(*row).map(|id| printed(*id)).unwrap_or_default();
                message.with("score", score)
            }
        };
        message
            .with("others", parts)
            .with("row", ledger.get(result).map(|cell| cell.row.clone()).unwrap_or_default())
    }
}

/// `11 − 8,75`, as printed.
fn signed(terms: &[(Exact, usize)], printed: &impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    let parts = terms.iter().take(terms.len().saturating_sub(1));
    for (k, (factor, id)) in parts.enumerate() {
        let sign = match (k, factor.is_negative()) {
            (0, false) => "",
            (0, true) => "−",
            (_, false) => " + ",
            (_, true) => " − ",
        };
        text.push_str(sign);
        text.push_str(printed(*id).trim_start_matches('+'));
    }
    text
}
