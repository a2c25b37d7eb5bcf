//! A weighted mean of those given, as points.

use super::proportion::{Division, Rounded};
use super::{Block, Counting, MISSING, Outcomes, whole_numbers};
use crate::column::{Lane, head, head_mut};
use crate::quantity::Exact;

/// A figure of a mean: given, it adds `slope` × figure + `base` shares of max, with the weight
/// `weight` + `each` × figure.
#[derive(Clone, Debug)]
pub(crate) struct Voice {
    pub slot: usize,
    pub slope: Exact,
    pub base: Exact,
    pub weight: Exact,
    pub each: Exact,
}

/// Max × (shares ÷ weights) of those given; missing without any weight.
#[derive(Clone, Debug)]
pub(crate) struct Mean {
    voices: Vec<[i64; 4]>,
    slots: Vec<usize>,
    /// The steps of the maximum.
    most: i32,
    rounded: Rounded,
    narrow: bool,
}

impl Mean {
    /// The mean of these voices.
    pub fn of(counting: &Counting<'_>, voices: &[Voice]) -> Option<Self> {
        let (step, rounded) = Rounded::of(counting)?;
        let steps = counting.max.over(&step)?;
        let unit = |voice: &Voice| {
            counting.columns.get(voice.slot)?.span().map(|span| Exact::of_millionths(span.unit))
        };
        let numbers = voices.iter().map(|voice| {
            let unit = unit(voice)?;
            let share = [&(&voice.slope * &unit) * &steps, &voice.base * &steps];
            Some(share.into_iter().chain([voice.weight.clone(), &voice.each * &unit]))
        });
        let numbers: Vec<Exact> =
            numbers.collect::<Option<Vec<_>>>()?.into_iter().flatten().collect();
        let (whole, _) = whole_numbers(&numbers)?;
        let voiced: Vec<[i64; 4]> = whole.as_chunks().0.to_vec();
        let (mut shares, mut weights) = (0, 0);
        for ([slope, base, weight, each], voice) in voiced.iter().zip(voices) {
            let span = counting.columns.get(voice.slot)?.span()?;
            let far = i128::from(span.least).abs().max(i128::from(span.most).abs());
            shares += far * i128::from(*slope).abs() + i128::from(*base).abs();
            weights += far * i128::from(*each).abs() + i128::from(*weight).abs();
            if *weight < 0 || *each < 0 || (*each > 0 && span.least < 0) {
                return None;
            }
        }
        let most = rounded.max / rounded.step;
        if most * rounded.step != rounded.max {
            return None;
        }
        let reach = 2 * shares.max(i128::from(most) * weights) + 2 * weights;
        let slots = voices.iter().map(|voice| voice.slot).collect();
        let narrow = reach <= i32::MOST;
        (reach <= i64::MOST).then_some(Self { voices: voiced, slots, most, rounded, narrow })
    }

    #[inline(always)]
    pub fn award<const B: usize>(&self, block: Block<'_>, outcomes: &mut Outcomes<B>) {
        if self.narrow {
            self.run::<i32, B>(block, outcomes);
        } else {
            self.run::<i64, B>(block, outcomes);
        }
    }

    #[inline(always)]
    fn run<L: Lane, const B: usize>(&self, block: Block<'_>, outcomes: &mut Outcomes<B>) {
        let (mut shares, mut weights) = ([L::default(); B], [L::default(); B]);
        let (mut lane, mut bits) = ([L::default(); B], [0; B]);
        for (slot, numbers) in self.slots.iter().zip(&self.voices) {
            block.read(*slot, &mut lane);
            block.given(*slot, &mut bits);
            let [slope, base, weight, each] = numbers.map(L::of);
            let sums = head_mut(&mut shares, block.rows).iter_mut().zip(&mut weights);
            for ((share, all), (figure, bit)) in sums.zip(lane.iter().zip(&bits)) {
                let bit = L::from(i16::from(*bit));
                *share = share.plus(figure.times(slope).plus(base).times(bit));
                *all = all.plus(figure.times(each).plus(weight).times(bit));
            }
        }
        let Outcomes { points, states } = outcomes;
        let (rounded, division) = (self.rounded, Division::of(self.rounded.mode));
        let all = L::from(self.most);
        let sums = head(&shares, block.rows).iter().zip(&weights);
        for ((points, state), (share, weight)) in points.iter_mut().zip(states).zip(sums) {
            let none = *weight == L::default();
            *state = MISSING * u8::from(none);
            let weight = if none { L::from(true) } else { *weight };
            // cut to the steps of the maximum before they are rounded
            let share = (*share).max(L::default()).min(weight.times(all));
            *points = rounded.points(division.quotient(share, weight));
        }
    }
}
