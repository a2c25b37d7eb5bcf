//! Standings, areas and items as columns, for CSV, JSON and Parquet. `docs/tables.md` says what each column is.

use super::{LONGEST, Report};
use crate::parallel;
use crate::quantity::{Exact, Percent};
use crate::scores::Reason;
use crate::standings::{AreaStanding, Standing};
use crate::table::{Columns, Written};

fn words<'a>(cells: impl Iterator<Item = &'a str>) -> Written {
    Written::Words(cells.map(|cell| Some(cell.to_owned())).collect())
}

fn whole(cells: impl Iterator<Item = Option<i64>>) -> Written {
    Written::Whole(cells.collect())
}

fn decimal(cells: impl Iterator<Item = Option<Exact>>) -> Written {
    Written::Decimal(cells.collect(), LONGEST.digits)
}

/// One row per agency: `group`, `rank`, `of`, `agency`, `name`, `points`, `max`, `percent`, `tier`, the change, then
/// `area.<code>` points.
pub(super) fn standings(report: &Report<'_>) -> Columns {
    let all = &report.standings.standings;
    let changes = || report.with_changes().map(|(_, change)| change);
    let number = |n: u32| i64::from(n);
    let mut columns: Columns = vec![
        ("group".into(), words(all.iter().map(|s| s.agency.group.as_str()))),
        ("rank".into(), whole(all.iter().map(|s| s.rank.map(|rank| number(rank.0))))),
        ("of".into(), whole(all.iter().map(|s| Some(number(s.of))))),
        ("agency".into(), words(all.iter().map(|s| s.agency.code.as_str()))),
        ("name".into(), words(all.iter().map(|s| s.agency.name.in_language(report.language)))),
        ("points".into(), decimal(all.iter().map(|s| Some(s.points.exact().clone())))),
        ("max".into(), decimal(all.iter().map(|s| Some(s.max.exact().clone())))),
        (
            "percent".into(),
            decimal(all.iter().map(|s| s.percent.as_ref().map(Percent::exact).cloned())),
        ),
        (
            "tier".into(),
            Written::Words(
                all.iter().map(|s| s.tier.as_ref().map(|tier| tier.name.clone())).collect(),
            ),
        ),
    ];
    if report.comparison.is_some() {
        columns.extend([
            (
                "previous_rank".into(),
                whole(changes().map(|change| Some(number(change?.previous_rank?.0)))),
            ),
            ("places".into(), whole(changes().map(|change| change?.places))),
            ("points_change".into(), decimal(changes().map(|change| change?.points.clone()))),
            (
                "percent_points".into(),
                decimal(changes().map(|change| change?.percent_points.clone())),
            ),
        ]);
    }
    let areas = all.first().map_or(&[][..], |standing| &standing.areas);
    for (k, area) in areas.iter().enumerate() {
        let points = all.iter().map(|s| s.areas.get(k).map(|area| area.points.exact().clone()));
        columns.push((format!("area.{}", area.id), decimal(points)));
    }
    columns
}

/// One row per agency and area: `agency`, `area`, `code`, `title`, `points`, `max`, `percent`.
pub(super) fn areas(report: &Report<'_>) -> Columns {
    let all = &report.standings.standings;
    let rows: Vec<(&Standing, &AreaStanding)> =
        all.iter().flat_map(|s| s.areas.iter().map(move |area| (s, area))).collect();
    let each = || rows.iter().map(|(_, area)| *area);
    vec![
        ("agency".into(), words(rows.iter().map(|(s, _)| s.agency.code.as_str()))),
        ("area".into(), words(each().map(|area| area.id.as_str()))),
        ("code".into(), words(each().map(|area| area.code.as_str()))),
        ("title".into(), words(each().map(|area| area.title.in_language(report.language)))),
        ("points".into(), decimal(each().map(|area| Some(area.points.exact().clone())))),
        ("max".into(), decimal(each().map(|area| Some(area.max.exact().clone())))),
        (
            "percent".into(),
            decimal(each().map(|area| area.percent.as_ref().map(Percent::exact).cloned())),
        ),
    ]
}

/// One row per agency: `agency`, then `item.<id>` points and `status.<id>` of every item.
pub(super) fn items_wide(report: &Report<'_>) -> Columns {
    let all = &report.standings.standings;
    let mut columns = vec![("agency".into(), words(all.iter().map(|s| s.agency.code.as_str())))];
    for (k, node, _) in report.criteria.items() {
        let points = all.iter().map(|s| Some(report.scores.tally(s.row, k).points.0));
        columns.push((format!("item.{}", node.id), decimal(points)));
        let status = all.iter().map(|s| report.scores.status(s.row, k));
        let status = status.map(|status| Some(super::json::status(status?).to_owned()));
        columns.push((format!("status.{}", node.id), Written::Words(status.collect())));
    }
    columns
}

/// One row per agency and item: points, max, status, what was lost, and why.
pub(super) fn items(report: &Report<'_>, standings: &[&Standing]) -> Columns {
    let items: Vec<usize> = report.criteria.items().map(|(k, _, _)| k).collect();
    let rows: Vec<(&Standing, usize)> =
        standings.iter().flat_map(|s| items.iter().map(|k| (*s, *k))).collect();
    let node = |k: usize| report.criteria.nodes.get(k);
    let tally = |row: &(&Standing, usize)| report.scores.tally(row.0.row, row.1);
    let mut told: Vec<Option<Told>> = parallel::in_ranges(rows.len(), AT_ONCE, |range| {
        let rows = rows.get(range).unwrap_or_default().iter();
        rows.map(|(standing, k)| Told::of(report, standing.row, *k)).collect::<Vec<_>>()
    })
    .into_iter()
    .flatten()
    .collect();
    let why = told.iter_mut().map(|told| Some(std::mem::take(&mut told.as_mut()?.why))).collect();
    let status = told.iter().map(|told| Some(told.as_ref()?.status.to_owned())).collect();
    let lost = told.into_iter().map(|told| Some(told?.lost));
    vec![
        ("agency".into(), words(rows.iter().map(|(s, _)| s.agency.code.as_str()))),
        (
            "item".into(),
            words(rows.iter().map(|(_, k)| node(*k).map_or("", |node| node.id.as_str()))),
        ),
        (
            "title".into(),
            words(
                rows.iter().map(|(_, k)| {
                    node(*k).map_or("", |node| node.title.in_language(report.language))
                }),
            ),
        ),
        ("points".into(), decimal(rows.iter().map(|row| Some(tally(row).points.exact().clone())))),
        ("max".into(), decimal(rows.iter().map(|row| Some(tally(row).max.exact().clone())))),
        ("status".into(), Written::Words(status)),
        ("lost".into(), decimal(lost)),
        ("reason".into(), Written::Words(why)),
    ]
}

/// How many rows are worked out at once.
const AT_ONCE: usize = 4096;

/// What a table keeps of a reason.
struct Told {
    status: &'static str,
    lost: Exact,
    why: String,
}

impl Told {
    fn of(report: &Report<'_>, row: usize, node: usize) -> Option<Self> {
        let reason = Reason::of(report.criteria, report.evidence, report.scores, row, node)?;
        let status = super::json::status(reason.status);
        let why = super::explanation::why(report, &reason);
        Some(Self { status, lost: reason.lost.0, why })
    }
}
