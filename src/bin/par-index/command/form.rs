//! `form`: the workbook in which an agency scores itself.

use par_index::{AgencyCode, Criteria, Error, Evidence, Form};

use crate::cli::{self, Cli};
use crate::output::{self, Failure};

pub(crate) fn run(cli: &Cli, asked: &cli::Form) -> Result<(), Failure> {
    let is_book = |out: &std::path::PathBuf| out.extension().is_some_and(|suffix| suffix == "xlsx");
    if !cli.out.as_ref().is_some_and(is_book) {
        return Err(Failure::Usage("form: --out FILE.xlsx".to_owned()));
    }
    let language = cli.language();
    let criteria = Criteria::read(&asked.criteria).map_err(Error::from)?;
    let agency = AgencyCode::from(asked.agency.as_str());
    let evidence = asked.evidence.as_ref().map(|path| Evidence::read(path, &criteria));
    let evidence = evidence.transpose().map_err(Error::from)?;
    let form = match &evidence {
        Some(evidence) => Form::of(&criteria, evidence, &agency, language),
        None => Form::blank(&criteria, &agency, language),
    };
    let form = form.map_err(|why| Failure::Usage(language.say(&why)))?;
    output::write(cli, &form.workbook().map_err(Failure::System)?)
}
