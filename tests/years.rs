//! Years held against each other: facts carried, tables under other rules, agencies that merged.

use par_index::agencies::BackCast;
use par_index::quantity::Exact;
use par_index::{
    Comparison, Counterfactual, Criteria, Crosswalk, Difference, Evidence, Matrix, Plan, Scores,
    Standings,
};

use crate::bundled::{answer, criteria, evidence};

pub const PAIRS: [(&str, &str, &str); 2] =
    [("dak-lak", "2017", "2018"), ("lam-giang", "2022", "2023")];

pub fn pair((place, earlier, later): (&str, &str, &str)) -> [(Criteria, Evidence); 2] {
    let (before, now) = (criteria(place, earlier), criteria(place, later));
    let old = evidence(place, earlier, &before);
    let new = evidence(place, later, &now).following(&now, &old, &before);
    [(before, old), (now, new)]
}

pub fn ranked(criteria: &Criteria, evidence: &Evidence) -> Standings {
    Standings::rank(criteria, evidence, &Scores::award(&Plan::compile(criteria), evidence))
}

#[test]
fn the_diagonal_of_the_matrix_is_the_published_years() {
    for pair_of in PAIRS {
        let [before, now] = pair(pair_of);
        let step = Crosswalk::draft(&before.0, &now.0);
        let years = [before, now];
        let matrix = Matrix::of(&years, &[step]);
        assert_eq!(matrix.cells.len(), 4);
        for (criteria, evidence) in &years {
            let published = ranked(criteria, evidence);
            let cell = matrix.of_years(criteria.year, criteria.year).unwrap();
            assert!(cell.unanswered.is_empty());
            for (one, known) in cell.agencies.iter().zip(&published.standings) {
                assert_eq!(one.agency(), &known.agency);
                assert_eq!((&one.least.points, &one.least.max), (&known.points, &known.max));
                assert_eq!((&one.most.points, &one.least.tier), (&known.points, &known.tier));
                assert_eq!(
                    (one.best, one.worst),
                    (known.rank.map(|r| r.0), known.rank.map(|r| r.0))
                );
            }
        }
    }
}

#[test]
fn what_an_old_year_does_not_answer_is_an_interval_and_every_place_within_it() {
    let [before, now] = pair(PAIRS[1]);
    let crosswalk = Crosswalk::draft(&before.0, &now.0);
    let cell = Counterfactual::of(&before.0, &before.1, &now.0, &crosswalk);
    let items: Vec<String> = cell.unanswered.iter().map(|open| open.item.to_string()).collect();
    assert_eq!(items, ["7.6"]);
    for one in &cell.agencies {
        let width = one.most.points.exact() - one.least.points.exact();
        assert!(!width.is_negative() && width <= Exact::ONE, "{}", one.agency().code);
        for end in [&one.least, &one.most] {
            if let (Some(best), Some(worst), Some(rank)) = (one.best, one.worst, end.rank) {
                assert!(best <= rank.0 && rank.0 <= worst);
            }
        }
    }
}

#[test]
fn a_difference_shows_a_record_for_all_that_records_can_show() {
    for pair_of in PAIRS {
        let [before, now] = pair(pair_of);
        let crosswalk = Crosswalk::draft(&before.0, &now.0);
        let difference = Difference::between(&before.0, &now.0, &crosswalk);
        assert!(!difference.changed.is_empty());
        for changed in &difference.changed {
            if let Some(witness) = &changed.witness {
                let points = |points: &Option<par_index::quantity::Points>| {
                    points.as_ref().map_or(Exact::ZERO, |points| points.exact().clone())
                };
                assert_ne!(points(&witness.earlier), points(&witness.later));
            }
        }
        let effects = difference.on(&before.1, &before.0, &now.0, &crosswalk).effects;
        let published = ranked(&before.0, &before.1);
        assert_eq!(effects.len(), published.standings.len());
        assert!(effects.iter().all(|effect| {
            let known = published.of(&effect.before.agency.code).unwrap();
            known.points == effect.before.points && known.rank == effect.before.rank
        }));
    }
}

