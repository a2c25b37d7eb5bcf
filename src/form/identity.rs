//! The hidden sheet: which set, year and agency the form is for, the words of grades, and the days off.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::layout::{FORMAT, IDENTITY, IDENTITY_KEYS};
use super::{Form, entry};
use crate::rule::FigureKind;

/// The column of the days off, then of the weekend days worked.
const DAYS: u16 = 2;
/// The first column of the words of grades, and the row of each figure: its place among the figures.
const OPTIONS: u16 = 3;

impl Form<'_> {
    /// What the form is for, in the order of the keys.
    pub(super) fn identity(&self) -> [String; 5] {
        [
            FORMAT.to_string(),
            self.criteria.set.clone(),
            self.criteria.year.to_string(),
            self.agency.code.to_string(),
            self.criteria.fingerprint().to_owned(),
        ]
    }

    /// What the set and the agency are called, in the document's properties. The date is the set's, so that the same form has the same bytes.
    pub(super) fn properties(&self) -> Result<DocProperties, XlsxError> {
        let year = u16::try_from(self.criteria.year.0).unwrap_or(1900).max(1900);
        let title = self.criteria.title.in_language(self.language);
        Ok(DocProperties::new()
            .set_title(title)
            .set_subject(self.agency.name.in_language(self.language))
            .set_creation_datetime(&ExcelDateTime::from_ymd(year, 1, 1)?))
    }

    pub(super) fn write_identity(&self, book: &mut Workbook) -> Result<(), XlsxError> {
        let sheet = book.add_worksheet();
        sheet.set_name(IDENTITY)?.set_hidden(true);
        for ((key, value), row) in IDENTITY_KEYS.iter().zip(self.identity()).zip(0..) {
            sheet.write_string(row, 0, *key)?.write_string(row, 1, value)?;
        }
        for (figure, row) in self.criteria.figures.iter().zip(0..) {
            if figure.kind == FigureKind::Grade {
                for (word, column) in
                    entry::option_words(figure, self.language).iter().zip(OPTIONS..)
                {
                    sheet.write_string(row, column, word)?;
                }
            }
        }
        let (off, worked) = self.criteria.calendar.exceptions();
        for (day, row) in off.into_iter().chain(worked).zip(0..) {
            sheet.write_number(row, DAYS, entry::serial(day))?;
        }
        sheet.protect();
        Ok(())
    }

    /// Where the words of a grade stand, as a formula names them.
    pub(super) fn options(&self, k: usize) -> Option<String> {
        let figure = self.criteria.figures.get(k).filter(|f| f.kind == FigureKind::Grade)?;
        let last = u16::try_from(figure.options.len()).ok()?.checked_sub(1)? + OPTIONS;
        let (first, last) = (column_name(OPTIONS), column_name(last));
        Some(format!("{IDENTITY}!${first}${row}:${last}${row}", row = k + 1))
    }
}

/// The letters of a column: 0 is A, 26 is AA.
pub(super) fn column_name(column: u16) -> String {
    let letter = char::from(b'A' + u8::try_from(column % 26).unwrap_or_default());
    match column / 26 {
        0 => letter.to_string(),
        more => format!("{}{letter}", column_name(more - 1)),
    }
}
