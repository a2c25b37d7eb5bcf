//! Places through the years, a line per agency: a table for each peer group, and the chart of it.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartDataLabelPosition, ChartFormat, ChartLine, ChartMarker,
    ChartMarkerType, ChartSolidFill, ChartType, XlsxError,
};

use super::look::Look;
use super::page::{Cell, Column, Drawn, Page};
use super::{Book, title};
use crate::history::{History, Trend};
use crate::language::{Message, Text};
use crate::quantity::{Exact, Percent, Year};

/// More lines than these cannot be told apart.
const LINES: usize = 40;
/// Lines that are near each other differ.
const COLOURS: [&str; 8] =
    ["0B5C94", "B3400A", "2A8C4A", "7A3E9D", "C08A00", "3A7D8C", "A0325A", "55606E"];
/// The column of the first year's places; names stand before it.
const PLACES: u16 = 2;

/// One agency's place and percent, year by year.
struct Line<'a> {
    code: &'a str,
    name: &'a Text,
    years: Vec<(Option<u32>, Option<Exact>)>,
}

/// A sheet for each peer group of several years.
pub(super) fn of_years(book: &mut Book<'_>, history: &History) -> Result<(), XlsxError> {
    for group in &history.groups {
        let line = |trend: &'_ Trend| {
            let years = trend.years.iter().map(|stood| {
                let own = stood.as_ref().filter(|stood| stood.group == group.name);
                let rank = own.and_then(|stood| stood.rank).map(|rank| rank.0);
                (rank, stood.as_ref().and_then(|stood| exact(stood.percent.as_ref())))
            });
            years.collect()
        };
        let lines = group.agencies.iter().map(|trend| Line {
            code: trend.agency.as_str(),
            name: &trend.name,
            years: line(trend),
        });
        sheet(book, &group.title, &history.years, &lines.collect::<Vec<_>>())?;
    }
    Ok(())
}

/// A sheet for each peer group of the round, from the year before to its own.
pub(super) fn of_two(book: &mut Book<'_>) -> Result<(), XlsxError> {
    let report = book.report;
    let Some(comparison) = report.comparison else { return Ok(()) };
    for group in &report.standings.groups {
        let members = report.with_changes().filter(|(one, _)| one.agency.group == group.name);
        let lines = members.filter_map(|(standing, change)| {
            let change = change?;
            let before = change.previous_rank.map(|rank| rank.0);
            let now = standing.rank.map(|rank| rank.0);
            Some(Line {
                code: standing.agency.code.as_str(),
                name: &standing.agency.name,
                years: vec![
                    (before, exact(change.previous_percent.as_ref())),
                    (now, exact(standing.percent.as_ref())),
                ],
            })
        });
        let years = [comparison.earlier, comparison.later];
        sheet(book, &group.title, &years, &lines.collect::<Vec<_>>())?;
    }
    Ok(())
}

fn exact(percent: Option<&Percent>) -> Option<Exact> {
    percent.map(|percent| percent.exact().clone())
}

fn sheet(
    book: &mut Book<'_>,
    group: &Text,
    years: &[Year],
    lines: &[Line<'_>],
) -> Result<(), XlsxError> {
    let report = book.report;
    let in_year = |name, look| {
        years.iter().map(move |year| {
            let head = Message::new(name).with("year", year.to_string());
            Column::new(report.say(&head), 12.0, look)
        })
    };
    let mut columns = vec![
        Column::new(report.word("head-code"), 12.0, Look::Text),
        Column::new(report.word("head-agency"), 44.0, Look::Text),
    ];
    columns.extend(in_year("head-previous-rank", Look::Whole));
    columns.extend(in_year("head-percent-in", Look::Figure));
    let heading = vec![title(report), group.in_language(report.language).to_owned()];
    let page = Page::new(report.word("sheet-flows"), heading, PLACES, columns);
    let row = |line: &Line<'_>| {
        let mut row =
            vec![Cell::text(line.code), Cell::text(line.name.in_language(report.language))];
        let place = |place: Option<u32>| place.map_or(Cell::Blank, Cell::whole);
        row.extend(line.years.iter().map(|(rank, _)| place(*rank)));
        row.extend(line.years.iter().map(|(_, percent)| report.figure_or_blank(percent.as_ref())));
        row
    };
    let drawn = book.draw(&page, &mut lines.iter().map(row))?;
    let ranked = lines.iter().enumerate();
    let ranked =
        ranked.filter(|(_, line)| line.years.last().is_some_and(|(rank, _)| rank.is_some()));
    let ranked: Vec<usize> = ranked.map(|(k, _)| k).take(LINES).collect();
    if ranked.is_empty() {
        return Ok(());
    }
    let mut chart = chart(&drawn, &ranked, years.len());
    chart.title().set_name(&report.say(&Message::new("chart-flows").with("group", group)));
    let height = 120 + 22 * u32::try_from(ranked.len()).unwrap_or(40);
    let beside = PLACES + 2 * u16::try_from(years.len()).unwrap_or(0);
    book.chart_beside(&drawn, beside, &mut chart, height)
}

/// A line per agency, the first place on top; its name at the last year.
fn chart(drawn: &Drawn, rows: &[usize], years: usize) -> Chart {
    let mut chart = Chart::new(ChartType::Line);
    let last = PLACES + u16::try_from(years).unwrap_or(u16::MAX).saturating_sub(1);
    let sheet = drawn.name.as_str();
    for (row, colour) in rows.iter().zip(COLOURS.iter().cycle()) {
        let at = drawn.head + 1 + u32::try_from(*row).unwrap_or(u32::MAX);
        let mut labels = vec![ChartDataLabel::new().set_hidden().clone(); years.saturating_sub(1)];
        labels.push(
            ChartDataLabel::new()
                .show_series_name()
                .set_position(ChartDataLabelPosition::Right)
                .clone(),
        );
        let mut line = ChartLine::new();
        line.set_color(*colour).set_width(1.75);
        let mut marker = ChartMarker::new();
        let mut dot = ChartFormat::new();
        dot.set_solid_fill(ChartSolidFill::new().set_color(*colour));
        marker.set_type(ChartMarkerType::Circle).set_size(6).set_format(&mut dot);
        chart
            .add_series()
            .set_name((sheet, at, 1))
            .set_categories((sheet, drawn.head, PLACES, drawn.head, last))
            .set_values((sheet, at, PLACES, at, last))
            .set_format(&mut line)
            .set_marker(&marker)
            .set_custom_data_labels(&labels);
    }
    chart.y_axis().set_reverse().set_min(1).set_major_unit(1).set_major_gridlines(false);
    chart.legend().set_hidden();
    chart
}
