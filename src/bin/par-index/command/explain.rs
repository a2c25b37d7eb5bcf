//! `explain`: why agencies earned what they earned, and every point that they did not.

use par_index::advice::Outlook;
use par_index::report::GroupedBy;
use par_index::{AgencyCode, Lanes, Plan, Report};

use crate::cli::{By, Cli, Explain, Format};
use crate::input::Round;
use crate::output::{self, Failure};

pub(crate) fn run(cli: &Cli, asked: &Explain) -> Result<(), Failure> {
    let form = output::form(cli)?;
    let round = Round::of(&asked.years)?;
    let report = round.report(cli.language());
    let agencies = agencies(&report, asked.agency.as_deref(), asked.group.as_deref())?;
    let answer = match (asked.losses, agencies.as_slice()) {
        (Some(by), _) => losses(&report, form, &agencies, by)?,
        (None, [agency]) if asked.open => outlook(&report, form, agency, asked)?,
        (None, _) => explanation(&report, form, &agencies, asked)?,
    };
    output::write(cli, &answer)
}

/// The agencies asked for: one, a peer group's, or all.
pub(crate) fn agencies(
    report: &Report<'_>,
    agency: Option<&str>,
    group: Option<&str>,
) -> Result<Vec<AgencyCode>, Failure> {
    let code = agency.map(AgencyCode::from);
    if let Some(unknown) = code.as_ref().filter(|code| report.standings.of(code).is_none()) {
        return Err(Failure::Usage(report.no_such_agency(unknown)));
    }
    let wanted = |standing: &&par_index::standings::Standing| {
        let agency = &standing.agency;
        code.as_ref().is_none_or(|code| agency.code == *code)
            && group.is_none_or(|group| agency.group.as_str() == group)
    };
    let agencies = report.standings.standings.iter().filter(wanted);
    let agencies: Vec<AgencyCode> = agencies.map(|standing| standing.agency.code.clone()).collect();
    match group {
        Some(group) if agencies.is_empty() => Err(Failure::Usage(report.no_such_group(group))),
        _ => Ok(agencies),
    }
}

/// The score as an interval, while figures of the agency are missing.
fn outlook(
    report: &Report<'_>,
    form: Format,
    agency: &AgencyCode,
    asked: &Explain,
) -> Result<Vec<u8>, Failure> {
    let (criteria, evidence) = (report.criteria, report.evidence);
    let outlook = Outlook::of(criteria, &Plan::compile(criteria), evidence, agency, asked.on);
    let outlook = outlook.ok_or_else(|| Failure::Usage(report.no_such_agency(agency)))?;
    match form {
        Format::Text => Ok(report.outlook_text(&outlook).into_bytes()),
        Format::Json => Ok(report.outlook_json(&outlook).into_bytes()),
        _ => Err(Failure::Usage("explain --open: --format text|json".to_owned())),
    }
}

fn explanation(
    report: &Report<'_>,
    form: Format,
    agencies: &[AgencyCode],
    asked: &Explain,
) -> Result<Vec<u8>, Failure> {
    Ok(match (form, agencies) {
        (Format::Text, _) => {
            let (criteria, evidence) = (report.criteria, report.evidence);
            let lanes = || Lanes::compare(criteria, &Plan::compile(criteria), evidence);
            let lanes = evidence.has_lanes().then(lanes);
            let text = |code| report.explanation_with_lanes(code, asked.all, lanes.as_ref());
            agencies.iter().map(text).collect::<Vec<_>>().join("\n").into_bytes()
        }
        (Format::Json, [code]) => report.explanation_json(code).into_bytes(),
        (Format::Json, _) => report.standings_json().into_bytes(),
        (Format::Csv, _) => report.explanation_csv(agencies),
        #[cfg(feature = "parquet")]
        (Format::Parquet, _) => report.explanation_parquet(agencies).map_err(Failure::System)?,
        (Format::Xlsx, _) => {
            return Err(Failure::Usage(
                "explain: --losses item|area|office|cause --out FILE.xlsx".to_owned(),
            ));
        }
        (Format::Page, _) => return Err(no_page()),
    })
}

fn losses(
    report: &Report<'_>,
    form: Format,
    agencies: &[AgencyCode],
    by: By,
) -> Result<Vec<u8>, Failure> {
    let by = match by {
        By::Item => GroupedBy::Item,
        By::Area => GroupedBy::Area,
        By::Office => GroupedBy::Office,
        By::Cause => GroupedBy::Cause,
    };
    Ok(match form {
        Format::Text => report.losses_text(agencies, by).into_bytes(),
        Format::Json => report.losses_json(agencies).into_bytes(),
        Format::Csv => report.losses_csv(agencies),
        #[cfg(feature = "parquet")]
        Format::Parquet => report.losses_parquet(agencies).map_err(Failure::System)?,
        Format::Xlsx => report.losses_book(agencies, by).map_err(Failure::System)?,
        Format::Page => return Err(no_page()),
    })
}

/// A page is of all agencies.
fn no_page() -> Failure {
    Failure::Usage("explain: --out .txt, .json, .csv, .parquet; .html: score, compare".to_owned())
}
