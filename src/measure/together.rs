//! Questions that nothing asks for one by one, counted together: each ballot's answers are added up first, many ballots at
//! a time, and put to its agency and group once.

/// Questions of which a ballot's answers fit a byte.
pub(super) const MOST: usize = u8::MAX as usize;

/// How often each option was chosen in any of the questions, by key.
pub(super) struct Together {
    options: usize,
    counts: Vec<u64>,
    /// Of a block of ballots: how often each chose the first option, then the next.
    each: Vec<u8>,
}

impl Together {
    pub fn new(keys: usize, options: usize) -> Self {
        Self { options, counts: vec![0; keys * options], each: Vec::new() }
    }

    /// Counts ballots: whose each is, and the options it chose, question by question. No key counts nothing.
    pub fn add<'a>(
        &mut self,
        keys: &[u32],
        chosen: impl Iterator<Item = &'a Vec<u8>> + Clone,
    ) {
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
            let first = usize::try_from(*key).ok().and_then(|key| key.checked_mul(self.options));
            let counts = first.and_then(|first| self.counts.get_mut(first..first + self.options));
            let each = self.each.iter().skip(row).step_by(keys.len());
            for (count, more) in counts.unwrap_or_default().iter_mut().zip(each) {
                *count += u64::from(*more);
            }
        }
    }

    /// The counts of a key by option.
    pub fn counts(&self, key: usize) -> &[u64] {
        self.counts.get(key * self.options..(key + 1) * self.options).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Together;
    use crate::measure::tally::{NONE, Tally};

    #[test]
    fn questions_counted_together_are_those_counted_apart_added_up() {
        let (keys, questions, options) = (4, 9, 5);
        let mut together = Together::new(keys, options);
        let mut apart = Tally::new(keys, questions, options);
        for block in 0..20_usize {
            let rows = 50 + block;
            let whose: Vec<u32> = (0..rows).map(|row| [0, 2, u32::MAX, 3, 0][row % 5]).collect();
            let option = |row: usize, question: usize| {
                let chosen = (row * 11 + block * 5 + question * 7) % 6;
                if chosen == options { NONE } else { u8::try_from(chosen).unwrap() }
            };
            let chosen: Vec<Vec<u8>> = (0..questions)
                .map(|question| (0..rows).map(|row| option(row, question)).collect())
                .collect();
            together.add(&whose, chosen.iter());
            apart.add(&whose, &chosen);
        }
        for (key, answers) in apart.into_counts().iter().enumerate() {
            let sum = |option: usize| answers.iter().skip(option).step_by(options).sum::<u64>();
            let expected: Vec<u64> = (0..options).map(sum).collect();
            assert_eq!(together.counts(key), expected);
            assert_eq!(expected.iter().sum::<u64>() == 0, key == 1);
        }
    }
}
