//! Nodes to typed values, through serde. Every unknown key is found; what does not fit is blamed on its own line.

use std::cell::RefCell;
use std::fmt;
use std::ops::RangeInclusive;

use serde::de::{self, Deserializer, Visitor};

use super::access::{Entries, Items, Placed, Twice, Variant};
use super::at::{AT, DATE, KEPT, NUMBER, WORD_OR};
use super::blame::{Blame, unknown};
use super::words::WORDS;
use super::{DecimalMark, Node, Value, YEARS, not_whole};
use crate::calendar::Day;
use crate::fault::{Fault, Faults, hint};
use crate::language::Message;
use crate::quantity::Exact;

pub(super) fn read<T: de::DeserializeOwned>(
    node: &Node,
    mark: DecimalMark,
    faults: &mut Faults,
) -> Option<T> {
    let found = RefCell::new(Faults::default());
    let outcome = T::deserialize(Reader { node, mark, faults: &found });
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
pub(super) struct Reader<'a> {
    pub node: &'a Node,
    pub mark: DecimalMark,
    pub faults: &'a RefCell<Faults>,
}

impl<'a> Reader<'a> {
    pub fn of(self, node: &'a Node) -> Self {
        Self { node, ..self }
    }

    pub fn blame(self, fault: Fault) -> Blame {
        Blame::Fault(Box::new(fault))
    }

    /// What was read; where it does not fit, its fault is told and `stand_in` goes on in its place, so that the rest
    /// is looked at too. A document with a fault is never handed on.
    fn told<T>(self, read: Result<T, Blame>, stand_in: T) -> T {
        read.unwrap_or_else(|blame| {
            if let Some(fault) = blame.into_fault(&self.node.place) {
                self.faults.borrow_mut().add(fault);
            }
            stand_in
        })
    }

    pub fn shape<T>(self, expected: &'static str) -> Result<T, Blame> {
        let fault =
            Fault::new("wrong-shape", &self.node.place).with("expected", Message::new(expected));
        Err(self.blame(fault.with("found", Message::new(self.node.value.shape()))))
    }

    pub fn text(self) -> Result<&'a str, Blame> {
        self.node.text().map_or_else(|| self.shape("shape-word"), Ok)
    }

    fn pairs(self) -> Result<&'a [(Node, Node)], Blame> {
        match &self.node.value {
            Value::Map(pairs) => Ok(pairs),
            _ => self.shape("shape-map"),
        }
    }

    /// Every key that `known` does not have, whatever else is wrong with the map.
    fn report_unknown(self, pairs: &[(Node, Node)], known: &'static [&'static str]) {
        for (key, _) in pairs {
            let Some(name) = key.text().filter(|name| !known.contains(name)) else {
                continue;
            };
            let fault = Fault::new("unknown-key", &key.place).with("key", name);
            let fault = fault.with("hint", hint(name, known.iter().copied()));
            self.faults.borrow_mut().add(fault.listing("known", known.iter().copied()));
        }
    }

    /// The node as it stands, its numbers in one form.
    fn words<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Blame> {
        let number = self.node.text().and_then(|text| Exact::parse(&self.with_point(text)));
        match number.and_then(|number| number.to_decimal()) {
            Some(number) => visitor.visit_str(&number),
            None => self.deserialize_any(visitor),
        }
    }

    /// A number's text with a decimal point; nothing where it uses the other mark.
    fn with_point(self, text: &str) -> String {
        match self.mark {
            DecimalMark::Point => text.to_owned(),
            DecimalMark::Comma if text.contains('.') => String::new(),
            DecimalMark::Comma => text.replacen(',', ".", 1),
        }
    }

    fn number(self) -> Result<String, Blame> {
        let text = self.text()?;
        let written = self.with_point(text);
        if Exact::parse(&written).is_some() {
            return Ok(written);
        }
        let mark = if self.mark == DecimalMark::Point { "." } else { "," };
        Err(self.blame(
            Fault::new("bad-number", &self.node.place).with("text", text).with("mark", mark),
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

    fn yes(self) -> Result<bool, Blame> {
        match self.text()? {
            "true" | "yes" => Ok(true),
            "false" | "no" => Ok(false),
            word => {
                let known = ["true", "false", "yes", "no"];
                Err(self.blame(unknown(word, &known, &self.node.place)))
            }
        }
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
            visitor.$visit(self.told(self.integer($range), *$range.start()))
        }
    )*};
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = Blame;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Blame> {
        match &self.node.value {
            Value::Empty => visitor.visit_unit(),
            Value::Scalar(text) => visitor.visit_str(text),
            Value::List(items) => visitor.visit_seq(Items { reader: self, items: items.iter() }),
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
            KEPT => visitor.visit_seq(Twice(self)),
            WORDS => self.words(visitor),
            AT => visitor.visit_seq(Placed { reader: self, step: 0 }),
            NUMBER => visitor.visit_str(&self.told(self.number(), "0".to_owned())),
            DATE => visitor.visit_str(&self.told(self.date(), "1970-01-01".to_owned())),
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
        let pairs = self.pairs()?;
        self.report_unknown(pairs, fields);
        let pairs = pairs.iter();
        visitor
            .visit_map(Entries { reader: self, pairs, fields: Some(fields), value: None })
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
        visitor.visit_enum(Variant { key: self.of(key), value: value.map(|node| self.of(node)) })
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Blame> {
        match self.node.value {
            Value::Empty => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Blame> {
        visitor.visit_bool(self.told(self.yes(), false))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Blame> {
        visitor
            .visit_str(self.told(self.text(), ""))
            .map_err(|blame: Blame| blame.at(&self.node.place))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Blame> {
        self.deserialize_str(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Blame> {
        let items = match &self.node.value {
            Value::List(items) => items.as_slice(),
            _ => self.told(self.shape("shape-list"), &[]),
        };
        visitor.visit_seq(Items { reader: self, items: items.iter() })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Blame> {
        let pairs = self.pairs()?.iter();
        visitor.visit_map(Entries { reader: self, pairs, fields: None, value: None })
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Blame> {
        match &self.node.value {
            Value::List(items) if items.len() == length => {
                visitor.visit_seq(Items { reader: self, items: items.iter() })
            }
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
