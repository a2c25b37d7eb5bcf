//! Replicates: every sampled agency's ballots drawn again, points added up, and the peer group placed again by the
//! set's own rules of places and tiers.

use std::ops::Range;

use super::award::Asking;
use super::climb::{Climb, Ground};
use super::outcome::{Course, ranks};
use crate::column::Column;
use crate::criteria::{Basis, Criteria, Group, TieRule};
use crate::quantity::{Exact, Mode, Percent, Points, Rounding};
use crate::scores::{Scores, Tallies, Tally, in_ranges};
use crate::standings::{Standing, percent, place};

/// Replicates done on one thread at a time.
const RANGE: usize = 256;

/// Where one member stood in each replicate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Placed {
    /// The place; 0 when it was not ranked.
    pub ranks: Vec<u32>,
    /// The tier by its place among the group's; nothing where none fits.
    pub tiers: Vec<Option<u8>>,
    pub points: Vec<Points>,
    /// What ranks look at, in millionths.
    pub bases: Vec<i64>,
}

impl Placed {
    fn join(&mut self, next: Self) {
        self.ranks.extend(next.ranks);
        self.tiers.extend(next.tiers);
        self.points.extend(next.points);
        self.bases.extend(next.bases);
    }
}

/// A peer group's members and what changes of them.
pub(super) struct Field<'a> {
    pub ground: Ground<'a>,
    pub group: &'a Group,
    pub members: Vec<Standing>,
    pub climbs: Vec<Climb>,
}

/// The tallies of one replicate: those that changed, else the scores'.
pub(super) struct Redrawn<'a, F> {
    pub scores: &'a Scores,
    /// What changed of the agency at a row.
    pub changed: F,
}

impl<'a, F: Fn(usize) -> Option<(&'a Climb, &'a [Tally])>> Tallies for Redrawn<'a, F> {
    fn tally(&self, row: usize, node: usize) -> Tally {
        let changed = || {
            let (climb, tallies) = (self.changed)(row)?;
            tallies.get(climb.place(node)?).cloned()
        };
        changed().unwrap_or_else(|| self.scores.tally(row, node))
    }

    fn figures(&self) -> &[Column] {
        &self.scores.columns
    }
}

impl Field<'_> {
    /// Where every member stood in each of this many replicates.
    pub fn replicates(&self, count: u32) -> Vec<Placed> {
        let count = usize::try_from(count).unwrap_or_default();
        if self.each_for_itself() {
            return self.courses(count);
        }
        let mut all = vec![Placed::default(); self.members.len()];
        for range in in_ranges(count, RANGE, |range| self.range(range)) {
            all.iter_mut().zip(range).for_each(|(all, next)| all.join(next));
        }
        all
    }

    /// Whether a member's percent, tier and claim to a place come of its own sums alone: most come again and again, and
    /// are worked out once.
    fn each_for_itself(&self) -> bool {
        self.group.quota.is_none()
            && !matches!(self.group.ties, TieRule::Keys(..))
            && !self.climbs.iter().any(Climb::asks)
    }

    fn courses(&self, count: usize) -> Vec<Placed> {
        let members: Vec<(&Standing, &Climb)> = self.members.iter().zip(&self.climbs).collect();
        let courses = in_ranges(members.len(), 1, |range| {
            let some = members.get(range).unwrap_or_default().iter();
            some.map(|(member, climb)| Course::of(self, member, climb, count)).collect::<Vec<_>>()
        });
        let courses: Vec<Course> = courses.into_iter().flatten().collect();
        let dense = matches!(self.group.ties, TieRule::Dense);
        let ranks = ranks(&courses, dense, count);
        let placed = in_ranges(courses.len(), 8, |range| {
            let some = courses.get(range.clone()).unwrap_or_default().iter();
            let some = some.zip(ranks.get(range).unwrap_or_default());
            some.map(|(course, ranks)| course.placed(ranks.clone())).collect::<Vec<_>>()
        });
        placed.into_iter().flatten().collect()
    }

    fn range(&self, range: Range<usize>) -> Vec<Placed> {
        let rows = self.ground.evidence.agencies().len();
        let mut members = vec![None; rows];
        for (member, standing) in self.members.iter().enumerate() {
            members.iter_mut().skip(standing.row).take(1).for_each(|at| *at = Some(member));
        }
        let columns = match self.climbs.iter().any(Climb::asks) {
            true => self.ground.scores.columns.clone(),
            false => Vec::new(),
        };
        let mut asking = Asking { plan: self.ground.plan, columns, row: 0 };
        let mut standings = self.members.clone();
        let mut done = vec![Placed::default(); self.members.len()];
        for replicate in range {
            let replicate = u64::try_from(replicate).unwrap_or_default();
            let drawn = self.climbs.iter().map(|climb| climb.tallies(replicate, &mut asking));
            let tallies: Vec<Vec<Tally>> = drawn.collect();
            let changed = |row: usize| {
                let member = members.get(row).copied().flatten()?;
                Some((self.climbs.get(member)?, tallies.get(member)?.as_slice()))
            };
            let redrawn = Redrawn { scores: self.ground.scores, changed };
            self.place(&redrawn, &mut standings.iter_mut().collect::<Vec<_>>());
            for (standing, done) in standings.iter().zip(&mut done) {
                done.ranks.push(standing.rank.map_or(0, |rank| rank.0));
                done.tiers.push(self.tier(standing));
                done.points.push(standing.points.clone());
                done.bases.push(basis(self.ground.criteria, standing));
            }
        }
        done
    }

    /// Places members by other tallies.
    pub fn place(&self, tallies: &impl Tallies, members: &mut [&mut Standing]) {
        let criteria = self.ground.criteria;
        for standing in members.iter_mut() {
            let total = tallies.tally(standing.row, 0);
            standing.percent = percent(criteria, &total);
            standing.points = total.points;
            (standing.rank, standing.tier, standing.tie) = (None, None, None);
        }
        place(criteria, self.group, self.ground.evidence, tallies, members);
    }

    /// The tier by its place among the group's.
    pub fn tier(&self, standing: &Standing) -> Option<u8> {
        let reached = standing.tier.as_ref()?;
        let at = self.group.tiers.iter().position(|tier| tier.name == reached.name)?;
        u8::try_from(at).ok()
    }
}

/// What ranks look at, in millionths.
pub(super) fn basis(criteria: &Criteria, standing: &Standing) -> i64 {
    match criteria.rank_by {
        Basis::Points => millionths(standing.points.exact()),
        Basis::Percent => standing.percent.as_ref().map(Percent::exact).map_or(0, millionths),
    }
}

/// The number in millionths, half up where it goes on.
pub(super) fn millionths(number: &Exact) -> i64 {
    let whole = Rounding { digits: 0, mode: Mode::HalfUp };
    (number * &Exact::whole(1_000_000)).rounded(whole).floor().unwrap_or_default()
}
