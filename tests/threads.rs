//! The same input gives the same bytes, on one thread or on many, in whatever order and files the figures come.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

use crate::bundled::{answer, csv_text, path, shuffled, table, text};

const FORMS: [&str; 3] = ["text", "json", "csv"];
const LATER: [&str; 2] = ["criteria/lam-giang/2023", "data/lam-giang/2023"];
const EARLIER: [&str; 2] = ["criteria/lam-giang/2022", "data/lam-giang/2022"];

fn scored(evidence: &str, form: &str, threads: &str) -> Vec<u8> {
    let years = [LATER[0], evidence, "--earlier", EARLIER[0], EARLIER[1]];
    answer(&[&["score"], &years[..], &["--format", form, "--threads", threads]].concat())
}

/// The bundled evidence in every form, on one thread.
fn bundled() -> &'static [Vec<u8>; 3] {
    static BUNDLED: OnceLock<[Vec<u8>; 3]> = OnceLock::new();
    BUNDLED.get_or_init(|| FORMS.map(|form| scored(LATER[1], form, "1")))
}

/// A copy of `data/lam-giang` whose 2023 the test may write anew.
fn copied() -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    fs::create_dir(copy.path().join("2023")).unwrap();
    for file in ["agencies.yaml", "2023/evidence.csv", "2023/so-noi-vu.yaml", "2023/decisions.yaml"]
    {
        fs::copy(path("data/lam-giang").join(file), copy.path().join(file)).unwrap();
    }
    copy
}

fn lines(folder: &Path) -> (Vec<String>, Vec<Vec<String>>) {
    let mut rows = table(&folder.join("2023/evidence.csv"));
    (rows.remove(0), rows)
}

fn write(folder: &Path, name: &str, heading: &[String], rows: &[Vec<String>]) {
    let rows = [&[heading.to_vec()], rows].concat();
    fs::write(folder.join("2023").join(name), csv_text(&rows)).unwrap();
}

#[track_caller]
fn the_same_as_the_bundled(folder: &Path) {
    let evidence = folder.join("2023");
    for (form, bundled) in FORMS.into_iter().zip(bundled()) {
        let other = scored(evidence.to_str().unwrap(), form, "2");
        assert!(*bundled == other, "{form}: {}", first_difference(bundled, &other));
    }
}

fn first_difference(one: &[u8], other: &[u8]) -> String {
    let (one, other) = (String::from_utf8_lossy(one), String::from_utf8_lossy(other));
    let pair = one.lines().zip(other.lines()).enumerate().find(|(_, (a, b))| a != b);
    pair.map_or_else(
        || "one is longer".to_owned(),
        |(k, (a, b))| format!("line {}:\n{a}\n{b}", k + 1),
    )
}

#[test]
fn any_number_of_threads_writes_the_same_bytes() {
    for (form, one) in FORMS.into_iter().zip(bundled()) {
        for threads in ["2", "3", "8"] {
            let many = scored(LATER[1], form, threads);
            assert!(*one == many, "{form}, {threads} threads: {}", first_difference(one, &many));
        }
    }
}

#[test]
fn any_number_of_threads_explains_and_compares_with_the_same_bytes() {
    let years = [&LATER[..], &["--earlier"], &EARLIER[..]].concat();
    for command in [["explain", "csv"], ["compare", "json"]] {
        let of = |threads| {
            answer(
                &[&[command[0]], &years[..], &["--format", command[1], "--threads", threads]]
                    .concat(),
            )
        };
        let one = of("1");
        assert!(["2", "3", "8"].into_iter().all(|threads| of(threads) == one), "{command:?}");
    }
}

#[test]
fn a_thousand_agencies_in_many_blocks_are_scored_the_same_on_any_number_of_threads() {
    let made_up = tempfile::tempdir().unwrap();
    fs::write(made_up.path().join("index.yaml"), THOUSAND).unwrap();
    fs::create_dir(made_up.path().join("data")).unwrap();
    let (mut register, mut evidence) =
        ("agencies:\n".to_owned(), "agency,year,item,field,value,note\n".to_owned());
    for k in 0..1000 {
        writeln!(
            register,
            "  - {{ code: a{k}, name: Cơ quan {k}, group: {} }}",
            ["sở", "huyện"][k % 2]
        )
        .unwrap();
        let (done, planned, index) = (k * 7 % 41, k * 3 % 50, k * 13 % 97);
        writeln!(
            evidence,
            "a{k},2023,1,done,{done},\na{k},2023,1,planned,{planned},\na{k},2023,2,index,{index}.5,"
        )
        .unwrap();
        if k % 5 > 0 {
            writeln!(evidence, "a{k},2023,3,sent,2023-06-{:02},", 10 + k % 20).unwrap();
        }
    }
    fs::write(made_up.path().join("data/agencies.yaml"), register).unwrap();
    fs::write(made_up.path().join("data/evidence.csv"), evidence).unwrap();
    let (criteria, evidence) = (made_up.path().to_str().unwrap(), made_up.path().join("data"));
    let of = |form, threads| {
        answer(&[
            "score",
            criteria,
            evidence.to_str().unwrap(),
            "--format",
            form,
            "--threads",
            threads,
        ])
    };
    for form in FORMS {
        let one = of(form, "1");
        assert!(["2", "3", "8"].into_iter().all(|threads| of(form, threads) == one), "{form}");
    }
}

