//! A YAML file as written, each value with its place. The only module that knows `serde_yaml`.
//!
//! A file becomes a tree of nodes first, so that numbers keep the digits they were written with and one bad value
//! does not hide the next: every item of a list is read on its own, and every unknown key is found.

mod access;
mod at;
mod blame;
mod parse;
mod read;

use crate::fault::{Faults, Place};

pub use at::At;
pub(crate) use at::{Pairs, WORD_OR, list, word_or};

/// How decimals are written in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum DecimalMark {
    #[default]
    Point,
    Comma,
}

/// One YAML file, parsed.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    root: Node,
}

#[derive(Clone, Debug)]
pub(crate) struct Node {
    place: Place,
    value: Value,
}

#[derive(Clone, Debug)]
enum Value {
    Empty,
    Scalar(String),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
}

impl Document {
    /// Parses `text`; what is wrong with it as YAML goes to `faults`.
    pub fn parse(file: &str, text: &str, faults: &mut Faults) -> Option<Self> {
        parse::parse(file, text)
            .map(|root| Self { root })
            .map_err(|fault| faults.add(fault))
            .ok()
    }

    /// Where the document starts.
    pub fn place(&self) -> &Place {
        &self.root.place
    }

    /// The text of a key at the top, before the document is read as anything.
    pub fn word(&self, key: &str) -> Option<&str> {
        self.root.get(key).and_then(Node::text)
    }

    /// The words of a list at the top.
    pub fn words(&self, key: &str) -> Vec<&str> {
        match self.root.get(key).map(|node| &node.value) {
            Some(Value::List(items)) => items.iter().filter_map(Node::text).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether the top is a map with this key.
    pub fn has(&self, key: &str) -> bool {
        self.root.get(key).is_some()
    }

    /// The document as a `T`; everything that does not fit goes to `faults`.
    pub fn read<T: serde::de::DeserializeOwned>(
        &self,
        mark: DecimalMark,
        faults: &mut Faults,
    ) -> Option<T> {
        read::read(&self.root, mark, faults)
    }
}

impl Node {
    fn get(&self, key: &str) -> Option<&Node> {
        match &self.value {
            Value::Map(pairs) => pairs
                .iter()
                .find(|(k, _)| k.text() == Some(key))
                .map(|(_, v)| v),
            _ => None,
        }
    }

    fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text) => Some(text),
            _ => None,
        }
    }
}
