//! What holds of every set and every evidence, drawn at random from the bundled years.

mod change;
mod draw;
mod improvement;
mod year;

use par_index::quantity::Exact;
use proptest::prelude::*;
use serde_json::Value;

use crate::bundled::{path, sets, text};
use draw::{for_draws, points};
use year::{exact, nodes, years};

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
        for (k, node) in
            nodes.iter().enumerate().filter(|(_, node)| node.written.get("items").is_some())
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
                prop_assert!(
                    !points.is_negative() && points <= max,
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
        let half =
            Exact::parse(if draw.year().name.starts_with("lam-giang") { "0.005" } else { "0" })
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
fn ranks_follow_percents_and_agencies_with_equal_percents_share_a_rank() {
    for year in years() {
        let scored = year
            .scored(&year.agencies, &year.lines, None)
            .unwrap_or_else(|faults| panic!("{faults}"));
        let ranked: Vec<_> =
            scored.standings.standings.iter().filter(|standing| standing.rank.is_some()).collect();
        for (k, one) in ranked.iter().enumerate() {
            for other in
                ranked[k + 1..].iter().filter(|other| other.agency.group == one.agency.group)
            {
                let (percents, ranks) =
                    (one.percent.as_ref().cmp(&other.percent.as_ref()), other.rank.cmp(&one.rank));
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
                let bonus = if node.role == "bonus" { earned.clone() } else { below[k].1.clone() };
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
