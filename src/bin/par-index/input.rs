//! Criteria and evidence of one or two years, scored, ranked and compared.

use std::io::IsTerminal as _;
use std::time::Duration;

use indicatif::ProgressBar;
use par_index::fault::{Faults, Place};
use par_index::{
    Comparison, Criteria, Crosswalk, Error, Evidence, Language, Losses, Plan, Report, Scores,
    Standings,
};

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
    pub earlier: Option<Year>,
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
        let crosswalk = match &earlier {
            Some((before, _)) => Some(crosswalk(years, before, &later.0)?),
            None => None,
        };
        let mut round = Self::between(earlier, later).proved()?;
        if let Some(crosswalk) = crosswalk {
            round.comparison = round.comparison.map(|comparison| comparison.by(&crosswalk));
        }
        spinner.finish_and_clear();
        Ok(round)
    }

    pub fn between(
        earlier: Option<(Criteria, Evidence)>,
        (criteria, evidence): (Criteria, Evidence),
    ) -> Self {
        let Some((before, before_evidence)) = earlier else {
            let year = Year::ranked(criteria, evidence);
            return Self { year, comparison: None, earlier: None };
        };
        let evidence = evidence.following(&criteria, &before_evidence, &before);
        let year = Year::ranked(criteria, evidence);
        let before = Year::ranked(before, before_evidence);
        let comparison = Some(Comparison::between(&before.standings, &year.standings));
        Self { year, comparison, earlier: Some(before) }
    }

    /// The round, if every lost point of it is accounted for.
    pub fn proved(self) -> Result<Self, Failure> {
        for year in std::iter::once(&self.year).chain(&self.earlier) {
            Losses::prove(&year.criteria, &year.scores).map_err(Error::from)?;
        }
        Ok(self)
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

/// The crosswalk beside the later set, or a draft; refused where it bears less than was asked for.
fn crosswalk(years: &Years, before: &Criteria, now: &Criteria) -> Result<Crosswalk, Failure> {
    let crosswalk = Crosswalk::beside(&years.criteria, before, now).map_err(Failure::Faults)?;
    let place = Place::whole(&years.criteria.display().to_string());
    let least = years.least_comparable.as_ref();
    if let Some(refusal) = least.and_then(|least| crosswalk.refusal(least, &place)) {
        let mut faults = Faults::default();
        faults.add(refusal);
        return Err(Failure::Faults(faults));
    }
    Ok(crosswalk)
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
