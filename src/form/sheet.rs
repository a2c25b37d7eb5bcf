//! A sheet that people fill in: headings, a row for each node and figure, what is known already, what may be typed.

use std::cell::Cell;

use rust_xlsxwriter::{Formula, ProtectionOptions, Workbook, Worksheet, XlsxError};

use super::entry;
use super::known::Declaration;
use super::layout::{
    COLUMNS, Content, FILLED, FIRST_ROW, Filled, HEAD_ROW, KEYS_ROW, at, field_name,
};
use super::placed::Placed;
use super::style::Styles;
use super::{Form, Shown};
use crate::criteria::{Node, Role};
use crate::evidence::Source;
use crate::language::Message;
use crate::quantity::Exact;
use crate::rule::Figure;

/// What may be written at the row of a node with others below it: whether it applies, on what document.
const AT_NODE: [&str; 8] = [
    "not_applicable",
    "declared_by",
    "confirmed_by",
    "document",
    "date",
    "page",
    "document_title",
    "note",
];
/// At the row of a figure.
const AT_FIGURE: [&str; 5] = ["document", "date", "page", "document_title", "note"];

/// The most lines that a spreadsheet shows in a row.
const MOST_LINES: u32 = 27;

/// Writes one sheet.
pub(super) struct Sheet<'a, 'b> {
    pub form: &'a Form<'b>,
    pub filled: &'a Filled,
    pub styles: &'a Styles,
    pub shown: &'a Shown<'a>,
    pub placed: &'a Placed<'a>,
    /// Where the words of a grade stand, by figure.
    pub options: &'a dyn Fn(usize) -> Option<String>,
    /// How many lines the row in hand takes.
    pub lines: Cell<u32>,
}

impl Sheet<'_, '_> {
    pub fn write(&self, book: &mut Workbook) -> Result<(), XlsxError> {
        let sheet = book.add_worksheet();
        sheet.set_name(&self.filled.name)?;
        self.heading(sheet)?;
        for (content, row) in self.filled.rows.iter().zip(FIRST_ROW..) {
            self.row(sheet, row, *content)?;
        }
        self.page(sheet)
    }

    fn say(&self, name: &'static str) -> String {
        self.form.language.say(&Message::new(name))
    }

    fn heading(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let code = at("code");
        sheet.write_string_with_format(0, code, &self.filled.name, &self.styles.title)?;
        sheet.write_string_with_format(1, code, self.form.said_agency(), &self.styles.line)?;
        sheet.write_string_with_format(2, code, self.say("form-how"), &self.styles.line)?;
        for (column, k) in COLUMNS.iter().zip(0..) {
            sheet.write_string(KEYS_ROW, k, column.key)?;
            match column.width {
                Some(width) => {
                    let open = FILLED.contains(&column.key);
                    let style = if open { &self.styles.head_open } else { &self.styles.head };
                    sheet.set_column_width(k, width)?;
                    sheet.write_string_with_format(HEAD_ROW, k, self.say(column.head), style)?;
                }
                None => drop(sheet.set_column_hidden(k)?),
            }
        }
        sheet.set_row_hidden(KEYS_ROW)?;
        sheet.set_row_height(HEAD_ROW, 48)?;
        Ok(())
    }

    fn row(&self, sheet: &mut Worksheet, row: u32, content: Content) -> Result<(), XlsxError> {
        let criteria = self.form.criteria;
        let number = Filled::number(criteria, content);
        self.lines.set(1);
        sheet.write_number(row, at("row"), Exact::whole(number).nearest_float())?;
        match content {
            Content::Node(k) => match criteria.nodes.get(k) {
                Some(node) => self.node(sheet, row, k, node),
                None => Ok(()),
            },
            Content::Figure(k, option) => match criteria.figures.get(k) {
                Some(figure) => self.figure(sheet, row, k, figure, option),
                None => Ok(()),
            },
            Content::Mean(k, slot) => self.mean(sheet, row, k, slot),
        }?;
        sheet.set_row_height(row, 15 * self.lines.take())?;
        Ok(())
    }

    /// Notes how many lines a text takes in its column; the row is made as high as the longest needs.
    fn measured(&self, key: &str, text: &str) {
        let width = COLUMNS.iter().find(|column| column.key == key).and_then(|column| column.width);
        let width = usize::from(width.unwrap_or(u16::MAX));
        let mut lines = 1;
        let mut room = width;
        for word in text.split_whitespace() {
            let length = word.chars().count().min(width);
            if length > room {
                lines += 1;
                room = width;
            }
            room = room.saturating_sub(length + 1);
        }
        self.lines.set(self.lines.get().max(lines).min(MOST_LINES));
    }

