//! The Shapley value of seven switches: each one's part of a change, whatever the order in which they are turned.

use super::Factor;
use crate::quantity::Exact;

/// How many switches there are.
pub(super) const SWITCHES: usize = Factor::ALL.len();
/// How many states they have together.
pub(super) const STATES: usize = 1 << SWITCHES;

/// The parts of `value` between all switches off and all on; they add up to the difference exactly. Bit `k` of a state is
/// switch `k`.
///
/// A part is the mean of what a switch adds over all orders. Orders in which the same switches come before it add the
/// same, so that each state counts as often as there are such orders: before! · after! of 7!.
pub(super) fn parts(value: &[Exact; STATES]) -> [Exact; SWITCHES] {
    std::array::from_fn(|switch| {
        let mut by_size: [Exact; SWITCHES] = std::array::from_fn(|_| Exact::ZERO);
        let (off, bit): (Vec<usize>, usize) =
            ((0..STATES).filter(|state| state & (1 << switch) == 0).collect(), 1 << switch);
        for state in off {
            let (Some(with), Some(without)) = (value.get(state | bit), value.get(state)) else {
                continue;
            };
            let before = state.count_ones() as usize;
            if let Some(sum) = by_size.get_mut(before)
                && with != without
            {
                *sum += &(with - without);
            }
        }
        let weighted = by_size.iter().enumerate().map(|(before, sum)| sum * &orders(before));
        let sum: Exact = weighted.collect::<Vec<_>>().iter().sum();
        sum.over(&Exact::whole(factorial(SWITCHES))).unwrap_or_default()
    })
}

/// In how many orders these many given switches come before one, and the rest after it.
fn orders(before: usize) -> Exact {
    Exact::whole(factorial(before) * factorial(SWITCHES - 1 - before))
}

fn factorial(n: usize) -> i64 {
    (1..=n).fold(1, |product, k| product * i64::try_from(k).unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values without any pattern, the same every time.
    fn values(seed: u64) -> [Exact; STATES] {
        let mut state = seed | 1;
        std::array::from_fn(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let part = Exact::whole(i64::try_from(state % 1000).unwrap());
            part.over(&Exact::whole(i64::try_from(state % 7 + 1).unwrap())).unwrap()
        })
    }

    /// What each switch adds when they are turned in this order.
    fn turned(value: &[Exact; STATES], order: &[usize]) -> [Exact; SWITCHES] {
        let mut parts: [Exact; SWITCHES] = std::array::from_fn(|_| Exact::ZERO);
        let mut state = 0;
        for switch in order {
            parts[*switch] = &value[state | 1 << switch] - &value[state];
            state |= 1 << switch;
        }
        parts
    }

    fn all_orders(rest: Vec<usize>, order: &mut Vec<usize>, each: &mut impl FnMut(&[usize])) {
        if rest.is_empty() {
            return each(order);
        }
        for k in &rest {
            order.push(*k);
            all_orders(rest.iter().copied().filter(|other| other != k).collect(), order, each);
            order.pop();
        }
    }

    #[test]
    fn parts_are_the_mean_over_all_5040_orders_and_add_up() {
        for seed in [1, 20_181_226, 3_141_592_653] {
            let value = values(seed);
            let mut sums: [Exact; SWITCHES] = std::array::from_fn(|_| Exact::ZERO);
            let mut count = 0;
            all_orders((0..SWITCHES).collect(), &mut Vec::new(), &mut |order| {
                count += 1;
                for (sum, part) in sums.iter_mut().zip(turned(&value, order)) {
                    *sum += &part;
                }
            });
            assert_eq!(count, 5040);
            let found = parts(&value);
            for (sum, part) in sums.iter().zip(&found) {
                assert_eq!(sum.over(&Exact::whole(5040)).unwrap(), *part);
            }
            assert_eq!(found.iter().sum::<Exact>(), &value[STATES - 1] - &value[0]);
        }
    }

    #[test]
    fn a_switch_that_changes_nothing_gets_nought() {
        let value = values(42);
        let still = std::array::from_fn(|state| value[state & !0b100].clone());
        assert!(parts(&still)[2].is_zero());
    }
}
