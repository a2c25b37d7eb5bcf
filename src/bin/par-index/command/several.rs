//! What `history` and `matrix` have in common: years read, scored and led from one to the next; the page and the book of
//! them, which show all that several years say.

use std::path::{Path, PathBuf};

use par_index::fault::Faults;
use par_index::history::Round;
use par_index::report::{Analyses, View};
use par_index::{
    Comparison, Criteria, Crosswalk, Difference, Error, Evidence, History, Matrix, Report,
};

use crate::cli::{Cli, Format};
use crate::command::why;
use crate::input::Year;
use crate::output::Failure;

/// The years, the earliest first, each with the figures of the one before, and the crosswalks from each to the next.
pub(super) struct Several {
    pub years: Vec<Year>,
    pub crosswalks: Vec<Crosswalk>,
}

impl Several {
    /// Reads `years`, criteria and evidence in turn; `usage` says what at least two different years are asked for.
    pub fn read(years: &[PathBuf], usage: &str) -> Result<Self, Failure> {
        let (folders, years) = ranked(years, usage)?;
        let crosswalks = crosswalks(&folders, &years)?;
        Ok(Self { years, crosswalks })
    }

    /// The years side by side.
    pub fn history(&self) -> History {
        let rounds: Vec<Round<'_>> = self
            .years
            .iter()
            .map(|Year { criteria, scores, standings, .. }| Round { criteria, scores, standings })
            .collect();
        History::of(&rounds, &self.crosswalks)
    }

    /// The page, or the book, of all that the years say: the last two compared, all of them in a row, each under the
    /// rules of each.
    pub fn shown(&self, cli: &Cli, form: Format, opens: View<'_>) -> Result<Vec<u8>, Failure> {
        let [.., before, now] = self.years.as_slice() else {
            return Ok(Vec::new());
        };
        let Some(walk) = self.crosswalks.last() else {
            return Ok(Vec::new());
        };
        let comparison = Comparison::between(&before.standings, &now.standings).by(walk);
        let movement = why::movement(before, now, walk);
        let difference = Difference::between(&before.criteria, &now.criteria, walk).on(
            &before.evidence,
            &before.criteria,
            &now.criteria,
            walk,
        );
        let own = |year: &Year| (year.criteria.clone(), year.evidence.clone());
        let matrix = Matrix::of(&self.years.iter().map(own).collect::<Vec<_>>(), &self.crosswalks);
        let history = self.history();
        let Year { criteria, evidence, scores, standings } = now;
        let (comparison, language) = (Some(&comparison), cli.language());
        let report = Report { criteria, evidence, scores, standings, comparison, language };
        let analyses = Analyses {
            movement: Some(&movement),
            difference: Some(&difference),
            history: Some(&history),
            matrix: Some(&matrix),
            robustness: None,
            opens,
        };
        shown(&report, form, &analyses)
    }
}

/// The page of a report with these analyses, or their book.
pub(super) fn shown(
    report: &Report<'_>,
    form: Format,
    analyses: &Analyses<'_>,
) -> Result<Vec<u8>, Failure> {
    match form {
        Format::Page => report.page_with(analyses).map(String::into_bytes),
        _ => report.analyses_book(analyses),
    }
    .map_err(Failure::System)
}

/// The years scored, the earliest first, each with the figures of the one before; and the folders of their criteria.
fn ranked(years: &[PathBuf], usage: &str) -> Result<(Vec<PathBuf>, Vec<Year>), Failure> {
    let mut read = Vec::new();
    let mut faults = Faults::default();
    for pair in years.chunks(2) {
        let [folder, figures] = pair else { continue };
        match one(folder, figures) {
            Ok((criteria, evidence)) => read.push((folder.clone(), criteria, evidence)),
            Err(error) => match error.faults() {
                Some(found) => faults.join(found.clone()),
                None => return Err(error.into()),
            },
        }
    }
    if faults.is_faulty() {
        return Err(Failure::Faults(faults));
    }
    read.sort_by_key(|(_, criteria, _)| criteria.year);
    let twice = read.windows(2).any(|two| match two {
        [(_, a, _), (_, b, _)] => a.year == b.year,
        _ => false,
    });
    if read.len() < 2 || twice {
        return Err(Failure::Usage(usage.to_owned()));
    }
    let (mut folders, mut years): (Vec<PathBuf>, Vec<Year>) = (Vec::new(), Vec::new());
    for (folder, criteria, evidence) in read {
        let evidence = match years.last() {
            Some(before) => evidence.following(&criteria, &before.evidence, &before.criteria),
            None => evidence,
        };
        folders.push(folder);
        years.push(Year::ranked(criteria, evidence));
    }
    Ok((folders, years))
}

fn one(criteria: &Path, evidence: &Path) -> Result<(Criteria, Evidence), Error> {
    let criteria = Criteria::read(criteria)?;
    let evidence = Evidence::read(evidence, &criteria)?;
    Ok((criteria, evidence))
}

/// From each year to the next.
fn crosswalks(folders: &[PathBuf], years: &[Year]) -> Result<Vec<Crosswalk>, Failure> {
    let steps = years.windows(2).zip(folders.iter().skip(1));
    let step = |(two, folder): (&[Year], &PathBuf)| match two {
        [before, now] => Some(
            Crosswalk::beside(folder, &before.criteria, &now.criteria).map_err(Failure::Faults),
        ),
        _ => None,
    };
    steps.filter_map(step).collect()
}
