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
    let mut table = None;
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Some(table.unwrap_or_else(|| Table::of(file, Vec::new()))),
            Err(error) => {
                faults.add(unreadable(&file, error));
                return None;
            }
        }
        let starts = starts(&record, text, mark);
        let mut starts = starts.into_iter().chain(std::iter::repeat((0, 0)));
        let at = |line, column| Place { file: Arc::clone(&file), line, column };
        let Some(table) = &mut table else {
            let named =
                |(name, (line, column)): (&str, _)| (name.trim().to_owned(), at(line, column));
            table =
                Some(Table::of(Arc::clone(&file), record.iter().zip(starts).map(named).collect()));
            continue;
        };
        if record.len() == table.columns().len() {
            let cell = |(text, (line, column))| (text, line, column);
            table.push(record.iter().zip(starts).map(cell));
            continue;
        }
        let place =
            starts.next().map_or_else(|| Place::whole(&file), |(line, column)| at(line, column));
        let fault = Fault::new("csv-syntax", &place).with("cells", record.len());
        faults.add(fault.with("columns", table.columns().len()));
    }
}

/// The line and column at which each cell of a record starts.
fn starts(record: &csv::StringRecord, text: &str, mark: u8) -> Vec<(u32, u32)> {
    let start = record.position().map_or((0, 1), |position| (position.byte(), position.line()));
    let raw = usize::try_from(start.0).ok().and_then(|at| text.get(at..)).unwrap_or_default();
    // the position may stand on line breaks before the record
    let skipped = raw.len() - raw.trim_start_matches(['\r', '\n']).len();
    let breaks = raw.bytes().take(skipped).filter(|byte| *byte == b'\n').count();
    let line = u32::try_from(start.1)
        .unwrap_or(u32::MAX)
        .saturating_add(u32::try_from(breaks).unwrap_or(0));
    let mut starts = starts_of_first(raw.get(skipped..).unwrap_or_default(), mark);
    starts.iter_mut().for_each(|(down, _)| *down = line.saturating_add(*down));
    starts
}

/// Where each cell of the first record in `raw` starts: lines down, and the column in characters.
/// A quote opens only at the start of a cell; one right behind a closing one opens again.
fn starts_of_first(raw: &str, mark: u8) -> Vec<(u32, u32)> {
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
