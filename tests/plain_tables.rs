//! Plain tables: tidy or wide, in CSV, XLSX, ODS and Parquet, come to the same points.

use par_index::{Criteria, Evidence, Plan, Scores};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

const SET: &str = "\
set: bang
year: 2018
title: Bảng
source: QĐ 1
total: 7
groups: { departments: {} }
fields: { tasks: percent }
ties: { keys: [{ higher: { fact: tasks } }], then: standard }
areas:
  - code: \"1\"
    title: Một
    max: 7
    source: Phụ lục
    items:
      - { code: \"1.1\", title: Kế hoạch, max: 1, fields: { issued: yes_no }, rule: { yes_no: issued } }
      - { code: \"1.1.1\", title: Ngày, max: 2, fields: { sent: date }, rule: { lateness: { of: sent, due: 06-15, days: calendar, per_day: 0.5 } } }
      - { code: \"1.2\", title: Hồ sơ, max: 2, fields: { on_time: percent }, rule: { proportional: { of: on_time } } }
      - { code: \"1.3\", title: Chấm, max: 1, fields: { mark: points }, rule: { judged: { of: mark } } }
      - code: \"1.4\"
        title: Điều tra
        max: 1
        method: survey
        fields: { people: { kind: ballots, options: [A, B] } }
        rule: { survey: { people: { weight: 1, options: { A: 100, B: 50 } } } }
";
const REGISTER: &str = "agencies: [{ code: stp, name: Sở Tư pháp, group: departments }, { code: stc, name: Sở Tài chính, group: departments }]";
const WIDE: &str = "\
agency,year,1.1.issued,1.1.1.sent,1.2.on_time,1.3.mark,1.3.mark.note,1.3.granted,1.4.people.A,1.4.people.B,tasks,lane
stp,2018,có,17/6/2018,\"85,5\",0.5,Đạt một nửa,,30,10,90,
stc,2018,x,2018-06-15,,,,,10,30,,
stc,2018,,,,,Đạt,1,,,,appraised
";
const TIDY: &str = "\
agency,year,item,field,value,note,lane
stp,2018,1.1,issued,có,,
stp,2018,1.1.1,sent,17/6/2018,,
stp,2018,1.2,on_time,\"85,5\",,
stp,2018,1.3,mark,0.5,Đạt một nửa,
stp,2018,1.4,people.A,30,,
stp,2018,1.4,people.B,10,,
stp,2018,,tasks,90,,
stc,2018,1.1,issued,x,,
stc,2018,1.1.1,sent,2018-06-15,,
stc,2018,1.3,granted,1,Đạt,appraised
stc,2018,1.4,people.A,10,,
stc,2018,1.4,people.B,30,,
";

fn criteria() -> Criteria {
    Criteria::from_texts(&[("index.yaml", SET)]).unwrap_or_else(|error| panic!("{error}"))
}

fn read(files: &[(&str, &[u8])]) -> Result<Evidence, String> {
    let mut all: Vec<(&str, &[u8])> = vec![("agencies.yaml", REGISTER.as_bytes())];
    all.extend_from_slice(files);
    Evidence::from_files(&all, &criteria()).map_err(|error| error.to_string())
}

/// Points and status of every item of every agency.
fn scored(evidence: &Evidence) -> Vec<String> {
    let scores = Scores::award(&Plan::compile(&criteria()), evidence);
    let items = ["1.1", "1.1.1", "1.2", "1.3", "1.4"];
    let of = |agency: &'static str| {
        let scores = &scores;
        items.map(move |item| {
            let award = scores.of(&agency.into(), item).unwrap();
            format!("{agency} {item} {} {:?}", award.points, award.status.unwrap())
        })
    };
    ["stp", "stc"].into_iter().flat_map(of).collect()
}

#[track_caller]
fn faults(files: &[(&str, &[u8])]) -> String {
    read(files).map(|_| "nothing wrong".to_owned()).unwrap_or_else(|said| said)
}

/// The wide table as a workbook, its figures as a spreadsheet holds them.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Số liệu").unwrap();
    sheet.write_string(0, 0, "Số liệu kê khai năm 2018").unwrap();
    let head = [
        "agency",
        "year",
        "1.1.issued",
        "1.1.1.sent",
        "1.2.on_time",
        "1.3.mark",
        "1.3.mark.note",
        "1.3.granted",
        "1.4.people.A",
        "1.4.people.B",
        ".tasks",
        "lane",
    ];
    for (name, column) in head.iter().zip(0..) {
        sheet.write_string(2, column, *name).unwrap();
    }
    let percent = Format::new().set_num_format("0.00%");
    let date = Format::new().set_num_format("dd/mm/yyyy");
    sheet.write_string(3, 0, "stp").unwrap().write_number(3, 1, 2018).unwrap();
    sheet.write_boolean(3, 2, true).unwrap();
    let sent = ExcelDateTime::from_ymd(2018, 6, 17).unwrap();
    sheet.write_datetime_with_format(3, 3, &sent, &date).unwrap();
    sheet.write_number_with_format(3, 4, 0.855, &percent).unwrap();
    sheet.write_number(3, 5, 0.5).unwrap().write_string(3, 6, "Đạt một nửa").unwrap();
    sheet.write_number(3, 8, 30).unwrap().write_string(3, 9, "10").unwrap();
    sheet.write_number(3, 10, 90).unwrap();
    sheet.write_string(4, 0, "stc").unwrap().write_number(4, 1, 2018).unwrap();
    sheet.write_string(4, 2, "x").unwrap().write_string(4, 3, "2018-06-15").unwrap();
    sheet.write_number(4, 8, 10).unwrap().write_number(4, 9, 30).unwrap();
    sheet.write_string(6, 0, "stc").unwrap().write_number(6, 1, 2018).unwrap();
    sheet.write_string(6, 6, "Đạt").unwrap().write_number(6, 7, 1).unwrap();
    sheet.write_string(6, 11, "appraised").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_wide_table_a_tidy_one_and_a_workbook_come_to_the_same_points() {
    let tidy = scored(&read(&[("a.csv", TIDY.as_bytes())]).unwrap());
    let shown = [
        "stp 1.1 1 Scored",
        "stp 1.1.1 1 Scored",
        "stp 1.2 1.71 Scored",
        "stp 1.3 0.5 Scored",
        "stp 1.4 0.875 Scored",
        "stc 1.1 1 Scored",
        "stc 1.1.1 2 Scored",
        "stc 1.2 0 NotSubmitted",
        "stc 1.3 1 Scored",
        "stc 1.4 0.625 Scored",
    ];
    assert_eq!(tidy, shown);
    // the note of a mark granted stands at the item here
    let wide = WIDE.replace("1.3.mark.note", "1.3.note");
    assert_eq!(scored(&read(&[("a.csv", wide.as_bytes())]).unwrap()), tidy);
    let book = workbook();
    let wide = read(&[("a.xlsx", &book), ("columns.yaml", NOTES.as_bytes())]);
    assert_eq!(scored(&wide.unwrap()), tidy);
}

const NOTES: &str =
    "tables: [{ file: \"*.xlsx\", sheet: Số liệu, head: 3, columns: { 1.3.mark.note: 1.3.note } }]";

#[cfg(feature = "parquet")]
#[test]
fn a_wide_parquet_table_of_typed_columns_reads_exactly() {
    use polars::prelude::*;
    let days: Vec<i32> = vec![17_699, 17_697];
    let sent = Column::new("1.1.1.sent".into(), days).cast(&DataType::Date).unwrap();
    let decimals = Column::new("tasks".into(), ["90.125", "88.5"]);
    let decimals = decimals.cast(&DataType::Decimal(10, 3)).unwrap();
    let mut frame = DataFrame::new_infer_height(vec![
        Column::new("agency".into(), ["stp", "stc"]),
        Column::new("1.1.issued".into(), [true, false]),
        sent,
        Column::new("1.2.on_time".into(), [Some(85.5_f64), None]),
        Column::new("1.4.people.A".into(), [30_i64, 10]),
        Column::new("1.4.people.B".into(), [10_i64, 30]),
        decimals,
    ])
    .unwrap();
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes).finish(&mut frame).unwrap();
    let seen = scored(&read(&[("a.parquet", &bytes)]).unwrap());
    assert_eq!(seen[..3], ["stp 1.1 1 Scored", "stp 1.1.1 1 Scored", "stp 1.2 1.71 Scored"]);
    assert_eq!(seen[5..8], ["stc 1.1 0 Scored", "stc 1.1.1 2 Scored", "stc 1.2 0 NotSubmitted"]);
}

#[test]
fn other_peoples_columns_are_read_by_their_mapping() {
    let theirs =
        "Mã;Hồ sơ đúng hạn;Ghi chú\nstp;85,5;tốt\n".replace(';', ",").replace("85,5", "85.5");
    let mapping = "tables: [{ file: \"quy-*.csv\", columns: { Mã: agency, Hồ sơ đúng hạn: 1.2.on_time, Ghi chú: skip }, constants: { year: 2018 } }]";
    let evidence = read(&[("quy-1.csv", theirs.as_bytes()), ("columns.yaml", mapping.as_bytes())]);
    assert_eq!(scored(&evidence.unwrap())[2], "stp 1.2 1.71 Scored");
    let tidy = "Mã,Tỷ lệ\nstp,85.5\n";
    let constants = "tables: [{ file: t.csv, columns: { Mã: agency, Tỷ lệ: value }, constants: { year: 2018, item: \"1.2\", field: on_time } }]";
    let evidence = read(&[("t.csv", tidy.as_bytes()), ("columns.yaml", constants.as_bytes())]);
    assert_eq!(scored(&evidence.unwrap())[2], "stp 1.2 1.71 Scored");
}

#[test]
fn what_is_wrong_in_a_workbook_is_told_by_sheet_and_cell() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Số liệu").unwrap();
    for (name, column) in ["agency", "1.2.on_time"].iter().zip(0..) {
        sheet.write_string(0, column, *name).unwrap();
    }
    sheet.write_string(1, 0, "stp").unwrap().write_string(1, 1, "chưa rõ").unwrap();
    let said = faults(&[("a.xlsx", &book.save_to_buffer().unwrap())]);
    assert!(said.starts_with("a.xlsx#Số liệu!B2: ") && said.ends_with("[bad-figure]"), "{said}");
}

#[test]
fn a_column_that_nobody_asked_for_names_the_nearest() {
    let said = faults(&[("a.csv", b"agency,1.2.ontime\nstp,1\n")]);
    assert!(said.contains("1:8") && said.contains("did you mean `1.2.on_time`?"), "{said}");
    let said = faults(&[("a.csv", b"agency,tasks,.tasks\nstp,1,1\n")]);
    assert!(said.contains("[repeated-column]"), "{said}");
}

#[test]
fn an_empty_cell_of_a_wide_table_is_no_line_and_an_empty_row_sends_nothing() {
    let evidence = read(&[("a.csv", b"agency,1.2.on_time,1.1.issued\nstp,,x\nstc,,\n")]).unwrap();
    assert_eq!(scored(&evidence)[2], "stp 1.2 0 NotSubmitted");
    let sent: Vec<bool> = evidence.agencies().iter().map(|agency| agency.submitted).collect();
    assert_eq!(sent, [true, false]);
}

#[test]
fn a_figure_given_in_two_tables_is_a_fault_that_names_both() {
    let said = faults(&[
        ("a.csv", b"agency,1.2.on_time\nstp,80\n"),
        ("b.csv", b"agency,year,item,field,value\nstp,2018,1.2,on_time,80\n"),
    ]);
    assert!(said.contains("b.csv:2:22") && said.contains("a.csv:2:5"), "{said}");
}
