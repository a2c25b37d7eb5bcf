//! How sure the ranks are, for programs: probabilities as counts of replicates, every pair and every item.

use serde_json::{Value, json};

use super::super::json as written;
use super::super::{LONGEST, Report};
use super::consistency;
use crate::quantity::{Exact, Percent, Points, Rank};
use crate::robustness::{
    AgencyRobustness, GroupRobustness, ItemWeight, Kept, Robustness, Sensitivity, Swap,
};
use crate::table::{Columns, Written};

pub(super) fn json(
    report: &Report<'_>,
    robustness: &Robustness,
    sensitivity: &Sensitivity,
) -> Value {
    let settings = &robustness.settings;
    json!({
        "format": written::FORMAT,
        "set": report.standings.set,
        "year": report.standings.year.0,
        "seed": settings.seed.to_string(),
        "replicates": settings.replicates,
        "level": written::decimal(settings.level.exact()),
        "held": robustness.held.iter().map(|(name, _)| name).collect::<Vec<_>>(),
        "cronbach_alpha": robustness.consistency.as_ref().map(|all| consistency::json(report, all)),
        "groups": robustness.groups.iter().map(|group| of_group(report, group, sensitivity)).collect::<Vec<_>>(),
    })
}

fn of_group(report: &Report<'_>, group: &GroupRobustness, sensitivity: &Sensitivity) -> Value {
    let sensitive = sensitivity.group(&group.name);
    let weights = || sensitive.map(|group| &group.weights).into_iter();
    let undecided = group.undecided.iter().map(|pair| {
        json!({ "ahead": pair.ahead.as_str(), "behind": pair.behind.as_str(), "turned": pair.turned })
    });
    let cliffs = sensitive.into_iter().flat_map(|group| &group.cliffs).map(|cliff| {
        let moves = cliff.lever.moves.iter().map(|moved| {
            json!({
                "figure": moved.figure.name,
                "from": moved.from.as_ref().map(written::decimal),
                "to": written::decimal(&moved.to),
            })
        });
        json!({
            "agency": cliff.agency.as_str(),
            "item": cliff.lever.item.as_ref().map(|item| item.as_str()),
            "gain": written::decimal(cliff.lever.gain.exact()),
            "figures": moves.collect::<Vec<_>>(),
        })
    });
    json!({
        "group": group.name.as_str(),
        "title": group.title.in_language(report.language),
        "ballots": group.ballots,
        "agencies": group.agencies.iter().map(|one| agency(report, one)).collect::<Vec<_>>(),
        "pairs": group.pairs,
        "undecided": undecided.collect::<Vec<_>>(),
        "swaps": weights().flat_map(|all| &all.swaps).map(swap).collect::<Vec<_>>(),
        "kept": weights().flat_map(|all| &all.kept).map(kept).collect::<Vec<_>>(),
        "items": weights().flat_map(|all| &all.items).map(|one| item(report, one)).collect::<Vec<_>>(),
        "cliffs": cliffs.collect::<Vec<_>>(),
    })
}

fn agency(report: &Report<'_>, agency: &AgencyRobustness) -> Value {
    let ranks = |(first, last): &(Rank, Rank)| json!([first.0, last.0]);
    let points = |(least, most): &(Points, Points)| {
        json!([written::decimal(least.exact()), written::decimal(most.exact())])
    };
    let percents = |(least, most): &(Percent, Percent)| {
        json!([written::decimal(least.exact()), written::decimal(most.exact())])
    };
    let tiers = agency.tiers.iter().map(|(tier, count)| {
        json!({ "tier": tier.as_ref().map(|tier| &tier.name), "replicates": count })
    });
    json!({
        "agency": agency.agency.code.as_str(),
        "name": agency.agency.name.in_language(report.language),
        "ballots": agency.ballots,
        "rank": agency.rank.0,
        "points": written::decimal(agency.points.exact()),
        "percent": agency.percent.as_ref().map(|percent| written::decimal(percent.exact())),
        "points_interval": points(&agency.points_interval),
        "percent_interval": agency.percent_interval.as_ref().map(percents),
        "rank_interval": ranks(&agency.rank_interval),
        "rank_set": ranks(&agency.rank_set),
        "ranks": agency.ranks,
        "tiers": tiers.collect::<Vec<_>>(),
    })
}

