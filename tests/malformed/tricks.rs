//! Files made to hurt: nested, repeated, endless, out of every range.

use par_index::{Criteria, Error, Evidence};

use super::{BUNDLED, read_or_told, reported, told};

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
    let register = BUNDLED.evidence.iter().find(|(name, _)| name == "agencies.yaml").unwrap();
    let files = [(name, text.as_bytes()), (register.0.as_str(), register.1.as_slice())];
    let files = if name == register.0 { &files[..1] } else { &files[..] };
    if let Err(error) = Evidence::from_files(files, &BUNDLED.read) {
        found = names_of(error);
    }
    found
}

fn names_of(error: impl Into<Error>) -> Vec<&'static str> {
    let error = error.into();
    told(error.faults().unwrap());
    let mut names: Vec<_> =
        error.faults().unwrap().iter().map(par_index::fault::Fault::name).collect();
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
            assert!(matches!(names.as_slice(), ["too-deep" | "yaml-syntax"]), "{opening}");
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
        none(within("{ share: { of: x, in: ", "x", ", if_none: zero } }", 29)),
        item("{ x: yes_no }", within("{ gate: { needs: x, then: ", "{ fixed: 2 }", " } }", 29)),
        item("{}", within("{ best_of: [", "{ fixed: 2 }", "] }", 29)),
        item("{}", within("{ cases: [{ otherwise: ", "{ fixed: 2 }", " }] }", 19)),
        format!("{head}    {children}rule: {{ fixed: 2 }}{}\n", " }]".repeat(29)),
    ];
    let agency = within("{ c: ", "1", " }", 61);
    let agency = format!("agency: stc\nyear: 2018\nevidence: {{ a: {{ b: {agency} }} }}\n");
    let read = move || {
        for set in &sets {
            assert_eq!(names(set), [""; 0], "{set}");
            let criteria = Criteria::from_texts(&[("index.yaml", set)]).unwrap();
            let figure = if set.contains("{ x: ") { "stc,2018,1,x,1\n" } else { "" };
            let csv = format!("agency,year,item,field,value\n{figure}");
            let files = [("agencies.yaml", REGISTER), ("evidence.csv", csv.as_bytes())];
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
    assert_eq!(spoilt("total: 2", "total: 2\n<<: { note: x }"), ["unknown-key"]);
}

#[test]
fn a_scalar_of_five_megabytes_is_told_in_a_line() {
    let long = "ố".repeat(2_500_000);
    for quote in ["", "\""] {
        assert_eq!(spoilt("total: 2", &format!("total: {quote}{long}{quote}")), ["bad-number"]);
        assert_eq!(spoilt("12-15", &format!("{quote}{long}{quote}")), ["unknown-field"]);
    }
    assert_eq!(spoilt("total: 2", &format!("total: |\n  {long}")), ["bad-number"]);
    assert_eq!(spoilt("total: 2", &format!("total: 2\n? {long}\n: 2")), ["unknown-key"]);
    assert_eq!(spoilt("lateness", &format!("? {long} ")), ["unknown-kind"]);
    assert_eq!(names(&long), ["wrong-shape"]);
    assert_eq!(spoilt("total: 2", &format!("total: {}", "9".repeat(5_000_000))), ["bad-number"]);
    let row = |row: &str| {
        evidence_names("evidence.csv", &format!("agency,year,item,field,value\n{row}\n"))
    };
    assert_eq!(row(&format!("{long},2018,1.1.1,plan,on_time")), ["unknown-agency"]);
    assert_eq!(row(&format!("stc,{long},1.1.1,plan,on_time")), ["wrong-year"]);
    assert_eq!(row(&format!("stc,2018,{long},plan,on_time")), ["unknown-item"]);
    assert_eq!(row(&format!("stc,2018,1.1.1,{long},on_time")), ["unknown-evidence-field"]);
    assert_eq!(row(&format!("stc,2018,1.1.1,plan,{long}")), ["unknown-option"]);
    assert_eq!(row(&format!("stc,2018,1.1.2,done,{}", "9".repeat(5_000_000))), ["bad-figure"]);
    assert_eq!(row(&format!("stc,2018,1.1.1,plan,\"on_time\n{long}")), ["unknown-option"]);
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
        assert!(!evidence_names("evidence.csv", &row).is_empty(), "{control:?}");
    }
}

#[test]
fn numbers_and_dates_beyond_sense_are_told() {
    for number in ["1e999", "inf", "NaN", "0x10", "1_000", "+1", ".5", &"9".repeat(70)] {
        assert_eq!(spoilt("total: 2", &format!("total: {number}")), ["bad-number"], "{number}");
    }
    let sixty = "9".repeat(60);
    assert_eq!(spoilt("total: 2", &format!("total: {sixty}")), ["total-sum"]);
    assert_eq!(spoilt("max: 2", &format!("max: -{sixty}")), ["max-exceeded", "total-sum"]);
    assert_eq!(spoilt("per_day: 0.1", &format!("per_day: 0.{sixty}")), [""; 0]);
    for year in ["40000", "-1", "0", "99999999999999999999", "2018.0", "MMXVIII"] {
        assert_eq!(spoilt("2018\n", &format!("{year}\n")), ["bad-whole"], "{year}");
    }
    assert_eq!(spoilt("max: 2", "was: { 40000: \"1\" }\n    max: 2"), ["bad-whole"]);
    let digits = |digits: &str| {
        spoilt("total", &format!("rounding: {{ leaf: {{ digits: {digits}, mode: up }} }}\ntotal"))
    };
    assert_eq!(digits("12"), [""; 0]);
    assert_eq!(digits("255"), ["digits-bad"]);
    assert_eq!(digits("256"), ["bad-whole"]);
    assert_eq!(digits("-1"), ["bad-whole"]);
    for (due, found) in
        [("0000-01-01", None), ("9999-12-31", None), ("0001-02-29", Some("unknown-field"))]
    {
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
    for (sent, days) in [("0000-01-01", "early by 526720"), ("9999-12-31", "late by 2082155")] {
        let csv = format!("agency,year,item,field,value\nstc,2018,1,sent,{sent}\n");
        let files = [("agencies.yaml", REGISTER), ("evidence.csv", csv.as_bytes())];
        let said = reported(&criteria, &Evidence::from_files(&files, &criteria).unwrap());
        assert!(said.contains(days), "{said}");
    }
}
