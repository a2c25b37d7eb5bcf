//! `crosswalk`: how one year's items became another's, drafted for a person to confirm.

use std::path::Path;

use par_index::report::{crosswalk_csv, crosswalk_json};
use par_index::{Criteria, Crosswalk, Error};

use crate::cli::{Cli, Format};
use crate::output::{self, Failure};

pub(crate) fn run(cli: &Cli, earlier: &Path, later: &Path) -> Result<(), Failure> {
    let form = output::form(cli)?;
    let (before, now) = (
        Criteria::read(earlier).map_err(Error::from)?,
        Criteria::read(later).map_err(Error::from)?,
    );
    let crosswalk = Crosswalk::beside(later, &before, &now).map_err(Failure::Faults)?;
    let answer = match form {
        Format::Text => crosswalk.to_yaml(&before, &now, cli.language()).into_bytes(),
        Format::Json => crosswalk_json(&crosswalk).into_bytes(),
        Format::Csv => crosswalk_csv(&crosswalk),
        #[cfg(feature = "parquet")]
        Format::Parquet => {
            par_index::report::crosswalk_parquet(&crosswalk).map_err(Failure::System)?
        }
        Format::Xlsx | Format::Page => {
            return Err(output::only("crosswalk", ".yaml, .json, .csv, .parquet"));
        }
    };
    output::write(cli, &answer)
}
