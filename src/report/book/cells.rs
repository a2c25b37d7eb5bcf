//! Products as cells: figures rounded as the set prints them, words in the reader's language, the columns of an agency.

use super::look::Look;
use super::page::{Cell, Column};
use crate::code::PeerGroup;
use crate::language::Message;
use crate::quantity::Exact;
use crate::report::Report;
use crate::standings::Standing;

/// The columns of an agency: group, rank, code, name. They stay in sight.
pub(super) const FROZEN: u16 = 4;

impl Report<'_> {
    pub(super) fn word(&self, name: &'static str) -> String {
        self.say(&Message::new(name))
    }

    /// A figure as the set prints it.
    pub(super) fn figure(&self, number: &Exact) -> Cell {
        Cell::Number(number.rounded(self.standings.display).nearest_float())
    }

    pub(super) fn figure_or_blank(&self, number: Option<&Exact>) -> Cell {
        number.map_or(Cell::Blank, |number| self.figure(number))
    }

    /// What tables of all agencies start with: group, rank, code, name.
    pub(super) fn agency_columns(&self) -> Vec<Column> {
        vec![
            Column::new(self.word("head-group"), 18.0, Look::Text),
            Column::new(self.word("head-rank"), 7.0, Look::Whole),
            Column::new(self.word("head-code"), 12.0, Look::Text),
            Column::new(self.word("head-agency"), 40.0, Look::Text),
        ]
    }

    pub(super) fn agency_cells(&self, standing: &Standing) -> Vec<Cell> {
        let agency = &standing.agency;
        vec![
            Cell::text(self.group_named(&agency.group)),
            rank(standing),
            Cell::text(agency.code.as_str()),
            Cell::text(agency.name.in_language(self.language)),
        ]
    }

    pub(super) fn group_named<'a>(&'a self, name: &'a PeerGroup) -> &'a str {
        let known = self.criteria.group(name);
        known.map_or(name.as_str(), |group| group.title.in_language(self.language))
    }
}

pub(super) fn rank(standing: &Standing) -> Cell {
    standing.rank.map_or_else(|| Cell::text("–"), |rank| Cell::whole(rank.0))
}
