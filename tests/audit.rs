//! The audit of published tables: real figures judged as a person judged them, clean tables silent, planted errors found.

use std::path::{Path, PathBuf};

use par_index::Audit;
use par_index::audit::Finding;
use par_index::language::Language;
use par_index::report::{audit_json, audit_text};

fn file(name: &str) -> PathBuf {
    Path::new("tests/audit").join(name)
}

fn audited(name: &str) -> Audit {
    Audit::read(&[file(name)], None).unwrap()
}

fn of(text: &str) -> Audit {
    Audit::of(&[("table.csv", text.as_bytes())], None).unwrap()
}

fn named(finding: &Finding) -> Vec<(String, String, Option<String>)> {
    let wrong = finding.wrong.iter();
    wrong.map(|wrong| (wrong.row.clone(), wrong.column.clone(), wrong.reconciled.clone())).collect()
}

#[test]
fn the_letter_of_seed_001_has_one_wrong_figure_cut_percents_and_something_not_listed() {
    let audit = audited("letter_001.csv");
    let contradictions: Vec<_> = audit.contradictions().map(named).collect();
    let survey = "Đánh giá tác động CCHC (điều tra xã hội học)";
    let loss = (survey.into(), "Điểm mất so với chuẩn".into(), Some("6.43".into()));
    assert_eq!(contradictions, [[loss]]);
    assert_eq!(audit.conventions.len(), 1);
    assert_eq!(audit.conventions[0].word(), "truncate");
    assert!(audit.findings.iter().any(|finding| finding.name == "audit-unlisted"));
    insta::assert_snapshot!("letter_001_en", audit_text(&audit, Language::English));
    insta::assert_snapshot!("letter_001_vi", audit_text(&audit, Language::Vietnamese));
    insta::assert_snapshot!("letter_001_json", audit_json(&audit, Language::English));
}

/// A person's verdicts that a figure cannot follow from its expression, or that two statements contradict each other.
const WRONG: [&str; 5] = ["no", "conflict", "not_reproducible", "scope_mismatch", "clamped"];

#[test]
fn of_263_real_figures_those_a_person_marked_are_reported_and_nothing_else() {
    let audit = audited("seeds.csv");
    let id = |finding: &Finding| finding.wrong[0].row.split(' ').next().unwrap().to_owned();
    let mut found: Vec<String> = audit.contradictions().map(id).collect();
    found.sort();
    let mut reader = csv::Reader::from_path(file("seeds.csv")).unwrap();
    let head = reader.headers().unwrap().clone();
    let verdict = head.iter().position(|name| name == "arithmetically_right").unwrap();
    let rows = reader.records().map(Result::unwrap);
    let marked: Vec<String> =
        rows.filter(|row| WRONG.contains(&&row[verdict])).map(|row| row[0].to_owned()).collect();
    // precision 20/20, recall 20/20
    assert_eq!(marked.len(), 20);
    assert_eq!(found, marked);
    insta::assert_snapshot!("seeds_en", audit_text(&audit, Language::English));
}

#[test]
fn clean_real_tables_are_silent() {
    for name in [
        "hue_2021_communes_tiers.csv",
        "hue_2021_departments.csv",
        "khanhhoa_2021_groups.csv",
        "parindex_2020_provinces_top10.csv",
        "parindex_regions_2022_2023.csv",
        "pci_2021_provinces_top21.csv",
        "pci_top_2016_2022.csv",
        "form_II06a_2023.xlsx",
    ] {
        let audit = audited(name);
        assert!(audit.relations > 0, "{name}: nothing was looked at");
        assert!(audit.findings.is_empty(), "{name}:\n{}", audit_text(&audit, Language::English));
    }
}

#[test]
fn a_spreadsheet_with_a_title_and_numbered_columns_is_read_and_its_one_wrong_cell_named() {
    let audit = audited("form_II06a_planted.xlsx");
    let found: Vec<_> = audit.contradictions().collect();
    assert_eq!(found.len(), 1, "{}", audit_text(&audit, Language::English));
    let wrong = &found[0].wrong[0];
    assert_eq!((wrong.place.line, wrong.place.column), (5, 5));
    assert_eq!(wrong.reconciled.as_deref(), Some("46"));
    insta::assert_snapshot!("form_II06a_planted_vi", audit_text(&audit, Language::Vietnamese));
}

#[test]
fn a_mapping_says_what_no_heading_tells() {
    let table = "x,a,b,c\nmột,5,10,50\nhai,3,10,30\nba,4,10,44\n";
    let map = "columns: { x: label, c: percent }\nrelations:\n  - { share: a, of: b, is: c }\n";
    let audit = Audit::of(&[("t.csv", table.as_bytes())], Some(("map.yaml", map))).unwrap();
    let found: Vec<_> = audit.contradictions().map(named).collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0][0], ("ba".into(), "c".into(), Some("40".into())));
    let bounds = "tiers: { Tốt: 80, Khá: 70 }\n";
    let table = "Cơ quan,Chỉ số (%),Xếp loại\nA,81.5,Tốt\nB,80.10,Khá\nC,72.00,Khá\nD,71.00,Khá\n";
    let audit = Audit::of(&[("t.csv", table.as_bytes())], Some(("map.yaml", bounds))).unwrap();
    let found: Vec<_> = audit.contradictions().map(named).collect();
    assert_eq!(found, [[("B".into(), "Xếp loại".into(), Some("Tốt".into()))]]);
}

#[test]
fn two_tables_are_held_against_each_other() {
    let one = "Cơ quan,Điểm đạt\nSở Nội vụ,81.25\nSở Y tế,79.5\nSở Tư pháp,77.1\n";
    let other = "Cơ quan,Điểm đạt\nSở Nội vụ,81.25\nSở Y tế,97.5\nSở Tư pháp,77.1\n";
    let tables = |two: &'static str| [("1.csv", one.as_bytes()), ("2.csv", two.as_bytes())];
    assert!(!Audit::of(&tables(one), None).unwrap().is_contradicted());
    let audit = Audit::of(&tables(other), None).unwrap();
    assert_eq!(audit.contradictions().count(), 1);
    assert_eq!(audit.contradictions().next().unwrap().name, "audit-agreement");
}

#[test]
fn ties_treated_two_ways_are_found_and_either_rule_alone_is_not() {
    let table = |ranks: [u32; 6]| {
        let scores = ["90.5", "88.1", "88.1", "85.0", "81.3", "81.3"];
        let rows = scores.iter().zip(ranks).enumerate();
        let rows = rows.map(|(k, (score, rank))| format!("Sở {k},{score},{rank}\n"));
        format!("Cơ quan,Điểm đạt,Xếp hạng\n{}", rows.collect::<String>())
    };
    for clean in [[1, 2, 2, 4, 5, 5], [1, 2, 2, 3, 4, 4], [1, 2, 3, 4, 5, 6]] {
        assert!(!of(&table(clean)).is_contradicted(), "{clean:?}");
    }
    assert!(of(&table([1, 2, 2, 4, 5, 6])).is_contradicted());
}
