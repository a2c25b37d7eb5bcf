//! The agencies of the page, a column per figure, in the order of the standings.

use serde_json::{Map, Value, json};

use super::both::{Both, Texts, text};
use super::frame::percent;
use crate::comparison::{Change, Comparison};
use crate::quantity::{Exact, Percent};
use crate::report::comparison;
use crate::standings::{AreaStanding, Standing};

/// Every column; those of an earlier year only where one is given.
pub(super) fn columns(both: &Both<'_>, texts: &mut Texts) -> Value {
    let all = &both.report.standings.standings;
    let groups = &both.report.standings.groups;
    let group = |s: &Standing| groups.iter().position(|group| group.name == s.agency.group);
    let points = |s: &Standing| both.aligned(s.points.exact());
    let tier = |s: &Standing| s.tier.as_ref().map(|tier| text(&tier.title));
    let mut columns = Map::new();
    let mut add = |name: &str, cells: Value| drop(columns.insert(name.to_owned(), cells));
    add("code", all.iter().map(|s| s.agency.code.as_str()).collect());
    add("name", all.iter().map(|s| text(&s.agency.name)).collect());
    add("group", all.iter().map(|s| json!(group(s))).collect());
    add("rank", all.iter().map(|s| json!(s.rank.map(|rank| rank.0))).collect());
    add("points", all.iter().map(points).collect());
    add("max", all.iter().map(|s| both.printed(s.max.exact())).collect());
    add("percent", all.iter().map(|s| json!(percent(both, s.percent.as_ref()))).collect());
    add("tier", all.iter().map(|s| json!(tier(s).map(|tier| texts.number(tier)))).collect());
    add("tier_name", all.iter().map(|s| json!(tier_name(s))).collect());
    add("tier_order", all.iter().map(|s| json!(tier_place(both, s))).collect());
    add("points_order", order(all.iter().map(|s| Some(s.points.exact()))));
    add("max_order", order(all.iter().map(|s| Some(s.max.exact()))));
    add("percent_order", order(all.iter().map(|s| s.percent.as_ref().map(Percent::exact))));
    add("areas", all.iter().map(|s| areas(both, s)).collect());
    add("notes", all.iter().map(|s| notes(both, s, texts)).collect());
    if let Some(comparison) = both.report.comparison {
        add("change", changes(both, comparison, texts));
    }
    Value::Object(columns)
}

fn tier_name(standing: &Standing) -> Option<&str> {
    standing.tier.as_ref().map(|tier| tier.name.as_str())
}

/// The place of the tier among those of its group, the best first.
fn tier_place(both: &Both<'_>, standing: &Standing) -> Option<usize> {
    let group = both.report.criteria.group(&standing.agency.group)?;
    let reached = standing.tier.as_ref()?;
    group.tiers.iter().position(|tier| tier.name == reached.name)
}

/// The place of each exact figure among all, the smallest first; equal figures share one.
fn order<'a>(figures: impl Iterator<Item = Option<&'a Exact>>) -> Value {
    let figures: Vec<Option<&Exact>> = figures.collect();
    let mut known: Vec<&Exact> = figures.iter().copied().flatten().collect();
    known.sort();
    known.dedup();
    let place =
        |figure: &Option<&Exact>| figure.and_then(|figure| known.binary_search(&figure).ok());
    figures.iter().map(|figure| json!(place(figure))).collect()
}

/// Per area: points, percent, and the applicable maximum where that is not the decision's.
fn areas(both: &Both<'_>, standing: &Standing) -> Value {
    let area = |area: &AreaStanding| {
        let (points, percent) =
            (both.aligned(area.points.exact()), percent(both, area.percent.as_ref()));
        if area.max == area.nominal {
            json!([points, percent])
        } else {
            json!([points, percent, both.printed(area.max.exact())])
        }
    };
    standing.areas.iter().map(area).collect()
}

/// Why it is not ranked, how a tie was parted, why its tier is not a better one.
fn notes(both: &Both<'_>, standing: &Standing, texts: &mut Texts) -> Value {
    let notes = standing.unranked.iter().chain(&standing.tie).chain(&standing.tier_reasons);
    notes.map(|note| texts.number(both.say(note))).collect()
}

/// What changed since the earlier year; the rows are those of the agencies.
fn changes(both: &Both<'_>, comparison: &Comparison, texts: &mut Texts) -> Value {
    let all = &comparison.changes;
    let signed = |change: &Option<Exact>| change.as_ref().map(|change| both.signed(change));
    let column = |cell: &dyn Fn(&Change) -> Value| -> Value { all.iter().map(cell).collect() };
    let mut number = |said: Option<Value>| said.map(|said| texts.number(said));
    let said = |c: &Change| {
        comparison::origin(&both.report, c)?;
        Some(both.each(|report| {
            comparison::origin(report, c).map_or_else(String::new, |said| report.say(&said))
        }))
    };
    let origins: Value = all.iter().map(|c| json!(number(said(c)))).collect();
    let tier = |c: &Change| c.previous_tier.as_ref().map(|tier| text(&tier.title));
    let tiers: Value = all.iter().map(|c| json!(number(tier(c)))).collect();
    json!({
        "origin": origins,
        "tier": tiers,
        "places": column(&|c| json!(c.places)),
        "points": column(&|c| json!(signed(&c.points))),
        "points_order": order(all.iter().map(|c| c.points.as_ref())),
        "percent_points": column(&|c| json!(signed(&c.percent_points))),
        "percent_points_order": order(all.iter().map(|c| c.percent_points.as_ref())),
        "previous_rank": column(&|c| json!(c.previous_rank.map(|rank| rank.0))),
        "previous_of": column(&|c| json!(c.previous_of)),
        "previous_points": column(&|c| json!(c.previous_points.as_ref().map(|p| both.aligned(p.exact())))),
        "previous_percent": column(&|c| json!(percent(both, c.previous_percent.as_ref()))),
        "previous_percent_order": order(all.iter().map(|c| c.previous_percent.as_ref().map(Percent::exact))),
        "areas": column(&|c| area_changes(both, c)),
    })
}

/// Per area: points more, percentage points more.
fn area_changes(both: &Both<'_>, change: &Change) -> Value {
    let signed = |change: &Option<Exact>| change.as_ref().map(|change| both.signed(change));
    change.areas.iter().map(|a| json!([signed(&a.points), signed(&a.percent_points)])).collect()
}
