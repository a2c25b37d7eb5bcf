//! One figure of every agency, gaps included: whole counts of a unit with a bit for each that is given.

mod bits;
mod counts;
mod lane;

use std::sync::Arc;

pub use bits::Bits;
use counts::Counts;
pub(crate) use lane::{BLOCK, Lane, ends, head, head_mut};

use crate::quantity::Exact;

/// One millionth is the least that a count stands for.
const MILLION: i64 = 1_000_000;

/// One figure of every agency, in the agencies' order. A yes is 1, a no 0; a date its day number; a grade the
/// place of its option. What was not given is a gap, never a nought. A copy costs nothing until it is changed.
#[derive(Clone, Debug)]
pub struct Column(Arc<Figures>);

#[derive(Clone, Debug)]
struct Figures {
    rows: usize,
    given: Bits,
    /// Millionths that a count of one stands for.
    unit: i64,
    counts: Counts,
    /// The least and the most count there ever was, nought among them.
    least: i64,
    most: i64,
}

/// A column of counts as rules run over it: what one counts, and between what they lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    /// Millionths that a count of one stands for.
    pub unit: i64,
    pub least: i64,
    pub most: i64,
}

impl Span {
    /// The number that a count stands for.
    pub fn number(&self, count: i64) -> Exact {
        Exact::of_millionths(count.saturating_mul(self.unit))
    }
}

impl Default for Column {
    fn default() -> Self {
        Self::of_gaps(0)
    }
}

impl Column {
    /// A column of `rows` gaps.
    #[must_use]
    pub fn of_gaps(rows: usize) -> Self {
        let counts = Counts::Bit(Bits::none(rows));
        let given = Bits::none(rows);
        Self(Arc::new(Figures { rows, given, unit: MILLION, counts, least: 0, most: 0 }))
    }

    /// The figure of the agency at `row`.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<Exact> {
        if !self.0.given.get(row) {
            return None;
        }
        match &self.0.counts {
            Counts::Exact(figures) => figures.get(row).cloned(),
            counts => Some(Exact::of_millionths(counts.get(row)? * self.0.unit)),
        }
    }

    /// A column of counts, one standing for a figure with so many digits after the decimal point, at most six.
    pub(crate) fn of_counts(rows: usize, digits: u8, figures: &[Option<i64>]) -> Self {
        let unit = 10_i64.pow(6 - u32::from(digits.min(6)));
        let given = || figures.iter().take(rows).flatten().copied();
        let (least, most) = given().fold((0, 0), |(l, m): (i64, i64), n| (l.min(n), m.max(n)));
        let mut column = Self::of_gaps(rows);
        let fits = least.checked_mul(unit).is_some() && most.checked_mul(unit).is_some();
        let counts = Counts::Bit(Bits::none(rows)).grown(rows, 1, least, most);
        let narrow =
            if least == 0 && most <= 1 { Some(Counts::Bit(Bits::none(rows))) } else { counts };
        let inner = Arc::make_mut(&mut column.0);
        for (row, count) in figures.iter().enumerate().take(rows) {
            inner.given.set(row, count.is_some());
        }
        match narrow.filter(|_| fits) {
            Some(mut counts) => {
                for (row, count) in figures.iter().enumerate().take(rows) {
                    counts.put(row, count.unwrap_or_default());
                }
                (inner.unit, inner.least, inner.most, inner.counts) = (unit, least, most, counts);
            }
            None => {
                let unit = Exact::of_millionths(unit);
                let exact = |count: &Option<i64>| &Exact::whole(count.unwrap_or_default()) * &unit;
                inner.counts = Counts::Exact(figures.iter().take(rows).map(exact).collect());
            }
        }
        column
    }

    /// A column of noughts and ones.
    pub(crate) fn of_bits(rows: usize, given: Bits, ones: Bits) -> Self {
        let most = i64::from(ones.count() > 0);
        let counts = Counts::Bit(ones);
        Self(Arc::new(Figures { rows, given, unit: MILLION, counts, least: 0, most }))
    }

    /// A column of whole numbers; what stands in a gap does not matter.
    pub(crate) fn of_wholes(given: Bits, mut wholes: Vec<i32>) -> Self {
        let rows = wholes.len();
        let (mut least, mut most) = (0, 0);
        let mut bytes = [0; 64];
        for (k, wholes) in wholes.chunks_mut(64).enumerate() {
            let bytes = head_mut(&mut bytes, wholes.len());
            given.spread(k * 64, bytes);
            for (whole, given) in wholes.iter_mut().zip(&*bytes) {
                *whole &= i32::from(*given).wrapping_neg();
            }
            (least, most) = ends(wholes.iter().copied(), (least, most));
        }
        let (least, most) = (i64::from(least), i64::from(most));
        let counts = Counts::Int(wholes);
        Self(Arc::new(Figures { rows, given, unit: MILLION, counts, least, most }))
    }

    /// Puts a figure where a gap was, or a gap where a figure was.
    pub fn set(&mut self, row: usize, figure: Option<Exact>) {
        if row >= self.0.rows || (figure.is_none() && !self.0.given.get(row)) {
            return;
        }
        let figures = Arc::make_mut(&mut self.0);
        figures.given.set(row, figure.is_some());
        figures.put(row, figure.unwrap_or_default());
    }

    /// What the counts are; nothing where some figure is no count of millionths.
    pub(crate) fn span(&self) -> Option<Span> {
        let Figures { unit, least, most, .. } = *self.0;
        (!matches!(self.0.counts, Counts::Exact(_))).then_some(Span { unit, least, most })
    }

    /// The least and the most figure that is given; nothing where there is none, or one is no count of millionths.
    pub(crate) fn given_ends(&self) -> Option<[Exact; 2]> {
        let span = self.span()?;
        let Figures { rows, given, counts, .. } = &*self.0;
        let (least, most) = match counts {
            Counts::Int(counts) => {
                let (mut least, mut most) = (i32::MAX, i32::MIN);
                let mut bytes = [0; 64];
                for (k, counts) in counts.chunks(64).enumerate() {
                    let bytes = head_mut(&mut bytes, counts.len());
                    given.spread(k * 64, bytes);
                    let of = |gap: i32| {
                        let all = counts.iter().zip(&*bytes);
                        all.map(move |(count, given)| if *given == 1 { *count } else { gap })
                    };
                    least = ends(of(i32::MAX), (least, most)).0;
                    most = ends(of(i32::MIN), (least, most)).1;
                }
                (i64::from(least), i64::from(most))
            }
            counts => {
                let all =
                    (0..*rows).filter(|row| given.get(*row)).filter_map(|row| counts.get(row));
                ends(all, (i64::MAX, i64::MIN))
            }
        };
        (least <= most).then(|| [least, most].map(|end| span.number(end)))
    }

    /// A bit for each figure that is given.
    pub(crate) fn given(&self) -> &Bits {
        &self.0.given
    }
}

