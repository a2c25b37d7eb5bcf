//! The form: its formulas make of every agency what the engine makes of it.

mod book;
mod office;

use std::path::PathBuf;

use par_index::evidence::Lane;
use par_index::form::Outcome;
use par_index::{Criteria, Evidence, Form, Language, Plan, Scores, Standings};

use crate::{bundled, oracle, road};

/// What the engine makes of an agency, as a form would show it.
fn expected(
    criteria: &Criteria,
    scores: &Scores,
    standings: &Standings,
    agency: &par_index::AgencyCode,
) -> Outcome {
    let standing = standings.of(agency).unwrap();
    let node = |id: &par_index::code::ItemCode| {
        let award = scores.of(agency, id.as_str()).unwrap();
        (id.clone(), award.points, award.max)
    };
    let _ = criteria;
    Outcome {
        nodes: scores.ids().map(node).collect(),
        points: standing.points.clone(),
        max: standing.max.clone(),
        percent: standing.percent.clone(),
        tier: standing.tier.as_ref().map(|tier| tier.name.clone()),
    }
}

/// How many forms agreed; where one does not, what differs.
fn agree(criteria: &Criteria, evidence: &Evidence) -> Result<usize, String> {
    let scores = Scores::award(&Plan::compile(criteria), evidence);
    let standings = Standings::rank(criteria, evidence, &scores);
    for agency in evidence.agencies() {
        let form = Form::of(criteria, evidence, &agency.code, Language::Vietnamese).unwrap();
        let (ours, theirs) =
            (form.outcome(), expected(criteria, &scores, &standings, &agency.code));
        if ours != theirs {
            let nodes = ours.nodes.iter().zip(&theirs.nodes).find(|(a, b)| a != b);
            return Err(format!(
                "{}: {nodes:?}\nform {} of {} {:?} {:?}\nengine {} of {} {:?} {:?}",
                agency.code,
                ours.points,
                ours.max,
                ours.percent,
                ours.tier,
                theirs.points,
                theirs.max,
                theirs.percent,
                theirs.tier
            ));
        }
    }
    Ok(evidence.agencies().len())
}

#[test]
fn the_formulas_of_the_bundled_years_come_to_what_the_engine_awards() {
    for (place, year) in bundled::YEARS {
        let criteria = bundled::criteria(place, year);
        let evidence = bundled::evidence(place, year, &criteria);
        let agreed = agree(&criteria, &evidence);
        assert!(agreed.as_ref().is_ok_and(|agencies| *agencies > 10), "{place} {year}: {agreed:?}");
    }
}

/// Folders of cases of one year.
fn case_folders() -> Vec<PathBuf> {
    let folders = bundled::files("tests/cases", "csv").into_iter();
    let folders = folders.map(|file| file.parent().unwrap().to_owned());
    folders
        .filter(|folder| !folder.to_string_lossy().contains("faults"))
        .filter(|folder| folder.join("index.yaml").is_file())
        .collect()
}

/// Records worked out by hand for rules of real decisions, with the sets that they are for.
fn published() -> Vec<(String, Criteria, Evidence)> {
    let sets = bundled::sets();
    let folders = bundled::files("tests/published/rules", "csv").into_iter();
    let folders = folders.filter(|file| file.ends_with("evidence.csv"));
    folders
        .filter_map(|file| {
            let folder = file.parent().unwrap();
            let name = folder.file_name().unwrap().to_string_lossy().into_owned();
            let own = folder.join("index.yaml").is_file().then(|| folder.to_owned());
            let called = |set: &&String| set.replace("criteria/", "").replace('/', "-") == name;
            let set = own.or_else(|| sets.iter().find(called).map(|set| bundled::path(set)))?;
            let criteria = road::criteria(&set);
            let evidence = road::evidence_beside(folder, &criteria);
            Some((name, criteria, evidence))
        })
        .collect()
}

fn read(criteria: &[(String, String)], evidence: &[(String, String)]) -> (Criteria, Evidence) {
    let texts: Vec<(&str, &str)> =
        criteria.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let criteria = Criteria::from_texts(&texts).unwrap_or_else(|error| panic!("{error}"));
    let files: Vec<(&str, &[u8])> =
        evidence.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let evidence =
        Evidence::from_files(&files, &criteria).unwrap_or_else(|error| panic!("{error}"));
    (criteria, evidence)
}

#[test]
fn the_formulas_of_every_case_come_to_what_the_engine_awards() {
    let folders = case_folders();
    assert!(folders.len() > 40, "{}", folders.len());
    for folder in folders {
        let criteria = road::criteria(&folder);
        let evidence = road::evidence_beside(&folder, &criteria).in_lane(Lane::SelfScored);
        let agreed = agree(&criteria, &evidence);
        assert!(agreed.is_ok(), "{}: {}", folder.display(), agreed.unwrap_err());
    }
    let published = published();
    assert!(published.len() > 10, "{}", published.len());
    for (name, criteria, evidence) in published {
        let agreed = agree(&criteria, &evidence);
        assert!(agreed.is_ok(), "{name}: {}", agreed.unwrap_err());
    }
}

#[test]
fn the_formulas_of_generated_sets_come_to_what_the_engine_awards() {
    let cases = std::env::var("PAR_INDEX_CASES").ok().and_then(|cases| cases.parse().ok());
    let said = oracle::generated(cases.unwrap_or(300), 2025, |criteria, evidence| {
        let (criteria, evidence) = read(criteria, evidence);
        agree(&criteria, &evidence)
    });
    assert_eq!(said, "");
}
