//! How sure the ranks are: each agency's place with the places that drawn ballots gave it.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::both::{Both, text};
use crate::quantity::Rank;
use crate::report::robustness::{findings, group_title, held, share, tiers, title};
use crate::robustness::{AgencyRobustness, GroupRobustness, Robustness};

/// What was asked, and each peer group.
pub(super) fn of(both: &Both<'_>, robustness: &Robustness) -> Value {
    let standings = both.report.standings.standings.iter().enumerate();
    let rows: HashMap<&str, usize> =
        standings.map(|(row, standing)| (standing.agency.code.as_str(), row)).collect();
    let fixed = held(&both.report, robustness).map(|_| {
        both.each(|report| held(report, robustness).map_or_else(String::new, |m| report.say(&m)))
    });
    let groups = robustness.groups.iter().map(|one| group(both, robustness, one, &rows));
    json!({
        "said": both.say(&title(robustness)),
        "held": fixed,
        "level": both.printed(robustness.settings.level.exact()),
        "top": robustness.settings.top,
        "groups": groups.collect::<Vec<_>>(),
    })
}

fn group(
    both: &Both<'_>,
    robustness: &Robustness,
    group: &GroupRobustness,
    rows: &HashMap<&str, usize>,
) -> Value {
    let agency = |one: &AgencyRobustness| agency(both, robustness, one, rows);
    let found = findings(robustness, group);
    json!({
        "title": text(&group.title),
        "said": both.say(&group_title(group)),
        "ballots": group.ballots,
        "found": found.iter().map(|message| both.say(message)).collect::<Vec<_>>(),
        "agencies": group.agencies.iter().map(agency).collect::<Vec<_>>(),
    })
}

fn agency(
    both: &Both<'_>,
    robustness: &Robustness,
    one: &AgencyRobustness,
    rows: &HashMap<&str, usize>,
) -> Value {
    let ranks = |(first, last): &(Rank, Rank)| json!([first.0, last.0]);
    let percents = one.percent_interval.as_ref();
    let percents =
        percents.map(|(low, high)| [both.aligned(low.exact()), both.aligned(high.exact())]);
    let top = one.among(robustness.settings.top);
    json!({
        "row": rows.get(one.agency.code.as_str()),
        "rank": one.rank.0,
        "percent": one.percent.as_ref().map(|percent| both.aligned(percent.exact())),
        "percents": percents,
        "interval": ranks(&one.rank_interval),
        "set": ranks(&one.rank_set),
        "top": both.each(|report| share(report, top, robustness)),
        "tiers": both.each(|report| tiers(report, robustness, one)),
    })
}
