//! `check`: proves criteria sets sound.

use std::path::PathBuf;

use par_index::fault::Faults;
use par_index::{Criteria, Error};

use crate::cli::{Cli, Format};
use crate::output::{self, Failure};

pub(crate) fn run(cli: &Cli, sets: &[PathBuf]) -> Result<(), Failure> {
    let mut found = Faults::default();
    for set in sets {
        match Criteria::read(set).map_err(Error::from) {
            Ok(criteria) => found.join(criteria.notes),
            Err(error) => found
                .join(error.faults().cloned().ok_or_else(|| Failure::System(error.to_string()))?),
        }
    }
    let mut answer = output::findings(cli, &found)?;
    if output::form(cli)? == Format::Text {
        answer.extend(
            par_index::report::check_summary(sets.len(), &found, cli.language()).into_bytes(),
        );
    }
    output::write(cli, &answer)?;
    if found.is_faulty() { Err(Failure::Told) } else { Ok(()) }
}
