//! Points in proportion to a value: nothing below a floor, all from a ceiling on, a rounded quotient in between.

use super::reading::Read;
use super::{Block, Counting, Outcomes, Reading, whole_numbers};
use crate::column::{Lane, head_mut};
use crate::quantity::{Exact, Mode};

/// Points in proportion to a value.
#[derive(Clone, Debug)]
pub(crate) struct Proportion {
    reading: Reading,
    /// Below part × first < whole × second, nothing.
    floor: (i64, i64),
    /// From part × first ≥ whole × second on, everything.
    ceiling: (i64, i64),
    /// In between, part × first ÷ (whole × second) steps.
    slope: (i64, i64),
    rounded: Rounded,
    full: i32,
    narrow: bool,
}

/// How a quotient becomes points: rounded to steps, never above the maximum.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rounded {
    pub mode: Mode,
    /// Counts of points in a step.
    pub step: i32,
    pub max: i32,
}

impl Proportion {
    /// Value ÷ `full_from` × max, nothing below `floor`.
    pub fn of(
        counting: &Counting<'_>,
        reading: Reading,
        full_from: &Exact,
        floor: &Exact,
    ) -> Option<Self> {
        let capped = reading.cap.as_ref().is_some_and(|cap| full_from > cap);
        if capped || reading.ends().0 < 0 || *full_from <= Exact::ZERO {
            return None;
        }
        let (step, rounded) = Rounded::of(counting)?;
        let ratio = &reading.ratio;
        let a_step = (full_from * &step).over(counting.max)?;
        let floor = pair(ratio, floor)?;
        let ceiling = pair(ratio, full_from)?;
        let slope = pair(ratio, &a_step)?;
        let (part, whole) = reading.reach();
        let side = |(of, within): (i64, i64)| {
            (part * i128::from(of)).max(whole * i128::from(within).abs())
        };
        let quotient = 2 * (part * i128::from(slope.0) + whole * i128::from(slope.1));
        let reach = side(floor).max(side(ceiling)).max(quotient).max(part).max(whole);
        // the steps of a quotient that is not full are no more than those of the maximum
        let full = counting.points(counting.max)?;
        let narrow = reach <= i32::MOST;
        let fits = reach <= i64::MOST && ratio > &Exact::ZERO && slope.1 > 0;
        fits.then_some(Self { reading, floor, ceiling, slope, rounded, full, narrow })
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
        let mut read = Read::<L, B>::room();
        self.reading.read(block, &mut read, &mut outcomes.states);
        let Read { parts, wholes } = &read;
        let lane = |(of, within): (i64, i64)| (L::of(of), L::of(within));
        let (floor, ceiling, slope) = (lane(self.floor), lane(self.ceiling), lane(self.slope));
        let (rounded, all, division) = (self.rounded, self.full, Division::of(self.rounded.mode));
        let values = parts.iter().zip(wholes);
        let awards = head_mut(&mut outcomes.points, block.rows);
        for (points, (part, whole)) in awards.iter_mut().zip(values) {
            let below = part.times(floor.0) < whole.times(floor.1);
            let full = part.times(ceiling.0) >= whole.times(ceiling.1);
            // a quotient beyond the ceiling may be larger than its place: it is not looked at
            let steps = division.quotient(part.times(slope.0), whole.times(slope.1));
            let earned = rounded.points(if full { L::default() } else { steps });
            *points = if below {
                0
            } else if full {
                all
            } else {
                earned
            };
        }
    }
}

impl Rounded {
    /// The step that awards are rounded to, and how; nothing where they are not, or a step is no count.
    pub fn of(counting: &Counting<'_>) -> Option<(Exact, Self)> {
        let (step, mode) = counting.step()?;
        let counts = |points: &Exact| {
            let millionths = points.millionths()?;
            let whole = millionths % counting.unit == 0;
            whole.then(|| i32::try_from(millionths / counting.unit).ok())?
        };
        let rounded = Self { mode, step: counts(&step)?, max: counts(counting.max)? };
        Some((step, rounded))
    }

    /// The points of so many steps.
    #[inline(always)]
    pub fn points<L: Lane>(self, steps: L) -> i32 {
        steps.int().wrapping_mul(self.step).min(self.max)
    }
}

/// How a quotient is rounded, in numbers: where there are thousands, nothing is asked again of each.
#[derive(Clone, Copy)]
pub(super) struct Division<L> {
    times: L,
    wholes: L,
    ones: L,
    /// What is added to an odd quotient that stands for a half.
    odd: L,
}

impl<L: Lane> Division<L> {
    /// Division as the mode rounds it.
    pub fn of(mode: Mode) -> Self {
        let [times, wholes, ones, odd] = match mode {
            Mode::HalfUp => [2, 1, 0, 0],
            Mode::HalfEven => [2, 1, 0, -1],
            Mode::Truncate => [1, 0, 0, 0],
            Mode::Up => [1, 1, -1, 0],
        }
        .map(L::of);
        Self { times, wholes, ones, odd }
    }

    /// `part` ÷ `whole`, rounded; both at least nought, `whole` above.
    #[inline(always)]
    pub fn quotient(self, part: L, whole: L) -> L {
        let divided = part.times(self.times).plus(whole.times(self.wholes)).plus(self.ones);
        let divisor = whole.times(self.times);
        let kept = divided.over(divisor);
        let is_half = L::from(kept.times(divisor) == divided);
        kept.plus(is_half.times(kept.odd()).times(self.odd))
    }
}

/// Whole numbers that stand to each other as these do.
pub(super) fn pair(a: &Exact, b: &Exact) -> Option<(i64, i64)> {
    let (whole, _) = whole_numbers(&[a.clone(), b.clone()])?;
    Some((*whole.first()?, *whole.last()?))
}
