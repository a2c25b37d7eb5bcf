//! Criteria and evidence of one or two years, scored, ranked and compared.

use std::io::IsTerminal as _;
use std::time::Duration;

use indicatif::ProgressBar;
use par_index::{Comparison, Criteria, Error, Evidence, Language, Plan, Report, Scores, Standings};

use crate::cli::Years;
use crate::output::Failure;

/// One year, ranked.
pub(crate) struct Year {
    pub criteria: Criteria,
    pub evidence: Evidence,
    pub scores: Scores,
    pub standings: Standings,
}

/// A year and what changed since the one before it.
pub(crate) struct Round {
    pub year: Year,
    pub comparison: Option<Comparison>,
}

impl Year {
    pub fn ranked(criteria: Criteria, evidence: Evidence) -> Self {
        let plan = Plan::compile(&criteria);
        let scores = Scores::award(&plan, &evidence);
        let standings = Standings::rank(&criteria, &evidence, &scores);
        Self { criteria, evidence, scores, standings }
    }
}

impl Round {
    /// Reads, scores, ranks, and compares when an earlier year is given.
    pub fn of(years: &Years) -> Result<Self, Failure> {
        let spinner = spinner();
        let read = |criteria, evidence, columns| -> Result<_, Error> {
            let criteria = Criteria::read(criteria)?;
            let evidence = Evidence::read_with_columns(evidence, columns, &criteria)?;
            Ok((criteria, evidence.in_lane(years.lane.into())))
        };
        let later = read(&years.criteria, &years.evidence, years.columns.as_deref())?;
        let earlier = match years.earlier.as_slice() {
            [criteria, evidence] => Some(read(criteria, evidence, None)?),
            _ => None,
        };
        let round = Self::between(earlier, later);
        spinner.finish_and_clear();
        Ok(round)
    }

    pub fn between(
        earlier: Option<(Criteria, Evidence)>,
        (criteria, evidence): (Criteria, Evidence),
    ) -> Self {
        let Some((before, before_evidence)) = earlier else {
            return Self { year: Year::ranked(criteria, evidence), comparison: None };
        };
        let evidence = evidence.following(&criteria, &before_evidence, &before);
        let year = Year::ranked(criteria, evidence);
        let before = Year::ranked(before, before_evidence);
        let comparison = Some(Comparison::between(&before.standings, &year.standings));
        Self { year, comparison }
    }

    pub fn report(&self, language: Language) -> Report<'_> {
        Report {
            criteria: &self.year.criteria,
            evidence: &self.year.evidence,
            scores: &self.year.scores,
            standings: &self.year.standings,
            comparison: self.comparison.as_ref(),
            language,
        }
    }
}

/// Turns on a terminal when the work is long; elsewhere it stays silent.
fn spinner() -> ProgressBar {
    let spinner = if std::io::stderr().is_terminal() {
        ProgressBar::new_spinner()
    } else {
        ProgressBar::hidden()
    };
    spinner.enable_steady_tick(Duration::from_millis(500));
    spinner
}
