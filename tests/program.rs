//! The built program, from outside: what it prints, where, in which language, and how it ends.

pub mod forms;

use std::io::Read as _;
use std::process::Stdio;

use serde_json::Value;
use tempfile::TempDir;

use crate::bundled::{answer, path, program, run, sets};
use forms::json;

const DAK_LAK: [&str; 2] = ["criteria/dak-lak/2018", "data/dak-lak/2018"];
const SINCE: [&str; 3] = ["--earlier", "criteria/dak-lak/2017", "data/dak-lak/2017"];
const LAM_GIANG: [&str; 2] = ["criteria/lam-giang/2023", "data/lam-giang/2023"];

fn said(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn without_arguments_it_prints_the_bundled_ranking() {
    insta::assert_snapshot!("bundled_en", said(&answer(&["--lang", "en"])));
    insta::assert_snapshot!("bundled_vi", said(&answer(&["--lang", "vi"])));
}

#[test]
fn the_bundled_ranking_is_that_of_the_files() {
    let files = answer(&[&["score"], &DAK_LAK[..], &SINCE[..]].concat());
    assert_eq!(said(&answer(&[])), said(&files));
}

#[test]
fn an_agency_is_told_why_it_stands_where_it_stands() {
    let explain = [&["explain"], &DAK_LAK[..], &SINCE[..], &["--agency", "skhdt"]].concat();
    insta::assert_snapshot!("explained_en", said(&answer(&explain)));
    insta::assert_snapshot!(
        "explained_vi",
        said(&answer(&[&explain[..], &["--lang", "vi"]].concat()))
    );
}

#[test]
fn two_years_are_compared_with_newcomers_leavers_and_what_cannot_be_compared() {
    let years = [
        &["compare"],
        &LAM_GIANG[..],
        &["--earlier", "criteria/lam-giang/2022", "data/lam-giang/2022"],
    ]
    .concat();
    insta::assert_snapshot!("compared_en", said(&answer(&years)));
}

#[test]
fn every_bundled_set_is_sound_and_its_notes_are_the_known_defects_of_the_text() {
    let mut told = String::new();
    for set in sets() {
        told.push_str(&format!("{set}\n"));
        let found = json(&["check", &set, "--format", "json"]);
        for finding in found["findings"].as_array().unwrap() {
            assert_eq!(finding["severity"], "note", "{finding}");
            assert!(!finding["reason"].as_str().unwrap().is_empty());
            let message = finding["message"].as_str().unwrap();
            let what = message.split_once("; ").map_or(message, |(what, _)| what);
            told.push_str(&format!("  {}: {what}\n", finding["name"].as_str().unwrap()));
        }
    }
    insta::assert_snapshot!("notes_of_the_bundled_sets", told);
}

#[test]
fn several_sets_are_checked_at_once() {
    let all = sets();
    let arguments: Vec<&str> =
        std::iter::once("check").chain(all.iter().map(String::as_str)).collect();
    let told = said(&answer(&arguments));
    assert!(told.lines().last().unwrap().contains(&all.len().to_string()), "{told}");
}

/// How a run ends, and that it says why on standard error and nothing on standard output.
#[track_caller]
fn fails(code: i32, arguments: &[&str]) -> String {
    let output = run(arguments);
    let told = said(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {told}");
    assert!(output.stdout.is_empty() && !told.is_empty(), "{arguments:?}");
    assert!(!told.contains("panicked") && !told.contains('\u{1b}'), "{told}");
    told
}

#[test]
fn faults_in_criteria_or_evidence_end_with_one() {
    let set = folder(&[("index.yaml", "set: x\nyear: 2024\n")]);
    let set = set.path().to_str().unwrap();
    assert!(fails(1, &["score", set, DAK_LAK[1]]).contains("[missing-key]"));
    let empty = folder(&[]);
    let empty = empty.path().to_str().unwrap();
    assert!(fails(1, &["score", empty, DAK_LAK[1]]).contains("[no-criteria]"));
    assert!(fails(1, &["score", DAK_LAK[0], empty]).contains("[no-register]"));
    let evidence = folder(&[
        ("agencies.yaml", "agencies: [{ code: a, name: A, group: departments }]"),
        (
            "evidence.csv",
            "agency,year,item,field,value\na,2018,1.1.1,plann,on_time\na,2017,1.1.1,plan,late\n",
        ),
    ]);
    let told = fails(1, &["score", DAK_LAK[0], evidence.path().to_str().unwrap()]);
    assert!(told.contains("evidence.csv:2:14:") && told.contains("`plan`"), "{told}");
    assert!(told.contains("[wrong-year]"), "all faults at once: {told}");
}

#[test]
fn a_set_at_fault_ends_its_check_with_one_and_the_findings_are_the_answer() {
    let set = folder(&[("index.yaml", "set: x\nyear: 2024\n")]);
    let output = run(&["check", set.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output.stdout).contains("[missing-key]") && output.stderr.is_empty());
}

#[test]
fn wrong_usage_ends_with_two() {
    let score = [&["score"], &DAK_LAK[..]].concat();
    fails(2, &["rank"]);
    fails(2, &["score"]);
    fails(2, &["check"]);
    fails(2, &[&score[..], &["--threads", "0"]].concat());
    fails(2, &[&score[..], &["--format", "xml"]].concat());
    fails(2, &[&score[..], &["--format", "parquet"]].concat());
    fails(2, &[&score[..], &["--earlier", "criteria/dak-lak/2017"]].concat());
    fails(2, &[&["compare"], &DAK_LAK[..]].concat());
    fails(2, &["check", DAK_LAK[0], "--format", "csv"]);
    fails(2, &["schema", "--format", "csv"]);
    fails(2, &["completions", "cmd"]);
    let told = fails(2, &[&["explain"], &DAK_LAK[..], &["--agency", "skhd"]].concat());
    assert!(told.contains("`skhdt`"), "{told}");
}

#[test]
fn what_cannot_be_opened_or_written_ends_with_three() {
    assert!(fails(3, &["check", "nowhere"]).contains("nowhere"));
    assert!(fails(3, &["score", "nowhere", DAK_LAK[1]]).contains("nowhere"));
    assert!(fails(3, &["score", DAK_LAK[0], "nowhere"]).contains("nowhere"));
    let here = folder(&[]);
    let out = here.path().join("missing/results.json");
    fails(3, &[&["score"], &DAK_LAK[..], &["--out", out.to_str().unwrap()]].concat());
    assert!(!out.parent().unwrap().exists());
}

#[test]
fn help_and_version_end_well_and_name_the_exit_codes() {
    let help = said(&answer(&["--help"]));
    assert!(help.contains("0 fine") && help.contains("3 the system failed"), "{help}");
    assert_eq!(
        said(&answer(&["--version"])).trim(),
        format!("par-index {}", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    let arguments = [&["score"], &LAM_GIANG[..], &["--format", "json"]].concat();
    let mut child =
        program(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 16];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), said(&output.stderr)), (Some(0), String::new()));
}

#[test]
fn the_locale_decides_the_language_where_nothing_is_said() {
    let first_word = |locale: Option<&str>, arguments: &[&str]| {
        let mut command = program(arguments);
        command.env_remove("LANG");
        command.envs(locale.map(|locale| ("LANG", locale)));
        let told = said(&command.output().unwrap().stdout);
        told.split_whitespace().next().unwrap().to_owned()
    };
    assert_eq!(first_word(Some("en_US.UTF-8"), &[]), "PAR-Index");
    assert_eq!(first_word(Some("vi_VN.UTF-8"), &[]), "Chỉ");
    assert_eq!(first_word(None, &[]), "Chỉ");
    assert_eq!(first_word(Some("vi_VN.UTF-8"), &["--lang", "en"]), "PAR-Index");
    assert_eq!(first_word(Some("en_US.UTF-8"), &["--lang", "vi"]), "Chỉ");
}

#[test]
fn failures_are_told_in_the_readers_language() {
    let unknown = [&["explain"], &DAK_LAK[..], &["--agency", "xyz"]].concat();
    assert!(fails(2, &[&unknown[..], &["--lang", "vi"]].concat()).contains("không có cơ quan"));
    assert!(fails(2, &unknown).contains("agency"));
}

#[test]
fn nothing_is_coloured_away_from_a_terminal() {
    for arguments in [vec![], [&["compare"], &DAK_LAK[..], &SINCE[..]].concat()] {
        assert!(!answer(&arguments).contains(&0x1b));
    }
}

#[test]
fn the_schema_is_one_of_json_and_completions_are_a_script() {
    for arguments in [&["schema"][..], &["schema", "--area"]] {
        let schema: Value = serde_json::from_slice(&answer(arguments)).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    }
    assert!(said(&answer(&["completions", "bash"])).contains("complete -F "));
    let here = folder(&[]);
    let out = here.path().join("_par-index");
    assert!(answer(&["completions", "zsh", "--out", out.to_str().unwrap()]).is_empty());
    assert!(std::fs::read_to_string(out).unwrap().starts_with("#compdef par-index"));
}

#[test]
fn a_year_compared_with_itself_by_the_program_has_not_changed() {
    let hue = ["criteria/hue/2021", "data/hue/2021"];
    let compared =
        json(&[&["compare"], &hue[..], &["--earlier"], &hue[..], &["--format", "json"]].concat());
    assert_eq!(compared["caveats"], Value::Array(vec![]));
    for change in compared["changes"].as_array().unwrap() {
        assert_eq!((&change["points"], &change["percent_points"]), (&"0".into(), &"0".into()));
        assert_eq!((&change["places"], &change["origin"]), (&0.into(), &"same".into()));
    }
    assert!(path(hue[0]).is_dir());
}
