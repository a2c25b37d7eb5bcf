//! The manual: every example of `criteria/README.md` and `data/README.md` is read by the engine, and the JSON Schema
//! knows what they know.

use par_index::{Criteria, Evidence, Measures, Office, Scores};
use serde_json::{Value, json};

use crate::bundled::{files, path, text, within};

const CRITERIA: &str = "criteria/README.md";
const DATA: &str = "data/README.md";

/// The fenced blocks of a page with this heading: `yaml item`.
fn blocks(page: &str, heading: &str) -> Vec<String> {
    let page = text(&path(page));
    let fence = format!("\n```{heading}\n");
    let after = page.split(&fence).skip(1);
    after.map(|rest| rest.split("\n```").next().unwrap().to_owned()).collect()
}

fn one(page: &str, heading: &str) -> String {
    let mut blocks = blocks(page, heading);
    assert_eq!(blocks.len(), 1, "{page}: {heading}");
    blocks.remove(0)
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn read(files: &[(&str, &str)]) -> Criteria {
    let shown = || files.iter().map(|(_, text)| *text).collect::<String>();
    Criteria::from_texts(files).unwrap_or_else(|error| panic!("{error}\n{}", shown()))
}

/// The item of an example in a set of its own; beside a bonus or a deduction stands an item with a maximum.
fn set_of(item: &str) -> String {
    let written = yaml(item);
    let (total, beside) = match written.get("max") {
        Some(max) => (max.to_string(), ""),
        None => (
            "1".to_owned(),
            "      - { code: beside, title: Beside, max: 1, source: Here, fields: { done: yes_no }, rule: { yes_no: done } }\n",
        ),
    };
    let indented: Vec<String> = item.lines().map(|line| format!("        {line}")).collect();
    let item = indented.join("\n").replacen("        ", "      - ", 1);
    format!(
        "set: example\nyear: 2018\ntitle: Example\nsource: Manual\ntotal: {total}\ngroups: {{ departments: {{}} }}\n\
         areas:\n  - code: area\n    title: Area\n    max: {total}\n    items:\n{beside}{item}\n"
    )
}

#[test]
fn the_manuals_set_is_sound() {
    let set = read(&[("index.yaml", &one(CRITERIA, "yaml set"))]);
    assert_eq!(set.notes.len(), 0);
}

#[test]
fn every_item_of_the_manual_is_sound_but_for_what_it_accepts() {
    let items = blocks(CRITERIA, "yaml item");
    assert!(items.len() >= 20, "{} items", items.len());
    for item in items {
        let accepted = yaml(&item)["accepts"].as_array().map_or(0, Vec::len);
        let set = read(&[("index.yaml", &set_of(&item))]);
        assert_eq!(set.notes.len(), accepted, "{item}");
    }
}

#[test]
fn the_manuals_tie_rule_is_read() {
    let mut set = yaml(&one(CRITERIA, "yaml set"));
    let mut other = set["areas"][0].clone();
    other["code"] = json!("5");
    other["items"][0]["code"] = json!("5.1");
    set["areas"].as_array_mut().unwrap().push(other);
    set["total"] = json!(6);
    set["ties"] = yaml(&one(CRITERIA, "yaml ties"));
    read(&[("index.yaml", &set.to_string())]);
}

fn evidence(files: &[(&str, &str)]) -> (Criteria, Evidence) {
    let criteria = read(&[("index.yaml", &one(CRITERIA, "yaml set"))]);
    let bytes: Vec<(&str, &[u8])> =
        files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let evidence =
        Evidence::from_files(&bytes, &criteria).unwrap_or_else(|error| panic!("{error}"));
    (criteria, evidence)
}

fn status(files: &[(&str, &str)], agency: &str) -> String {
    let (criteria, evidence) = evidence(files);
    let scores = Scores::award(&par_index::Plan::compile(&criteria), &evidence);
    let award = scores.of(&agency.into(), "1.1").unwrap();
    format!("{} {:?}", award.points, award.status.unwrap())
}

#[test]
fn the_manuals_evidence_is_read_against_its_set() {
    let register = one(DATA, "yaml agencies");
    let (csv, agency) = (one(DATA, "csv evidence"), one(DATA, "yaml evidence"));
    let from_csv = [("agencies.yaml", register.as_str()), ("evidence.csv", &csv)];
    assert_eq!(status(&from_csv, "skhdt"), "3 Scored");
    assert_eq!(status(&from_csv, "stc"), "0 NotApplicable");
    let from_yaml = [("agencies.yaml", register.as_str()), ("skhdt.yaml", &agency)];
    assert_eq!(status(&from_yaml, "skhdt"), "3 Scored");
}

#[test]
fn the_manuals_wide_table_and_its_mapping_are_read() {
    let register = one(DATA, "yaml agencies");
    let (wide, mapping) = (one(DATA, "csv wide"), one(DATA, "yaml columns"));
    let from_wide = [("agencies.yaml", register.as_str()), ("wide.csv", &wide)];
    assert_eq!(status(&from_wide, "skhdt"), "3 Scored");
    assert_eq!(status(&from_wide, "stc"), "0 Scored");
    let theirs = "Mã đơn vị,Kế hoạch,Người nhập\nskhdt,có,An\n";
    let mapped = [
        ("agencies.yaml", register.as_str()),
        ("so-lieu-1.csv", theirs),
        ("columns.yaml", &mapping),
    ];
    assert_eq!(status(&mapped, "skhdt"), "3 Scored");
}

#[test]
fn the_manuals_lanes_are_scored_one_by_one() {
    use par_index::evidence::Lane;
    let register = one(DATA, "yaml agencies");
    for (file, heading) in [("evidence.csv", "csv lanes"), ("skhdt.yaml", "yaml lanes")] {
        let text = one(DATA, heading);
        let (criteria, evidence) =
            evidence(&[("agencies.yaml", register.as_str()), (file, text.as_str())]);
        let points = Lane::ALL.map(|lane| {
            let seen = evidence.clone().in_lane(lane);
            let scores = Scores::award(&par_index::Plan::compile(&criteria), &seen);
            scores.of(&"skhdt".into(), "1.1").unwrap().points.to_string()
        });
        assert_eq!(points, ["3", "1.5", "2"], "{heading}");
    }
}

#[test]
fn the_manuals_decisions_are_read_beside_its_evidence() {
    let (register, csv, ties) =
        (one(DATA, "yaml agencies"), one(DATA, "csv evidence"), one(DATA, "yaml decisions"));
    let (_, evidence) = evidence(&[
        ("agencies.yaml", &register),
        ("evidence.csv", &csv),
        ("decisions.yaml", &ties),
    ]);
    assert_eq!(evidence.decisions().len(), 1);
    assert_eq!(evidence.agencies().len(), 3);
}

#[test]
fn the_manuals_office_is_read_whole() {
    let office = Office::parse("office.yaml", one(DATA, "yaml office").as_bytes()).unwrap();
    assert_eq!(office.signer.name.as_deref(), Some("Nguyễn Văn A"));
    assert_eq!((office.basis.len(), office.recipients.len()), (1, 3));
    assert!(office.deadline > office.date && office.number.is_some() && office.place.is_some());
}

#[test]
fn every_fenced_block_of_the_manual_is_read_by_a_test() {
    let read = [
        "yaml set",
        "yaml ties",
        "yaml item",
        "yaml agencies",
        "csv evidence",
        "yaml evidence",
        "csv lanes",
        "csv wide",
        "yaml columns",
        "yaml lanes",
        "yaml decisions",
        "yaml office",
    ];
    for page in [CRITERIA, DATA] {
        let page = text(&path(page));
        let fences = page.lines().filter_map(|line| line.strip_prefix("```")).step_by(2);
        for heading in fences {
            assert!(read.contains(&heading), "{heading}");
        }
    }
}

/// The keys of a schema's one-key maps: the kinds of rule, value or condition.
fn kinds(schema: &Value, name: &str) -> Vec<String> {
    let choices = schema["$defs"][name]["oneOf"].as_array().unwrap_or_else(|| panic!("{name}"));
    choices
        .iter()
        .flat_map(|choice| choice["properties"].as_object().unwrap().keys().cloned())
        .collect()
}

/// Every key of the maps in a value.
fn keys(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Array(parts) => parts.iter().for_each(|part| keys(part, found)),
        Value::Object(parts) => parts.iter().for_each(|(key, part)| {
            found.push(key.clone());
            keys(part, found);
        }),
        _ => {}
    }
}

