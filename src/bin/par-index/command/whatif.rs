//! `whatif`: figures or rules changed, and who moves.

use par_index::advice::Effect;
use par_index::{AgencyCode, Criteria, Error, Evidence};

use crate::cli::{Cli, Format, Whatif};
use crate::input::Round;
use crate::output::{self, Failure};

pub(crate) fn run(cli: &Cli, asked: &Whatif) -> Result<(), Failure> {
    let form = output::form(cli)?;
    let before = Round::of(&asked.years)?;
    let after = changed(asked)?;
    let effect = Effect::between(&before.year.standings, &after.year.standings);
    let report = before.report(cli.language());
    let answer = match form {
        Format::Text => report.effect_text(&effect),
        Format::Json => report.effect_json(&effect),
        _ => return Err(Failure::Usage("whatif: --format text|json".to_owned())),
    };
    output::write(cli, answer.as_bytes())
}

/// The year again, by the other rules and with the other figures.
fn changed(asked: &Whatif) -> Result<Round, Failure> {
    let read = |criteria, evidence, columns| -> Result<_, Error> {
        let criteria = Criteria::read(criteria)?;
        let evidence = Evidence::read_with_columns(evidence, columns, &criteria)?;
        let evidence = evidence.in_lane(asked.years.lane.into());
        Ok((criteria, evidence))
    };
    let rules = asked.rules.as_ref().unwrap_or(&asked.years.criteria);
    let (criteria, evidence) = read(rules, &asked.years.evidence, asked.years.columns.as_deref())?;
    let evidence = match &asked.agency {
        Some(agency) => {
            let figures = asked.set.iter();
            let figures: Vec<(&str, &str)> =
                figures.map(|(name, text)| (name.as_str(), text.as_str())).collect();
            evidence
                .with_figures(&criteria, &AgencyCode::from(agency.as_str()), &figures)
                .map_err(Error::from)?
        }
        None => evidence,
    };
    let earlier = match asked.years.earlier.as_slice() {
        [before, figures] => Some(read(before, figures, None)?),
        _ => None,
    };
    Round::between(earlier, (criteria, evidence)).proved()
}
