//! A crosswalk proposed: by what the later set says its items were, then by id, rule and title.

use super::{Crosswalk, Link, Relation, difference, link};
use crate::criteria::{Criteria, Node};
use crate::fault::likeness;

/// How like two titles are that may be one item's, from 0 to 100.
const ALIKE: u8 = 80;

pub(super) fn draft(earlier: &Criteria, later: &Criteria) -> Crosswalk {
    let mut draft = Draft { earlier, later, pairs: Vec::new() };
    draft.by_what_it_was();
    draft.by(|was, is| {
        was.id == is.id && (was.title == is.title || was.rule_words == is.rule_words)
    });
    draft.by(|was, is| was.title == is.title);
    draft.by(|was, is| {
        was.rule_words == is.rule_words && was.max == is.max && like(was, is) >= ALIKE / 2
    });
    draft.by(|was, is| like(was, is) >= ALIKE);
    Crosswalk {
        earlier: earlier.year,
        later: later.year,
        links: draft.links(),
        total: later.total.clone(),
        confirmed: false,
    }
}

fn like(was: &Node, is: &Node) -> u8 {
    likeness(&was.title.vi, &is.title.vi)
}

struct Draft<'a> {
    earlier: &'a Criteria,
    later: &'a Criteria,
    /// Nodes of the earlier and of the later year that belong together.
    pairs: Vec<(usize, usize)>,
}

impl Draft<'_> {
    fn by_what_it_was(&mut self) {
        for (now, node, _) in self.later.items() {
            let was = node.was.get(&self.earlier.year);
            let before = was.and_then(|was| self.earlier.node(was));
            let is_item =
                |k: &usize| self.earlier.nodes.get(*k).is_some_and(|node| node.rule.is_some());
            self.pairs.extend(before.filter(is_item).map(|before| (before, now)));
        }
    }

    /// Pairs items that have no partner yet, in the order of both decisions.
    fn by(&mut self, fits: impl Fn(&Node, &Node) -> bool) {
        for (now, is, _) in self.later.items() {
            if self.pairs.iter().any(|(_, k)| *k == now) {
                continue;
            }
            let free = |k: &usize| !self.pairs.iter().any(|(before, _)| before == k);
            let found = self.earlier.items().find(|(before, was, _)| free(before) && fits(was, is));
            self.pairs.extend(found.map(|(before, _, _)| (before, now)));
        }
    }

    fn links(&self) -> Vec<Link> {
        let mut links = Vec::new();
        for (now, _, _) in self.later.items() {
            let before = self.pairs.iter().find(|(_, k)| *k == now).map(|(before, _)| *before);
            let Some(before) = before else {
                links.push(self.link(Relation::New, &[], &[now]));
                continue;
            };
            let parts: Vec<usize> =
                self.pairs.iter().filter(|(k, _)| *k == before).map(|(_, now)| *now).collect();
            match parts.as_slice() {
                [_] => {
                    let relation = difference(self.earlier, before, self.later, now);
                    links.push(self.link(relation, &[before], &[now]));
                }
                [first, ..] if *first == now => {
                    links.push(self.link(Relation::Split, &[before], &parts));
                }
                _ => {}
            }
        }
        let gone = self
            .earlier
            .items()
            .filter(|(k, _, _)| !self.pairs.iter().any(|(before, _)| before == k));
        links.extend(gone.map(|(k, _, _)| self.link(Relation::Dropped, &[k], &[])));
        links
    }

    fn link(&self, relation: Relation, before: &[usize], now: &[usize]) -> Link {
        link(relation, (self.earlier, before), (self.later, now))
    }
}
