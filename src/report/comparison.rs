//! What changed between two years, kept apart in points, percentage points and places.

use serde_json::{Value, json};

use super::text::{heading, places, plain_table, printed_table};
use super::{LONGEST, Report, json as form};
use crate::code::{AgencyCode, PeerGroup};
use crate::comparison::{Change, Comparison, Leaver, Origin};
use crate::language::{Message, Term};
use crate::quantity::Exact;
use crate::table::{Columns, Written};

pub(super) fn text(report: &Report<'_>) -> String {
    let Some(comparison) = report.comparison else {
        return String::new();
    };
    let word = |name| report.say(&Message::new(name));
    let head =
        ["head-agency", "head-places", "head-ranks", "head-points-change", "head-percent-change"];
    let mut head: Vec<String> = head.into_iter().map(word).collect();
    let areas = report.standings.standings.first().map_or(&[][..], |standing| &standing.areas);
    head.extend(areas.iter().map(|area| area.code.clone()));
    let right: Vec<usize> = (1..head.len()).collect();
    let years = Message::new("heading-compared").with("earlier", comparison.earlier.to_string());
    let mut text = format!(
        "{}{}\n{}",
        heading(report),
        report.say(&years.with("later", comparison.later.to_string())),
        comparability(report, comparison)
    );
    for group in &report.standings.groups {
        let mut table = plain_table(head.clone(), &right);
        for change in comparison.changes.iter().filter(|change| change.agency.group == group.name) {
            table.add_row(row(report, change));
        }
        text.push_str(&format!(
            "\n{}\n{}",
            group.title.in_language(report.language),
            printed_table(&table)
        ));
        for change in comparison.changes.iter().filter(|change| change.agency.group == group.name) {
            for note in origin(report, change).into_iter().chain(back_cast(report, change)) {
                text.push_str(&format!(
                    "  {}: {}\n",
                    change.agency.name.in_language(report.language),
                    report.say(&note)
                ));
            }
        }
    }
    text + &leavers_and_caveats(report, comparison)
}

/// How far the years can be compared, where a crosswalk says so.
fn comparability(report: &Report<'_>, comparison: &Comparison) -> String {
    let Some(known) = &comparison.comparability else {
        return String::new();
    };
    let message = Message::new("comparable-points")
        .with("comparable", known.comparable.exact())
        .with("total", known.total.exact())
        .with("confirmed", if known.confirmed { "yes" } else { "no" });
    report.say(&message) + "\n"
}

pub(super) fn comparability_json(comparison: &Comparison) -> Value {
    comparison.comparability.as_ref().map_or(Value::Null, |known| {
        json!({
            "points": form::decimal(known.comparable.exact()),
            "of": form::decimal(known.total.exact()),
            "confirmed": known.confirmed,
        })
    })
}

fn row(report: &Report<'_>, change: &Change) -> Vec<String> {
    let signed = |number: &Option<_>| {
        number.as_ref().map_or_else(|| "–".to_owned(), |number| report.signed(number))
    };
    let now = report.standings.of(&change.agency.code).and_then(|standing| standing.rank);
    let ranks = match (change.previous_rank, now) {
        (Some(before), Some(now)) => format!("{before} → {now}"),
        (None, Some(now)) => format!("– → {now}"),
        (Some(before), None) => format!("{before} → –"),
        (None, None) => "–".to_owned(),
    };
    let mut row = vec![
        change.agency.name.in_language(report.language).to_owned(),
        places(report, change),
        ranks,
    ];
    row.extend([signed(&change.points), signed(&change.percent_points)]);
    row.extend(change.areas.iter().map(|area| match (&area.points, &area.percent_points) {
        (None, Some(percent)) => {
            report.say(&Message::new("percent-points-short").with("change", report.signed(percent)))
        }
        (points, _) => signed(points),
    }));
    row
}

/// What the register calls the agencies.
fn names(report: &Report<'_>, codes: &[AgencyCode]) -> Vec<Term> {
    let name = |code: &AgencyCode| match report.standings.register.get(code.as_str()) {
        Some(agency) => Term::Text(agency.name.clone()),
        None => Term::from(code.as_str()),
    };
    codes.iter().map(name).collect()
}

fn group_title(report: &Report<'_>, group: &PeerGroup) -> Term {
    let known = report.criteria.group(group);
    known.map_or_else(|| Term::from(group.as_str()), |known| Term::Text(known.title.clone()))
}

/// Whose earlier results stand for the agency's own.
fn back_cast(report: &Report<'_>, change: &Change) -> Option<Message> {
    let parts = change.back_cast.iter().map(|(code, share)| {
        let part = Message::new("back-cast-part")
            .with("agency", names(report, std::slice::from_ref(code)))
            .with("share", report.printed(&(share * &Exact::HUNDRED)));
        Term::from(part)
    });
    let parts: Vec<Term> = parts.collect();
    (!parts.is_empty()).then(|| Message::new("origin-back-cast").with("parts", parts))
}

