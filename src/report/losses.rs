//! The loss ledger for people and programs: by item, area, office or cause; the most-lost items of a group.

use serde_json::{Value, json};

use super::text::{heading, plain_table, printed_table};
use super::{LONGEST, Report, explanation, json as form};
use crate::code::ItemCode;
use crate::language::{Message, Term};
use crate::losses::{Loss, Losses};
use crate::quantity::Points;
use crate::rule::Cause;
use crate::standings::Standing;
use crate::table::{Columns, Written};

/// What losses are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupedBy {
    /// Item by item.
    Item,
    /// By area.
    Area,
    /// By responsible office.
    Office,
    /// By cause.
    Cause,
}

/// The losses of the agencies asked for, each with its rows or sums.
pub(super) fn text(report: &Report<'_>, standings: &[&Standing], by: GroupedBy) -> String {
    let mut text = heading(report);
    for standing in standings {
        let losses = report.ledger(standing);
        let title = Message::new("losses-title").with("agency", &standing.agency.name);
        let title = title.with("points", report.printed(standing.points.exact()));
        let title = title.with("max", report.printed(standing.max.exact()));
        let title = title.with("lost", report.printed(losses.total.exact()));
        text.push_str(&format!("\n{}\n{}", report.say(&title), sums(report, &losses, by)));
    }
    if let ([_, _, ..], GroupedBy::Item) = (standings, by) {
        text.push_str(&most_lost(report, standings));
    }
    text
}

fn sums(report: &Report<'_>, losses: &Losses, by: GroupedBy) -> String {
    let word = |name| report.say(&Message::new(name));
    let last = if by == GroupedBy::Item { "head-why" } else { "head-share" };
    let mut table = plain_table(vec![word("head-lost"), word("head-what"), word(last)], &[0]);
    let percent = |points: &Points| {
        let percent = points.percent_of(&losses.total);
        percent.map_or_else(String::new, |percent| format!("{}%", report.printed(percent.exact())))
    };
    let mut add = |points: &Points, what: String, last: String| {
        table.add_row(vec![report.aligned(points.exact()), what, last]);
    };
    if by == GroupedBy::Item {
        losses.rows.iter().for_each(|loss| {
            let title = loss.title.in_language(report.language);
            add(&loss.points, format!("{} {title}", loss.code), because(report, loss));
        });
    }
    for (what, points) in grouped(report, losses, by) {
        add(&points, what, percent(&points));
    }
    printed_table(&table)
}

/// The losses added up by area, office or cause, in words; nothing by item.
pub(super) fn grouped(
    report: &Report<'_>,
    losses: &Losses,
    by: GroupedBy,
) -> Vec<(String, Points)> {
    let word = |name| report.say(&Message::new(name));
    let area = |area: Option<ItemCode>| {
        let node = area.and_then(|area| report.criteria.node(area.as_str()));
        let node = node.and_then(|k| report.criteria.nodes.get(k));
        node.map(|node| format!("{} {}", node.code, node.title.in_language(report.language)))
            .unwrap_or_else(|| word("the-total"))
    };
    match by {
        GroupedBy::Item => Vec::new(),
        GroupedBy::Area => {
            let sums = losses.grouped(|loss| loss.area.clone());
            sums.into_iter().map(|(at, points)| (area(at), points)).collect()
        }
        GroupedBy::Office => {
            let name = |office: Option<String>| office.unwrap_or_else(|| word("no-office"));
            losses.by_office().into_iter().map(|(at, points)| (name(at), points)).collect()
        }
        GroupedBy::Cause => {
            let sums = losses.grouped(|loss| loss.cause);
            sums.into_iter().map(|(cause, points)| (word(cause_name(cause)), points)).collect()
        }
    }
}

