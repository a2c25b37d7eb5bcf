//! Files that nobody meant: arbitrary bytes, real files with slips and tears, and tricks. Nothing panics, and what is
//! wrong is always told with a place.

mod tricks;

use std::fmt::Debug;
use std::fs;
use std::sync::LazyLock;

use par_index::fault::Faults;
use par_index::report::findings_text;
use par_index::{Criteria, Error, Evidence, Language, Plan, Report, Scores, Standings};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, RngSeed, TestRunner};

const CRITERIA: &str = "criteria/dak-lak/2018";
const OTHERS: [&str; 5] = [
    "criteria/hai-phong/2025-pl01",
    "criteria/hai-phong/2025-pl02",
    "criteria/lam-giang/2023",
    "criteria/can-tho/2025-157",
    "criteria/ca-mau/2013",
];
const EVIDENCE: &str = "data/dak-lak/2018";

/// Runs a property on `few` cases, always the same; on `PAR_INDEX_CASES` fresh ones when that is set.
fn holds<T: Debug>(few: u32, made: impl Strategy<Value = T>, property: impl Fn(T)) {
    let many = std::env::var("PAR_INDEX_CASES").ok().and_then(|cases| cases.parse().ok());
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
    read.map_err(|error| told(error.into().faults().unwrap())).ok()
}

fn told(faults: &Faults) {
    assert!(faults.is_faulty());
    for fault in faults.iter().take(50) {
        assert!(!fault.place.file.is_empty(), "{fault}");
        for language in [Language::Vietnamese, Language::English] {
            let said = fault.say(language);
            assert!(said != fault.name() && !said.contains(char::is_control), "{said}");
        }
    }
}

/// Criteria and evidence that can be read can be scored, ranked and reported; the first agency's reasons.
fn reported(criteria: &Criteria, evidence: &Evidence) -> String {
    let scores = Scores::award(&Plan::compile(criteria), evidence);
    let standings = Standings::rank(criteria, evidence, &scores);
    let report = report(criteria, evidence, &scores, &standings);
    let notes = findings_text(&criteria.notes, Language::Vietnamese);
    assert_eq!(notes.is_empty(), criteria.notes.is_empty());
    assert!(!report.standings_text().is_empty());
    let first = evidence.agencies().first();
    first.map(|agency| report.explanation_text(&agency.code, true)).unwrap_or_default()
}

fn report<'a>(
    criteria: &'a Criteria,
    evidence: &'a Evidence,
    scores: &'a Scores,
    standings: &'a Standings,
) -> Report<'a> {
    let (comparison, language) = (None, Language::English);
    Report { criteria, evidence, scores, standings, comparison, language }
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
    evidence.extend(files(&format!("{EVIDENCE}/.."), |name| name == "agencies.yaml"));
    for (_, bytes) in evidence.iter_mut().filter(|(name, _)| name.ends_with(".csv")) {
        let lines = bytes.split_inclusive(|byte| *byte == b'\n');
        *bytes = lines.take(300).flatten().copied().collect();
    }
    let read = Criteria::read(CRITERIA).unwrap();
    Bundled { criteria: files(CRITERIA, |_| true), evidence, read }
});

fn criteria_of(files: &[File]) -> Option<Criteria> {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    read_or_told(Criteria::read(folder.path()))
}

fn evidence_of(files: &[File], criteria: &Criteria) -> Option<Evidence> {
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    read_or_told(Evidence::from_files(&files, criteria))
}

fn set_alone(index: &[u8]) -> Option<Criteria> {
    criteria_of(&[("index.yaml".into(), index.into())])
}

/// The bundled register and one more file; or that file for the register.
fn evidence_with(name: &str, bytes: &[u8]) -> Option<Evidence> {
    let register = BUNDLED.evidence.iter().find(|(name, _)| name == "agencies.yaml");
    let register = register.filter(|(register, _)| register != name).cloned();
    let files: Vec<File> = register.into_iter().chain([(name.into(), bytes.into())]).collect();
    evidence_of(&files, &BUNDLED.read)
}

/// Words that mean something to one reader or another, and some that mean nothing to any, parted by `¦`.
const WORDS: &str = "set: a¦year: 2018¦title: ¦source: ¦total: 3¦numbers: vi¦groups: ¦areas: ¦items: ¦- code: \"1\"¦\
    max: ¦rule: ¦fields: ¦bands¦award¦of: ¦share¦in: ¦if_none¦above¦points¦gate¦needs¦then¦cases¦survey¦weight¦\
    lateness¦due¦tiers¦tier¦ties¦agencies:¦code: skhdt¦name: ¦group: departments¦agency: skhdt¦evidence:¦facts:¦\
    value¦agency,year,item,field,value,document,note¦skhdt,2018,1.1.1,plan,¦on_time¦not_applicable¦skhdt¦2018¦\
    1.1.1¦có¦0¦1¦-1¦0.5¦0,5¦1.078.806¦93.281¦1e999¦NaN¦255¦256¦99999¦\
    100000000000000000000000000000000000000000000000000000000000¦0000-01-01¦9999-12-31¦2018-02-30¦31/12/2018¦\
    {¦}¦[¦]¦, ¦: ¦- ¦? ¦|¦>¦#¦'¦\"¦\"\"¦&a ¦*a¦!!str ¦%¦---¦...¦~¦null¦\n¦\n  ¦\n    ¦\t¦\r¦\0¦\u{feff}¦\u{85}¦ố¦\
    \u{202e}¦;¦,¦,,,,,,";

