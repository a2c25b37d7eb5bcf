//! The loss ledger: a row per point not given, with cause, offices, what the rule found and where the decision says so.

use rust_xlsxwriter::XlsxError;

use super::cells::FROZEN;
use super::look::Look;
use super::page::{Cell, Column, Page, Paint};
use super::{Book, title};
use crate::code::PeerGroup;
use crate::language::Message;
use crate::losses::{Loss, Losses};
use crate::overview::{ItemLoss, Overview};
use crate::parallel;
use crate::report::losses::{self as ledger, GroupedBy};
use crate::report::{Report, explanation};
use crate::standings::Standing;

/// How many agencies' ledgers are worked out at once.
const AT_ONCE: usize = 256;

/// Draws the ledger; `seen` is shown each agency's on its way to the sheet.
pub(super) fn draw(
    book: &mut Book<'_>,
    standings: &[&Standing],
    mut seen: impl FnMut(&Standing, &Losses),
) -> Result<(), XlsxError> {
    let report = book.report;
    let column = |name, width, look| Column::new(report.word(name), width, look);
    let mut columns = report.agency_columns();
    columns.extend([
        column("head-area", 9.0, Look::Text),
        column("head-item", 9.0, Look::Text),
        column("head-what", 44.0, Look::Wrapped),
        column("head-lost", 9.0, Look::Figure).painted(Paint::Share),
        column("head-cause", 18.0, Look::Wrapped),
        column("head-why", 60.0, Look::Wrapped),
        column("head-objective", 24.0, Look::Wrapped),
        column("head-offices", 24.0, Look::Wrapped),
        column("head-source", 30.0, Look::Wrapped),
    ]);
    let page = page(report, "sheet-losses", "book-losses", columns);
    let mut rows = standings.chunks(AT_ONCE).flat_map(|some| {
        let ledgers = parallel::in_ranges(some.len(), 1, |at| {
            let standings = some.get(at).unwrap_or_default().iter();
            standings.map(|standing| ledger_rows(report, standing)).collect::<Vec<_>>()
        });
        let mut rows = Vec::new();
        for (standing, (losses, drawn)) in some.iter().zip(ledgers.into_iter().flatten()) {
            seen(standing, &losses);
            rows.extend(drawn);
        }
        rows
    });
    book.draw(&page, &mut rows).map(drop)
}

/// The rows of one agency.
fn ledger_rows(report: &Report<'_>, standing: &Standing) -> (Losses, Vec<Vec<Cell>>) {
    let agency = report.agency_cells(standing);
    let losses = report.ledger(standing);
    let row = |loss: &Loss| {
        let mut row = agency.clone();
        row.push(Cell::text(loss.area.as_ref().map_or("", |area| area.as_str())));
        row.push(Cell::text(loss.code.as_str()));
        row.push(Cell::text(loss.title.in_language(report.language)));
        row.push(report.figure(loss.points.exact()));
        row.extend(because(report, loss));
        row
    };
    let rows = losses.rows.iter().map(row).collect();
    (losses, rows)
}

fn because(report: &Report<'_>, loss: &Loss) -> [Cell; 5] {
    let why = loss.reason.as_ref().map(|reason| explanation::why(report, reason));
    let offices: Vec<&str> = loss.offices.iter().map(|(office, _)| office.as_str()).collect();
    [
        Cell::text(report.say(&Message::new(ledger::cause_name(loss.cause)))),
        Cell::text(why.unwrap_or_default()),
        Cell::text(loss.objective.clone().unwrap_or_default()),
        Cell::text(offices.join("; ")),
        Cell::text(loss.source.as_str()),
    ]
}

/// The ledger added up by area, office or cause.
pub(super) fn sums(
    book: &mut Book<'_>,
    standings: &[&Standing],
    by: GroupedBy,
) -> Result<(), XlsxError> {
    let report = book.report;
    let mut columns = report.agency_columns();
    columns.extend([
        Column::new(report.word("head-what"), 60.0, Look::Wrapped),
        Column::new(report.word("head-lost"), 12.0, Look::Figure).painted(Paint::Share),
        Column::new(report.word("head-share"), 12.0, Look::Figure),
    ]);
    let page = page(report, "sheet-sums", "book-losses", columns);
    let mut rows = Vec::new();
    for standing in standings {
        let losses = report.ledger(standing);
        for (what, points) in ledger::grouped(report, &losses, by) {
            let share = points.percent_of(&losses.total);
            let mut row = report.agency_cells(standing);
            row.push(Cell::text(what));
            row.push(report.figure(points.exact()));
            row.push(report.figure_or_blank(share.as_ref().map(|share| share.exact())));
            rows.push(row);
        }
    }
    book.draw(&page, &mut rows.into_iter()).map(drop)
}

fn page(report: &Report<'_>, name: &'static str, what: &'static str, columns: Vec<Column>) -> Page {
    let lines = vec![title(report), report.word(what)];
    Page { large: true, ..Page::new(report.word(name), lines, FROZEN, columns) }
}

/// The items on which each group lost most, all that lost anything.
pub(super) fn most_lost(book: &mut Book<'_>, overview: &Overview) -> Result<(), XlsxError> {
    let report = book.report;
    let column = |name, width, look| Column::new(report.word(name), width, look);
    let columns = vec![
        column("head-group", 30.0, Look::Text),
        column("head-item", 10.0, Look::Text),
        column("head-what", 80.0, Look::Wrapped),
        column("head-lost", 14.0, Look::Figure).painted(Paint::Share),
        column("head-agencies", 12.0, Look::Whole),
    ];
    let row = |group: &PeerGroup, item: &ItemLoss| {
        vec![
            Cell::text(report.group_named(group)),
            Cell::text(item.code.as_str()),
            Cell::text(item.title.in_language(report.language)),
            report.figure(item.points.exact()),
            Cell::whole(u32::try_from(item.agencies).unwrap_or(u32::MAX)),
        ]
    };
    let rows = overview.groups.iter();
    let mut rows =
        rows.flat_map(|group| group.most_lost.iter().map(move |item| row(&group.name, item)));
    let lines = vec![title(report), report.word("most-lost")];
    let page = Page::new(report.word("sheet-most-lost"), lines, 0, columns);
    book.draw(&page, &mut rows).map(drop)
}
