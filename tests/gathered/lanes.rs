//! Lanes through a form and back: marks, figures, declarations, documents, who signed and why, from generated evidence.

use std::fs;
use std::io::Cursor;

use calamine::{Reader as _, Xlsx};
use par_index::evidence::Lane;
use par_index::{Criteria, Evidence, Lanes, Plan};

use super::{forms, outcomes};
use crate::oracle::lanes::generated_in_lanes;
use crate::road::here;

/// What every lane makes of every agency, and who says what and why.
pub fn told(criteria: &Criteria, evidence: &Evidence) -> Vec<String> {
    let mut told = Vec::new();
    for lane in Lane::ALL {
        let seen = evidence.clone().in_lane(lane);
        told.extend(outcomes(criteria, &seen).into_iter().map(|line| format!("{lane} {line}")));
    }
    for agency in Lanes::compare(criteria, &Plan::compile(criteria), evidence).agencies {
        for item in agency.items {
            let (code, id) = (&agency.agency, &item.item);
            told.push(format!("{code} {id} {} {:?}", item.is_claimed, item.points));
            for voice in item.voices {
                let (points, by) = (voice.points, voice.by);
                told.push(format!(
                    "{code} {id} {} {points:?} {by:?} {:?} {:?}",
                    voice.lane, voice.on, voice.why
                ));
            }
        }
    }
    told
}

fn read(files: &[(&str, &[u8])], criteria: &Criteria) -> Result<Evidence, String> {
    Evidence::from_files(files, criteria).map_err(|error| error.to_string())
}

/// Evidence through the forms of all its agencies: it says the same in every lane, and makes the same forms again.
pub fn survives(criteria: &Criteria, evidence: &Evidence, register: &[u8]) -> Result<(), String> {
    let written = forms(criteria, evidence);
    let mut files: Vec<(&str, &[u8])> = vec![("agencies.yaml", register)];
    files.extend(written.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
    let again = read(&files, criteria)?;
    let (before, after) = (told(criteria, evidence), told(criteria, &again));
    let differs = before.iter().zip(&after).find(|(before, after)| before != after);
    if let Some((before, after)) = differs {
        return Err(format!("before {before}\nafter  {after}"));
    }
    if before.len() != after.len() {
        return Err(format!("{} lines before, {} after", before.len(), after.len()));
    }
    let other = forms(criteria, &again);
    match written.iter().zip(&other).find(|(one, other)| one != other) {
        Some(((name, _), _)) => Err(format!("{name}: written again it is another form")),
        None => Ok(()),
    }
}

#[test]
fn what_every_lane_says_comes_back_from_the_forms_of_generated_evidence() {
    let cases = std::env::var("PAR_INDEX_CASES").ok().and_then(|cases| cases.parse().ok());
    let said = generated_in_lanes(cases.unwrap_or(60) / 5 + 1, 2019, |criteria, evidence| {
        let texts: Vec<(&str, &str)> =
            criteria.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let criteria = Criteria::from_texts(&texts).map_err(|error| error.to_string())?;
        let files: Vec<(&str, &[u8])> =
            evidence.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
        let register = files.iter().find(|(name, _)| *name == "agencies.yaml").unwrap().1;
        survives(&criteria, &read(&files, &criteria)?, register)
    });
    assert_eq!(said, "");
}

/// A case in which every lane speaks.
pub fn three_lanes() -> (Criteria, Evidence, Vec<u8>) {
    let folder = here("tests/cases/three-lanes");
    let criteria = crate::road::criteria(&folder);
    let evidence = crate::road::evidence_beside(&folder, &criteria);
    assert!(evidence.has_lanes());
    (criteria, evidence, fs::read(folder.join("agencies.yaml")).unwrap())
}

#[test]
fn what_appraisers_and_the_council_say_stands_in_the_cells_of_the_form() {
    let (criteria, evidence, register) = three_lanes();
    assert_eq!(survives(&criteria, &evidence, &register), Ok(()));
    let (_, bytes) = forms(&criteria, &evidence).into_iter().next().unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.as_slice())).unwrap();
    let names = book.sheet_names();
    let mut shown = String::new();
    for name in names.iter().filter(|name| !matches!(name.as_str(), "Cách tính" | "_par_index")) {
        let sheet = book.worksheet_range(name).unwrap();
        shown.push_str(&format!("{name}\n"));
        for row in sheet.rows() {
            let cells: Vec<String> = row.iter().map(ToString::to_string).collect();
            let kept = cells.iter().filter(|cell| !cell.is_empty()).count();
            if kept > 1 {
                shown.push_str(&format!("{}\n", cells.join("|").trim_end_matches('|')));
            }
        }
    }
    insta::assert_snapshot!(shown);
}
