//! Replicates: every sampled agency's ballots drawn again, points added up, and the peer group placed again by the
//! set's own rules of places and tiers.

use std::collections::HashMap;
use std::ops::Range;

use super::award::Asking;
use super::climb::{Climb, Ground};
use crate::column::Column;
use crate::criteria::{Basis, Group};
use crate::quantity::{Exact, Mode, Percent, Points, Rounding};
use crate::scores::{Tallies, Tally, in_ranges};
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
struct Redrawn<'a> {
    field: &'a Field<'a>,
    /// For each row of the scores, the member.
    members: &'a [Option<usize>],
    tallies: &'a [Vec<Tally>],
}

impl Tallies for Redrawn<'_> {
    fn tally(&self, row: usize, node: usize) -> Tally {
        let changed = || {
            let member = self.members.get(row).copied().flatten()?;
            let place = self.field.climbs.get(member)?.place(node)?;
            self.tallies.get(member)?.get(place).cloned()
        };
        changed().unwrap_or_else(|| self.field.ground.scores.tally(row, node))
    }

    fn figures(&self) -> &[Column] {
        &self.field.ground.scores.columns
    }
}

/// Percents by points, which come again and again.
type Known = HashMap<Exact, (Option<Percent>, i64)>;

impl Field<'_> {
    /// Where every member stood in each of this many replicates.
    pub fn replicates(&self, count: u32) -> Vec<Placed> {
        let count = usize::try_from(count).unwrap_or_default();
        let mut all = vec![Placed::default(); self.members.len()];
        for range in in_ranges(count, RANGE, |range| self.range(range)) {
            all.iter_mut().zip(range).for_each(|(all, next)| all.join(next));
        }
        all
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
        let mut known: Vec<Known> = vec![Known::new(); self.members.len()];
        let mut standings = self.members.clone();
        let mut done = vec![Placed::default(); self.members.len()];
        for replicate in range {
            let replicate = u64::try_from(replicate).unwrap_or_default();
            let drawn = self.climbs.iter().map(|climb| climb.tallies(replicate, &mut asking));
            let tallies: Vec<Vec<Tally>> = drawn.collect();
            let redrawn = Redrawn { field: self, members: &members, tallies: &tallies };
            self.place(&redrawn, &mut standings, &mut known, &mut done);
        }
        done
    }

    /// Places all members in one replicate and keeps where they stood.
    fn place(
        &self,
        redrawn: &Redrawn<'_>,
        standings: &mut [Standing],
        known: &mut [Known],
        done: &mut [Placed],
    ) {
        let criteria = self.ground.criteria;
        for ((standing, known), done) in standings.iter_mut().zip(known).zip(&mut *done) {
            let total = redrawn.tally(standing.row, 0);
            let figures = || {
                let percent = percent(criteria, &total);
                let basis = match criteria.rank_by {
                    Basis::Percent => percent.as_ref().map(|percent| millionths(percent.exact())),
                    Basis::Points => Some(millionths(total.points.exact())),
                };
                (percent, basis.unwrap_or_default())
            };
            let (percent, basis) =
                known.entry(total.points.exact().clone()).or_insert_with(figures);
            standing.percent.clone_from(percent);
            done.bases.push(*basis);
            standing.points = total.points;
            (standing.rank, standing.tier, standing.tie) = (None, None, None);
        }
        let mut members: Vec<&mut Standing> = standings.iter_mut().collect();
        place(criteria, self.group, self.ground.evidence, redrawn, &mut members);
        let tier = |standing: &Standing| {
            let reached = standing.tier.as_ref()?;
            let at = self.group.tiers.iter().position(|tier| tier.name == reached.name)?;
            u8::try_from(at).ok()
        };
        for (standing, done) in standings.iter_mut().zip(done) {
            done.ranks.push(standing.rank.map_or(0, |rank| rank.0));
            done.tiers.push(tier(standing));
            done.points.push(standing.points.clone());
        }
    }
}

/// The number in millionths, half up where it goes on.
pub(super) fn millionths(number: &Exact) -> i64 {
    let whole = Rounding { digits: 0, mode: Mode::HalfUp };
    (number * &Exact::whole(1_000_000)).rounded(whole).floor().unwrap_or_default()
}
