//! Every printed figure of the tables by number, with its place, its digits and what it can stand for.

use std::collections::BTreeMap;

use super::span::Span;
use crate::fault::Place;
use crate::quantity::{Exact, Mode, Rounding};

/// Figures that a repair puts in place of printed ones, by number.
pub(super) type Changes = BTreeMap<usize, Exact>;

/// How much a printed figure may stand off from what it was printed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slack {
    /// Half a unit of its last digit to either side.
    HalfUp,
    /// Less than a unit of its last digit, away from nought.
    Truncate,
    /// Either of the two.
    Either,
}

/// One printed figure.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub place: Place,
    /// The row's name.
    pub row: String,
    /// The column's heading.
    pub column: String,
    /// The column's place in the sheet.
    pub at: usize,
    /// As printed.
    pub text: String,
    pub value: Exact,
    /// The decimals it is printed to.
    pub digits: u8,
    /// Whether it is a whole count or a set maximum, which nobody rounds.
    pub exact: bool,
    /// For a tier: its words by number.
    pub words: Option<std::sync::Arc<[String]>>,
}

/// All figures.
#[derive(Clone, Debug, Default)]
pub(super) struct Ledger {
    pub cells: Vec<Cell>,
}

impl Ledger {
    pub fn add(&mut self, cell: Cell) -> usize {
        self.cells.push(cell);
        self.cells.len() - 1
    }

    pub fn get(&self, id: usize) -> Option<&Cell> {
        self.cells.get(id)
    }

    pub fn value(&self, id: usize, changes: &Changes) -> Exact {
        let printed = || self.get(id).map(|cell| cell.value.clone());
        changes.get(&id).cloned().or_else(printed).unwrap_or_default()
    }

    /// What the figure can stand for.
    pub fn span(&self, id: usize, slack: Slack, changes: &Changes) -> Span {
        let (below, above) = self.slack(id, slack, changes);
        let value = self.value(id, changes);
        Span::between(&value - &below, &value + &above)
    }

    /// The printed figures that can stand for a number of `wanted`.
    pub fn printed_for(&self, id: usize, slack: Slack, wanted: &Span) -> Span {
        let negative = wanted.high.as_ref().is_some_and(Exact::is_negative);
        let sample = Changes::from([(id, Exact::whole(if negative { -1 } else { 1 }))]);
        let (below, above) = self.slack(id, slack, &sample);
        wanted.plus(&Span::between(-&above, below))
    }

    fn slack(&self, id: usize, slack: Slack, changes: &Changes) -> (Exact, Exact) {
        let Some(cell) = self.get(id).filter(|cell| !cell.exact) else {
            return (Exact::ZERO, Exact::ZERO);
        };
        let unit = unit(cell.digits);
        let half = unit.over(&Exact::whole(2)).unwrap_or_default();
        let negative = self.value(id, changes).is_negative();
        let (below, above) = match slack {
            Slack::HalfUp => (half.clone(), half),
            Slack::Truncate => (Exact::ZERO, unit),
            Slack::Either => (half, unit),
        };
        if negative { (above, below) } else { (below, above) }
    }

    /// The figure as it would be printed in this cell.
    pub fn written(&self, id: usize, value: &Exact) -> String {
        let Some(cell) = self.get(id) else {
            return String::new();
        };
        if let Some(words) = &cell.words {
            let at = value.floor().and_then(|at| usize::try_from(at - 1).ok());
            return at.and_then(|at| words.get(at)).cloned().unwrap_or_default();
        }
        let printed = cell.text.trim_end_matches(['%', ' ']);
        let decimals = printed.rsplit_once([',', '.']).map_or(0, |(_, part)| part.len());
        let digits = cell.digits.max(u8::try_from(decimals).unwrap_or_default());
        let fixed = value.to_fixed(Rounding { digits, mode: Mode::HalfUp });
        if usize::from(cell.digits) == decimals || !fixed.contains('.') {
            return fixed;
        }
        fixed.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    /// Whether most of its column prints the same figure, as a common maximum is.
    pub fn is_usual(&self, id: usize) -> bool {
        let Some(cell) = self.get(id) else {
            return false;
        };
        let column = |other: &&Cell| other.at == cell.at && other.place.file == cell.place.file;
        let (mut same, mut all) = (0, 0);
        for other in self.cells.iter().filter(column) {
            all += 1;
            same += usize::from(other.value == cell.value);
        }
        all >= 3 && same * 2 > all
    }

    /// `value` to the digits of the cell.
    pub fn to_digits(&self, id: usize, value: &Exact, mode: Mode) -> Exact {
        let digits = self.get(id).map_or(0, |cell| cell.digits);
        value.rounded(Rounding { digits, mode })
    }
}

/// A unit of the last of `digits` decimals.
pub(super) fn unit(digits: u8) -> Exact {
    (0..digits).fold(Exact::ONE, |unit, _| unit.over(&Exact::whole(10)).unwrap_or_default())
}
