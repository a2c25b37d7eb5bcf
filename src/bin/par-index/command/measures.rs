//! `measures`: registers and ballots counted into evidence, or the SQL that counts them.

use std::path::{Path, PathBuf};

use par_index::measure::Engine;
use par_index::report::{measures_csv, measures_json, measures_text};
use par_index::{Counted, Criteria, Error, Measured, Measures};

use crate::cli::{Cli, Format, Measures as Asked, Sql};
use crate::output::{self, Failure};

pub(crate) fn run(cli: &Cli, asked: &Asked) -> Result<(), Failure> {
    let form = output::form(cli)?;
    let criteria = Criteria::read(&asked.criteria).map_err(Error::from)?;
    let measures = Measures::read(&asked.criteria, &criteria).map_err(Error::from)?;
    let files = named(&measures, &asked.registers)?;
    if let Some(engine) = asked.sql {
        return sql(cli, asked, engine, &measures, &files);
    }
    let agencies = agencies(asked, &files)?;
    let counted = if asked.counted {
        Counted::read_tables(&measures, agencies, &files)
    } else if asked.counts.is_none() {
        Counted::read_as_fed(&measures, agencies, &files, asked.every_year)
    } else {
        Counted::read(&measures, agencies, &files, asked.every_year)
    };
    let counted = counted.map_err(Error::from)?;
    if let Some(name) = &asked.counts {
        return counts(cli, form, &measures, &counted, name);
    }
    let measured = Measured::of(&measures, &counted).map_err(Failure::Faults)?;
    let answer = match form {
        Format::Text => measures_text(&measured, cli.language()).into_bytes(),
        Format::Json => measures_json(&measured, cli.language()).into_bytes(),
        Format::Csv => measures_csv(&measured),
        #[cfg(feature = "parquet")]
        Format::Parquet => {
            par_index::report::measures_parquet(&measured).map_err(Failure::System)?
        }
        Format::Xlsx | Format::Page => {
            return Err(output::only("measures", ".txt, .json, .csv, .parquet"));
        }
    };
    // the program ends: its memory goes back whole, not piece by piece
    std::mem::forget((counted, measured));
    output::write(cli, &answer)
}

/// `NAME=FILE`, or `FILE` where there is only one register or survey.
pub(super) fn named(
    measures: &Measures,
    written: &[String],
) -> Result<Vec<(String, PathBuf)>, Failure> {
    let known: Vec<&str> = measures.names().collect();
    let mut files = Vec::new();
    for text in written {
        let parted = text.split_once('=').filter(|(name, _)| known.contains(name));
        match (parted, known.as_slice()) {
            (Some((name, file)), _) => files.push((name.to_owned(), PathBuf::from(file))),
            (None, [only]) => files.push(((*only).to_owned(), PathBuf::from(text))),
            (None, _) => {
                let known = known.join(" | ");
                return Err(Failure::Usage(format!("measures: `{text}`: NAME=FILE ({known})")));
            }
        }
    }
    Ok(files)
}

/// The register of agencies: as asked, else where the files are.
fn agencies(asked: &Asked, files: &[(String, PathBuf)]) -> Result<PathBuf, Failure> {
    match &asked.agencies {
        Some(agencies) => Ok(agencies.clone()),
        None => agencies_beside(files),
    }
}

/// The register of agencies beside the first file or in one of two folders above it.
pub(super) fn agencies_beside(files: &[(String, PathBuf)]) -> Result<PathBuf, Failure> {
    let Some((_, first)) = files.first() else {
        return Err(Failure::Usage("measures: CRITERIA NAME=FILE…".to_owned()));
    };
    let folders = first.parent().into_iter().flat_map(|folder| folder.ancestors().take(3));
    let found = folders.map(|folder| folder.join("agencies.yaml")).find(|file| file.is_file());
    found.ok_or_else(|| Failure::Usage("measures: --agencies agencies.yaml".to_owned()))
}

fn sql(
    cli: &Cli,
    asked: &Asked,
    engine: Sql,
    measures: &Measures,
    files: &[(String, PathBuf)],
) -> Result<(), Failure> {
    let engine = match engine {
        Sql::Duckdb => Engine::DuckDb,
        Sql::Spark => Engine::Spark,
        Sql::Postgres => Engine::Postgres,
        Sql::Datafusion => Engine::DataFusion,
    };
    let text = |file: &Path| file.display().to_string();
    let files: Vec<(String, String)> =
        files.iter().map(|(name, file)| (name.clone(), text(file))).collect();
    let parts = measures.sql(engine, &files, asked.every_year);
    let parts: Vec<String> =
        parts.into_iter().map(|(name, sql)| format!("-- {name}\n{sql};\n")).collect();
    output::write(cli, parts.join("\n").as_bytes())
}

fn counts(
    cli: &Cli,
    form: Format,
    measures: &Measures,
    counted: &Counted,
    name: &str,
) -> Result<(), Failure> {
    let none = || Failure::Usage(format!("--counts: `{name}`"));
    let answer = match form {
        Format::Text | Format::Csv => counted.csv(measures, name).ok_or_else(none)?,
        #[cfg(feature = "parquet")]
        Format::Parquet => {
            counted.parquet(measures, name).ok_or_else(none)?.map_err(Failure::System)?
        }
        _ => return Err(output::only("measures --counts", ".csv, .parquet")),
    };
    output::write(cli, &answer)
}
