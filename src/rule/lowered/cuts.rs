//! Points by where a value falls: cuts in rising order, each with what is earned from there.

use super::reading::Read;
use super::{Block, Counting, Outcomes, Reading, whole_numbers};
use crate::column::{Lane, head_mut};
use crate::quantity::Exact;

/// Points by where a value falls.
#[derive(Clone, Debug)]
pub(crate) struct Cuts {
    reading: Reading,
    /// What is earned below the first cut.
    base: i32,
    cuts: Vec<Cut>,
    /// Whether 32 bits are enough.
    narrow: bool,
}

/// From `part` × `of` ≥ `whole` × `within` + `beyond` on, so many points.
#[derive(Clone, Copy, Debug)]
struct Cut {
    of: i64,
    within: i64,
    beyond: i64,
    points: i32,
}

impl Cuts {
    /// The steps of `award`, which changes at some of `ends` and nowhere else.
    pub fn of(
        counting: &Counting<'_>,
        reading: Reading,
        mut ends: Vec<Exact>,
        award: impl Fn(&Exact) -> Exact,
    ) -> Option<Self> {
        if let Some(cap) = &reading.cap {
            ends.retain(|end| end < cap);
            ends.push(cap.clone());
        }
        ends.sort();
        ends.dedup();
        let points = |value: &Exact| match &reading.cap {
            Some(cap) if value > cap => counting.points(&award(cap)),
            _ => counting.points(&award(value)),
        };
        let below = ends.first().map_or(Exact::ZERO, |first| first - &Exact::ONE);
        let base = points(&below)?;
        let mut last = base;
        let mut cuts = Vec::new();
        let (parts, wholes) = reading.reach();
        let mut reach = parts.max(wholes);
        for (k, end) in ends.iter().enumerate() {
            let after = match ends.get(k + 1) {
                Some(next) => (end + next).over(&Exact::whole(2))?,
                None => end + &Exact::ONE,
            };
            for (points, beyond) in [(points(end)?, 0), (points(&after)?, 1)] {
                if points != last {
                    let (of, within) = sides(&reading.ratio, end)?;
                    reach = reach.max(parts * i128::from(of));
                    reach = reach.max(wholes * i128::from(within).abs() + 1);
                    cuts.push(Cut { of, within, beyond, points });
                    last = points;
                }
            }
        }
        let narrow = reach <= i32::MOST;
        let all = Self { reading, base, cuts, narrow };
        (reach <= i64::MOST).then(|| all.without_idle_cuts())
    }

    /// The same without the cuts that the columns' own figures always or never pass.
    fn without_idle_cuts(mut self) -> Self {
        let (least, most) = self.reading.ends();
        let whole = self.reading.reach().1;
        let passes = |part: i128, whole: i128, cut: &Cut| {
            part * i128::from(cut.of) >= whole * i128::from(cut.within) + i128::from(cut.beyond)
        };
        let always = |cut: &&Cut| passes(least, if cut.within > 0 { whole } else { 1 }, cut);
        let ever = |cut: &Cut| passes(most, if cut.within > 0 { 1 } else { whole }, cut);
        // the cuts rise: one that is always passed leaves those before it behind
        let idle = self.cuts.iter().rposition(|cut| always(&cut));
        if let Some(cut) = idle.and_then(|idle| self.cuts.get(idle)) {
            self.base = cut.points;
        }
        self.cuts.drain(..idle.map_or(0, |idle| idle + 1));
        self.cuts.retain(ever);
        self
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
        let awards = head_mut(&mut outcomes.points, block.rows);
        awards.fill(self.base);
        for cut in &self.cuts {
            let (of, within) = (L::of(cut.of), L::of(cut.within));
            let (beyond, earned) = (L::of(cut.beyond), cut.points);
            let values = parts.iter().zip(wholes);
            if self.reading.is_quotient() {
                for (points, (part, whole)) in awards.iter_mut().zip(values) {
                    let holds = part.times(of) >= whole.times(within).plus(beyond);
                    *points = if holds { earned } else { *points };
                }
            } else {
                let least = within.plus(beyond);
                for (points, part) in awards.iter_mut().zip(parts) {
                    let holds = part.times(of) >= least;
                    *points = if holds { earned } else { *points };
                }
            }
        }
    }
}

/// Whole numbers with part × ratio ≥ whole × end just where part × first ≥ whole × second.
fn sides(ratio: &Exact, end: &Exact) -> Option<(i64, i64)> {
    let (whole, factor) = whole_numbers(&[ratio.clone(), end.clone()])?;
    let (of, within) = (*whole.first()?, *whole.last()?);
    (of > 0 && !factor.is_negative()).then_some((of, within))
}
