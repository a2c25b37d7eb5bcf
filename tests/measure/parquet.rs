//! Registers in Parquet: counted as their CSV is, whichever way their pages are written, and never wrongly when damaged.

use std::path::Path;

use par_index::calendar::Day;
use par_index::measure::MeasureError;
use polars::prelude::{Column, DataFrame, DataType, ParquetWriter};

use super::{counted, figures, written};
use crate::bundled::{path, table};

#[test]
fn a_register_counts_the_same_as_csv_and_as_parquet() {
    let from = |file| counted(&[path(file)]).unwrap();
    let (csv, parquet) = (from("tests/measure/cases.csv"), from("tests/measure/cases.parquet"));
    assert_eq!(figures(&csv.readings[0]), figures(&parquet.readings[0]));
    let [(_, lines)] = parquet.readings[0].files.as_slice() else { panic!("one file") };
    assert_eq!(*lines, 2000);
}

/// Columns in which every cell is given and each value stands once, days as texts and as days; then with texts of nothing.
#[test]
fn a_register_counts_the_same_when_parquet_has_each_value_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut rows = table(&path("tests/measure/cases.csv"));
    let head = rows.remove(0);
    rows.retain(|row| !row[4].is_empty());
    let both = |rows: &[Vec<String>]| {
        let lines: Vec<String> = rows.iter().map(|row| row.join(",") + "\n").collect();
        let csv = written(folder.path(), "cases.csv", &lines);
        let parquet = folder.path().join("cases.parquet");
        write_parquet(&parquet, &head, rows);
        [csv, parquet].map(|file| counted(&[file]))
    };
    let [csv, parquet] = both(&rows).map(Result::unwrap);
    assert_eq!(figures(&csv.readings[0]), figures(&parquet.readings[0]));

    rows.iter_mut().step_by(5).for_each(|row| row[5].clear());
    let [csv, parquet] = both(&rows).map(|counted| {
        let Err(MeasureError::Faulty(faults)) = counted else { panic!("an empty cell counted") };
        faults.to_string().lines().filter(|line| line.contains("cell-empty")).count()
    });
    assert!(csv > 0 && csv == parquet, "{csv} empty cells, {parquet} of Parquet");
}

/// The fourth column as days, the others as texts.
fn write_parquet(file: &Path, head: &[String], rows: &[Vec<String>]) {
    let column = |k: usize| {
        let (name, texts) = (head[k].as_str().into(), rows.iter().map(|row| row[k].as_str()));
        if k != 3 {
            return Column::new(name, texts.collect::<Vec<&str>>());
        }
        let days = texts.map(|text| i32::try_from(Day::parse(text).unwrap().number()).unwrap());
        Column::new(name, days.collect::<Vec<i32>>()).cast(&DataType::Date).unwrap()
    };
    let mut frame = DataFrame::new_infer_height((0..head.len()).map(column).collect()).unwrap();
    ParquetWriter::new(std::fs::File::create(file).unwrap()).finish(&mut frame).unwrap();
}

#[test]
fn parquet_with_bytes_changed_is_counted_or_at_fault_and_breaks_nothing() {
    let bytes = std::fs::read(path("tests/measure/cases.parquet")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("changed.parquet");
    for at in (0..bytes.len()).step_by(211) {
        let mut changed = bytes.clone();
        changed[at] ^= 0x55;
        std::fs::write(&file, changed).unwrap();
        match counted(std::slice::from_ref(&file)) {
            Ok(measured) => assert!(measured.readings[0].files[0].1 <= 2000),
            Err(MeasureError::Faulty(faults)) => assert!(faults.is_faulty()),
            Err(error) => panic!("{error}"),
        }
    }
}

#[test]
fn damaged_parquet_is_a_fault_and_never_a_wrong_count() {
    let bytes = std::fs::read(path("tests/measure/cases.parquet")).unwrap();
    let whole = counted(&[path("tests/measure/cases.parquet")]).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cut.parquet");
    for length in [0, 3, 100, bytes.len() / 2, bytes.len() - 9, bytes.len() - 1] {
        std::fs::write(&file, &bytes[..length]).unwrap();
        let MeasureError::Faulty(faults) = counted(std::slice::from_ref(&file)).unwrap_err() else {
            panic!("no fault");
        };
        assert_eq!(faults.iter().next().unwrap().name(), "table-unreadable");
    }
    assert!(!whole.readings[0].tallies.is_empty());
}
