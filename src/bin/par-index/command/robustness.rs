//! `robustness`: how sure the ranks are.

use par_index::code::PeerGroup;
use par_index::measure::Consistency;
use par_index::report::{Analyses, View};
use par_index::robustness::{Sensitivity, Settings};
use par_index::{Criteria, Error, Measures, Robustness};

use super::several;
use crate::cli::{Cli, Format, Resample};
use crate::input::Round;
use crate::output::{self, Failure};

use super::measures::{agencies_beside, named};

pub(crate) fn run(cli: &Cli, asked: &Resample) -> Result<(), Failure> {
    let form = output::form(cli)?;
    let round = Round::of(&asked.years)?;
    let report = round.report(cli.language());
    let known = |name: &&String| {
        report.standings.groups.iter().any(|group| group.name.as_str() == name.as_str())
    };
    if let Some(name) = asked.group.as_ref().filter(|name| !known(name)) {
        return Err(Failure::Usage(report.no_such_group(name)));
    }
    let settings = Settings {
        seed: asked.seed,
        replicates: asked.replicates,
        level: asked.level.clone(),
        group: asked.group.as_deref().map(PeerGroup::from),
        top: asked.top,
    };
    let (year, standings) = (&round.year, report.standings);
    let mut robustness =
        Robustness::of(&year.criteria, &year.evidence, &year.scores, standings, &settings);
    robustness.consistency = consistency(asked, &year.criteria)?;
    let group = settings.group.as_ref();
    let sensitivity =
        || Sensitivity::of(&year.criteria, &year.evidence, &year.scores, standings, group);
    let answer = match form {
        Format::Json => report.robustness_json(&robustness, &sensitivity()).into_bytes(),
        Format::Csv => report.robustness_csv(&robustness),
        #[cfg(feature = "parquet")]
        Format::Parquet => report.robustness_parquet(&robustness).map_err(Failure::System)?,
        Format::Xlsx | Format::Page => {
            let (robustness, opens) = (Some(&robustness), View::Sureness);
            several::shown(&report, form, &Analyses { robustness, opens, ..Analyses::default() })?
        }
        Format::Text => report.robustness_text(&robustness, &sensitivity()).into_bytes(),
    };
    output::write(cli, &answer)
}

/// How far the questions of the surveys measure one thing, where their ballots were given.
fn consistency(asked: &Resample, criteria: &Criteria) -> Result<Option<Vec<Consistency>>, Failure> {
    if asked.ballots.is_empty() {
        return Ok(None);
    }
    let measures = Measures::read(&asked.years.criteria, criteria).map_err(Error::from)?;
    let files = named(&measures, &asked.ballots)?;
    let found = Consistency::read(&measures, agencies_beside(&files)?, &files);
    Ok(Some(found.map_err(Error::from)?))
}
