//! The overview says of a group what its standings and its ledger say one by one.

use std::collections::BTreeMap;

use par_index::quantity::{Exact, Percent};
use par_index::{Comparison, Language, Overview, Report};

use crate::bundled::{criteria, evidence};
use crate::road::Year;

fn year(year: &str) -> Year {
    let criteria = criteria("lam-giang", year);
    let evidence = evidence("lam-giang", year, &criteria);
    Year::ranked(criteria, evidence)
}

fn overview(year: &Year, comparison: Option<&Comparison>) -> Overview {
    Overview::of(&year.criteria, &year.evidence, &year.scores, &year.standings, comparison)
}

#[test]
fn the_mean_of_a_group_is_that_of_its_standings_and_the_first_hold_the_best_percent() {
    let year = year("2023");
    for (group, summary) in overview(&year, None).groups.iter().zip(&year.standings.groups) {
        let percent = group.percent.clone().unwrap();
        assert_eq!(Some(&percent.mean), summary.mean.as_ref().map(Percent::exact));
        let first = year.standings.standings.iter().filter(|standing| {
            standing.agency.group == group.name && standing.rank.is_some_and(|rank| rank.0 == 1)
        });
        let first: Vec<_> = first.map(|standing| standing.agency.code.clone()).collect();
        assert_eq!(percent.best_of, first);
        assert!(percent.worst < percent.best);
        assert!(group.risen.is_empty() && group.fallen.is_empty());
    }
}

#[test]
fn what_a_group_lost_at_an_item_is_what_its_agencies_lost_there() {
    let year = year("2023");
    let Year { criteria, evidence, scores, standings } = &year;
    let report = Report {
        criteria,
        evidence,
        scores,
        standings,
        comparison: None,
        language: Language::Vietnamese,
    };
    for group in overview(&year, None).groups {
        let mut lost: BTreeMap<String, (Exact, usize)> = BTreeMap::new();
        let members = standings
            .standings
            .iter()
            .filter(|standing| standing.agency.group == group.name && standing.agency.submitted);
        for loss in members.flat_map(|standing| report.losses(&standing.agency.code).unwrap().rows)
        {
            if loss.reason.is_some() && *loss.points.exact() > Exact::ZERO {
                let (sum, count) = lost.entry(loss.item.to_string()).or_default();
                *sum += loss.points.exact();
                *count += 1;
            }
        }
        assert!(!lost.is_empty());
        assert!(group.most_lost.is_sorted_by(|a, b| a.points >= b.points));
        let listed = group
            .most_lost
            .iter()
            .map(|item| (item.id.to_string(), (item.points.exact().clone(), item.agencies)));
        assert_eq!(listed.collect::<BTreeMap<_, _>>(), lost);
    }
}

#[test]
fn who_rose_and_who_fell_are_those_whose_rank_moved() {
    let (before, now) = (year("2022"), year("2023"));
    let comparison = Comparison::between(&before.standings, &now.standings);
    let overview = overview(&now, Some(&comparison));
    let moved = comparison.changes.iter().filter(|change| change.places.is_some_and(|n| n != 0));
    let listed: usize =
        overview.groups.iter().map(|group| group.risen.len() + group.fallen.len()).sum();
    assert_eq!(listed, moved.count());
    for group in &overview.groups {
        assert!(group.risen.is_sorted_by(|(_, a), (_, b)| a >= b && *b > 0));
        assert!(group.fallen.is_sorted_by(|(_, a), (_, b)| a <= b && *b < 0));
    }
}

#[test]
fn tier_shares_are_of_all_of_the_group_and_add_up_to_a_hundred() {
    let year = year("2023");
    for (group, summary) in overview(&year, None).groups.iter().zip(&year.standings.groups) {
        let members =
            year.standings.standings.iter().filter(|standing| standing.agency.group == group.name);
        let counted: u32 = group.tiers.iter().map(|share| share.agencies).sum();
        assert_eq!(usize::try_from(counted).unwrap(), members.count());
        let held: Vec<u32> = group.tiers.iter().map(|share| share.agencies).collect();
        assert_eq!(
            held[..summary.tiers.len()],
            summary.tiers.iter().map(|(_, n)| *n).collect::<Vec<_>>()
        );
        assert_eq!(
            group.tiers.iter().map(|share| share.percent.exact()).sum::<Exact>(),
            Exact::HUNDRED
        );
        assert_eq!(group.mean_change, None);
    }
}

#[test]
fn the_means_change_is_the_later_mean_less_the_earlier() {
    let (before, now) = (year("2022"), year("2023"));
    let comparison = Comparison::between(&before.standings, &now.standings);
    for group in &overview(&now, Some(&comparison)).groups {
        let mean = |year: &Year| {
            let summary = year.standings.groups.iter().find(|summary| summary.name == group.name);
            summary.unwrap().mean.clone().unwrap().exact().clone()
        };
        assert_eq!(group.mean_change, Some(&mean(&now) - &mean(&before)));
        assert!(!group.mean_change.clone().unwrap().is_zero());
    }
}
