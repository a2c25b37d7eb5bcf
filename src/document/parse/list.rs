//! A long list of one item a line, as registers of many agencies are: parsed in pieces on all threads, to the same nodes.

use std::sync::Arc;

use super::{MOST_NODES, Start, nodes};
use crate::document::{Node, Value};
use crate::fault::Place;
use crate::parallel::in_ranges;

/// Shorter texts are parsed at once.
const LONG: usize = 1 << 16;
/// Bytes of a piece, about.
const PIECE: usize = 1 << 15;

/// The document, if it is one key over such a list; nothing where it is anything else, or has a fault.
///
/// An item that opens a quote or a bracket and does not close it on its line is a fault of its piece, unless that closes
/// it: pieces without a fault hold whole items, and the next one goes on where the list stands.
pub(super) fn parse(file: &Arc<str>, text: &str) -> Option<Node> {
    if text.len() < LONG {
        return None;
    }
    let (head, items) = text.split_once('\n')?;
    let is_word = |key: &&str| {
        !matches!(*key, "" | "null") && key.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    let key = head.strip_suffix(':').filter(is_word)?;
    let pieces = pieces(items)?;
    let read = in_ranges(pieces.len(), 1, |range| {
        let (line, piece) = pieces.get(range.start)?;
        // a name of its own: two threads that count the holders of one wait for each other
        nodes(&Start { file: (**file).into(), line: *line }, piece).ok()
    });
    let mut place = None;
    let mut all = Vec::new();
    let mut count = 0;
    for read in read {
        let (root, events) = read?;
        let Node { place: of_piece, value: Value::List(items) } = root? else { return None };
        place = place.or(Some(of_piece));
        all.extend(items);
        count += events;
    }
    if count > MOST_NODES {
        return None;
    }
    let start = Place { file: Arc::clone(file), line: 1, column: 1 };
    let key = Node { place: start.clone(), value: Value::Scalar(key.to_owned()) };
    let list = Node { place: place?, value: Value::List(all) };
    Some(Node { place: start, value: Value::Map(vec![(key, list)]) })
}

/// The lines in pieces, each with the line of the file that it starts on; nothing where one looks like no item.
fn pieces(items: &str) -> Option<Vec<(usize, &str)>> {
    let mut pieces = Vec::new();
    let (mut start, mut end, mut first) = (0, 0, 2);
    for (line, text) in (2..).zip(items.split_inclusive('\n')) {
        let item = text.trim_ascii_end();
        if !item.starts_with("  - {") || !item.ends_with('}') {
            return None;
        }
        end += text.len();
        if end - start >= PIECE {
            pieces.push((first, items.get(start..end)?));
            (start, first) = (end, line + 1);
        }
    }
    if end > start {
        pieces.push((first, items.get(start..end)?));
    }
    Some(pieces)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::document::parse::whole;

    fn register(odd: &str) -> String {
        let names =
            ["Sở Y tế", "\"Sở, ngành } #1\"", "'it''s: {'", "a#b", "[x, {y: z}]", "~", "{}"];
        let mut text = String::from("agencies:\n");
        for k in 0..3000 {
            let name = names[k % names.len()];
            writeln!(text, "  - {{ code: \"{k}\", name: {name}, since: 20{:02} }}", k % 90)
                .unwrap();
            if k == 1500 {
                text.push_str(odd);
            }
        }
        text
    }

    #[test]
    fn a_list_in_pieces_is_the_list() {
        let odd = [
            "",
            "  - { a: 1 }: { b: 2 }\n",
            "  - { a: 1 } # }\r\n",
            "  - {}\n",
            "  - {\"a\": \"}\"}\n",
        ];
        for odd in odd {
            let (file, text) = ("f.yaml".into(), register(odd));
            let pieces = parse(&file, &text).map(|root| format!("{root:?}"));
            assert_eq!(pieces, whole(&file, &text).ok().map(|root| format!("{root:?}")), "{odd}");
            assert!(pieces.is_some(), "{odd}");
        }
    }

    #[test]
    fn what_is_no_such_list_is_left_to_the_whole() {
        let odd = [
            "  - { a: \"x }\n",
            "  - { a: [ }\n",
            "  - { a: 1, a: 2 }\n",
            "  - { a: &x 1 }\n",
            "  - { a:\n      1 }\n",
            "  # }\n",
            "more:\n",
            "\n",
        ];
        for odd in odd {
            assert!(parse(&"f.yaml".into(), &register(odd)).is_none(), "{odd}");
        }
    }
}
