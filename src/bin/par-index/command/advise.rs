//! `advise`: the cheapest mends that reach a goal.

use par_index::advice::{Asked, Goal, Limits, Others};
use par_index::{Advice, AgencyCode, Criteria, Error, Evidence, Plan, Scores, Standings};

use crate::cli::{Advise, Cli, Format, Rivals};
use crate::input::Round;
use crate::output::{self, Failure};

pub(crate) fn run(cli: &Cli, asked: &Advise) -> Result<(), Failure> {
    let form = output::form(cli)?;
    let goal = Goal::parse(&asked.reach)
        .ok_or_else(|| Failure::Usage("--reach: tier:NAME | rank:N | points:N | +N".to_owned()))?;
    let round = Round::of(&asked.years)?;
    let report = round.report(cli.language());
    let agency = AgencyCode::from(asked.agency.as_str());
    if report.standings.of(&agency).is_none() {
        return Err(Failure::Usage(report.no_such_agency(&agency)));
    }
    let earlier = earlier(asked)?;
    let plan = Plan::compile(&round.year.criteria);
    let advice = Advice::seek(&Asked {
        criteria: &round.year.criteria,
        plan: &plan,
        evidence: &round.year.evidence,
        scores: &round.year.scores,
        standings: &round.year.standings,
        agency: agency.clone(),
        goal: goal.clone(),
        limits: limits(asked, &round.year.criteria)?,
        others: match (asked.others, &earlier) {
            (Rivals::Still, _) => Others::Still,
            (Rivals::Worst, _) => Others::AtBest,
            (Rivals::LastYear, Some(earlier)) => Others::LikeLastYear(earlier),
            (Rivals::LastYear, None) => {
                let usage = "--others last-year: --earlier CRITERIA EVIDENCE";
                return Err(Failure::Usage(usage.to_owned()));
            }
        },
        plans: asked.plans.into(),
    });
    let Some(advice) = advice else {
        let tier = asked.reach.trim_start_matches("tier:");
        return Err(Failure::Usage(report.no_such_tier(&agency, tier)));
    };
    let answer = match form {
        Format::Text => report.advice_text(&advice),
        Format::Json => report.advice_json(&advice),
        _ => return Err(Failure::Usage("advise: --format text|json".to_owned())),
    };
    output::write(cli, answer.as_bytes())
}

/// The earlier year's standings, when they are given.
fn earlier(asked: &Advise) -> Result<Option<Standings>, Failure> {
    let [criteria, evidence] = asked.years.earlier.as_slice() else {
        return Ok(None);
    };
    let ranked = || -> Result<Standings, Error> {
        let criteria = Criteria::read(criteria)?;
        let evidence = Evidence::read(evidence, &criteria)?.in_lane(asked.years.lane.into());
        let scores = Scores::award(&Plan::compile(&criteria), &evidence);
        Ok(Standings::rank(&criteria, &evidence, &scores))
    };
    Ok(Some(ranked()?))
}

fn limits(asked: &Advise, criteria: &Criteria) -> Result<Limits, Failure> {
    let Some(path) = &asked.limits else {
        return Ok(Limits::default());
    };
    let file = path.display().to_string();
    let text = std::fs::read_to_string(path)
        .map_err(|error| Failure::System(format!("{file}: {error}")))?;
    Limits::parse(&file, &text, criteria).map_err(Failure::Faults)
}
