//! Parts of a register over threads; what they found is joined in the order of the parts. Knows `rayon`.

use rayon::prelude::*;

/// Works through the parts on all threads, several parts in a row with one state, and joins what came out of each state,
/// the earlier parts on the left.
pub(super) fn joined<P: Send, S: Send, T: Send + Default>(
    parts: Vec<P>,
    work: &Work<S, P, T>,
) -> T {
    let Work { start, next, finish, join } = work;
    parts.into_par_iter().fold(start, next).map(finish).reduce(T::default, join)
}

/// How parts become what was counted in them.
pub(super) struct Work<'a, S, P, T> {
    pub start: &'a (dyn Fn() -> S + Sync),
    pub next: &'a (dyn Fn(S, P) -> S + Sync),
    pub finish: &'a (dyn Fn(S) -> T + Sync),
    pub join: fn(T, T) -> T,
}

/// Parts that are worth holding in memory at once.
pub(super) fn at_once() -> usize {
    2 * rayon::current_num_threads()
}
