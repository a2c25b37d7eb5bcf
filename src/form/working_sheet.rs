//! The sheet that works the points out: a row for each cell of the working, with what people typed beside it.
//!
//! Column A holds the node, B what the cell is, C what it comes to; where the cell is what people typed, D holds that as
//! it stands and E the row it was found in, by its number, so that the sheets can be sorted.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Formula as Cell, Workbook, XlsxError};

use super::identity::column_name;
use super::layout::{FIRST_ROW, Filled, IDENTITY, at};
use super::outcome;
use super::style::Styles;
use super::working::Working;
use super::{Form, entry};
use crate::formula::{Formula, Input, Step, Value, Written};
use crate::language::Message;
use crate::rule::{Figure, FigureKind};

/// The first row of the working, from 0.
const FIRST: usize = 2;
/// The words that count as a yes and as a no beside the form's own.
const YES: [&str; 6] = ["Có", "Yes", "True", "Đạt", "x", "1"];
const NO: [&str; 5] = ["Không", "No", "False", "Không đạt", "0"];

/// Names the cells of the working and where people typed, in formulas.
pub(super) struct Names<'a> {
    form: &'a Form<'a>,
    /// The sheet of the working, quoted.
    sheet: String,
    /// Where each numbered row stands: the sheet, quoted, and its last row, from 1.
    rows: BTreeMap<i64, (String, u32)>,
    /// The place of each numbered row on its sheet, from 1.
    places: BTreeMap<i64, usize>,
    /// The cell where the quota is said to take the tier away.
    demoted: String,
}

/// A sheet's name as formulas quote it.
pub(super) fn quoted(name: &str) -> String {
    format!("'{}'", name.replace('\'', "''"))
}

/// The address of a step.
fn address(cell: usize) -> String {
    format!("$C${}", cell + FIRST + 1)
}

impl<'a> Names<'a> {
    pub fn of(form: &'a Form<'_>, sheets: &[Filled], name: &str, demoted: String) -> Self {
        let (mut rows, mut places) = (BTreeMap::new(), BTreeMap::new());
        for sheet in sheets {
            for (content, place) in sheet.rows.iter().zip(1..) {
                let number = Filled::number(form.criteria, *content);
                rows.insert(number, (quoted(&sheet.name), sheet.end()));
                places.insert(number, place);
            }
        }
        Self { form, sheet: quoted(name), rows, places, demoted }
    }

    /// A formula as it is written on another sheet: a cell of the working, or a number.
    pub fn elsewhere(&self, formula: &Formula) -> String {
        match formula {
            Formula::Cell(cell) => format!("={}!{}", self.sheet, address(*cell)),
            formula => format!("={}", self.written(formula)),
        }
    }

    fn written(&self, formula: &Formula) -> String {
        let days = |from: &str, to: &str| self.working_days(from, to);
        let cell = |cell: usize| address(cell);
        Written { formula, cell: &cell, working_days: &days }.to_string()
    }

    /// Mondays to Fridays less the days off, and the weekend days worked.
    fn working_days(&self, from: &str, to: &str) -> String {
        let (off, worked) = self.form.days();
        let (first, last) = (format!("MIN({from},{to})"), format!("MAX({from},{to})"));
        let days = match off {
            Some(off) => format!("NETWORKDAYS({first}+1,{last},{off})"),
            None => format!("NETWORKDAYS({first}+1,{last})"),
        };
        let more =
            worked.map(|worked| format!("+SUMPRODUCT(({worked}>{first})*({worked}<={last}))"));
        format!("SIGN({to}-{from})*({days}{})", more.unwrap_or_default())
    }

    /// The range of a column on the sheet where a numbered row stands.
    fn range(&self, number: i64, first: &str, last: &str) -> String {
        let empty = (String::new(), FIRST_ROW + 1);
        let (sheet, end) = self.rows.get(&number).unwrap_or(&empty);
        let (first, last) = (column_name(at(first)), column_name(at(last)));
        format!("{sheet}!${first}${}:${last}${end}", FIRST_ROW + 1)
    }

    /// Finds the row of a number.
    fn found(&self, number: i64) -> String {
        format!("=MATCH({number},{},0)", self.range(number, "row", "row"))
    }

    /// What stands in one column of the row found in `row`.
    fn fetched(&self, number: i64, key: &str, row: usize) -> String {
        format!("INDEX({},$E${row})", self.range(number, key, key))
    }

