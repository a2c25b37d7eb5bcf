//! One figure of every agency, gaps included.

use crate::quantity::Exact;

/// One figure of every agency, in the agencies' order. A yes is 1, a no 0; a date its day number; a grade the
/// place of its option. What was not given is a gap, never a nought.
#[derive(Clone, Debug, Default)]
pub struct Column(Vec<Option<Exact>>);

impl Column {
    /// A column of `rows` gaps.
    #[must_use]
    pub fn of_gaps(rows: usize) -> Self {
        Self(vec![None; rows])
    }

    /// The figure of the agency at `row`.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<&Exact> {
        self.0.get(row)?.as_ref()
    }

    /// Puts a figure where a gap was.
    pub fn set(&mut self, row: usize, figure: Option<Exact>) {
        if let Some(place) = self.0.get_mut(row) {
            *place = figure;
        }
    }
}
