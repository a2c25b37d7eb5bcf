//! What analyses of several years and of drawn ballots a page and a book show beside a round.

use super::{Report, book, page};
use crate::code::AgencyCode;
use crate::difference::Difference;
use crate::history::History;
use crate::matrix::Matrix;
use crate::movement::Movement;
use crate::robustness::Robustness;

/// Analyses to be shown beside a round; none unless given.
#[derive(Clone, Copy, Debug, Default)]
pub struct Analyses<'a> {
    /// Why agencies moved since the earlier year.
    pub movement: Option<&'a Movement>,
    /// What the later set changed.
    pub difference: Option<&'a Difference>,
    /// Several years, of which the round is the last.
    pub history: Option<&'a History>,
    /// Every year under every year's rules.
    pub matrix: Option<&'a Matrix>,
    /// How sure the ranks are.
    pub robustness: Option<&'a Robustness>,
    /// Where the page opens; the waterfall of the book stands on this agency.
    pub opens: View<'a>,
}

/// A view of the page.
#[derive(Clone, Copy, Debug, Default)]
pub enum View<'a> {
    /// The league table.
    #[default]
    League,
    /// One agency.
    Agency(&'a AgencyCode),
    /// The two years side by side.
    Years,
    /// What the later set changed.
    Changes,
    /// Several years.
    History,
    /// Every year under every year's rules.
    Rules,
    /// How sure the ranks are.
    Sureness,
}

impl View<'_> {
    /// Its address in the page.
    pub(super) fn address(self) -> String {
        match self {
            Self::League => "#/".to_owned(),
            Self::Agency(code) => format!("#/agency/{code}"),
            Self::Years => "#/years".to_owned(),
            Self::Changes => "#/changes".to_owned(),
            Self::History => "#/history".to_owned(),
            Self::Rules => "#/rules".to_owned(),
            Self::Sureness => "#/sureness".to_owned(),
        }
    }
}

impl Report<'_> {
    /// The page of the results with these analyses as views of their own, and the causes of its move in an agency's view.
    ///
    /// # Errors
    /// What the library of templates said.
    pub fn page_with(&self, analyses: &Analyses<'_>) -> Result<String, String> {
        page::html(self, analyses)
    }

    /// These analyses as a book, XLSX: a sheet with a native chart for each.
    ///
    /// # Errors
    /// What the library said.
    pub fn analyses_book(&self, analyses: &Analyses<'_>) -> Result<Vec<u8>, String> {
        book::analyses(self, analyses)
    }
}