    /// The formulas of an input in columns C, D and E; the last two may be empty.
    fn input(&self, input: Input, row: usize) -> [String; 3] {
        let number = |k: usize| i64::try_from(k).unwrap_or(i64::MAX);
        let any = |number: i64, first: &str, last: &str| {
            format!("COUNTA(INDEX({},$E${row},0))", self.range(number, first, last))
        };
        match input {
            Input::Figure(slot) => {
                let number = number(slot) + 1;
                let fetched = self.fetched(number, "value", row);
                let raw = format!("=IF(ISBLANK({fetched}),\"\",{fetched})");
                [self.typed(slot, row), raw, self.found(number)]
            }
            Input::Sent(slot) => {
                let number = number(slot) + 1;
                let value = any(number, "value", "value");
                let beside = any(number, "document", "note");
                let sent = format!("=IF({value}+{beside}>0,1,0)");
                [sent, String::new(), self.found(number)]
            }
            Input::Declared(node) => {
                let fetched = self.fetched(-number(node), "not_applicable", row);
                let declared = format!("=IF(ISBLANK({fetched}),0,1)");
                [declared, String::new(), self.found(-number(node))]
            }
            Input::Confirmed(node) => {
                let fetched = self.fetched(-number(node), "confirmed_by", row);
                let confirmed = format!("=IF(ISBLANK({fetched}),0,1)");
                [confirmed, String::new(), self.found(-number(node))]
            }
            Input::Touched(node) => {
                let touched = any(-number(node), "not_applicable", "confirmed_by");
                let touched = format!("=IF({touched}>0,1,0)");
                [touched, String::new(), self.found(-number(node))]
            }
            Input::Demoted => {
                let demoted = format!("=IF({},1,0)", one_of("$D$", row, &YES, true));
                [demoted, format!("={}", self.demoted), String::new()]
            }
        }
    }

    /// What was typed, as the number that it stands for.
    fn typed(&self, slot: usize, row: usize) -> String {
        let figures = self.form.criteria.figures.iter().enumerate();
        let of = |figure: &Figure| (figure.slot..figure.slot + figure.width()).contains(&slot);
        let figure = figures.into_iter().find(|(_, figure)| of(figure));
        match figure.map(|(k, figure)| (k, figure.kind)) {
            Some((_, FigureKind::YesNo)) => {
                let [yes, no] = entry::yes_and_no(self.form.language);
                let (mut yeses, mut noes) = (YES.to_vec(), NO.to_vec());
                yeses.extend((!YES.contains(&yes.as_str())).then_some(yes.as_str()));
                noes.extend((!NO.contains(&no.as_str())).then_some(no.as_str()));
                let yes = one_of("$D$", row, &yeses, true);
                let no = one_of("$D$", row, &noes, false);
                format!("=IF({yes},1,IF({no},0,\"?\"))")
            }
            Some((k, FigureKind::Grade)) => {
                let options = self.form.options(k).unwrap_or_default();
                format!("=IF($D${row}=\"\",\"?\",IFERROR(MATCH($D${row},{options},0)-1,\"?\"))")
            }
            Some((_, FigureKind::Date)) => {
                format!("=IF(ISNUMBER($D${row}),INT($D${row}),\"?\")")
            }
            _ => number_typed(row),
        }
    }
}

/// Whether the cell is one of these words, in capitals or not.
fn one_of(column: &str, row: usize, words: &[&str], truth: bool) -> String {
    let word = |word: &&str| format!("{column}{row}=\"{word}\"");
    let words: Vec<String> = words.iter().map(word).collect();
    let number = if truth { "1" } else { "0" };
    let truth = if truth { "TRUE" } else { "FALSE" };
    // what nobody typed is neither
    let number = format!("AND(ISNUMBER({column}{row}),{column}{row}={number})");
    format!("OR({},{column}{row}={truth},{number})", words.join(","))
}

/// A number; a text with one decimal mark, comma or point, is one too, whatever the reader's locale.
fn number_typed(row: usize) -> String {
    let cell = format!("$D${row}");
    let bare = format!("SUBSTITUTE(SUBSTITUTE({cell},\",\",\"\"),\".\",\"\")");
    let mark = format!("IFERROR(FIND(\",\",SUBSTITUTE({cell},\".\",\",\")),LEN({cell}))");
    let value = format!("VALUE({bare})/10^(LEN({cell})-{mark})");
    let one = format!("IF(LEN({cell})-LEN({bare})>1,\"?\",{value})");
    format!("=IF(ISNUMBER({cell}),{cell},IF({cell}=\"\",\"?\",IFERROR({one},\"?\")))")
}

