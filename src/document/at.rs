//! A value and the place it was written at; maps that keep their order.

use std::cell::Cell;
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::words::Words;
use crate::calendar::Day;
use crate::fault::Place;
use crate::language::Text;
use crate::quantity::Exact;

/// The name by which [`At`] asks our deserializer for its place.
pub(super) const AT: &str = "$at";
/// The name by which [`Kept`] asks for the words it was written with, then for itself.
pub(super) const KEPT: &str = "$kept";
/// The name by which a number asks for its text with a decimal point, whatever mark the file uses.
pub(super) const NUMBER: &str = "$number";
/// The name by which a date asks for its text.
pub(super) const DATE: &str = "$date";
/// The name by which a type asks whether it was written as a word or at length.
pub(crate) const WORD_OR: &str = "$word_or";

/// A value with the place it was written at. Compares and prints as the value.
#[derive(Clone)]
pub struct At<T> {
    place: Place,
    value: T,
}

thread_local! {
    /// The place that the next [`At`] takes: values that serde hands over have none.
    static HANDED_OVER: Cell<Option<Place>> = const { Cell::new(None) };
}

pub(super) fn hand_over(place: Place) {
    HANDED_OVER.set(Some(place));
}

fn handed_over() -> Place {
    HANDED_OVER.take().unwrap_or_else(|| Place::whole(""))
}

impl<T> At<T> {
    /// Where it was written.
    pub fn place(&self) -> &Place {
        &self.place
    }
}

impl<T> Deref for At<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for At<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

impl<T: fmt::Debug> fmt::Debug for At<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

impl<T: PartialEq> PartialEq for At<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for At<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AtVisitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for AtVisitor<T> {
            type Value = At<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<At<T>, A::Error> {
                parts.next_element::<()>()?;
                let place = handed_over();
                let value = parts.next_element()?.ok_or_else(|| de::Error::custom("no value"))?;
                Ok(At { place, value })
            }
        }
        deserializer.deserialize_newtype_struct(AT, AtVisitor(PhantomData))
    }
}

/// A value with its place, and the words it was written with.
#[derive(Clone, Debug)]
pub(crate) struct Kept<T> {
    pub value: T,
    pub words: Words,
    pub place: Place,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Kept<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeptVisitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for KeptVisitor<T> {
            type Value = Kept<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Kept<T>, A::Error> {
                let words = parts.next_element()?.unwrap_or_default();
                let at: At<T> =
                    parts.next_element()?.ok_or_else(|| de::Error::custom("no value"))?;
                Ok(Kept { value: at.value, words, place: at.place })
            }
        }
        deserializer.deserialize_newtype_struct(KEPT, KeptVisitor(PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for Kept<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

impl<T: JsonSchema> JsonSchema for At<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let schema = T::json_schema(generator);
        if schema == schemars::json_schema!({ "type": "string" }) {
            // a code, an option or a year may look like a number, and is a word all the same
            return schemars::json_schema!({ "type": ["string", "number"] });
        }
        schema
    }
}

/// A map in the order written, its keys with their places.
#[derive(Clone, Debug)]
pub(crate) struct Pairs<V>(pub Vec<(At<String>, V)>);

impl<V> Pairs<V> {
    pub fn iter(&self) -> std::slice::Iter<'_, (At<String>, V)> {
        self.0.iter()
    }

    pub fn get(&self, key: &str) -> Option<&V> {
        self.0.iter().find(|(name, _)| name.as_str() == key).map(|(_, value)| value)
    }
}

impl<V> Default for Pairs<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Pairs<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PairsVisitor<V>(PhantomData<V>);
        impl<'de, V: Deserialize<'de>> Visitor<'de> for PairsVisitor<V> {
            type Value = Pairs<V>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<V>, A::Error> {
                let (mut pairs, mut failed) = (Vec::new(), None);
                loop {
                    match map.next_entry() {
                        Ok(Some(pair)) => pairs.push(pair),
                        Ok(None) => return failed.map_or(Ok(Pairs(pairs)), Err),
                        Err(error) => failed = Some(error),
                    }
                }
            }
        }
        deserializer.deserialize_map(PairsVisitor(PhantomData))
    }
}

impl<V: JsonSchema> JsonSchema for Pairs<V> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("map_of_{}", V::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        <std::collections::BTreeMap<String, V>>::json_schema(generator)
    }
}

/// A list of which every element is read, so that one at fault does not hide the next.
pub(crate) fn list<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    struct ListVisitor<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for ListVisitor<T> {
        type Value = Vec<T>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list")
        }
        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
            let mut items = Vec::with_capacity(seq.size_hint().unwrap_or(0));
            let mut failed = None;
            loop {
                match seq.next_element() {
                    Ok(Some(item)) => items.push(item),
                    Ok(None) => return failed.map_or(Ok(items), Err),
                    Err(error) => failed = Some(error),
                }
            }
        }
    }
    deserializer.deserialize_seq(ListVisitor(PhantomData))
}

/// A type written as a word, or at length as `$long`: `yes_no: held` or `yes_no: { of: held, no: 0.5 }`.
/// The word is read as `$read`, which is any word with its place unless told.
macro_rules! word_or {
    ($type:ident, $long:ty, |$word:ident| $short:expr) => {
        $crate::document::word_or!($type, $long, |$word: $crate::document::At<String>| $short);
    };
    ($type:ident, $long:ty, |$word:ident: $read:ty| $short:expr) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Visitor;
                impl<'de> serde::de::Visitor<'de> for Visitor {
                    type Value = $type;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("a word or a map")
                    }
                    fn visit_newtype_struct<D: serde::Deserializer<'de>>(self, d: D) -> Result<$type, D::Error> {
                        let $word = <$read>::deserialize(d)?;
                        Ok($short)
                    }
                    fn visit_some<D: serde::Deserializer<'de>>(self, d: D) -> Result<$type, D::Error> {
                        <$long>::deserialize(d).map(<$type>::from)
                    }
                }
                deserializer.deserialize_newtype_struct($crate::document::WORD_OR, Visitor)
            }
        }

        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }
            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let long = generator.subschema_for::<$long>();
                schemars::json_schema!({ "anyOf": [{ "type": ["string", "number"] }, long] })
            }
        }
    };
}
pub(crate) use word_or;

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(NUMBER, Parsed(Exact::parse))
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(DATE, Parsed(Day::parse))
    }
}

/// Reads a scalar whose text our deserializer has already found to be good.
struct Parsed<T>(fn(&str) -> Option<T>);

impl<T> Visitor<'_> for Parsed<T> {
    type Value = T;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number or a date")
    }
    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        (self.0)(text).ok_or_else(|| E::custom(text))
    }
}

impl JsonSchema for Exact {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "number".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({ "type": ["number", "string"], "pattern": "^-?[0-9]+([.,][0-9]+)?$" })
    }
}

impl JsonSchema for Day {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "date".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({ "type": "string", "format": "date" })
    }
}

/// A text per language.
#[derive(serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct BothLanguages {
    vi: String,
    en: String,
}

impl From<BothLanguages> for Text {
    fn from(both: BothLanguages) -> Self {
        Self { vi: both.vi, en: both.en }
    }
}

word_or!(Text, BothLanguages, |word| Text::same(&word));
