//! The form as a file: its sheets, keys and identity, what may be typed where, the same bytes every time.

use std::collections::BTreeMap;
use std::io::Read as _;

use calamine::{Data, Range, Reader as _, SheetVisible, Xlsx};
use par_index::form::layout::{COLUMNS, FIRST_ROW, IDENTITY, IDENTITY_KEYS, KEYS_ROW, MARK, at};
use par_index::{AgencyCode, Criteria, Evidence, Form, Language};

use crate::{bundled, road};

fn lam_giang() -> (Criteria, Evidence) {
    let criteria = bundled::criteria("lam-giang", "2023");
    let evidence = bundled::evidence("lam-giang", "2023", &criteria);
    (criteria, evidence)
}

fn written(criteria: &Criteria, evidence: &Evidence, agency: &str) -> Vec<u8> {
    let form = Form::of(criteria, evidence, &AgencyCode::from(agency), Language::Vietnamese);
    form.unwrap().workbook().unwrap()
}

fn opened(bytes: &[u8]) -> Xlsx<std::io::Cursor<&[u8]>> {
    Xlsx::new(std::io::Cursor::new(bytes)).unwrap()
}

fn text(sheet: &Range<Data>, row: u32, column: u16) -> String {
    sheet.get_value((row, u32::from(column))).map(ToString::to_string).unwrap_or_default()
}

/// The parts of the file that hold sheets, in order.
fn parts(bytes: &[u8]) -> Vec<String> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for k in 1.. {
        let Ok(mut file) = archive.by_name(&format!("xl/worksheets/sheet{k}.xml")) else { break };
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        parts.push(text);
    }
    parts
}

#[test]
fn a_form_has_a_sheet_for_each_area_in_the_order_of_the_decision() {
    let (criteria, evidence) = lam_giang();
    let bytes = written(&criteria, &evidence, "snv");
    let book = opened(&bytes);
    let names = book.sheet_names();
    assert_eq!(names[0], "Tổng hợp");
    assert_eq!(names[1], "Thông tin chung");
    let areas: Vec<&str> = names[2..10].iter().filter_map(|name| name.get(..2)).collect();
    assert_eq!(areas, ["1 ", "2 ", "3 ", "4 ", "5 ", "6 ", "7 ", "8 "]);
    assert_eq!(names[10..], ["Dòng bổ sung", "Cách tính", IDENTITY]);
    let hidden: Vec<&str> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible != SheetVisible::Visible)
        .map(|sheet| sheet.name.as_str())
        .collect();
    assert_eq!(hidden, [IDENTITY]);
    let named: Vec<&str> = book.defined_names().iter().map(|(name, _)| name.as_str()).collect();
    for name in ["self_by", "self_on", "appraised_by", "appraised_on", "final_by", "final_on"] {
        assert!(named.contains(&name), "{name}");
    }
}

#[test]
fn a_form_says_what_it_is_for_and_another_set_has_another_fingerprint() {
    let (criteria, evidence) = lam_giang();
    let bytes = written(&criteria, &evidence, "snv");
    let mut book = opened(&bytes);
    let sheet = book.worksheet_range(IDENTITY).unwrap();
    let said: Vec<(String, String)> =
        (0..5).map(|row| (text(&sheet, row, 0), text(&sheet, row, 1))).collect();
    let keys: Vec<&str> = said.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, IDENTITY_KEYS);
    let values: BTreeMap<&str, &str> =
        said.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    assert_eq!(values["format"], "2");
    assert_eq!(values["set"], criteria.set);
    assert_eq!(values["year"], "2023");
    assert_eq!(values["agency"], "snv");
    assert_eq!(values["hash"], criteria.fingerprint());
    // it is said in one place alone
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    assert!(archive.by_name("docProps/custom.xml").is_err());
    let mut all: Vec<String> = bundled::sets()
        .iter()
        .map(|set| road::criteria(&bundled::path(set)).fingerprint().to_owned())
        .collect();
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), count, "two bundled sets have one fingerprint");
}

const SET: &str =
    "set: s\nyear: 2023\ntitle: T\nsource: QĐ 1\ntotal: 2\ngroups: { g: {} }\nareas: [a.yaml]\n";
const AREA: &str = "code: \"1\"\ntitle: A\nmax: 2\nitems:\n  - { code: \"1.1\", title: B, max: 2, source: M1, fields: { source: yes_no, b: yes_no }, rule: { checklist: { source: 1.5, b: 0.5 } } }\n";

