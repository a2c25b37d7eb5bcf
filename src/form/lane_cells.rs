//! The cells of the lanes on a sheet that people fill in: marks and corrected figures, why, on what document.

use rust_xlsxwriter::{DataValidation, Format, Worksheet, XlsxError};

use super::entry;
use super::identity::column_name;
use super::layout::{LATER, Later, at};
use super::placed::Written;
use super::sheet::Sheet;
use crate::criteria::Node;
use crate::evidence::{Lane, Reference};
use crate::quantity::Exact;
use crate::rule::{Figure, Rule};

impl Sheet<'_, '_> {
    /// The points that each lane writes for an item, and why.
    pub(super) fn marks(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        k: usize,
        node: &Node,
    ) -> Result<(), XlsxError> {
        let style = &self.styles.open_points;
        let allowed = entry::points(&node.max, self.form.language)?;
        let step = match node.rule.as_deref() {
            Some(Rule::Judged(judged)) => judged.step(),
            _ => None,
        };
        let mut keys = vec![(Lane::SelfScored, "claimed")];
        keys.extend(LATER.iter().map(|later| (later.lane, later.value)));
        for (lane, key) in keys {
            sheet.write_blank(row, at(key), style)?;
            let cell = format!("{}{}", column_name(at(key)), row + 1);
            let steps = step.map(|step| entry::steps(&cell, step, &node.max, self.form.language));
            let steps = steps.transpose()?;
            let allowed = steps.as_ref().unwrap_or(&allowed);
            sheet.add_data_validation(row, at(key), row, at(key), allowed)?;
            if let Some(mark) = self.placed.marks.get(&(lane, k)) {
                entry::number(sheet, (row, at(key)), &mark.value, style)?;
            }
        }
        for later in LATER {
            let at = (later.lane, k);
            let remark = self.placed.remarks.get(&at).copied();
            self.reasons(sheet, row, later, self.placed.marks.get(&at), remark)?;
        }
        Ok(())
    }

    /// Why a later lane says so, and on what document.
    fn reasons(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        later: Later,
        written: Option<&Written<'_>>,
        remark: Option<&str>,
    ) -> Result<(), XlsxError> {
        self.open(sheet, row, &[later.why, later.document])?;
        let document = written.and_then(|written| written.document).map(Reference::written);
        self.text(sheet, row, later.document, document.as_deref())?;
        self.text(sheet, row, later.why, written.and_then(|written| written.why).or(remark))
    }

    /// A figure as the later lanes have it, and why.
    pub(super) fn corrections(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        (figure, slot): (&Figure, usize),
        (style, allowed): (&Format, &DataValidation),
    ) -> Result<(), XlsxError> {
        for later in LATER {
            let cell = (row, at(later.value));
            sheet.write_blank(row, cell.1, style)?;
            sheet.add_data_validation(row, cell.1, row, cell.1, allowed)?;
            let written = self.placed.figures.get(&(later.lane, slot));
            if let Some(Written { value, .. }) = written {
                entry::write(sheet, cell, figure, value, style, self.form.language)?;
            }
            self.reasons(sheet, row, later, written, None)?;
        }
        Ok(())
    }

    /// What a mark may be that goes in steps.
    pub(super) fn stepped(
        &self,
        row: u32,
        figure: &Figure,
    ) -> Result<Option<DataValidation>, XlsxError> {
        let mut items = self.form.criteria.items();
        let of = |rule: &Rule| {
            let marks = rule.marks().into_iter();
            marks
                .filter(|mark| mark.mark().slot() == figure.slot)
                .find_map(|mark| mark.step().cloned())
        };
        let found = items.find_map(|(_, node, rule)| Some((of(rule)?, node.max.clone())));
        let cell = format!("{}{}", column_name(at("value")), row + 1);
        let said =
            |(step, most): (Exact, Exact)| entry::steps(&cell, &step, &most, self.form.language);
        found.map(said).transpose()
    }
}
