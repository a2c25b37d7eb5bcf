//! The tier of each row of a part.

use std::collections::HashMap;

use super::part::{Counts, Figured, Laid};
use crate::criteria::Basis;
use crate::evidence::panel::Read;
use crate::quantity::Exact;
use crate::scores::Tally;
use crate::table::narrow::Cells;

impl Laid<'_> {
    /// The tier of each row, looked for once for every figure that occurs.
    pub(super) fn tiers(
        &self,
        read: &Read,
        total: &Counts,
        exact: &HashMap<usize, Vec<Tally>>,
        figures: &[Figured],
    ) -> Cells {
        let mut names: Vec<String> = Vec::new();
        let mut known: HashMap<(usize, i32, i32), u32> = HashMap::new();
        let unit = self.unit();
        let mut codes = Vec::with_capacity(read.rows);
        let percent_stage = self.criteria.stages.percent.is_some();
        let percent_unit = 10_i64.pow(6 - u32::from(self.digits()));
        let rows = read.groups.iter().zip(total.points.iter().zip(&total.maxima)).zip(figures);
        for (row, ((group, (points, max)), figure)) in rows.enumerate() {
            let Some(of) = self.criteria.groups.get(*group) else {
                codes.push(0);
                continue;
            };
            let mut find = || {
                let tally = exact.get(&row).and_then(|tallies| tallies.first()).cloned();
                let rounded = figure.percent.filter(|_| percent_stage && tally.is_none());
                let exactly = |counts: i32| &Exact::whole(counts.into()) * &unit;
                let tally = tally.unwrap_or_else(|| Tally::of(exactly(*points), exactly(*max)));
                let figure = match of.tiers_by {
                    Basis::Percent if let Some(percent) = rounded => {
                        Exact::of_millionths(percent * percent_unit)
                    }
                    Basis::Points => tally.points.exact().clone(),
                    Basis::Percent => match crate::standings::percent(self.criteria, &tally) {
                        Some(percent) => percent.0,
                        None => return 0,
                    },
                };
                let Some(tier) = of.tiers.iter().find(|tier| tier.bounds.hold(&figure)) else {
                    return 0;
                };
                let at = names.iter().position(|name| *name == tier.name).unwrap_or_else(|| {
                    names.push(tier.name.clone());
                    names.len() - 1
                });
                u32::try_from(at + 1).unwrap_or_default()
            };
            // rows of one printed percent share a tier where the set rounds before it looks
            let key = match figure {
                Figured { percent: Some(percent), .. }
                    if percent_stage && of.tiers_by == Basis::Percent =>
                {
                    (*group, i32::try_from(*percent).unwrap_or(i32::MAX), i32::MIN)
                }
                _ => (*group, *points, *max),
            };
            let code = if exact.contains_key(&row) {
                find()
            } else {
                *known.entry(key).or_insert_with(find)
            };
            codes.push(code);
        }
        Cells::Words { codes, words: names.into() }
    }
}