#[test]
fn the_fingerprint_sees_points_and_fields_and_passes_over_titles() {
    let fingerprint = |set: &str, area: &str| {
        let criteria = Criteria::from_texts(&[("index.yaml", set), ("a.yaml", area)]);
        criteria.unwrap_or_else(|error| panic!("{error}")).fingerprint().to_owned()
    };
    let written = fingerprint(SET, AREA);
    assert_eq!(written.len(), 64);
    let titled = AREA.replace("title: B", "title: Kế hoạch năm");
    assert_eq!(fingerprint(SET, &titled), written);
    assert_eq!(fingerprint(&SET.replace("QĐ 1", "QĐ 2"), AREA), written);
    // a field may be called like a key that is passed over
    let moved = AREA.replace("source: 1.5, b: 0.5", "source: 0.5, b: 1.5");
    assert_ne!(fingerprint(SET, &moved), written);
    assert_ne!(fingerprint(&SET.replace("year: 2023", "year: 2024"), AREA), written);
    let rounded = format!("{SET}rounding: {{ leaf: {{ digits: 1, mode: half_up }} }}\n");
    assert_ne!(fingerprint(&rounded, AREA), written);
}

#[test]
fn every_row_has_its_key_and_what_is_known_stands_in_it() {
    let (criteria, evidence) = lam_giang();
    let bytes = written(&criteria, &evidence, "snv");
    let mut book = opened(&bytes);
    let mut values = 0;
    for name in &book.sheet_names()[1..10] {
        let sheet = book.worksheet_range(name).unwrap();
        assert_eq!(text(&sheet, KEYS_ROW, 0), MARK, "{name}");
        for (column, place) in COLUMNS.iter().zip(0..) {
            assert_eq!(text(&sheet, KEYS_ROW, place), column.key, "{name}");
        }
        let (last, _) = sheet.end().unwrap();
        for row in FIRST_ROW..=last {
            let field = text(&sheet, row, 1);
            let item = text(&sheet, row, 0);
            if item.is_empty() && field.is_empty() {
                // the mean of the others is no evidence, and says so
                assert!(text(&sheet, row, at("rule")).starts_with("do cơ quan thẩm định"));
                continue;
            }
            assert!(!item.is_empty() || name == "Thông tin chung", "{name} {row}");
            let value = text(&sheet, row, at("value"));
            assert!(value.is_empty() || !field.is_empty(), "{name} {row}: {value}");
            values += usize::from(!value.is_empty());
        }
    }
    assert!(values > 50, "{values}");
}

#[test]
fn only_cells_that_people_write_in_are_open_and_they_say_what_may_be_typed() {
    let (criteria, evidence) = lam_giang();
    let bytes = written(&criteria, &evidence, "snv");
    let parts = parts(&bytes);
    assert_eq!(parts.len(), 13);
    for (part, k) in parts.iter().zip(1..) {
        assert!(part.contains("<sheetProtection sheet=\"1\""), "sheet {k} is not locked");
    }
    let all = parts.concat();
    for kind in ["type=\"list\"", "type=\"whole\"", "type=\"decimal\"", "type=\"date\""] {
        assert!(all.contains(kind), "{kind}");
    }
    assert!(parts[2].contains("state=\"frozen\"") && parts[2].contains("paperSize=\"9\""));
}

#[test]
fn the_same_form_has_the_same_bytes() {
    let (criteria, evidence) = lam_giang();
    assert_eq!(written(&criteria, &evidence, "stp"), written(&criteria, &evidence, "stp"));
}

#[test]
fn a_form_without_a_register_is_empty_and_needs_a_single_peer_group() {
    let set = road::criteria(&bundled::path("criteria/dak-lak/2018"));
    let form = Form::blank(&set, &AgencyCode::from("moi"), Language::English).unwrap();
    let outcome = form.outcome();
    assert_eq!((outcome.points.to_string(), outcome.max.to_string()), ("0".into(), "72".into()));
    let bytes = form.workbook().unwrap();
    assert_eq!(opened(&bytes).sheet_names()[0], "Summary");
    let (several, _) = lam_giang();
    let refused = Form::blank(&several, &AgencyCode::from("moi"), Language::English).unwrap_err();
    assert!(refused.to_string().contains("several peer groups"), "{refused}");
}

