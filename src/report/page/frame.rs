//! What the page says beside its agencies: the round, the tree of the decision, and each peer group in figures.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::both::{Both, text};
use crate::code::AgencyCode;
use crate::criteria::{Node, Origin, Role};
use crate::language::Message;
use crate::overview::{GroupOverview, ItemLoss, NodeOverview, Overview, Spread};
use crate::quantity::Percent;
use crate::report::{comparison, text::origin};
use crate::standings::GroupSummary;

/// The most agencies and items that a list names.
const NAMED: usize = 20;
/// The most agencies that are named as the best.
const BEST: usize = 3;

/// Title, years, source, and what is to note when years are compared.
pub(super) fn round(both: &Both<'_>) -> Value {
    let (criteria, report) = (both.report.criteria, &both.report);
    let notes = Message::new("heading-notes").with("notes", criteria.notes.len().to_string());
    let comparison = report.comparison;
    let leavers = comparison.iter().flat_map(|comparison| &comparison.leavers);
    let caveats = comparison.iter().flat_map(|comparison| &comparison.caveats);
    json!({
        "set": report.standings.set,
        "title": text(&report.standings.title),
        "year": report.standings.year.0,
        "previous_year": comparison.map(|comparison| comparison.earlier.0),
        "source": criteria.source,
        "origin": origin_key(criteria.origin),
        "origin_said": both.say(&origin(criteria.origin)),
        "notes": (!criteria.notes.is_empty()).then(|| both.say(&notes)),
        "total": both.printed(report.standings.total.exact()),
        "leavers": leavers.map(|leaver| both.each(|report| report.say(&comparison::left(report, leaver)))).collect::<Vec<_>>(),
        "caveats": caveats.map(|caveat| both.say(caveat)).collect::<Vec<_>>(),
    })
}

fn origin_key(origin: Origin) -> &'static str {
    match origin {
        Origin::Documented => "documented",
        Origin::Reconstructed => "reconstructed",
        Origin::MadeUp => "made_up",
    }
}

/// The tree of the decision, the set itself first; `parent` and `depth` tell where a node hangs.
pub(super) fn nodes(both: &Both<'_>) -> Value {
    let node = |node: &Node| {
        let offices = node.answerable.iter();
        json!({
            "code": node.code,
            "id": node.id.as_str(),
            "title": text(&node.title),
            "depth": node.depth,
            "role": match node.role {
                Role::Score => "score",
                Role::Bonus => "bonus",
                Role::Deduction => "deduction",
            },
            "max": both.printed(&node.max),
            "item": node.rule.is_some(),
            "source": node.source,
            "origin": origin_key(node.origin),
            "offices": offices.map(|(office, share)| (office, both.printed(share))).collect::<Vec<_>>(),
        })
    };
    both.report.criteria.nodes.iter().map(node).collect()
}

/// Each peer group: tiers, means, best and worst, what was lost most, who moved.
pub(super) fn groups(both: &Both<'_>, overview: &Overview) -> Value {
    let rows: HashMap<&str, usize> = both
        .report
        .standings
        .standings
        .iter()
        .enumerate()
        .map(|(row, standing)| (standing.agency.code.as_str(), row))
        .collect();
    let summaries = both.report.standings.groups.iter();
    summaries.map(|summary| group(both, summary, overview.group(&summary.name), &rows)).collect()
}

fn group(
    both: &Both<'_>,
    summary: &GroupSummary,
    overview: Option<&GroupOverview>,
    rows: &HashMap<&str, usize>,
) -> Value {
    let tiers = summary.tiers.iter().map(|(tier, count)| json!([text(&tier.title), count]));
    let row = |agency: &AgencyCode| rows.get(agency.as_str()).copied();
    let moved = |moves: &[(AgencyCode, i64)]| -> Value {
        let moves = moves.iter().take(NAMED);
        moves.filter_map(|(agency, places)| Some(json!([row(agency)?, places]))).collect()
    };
    json!({
        "name": summary.name.as_str(),
        "title": text(&summary.title),
        "ranked": summary.ranked,
        "mean": summary.mean.as_ref().map(|mean| both.aligned(mean.exact())),
        "tiers": tiers.collect::<Vec<_>>(),
        "no_tier": summary.no_tier,
        "percent": overview.and_then(|group| spread(both, group.percent.as_ref(), rows)),
        "areas": overview.map(|group| group.areas.iter().map(|node| area(both, node, rows)).collect::<Vec<_>>()),
        "most_lost": overview.map(|group| group.most_lost.iter().take(NAMED).map(|item| lost(both, item)).collect::<Vec<_>>()),
        "risen": overview.map(|group| moved(&group.risen)),
        "fallen": overview.map(|group| moved(&group.fallen)),
    })
}

fn area(both: &Both<'_>, node: &NodeOverview, rows: &HashMap<&str, usize>) -> Value {
    json!({
        "node": both.report.criteria.node(node.id.as_str()),
        "points": spread(both, node.points.as_ref(), rows),
        "percent": spread(both, node.percent.as_ref(), rows),
    })
}

/// Mean, best and worst with the first who hold them, and how many do.
fn spread(both: &Both<'_>, spread: Option<&Spread>, rows: &HashMap<&str, usize>) -> Option<Value> {
    let spread = spread?;
    let first = |holders: &[AgencyCode]| -> Vec<usize> {
        let holders = holders.iter().take(BEST);
        holders.filter_map(|agency| rows.get(agency.as_str()).copied()).collect()
    };
    Some(json!({
        "mean": both.aligned(&spread.mean),
        "best": both.aligned(&spread.best),
        "best_of": first(&spread.best_of),
        "best_count": spread.best_of.len(),
        "worst": both.aligned(&spread.worst),
        "worst_of": first(&spread.worst_of),
        "worst_count": spread.worst_of.len(),
    }))
}

fn lost(both: &Both<'_>, item: &ItemLoss) -> Value {
    json!({
        "node": both.report.criteria.node(item.id.as_str()),
        "points": both.aligned(item.points.exact()),
        "agencies": item.agencies,
    })
}

/// A percent as it is printed.
pub(super) fn percent(both: &Both<'_>, percent: Option<&Percent>) -> Option<String> {
    percent.map(|percent| both.aligned(percent.exact()))
}
