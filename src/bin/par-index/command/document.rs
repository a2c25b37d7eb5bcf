//! `document`: the annex, the report on the round and the letter to one agency, as Word opens them.

use par_index::{AgencyCode, Office};

use crate::cli::{Cli, Document, Paper};
use crate::input::Round;
use crate::output::{self, Failure};

pub(crate) fn run(cli: &Cli, asked: &Document) -> Result<(), Failure> {
    let named = |out: &std::path::PathBuf| out.extension().is_some_and(|suffix| suffix == "docx");
    if !cli.out.as_ref().is_some_and(named) {
        return Err(Failure::Usage("document: --out FILE.docx".to_owned()));
    }
    let office = office(asked)?;
    let round = Round::of(&asked.years)?;
    let report = round.report(cli.language());
    let answer = match asked.paper {
        Paper::Annex => report.annex_docx(&office),
        Paper::Round => report.round_docx(&office),
        Paper::Letter => {
            let agency = AgencyCode::from(asked.agency.as_deref().unwrap_or_default());
            let letter = report.letter_docx(&office, &agency).transpose();
            letter.ok_or_else(|| Failure::Usage(report.no_such_agency(&agency)))?
        }
    };
    output::write(cli, &answer.map_err(Failure::System)?)
}

fn office(asked: &Document) -> Result<Office, Failure> {
    let Some(path) = &asked.office else {
        return Ok(Office::default());
    };
    let file = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| Failure::System(format!("{file}: {error}")))?;
    Office::parse(&file, &bytes).map_err(Failure::Faults)
}