/// What an agency was the year before, where it was not the same.
pub(super) fn origin(report: &Report<'_>, change: &Change) -> Option<Message> {
    match &change.origin {
        Origin::Same => None,
        Origin::Newcomer => Some(Message::new("origin-newcomer")),
        Origin::OtherGroup(group) => {
            Some(Message::new("origin-other-group").with("group", group_title(report, group)))
        }
        Origin::MergedWith(with) => {
            Some(Message::new("origin-merged-with").with("agencies", names(report, with)))
        }
        Origin::MergedFrom(from) => {
            Some(Message::new("origin-merged-from").with("agencies", names(report, from)))
        }
    }
}

pub(super) fn leavers_and_caveats(report: &Report<'_>, comparison: &Comparison) -> String {
    let lines = cautions(report, comparison);
    if lines.is_empty() {
        return String::new();
    }
    let lines: String = lines.iter().map(|line| format!("  {line}\n")).collect();
    format!("\n{}\n{lines}", report.say(&Message::new("heading-caveats")))
}

/// Who is no longer assessed, and what cannot be compared.
pub(super) fn cautions(report: &Report<'_>, comparison: &Comparison) -> Vec<String> {
    let leavers = comparison.leavers.iter().map(|leaver| report.say(&left(report, leaver)));
    leavers.chain(comparison.caveats.iter().map(|caveat| report.say(caveat))).collect()
}

/// That an agency is no longer assessed, and where its work went.
pub(super) fn left(report: &Report<'_>, leaver: &Leaver) -> Message {
    let message = match &leaver.merged_into {
        Some(code) => {
            Message::new("leaver-merged").with("into", names(report, std::slice::from_ref(code)))
        }
        None => Message::new("leaver"),
    };
    message.with("agency", &leaver.agency.name)
}

pub(super) fn leavers_json(report: &Report<'_>, comparison: &Comparison) -> Value {
    let leaver = |leaver: &Leaver| {
        json!({
            "agency": leaver.agency.code.as_str(),
            "name": leaver.agency.name.in_language(report.language),
            "merged_into": leaver.merged_into.as_ref().map(ToString::to_string),
        })
    };
    comparison.leavers.iter().map(leaver).collect()
}

pub(super) fn json(report: &Report<'_>) -> Value {
    let Some(comparison) = report.comparison else {
        return Value::Null;
    };
    let change = |change: &Change| {
        let mut value = form::change_json(change);
        if let Some(object) = value.as_object_mut() {
            object.insert("agency".into(), json!(change.agency.code.as_str()));
            object.insert("name".into(), json!(change.agency.name.in_language(report.language)));
            object.insert("previous_rank".into(), json!(change.previous_rank.map(|rank| rank.0)));
            let areas = change.areas.iter().map(|area| {
                json!({
                    "code": area.code,
                    "points": area.points.as_ref().map(form::decimal),
                    "percent_points": area.percent_points.as_ref().map(form::decimal),
                })
            });
            object.insert("areas".into(), areas.collect());
        }
        value
    };
    json!({
        "format": 1,
        "set": report.standings.set,
        "year": comparison.later.0,
        "previous_year": comparison.earlier.0,
        "changes": comparison.changes.iter().map(change).collect::<Vec<_>>(),
        "comparable": comparability_json(comparison),
        "leavers": leavers_json(report, comparison),
        "caveats": comparison.caveats.iter().map(|caveat| report.say(caveat)).collect::<Vec<_>>(),
    })
}

/// One row per agency and area; the area is empty in the row of the total.
pub(super) fn columns(report: &Report<'_>) -> Columns {
    let changes = report.comparison.map_or(&[][..], |comparison| &comparison.changes);
    let mut rows = Vec::new();
    for change in changes {
        let code = change.agency.code.to_string();
        rows.push((
            code.clone(),
            String::new(),
            change.places,
            change.points.clone(),
            change.percent_points.clone(),
        ));
        for area in &change.areas {
            rows.push((
                code.clone(),
                area.code.clone(),
                None,
                area.points.clone(),
                area.percent_points.clone(),
            ));
        }
    }
    vec![
        ("agency".into(), Written::Words(rows.iter().map(|row| Some(row.0.clone())).collect())),
        ("area".into(), Written::Words(rows.iter().map(|row| Some(row.1.clone())).collect())),
        ("places".into(), Written::Whole(rows.iter().map(|row| row.2).collect())),
        (
            "points".into(),
            Written::Decimal(rows.iter().map(|row| row.3.clone()).collect(), LONGEST.digits),
        ),
        (
            "percent_points".into(),
            Written::Decimal(rows.iter().map(|row| row.4.clone()).collect(), LONGEST.digits),
        ),
    ]
}
