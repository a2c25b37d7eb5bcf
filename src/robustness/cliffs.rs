//! Cliffs: where the smallest move of a number or a date brings the most points. Rules are asked, by the levers of advice.

use super::climb::Ground;
use crate::advice::{Lever, Mends};
use crate::code::AgencyCode;
use crate::quantity::Exact;
use crate::rule::FigureKind;
use crate::scores::in_ranges;
use crate::standings::{Standing, Standings};

/// A small move that brings many points.
#[derive(Clone, Debug)]
pub struct Cliff {
    /// Whose figure.
    pub agency: AgencyCode,
    /// The figure, how far, and what it brings.
    pub lever: Lever,
}

/// How many of a group are told.
const MOST: usize = 10;

/// The cliffs of a group, the steepest first.
pub(super) fn cliffs(
    ground: Ground<'_>,
    standings: &Standings,
    ranked: &[&Standing],
) -> Vec<Cliff> {
    let mut cliffs: Vec<(Exact, Cliff)> = in_ranges(ranked.len(), 1, |range| {
        let some = ranked.get(range).unwrap_or_default().iter();
        some.flat_map(|standing| of_agency(ground, standings, standing)).collect::<Vec<_>>()
    })
    .concat();
    cliffs.sort_by(|(a, one), (b, other)| {
        b.cmp(a).then_with(|| other.lever.gain.cmp(&one.lever.gain))
    });
    cliffs.into_iter().map(|(_, cliff)| cliff).take(MOST).collect()
}

/// The cliffs of one agency, each with its points for a unit moved.
fn of_agency(
    ground: Ground<'_>,
    standings: &Standings,
    standing: &Standing,
) -> Vec<(Exact, Cliff)> {
    let Ground { criteria, evidence, scores, .. } = ground;
    let agency = &standing.agency.code;
    let levers = Mends::levers(criteria, evidence, scores, standings, agency);
    let cliff = |lever: Lever| {
        let steep = lever.gain.exact().over(&lever.cost.moves())?;
        Some((steep, Cliff { agency: agency.clone(), lever }))
    };
    levers.into_iter().filter(measured).filter_map(cliff).collect()
}

/// Whether only numbers and dates move, from figures that were given: a yes or a grade is no cliff.
fn measured(lever: &Lever) -> bool {
    lever.moves.iter().all(|moved| {
        let steps = matches!(moved.figure.kind, FigureKind::YesNo | FigureKind::Grade);
        moved.from.is_some() && !steps
    })
}
