//! Areas × agencies: percents in heat colours, then points.

use rust_xlsxwriter::XlsxError;

use super::cells::FROZEN;
use super::look::Look;
use super::page::{Cell, Column, Page, Paint};
use super::{Book, title};
use crate::quantity::Percent;
use crate::report::Report;
use crate::standings::{AreaStanding, Standing};

pub(super) fn draw(book: &mut Book<'_>) -> Result<(), XlsxError> {
    let report = book.report;
    let areas = report.standings.standings.first().map_or(&[][..], |standing| &standing.areas);
    let mut columns = report.agency_columns();
    let percents = areas.iter().map(|area| {
        let head = format!("{} (%)", area.code);
        column(report, area, head, Look::Figure).painted(Paint::Heat)
    });
    columns.extend(percents);
    columns.extend(areas.iter().map(|area| {
        let head = format!("{} ({})", area.code, report.word("head-points"));
        column(report, area, head, Look::Figure)
    }));
    let lines = vec![title(report), report.word("book-areas")];
    let page =
        Page { large: true, ..Page::new(report.word("sheet-areas"), lines, FROZEN, columns) };
    let rows: Vec<Vec<Cell>> =
        report.standings.standings.iter().map(|standing| row(report, standing)).collect();
    book.draw(&page, &mut rows.into_iter()).map(drop)
}

/// A column of an area, with its title and its maximum in the decision.
pub(super) fn column(report: &Report<'_>, area: &AreaStanding, head: String, look: Look) -> Column {
    let title = area.title.in_language(report.language).to_owned();
    Column::new(head, 12.0, look).under(title, report.figure(area.nominal.exact()))
}

fn row(report: &Report<'_>, standing: &Standing) -> Vec<Cell> {
    let mut row = report.agency_cells(standing);
    let percent = |area: &AreaStanding| match area.percent.as_ref().map(Percent::exact) {
        Some(percent) => report.figure(percent),
        None => Cell::text(report.word("mark-not-applicable")).marked(Look::NotApplicable),
    };
    row.extend(standing.areas.iter().map(percent));
    row.extend(standing.areas.iter().map(|area| report.figure(area.points.exact())));
    row
}
