//! Analyses of several years and of drawn ballots, a sheet with a native chart for each.

use rust_xlsxwriter::XlsxError;

use super::Book;
use crate::report::Analyses;

pub(super) fn draw(_book: &mut Book<'_>, _analyses: &Analyses<'_>) -> Result<(), XlsxError> {
    Ok(())
}
