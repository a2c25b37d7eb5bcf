//! `review`: where an appraiser should look first.

use par_index::review::Asked;
use par_index::{Plan, Review};

use crate::cli::{self, Cli, Format};
use crate::input::Round;
use crate::output::{self, Failure};

pub(crate) fn run(cli: &Cli, asked: &cli::Review) -> Result<(), Failure> {
    let form = output::form(cli)?;
    let round = Round::of(&asked.years)?;
    let report = round.report(cli.language());
    let mut groups = report.standings.groups.iter().map(|group| &group.name);
    let group = asked.group.as_deref();
    let named = group.map(|name| {
        let known = groups.find(|known| known.as_str() == name);
        known.cloned().ok_or_else(|| Failure::Usage(report.no_such_group(name)))
    });
    let year = &round.year;
    let review = Review::of(&Asked {
        criteria: &year.criteria,
        plan: &Plan::compile(&year.criteria),
        evidence: &year.evidence,
        scores: &year.scores,
        standings: &year.standings,
        earlier: round
            .earlier
            .as_ref()
            .map(|earlier| (&earlier.criteria, &earlier.evidence, &earlier.scores)),
        group: named.transpose()?,
        within: asked.within.clone(),
    });
    let answer = match form {
        Format::Text => report.review_text(&review, asked.top).into_bytes(),
        Format::Json => report.review_json(&review).into_bytes(),
        Format::Csv => report.review_csv(&review),
        _ => return Err(output::only("review", ".txt, .json, .csv")),
    };
    output::write(cli, &answer)
}
