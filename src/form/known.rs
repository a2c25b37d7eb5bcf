//! What the evidence already says of the agency, so that a form need not ask again.

use std::borrow::Cow;

use crate::column::Column;
use crate::criteria::Criteria;
use crate::evidence::{Evidence, Lane, Presence, Source};
use crate::plan::Plan;
use crate::quantity::Exact;
use crate::scores::Scores;

/// One agency's evidence as its own lane sees it, the means of the others with it; nothing where there is none yet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known<'a> {
    evidence: Option<(Cow<'a, Evidence>, usize)>,
    columns: Vec<Column>,
}

/// An agency's word that a node does not apply: why, who said so, who confirmed it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Declaration {
    pub reason: String,
    pub by: Option<String>,
    pub confirmed: Option<String>,
}

impl<'a> Known<'a> {
    pub fn of(criteria: &Criteria, evidence: &'a Evidence, row: usize) -> Self {
        let own = match evidence.lane() {
            Lane::SelfScored => Cow::Borrowed(evidence),
            _ if !evidence.has_lanes() => Cow::Borrowed(evidence),
            _ => Cow::Owned(evidence.clone().in_lane(Lane::SelfScored)),
        };
        let columns = Scores::columns(&Plan::compile(criteria), &own);
        Self { evidence: Some((own, row)), columns }
    }

    /// The evidence and the agency's row in it.
    pub fn evidence(&self) -> Option<(&Evidence, usize)> {
        self.evidence.as_ref().map(|(evidence, row)| (evidence.as_ref(), *row))
    }

    /// The figure in a column, those that the engine works out included.
    pub fn figure(&self, slot: usize) -> Option<Exact> {
        let (_, row) = self.evidence()?;
        self.columns.get(slot)?.get(row)
    }

    /// What the figure in a column rests on; there whenever a figure was sent, if only an empty one.
    pub fn source(&self, slot: usize) -> Option<Source> {
        let (evidence, row) = self.evidence()?;
        evidence.sources(row, usize::MAX, &[slot]).into_iter().next()
    }

    /// What was noted on a node as a whole.
    pub fn note(&self, node: usize) -> Option<Source> {
        let (evidence, row) = self.evidence()?;
        evidence.sources(row, node, &[]).into_iter().next()
    }

    pub fn objective(&self, node: usize) -> Option<&str> {
        let (evidence, row) = self.evidence()?;
        evidence.objective(row, node)
    }

    /// The declaration made of this very node, not of one above it.
    pub fn declared(&self, criteria: &Criteria, node: usize) -> Option<Declaration> {
        let here = self.declaration(node)?;
        let above = criteria.nodes.get(node).and_then(|node| self.declaration(node.parent));
        (above.as_ref() != Some(&here)).then_some(here)
    }

    fn declaration(&self, node: usize) -> Option<Declaration> {
        let (evidence, row) = self.evidence()?;
        match evidence.presence(row, node) {
            Presence::NotApplicable { reason, declared_by, confirmed_by, .. } => {
                Some(Declaration {
                    reason: reason.clone(),
                    by: declared_by.clone(),
                    confirmed: confirmed_by.clone(),
                })
            }
            Presence::Sent | Presence::NotSent => None,
        }
    }
}