    /// The cells of a row that nobody writes in, in the look of its depth.
    fn ground(&self, sheet: &mut Worksheet, row: u32, depth: usize) -> Result<(), XlsxError> {
        let style = self.styles.text.get(depth).unwrap_or(&self.styles.closed);
        for (_, k) in COLUMNS.iter().zip(0..).filter(|(column, _)| column.width.is_some()) {
            sheet.write_blank(row, k, style)?;
        }
        Ok(())
    }

    fn node(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        k: usize,
        node: &Node,
    ) -> Result<(), XlsxError> {
        let form = self.form;
        let look = match (node.depth, &node.rule) {
            (_, Some(_)) => 2,
            (1, None) => 0,
            (_, None) => 1,
        };
        self.ground(sheet, row, look)?;
        let text = self.styles.text.get(look).unwrap_or(&self.styles.closed);
        let points = self.styles.points.get(look).unwrap_or(&self.styles.closed);
        let title = node.title.in_language(form.language);
        sheet.write_string(row, 0, node.id.as_str())?;
        sheet.write_string_with_format(row, at("code"), &node.code, text)?;
        self.measured("title", title);
        sheet.write_string_with_format(row, at("title"), title, text)?;
        sheet.write_number_with_format(row, at("max"), node.max.nearest_float(), points)?;
        let role = match node.role {
            Role::Score => None,
            Role::Bonus => Some("form-bonus"),
            Role::Deduction => Some("form-deduction"),
        };
        let role = role.map(|role| format!("{} {}. ", self.say(role), form.figure(&node.max)));
        let rule = form.criteria.rule_text(node.id.as_str(), form.language);
        if role.is_some() || rule.is_some() {
            let said = format!("{}{}", role.unwrap_or_default(), rule.unwrap_or_default());
            self.measured("rule", &said);
            let style = if node.rule.is_some() { &self.styles.rule } else { text };
            sheet.write_string_with_format(row, at("rule"), said, style)?;
        }
        self.computed(sheet, row, k, look)?;
        self.open(sheet, row, &AT_NODE)?;
        self.open(sheet, row, &["objective"])?;
        if node.rule.is_some() {
            self.marks(sheet, row, k, node)?;
        }
        if let Some(Declaration { reason, by, confirmed }) = form.known.declared(form.criteria, k) {
            let parts = [
                ("not_applicable", Some(reason)),
                ("declared_by", by),
                ("confirmed_by", confirmed),
            ];
            for (key, text) in parts {
                self.text(sheet, row, key, text.as_deref())?;
            }
        }
        self.source(sheet, row, form.known.note(k).as_ref())?;
        self.text(sheet, row, "objective", form.known.objective(k))
    }

    /// The points that the sheet works out.
    fn computed(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        k: usize,
        look: usize,
    ) -> Result<(), XlsxError> {
        let Some((formula, result)) = self.shown.node(k) else {
            return Ok(());
        };
        let style = self.styles.computed.get(look).unwrap_or(&self.styles.closed);
        let formula = Formula::new(formula).set_result(result);
        sheet.write_formula_with_format(row, at("points"), formula, style)?;
        Ok(())
    }

    fn figure(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        k: usize,
        figure: &Figure,
        option: usize,
    ) -> Result<(), XlsxError> {
        let form = self.form;
        self.ground(sheet, row, 3)?;
        let text = self.styles.text.get(3).unwrap_or(&self.styles.closed);
        let item = figure.item.as_ref().map_or("", |item| item.as_str());
        sheet.write_string(row, 0, item)?;
        sheet.write_string(row, 1, field_name(figure, option))?;
        let title = figure.title.in_language(form.language).to_owned();
        let title = match figure.name.ends_with(".last_year") {
            true => form.language.say(&Message::new("form-last-year").with("field", title)),
            false => title,
        };
        self.measured("title", &title);
        sheet.write_string_with_format(row, at("title"), title, text)?;
        let said = entry::said(figure, option, form.language);
        self.measured("rule", &said);
        sheet.write_string_with_format(row, at("rule"), said, text)?;
        let cell = (row, at("value"));
        let style = entry::format(figure, self.styles);
        sheet.write_blank(cell.0, cell.1, style)?;
        let options = (self.options)(k);
        let allowed =
            entry::validation(figure, form.criteria.year, options.as_deref(), form.language)?;
        let slot = figure.slot + option;
        self.open(sheet, row, &AT_FIGURE)?;
        if figure.item.is_some() {
            self.corrections(sheet, row, (figure, slot), (style, &allowed))?;
        }
        let allowed = self.stepped(row, figure)?.unwrap_or(allowed);
        sheet.add_data_validation(cell.0, cell.1, cell.0, cell.1, &allowed)?;
        let known = form.known.figure(slot);
        if let Some(known) = &known {
            entry::write(sheet, cell, figure, known, style, form.language)?;
        }
        let source = form.known.source(slot);
        self.source(sheet, row, source.as_ref())?;
        // a figure that was sent empty is not one that was never sent
        let bare = |source: &Source| source.document.is_none() && source.note.is_none();
        if known.is_none() && source.as_ref().is_some_and(bare) {
            self.text(sheet, row, "note", Some(&self.say("form-no-figure")))?;
        }
        Ok(())
    }

