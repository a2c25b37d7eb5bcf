//! Questions that nothing asks for one by one, counted together: each ballot's answers are added up first, many ballots at
//! a time, and put to its agency and group once.

/// Questions of which a ballot's answers fit a byte.
pub(super) const MOST: usize = u8::MAX as usize;
/// Counters of a key stand in one line of the cache, or in as few as hold them.
const LINE: usize = 8;
/// Ballots between looking at counters and adding to them.
const AHEAD: usize = 8;
/// Ballots after which counters are emptied: no counter outgrows its place.
const FULL: usize = (u32::MAX / 256) as usize;

/// How often each option was chosen in any of the questions, by key.
pub(super) struct Together {
    options: usize,
    /// Counters of one key.
    wide: usize,
    counters: Vec<u32>,
    /// Ballots since counters were emptied.
    since: usize,
    counts: Vec<u64>,
    /// Of a block of ballots: how often each chose the first option, then the next.
    each: Vec<u8>,
}

impl Together {
    pub fn new(keys: usize, options: usize) -> Self {
        let wide = options.next_multiple_of(LINE);
        let counters = vec![0; keys * wide];
        Self { options, wide, counters, since: 0, counts: Vec::new(), each: Vec::new() }
    }

    /// Counts ballots: whose each is, and the options it chose, question by question. No key counts nothing.
    pub fn add<'a>(&mut self, keys: &[u32], chosen: impl Iterator<Item = &'a Vec<u8>> + Clone) {
        self.since += keys.len();
        if self.since > FULL {
            self.empty();
            self.since = keys.len();
        }
        self.each.clear();
        self.each.resize(keys.len() * self.options, 0);
        for (option, each) in (0..).zip(self.each.chunks_exact_mut(keys.len().max(1))) {
            for chosen in chosen.clone() {
                for (count, answer) in each.iter_mut().zip(chosen) {
                    *count = count.wrapping_add(u8::from(*answer == option));
                }
            }
        }
        for (row, key) in keys.iter().enumerate() {
            self.fetch(keys.get(row + AHEAD));
            let Some(at) = self.range(key) else { continue };
            let each = self.each.iter().skip(row).step_by(keys.len());
            for (count, more) in self.counters.get_mut(at).unwrap_or_default().iter_mut().zip(each)
            {
                *count = count.wrapping_add(u32::from(*more));
            }
        }
    }

    fn range(&self, key: &u32) -> Option<std::ops::Range<usize>> {
        let first = usize::try_from(*key).ok()?.checked_mul(self.wide)?;
        Some(first..first.checked_add(self.options)?)
    }

    /// Looks at the counters that will be added to soon: by then they have come from memory.
    fn fetch(&self, key: Option<&u32>) {
        let first = key.and_then(|key| self.counters.get(self.range(key)?.start));
        std::hint::black_box(first.copied());
    }

    fn empty(&mut self) {
        let keys = self.counters.len().checked_div(self.wide).unwrap_or(0);
        self.counts.resize(keys * self.options, 0);
        let counters = self.counters.chunks_exact_mut(self.wide.max(1));
        for (counts, counters) in self.counts.chunks_exact_mut(self.options.max(1)).zip(counters) {
            for (count, more) in counts.iter_mut().zip(counters) {
                *count += u64::from(std::mem::take(more));
            }
        }
    }

    /// The counts of each key: by option.
    pub fn into_counts(mut self) -> Vec<u64> {
        self.empty();
        self.counts
    }
}

#[cfg(test)]
mod tests {
    use super::Together;
    use crate::measure::tally::{NONE, Tally};

    #[test]
    fn questions_counted_together_are_those_counted_apart_added_up() {
        let (keys, questions) = (4, 9);
        for options in [2, 5, 8, 11] {
            let mut together = Together::new(keys, options);
            let mut apart = Tally::new(keys, questions, options);
            for block in 0..20_usize {
                let rows = 50 + block;
                let whose: Vec<u32> =
                    (0..rows).map(|row| [0, 2, u32::MAX, 3, 0][row % 5]).collect();
                let option = |row: usize, question: usize| {
                    let chosen = (row * 11 + block * 5 + question * 7) % (options + 1);
                    if chosen == options { NONE } else { u8::try_from(chosen).unwrap() }
                };
                let chosen: Vec<Vec<u8>> = (0..questions)
                    .map(|question| (0..rows).map(|row| option(row, question)).collect())
                    .collect();
                together.add(&whose, chosen.iter());
                apart.add(&whose, &chosen);
                if block == 7 {
                    together.empty();
                }
            }
            let together = together.into_counts();
            for (key, answers) in apart.into_counts().iter().enumerate() {
                let sum = |option: usize| answers.iter().skip(option).step_by(options).sum::<u64>();
                let expected: Vec<u64> = (0..options).map(sum).collect();
                assert_eq!(together[key * options..(key + 1) * options], expected);
                assert_eq!(expected.iter().sum::<u64>() == 0, key == 1);
            }
        }
    }
}
