//! Rules of real decisions: every row of `tests/published/rule-test-vectors.csv`, and what those decisions leave open.

use std::fs;

use par_index::report::findings_text;
use par_index::scores::Status;
use par_index::{AgencyCode, Criteria, Evidence, Language};

use crate::published::{digits, printed, standing, table};
use crate::road::{Year, criteria, evidence_beside, here};

/// Folders of vectors whose set is a bundled one; the others bring their own.
const BUNDLED: &[(&str, &str)] = &[
    ("ca-mau-2013", "ca-mau/2013"),
    ("can-tho-2025-157", "can-tho/2025-157"),
    ("can-tho-2025-2579", "can-tho/2025-2579"),
    ("hai-phong-2025-pl01", "hai-phong/2025-pl01"),
    ("hai-phong-2025-pl03", "hai-phong/2025-pl03"),
];

/// The vectors of Đắk Lắk run on the bundled year of its own, at these areas.
const DAK_LAK: &[(&str, &str)] = &[("một cửa", "4"), ("chỉ đạo", "1")];

#[test]
fn rules_of_real_decisions_award_what_was_worked_out_by_hand() {
    let sets = sets();
    let dak_lak = Year::bundled("dak-lak/2018", "dak-lak/2018");
    let rows = table("tests/published/rule-test-vectors.csv");
    assert_eq!(rows.len(), 69);
    for (k, row) in rows.iter().enumerate() {
        let [_, criterion, _, input, expected, _] = row.as_slice() else { panic!("{row:?}") };
        let agency = format!("r{:02}", k + 1);
        let about = format!("{agency} {criterion} {input}");
        let agrees = match DAK_LAK.iter().find(|(name, _)| name == criterion) {
            Some((_, area)) => agrees(&dak_lak, "skhdt", area, expected),
            None => {
                let of_the_row =
                    |year: &&Year| year.standings.of(&AgencyCode::from(agency.as_str())).is_some();
                let year =
                    sets.iter().find(of_the_row).unwrap_or_else(|| panic!("{about}: in no set"));
                agrees(year, &agency, criterion, expected)
            }
        };
        assert!(agrees, "{about}: not {expected}");
    }
}

#[test]
fn what_real_decisions_leave_open_is_found() {
    let notes = |set: &str| {
        findings_text(&criteria(&here("criteria").join(set)).notes, Language::Vietnamese)
    };
    let hai_phong = notes("hai-phong/2025-pl01");
    for finding in [
        "max-unreachable",
        "rescale-differs",
        "zero-denominator",
        "over-fulfilment",
        "tiers-overlap",
        "tiers-gap",
    ] {
        assert!(hai_phong.contains(&format!("[{finding}]")), "{finding}:\n{hai_phong}");
    }
    let overlaps = notes("can-tho/2025-157");
    let at = |at: &str| {
        overlaps.lines().any(|line| line.contains("[bands-overlap]") && line.contains(at))
    };
    assert!(at("tại 90 ") && at("tại 95 "), "{overlaps}");
    assert!(notes("can-tho/2025-2579").contains("[tiers-gap]"));
}

/// The years that the vectors run against.
fn sets() -> Vec<Year> {
    let folders =
        fs::read_dir(here("tests/published/rules")).unwrap().map(|entry| entry.unwrap().path());
    let year = |folder: std::path::PathBuf| {
        let bundled = BUNDLED.iter().find(|(name, _)| folder.ends_with(name));
        let criteria: Criteria =
            criteria(&bundled.map_or(folder.clone(), |(_, set)| here("criteria").join(set)));
        let evidence = evidence_beside(&folder, &criteria);
        Year::ranked(criteria, evidence)
    };
    folders.map(year).collect()
}

/// Whether what the engine awards at the place that a vector names is what the vector expects.
fn agrees(year: &Year, agency: &str, criterion: &str, expected: &str) -> bool {
    if expected == "UNDEFINED" {
        return is_refused(agency);
    }
    let code = AgencyCode::from(agency);
    let standing = standing(year, agency);
    let whole = ["-", "tổng"].contains(&criterion);
    if criterion == "xếp loại" {
        let tier = standing
            .tier
            .as_ref()
            .map(|tier| tier.title.in_language(Language::Vietnamese).to_owned());
        // by the letter no tier fits; what the vector expects is an inference, as it says itself
        let open = expected.ends_with("(suy luận)");
        return if open {
            tier.is_none()
        } else {
            tier == Some(format!("{expected} nhiệm vụ"))
        };
    }
    if let Some(each) =
        expected.strip_prefix("max 1-4 = ").and_then(|rest| rest.strip_suffix(" each"))
    {
        let max = |k: u8| year.scores.of(&code, &format!("I.{k}")).unwrap().max.to_string();
        return (1..=4).all(|k| max(k) == each) && max(5) == "0";
    }
    let node = criterion.split(' ').next().unwrap_or_default();
    let award = year.scores.of(&code, node).filter(|_| !whole);
    let (points, max) = award
        .as_ref()
        .map_or((&standing.points, &standing.max), |award| (&award.points, &award.max));
    if expected == "NA" {
        return award.is_some_and(|award| {
            award.status == Some(Status::NotApplicable) && award.max.exact().is_zero()
        });
    }
    if let Some(either) = expected.strip_prefix("AMBIGUOUS ") {
        return either.split_once('|').is_some_and(|(first, _)| points.to_string() == first); // the band written first
    }
    if let Some(percent) = expected.strip_suffix(" %") {
        let exact = points.percent_of(max).unwrap();
        return printed(exact.exact(), digits(percent), "half_up") == percent;
    }
    match expected.strip_suffix("...") {
        Some(start) => {
            printed(points.exact(), digits(start), "truncate") == start
                && points.exact().to_decimal().is_none()
        }
        None => points.to_string() == expected,
    }
}

/// Whether the figures of a vector are a fault of the evidence: nothing to divide by, where the decision says nothing.
fn is_refused(agency: &str) -> bool {
    let criteria = criteria(&here("criteria/hai-phong/2025-pl01"));
    let figures = here("tests/published/rules/hai-phong-2025-pl01/undefined.csv");
    let fault = Evidence::read(figures, &criteria).unwrap_err().to_string();
    fault.contains(agency) && fault.contains("[denominator-zero]")
}
