//! Draws by counting: the t-th draw of a stream depends on the seed, the stream's names, the replicate and t, and on
//! nothing else, so that neither threads nor the order of agencies change it. Whole numbers only.

/// The step of splitmix64. Source: Steele, Lea & Flood, Fast splittable pseudorandom number generators, OOPSLA 2014.
const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// The draws of one respondent group of one agency, over all replicates.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stream(u64);

/// The draws of one replicate of a stream.
pub(super) struct Draws(u64);

impl Stream {
    /// The stream of these names under a seed.
    pub fn named(seed: u64, names: &[&str]) -> Self {
        let mut state = mixed(seed.wrapping_add(STEP));
        for name in names {
            for byte in name.bytes() {
                state = mixed(state ^ u64::from(byte)).wrapping_add(STEP);
            }
            state = mixed(state ^ 0x100); // no byte: names do not run into each other
        }
        Self(state)
    }

    pub fn replicate(self, replicate: u64) -> Draws {
        Draws(mixed(self.0 ^ mixed(replicate.wrapping_add(STEP))))
    }
}

impl Draws {
    /// Draws of their own for one of several questions that are asked of a replicate.
    pub fn branch(&self, question: u64) -> Self {
        Self(mixed(self.0 ^ question))
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        mixed(self.0)
    }
}

/// The whole number below `n` that 64 bits draw is bits · n ÷ 2⁶⁴, rounded down: no number is likelier than another by
/// more than `n` in 2⁶⁴. It is below `end`, one of 0 … `n` − 1, where the bits are below this.
pub(super) fn drawn_below(end: u64, n: u64) -> u64 {
    let bound = (u128::from(end) << 64).div_ceil(u128::from(n).max(1));
    u64::try_from(bound).unwrap_or(u64::MAX)
}

fn mixed(state: u64) -> u64 {
    let state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    state ^ (state >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn below(n: u64, bits: u64) -> usize {
        usize::try_from((u128::from(bits) * u128::from(n)) >> 64).unwrap()
    }

    #[test]
    fn bits_below_the_bound_are_those_that_draw_a_number_below_the_end() {
        for n in [2_u64, 3, 7, 10, 85, 1000] {
            for end in 1..n {
                let bound = drawn_below(end, n);
                assert!(below(n, bound - 1) < end as usize && below(n, bound) >= end as usize);
            }
        }
    }

    #[test]
    fn draws_are_the_same_every_time_and_spread_evenly() {
        let mut counts = [0_u32; 10];
        let mut draws = Stream::named(1, &["skhdt", "citizens"]).replicate(7);
        (0..100_000).for_each(|_| counts[below(10, draws.bits())] += 1);
        // chi-squared with 9 degrees of freedom: above 27.9 once in a thousand
        let chi: u32 = counts.iter().map(|n| (n.abs_diff(10_000)).pow(2) / 10_000).sum();
        assert!(chi < 28, "{counts:?}");
        let first =
            |seed, name, replicate| Stream::named(seed, &[name, "x"]).replicate(replicate).bits();
        assert_eq!(first(1, "a", 1), first(1, "a", 1));
        assert!(
            [first(2, "a", 1), first(1, "b", 1), first(1, "a", 2)]
                .iter()
                .all(|other| *other != first(1, "a", 1))
        );
    }
}
