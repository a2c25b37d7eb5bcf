//! What one member came to in each replicate, where that depends on nobody else: each outcome is worked out once by the
//! set's own rules, and replicates only say which of them it was. Places are then found by whole numbers.

use std::collections::HashMap;

use super::climb::Climb;
use super::replicate::{Field, Placed, Redrawn, basis};
use crate::quantity::{Exact, Points};
use crate::scores::in_ranges;
use crate::standings::Standing;

/// Replicates placed on one thread at a time.
const RANGE: usize = 256;

/// One member over all replicates.
#[derive(Clone, Debug, Default)]
pub(super) struct Course {
    /// What it may come to.
    outcomes: Vec<Outcome>,
    /// Which of them it came to, by replicate.
    came_to: Vec<usize>,
}

/// What a member may come to.
#[derive(Clone, Debug)]
struct Outcome {
    points: Points,
    tier: Option<u8>,
    /// What ranks look at, in millionths.
    basis: i64,
    /// The same exactly; nothing where it is not ranked.
    claim: Option<Exact>,
}

impl Course {
    pub fn of(field: &Field<'_>, member: &Standing, climb: &Climb, replicates: usize) -> Self {
        let mut course = Self::default();
        let mut known: HashMap<Vec<i128>, usize> = HashMap::new();
        let (mut counts, mut sums) = (Vec::new(), Vec::new());
        let mut standing = member.clone();
        for replicate in (0..).take(replicates) {
            climb.sums(replicate, &mut counts, &mut sums);
            let at = known.get(&sums).copied().unwrap_or_else(|| {
                let at = course.outcomes.len();
                course.outcomes.push(Outcome::of(field, &mut standing, climb, &sums));
                known.insert(sums.clone(), at);
                at
            });
            course.came_to.push(at);
        }
        course
    }

    /// All of it, with the member's places.
    pub fn placed(&self, ranks: Vec<u32>) -> Placed {
        let mut placed = Placed { ranks, ..Placed::default() };
        for outcome in self.came_to.iter().filter_map(|at| self.outcomes.get(*at)) {
            placed.tiers.push(outcome.tier);
            placed.points.push(outcome.points.clone());
            placed.bases.push(outcome.basis);
        }
        placed
    }
}

impl Outcome {
    fn of(field: &Field<'_>, standing: &mut Standing, climb: &Climb, sums: &[i128]) -> Self {
        let tallies = climb.tallies_of(sums);
        let changed = |row: usize| (row == climb.row).then_some((climb, tallies.as_slice()));
        let redrawn = Redrawn { scores: field.ground.scores, changed };
        field.place(&redrawn, &mut [standing]);
        let rank_by = field.ground.criteria.rank_by;
        let claim = standing.rank.and_then(|_| standing.basis(rank_by).cloned());
        Self {
            points: standing.points.clone(),
            tier: field.tier(standing),
            basis: basis(field.ground.criteria, standing),
            claim,
        }
    }
}

/// Each member's place in each replicate, 0 when it was not ranked; equal claims share one.
pub(super) fn ranks(courses: &[Course], dense: bool, replicates: usize) -> Vec<Vec<u32>> {
    let claims = ordered(courses);
    let ranges = in_ranges(replicates, RANGE, |range| {
        let mut ranks = vec![Vec::with_capacity(range.len()); courses.len()];
        let mut standing: Vec<(u32, usize)> = Vec::with_capacity(courses.len());
        for replicate in range {
            standing.clear();
            for (member, (course, claims)) in courses.iter().zip(&claims).enumerate() {
                let at = course.came_to.get(replicate).copied().unwrap_or_default();
                let claim = claims.get(at).copied().unwrap_or_default();
                standing.push((claim, member));
            }
            standing.sort_unstable();
            put(&standing, dense, &mut ranks);
        }
        ranks
    });
    let mut all = vec![Vec::with_capacity(replicates); courses.len()];
    for range in ranges {
        all.iter_mut().zip(range).for_each(|(all, next): (&mut Vec<u32>, _)| all.extend(next));
    }
    all
}

/// For each outcome of each member the place of its claim among all that anyone had, the best first; last where it has none.
fn ordered(courses: &[Course]) -> Vec<Vec<u32>> {
    let outcomes = || courses.iter().flat_map(|course| &course.outcomes);
    let mut claims: Vec<&Exact> = outcomes().filter_map(|outcome| outcome.claim.as_ref()).collect();
    claims.sort_unstable_by(|a, b| b.cmp(a));
    claims.dedup();
    let place = |outcome: &Outcome| {
        let claim = outcome.claim.as_ref();
        let at = claim.and_then(|claim| claims.binary_search_by(|known| claim.cmp(known)).ok());
        at.and_then(|at| u32::try_from(at).ok()).unwrap_or(UNRANKED)
    };
    courses.iter().map(|course| course.outcomes.iter().map(place).collect()).collect()
}

/// The place of no claim.
const UNRANKED: u32 = u32::MAX;

/// Puts the places of those who stand in this order, the best first.
fn put(standing: &[(u32, usize)], dense: bool, ranks: &mut [Vec<u32>]) {
    let (mut place, mut before) = (0, None);
    for (ahead, (claim, member)) in (0..).zip(standing) {
        if before != Some(*claim) {
            place = if dense { place + 1 } else { ahead + 1 };
            before = Some(*claim);
        }
        let rank = if *claim == UNRANKED { 0 } else { place };
        ranks.iter_mut().skip(*member).take(1).for_each(|ranks| ranks.push(rank));
    }
}