fn word() -> impl Strategy<Value = &'static str> {
    select(WORDS.split('¦').collect::<Vec<_>>())
}

/// Words of the files one after the other, as no writer would set them.
fn soup() -> impl Strategy<Value = Vec<u8>> {
    let word = prop_oneof![8 => word().prop_map(|word| word.as_bytes().to_vec()), 1 => vec(any::<u8>(), 1..4)];
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
        3 => (at(), word()).prop_map(|(at, word)| Slip::Insert(at, word)),
        3 => at().prop_map(Slip::Drop),
        2 => at().prop_map(Slip::Double),
        2 => (at(), at()).prop_map(|(a, b)| Slip::SwapLines(a, b)),
        4 => (at(), at()).prop_map(|(a, b)| Slip::SwapWords(a, b)),
        6 => (at(), word()).prop_map(|(at, word)| Slip::Replace(at, word)),
        2 => at().prop_map(Slip::Indent),
        1 => at().prop_map(Slip::Cut),
    ]
}

/// The words of a file and what stands between them; together they are the file.
fn words(bytes: &[u8]) -> Vec<Vec<u8>> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte >= 0x80 || b"_.".contains(&byte);
    bytes.chunk_by(|a, b| plain(*a) && plain(*b)).map(<[u8]>::to_vec).collect()
}

fn slipped(bytes: &mut Vec<u8>, slip: &Slip) {
    if bytes.is_empty() {
        return;
    }
    let mut lines: Vec<Vec<u8>> =
        bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
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
    slips.iter().for_each(|slip| slipped(&mut files[which].1, slip));
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
        let file = if headed { [header.clone(), bytes].concat() } else { bytes };
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
    holds(200, bytes(), |bytes| drop(evidence_with("agencies.yaml", &bytes)));
}

#[test]
fn arbitrary_bytes_as_decisions_or_a_parquet_table_are_told_to_be_wrong() {
    holds(100, (any::<bool>(), bytes()), |(decisions, bytes)| {
        evidence_with(if decisions { "decisions.yaml" } else { "figures.parquet" }, &bytes);
    });
}

#[test]
fn criteria_with_slips_are_read_or_told_to_be_wrong() {
    holds(120, slips(), |slips| {
        let criteria = criteria_of(&mangled(&BUNDLED.criteria, &slips));
        let evidence =
            criteria.as_ref().and_then(|criteria| evidence_of(&BUNDLED.evidence, criteria));
        if let (Some(criteria), Some(evidence)) = (criteria, evidence) {
            reported(&criteria, &evidence);
        }
    });
}

#[test]
fn criteria_of_every_kind_of_rule_with_slips_are_read_or_told_to_be_wrong() {
    holds(100, (select(&OTHERS[..]), slips()), |(set, slips)| {
        let files = files(set, |name| name.ends_with(".yaml"));
        criteria_of(&mangled(&files, &slips));
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

/// Only the footer: where a page lies about its length the library asks for more memory than there is, and nothing
/// catches that.
#[cfg(feature = "parquet")]
#[test]
fn a_parquet_table_with_a_damaged_footer_is_read_or_told_to_be_wrong() {
    let criteria = &BUNDLED.read;
    let evidence = evidence_of(&BUNDLED.evidence, criteria).unwrap();
    let scores = Scores::award(&Plan::compile(criteria), &evidence);
    let standings = Standings::rank(criteria, &evidence, &scores);
    let table = report(criteria, &evidence, &scores, &standings).standings_parquet().unwrap();
    let length = table[table.len() - 8..].first_chunk().copied();
    let footer = 8 + u32::from_le_bytes(length.unwrap()) as usize;
    holds(60, vec((any::<Index>(), any::<u8>()), 1..4), |flips| {
        let mut table = table.clone();
        for (at, byte) in flips {
            let at = table.len() - 1 - at.index(footer);
            table[at] ^= byte;
        }
        evidence_with("figures.parquet", &table);
    });
}

fn refusal(survey: &str, rule: &str) -> String {
    let text = format!(
        "set: x\nyear: 2018\ntitle: X\nsource: X\ntotal: 1\n{survey}groups: {{ g: {{}} }}\n\
         areas: [{{ code: \"1\", title: X, max: 1, source: X, fields: {{ f: yes_no }}, rule: {{ {rule} }} }}]\n"
    );
    Criteria::from_texts(&[("index.yaml", &text)])
        .err()
        .map_or_else(String::new, |error| error.to_string())
}

#[test]
fn a_conjunction_of_nothing_cannot_earn_full_points() {
    assert_eq!(refusal("", "all: [f]"), "");
    assert!(refusal("", "gate: { needs: f, then: { all: [] } }").contains("[max-unreachable]"));
}

#[test]
fn a_survey_not_held_is_left_out_or_rescaled_and_nothing_else() {
    let survey = |policy| {
        refusal(&format!("survey: {{ held: false, if_not_held: {policy} }}\n"), "yes_no: f")
    };
    assert_eq!(survey("exclude"), "");
    assert_eq!(survey("{ rescale_to: 1 }"), "");
    assert!(survey("full_points").contains("[unknown-kind]"));
}
