//! The loss ledger for people and programs: by item, area, office or cause; the most-lost items of a group.

use serde_json::{Value, json};

use super::text::{heading, plain_table, printed_table};
use super::{LONGEST, Report, explanation, json as form};
use crate::code::ItemCode;
use crate::language::{Message, Term, Text};
use crate::losses::{Loss, Losses};
use crate::overview::{ItemLoss, most_lost_of};
use crate::parallel;
use crate::quantity::{Exact, Points};
use crate::rule::Cause;
use crate::standings::{GroupSummary, Standing};
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

/// The items on which each peer group lost most, how many of its agencies did, and why.
fn most_lost(report: &Report<'_>, standings: &[&Standing]) -> String {
    let word = |name| report.say(&Message::new(name));
    let mut text = String::new();
    for (group, items) in most_lost_by_group(report, standings) {
        let head = ["head-lost", "head-agencies", "head-what", "head-causes"].map(word);
        let mut table = plain_table(head.to_vec(), &[0, 1]);
        for item in items.iter().take(20) {
            let title = format!("{} {}", item.code, item.title.in_language(report.language));
            let points = report.aligned(item.points.exact());
            table.add_row(vec![points, item.agencies.to_string(), title, causes(report, item)]);
        }
        let title = Message::new("most-lost").with("group", &group);
        text.push_str(&format!("\n{}\n{}", report.say(&title), printed_table(&table)));
    }
    text
}

/// The group's title, and what its agencies among these lost.
fn most_lost_by_group(report: &Report<'_>, standings: &[&Standing]) -> Vec<(Text, Vec<ItemLoss>)> {
    let of_group = |group: &GroupSummary| {
        let members = standings.iter().filter(|standing| standing.agency.group == group.name);
        let members: Vec<&Standing> = members.copied().collect();
        let items = most_lost_of(report.criteria, report.evidence, report.scores, &members);
        (members.len() > 1).then(|| (group.title.clone(), items))
    };
    report.standings.groups.iter().filter_map(of_group).collect()
}

/// Causes with their points: `late 12.5, not met 3`.
fn causes(report: &Report<'_>, item: &ItemLoss) -> String {
    let cause = |(cause, points): &(Cause, Points)| {
        let name = report.say(&Message::new(cause_name(*cause)));
        Term::from(format!("{name} {}", report.printed(points.exact())))
    };
    let causes: Vec<Term> = item.causes.iter().map(cause).collect();
    report.say(&Message::new("list").with("parts", causes))
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
    let item = |item: &ItemLoss| {
        let cause = |(cause, points): &(Cause, Points)| json!({ "cause": cause_key(*cause), "lost": form::decimal(points.exact()) });
        json!({
            "item": item.id.as_str(),
            "code": item.code,
            "title": item.title.in_language(report.language),
            "lost": form::decimal(item.points.exact()),
            "agencies": item.agencies,
            "causes": item.causes.iter().map(cause).collect::<Vec<_>>(),
        })
    };
    let groups = most_lost_by_group(report, standings).into_iter().map(|(group, items)| {
        let items: Vec<Value> = items.iter().map(item).collect();
        json!({ "group": group.in_language(report.language), "items": items })
    });
    json!({
        "format": form::FORMAT,
        "set": report.standings.set,
        "year": report.standings.year.0,
        "agencies": agencies,
        "most_lost": groups.collect::<Vec<_>>(),
    })
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

/// The columns of words, in their order; points lost stand behind the fourth.
const WORDS: [&str; 8] =
    ["agency", "area", "item", "title", "cause", "objective", "offices", "reason"];

/// One row per loss.
pub(super) fn columns(report: &Report<'_>, standings: &[&Standing]) -> Columns {
    let ledgers = parallel::in_ranges(standings.len(), 64, |range| {
        let standings = standings.get(range).unwrap_or_default().iter();
        let ledgers = standings.map(|standing| report.ledger(standing));
        ledgers.flat_map(|losses| cells(report, losses)).collect::<Vec<_>>()
    });
    let mut rows: Vec<_> = ledgers.into_iter().flatten().collect();
    let mut columns: Columns = Vec::new();
    for (k, name) in WORDS.into_iter().enumerate() {
        let cell = |(words, _): &mut ([Option<String>; 8], Exact)| words.get_mut(k)?.take();
        columns.push((name.into(), Written::Words(rows.iter_mut().map(cell).collect())));
    }
    let lost = rows.into_iter().map(|(_, lost)| Some(lost)).collect();
    columns.insert(4, ("lost".into(), Written::Decimal(lost, LONGEST.digits)));
    columns
}

/// One agency's losses as [`WORDS`] and points.
fn cells(report: &Report<'_>, losses: Losses) -> Vec<([Option<String>; 8], Exact)> {
    let cells = |loss: &Loss| {
        let names: Vec<Term> = loss.offices.iter().map(|(office, _)| Term::from(office)).collect();
        let words = [
            Some(losses.agency.to_string()),
            loss.area.as_ref().map(ToString::to_string),
            Some(loss.item.to_string()),
            Some(loss.title.in_language(report.language).to_owned()),
            Some(cause_key(loss.cause)),
            loss.objective.clone(),
            Some(report.say(&Message::new("list").with("parts", names))),
            loss.reason.as_ref().map(|reason| explanation::why(report, reason)),
        ];
        (words, loss.points.exact().clone())
    };
    losses.rows.iter().map(cells).collect()
}
