//! Why a value could not be read, as serde passes it on.

use std::fmt;

use serde::de;

use crate::fault::{Fault, Place, hint};

/// Why a value could not be read; `Reported` when its fault is already among the faults.
#[derive(Debug)]
pub(super) enum Blame {
    Fault(Box<Fault>),
    Missing(&'static str),
    Unknown(String, &'static [&'static str]),
    Unplaced(String),
    Reported,
}

impl Blame {
    pub fn into_fault(self, place: &Place) -> Option<Fault> {
        match self {
            Self::Fault(fault) => Some(*fault),
            Self::Missing(key) => Some(Fault::new("missing-key", place).with("key", key)),
            Self::Unknown(word, known) => Some(unknown(&word, known, place)),
            Self::Unplaced(text) => Some(Fault::new("bad-word", place).with("word", text)),
            Self::Reported => None,
        }
    }

    pub fn at(self, place: &Place) -> Self {
        self.into_fault(place).map_or(Self::Reported, |fault| Self::Fault(Box::new(fault)))
    }
}

impl fmt::Display for Blame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Blame {}

impl de::Error for Blame {
    fn custom<T: fmt::Display>(text: T) -> Self {
        Self::Unplaced(text.to_string())
    }
    fn missing_field(field: &'static str) -> Self {
        Self::Missing(field)
    }
    fn unknown_variant(word: &str, known: &'static [&'static str]) -> Self {
        Self::Unknown(word.to_owned(), known)
    }
}

/// A word that is none of `known`.
pub(super) fn unknown(word: &str, known: &[&str], place: &Place) -> Fault {
    let names = || known.iter().copied();
    let fault = Fault::new("unknown-kind", place).with("kind", word);
    fault.with("hint", hint(word, names())).listing("known", names())
}
