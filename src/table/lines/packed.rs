//! Small numbers as Parquet packs them: runs of one number, and groups packed bit by bit; taken in any portions.

use polars_parquet::parquet::encoding::{bitpacked, uleb128};

/// Numbers unpacked at once.
const PACK: usize = 32;

/// Where the reading of a packed sequence stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Packed {
    bits: usize,
    /// The next byte.
    at: usize,
    run: Run,
    /// Unpacked beyond what was asked for.
    ready: Vec<u32>,
    taken: usize,
}

#[derive(Clone, Copy, Debug)]
enum Run {
    Same { number: u32, left: usize },
    Groups { left: usize },
}

impl Default for Run {
    fn default() -> Self {
        Self::Same { number: 0, left: 0 }
    }
}

/// The bytes end before the numbers do, or do not unpack.
#[derive(Debug)]
pub(super) struct Short;

impl Packed {
    /// A sequence of numbers of `bits` bits that starts at a byte of its page.
    pub fn new(bits: usize, at: usize) -> Self {
        Self { bits, at, ..Self::default() }
    }

    /// The next run: one number and how often it stands there, at most `most`; or packed groups.
    fn begin(&mut self, bytes: &[u8]) -> Result<(), Short> {
        let rest = bytes.get(self.at..).filter(|rest| !rest.is_empty()).ok_or(Short)?;
        let (head, length) = uleb128::decode(rest);
        self.at += length;
        let count = usize::try_from(head >> 1).map_err(|_| Short)?;
        self.run = if head & 1 == 1 {
            Run::Groups { left: count.checked_mul(8).ok_or(Short)? }
        } else {
            let wide = self.bits.div_ceil(8);
            let number = bytes.get(self.at..self.at + wide).ok_or(Short)?;
            self.at += wide;
            let number = number.iter().rev().fold(0, |sum, byte| (sum << 8) | u32::from(*byte));
            Run::Same { number, left: count }
        };
        Ok(())
    }

    /// One number that the next `most` or fewer are all equal to, and how many; nothing where groups come.
    pub fn same(&mut self, bytes: &[u8], most: usize) -> Result<Option<(u32, usize)>, Short> {
        if self.taken < self.ready.len() {
            return Ok(None);
        }
        if self.bits == 0 {
            return Ok(Some((0, most)));
        }
        loop {
            match &mut self.run {
                Run::Same { left: 0, .. } | Run::Groups { left: 0 } => self.begin(bytes)?,
                Run::Same { number, left } => {
                    let many = most.min(*left);
                    *left -= many;
                    return Ok(Some((*number, many)));
                }
                Run::Groups { .. } => return Ok(None),
            }
        }
    }

    /// Appends the next `many` numbers.
    pub fn take(&mut self, bytes: &[u8], many: usize, out: &mut Vec<u32>) -> Result<(), Short> {
        let wanted = out.len() + many;
        while out.len() < wanted {
            let lacking = wanted - out.len();
            if let Some((number, many)) = self.same(bytes, lacking)? {
                out.resize(out.len() + many, number);
                continue;
            }
            if self.taken < self.ready.len() {
                let end = (self.taken + lacking).min(self.ready.len());
                out.extend_from_slice(self.ready.get(self.taken..end).unwrap_or_default());
                self.taken = end;
                continue;
            }
            self.unpack(bytes, lacking, out)?;
        }
        Ok(())
    }

    /// Unpacks whole packs into `out`, or one pack to be taken from.
    fn unpack(&mut self, bytes: &[u8], lacking: usize, out: &mut Vec<u32>) -> Result<(), Short> {
        let Run::Groups { left } = &mut self.run else {
            return Ok(());
        };
        let whole = (lacking / PACK * PACK).min(*left);
        let many = if whole > 0 { whole } else { PACK.min(*left) };
        let rest = bytes.get(self.at..).ok_or(Short)?;
        // the last group of a page may stop where its values do
        let length = (many * self.bits).div_ceil(8).min(rest.len());
        let held = (length * 8 / self.bits).min(many);
        if held == 0 {
            return Err(Short);
        }
        let packed = rest.get(..length).ok_or(Short)?;
        let decoder =
            bitpacked::Decoder::<u32>::try_new(packed, self.bits, held).map_err(|_| Short)?;
        self.at += length;
        *left -= many;
        if whole > 0 {
            decoder.collect_into(out);
        } else {
            self.ready.clear();
            decoder.collect_into(&mut self.ready);
            self.taken = 0;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Packed;

    /// The sequence 0, 1, 2 … in groups of 8, three bits each, then 5 four times.
    fn written(groups: u32) -> Vec<u8> {
        let mut bytes = vec![u8::try_from(groups << 1 | 1).unwrap()];
        for _ in 0..groups {
            let packed = (0..8_u32).fold(0_u32, |sum, n| sum | (n << (3 * n)));
            bytes.extend_from_slice(&packed.to_le_bytes()[..3]);
        }
        bytes.extend_from_slice(&[4 << 1, 5]);
        bytes
    }

    #[test]
    fn numbers_come_out_the_same_in_whatever_portions() {
        let bytes = written(9);
        let expected: Vec<u32> = (0..72).map(|n| n % 8).chain([5; 4]).collect();
        for portion in [1, 3, 7, 31, 32, 33, 64, 76] {
            let (mut packed, mut out) = (Packed::new(3, 0), Vec::new());
            while out.len() < expected.len() {
                let many = portion.min(expected.len() - out.len());
                packed.take(&bytes, many, &mut out).unwrap();
            }
            assert_eq!(out, expected, "{portion} at a time");
        }
        assert!(Packed::new(3, 0).take(&bytes, 77, &mut Vec::new()).is_err());
    }
}
