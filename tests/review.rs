//! Where to look first: one of each suspicious thing is planted, and found; what turns on an item is what ranking again finds.

use par_index::quantity::Exact;
use par_index::review::Asked;
use par_index::{Criteria, Evidence, Plan, Review, Scores, Standings};

use crate::bundled::{answer, run};
use crate::road::{Year, here};

fn planted() -> Year {
    Year::beside(&here("tests/review"))
}

fn review(year: &Year, earlier: Option<&Year>, within: &str) -> Review {
    Review::of(&Asked {
        criteria: &year.criteria,
        plan: &Plan::compile(&year.criteria),
        evidence: &year.evidence,
        scores: &year.scores,
        standings: &year.standings,
        earlier: earlier.map(|earlier| (&earlier.criteria, &earlier.evidence, &earlier.scores)),
        group: None,
        within: Exact::parse(within).unwrap(),
    })
}

#[test]
fn the_queue_goes_by_points_times_cuts_times_places_and_tiers() {
    let review = review(&planted(), None, "0.25");
    let row = |k: usize| {
        let row = &review.queue[k];
        let factors = format!("{} {}/{} {}", row.points, row.cut.cut, row.cut.of, row.falls);
        (format!("{} {}", row.agency, row.item.id), factors, row.stake.to_string())
    };
    let told = |claim: &str, factors: &str, stake: &str| {
        (claim.to_owned(), factors.to_owned(), stake.to_owned())
    };
    // by hand: a has 10, b 8, c 7.9, d 2.5; good is from 8
    assert_eq!(row(0), told("a 1.3", "4 3/4 3", "32/3"));
    assert_eq!(row(1), told("b 1.3", "2.8 3/4 2", "5.6"));
    assert_eq!(row(2), told("a 1.1", "3 1/4 3", "4"));
    assert_eq!(row(3), told("b 1.1", "3 1/4 2", "3"));
    assert_eq!(row(4), told("b 1.2", "1.5 3/4 2", "3"));
    assert!(review.queue.iter().all(|row| row.item.id.as_str() != "1.4"), "surveys claim nothing");
    assert!(
        review.queue.iter().all(|row| row.agency.as_str() != "e"),
        "who sent nothing claims nothing"
    );
}

#[test]
fn what_turns_on_an_item_is_what_ranking_again_without_it_finds() {
    let year = planted();
    let review = review(&year, None, "0.25");
    for row in &review.queue {
        let figure = match row.item.id.as_str() {
            "1.1" => ("1.1.issued", "no"),
            "1.2" => ("1.2.mark", "0"),
            _ => ("1.3.rate", "0"),
        };
        let changed = year.evidence.with_figures(&year.criteria, &row.agency, &[figure]).unwrap();
        let scores = Scores::award(&Plan::compile(&year.criteria), &changed);
        let after = Standings::rank(&year.criteria, &changed, &scores);
        let (now, after) =
            (year.standings.of(&row.agency).unwrap(), after.of(&row.agency).unwrap());
        assert_eq!((row.rank_without, &row.tier_without), (after.rank, &after.tier));
        assert_eq!(*row.points.exact(), now.points.exact() - after.points.exact());
    }
    assert_eq!(review.queue.len(), 11);
}

#[test]
fn the_earlier_years_cuts_count_too() {
    let (year, earlier) = (planted(), planted());
    let review = review(&year, Some(&earlier), "0.25");
    // the same year's set, so the same figures twice: (3 + 3 + 1) ÷ (4 + 4 + 2) × 4 × 4
    assert_eq!(review.queue[0].cut_before, Some(review.queue[0].cut));
    assert_eq!(review.queue[0].stake.to_string(), "11.2");
}

