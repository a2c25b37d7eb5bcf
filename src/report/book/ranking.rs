//! A ranking per peer group: rank, points, percent, tier, the move since the year before, and what is to be said of it.

use rust_xlsxwriter::XlsxError;

use super::cells::rank;
use super::look::Look;
use super::page::{Cell, Column, Drawn, Page, Paint};
use super::{Book, title};
use crate::comparison::Change;
use crate::language::Message;
use crate::report::{Report, text};
use crate::standings::{GroupSummary, Standing};

/// Where the percents of a group stand, for the chart of them.
pub(super) struct Ranking {
    pub drawn: Drawn,
    /// The column of the percents; names stand in [`NAME`].
    pub percents: u16,
    pub ranked: u32,
}

/// The column of the agencies' names.
pub(super) const NAME: u16 = 2;

pub(super) fn draw(book: &mut Book<'_>) -> Result<Vec<Ranking>, XlsxError> {
    let report = book.report;
    report.standings.groups.iter().map(|group| ranking(book, group)).collect()
}

fn ranking(book: &mut Book<'_>, group: &GroupSummary) -> Result<Ranking, XlsxError> {
    let report = book.report;
    let (columns, percents) = columns(report);
    let line = Message::new("group-title").with("group", &group.title);
    let footer = text::footer(report, group);
    let lines = vec![title(report), report.say(&line.with("ranked", group.ranked.to_string()))];
    let name = group.title.in_language(report.language).to_owned();
    let notes = footer.lines().map(|line| line.trim().to_owned()).collect();
    let page = Page { notes, ..Page::new(name, lines, NAME + 1, columns) };
    let members = report.with_changes().filter(|(standing, _)| standing.agency.group == group.name);
    let rows: Vec<Vec<Cell>> =
        members.map(|(standing, change)| row(report, standing, change)).collect();
    let drawn = book.draw(&page, &mut rows.into_iter())?;
    Ok(Ranking { drawn, percents, ranked: group.ranked })
}

/// The columns, and which of them is the percent.
fn columns(report: &Report<'_>) -> (Vec<Column>, u16) {
    let column = |name, width, look| Column::new(report.word(name), width, look);
    let mut columns = vec![
        column("head-rank", 7.0, Look::Whole),
        column("head-code", 12.0, Look::Text),
        column("head-agency", 44.0, Look::Text),
        column("head-points", 10.0, Look::Figure),
        column("head-max", 9.0, Look::Short),
        column("head-percent", 16.0, Look::Figure).painted(Paint::Bar),
        column("head-tier", 14.0, Look::Text),
    ];
    if let Some(comparison) = report.comparison {
        let before =
            Message::new("head-previous-rank").with("year", comparison.earlier.to_string());
        columns.extend([
            Column::new(report.say(&before), 10.0, Look::Whole),
            column("head-places", 8.0, Look::Places),
            column("head-points-change", 10.0, Look::Change),
            column("head-percent-change", 10.0, Look::Change),
        ]);
    }
    columns.push(column("head-notes", 60.0, Look::Wrapped));
    (columns, 5)
}

fn row(report: &Report<'_>, standing: &Standing, change: Option<&Change>) -> Vec<Cell> {
    let language = report.language;
    let tier = standing.tier.as_ref().map_or("–", |tier| tier.title.in_language(language));
    let percent = standing.percent.as_ref();
    let mut row = vec![
        rank(standing),
        Cell::text(standing.agency.code.as_str()),
        Cell::text(standing.agency.name.in_language(language)),
        report.figure(standing.points.exact()),
        report.figure(standing.max.exact()),
        percent.map_or_else(|| Cell::text("–"), |percent| report.figure(percent.exact())),
        Cell::text(tier),
    ];
    if let Some(change) = change {
        row.extend(moved(report, change));
    }
    let notes = standing.unranked.iter().chain(&standing.tie).chain(&standing.tier_reasons);
    let notes: Vec<String> = notes.map(|note| report.say(note)).collect();
    row.push(Cell::text(notes.join("; ")));
    row
}

/// The earlier rank, places, points and percentage points more.
pub(super) fn moved(report: &Report<'_>, change: &Change) -> [Cell; 4] {
    let before = change.previous_rank.map_or_else(|| Cell::text("–"), |rank| Cell::whole(rank.0));
    let places = change.places.and_then(|places| i32::try_from(places).ok());
    [
        before,
        places.map_or_else(|| Cell::text(text::places(report, change)), Cell::whole),
        report.figure_or_blank(change.points.as_ref()),
        report.figure_or_blank(change.percent_points.as_ref()),
    ]
}
