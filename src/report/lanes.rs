//! The lanes side by side: points claimed, by the agency's own figures, appraised, decided; what was not granted, and why.

use serde_json::{Value, json};

use super::text::{heading, plain_table, printed_table};
use super::{LONGEST, Report, explanation, json as form};
use crate::lanes::{AgencyLanes, ItemLanes, Voice};
use crate::language::{Message, Term};
use crate::quantity::{Exact, Points};
use crate::table::{Columns, Written};

pub(super) fn text(report: &Report<'_>, agencies: &[&AgencyLanes]) -> String {
    let mut text = heading(report);
    for lanes in agencies {
        let [facts, appraised, last] = &lanes.totals;
        let title = Message::new("lanes-title")
            .with("agency", &lanes.name)
            .with("facts", report.printed(facts.exact()))
            .with("appraised", report.printed(appraised.exact()))
            .with("last", report.printed(last.exact()));
        text.push_str(&format!("\n{}\n", report.say(&title)));
        text.push_str(&table(report, lanes));
    }
    let inferred = |lanes: &&AgencyLanes| lanes.items.iter().any(|item| !item.is_claimed);
    if agencies.iter().any(inferred) {
        text.push_str(&format!("\n{}\n", report.say(&Message::new("lanes-inferred"))));
    }
    text
}

fn table(report: &Report<'_>, lanes: &AgencyLanes) -> String {
    let word = |name| report.say(&Message::new(name));
    let head = [
        "head-what",
        "head-max",
        "head-claimed",
        "head-facts",
        "head-appraised",
        "head-final",
        "head-not-granted",
        "head-why",
    ];
    let mut table = plain_table(head.map(word).to_vec(), &[1, 2, 3, 4, 5, 6]);
    let figure = |points: &Points| report.aligned(points.exact());
    for item in lanes.items.iter().filter(|item| item.is_told()) {
        let points = &item.points;
        let claimed = figure(&points.claimed);
        table.add_row(vec![
            format!("{} {}", item.code, item.title.in_language(report.language)),
            report.printed(item.max.exact()),
            if item.is_claimed { claimed } else { format!("({claimed})") },
            figure(&points.facts),
            figure(&points.appraised),
            figure(&points.last),
            figure(&points.not_granted),
            because(report, item).unwrap_or_default(),
        ]);
    }
    let sums = &lanes.sums;
    table.add_row(vec![
        word("lanes-sum"),
        String::new(),
        figure(&sums.claimed),
        figure(&sums.facts),
        figure(&sums.appraised),
        figure(&sums.last),
        figure(&sums.not_granted),
        String::new(),
    ]);
    printed_table(&table)
}

/// Why an item earns what it earns, where that is not what was claimed; first who gave other figures, if anybody did.
fn because(report: &Report<'_>, item: &ItemLanes) -> Option<String> {
    let reason = item.reason.as_ref()?;
    let corrected = item.voices.last().filter(|voice| voice.points.is_none());
    let corrected = corrected.map(|voice| report.say(&line(report, item, voice)));
    let parts = corrected.into_iter().chain([explanation::why(report, reason)]);
    Some(parts.collect::<Vec<_>>().join("; "))
}

/// One line for each lane that said something of an item, and one for the agency's own figures.
pub(super) fn trail(report: &Report<'_>, item: &ItemLanes) -> Vec<Message> {
    if item.voices.is_empty() {
        return Vec::new();
    }
    let facts = Message::new("lane-trail").with("lane", Message::new("lane-facts"));
    let facts = facts.with("points", report.printed(item.points.facts.exact()));
    let facts = facts.with("who", "").with("why", "");
    let (claimed, later): (Vec<&Voice>, Vec<&Voice>) =
        item.voices.iter().partition(|voice| voice.lane == crate::evidence::Lane::SelfScored);
    let line = |voice| line(report, item, voice);
    let claimed = claimed.into_iter().map(line);
    claimed.chain([facts]).chain(later.into_iter().map(line)).collect()
}

/// What one lane said, who, when and why.
fn line(report: &Report<'_>, item: &ItemLanes, voice: &Voice) -> Message {
    let why = voice.why.as_ref().map(|why| Message::new("lane-why").with("why", why).into());
    let line = Message::new("lane-trail").with("lane", voice.lane.title());
    let line = line.with("points", report.printed(points_of(item, voice).exact()));
    line.with("who", voice.source.said_by()).with("why", why.unwrap_or_else(|| Term::from("")))
}

