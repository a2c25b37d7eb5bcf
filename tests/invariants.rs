//! What holds of every set and every evidence, drawn at random from the bundled years.

mod improvement;
mod year;

use std::cell::Cell;

use par_index::{AgencyCode, Comparison, Exact, Status};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};
use serde_json::Value;

use crate::bundled::{path, sets, shuffled, text};
use improvement::{Improvement, improvements};
use year::{Line, Node, Scored, Year, exact, nodes, years};

/// Some agencies of a bundled year, and a number to draw the rest from.
#[derive(Clone, Debug)]
struct Draw {
    year: usize,
    agencies: Vec<String>,
    seed: u64,
}

impl Draw {
    fn year(&self) -> &'static Year {
        &years()[self.year]
    }

    fn lines(&self) -> Vec<Line> {
        self.year().lines_of(&self.agencies)
    }

    /// The evidence with one line in eight left out.
    fn with_gaps(&self) -> Vec<Line> {
        let lines = shuffled(self.lines(), self.seed);
        lines
            .into_iter()
            .enumerate()
            .filter(|(k, _)| k % 8 > 0)
            .map(|(_, line)| line)
            .collect()
    }

    fn scored(&self, lines: &[Line]) -> Scored {
        self.year()
            .scored(&self.agencies, lines, None)
            .unwrap_or_else(|faults| panic!("{faults}"))
    }
}

fn draws() -> impl Strategy<Value = Draw> {
    let picks = (
        0..years().len(),
        prop::collection::vec(any::<Index>(), 2..6),
        any::<u64>(),
    );
    picks.prop_map(|(year, picks, seed)| {
        let mut agencies: Vec<String> = picks
            .iter()
            .map(|pick| pick.get(&years()[year].agencies).clone())
            .collect();
        agencies.sort();
        agencies.dedup();
        Draw {
            year,
            agencies,
            seed,
        }
    })
}

#[track_caller]
fn for_draws(cases: u32, holds: impl Fn(Draw) -> Result<(), TestCaseError>) {
    let config = Config {
        cases,
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..Config::default()
    };
    TestRunner::new(config)
        .run(&draws(), holds)
        .unwrap_or_else(|failure| panic!("{failure}"));
}

fn points(scored: &Scored, agency: &str, id: &str) -> (Exact, Exact) {
    let award = scored.scores.of(&AgencyCode::from(agency), id).unwrap();
    (award.points.exact().clone(), award.max.exact().clone())
}

#[test]
fn maxima_add_up_to_the_criterion_the_area_and_the_total() {
    for set in sets() {
        let nodes = nodes(&set);
        let sum = |parent: Option<usize>, role: &str| -> Exact {
            nodes
                .iter()
                .filter(|node| node.parent == parent && node.role == role)
                .map(|node| &node.max)
                .sum()
        };
        let index: Value = serde_yaml::from_str(&text(&path(&set).join("index.yaml"))).unwrap();
        assert_eq!(sum(None, "max"), exact(&index["total"]), "{set}");
        for (k, node) in nodes
            .iter()
            .enumerate()
            .filter(|(_, node)| node.written.get("items").is_some())
        {
            assert_eq!(sum(Some(k), node.role), node.max, "{set}, {}", node.id);
        }
    }
}

#[test]
fn an_item_earns_neither_less_than_nothing_nor_more_than_its_maximum() {
    for_draws(32, |draw| {
        let scored = draw.scored(&draw.with_gaps());
        for agency in &draw.agencies {
            for item in draw.year().items() {
                let (points, max) = points(&scored, agency, &item.id);
                // a maximum grown by redistribution may have more digits than an award, and a full award is rounded like any other
                let grown = (max > item.max)
                    .then(|| Exact::parse("0.005").unwrap())
                    .unwrap_or_default();
                prop_assert!(
                    !points.is_negative() && points <= &max + &grown,
                    "{agency}, {}: {points} of {max}",
                    item.id
                );
            }
        }
        Ok(())
    });
}