#[test]
fn dates_move_by_whole_years_grades_by_name_and_marks_in_proportion() {
    let set = |year: u16, options: &str, mark: u16, total: u16| {
        let index = format!(
            "set: vi-du\nyear: {year}\ntitle: Ví dụ\nsource: Quyết định\ntotal: {total}\ngroups: {{ so: {{ title: Sở }} }}\nareas:\n  - code: \"1\"\n    title: Lĩnh vực\n    source: Mục\n    max: {total}\n    items:\n      - {{ code: \"1.1\", title: Báo cáo, max: 1, fields: {{ sent: date }}, rule: {{ lateness: {{ of: sent, due: 06-30, award: [{{ to: 0, points: 1 }}, {{ above: 0, points: 0 }}] }} }} }}\n      - {{ code: \"1.2\", title: Xếp loại, max: 1, fields: {{ grade: {{ kind: grade, options: [{options}] }} }}, rule: {{ grades: {{ of: grade, percent: {{ good: 100, poor: 0 }} }} }} }}\n      - {{ code: \"1.3\", title: Chấm điểm, max: {mark}, fields: {{ mark: points }}, rule: {{ judged: {{ of: mark, by: chairman }} }} }}\n"
        );
        Criteria::from_texts(&[("index.yaml", &index)]).unwrap_or_else(|error| panic!("{error}"))
    };
    let (before, now) = (set(2020, "good, poor", 2, 4), set(2021, "poor, good", 4, 6));
    let csv = "agency,year,item,field,value,note\na,2020,1.1,sent,30/6/2020,\na,2020,1.2,grade,good,\na,2020,1.3,mark,1,Trung bình\nb,2020,1.1,sent,29/2/2020,\n";
    let register =
        "agencies:\n  - { code: a, name: A, group: so }\n  - { code: b, name: B, group: so }\n";
    let files: [(&str, &[u8]); 2] =
        [("agencies.yaml", register.as_bytes()), ("evidence.csv", csv.as_bytes())];
    let evidence = Evidence::from_files(&files, &before).unwrap_or_else(|error| panic!("{error}"));
    let carried = evidence.carried(&before, &now, &Crosswalk::draft(&before, &now));
    let scores = Scores::award(&Plan::compile(&now), &carried);
    let points = |agency: &str, item| scores.of(&agency.into(), item).unwrap().points.to_string();
    // 30/6/2020 became 30/6/2021, good stayed good in another place, 1 of 2 became 2 of 4
    assert_eq!(["1.1", "1.2", "1.3"].map(|item| points("a", item)), ["1", "1", "2"]);
    // 29 February became the 28th, and what was not given is not given
    assert_eq!(["1.1", "1.2"].map(|item| points("b", item)), ["1", "0"]);
    assert_eq!(carried.year, now.year);
}

pub fn provinces() -> [(Criteria, Evidence); 2] {
    pair(("provinces", "2024", "2025"))
}

#[test]
fn totals_before_and_after_the_mergers_reconcile() {
    let [before, now] = provinces();
    let (earlier, later) = (ranked(&before.0, &before.1), ranked(&now.0, &now.1));
    let count = |standings: &Standings| {
        standings.standings.iter().filter(|one| one.agency.group.as_str() == "provinces").count()
    };
    assert_eq!((count(&earlier), count(&later)), (63, 34));
    let register = now.1.register();
    let weight = |code: &par_index::AgencyCode, sum: bool| {
        let weight = register.get(code.as_str()).unwrap().weight.clone();
        weight.filter(|_| !sum).unwrap_or(Exact::ONE)
    };
    let comparison = Comparison::between(&earlier, &later);
    let mut merged = 0;
    for change in comparison.changes.iter().filter(|change| !change.back_cast.is_empty()) {
        let how = register.get(change.agency.code.as_str()).unwrap().back_cast.unwrap();
        let sum = how == BackCast::Sum;
        let now = later.of(&change.agency.code).unwrap();
        let past = now.points.exact() - change.points.as_ref().unwrap();
        let of = |code| earlier.of(code).unwrap().points.exact() * &weight(code, sum);
        let parts: Vec<Exact> = change.back_cast.iter().map(|(code, _)| of(code)).collect();
        let all: Vec<Exact> = change.back_cast.iter().map(|(code, _)| weight(code, sum)).collect();
        // what the predecessors had together is what stands for the agency, as often as they weigh
        assert_eq!(parts.iter().sum::<Exact>(), &past * &all.iter().sum::<Exact>());
        let shares: Vec<Exact> = change.back_cast.iter().map(|(_, share)| share.clone()).collect();
        assert_eq!(shares.iter().sum::<Exact>(), Exact::ONE);
        assert!(change.places.is_none() && change.previous_rank.is_none());
        merged += usize::from(change.agency.group.as_str() == "provinces");
    }
    // 23 were merged, one of which stands on its own results as its register says
    assert_eq!(merged, 22);
    let own = comparison.of(&"an-giang".into()).unwrap();
    assert!(own.back_cast.is_empty() && own.places == Some(30));
    // everyone of 2024 goes on in exactly one of 2025, or ended with a successor
    let gone = comparison.leavers.iter().filter(|leaver| leaver.merged_into.is_some()).count();
    assert_eq!((gone, comparison.leavers.len()), (29, 31));
}

