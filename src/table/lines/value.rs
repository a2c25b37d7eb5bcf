//! One value as a Parquet file holds it, and what it is as a word, a day or a whole number.

use std::borrow::Cow;

use polars_parquet::parquet::schema::types::{
    PhysicalType, PrimitiveConvertedType, PrimitiveLogicalType, PrimitiveType, TimeUnit,
};

use super::cell::{LARGEST, day, whole};
use super::packed::Short;
use super::{NO_DAY, NO_NUMBER};

/// How the integers of a column are days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Number,
    Day,
    /// So many of them make a day.
    Ticks(i64),
}

impl Unit {
    pub fn of(kind: &PrimitiveType) -> Self {
        match (kind.logical_type, kind.converted_type) {
            (Some(PrimitiveLogicalType::Date), _) | (_, Some(PrimitiveConvertedType::Date)) => {
                Self::Day
            }
            (Some(PrimitiveLogicalType::Timestamp { unit, .. }), _) => Self::Ticks(match unit {
                TimeUnit::Milliseconds => 86_400_000,
                TimeUnit::Microseconds => 86_400_000_000,
                TimeUnit::Nanoseconds => 86_400_000_000_000,
            }),
            (_, Some(PrimitiveConvertedType::TimestampMillis)) => Self::Ticks(86_400_000),
            (_, Some(PrimitiveConvertedType::TimestampMicros)) => Self::Ticks(86_400_000_000),
            _ => Self::Number,
        }
    }
}

/// One value as the file holds it.
#[derive(Clone, Copy)]
pub(super) enum Value<'a> {
    Whole(i64),
    Real(f64),
    Text(&'a [u8]),
}

impl<'a> Value<'a> {
    /// The next value written plainly.
    pub fn plain(
        bytes: &'a [u8],
        at: &mut usize,
        physical: PhysicalType,
    ) -> Result<Value<'a>, Short> {
        let mut next = |many: usize| {
            let end = at.checked_add(many).ok_or(Short)?;
            let found = bytes.get(*at..end).ok_or(Short)?;
            *at = end;
            Ok::<&[u8], Short>(found)
        };
        let four = |bytes: &[u8]| <[u8; 4]>::try_from(bytes).map_err(|_| Short);
        let eight = |bytes: &[u8]| <[u8; 8]>::try_from(bytes).map_err(|_| Short);
        Ok(match physical {
            PhysicalType::Int32 => Value::Whole(i64::from(i32::from_le_bytes(four(next(4)?)?))),
            PhysicalType::Int64 => Value::Whole(i64::from_le_bytes(eight(next(8)?)?)),
            PhysicalType::Float => Value::Real(f64::from(f32::from_le_bytes(four(next(4)?)?))),
            PhysicalType::Double => Value::Real(f64::from_le_bytes(eight(next(8)?)?)),
            PhysicalType::ByteArray => {
                let length = u32::from_le_bytes(four(next(4)?)?);
                Value::Text(next(usize::try_from(length).map_err(|_| Short)?)?)
            }
            _ => return Err(Short),
        })
    }

    pub fn text(&self) -> Cow<'a, str> {
        match self {
            Self::Whole(number) => number.to_string().into(),
            // a spreadsheet library stores whole numbers with gaps as reals
            Self::Real(number) => number.to_string().into(),
            Self::Text(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => text.trim().into(),
                Err(_) => String::from_utf8_lossy(bytes).trim().to_owned().into(),
            },
        }
    }

    fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim_ascii().is_empty())
    }

    /// The day; nothing where it is none.
    pub fn day(&self, unit: Unit) -> Option<i32> {
        if self.is_blank() {
            return Some(NO_DAY);
        }
        let number = match (self, unit) {
            (Self::Text(_), _) => return day(&self.text()),
            (Self::Whole(days), Unit::Day) => *days,
            (Self::Whole(ticks), Unit::Ticks(day)) => ticks.div_euclid(day),
            _ => return None,
        };
        i32::try_from(number).ok()
    }

    /// The whole number; nothing where it is none.
    pub fn number(&self, unit: Unit) -> Option<i64> {
        if self.is_blank() {
            return Some(NO_NUMBER);
        }
        match (self, unit) {
            (Self::Text(_) | Self::Real(_), _) => whole(&self.text()),
            (Self::Whole(number), Unit::Number) => {
                (0..=LARGEST).contains(number).then_some(*number)
            }
            _ => None,
        }
    }
}
