//! Nodes to typed values, through serde. Every unknown key is found; what does not fit is blamed on its own line.

use std::cell::RefCell;
use std::fmt;
use std::ops::RangeInclusive;

use serde::de::value::StringDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer, Visitor};

use super::at::{AT, DATE, NUMBER, WORD_OR};
use super::blame::{Blame, unknown};
use super::{DecimalMark, Node, Value, YEARS, not_whole};
use crate::calendar::Day;
use crate::fault::{Fault, Faults, Place, hint};
use crate::language::Message;
use crate::quantity::Exact;

pub(super) fn read<T: de::DeserializeOwned>(
    node: &Node,
    mark: DecimalMark,
    faults: &mut Faults,
) -> Option<T> {
    let found = RefCell::new(Faults::default());
    let outcome = T::deserialize(Reader {
        node,
        mark,
        faults: &found,
    });
    let mut found = found.into_inner();
    let value = match outcome {
        Ok(value) => Some(value),
        Err(blame) => {
            if let Some(fault) = blame.into_fault(&node.place) {
                found.add(fault);
            }
            None
        }
    };
    let value = value.filter(|_| !found.is_faulty());
    faults.join(found);
    value
}

#[derive(Clone, Copy)]
struct Reader<'a> {
    node: &'a Node,
    mark: DecimalMark,
    faults: &'a RefCell<Faults>,
}

impl<'a> Reader<'a> {
    fn of(self, node: &'a Node) -> Self {
        Self { node, ..self }
    }

    fn blame(self, fault: Fault) -> Blame {
        Blame::Fault(Box::new(fault))
    }

    fn shape<T>(self, expected: &'static str) -> Result<T, Blame> {
        let fault =
            Fault::new("wrong-shape", &self.node.place).with("expected", Message::new(expected));
        Err(self.blame(fault.with("found", Message::new(self.node.value.shape()))))
    }

    fn text(self) -> Result<&'a str, Blame> {
        self.node
            .text()
            .map_or_else(|| self.shape("shape-word"), Ok)
    }

    fn pairs(self) -> Result<&'a [(Node, Node)], Blame> {
        match &self.node.value {
            Value::Map(pairs) => Ok(pairs),
            _ => self.shape("shape-map"),
        }
    }

    fn number(self) -> Result<String, Blame> {
        let text = self.text()?;
        let written = match self.mark {
            DecimalMark::Point => text.to_owned(),
            DecimalMark::Comma if text.contains('.') => String::new(),
            DecimalMark::Comma => text.replacen(',', ".", 1),
        };
        if Exact::parse(&written).is_some() {
            return Ok(written);
        }
        let mark = if self.mark == DecimalMark::Point {
            "."
        } else {
            ","
        };
        Err(self.blame(
            Fault::new("bad-number", &self.node.place)
                .with("text", text)
                .with("mark", mark),
        ))
    }

    fn integer<T: std::str::FromStr + PartialOrd + fmt::Display>(
        self,
        range: RangeInclusive<T>,
    ) -> Result<T, Blame> {
        let text = self.text()?;
        let number = text.parse().ok().filter(|number| range.contains(number));
        number.ok_or_else(|| self.blame(not_whole(text, &self.node.place, &range)))
    }

    fn date(self) -> Result<String, Blame> {
        let text = self.text()?;
        match Day::parse(text) {
            Some(_) => Ok(text.to_owned()),
            None => Err(self.blame(Fault::new("bad-date", &self.node.place).with("text", text))),
        }
    }
}

impl Value {
    fn shape(&self) -> &'static str {
        match self {
            Self::Empty => "shape-nothing",
            Self::Scalar(_) => "shape-word",
            Self::List(_) => "shape-list",
            Self::Map(_) => "shape-map",
        }
    }
}

