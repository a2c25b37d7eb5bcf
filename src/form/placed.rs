//! What each lane says, in the cells that the form has for it; what has none is a further line.

use std::collections::BTreeMap;

use super::known::Known;
use crate::criteria::Criteria;
use crate::evidence::{Lane, Line, Reference, Said, Signed};
use crate::quantity::Exact;

/// The lanes' lines of one agency.
#[derive(Clone, Debug, Default)]
pub(super) struct Placed<'a> {
    /// Who signs each lane on the summary, the agency's own first.
    pub signers: [Signed; 3],
    /// Points claimed or granted, by lane and item.
    pub marks: BTreeMap<(Lane, usize), Written<'a>>,
    /// Figures as a later lane has them, by lane and column.
    pub figures: BTreeMap<(Lane, usize), Written<'a>>,
    /// What a later lane remarks of an item without a mark.
    pub remarks: BTreeMap<(Lane, usize), &'a str>,
    pub further: Vec<Line<'a>>,
}

/// Points or a figure, why, and on what document.
#[derive(Clone, Debug)]
pub(super) struct Written<'a> {
    pub value: Exact,
    pub why: Option<&'a str>,
    pub document: Option<&'a Reference>,
}

impl<'a> Written<'a> {
    fn of(line: &Line<'a>, value: &Exact) -> Self {
        Self { value: value.clone(), why: line.note, document: line.document }
    }
}

impl<'a> Placed<'a> {
    pub fn of(known: &'a Known<'_>, criteria: &Criteria) -> Self {
        let mut placed = Self::default();
        let Some((evidence, row)) = known.evidence() else {
            return placed;
        };
        let own = joined(&evidence.own_signatures(row));
        for line in evidence.claims(row) {
            match line.said {
                Said::Mark(Some(points)) if line.document.is_none() && line.note.is_none() => {
                    placed.marks.insert((line.lane, line.node), Written::of(&line, points));
                }
                _ => placed.further.push(line),
            }
        }
        let node_of = |slot: usize| {
            let figures = criteria.figures.iter();
            let mut figures = figures.filter(|f| (f.slot..f.slot + f.width()).contains(&slot));
            let item = figures.next().and_then(|figure| figure.item.as_ref());
            item.and_then(|item| criteria.node(item.as_str())).unwrap_or(0)
        };
        let [appraised, last] = [Lane::Appraised, Lane::Final].map(|lane| {
            let lines = evidence.lines(lane, row, node_of);
            let signer = most_frequent(&lines);
            lines.into_iter().for_each(|line| placed.take(line, &signer, criteria));
            signer
        });
        placed.signers = [own, appraised, last];
        placed
    }

    /// Puts a line of a later lane where it belongs.
    fn take(&mut self, line: Line<'a>, signer: &Signed, criteria: &Criteria) {
        let at = (line.lane, line.node);
        let is_item = criteria.nodes.get(line.node).is_some_and(|node| node.rule.is_some());
        let fits = line.signed == *signer && line.node > 0;
        let bare = line.document.is_none();
        match &line.said {
            Said::Mark(Some(points)) if fits => {
                self.marks.insert(at, Written::of(&line, points));
            }
            Said::Figure(slot, Some(figure)) if fits => {
                self.figures.insert((line.lane, *slot), Written::of(&line, figure));
            }
            Said::Words("note", words)
                if fits && bare && is_item && !self.marks.contains_key(&at) =>
            {
                self.remarks.insert(at, words);
            }
            _ => self.further.push(line),
        }
    }
}

/// Everyone who signed, each once in their order, and the latest day.
fn joined(signatures: &[Signed]) -> Signed {
    let mut names: Vec<&str> = Vec::new();
    for name in signatures.iter().filter_map(|(by, _)| by.as_deref()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let by = (!names.is_empty()).then(|| names.join("; "));
    (by, signatures.iter().filter_map(|(_, on)| *on).max())
}

/// Who signed most lines, the first of those alike.
fn most_frequent(lines: &[Line<'_>]) -> Signed {
    let signed = || lines.iter().map(|line| &line.signed).filter(|signed| **signed != (None, None));
    let many = |one: &Signed| signed().filter(|other| *other == one).count();
    let most = signed().rev().max_by_key(|one| many(one));
    most.cloned().unwrap_or_default()
}
