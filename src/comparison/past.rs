//! What stands for a merged agency in the earlier year: its predecessors' results, pooled as the register declares.

use super::AgencyCode;
use crate::quantity::{Exact, Percent, Points};
use crate::standings::{AreaStanding, Standing, Standings};

/// The agencies whose earlier results stand for one, with their shares, and what these come to together.
pub(super) struct Past {
    pub parts: Vec<(AgencyCode, Exact)>,
    /// Unranked: no single place of the earlier year is its own.
    pub standing: Standing,
}

/// The declared past of an agency of the later year; nothing where its own results of the earlier year stand.
pub(super) fn past(earlier: &Standings, later: &Standings, code: &AgencyCode) -> Option<Past> {
    let parts = later.register.back_cast(code, earlier.year);
    let known: Option<Vec<(&Standing, &Exact)>> =
        parts.iter().map(|(code, share)| Some((earlier.of(code)?, share))).collect();
    let known = known?;
    let (first, _) = *known.first()?;
    let sum = |of: &dyn Fn(&Standing) -> Exact| -> Exact {
        known.iter().map(|(standing, share)| &of(standing) * share).collect::<Vec<_>>().iter().sum()
    };
    let points = Points(sum(&|standing| standing.points.exact().clone()));
    let max = Points(sum(&|standing| standing.max.exact().clone()));
    let percent = points.percent_of(&max).map(|Percent(percent)| {
        Percent(earlier.percent_stage.map_or(percent.clone(), |stage| percent.rounded(stage)))
    });
    let area = |(k, area): (usize, &AreaStanding)| {
        let at = |of: fn(&AreaStanding) -> &Points| {
            Points(sum(&|standing| {
                standing.areas.get(k).map_or(Exact::ZERO, |area| of(area).exact().clone())
            }))
        };
        let (points, max) = (at(|area| &area.points), at(|area| &area.max));
        AreaStanding { percent: points.percent_of(&max), points, max, ..area.clone() }
    };
    let areas = first.areas.iter().enumerate().map(area).collect();
    let standing =
        Standing { points, max, percent, areas, rank: None, tier: None, ..first.clone() };
    Some(Past { standing, parts })
}
