//! The front sheet: what the set is, each peer group in figures, charts.

use rust_xlsxwriter::XlsxError;

use super::look::Look;
use super::page::{Cell, Column, Page, Paint};
use super::ranking::Ranking;
use super::{Book, chart};
use crate::language::Message;
use crate::overview::{GroupOverview, Overview, Spread};
use crate::report::{Report, text};
use crate::standings::{GroupSummary, TierReached};

/// The columns before the tiers: group, agencies, ranked, mean, best, worst.
const BEFORE: u16 = 6;

/// A row, in pixels, and how much higher than rows the headings are.
const ROW: u32 = 20;
const HEADINGS: u32 = 260;
/// What A4 across takes within its margins at full size, in pixels, with a little to spare.
const ACROSS: u32 = 1_000;
const DOWN: u32 = 660;

/// Draws the front sheet and puts it first; its name was taken before.
pub(super) fn draw(
    book: &mut Book<'_>,
    name: String,
    rankings: &[Ranking],
    overview: &Overview,
) -> Result<(), XlsxError> {
    let report = book.report;
    let tiers = tiers(report);
    let page = page(report, name.clone(), &tiers);
    let rows = report.standings.groups.iter().zip(&overview.groups);
    let rows: Vec<Vec<Cell>> =
        rows.map(|(summary, group)| row(report, summary, group, &tiers)).collect();
    let groups = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    book.names.release(&name);
    let drawn = book.draw(&page, &mut rows.into_iter())?;
    let Some(mut sheet) = book.sheets.pop() else {
        return Ok(());
    };
    let mut row = drawn.end + 1;
    let mut drawings = Vec::new();
    if !tiers.is_empty() {
        let last = BEFORE + u16::try_from(tiers.len()).unwrap_or(0);
        let title = report.word("chart-tiers");
        drawings.push(chart::tiers(&drawn.name, (drawn.head, groups), BEFORE..last + 1, &title));
    }
    for (ranking, summary) in rankings.iter().zip(&report.standings.groups) {
        let title = Message::new("chart-percents").with("group", &summary.title);
        drawings.extend(chart::percents(ranking, &report.say(&title)));
    }
    let tall = page_height(drawn.width);
    let (mut breaks, mut used) = (Vec::new(), ROW * row + HEADINGS);
    for mut drawing in drawings {
        drawing.chart.set_width(drawn.width);
        drawing.no_taller_than(tall);
        if used + ROW * drawing.rows > tall {
            breaks.push(row);
            used = 0;
        }
        sheet.insert_chart(row, 0, &drawing.chart)?;
        row += drawing.rows;
        used += ROW * drawing.rows;
    }
    let last = u16::try_from(page.columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
    sheet.set_page_breaks(&breaks)?;
    sheet.set_print_area(0, 0, row, last)?;
    book.sheets.insert(0, sheet);
    Ok(())
}

/// How many pixels down a printed page takes of a sheet so wide, made to fit on A4 across.
fn page_height(width: u32) -> u32 {
    DOWN * width.max(ACROSS) / ACROSS
}

/// The tiers of all groups, each once, in their order.
fn tiers<'a>(report: &Report<'a>) -> Vec<&'a TierReached> {
    let all = report.standings.groups.iter().flat_map(|group| &group.tiers);
    all.fold(Vec::new(), |mut tiers: Vec<&TierReached>, (tier, _)| {
        if !tiers.iter().any(|known| known.name == tier.name) {
            tiers.push(tier);
        }
        tiers
    })
}

fn page(report: &Report<'_>, name: String, tiers: &[&TierReached]) -> Page {
    let column = |head, width, look| Column::new(report.word(head), width, look);
    let mut columns = vec![
        column("head-group", 30.0, Look::Wrapped),
        column("head-agencies", 10.0, Look::Whole),
        column("head-ranked", 10.0, Look::Whole),
        column("head-mean", 10.0, Look::Figure).painted(Paint::Heat),
        column("head-best", 10.0, Look::Figure).painted(Paint::Heat),
        column("head-worst", 10.0, Look::Figure).painted(Paint::Heat),
    ];
    let tier = |tier: &&TierReached| {
        Column::new(tier.title.in_language(report.language), 11.0, Look::Whole)
    };
    columns.extend(tiers.iter().map(tier));
    if !tiers.is_empty() {
        columns.push(column("head-no-tier", 11.0, Look::Whole));
    }
    let areas = report.standings.standings.first().map_or(&[][..], |standing| &standing.areas);
    let mean = report.word("head-mean");
    columns.extend(areas.iter().map(|area| {
        super::areas::column(report, area, format!("{} ({mean})", area.code), Look::Figure)
            .painted(Paint::Heat)
    }));
    let mut lines: Vec<String> = text::heading(report).lines().map(str::to_owned).collect();
    if let Some(comparison) = report.comparison {
        let years = Message::new("heading-compared");
        let years = years.with("earlier", comparison.earlier.to_string());
        lines.push(report.say(&years.with("later", comparison.later.to_string())));
    }
    lines.push(report.word("book-figures"));
    Page { filtered: false, ..Page::new(name, lines, 1, columns) }
}

fn row(
    report: &Report<'_>,
    summary: &GroupSummary,
    group: &GroupOverview,
    tiers: &[&TierReached],
) -> Vec<Cell> {
    let members = report.standings.standings.iter();
    let members = members.filter(|standing| standing.agency.group == group.name).count();
    let spread = |figure: fn(&Spread) -> &crate::quantity::Exact| {
        report.figure_or_blank(group.percent.as_ref().map(figure))
    };
    let mut row = vec![
        Cell::text(summary.title.in_language(report.language)),
        Cell::whole(u32::try_from(members).unwrap_or(u32::MAX)),
        Cell::whole(summary.ranked),
        spread(|percent| &percent.mean),
        spread(|percent| &percent.best),
        spread(|percent| &percent.worst),
    ];
    row.extend(tiers.iter().map(|tier| {
        let held = summary.tiers.iter().find(|(held, _)| held.name == tier.name);
        held.map_or(Cell::Blank, |(_, count)| Cell::whole(*count))
    }));
    if !tiers.is_empty() {
        row.push(Cell::whole(summary.no_tier));
    }
    row.extend(
        group
            .areas
            .iter()
            .map(|area| report.figure_or_blank(area.percent.as_ref().map(|percent| &percent.mean))),
    );
    row
}
