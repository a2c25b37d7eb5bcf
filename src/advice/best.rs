//! The best values met so far, as many as are kept.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The best values met so far, as many as are kept.
pub(super) struct Best {
    keep: usize,
    values: BinaryHeap<Reverse<i64>>,
}

impl Best {
    pub fn of(keep: usize) -> Self {
        Self {
            keep,
            values: BinaryHeap::new(),
        }
    }

    /// Whether fewer than `keep` of those before, all no dearer, earn as much or more.
    pub fn takes(&mut self, value: i64) -> bool {
        if self.values.len() >= self.keep {
            if self.values.peek().is_some_and(|least| least.0 >= value) {
                return false;
            }
            self.values.pop();
        }
        self.values.push(Reverse(value));
        true
    }
}
