//! `audit`: does the arithmetic of a published table hold.

use std::path::PathBuf;

use par_index::report::{audit_json, audit_text};
use par_index::{Audit, Error};

use crate::cli::{Cli, Format};
use crate::output::{self, Failure};

pub(crate) fn run(cli: &Cli, tables: &[PathBuf], columns: Option<&PathBuf>) -> Result<(), Failure> {
    let audit = Audit::read(tables, columns.map(PathBuf::as_path)).map_err(Error::from)?;
    let answer = match output::form(cli)? {
        Format::Json => audit_json(&audit, cli.language()),
        Format::Text => audit_text(&audit, cli.language()),
        _ => return Err(Failure::Usage("audit: --format text|json".to_owned())),
    };
    output::write(cli, answer.as_bytes())?;
    if audit.is_contradicted() { Err(Failure::Told) } else { Ok(()) }
}