#[test]
fn an_earlier_area_goes_on_in_one_later_area_only() {
    let set = |year: u16, first: &str, was: &str| {
        let area = |code: &str, was: &str| {
            format!(
                "  - {{ code: \"{code}\", title: Lĩnh vực {code}, source: Mục, max: 5{was}, fields: {{ done{code}: yes_no }}, rule: {{ yes_no: done{code} }} }}\n"
            )
        };
        let index = format!(
            "set: vi-du\nyear: {year}\ntitle: Ví dụ\nsource: Quyết định\ntotal: 10\ngroups: {{ so: {{ title: Sở }} }}\nareas:\n{}{}",
            area(first, ""),
            area("2", was)
        );
        let criteria = Criteria::from_texts(&[("index.yaml", &index)])
            .unwrap_or_else(|error| panic!("{error}"));
        let csv = format!("agency,year,item,field,value\na,{year},2,done2,yes\n");
        let files: [(&str, &[u8]); 2] = [
            ("agencies.yaml", "agencies:\n  - { code: a, name: A, group: so }\n".as_bytes()),
            ("evidence.csv", csv.as_bytes()),
        ];
        let evidence = Evidence::from_files(&files, &criteria).unwrap();
        ranked(&criteria, &evidence)
    };
    // area 2 says it was 1, and a new area has the id 1
    let comparison =
        Comparison::between(&set(2021, "1", ""), &set(2022, "1", ", was: { 2021: \"1\" }"));
    let areas = &comparison.changes[0].areas;
    assert!(areas[0].points.is_none());
    assert_eq!(areas[1].points, Some(Exact::whole(5)));
}

#[test]
fn the_program_says_what_changes_why_and_under_which_rules() {
    let said = |arguments: &[&str]| String::from_utf8(answer(arguments)).unwrap();
    let dak_lak = [
        "criteria/dak-lak/2018",
        "data/dak-lak/2018",
        "--earlier",
        "criteria/dak-lak/2017",
        "data/dak-lak/2017",
    ];
    for language in ["vi", "en"] {
        let why = [&["why"], &dak_lak[..], &["--agency", "skhdt", "--lang", language]].concat();
        insta::assert_snapshot!(format!("why_{language}"), said(&why));
        let diff = [
            "diff",
            "criteria/lam-giang/2022",
            "criteria/lam-giang/2023",
            "data/lam-giang/2022",
            "--lang",
            language,
        ];
        insta::assert_snapshot!(format!("diff_{language}"), said(&diff));
        let matrix = [
            "matrix",
            "--year",
            "criteria/provinces/2024",
            "data/provinces/2024",
            "--year",
            "criteria/provinces/2025",
            "data/provinces/2025",
            "--lang",
            language,
        ];
        insta::assert_snapshot!(format!("matrix_{language}"), said(&matrix));
    }
    let all = [&["why"], &dak_lak[..]].concat();
    let pair = ["diff", "criteria/dak-lak/2017", "criteria/dak-lak/2018", "data/dak-lak/2017"];
    let years = [
        "matrix",
        "--year",
        "criteria/dak-lak/2018",
        "data/dak-lak/2018",
        "--year",
        "criteria/dak-lak/2017",
        "data/dak-lak/2017",
    ];
    for command in [&all[..], &pair, &years] {
        let form = |form| answer(&[command, &["--format", form]].concat());
        let json: serde_json::Value = serde_json::from_slice(&form("json")).unwrap();
        assert_eq!(json["format"], 1);
        let rows = said(&[command, &["--format", "csv"]].concat());
        assert!(rows.lines().count() > 20, "{command:?}");
        let columns = rows.lines().next().unwrap().split(',').count();
        assert!(rows.lines().all(|row| row.split(',').count() == columns));
        let one = answer(&[command, &["--format", "json", "--threads", "1"]].concat());
        assert_eq!(one, form("json"));
    }
}
