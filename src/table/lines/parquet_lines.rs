//! Parquet by row groups: of each only the columns asked for are read, and no more of them than a block at a time is unpacked.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use polars_parquet::parquet::metadata::FileMetadata;
use polars_parquet::parquet::read::read_metadata;

use super::pages::{Column, Unread};
use super::{Asked, Bad, Block, Part, places};
use crate::fault::{Fault, Faults, Place};
use crate::language::Message;
use crate::table::guarded::guarded;
use crate::table::unreadable;

/// Lines of one block: its columns stay in the cache.
const BLOCK: usize = 1 << 12;
/// A column of a row group is a few megabytes; room for so much is made at once.
const LARGEST_READ: u64 = 64 << 20;

/// A Parquet register that is being read.
pub(crate) struct ParquetLines {
    shape: Arc<Shape>,
    next: usize,
    line: u64,
}

struct Shape {
    path: PathBuf,
    name: Arc<str>,
    asked: Arc<[Asked]>,
    places: Vec<usize>,
    metadata: FileMetadata,
}

/// One row group.
pub(crate) struct ParquetPart {
    shape: Arc<Shape>,
    group: usize,
    line: u64,
}

pub(super) fn open(
    path: &Path,
    asked: &Arc<[Asked]>,
    faults: &mut Faults,
) -> io::Result<Option<ParquetLines>> {
    let mut file = File::open(path)?;
    let name: Arc<str> = path.display().to_string().into();
    // the library does not refuse every damaged file: it panics on some
    let metadata = match guarded(|| read_metadata(&mut file)) {
        Some(Ok(metadata)) => metadata,
        Some(Err(error)) => {
            faults.add(unreadable(&name, error));
            return Ok(None);
        }
        None => {
            faults.add(*damaged(&name));
            return Ok(None);
        }
    };
    let leaves = metadata.schema_descr.columns().iter();
    let headings: Vec<String> = leaves
        .map(|leaf| leaf.path_in_schema.first().map_or_else(String::new, ToString::to_string))
        .collect();
    match places(&headings, asked, &Place::whole(&name)) {
        Ok(places) => {
            let (path, asked) = (path.to_owned(), Arc::clone(asked));
            let shape = Arc::new(Shape { path, name, asked, places, metadata });
            Ok(Some(ParquetLines { shape, next: 0, line: 2 }))
        }
        Err(fault) => {
            faults.add(*fault);
            Ok(None)
        }
    }
}

fn damaged(name: &str) -> Box<Fault> {
    let fault = Fault::new("table-unreadable", &Place::whole(name));
    Box::new(fault.with("what", Message::new("table-damaged")))
}

impl ParquetLines {
    /// All that is left: a row group costs nothing before it is read.
    pub fn next_parts(&mut self) -> Vec<Part> {
        let mut parts = Vec::new();
        while let Some(group) = self.shape.metadata.row_groups.get(self.next) {
            let shape = Arc::clone(&self.shape);
            parts.push(Part::Parquet(ParquetPart { shape, group: self.next, line: self.line }));
            self.next += 1;
            self.line += u64::try_from(group.num_rows()).unwrap_or(0);
        }
        parts
    }
}

impl ParquetPart {
    pub fn blocks(&self, each: &mut dyn FnMut(Block)) -> Result<(), Box<Fault>> {
        let name = &self.shape.name;
        let read = guarded(|| self.read(each));
        read.ok_or_else(|| damaged(name))?.map_err(|unread| match unread {
            Unread::Damaged(what) => Box::new(unreadable(name, what)),
            Unread::Unknown(what) => {
                let fault = Fault::new("table-unreadable", &Place::whole(name));
                Box::new(fault.with("what", Message::new("register-encoding").with("what", what)))
            }
        })
    }

    fn read(&self, each: &mut dyn FnMut(Block)) -> Result<(), Unread> {
        let shape = &*self.shape;
        let failed = |error: io::Error| Unread::Damaged(error.to_string());
        let mut file = File::open(&shape.path).map_err(failed)?;
        let Some(group) = shape.metadata.row_groups.get(self.group) else {
            return Ok(());
        };
        let mut columns = Vec::new();
        for (asked, at) in shape.asked.iter().zip(&shape.places) {
            let lost = || Unread::Damaged("column".to_owned());
            let chunk = group.parquet_columns().get(*at).ok_or_else(lost)?;
            let range = chunk.byte_range();
            file.seek(SeekFrom::Start(range.start)).map_err(failed)?;
            let length = range.end.saturating_sub(range.start);
            // a damaged file may say any length
            let room = usize::try_from(length.min(LARGEST_READ)).unwrap_or(0);
            let mut bytes = Vec::with_capacity(room);
            (&mut file).take(length).read_to_end(&mut bytes).map_err(failed)?;
            columns.push(Column::new(bytes, chunk, asked.kind)?);
        }
        let mut done = 0;
        while done < group.num_rows() {
            let rows = BLOCK.min(group.num_rows() - done);
            let mut block = Block {
                rows,
                file: Arc::clone(&shape.name),
                first: self.line + u64::try_from(done).unwrap_or(0),
                ..Block::default()
            };
            for (k, column) in columns.iter_mut().enumerate() {
                block.columns.push(column.take(rows)?);
                let bad = column.bad.drain(..);
                block.bad.extend(bad.map(|(row, text)| Bad { row, column: k, text }));
            }
            each(block);
            done += rows;
        }
        Ok(())
    }
}
