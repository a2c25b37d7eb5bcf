//! Parquet to typed columns, a row group at a time: polars decodes, and what it decoded becomes columns.

use std::fs::File;
use std::io::{self, Cursor, Read as _, Seek as _, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use polars_arrow::array::{Array, BooleanArray, PrimitiveArray, Utf8ViewArray};
use polars_arrow::bitmap::Bitmap;
use polars_arrow::datatypes::{ArrowDataType, ArrowSchema};
use polars_arrow::types::NativeType;
use polars_parquet::parquet::metadata::{ColumnChunkMetadata, FileMetadata};
use polars_parquet::parquet::read::{BasicDecompressor, PageReader, read_metadata};
use polars_parquet::read::{column_iter_to_arrays, infer_schema};

use super::keys::Gathering;
use super::{Figures, Kind, Rows, Wanted};
use crate::column::{Bits, Column};
use crate::fault::{Fault, Faults, Place};
use crate::language::Message;
use crate::parallel::in_ranges;
use crate::table::unreadable;

/// Pages are a megabyte or so; one that says it is larger than this is damaged.
const LARGEST_PAGE: usize = 1 << 30;
/// Columns that one thread decodes at a time.
const TOGETHER: usize = 12;

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

/// One row group.
pub(crate) struct Group {
    shape: Arc<Shape>,
    group: usize,
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
        match catch_unwind(AssertUnwindSafe(|| read_metadata(&mut file))) {
            Ok(Ok(metadata)) => return Ok(Some(Self(metadata))),
            Ok(Err(error)) => faults.add(unreadable(&name, error)),
            Err(_) => faults.add(*damaged(&name)),
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

    /// The next row groups, at most so many: one costs nothing before it is read.
    pub fn next(&mut self, most: usize) -> Vec<Group> {
        let mut parts = Vec::new();
        while let Some(group) =
            self.shape.metadata.row_groups.get(self.next).filter(|_| parts.len() < most)
        {
            let shape = Arc::clone(&self.shape);
            parts.push(Group { shape, group: self.next, line: self.line });
            self.next += 1;
            self.line += u64::try_from(group.num_rows()).unwrap_or(0);
        }
        parts
    }
}

impl Group {
    /// Reads the row group, its columns on all threads.
    pub fn read(&self) -> Result<Rows, Box<Fault>> {
        let shape = &*self.shape;
        let rows = shape.metadata.row_groups.get(self.group).map_or(0, |group| group.num_rows());
        let read = in_ranges(shape.places.len(), TOGETHER, |range| {
            let read = catch_unwind(AssertUnwindSafe(|| self.columns(range, rows)));
            read.map_err(|_| damaged(&shape.name))?
                .map_err(|what| Box::new(unreadable(&shape.name, what)))
        });
        let mut all =
            Rows { rows, file: Arc::clone(&shape.name), first: self.line, ..Rows::default() };
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

    fn columns(&self, range: std::ops::Range<usize>, rows: usize) -> Result<Vec<Read>, String> {
        let shape = &*self.shape;
        let group = shape.metadata.row_groups.get(self.group).ok_or("row group")?;
        let wanted = shape.wanted.get(range.clone()).unwrap_or_default();
        let places = shape.places.get(range).unwrap_or_default();
        let chunks = places.iter().map(|at| group.parquet_columns().get(*at).ok_or("column"));
        let chunks: Vec<&ColumnChunkMetadata> = chunks.collect::<Result<_, _>>()?;
        let bytes = Bytes::read(&shape.path, &chunks).map_err(|error| error.to_string())?;
        let all = wanted.iter().zip(places).zip(chunks);
        all.map(|((one, at), chunk)| self.column(one, *at, chunk, bytes.of(chunk), rows)).collect()
    }

    fn column(
        &self,
        one: &Wanted,
        at: usize,
        chunk: &ColumnChunkMetadata,
        bytes: &[u8],
        rows: usize,
    ) -> Result<Read, String> {
        let (_, field) = self.shape.schema.get_at_index(at).ok_or("column")?;
        let reader =
            PageReader::new(Cursor::new(bytes.to_vec().into()), chunk, Vec::new(), LARGEST_PAGE);
        let pages = BasicDecompressor::new(reader, Vec::new());
        let kind = &chunk.descriptor().descriptor.primitive_type;
        let (arrays, _) = column_iter_to_arrays(vec![pages], vec![kind], field.clone(), None)
            .map_err(|error| error.to_string())?;
        let read = match one.kind {
            Kind::Key => Read::Keys(keys(&arrays)?),
            kind => Read::Figures(figures(kind, &arrays)?),
        };
        let length: usize = arrays.iter().map(|array| array.len()).sum();
        (length == rows).then_some(read).ok_or_else(|| format!("{length} ≠ {rows}"))
    }
}

/// What a file holds of some columns, fetched at once where they stand side by side.
struct Bytes(Vec<(u64, Vec<u8>)>);

impl Bytes {
    fn read(path: &Path, chunks: &[&ColumnChunkMetadata]) -> io::Result<Self> {
        let mut ranges: Vec<_> = chunks.iter().map(|chunk| chunk.byte_range()).collect();
        ranges.sort_unstable_by_key(|range| range.start);
        ranges.dedup_by(|next, last| {
            let joins = next.start <= last.end;
            last.end = if joins { last.end.max(next.end) } else { last.end };
            joins
        });
        let mut file = File::open(path)?;
        let fetch = |range: std::ops::Range<u64>| {
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

fn keys(arrays: &[Box<dyn Array>]) -> Result<super::Keys, String> {
    let mut keys = Gathering::default();
    for array in arrays {
        if let Some(wholes) = wholes(&**array) {
            wholes.into_iter().for_each(|whole| keys.take_whole(whole));
        } else {
            (0..array.len()).try_for_each(|row| {
                keys.take(&text(&**array, row)?.unwrap_or_default());
                Ok::<(), String>(())
            })?;
        }
    }
    Ok(keys.into_keys())
}

fn figures(kind: Kind, arrays: &[Box<dyn Array>]) -> Result<Figures, String> {
    if let ([array], Kind::Bit) = (arrays, kind)
        && let Some(bits) = array.as_any().downcast_ref::<BooleanArray>()
    {
        let given = bits.validity().map_or_else(|| ones(array.len()), words);
        let yes = bits.values();
        let given = Bits::of_words(array.len(), given);
        let mut yes = Bits::of_words(array.len(), words(yes));
        yes.keep(&given);
        return Ok(Figures { column: Column::of_bits(array.len(), given, yes), odd: Vec::new() });
    }
    let rows = arrays.iter().map(|array| array.len()).sum();
    let mut counts = Vec::with_capacity(rows);
    let mut given = Vec::with_capacity(rows.div_ceil(64));
    let mut odd = Vec::new();
    for array in arrays {
        let plain = match kind {
            Kind::Day => *array.dtype() == ArrowDataType::Date32,
            Kind::Number => true,
            Kind::Bit | Kind::Word | Kind::Key => false,
        };
        if plain && arrays.len() == 1 && narrow(&**array, &mut counts) {
            given = array.validity().map_or_else(|| ones(rows), words);
            continue;
        }
        let start = counts.len();
        for row in 0..array.len() {
            odd.extend(text(&**array, row)?.map(|text| (start + row, text)));
        }
        counts.resize(start + array.len(), 0);
    }
    Ok(Figures { column: Column::of_wholes(Bits::of_words(rows, given), counts), odd })
}

/// The numbers of an array of integers, if all fit.
fn narrow(array: &dyn Array, counts: &mut Vec<i32>) -> bool {
    fn of<T: NativeType + TryInto<i32>>(array: &dyn Array, counts: &mut Vec<i32>) -> bool {
        let Some(array) = array.as_any().downcast_ref::<PrimitiveArray<T>>() else {
            return false;
        };
        let start = counts.len();
        let mut all = true;
        counts.extend(array.values().iter().map(|count| {
            let count = (*count).try_into();
            all &= count.is_ok();
            count.unwrap_or_default()
        }));
        if !all {
            counts.truncate(start);
        }
        all
    }
    of::<i32>(array, counts)
        || of::<i8>(array, counts)
        || of::<i16>(array, counts)
        || of::<i64>(array, counts)
        || of::<u8>(array, counts)
        || of::<u16>(array, counts)
        || of::<u32>(array, counts)
        || of::<u64>(array, counts)
}

/// The numbers of an array of integers, gaps told apart.
fn wholes(array: &dyn Array) -> Option<Vec<Option<i64>>> {
    fn of<T: NativeType + TryInto<i64>>(array: &dyn Array) -> Option<Vec<Option<i64>>> {
        let array = array.as_any().downcast_ref::<PrimitiveArray<T>>()?;
        Some(array.iter().map(|whole| (*whole?).try_into().ok()).collect())
    }
    match array.dtype() {
        ArrowDataType::Int8 => of::<i8>(array),
        ArrowDataType::Int16 => of::<i16>(array),
        ArrowDataType::Int32 => of::<i32>(array),
        ArrowDataType::Int64 => of::<i64>(array),
        ArrowDataType::UInt8 => of::<u8>(array),
        ArrowDataType::UInt16 => of::<u16>(array),
        ArrowDataType::UInt32 => of::<u32>(array),
        _ => None,
    }
}

/// A cell as text; nothing where it is empty.
fn text(array: &dyn Array, row: usize) -> Result<Option<String>, String> {
    if array.is_null(row) {
        return Ok(None);
    }
    let any = array.as_any();
    if let Some(texts) = any.downcast_ref::<Utf8ViewArray>() {
        return Ok(texts.get(row).map(str::to_owned));
    }
    if let Some(bits) = any.downcast_ref::<BooleanArray>() {
        return Ok(bits.get(row).map(|bit| bit.to_string()));
    }
    if let Some(number) = any.downcast_ref::<PrimitiveArray<f64>>() {
        return Ok(Some(number.value(row).to_string()));
    }
    if let (ArrowDataType::Decimal(_, digits), Some(units)) =
        (array.dtype(), any.downcast_ref::<PrimitiveArray<i128>>())
    {
        return Ok(Some(decimal(units.value(row), *digits)));
    }
    if *array.dtype() == ArrowDataType::Date32 {
        let days = any.downcast_ref::<PrimitiveArray<i32>>().map(|days| days.value(row));
        let day = days.and_then(|days| crate::calendar::Day::of_number(days.into()));
        return Ok(day.map(|day| day.0.to_string()));
    }
    match wholes(array) {
        Some(_) => {
            let one = array.sliced(row, 1);
            Ok(wholes(&*one).and_then(|one| one.first().copied()?).map(|whole| whole.to_string()))
        }
        None => Err(format!("{:?}", array.dtype())),
    }
}

fn decimal(units: i128, digits: usize) -> String {
    let sign = if units < 0 { "-" } else { "" };
    let all = format!("{:0>1$}", units.unsigned_abs(), digits + 1);
    let (whole, part) = all.split_at(all.len() - digits);
    if digits == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

fn ones(rows: usize) -> Vec<u64> {
    vec![u64::MAX; rows.div_ceil(64)]
}

/// The bits in words of 64.
fn words(bits: &Bitmap) -> Vec<u64> {
    let (bytes, offset, _) = bits.as_slice();
    if offset % 8 != 0 {
        let bytes: Vec<u8> = bits.iter().map(u8::from).collect();
        return Bits::of_bytes(&bytes).into_words();
    }
    let bytes = bytes.get(offset / 8..).unwrap_or_default();
    let word = |bytes: &[u8]| {
        let mut eight = [0; 8];
        eight.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
        u64::from_le_bytes(eight)
    };
    bytes.chunks(8).map(word).collect()
}
