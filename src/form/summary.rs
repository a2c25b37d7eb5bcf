//! The first sheet: who, which set, what it all comes to, who answers for each lane's points.

use rust_xlsxwriter::{DataValidation, Format, Formula as Cell, Workbook, Worksheet, XlsxError};

use super::identity::column_name;
use super::layout::{Content, FIRST_ROW, Filled, SIGNERS, at, sheets};
use super::placed::Placed;
use super::style::Styles;
use super::working_sheet::quoted;
use super::{Form, Shown, entry, outcome};
use crate::criteria::{Group, Role};
use crate::evidence::Lane;
use crate::formula::Formula;
use crate::language::Message;
use crate::quantity::Exact;

/// The heading of the table of areas.
const HEAD: u32 = 5;
/// The column of the points that the formulas come to.
const POINTS: u16 = 3;
/// The columns of marks.
const LANES: [(Lane, &str); 3] =
    [(Lane::SelfScored, "claimed"), (Lane::Appraised, "appraised"), (Lane::Final, "final")];

/// The cell where the quota is said to take the tier away: above the table, so that every form has it in one place.
pub(super) fn demoted_cell(summary: &str) -> String {
    format!("{}!$H$5", quoted(summary))
}

impl Form<'_> {
    pub(super) fn write_summary(
        &self,
        book: &mut Workbook,
        styles: &Styles,
        shown: &Shown<'_>,
        placed: &Placed<'_>,
    ) -> Result<(), XlsxError> {
        let name = self.say("form-summary");
        let sheet = book.add_worksheet();
        sheet.set_name(&name)?;
        for (width, column) in [10, 46, 10, 10, 12, 10, 10, 10, 10].into_iter().zip(0..) {
            sheet.set_column_width(column, width)?;
        }
        self.summary_heading(sheet, styles)?;
        let end = self.areas(sheet, styles, shown, placed)?;
        self.tier(sheet, styles, shown, end)?;
        let signed = end + 4;
        let signers = ["form-signer-self", "form-signer-appraised", "form-signer-final"];
        for ((signer, (by, on)), row) in signers.into_iter().zip(&placed.signers).zip(signed..) {
            sheet.write_string_with_format(row, 1, self.say(signer), &styles.closed)?;
            let by = by.as_deref().unwrap_or_default();
            sheet.merge_range(row, 2, row, 4, by, &styles.open_text)?;
            sheet.merge_range(row, 5, row, 6, "", &styles.open_date)?;
            entry::write_day(sheet, (row, 5), *on, &styles.open_date)?;
        }
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.4, 0.4, 0.5, 0.5, 0.3, 0.3);
        sheet.protect().set_active(true);
        for ((by, on), row) in SIGNERS.iter().zip(signed + 1..) {
            book.define_name(*by, &format!("={}!$C${row}", quoted(&name)))?;
            book.define_name(*on, &format!("={}!$F${row}", quoted(&name)))?;
        }
        Ok(())
    }

    pub(super) fn say(&self, name: &'static str) -> String {
        self.language.say(&Message::new(name))
    }

    fn summary_heading(&self, sheet: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
        let title = self.criteria.title.in_language(self.language);
        let heading = Message::new("form-heading").with("title", title);
        let heading = heading.with("year", self.criteria.year.to_string());
        let source = Message::new("form-source").with("source", &self.criteria.source);
        sheet.write_string_with_format(0, 0, self.language.say(&heading), &styles.title)?;
        sheet.write_string_with_format(1, 0, self.said_agency(), &styles.line)?;
        sheet.write_string_with_format(2, 0, self.language.say(&source), &styles.line)?;
        sheet.write_string_with_format(3, 0, self.say("form-how"), &styles.line)?;
        let heads = [
            "form-code",
            "form-area",
            "form-nominal",
            "form-points",
            "form-applicable",
            "form-percent",
            "form-claimed",
            "form-appraised",
            "form-final",
        ];
        for (head, column) in heads.into_iter().zip(0..) {
            sheet.write_string_with_format(HEAD, column, self.say(head), &styles.head)?;
        }
        sheet.set_row_height(HEAD, 36)?;
        Ok(())
    }

    /// A row for each area, and the total; returns the row after it.
    fn areas(
        &self,
        sheet: &mut Worksheet,
        styles: &Styles,
        shown: &Shown<'_>,
        placed: &Placed<'_>,
    ) -> Result<u32, XlsxError> {
        let mut row = HEAD + 1;
        let mut totals = LANES.map(|_| Exact::ZERO);
        let [_, total, text, _] = &styles.text;
        let [_, total_points, points, _] = &styles.computed;
        for filled in sheets(self.criteria, self.language) {
            let Some((k, node)) = filled.area.and_then(|k| Some((k, self.criteria.nodes.get(k)?)))
            else {
                continue;
            };
            let title = node.title.in_language(self.language);
            sheet.write_string_with_format(row, 0, &node.code, text)?;
            sheet.write_string_with_format(row, 1, title, text)?;
            let nominal = if node.role == Role::Score { Some(&node.max) } else { None };
            match nominal {
                Some(max) => sheet.write_number_with_format(row, 2, max.nearest_float(), points)?,
                None => sheet.write_blank(row, 2, points)?,
            };
            self.figures(sheet, shown, points, row, k)?;
            for (((lane, key), column), total) in LANES.into_iter().zip(6..).zip(&mut totals) {
                let (sum, result) = self.marked(&filled, key, |item| {
                    placed.marks.get(&(lane, item)).map(|mark| &mark.value)
                });
                let sum = Cell::new(sum).set_result(result.nearest_float().to_string());
                sheet.write_formula_with_format(row, column, sum, points)?;
                *total = &*total + &result;
            }
            row += 1;
        }
        sheet.write_blank(row, 0, total)?;
        sheet.write_string_with_format(row, 1, self.say("form-total"), total)?;
        let max = self.criteria.total.exact().nearest_float();
        sheet.write_number_with_format(row, 2, max, total_points)?;
        self.figures(sheet, shown, total_points, row, 0)?;
        if let Some(percent) = &shown.working.printed_percent {
            let (formula, result) = shown.of(percent);
            let formula = Cell::new(formula).set_result(result);
            sheet.write_formula_with_format(row, 5, formula, total_points)?;
        }
        for (column, result) in (6..9).zip(totals) {
            let letter = column_name(column);
            let sum = format!("=SUM({letter}{}:{letter}{row})", HEAD + 2);
            let sum = Cell::new(sum).set_result(result.nearest_float().to_string());
            sheet.write_formula_with_format(row, column, sum, total_points)?;
        }
        Ok(row + 1)
    }

    /// The sum of one lane's marks in an area, and what it comes to: what a deduction takes is taken away. Marks stand at
    /// the rows of nodes, whose numbers are below nought.
    fn marked<'m>(
        &self,
        filled: &Filled,
        key: &str,
        mark: impl Fn(usize) -> Option<&'m Exact>,
    ) -> (String, Exact) {
        let name = quoted(&filled.name);
        let range = |key: &str| {
            let letter = column_name(at(key));
            format!("{name}!${letter}${}:${letter}${}", FIRST_ROW + 1, filled.end())
        };
        let sum = |wanted: &str| format!("SUMIF({},{wanted},{})", range("row"), range(key));
        let mut formula = format!("={}", sum("\"<0\""));
        let mut result = Exact::ZERO;
        for content in &filled.rows {
            let Content::Node(k) = content else { continue };
            let taken = self.is_taken(*k);
            if taken && self.criteria.nodes.get(*k).is_some_and(|node| node.rule.is_some()) {
                formula.push_str(&format!("-2*{}", sum(&format!("\"=-{k}\""))));
            }
            if let Some(points) = mark(*k) {
                result = if taken { &result - points } else { &result + points };
            }
        }
        (formula, result)
    }

    /// Whether a node's points are taken from the total.
    fn is_taken(&self, k: usize) -> bool {
        let up = |k: &usize| self.criteria.nodes.get(*k).map(|node| node.parent).filter(|p| p != k);
        let role = |k: usize| self.criteria.nodes.get(k).map(|node| node.role);
        let turns = std::iter::successors(Some(k), up).filter(|k| {
            let above = up(k).and_then(role);
            role(*k) == Some(Role::Deduction) && above != Some(Role::Deduction)
        });
        turns.count() % 2 == 1
    }

    /// A node's points, applicable maximum and percent; what a deduction takes is shown as taken.
    fn figures(
        &self,
        sheet: &mut Worksheet,
        shown: &Shown<'_>,
        style: &Format,
        row: u32,
        k: usize,
    ) -> Result<(), XlsxError> {
        let Some((points, result)) = shown.node(k) else {
            return Ok(());
        };
        let taken = self.criteria.nodes.get(k).is_some_and(|node| node.role == Role::Deduction);
        let (points, result) = match taken {
            true if result == "0" => (format!("=-{}", points.trim_start_matches('=')), result),
            true => (format!("=-{}", points.trim_start_matches('=')), format!("-{result}")),
            false => (points, result),
        };
        let points = Cell::new(points).set_result(result);
        sheet.write_formula_with_format(row, POINTS, points, style)?;
        let max = shown.working.maxima.get(k).cloned().unwrap_or(Formula::zero());
        let (max, result) = shown.of(&max);
        sheet.write_formula_with_format(row, 4, Cell::new(max).set_result(result), style)?;
        if let Some(Some(percent)) = shown.working.percents.get(k) {
            let (formula, result) = shown.of(percent);
            sheet.write_formula_with_format(
                row,
                5,
                Cell::new(formula).set_result(result),
                style,
            )?;
        }
        Ok(())
    }

    /// The tier, and whether the quota takes it away.
    fn tier(
        &self,
        sheet: &mut Worksheet,
        styles: &Styles,
        shown: &Shown<'_>,
        row: u32,
    ) -> Result<(), XlsxError> {
        let group = self.criteria.group(&self.agency.group);
        let Some((group, tier)) = group.zip(shown.working.tier.as_ref()) else {
            return Ok(());
        };
        let [_, text, ..] = &styles.text;
        sheet.write_blank(row, 0, text)?;
        sheet.write_string_with_format(row, 1, self.say("form-tier"), text)?;
        let titles = self.tier_titles(group);
        let place = outcome::number(tier, shown.values).and_then(|place| place.floor());
        let title = place.and_then(|place| titles.get(usize::try_from(place).ok()?).cloned());
        let none = self.say("form-no-tier");
        let cell = shown.names.elsewhere(tier);
        let cell = cell.trim_start_matches('=');
        let words: Vec<String> =
            titles.iter().map(|title| format!("\"{}\"", title.replace('"', "\"\""))).collect();
        let formula =
            format!("=IF(ISNUMBER({cell}),CHOOSE({cell}+1,{}),\"{none}\")", words.join(","));
        let formula = Cell::new(formula).set_result(title.unwrap_or(none));
        sheet.merge_range(row, 2, row, 5, "", text)?;
        sheet.write_formula_with_format(row, 2, formula, text)?;
        if let Some(tier) = group.quota.as_ref().and_then(|quota| group.tiers.get(quota.tier)) {
            let label = Message::new("form-demoted").with("tier", &tier.title);
            sheet.write_string_with_format(4, 1, self.language.say(&label), &styles.line)?;
            let words = entry::yes_and_no(self.language);
            let [yes, no] = words.clone();
            let word = if self.demoted { yes } else { no };
            sheet.write_string_with_format(4, 7, word, &styles.open_text)?;
            let allowed = DataValidation::new().allow_list_strings(&words)?;
            sheet.add_data_validation(4, 7, 4, 7, &allowed)?;
        }
        Ok(())
    }

    fn tier_titles(&self, group: &Group) -> Vec<String> {
        let title = |tier: &crate::criteria::Tier| tier.title.in_language(self.language).to_owned();
        group.tiers.iter().map(title).collect()
    }
}