/// What a lane comes to at the item.
fn points_of<'a>(item: &'a ItemLanes, voice: &Voice) -> &'a Points {
    match voice.lane {
        crate::evidence::Lane::SelfScored => &item.points.claimed,
        crate::evidence::Lane::Appraised => &item.points.appraised,
        crate::evidence::Lane::Final => &item.points.last,
    }
}

pub(super) fn json(report: &Report<'_>, agencies: &[&AgencyLanes]) -> Value {
    let agencies: Vec<Value> = agencies.iter().map(|lanes| agency(report, lanes)).collect();
    json!({ "format": 1, "set": report.standings.set, "year": report.standings.year.0, "agencies": agencies })
}

fn agency(report: &Report<'_>, lanes: &AgencyLanes) -> Value {
    let decimal = |points: &Points| form::decimal(points.exact());
    let [facts, appraised, last] = &lanes.totals;
    let item = |item: &ItemLanes| {
        let points = &item.points;
        json!({
            "item": item.item.as_str(),
            "code": item.code,
            "title": item.title.in_language(report.language),
            "max": decimal(&item.max),
            "claimed": item.is_claimed.then(|| decimal(&points.claimed)),
            "facts": decimal(&points.facts),
            "appraised": decimal(&points.appraised),
            "final": decimal(&points.last),
            "not_granted": decimal(&points.not_granted),
            "reason": because(report, item),
            "voices": item.voices.iter().map(voice).collect::<Vec<_>>(),
        })
    };
    json!({
        "agency": lanes.agency.as_str(),
        "name": lanes.name.in_language(report.language),
        "group": lanes.group.as_str(),
        "totals": { "facts": decimal(facts), "appraised": decimal(appraised), "final": decimal(last) },
        "sums": {
            "claimed": decimal(&lanes.sums.claimed),
            "facts": decimal(&lanes.sums.facts),
            "appraised": decimal(&lanes.sums.appraised),
            "final": decimal(&lanes.sums.last),
            "not_granted": decimal(&lanes.sums.not_granted),
        },
        "items": lanes.items.iter().map(item).collect::<Vec<_>>(),
    })
}

pub(super) fn voice(voice: &Voice) -> Value {
    json!({
        "lane": voice.lane.word(),
        "points": voice.points.as_ref().map(|points| form::decimal(points.exact())),
        "by": voice.by,
        "on": voice.on.map(|day| day.to_string()),
        "why": voice.why,
    })
}

/// One row per agency and item.
pub(super) fn columns(report: &Report<'_>, agencies: &[&AgencyLanes]) -> Columns {
    let of_one = |lanes: &&AgencyLanes| {
        let code = lanes.agency.to_string();
        lanes.items.iter().map(|item| (code.clone(), item.clone())).collect::<Vec<_>>()
    };
    let rows: Vec<(String, ItemLanes)> = agencies.iter().flat_map(of_one).collect();
    let words = |name: &str, cell: &dyn Fn(&(String, ItemLanes)) -> Option<String>| {
        (name.to_owned(), Written::Words(rows.iter().map(cell).collect()))
    };
    let decimal = |name: &str, cell: &dyn Fn(&ItemLanes) -> Option<Exact>| {
        let cells = rows.iter().map(|(_, item)| cell(item)).collect();
        (name.to_owned(), Written::Decimal(cells, LONGEST.digits))
    };
    let last = |item: &ItemLanes| item.voices.last().cloned();
    vec![
        words("agency", &|(agency, _)| Some(agency.clone())),
        words("item", &|(_, item)| Some(item.item.to_string())),
        words("title", &|(_, item)| Some(item.title.in_language(report.language).to_owned())),
        decimal("max", &|item| Some(item.max.exact().clone())),
        decimal("claimed", &|item| item.is_claimed.then(|| item.points.claimed.exact().clone())),
        decimal("facts", &|item| Some(item.points.facts.exact().clone())),
        decimal("appraised", &|item| Some(item.points.appraised.exact().clone())),
        decimal("final", &|item| Some(item.points.last.exact().clone())),
        decimal("not_granted", &|item| Some(item.points.not_granted.exact().clone())),
        words("reason", &|(_, item)| because(report, item)),
        words("said_in", &|(_, item)| last(item).map(|voice| voice.lane.to_string())),
        words("said_by", &|(_, item)| last(item)?.by),
        words("said_on", &|(_, item)| last(item)?.on.map(|day| day.to_string())),
        words("said_why", &|(_, item)| last(item)?.why),
    ]
}
