//! Analyses of several years and of drawn ballots, each on a sheet of its own, with a native chart where one helps.

use rust_xlsxwriter::{Chart, XlsxError};

use super::look::Look;
use super::page::{Cell, Column, Drawn, Page};
use super::{Book, causes, flows, rules, sureness, title, waterfall};
use crate::difference::{Changed, Difference};
use crate::report::difference::{items, moved, record, totals};
use crate::report::voice::Voice;
use crate::report::{Analyses, View};

pub(super) fn draw(book: &mut Book<'_>, analyses: &Analyses<'_>) -> Result<(), XlsxError> {
    match analyses.history {
        Some(history) => flows::of_years(book, history)?,
        None => flows::of_two(book)?,
    }
    if let Some(movement) = analyses.movement {
        let drawn = causes::draw(book, movement)?;
        let first = match analyses.opens {
            View::Agency(code) => movement.agencies.iter().position(|one| one.agency.code == *code),
            _ => None,
        };
        waterfall::draw(book, movement, &drawn, first.unwrap_or(0))?;
    }
    if let Some(difference) = analyses.difference {
        changed(book, difference)?;
    }
    if let Some(matrix) = analyses.matrix {
        rules::draw(book, matrix)?;
    }
    if let Some(robustness) = analyses.robustness {
        sureness::draw(book, robustness)?;
    }
    Ok(())
}

/// What the later set changed, a row per change.
fn changed(book: &mut Book<'_>, difference: &Difference) -> Result<(), XlsxError> {
    let report = book.report;
    let voice = Voice { language: report.language, display: difference.display };
    let column = |name, width, look| Column::new(report.word(name), width, look);
    let columns = vec![
        column("head-code", 16.0, Look::Text),
        column("head-item", 44.0, Look::Wrapped),
        column("head-relation", 16.0, Look::Text),
        column("head-before", 10.0, Look::Figure),
        column("head-after", 10.0, Look::Figure),
        column("head-at-stake", 12.0, Look::Figure),
        column("head-record", 60.0, Look::Wrapped),
        column("head-whom", 60.0, Look::Wrapped),
    ];
    let lines = vec![title(report), voice.say(&totals(difference))];
    let page = Page::new(report.word("sheet-criteria"), lines, 2, columns);
    let row = |(k, one): (usize, &Changed)| {
        vec![
            Cell::text(items(one)),
            Cell::text(one.title.in_language(report.language)),
            Cell::text(voice.say(&one.link.relation.said())),
            report.figure(one.link.earlier_max.exact()),
            report.figure(one.link.later_max.exact()),
            report.figure(one.at_stake.exact()),
            Cell::text(record(difference, one, voice).unwrap_or_default()),
            Cell::text(moved(difference, k, one, voice).unwrap_or_default()),
        ]
    };
    let rows: Vec<Vec<Cell>> = difference.changed.iter().enumerate().map(row).collect();
    book.draw(&page, &mut rows.into_iter()).map(drop)
}

/// Up to so many rows go onto one sheet of paper.
const ON_PAPER: u32 = 75;

impl Book<'_> {
    /// Puts a chart below the table that was drawn last.
    pub(super) fn chart_below(
        &mut self,
        drawn: &Drawn,
        chart: &mut Chart,
        height: u32,
    ) -> Result<(), XlsxError> {
        chart.set_width(drawn.width.clamp(900, 1500)).set_height(height);
        self.chart(chart, (drawn.end + 1, 0), drawn.end + height / 20)
    }

    /// Puts a chart beside the table that was drawn last, at the first column behind it.
    pub(super) fn chart_beside(
        &mut self,
        drawn: &Drawn,
        column: u16,
        chart: &mut Chart,
        height: u32,
    ) -> Result<(), XlsxError> {
        chart.set_width(900).set_height(height);
        self.chart(chart, (drawn.head, column + 1), drawn.end.max(drawn.head + height / 20))
    }

    fn chart(
        &mut self,
        chart: &Chart,
        (row, column): (u32, u16),
        rows: u32,
    ) -> Result<(), XlsxError> {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.insert_chart(row, column, chart)?;
            if rows <= ON_PAPER {
                sheet.set_print_fit_to_pages(1, 1);
            }
        }
        Ok(())
    }
}
