//! Several years of each peer group: places and percents, spread, whether those behind catch up, where points went.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::both::{Both, text};
use super::frame::percent;
use crate::history::{Flow, Flows, GroupHistory, History, Stood, Trend};
use crate::quantity::{Exact, Percent};
use crate::report::history::{became, catching_up, flows_title, most};

/// The years, and each group through them.
pub(super) fn of(both: &Both<'_>, history: &History) -> Value {
    let standings = both.report.standings.standings.iter().enumerate();
    let rows: HashMap<&str, usize> =
        standings.map(|(row, standing)| (standing.agency.code.as_str(), row)).collect();
    let groups = history.groups.iter().map(|one| group(both, history, one, &rows));
    json!({
        "years": history.years.iter().map(|year| year.0).collect::<Vec<_>>(),
        "groups": groups.collect::<Vec<_>>(),
    })
}

fn group(
    both: &Both<'_>,
    history: &History,
    group: &GroupHistory,
    rows: &HashMap<&str, usize>,
) -> Value {
    let spread = history.years.iter().zip(&group.years).filter_map(|(year, spread)| {
        let spread = spread.as_ref()?;
        let percent = |percent: &Percent| both.aligned(percent.exact());
        Some(json!({
            "year": year.0,
            "ranked": spread.ranked,
            "mean": percent(&spread.mean),
            "deviation": both.each(|report| report.deviation(&spread.variance)),
            "least": percent(&spread.least),
            "most": percent(&spread.most),
        }))
    });
    let convergence = group.convergence.as_ref();
    let convergence =
        convergence.map(|one| both.each(|report| report.say(&catching_up(report, one))));
    json!({
        "title": text(&group.title),
        "agencies": group.agencies.iter().map(|one| trend(both, group, one, rows)).collect::<Vec<_>>(),
        "spread": spread.collect::<Vec<_>>(),
        "convergence": convergence,
        "flows": group.flows.iter().map(|one| flows(both, one)).collect::<Vec<_>>(),
    })
}

/// A place counts only in the group itself.
fn trend(
    both: &Both<'_>,
    group: &GroupHistory,
    trend: &Trend,
    rows: &HashMap<&str, usize>,
) -> Value {
    let own = |stood: &Stood| stood.rank.filter(|_| stood.group == group.name);
    let places = trend.years.iter().map(|stood| Some(own(stood.as_ref()?)?.0));
    let percents = trend.years.iter().map(|stood| percent(both, stood.as_ref()?.percent.as_ref()));
    json!({
        "row": rows.get(trend.agency.as_str()),
        "places": places.collect::<Vec<_>>(),
        "percents": percents.collect::<Vec<_>>(),
        "slope": trend.slope.as_ref().map(|slope: &Exact| both.signed(slope)),
    })
}

fn flows(both: &Both<'_>, flows: &Flows) -> Value {
    let item = |flow: &Flow| {
        json!({
            "change": both.signed(&flow.change()),
            "before": both.aligned(&flow.before),
            "after": both.aligned(&flow.after),
            "relation": both.say(&flow.relation.said()),
            "codes": became(flow),
            "title": text(&flow.title),
        })
    };
    json!({
        "said": both.each(|report| report.say(&flows_title(report, flows))),
        "items": most(flows).into_iter().map(item).collect::<Vec<_>>(),
    })
}
