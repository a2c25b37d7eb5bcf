//! Which cells of a Parquet page are given: one bit each, in runs and groups of eight; taken in any portions.

use polars_parquet::parquet::encoding::uleb128;

use super::packed::Short;

/// The eight cells that a byte stands for, the first in its lowest bit.
const SPREAD: [[u8; 8]; 256] = spread();

const fn spread() -> [[u8; 8]; 256] {
    let mut table = [[0; 8]; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut bit = 0;
        while bit < 8 {
            #[expect(clippy::indexing_slicing, reason = "counted up to the length, when built")]
            {
                table[byte][bit] = (byte >> bit & 1) as u8;
            }
            bit += 1;
        }
        byte += 1;
    }
    table
}

/// Where the reading of levels stands.
#[derive(Clone, Debug)]
pub(super) struct Levels {
    /// The next byte.
    at: usize,
    run: Run,
}

#[derive(Clone, Copy, Debug)]
enum Run {
    Same {
        level: u8,
        left: usize,
    },
    /// Groups of eight, of which the next cell is the bit `bit` of the next byte.
    Bits {
        left: usize,
        bit: usize,
    },
}

impl Levels {
    /// Levels from the first byte on.
    pub fn new() -> Self {
        Self { at: 0, run: Run::Same { level: 0, left: 0 } }
    }

    fn begin(&mut self, bytes: &[u8]) -> Result<(), Short> {
        let rest = bytes.get(self.at..).filter(|rest| !rest.is_empty()).ok_or(Short)?;
        let (head, length) = uleb128::decode(rest);
        self.at += length;
        let count = usize::try_from(head >> 1).map_err(|_| Short)?;
        self.run = if head & 1 == 1 {
            Run::Bits { left: count.checked_mul(8).ok_or(Short)?, bit: 0 }
        } else {
            let level = *bytes.get(self.at).ok_or(Short)?;
            self.at += 1;
            Run::Same { level: u8::from(level > 0), left: count }
        };
        Ok(())
    }

    /// The next `many` levels, 1 where the cell is given, into `out`; how many are.
    pub fn take(&mut self, bytes: &[u8], many: usize, out: &mut Vec<u8>) -> Result<usize, Short> {
        out.clear();
        let mut given = 0;
        while out.len() < many {
            let lacking = many - out.len();
            match &mut self.run {
                Run::Same { left: 0, .. } | Run::Bits { left: 0, .. } => self.begin(bytes)?,
                Run::Same { level, left } => {
                    let some = lacking.min(*left);
                    out.resize(out.len() + some, *level);
                    given += some * usize::from(*level);
                    *left -= some;
                }
                Run::Bits { left, bit } => {
                    let byte = *bytes.get(self.at).ok_or(Short)?;
                    let some = lacking.min(*left).min(8 - *bit);
                    let cells = SPREAD.get(usize::from(byte)).ok_or(Short)?;
                    if some == 8 {
                        out.extend_from_slice(cells);
                        given += usize::try_from(byte.count_ones()).unwrap_or(0);
                    } else {
                        let cells = cells.get(*bit..*bit + some).unwrap_or_default();
                        out.extend_from_slice(cells);
                        given += cells.iter().map(|cell| usize::from(*cell)).sum::<usize>();
                    }
                    *left -= some;
                    *bit = (*bit + some) % 8;
                    self.at += usize::from(*bit == 0);
                }
            }
        }
        Ok(given)
    }
}

#[cfg(test)]
mod tests {
    use super::Levels;

    #[test]
    fn levels_come_out_the_same_in_whatever_portions() {
        // eleven given, two groups of mixed ones, five that are not
        let bytes = [11 << 1, 1, 2 << 1 | 1, 0b1010_0110, 0b0000_1111, 5 << 1, 0];
        let mut expected = vec![1; 11];
        expected.extend([0, 1, 1, 0, 0, 1, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0]);
        expected.extend([0; 5]);
        for portion in [1, 2, 3, 7, 8, 9, 16, 32] {
            let (mut levels, mut all, mut out) = (Levels::new(), Vec::new(), Vec::new());
            while all.len() < expected.len() {
                let many = portion.min(expected.len() - all.len());
                let given = levels.take(&bytes, many, &mut out).unwrap();
                assert_eq!(given, out.iter().filter(|level| **level == 1).count());
                all.extend_from_slice(&out);
            }
            assert_eq!(all, expected, "{portion} at a time");
        }
        assert!(Levels::new().take(&bytes, 33, &mut Vec::new()).is_err());
    }
}
