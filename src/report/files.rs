//! Report -> files that people open: the results book, the web page, Word documents.

use super::{Analyses, GroupedBy, Report, book, docx, page};
use crate::advice::Mends;
use crate::code::AgencyCode;
use crate::office::Office;
use crate::overview::Overview;

impl Report<'_> {
    /// The results book, XLSX: front sheet with charts, a ranking per peer group, areas, items, changes, losses.
    ///
    /// Cells hold binary floats: each figure is rounded exactly as the set prints it, then the nearest float is written.
    ///
    /// # Errors
    /// What the library said.
    pub fn results_book(&self) -> Result<Vec<u8>, String> {
        book::results(self)
    }

    /// The results as one web page that needs nothing else: both languages, every agency, the change between the years.
    ///
    /// # Errors
    /// What the library of templates said.
    pub fn page(&self) -> Result<String, String> {
        page::html(self, &Analyses::default())
    }

    /// The same as a book, XLSX.
    ///
    /// # Errors
    /// What the library said.
    pub fn comparison_book(&self) -> Result<Vec<u8>, String> {
        book::comparison(self)
    }

    /// The same as a book, XLSX, with its sums by area, office or cause if asked.
    ///
    /// # Errors
    /// What the library said.
    pub fn losses_book(&self, agencies: &[AgencyCode], by: GroupedBy) -> Result<Vec<u8>, String> {
        book::ledger(self, &self.standings_of(agencies), by)
    }

    /// The annex of the decision that publishes the round, as Word opens it: the tables of every peer group.
    ///
    /// # Errors
    /// What the library said.
    pub fn annex_docx(&self, office: &Office) -> Result<Vec<u8>, String> {
        docx::annex(docx::Writer { report: self, office })
    }

    /// The report on the round as Word opens it: means, best and worst, tiers, movements, most-lost items.
    ///
    /// # Errors
    /// What the library said.
    pub fn round_docx(&self, office: &Office) -> Result<Vec<u8>, String> {
        let Self { criteria, evidence, scores, standings, comparison, .. } = self;
        let overview = Overview::of(criteria, evidence, scores, standings, *comparison);
        docx::round(docx::Writer { report: self, office }, &overview)
    }

    /// The letter to one agency as Word opens it: rank and change, area by area, and what to do. Nothing when no such
    /// agency is assessed.
    ///
    /// # Errors
    /// What the library said.
    pub fn letter_docx(
        &self,
        office: &Office,
        agency: &AgencyCode,
    ) -> Result<Option<Vec<u8>>, String> {
        let Self { criteria, evidence, scores, standings, .. } = self;
        let standing = standings.of(agency);
        let mends = Mends::of(criteria, evidence, scores, standings, agency);
        let Some((standing, mends)) = standing.zip(mends) else {
            return Ok(None);
        };
        let losses = self.ledger(standing);
        let findings = docx::Findings { standing, losses: &losses, mends: &mends };
        docx::letter(docx::Writer { report: self, office }, &findings).map(Some)
    }
}
