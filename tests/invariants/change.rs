//! What a change of the evidence, of the agencies or of nothing at all does to the points.

use std::cell::Cell;

use par_index::quantity::Exact;
use par_index::scores::Status;
use par_index::{AgencyCode, Comparison};
use proptest::prelude::*;

use super::draw::{for_draws, points};
use super::improvement::{Improvement, improvements};
use super::year::{Line, Node, Scored, years};
use crate::bundled::shuffled;

#[test]
fn a_twin_earns_the_same_and_shares_the_rank() {
    for_draws(32, |draw| {
        let Some(agency) = draw.agencies.iter().find(|agency| draw.year().is_in_lines(agency))
        else {
            return Ok(());
        };
        let mut lines = draw.with_gaps();
        let twins: Vec<Line> = lines.iter().filter(|line| line[0] == *agency).cloned().collect();
        lines.extend(
            twins.into_iter().map(|line| [vec!["twin".to_owned()], line[1..].to_vec()].concat()),
        );
        let scored = draw
            .year()
            .scored(&draw.agencies, &lines, Some(("twin", agency)))
            .unwrap_or_else(|faults| panic!("{faults}"));
        for id in scored.scores.ids() {
            prop_assert_eq!(
                points(&scored, agency, id.as_str()),
                points(&scored, "twin", id.as_str())
            );
        }
        let of = |code: &str| scored.standings.of(&AgencyCode::from(code)).unwrap();
        prop_assert_eq!(of(agency).rank, of("twin").rank);
        prop_assert_eq!(of(agency).rank.is_some(), of("twin").tie.is_some(), "a tie is told");
        Ok(())
    });
}

fn looks_at_the_mean(item: &Node) -> bool {
    item.written["rule"].to_string().contains("against_mean")
}

#[test]
fn one_agency_more_changes_no_other_agencys_points_but_against_the_mean() {
    for_draws(32, |draw| {
        let (year, lines) = (draw.year(), draw.lines());
        let fewer: Vec<String> = shuffled(draw.agencies.clone(), draw.seed)[1..].to_vec();
        let (all, some) =
            (draw.scored(&lines), year.scored(&fewer, &year.lines_of(&fewer), None).unwrap());
        for agency in &fewer {
            for item in year.items().filter(|item| !looks_at_the_mean(item)) {
                prop_assert_eq!(
                    points(&all, agency, &item.id),
                    points(&some, agency, &item.id),
                    "{}, {}",
                    agency,
                    item.id
                );
            }
        }
        Ok(())
    });
}

#[test]
fn the_order_of_agencies_and_of_lines_changes_nothing() {
    for_draws(32, |draw| {
        let other = shuffled(draw.agencies.clone(), draw.seed);
        let (lines, other_lines) = (draw.lines(), shuffled(draw.lines(), draw.seed));
        let (one, other) =
            (draw.scored(&lines), draw.year().scored(&other, &other_lines, None).unwrap());
        let agencies = |scored: &Scored| {
            let mut agencies = scored.report(draw.year())["agencies"].as_array().unwrap().clone();
            agencies.sort_by_key(|agency| agency["agency"].as_str().unwrap().to_owned());
            agencies
        };
        prop_assert_eq!(agencies(&one), agencies(&other));
        Ok(())
    });
}

#[test]
fn a_figure_improved_never_lowers_a_monotone_rules_points() {
    let (tried, rose) = (Cell::new(0), Cell::new(0));
    for_draws(256, |draw| {
        let (year, lines) = (draw.year(), draw.lines());
        let agency = &draw.agencies[0];
        let step = 1 + u16::try_from(draw.seed >> 32 & 15).unwrap();
        let made = |improvement: Improvement| {
            Some((improvement.made(year, agency, &lines, step)?, improvement))
        };
        let Some((better, improvement)) =
            shuffled(improvements(year), draw.seed).into_iter().find_map(made)
        else {
            return Ok(());
        };
        // a part beyond its whole, or a mark beyond the maximum, is no improvement
        let Ok(after) = year.scored(&draw.agencies, &better, None) else {
            return Ok(());
        };
        let before = draw.scored(&lines);
        let of = |scored: &Scored| {
            scored.scores.of(&AgencyCode::from(agency.as_str()), &improvement.item).unwrap()
        };
        let (before, after) = (of(&before), of(&after));
        if (before.status, after.status) == (Some(Status::Scored), Some(Status::Scored))
            && before.max == after.max
        {
            let taken =
                year.items().any(|item| item.id == improvement.item && item.role == "deduction");
            let (worse, better) = if taken { (&after, &before) } else { (&before, &after) };
            prop_assert!(
                worse.points <= better.points,
                "{}: {before:?} to {after:?} by {improvement:?}",
                year.name
            );
            tried.set(tried.get() + 1);
            rose.set(rose.get() + u32::from(worse.points < better.points));
        }
        Ok(())
    });
    assert!(
        tried.get() > 170 && rose.get() > 70,
        "{} improvements tried, {} of them paid",
        tried.get(),
        rose.get()
    );
}

