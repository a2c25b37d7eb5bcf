//! Parts of a register over threads. What was counted is added up, in whatever order; what is told of lines is joined in
//! the order of the parts. Knows `rayon`.

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

/// How parts become what was counted in them.
pub(super) struct Work<'a, S, P, T> {
    /// Counters that hold nothing yet.
    pub start: &'a (dyn Fn() -> S + Sync),
    /// Counts a part; what is to be told of it.
    pub next: &'a (dyn Fn(&mut S, P) -> T + Sync),
    /// What counters hold.
    pub finish: &'a (dyn Fn(S) -> T + Sync),
    /// The earlier, then the later.
    pub join: fn(T, T) -> T,
}

/// Counters that no thread has in hand; there are never more than threads.
pub(super) struct Idle<S>(Mutex<Vec<S>>);

impl<S: Send> Idle<S> {
    pub fn new() -> Self {
        Self(Mutex::new(Vec::new()))
    }

    /// Counts the parts on all threads; what is to be told of them, the earlier parts first.
    pub fn count<P: Send, T: Send + Default>(&self, parts: Vec<P>, work: &Work<'_, S, P, T>) -> T {
        let idle = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let told = parts.into_par_iter().map(|part| {
            let taken = idle().pop();
            let mut counters = taken.unwrap_or_else(work.start);
            let told = (work.next)(&mut counters, part);
            idle().push(counters);
            told
        });
        told.reduce(T::default, work.join)
    }

    /// All that was counted, behind what was told.
    pub fn finish<P, T>(self, told: T, work: &Work<'_, S, P, T>) -> T {
        let counters = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        counters.into_iter().map(work.finish).fold(told, work.join)
    }
}

/// Parts that are worth holding in memory at once.
pub(super) fn at_once() -> usize {
    2 * rayon::current_num_threads()
}
