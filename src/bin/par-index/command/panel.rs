//! `panel`: a wide table of many agencies and years, scored and ranked in one pass.

use std::panic::resume_unwind;
use std::path::PathBuf;
use std::thread;

use clap::Args;
use par_index::panel::{Form, Table};
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
    // the table is opened while the set is read
    let (criteria, table) = thread::scope(|scope| {
        let table = scope.spawn(|| Table::open(&asked.table, asked.columns.as_deref()));
        (Criteria::read(&asked.criteria), table.join())
    });
    let criteria = criteria.map_err(Error::from)?;
    let table = table.unwrap_or_else(|panic| resume_unwind(panic)).map_err(Error::from)?;
    let panel = Panel::score(&criteria, table, form).map_err(Error::from)?;
    output::write_by(cli, |to| panel.write(to))
}