#[test]
fn agencies_are_close_up_to_the_points_asked_for_and_not_beyond() {
    let year = planted();
    let near = |within: &str| {
        let review = review(&year, None, within);
        let edges = review.edges.iter().map(|near| format!("{} {}", near.agency, near.beyond));
        let pairs = review
            .neighbours
            .iter()
            .map(|near| format!("{}{} {}", near.ahead, near.behind, near.gap));
        (edges.collect::<Vec<_>>(), pairs.collect::<Vec<_>>())
    };
    assert_eq!(near("0"), (vec!["b 0".to_owned()], vec![]));
    assert_eq!(
        near("0.1"),
        (vec!["b 0".to_owned(), "c -0.1".to_owned()], vec!["bc 0.1".to_owned()])
    );
    assert_eq!(near("2").1, ["ab 2", "bc 0.1"]);
}

#[test]
fn planted_suspicions_are_found_and_nothing_else_is() {
    let review = review(&planted(), None, "0.25");
    let above: Vec<_> = review
        .above_facts
        .iter()
        .map(|row| format!("{} {} {} {}", row.agency, row.item.id, row.claimed, row.facts))
        .collect();
    assert_eq!(above, ["b 1.3 3.5 2.8"], "a claims what its figures give");
    let [uneven] = review.uneven.as_slice() else { panic!("{:?}", review.uneven) };
    assert_eq!(uneven.item.id.as_str(), "1.2");
    let marks =
        uneven.points.iter().map(|(points, agencies)| format!("{points} {}", agencies[0].0));
    assert_eq!(marks.collect::<Vec<_>>(), ["2 a", "1.5 b"]);
    let used: Vec<_> =
        review.used_twice.iter().map(|row| (row.claims.len(), row.shared, row.same_page)).collect();
    assert_eq!(used, [(3, true, true), (2, false, false)]);
    let outside: Vec<_> = review
        .outside_year
        .iter()
        .map(|row| (row.claim.agency.as_str(), row.claim.item.id.as_str(), row.after))
        .collect();
    assert_eq!(outside, [("b", "1.1", false), ("c", "1.3", true)]);
}

#[test]
fn the_review_is_read_in_both_languages_and_by_programs() {
    let asked = ["review", "tests/review/index.yaml", "tests/review/evidence.csv"];
    for (name, more) in [
        ("text_vi", &["--lang", "vi"][..]),
        ("text_en", &["--lang", "en", "--top", "3"]),
        ("csv", &["--lang", "en", "--format", "csv"]),
    ] {
        let told = String::from_utf8(answer(&[&asked[..], more].concat())).unwrap();
        insta::assert_snapshot!(name, told);
    }
    for wrong in [&["--group", "al"][..], &["--within", "-1"], &["--out", "review.parquet"]] {
        assert_eq!(run(&[&asked[..], wrong].concat()).status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn less_granted_than_claimed_is_cut_and_no_more_claimed_than_granted_is_not() {
    let text = std::fs::read_to_string(here("tests/review/evidence.csv")).unwrap();
    let register = std::fs::read(here("tests/review/agencies.yaml")).unwrap();
    let criteria = Criteria::read(here("tests/review")).unwrap();
    let cut = |claim: &str| {
        let given = format!("{text}c,2025,1.3,claimed,{claim},,\n");
        let files = [("agencies.yaml", register.as_slice()), ("e.csv", given.as_bytes())];
        let evidence = Evidence::from_files(&files, &criteria).unwrap();
        let review = review(&Year::ranked(criteria.clone(), evidence), None, "0.25");
        (review.queue[0].cut.cut, review.above_facts.len())
    };
    assert_eq!([cut("2.8"), cut("2.7"), cut("2.9")], [(2, 1), (2, 1), (3, 2)]);
}

#[test]
fn a_round_without_claims_has_nothing_to_look_at() {
    let criteria = Criteria::read(here("tests/review")).unwrap();
    let register = std::fs::read(here("tests/review/agencies.yaml")).unwrap();
    let empty = "agency,year,item,field,value\n".as_bytes();
    let files = [("agencies.yaml", register.as_slice()), ("e.csv", empty)];
    let Ok(evidence) = Evidence::from_files(&files, &criteria) else {
        panic!("no claims is no fault")
    };
    let review = review(&Year::ranked(criteria, evidence), None, "1");
    assert!(review.queue.is_empty() && review.neighbours.is_empty() && review.uneven.is_empty());
}
