//! How serde walks lists, maps and kinds of our nodes.

use serde::de::value::UnitDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer as _, IntoDeserializer, Visitor};

use super::blame::Blame;
use super::read::Reader;
use super::{Node, at};

pub(super) struct Items<'a> {
    pub reader: Reader<'a>,
    pub items: std::slice::Iter<'a, Node>,
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

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

impl Reader<'_> {
    /// Reads an element or an entry; what is wrong with it is reported at once, so that the next can be read too.
    fn seeded<'de, T: DeserializeSeed<'de>>(self, node: &Node, seed: T) -> Result<T::Value, Blame> {
        let reader = Reader { node, mark: self.mark, faults: self.faults };
        seed.deserialize(reader).map_err(|blame| {
            if let Some(fault) = blame.into_fault(&node.place) {
                self.faults.borrow_mut().add(fault);
            }
            Blame::Reported
        })
    }
}

pub(super) struct Entries<'a> {
    pub reader: Reader<'a>,
    pub pairs: std::slice::Iter<'a, (Node, Node)>,
    pub fields: Option<&'static [&'static str]>,
    pub value: Option<&'a Node>,
}

impl<'de> de::MapAccess<'de> for Entries<'_> {
    type Error = Blame;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Blame> {
        for (key, value) in self.pairs.by_ref() {
            let name = self.reader.of(key).text()?;
            // a key that is not known was reported when the map was met
            if self.fields.is_none_or(|known| known.contains(&name)) {
                self.value = Some(value);
                return seed.deserialize(self.reader.of(key)).map(Some);
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
pub(super) struct Placed<'a> {
    pub reader: Reader<'a>,
    pub step: u8,
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
        at::hand_over(self.reader.node.place.clone());
        let nothing: UnitDeserializer<Blame> = ().into_deserializer();
        seed.deserialize(nothing).map(Some)
    }
}

/// A value twice: its words, then itself with its place.
pub(super) struct Twice<'a>(pub Reader<'a>);

impl<'de> de::SeqAccess<'de> for Twice<'_> {
    type Error = Blame;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Blame> {
        seed.deserialize(self.0).map(Some)
    }
}

pub(super) struct Variant<'a> {
    pub key: Reader<'a>,
    pub value: Option<Reader<'a>>,
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
            Some(value) => seed.deserialize(value).map_err(|blame| blame.at(&value.node.place)),
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
        self.value.unwrap_or(self.key).deserialize_struct("", fields, visitor)
    }
}
