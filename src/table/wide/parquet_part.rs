//! Parquet to typed columns, a row group at a time: polars decodes, and what it decoded becomes columns.

use std::fs::File;
use std::io::{self, Cursor, Read as _, Seek as _, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use polars_arrow::datatypes::{ArrowDataType, ArrowSchema};
use polars_parquet::parquet::metadata::{ColumnChunkMetadata, FileMetadata};
use polars_parquet::parquet::read::{BasicDecompressor, PageReader, read_metadata};
use polars_parquet::read::{column_iter_to_arrays, infer_schema};

use super::arrays::{figures, keys};
use super::{Figures, Kind, Rows, Wanted};
use crate::fault::{Fault, Faults, Place};
use crate::language::Message;
use crate::parallel::in_ranges;
use crate::table::guarded::guarded;
use crate::table::unreadable;

/// Pages are a megabyte or so; one that says it is larger than this is damaged.
const LARGEST_PAGE: usize = 1 << 30;
/// Columns that one thread decodes at a time.
const TOGETHER: usize = 12;
/// Row groups are read together while they have no more rows than this.
const FEW_ROWS: usize = 1 << 10;

/// A Parquet file that is being read.
pub(crate) struct Groups {
    shape: Arc<Shape>,
    next: usize,
    line: u64,
}

struct Shape {
    path: PathBuf,
    name: Arc<str>,
    wanted: Vec<Wanted>,
    /// Where each column wanted stands.
    places: Vec<usize>,
    metadata: FileMetadata,
    schema: ArrowSchema,
}

/// Row groups that are read together.
pub(crate) struct Group {
    shape: Arc<Shape>,
    groups: Range<usize>,
    rows: usize,
    line: u64,
}

/// What a column of a row group comes to.
enum Read {
    Keys(super::Keys),
    Figures(Figures),
}

/// What a file says of itself.
pub(super) struct Metadata(FileMetadata);

impl Metadata {
    pub fn read(path: &Path, faults: &mut Faults) -> io::Result<Option<Self>> {
        let mut file = File::open(path)?;
        let name = path.display().to_string();
        // the library does not refuse every damaged file: it panics on some
        match guarded(|| read_metadata(&mut file)) {
            Some(Ok(metadata)) => return Ok(Some(Self(metadata))),
            Some(Err(error)) => faults.add(unreadable(&name, error)),
            None => faults.add(*damaged(&name)),
        }
        Ok(None)
    }

    /// The headings.
    pub fn headings(&self) -> Vec<String> {
        let leaves = self.0.schema_descr.columns().iter();
        let first = |name: Option<&_>| name.map_or_else(String::new, ToString::to_string);
        leaves.map(|leaf| first(leaf.path_in_schema.first())).collect()
    }
}

/// The columns wanted of a file.
pub(super) fn open(
    metadata: Metadata,
    path: &Path,
    wanted: Vec<Wanted>,
    faults: &mut Faults,
) -> Option<Groups> {
    let heads = metadata.headings();
    let Metadata(metadata) = metadata;
    let name: Arc<str> = path.display().to_string().into();
    let schema = match infer_schema(&metadata) {
        Ok(schema) => schema,
        Err(error) => {
            faults.add(unreadable(&name, error));
            return None;
        }
    };
    let at = |one: &Wanted| heads.iter().position(|head| head.trim() == one.heading);
    let places = wanted.iter().filter_map(at).collect();
    let path = path.to_owned();
    let shape = Shape { path, name, wanted, places, metadata, schema };
    Some(Groups { shape: Arc::new(shape), next: 0, line: 2 })
}

fn damaged(name: &str) -> Box<Fault> {
    let fault = Fault::new("table-unreadable", &Place::whole(name));
    Box::new(fault.with("what", Message::new("table-damaged")))
}

impl Groups {
    /// Whether the column wanted at this place holds whole numbers of 32 bits or fewer.
    pub fn is_whole(&self, wanted: usize) -> bool {
        use ArrowDataType::{Int8, Int16, Int32, UInt8, UInt16};
        let at = self.shape.places.get(wanted);
        let field = at.and_then(|at| self.shape.schema.get_at_index(*at));
        field.is_some_and(|(_, field)| matches!(field.dtype, Int8 | Int16 | Int32 | UInt8 | UInt16))
    }

    /// The next part: it costs nothing before it is read.
    pub fn next(&mut self) -> Option<Group> {
        let start = self.next;
        let line = self.line;
        let mut rows = 0_usize;
        while let Some(group) = self.shape.metadata.row_groups.get(self.next) {
            let more = rows.saturating_add(group.num_rows());
            if self.next > start && more > FEW_ROWS {
                break;
            }
            rows = more;
            self.next += 1;
        }
        self.line = line.saturating_add(u64::try_from(rows).unwrap_or(0));
        let group = Group { shape: Arc::clone(&self.shape), groups: start..self.next, rows, line };
        (self.next > start).then_some(group)
    }
}

impl Group {
    /// Reads the row groups, their columns on all threads.
    pub fn read(&self) -> Result<Rows, Box<Fault>> {
        let Self { shape, rows, .. } = self;
        let read = in_ranges(shape.places.len(), TOGETHER, |range| {
            let read = guarded(|| self.columns(range));
            read.ok_or_else(|| damaged(&shape.name))?
                .map_err(|what| Box::new(unreadable(&shape.name, what)))
        });
        let mut all = Rows {
            rows: *rows,
            file: Arc::clone(&shape.name),
            first: self.line,
            ..Rows::default()
        };
        for read in read {
            for column in read? {
                match column {
                    Read::Keys(keys) => all.keys.push(keys),
                    Read::Figures(figures) => all.figures.push(figures),
                }
            }
        }
        Ok(all)
    }

    fn columns(&self, range: Range<usize>) -> Result<Vec<Read>, String> {
        let shape = &*self.shape;
        let groups = shape.metadata.row_groups.get(self.groups.clone()).unwrap_or_default();
        let wanted = shape.wanted.get(range.clone()).unwrap_or_default();
        let places = shape.places.get(range).unwrap_or_default();
        let chunks = |at: &usize| -> Option<Vec<&ColumnChunkMetadata>> {
            groups.iter().map(|group| group.parquet_columns().get(*at)).collect()
        };
        let chunks: Vec<_> = places.iter().map(chunks).collect::<Option<_>>().ok_or("column")?;
        let bytes = Bytes::read(&shape.path, chunks.iter().flatten());
        let bytes = bytes.map_err(|error| error.to_string())?;
        let all = wanted.iter().zip(places).zip(&chunks);
        all.map(|((one, at), chunks)| self.column(one, *at, chunks, &bytes)).collect()
    }

    fn column(
        &self,
        one: &Wanted,
        at: usize,
        chunks: &[&ColumnChunkMetadata],
        bytes: &Bytes,
    ) -> Result<Read, String> {
        let (_, field) = self.shape.schema.get_at_index(at).ok_or("column")?;
        let mut arrays = Vec::new();
        for chunk in chunks {
            let bytes = Cursor::new(bytes.of(chunk).to_vec().into());
            let reader = PageReader::new(bytes, chunk, Vec::new(), LARGEST_PAGE);
            let pages = BasicDecompressor::new(reader, Vec::new());
            let kind = &chunk.descriptor().descriptor.primitive_type;
            let read = column_iter_to_arrays(vec![pages], vec![kind], field.clone(), None);
            arrays.extend(read.map_err(|error| error.to_string())?.0);
        }
        let length: usize = arrays.iter().map(|array| array.len()).sum();
        if length != self.rows {
            return Err(format!("{length} ≠ {}", self.rows));
        }
        Ok(match one.kind {
            Kind::Key => Read::Keys(keys(&arrays)?),
            kind => Read::Figures(figures(kind, &arrays)?),
        })
    }
}

/// What a file holds of some columns, fetched at once where they stand side by side.
struct Bytes(Vec<(u64, Vec<u8>)>);

impl Bytes {
    fn read<'a>(
        path: &Path,
        chunks: impl Iterator<Item = &'a &'a ColumnChunkMetadata>,
    ) -> io::Result<Self> {
        let mut ranges: Vec<_> = chunks.map(|chunk| chunk.byte_range()).collect();
        ranges.sort_unstable_by_key(|range| range.start);
        ranges.dedup_by(|next, last| {
            let joins = next.start <= last.end;
            last.end = if joins { last.end.max(next.end) } else { last.end };
            joins
        });
        let mut file = File::open(path)?;
        let fetch = |range: Range<u64>| {
            file.seek(SeekFrom::Start(range.start))?;
            let length = range.end.saturating_sub(range.start);
            let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
            (&mut file).take(length).read_to_end(&mut bytes)?;
            Ok((range.start, bytes))
        };
        ranges.into_iter().map(fetch).collect::<io::Result<_>>().map(Self)
    }

    /// The bytes of one column; fewer where the file ends early.
    fn of(&self, chunk: &ColumnChunkMetadata) -> &[u8] {
        let range = chunk.byte_range();
        let joined = self.0.iter().rev().find(|(start, _)| *start <= range.start);
        let Some((start, bytes)) = joined else { return &[] };
        let at = |place: u64| {
            usize::try_from(place.saturating_sub(*start))
                .map_or(bytes.len(), |at| at.min(bytes.len()))
        };
        bytes.get(at(range.start)..at(range.end)).unwrap_or_default()
    }
}
