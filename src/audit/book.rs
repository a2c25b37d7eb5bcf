//! What an audit collects on its way: figures, relations kept, findings.

use super::convention::Convention;
use super::law::Relation;
use super::ledger::{Changes, Ledger, Slack};
use super::{Finding, Wrong};
use crate::language::Message;

/// What is collected on the way.
#[derive(Debug, Default)]
pub(super) struct Book {
    pub ledger: Ledger,
    pub relations: Vec<Relation>,
    pub conventions: Vec<Convention>,
    pub findings: Vec<Finding>,
    pub checked: usize,
}

impl Book {
    /// Keeps relations of one family under the rounding that explains most of them.
    pub fn keep(&mut self, mut relations: Vec<Relation>) {
        let none = Changes::new();
        let failing = |relations: &[Relation]| {
            relations.iter().filter(|relation| !relation.holds(&self.ledger, &none)).count()
        };
        let cut: Vec<Relation> =
            relations.iter().map(|relation| relation.rounded(Slack::Truncate)).collect();
        if failing(&cut) < failing(&relations) {
            relations = cut;
        }
        self.keep_as_is(relations);
    }

    pub fn keep_as_is(&mut self, relations: Vec<Relation>) {
        for relation in relations {
            if !self.relations.iter().any(|known| known.same(&relation)) {
                self.relations.push(relation);
            }
        }
    }

    /// A count per tier in one table that the rows of another do not bear out.
    pub fn count_differs(&mut self, cell: usize, found: usize) {
        let Some(cell) = self.ledger.get(cell) else {
            return;
        };
        let message = Message::new("audit-tier-count")
            .with("printed", &cell.text)
            .with("found", found)
            .with("tier", &cell.row);
        let mut finding =
            Finding::contradiction("audit-tier-count", vec![cell.place.clone()], message);
        finding.wrong.push(Wrong {
            place: cell.place.clone(),
            row: cell.row.clone(),
            column: cell.column.clone(),
            printed: cell.text.clone(),
            reconciled: Some(found.to_string()),
        });
        self.findings.push(finding);
    }
}
