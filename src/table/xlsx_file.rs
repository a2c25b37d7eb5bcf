//! XLSX, read only: every sheet a grid of texts, each cell at its row and column. A number comes as its shortest decimal text.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};

use super::{Grid, unreadable};
use crate::fault::{Fault, Place};

pub(super) fn sheets(file: &str, bytes: &[u8]) -> Result<Vec<Grid>, Fault> {
    let mut book: Xlsx<_> =
        Xlsx::new(Cursor::new(bytes)).map_err(|error| unreadable(file, error))?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(|error| unreadable(file, error))?;
        let (top, left) = range.start().unwrap_or_default();
        let named: std::sync::Arc<str> = format!("{file}#{name}").into();
        let rows = range.rows().zip(top..).map(|(row, down)| {
            let cell = |(cell, across): (&Data, u32)| {
                let place = Place { file: named.clone(), line: down + 1, column: across + 1 };
                (text(cell), place)
            };
            row.iter().zip(left..).map(cell).collect()
        });
        sheets.push(Grid { name: named.to_string(), rows: rows.collect() });
    }
    Ok(sheets)
}

fn text(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::Float(number) => decimal(*number),
        other => other.to_string().trim().to_owned(),
    }
}

/// The number as the spreadsheet shows it: fifteen digits at most, no exponent.
fn decimal(number: f64) -> String {
    let shortest = number.to_string();
    if shortest.bytes().filter(u8::is_ascii_digit).count() <= 15 {
        return shortest;
    }
    let whole = number.abs().to_string().find('.').unwrap_or(15);
    let text = format!("{number:.digits$}", digits = 15_usize.saturating_sub(whole));
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn a_sum_of_tenths_reads_as_it_is_shown() {
        assert_eq!(decimal(18.57), "18.57");
        assert_eq!(decimal(0.1 + 0.2), "0.3");
        assert_eq!(decimal(1_078_806.0), "1078806");
        assert_eq!(decimal(79.545_454_545_454_54), "79.5454545454545");
    }
}
