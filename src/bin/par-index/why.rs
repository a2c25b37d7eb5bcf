//! `why`: the causes of each agency's change since an earlier year.

use par_index::movement::Assessment;
use par_index::report::{movement_csv, movement_json, movement_text};
use par_index::{AgencyCode, Criteria, Crosswalk, Error, Evidence, Movement};

use crate::cli::{Cli, Format, Why};
use crate::input::Round;
use crate::output::{self, Failure};

pub(crate) fn run(cli: &Cli, asked: &Why) -> Result<(), Failure> {
    let [criteria, evidence] = asked.years.earlier.as_slice() else {
        return Err(Failure::Usage("why: --earlier CRITERIA EVIDENCE".to_owned()));
    };
    let form = output::form(cli)?;
    let round = Round::of(&asked.years)?;
    let before = Criteria::read(criteria).map_err(Error::from)?;
    let figures = Evidence::read(evidence, &before).map_err(Error::from)?;
    let now = &round.year;
    let crosswalk = Crosswalk::beside(&asked.years.criteria, &before, &now.criteria)
        .map_err(Failure::Faults)?;
    let movement = Movement::between(
        Assessment { criteria: &before, evidence: &figures, own: &figures },
        Assessment { criteria: &now.criteria, evidence: &now.evidence, own: &now.evidence },
        &crosswalk,
    );
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
    };
    output::write(cli, &answer)
}
