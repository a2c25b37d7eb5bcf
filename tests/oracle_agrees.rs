//! The engine and the oracle make the same of thousands of generated sets and agencies, to the last digit.

use std::collections::BTreeMap;

use par_index::evidence::Lane;
use par_index::scores::Status;
use par_index::{AgencyCode, Criteria, Evidence, Plan, Scores, Standings};

use crate::oracle::lanes::agrees_in_every_lane;
use crate::oracle::{NodeOutcome, Outcome, agrees_on};

fn engine(criteria: &[(String, String)], evidence: &[(String, String)]) -> Vec<Outcome> {
    engine_in(Lane::Final, criteria, evidence)
}

fn engine_in(
    lane: Lane,
    criteria: &[(String, String)],
    evidence: &[(String, String)],
) -> Vec<Outcome> {
    let texts: Vec<(&str, &str)> =
        criteria.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let criteria = Criteria::from_texts(&texts).unwrap_or_else(|error| panic!("{error}"));
    let files: Vec<(&str, &[u8])> =
        evidence.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let evidence =
        Evidence::from_files(&files, &criteria).unwrap_or_else(|error| panic!("{error}"));
    let evidence = evidence.in_lane(lane);
    let scores = Scores::award(&Plan::compile(&criteria), &evidence);
    let standings = Standings::rank(&criteria, &evidence, &scores);
    crate::losses::assert_conserved(&par_index::Report {
        criteria: &criteria,
        evidence: &evidence,
        scores: &scores,
        standings: &standings,
        comparison: None,
        language: par_index::Language::English,
    });
    let outcome = |standing: &par_index::standings::Standing| Outcome {
        code: standing.agency.code.to_string(),
        points: standing.points.to_string(),
        max: standing.max.to_string(),
        percent: standing.percent.as_ref().map(ToString::to_string),
        tier: standing.tier.as_ref().map(|tier| tier.name.clone()),
        rank: standing.rank.map(|rank| usize::try_from(rank.0).unwrap()),
        nodes: nodes(&scores, &standing.agency.code),
    };
    standings.standings.iter().map(outcome).collect()
}

fn nodes(scores: &Scores, agency: &AgencyCode) -> BTreeMap<String, NodeOutcome> {
    let node = |id: &str| {
        let award = scores.of(agency, id).unwrap();
        let status = match award.status {
            Some(Status::Scored) => "scored",
            Some(Status::Missing) => "missing",
            Some(Status::NotSubmitted) => "not_submitted",
            Some(Status::NotApplicable | Status::NotApplicableByRule | Status::NoSurvey) => {
                "not_applicable"
            }
            None => "",
        };
        NodeOutcome {
            points: award.points.to_string(),
            max: award.max.to_string(),
            status: status.to_owned(),
        }
    };
    scores.ids().map(|id| (id.to_string(), node(id.as_str()))).collect()
}

/// How many cases: `PAR_INDEX_CASES`, else enough for every run of the tests.
fn cases() -> u32 {
    std::env::var("PAR_INDEX_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(1_000)
}

#[test]
fn the_oracle_agrees_to_the_last_digit() {
    agrees_on(cases(), 2018, engine);
}

#[test]
fn the_oracle_agrees_in_every_lane() {
    // three scorings for each case
    agrees_in_every_lane(cases() / 4 + 1, 2019, |lane, criteria, evidence| {
        let lane = Lane::ALL.into_iter().find(|known| known.word() == lane).unwrap();
        engine_in(lane, criteria, evidence)
    });
}
