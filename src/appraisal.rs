//! Criteria, Evidence -> an evaluator's desk: one figure is changed, and every place in the group is there again.

use crate::code::AgencyCode;
use crate::criteria::Criteria;
use crate::evidence::{Evidence, EvidenceError};
use crate::plan::Plan;
use crate::scores::Scores;
use crate::standings::Standings;

/// A round that is being appraised: what was sent, what it earns and who stands where, always of one piece.
///
/// ```
/// use par_index::{Criteria, Evidence, appraisal::Appraisal};
///
/// let criteria = Criteria::read("criteria/dak-lak/2018")?;
/// let evidence = Evidence::read("data/dak-lak/2018", &criteria)?;
/// let mut appraisal = Appraisal::open(&criteria, evidence);
/// let agency = "skhdt".into();
/// assert_eq!(appraisal.standings().of(&agency).unwrap().rank.unwrap().0, 18);
/// // had 92 % of its documents been electronic, and not 67 %
/// let standings = appraisal.change(&agency, &[("3.1.1.electronic", "3680")])?;
/// let standing = standings.of(&agency).unwrap();
/// assert_eq!(standing.points.to_string(), "58.32");
/// assert_eq!(standing.rank.unwrap().0, 17);
/// # Ok::<(), par_index::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Appraisal<'a> {
    criteria: &'a Criteria,
    plan: Plan,
    evidence: Evidence,
    scores: Scores,
    standings: Standings,
}

impl<'a> Appraisal<'a> {
    /// The round as it stands.
    #[must_use]
    pub fn open(criteria: &'a Criteria, evidence: Evidence) -> Self {
        let plan = Plan::compile(criteria);
        let scores = Scores::award(&plan, &evidence);
        let standings = Standings::rank(criteria, &evidence, &scores);
        Self { criteria, plan, evidence, scores, standings }
    }

    /// Changes figures of one agency, named as [`Evidence::with_figures`] names them, and ranks its group again: only
    /// what the change can touch is worked out anew.
    ///
    /// # Errors
    /// As [`Evidence::with_figures`]; then nothing is changed.
    pub fn change(
        &mut self,
        agency: &AgencyCode,
        figures: &[(&str, &str)],
    ) -> Result<&Standings, EvidenceError> {
        let (row, slots) = self.evidence.change(self.criteria, agency, figures)?;
        if self.scores.award_again(&self.plan, &self.evidence, row, &slots) {
            self.standings.rank_again(self.criteria, &self.evidence, &self.scores, row);
        } else {
            self.standings = Standings::rank(self.criteria, &self.evidence, &self.scores);
        }
        Ok(&self.standings)
    }

    /// Who stands where.
    #[must_use]
    pub fn standings(&self) -> &Standings {
        &self.standings
    }

    /// What every agency earns.
    #[must_use]
    pub fn scores(&self) -> &Scores {
        &self.scores
    }

    /// What was sent, changes included.
    #[must_use]
    pub fn evidence(&self) -> &Evidence {
        &self.evidence
    }
}
