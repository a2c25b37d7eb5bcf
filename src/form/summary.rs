//! The first sheet: who, which set, and later what it all comes to.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::Form;
use super::layout::SIGNERS;
use super::style::Styles;
use crate::language::Message;

/// The first row of the signatures.
const SIGNED: u32 = 6;

impl Form<'_> {
    pub(super) fn write_summary(
        &self,
        book: &mut Workbook,
        styles: &Styles,
    ) -> Result<(), XlsxError> {
        let say = |message: Message| self.language.say(&message);
        let name = say(Message::new("form-summary"));
        let sheet = book.add_worksheet();
        sheet.set_name(&name)?;
        let title = self.criteria.title.in_language(self.language);
        let heading = Message::new("form-heading").with("title", title);
        let heading = say(heading.with("year", self.criteria.year.to_string()));
        sheet.write_string_with_format(0, 0, heading, &styles.title)?;
        sheet.write_string_with_format(1, 0, self.said_agency(), &styles.line)?;
        let source = Message::new("form-source").with("source", &self.criteria.source);
        sheet.write_string_with_format(2, 0, say(source), &styles.line)?;
        sheet.write_string_with_format(3, 0, say(Message::new("form-how")), &styles.line)?;
        sheet.write_blank(SIGNED, 1, &styles.open_text)?;
        for ((_by, _on), row) in SIGNERS.iter().zip(SIGNED..) {
            sheet.write_blank(row, 1, &styles.open_text)?.write_blank(row, 2, &styles.open_date)?;
        }
        sheet.protect();
        for ((by, on), row) in SIGNERS.iter().zip(SIGNED + 1..) {
            let quoted = name.replace('\'', "''");
            book.define_name(*by, &format!("='{quoted}'!$B${row}"))?;
            book.define_name(*on, &format!("='{quoted}'!$C${row}"))?;
        }
        Ok(())
    }
}
