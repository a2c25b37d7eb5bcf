//! A wide table of years scored in one pass says what scoring each year by itself says, to the last digit.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use par_index::agencies::Assessed;
use par_index::evidence::Figures;
use par_index::language::Text;
use par_index::panel::{Form, Table};
use par_index::quantity::{Exact, Mode, Rounding};
use par_index::{Comparison, Criteria, Evidence, Panel, Plan, Scores, Standings};

const GROUPS: [&str; 2] = ["so", "huyen"];
const YEARS: [i16; 3] = [2022, 2023, 2024];
const AGENCIES: usize = 90;

/// How the set treats its figures.
const SETTINGS: [&str; 5] = [
    "rounding: { leaf: { digits: 2, mode: half_up }, percent: { digits: 2, mode: half_up } }\nnot_applicable: exclude\nmissing: not_applicable",
    "rounding: { leaf: { digits: 3, mode: half_even } }\nnot_applicable: full_points\nmissing: zero",
    "rounding: { leaf: { digits: 2, mode: truncate }, area: { digits: 1, mode: half_up } }\nnot_applicable: redistribute\nmissing: not_applicable\nrank_by: points",
    "not_applicable: exclude\nmissing: not_applicable\nties: dense",
    "rounding: { leaf: { digits: 1, mode: up }, percent: { digits: 0, mode: half_even } }\nnot_applicable: exclude\nmissing: zero\nunsubmitted: unranked",
];

fn set(setting: &str, year: i16) -> String {
    format!(
        "set: bang\nyear: {year}\ntitle: Bảng\nsource: QĐ 1\norigin: made_up\ntotal: 10\n{setting}\n\
         tiers: [{{ tier: good, from: 80 }}, {{ tier: fair, from: 50, below: 80 }}, {{ tier: weak, below: 50 }}]\n\
         groups: {{ so: {{ title: Sở }}, huyen: {{ title: Huyện }} }}\nareas:\n\
         \x20 - code: \"1\"\n    title: Một\n    max: 6\n    source: Phụ lục\n    items:\n\
         \x20     - {{ code: \"1.1\", title: a, max: 1, fields: {{ held: yes_no }}, rule: {{ yes_no: held }} }}\n\
         \x20     - {{ code: \"1.2\", title: b, max: 2, fields: {{ sent: date }}, rule: {{ lateness: {{ of: sent, due: 06-15, per_day: 0.3 }} }} }}\n\
         \x20     - {{ code: \"1.3\", title: c, max: 3, fields: {{ done: count, plan: count }}, rule: {{ proportional: {{ of: {{ share: {{ of: done, in: plan, if_none: not_applicable, over: cap }} }}, nothing_below: 40 }} }} }}\n\
         \x20 - code: \"2\"\n    title: Hai\n    max: 4\n    source: Phụ lục\n    items:\n\
         \x20     - {{ code: \"2.1\", title: d, max: 1.5, fields: {{ a: yes_no, b: yes_no }}, rule: {{ checklist: {{ a: 1, b: 0.5 }} }} }}\n\
         \x20     - {{ code: \"2.2\", title: e, max: 2.5, fields: {{ share: percent }}, rule: {{ proportional: {{ of: share }} }} }}\n"
    )
}

/// The fields, the digits of their counts, and how a count is written.
const FIELDS: [(&str, u8); 7] = [
    ("1.1.held", 0),
    ("1.2.sent", 0),
    ("1.3.done", 0),
    ("1.3.plan", 0),
    ("2.1.a", 0),
    ("2.1.b", 0),
    ("2.2.share", 1),
];

/// Numbers that look random and are the same every time.
struct Draw(u64);

impl Draw {
    fn below(&mut self, n: u64) -> i64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((self.0 >> 33) % n).unwrap()
    }
}

/// One row: agency, group, year and figures, of which some are not given.
struct Row {
    agency: usize,
    year: i16,
    figures: Vec<Option<i64>>,
}

