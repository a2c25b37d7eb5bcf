//! `why`: the causes of each agency's change since an earlier year.

use clap::Args;
use par_index::evidence::Lane;
use par_index::movement::Assessment;
use par_index::report::{Analyses, View, movement_csv, movement_json, movement_text};
use par_index::{AgencyCode, Crosswalk, Difference, Evidence, Movement};

use super::several;
use crate::cli::{Cli, Format, Years};
use crate::input::{Round, Year};
use crate::output::{self, Failure};

#[derive(Args, Debug)]
pub(crate) struct Why {
    #[command(flatten)]
    pub years: Years,
    /// The agency's code; all agencies unless given
    #[arg(long)]
    pub agency: Option<String>,
}

pub(crate) fn run(cli: &Cli, asked: &Why) -> Result<(), Failure> {
    let form = output::form(cli)?;
    let round = Round::of(&asked.years)?;
    let (now, Some(before)) = (&round.year, &round.earlier) else {
        return Err(Failure::Usage("why: --earlier CRITERIA EVIDENCE".to_owned()));
    };
    let crosswalk = Crosswalk::beside(&asked.years.criteria, &before.criteria, &now.criteria)
        .map_err(Failure::Faults)?;
    let movement = movement(before, now, &crosswalk);
    let standings = now.standings.standings.iter();
    let agencies: Vec<AgencyCode> = match &asked.agency {
        None => standings.map(|standing| standing.agency.code.clone()).collect(),
        Some(code) => {
            let code = AgencyCode::from(code.as_str());
            if now.standings.of(&code).is_none() {
                let told = round.report(cli.language()).no_such_agency(&code);
                return Err(Failure::Usage(told));
            }
            vec![code]
        }
    };
    let language = cli.language();
    let answer = match form {
        Format::Text => movement_text(&movement, &agencies, language).into_bytes(),
        Format::Json => movement_json(&movement, &agencies, language).into_bytes(),
        Format::Csv => movement_csv(&movement, &agencies),
        #[cfg(feature = "parquet")]
        Format::Parquet => {
            par_index::report::movement_parquet(&movement, &agencies).map_err(Failure::System)?
        }
        Format::Xlsx | Format::Page => {
            let opens = match agencies.as_slice() {
                [agency] => View::Agency(agency),
                _ => View::Years,
            };
            shown(cli, form, &round, &crosswalk, opens)?
        }
    };
    output::write(cli, &answer)
}

/// Why every agency moved between two years.
pub(super) fn movement(before: &Year, now: &Year, crosswalk: &Crosswalk) -> Movement {
    let (earlier_own, later_own) = (own(&before.evidence), own(&now.evidence));
    Movement::between(
        assessment(before, earlier_own.as_ref()),
        assessment(now, later_own.as_ref()),
        crosswalk,
    )
}

/// The page, or the book, of a round with why everybody moved and what the later set changed.
pub(super) fn shown(
    cli: &Cli,
    form: Format,
    round: &Round,
    crosswalk: &Crosswalk,
    opens: View<'_>,
) -> Result<Vec<u8>, Failure> {
    let (now, Some(before)) = (&round.year, &round.earlier) else {
        return Ok(Vec::new());
    };
    let movement = movement(before, now, crosswalk);
    let (earlier, later) = (&before.criteria, &now.criteria);
    let difference = Difference::between(earlier, later, crosswalk);
    let difference = difference.on(&before.evidence, earlier, later, crosswalk);
    let analyses = Analyses {
        movement: Some(&movement),
        difference: Some(&difference),
        opens,
        ..Analyses::default()
    };
    several::shown(&round.report(cli.language()), form, &analyses)
}

/// The figures as the agencies gave them, where any lane after theirs says something.
fn own(evidence: &Evidence) -> Option<Evidence> {
    evidence.has_lanes().then(|| evidence.clone().in_lane(Lane::SelfScored))
}

fn assessment<'a>(year: &'a Year, own: Option<&'a Evidence>) -> Assessment<'a> {
    let Year { criteria, evidence, .. } = year;
    Assessment { criteria, evidence, own: own.unwrap_or(evidence) }
}
