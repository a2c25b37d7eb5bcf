//! CSV to typed columns: plain cells at once, the odd ones handed on as texts.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

use super::keys::Gathering;
use super::{Figures, Kind, Rows, Wanted};
use crate::column::{Bits, Column};
use crate::fault::{Fault, Faults};
use crate::table::lines::{CsvPart, iso};
use crate::table::unreadable;

/// The headings of a CSV file.
pub(super) fn headings(path: &Path, faults: &mut Faults) -> io::Result<Option<Vec<String>>> {
    let name = path.display().to_string();
    let mut reader = io::BufReader::new(File::open(path)?);
    let mut head = Vec::new();
    io::BufRead::read_until(&mut reader, b'\n', &mut head)?;
    let head = head.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&head);
    let mark = if head.contains(&b';') && !head.contains(&b',') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(mark).from_reader(head);
    let mut record = csv::StringRecord::new();
    if let Err(error) = reader.read_record(&mut record) {
        faults.add(unreadable(&name, error));
        return Ok(None);
    }
    Ok(Some(record.iter().map(str::to_owned).collect()))
}

/// One column while its cells come in.
enum Growing {
    Keys(Gathering),
    Cells { kind: Kind, given: Vec<u8>, counts: Vec<i32>, odd: Vec<(usize, String)> },
}

/// The columns of a part.
pub(super) fn read(part: &CsvPart, wanted: &Arc<[Wanted]>) -> Result<Rows, Box<Fault>> {
    let growing = |one: &Wanted| match one.kind {
        Kind::Key => Growing::Keys(Gathering::default()),
        kind => Growing::Cells { kind, given: Vec::new(), counts: Vec::new(), odd: Vec::new() },
    };
    let mut columns: Vec<Growing> = wanted.iter().map(growing).collect();
    let mut rows = Rows { file: part.name(), ..Rows::default() };
    let mut faults = Vec::new();
    part.records(
        &mut |cells, line| {
            for (column, cell) in columns.iter_mut().zip(cells) {
                column.take(rows.rows, cell);
            }
            rows.each.push(line);
            rows.rows += 1;
        },
        &mut faults,
    )?;
    for column in columns {
        match column {
            Growing::Keys(keys) => rows.keys.push(keys.into_keys()),
            Growing::Cells { kind, given, counts, odd } => {
                rows.figures.push(Figures { column: column_of(kind, &given, counts), odd });
            }
        }
    }
    rows.faults = faults;
    Ok(rows)
}

fn column_of(kind: Kind, given: &[u8], counts: Vec<i32>) -> Column {
    let bits = Bits::of_bytes(given);
    if kind != Kind::Bit {
        return Column::of_wholes(bits, counts);
    }
    let ones: Vec<u8> = counts.iter().map(|count| u8::from(*count != 0)).collect();
    Column::of_bits(counts.len(), bits, Bits::of_bytes(&ones))
}

impl Growing {
    fn take(&mut self, row: usize, cell: &[u8]) {
        match self {
            Self::Keys(keys) => keys.take(&String::from_utf8_lossy(cell)),
            Self::Cells { kind, given, counts, odd } => {
                let cell = cell.trim_ascii();
                let count = if cell.is_empty() { None } else { kind.read(cell) };
                given.push(u8::from(count.is_some()));
                counts.push(count.unwrap_or_default());
                if count.is_none() && !cell.is_empty() {
                    odd.push((row, String::from_utf8_lossy(cell).into_owned()));
                }
            }
        }
    }
}

impl Kind {
    /// The count that a cell plainly gives.
    #[inline]
    fn read(self, cell: &[u8]) -> Option<i32> {
        match (self, cell) {
            (Self::Bit, b"true" | b"1") => Some(1),
            (Self::Bit, b"false" | b"0") => Some(0),
            (Self::Number, digits) if digits.len() <= 9 => {
                digits.iter().try_fold(0, |sum, byte| {
                    byte.is_ascii_digit().then(|| sum * 10 + i32::from(byte - b'0'))
                })
            }
            (Self::Day, day) => iso(day),
            _ => None,
        }
    }
}
