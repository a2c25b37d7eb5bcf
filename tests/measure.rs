//! Registers and ballots counted: against a slow, obvious counter, against published tables, in whatever files and order.

#[cfg(feature = "parquet")]
mod parquet;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use par_index::calendar::Day;
use par_index::measure::{Engine, MeasureError, Reading};
use par_index::{Counted, Criteria, Evidence, Measured, Measures, Plan, Scores};
use proptest::prelude::*;

use crate::bundled::{answer, path, run, table};

const AGENCIES: &str = "data/lam-giang/agencies.yaml";
const CHANNELS: [&str; 4] = ["Trực tuyến", "Trực tiếp", "Bưu chính", "Dịch vụ BCCI"];
const CODES: [&str; 3] = ["skhdt", "stc", "sct"];

fn lam_giang() -> Measures {
    let folder = path("criteria/lam-giang/2023");
    let criteria = Criteria::read(&folder).unwrap();
    Measures::read(&folder, &criteria).unwrap_or_else(|error| panic!("{error}"))
}

fn counted(files: &[PathBuf]) -> Result<Measured, MeasureError> {
    let measures = lam_giang();
    let files: Vec<(String, &PathBuf)> =
        files.iter().map(|file| ("cases".to_owned(), file)).collect();
    let counted = Counted::read(&measures, path(AGENCIES), &files, false)?;
    Ok(Measured::of(&measures, &counted).unwrap_or_else(|faults| panic!("{faults}")))
}

/// The figures of a register by agency and name, lines too.
fn figures(reading: &Reading) -> BTreeMap<String, Vec<(String, String)>> {
    let of = |tally: &par_index::measure::Tally| {
        let named =
            reading.figures.iter().cloned().zip(tally.figures.iter().map(ToString::to_string));
        let lines = ("lines".to_owned(), tally.lines.to_string());
        (tally.agency.to_string(), std::iter::once(lines).chain(named).collect())
    };
    reading.tallies.iter().map(of).collect()
}

/// A case as days from 1 January 2023.
#[derive(Clone, Debug)]
struct Case {
    agency: usize,
    received: i64,
    term: i64,
    taken: Option<i64>,
    channel: usize,
}

impl Case {
    fn line(&self, id: usize) -> String {
        let day = |offset: i64| Day::of_number(19_358 + offset).unwrap().to_string();
        let finished = self.taken.map(|taken| day(self.received + taken)).unwrap_or_default();
        let (received, due) = (day(self.received), day(self.received + self.term));
        let (agency, channel) = (CODES[self.agency], CHANNELS[self.channel]);
        format!("H{id},{agency},{received},{due},{finished},{channel}\n")
    }
}

const HEAD: &str = "Mã hồ sơ,Cơ quan,Ngày tiếp nhận,Ngày hẹn trả,Ngày trả kết quả,Hình thức nộp\n";

fn case() -> impl Strategy<Value = Case> {
    let taken = prop_oneof![1 => Just(None), 6 => (0..60_i64).prop_map(Some)];
    (0..3_usize, -60..400_i64, 0..30_i64, taken, 0..4_usize).prop_map(
        |(agency, received, term, taken, channel)| Case { agency, received, term, taken, channel },
    )
}

/// What `criteria/lam-giang/2023/measures.yaml` says, counted one case after another.
fn by_hand(cases: &[Case]) -> BTreeMap<String, Vec<(String, String)>> {
    const NAMES: [&str; 11] = [
        "lines",
        "carried_over",
        "received",
        "online",
        "resolved",
        "early",
        "on_time",
        "late",
        "pending",
        "pending_in_time",
        "overdue",
    ];
    let mut sums: BTreeMap<usize, [u32; 11]> = BTreeMap::new();
    for case in cases {
        let finished = case.taken.map(|taken| case.received + taken);
        if case.received > 364 || finished.is_some_and(|finished| finished < 0) {
            continue;
        }
        let sums = sums.entry(case.agency).or_default();
        let due = case.received + case.term;
        let done = finished.filter(|finished| *finished <= 364);
        let holds = [
            true,
            case.received < 0,
            case.received >= 0,
            case.received >= 0 && case.channel == 0,
            done.is_some(),
            done.is_some_and(|done| done < due),
            done.is_some_and(|done| done == due),
            done.is_some_and(|done| done > due),
            done.is_none(),
            done.is_none() && due >= 364,
            done.is_none() && due < 364,
        ];
        sums.iter_mut().zip(holds).for_each(|(sum, holds)| *sum += u32::from(holds));
    }
    let named = |sums: [u32; 11]| {
        NAMES.into_iter().map(str::to_owned).zip(sums.map(|sum| sum.to_string())).collect()
    };
    sums.into_iter().map(|(agency, sums)| (CODES[agency].to_owned(), named(sums))).collect()
}