macro_rules! integers {
    ($($method:ident $visit:ident $range:expr;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Blame> {
            visitor.$visit(self.integer($range)?)
        }
    )*};
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = Blame;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Blame> {
        match &self.node.value {
            Value::Empty => visitor.visit_unit(),
            Value::Scalar(text) => visitor.visit_str(text),
            Value::List(items) => visitor.visit_seq(Items {
                reader: self,
                items: items.iter(),
            }),
            Value::Map(pairs) => visitor.visit_map(Entries {
                reader: self,
                pairs: pairs.iter(),
                fields: None,
                value: None,
            }),
        }
        .map_err(|blame| blame.at(&self.node.place))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Blame> {
        match name {
            AT => visitor.visit_seq(Placed {
                reader: self,
                step: 0,
            }),
            NUMBER => visitor.visit_str(&self.number()?),
            DATE => visitor.visit_str(&self.date()?),
            WORD_OR if matches!(self.node.value, Value::Scalar(_)) => {
                visitor.visit_newtype_struct(self)
            }
            WORD_OR => visitor.visit_some(self),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Blame> {
        let pairs = self.pairs()?.iter();
        visitor
            .visit_map(Entries {
                reader: self,
                pairs,
                fields: Some(fields),
                value: None,
            })
            .map_err(|blame| blame.at(&self.node.place))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Blame> {
        let (key, value) = match &self.node.value {
            Value::Scalar(_) => (self.node, None),
            Value::Map(pairs) => match pairs.as_slice() {
                [(key, value)] => (key, Some(value)),
                _ => return self.shape("shape-one-key"),
            },
            _ => return self.shape("shape-one-key"),
        };
        let name = self.of(key).text()?;
        if !variants.contains(&name) {
            return Err(self.blame(unknown(name, variants, &key.place)));
        }
        visitor.visit_enum(Variant {
            key: self.of(key),
            value: value.map(|node| self.of(node)),
        })
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Blame> {
        match self.node.value {
            Value::Empty => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Blame> {
        match self.text()? {
            "true" | "yes" => visitor.visit_bool(true),
            "false" | "no" => visitor.visit_bool(false),
            word => Err(self.blame(unknown(
                word,
                &["true", "false", "yes", "no"],
                &self.node.place,
            ))),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Blame> {
        visitor
            .visit_str(self.text()?)
            .map_err(|blame: Blame| blame.at(&self.node.place))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Blame> {
        self.deserialize_str(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Blame> {
        match &self.node.value {
            Value::List(items) => visitor.visit_seq(Items {
                reader: self,
                items: items.iter(),
            }),
            _ => self.shape("shape-list"),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Blame> {
        let pairs = self.pairs()?.iter();
        visitor.visit_map(Entries {
            reader: self,
            pairs,
            fields: None,
            value: None,
        })
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Blame> {
        match &self.node.value {
            Value::List(items) if items.len() == length => visitor.visit_seq(Items {
                reader: self,
                items: items.iter(),
            }),
            _ => self.shape("shape-pair"),
        }
    }

    integers! {
        deserialize_u8 visit_u8 0..=u8::MAX;
        deserialize_i16 visit_i16 YEARS;
    }

    serde::forward_to_deserialize_any! {
        i8 i32 i64 i128 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple_struct
        identifier ignored_any
    }
}

struct Items<'a> {
    reader: Reader<'a>,
    items: std::slice::Iter<'a, Node>,
}

impl<'de> de::SeqAccess<'de> for Items<'_> {
    type Error = Blame;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Blame> {
        let Some(node) = self.items.next() else {
            return Ok(None);
        };
        self.reader.seeded(node, seed).map(Some)
    }
}

impl Reader<'_> {
    /// Reads an element or an entry; what is wrong with it is reported at once, so that the next can be read too.
    fn seeded<'de, T: DeserializeSeed<'de>>(self, node: &Node, seed: T) -> Result<T::Value, Blame> {
        let reader = Reader {
            node,
            mark: self.mark,
            faults: self.faults,
        };
        seed.deserialize(reader).map_err(|blame| {
            if let Some(fault) = blame.into_fault(&node.place) {
                self.faults.borrow_mut().add(fault);
            }
            Blame::Reported
        })
    }
}

struct Entries<'a> {
    reader: Reader<'a>,
    pairs: std::slice::Iter<'a, (Node, Node)>,
    fields: Option<&'static [&'static str]>,
    value: Option<&'a Node>,
}

impl<'de> de::MapAccess<'de> for Entries<'_> {
    type Error = Blame;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Blame> {
        for (key, value) in self.pairs.by_ref() {
            let name = self.reader.of(key).text()?;
            match self.fields {
                Some(known) if !known.contains(&name) => {
                    let fault = Fault::new("unknown-key", &key.place).with("key", name);
                    let fault = fault.with("hint", hint(name, known.iter().copied()));
                    self.reader
                        .faults
                        .borrow_mut()
                        .add(fault.listing("known", known.iter().copied()));
                }
                _ => {
                    self.value = Some(value);
                    return seed.deserialize(self.reader.of(key)).map(Some);
                }
            }
        }
        Ok(None)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Blame> {
        match self.value.take() {
            Some(node) => self.reader.seeded(node, seed),
            None => Err(Blame::Reported),
        }
    }
}

/// A value in two parts: its place, then itself.
struct Placed<'a> {
    reader: Reader<'a>,
    step: u8,
}

impl<'de> de::SeqAccess<'de> for Placed<'_> {
    type Error = Blame;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Blame> {
        self.step += 1;
        if self.step > 1 {
            return seed.deserialize(self.reader).map(Some);
        }
        let Place { file, line, column } = &self.reader.node.place;
        let place: StringDeserializer<Blame> =
            format!("{file}\n{line}\n{column}").into_deserializer();
        seed.deserialize(place).map(Some)
    }
}

struct Variant<'a> {
    key: Reader<'a>,
    value: Option<Reader<'a>>,
}

impl<'de> de::EnumAccess<'de> for Variant<'_> {
    type Error = Blame;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Self), Blame> {
        Ok((seed.deserialize(self.key)?, self))
    }
}

impl<'de> de::VariantAccess<'de> for Variant<'_> {
    type Error = Blame;

    fn unit_variant(self) -> Result<(), Blame> {
        match self.value {
            None => Ok(()),
            Some(value) => value.shape("shape-word"),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Blame> {
        match self.value {
            Some(value) => seed
                .deserialize(value)
                .map_err(|blame| blame.at(&value.node.place)),
            None => self.key.shape("shape-map"),
        }
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Blame> {
        self.value.unwrap_or(self.key).deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Blame> {
        self.value
            .unwrap_or(self.key)
            .deserialize_struct("", fields, visitor)
    }
}
