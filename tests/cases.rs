//! Every outcome of every rule, policy, tier and tie, one folder each: what people read of it is a snapshot.
//! A folder `tests/cases/<what-it-shows>/` holds a set, a register and evidence; of two years, `earlier` and `later`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use par_index::{Comparison, Language};
use serde_json::Value;

use crate::road::{Year, here};

/// Cases whose English is read too.
const IN_ENGLISH_TOO: &[&str] = &[
    "bonus",
    "four-absences",
    "gate-closed-and-open",
    "judged-by-the-chairman",
    "left-out",
    "no-tier-fits",
    "redistributed",
    "rounded-up-and-printed-short",
    "shares-of-nothing-and-over-the-whole",
    "survey",
    "survey-not-held-rescaled",
    "tiers-with-needs-and-caps",
    "ties",
    "two-years-of-agencies",
    "unranked",
    "yes-no-and-states",
];

#[test]
fn every_case_reads_as_it_was_checked_by_hand() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots/cases");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for folder in folders() {
            let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            insta::assert_snapshot!(name, read_by_people(&folder, name));
        }
    });
}

#[test]
fn every_kind_of_rule_value_and_policy_on_the_page_occurs_in_a_case() {
    let (mut rules, mut words) = (BTreeSet::new(), BTreeSet::new());
    for folder in folders() {
        for index in ["index.yaml", "earlier/index.yaml", "later/index.yaml"] {
            let Ok(text) = fs::read_to_string(folder.join(index)) else {
                continue;
            };
            let set: Value = serde_yaml::from_str(&text)
                .unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
            collect(&set, &mut rules, &mut words);
        }
    }
    let page = fs::read_to_string(here("criteria/README.md")).unwrap();
    let lacking = |kinds: Vec<String>, known: &BTreeSet<String>| -> Vec<String> {
        assert!(kinds.len() > 4, "the page is laid out otherwise: {kinds:?}");
        kinds.into_iter().filter(|kind| !known.contains(kind)).collect()
    };
    assert_eq!(lacking(kinds_of_rule(&page), &rules), [""; 0], "rules without a case");
    assert_eq!(
        lacking(first_column(&page, "| value | is |"), &words),
        [""; 0],
        "values without a case"
    );
    assert_eq!(
        lacking(first_column(&page, "| policy | effect |"), &words),
        [""; 0],
        "policies without a case"
    );
}

/// The folders of cases; faults have tests of their own.
fn folders() -> Vec<PathBuf> {
    let entries = fs::read_dir(here("tests/cases")).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> =
        entries.filter(|path| path.is_dir() && !path.ends_with("faults")).collect();
    folders.sort();
    folders
}

fn read_by_people(folder: &Path, name: &str) -> String {
    let (year, comparison) = if folder.join("later").is_dir() {
        let (year, comparison) =
            Year::beside(&folder.join("later")).following(&Year::beside(&folder.join("earlier")));
        (year, Some(comparison))
    } else {
        (Year::beside(folder), None)
    };
    let vietnamese = in_language(&year, comparison.as_ref(), Language::Vietnamese);
    if !IN_ENGLISH_TOO.contains(&name) {
        return vietnamese;
    }
    format!(
        "{vietnamese}\n{}\n\n{}",
        "=".repeat(80),
        in_language(&year, comparison.as_ref(), Language::English)
    )
}

/// The standings, what changed, and why every agency earned what it earned.
fn in_language(year: &Year, comparison: Option<&Comparison>, language: Language) -> String {
    let report = year.report(comparison, language);
    let parted = |text: String| format!("\n{}\n\n{text}", "-".repeat(80));
    let changes = comparison.map(|_| parted(report.comparison_text())).unwrap_or_default();
    let agencies = year.standings.standings.iter().map(|standing| &standing.agency.code);
    let whys =
        agencies.map(|agency| parted(without_heading(&report.explanation_text(agency, true))));
    format!("{}{changes}{}", report.standings_text(), whys.collect::<String>())
}

/// The text below the heading, which the standings above have too.
fn without_heading(text: &str) -> String {
    text.split_once("\n\n").map_or_else(String::new, |(_, rest)| rest.to_owned())
}

/// The keys that stand where a rule stands, and all keys and words.
fn collect(value: &Value, rules: &mut BTreeSet<String>, words: &mut BTreeSet<String>) {
    let mut rule = |value: &Value| {
        rules.extend(value.as_object().into_iter().flat_map(|rule| rule.keys().cloned()))
    };
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                match key.as_str() {
                    "rule" | "then" | "otherwise" => rule(value),
                    "best_of" => value.as_array().into_iter().flatten().for_each(&mut rule),
                    _ => {}
                }
                words.insert(key.clone());
            }
            map.values().for_each(|value| collect(value, rules, words));
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, rules, words)),
        Value::String(word) => drop(words.insert(word.clone())),
        _ => {}
    }
}

/// The kinds that the page names in bold below its heading `Rules`.
fn kinds_of_rule(page: &str) -> Vec<String> {
    let (_, rules) = page.split_once("\n## Rules\n").unwrap();
    let bold =
        rules.split("**`").skip(1).filter_map(|rest| Some(rest.split_once('`')?.0.to_owned()));
    bold.collect()
}

/// The first words of the rows of a table.
fn first_column(page: &str, head: &str) -> Vec<String> {
    let (_, rows) = page.split_once(head).unwrap();
    let rows = rows.lines().skip(2).take_while(|line| line.starts_with('|'));
    let cells = rows.filter_map(|row| row.split('|').nth(1));
    let coded = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2));
    coded
        .map(|code| code.trim_matches(['{', ' ']).split(':').next().unwrap_or_default().to_owned())
        .collect()
}
