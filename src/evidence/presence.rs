//! Whether anything was sent for an item: a bit for each agency, and the few declarations that it does not apply.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::column::Bits;

/// Whether anything was sent for an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Presence {
    /// Something was, if only an empty figure.
    Sent,
    /// Nothing was.
    #[default]
    NotSent,
    /// It was declared not to apply.
    NotApplicable {
        reason: String,
        declared_by: Option<String>,
        confirmed_by: Option<String>,
        /// Whether figures were sent all the same.
        sent: bool,
    },
}

impl Presence {
    /// What a node declared not to apply is to one below it.
    pub(super) fn inherited(&self, sent: bool) -> Option<Self> {
        match self.clone() {
            Self::NotApplicable { reason, declared_by, confirmed_by, .. } => {
                Some(Self::NotApplicable { reason, declared_by, confirmed_by, sent })
            }
            Self::Sent | Self::NotSent => None,
        }
    }

    /// Whether a line was sent for any figure of the item.
    pub fn is_sent(&self) -> bool {
        matches!(self, Self::Sent | Self::NotApplicable { sent: true, .. })
    }
}

/// What was sent for every node by every agency.
#[derive(Clone, Debug, Default)]
pub(crate) struct Presences {
    /// For each node, who sent something.
    sent: Vec<Bits>,
    /// What was declared not to apply, by node and row.
    declared: BTreeMap<(usize, usize), Presence>,
}

impl Presences {
    /// Nothing sent by anyone.
    pub fn none(nodes: usize, rows: usize) -> Self {
        Self { sent: vec![Bits::none(rows); nodes], declared: BTreeMap::new() }
    }

    pub fn of(&self, row: usize, node: usize) -> &Presence {
        match self.declared.get(&(node, row)) {
            Some(declared) => declared,
            None if self.is_sent(row, node) => &Presence::Sent,
            None => &Presence::NotSent,
        }
    }

    fn is_sent(&self, row: usize, node: usize) -> bool {
        self.sent.get(node).is_some_and(|sent| sent.get(row))
    }

    pub fn set(&mut self, row: usize, node: usize, presence: Presence) {
        if let Some(sent) = self.sent.get_mut(node) {
            sent.set(row, presence.is_sent());
        }
        if matches!(presence, Presence::NotApplicable { .. }) {
            self.declared.insert((node, row), presence);
        } else {
            self.declared.remove(&(node, row));
        }
    }

    /// All of these sent something for a node.
    pub fn send_all(&mut self, node: usize, rows: &Bits) {
        if let Some(sent) = self.sent.get_mut(node) {
            sent.join(rows);
        }
    }

    /// A figure of the node was sent after all.
    pub fn send(&mut self, row: usize, node: usize) {
        if let Some(bits) = self.sent.get_mut(node) {
            bits.set(row, true);
        }
        if let Some(Presence::NotApplicable { sent, .. }) = self.declared.get_mut(&(node, row)) {
            *sent = true;
        }
    }

    /// Who sent something for a node, declarations with figures included.
    pub fn sent(&self, node: usize) -> Option<&Bits> {
        self.sent.get(node)
    }

    /// Who declared that a node does not apply, and what they declared.
    pub fn declared(&self, node: usize) -> impl Iterator<Item = (usize, &Presence)> {
        self.declared_in(node, 0..usize::MAX)
    }

    /// The same of these rows alone.
    pub fn declared_in(
        &self,
        node: usize,
        rows: Range<usize>,
    ) -> impl Iterator<Item = (usize, &Presence)> {
        let all = self.declared.range((node, rows.start)..(node, rows.end));
        all.map(|((_, row), presence)| (*row, presence))
    }
}
