//! The tier that is certain and the one that is possible, while figures are missing.

use super::{TierReached, tier};
use crate::criteria::{Group, TierNeed};
use crate::quantity::Exact;
use crate::rule::{Bounds, Domain, probes};

/// The worst and the best tier that an agency can end in. The span holds every outcome; where a quota or conditions
/// play together it may be wider than need be, never narrower.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierSpan {
    /// This tier or a better one, whatever comes; nothing where the agency may end in none.
    pub certain: Option<TierReached>,
    /// No better tier than this; nothing where no tier can be reached.
    pub possible: Option<TierReached>,
}

impl TierSpan {
    /// The span for a figure between `least` and `most`, or any where these are not known. `holds` says whether a need
    /// holds in every outcome, in none, or in some.
    pub(crate) fn of(
        group: &Group,
        least: Option<Exact>,
        most: Option<Exact>,
        holds: &dyn Fn(&TierNeed) -> Option<bool>,
    ) -> Option<Self> {
        let none = group.tiers.len();
        let last = none.checked_sub(1)?;
        let unknown = least.is_none() || most.is_none();
        let bounds: Vec<Bounds> = group.tiers.iter().map(|tier| tier.bounds.clone()).collect();
        let figures = probes(&bounds, &Domain { least, most, whole: false });
        let first = |figure: &Exact, met: &dyn Fn(Option<bool>) -> bool| {
            let fits = |tier: &crate::criteria::Tier| {
                tier.bounds.hold(figure) && tier.needs.iter().all(|need| met(holds(need)))
            };
            group.tiers.iter().position(fits).unwrap_or(none)
        };
        let best = figures.iter().map(|figure| first(figure, &|held| held != Some(false))).min();
        let worst = figures.iter().map(|figure| first(figure, &|held| held == Some(true))).max();
        let mut best = best.unwrap_or(none);
        let mut worst = if unknown { none } else { worst.unwrap_or(none) };
        for cap in &group.caps {
            let held = holds(&cap.condition);
            // what fits no tier is lifted to the last by a cap at the last
            let capped = |place: usize| {
                if place < cap.at_most || (place == none && cap.at_most == last) {
                    cap.at_most
                } else {
                    place
                }
            };
            best = match held {
                Some(true) => capped(best),
                None => best.min(capped(best)),
                Some(false) => best,
            };
            worst = match held {
                Some(true) => capped(worst),
                None => worst.max(capped(worst)),
                Some(false) => worst,
            };
        }
        if let Some(quota) = &group.quota
            && best <= quota.tier
            && worst == quota.tier
        {
            worst = (quota.tier + 1).min(last);
        }
        let reached = |place: usize| group.tiers.get(place).map(tier::named);
        Some(Self { certain: reached(worst), possible: reached(best) })
    }
}