fn written(folder: &Path, name: &str, lines: &[String]) -> PathBuf {
    let file = folder.join(name);
    std::fs::write(&file, HEAD.to_owned() + &lines.concat()).unwrap();
    file
}

fn many() -> ProptestConfig {
    let cases = std::env::var("PAR_INDEX_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases.unwrap_or(60)) }
}

proptest! {
    #![proptest_config(many())]

    #[test]
    fn registers_are_counted_as_by_hand_in_whatever_files_and_order(
        cases in prop::collection::vec(case(), 1..80), cut in 0..80_usize, turn in 0..80_usize,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let mut lines: Vec<String> = cases.iter().enumerate().map(|(id, case)| case.line(id)).collect();
        let one = counted(&[written(folder.path(), "one.csv", &lines)]).unwrap();
        let expected = by_hand(&cases);
        prop_assert_eq!(&figures(&one.readings[0]), &expected);
        let many = lines.len();
        lines.rotate_left(turn % many);
        let (first, second) = lines.split_at(cut % many);
        let files = [written(folder.path(), "b.csv", second), written(folder.path(), "a.csv", first)];
        let two = counted(&files).unwrap();
        prop_assert_eq!(&figures(&two.readings[0]), &expected);
    }
}

/// The register as people keep it: a title above the headings, dates as dates, the sheet not the first.
#[test]
fn a_register_counts_the_same_as_csv_and_as_a_spreadsheet() {
    let rows = table(&path("tests/measure/cases.csv"));
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write_string(0, 0, "Hướng dẫn").unwrap();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "SỔ HỒ SƠ NĂM 2023").unwrap();
    let date = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
    for (down, row) in (2..).zip(&rows) {
        for (across, text) in (0..).zip(row) {
            match Day::parse(text) {
                Some(day) => {
                    let serial = f64::from(i32::try_from(day.number()).unwrap() + 25_569);
                    sheet.write_number_with_format(down, across, serial, &date).unwrap()
                }
                None => sheet.write_string(down, across, text).unwrap(),
            };
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cases.xlsx");
    book.save(&file).unwrap();
    let [csv, sheet] =
        [path("tests/measure/cases.csv"), file].map(|file| counted(&[file]).unwrap());
    assert_eq!(figures(&csv.readings[0]), figures(&sheet.readings[0]));
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let command = [
        "measures",
        "criteria/lam-giang/2023",
        "cases=data/lam-giang/2023/registers/cases.csv",
        "cases=tests/measure/cases.parquet",
        "satisfaction=data/lam-giang/2023/registers/ballots.csv",
        "--lang",
        "en",
        "--agencies",
        AGENCIES,
        "--threads",
    ];
    let one = answer(&[&command[..], &["1"]].concat());
    assert!(one == answer(&[&command[..], &["4"]].concat()));
    assert!(String::from_utf8(one).unwrap().contains("2000 lines"));
}

#[test]
fn the_tables_of_khanh_hoa_give_what_they_print() {
    let folder = path("criteria/khanh-hoa/2023");
    let criteria = Criteria::read(&folder).unwrap();
    let measures = Measures::read(&folder, &criteria).unwrap();
    let file = |quarter: &str| path(&format!("data/khanh-hoa/2023/registers/quy-{quarter}.csv"));
    let files = [("quarter_2".to_owned(), file("2")), ("quarter_3".to_owned(), file("3"))];
    let agencies = path("data/khanh-hoa/agencies.yaml");
    let counted = Counted::read(&measures, agencies, &files, false).unwrap();
    let measured = Measured::of(&measures, &counted).unwrap();
    let rows = table(&path("data/khanh-hoa/2023/published.csv"));
    let mut compared = 0;
    for row in rows.iter().skip(1) {
        let reading = &measured.readings[usize::from(row[0] == "Quý III/2023")];
        let [tally] = reading.tallies.as_slice() else { panic!("one agency") };
        let share = reading.shares.iter().position(|share| share.name == row[1]);
        let found = match share {
            // both printed rates are cut after two digits
            Some(share) => {
                let cut = par_index::quantity::Rounding {
                    digits: 2,
                    mode: par_index::quantity::Mode::Truncate,
                };
                tally.shares[share].as_ref().unwrap().to_fixed(cut)
            }
            None => {
                let at = reading.figures.iter().position(|figure| *figure == row[1]).unwrap();
                tally.figures[at].to_string()
            }
        };
        assert_eq!(found, row[2], "{row:?}");
        compared += 1;
    }
    assert_eq!(compared, 24);
    assert_eq!(measured.readings.iter().map(|reading| reading.identities.len()).sum::<usize>(), 8);
}

#[test]
fn the_bundled_evidence_of_khanh_hoa_is_what_measures_make_of_its_tables_and_can_be_scored() {
    let register = "quarter_3=data/khanh-hoa/2023/registers/quy-3.csv";
    let made = answer(&["measures", "criteria/khanh-hoa/2023", register, "--format", "csv"]);
    assert!(made == std::fs::read(path("data/khanh-hoa/2023/evidence.csv")).unwrap());
    let criteria = Criteria::read(path("criteria/khanh-hoa/2023")).unwrap();
    let evidence = Evidence::read(path("data/khanh-hoa/2023"), &criteria).unwrap();
    let scores = Scores::award(&Plan::compile(&criteria), &evidence);
    let award = scores.of(&"skhdt".into(), "1.1").unwrap();
    // 2520 ÷ 2525
    assert_eq!(award.points.to_string(), "504/505");
}

/// What an engine would give: the counts as a table, read back.
#[test]
fn a_table_of_counts_gives_what_the_register_gives() {
    let folder = tempfile::tempdir().unwrap();
    let registers = [
        "cases=data/lam-giang/2023/registers/cases.csv",
        "satisfaction=data/lam-giang/2023/registers/ballots.csv",
    ];
    let straight = [&["measures", "criteria/lam-giang/2023"], &registers[..]].concat();
    let figures = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).unwrap();
        let kept = text.lines().map(|line| line.split(',').take(5).collect::<Vec<_>>().join(","));
        kept.collect::<Vec<_>>().join("\n")
    };
    let expected = figures(answer(&[&straight[..], &["--format", "csv"]].concat()));
    for suffix in ["csv", "parquet"] {
        let mut tables = Vec::new();
        for name in ["cases", "satisfaction"] {
            let out = folder.path().join(format!("{name}.{suffix}")).display().to_string();
            answer(&[&straight[..], &["--counts", name, "--out", &out]].concat());
            tables.push(format!("{name}={out}"));
        }
        let counted = [
            "measures",
            "criteria/lam-giang/2023",
            "--counted",
            &tables[0],
            &tables[1],
            "--agencies",
            AGENCIES,
            "--format",
            "csv",
        ];
        assert_eq!(figures(answer(&counted)), expected, "{suffix}");
    }
}

