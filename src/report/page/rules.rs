//! Every year's agencies under every year's rules: a row per agency, a column per year of rules and year of facts.

use serde_json::{Value, json};

use super::both::{Both, text};
use crate::agencies::Assessed;
use crate::code::{AgencyCode, PeerGroup};
use crate::counterfactual::{Counterfactual, Supposed};
use crate::matrix::Matrix;
use crate::quantity::Percent;
use crate::report::difference::places;
use crate::report::matrix::{everyone, open};

/// The columns, and each peer group's rows; agencies stand in the group in which they were last.
pub(super) fn of(both: &Both<'_>, matrix: &Matrix) -> Value {
    let cells: Vec<&Counterfactual> = matrix.cells.iter().collect();
    let all = everyone(&cells);
    let mut groups: Vec<&PeerGroup> = Vec::new();
    for agency in &all {
        if !groups.contains(&&agency.group) {
            groups.push(&agency.group);
        }
    }
    let column = |cell: &&Counterfactual| {
        let unanswered = (!cell.unanswered.is_empty()).then(|| both.say(&open(cell)));
        json!({ "rules": cell.rules.0, "facts": cell.facts.0, "open": unanswered })
    };
    let group = |name: &&PeerGroup| {
        let members = all.iter().filter(|agency| agency.group == **name);
        let known = both.report.criteria.group(name);
        json!({
            "title": known.map_or_else(|| json!(name.as_str()), |known| text(&known.title)),
            "rows": members.map(|agency| row(both, &cells, agency)).collect::<Vec<_>>(),
        })
    };
    json!({
        "years": matrix.years.iter().map(|year| year.0).collect::<Vec<_>>(),
        "columns": cells.iter().map(column).collect::<Vec<_>>(),
        "groups": groups.iter().map(group).collect::<Vec<_>>(),
    })
}

fn row(both: &Both<'_>, cells: &[&Counterfactual], agency: &Assessed) -> Value {
    let found = |cell: &&Counterfactual| supposed(cell, &agency.code).map(|one| cell_of(both, one));
    json!({ "name": text(&agency.name), "cells": cells.iter().map(found).collect::<Vec<_>>() })
}

fn supposed<'a>(cell: &'a Counterfactual, agency: &AgencyCode) -> Option<&'a Supposed> {
    cell.agencies.iter().find(|one| one.agency().code == *agency)
}

/// The least and the most percent, and the place.
fn cell_of(both: &Both<'_>, one: &Supposed) -> Value {
    let percent =
        |percent: &Option<Percent>| percent.as_ref().map(|percent| both.aligned(percent.exact()));
    json!([percent(&one.least.percent), percent(&one.most.percent), places(one)])
}
