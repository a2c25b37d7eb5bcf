//! Counters of eight measures side by side, a byte each in one word: a line adds to all that it counts for in one step.

/// Measures counted side by side. The first counts lines: no other counts more.
pub(super) const LANES: usize = 8;

/// What each pattern of eight bits adds.
const ADDED: [u64; 256] = added();

const fn added() -> [u64; 256] {
    let mut table = [0; 256];
    let mut pattern = 0;
    while pattern < 256 {
        let mut lane = 0;
        while lane < LANES {
            #[expect(clippy::indexing_slicing, reason = "counted up to the length, when built")]
            {
                table[pattern] |= ((pattern >> lane & 1) as u64) << (8 * lane);
            }
            lane += 1;
        }
        pattern += 1;
    }
    table
}

/// The lines of a word that holds no more.
const FULL: u64 = 255;

/// Counters by key.
#[derive(Default)]
pub(super) struct Lanes {
    /// A byte for each measure.
    words: Vec<u64>,
    /// What was in words that were emptied.
    counts: Vec<[u32; LANES]>,
}

impl Lanes {
    /// Counters for this many keys.
    pub fn make_room(&mut self, keys: usize) {
        if self.words.len() < keys {
            self.words.resize(keys, 0);
            self.counts.resize(keys, [0; LANES]);
        }
    }

    /// Adds lines to the counters at their keys; each pattern has the bit of the first measure. Lines of no agency have
    /// a key of their own.
    pub fn add(&mut self, keys: &[u32], patterns: &[u8]) {
        for (key, pattern) in keys.iter().zip(patterns) {
            let Ok(key) = usize::try_from(*key) else { continue };
            let Some(word) = self.words.get_mut(key) else { continue };
            *word = word.wrapping_add(ADDED.get(usize::from(*pattern)).copied().unwrap_or(0));
            if *word & FULL == FULL {
                self.empty(key);
            }
        }
    }

    /// Adds a key's word to its counts.
    fn empty(&mut self, key: usize) {
        let (Some(word), Some(counts)) = (self.words.get_mut(key), self.counts.get_mut(key)) else {
            return;
        };
        for (count, byte) in counts.iter_mut().zip(std::mem::take(word).to_le_bytes()) {
            *count += u32::from(byte);
        }
    }

    /// The counts of a key.
    pub fn counts(&mut self, key: usize) -> [u32; LANES] {
        self.empty(key);
        self.counts.get(key).copied().unwrap_or_default()
    }

    pub fn clear(&mut self) {
        self.words.clear();
        self.counts.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::Lanes;

    #[test]
    fn a_pattern_adds_to_the_lanes_of_its_bits() {
        let mut lanes = Lanes::default();
        lanes.make_room(2);
        lanes.add(&[1, 1, 0, 9], &[0b101, 0b101, 0xff, 0xff]);
        assert_eq!([0, 1].map(|key| lanes.counts(key)), [[1; 8], [2, 0, 2, 0, 0, 0, 0, 0]]);
    }

    #[test]
    fn no_count_is_lost_when_a_word_is_full() {
        let mut lanes = Lanes::default();
        lanes.make_room(3);
        for lines in 1..=1000_u32 {
            lanes.add(&[2, 1], &[0b1000_0011, 1 | u8::from(lines % 3 == 0) << 1]);
            assert_eq!(lanes.counts(2), [lines, lines, 0, 0, 0, 0, 0, lines]);
        }
        assert_eq!(lanes.counts(1), [1000, 333, 0, 0, 0, 0, 0, 0]);
        lanes.clear();
        lanes.make_room(1);
        for _ in 0..600 {
            lanes.add(&[0; 7], &[0xff; 7]);
        }
        assert_eq!(lanes.counts(0), [4200; 8]);
    }
}