    /// The mean that a rule compares with, which one agency's form cannot know.
    fn mean(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        k: usize,
        slot: usize,
    ) -> Result<(), XlsxError> {
        let form = self.form;
        self.ground(sheet, row, 3)?;
        let text = self.styles.text.get(3).unwrap_or(&self.styles.closed);
        let rule = form.criteria.nodes.get(k).and_then(|node| node.rule.as_ref());
        let mean = rule.and_then(|rule| rule.means().into_iter().find(|mean| mean.slot == slot));
        let title = mean.map(|mean| Message::new("form-mean").with("value", mean.of.worded()));
        let title = title.map(|title| form.language.say(&title)).unwrap_or_default();
        self.measured("title", &title);
        self.measured("rule", &self.say("form-mean-why"));
        sheet.write_string_with_format(row, at("title"), title, text)?;
        sheet.write_string_with_format(row, at("rule"), self.say("form-mean-why"), text)?;
        let style = &self.styles.open_number;
        match form.known.figure(slot) {
            Some(known) => {
                sheet.write_number_with_format(row, at("value"), known.nearest_float(), style)?
            }
            None => sheet.write_blank(row, at("value"), style)?,
        };
        Ok(())
    }

    pub(super) fn open(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        keys: &[&str],
    ) -> Result<(), XlsxError> {
        for key in keys {
            if *key == "date" {
                sheet.write_blank(row, at(key), &self.styles.open_date)?;
                let allowed = entry::document_date(self.form.criteria.year)?;
                sheet.add_data_validation(row, at(key), row, at(key), &allowed)?;
            } else {
                sheet.write_blank(row, at(key), &self.styles.open_text)?;
            }
        }
        Ok(())
    }

    pub(super) fn text(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        key: &str,
        text: Option<&str>,
    ) -> Result<(), XlsxError> {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.measured(key, text);
            sheet.write_string_with_format(row, at(key), text, &self.styles.open_text)?;
        }
        Ok(())
    }

    /// The document and the note that a figure or an item rests on.
    fn source(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        source: Option<&Source>,
    ) -> Result<(), XlsxError> {
        let Some(source) = source else { return Ok(()) };
        self.text(sheet, row, "note", source.note.as_deref())?;
        let Some(document) = &source.document else { return Ok(()) };
        self.text(sheet, row, "document", Some(&document.number))?;
        self.text(sheet, row, "page", Some(&document.page))?;
        self.text(sheet, row, "document_title", Some(&document.title))?;
        entry::write_day(sheet, (row, at("date")), document.date, &self.styles.open_date)
    }

    /// Locked, frozen, and ready for A4.
    fn page(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_freeze_panes(FIRST_ROW, at("max"))?;
        sheet.protect_with_options(&ProtectionOptions {
            format_columns: true,
            format_rows: true,
            ..ProtectionOptions::new()
        });
        // four pages beside each other: figures; documents and the self-score; appraisal; council
        sheet.set_landscape().set_paper_size(9).set_print_scale(74);
        let pages = ["document", "appraised", "final"].map(|key| u32::from(at(key)));
        sheet.set_vertical_page_breaks(&pages)?;
        sheet.set_margins(0.4, 0.4, 0.5, 0.5, 0.3, 0.3);
        sheet.set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
        sheet.set_repeat_columns(at("code"), at("title"))?;
        let last = at("objective");
        sheet.set_print_area(0, at("code"), self.filled.end() - 1, last)?;
        sheet.set_footer("&L&8&A&R&8&P/&N");
        Ok(())
    }
}
