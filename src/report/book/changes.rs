//! What changed since the year before: places, points, areas by agency, then leavers and what cannot be compared.

use rust_xlsxwriter::XlsxError;

use super::areas;
use super::cells::FROZEN;
use super::look::Look;
use super::page::{Cell, Column, Page};
use super::ranking::moved;
use super::{Book, title};
use crate::comparison::{Change, Comparison};
use crate::language::Message;
use crate::report::Report;
use crate::report::comparison::{leavers_and_caveats, origin};
use crate::standings::Standing;

pub(super) fn draw(book: &mut Book<'_>, comparison: &Comparison) -> Result<(), XlsxError> {
    let report = book.report;
    let years = Message::new("heading-compared").with("earlier", comparison.earlier.to_string());
    let years = years.with("later", comparison.later.to_string());
    let notes = leavers_and_caveats(report, comparison);
    let notes = notes.lines().filter(|line| !line.is_empty()).map(|line| line.trim().to_owned());
    let lines = vec![title(report), report.say(&years)];
    let columns = columns(report, comparison);
    let page = Page {
        large: true,
        notes: notes.collect(),
        ..Page::new(report.word("sheet-changes"), lines, FROZEN, columns)
    };
    let changes = report.with_changes().filter_map(|(standing, change)| Some((standing, change?)));
    let rows: Vec<Vec<Cell>> =
        changes.map(|(standing, change)| row(report, standing, change)).collect();
    book.draw(&page, &mut rows.into_iter()).map(drop)
}

fn columns(report: &Report<'_>, comparison: &Comparison) -> Vec<Column> {
    let standings = report.standings;
    let areas = standings.standings.first().map_or(&[][..], |standing| &standing.areas);
    let before = Message::new("head-previous-rank").with("year", comparison.earlier.to_string());
    let mut columns = report.agency_columns();
    let (points, percent) = (report.word("head-points-change"), report.word("head-percent-change"));
    columns.extend([
        Column::new(report.say(&before), 9.0, Look::Whole),
        Column::new(report.word("head-places"), 9.0, Look::Places),
        Column::new(&points, 9.0, Look::Change),
        Column::new(&percent, 9.0, Look::Change),
    ]);
    for word in [points, percent] {
        let head = |code: &str| format!("{code} {word}");
        columns.extend(
            areas.iter().map(|area| areas::column(report, area, head(&area.code), Look::Change)),
        );
    }
    columns.push(Column::new(report.word("head-notes"), 44.0, Look::Wrapped));
    columns
}

fn row(report: &Report<'_>, standing: &Standing, change: &Change) -> Vec<Cell> {
    let mut row = report.agency_cells(standing);
    row.extend(moved(report, change));
    row.extend(change.areas.iter().map(|area| report.figure_or_blank(area.points.as_ref())));
    row.extend(
        change.areas.iter().map(|area| report.figure_or_blank(area.percent_points.as_ref())),
    );
    let origin = origin(report, change).map(|note| report.say(&note));
    row.push(Cell::text(origin.unwrap_or_default()));
    row
}
