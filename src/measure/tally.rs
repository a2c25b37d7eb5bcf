//! Counters of ballots: of each agency and group, a byte for each option of each question, emptied before one runs over.

/// Options counted in one word, a byte each.
const OPTIONS: usize = 8;
/// Ballots between looking at words and adding to them.
const AHEAD: usize = 8;
/// What no question has: it adds to nothing.
pub(super) const NONE: u8 = 15;

/// What each option adds: to the first word, to the second.
const ADDED: [[u64; 16]; 2] = [added(0), added(OPTIONS)];

const fn added(first: usize) -> [u64; 16] {
    let mut table = [0; 16];
    let mut option = first;
    while option < first + OPTIONS && option < NONE as usize {
        #[expect(clippy::indexing_slicing, reason = "counted up to the length, when built")]
        {
            table[option] = 1 << (8 * (option - first));
        }
        option += 1;
    }
    table
}

/// How often each option of each question was chosen, by key.
pub(super) struct Tally {
    questions: usize,
    options: usize,
    /// Words of one key: those of the first eight options of every question, then those of the others.
    wide: usize,
    words: Vec<u64>,
    /// Ballots of each key since its words were emptied.
    since: Vec<u8>,
    counts: Vec<u32>,
}

impl Tally {
    pub fn new(keys: usize, questions: usize, options: usize) -> Self {
        let wide = questions * options.div_ceil(OPTIONS);
        Self {
            questions,
            options,
            wide,
            words: vec![0; keys * wide],
            since: vec![0; keys],
            counts: vec![0; keys * questions * options],
        }
    }

    /// Counts ballots: whose each is, and the options it chose, question by question. No key counts nothing.
    pub fn add(&mut self, keys: &[u32], chosen: &[impl AsRef<[u8]>]) {
        let many = self.options.div_ceil(OPTIONS);
        for (row, key) in keys.iter().enumerate() {
            self.fetch(keys.get(row + AHEAD));
            let Some(key) = usize::try_from(*key).ok().filter(|key| *key < self.since.len()) else {
                continue;
            };
            let words = self.words.get_mut(key * self.wide..(key + 1) * self.wide);
            let words = words.unwrap_or_default().chunks_exact_mut(self.questions.max(1));
            for (words, added) in words.zip(&ADDED).take(many) {
                for (word, chosen) in words.iter_mut().zip(chosen) {
                    let option =
                        usize::from(chosen.as_ref().get(row).copied().unwrap_or(NONE) & 15);
                    *word = word.wrapping_add(added.get(option).copied().unwrap_or(0));
                }
            }
            let Some(since) = self.since.get_mut(key) else { continue };
            *since += 1;
            if *since == u8::MAX {
                self.empty(key);
            }
        }
    }

    /// Looks at the words that will be added to soon: by then they have come from memory.
    fn fetch(&self, key: Option<&u32>) {
        let words = key.and_then(|key| {
            let first = usize::try_from(*key).ok()?.checked_mul(self.wide)?;
            self.words.get(first..first.checked_add(self.wide)?)
        });
        let each_line = words.unwrap_or_default().iter().step_by(OPTIONS);
        std::hint::black_box(each_line.fold(0, |any, word| any | word));
    }

    /// Adds a key's words to its counts.
    fn empty(&mut self, key: usize) {
        let wide = self.questions * self.options;
        let counts = self.counts.get_mut(key * wide..(key + 1) * wide).unwrap_or_default();
        let words = self.words.get_mut(key * self.wide..(key + 1) * self.wide).unwrap_or_default();
        for (k, word) in words.iter_mut().enumerate() {
            let (question, first) = (k % self.questions, k / self.questions * OPTIONS);
            let counts = counts.get_mut(question * self.options..(question + 1) * self.options);
            let counts = counts.unwrap_or_default().iter_mut().skip(first);
            for (count, byte) in counts.zip(std::mem::take(word).to_le_bytes()) {
                *count += u32::from(byte);
            }
        }
        self.since.iter_mut().skip(key).take(1).for_each(|since| *since = 0);
    }

    /// The counts of each key: options of the first question, then of the next.
    pub fn into_counts(mut self) -> Vec<Vec<u64>> {
        (0..self.since.len()).for_each(|key| self.empty(key));
        let wide = (self.questions * self.options).max(1);
        self.counts
            .chunks(wide)
            .map(|counts| counts.iter().map(|n| u64::from(*n)).collect())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{NONE, Tally};

    #[test]
    fn counters_of_bytes_count_any_number_of_ballots_and_options() {
        for options in [2, 7, 8, 9, 15] {
            let mut tally = Tally::new(3, 2, options);
            let mut expected = vec![vec![0_u64; 2 * options]; 3];
            for block in 0..40_usize {
                let keys: Vec<u32> = (0..100).map(|row| [0, 0, 0, 2, u32::MAX][row % 5]).collect();
                let option = |row: usize, question: usize| {
                    let chosen = (row * 7 + block + question * 3) % (options + 1);
                    if chosen == options { NONE } else { u8::try_from(chosen).unwrap() }
                };
                let chosen: Vec<Vec<u8>> = (0..2)
                    .map(|question| (0..100).map(|row| option(row, question)).collect())
                    .collect();
                tally.add(&keys, &chosen);
                for (row, key) in keys.iter().enumerate().filter(|(_, key)| **key < 3) {
                    for question in (0..2).filter(|question| chosen[*question][row] != NONE) {
                        let at = question * options + usize::from(chosen[question][row]);
                        expected[usize::try_from(*key).unwrap()][at] += 1;
                    }
                }
            }
            assert_eq!(tally.into_counts(), expected, "{options} options");
        }
    }
}
