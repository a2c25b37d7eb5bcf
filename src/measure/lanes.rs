//! Counters of eight measures side by side: a line adds to all that it counts for in one step.

/// Measures counted side by side.
pub(super) const LANES: usize = 8;

/// Which lanes each pattern of eight bits adds to.
const ADDED: [[u32; LANES]; 256] = added();

const fn added() -> [[u32; LANES]; 256] {
    let mut table = [[0; LANES]; 256];
    let mut pattern = 0;
    while pattern < 256 {
        let mut lane = 0;
        while lane < LANES {
            #[expect(clippy::indexing_slicing, reason = "counted up to the length, when built")]
            {
                table[pattern][lane] = (pattern >> lane & 1) as u32;
            }
            lane += 1;
        }
        pattern += 1;
    }
    table
}

/// Adds a line with this pattern to the counters at `key`; lines of no agency have a key of their own.
pub(super) fn add(counters: &mut [[u32; LANES]], keys: &[u32], patterns: &[u8]) {
    for (key, pattern) in keys.iter().zip(patterns) {
        let Some(counter) = usize::try_from(*key).ok().and_then(|key| counters.get_mut(key)) else {
            continue;
        };
        let Some(added) = ADDED.get(usize::from(*pattern)) else { continue };
        for (lane, more) in counter.iter_mut().zip(added) {
            *lane = lane.wrapping_add(*more);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::add;

    #[test]
    fn a_pattern_adds_to_the_lanes_of_its_bits() {
        let mut counters = vec![[0; 8]; 2];
        add(&mut counters, &[1, 1, 0, 9], &[0b101, 0b100, 0xff, 0xff]);
        assert_eq!(counters, [[1; 8], [1, 0, 2, 0, 0, 0, 0, 0]]);
    }
}
