//! Files that nobody meant: arbitrary bytes, real files with slips and tears, and tricks. Nothing panics, and what is
//! wrong is always told with a place.

use std::fmt::Debug;
use std::fs;
use std::sync::LazyLock;

use par_index::{
    Criteria, Error, Evidence, Faults, Language, Plan, Report, Scores, Standings, findings_text,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, RngSeed, TestRunner};

const CRITERIA: &str = "criteria/dak-lak/2018";
const EVIDENCE: &str = "data/dak-lak/2018";

/// Runs a property on `few` cases, always the same; on `PAR_INDEX_CASES` fresh ones when that is set.
fn holds<T: Debug>(few: u32, made: impl Strategy<Value = T>, property: impl Fn(T)) {
    let many = std::env::var("PAR_INDEX_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok());
    let config = Config {
        cases: many.unwrap_or(few),
        rng_seed: many.map_or(RngSeed::Fixed(2018), |_| RngSeed::Random),
        failure_persistence: None,
        ..Config::default()
    };
    let outcome = TestRunner::new(config).run(&made, |made| {
        property(made);
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}

/// What was read; or nothing, when it is told in both languages what is wrong, and where.
fn read_or_told<T, E: Into<Error>>(read: Result<T, E>) -> Option<T> {
    read.map_err(|error| told(error.into().faults().unwrap()))
        .ok()
}

fn told(faults: &Faults) {
    assert!(faults.is_faulty());
    for fault in faults.iter().take(50) {
        assert!(!fault.place.file.is_empty(), "{fault}");
        for language in [Language::Vietnamese, Language::English] {
            let said = fault.say(language);
            assert!(
                said != fault.name() && !said.contains(char::is_control),
                "{said}"
            );
        }
    }
}

/// Criteria and evidence that can be read can be scored, ranked and reported; the first agency's reasons.
fn reported(criteria: &Criteria, evidence: &Evidence) -> String {
    let scores = Scores::award(&Plan::compile(criteria), evidence);
    let standings = Standings::rank(criteria, evidence, &scores);
    let report = Report {
        criteria,
        evidence,
        scores: &scores,
        standings: &standings,
        comparison: None,
        language: Language::English,
    };
    let notes = findings_text(&criteria.notes, Language::Vietnamese);
    assert_eq!(notes.is_empty(), criteria.notes.is_empty());
    assert!(!report.standings_text().is_empty());
    let first = evidence.agencies().first();
    first
        .map(|agency| report.explanation_text(&agency.code, true))
        .unwrap_or_default()
}

type File = (String, Vec<u8>);

fn files(folder: &str, wanted: impl Fn(&str) -> bool) -> Vec<File> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let mut files: Vec<File> = entries
        .map(|entry| (entry.file_name().into_string().unwrap(), entry.path()))
        .filter(|(name, _)| wanted(name))
        .map(|(name, path)| (name, fs::read(path).unwrap()))
        .collect();
    files.sort();
    files
}

/// The bundled set of Đắk Lắk, its register, one agency's file and the first figures of the others.
struct Bundled {
    criteria: Vec<File>,
    evidence: Vec<File>,
    read: Criteria,
}

static BUNDLED: LazyLock<Bundled> = LazyLock::new(|| {
    let mut evidence = files(EVIDENCE, |name| !name.starts_with("published"));
    evidence.extend(files(&format!("{EVIDENCE}/.."), |name| {
        name == "agencies.yaml"
    }));
    for (_, bytes) in evidence
        .iter_mut()
        .filter(|(name, _)| name.ends_with(".csv"))
    {
        let lines = bytes.split_inclusive(|byte| *byte == b'\n');
        *bytes = lines.take(300).flatten().copied().collect();
    }
    let read = Criteria::read(CRITERIA).unwrap();
    Bundled {
        criteria: files(CRITERIA, |_| true),
        evidence,
        read,
    }
});

fn criteria_of(files: &[File]) -> Option<Criteria> {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    read_or_told(Criteria::read(folder.path()))
}

fn evidence_of(files: &[File], criteria: &Criteria) -> Option<Evidence> {
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    read_or_told(Evidence::from_files(&files, criteria))
}

fn set_alone(index: &[u8]) -> Option<Criteria> {
    criteria_of(&[("index.yaml".into(), index.into())])
}

/// The bundled register and one more file; or that file for the register.
fn evidence_with(name: &str, bytes: &[u8]) -> Option<Evidence> {
    let register = BUNDLED
        .evidence
        .iter()
        .find(|(name, _)| name == "agencies.yaml");
    let register = register.filter(|(register, _)| register != name).cloned();
    let files: Vec<File> = register
        .into_iter()
        .chain([(name.into(), bytes.into())])
        .collect();
    evidence_of(&files, &BUNDLED.read)
}

/// Words that mean something to one reader or another, and some that mean nothing to any.
const WORDS: &[&str] = &[
    "set: a",
    "year: 2018",
    "title: ",
    "source: ",
    "total: 3",
    "numbers: vi",
    "groups: ",
    "areas: ",
    "items: ",
    "- code: \"1\"",
    "max: ",
    "rule: ",
    "fields: ",
    "bands",
    "award",
    "of: ",
    "share",
    "in: ",
    "if_none",
    "above",
    "points",
    "gate",
    "needs",
    "then",
    "cases",
    "survey",
    "weight",
    "lateness",
    "due",
    "tiers",
    "tier",
    "ties",
    "agencies:",
    "code: skhdt",
    "name: ",
    "group: departments",
    "agency: skhdt",
    "evidence:",
    "facts:",
    "value",
    "agency,year,item,field,value,document,note",
    "skhdt,2018,1.1.1,plan,",
    "on_time",
    "not_applicable",
    "skhdt",
    "2018",
    "1.1.1",
    "có",
    "0",
    "1",
    "-1",
    "0.5",
    "0,5",
    "1.078.806",
    "93.281",
    "1e999",
    "NaN",
    "255",
    "256",
    "99999",
    "100000000000000000000000000000000000000000000000000000000000",
    "0000-01-01",
    "9999-12-31",
    "2018-02-30",
    "31/12/2018",
    "{",
    "}",
    "[",
    "]",
    ", ",
    ": ",
    "- ",
    "? ",
    "|",
    ">",
    "#",
    "'",
    "\"",
    "\"\"",
    "&a ",
    "*a",
    "!!str ",
    "%",
    "---",
    "...",
    "~",
    "null",
    "\n",
    "\n  ",
    "\n    ",
    "\t",
    "\r",
    "\0",
    "\u{feff}",
    "\u{85}",
    "ố",
    "\u{202e}",
    ";",
    ",",
    ",,,,,,",
];

/// Words of the files one after the other, as no writer would set them.
fn soup() -> impl Strategy<Value = Vec<u8>> {
    let word = prop_oneof![8 => select(WORDS).prop_map(|word| word.as_bytes().to_vec()), 1 => vec(any::<u8>(), 1..4)];
    vec(word, 0..60).prop_map(|words| words.concat())
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![vec(any::<u8>(), 0..400), soup(), soup(), soup()]
}

/// One slip of the hand in a file.
#[derive(Clone, Debug)]
enum Slip {
    Byte(Index, u8),
    Insert(Index, &'static str),
    Drop(Index),
    Double(Index),
    SwapLines(Index, Index),
    SwapWords(Index, Index),
    Replace(Index, &'static str),
    Indent(Index),
    Cut(Index),
}

fn slip() -> impl Strategy<Value = Slip> {
    let at = any::<Index>;
    prop_oneof![
        2 => (at(), any::<u8>()).prop_map(|(at, byte)| Slip::Byte(at, byte)),
        3 => (at(), select(WORDS)).prop_map(|(at, word)| Slip::Insert(at, word)),
        3 => at().prop_map(Slip::Drop),
        2 => at().prop_map(Slip::Double),
        2 => (at(), at()).prop_map(|(a, b)| Slip::SwapLines(a, b)),
        4 => (at(), at()).prop_map(|(a, b)| Slip::SwapWords(a, b)),
        6 => (at(), select(WORDS)).prop_map(|(at, word)| Slip::Replace(at, word)),
        2 => at().prop_map(Slip::Indent),
        1 => at().prop_map(Slip::Cut),
    ]
}

/// The words of a file and what stands between them; together they are the file.
fn words(bytes: &[u8]) -> Vec<Vec<u8>> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte >= 0x80 || b"_.".contains(&byte);
    bytes
        .chunk_by(|a, b| plain(*a) && plain(*b))
        .map(<[u8]>::to_vec)
        .collect()
}

fn slipped(bytes: &mut Vec<u8>, slip: &Slip) {
    if bytes.is_empty() {
        return;
    }
    let mut lines: Vec<Vec<u8>> = bytes
        .split_inclusive(|byte| *byte == b'\n')
        .map(<[u8]>::to_vec)
        .collect();
    let mut words = words(bytes);
    let (line, word) = (lines.len(), words.len());
    match slip {
        Slip::Byte(at, byte) => {
            let at = at.index(bytes.len());
            bytes[at] ^= byte;
        }
        Slip::Insert(at, word) => {
            drop(bytes.splice(at.index(bytes.len())..at.index(bytes.len()), word.bytes()))
        }
        Slip::Cut(at) => bytes.truncate(at.index(bytes.len())),
        Slip::Drop(at) => drop(lines.remove(at.index(line))),
        Slip::Double(at) => lines.insert(at.index(line), lines[at.index(line)].clone()),
        Slip::SwapLines(a, b) => lines.swap(a.index(line), b.index(line)),
        Slip::Indent(at) => drop(lines[at.index(line)].splice(0..0, *b"  ")),
        Slip::SwapWords(a, b) => words.swap(a.index(word), b.index(word)),
        Slip::Replace(at, by) => words[at.index(word)] = by.as_bytes().to_vec(),
    }
    match slip {
        Slip::Byte(..) | Slip::Insert(..) | Slip::Cut(_) => {}
        Slip::SwapWords(..) | Slip::Replace(..) => *bytes = words.concat(),
        _ => *bytes = lines.concat(),
    }
}

fn slips() -> impl Strategy<Value = (Index, Vec<Slip>)> {
    (any::<Index>(), vec(slip(), 1..4))
}

fn mangled(files: &[File], (which, slips): &(Index, Vec<Slip>)) -> Vec<File> {
    let mut files = files.to_vec();
    let which = which.index(files.len());
    slips
        .iter()
        .for_each(|slip| slipped(&mut files[which].1, slip));
    files
}

#[test]
fn arbitrary_bytes_as_criteria_are_told_to_be_wrong() {
    holds(400, bytes(), |bytes| drop(set_alone(&bytes)));
}

#[test]
fn arbitrary_bytes_as_a_csv_of_evidence_are_told_to_be_wrong() {
    let header = b"agency,year,item,field,value,document,note\n".to_vec();
    holds(200, (any::<bool>(), bytes()), |(headed, bytes)| {
        let file = if headed {
            [header.clone(), bytes].concat()
        } else {
            bytes
        };
        evidence_with("evidence.csv", &file);
    });
}

#[test]
fn arbitrary_bytes_as_an_agencys_file_are_told_to_be_wrong() {
    holds(200, (any::<bool>(), bytes()), |(headed, bytes)| {
        let head: &[u8] = if headed {
            b"agency: stc\nyear: 2018\nevidence:\n  \"1.1.1\":\n    plan: "
        } else {
            b""
        };
        evidence_with("stc.yaml", &[head, &bytes].concat());
    });
}

#[test]
fn arbitrary_bytes_as_a_register_are_told_to_be_wrong() {
    holds(200, bytes(), |bytes| {
        drop(evidence_with("agencies.yaml", &bytes))
    });
}

#[test]
fn arbitrary_bytes_as_decisions_or_a_parquet_table_are_told_to_be_wrong() {
    holds(100, (any::<bool>(), bytes()), |(decisions, bytes)| {
        evidence_with(
            if decisions {
                "decisions.yaml"
            } else {
                "figures.parquet"
            },
            &bytes,
        );
    });
}

#[test]
fn criteria_with_slips_are_read_or_told_to_be_wrong() {
    holds(150, slips(), |slips| {
        let criteria = criteria_of(&mangled(&BUNDLED.criteria, &slips));
        let evidence = criteria
            .as_ref()
            .and_then(|criteria| evidence_of(&BUNDLED.evidence, criteria));
        if let (Some(criteria), Some(evidence)) = (criteria, evidence) {
            reported(&criteria, &evidence);
        }
    });
}

#[test]
fn evidence_with_slips_is_read_or_told_to_be_wrong() {
    holds(150, slips(), |slips| {
        if let Some(evidence) = evidence_of(&mangled(&BUNDLED.evidence, &slips), &BUNDLED.read) {
            reported(&BUNDLED.read, &evidence);
        }
    });
}

/// The names of what is wrong with this text as criteria, each once.
fn names(index: &str) -> Vec<&'static str> {
    let Err(error) = Criteria::from_texts(&[("index.yaml", index)]) else {
        return Vec::new();
    };
    names_of(error)
}

/// The names of what is wrong with this text as the only file of evidence beside the register.
fn evidence_names(name: &str, text: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    let register = BUNDLED
        .evidence
        .iter()
        .find(|(name, _)| name == "agencies.yaml")
        .unwrap();
    let files = [
        (name, text.as_bytes()),
        (register.0.as_str(), register.1.as_slice()),
    ];
    let files = if name == register.0 {
        &files[..1]
    } else {
        &files[..]
    };
    if let Err(error) = Evidence::from_files(files, &BUNDLED.read) {
        found = names_of(error);
    }
    found
}

fn names_of(error: impl Into<Error>) -> Vec<&'static str> {
    let error = error.into();
    told(error.faults().unwrap());
    let mut names: Vec<_> = error
        .faults()
        .unwrap()
        .iter()
        .map(par_index::Fault::name)
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// A sound set of one item, to be spoilt.
const SOUND: &str = r#"set: vi-du.departments
year: 2018
title: Chỉ số CCHC
source: Quyết định 15/QĐ-UBND (2017)
total: 2
groups: { departments: {} }
areas:
  - code: "1"
    title: Báo cáo năm
    max: 2
    source: Mục 1
    fields: { sent: date }
    rule: { lateness: { of: sent, due: 12-15, days: working, per_day: 0.1 } }
"#;

/// A register for it.
const REGISTER: &[u8] = b"agencies: [{ code: stc, name: STC, group: departments, since: 0000-01-01, until: 9999-12-31 }]";

/// What is wrong once `old` is written `new` in a sound set.
fn spoilt(old: &str, new: &str) -> Vec<&'static str> {
    assert_eq!(SOUND.matches(old).count(), 1, "{old}");
    names(&SOUND.replace(old, new))
}

#[test]
fn what_is_nested_too_deep_is_not_read() {
    assert_eq!(names(SOUND), [""; 0]);
    for opening in ["[", "{a: ", "- ", "? ", "[{a: ", "[? "] {
        let deep = opening.repeat(20_000);
        for names in [
            names(&deep),
            evidence_names("stc.yaml", &deep),
            evidence_names("agencies.yaml", &deep),
        ] {
            // brackets without end are refused by the YAML library first
            assert!(
                matches!(names.as_slice(), ["too-deep" | "yaml-syntax"]),
                "{opening}"
            );
        }
    }
    let mut block = String::from("areas:\n");
    for depth in 0..2_000 {
        block += &format!("{}items:\n", "  ".repeat(depth));
    }
    assert_eq!(names(&block), ["too-deep"]);
}

/// As deep as a file may be, in every form that holds itself, on the smallest stack that a system gives a program.
#[test]
fn what_is_nested_as_deep_as_allowed_does_not_exhaust_the_stack() {
    let within = |before: &str, core: &str, after: &str, times: usize| {
        format!("{}{core}{}", before.repeat(times), after.repeat(times))
    };
    let head = SOUND.split_once("    fields:").unwrap().0;
    let item =
        |fields: &str, rule: String| format!("{head}    fields: {fields}\n    rule: {rule}\n");
    let all = |condition: String| item("{ x: yes_no }", format!("{{ all: [{condition}] }}"));
    let none = |value: String| item("{ x: count }", format!("{{ none: {value} }}"));
    let below = |k| format!("items: [{{ code: a{k}, title: A, max: 2, ");
    let children: String = (0..29).map(below).collect();
    let sets = [
        all(within("{ not: ", "x", " }", 57)),
        all(within("{ any: [", "x", "] }", 28)),
        none(within("{ sum: [", "x", "] }", 29)),
        none(within("{ difference: [x, ", "x", "] }", 29)),
        none(within(
            "{ share: { of: x, in: ",
            "x",
            ", if_none: zero } }",
            29,
        )),
        item(
            "{ x: yes_no }",
            within("{ gate: { needs: x, then: ", "{ fixed: 2 }", " } }", 29),
        ),
        item("{}", within("{ best_of: [", "{ fixed: 2 }", "] }", 29)),
        item(
            "{}",
            within("{ cases: [{ otherwise: ", "{ fixed: 2 }", " }] }", 19),
        ),
        format!(
            "{head}    {children}rule: {{ fixed: 2 }}{}\n",
            " }]".repeat(29)
        ),
    ];
    let agency = within("{ c: ", "1", " }", 61);
    let agency = format!("agency: stc\nyear: 2018\nevidence: {{ a: {{ b: {agency} }} }}\n");
    let read = move || {
        for set in &sets {
            assert_eq!(names(set), [""; 0], "{set}");
            let criteria = Criteria::from_texts(&[("index.yaml", set)]).unwrap();
            let figure = if set.contains("{ x: ") {
                "stc,2018,1,x,1\n"
            } else {
                ""
            };
            let csv = format!("agency,year,item,field,value\n{figure}");
            let files = [
                ("agencies.yaml", REGISTER),
                ("evidence.csv", csv.as_bytes()),
            ];
            let evidence = read_or_told(Evidence::from_files(&files, &criteria));
            if let Some(evidence) = evidence {
                reported(&criteria, &evidence);
            }
        }
        assert_eq!(evidence_names("stc.yaml", &agency), ["wrong-shape"]);
    };
    let small = std::thread::Builder::new().stack_size(1 << 20);
    small.spawn(read).unwrap().join().unwrap();
}

#[test]
fn aliases_are_not_followed() {
    let bomb = (1..30).fold(String::from("a0: &a0 [x, x]\n"), |bomb, k| {
        bomb + &format!("a{k}: &a{k} [*a{0}, *a{0}, *a{0}, *a{0}]\n", k - 1)
    });
    assert_eq!(names(&bomb), ["anchor-used"]);
    assert_eq!(evidence_names("stc.yaml", &bomb), ["anchor-used"]);
    assert_eq!(names("a: *b"), ["yaml-syntax"]);
    assert_eq!(spoilt("total: 2", "total: !!int 2"), ["anchor-used"]);
    assert_eq!(
        spoilt("total: 2", "total: 2\n<<: { note: x }"),
        ["unknown-key"]
    );
}

#[test]
fn a_scalar_of_five_megabytes_is_told_in_a_line() {
    let long = "ố".repeat(2_500_000);
    for quote in ["", "\""] {
        assert_eq!(
            spoilt("total: 2", &format!("total: {quote}{long}{quote}")),
            ["bad-number"]
        );
        assert_eq!(
            spoilt("12-15", &format!("{quote}{long}{quote}")),
            ["unknown-field"]
        );
    }
    assert_eq!(
        spoilt("total: 2", &format!("total: |\n  {long}")),
        ["bad-number"]
    );
    assert_eq!(
        spoilt("total: 2", &format!("total: 2\n? {long}\n: 2")),
        ["unknown-key"]
    );
    assert_eq!(spoilt("lateness", &format!("? {long} ")), ["unknown-kind"]);
    assert_eq!(names(&long), ["wrong-shape"]);
    assert_eq!(
        spoilt("total: 2", &format!("total: {}", "9".repeat(5_000_000))),
        ["bad-number"]
    );
    let row = |row: &str| {
        evidence_names(
            "evidence.csv",
            &format!("agency,year,item,field,value\n{row}\n"),
        )
    };
    assert_eq!(
        row(&format!("{long},2018,1.1.1,plan,on_time")),
        ["unknown-agency"]
    );
    assert_eq!(
        row(&format!("stc,{long},1.1.1,plan,on_time")),
        ["wrong-year"]
    );
    assert_eq!(
        row(&format!("stc,2018,{long},plan,on_time")),
        ["unknown-item"]
    );
    assert_eq!(
        row(&format!("stc,2018,1.1.1,{long},on_time")),
        ["unknown-evidence-field"]
    );
    assert_eq!(
        row(&format!("stc,2018,1.1.1,plan,{long}")),
        ["unknown-option"]
    );
    assert_eq!(
        row(&format!("stc,2018,1.1.2,done,{}", "9".repeat(5_000_000))),
        ["bad-figure"]
    );
    assert_eq!(
        row(&format!("stc,2018,1.1.1,plan,\"on_time\n{long}")),
        ["unknown-option"]
    );
}

#[test]
fn a_line_of_a_million_cells_and_fifty_thousand_lines_are_told() {
    let header = "agency,year,item,field,value\n";
    let row = |row: &str| evidence_names("evidence.csv", &format!("{header}{row}\n"));
    assert_eq!(row(&",".repeat(1_000_000)), ["csv-syntax"]);
    assert_eq!(
        evidence_names("evidence.csv", &"a,".repeat(1_000_000)),
        ["column-missing", "unknown-column"]
    );
    assert_eq!(row(&"\"".repeat(1_000_001)), ["csv-syntax"]);
    for (line, name) in [
        ("stc,2018,1.1.1\n", "csv-syntax"),
        ("stc,2018,1.1.9,plan,on_time\n", "unknown-item"),
        ("stcc,2018,1.1.1,plan,on_time\n", "unknown-agency"),
        ("stc,2017,1.1.1,plan,on_time\n", "wrong-year"),
        ("stc,2018,1.1.1,plans,on_time\n", "unknown-evidence-field"),
    ] {
        assert_eq!(row(&line.repeat(50_000)), [name]);
    }
    let keys: String = (0..20_000).map(|k| format!("k{k}: 1\n")).collect();
    assert!(names(&keys).contains(&"unknown-key"));
    assert_eq!(names(&format!("{keys}k1: 1\n")), ["duplicate-key"]);
}

#[test]
fn nul_and_other_controls_do_not_end_a_file_unseen() {
    for control in ["\0", "\u{1}", "\u{7f}", "\u{85}", "\u{2028}"] {
        for (old, new) in [
            ("total: 2", "total: 2§x"),
            ("vi-du", "vi§du: x"),
            ("groups:", "§groups:"),
            ("\n    rule", "§\n    rule"),
        ] {
            let found = spoilt(old, &new.replace('§', control));
            assert!(!found.is_empty(), "{control:?} in {new:?}");
        }
        let row = format!("agency,year,item,field,value\nstc,2018,1.1.1,plan,on_time{control}x\n");
        assert!(
            !evidence_names("evidence.csv", &row).is_empty(),
            "{control:?}"
        );
    }
}

#[test]
fn numbers_and_dates_beyond_sense_are_told() {
    for number in [
        "1e999",
        "inf",
        "NaN",
        "0x10",
        "1_000",
        "+1",
        ".5",
        &"9".repeat(70),
    ] {
        assert_eq!(
            spoilt("total: 2", &format!("total: {number}")),
            ["bad-number"],
            "{number}"
        );
    }
    let sixty = "9".repeat(60);
    assert_eq!(
        spoilt("total: 2", &format!("total: {sixty}")),
        ["total-sum"]
    );
    assert_eq!(
        spoilt("max: 2", &format!("max: -{sixty}")),
        ["max-exceeded", "total-sum"]
    );
    assert_eq!(
        spoilt("per_day: 0.1", &format!("per_day: 0.{sixty}")),
        [""; 0]
    );
    for year in [
        "40000",
        "-1",
        "0",
        "99999999999999999999",
        "2018.0",
        "MMXVIII",
    ] {
        assert_eq!(
            spoilt("2018\n", &format!("{year}\n")),
            ["bad-whole"],
            "{year}"
        );
    }
    assert_eq!(
        spoilt("max: 2", "was: { 40000: \"1\" }\n    max: 2"),
        ["bad-whole"]
    );
    let digits = |digits: &str| {
        spoilt(
            "total",
            &format!("rounding: {{ leaf: {{ digits: {digits}, mode: up }} }}\ntotal"),
        )
    };
    assert_eq!(digits("12"), [""; 0]);
    assert_eq!(digits("255"), ["digits-bad"]);
    assert_eq!(digits("256"), ["bad-whole"]);
    assert_eq!(digits("-1"), ["bad-whole"]);
    for (due, found) in [
        ("0000-01-01", None),
        ("9999-12-31", None),
        ("0001-02-29", Some("unknown-field")),
    ] {
        let found: Vec<&str> = found.into_iter().collect();
        assert_eq!(spoilt("12-15", due), found, "{due}");
    }
    let days = |days: &str| spoilt("total", &format!("holidays: [{days}]\ntotal"));
    assert_eq!(days("0000-01-01, 9999-12-31"), [""; 0]);
    assert_eq!(days("{ from: 0000-01-01, to: 9999-12-31 }"), ["bound-bad"]);
    assert_eq!(days("{ from: 2018-02-20, to: 2018-02-14 }"), ["bound-bad"]);
    assert_eq!(days("10000-01-01"), ["bad-date"]);
}

#[test]
fn a_date_in_any_year_is_scored() {
    let criteria = Criteria::from_texts(&[("index.yaml", SOUND)]).unwrap();
    for (sent, days) in [
        ("0000-01-01", "early by 526720"),
        ("9999-12-31", "late by 2082155"),
    ] {
        let csv = format!("agency,year,item,field,value\nstc,2018,1,sent,{sent}\n");
        let files = [
            ("agencies.yaml", REGISTER),
            ("evidence.csv", csv.as_bytes()),
        ];
        let said = reported(&criteria, &Evidence::from_files(&files, &criteria).unwrap());
        assert!(said.contains(days), "{said}");
    }
}
