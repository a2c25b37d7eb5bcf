//! Figures times points, added up, cut and rounded.

use super::proportion::{Division, Rounded};
use super::{Block, Counting, Linear, MISSING, Outcomes, Part};
use crate::column::{Lane, head_mut};
use crate::quantity::Exact;

/// Figures times points, added up and cut.
#[derive(Clone, Debug)]
pub(crate) struct Sum {
    linear: Linear,
    /// Between these counts of the sum.
    floor: i64,
    most: i64,
    way: Way,
    narrow: bool,
}

/// How a sum becomes points.
#[derive(Clone, Copy, Debug)]
enum Way {
    /// A count of it is so many counts of points.
    Times(i32),
    /// So many counts of it are a step.
    Rounded(i64, Rounded),
}

impl Sum {
    /// `base` and the parts, not below `floor`; one part that is given is enough when `any` is.
    pub fn of(
        counting: &Counting<'_>,
        parts: &[Part],
        base: &Exact,
        floor: &Exact,
        any: bool,
    ) -> Option<Self> {
        let step = counting.step().map(|(step, _)| step);
        let floor = floor.clone().max(Exact::ZERO).min(counting.max.clone());
        let grains: Vec<Exact> =
            [counting.max.clone(), floor.clone()].into_iter().chain(step).collect();
        let linear = Linear::in_grains(counting, parts, base, &grains)?;
        Self::cut(counting, if any { linear.of_any() } else { linear }, &floor)
    }

    fn cut(counting: &Counting<'_>, linear: Linear, floor: &Exact) -> Option<Self> {
        let count = |points: &Exact| {
            let count = points.over(&linear.unit)?;
            count.is_whole().then(|| count.floor())?
        };
        let max = count(counting.max)?;
        let floor = count(floor)?;
        let points = linear.unit.over(&Exact::of_millionths(counting.unit))?;
        let is_step = match counting.step() {
            // a sum of whole steps is rounded already
            Some((step, _)) => linear.unit.over(&step)?.is_whole(),
            None => counting.leaf.is_none(),
        };
        let way = if is_step {
            Way::Times(i32::try_from(points.is_whole().then(|| points.floor())??).ok()?)
        } else {
            let (step, rounded) = Rounded::of(counting)?;
            Way::Rounded(count(&step).filter(|step| *step > 0)?, rounded)
        };
        let most = i128::from(max).max(floor.into());
        let step = if let Way::Rounded(step, _) = way { i128::from(step) } else { 0 };
        let reach = linear.reach.max(2 * (most + step));
        let narrow = reach <= i32::MOST;
        (reach <= i64::MOST).then_some(Self { linear, floor, most: max, way, narrow })
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
        let (mut sums, mut given) = ([L::default(); B], [0; B]);
        self.linear.read(block, &mut sums, &mut given);
        let states = head_mut(&mut outcomes.states, block.rows);
        for (state, given) in states.iter_mut().zip(&given) {
            *state = MISSING & (*given ^ 1);
        }
        let (floor, most) = (L::of(self.floor), L::of(self.most));
        let cut = |sum: &L| (*sum).max(floor).min(most);
        let pairs = head_mut(&mut outcomes.points, block.rows).iter_mut().zip(&sums);
        match self.way {
            Way::Times(times) => {
                pairs.for_each(|(points, sum)| *points = cut(sum).int().wrapping_mul(times));
            }
            Way::Rounded(step, rounded) => {
                let (step, division) = (L::of(step), Division::of(rounded.mode));
                for (points, sum) in pairs {
                    *points = rounded.points(division.quotient(cut(sum), step));
                }
            }
        }
    }
}
