//! One answer in each of its forms: text, JSON, CSV and Parquet, on standard output or in a file.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use super::{DAK_LAK, LAM_GIANG, SINCE, folder, said};
use crate::bundled::{answer, run};

pub fn json(arguments: &[&str]) -> Value {
    serde_json::from_slice(&answer(arguments)).unwrap()
}

/// The commands that answer in every form.
fn commands() -> [Vec<&'static str>; 4] {
    let with =
        |command, more: &[&'static str]| [&[command], &DAK_LAK[..], &SINCE[..], more].concat();
    [
        with("score", &[]),
        with("compare", &[]),
        with("explain", &[]),
        with("explain", &["--agency", "skhdt"]),
    ]
}

#[test]
fn the_suffix_of_a_file_decides_its_form() {
    let here = folder(&[]);
    for command in commands() {
        for (suffix, form) in [("txt", "text"), ("json", "json"), ("csv", "csv")] {
            let out = here.path().join(format!("answer.{suffix}"));
            let to_file =
                [&command[..], &["--format", "text", "--out", out.to_str().unwrap()]].concat();
            assert!(answer(&to_file).is_empty());
            let printed = answer(&[&command[..], &["--format", form]].concat());
            assert!(fs::read(out).unwrap() == printed, "{command:?} in {form}");
        }
    }
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let here = folder(&[("agencies.yaml", "agencies: []"), ("results.json", "from before")]);
    let out = here.path().join("results.json");
    let failing =
        ["score", DAK_LAK[0], here.path().to_str().unwrap(), "--out", out.to_str().unwrap()];
    assert_eq!(run(&failing).status.code(), Some(1));
    let unknown = here.path().join("new.xls");
    let full = [&["score"], &DAK_LAK[..], &["--out", unknown.to_str().unwrap()]].concat();
    assert_eq!(run(&full).status.code(), Some(2));
    assert_eq!(fs::read_to_string(&out).unwrap(), "from before");
    let left: Vec<_> = fs::read_dir(here.path()).unwrap().collect();
    assert_eq!(left.len(), 2, "{left:?}");
    let working = [&["score"], &DAK_LAK[..], &["--out", out.to_str().unwrap()]].concat();
    assert!(answer(&working).is_empty());
    assert!(fs::read_to_string(&out).unwrap().starts_with("{\n"));
}

#[cfg(unix)]
#[test]
fn a_file_can_be_read_by_whoever_may_read_files_here() {
    use std::os::unix::fs::PermissionsExt as _;
    let here = folder(&[("other.txt", "")]);
    let out = here.path().join("results.txt");
    answer(&["--out", out.to_str().unwrap()]);
    let mode = |path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(out), mode(here.path().join("other.txt")));
}

/// Every key by its path; what stands under a name that the set or the files give is `*`.
fn keys(value: &Value, at: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(parts) => {
            parts.iter().for_each(|part| keys(part, at, found));
            found.insert(at.to_owned());
        }
        Value::Object(parts) => {
            for (key, part) in parts {
                let key = if at.ends_with("tiers") { "*" } else { key };
                keys(part, &format!("{at}.{key}"), found);
            }
        }
        _ => drop(found.insert(at.to_owned())),
    }
}

/// Decimals are strings: a number of JSON is a count, a rank or a year.
fn whole_numbers(value: &Value) -> bool {
    match value {
        Value::Array(parts) => parts.iter().all(whole_numbers),
        Value::Object(parts) => parts.values().all(whole_numbers),
        Value::Number(number) => number.is_i64(),
        _ => true,
    }
}

#[test]
fn json_has_the_promised_keys_and_no_number_with_a_fraction() {
    let mut found = BTreeSet::new();
    let lam_giang = [
        &["compare"],
        &LAM_GIANG[..],
        &["--earlier", "criteria/lam-giang/2022", "data/lam-giang/2022"],
    ]
    .concat();
    let check = vec!["check", "criteria/hai-phong/2025-pl01"];
    for command in commands().into_iter().chain([lam_giang, check]) {
        let answer = json(&[&command[..], &["--format", "json"]].concat());
        assert!(whole_numbers(&answer), "{command:?}");
        let name = match command[0] {
            "explain" if !command.contains(&"--agency") => "score", // of all agencies, the same
            name => name,
        };
        keys(&answer, name, &mut found);
    }
    insta::assert_snapshot!("keys_of_json", found.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn points_in_json_are_decimal_texts_with_a_point_in_either_language() {
    let of = |language| {
        json(&[&["score"], &DAK_LAK[..], &["--format", "json", "--lang", language]].concat())
    };
    let (english, vietnamese) = (of("en"), of("vi"));
    for (one, other) in english["agencies"]
        .as_array()
        .unwrap()
        .iter()
        .zip(vietnamese["agencies"].as_array().unwrap())
    {
        assert_eq!(
            (&one["points"], &one["percent"], &one["tier"]),
            (&other["points"], &other["percent"], &other["tier"])
        );
        assert!(
            one["points"]
                .as_str()
                .unwrap()
                .chars()
                .all(|letter| letter.is_ascii_digit() || letter == '.')
        );
    }
    assert_ne!(english["agencies"][0]["name"], vietnamese["agencies"][0]["name"]);
}

#[test]
fn csv_has_a_cell_for_every_column_and_decimals_with_a_point() {
    for command in commands() {
        let printed = answer(&[&command[..], &["--format", "csv", "--lang", "vi"]].concat());
        let mut reader = csv::Reader::from_reader(&printed[..]);
        let heading = reader.headers().unwrap().clone();
        let points = heading.iter().position(|name| name == "points").unwrap();
        let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
        assert!(rows.len() > 20, "{command:?}");
        for row in rows {
            assert!(
                row[points].is_empty() || par_index::quantity::Exact::parse(&row[points]).is_some(),
                "{row:?}"
            );
        }
    }
}

#[test]
fn the_columns_of_the_league_table_are_the_promised_ones() {
    let printed = said(&answer(&["--format", "csv"]));
    insta::assert_snapshot!(
        "columns_of_csv",
        printed.lines().take(2).collect::<Vec<_>>().join("\n")
    );
}

#[cfg(feature = "parquet")]
#[test]
fn a_parquet_file_holds_the_table_of_the_csv_with_decimals_as_decimals() {
    use polars::prelude::{DataType, ParquetReader, SerReader as _};
    let here = folder(&[]);
    for command in commands() {
        let out = here.path().join("table.parquet");
        answer(&[&command[..], &["--out", out.to_str().unwrap()]].concat());
        let frame = ParquetReader::new(fs::File::open(&out).unwrap()).finish().unwrap();
        let printed = answer(&[&command[..], &["--format", "csv"]].concat());
        let mut reader = csv::Reader::from_reader(&printed[..]);
        let heading: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
        assert!(frame.get_column_names().into_iter().eq(&heading));
        assert_eq!(frame.height(), rows.len());
        for (k, column) in frame.columns().iter().enumerate() {
            let decimal = matches!(column.dtype(), DataType::Decimal(..));
            assert_eq!(
                decimal,
                column.name().contains("points")
                    || ["max", "percent", "lost"].contains(&column.name().as_str())
                    || column.name().starts_with("area."),
                "{}",
                column.name()
            );
            let texts = column.cast(&DataType::String).unwrap();
            for (text, row) in texts.str().unwrap().iter().zip(&rows) {
                let text = text.unwrap_or_default();
                let cut = if decimal && text.contains('.') {
                    text.trim_end_matches('0').trim_end_matches('.')
                } else {
                    text
                };
                assert_eq!(cut, &row[k], "{}", column.name());
            }
        }
    }
}
