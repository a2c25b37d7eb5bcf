//! Results as JSON: every decimal a string, exact where it ends, else with ten digits.

use serde_json::{Map, Value, json};

use super::{LONGEST, Report};
use crate::comparison::{Change, Origin};
use crate::criteria::Method;
use crate::quantity::{Exact, Percent};
use crate::scores::{Reason, Status};
use crate::standings::Standing;

/// The version of this form. It grows when a key changes its meaning or goes.
pub(super) const FORMAT: u8 = 1;

pub(super) fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

pub(super) fn decimal(number: &Exact) -> Value {
    Value::String(
        number
            .to_decimal()
            .filter(|text| text.len() <= 24)
            .unwrap_or_else(|| number.to_decimal_within(LONGEST)),
    )
}

fn percent(percent: Option<&Percent>) -> Value {
    percent.map_or(Value::Null, |percent| decimal(percent.exact()))
}

pub(super) fn standings(report: &Report<'_>) -> Value {
    let standings = report.standings;
    let groups: Vec<Value> = standings
        .groups
        .iter()
        .map(|group| {
            let tiers: Map<String, Value> =
                group.tiers.iter().map(|(tier, count)| (tier.name.clone(), json!(count))).collect();
            json!({
                "group": group.name.as_str(),
                "title": group.title.in_language(report.language),
                "ranked": group.ranked,
                "mean": percent(group.mean.as_ref()),
                "tiers": tiers,
                "no_tier": group.no_tier,
            })
        })
        .collect();
    let mut top = json!({
        "format": FORMAT,
        "set": standings.set,
        "title": standings.title.in_language(report.language),
        "source": report.criteria.source,
        "year": standings.year.0,
        "total": decimal(standings.total.exact()),
        "groups": groups,
        "agencies": standings.standings.iter().map(|standing| agency(report, standing)).collect::<Vec<_>>(),
    });
    if let (Some(comparison), Some(top)) = (report.comparison, top.as_object_mut()) {
        top.insert("previous_year".into(), json!(comparison.earlier.0));
        let said = |caveat| report.say(caveat);
        top.insert("leavers".into(), super::comparison::leavers_json(report, comparison));
        top.insert("caveats".into(), comparison.caveats.iter().map(said).collect());
    }
    top
}

/// One agency's results on their own.
pub(super) fn explanation(report: &Report<'_>, standing: &Standing) -> Value {
    let mut agency = agency(report, standing);
    if let Some(agency) = agency.as_object_mut() {
        agency.insert("format".into(), json!(FORMAT));
        agency.insert("set".into(), json!(report.standings.set));
        agency.insert("year".into(), json!(report.standings.year.0));
    }
    agency
}

fn agency(report: &Report<'_>, standing: &Standing) -> Value {
    let change = report.comparison.and_then(|comparison| comparison.of(&standing.agency.code));
    let areas: Vec<Value> = standing
        .areas
        .iter()
        .map(|area| {
            json!({
                "code": area.code,
                "id": area.id.as_str(),
                "title": area.title.in_language(report.language),
                "points": decimal(area.points.exact()),
                "max": decimal(area.max.exact()),
                "percent": percent(area.percent.as_ref()),
            })
        })
        .collect();
    let items: Vec<Value> =
        report.criteria.items().filter_map(|(k, _, _)| item(report, standing, k)).collect();
    let notes: Vec<String> =
        standing.tier_reasons.iter().chain(&standing.tie).map(|note| report.say(note)).collect();
    json!({
        "agency": standing.agency.code.as_str(),
        "name": standing.agency.name.in_language(report.language),
        "group": standing.agency.group.as_str(),
        "points": decimal(standing.points.exact()),
        "max": decimal(standing.max.exact()),
        "percent": percent(standing.percent.as_ref()),
        "tier": standing.tier.as_ref().map(|tier| tier.name.clone()),
        "tier_title": standing.tier.as_ref().map(|tier| tier.title.in_language(report.language)),
        "rank": standing.rank.map(|rank| rank.0),
        "of": standing.of,
        "unranked": standing.unranked.as_ref().map(|why| report.say(why)),
        "notes": notes,
        "previous_rank": change.and_then(|change| change.previous_rank).map(|rank| rank.0),
        "change": change.map(change_json),
        "areas": areas,
        "items": items,
    })
}

fn item(report: &Report<'_>, standing: &Standing, k: usize) -> Option<Value> {
    let node = report.criteria.nodes.get(k)?;
    let tally = report.scores.tally(standing.row, k);
    let reason = Reason::of(report.criteria, report.evidence, report.scores, standing.row, k)?;
    let documents: Vec<&str> =
        reason.documents.iter().map(|document| document.in_language(report.language)).collect();
    let office =
        |(office, share): &(String, Exact)| json!({ "office": office, "share": decimal(share) });
    let offices: Vec<Value> = node.answerable.iter().map(office).collect();
    Some(json!({
        "code": node.code,
        "id": node.id.as_str(),
        "title": node.title.in_language(report.language),
        "points": decimal(tally.points.exact()),
        "max": decimal(tally.max.exact()),
        "lost": decimal(reason.lost.exact()),
        "status": status(reason.status),
        "source": node.source,
        "method": method(node.method),
        "appraiser": node.appraiser.as_ref().map(|by| by.in_language(report.language)),
        "answerable": offices,
        "reason": super::explanation::why(report, &reason),
        "documents": documents,
        "notes": reason.notes,
    }))
}

fn method(method: Method) -> &'static str {
    match method {
        Method::SelfScored => "self",
        Method::Survey => "survey",
        Method::External => "external",
        Method::Read => "read",
    }
}

pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Scored => "scored",
        Status::Missing => "missing",
        Status::NotSubmitted => "not_submitted",
        Status::NotApplicable | Status::NotApplicableByRule => "not_applicable",
        Status::NoSurvey => "no_survey",
    }
}

pub(super) fn change_json(change: &Change) -> Value {
    let (origin, with) = match &change.origin {
        Origin::Same => ("same", Vec::new()),
        Origin::OtherGroup(group) => ("other_group", vec![group.to_string()]),
        Origin::MergedWith(codes) => {
            ("merged_with", codes.iter().map(ToString::to_string).collect())
        }
        Origin::MergedFrom(codes) => {
            ("merged_from", codes.iter().map(ToString::to_string).collect())
        }
        Origin::Newcomer => ("newcomer", Vec::new()),
    };
    json!({
        "points": change.points.as_ref().map(decimal),
        "percent_points": change.percent_points.as_ref().map(decimal),
        "places": change.places,
        "previous_of": change.previous_of,
        "origin": origin,
        "origin_of": with,
        "back_cast": change.back_cast.iter().map(|(code, share)| {
            json!({ "agency": code.as_str(), "share": decimal(share) })
        }).collect::<Vec<_>>(),
    })
}