/// Cause, the agency's objective reason if it claims one, and what the rule found.
fn because(report: &Report<'_>, loss: &Loss) -> String {
    let cause = report.say(&Message::new(cause_name(loss.cause)));
    let objective = loss
        .objective
        .as_ref()
        .map(|reason| report.say(&Message::new("objective").with("reason", reason)));
    let why = loss
        .reason
        .as_ref()
        .map(|reason| explanation::why(report, reason))
        .filter(|why| !why.is_empty());
    [Some(cause), objective, why].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// The items on which a group lost most, and how many of its agencies did.
fn most_lost(report: &Report<'_>, standings: &[&Standing]) -> String {
    let ledgers: Vec<Losses> = standings.iter().map(|standing| report.ledger(standing)).collect();
    let mut items: Vec<(usize, Points, usize)> = Vec::new();
    for loss in ledgers.iter().flat_map(|losses| &losses.rows) {
        match items.iter_mut().find(|(node, _, _)| *node == loss.node) {
            Some((_, points, agencies)) => {
                *points = Points(points.exact() + loss.points.exact());
                *agencies += 1;
            }
            None => items.push((loss.node, loss.points.clone(), 1)),
        }
    }
    items.sort_by(|(_, a, _), (_, b, _)| b.cmp(a));
    let word = |name| report.say(&Message::new(name));
    let mut table =
        plain_table(vec![word("head-lost"), word("head-agencies"), word("head-what")], &[0, 1]);
    for (node, points, agencies) in items.iter().take(20) {
        let Some(node) = report.criteria.nodes.get(*node) else {
            continue;
        };
        let title = format!("{} {}", node.code, node.title.in_language(report.language));
        table.add_row(vec![report.aligned(points.exact()), agencies.to_string(), title]);
    }
    format!("\n{}\n{}", word("most-lost"), printed_table(&table))
}

pub(super) fn cause_name(cause: Cause) -> &'static str {
    match cause {
        Cause::Late => "cause-late",
        Cause::Missing => "cause-missing",
        Cause::NotSubmitted => "cause-not-submitted",
        Cause::Below => "cause-below",
        Cause::NotMet => "cause-not-met",
        Cause::Survey => "cause-survey",
        Cause::Violation => "cause-violation",
        Cause::Judgement => "cause-judgement",
        Cause::NotAccepted => "cause-not-accepted",
        Cause::Extra => "cause-extra",
        Cause::Arithmetic => "cause-arithmetic",
    }
}

/// The cause as programs read it: `not_submitted`.
fn cause_key(cause: Cause) -> String {
    cause_name(cause).trim_start_matches("cause-").replace('-', "_")
}

pub(super) fn json(report: &Report<'_>, standings: &[&Standing]) -> Value {
    let agencies: Vec<Value> =
        standings.iter().map(|standing| ledger(report, &report.ledger(standing))).collect();
    json!({ "format": 1, "set": report.standings.set, "year": report.standings.year.0, "agencies": agencies })
}

fn ledger(report: &Report<'_>, losses: &Losses) -> Value {
    let office = |(office, points): &(String, Points)| json!({ "office": office, "points": form::decimal(points.exact()) });
    let row = |loss: &Loss| {
        let documents = loss.reason.as_ref().map(|reason| {
            reason
                .documents
                .iter()
                .map(|text| text.in_language(report.language))
                .collect::<Vec<_>>()
        });
        json!({
            "item": loss.item.as_str(),
            "code": loss.code,
            "title": loss.title.in_language(report.language),
            "area": loss.area.as_ref().map(ToString::to_string),
            "source": loss.source,
            "points": form::decimal(loss.points.exact()),
            "cause": cause_key(loss.cause),
            "objective": loss.objective,
            "offices": loss.offices.iter().map(office).collect::<Vec<_>>(),
            "reason": loss.reason.as_ref().map(|reason| explanation::why(report, reason)),
            "documents": documents.unwrap_or_default(),
        })
    };
    json!({
        "agency": losses.agency.as_str(),
        "lost": form::decimal(losses.total.exact()),
        "losses": losses.rows.iter().map(row).collect::<Vec<_>>(),
    })
}

/// One row per loss.
pub(super) fn columns(report: &Report<'_>, standings: &[&Standing]) -> Columns {
    let ledgers: Vec<Losses> = standings.iter().map(|standing| report.ledger(standing)).collect();
    let rows: Vec<(&Losses, &Loss)> = ledgers
        .iter()
        .flat_map(|losses| losses.rows.iter().map(move |loss| (losses, loss)))
        .collect();
    let words = |cell: &dyn Fn(&(&Losses, &Loss)) -> Option<String>| {
        Written::Words(rows.iter().map(cell).collect())
    };
    let offices = |loss: &Loss| {
        let names: Vec<Term> = loss.offices.iter().map(|(office, _)| Term::from(office)).collect();
        report.say(&Message::new("list").with("parts", names))
    };
    vec![
        ("agency".into(), words(&|(losses, _)| Some(losses.agency.to_string()))),
        ("area".into(), words(&|(_, loss)| loss.area.as_ref().map(ToString::to_string))),
        ("item".into(), words(&|(_, loss)| Some(loss.item.to_string()))),
        (
            "title".into(),
            words(&|(_, loss)| Some(loss.title.in_language(report.language).to_owned())),
        ),
        (
            "lost".into(),
            Written::Decimal(
                rows.iter().map(|(_, loss)| Some(loss.points.exact().clone())).collect(),
                LONGEST.digits,
            ),
        ),
        ("cause".into(), words(&|(_, loss)| Some(cause_key(loss.cause)))),
        ("objective".into(), words(&|(_, loss)| loss.objective.clone())),
        ("offices".into(), words(&|(_, loss)| Some(offices(loss)))),
        (
            "reason".into(),
            words(&|(_, loss)| loss.reason.as_ref().map(|reason| explanation::why(report, reason))),
        ),
    ]
}