fn rows(seed: u64) -> Vec<Row> {
    let mut draw = Draw(seed);
    let mut rows = Vec::new();
    for year in YEARS {
        for agency in 0..AGENCIES {
            if draw.below(20) == 0 {
                continue;
            }
            let june = jiff::civil::date(year, 6, 15).since(jiff::civil::date(1970, 1, 1)).unwrap();
            let plan = draw.below(6);
            let figures = [
                draw.below(2),
                i64::from(june.get_days()) + draw.below(12) - 4,
                draw.below(7),
                plan,
                draw.below(2),
                draw.below(2),
                draw.below(1001),
            ];
            let nothing = draw.below(25) == 0;
            let given = |figure| (!nothing && draw.below(8) > 0).then_some(figure);
            rows.push(Row { agency, year, figures: figures.map(given).to_vec() });
        }
    }
    rows
}

fn group(agency: usize) -> &'static str {
    GROUPS[agency % 7 % 2]
}

fn written(rows: &[Row]) -> String {
    let heads: Vec<&str> = FIELDS.iter().map(|(name, _)| *name).collect();
    let mut text = format!("agency,group,year,{}\n", heads.join(","));
    for (k, row) in rows.iter().enumerate() {
        write!(text, "a{},{},{}", row.agency, group(row.agency), row.year).unwrap();
        for ((name, digits), figure) in FIELDS.iter().zip(&row.figures) {
            let cell = match (figure, *name, digits) {
                (None, ..) => String::new(),
                // as plainly as a program, or as people write
                (Some(yes), "1.1.held" | "2.1.a" | "2.1.b", _) if k % 2 == 0 => {
                    (*yes == 1).to_string()
                }
                (Some(yes), "1.1.held" | "2.1.a" | "2.1.b", _) => {
                    ["không", "có"][usize::from(*yes == 1)].to_owned()
                }
                (Some(day), "1.2.sent", _) => {
                    let day = jiff::civil::date(1970, 1, 1) + jiff::Span::new().days(*day);
                    if k % 2 == 0 { day.to_string() } else { day.strftime("%d/%m/%Y").to_string() }
                }
                (Some(count), _, 1) => format!("\"{},{}\"", count / 10, count % 10),
                (Some(count), ..) => count.to_string(),
            };
            write!(text, ",{cell}").unwrap();
        }
        text.push('\n');
    }
    text
}

fn panel(set: &str, table: &Path, form: Form) -> Vec<u8> {
    let criteria =
        Criteria::from_texts(&[("index.yaml", set)]).unwrap_or_else(|error| panic!("{error}"));
    let panel = Table::open(table, None)
        .and_then(|table| Panel::score(&criteria, table, form))
        .unwrap_or_else(|error| panic!("{error}"));
    let mut written = Vec::new();
    panel.write(&mut written).unwrap();
    written
}

/// One year by itself, by the road.
fn ranked(setting: &str, year: i16, rows: &[Row]) -> (Scores, Standings) {
    let criteria = Criteria::from_texts(&[("index.yaml", &set(setting, year))]).unwrap();
    let of_year: Vec<&Row> = rows.iter().filter(|row| row.year == year).collect();
    let agency = |row: &&Row| Assessed {
        code: format!("a{}", row.agency).as_str().into(),
        name: Text { vi: String::new(), en: String::new() },
        group: group(row.agency).into(),
        unranked: None,
        submitted: false,
        self_scored: false,
    };
    let figures: Vec<Figures<'_>> = FIELDS
        .iter()
        .enumerate()
        .map(|(k, (name, digits))| Figures {
            name,
            digits: *digits,
            counts: of_year.iter().map(|row| row.figures[k]).collect(),
        })
        .collect();
    let agencies = of_year.iter().map(agency).collect();
    let evidence = Evidence::from_columns(&criteria, agencies, &figures).unwrap();
    let scores = Scores::award(&Plan::compile(&criteria), &evidence);
    let standings = Standings::rank(&criteria, &evidence, &scores);
    (scores, standings)
}

