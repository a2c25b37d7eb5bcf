//! The league table in a terminal.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

use super::Report;
use crate::comparison::{Change, Origin};
use crate::criteria;
use crate::language::{Message, Term};
use crate::standings::{GroupSummary, Standing};

pub(super) fn standings(report: &Report<'_>) -> String {
    let mut text = heading(report);
    for group in &report.standings.groups {
        text.push('\n');
        text.push_str(&group_table(report, group));
    }
    if let Some(comparison) = report.comparison {
        text.push_str(&super::comparison::leavers_and_caveats(report, comparison));
    }
    text
}

/// Title, year, source, and how far it can be trusted.
pub(super) fn heading(report: &Report<'_>) -> String {
    let criteria = report.criteria;
    let title = Message::new("heading-title")
        .with("title", &criteria.title)
        .with("year", criteria.year.to_string());
    let source = Message::new("heading-source").with("source", &criteria.source);
    let origin = origin(criteria.origin);
    let mut text =
        format!("{}\n{} ({})\n", report.say(&title), report.say(&source), report.say(&origin));
    if !criteria.notes.is_empty() {
        let notes = Message::new("heading-notes").with("notes", criteria.notes.len());
        text.push_str(&format!("{}\n", report.say(&notes)));
    }
    text
}

/// How far what a decision says can be trusted.
pub(super) fn origin(origin: criteria::Origin) -> Message {
    Message::new(match origin {
        criteria::Origin::Documented => "origin-documented",
        criteria::Origin::Reconstructed => "origin-reconstructed",
        criteria::Origin::MadeUp => "origin-made-up",
    })
}

/// A table without lines, its numbers to the right.
pub(super) fn plain_table(head: Vec<String>, right: &[usize]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Disabled).set_header(head);
    for k in right {
        if let Some(column) = table.column_mut(*k) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

pub(super) fn printed_table(table: &Table) -> String {
    let lines: Vec<String> = table.lines().map(|line| line.trim_end().to_owned()).collect();
    lines.join("\n") + "\n"
}

fn group_table(report: &Report<'_>, group: &GroupSummary) -> String {
    let word = |name| report.say(&Message::new(name));
    let mut head = vec![
        word("head-rank"),
        word("head-agency"),
        word("head-points"),
        word("head-max"),
        word("head-percent"),
        word("head-tier"),
    ];
    if report.comparison.is_some() {
        head.extend([word("head-places"), word("head-points-change")]);
    }
    let mut table = plain_table(head, &[0, 2, 3, 4, 6, 7]);
    let members =
        report.standings.standings.iter().filter(|standing| standing.agency.group == group.name);
    let members: Vec<&Standing> = members.collect();
    for standing in &members {
        table.add_row(row(report, standing));
    }
    let title = Message::new("group-title")
        .with("group", &group.title)
        .with("ranked", group.ranked.to_string());
    let mut text = format!("{}\n{}", report.say(&title), printed_table(&table));
    for standing in members {
        for note in
            standing.unranked.iter().chain(standing.tie.iter()).chain(&standing.tier_reasons)
        {
            let name = standing.agency.name.in_language(report.language);
            text.push_str(&format!("  {name}: {}\n", report.say(note)));
        }
    }
    text.push_str(&footer(report, group));
    text
}

fn row(report: &Report<'_>, standing: &Standing) -> Vec<String> {
    let rank = standing.rank.map_or_else(|| "–".to_owned(), |rank| rank.to_string());
    let percent = standing
        .percent
        .as_ref()
        .map_or_else(|| "–".to_owned(), |percent| report.aligned(percent.exact()));
    let tier = standing.tier.as_ref().map_or("–", |tier| tier.title.in_language(report.language));
    let mut row = vec![
        rank,
        standing.agency.name.in_language(report.language).to_owned(),
        report.aligned(standing.points.exact()),
        report.printed(standing.max.exact()),
        percent,
        tier.to_owned(),
    ];
    if let Some(change) =
        report.comparison.and_then(|comparison| comparison.of(&standing.agency.code))
    {
        let points =
            change.points.as_ref().map_or_else(|| "–".to_owned(), |points| report.signed(points));
        row.extend([places(report, change), points]);
    }
    row
}

/// `▲3`, `▼10`, `=`, or what the agency was before.
pub(super) fn places(report: &Report<'_>, change: &Change) -> String {
    match (change.places, &change.origin) {
        (Some(0), _) => "=".to_owned(),
        (Some(places), _) if places > 0 => format!("▲{places}"),
        (Some(places), _) => format!("▼{}", -places),
        (None, Origin::Newcomer | Origin::MergedFrom(_)) => report.say(&Message::new("newcomer")),
        (None, Origin::OtherGroup(_)) => report.say(&Message::new("other-group")),
        (None, Origin::Same | Origin::MergedWith(_)) => "–".to_owned(),
    }
}

/// Counts per tier and the mean of a group.
pub(super) fn footer(report: &Report<'_>, group: &GroupSummary) -> String {
    let mut parts: Vec<Term> = Vec::new();
    for (tier, count) in &group.tiers {
        parts.push(
            Message::new("tier-count")
                .with("tier", &tier.title)
                .with("count", count.to_string())
                .into(),
        );
    }
    if group.no_tier > 0 {
        parts.push(Message::new("no-tier-count").with("count", group.no_tier.to_string()).into());
    }
    let mean =
        group.mean.as_ref().map_or_else(|| "–".to_owned(), |mean| report.printed(mean.exact()));
    let mean = Message::new("group-mean").with("mean", mean);
    let mut lines = String::new();
    if !parts.is_empty() {
        lines.push_str(&format!(
            "  {}\n",
            report.say(&Message::new("tier-counts").with("counts", parts))
        ));
    }
    format!("{lines}  {}\n", report.say(&mean))
}
