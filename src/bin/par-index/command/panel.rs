//! `panel`: a wide table of many agencies and years, scored and ranked in one pass.

use std::path::PathBuf;

use clap::Args;
use par_index::panel::Form;
use par_index::{Criteria, Error, Panel};

use crate::cli::{Cli, Format};
use crate::output::{self, Failure};

#[derive(Args, Debug)]
pub(crate) struct Asked {
    /// Folder of the set, or its index.yaml
    pub criteria: PathBuf,
    /// CSV or Parquet: agency, group, year and figures by their names / bảng mỗi cơ quan, mỗi năm một dòng
    pub table: PathBuf,
    /// YAML that says what the table calls its columns / tên cột trong bảng
    #[arg(long, value_name = "MAP.yaml")]
    pub columns: Option<PathBuf>,
}

pub(crate) fn run(cli: &Cli, asked: &Asked) -> Result<(), Failure> {
    let form = match output::form(cli)? {
        Format::Csv | Format::Text => Form::Csv,
        #[cfg(feature = "parquet")]
        Format::Parquet => Form::Parquet,
        _ => return Err(output::only("panel", ".csv, .parquet")),
    };
    let criteria = Criteria::read(&asked.criteria).map_err(Error::from)?;
    let panel = Panel::score(&criteria, &asked.table, asked.columns.as_deref(), form)
        .map_err(Error::from)?;
    output::write_by(cli, |to| panel.write(to))
}
