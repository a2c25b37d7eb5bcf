//! The pages and books of several years and of drawn ballots: their figures are those of the JSON, same bytes always.

use std::io::Cursor;

use calamine::{Data, DataType as _, Reader as _, Xlsx};
use par_index::quantity::{Exact, Rounding};
use serde_json::Value;

use crate::bundled::{answer, run};

const ROUND: [&str; 5] = [
    "criteria/lam-giang/2023",
    "data/lam-giang/2023",
    "--earlier",
    "criteria/lam-giang/2022",
    "data/lam-giang/2022",
];
const YEARS: [&str; 6] = ["--year", ROUND[3], ROUND[4], "--year", ROUND[0], ROUND[1]];

/// What a command writes into a file with this suffix.
fn written(command: &[&str], suffix: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join(format!("out.{suffix}"));
    assert!(answer(&[command, &["--out", out.to_str().unwrap()]].concat()).is_empty());
    std::fs::read(out).unwrap()
}

fn json(command: &[&str]) -> Value {
    serde_json::from_slice(&answer(&[command, &["--format", "json"]].concat())).unwrap()
}

/// The data in a page.
fn data(command: &[&str]) -> Value {
    let page = String::from_utf8(written(command, "html")).unwrap();
    let (_, rest) = page.split_once("<script type=\"application/json\" id=\"data\">").unwrap();
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

fn book(command: &[&str]) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(written(&[command, &["--lang", "en"]].concat(), "xlsx"))).unwrap()
}