/// What each line of the panel should be.
fn expected(setting: &str, rows: &[Row]) -> String {
    let criteria = Criteria::from_texts(&[("index.yaml", &set(setting, 2024))]).unwrap();
    let years = YEARS.map(|year| ranked(setting, year, rows));
    let digits = match setting {
        one if one.contains("leaf: { digits: 2") => 2,
        one if one.contains("leaf: { digits: 3") => 3,
        one if one.contains("leaf: { digits: 1") => 1,
        _ => 6,
    };
    let fixed = |number: &Exact, digits| number.to_fixed(Rounding { digits, mode: Mode::HalfUp });
    let percent = if setting.contains("percent: { digits: 0") { 0 } else { 2 };
    let mut text = String::from(
        "agency,group,year,1.1,1.2,1.3,2.1,2.2,1,2,total,max,percent,tier,rank,change\n",
    );
    for row in rows {
        let at = YEARS.iter().position(|year| *year == row.year).unwrap();
        let code = format!("a{}", row.agency).as_str().into();
        let (scores, standings) = &years[at];
        let standing = standings.of(&code).unwrap();
        write!(text, "a{},{},{}", row.agency, group(row.agency), row.year).unwrap();
        for node in ["1.1", "1.2", "1.3", "2.1", "2.2", "1", "2"] {
            let award = scores.of(&code, node).unwrap();
            let counts = award.status.is_none() || *award.max.exact() != Exact::ZERO;
            let cell = if counts { fixed(award.points.exact(), digits) } else { String::new() };
            write!(text, ",{cell}").unwrap();
        }
        write!(
            text,
            ",{},{}",
            fixed(standing.points.exact(), digits),
            fixed(standing.max.exact(), digits)
        )
        .unwrap();
        let shown = standing.percent.as_ref();
        let shown = shown.map_or_else(String::new, |figure| fixed(figure.exact(), percent));
        let tier = standing.tier.as_ref().map_or("", |tier| tier.name.as_str());
        let rank = standing.rank.map_or_else(String::new, |rank| rank.0.to_string());
        let change = at.checked_sub(1).and_then(|before| {
            let comparison = Comparison::between(&years[before].1, standings);
            comparison.of(&code).and_then(|change| change.places)
        });
        let change = change.map_or_else(String::new, |change| change.to_string());
        writeln!(text, ",{shown},{tier},{rank},{change}").unwrap();
    }
    assert_eq!(criteria.set, "bang");
    text
}

#[test]
fn a_panel_says_what_each_year_by_itself_says() {
    let folder = tempfile::tempdir().unwrap();
    for (seed, setting) in (1..).zip(SETTINGS) {
        let rows = rows(seed);
        let table = folder.path().join(format!("{seed}.csv"));
        fs::write(&table, written(&rows)).unwrap();
        let said = String::from_utf8(panel(&set(setting, 2024), &table, Form::Csv)).unwrap();
        let expected = expected(setting, &rows);
        for (line, (said, expected)) in said.lines().zip(expected.lines()).enumerate() {
            assert_eq!(said, expected, "{setting}\nline {}", line + 1);
        }
        assert_eq!(said.lines().count(), expected.lines().count());
    }
}

#[test]
fn the_order_of_rows_changes_no_cell() {
    let folder = tempfile::tempdir().unwrap();
    let (setting, mut rows) = (SETTINGS[0], rows(7));
    let table = folder.path().join("table.csv");
    let sorted = |rows: &[Row]| {
        fs::write(&table, written_plainly(rows)).unwrap();
        let said = String::from_utf8(panel(&set(setting, 2024), &table, Form::Csv)).unwrap();
        let mut lines: Vec<String> = said.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let by_year = sorted(&rows);
    rows.sort_by_key(|row| (row.agency * 31 % 97, row.year));
    for (said, expected) in sorted(&rows).iter().zip(&by_year) {
        assert_eq!(said, expected);
    }
}

/// What lies between the cells and lines of a table changes nothing.
#[test]
fn a_table_reads_the_same_however_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let (setting, rows) = (SETTINGS[0], rows(3));
    let cells = written(&rows).replace('"', "");
    // the decimal comma as a point, lest it part cells
    let lines: Vec<Vec<&str>> = cells.lines().map(|line| line.split(',').collect()).collect();
    let wide = lines[0].len();
    let whole = |cells: &Vec<&str>| {
        let mut cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        let share = cells.split_off(wide - 1).join(".");
        cells.push(share);
        cells
    };
    let lines: Vec<Vec<String>> = lines.iter().map(whole).collect();
    let table = |mark: &str, end: &str, quote: &str| {
        let line = |cells: &Vec<String>| {
            let quoted: Vec<String> =
                cells.iter().map(|cell| format!("{quote}{cell}{quote}")).collect();
            quoted.join(mark) + end
        };
        lines.iter().map(line).collect::<String>()
    };
    let plain = table(",", "\n", "");
    let ways = [
        plain.trim_end().to_owned(),
        plain.replace("\na1,", "\n\na1,"),
        table(";", "\n", ""),
        table(",", "\r\n", ""),
        table(",", "\n", "\""),
        table(";", "\r\n", "\""),
        format!("\u{feff}{plain}"),
        // not plainly numbers: read one by one, to the same
        plain.replace(",0,", ", 0,").replace(",3,", ",3.0,"),
    ];
    let file = folder.path().join("table.csv");
    let said = |text: &str| {
        fs::write(&file, text).unwrap();
        String::from_utf8(panel(&set(setting, 2024), &file, Form::Csv)).unwrap()
    };
    let expected = said(&plain);
    assert_eq!(expected.lines().count(), rows.len() + 1);
    for (k, way) in ways.iter().enumerate() {
        assert_eq!(said(way), expected, "way {k}");
    }
}