impl Figures {
    fn put(&mut self, row: usize, figure: Exact) {
        if let Counts::Exact(figures) = &mut self.counts {
            figures
                .extend(std::iter::repeat_n(Exact::ZERO, (row + 1).saturating_sub(figures.len())));
            if let Some(place) = figures.get_mut(row) {
                *place = figure;
            }
            return;
        }
        if figure.millionths().is_some_and(|millionths| self.count(row, millionths)) {
            return;
        }
        let unit = self.unit;
        let exact = |row| Exact::of_millionths(self.counts.get(row).unwrap_or_default() * unit);
        self.counts = Counts::Exact((0..self.rows).map(exact).collect());
        self.put(row, figure);
    }

    /// Puts a figure of so many millionths, the unit made finer and the counts wider where they must be.
    fn count(&mut self, row: usize, millionths: i64) -> bool {
        let mut unit = self.unit;
        while millionths % unit != 0 {
            unit /= 10;
        }
        let growth = self.unit / unit;
        let count = millionths / unit;
        let (Some(least), Some(most)) =
            (self.least.checked_mul(growth), self.most.checked_mul(growth))
        else {
            return false;
        };
        // a figure must stay one that a count of millionths holds
        let (least, most) = (least.min(count), most.max(count));
        if least.checked_mul(unit).is_none() || most.checked_mul(unit).is_none() {
            return false;
        }
        if growth != 1 || !self.counts.put(row, count) {
            let Some(mut grown) = self.counts.grown(self.rows, growth, least, most) else {
                return false;
            };
            grown.put(row, count);
            self.counts = grown;
        }
        (self.unit, self.least, self.most) = (unit, least, most);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Option<Exact> {
        Exact::parse(text)
    }

    #[test]
    fn a_column_keeps_every_figure_whatever_comes_after_it() {
        let figures = ["1", "0", "300", "-70000", "0.25", "9223372036854.775807", "0.0000001", "7"];
        let mut column = Column::of_gaps(figures.len() + 1);
        for (row, figure) in figures.iter().enumerate() {
            column.set(row, exact(figure));
            for (before, kept) in figures.iter().enumerate().take(row + 1) {
                assert_eq!(column.get(before), exact(kept), "{figure} over {kept}");
            }
        }
        assert_eq!(column.get(figures.len()), None);
        column.set(2, None);
        assert_eq!(column.get(2), None);
    }

    #[test]
    fn a_copy_is_not_changed_with_its_original() {
        let mut column = Column::of_gaps(2);
        column.set(0, exact("5"));
        let copy = column.clone();
        column.set(0, exact("6"));
        assert_eq!((copy.get(0), column.get(0)), (exact("5"), exact("6")));
    }

    #[test]
    fn what_stood_in_a_gap_is_gone() {
        let wholes: Vec<i32> = (0..130).map(|row| if row % 3 == 0 { -900 } else { row }).collect();
        let given: Vec<u8> = (0..130).map(|row| u8::from(row % 3 != 0)).collect();
        let column = Column::of_wholes(Bits::of_bytes(&given), wholes);
        assert_eq!(column.span(), Some(Span { unit: MILLION, least: 0, most: 128 }));
        assert_eq!((column.get(3), column.get(64)), (None, exact("64")));
    }

    #[test]
    fn the_span_tells_what_the_counts_count() {
        let mut column = Column::of_gaps(3);
        column.set(0, exact("1.5"));
        column.set(1, exact("-2"));
        assert_eq!(column.span(), Some(Span { unit: 100_000, least: -20, most: 15 }));
        column.set(2, exact("0.0000001"));
        assert_eq!(column.span(), None);
    }
}
