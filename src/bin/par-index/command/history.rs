//! `history`: several years side by side.

use std::path::{Path, PathBuf};

use par_index::fault::Faults;
use par_index::history::Round;
use par_index::{Criteria, Crosswalk, Error, Evidence, History, Report};

use crate::cli::{Cli, Format};
use crate::input::Year;
use crate::output::{self, Failure};

const USAGE: &str = "history: --year CRITERIA EVIDENCE, for each of at least two different years";

pub(crate) fn run(cli: &Cli, years: &[PathBuf]) -> Result<(), Failure> {
    let form = output::form(cli)?;
    if matches!(form, Format::Xlsx | Format::Page) {
        let usage = "history: --format text|json|csv, --out .txt, .json, .csv, .parquet";
        return Err(Failure::Usage(usage.to_owned()));
    }
    let (folders, years) = ranked(years)?;
    let crosswalks = crosswalks(&folders, &years)?;
    let rounds: Vec<Round<'_>> = years
        .iter()
        .map(|Year { criteria, scores, standings, .. }| Round { criteria, scores, standings })
        .collect();
    let history = History::of(&rounds, &crosswalks);
    let Some(Year { criteria, evidence, scores, standings }) = years.last() else {
        return Err(Failure::Usage(USAGE.to_owned()));
    };
    let language = cli.language();
    let report = Report { criteria, evidence, scores, standings, comparison: None, language };
    let answer = match form {
        Format::Json => report.history_json(&history).into_bytes(),
        Format::Csv => report.history_csv(&history),
        #[cfg(feature = "parquet")]
        Format::Parquet => report.history_parquet(&history).map_err(Failure::System)?,
        _ => report.history_text(&history).into_bytes(),
    };
    output::write(cli, &answer)
}

/// The years scored, the earliest first, each with the figures of the one before; and the folders of their criteria.
fn ranked(years: &[PathBuf]) -> Result<(Vec<PathBuf>, Vec<Year>), Failure> {
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
        return Err(Failure::Usage(USAGE.to_owned()));
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