/// The same in every row's own way of writing.
fn written_plainly(rows: &[Row]) -> String {
    written(rows).replace("không", "false").replace("có", "true")
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_in_and_out_holds_what_csv_holds() {
    use polars::prelude::*;
    let folder = tempfile::tempdir().unwrap();
    let more = |k: usize| {
        rows(11).into_iter().map(move |row| Row { agency: row.agency + AGENCIES * k, ..row })
    };
    let rows: Vec<Row> = (0..5).flat_map(more).collect();
    let (csv, parquet) = (folder.path().join("table.csv"), folder.path().join("table.parquet"));
    fs::write(&csv, written(&rows)).unwrap();
    let mut columns: Vec<Column> = vec![
        Column::new(
            "agency".into(),
            rows.iter().map(|row| format!("a{}", row.agency)).collect::<Vec<_>>(),
        ),
        Column::new("group".into(), rows.iter().map(|row| group(row.agency)).collect::<Vec<_>>()),
        Column::new("year".into(), rows.iter().map(|row| i32::from(row.year)).collect::<Vec<_>>()),
    ];
    for (k, (name, digits)) in FIELDS.iter().enumerate() {
        let figures: Vec<Option<i64>> = rows.iter().map(|row| row.figures[k]).collect();
        columns.push(match (*name, digits) {
            ("1.2.sent", _) => Column::new(
                (*name).into(),
                figures
                    .iter()
                    .map(|day| day.map(|day| i32::try_from(day).unwrap()))
                    .collect::<Vec<_>>(),
            )
            .cast(&DataType::Date)
            .unwrap(),
            (_, 1) => {
                let units = Int128Chunked::from_iter_options(
                    (*name).into(),
                    figures.iter().map(|units| units.map(i128::from)),
                );
                units.into_decimal(20, 1).unwrap().into_column()
            }
            ("1.1.held" | "2.1.a" | "2.1.b", _) => Column::new(
                (*name).into(),
                figures.iter().map(|yes| yes.map(|yes| yes == 1)).collect::<Vec<_>>(),
            ),
            _ => Column::new((*name).into(), figures),
        });
    }
    let mut frame = DataFrame::new_infer_height(columns).unwrap();
    let set = set(SETTINGS[0], 2024);
    let said = panel(&set, &csv, Form::Csv);
    // row groups that are read together, and such as are not; the last one short
    for rows in [64, 700] {
        ParquetWriter::new(fs::File::create(&parquet).unwrap())
            .with_row_group_size(Some(rows))
            .finish(&mut frame)
            .unwrap();
        assert_eq!(
            String::from_utf8(panel(&set, &parquet, Form::Csv)).unwrap(),
            String::from_utf8(said.clone()).unwrap(),
            "{rows}"
        );
    }
    for table in [&csv, &parquet] {
        let written = panel(&set, table, Form::Parquet);
        let frame = ParquetReader::new(std::io::Cursor::new(written)).finish().unwrap();
        let texts: Vec<Column> =
            frame.columns().iter().map(|column| column.cast(&DataType::String).unwrap()).collect();
        let mut text =
            frame.get_column_names().iter().map(|name| name.as_str()).collect::<Vec<_>>().join(",");
        for row in 0..frame.height() {
            let cell =
                |column: &Column| column.str().unwrap().get(row).unwrap_or_default().to_owned();
            write!(text, "\n{}", texts.iter().map(cell).collect::<Vec<_>>().join(",")).unwrap();
        }
        assert_eq!(text + "\n", String::from_utf8(said.clone()).unwrap());
    }
}
