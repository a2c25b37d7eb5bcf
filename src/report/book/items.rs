//! Items × agencies: points, with what is missing, not submitted or not applicable told apart from nought.

use rust_xlsxwriter::XlsxError;

use super::cells::FROZEN;
use super::look::Look;
use super::page::{Cell, Column, Page};
use super::{Book, WIDEST, title};
use crate::criteria::Role;
use crate::quantity::{Exact, Percent};
use crate::report::Report;
use crate::scores::Status;
use crate::standings::Standing;

/// Points and percent stand between the agency and its items.
const BEFORE: usize = FROZEN as usize + 2;

pub(super) fn draw(book: &mut Book<'_>) -> Result<(), XlsxError> {
    let items: Vec<usize> = (0..book.report.scores.item_nodes.len()).collect();
    items.chunks(WIDEST - BEFORE).try_for_each(|items| sheet(book, items))
}

fn sheet(book: &mut Book<'_>, items: &[usize]) -> Result<(), XlsxError> {
    let report = book.report;
    let mut columns = report.agency_columns();
    columns.push(Column::new(report.word("head-points"), 9.0, Look::Figure));
    columns.push(Column::new(report.word("head-percent"), 9.0, Look::Figure));
    columns.extend(items.iter().filter_map(|item| column(report, *item)));
    let nought = || report.figure(&Exact::ZERO);
    let legend = [
        (nought(), Look::Zero, "mark-zero"),
        (nought(), Look::Missing, "status-missing"),
        (nought(), Look::NotSubmitted, "status-not-submitted"),
        (does_not_apply(report), Look::NotApplicable, "status-not-applicable"),
    ];
    let lines = vec![title(report), report.word("book-items")];
    let page = Page {
        legend: legend
            .map(|(cell, look, meaning)| (cell.marked(look), report.word(meaning)))
            .to_vec(),
        turned: true,
        large: true,
        ..Page::new(report.word("sheet-items"), lines, FROZEN, columns)
    };
    let mut rows = report.standings.standings.iter().map(|standing| row(report, standing, items));
    book.draw(&page, &mut rows).map(drop)
}

fn row(report: &Report<'_>, standing: &Standing, items: &[usize]) -> Vec<Cell> {
    let percent = standing.percent.as_ref().map(Percent::exact);
    let mut row = report.agency_cells(standing);
    row.extend([report.figure(standing.points.exact()), report.figure_or_blank(percent)]);
    row.extend(items.iter().map(|item| cell(report, standing, *item).unwrap_or(Cell::Blank)));
    row
}

/// The points of an item, marked by how they came about; words where it does not apply and earns nothing.
fn cell(report: &Report<'_>, standing: &Standing, item: usize) -> Option<Cell> {
    let scores = report.scores;
    let at = *scores.item_nodes.get(item)?;
    let node = report.criteria.nodes.get(at)?;
    let tally = scores.tally(standing.row, at);
    let earned = tally.points.exact();
    let points = match node.role {
        Role::Deduction => report.figure(&-earned),
        Role::Score | Role::Bonus => report.figure(earned),
    };
    Some(match scores.status(standing.row, at)? {
        Status::Scored if earned.is_zero() && node.role == Role::Score => points.marked(Look::Zero),
        Status::Scored => points,
        Status::Missing => points.marked(Look::Missing),
        Status::NotSubmitted => points.marked(Look::NotSubmitted),
        _ if earned.is_zero() => does_not_apply(report).marked(Look::NotApplicable),
        _ => points.marked(Look::NotApplicable),
    })
}

fn does_not_apply(report: &Report<'_>) -> Cell {
    Cell::text(report.word("mark-not-applicable"))
}

fn column(report: &Report<'_>, item: usize) -> Option<Column> {
    let node = report.criteria.nodes.get(*report.scores.item_nodes.get(item)?)?;
    let title = node.title.in_language(report.language);
    let title = match node.role {
        Role::Score => title.to_owned(),
        Role::Bonus => format!("{title} ({})", report.word("item-adds")),
        Role::Deduction => format!("{title} ({})", report.word("item-takes")),
    };
    let most = match node.role {
        Role::Deduction => report.figure(&-&node.max),
        _ => report.figure(&node.max),
    };
    Some(Column::new(node.code.as_str(), 7.5, Look::Figure).under(title, most))
}
