//! `read`: self-assessment forms back into evidence.

use par_index::evidence::Gathered;
use par_index::{Criteria, Error};

use crate::cli::{Cli, ReadForms};
use crate::output::{self, Failure};

pub(crate) fn run(cli: &Cli, asked: &ReadForms) -> Result<(), Failure> {
    let usage = |text: &str| Failure::Usage(format!("read: {text}"));
    let suffix =
        cli.out.as_ref().and_then(|out| out.extension()).and_then(|suffix| suffix.to_str());
    let criteria = Criteria::read(&asked.criteria).map_err(Error::from)?;
    let gathered = Gathered::read(&asked.forms, asked.register.as_deref(), &criteria);
    let gathered = gathered.map_err(Error::from)?;
    let answer = match suffix {
        None | Some("csv") => gathered.csv(),
        Some("yaml" | "yml") => {
            let yaml = gathered.yaml();
            yaml.ok_or_else(|| usage("--out FILE.csv: several agencies"))?.into_bytes()
        }
        Some(_) => return Err(usage("--out FILE.csv | FILE.yaml")),
    };
    output::write(cli, &answer)
}
