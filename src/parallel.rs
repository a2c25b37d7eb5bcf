//! Work in blocks and ranges over threads.

use std::ops::Range;

use rayon::prelude::*;

use crate::column::BLOCK;

/// Runs `work` over blocks of rows on all threads and returns its results in the order of the rows.
pub(crate) fn in_blocks<T: Send>(
    rows: usize,
    work: impl Fn(Range<usize>) -> T + Sync + Send,
) -> Vec<T> {
    in_room(rows, Vec::new(), |block, ()| work(block))
}

/// The same, each block in the room of the one before it that stood in its place, if there was one.
pub(crate) fn in_room<R: Default + Send, T: Send>(
    rows: usize,
    room: Vec<R>,
    work: impl Fn(Range<usize>, R) -> T + Sync + Send,
) -> Vec<T> {
    let blocks = (0..rows).step_by(BLOCK).map(|start| start..(start + BLOCK).min(rows));
    let blocks = blocks.zip(room.into_iter().chain(std::iter::repeat_with(R::default)));
    if rows <= BLOCK {
        // one block needs no other thread
        return blocks.map(|(block, room)| work(block, room)).collect();
    }
    let blocks = blocks.collect::<Vec<_>>().into_par_iter();
    blocks.map(|(block, room)| work(block, room)).collect()
}

/// Runs `work` over ranges of `size`, on all threads, and returns its results in their order.
pub(crate) fn in_ranges<T: Send>(
    count: usize,
    size: usize,
    work: impl Fn(Range<usize>) -> T + Sync + Send,
) -> Vec<T> {
    let ranges = (0..count).step_by(size.max(1)).map(|start| start..(start + size).min(count));
    ranges.collect::<Vec<_>>().into_par_iter().map(work).collect()
}

/// Runs `work` over what comes, on all threads, and returns its results in the order in which it came. No thread asks
/// for the next before it is done with its last; `next` must leave other threads alone.
pub(crate) fn as_they_come<T: Send, R: Send>(
    next: impl Iterator<Item = T> + Send,
    work: impl Fn(T) -> R + Sync + Send,
) -> Vec<R> {
    let done = next.enumerate().par_bridge().map(|(k, one)| (k, work(one)));
    let mut done: Vec<(usize, R)> = done.collect();
    done.sort_unstable_by_key(|(k, _)| *k);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Runs `work` over each, on all threads.
pub(crate) fn each<T: Send>(all: &mut [T], work: impl Fn(&mut T) + Sync + Send) {
    all.par_iter_mut().for_each(work);
}

/// Runs two pieces of work side by side.
pub(crate) fn both<A: Send, B: Send>(
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    rayon::join(one, other)
}

/// Uses this many threads from now on; as many as there are processors unless called. Later calls change nothing.
pub fn use_threads(threads: usize) {
    // a pool that is already there stays, and the results do not depend on it
    let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
}

/// Sorts on all threads; `order` must leave no two alike.
pub(crate) fn sort<T: Send>(all: &mut [T], order: impl Fn(&T, &T) -> std::cmp::Ordering + Sync) {
    all.par_sort_unstable_by(order);
}
