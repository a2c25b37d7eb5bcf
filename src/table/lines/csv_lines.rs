//! CSV in parts of a few megabytes, cut where a record ends; each part is parsed on its own thread.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::Arc;

use super::cell::Gathering;
use super::{Asked, Block, Part, places};
use crate::fault::{Fault, Faults, Place};
use crate::language::Message;
use crate::table::unreadable;

/// Bytes of one part.
const PART: usize = 2 << 20;
/// Lines of one block.
const BLOCK: usize = 1 << 15;
/// A record longer than this is a quote that nobody closed.
const LONGEST: usize = 64 << 20;

/// A CSV register that is being read.
pub(crate) struct CsvLines {
    file: File,
    shape: Arc<Shape>,
    /// What was read and not yet handed over.
    rest: Vec<u8>,
    line: u64,
    ended: bool,
}

/// What every part knows of its file.
struct Shape {
    name: Arc<str>,
    asked: Arc<[Asked]>,
    /// Where each column asked for stands.
    places: Vec<usize>,
    width: usize,
    mark: u8,
}

/// Whole records, and the line that they start on.
pub(crate) struct CsvPart {
    shape: Arc<Shape>,
    bytes: Vec<u8>,
    line: u64,
}

/// A part as it stands, cells between marks and line breaks.
pub(crate) struct Plain<'a> {
    pub bytes: &'a [u8],
    pub mark: u8,
    /// The line of the first.
    pub line: u64,
    /// For each column of the file, its place among those asked for.
    pub places: Vec<Option<usize>>,
}

/// Hears the cells of a record and the line that it starts on.
type Record<'a> = dyn FnMut(&mut dyn Iterator<Item = &[u8]>, u64) + 'a;

pub(super) fn open(
    path: &Path,
    asked: &Arc<[Asked]>,
    faults: &mut Faults,
) -> io::Result<Option<CsvLines>> {
    let mut file = File::open(path)?;
    let name: Arc<str> = path.display().to_string().into();
    let mut rest = Vec::new();
    let ended = read_more(&mut file, &mut rest)?;
    if rest.starts_with("\u{feff}".as_bytes()) {
        rest.drain(..3);
    }
    let head = rest.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let mark = if head.contains(&b';') && !head.contains(&b',') { b';' } else { b',' };
    let mut reader = parser(mark, &rest);
    let mut record = csv::ByteRecord::new();
    if let Err(error) = reader.read_byte_record(&mut record) {
        faults.add(unreadable(&name, error));
        return Ok(None);
    }
    let (bytes, line) = (reader.position().byte(), reader.position().line());
    let headings: Vec<String> =
        record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
    let head = Place { file: Arc::clone(&name), line: 1, column: 0 };
    let places = match places(&headings, asked, &head) {
        Ok(places) => places,
        Err(fault) => {
            faults.add(*fault);
            return Ok(None);
        }
    };
    rest.drain(..usize::try_from(bytes).unwrap_or(rest.len()).min(rest.len()));
    let shape =
        Arc::new(Shape { name, asked: Arc::clone(asked), places, width: headings.len(), mark });
    Ok(Some(CsvLines { file, shape, rest, line, ended }))
}

fn parser(mark: u8, bytes: &[u8]) -> csv::Reader<&[u8]> {
    let mut builder = csv::ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(mark).from_reader(bytes)
}

/// Reads another part's worth; whether the file ends here.
fn read_more(file: &mut File, rest: &mut Vec<u8>) -> io::Result<bool> {
    let before = rest.len();
    rest.reserve(PART + 1);
    file.by_ref().take(PART as u64).read_to_end(rest)?;
    Ok(rest.len() - before < PART)
}

impl CsvLines {
    pub fn next_parts(&mut self, most: usize) -> Result<Vec<Part>, Box<Fault>> {
        let mut parts = Vec::new();
        while parts.len() < most {
            match self.next_part()? {
                Some(part) => parts.push(Part::Csv(part)),
                None => break,
            }
        }
        Ok(parts)
    }

