//! Plan, Evidence, Scores -> Mends: for every item, the cheapest move of its own figures that gains the most.

use super::lever::Ground;
use super::{Lever, Limits};
use crate::code::{AgencyCode, ItemCode};
use crate::criteria::Criteria;
use crate::evidence::Evidence;
use crate::plan::Plan;
use crate::scores::Scores;
use crate::standings::Standings;

/// What would mend each item of one agency, in the order of the decision.
#[derive(Clone, Debug)]
pub struct Mends {
    levers: Vec<Lever>,
}

impl Mends {
    /// The mends of an agency; nothing when no such agency is assessed.
    #[must_use]
    pub fn of(
        criteria: &Criteria,
        evidence: &Evidence,
        scores: &Scores,
        standings: &Standings,
        agency: &AgencyCode,
    ) -> Option<Self> {
        standings.of(agency)?;
        let mut levers: Vec<Lever> = Vec::new();
        for lever in Self::levers(criteria, evidence, scores, standings, agency) {
            match levers.last_mut().filter(|last| last.item == lever.item) {
                Some(last) if lever.gain > last.gain => *last = lever,
                Some(_) => {}
                None => levers.push(lever),
            }
        }
        Some(Self { levers })
    }

    /// Every lever of one agency, several of an item; none when no such agency is assessed.
    pub(crate) fn levers(
        criteria: &Criteria,
        evidence: &Evidence,
        scores: &Scores,
        standings: &Standings,
        agency: &AgencyCode,
    ) -> Vec<Lever> {
        let Some(row) = standings.of(agency).map(|standing| standing.row) else {
            return Vec::new();
        };
        let (plan, limits) = (Plan::compile(criteria), Limits::default());
        let closings = Scores::closings(&plan, evidence, row);
        let ground = Ground { criteria, plan: &plan, evidence, scores, limits: &limits, row };
        ground.levers(&closings)
    }

    /// What would mend an item; nothing where no figure of the agency's own does.
    #[must_use]
    pub fn at(&self, item: &ItemCode) -> Option<&Lever> {
        self.levers.iter().find(|lever| lever.item.as_ref() == Some(item))
    }
}