#[test]
fn a_percent_is_points_divided_by_the_applicable_maximum() {
    for_draws(32, |draw| {
        let half = Exact::parse(if draw.year().name.starts_with("lam-giang") {
            "0.005"
        } else {
            "0"
        })
        .unwrap();
        for standing in draw.scored(&draw.with_gaps()).standings.standings {
            let exact = standing.points.percent_of(&standing.max);
            let (Some(percent), Some(exact)) = (standing.percent, exact) else {
                continue;
            };
            let rounded_up = percent.exact() - exact.exact();
            prop_assert!(
                -&half < rounded_up && rounded_up <= half || percent == exact,
                "{percent} for {exact}"
            );
            for area in standing.areas {
                prop_assert_eq!(area.percent, area.points.percent_of(&area.max));
            }
        }
        Ok(())
    });
}

#[test]
fn a_twin_earns_the_same_and_shares_the_rank() {
    for_draws(32, |draw| {
        let Some(agency) = draw
            .agencies
            .iter()
            .find(|agency| draw.year().is_in_lines(agency))
        else {
            return Ok(());
        };
        let mut lines = draw.with_gaps();
        let twins: Vec<Line> = lines
            .iter()
            .filter(|line| line[0] == *agency)
            .cloned()
            .collect();
        lines.extend(
            twins
                .into_iter()
                .map(|line| [vec!["twin".to_owned()], line[1..].to_vec()].concat()),
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
        prop_assert_eq!(
            of(agency).rank.is_some(),
            of("twin").tie.is_some(),
            "a tie is told"
        );
        Ok(())
    });
}

#[test]
fn ranks_follow_percents_and_agencies_with_equal_percents_share_a_rank() {
    for year in years() {
        let scored = year
            .scored(&year.agencies, &year.lines, None)
            .unwrap_or_else(|faults| panic!("{faults}"));
        let ranked: Vec<_> = scored
            .standings
            .standings
            .iter()
            .filter(|standing| standing.rank.is_some())
            .collect();
        for (k, one) in ranked.iter().enumerate() {
            for other in ranked[k + 1..]
                .iter()
                .filter(|other| other.agency.group == one.agency.group)
            {
                let (percents, ranks) = (
                    one.percent.as_ref().cmp(&other.percent.as_ref()),
                    other.rank.cmp(&one.rank),
                );
                let broken_by_keys = percents.is_eq() && one.agency.group.as_str() == "districts";
                assert!(
                    percents == ranks || broken_by_keys,
                    "{}: {} and {}",
                    year.name,
                    one.agency.code,
                    other.agency.code
                );
            }
        }
    }
}

fn looks_at_the_mean(item: &Node) -> bool {
    item.written["rule"].to_string().contains("against_mean")
}

#[test]
fn one_agency_more_changes_no_other_agencys_points_but_against_the_mean() {
    for_draws(32, |draw| {
        let (year, lines) = (draw.year(), draw.lines());
        let fewer: Vec<String> = shuffled(draw.agencies.clone(), draw.seed)[1..].to_vec();
        let (all, some) = (
            draw.scored(&lines),
            year.scored(&fewer, &year.lines_of(&fewer), None).unwrap(),
        );
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
        let (one, other) = (
            draw.scored(&lines),
            draw.year().scored(&other, &other_lines, None).unwrap(),
        );
        let agencies = |scored: &Scored| {
            let mut agencies = scored.report(draw.year())["agencies"]
                .as_array()
                .unwrap()
                .clone();
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
        let Some((better, improvement)) = shuffled(improvements(year), draw.seed)
            .into_iter()
            .find_map(made)
        else {
            return Ok(());
        };
        // a part beyond its whole, or a mark beyond the maximum, is no improvement
        let Ok(after) = year.scored(&draw.agencies, &better, None) else {
            return Ok(());
        };
        let before = draw.scored(&lines);
        let of = |scored: &Scored| {
            scored
                .scores
                .of(&AgencyCode::from(agency.as_str()), &improvement.item)
                .unwrap()
        };
        let (before, after) = (of(&before), of(&after));
        if (before.status, after.status) == (Some(Status::Scored), Some(Status::Scored))
            && before.max == after.max
        {
            let taken = year
                .items()
                .any(|item| item.id == improvement.item && item.role == "deduction");
            let (worse, better) = if taken {
                (&after, &before)
            } else {
                (&before, &after)
            };
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
            let ((before, _), (after, _)) = (
                points(&before, &line[0], &item.id),
                points(&after, &line[0], &item.id),
            );
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
        for agency in draw
            .agencies
            .iter()
            .filter(|agency| year.is_in_lines(agency))
        {
            let award = after
                .scores
                .of(&AgencyCode::from(agency.as_str()), &item.id)
                .unwrap();
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

/// Points below the applicable maximum, bonuses apart.
fn lost(points: &Exact, max: &Exact, bonus: &Exact) -> Exact {
    &(max + bonus) - points
}

#[test]
fn losses_add_up_to_the_maximum_less_the_points_at_every_node() {
    for_draws(32, |draw| {
        let (year, scored) = (draw.year(), draw.scored(&draw.with_gaps()));
        let report = scored.report(year);
        for agency in report["agencies"].as_array().unwrap() {
            let code = agency["agency"].as_str().unwrap();
            let told = |id: &str| {
                exact(
                    &agency["items"]
                        .as_array()
                        .unwrap()
                        .iter()
                        .find(|item| item["id"] == id)
                        .unwrap()["lost"],
                )
            };
            let mut below = vec![(Exact::ZERO, Exact::ZERO, Exact::ZERO); year.nodes.len() + 1];
            for (k, node) in year.nodes.iter().enumerate().rev() {
                let (earned, max) = points(&scored, code, &node.id);
                let bonus = if node.role == "bonus" {
                    earned.clone()
                } else {
                    below[k].1.clone()
                };
                let mut loss = match (node.role, node.written.get("rule").is_some()) {
                    (_, true) => told(&node.id),
                    ("max", false) => lost(&earned, &max, &bonus),
                    (_, false) => below[k].0.clone(),
                };
                let rescaled =
                    node.written["not_applicable"].get("rescale_to").is_some() && max != below[k].2;
                if node.written.get("items").is_some() && !rescaled {
                    prop_assert!(
                        near(&loss, &below[k].0),
                        "{code}, {}: {loss} against {}",
                        node.id,
                        below[k].0
                    );
                } else if rescaled {
                    let scaled = (&below[k].0 * &max).over(&below[k].2).unwrap_or_default();
                    prop_assert!(
                        near(&loss, &scaled),
                        "{code}, {}: {loss} against {scaled}",
                        node.id
                    );
                } else if node.role == "max" {
                    prop_assert!(near(&loss, &(&max - &earned)), "{code}, {}", node.id);
                    loss = &max - &earned;
                }
                let above = node.parent.unwrap_or(year.nodes.len());
                below[above].0 += &loss;
                below[above].1 += &bonus;
                below[above].2 += &if node.role == "max" { max } else { Exact::ZERO };
            }
            let (loss, bonus, _) = &below[year.nodes.len()];
            let (earned, max) = (exact(&agency["points"]), exact(&agency["max"]));
            prop_assert!(
                near(loss, &lost(&earned, &max, bonus)),
                "{code}: {earned} of {max}, lost {loss}"
            );
        }
        Ok(())
    });
}

/// Equal but for the tenth digit, where a decimal that goes on is cut in JSON.
fn near(one: &Exact, other: &Exact) -> bool {
    let (apart, hair) = (one - other, Exact::parse("0.00000001").unwrap());
    -&hair < apart && apart < hair
}

#[test]
fn every_item_of_every_agency_has_a_reason() {
    for_draws(16, |draw| {
        let report = draw.scored(&draw.with_gaps()).report(draw.year());
        for agency in report["agencies"].as_array().unwrap() {
            let items = agency["items"].as_array().unwrap();
            prop_assert_eq!(items.len(), draw.year().items().count());
            for item in items {
                prop_assert!(
                    !item["reason"].as_str().unwrap().trim().is_empty(),
                    "{}, {}",
                    agency["agency"],
                    item
                );
            }
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
            assert_eq!(
                change.places,
                change.previous_rank.map(|_| 0),
                "{}",
                change.agency.code
            );
            assert!(
                change
                    .areas
                    .iter()
                    .all(|area| area.points.as_ref().is_some_and(Exact::is_zero)
                        && nothing(&area.percent_points))
            );
        }
    }
}