fn swap(swap: &Swap) -> Value {
    let shifts = swap.shifts.iter().map(|shift| {
        json!({
            "from": shift.from.as_str(),
            "to": shift.to.as_str(),
            "points": written::decimal(shift.points.exact()),
        })
    });
    json!({
        "ahead": swap.ahead.as_str(),
        "behind": swap.behind.as_str(),
        "linear": swap.linear,
        "moved": swap.moved.as_ref().map(|moved| written::decimal(moved.exact())),
        "shifts": shifts.collect::<Vec<_>>(),
    })
}

fn kept(kept: &Kept) -> Value {
    let first = kept.first.as_ref().map(|(a, b)| json!([a.as_str(), b.as_str()]));
    json!({
        "first": kept.k,
        "within": kept.within.as_ref().map(|within| written::decimal(within.exact())),
        "agencies": first,
        "judged": kept.judged,
        "pairs": kept.pairs,
    })
}

fn item(report: &Report<'_>, item: &ItemWeight) -> Value {
    let farthest = item.left_out.farthest.as_ref();
    json!({
        "item": item.id.as_str(),
        "code": item.code,
        "title": item.title.in_language(report.language),
        "nominal": written::decimal(item.nominal.exact()),
        "effective": item.effective.as_ref().map(|percent| written::decimal(percent.exact())),
        "full_marks": item.full_marks,
        "moved_without": item.left_out.moved,
        "farthest": farthest.map(|(_, places)| places),
        "farthest_of": farthest.map(|(agency, _)| agency.as_str()),
    })
}

/// A row per agency.
pub(super) fn columns(report: &Report<'_>, robustness: &Robustness) -> Columns {
    let rows: Vec<(&GroupRobustness, &AgencyRobustness)> = robustness
        .groups
        .iter()
        .flat_map(|group| group.agencies.iter().map(move |agency| (group, agency)))
        .collect();
    type Row<'a> = (&'a GroupRobustness, &'a AgencyRobustness);
    let words =
        |of: &dyn Fn(&Row<'_>) -> Option<String>| Written::Words(rows.iter().map(of).collect());
    let whole = |of: &dyn Fn(&AgencyRobustness) -> u32| {
        Written::Whole(rows.iter().map(|(_, agency)| Some(of(agency).into())).collect())
    };
    let decimal = |of: &dyn Fn(&AgencyRobustness) -> Option<Exact>| {
        Written::Decimal(rows.iter().map(|(_, agency)| of(agency)).collect(), LONGEST.digits)
    };
    let percent = |percent: Option<&Percent>| percent.map(|percent| percent.exact().clone());
    let interval = |a: &AgencyRobustness| a.percent_interval.clone();
    let top = robustness.settings.top;
    vec![
        ("group".into(), words(&|(group, _)| Some(group.name.to_string()))),
        ("agency".into(), words(&|(_, a)| Some(a.agency.code.to_string()))),
        (
            "name".into(),
            words(&|(_, a)| Some(a.agency.name.in_language(report.language).to_owned())),
        ),
        ("rank".into(), whole(&|a| a.rank.0)),
        ("points".into(), decimal(&|a| Some(a.points.exact().clone()))),
        ("percent".into(), decimal(&|a| percent(a.percent.as_ref()))),
        ("tier".into(), words(&|(_, a)| a.tier.as_ref().map(|tier| tier.name.clone()))),
        ("ballots".into(), whole(&|a| u32::try_from(a.ballots).unwrap_or(u32::MAX))),
        ("points_low".into(), decimal(&|a| Some(a.points_interval.0.exact().clone()))),
        ("points_high".into(), decimal(&|a| Some(a.points_interval.1.exact().clone()))),
        ("percent_low".into(), decimal(&|a| interval(a).map(|(low, _)| low.exact().clone()))),
        ("percent_high".into(), decimal(&|a| interval(a).map(|(_, high)| high.exact().clone()))),
        ("rank_low".into(), whole(&|a| a.rank_interval.0.0)),
        ("rank_high".into(), whole(&|a| a.rank_interval.1.0)),
        ("set_low".into(), whole(&|a| a.rank_set.0.0)),
        ("set_high".into(), whole(&|a| a.rank_set.1.0)),
        ("in_top".into(), whole(&|a| a.among(top))),
        ("in_tier".into(), whole(&|a| in_tier(a))),
        ("replicates".into(), whole(&|_| robustness.settings.replicates)),
    ]
}

/// In how many replicates the agency had its published tier.
fn in_tier(agency: &AgencyRobustness) -> u32 {
    let own = agency.tiers.iter().find(|(tier, _)| *tier == agency.tier);
    own.map_or(0, |(_, count)| *count)
}
