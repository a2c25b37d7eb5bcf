//! The web page: its figures are those of the JSON report, it loads nothing, no name can break out of it, same bytes always.

use std::collections::BTreeSet;
use std::fs;
use std::sync::OnceLock;

use serde_json::Value;

use crate::bundled::{answer, path, run, text};
use crate::program::forms::json;
use crate::road::{Year, evidence, here};
use par_index::{Criteria, Language};

const YEARS: [&str; 5] = [
    "criteria/lam-giang/2023",
    "data/lam-giang/2023",
    "--earlier",
    "criteria/lam-giang/2022",
    "data/lam-giang/2022",
];

/// The page that the program writes of Lam Giang.
fn written(more: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("results.html");
    let command = [&["score"], &YEARS[..], &["--out", out.to_str().unwrap()], more].concat();
    assert!(answer(&command).is_empty());
    fs::read_to_string(out).unwrap()
}

/// The same, written once for all tests.
fn page() -> &'static str {
    static PAGE: OnceLock<String> = OnceLock::new();
    PAGE.get_or_init(|| written(&[]))
}

/// The data in a page.
fn data(page: &str) -> Value {
    let start = "<script type=\"application/json\" id=\"data\">";
    let (_, rest) = page.split_once(start).unwrap();
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

/// The scripts that run, in their order.
fn scripts(page: &str) -> Vec<&str> {
    let after = page.split("<script>").skip(1);
    after.map(|rest| rest.split_once("</script>").unwrap().0).collect()
}

/// A decimal of the JSON report with two digits, as the set of Lam Giang prints it.
fn printed(decimal: &Value) -> Option<String> {
    let exact = par_index::quantity::Exact::parse(decimal.as_str()?).unwrap();
    Some(exact.to_fixed(par_index::quantity::Rounding::DISPLAY))
}

fn said(text: &Value) -> &str {
    text.as_str().unwrap_or_else(|| text[0].as_str().unwrap())
}

#[test]
fn the_figures_of_the_page_are_those_of_the_json_report() {
    let page = data(page());
    let report = json(&[&["score"], &YEARS[..], &["--format", "json", "--lang", "vi"]].concat());
    let agencies = report["agencies"].as_array().unwrap();
    assert_eq!(page["agencies"]["code"].as_array().unwrap().len(), agencies.len());
    for (row, agency) in agencies.iter().enumerate() {
        let cell = |column: &str| &page["agencies"][column][row];
        let change = |column: &str| &page["agencies"]["change"][column][row];
        assert_eq!(cell("code"), &agency["agency"]);
        assert_eq!(said(cell("name")), agency["name"].as_str().unwrap());
        assert_eq!(cell("rank"), &agency["rank"]);
        assert_eq!(cell("tier_name"), &agency["tier"]);
        for column in ["points", "percent"] {
            assert_eq!(cell(column).as_str().map(str::to_owned), printed(&agency[column]));
        }
        assert_eq!(change("places"), &agency["change"]["places"]);
        assert_eq!(change("previous_rank"), &agency["previous_rank"]);
        let unsigned = |figure: &Value| figure.as_str().map(|text| text.replace('+', ""));
        for column in ["points", "percent_points"] {
            assert_eq!(unsigned(change(column)), printed(&agency["change"][column]));
        }
        for (k, area) in agency["areas"].as_array().unwrap().iter().enumerate() {
            assert_eq!(cell("areas")[k][0].as_str().map(str::to_owned), printed(&area["points"]));
            assert_eq!(cell("areas")[k][1].as_str().map(str::to_owned), printed(&area["percent"]));
        }
    }
    for (group, of_report) in
        page["groups"].as_array().unwrap().iter().zip(report["groups"].as_array().unwrap())
    {
        assert_eq!(group["ranked"], of_report["ranked"]);
        assert_eq!(group["mean"].as_str().map(str::to_owned), printed(&of_report["mean"]));
    }
}

#[test]
fn the_year_before_is_told_as_its_own_report_tells_it() {
    let page = data(page());
    let before = json(&["score", YEARS[3], YEARS[4], "--format", "json", "--lang", "vi"]);
    let mut told = 0;
    for (row, code) in page["agencies"]["code"].as_array().unwrap().iter().enumerate() {
        let change = |column: &str| &page["agencies"]["change"][column][row];
        let mut earlier = before["agencies"].as_array().unwrap().iter();
        let Some(earlier) = earlier.find(|agency| agency["agency"] == *code) else {
            assert!(change("previous_points").is_null() && !change("origin").is_null());
            continue;
        };
        told += 1;
        for (column, of_report) in [("previous_points", "points"), ("previous_percent", "percent")]
        {
            assert_eq!(change(column).as_str().map(str::to_owned), printed(&earlier[of_report]));
        }
        let tier =
            change("tier").as_u64().map(|k| said(&page["texts"][usize::try_from(k).unwrap()]));
        assert_eq!(tier, earlier["tier_title"].as_str());
    }
    assert!(told > 30);
}

#[test]
fn the_losses_of_the_page_are_those_of_the_ledger_most_first() {
    let page = data(page());
    let explain =
        [&["explain"], &YEARS[..], &["--losses", "item", "--format", "json", "--lang", "vi"]]
            .concat();
    let ledger = json(&explain);
    assert_eq!(page["details"]["kind"], "all");
    for (row, agency) in ledger["agencies"].as_array().unwrap().iter().enumerate() {
        let details = &page["details"]["agencies"][row];
        assert_eq!(details["lost"].as_str().map(str::to_owned), printed(&agency["lost"]));
        let losses = details["losses"].as_array().unwrap();
        let text = |number: &Value| {
            said(&page["texts"][usize::try_from(number.as_u64().unwrap()).unwrap()]).to_owned()
        };
        let of_page: BTreeSet<(String, String, String)> = losses
            .iter()
            .map(|loss| {
                let node = usize::try_from(loss[0].as_u64().unwrap()).unwrap();
                let why = if loss[3].is_null() { String::new() } else { text(&loss[3]) };
                (
                    page["nodes"][node]["id"].as_str().unwrap().to_owned(),
                    loss[1].as_str().unwrap().to_owned(),
                    why,
                )
            })
            .collect();
        let of_ledger: BTreeSet<(String, String, String)> = agency["losses"]
            .as_array()
            .unwrap()
            .iter()
            .map(|loss| {
                let why = loss["reason"].as_str().unwrap_or_default().to_owned();
                (loss["item"].as_str().unwrap().to_owned(), printed(&loss["points"]).unwrap(), why)
            })
            .collect();
        assert_eq!(of_page, of_ledger, "{}", agency["agency"]);
        let points: Vec<f64> =
            losses.iter().map(|loss| loss[1].as_str().unwrap().parse().unwrap()).collect();
        assert!(points.is_sorted_by(|a, b| a >= b));
    }
}

#[test]
fn the_order_of_a_column_is_that_of_its_exact_figures() {
    let page = data(page());
    for (figures, order) in
        [("points", "points_order"), ("percent", "percent_order"), ("max", "max_order")]
    {
        let rows = page["agencies"][figures]
            .as_array()
            .unwrap()
            .iter()
            .zip(page["agencies"][order].as_array().unwrap());
        let mut rows: Vec<(f64, u64)> = rows
            .filter_map(|(figure, place)| {
                Some((figure.as_str()?.parse().unwrap(), place.as_u64()?))
            })
            .collect();
        rows.sort_by_key(|(_, place)| *place);
        assert!(rows.len() > 30 && rows.is_sorted_by(|(a, _), (b, _)| a <= b), "{figures}");
    }
}

#[test]
fn the_page_loads_nothing_and_has_no_handler_in_its_markup() {
    let page = page();
    let markup = page.split("<style>").next().unwrap().to_owned()
        + page.split("</style>").nth(1).unwrap().split("<script").next().unwrap();
    assert!(markup.contains("default-src &#39;none&#39;") || markup.contains("default-src 'none'"));
    for loads in [
        "src=",
        "http:",
        "https:",
        "@import",
        "url(",
        " onclick",
        " onload",
        " onerror",
        "javascript:",
    ] {
        assert!(!markup.contains(loads), "{loads}");
    }
    let style = page.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
    assert!(!style.contains("url(") && !style.contains("@import"));
    let script = scripts(page)[1];
    for way in [
        "fetch(",
        "XMLHttpRequest",
        "import(",
        "eval(",
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "Function(",
    ] {
        assert!(!script.contains(way), "{way}");
    }
}

#[test]
fn the_same_results_give_the_same_bytes_on_any_number_of_threads() {
    let page = page();
    assert!(page == written(&["--threads", "1"]) && page == written(&["--threads", "5"]));
}

#[test]
fn the_language_asked_for_is_the_one_it_opens_in_and_the_data_are_the_same() {
    let (vietnamese, english) = (written(&["--lang", "vi"]), written(&["--lang", "en"]));
    assert!(vietnamese.contains("<html lang=\"vi\">") && english.contains("<html lang=\"en\">"));
    let (mut vietnamese, english) = (data(&vietnamese), data(&english));
    vietnamese["language"] = "en".into();
    assert_eq!(vietnamese, english);
}

#[test]
fn a_hostile_name_stays_a_name() {
    const HOSTILE: &str =
        "</script><img src=x onerror=alert(1)><!--<script>{{ 7*7 }}'\\\"&amp;\u{2028}";
    let folder = here("criteria/dak-lak/2018");
    let criteria = Criteria::read(&folder).unwrap();
    let register = text(&path("data/dak-lak/agencies.yaml"));
    let quoted = HOSTILE.replace('\'', "''");
    let register = register
        .replace("Sở Kế hoạch và Đầu tư", "@@")
        .replace("{ vi: @@", &format!("{{ vi: '{quoted}'"));
    assert!(register.contains("onerror"));
    let mut files = vec![("agencies.yaml".to_owned(), register.into_bytes())];
    for name in ["peers.csv", "skhdt.yaml"] {
        files.push((name.to_owned(), fs::read(path("data/dak-lak/2018").join(name)).unwrap()));
    }
    let evidence = evidence(&files, &criteria);
    let year = Year::ranked(criteria, evidence);
    let page = year.report(None, Language::Vietnamese).page().unwrap();
    let data = data(&page);
    let row = data["agencies"]["code"]
        .as_array()
        .unwrap()
        .iter()
        .position(|code| code == "skhdt")
        .unwrap();
    assert_eq!(said(&data["agencies"]["name"][row]), HOSTILE);
    assert!(!page.contains("<img"));
    assert_eq!(page.matches("</script>").count(), 3);
    assert_eq!(scripts(&page).len(), 2);
}

#[test]
fn the_script_says_only_sentences_that_the_page_carries_and_all_of_them() {
    let page = page();
    let words = data(page)["words"].clone();
    let said_by_page = scripts(page)[1].to_owned() + page.split("<script").next().unwrap();
    let known: BTreeSet<&String> = words.as_object().unwrap().keys().collect();
    let quoted = said_by_page.split('"').skip(1).step_by(1);
    let named: BTreeSet<&str> =
        quoted.filter(|part| part.starts_with("page-") && !part.contains(' ')).collect();
    assert!(named.len() > 40);
    for name in &named {
        assert!(known.contains(&(*name).to_owned()), "{name}");
    }
    let spoken = |name: &String| {
        let origins = ["page-documented", "page-reconstructed", "page-made-up"];
        said_by_page.contains(&format!("\"{name}\""))
            || name.starts_with("status-")
            || origins.contains(&name.as_str())
    };
    let silent: Vec<&&String> = known.iter().filter(|name| !spoken(name)).collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn a_page_of_two_years_has_the_league_table_of_score_and_one_without_agencies_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("answer.html");
    let out = out.to_str().unwrap();
    let compared = [&["compare"], &YEARS[..], &["--out", out]].concat();
    assert!(answer(&compared).is_empty());
    let (compared, scored) = (data(&fs::read_to_string(out).unwrap()), data(page()));
    for part in ["agencies", "details", "groups", "round"] {
        assert_eq!(compared[part], scored[part], "{part}");
    }
    assert!(scored["causes"].is_null() && compared["causes"].is_object());
    fs::remove_file(out).unwrap();
    for command in [
        vec!["explain", YEARS[0], YEARS[1], "--out", out],
        vec!["check", YEARS[0], "--out", out],
        vec!["schema", "--out", out],
    ] {
        assert_eq!(run(&command).status.code(), Some(2), "{command:?}");
        assert!(!std::path::Path::new(out).exists());
    }
}