fn rows(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Vec<Vec<Data>> {
    book.worksheet_range(sheet).unwrap().rows().map(<[Data]>::to_vec).collect()
}

/// A figure of the JSON as the set prints it, with two digits; a change with its sign.
fn printed(decimal: &Value, signed: bool) -> String {
    let exact = Exact::parse(decimal.as_str().unwrap()).unwrap();
    let sign = if signed && exact > Exact::ZERO { "+" } else { "" };
    format!("{sign}{}", exact.rounded(Rounding::DISPLAY).to_decimal().unwrap())
}

fn number(text: &Value) -> f64 {
    text.as_str().unwrap().trim_start_matches('+').parse().unwrap()
}

#[test]
fn the_waterfall_of_the_page_has_the_parts_of_why_and_ends_where_the_agency_stands() {
    let why = json(&[&["why"], &ROUND[..]].concat());
    let data = data(&[&["why"], &ROUND[..]].concat());
    assert_eq!(data["opens"], "#/years");
    let order = ["own", "others", "criteria", "not_applicable", "roster", "appraisal", "survey"];
    let mut seen = 0;
    for (code, drawn) in data["agencies"]["code"]
        .as_array()
        .unwrap()
        .iter()
        .zip(data["causes"]["agencies"].as_array().unwrap())
    {
        let known = why["agencies"].as_array().unwrap().iter().find(|one| one["agency"] == *code);
        let Some(known) = known else {
            assert!(drawn.is_null(), "{code}");
            continue;
        };
        for (measure, down) in [("points", false), ("percent_points", false), ("places", true)] {
            let (known, drawn) = (&known[measure], &drawn[measure]);
            if known.is_null() {
                assert!(drawn.is_null());
                continue;
            }
            for (k, cause) in order.iter().enumerate() {
                assert_eq!(
                    drawn["parts"][k],
                    printed(&known["parts"][cause]["value"], true),
                    "{code}"
                );
            }
            assert_eq!(drawn["change"], printed(&known["change"], true), "{code}");
            assert_eq!(drawn["levels"][6], drawn["to"], "{code}: {measure}");
            let first =
                number(&drawn["from"]) + if down { -1.0 } else { 1.0 } * number(&drawn["parts"][0]);
            assert!((first - number(&drawn["levels"][0])).abs() < 0.011, "{code}: {measure}");
            seen += 1;
        }
    }
    assert!(seen > 90, "{seen}");
}

#[test]
fn the_page_of_several_years_has_the_matrix_and_the_places_of_the_json() {
    let data = data(&[&["matrix"], &YEARS[..]].concat());
    assert_eq!(data["opens"], "#/rules");
    let matrix = json(&[&["matrix"], &YEARS[..]].concat());
    let cells: Vec<&Value> = data["rules"]["groups"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|group| group["rows"].as_array().unwrap())
        .flat_map(|row| row["cells"].as_array().unwrap())
        .filter(|cell| !cell.is_null())
        .collect();
    let tables = matrix["tables"].as_array().unwrap();
    let agencies: usize =
        tables.iter().map(|table| table["agencies"].as_array().unwrap().len()).sum();
    assert_eq!(cells.len(), agencies, "every agency of every table stands in the page once");
    let history = json(&[&["history"], &YEARS[..]].concat());
    for (known, shown) in history["groups"]
        .as_array()
        .unwrap()
        .iter()
        .zip(data["history"]["groups"].as_array().unwrap())
    {
        let agencies = known["agencies"].as_array().unwrap();
        assert_eq!(agencies.len(), shown["agencies"].as_array().unwrap().len());
        for (known, shown) in agencies.iter().zip(shown["agencies"].as_array().unwrap()) {
            let last = known["years"].as_array().unwrap().last().unwrap();
            assert_eq!(shown["places"][1], last["rank"], "{known}");
        }
    }
}

#[test]
fn whiskers_of_the_page_are_the_intervals_of_the_json() {
    let command = [&["robustness"], &ROUND[..], &["--replicates", "100"]].concat();
    let (json, data) = (json(&command), data(&command));
    assert_eq!(data["opens"], "#/sureness");
    let groups = data["sureness"]["groups"].as_array().unwrap();
    assert_eq!(groups.len(), json["groups"].as_array().unwrap().len());
    for (known, shown) in json["groups"].as_array().unwrap().iter().zip(groups) {
        for (known, shown) in
            known["agencies"].as_array().unwrap().iter().zip(shown["agencies"].as_array().unwrap())
        {
            assert_eq!(shown["interval"], known["rank_interval"]);
            assert_eq!(shown["set"], known["rank_set"]);
            assert_eq!(shown["rank"], known["rank"]);
        }
    }
}

#[test]
fn the_waterfall_of_the_book_stands_on_the_agency_asked_for_and_stacks_up_to_its_change() {
    let why = json(&[&["why"], &ROUND[..], &["--agency", "skhdt"]].concat());
    let mut book = book(&[&["why"], &ROUND[..], &["--agency", "skhdt"]].concat());
    let rows = rows(&mut book, "Waterfall");
    assert_eq!(rows[2][1].as_string().unwrap(), "Department of Planning and Investment");
    for (measure, column, stacks) in [("points", 1, 4), ("places", 2, 12)] {
        let bars = &rows[5..13];
        let known = &why["agencies"][0][measure];
        let whole = bars[7][column].as_f64().unwrap();
        assert_eq!(format!("{whole}"), printed(&known["change"], false));
        let mut at = 0.0_f64;
        for bar in &bars[..7] {
            let part = bar[column].as_f64().unwrap();
            let cell = |k: usize| bar[stacks + k].as_f64().unwrap();
            let (low, high) = (at.min(at + part), at.max(at + part));
            let (above, below) = (cell(0) + cell(2) + cell(4), cell(1) + cell(3) + cell(5));
            assert!((above - high.max(0.0)).abs() < 1e-9, "{measure}: reaches up to the bar's end");
            assert!((below - low.min(0.0)).abs() < 1e-9, "{measure}: and down to it");
            let drawn = cell(2) + cell(4) - cell(3) - cell(5);
            assert!((drawn - part.abs()).abs() < 1e-9, "{measure}: the bar is as long as the part");
            at += part;
        }
        assert!((at - whole).abs() < 0.04, "{measure}");
    }
}

#[test]
fn the_books_have_a_sheet_for_each_analysis() {
    let sheets = |command: &[&str]| book(command).sheet_names();
    let two = [
        "Changes",
        "Places through years",
        "Places through years (2)",
        "Causes",
        "Waterfall",
        "Changed criteria",
    ];
    assert_eq!(sheets(&[&["compare"], &ROUND[..]].concat()), two);
    let years = [&two[..], &["Under each year's rules"]].concat();
    assert_eq!(sheets(&[&["history"], &YEARS[..]].concat()), years);
    let sure = [&["robustness"], &ROUND[..2], &["--replicates", "100"]].concat();
    assert_eq!(sheets(&sure), ["How sure", "How sure (2)"]);
    assert_eq!(sheets(&["diff", ROUND[3], ROUND[0], ROUND[4]]), ["Changed criteria"]);
}

#[test]
fn the_same_years_give_the_same_page_and_book_on_any_number_of_threads() {
    let sure = ["robustness", "criteria/dak-lak/2018", "data/dak-lak/2018", "--replicates", "100"];
    let years = [
        &["history", "--year", "criteria/provinces/2024", "data/provinces/2024"][..],
        &["--year", "criteria/provinces/2025", "data/provinces/2025"],
    ];
    for command in [years.concat(), sure.to_vec()] {
        for suffix in ["html", "xlsx"] {
            let [one, three] = ["1", "3"].map(|threads| {
                written(&[&command[..], &["--threads", threads, "--lang", "vi"]].concat(), suffix)
            });
            assert!(one == three, "{command:?} {suffix}");
        }
    }
}

#[test]
fn a_page_without_facts_or_years_to_show_is_refused_and_nothing_written() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.html");
    let out = out.to_str().unwrap();
    for command in [
        &["diff", ROUND[3], ROUND[0]][..],
        &["crosswalk", ROUND[3], ROUND[0]],
        &["matrix", "--year", ROUND[0], ROUND[1]],
        &["history", "--year", ROUND[0], ROUND[1]],
    ] {
        let output = run(&[command, &["--out", out]].concat());
        assert_eq!(output.status.code(), Some(2), "{command:?}");
        assert!(!output.stderr.is_empty() && output.stdout.is_empty());
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
