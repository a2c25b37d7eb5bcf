//! `docs/json.md` names every key that the program writes, and none that it does not.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::bundled::{path, run, text};

const LAM_GIANG: &[&str] = &[
    "criteria/lam-giang/2023",
    "data/lam-giang/2023",
    "--earlier",
    "criteria/lam-giang/2022",
    "data/lam-giang/2022",
];
const DAK_LAK: &[&str] = &["criteria/dak-lak/2018", "data/dak-lak/2018"];
const PROVINCES: &[&str] = &[
    "criteria/provinces/2025",
    "data/provinces/2025",
    "--earlier",
    "criteria/provinces/2024",
    "data/provinces/2024",
];
const MEASURED: &[&str] = &[
    "criteria/lam-giang/2023",
    "cases=data/lam-giang/2023/registers/cases.csv",
    "satisfaction=data/lam-giang/2023/registers/ballots.csv",
];
/// Any of three figures of it may be the wrong one.
const TABLE: &str = "Cơ quan,Điểm,Điểm tối đa,Chỉ số (%)\nSở A,45,50,90\nSở B,40,50,70\n";

/// The keys of the page's tables, by heading.
fn documented() -> BTreeMap<String, BTreeSet<String>> {
    let page = text(&path("docs/json.md"));
    let mut sections = BTreeMap::new();
    for section in page.split("\n## ").skip(1) {
        let (heading, rest) = section.split_once('\n').unwrap();
        let rows = rest.lines().filter_map(|line| line.strip_prefix("| `"));
        let keys = rows.flat_map(|row| {
            let cell = row.split(" | ").next().unwrap().to_owned();
            cell.split("`, `").map(|key| key.trim_end_matches('`').to_owned()).collect::<Vec<_>>()
        });
        sections.insert(heading.to_owned(), keys.collect());
    }
    sections
}

/// Every key below a value that holds no others: `agencies[].points`.
fn leaves(value: &Value, at: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(keys) => {
            for (key, below) in keys {
                let free = [".tiers", ".figures", ".shares", ".parts", ".criteria"]
                    .iter()
                    .any(|named| at.ends_with(named));
                let named = if free { "*" } else { key };
                let dot = if at.is_empty() { "" } else { "." };
                leaves(below, &format!("{at}{dot}{named}"), found);
            }
        }
        Value::Array(entries) => {
            found.insert(format!("{at}[]"));
            entries.iter().for_each(|entry| leaves(entry, &format!("{at}[]"), found));
        }
        _ => {
            found.insert(at.to_owned());
        }
    }
}

/// Keys without those that only hold others, or are nothing in some places and hold others elsewhere.
fn lowest(found: BTreeSet<String>) -> BTreeSet<String> {
    let holds = |key: &String| {
        let holds = |other: &String| {
            other.strip_prefix(key.as_str()).is_some_and(|rest| rest.starts_with(['.', '[']))
        };
        found.iter().any(holds)
    };
    found.iter().filter(|key| !holds(key)).cloned().collect()
}

fn written(runs: &[Vec<&str>]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for arguments in runs {
        let output = run(&[arguments.as_slice(), &["--format", "json"]].concat());
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        leaves(&answer, "", &mut found);
    }
    lowest(found)
}

#[test]
fn the_page_on_json_names_every_key_that_is_written_and_no_other() {
    let started = tempfile::tempdir().unwrap();
    let register = text(&path("data/lam-giang/agencies.yaml"));
    std::fs::write(started.path().join("agencies.yaml"), register).unwrap();
    let given = "agency,year,item,field,value\nvpub,2023,1.1.1,plan,on_time\n";
    std::fs::write(started.path().join("evidence.csv"), given).unwrap();
    let table = started.path().join("published.csv");
    std::fs::write(&table, TABLE).unwrap();
    let (started, table) = (started.path().to_str().unwrap(), table.to_str().unwrap());
    let one = |command: &[&'static str], more: &[&'static str]| vec![[command, more].concat()];
    let open = ["explain", LAM_GIANG[0], started, "--agency", "vpub", "--open"];
    let whatif = ["whatif", "--agency", "skhdt", "--set", "1.2.1.sent=2018-06-15"];
    let advise = ["advise", "--agency", "skhdt", "--reach", "rank:8"];
    let robustness = ["robustness", "--replicates", "100"];
    let with_ballots = [
        &["robustness", "--replicates", "100", "--group", "districts", "--ballots", MEASURED[2]],
        &LAM_GIANG[..2],
    ]
    .concat();
    let history = [&["history", "--year"], &LAM_GIANG[..2], &["--year"], &LAM_GIANG[3..]].concat();
    let matrix = [&["matrix"], &history[1..]].concat();
    let runs: Vec<(&str, Vec<Vec<&str>>)> = vec![
        ("score", one(&["score"], LAM_GIANG)),
        ("compare", one(&["compare"], LAM_GIANG)),
        ("explain --losses", one(&["explain", "--losses", "item"], LAM_GIANG)),
        ("explain --open", vec![open.to_vec()]),
        ("whatif", one(&whatif, DAK_LAK)),
        ("advise", one(&advise, DAK_LAK)),
        ("audit", vec![vec!["audit", table]]),
        ("review", one(&["review"], LAM_GIANG)),
        ("robustness", vec![[&robustness[..], DAK_LAK].concat(), with_ballots.to_vec()]),
        ("history", vec![history]),
        ("crosswalk", one(&["crosswalk"], &["criteria/lam-giang/2022", "criteria/lam-giang/2023"])),
        ("diff", one(&["diff"], &[LAM_GIANG[3], LAM_GIANG[0], LAM_GIANG[4]])),
        ("why", vec![[&["why"], LAM_GIANG].concat(), [&["why"], PROVINCES].concat()]),
        ("matrix", vec![matrix]),
        (
            "lanes",
            one(&["lanes"], &["tests/cases/three-lanes", "tests/cases/three-lanes/evidence.csv"]),
        ),
        ("measures", one(&["measures"], MEASURED)),
        ("check", one(&["check"], &["criteria/hai-phong/2025-pl01"])),
    ];
    let documented = documented();
    for (section, runs) in &runs {
        assert_eq!(&documented[*section], &written(runs), "docs/json.md, {section}");
    }
    let told: BTreeSet<&str> =
        runs.iter().map(|(section, _)| *section).chain(["explain"]).collect();
    assert_eq!(documented.keys().map(String::as_str).collect::<BTreeSet<_>>(), told);
}

#[test]
fn one_agency_explained_has_the_keys_of_an_agency_scored() {
    let scored = written(&[[&["score"], LAM_GIANG].concat()]);
    let explained = written(&[[&["explain", "--agency", "snv"], LAM_GIANG].concat()]);
    let mut of_agency: BTreeSet<String> = scored
        .iter()
        .filter_map(|key| key.strip_prefix("agencies[]."))
        .map(str::to_owned)
        .collect();
    of_agency.extend(["format", "set", "year"].map(str::to_owned));
    assert_eq!(explained, of_agency);
}