#[test]
fn the_sql_of_every_engine_only_counts_and_adds_up() {
    let measures = lam_giang();
    let mut shown = String::new();
    for engine in [Engine::DuckDb, Engine::Spark, Engine::Postgres, Engine::DataFusion] {
        let files = [("cases".to_owned(), "o'ne.parquet".to_owned())];
        for (name, sql) in measures.sql(engine, &files, false) {
            for forbidden in ["AVG", "ROUND", " / ", "DOUBLE", "FLOAT", "."] {
                let plain = sql.replace("o'ne.parquet", "").replace("o''ne.parquet", "");
                let plain = plain.replace("o\\'ne.parquet", "").replace("parquet.``", "");
                assert!(!plain.contains(forbidden), "{engine:?}: {forbidden}\n{sql}");
            }
            write!(shown, "-- {engine:?}: {name}\n{sql};\n\n").unwrap();
        }
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn wrong_usage_and_faulty_registers_end_as_they_should() {
    let base = ["measures", "criteria/lam-giang/2023"];
    let code = |more: &[&str]| run(&[&base[..], more].concat()).status.code();
    assert_eq!(code(&["data/lam-giang/2023/registers/cases.csv"]), Some(2), "which register?");
    assert_eq!(code(&[]), Some(2));
    assert_eq!(code(&["cases=nowhere.csv", "--agencies", AGENCIES]), Some(3));
    assert_eq!(code(&["cases=data/lam-giang/2023/evidence.csv", "--agencies", AGENCIES]), Some(1));
    assert_eq!(run(&["measures", "criteria/hue/2021", "x.csv"]).status.code(), Some(1));
}

/// The page's commands are run, and print what it shows.
#[test]
fn the_page_on_measures_shows_what_the_program_prints() {
    let page = std::fs::read_to_string(path("docs/measures.md")).unwrap();
    let mut shown = 0;
    for block in page.split("\n```console\n").skip(1) {
        let block = block.split("\n```").next().unwrap();
        let (command, expected) = block.split_once('\n').unwrap();
        let command: Vec<&str> =
            command.strip_prefix("$ par-index ").unwrap().split_whitespace().collect();
        let told = String::from_utf8(answer(&command)).unwrap();
        assert_eq!(told.trim_end(), expected.trim_end(), "{command:?}");
        shown += 1;
    }
    assert!(shown >= 2);
    let criteria = Criteria::read(path("criteria/lam-giang/2023")).unwrap();
    for block in page.split("\n```yaml\n").skip(1) {
        let block = block.split("\n```").next().unwrap();
        Measures::parse("measures.yaml", block.as_bytes(), &criteria)
            .unwrap_or_else(|faults| panic!("{faults}\n{block}"));
        shown += 1;
    }
    assert!(shown >= 4);
}
