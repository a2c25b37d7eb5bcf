//! XLSX and ODS, read only: every sheet a grid of texts, each cell at its row and column. A number comes as its shortest
//! decimal text, a day as its date.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, Ods, Range, Reader, StyleRange, Xlsx};

use super::{Book, Grid, unreadable};
use crate::fault::{Fault, Place};

/// The sheets of an XLSX file, numbers as they are stored.
pub(super) fn sheets(file: &str, bytes: &[u8]) -> Result<Vec<Grid>, Fault> {
    let mut book: Xlsx<_> =
        Xlsx::new(Cursor::new(bytes)).map_err(|error| unreadable(file, error))?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(|error| unreadable(file, error))?;
        sheets.push(grid(file, &name, &range, None, decimal));
    }
    Ok(sheets)
}

/// A workbook with its hidden sheets and names.
pub(super) fn book(file: &str, bytes: &[u8]) -> Result<Book, Fault> {
    let is_ods = file.to_lowercase().ends_with(".ods");
    if is_ods {
        let book = Ods::new(Cursor::new(bytes)).map_err(|error| unreadable(file, error))?;
        read(file, book)
    } else {
        let book = Xlsx::new(Cursor::new(bytes)).map_err(|error| unreadable(file, error))?;
        read(file, book)
    }
}

fn read<'a, R: Reader<Cursor<&'a [u8]>>>(file: &str, mut book: R) -> Result<Book, Fault>
where
    R::Error: std::fmt::Display,
{
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(|error| unreadable(file, error))?;
        // only XLSX tells its styles
        let styles = book.worksheet_style(&name).ok();
        sheets.push(grid(file, &name, &range, styles.as_ref(), unmistakable));
    }
    Ok(Book { sheets, names: book.defined_names().to_vec() })
}

fn grid(
    file: &str,
    name: &str,
    range: &Range<Data>,
    styles: Option<&StyleRange>,
    number: fn(f64) -> String,
) -> Grid {
    let (top, left) = range.start().unwrap_or_default();
    let named: Arc<str> = format!("{file}#{name}").into();
    let is_percent = |row: u32, column: u32| {
        let format = styles.and_then(|styles| styles.get((row, column))?.number_format.as_ref());
        format.is_some_and(|format| format.format_code.contains('%'))
    };
    let rows = range.rows().zip(top..).map(|(row, down)| {
        let cell = |(cell, across): (&Data, u32)| {
            let place = Place { file: Arc::clone(&named), line: down + 1, column: across + 1 };
            match cell {
                Data::Float(number) if is_percent(down, across) => (percent(*number), place),
                Data::Int(number) if is_percent(down, across) => {
                    (format!("{}%", number.saturating_mul(100)), place)
                }
                Data::Float(float) => (number(*float), place),
                cell => (text(cell), place),
            }
        };
        row.iter().zip(left..).map(cell).collect()
    });
    Grid { name: named.to_string(), rows: rows.collect() }
}

fn text(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::Float(number) => decimal(*number),
        Data::DateTime(day) if day.is_datetime() => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTimeIso(day) => day.split('T').next().unwrap_or_default().to_owned(),
        other => other.to_string().trim().to_owned(),
    }
}

/// The percent that a cell formatted so shows: 0.855 is `85.5%`. The point moves in the text, not in the number.
fn percent(number: f64) -> String {
    let text = decimal(number);
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let moved = format!("{part:0<2}");
    let (more, rest) = moved.split_at_checked(2).unwrap_or((&moved, ""));
    let whole = format!("{whole}{more}");
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    let mark = if rest.is_empty() { "" } else { "." };
    format!("{sign}{whole}{mark}{rest}%")
}

/// The same for figures: 93.281 is no thousands, for the cell holds a number and no text.
fn unmistakable(number: f64) -> String {
    let text = decimal(number);
    match text.split_once('.') {
        Some((_, part)) if part.len() == 3 => format!("{text}0"),
        _ => text,
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
    use super::{decimal, percent, unmistakable};

    #[test]
    fn a_sum_of_tenths_reads_as_it_is_shown() {
        assert_eq!(decimal(18.57), "18.57");
        assert_eq!(decimal(0.1 + 0.2), "0.3");
        assert_eq!(decimal(1_078_806.0), "1078806");
        assert_eq!(decimal(79.545_454_545_454_54), "79.5454545454545");
    }

    #[test]
    fn a_number_with_three_decimals_is_not_taken_for_thousands() {
        assert_eq!(unmistakable(93.281), "93.2810");
        assert_eq!(unmistakable(93.28), "93.28");
        assert_eq!(unmistakable(93_281.0), "93281");
    }

    #[test]
    fn a_cell_formatted_as_percent_reads_as_it_is_shown() {
        assert_eq!(percent(0.855), "85.5%");
        assert_eq!(percent(1.0), "100%");
        assert_eq!(percent(0.07), "7%");
        assert_eq!(percent(0.000_5), "0.05%");
        assert_eq!(percent(-0.5), "-50%");
        assert_eq!(percent(0.0), "0%");
    }
}