/// Kinds that say what a figure not given counts as, where others are given: a fault not told, a group not asked.
fn forgives_gaps(item: &Node) -> bool {
    let rule = item.written["rule"].to_string();
    ["\"deduct\"", "\"survey\"", "\"mean\"", "\"given\""]
        .into_iter()
        .any(|kind| rule.contains(kind))
}

#[test]
fn evidence_withdrawn_never_raises_the_points_of_an_item_whose_missing_figures_earn_nothing() {
    for_draws(96, |draw| {
        let (year, lines) = (draw.year(), draw.lines());
        let pick = usize::try_from(draw.seed).unwrap() % lines.len().max(1);
        let Some(line) = lines
            .get(pick)
            .filter(|line| !line[3].starts_with("not_applicable") && !line[3].ends_with("_by"))
        else {
            return Ok(());
        };
        let field = line[3].split('.').next().unwrap();
        let mut fewer = lines.clone();
        fewer.remove(pick);
        let (before, after) = (draw.scored(&lines), draw.scored(&fewer));
        let figure = (line[2].clone(), field.to_owned());
        let concerned = |item: &&Node| {
            item.missing_is_zero && !forgives_gaps(item) && year.reads(item).contains(&figure)
        };
        for item in year.items().filter(concerned) {
            let ((before, _), (after, _)) =
                (points(&before, &line[0], &item.id), points(&after, &line[0], &item.id));
            prop_assert!(
                after <= before,
                "{}, {}: {before} to {after} without {figure:?}",
                line[0],
                item.id
            );
        }
        Ok(())
    });
}

#[test]
fn an_item_without_any_of_its_figures_earns_nothing_where_the_missing_earn_nothing() {
    for_draws(32, |draw| {
        let (year, lines) = (draw.year(), draw.lines());
        let items: Vec<&Node> = year
            .items()
            .filter(|item| item.missing_is_zero && !year.reads(item).is_empty())
            .collect();
        let item = items[usize::try_from(draw.seed).unwrap() % items.len()];
        let read = year.reads(item);
        let gone = |line: &Line| {
            read.iter()
                .any(|(owner, field)| line[2] == *owner && line[3].split('.').next() == Some(field))
        };
        let fewer: Vec<Line> = lines.iter().filter(|line| !gone(line)).cloned().collect();
        let after = draw.scored(&fewer);
        for agency in draw.agencies.iter().filter(|agency| year.is_in_lines(agency)) {
            let award = after.scores.of(&AgencyCode::from(agency.as_str()), &item.id).unwrap();
            let waived = award.status == Some(Status::NotApplicable);
            prop_assert!(
                award.points.exact().is_zero() || waived,
                "{agency}, {}: {award:?}",
                item.id
            );
        }
        Ok(())
    });
}

#[test]
fn a_year_compared_with_itself_has_not_changed() {
    for year in years() {
        let standings = year
            .scored(&year.agencies, &year.lines, None)
            .unwrap_or_else(|faults| panic!("{faults}"))
            .standings;
        let comparison = Comparison::between(&standings, &standings);
        assert!(comparison.leavers.is_empty() && comparison.caveats.is_empty());
        assert_eq!(comparison.changes.len(), year.agencies.len());
        for change in &comparison.changes {
            let nothing = |number: &Option<Exact>| number.as_ref().is_none_or(Exact::is_zero);
            assert!(
                change.points.as_ref().is_some_and(Exact::is_zero)
                    && nothing(&change.percent_points)
            );
            assert_eq!(change.places, change.previous_rank.map(|_| 0), "{}", change.agency.code);
            assert!(
                change.areas.iter().all(|area| area.points.as_ref().is_some_and(Exact::is_zero)
                    && nothing(&area.percent_points))
            );
        }
    }
}