#[test]
fn every_kind_of_rule_has_its_words_and_its_example_in_the_manual() {
    let page = text(&path(CRITERIA));
    let mut shown = Vec::new();
    for item in blocks(CRITERIA, "yaml item") {
        keys(&yaml(&item)["rule"], &mut shown);
    }
    let kinds = kinds(&Criteria::schema(), "Rule");
    assert!(kinds.len() > 20);
    for kind in kinds {
        assert!(page.contains(&format!("**`{kind}`**")), "{kind} has no words");
        assert!(shown.contains(&kind), "{kind} has no example");
    }
}

#[test]
fn every_kind_of_value_and_condition_and_every_word_and_key_is_in_the_manual() {
    let (page, schema) = (text(&path(CRITERIA)), Criteria::schema());
    let mut words = [kinds(&schema, "ValueLong"), kinds(&schema, "ConditionLong")].concat();
    for (name, form) in schema["$defs"].as_object().unwrap() {
        words.extend(
            form["properties"].as_object().into_iter().flatten().map(|(key, _)| key.clone()),
        );
        let choices = form["oneOf"].as_array().into_iter().flatten();
        let consts = choices.filter_map(|choice| choice["const"].as_str());
        words.extend(
            consts
                .chain(form["enum"].as_array().into_iter().flatten().filter_map(Value::as_str))
                .map(str::to_owned),
        );
        assert!(!name.is_empty());
    }
    words.extend(schema["properties"].as_object().unwrap().keys().cloned());
    assert!(words.len() > 100, "{}", words.len());
    let known = |word: &&String| {
        page.match_indices(word.as_str()).any(|(at, _)| stands_alone(&page, at, word))
    };
    let unknown: Vec<&String> = words.iter().filter(|word| !known(word)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

fn stands_alone(page: &str, at: usize, word: &str) -> bool {
    let of_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-');
    !page[..at].ends_with(of_word) && !page[at + word.len()..].starts_with(of_word)
}

#[test]
fn every_finding_that_can_be_accepted_is_in_the_manual() {
    let page = text(&path(CRITERIA));
    let schema = Criteria::schema();
    let findings =
        schema["$defs"]["AcceptForm"]["properties"]["finding"]["enum"].as_array().unwrap();
    assert!(findings.len() > 10);
    for finding in findings {
        assert!(page.contains(&format!("`{}`", finding.as_str().unwrap())), "{finding}");
    }
}

fn faults(schema: &Value, written: &Value) -> Vec<String> {
    let schema = jsonschema::validator_for(schema).unwrap();
    schema.iter_errors(written).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn the_schema_accepts_every_bundled_file_and_every_example() {
    let (of_set, of_area) = (Criteria::schema(), Criteria::area_schema());
    let of_measures = Measures::schema();
    for file in files("criteria", "yaml") {
        let schema = match file.file_name().and_then(|name| name.to_str()) {
            Some("index.yaml") => &of_set,
            Some("measures.yaml") => &of_measures,
            _ => &of_area,
        };
        let found = faults(schema, &yaml(&text(&file)));
        assert!(found.is_empty(), "{}: {}", within(&file), found.join("\n"));
    }
    let items = blocks(CRITERIA, "yaml item").into_iter().map(|item| set_of(&item));
    for set in items.chain(blocks(CRITERIA, "yaml set")) {
        let found = faults(&of_set, &yaml(&set));
        assert!(found.is_empty(), "{}\n{set}", found.join("\n"));
    }
}

#[test]
fn the_schema_refuses_unknown_keys_kinds_and_words() {
    let set = yaml(&one(CRITERIA, "yaml set"));
    let changed = |pointer: &str, key: &str, value: Value| {
        let mut set = set.clone();
        let map = set.pointer_mut(pointer).unwrap();
        map[key] = value;
        faults(&Criteria::schema(), &set)
    };
    assert!(changed("", "total", json!("3,5")).is_empty(), "a decimal comma is fine");
    assert!(!changed("", "totl", json!(3)).is_empty());
    assert!(!changed("", "total", json!("three")).is_empty());
    assert!(!changed("", "numbers", json!("fr")).is_empty());
    assert!(!changed("/rounding", "leave", json!({ "digits": 2, "mode": "up" })).is_empty());
    assert!(!changed("/groups/departments", "ti", json!("dense")).is_empty());
    assert!(!changed("/areas/0", "weight", json!(3)).is_empty());
    assert!(!changed("/areas/0/items/0", "rule", json!({ "formula": "a / b" })).is_empty());
    assert!(!changed("/areas/0/items/0", "rule", json!({ "yes_no": {} })).is_empty());
    assert!(!changed("/areas/0/items/0", "rule", json!({ "none": {} })).is_empty());
    assert!(!changed("/areas/0/items/0/fields", "issued", json!("maybe")).is_empty());
    assert!(
        !changed("/areas/0/items/0", "accepts", json!([{ "finding": "no-source", "reason": "" }]))
            .is_empty()
    );
}
