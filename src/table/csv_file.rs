//! CSV in UTF-8, with comma or semicolon; every cell knows its line and column.

use std::sync::Arc;

use super::{Columns, Table, Written, unreadable};
use crate::document::utf8;
use crate::fault::{Fault, Faults, Place};
use crate::quantity::{Mode, Rounding};

pub(super) fn read(file: &str, bytes: &[u8], faults: &mut Faults) -> Option<Table> {
    let text = utf8(file, bytes, faults)?.trim_start_matches('\u{feff}');
    let head = text.lines().find(|line| !line.is_empty()).unwrap_or_default();
    let mark = if head.contains(';') && !head.contains(',') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(mark)
        .from_reader(text.as_bytes());
    let file: Arc<str> = file.into();
    let mut table = Table::default();
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Some(table),
            Err(error) => {
                faults.add(unreadable(&file, error));
                return None;
            }
        }
        let cells = cells(&record, text, mark, &file);
        if table.columns.is_empty() {
            table.columns =
                cells.into_iter().map(|(name, place)| (name.trim().to_owned(), place)).collect();
        } else if cells.len() != table.columns.len() {
            let place =
                cells.first().map_or_else(|| Place::whole(&file), |(_, place)| place.clone());
            let fault = Fault::new("csv-syntax", &place).with("cells", cells.len());
            faults.add(fault.with("columns", table.columns.len()));
        } else {
            table.rows.push(cells);
        }
    }
}

fn cells(
    record: &csv::StringRecord,
    text: &str,
    mark: u8,
    file: &Arc<str>,
) -> Vec<(String, Place)> {
    let start = record.position().map_or((0, 1), |position| (position.byte(), position.line()));
    let raw = usize::try_from(start.0).ok().and_then(|at| text.get(at..)).unwrap_or_default();
    // the position may stand on line breaks before the record
    let skipped = raw.len() - raw.trim_start_matches(['\r', '\n']).len();
    let breaks = raw.bytes().take(skipped).filter(|byte| *byte == b'\n').count();
    let line = u32::try_from(start.1)
        .unwrap_or(u32::MAX)
        .saturating_add(u32::try_from(breaks).unwrap_or(0));
    let mut columns = starts(raw.get(skipped..).unwrap_or_default(), mark).into_iter();
    let cell = |text: &str| {
        let (down, column) = columns.next().unwrap_or((0, 0));
        (text.to_owned(), Place { file: Arc::clone(file), line: line + down, column })
    };
    record.iter().map(cell).collect()
}

/// Where each cell of the first record in `raw` starts: lines down, and the column in characters.
/// A quote opens only at the start of a cell; one right behind a closing one opens again.
fn starts(raw: &str, mark: u8) -> Vec<(u32, u32)> {
    let mut starts = vec![(0, 1)];
    let (mut quoted, mut opens, mut down, mut column) = (false, true, 0, 0);
    for letter in raw.chars() {
        column += 1;
        let parts = letter == char::from(mark) && !quoted;
        match letter {
            '"' if quoted || opens => quoted = !quoted,
            '\n' | '\r' if !quoted => break,
            '\n' => (down, column) = (down + 1, 0),
            _ if parts => starts.push((down, column + 1)),
            _ => {}
        }
        opens = parts || (letter == '"' && !quoted);
    }
    starts
}

pub(super) fn write(columns: &Columns) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
    let rows = columns.iter().map(|(_, column)| column.len()).max().unwrap_or_default();
    // writing to memory cannot fail
    let _ = writer.write_record(&head);
    for row in 0..rows {
        let _ = writer.write_record(columns.iter().map(|(_, column)| column.text(row)));
    }
    writer.into_inner().unwrap_or_default()
}

impl Written {
    fn text(&self, row: usize) -> String {
        match self {
            Self::Words(cells) => cells.get(row).cloned().flatten().unwrap_or_default(),
            Self::Shared(cells) => cells.get(row).map(ToString::to_string).unwrap_or_default(),
            Self::Whole(cells) => {
                cells.get(row).copied().flatten().map_or_else(String::new, |n| n.to_string())
            }
            Self::Decimal(cells, digits) => {
                let rounding = Rounding { digits: *digits, mode: Mode::HalfUp };
                let cell = cells.get(row).and_then(Option::as_ref);
                cell.map_or_else(String::new, |number| number.to_decimal_within(rounding))
            }
        }
    }
}
