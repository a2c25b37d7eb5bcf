//! A peer group ranked again with one agency's points changed, the others still.

use super::{Standing, place, standing};
use crate::criteria::{Criteria, Group};
use crate::evidence::Evidence;
use crate::scores::{Scores, Tally};

/// A peer group whose members can be tried with other points.
pub(crate) struct Trial<'a> {
    criteria: &'a Criteria,
    group: &'a Group,
    evidence: &'a Evidence,
    scores: Scores,
    members: Vec<Standing>,
}

impl<'a> Trial<'a> {
    /// The group as it stands.
    pub fn of(
        criteria: &'a Criteria,
        group: &'a Group,
        evidence: &'a Evidence,
        scores: &Scores,
    ) -> Self {
        let rows = (0..scores.agencies.len()).filter_map(|row| standing(criteria, scores, row));
        let members = rows.filter(|standing| standing.agency.group == group.name).collect();
        Self { criteria, group, evidence, scores: scores.clone(), members }
    }

    /// Where the agency at `row` would stand with these tallies; nothing when it is not of the group.
    pub fn with(&mut self, row: usize, tallies: Vec<Tally>) -> Option<Standing> {
        let at = self.members.iter().position(|member| member.row == row)?;
        self.scores.try_out(Some((row, tallies)));
        let tried = standing(self.criteria, &self.scores, row).map(|tried| {
            let still = self.members.get_mut(at).map(|member| std::mem::replace(member, tried));
            let mut members: Vec<&mut Standing> = self.members.iter_mut().collect();
            place(self.criteria, self.group, self.evidence, &self.scores, &mut members);
            (self.members.get(at).cloned(), still)
        });
        self.scores.try_out(None);
        let (tried, still) = tried?;
        if let (Some(member), Some(still)) = (self.members.get_mut(at), still) {
            *member = still;
        }
        tried
    }
}
