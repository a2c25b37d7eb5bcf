//! YAML text to nodes, within bounds: no anchors, limited depth and size.

mod list;

use std::collections::HashMap;
use std::sync::Arc;

use serde_yaml::granit_parser::{Event, Parser, ScalarStyle, ScanError};

use super::{Node, Value};
use crate::fault::{Fault, Place};
use crate::language::Message;

/// Deeper than any decision's annex; the readers below recurse, so this bounds their stack.
const DEEPEST: usize = 64;
/// Values in one file; a set of 100 items has some 3,000, a register of 60,000 agencies this many.
const MOST_NODES: usize = 500_000;

/// Keys that are looked for one after the other.
const FEW: usize = 8;

enum Open {
    List(Place, Vec<Node>),
    Map(Place, Vec<(Node, Node)>, Option<Node>),
}

pub(super) fn parse(file: &str, text: &str) -> Result<Node, Fault> {
    let file: Arc<str> = file.into();
    let text = text.trim_start_matches('\u{feff}');
    match list::parse(&file, text) {
        Some(root) => Ok(root),
        None => whole(&file, text),
    }
}

fn whole(file: &Arc<str>, text: &str) -> Result<Node, Fault> {
    let (root, _) = nodes(&Start { file: Arc::clone(file), line: 1 }, text)?;
    let place = Place { file: Arc::clone(file), line: 1, column: 1 };
    Ok(root.unwrap_or(Node { place, value: Value::Empty }))
}

/// Where a text starts.
struct Start {
    file: Arc<str>,
    line: usize,
}

/// The nodes of a text, and how many events made them.
fn nodes(start: &Start, text: &str) -> Result<(Option<Node>, usize), Fault> {
    let mut open: Vec<Open> = Vec::new();
    let mut root = None;
    let mut count = 0_usize;
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| syntax(start, &error))?;
        let place = start.place(span.start.line(), span.start.col());
        count += 1;
        if count > MOST_NODES {
            return Err(Fault::new("too-large", &place).with("most", MOST_NODES));
        }
        let done = match event {
            Event::Scalar(text, style, anchor, tag) => {
                plain(&place, anchor, tag.is_some())?;
                let empty = style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null");
                let value = if empty { Value::Empty } else { Value::Scalar(text.into_owned()) };
                Some(Node { place, value })
            }
            Event::SequenceStart(_, anchor, tag) => {
                plain(&place, anchor, tag.is_some())?;
                begun(&mut open, Open::List(place, Vec::new()))?
            }
            Event::MappingStart(_, anchor, tag) => {
                plain(&place, anchor, tag.is_some())?;
                begun(&mut open, Open::Map(place, Vec::new(), None))?
            }
            Event::SequenceEnd | Event::MappingEnd => open.pop().map(closed).transpose()?,
            Event::Alias(_) | Event::Anchor(..) | Event::UnresolvedAlias(_) => {
                return Err(Fault::new("anchor-used", &place));
            }
            _ => None,
        };
        if let Some(node) = done {
            put(&mut open, &mut root, node)?;
        }
    }
    Ok((root, count))
}

fn plain(place: &Place, anchor: usize, tagged: bool) -> Result<(), Fault> {
    if anchor > 0 || tagged { Err(Fault::new("anchor-used", place)) } else { Ok(()) }
}

fn begun(open: &mut Vec<Open>, begun: Open) -> Result<Option<Node>, Fault> {
    if open.len() == DEEPEST {
        let (Open::List(place, _) | Open::Map(place, ..)) = &begun;
        return Err(Fault::new("too-deep", place).with("most", DEEPEST));
    }
    open.push(begun);
    Ok(None)
}

fn closed(open: Open) -> Result<Node, Fault> {
    Ok(match open {
        Open::List(place, items) => Node { place, value: Value::List(items) },
        Open::Map(place, pairs, _) => {
            repeated(&pairs)?;
            // a block map is placed at its first key
            let place = pairs.first().map_or(place, |(key, _)| key.place.clone());
            Node { place, value: Value::Map(pairs) }
        }
    })
}

/// No key may stand twice in a map.
fn repeated(pairs: &[(Node, Node)]) -> Result<(), Fault> {
    let mut lines: HashMap<&str, u32> = HashMap::new();
    for (k, (key, _)) in pairs.iter().enumerate() {
        let Some(name) = key.text() else { continue };
        // most maps have a few keys: they are looked through sooner than looked up
        let before = if pairs.len() <= FEW {
            let mut before = pairs.iter().take(k).map(|(key, _)| key);
            before.find(|key| key.text() == Some(name)).map(|key| key.place.line)
        } else {
            lines.insert(name, key.place.line)
        };
        if let Some(line) = before {
            let line = usize::try_from(line).unwrap_or_default();
            return Err(Fault::new("duplicate-key", &key.place)
                .with("key", name)
                .with("line", line));
        }
    }
    Ok(())
}

fn put(open: &mut [Open], root: &mut Option<Node>, node: Node) -> Result<(), Fault> {
    match open.last_mut() {
        None if root.is_some() => {
            return Err(Fault::new("yaml-syntax", &node.place)
                .with("what", Message::new("second-document")));
        }
        None => *root = Some(node),
        Some(Open::List(_, items)) => items.push(node),
        Some(Open::Map(_, pairs, key)) => match key.take() {
            None => *key = Some(node),
            Some(key) => pairs.push((key, node)),
        },
    }
    Ok(())
}

impl Start {
    /// The place at this line of the text, from 1, and this column, from 0.
    fn place(&self, line: usize, column: usize) -> Place {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Place {
            file: Arc::clone(&self.file),
            line: number(self.line + line - 1),
            column: number(column + 1),
        }
    }
}

fn syntax(start: &Start, error: &ScanError) -> Fault {
    let marker = error.marker();
    let place = start.place(marker.line(), marker.col());
    Fault::new("yaml-syntax", &place).with("what", error.info())
}
