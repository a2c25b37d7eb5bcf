//! How sure the ranks are: intervals beside ranks, and the chart of them with whiskers.

use rust_xlsxwriter::{
    Chart, ChartErrorBars, ChartErrorBarsType, ChartFormat, ChartLine, ChartMarker,
    ChartMarkerType, ChartRange, ChartSolidFill, ChartType, XlsxError,
};

use super::look::Look;
use super::page::{Cell, Column, Drawn, Page};
use super::{Book, title};
use crate::language::Message;
use crate::quantity::Percent;
use crate::report::robustness::{findings, group_title, held, share, tiers, title as asked};
use crate::robustness::{AgencyRobustness, GroupRobustness, Robustness};

/// The columns of the place, of the agency, and of how far the set reaches down and up from the place.
const RANK: u16 = 0;
const NAME: u16 = 2;
const DOWN: u16 = 10;
const UP: u16 = 11;

pub(super) fn draw(book: &mut Book<'_>, robustness: &Robustness) -> Result<(), XlsxError> {
    for group in &robustness.groups {
        sheet(book, robustness, group)?;
    }
    Ok(())
}

fn sheet(
    book: &mut Book<'_>,
    robustness: &Robustness,
    group: &GroupRobustness,
) -> Result<(), XlsxError> {
    let report = book.report;
    let mut lines =
        vec![title(report), report.say(&asked(robustness)), report.say(&group_title(group))];
    lines.extend(held(report, robustness).map(|message| report.say(&message)));
    let known = group.ballots > 0;
    let notes = match known {
        true => findings(robustness, group).iter().map(|said| report.say(said)).collect(),
        false => vec![report.word("robustness-no-ballots")],
    };
    let name = report.word("sheet-sureness");
    let page = Page { notes, ..Page::new(name, lines, NAME + 1, columns(book, robustness)) };
    let row = |one: &AgencyRobustness| row(book, robustness, one);
    let rows: Vec<Vec<Cell>> = group.agencies.iter().map(row).collect();
    let count = u32::try_from(rows.len()).unwrap_or(0);
    let drawn = book.draw(&page, &mut rows.into_iter())?;
    if !known || count == 0 {
        return Ok(());
    }
    let mut chart = whiskers(&drawn, count);
    let level = robustness.settings.level.exact();
    let heading = Message::new("chart-sureness").with("group", &group.title).with("level", level);
    chart.title().set_name(&report.say(&heading));
    book.chart_below(&drawn, &mut chart, 520)
}

fn columns(book: &Book<'_>, robustness: &Robustness) -> Vec<Column> {
    let report = book.report;
    let column = |name, width, look| Column::new(report.word(name), width, look);
    let top = Message::new("head-top").with("top", robustness.settings.top.to_string());
    let end = |name: &'static str, of: &'static str| {
        report.say(&Message::new(name).with("what", Message::new(of)))
    };
    vec![
        column("head-rank", 7.0, Look::Whole),
        column("head-code", 12.0, Look::Text),
        column("head-agency", 44.0, Look::Text),
        column("head-percent", 10.0, Look::Figure),
        Column::new(end("head-from", "head-percent-interval"), 12.0, Look::Figure),
        Column::new(end("head-to", "head-percent-interval"), 12.0, Look::Figure),
        Column::new(end("head-from", "head-rank-interval"), 12.0, Look::Whole),
        Column::new(end("head-to", "head-rank-interval"), 12.0, Look::Whole),
        Column::new(end("head-from", "head-rank-set"), 12.0, Look::Whole),
        Column::new(end("head-to", "head-rank-set"), 12.0, Look::Whole),
        column("head-reach-down", 12.0, Look::Whole),
        column("head-reach-up", 12.0, Look::Whole),
        Column::new(report.say(&top), 12.0, Look::Text),
        column("head-tier", 30.0, Look::Wrapped),
    ]
}

fn row(book: &Book<'_>, robustness: &Robustness, one: &AgencyRobustness) -> Vec<Cell> {
    let report = book.report;
    let percents = one.percent_interval.as_ref();
    let (interval, set) = (&one.rank_interval, &one.rank_set);
    vec![
        Cell::whole(one.rank.0),
        Cell::text(one.agency.code.as_str()),
        Cell::text(one.agency.name.in_language(report.language)),
        report.figure_or_blank(one.percent.as_ref().map(Percent::exact)),
        report.figure_or_blank(percents.map(|(low, _)| low.exact())),
        report.figure_or_blank(percents.map(|(_, high)| high.exact())),
        Cell::whole(interval.0.0),
        Cell::whole(interval.1.0),
        Cell::whole(set.0.0),
        Cell::whole(set.1.0),
        Cell::whole(set.1.0.saturating_sub(one.rank.0)),
        Cell::whole(one.rank.0.saturating_sub(set.0.0)),
        Cell::text(share(report, one.among(robustness.settings.top), robustness)),
        Cell::text(tiers(report, robustness, one)),
    ]
}

/// A mark at each place, and whiskers to the ends of its set; the first place on top.
fn whiskers(drawn: &Drawn, count: u32) -> Chart {
    let mut chart = Chart::new(ChartType::Line);
    let sheet = drawn.name.as_str();
    let (first, last) = (drawn.head + 1, drawn.head + count);
    let of = |column: u16| ChartRange::new_from_range(sheet, first, column, last, column);
    let mut bars = ChartErrorBars::new();
    let mut thick = ChartLine::new();
    thick.set_color("2E75B6").set_width(3);
    bars.set_type(ChartErrorBarsType::Custom(of(DOWN), of(UP))).set_format(&mut thick);
    let mut marker = ChartMarker::new();
    let mut dot = ChartFormat::new();
    dot.set_solid_fill(ChartSolidFill::new().set_color("14202E"));
    marker.set_type(ChartMarkerType::Square).set_size(6).set_format(&mut dot);
    let mut unseen = ChartLine::new();
    unseen.set_hidden(true);
    chart
        .add_series()
        .set_categories(&of(NAME))
        .set_values(&of(RANK))
        .set_format(&mut unseen)
        .set_marker(&marker)
        .set_y_error_bars(&bars);
    chart.y_axis().set_reverse().set_min(0).set_max(f64::from(count + 1));
    chart.legend().set_hidden();
    chart
}
