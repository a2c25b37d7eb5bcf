//! One bit for every agency.

/// One bit for every agency, in words of 64.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits(Vec<u64>);

/// The eight bits of a byte, each in a byte of its own.
static SPREAD: [[u8; 8]; 256] = spread();

impl Bits {
    /// As many bits as there are rows, none set.
    #[must_use]
    pub fn none(rows: usize) -> Self {
        Self(vec![0; rows.div_ceil(64)])
    }

    /// The bits of these words, the first row in the lowest place; what lies beyond the rows is cut off.
    pub(crate) fn of_words(rows: usize, mut words: Vec<u64>) -> Self {
        words.resize(rows.div_ceil(64), 0);
        if let Some(last) = words.last_mut().filter(|_| !rows.is_multiple_of(64)) {
            *last &= (1 << (rows % 64)) - 1;
        }
        Self(words)
    }

    /// One bit for each byte, which is 0 or 1.
    pub(crate) fn of_bytes(bytes: &[u8]) -> Self {
        // each byte times its own power of two, all of them in the highest byte
        const GATHER: u64 = 0x0102_0408_1020_4080;
        let eight = |bytes: &[u8]| {
            let mut room = [0; 8];
            match <&[u8; 8]>::try_from(bytes) {
                Ok(bytes) => room = *bytes,
                Err(_) => room.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from),
            }
            u64::from_le_bytes(room).wrapping_mul(GATHER) >> 56
        };
        let word = |bytes: &[u8]| {
            let eights = bytes.chunks(8).enumerate();
            eights.fold(0, |word, (k, bytes)| word | eight(bytes) << (8 * k))
        };
        Self(bytes.chunks(64).map(word).collect())
    }

    /// The words, the first row in the lowest place of the first.
    #[cfg(feature = "parquet")]
    pub(crate) fn words(&self) -> &[u64] {
        &self.0
    }

    /// The words, handed over.
    #[cfg(feature = "parquet")]
    pub(crate) fn into_words(self) -> Vec<u64> {
        self.0
    }

    /// Clears every bit that is not set in `other`.
    #[cfg(feature = "parquet")]
    pub(crate) fn keep(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word &= other);
    }

    /// How many bits are set.
    pub(crate) fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Sets every bit that is set in `other`.
    pub fn join(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word |= other);
    }

    /// The bit at `row`.
    #[must_use]
    pub fn get(&self, row: usize) -> bool {
        self.0.get(row / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// Sets the bit at `row` so.
    pub fn set(&mut self, row: usize, bit: bool) {
        if let Some(word) = self.0.get_mut(row / 64) {
            let place = 1 << (row % 64);
            *word = if bit { *word | place } else { *word & !place };
        }
    }

    /// Writes the bits from `start`, a multiple of 64, one to a byte.
    #[inline(always)]
    pub fn spread(&self, start: usize, bytes: &mut [u8]) {
        let words = self.0.get(start / 64..).unwrap_or_default();
        for (word, bytes) in words.iter().zip(bytes.chunks_mut(64)) {
            for (byte, eight) in word.to_le_bytes().iter().zip(bytes.chunks_mut(8)) {
                if let Some(spread) = SPREAD.get(usize::from(*byte)) {
                    match <&mut [u8; 8]>::try_from(&mut *eight) {
                        Ok(eight) => *eight = *spread,
                        Err(_) => eight.iter_mut().zip(spread).for_each(|(to, from)| *to = *from),
                    }
                }
            }
        }
    }
}

#[expect(clippy::indexing_slicing, reason = "worked out when the program is built")]
const fn spread() -> [[u8; 8]; 256] {
    let mut table = [[0; 8]; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut bit = 0;
        while bit < 8 {
            table[byte][bit] = (byte >> bit & 1) as u8;
            bit += 1;
        }
        byte += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_spread_to_bytes_as_they_were_set() {
        let mut bits = Bits::none(200);
        let set = |row: usize| row.is_multiple_of(3) || row == 130;
        (0..200).for_each(|row| bits.set(row, set(row)));
        let mut bytes = [9; 72];
        bits.spread(128, &mut bytes);
        for (k, byte) in bytes.iter().enumerate() {
            assert_eq!(*byte == 1, set(128 + k), "row {}", 128 + k);
            assert_eq!(bits.get(128 + k), set(128 + k));
        }
        let bytes: Vec<u8> = (0..200).map(|row| u8::from(set(row))).collect();
        assert_eq!(Bits::of_bytes(&bytes), bits);
        let ragged = Bits::of_bytes(bytes.get(..131).unwrap());
        assert!((0..131).all(|row| ragged.get(row) == set(row)) && !ragged.get(131));
    }
}
