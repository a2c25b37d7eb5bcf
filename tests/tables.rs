//! Tables for programs: the columns written are those that the page documents, in every form, with the types it says.

use par_index::report::Table;
use par_index::{Language, Report};
use serde_json::Value;

use crate::bundled::{path, text};
use crate::road::Year;

const TABLES: [Table; 6] =
    [Table::Standings, Table::Areas, Table::Items, Table::ItemsWide, Table::Changes, Table::Losses];

/// The columns of a table by the page, with their types.
fn documented(table: Table) -> Vec<(String, String)> {
    let page = text(&path("docs/tables.md"));
    let section = page.split(&format!("\n## {}\n", table.name())).nth(1).unwrap().to_owned();
    let section = section.split("\n## ").next().unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.map(|row| {
        let (name, rest) = row.split_once("` | ").unwrap();
        (name.to_owned(), rest.split_once(" |").unwrap().0.to_owned())
    })
    .collect()
}

/// The documented column that a written one is: `item.<id>` stands for `item.1.1`.
fn named<'a>(documented: &'a [(String, String)], column: &str) -> &'a (String, String) {
    let is = |name: &str| match name.strip_suffix("<id>") {
        Some(start) => column.strip_prefix(start).is_some_and(|id| !id.is_empty()),
        None => name == column,
    };
    documented.iter().find(|(name, _)| is(name)).unwrap_or_else(|| panic!("{column}"))
}

fn round(with: impl Fn(&Report<'_>)) {
    let earlier = Year::bundled("lam-giang/2022", "lam-giang/2022");
    let later = Year::bundled("lam-giang/2023", "lam-giang/2023");
    let (later, comparison) = later.following(&earlier);
    with(&later.report(Some(&comparison), Language::Vietnamese));
}

#[test]
fn the_columns_written_are_the_documented_ones_in_their_order() {
    round(|report| {
        for table in TABLES {
            let documented = documented(table);
            let csv = report.table_csv(table);
            let mut reader = csv::Reader::from_reader(&csv[..]);
            let written = reader.headers().unwrap().clone();
            let mut named: Vec<&String> =
                written.iter().map(|column| &named(&documented, column).0).collect();
            let pairs = if table == Table::ItemsWide { 2 } else { 1 };
            assert_eq!(
                named.len() > documented.len(),
                documented.iter().any(|(name, _)| name.ends_with('>'))
            );
            named.truncate(documented.len() - pairs + 1);
            let wanted: Vec<&String> =
                documented.iter().map(|(name, _)| name).take(named.len()).collect();
            assert_eq!(named, wanted, "{}", table.name());
        }
    });
}

#[test]
fn a_cell_of_json_has_the_documented_type_and_the_text_of_the_csv() {
    round(|report| {
        for table in TABLES {
            let documented = documented(table);
            let json: Value = serde_json::from_str(&report.table_json(table)).unwrap();
            assert_eq!((&json["format"], &json["table"]), (&1.into(), &table.name().into()));
            let csv = report.table_csv(table);
            let mut reader = csv::Reader::from_reader(&csv[..]);
            let heading = reader.headers().unwrap().clone();
            let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
            assert_eq!(json["rows"].as_array().unwrap().len(), rows.len());
            for (object, row) in json["rows"].as_array().unwrap().iter().zip(&rows) {
                for (column, cell) in heading.iter().zip(row) {
                    let kind = named(&documented, column).1.as_str();
                    match (&object[column], kind) {
                        (Value::Null, _) => assert_eq!(cell, ""),
                        (Value::Number(number), "whole") => assert_eq!(number.to_string(), cell),
                        (Value::String(text), "words") => assert_eq!(text, cell),
                        (Value::String(text), "decimal") => {
                            assert!(text == cell || text.len() > 12, "{column}: {text} {cell}");
                        }
                        other => panic!("{column}: {other:?}"),
                    }
                }
            }
        }
    });
}

#[cfg(feature = "parquet")]
#[test]
fn a_column_of_parquet_has_the_documented_type() {
    use polars::prelude::{DataType, ParquetReader, SerReader as _};
    round(|report| {
        for table in TABLES {
            let documented = documented(table);
            let parquet = report.table_parquet(table).unwrap();
            assert!(parquet == report.table_parquet(table).unwrap());
            let frame = ParquetReader::new(std::io::Cursor::new(parquet)).finish().unwrap();
            for column in frame.columns() {
                let wanted = match named(&documented, column.name()).1.as_str() {
                    "decimal" => DataType::Decimal(38, 10),
                    "whole" => DataType::Int64,
                    _ => DataType::String,
                };
                assert_eq!(*column.dtype(), wanted, "{} {}", table.name(), column.name());
            }
        }
    });
}