    fn next_part(&mut self) -> Result<Option<CsvPart>, Box<Fault>> {
        loop {
            let whole = if self.ended { Some(self.rest.len()) } else { None };
            let cut = whole.or_else(|| last_end(&self.rest, self.shape.mark));
            match cut {
                Some(0) => return Ok(None),
                Some(cut) => {
                    let rest = self.rest.split_off(cut);
                    let bytes = std::mem::replace(&mut self.rest, rest);
                    let line = self.line;
                    let breaks = memchr::memchr_iter(b'\n', &bytes).count();
                    self.line += u64::try_from(breaks).unwrap_or(0);
                    return Ok(Some(CsvPart { shape: Arc::clone(&self.shape), bytes, line }));
                }
                None if self.rest.len() > LONGEST => {
                    let line = u32::try_from(self.line).unwrap_or(u32::MAX);
                    let place = Place { file: Arc::clone(&self.shape.name), line, column: 0 };
                    let fault = Fault::new("table-unreadable", &place);
                    return Err(Box::new(fault.with("what", Message::new("register-quote-open"))));
                }
                None => {
                    let name = &self.shape.name;
                    let more = read_more(&mut self.file, &mut self.rest);
                    self.ended = more.map_err(|error| Box::new(unreadable(name, error)))?;
                }
            }
        }
    }
}

/// Behind the last line break that ends a record; nothing when there is none but in quotes.
fn last_end(bytes: &[u8], mark: u8) -> Option<usize> {
    if bytes.len() < PART { None } else { end_of_records(bytes, mark) }
}

fn end_of_records(bytes: &[u8], mark: u8) -> Option<usize> {
    let last = |from: usize, to: usize| {
        let at = memchr::memrchr(b'\n', bytes.get(from..to)?)?;
        Some(from + at + 1)
    };
    // a quote opens only at the start of a cell; one right behind a closing one opens again
    let (mut quoted, mut plain, mut cut) = (false, 0, None);
    for at in memchr::memchr_iter(b'"', bytes) {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        if quoted {
            (quoted, plain) = (false, at + 1);
        } else if at == plain || before.is_some_and(|byte| [mark, b'\n', b'\r'].contains(byte)) {
            cut = last(plain, at).or(cut);
            quoted = true;
        }
    }
    if quoted { cut } else { last(plain, bytes.len()).or(cut) }
}

impl CsvPart {
    pub fn blocks(&self, each: &mut dyn FnMut(Block)) -> Result<(), Box<Fault>> {
        let shape = &*self.shape;
        let mut reader = parser(shape.mark, &self.bytes);
        let mut record = csv::ByteRecord::new();
        let mut growing = Growing::new(&shape.asked);
        loop {
            let more = reader
                .read_byte_record(&mut record)
                .map_err(|error| Box::new(unreadable(&shape.name, error)))?;
            if !more || growing.lines.len() == BLOCK {
                each(growing.into_block(&shape.name));
                growing = Growing::new(&shape.asked);
            }
            if !more {
                return Ok(());
            }
            growing.take(&record, shape, self.line_of(&record));
        }
    }

    /// The file's name.
    pub fn name(&self) -> Arc<str> {
        Arc::clone(&self.shape.name)
    }

