//! Every year's agencies under every year's rules, in heat colours; a range where an old year does not answer.

use rust_xlsxwriter::XlsxError;

use super::look::Look;
use super::page::{Cell, Column, Page, Paint};
use super::{Book, title};
use crate::counterfactual::{Counterfactual, Supposed};
use crate::language::Message;
use crate::matrix::Matrix;
use crate::quantity::Percent;
use crate::report::difference::places;
use crate::report::matrix::{everyone, open};
use crate::standings::Standing;

pub(super) fn draw(book: &mut Book<'_>, matrix: &Matrix) -> Result<(), XlsxError> {
    let report = book.report;
    let cells: Vec<&Counterfactual> = matrix.cells.iter().collect();
    let mut columns = vec![
        Column::new(report.word("head-group"), 18.0, Look::Text),
        Column::new(report.word("head-code"), 12.0, Look::Text),
        Column::new(report.word("head-agency"), 40.0, Look::Text),
    ];
    columns.extend(cells.iter().flat_map(|cell| heads(book, cell)));
    let notes = cells.iter().filter(|cell| !cell.unanswered.is_empty()).map(|cell| {
        let rules = Message::new("page-rules-of").with("year", cell.rules.to_string());
        format!("{}. {}", report.say(&rules), report.say(&open(cell)))
    });
    let lines = vec![title(report), report.word("page-rules-told")];
    let page =
        Page { notes: notes.collect(), ..Page::new(report.word("sheet-rules"), lines, 3, columns) };
    let row = |agency: &&crate::agencies::Assessed| {
        let mut row = vec![
            Cell::text(report.group_named(&agency.group)),
            Cell::text(agency.code.as_str()),
            Cell::text(agency.name.in_language(report.language)),
        ];
        for cell in &cells {
            let found = cell.agencies.iter().find(|one| one.agency().code == agency.code);
            row.extend(figures(book, cell, found));
        }
        row
    };
    let rows: Vec<Vec<Cell>> = everyone(&cells).iter().map(row).collect();
    book.draw(&page, &mut rows.into_iter()).map(drop)
}

/// The percent, both its ends where anything is unanswered, and the place.
fn heads(book: &Book<'_>, cell: &Counterfactual) -> Vec<Column> {
    let report = book.report;
    let named = |name: &'static str| {
        let head = Message::new("head-of-rules").with("what", Message::new(name));
        let head = head.with("rules", cell.rules.to_string());
        report.say(&head.with("facts", cell.facts.to_string()))
    };
    let percents: &[&'static str] = match cell.unanswered.is_empty() {
        true => &["head-percent"],
        false => &["head-least", "head-most"],
    };
    let percents = percents
        .iter()
        .map(|name| Column::new(named(name), 13.0, Look::Figure).painted(Paint::Heat));
    percents.chain([Column::new(named("head-rank"), 13.0, Look::Whole)]).collect()
}

fn figures(book: &Book<'_>, cell: &Counterfactual, found: Option<&Supposed>) -> Vec<Cell> {
    let report = book.report;
    let percent = |of: fn(&Supposed) -> &Standing| {
        let percent = found.and_then(|one| of(one).percent.as_ref());
        report.figure_or_blank(percent.map(Percent::exact))
    };
    let mut figures = vec![percent(|one| &one.least)];
    if !cell.unanswered.is_empty() {
        figures.push(percent(|one| &one.most));
    }
    figures.push(match found {
        Some(one) if one.best.is_some() && one.best == one.worst => {
            one.best.map_or(Cell::Blank, Cell::whole)
        }
        Some(one) => Cell::text(places(one)),
        None => Cell::Blank,
    });
    figures
}