impl Form<'_> {
    pub(super) fn write_working(
        &self,
        book: &mut Workbook,
        styles: &Styles,
        names: &Names<'_>,
        working: &Working,
        values: &[Value],
    ) -> Result<(), XlsxError> {
        let sheet = book.add_worksheet();
        sheet.set_name(self.language.say(&Message::new("form-steps")))?;
        sheet.set_formula_result_default("");
        sheet.set_column_width(0, 10)?.set_column_width(1, 90)?;
        for column in 2..5 {
            sheet.set_column_width(column, 14)?;
        }
        let title = self.language.say(&Message::new("form-steps-why"));
        sheet.write_string_with_format(0, 0, title, &styles.line)?;
        let heads = ["form-code", "form-step", "form-result", "form-typed", "form-row"];
        for (head, column) in heads.into_iter().zip(0..) {
            let head = self.language.say(&Message::new(head));
            sheet.write_string_with_format(1, column, head, &styles.head)?;
        }
        for (k, step) in working.steps.steps.iter().enumerate() {
            let row = u32::try_from(k + FIRST).unwrap_or(u32::MAX);
            let Step { node, label, formula, .. } = step;
            let node = self.criteria.nodes.get(*node);
            sheet.write_string(row, 0, node.map_or("", |node| node.id.as_str()))?;
            sheet.write_string(row, 1, self.said(label))?;
            let value = outcome::stored_text(values.get(k).unwrap_or(&Value::Error));
            let [result, typed, found] = match formula {
                Formula::Input(input) => names.input(*input, k + FIRST + 1),
                formula => [format!("={}", names.written(formula)), String::new(), String::new()],
            };
            sheet.write_formula(row, 2, Cell::new(result).set_result(&value))?;
            if !typed.is_empty() {
                let raw = if value == crate::formula::MISSING { "" } else { &value };
                sheet.write_formula(row, 3, Cell::new(typed).set_result(self.raw(formula, raw)))?;
            }
            if !found.is_empty() {
                let place = self.place(names, formula);
                sheet.write_formula(row, 4, Cell::new(found).set_result(place.to_string()))?;
            }
        }
        sheet.set_freeze_panes(2, 2)?;
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(1, 1)?;
        sheet.protect();
        Ok(())
    }

    /// What stands in the cell that a figure was typed into.
    fn raw(&self, formula: &Formula, value: &str) -> String {
        if let Formula::Input(Input::Demoted) = formula {
            let [yes, no] = entry::yes_and_no(self.language);
            return if self.demoted { yes } else { no };
        }
        let Formula::Input(Input::Figure(slot)) = formula else {
            return value.to_owned();
        };
        let figure = self.criteria.figures.iter().find(|figure| figure.slot == *slot);
        let place: Option<usize> = value.parse().ok();
        match figure.map(|figure| (figure, figure.kind)) {
            Some((_, FigureKind::YesNo)) => {
                let [yes, no] = entry::yes_and_no(self.language);
                place.map(|place| if place == 1 { yes } else { no }).unwrap_or_default()
            }
            Some((figure, FigureKind::Grade)) => {
                let words = entry::option_words(figure, self.language);
                place.and_then(|place| words.get(place).cloned()).unwrap_or_default()
            }
            _ => value.to_owned(),
        }
    }

    /// The place of an input's row among the rows of its sheet, from 1.
    fn place(&self, names: &Names<'_>, formula: &Formula) -> usize {
        let Formula::Input(input) = formula else { return 0 };
        let wanted = match input {
            Input::Figure(slot) | Input::Sent(slot) => i64::try_from(*slot).unwrap_or(0) + 1,
            Input::Declared(node) | Input::Confirmed(node) | Input::Touched(node) => {
                -i64::try_from(*node).unwrap_or(0)
            }
            Input::Demoted => return 0,
        };
        names.places.get(&wanted).copied().unwrap_or_default()
    }

    /// Where the days off and the weekend days worked stand, as a formula names them.
    fn days(&self) -> (Option<String>, Option<String>) {
        let (off, worked) = self.criteria.calendar.exceptions();
        let range = |from: usize, many: usize| {
            (many > 0).then(|| format!("{IDENTITY}!$C${}:$C${}", from + 1, from + many))
        };
        (range(0, off.len()), range(off.len(), worked.len()))
    }
}
