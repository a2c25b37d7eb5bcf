//! Why every agency moved: both years and each cause's part, in points and in places.

use rust_xlsxwriter::XlsxError;

use super::look::Look;
use super::page::{Cell, Column, Drawn, Page};
use super::{Book, title};
use crate::language::Message;
use crate::movement::{Factor, Moved, Movement, Split};
use crate::report::movement::factor_name;

/// The columns of code and name, and of the first part in points and in places.
pub(super) const CODE: u16 = 1;
pub(super) const NAME: u16 = 2;
pub(super) const POINTS: u16 = 4;
pub(super) const PLACES: u16 = POINTS + 10;

pub(super) fn draw(book: &mut Book<'_>, movement: &Movement) -> Result<Drawn, XlsxError> {
    let report = book.report;
    let mut columns = vec![
        Column::new(report.word("head-group"), 18.0, Look::Text),
        Column::new(report.word("head-code"), 12.0, Look::Text),
        Column::new(report.word("head-agency"), 40.0, Look::Text),
    ];
    let year = |name: &'static str, year: crate::quantity::Year| {
        report.say(&Message::new(name).with("year", year.to_string()))
    };
    for (ends, unit, look) in [
        ("head-points-in", "movement-points", Look::Figure),
        ("head-previous-rank", "movement-places", Look::Whole),
    ] {
        columns.push(Column::new(year(ends, movement.earlier), 10.0, look));
        let unit = report.word(unit);
        let part = |factor| {
            let head = format!("{unit}: {}", report.word(factor_name(factor)));
            Column::new(head, 13.0, Look::Change)
        };
        columns.extend(Factor::ALL.map(part));
        columns.push(Column::new(year(ends, movement.later), 10.0, look));
        columns.push(Column::new(report.word("head-change"), 10.0, Look::Change));
    }
    let heading = Message::new("movement-heading")
        .with("earlier", movement.earlier.to_string())
        .with("later", movement.later.to_string());
    let lines = vec![title(report), report.say(&heading), report.word("page-causes-told")];
    let page = Page::new(report.word("sheet-causes"), lines, 3, columns);
    let row = |moved: &Moved| {
        let agency = &moved.agency;
        let mut row = vec![
            Cell::text(report.group_named(&agency.group)),
            Cell::text(agency.code.as_str()),
            Cell::text(agency.name.in_language(report.language)),
        ];
        row.extend(split(book, Some(&moved.points)));
        row.extend(split(book, moved.places.as_ref()));
        row
    };
    let rows: Vec<Vec<Cell>> = movement.agencies.iter().map(row).collect();
    book.draw(&page, &mut rows.into_iter())
}

/// Before, the parts, after, the change.
fn split(book: &Book<'_>, split: Option<&Split>) -> Vec<Cell> {
    let Some(split) = split else { return vec![Cell::Blank; Factor::ALL.len() + 3] };
    let parts = split.parts.iter().map(|part| book.report.figure(part));
    let before = std::iter::once(book.report.figure(&split.earlier));
    before
        .chain(parts)
        .chain([book.report.figure(&split.later), book.report.figure(&split.change())])
        .collect()
}
