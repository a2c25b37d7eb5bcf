//! What was written, as words in their order: for those who compare texts and not what they mean.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::quantity::Exact;

/// The name by which [`Words`] ask for numbers in one form, whatever mark the file uses.
pub(super) const WORDS: &str = "$words";

/// A written value. Two are equal when they say the same in the same order; numbers stand in one form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Words {
    #[default]
    Nothing,
    Word(String),
    List(Vec<Words>),
    Map(Vec<(String, Words)>),
}

impl Words {
    /// Every number in it.
    pub fn numbers(&self) -> Vec<Exact> {
        self.words().into_iter().filter_map(Exact::parse).collect()
    }

    /// Every word in it, keys apart.
    pub fn words(&self) -> Vec<&str> {
        match self {
            Self::Nothing => Vec::new(),
            Self::Word(word) => vec![word],
            Self::List(items) => items.iter().flat_map(Self::words).collect(),
            Self::Map(pairs) => pairs.iter().flat_map(|(_, value)| value.words()).collect(),
        }
    }
}

/// On one line, as YAML: `{reach: {of: done, at_least: 95}}`.
impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let comma = |k: usize| if k == 0 { "" } else { ", " };
        match self {
            Self::Nothing => Ok(()),
            Self::Word(word) => f.write_str(word),
            Self::List(items) => {
                f.write_str("[")?;
                for (k, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", comma(k))?;
                }
                f.write_str("]")
            }
            Self::Map(pairs) => {
                f.write_str("{")?;
                for (k, (key, value)) in pairs.iter().enumerate() {
                    write!(f, "{}{key}: {value}", comma(k))?;
                }
                f.write_str("}")
            }
        }
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct WordsVisitor;
        impl<'de> Visitor<'de> for WordsVisitor {
            type Value = Words;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("anything")
            }
            fn visit_unit<E>(self) -> Result<Words, E> {
                Ok(Words::Nothing)
            }
            fn visit_str<E>(self, text: &str) -> Result<Words, E> {
                Ok(Words::Word(text.to_owned()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Words, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(Words::List(items))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Words, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Words::Map(pairs))
            }
        }
        deserializer.deserialize_newtype_struct(WORDS, WordsVisitor)
    }
}
