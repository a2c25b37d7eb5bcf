//! Parts of a register over threads; what they found is joined in the order of the parts. Knows `rayon`.

use rayon::prelude::*;

/// Works through the parts on all threads and joins what came out, the earlier part on the left.
pub(super) fn joined<P: Send, T: Send>(
    parts: Vec<P>,
    start: impl Fn() -> T + Sync + Send,
    work: impl Fn(T, P) -> T + Sync + Send,
    join: impl Fn(T, T) -> T + Sync + Send,
) -> T {
    parts.into_par_iter().fold(&start, work).reduce(&start, join)
}

/// Parts that are worth holding in memory at once.
pub(super) fn at_once() -> usize {
    2 * rayon::current_num_threads()
}
