//! Arrays that polars decoded to typed columns.

use polars_arrow::array::{Array, BooleanArray, PrimitiveArray, Utf8ViewArray};
use polars_arrow::bitmap::Bitmap;
use polars_arrow::datatypes::ArrowDataType;
use polars_arrow::types::NativeType;

use super::keys::Gathering;
use super::{Figures, Keys, Kind};
use crate::column::{Bits, Column};

/// What rows are called by.
///
/// # Errors
/// The type of an array that no key is made of.
pub(super) fn keys(arrays: &[Box<dyn Array>]) -> Result<Keys, String> {
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

/// The cells of a column asked to be of this kind.
///
/// # Errors
/// The type of an array that no cell is made of.
pub(super) fn figures(kind: Kind, arrays: &[Box<dyn Array>]) -> Result<Figures, String> {
    let rows = arrays.iter().map(|array| array.len()).sum();
    if let (Some(arrays), Kind::Bit) = (yes_or_no(arrays), kind) {
        let given: Vec<_> = arrays.iter().map(|array| Set::of_gaps(*array)).collect();
        let yes = arrays.iter().map(|array| (Set::Some(array.values()), array.len()));
        let yes: Vec<_> = yes.collect();
        let (given, mut yes) = (joined(&given), joined(&yes));
        yes.keep(&given);
        return Ok(Figures { column: Column::of_bits(rows, given, yes), odd: Vec::new() });
    }
    let mut counts = Vec::with_capacity(rows);
    let mut given = Vec::new();
    let mut odd = Vec::new();
    for array in arrays {
        let plain = match kind {
            Kind::Day => *array.dtype() == ArrowDataType::Date32,
            Kind::Number => true,
            Kind::Bit | Kind::Word | Kind::Key => false,
        };
        if plain && narrow(&**array, &mut counts) {
            given.push(Set::of_gaps(&**array));
            continue;
        }
        let start = counts.len();
        for row in 0..array.len() {
            odd.extend(text(&**array, row)?.map(|text| (start + row, text)));
        }
        counts.resize(start + array.len(), 0);
        given.push((Set::None, array.len()));
    }
    Ok(Figures { column: Column::of_wholes(joined(&given), counts), odd })
}

/// Which rows of an array.
enum Set<'a> {
    All,
    Some(&'a Bitmap),
    None,
}

impl<'a> Set<'a> {
    /// The rows that are no gaps, and how many there are in all.
    fn of_gaps(array: &'a dyn Array) -> (Self, usize) {
        (array.validity().map_or(Self::All, Self::Some), array.len())
    }

    fn has(&self, row: usize) -> bool {
        match self {
            Self::All => true,
            Self::Some(bits) => bits.get_bit(row),
            Self::None => false,
        }
    }
}

fn yes_or_no(arrays: &[Box<dyn Array>]) -> Option<Vec<&BooleanArray>> {
    arrays.iter().map(|array| array.as_any().downcast_ref()).collect()
}

/// A bit for each row of some arrays, one after the other.
fn joined(all: &[(Set<'_>, usize)]) -> Bits {
    let same = |all: bool, rows: &usize| vec![if all { u64::MAX } else { 0 }; rows.div_ceil(64)];
    match all {
        [(Set::Some(bits), rows)] => Bits::of_words(*rows, words(bits)),
        [(all, rows)] => Bits::of_words(*rows, same(matches!(all, Set::All), rows)),
        many => {
            let bits = many.iter().flat_map(|(set, rows)| (0..*rows).map(|row| set.has(row)));
            Bits::of_bytes(&bits.map(u8::from).collect::<Vec<u8>>())
        }
    }
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
