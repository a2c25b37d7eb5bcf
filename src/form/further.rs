//! The sheet of further lines: what a lane says and no other cell holds, one line each, signed by itself.

use rust_xlsxwriter::{DataValidation, ProtectionOptions, Workbook, Worksheet, XlsxError};

use super::layout::{FIRST_ROW, FURTHER, HEAD_ROW, KEYS_ROW, MARK, field_name};
use super::placed::Placed;
use super::style::Styles;
use super::{Form, entry};
use crate::evidence::{Lane, Line, Said};

/// Empty lines below those that are known, for people to write in.
const SPARE: usize = 30;
/// The headings of the columns, and their widths in letters.
const HEADS: [(&str, u16); 8] = [
    ("form-lane", 14),
    ("form-code", 10),
    ("form-field", 22),
    ("form-further-value", 18),
    ("form-further-document", 34),
    ("form-note", 34),
    ("form-by", 22),
    ("form-on", 12),
];

impl Form<'_> {
    pub(super) fn write_further(
        &self,
        book: &mut Workbook,
        styles: &Styles,
        placed: &Placed<'_>,
    ) -> Result<(), XlsxError> {
        let sheet = book.add_worksheet();
        let name = self.say("form-further");
        sheet.set_name(&name)?;
        sheet.write_string_with_format(0, 1, &name, &styles.title)?;
        sheet.write_string_with_format(1, 1, self.said_agency(), &styles.line)?;
        sheet.write_string_with_format(2, 1, self.say("form-further-why"), &styles.line)?;
        sheet.write_string(KEYS_ROW, 0, MARK)?.set_column_hidden(0)?;
        for (((head, width), key), column) in HEADS.into_iter().zip(FURTHER).zip(1..) {
            sheet.write_string(KEYS_ROW, column, key)?.set_column_width(column, width)?;
            sheet.write_string_with_format(HEAD_ROW, column, self.say(head), &styles.head_open)?;
        }
        sheet.set_row_hidden(KEYS_ROW)?;
        let lines = placed.further.iter().map(Some);
        let lines = lines.chain(std::iter::repeat_n(None, SPARE));
        let mut end = FIRST_ROW;
        for (line, row) in lines.zip(FIRST_ROW..) {
            sheet.write_number(row, 0, row - HEAD_ROW)?;
            self.further_line(sheet, row, line, styles)?;
            end = row;
        }
        let lanes = Lane::ALL.map(|lane| self.language.say(&lane.title()));
        let lanes = DataValidation::new().allow_list_strings(&lanes)?;
        sheet.add_data_validation(FIRST_ROW, 1, end, 1, &lanes)?;
        sheet.set_freeze_panes(FIRST_ROW, 1)?;
        sheet.protect_with_options(&ProtectionOptions {
            format_columns: true,
            format_rows: true,
            ..ProtectionOptions::new()
        });
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(HEAD_ROW, HEAD_ROW)?.set_print_area(0, 1, end, 8)?;
        Ok(())
    }

    fn further_line(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        line: Option<&Line<'_>>,
        styles: &Styles,
    ) -> Result<(), XlsxError> {
        let texts = line.map(|line| self.further_texts(line)).unwrap_or_default();
        for (text, column) in texts.iter().zip(1..) {
            sheet.write_string_with_format(row, column, text, &styles.open_text)?;
        }
        let on = line.and_then(|line| line.signed.1);
        entry::write_day(sheet, (row, 8), on, &styles.open_date)
    }

    /// What stands in the columns of a line, its day apart.
    fn further_texts(&self, line: &Line<'_>) -> [String; 7] {
        let node = self.criteria.nodes.get(line.node).filter(|_| line.node > 0);
        let item = node.map_or(String::new(), |node| node.id.to_string());
        let (field, value) = match &line.said {
            Said::Figure(slot, figure) => self.further_figure(*slot, figure.as_ref()),
            Said::Mark(points) => {
                let field = if line.lane == Lane::SelfScored { "claimed" } else { "granted" };
                (field.to_owned(), points.map(entry::unmistakable).unwrap_or_default())
            }
            Said::Words(field, words) => ((*field).to_owned(), (*words).to_owned()),
        };
        let lane = self.language.say(&line.lane.title());
        let document = line.document.map(|document| document.written()).unwrap_or_default();
        let note = line.note.unwrap_or_default().to_owned();
        let by = line.signed.0.clone().unwrap_or_default();
        [lane, item, field, value, document, note, by]
    }

    fn further_figure(
        &self,
        slot: usize,
        known: Option<&crate::quantity::Exact>,
    ) -> (String, String) {
        let figures = self.criteria.figures.iter();
        let mut figures = figures.filter(|f| (f.slot..f.slot + f.width()).contains(&slot));
        let Some(figure) = figures.next() else {
            return Default::default();
        };
        let value = known.map(|known| entry::worded(figure, known, self.language));
        (field_name(figure, slot - figure.slot), value.unwrap_or_default())
    }
}
