//! The tier of each row of a part.

use std::collections::HashMap;
use std::sync::Arc;

use super::part::{Counts, Figured, Laid};
use crate::criteria::{Basis, Criteria, Group};
use crate::evidence::panel::Read;
use crate::quantity::Exact;
use crate::scores::Tally;
use crate::table::narrow::Cells;

/// The tiers of a set, found once for all parts.
pub(super) struct Tiers {
    /// The names of all tiers.
    names: Arc<[String]>,
    /// For each group whose tiers go by rounded percents, what they are.
    steps: Vec<Option<Steps>>,
}

/// Codes of tiers by percents in counts of the last printed digit: from one cut to the next there is one tier.
struct Steps {
    cuts: Vec<i64>,
    /// One more than there are cuts: the first is of what lies below all.
    codes: Vec<u32>,
}

impl Tiers {
    /// The tiers of a set whose percents are printed with so many digits.
    pub fn of(criteria: &Criteria, digits: u8) -> Self {
        let mut names: Vec<String> = Vec::new();
        for tier in criteria.groups.iter().flat_map(|group| &group.tiers) {
            if !names.contains(&tier.name) {
                names.push(tier.name.clone());
            }
        }
        let unit = 10_i64.pow(6 - u32::from(digits));
        let rounded =
            |group: &&Group| criteria.stages.percent.is_some() && group.tiers_by == Basis::Percent;
        let steps = |group: &Group| {
            Some(group).filter(rounded).and_then(|group| Steps::of(group, unit, &names))
        };
        let steps = criteria.groups.iter().map(steps).collect();
        Self { names: names.into(), steps }
    }

    /// The code of the tier that a percent falls in, where percents are rounded before tiers are looked for.
    fn rounded(&self, group: usize, percent: i64) -> Option<u32> {
        let steps = self.steps.get(group)?.as_ref()?;
        steps.codes.get(steps.cuts.partition_point(|cut| *cut <= percent)).copied()
    }

    /// The code of the tier that a figure falls in; 0 where it falls in none.
    fn find(&self, group: &Group, figure: &Exact) -> u32 {
        code(group, figure, &self.names)
    }
}

impl Steps {
    /// Nothing where a bound is too large to be counted.
    fn of(group: &Group, unit: i64, names: &[String]) -> Option<Self> {
        let mut cuts = Vec::new();
        for bound in group.tiers.iter().flat_map(|tier| tier.bounds.ends()) {
            let whole = bound.over(&Exact::of_millionths(unit))?.floor()?;
            cuts.extend([whole, whole.checked_add(1)?]);
        }
        cuts.sort_unstable();
        cuts.dedup();
        let below = cuts.first().map_or(Some(0), |cut| cut.checked_sub(1))?;
        let code_at = |percent: i64| {
            Some(code(group, &Exact::of_millionths(percent.checked_mul(unit)?), names))
        };
        let codes = std::iter::once(below).chain(cuts.iter().copied()).map(code_at);
        let codes = codes.collect::<Option<_>>()?;
        Some(Self { cuts, codes })
    }
}

fn code(group: &Group, figure: &Exact, names: &[String]) -> u32 {
    let tier = group.tiers.iter().find(|tier| tier.bounds.hold(figure));
    let at = tier.and_then(|tier| names.iter().position(|name| *name == tier.name));
    at.and_then(|at| u32::try_from(at + 1).ok()).unwrap_or_default()
}

impl Laid<'_> {
    /// The tier of each row.
    pub(super) fn tiers(
        &self,
        read: &Read,
        total: &Counts,
        exact: &HashMap<usize, Vec<Tally>>,
        figures: &[Figured],
    ) -> Cells {
        let mut known: HashMap<(usize, i32, i32), u32> = HashMap::new();
        let unit = self.unit();
        let exactly = |counts: i32| &Exact::whole(counts.into()) * &unit;
        let mut codes = Vec::with_capacity(read.rows);
        let rows = read.groups.iter().zip(total.points.iter().zip(&total.maxima)).zip(figures);
        for (row, ((group, (points, max)), figure)) in rows.enumerate() {
            let Some(of) = self.criteria.groups.get(*group) else {
                codes.push(0);
                continue;
            };
            let by = |tally: &Tally| match of.tiers_by {
                Basis::Points => self.tiers.find(of, tally.points.exact()),
                Basis::Percent => crate::standings::percent(self.criteria, tally)
                    .map_or(0, |percent| self.tiers.find(of, &percent.0)),
            };
            let tally = exact.get(&row).and_then(|tallies| tallies.first());
            let rounded = figure.percent.filter(|_| tally.is_none());
            codes.push(match (tally, rounded.and_then(|at| self.tiers.rounded(*group, at))) {
                (Some(tally), _) => by(tally),
                (None, Some(code)) => code,
                // rows of as many points out of as many share a tier
                (None, None) => *known
                    .entry((*group, *points, *max))
                    .or_insert_with(|| by(&Tally::of(exactly(*points), exactly(*max)))),
            });
        }
        Cells::Words { codes, words: Arc::clone(&self.tiers.names) }
    }
}