#[test]
fn the_formulas_of_a_small_set_read_as_they_were_checked_by_hand() {
    let folder = road::here("tests/cases/late-in-working-days");
    let criteria = road::criteria(&folder);
    let evidence = road::evidence_beside(&folder, &criteria);
    let agency = evidence.agencies()[0].code.to_string();
    let bytes = written(&criteria, &evidence, &agency);
    let mut book = opened(&bytes);
    let formulas = book.worksheet_formula("Cách tính").unwrap();
    let values = book.worksheet_range("Cách tính").unwrap();
    let mut read = String::new();
    for row in 2..=values.end().unwrap().0 {
        let label = text(&values, row, 1);
        read.push_str(&format!(
            "{} | {label} | {}\n",
            text(&values, row, 0),
            text(&values, row, 2)
        ));
        for column in 2..5 {
            if let Some(formula) = formulas.get_value((row, column)).filter(|f| !f.is_empty()) {
                read.push_str(&format!("    ={formula}\n"));
            }
        }
    }
    insta::assert_snapshot!(read);
}

#[test]
fn every_item_of_every_bundled_set_says_its_rule_in_both_languages() {
    let mut said = String::new();
    for set in
        ["criteria/hai-phong/2025-pl01", "criteria/can-tho/2025-157", "criteria/dak-lak/2018"]
    {
        let criteria = road::criteria(&bundled::path(set));
        let blank = Form::blank(&criteria, &AgencyCode::from("a"), Language::Vietnamese).unwrap();
        for (id, ..) in blank.outcome().nodes {
            let Some(rule) = criteria.rule_text(id.as_str(), Language::Vietnamese) else {
                continue;
            };
            let english = criteria.rule_text(id.as_str(), Language::English).unwrap();
            assert!(!rule.is_empty() && rule != english, "{id}: {rule}");
            said.push_str(&format!("{id}: {rule}\n"));
        }
    }
    insta::assert_snapshot!(said);
}

#[test]
fn what_a_deduction_takes_is_taken_from_the_sums_of_every_lane() {
    let set = "set: s\nyear: 2023\ntitle: T\nsource: QĐ 1\ntotal: 2\ngroups: { g: {} }\nareas:\n\
        - { code: \"1\", title: A, max: 2, source: M1, items: [\n\
        { code: \"1.1\", title: B, max: 2, source: M1, fields: { b: yes_no }, rule: { yes_no: b } },\n\
        { code: \"1.2\", title: C, deduction: 1, source: M1, fields: { c: count }, rule: { each: { of: c, points: 0.5 } } }] }\n";
    let criteria = Criteria::from_texts(&[("index.yaml", set)]);
    let criteria = criteria.unwrap_or_else(|error| panic!("{error}"));
    let lines = "agency,year,item,field,value,note,lane\na,2023,1.1,claimed,2,,self\na,2023,1.2,claimed,0.5,,self\n\
        a,2023,1.1,granted,1.5,vì,appraised\na,2023,1.2,granted,1,vì,appraised\n";
    let register = "agencies: [{ code: a, name: A, group: g }]";
    let files = [("agencies.yaml", register.as_bytes()), ("e.csv", lines.as_bytes())];
    let evidence = Evidence::from_files(&files, &criteria);
    let evidence = evidence.unwrap_or_else(|error| panic!("{error}"));
    let bytes = written(&criteria, &evidence, "a");
    let mut book = opened(&bytes);
    let sums = book.worksheet_range("Tổng hợp").unwrap();
    let shown = |row| [6, 7, 8].map(|column| text(&sums, row, column));
    assert_eq!(shown(6), ["1.5", "0.5", "0"]);
    assert_eq!(shown(7), ["1.5", "0.5", "0"]);
    let formulas = book.worksheet_formula("Tổng hợp").unwrap();
    assert_eq!(
        formulas.get_value((6, 6)).unwrap(),
        "SUMIF('1 A'!$C$6:$C$10,\"<0\",'1 A'!$R$6:$R$10)-2*SUMIF('1 A'!$C$6:$C$10,\"=-3\",'1 A'!$R$6:$R$10)"
    );
}

#[test]
fn a_mark_that_goes_in_steps_takes_no_other_in_its_cell() {
    let criteria = road::criteria(&bundled::path("criteria/dak-lak/2018"));
    let form = Form::blank(&criteria, &AgencyCode::from("a"), Language::Vietnamese).unwrap();
    let all = parts(&form.workbook().unwrap()).concat();
    let (_, custom) = all.split_once("type=\"custom\"").unwrap();
    let (custom, _) = custom.split_once("</dataValidation>").unwrap();
    insta::assert_snapshot!(custom);
}
