//! The Shapley value of switches: each one's part of a change, whatever the order in which they are turned. Where one
//! switch is several that are turned together, theirs is the Owen value: orders in which they stay together.

use crate::quantity::Exact;

/// What a table of values is worth with `inner` switches, those of one kind, on some and `outer` others on some: bit `k` of
/// a state is switch `k`.
pub(super) struct Game {
    outer: usize,
    inner: usize,
    /// By the inner state, then by the outer.
    values: Vec<Exact>,
}

impl Game {
    /// The game with these values; nothing where one has none.
    pub fn of(
        outer: usize,
        inner: usize,
        value: impl Fn(usize, usize) -> Option<Exact>,
    ) -> Option<Self> {
        let states = (0..1 << inner).flat_map(|of| (0..1 << outer).map(move |state| (of, state)));
        let values = states.map(|(of, state)| value(state, of)).collect::<Option<_>>()?;
        Some(Self { outer, inner, values })
    }

    fn value(&self, outer: usize, inner: usize) -> &Exact {
        self.values.get(inner << self.outer | outer).unwrap_or(&Exact::ZERO)
    }

    fn all_inner(&self) -> usize {
        (1 << self.inner) - 1
    }

    /// With all switches off.
    pub fn first(&self) -> &Exact {
        self.value(0, 0)
    }

    /// With all switches on.
    pub fn last(&self) -> &Exact {
        self.value((1 << self.outer) - 1, self.all_inner())
    }

    /// The parts of the outer switches, then that of the inner ones turned together. They add up to the difference
    /// between all off and all on exactly.
    ///
    /// A part is the mean of what a switch adds over all orders. Orders in which the same switches come before it add the
    /// same, so that each state counts as often as there are such orders: before! · after! of n!.
    pub fn parts(&self) -> Vec<Exact> {
        let value = |state: usize| {
            let together = if state >> self.outer == 0 { 0 } else { self.all_inner() };
            self.value(state & ((1 << self.outer) - 1), together)
        };
        let switches = self.outer + 1;
        let part = |switch: usize| {
            let off = (0..1 << switches).filter(|state| state & (1 << switch) == 0);
            let added = off.map(|state: usize| {
                let share = orders(state.count_ones() as usize, switches);
                (share, value(state | 1 << switch), value(state))
            });
            mean(added, factorial(switches))
        };
        (0..switches).map(part).collect()
    }

    /// The parts of the inner switches, over all orders of all switches in which the inner ones stay together: the Owen
    /// value. They add up to the part of the inner ones turned together exactly.
    /// Source: Owen, Values of games with a priori unions, in Henn & Moeschlin (eds), Mathematical Economics and Game
    /// Theory, Springer 1977.
    pub fn inner_parts(&self) -> Vec<Exact> {
        let part = |switch: usize| {
            let off = (0..1 << self.inner).filter(move |of| of & (1 << switch) == 0);
            let states = off.flat_map(|of| (0..1 << self.outer).map(move |state| (of, state)));
            let added = states.map(|(of, state): (usize, usize)| {
                let share = orders(of.count_ones() as usize, self.inner)
                    * orders(state.count_ones() as usize, self.outer + 1);
                (share, self.value(state, of | 1 << switch), self.value(state, of))
            });
            mean(added, factorial(self.inner) * factorial(self.outer + 1))
        };
        (0..self.inner).map(part).collect()
    }
}

/// The mean of differences, each as often as it says.
fn mean<'a>(added: impl Iterator<Item = (i64, &'a Exact, &'a Exact)>, of: i64) -> Exact {
    let mut sum = Exact::ZERO;
    for (share, with, without) in added.filter(|(_, with, without)| with != without) {
        sum += &(&Exact::whole(share) * &(with - without));
    }
    sum.over(&Exact::whole(of)).unwrap_or_default()
}

/// In how many orders of so many switches these many given ones come before one, and the rest after it.
fn orders(before: usize, switches: usize) -> i64 {
    factorial(before) * factorial(switches - 1 - before)
}

fn factorial(n: usize) -> i64 {
    (1..=n).fold(1, |product, k| product * i64::try_from(k).unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values without any pattern, the same every time.
    fn game(seed: u64, outer: usize, inner: usize) -> Game {
        let value = |state: usize, of: usize| {
            let mut mixed = seed | 1;
            for _ in 0..(inner_state(of, outer) | state) + 2 {
                mixed ^= mixed << 13;
                mixed ^= mixed >> 7;
                mixed ^= mixed << 17;
            }
            let part = Exact::whole(i64::try_from(mixed % 1000).unwrap());
            part.over(&Exact::whole(i64::try_from(mixed % 7 + 1).unwrap()))
        };
        Game::of(outer, inner, value).unwrap()
    }

    fn inner_state(of: usize, outer: usize) -> usize {
        of << outer
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

    /// What each switch adds, the outer ones first, on the mean over all orders in which the inner ones stay together.
    fn by_every_order(game: &Game) -> Vec<Exact> {
        let all = game.outer + game.inner;
        let mut sums = vec![Exact::ZERO; all];
        let mut count = 0;
        all_orders((0..all).collect(), &mut Vec::new(), &mut |order| {
            let place = |k: &usize| *k >= game.outer;
            let first = order.iter().position(place);
            let last = order.iter().rposition(place);
            if first.zip(last).is_some_and(|(first, last)| last - first + 1 != game.inner) {
                return;
            }
            count += 1;
            let mut state = 0;
            for switch in order {
                let at = |state: usize| &game.values[state];
                sums[*switch] += &(at(state | 1 << switch) - at(state));
                state |= 1 << switch;
            }
        });
        sums.iter().map(|sum| sum.over(&Exact::whole(count)).unwrap()).collect()
    }

    #[test]
    fn parts_are_the_mean_over_all_orders_that_keep_the_inner_switches_together() {
        for (seed, outer, inner) in
            [(1, 6, 1), (20_181_226, 4, 3), (3_141_592_653, 3, 5), (7, 2, 2)]
        {
            let game = game(seed, outer, inner);
            let tried = by_every_order(&game);
            let (parts, within) = (game.parts(), game.inner_parts());
            assert_eq!(parts[..outer], tried[..outer], "{seed}");
            assert_eq!(within, tried[outer..], "{seed}");
            assert_eq!(within.iter().sum::<Exact>(), parts[outer], "{seed}");
            assert_eq!(parts.iter().sum::<Exact>(), game.last() - game.first(), "{seed}");
        }
    }

    #[test]
    fn a_switch_that_changes_nothing_gets_nought_and_takes_nothing_from_the_others() {
        let small = game(42, 2, 2);
        // two more switches, one of either kind, that change nothing
        let more =
            Game::of(3, 3, |state, of| Some(small.value(state & 3, of & 3).clone())).unwrap();
        let (parts, within) = (more.parts(), more.inner_parts());
        assert!(parts[2].is_zero() && within[2].is_zero());
        assert_eq!(within[..2], small.inner_parts());
        assert_eq!([&parts[..2], &parts[3..]].concat(), small.parts());
    }
}
