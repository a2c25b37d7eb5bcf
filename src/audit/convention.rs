//! Which rounding the percents of a column were printed with, as far as they tell.

use std::collections::BTreeMap;

use super::law::{Law, Relation};
use super::ledger::{Changes, Ledger};
use crate::quantity::{Exact, Mode};

/// How the figures of one column, or of one document, are rounded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Convention {
    /// The column's heading, or the document.
    pub column: String,
    /// Figures that half-up alone explains.
    pub half_up: usize,
    /// Figures that cutting digits off alone explains.
    pub truncate: usize,
    /// Figures that both explain, with digits cut off.
    pub either: usize,
    /// Figures that end where they are printed.
    pub exact: usize,
    /// Figures that neither explains.
    pub neither: usize,
    /// The numbers of decimals in use.
    pub digits: Vec<u8>,
}

impl Convention {
    /// The stable word: `truncate`, `half_up`, `either`, `mixed`.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match (self.half_up, self.truncate) {
            (0, 0) => "either",
            (_, 0) => "half_up",
            (0, _) => "truncate",
            (up, cut) if up >= 4 * cut => "half_up",
            (up, cut) if cut >= 4 * up => "truncate",
            _ => "mixed",
        }
    }

    /// Counts one figure, printed to `digits`, that is `exact` before rounding.
    pub(super) fn count(&mut self, exact: &Exact, printed: &Exact, digits: u8) {
        let rounded = |mode| exact.rounded(crate::quantity::Rounding { digits, mode });
        let up = rounded(Mode::HalfUp) == *printed;
        let cut = rounded(Mode::Truncate) == *printed;
        match (up, cut) {
            _ if exact == printed => self.exact += 1,
            (true, true) => self.either += 1,
            (true, false) => self.half_up += 1,
            (false, true) => self.truncate += 1,
            (false, false) => self.neither += 1,
        }
        if !self.digits.contains(&digits) {
            self.digits.push(digits);
            self.digits.sort_unstable();
        }
    }
}

/// The convention of every column of percents that follow from others.
pub(super) fn infer(ledger: &Ledger, relations: &[Relation]) -> Vec<Convention> {
    let none = Changes::new();
    let mut found: BTreeMap<(String, usize), Convention> = BTreeMap::new();
    for relation in relations {
        let Law::Share { percent, .. } = &relation.law else {
            continue;
        };
        let cell = ledger.get(*percent);
        let exact = relation.reckoned(*percent, ledger, &none);
        if let (Some(cell), Some(exact)) = (cell, exact) {
            let key = (cell.place.file.to_string(), cell.at);
            let convention = found.entry(key).or_insert_with(|| Convention {
                column: cell.column.clone(),
                ..Convention::default()
            });
            convention.count(&exact, &cell.value, cell.digits);
        }
    }
    found.into_values().collect()
}
