//! A YAML file as written, each value with its place. The only module that knows `serde_yaml`.
//!
//! A file becomes a tree of nodes first, so that numbers keep the digits they were written with and one bad value
//! does not hide the next: every item of a list is read on its own, and every unknown key is found.

mod access;
mod at;
mod blame;
mod parse;
mod read;
mod words;

use std::fmt::Write as _;
use std::ops::RangeInclusive;

use crate::fault::{Fault, Faults, Place};
use crate::parallel::in_ranges;
use crate::quantity::Year;

pub use at::At;
pub(crate) use at::{Kept, Pairs, WORD_OR, list, word_or};
pub(crate) use words::Words;

/// Items that one thread reads at a time.
const LONG: usize = 1 << 10;

/// Years that a date can be written in.
pub(crate) const YEARS: RangeInclusive<i16> = 1..=9999;

fn not_whole<T: std::fmt::Display>(text: &str, place: &Place, range: &RangeInclusive<T>) -> Fault {
    let fault = Fault::new("bad-whole", place).with("text", text);
    fault.with("least", range.start().to_string()).with("most", range.end().to_string())
}

/// The year that a key names.
pub(crate) fn year_named(key: &At<String>, faults: &mut Faults) -> Option<Year> {
    let year = key.parse().ok().filter(|year| YEARS.contains(year)).map(Year);
    if year.is_none() {
        faults.add(not_whole(key, key.place(), &YEARS));
    }
    year
}

/// The text of a file, if it is UTF-8.
pub(crate) fn utf8<'a>(file: &str, bytes: &'a [u8], faults: &mut Faults) -> Option<&'a str> {
    let wrong = |error: std::str::Utf8Error| {
        let good = String::from_utf8_lossy(bytes.get(..error.valid_up_to()).unwrap_or_default());
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let line = number(1 + good.matches('\n').count());
        let column = number(1 + good.rsplit('\n').next().unwrap_or_default().chars().count());
        Fault::new("bad-encoding", &Place { file: file.into(), line, column })
    };
    std::str::from_utf8(bytes).map_err(|error| faults.add(wrong(error))).ok()
}

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
    /// Parses a file's bytes; what is wrong with them as YAML in UTF-8 goes to `faults`.
    pub fn parse(file: &str, bytes: &[u8], faults: &mut Faults) -> Option<Self> {
        let text = utf8(file, bytes, faults)?;
        parse::parse(file, text).map(|root| Self { root }).map_err(|fault| faults.add(fault)).ok()
    }

    /// Where the document starts.
    pub fn place(&self) -> &Place {
        &self.root.place
    }

    /// The text of a key at the top, before the document is read as anything.
    pub fn word(&self, key: &str) -> Option<&str> {
        self.root.get(key).and_then(Node::text)
    }

    /// The place of the value under these keys, the outermost first.
    pub fn place_of(&self, keys: &[&str]) -> Option<&Place> {
        keys.iter().try_fold(&self.root, |node, key| node.get(key)).map(|node| &node.place)
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

    /// The document's keys and values one after the other, without their places and without what stands under
    /// `left_out`; under `named`, keys are names that a person chose, and none is left out.
    pub fn spelled(&self, left_out: &[&str], named: &[&str]) -> String {
        let mut text = String::new();
        self.root.spell(
            &|key, above| left_out.contains(&key) && !named.contains(&above),
            "",
            &mut text,
        );
        text
    }

    /// The document as a `T`; everything that does not fit goes to `faults`.
    pub fn read<T: serde::de::DeserializeOwned>(
        &self,
        mark: DecimalMark,
        faults: &mut Faults,
    ) -> Option<T> {
        read::read(&self.root, mark, faults)
    }

    /// The items of a document that is one key over a long list, read on all threads; nothing where it is anything else.
    /// What does not fit goes to `faults`, as if the document were read whole.
    pub fn read_long_list<T: serde::de::DeserializeOwned + Send>(
        &self,
        key: &str,
        mark: DecimalMark,
        faults: &mut Faults,
    ) -> Option<Vec<T>> {
        let Value::Map(pairs) = &self.root.value else { return None };
        let [(name, Node { value: Value::List(items), .. })] = pairs.as_slice() else {
            return None;
        };
        if name.text() != Some(key) || items.len() < LONG {
            return None;
        }
        let read = in_ranges(items.len(), LONG, |range| {
            let mut faults = Faults::default();
            let items = items.get(range).unwrap_or_default().iter();
            let read = items.filter_map(|item| read::read(item, mark, &mut faults));
            (read.collect::<Vec<T>>(), faults)
        });
        let mut all = Vec::with_capacity(items.len());
        for (read, found) in read {
            all.extend(read);
            faults.join(found);
        }
        Some(all)
    }
}

impl Node {
    /// Every value between marks of its own, so that no two documents are spelled alike.
    fn spell(&self, is_left_out: &dyn Fn(&str, &str) -> bool, above: &str, text: &mut String) {
        match &self.value {
            Value::Empty => text.push('~'),
            // writing to a text does not fail
            Value::Scalar(word) => drop(write!(text, "{word:?} ")),
            Value::List(items) => {
                text.push('[');
                items.iter().for_each(|item| item.spell(is_left_out, above, text));
                text.push(']');
            }
            Value::Map(pairs) => {
                text.push('{');
                for (key, value) in pairs {
                    let name = key.text().unwrap_or_default();
                    if !is_left_out(name, above) {
                        key.spell(is_left_out, above, text);
                        value.spell(is_left_out, name, text);
                    }
                }
                text.push('}');
            }
        }
    }

    fn get(&self, key: &str) -> Option<&Node> {
        match &self.value {
            Value::Map(pairs) => pairs.iter().find(|(k, _)| k.text() == Some(key)).map(|(_, v)| v),
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