    /// The part as it stands; nothing where it has one column alone, in which an empty line is no record.
    pub fn plain(&self) -> Option<Plain<'_>> {
        let Shape { places: asked, width, mark, .. } = &*self.shape;
        if *width < 2 {
            return None;
        }
        let mut places = vec![None; *width];
        for (k, at) in asked.iter().enumerate() {
            *places.get_mut(*at)? = Some(k);
        }
        Some(Plain { bytes: &self.bytes, mark: *mark, line: self.line, places })
    }

    /// Hands over the cells asked for of every record, with the line that it starts on; a record of another length
    /// than the heading goes to `faults`.
    pub fn records(
        &self,
        each: &mut Record<'_>,
        faults: &mut Vec<Fault>,
    ) -> Result<(), Box<Fault>> {
        let shape = &*self.shape;
        let mut reader = parser(shape.mark, &self.bytes);
        let mut record = csv::ByteRecord::new();
        while reader
            .read_byte_record(&mut record)
            .map_err(|error| Box::new(unreadable(&shape.name, error)))?
        {
            let line = self.line_of(&record);
            if record.len() == shape.width {
                let at = |k: &usize| record.get(*k).unwrap_or_default();
                each(&mut shape.places.iter().map(at), line);
            } else {
                let line = u32::try_from(line).unwrap_or(u32::MAX);
                let place = Place { file: Arc::clone(&shape.name), line, column: 0 };
                let fault = Fault::new("csv-syntax", &place).with("cells", record.len());
                faults.push(fault.with("columns", shape.width));
            }
        }
        Ok(())
    }

    /// The line that a record starts on; its position may stand on line breaks before it.
    fn line_of(&self, record: &csv::ByteRecord) -> u64 {
        let (at, line) =
            record.position().map_or((0, 1), |position| (position.byte(), position.line()));
        let raw = usize::try_from(at).ok().and_then(|at| self.bytes.get(at..)).unwrap_or_default();
        let before = raw.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let breaks = before.filter(|byte| **byte == b'\n').count();
        self.line + line - 1 + u64::try_from(breaks).unwrap_or(0)
    }
}

/// A block while its records come in.
struct Growing {
    cells: Gathering,
    lines: Vec<u64>,
    faults: Vec<Fault>,
}

impl Growing {
    fn new(asked: &[Asked]) -> Self {
        Self { cells: Gathering::new(asked), lines: Vec::new(), faults: Vec::new() }
    }

    fn take(&mut self, record: &csv::ByteRecord, shape: &Shape, line: u64) {
        let fault = |name| {
            let line = u32::try_from(line).unwrap_or(u32::MAX);
            Fault::new(name, &Place { file: Arc::clone(&shape.name), line, column: 0 })
        };
        if record.len() != shape.width {
            let fault = fault("csv-syntax").with("cells", record.len());
            self.faults.push(fault.with("columns", shape.width));
            return;
        }
        let row = self.lines.len();
        let asked = shape.places.iter().map(|k| record.get(*k).unwrap_or_default());
        let texts: Option<Vec<&str>> = asked.map(|cell| std::str::from_utf8(cell).ok()).collect();
        let Some(texts) = texts else {
            self.faults.push(fault("bad-encoding"));
            return;
        };
        for (column, text) in texts.into_iter().enumerate() {
            self.cells.take(column, row, text);
        }
        self.lines.push(line);
    }

    fn into_block(self, file: &Arc<str>) -> Block {
        let block = self.cells.into_block(self.lines.len());
        Block { file: Arc::clone(file), each: self.lines, faults: self.faults, ..block }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same, byte by byte.
    fn plainly(bytes: &[u8], mark: u8) -> Option<usize> {
        let (mut quoted, mut opens, mut cut) = (false, true, None);
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b'"' if quoted => (quoted, opens) = (false, true),
                _ if quoted => {}
                b'"' if opens => quoted = true,
                b'\n' => (opens, cut) = (true, Some(at + 1)),
                byte => opens = *byte == mark || *byte == b'\r',
            }
        }
        cut
    }

    #[test]
    fn records_end_where_a_line_break_stands_in_no_quotes() {
        let mut state = 3_u64;
        for _ in 0..20_000 {
            let mut draw = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(99);
                (state >> 40) as usize
            };
            let bytes: Vec<u8> = (0..draw() % 24).map(|_| b"\"\"\n,;\ra"[draw() % 7]).collect();
            let said = String::from_utf8_lossy(&bytes);
            assert_eq!(end_of_records(&bytes, b','), plainly(&bytes, b','), "{said:?}");
        }
    }
}
