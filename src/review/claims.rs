//! Self-scores above what the agency's own figures give.

use super::queue::{is_cut, kept};
use super::{Asked, Named};
use crate::code::AgencyCode;
use crate::evidence::Lane;
use crate::fault::Place;
use crate::language::Text;
use crate::quantity::Points;
use crate::scores::{Scores, Tally};

/// An item for which an agency claims more than its own figures give.
#[derive(Clone, Debug)]
pub struct AboveFacts {
    /// The agency.
    pub agency: AgencyCode,
    /// Its name.
    pub name: Text,
    /// The item.
    pub item: Named,
    /// Points claimed; of a deduction, those that the agency says are not taken.
    pub claimed: Points,
    /// What the rule gives on the agency's own figures.
    pub facts: Points,
    /// Where the evidence claims it.
    pub place: Place,
}

/// The claims of the agencies asked for that go beyond their figures.
pub(super) fn above_facts(asked: &Asked<'_>) -> Vec<AboveFacts> {
    if !asked.evidence.has_lanes() {
        return Vec::new();
    }
    let own = asked.evidence.clone().in_lane(Lane::SelfScored);
    let scores = Scores::award(asked.plan, &own);
    let mut found = Vec::new();
    for standing in &asked.standings.standings {
        let agency = &standing.agency;
        if asked.group.as_ref().is_some_and(|group| agency.group != *group) {
            continue;
        }
        for (node, _, _) in asked.criteria.items() {
            let Some(mark) = asked.evidence.claim(standing.row, node) else {
                continue;
            };
            let by_facts = scores.tally(standing.row, node);
            let claim = mark.points.clone().unwrap_or_default();
            let claim = Tally { points: Points(claim), ..by_facts.clone() };
            let [claimed, facts] =
                [claim, by_facts].map(|tally| Points(kept(asked.criteria, node, &tally)));
            if let Some(item) = asked.named(node).filter(|_| is_cut(claimed.exact(), facts.exact()))
            {
                found.push(AboveFacts {
                    agency: agency.code.clone(),
                    name: agency.name.clone(),
                    item,
                    claimed,
                    facts,
                    place: mark.source.place.clone(),
                });
            }
        }
    }
    found.sort_by_key(|row| row.facts.exact() - row.claimed.exact());
    found
}