/// A set whose rules look across agencies, divide, and leave items out.
const THOUSAND: &str = "
set: thousand
year: 2023
title: Một nghìn cơ quan
source: Giả định
origin: made_up
total: 10
rounding: { leaf: { digits: 2, mode: half_up } }
groups: { sở: {}, huyện: {} }
tiers: [{ tier: good, from: 50 }, { tier: weak, below: 50 }]
areas:
  - code: \"1\"
    title: Kế hoạch
    source: Mục 1
    max: 6
    fields: { done: count, planned: count }
    rule: { proportional: { of: { share: { of: done, in: planned, if_none: not_applicable, over: cap } } } }
  - code: \"2\"
    title: Chỉ số
    source: Mục 2
    max: 3
    fields: { index: amount }
    rule: { against_mean: { of: index, at_or_above: 3, below: 1 } }
  - code: \"3\"
    title: Báo cáo
    source: Mục 3
    max: 1
    fields: { sent: date }
    rule: { lateness: { of: sent, due: 06-15, per_day: 0.1 } }
";

#[test]
fn the_order_of_lines_changes_no_byte() {
    let copy = copied();
    let (heading, rows) = lines(copy.path());
    write(copy.path(), "evidence.csv", &heading, &shuffled(rows, 1));
    the_same_as_the_bundled(copy.path());
}

#[test]
fn the_order_of_columns_changes_no_byte() {
    let copy = copied();
    let (heading, rows) = lines(copy.path());
    let order = shuffled((0..heading.len()).collect::<Vec<_>>(), 2);
    let turned =
        |row: &Vec<String>| order.iter().map(|column| row[*column].clone()).collect::<Vec<_>>();
    write(
        copy.path(),
        "evidence.csv",
        &turned(&heading),
        &rows.iter().map(turned).collect::<Vec<_>>(),
    );
    the_same_as_the_bundled(copy.path());
}

#[test]
fn the_order_of_the_lines_of_a_declaration_changes_no_byte() {
    let lines = [
        "stp,2023,7.6,not_applicable,Không được giao,9/BC-STP,",
        "stp,2023,7.6,declared_by,Văn phòng,,",
        "stp,2023,7.6,confirmed_by,Sở Nội vụ,10/SNV,Đã xem",
    ];
    let of = |order: [usize; 3]| {
        let copy = copied();
        let (heading, mut rows) = self::lines(copy.path());
        rows.retain(|row| row[0] != "stp" || row[2] != "7.6");
        write(copy.path(), "evidence.csv", &heading, &rows);
        let declared = order.map(|line| lines[line]).join("\n");
        fs::write(
            copy.path().join("2023/more.csv"),
            format!("agency,year,item,field,value,document,note\n{declared}\n"),
        )
        .unwrap();
        answer(&[
            "explain",
            LATER[0],
            copy.path().join("2023").to_str().unwrap(),
            "--agency",
            "stp",
            "--format",
            "json",
        ])
    };
    let first = of([0, 1, 2]);
    assert!(String::from_utf8_lossy(&first).contains("9/BC-STP"));
    assert!([[0, 2, 1], [1, 0, 2], [2, 1, 0]].into_iter().all(|order| of(order) == first));
}

#[test]
fn evidence_in_two_files_counts_as_in_one() {
    let copy = copied();
    let (heading, rows) = lines(copy.path());
    let (first, second) = rows.split_at(rows.len() / 3);
    write(copy.path(), "evidence.csv", &heading, second);
    write(copy.path(), "more.csv", &heading, first);
    the_same_as_the_bundled(copy.path());
}

#[test]
fn the_order_of_the_register_changes_no_agencys_result() {
    let copy = copied();
    let register = text(&copy.path().join("agencies.yaml"));
    let mut entries: Vec<&str> = register.split("\n  - ").collect();
    let opening = entries.remove(0);
    assert!(entries.len() > 30, "the register is a list, an agency an entry");
    let entries: Vec<&str> = shuffled(entries, 3).into_iter().map(str::trim_end).collect();
    fs::write(
        copy.path().join("agencies.yaml"),
        format!("{opening}\n  - {}\n", entries.join("\n  - ")),
    )
    .unwrap();
    let evidence = copy.path().join("2023");
    let turned = by_agency(&scored(evidence.to_str().unwrap(), "json", "2"));
    assert_eq!(turned, by_agency(&bundled()[1]));
}

/// Every agency's results, in the order of the codes.
fn by_agency(results: &[u8]) -> Vec<Value> {
    let results: Value = serde_json::from_slice(results).unwrap();
    let mut agencies = results["agencies"].as_array().unwrap().clone();
    agencies.sort_by_key(|agency| agency["agency"].as_str().unwrap().to_owned());
    agencies
}
