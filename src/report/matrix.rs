//! Every year's agencies under every year's rules, for people and for programs.

use serde_json::json;

use super::LONGEST;
use super::difference::{places, supposed_json};
use super::json::{FORMAT, decimal, pretty};
use super::text::{plain_table, printed_table};
use super::voice::Voice;
use crate::agencies::Assessed;
use crate::counterfactual::{Counterfactual, Supposed};
use crate::language::{Language, Message, Term};
use crate::matrix::Matrix;
use crate::quantity::{Exact, Percent, Year};
use crate::standings::Standing;
use crate::table::{self, Columns, Written};

/// A table for each year's rules: every agency's percent and place on each year's facts.
#[must_use]
pub fn matrix_text(matrix: &Matrix, language: Language) -> String {
    let mut text = String::new();
    for rules in &matrix.years {
        let cells: Vec<&Counterfactual> =
            matrix.cells.iter().filter(|cell| cell.rules == *rules).collect();
        let Some(own) = cells.iter().find(|cell| cell.facts == *rules) else {
            continue;
        };
        let voice = Voice { language, display: own.display };
        let title = Message::new("matrix-title").with("title", &own.title);
        let title = title.with("year", rules.to_string());
        text.push_str(&format!("{}\n{}", voice.say(&title), grid(&cells, voice)));
        for cell in cells.iter().filter(|cell| !cell.unanswered.is_empty()) {
            text.push_str(&format!("  {}\n", voice.say(&open(cell))));
        }
        text.push('\n');
    }
    text
}

/// Which items a year's facts do not answer.
pub(super) fn open(cell: &Counterfactual) -> Message {
    let items = cell.unanswered.iter().map(|open| Term::from(open.item.to_string()));
    let open = Message::new("matrix-open").with("facts", cell.facts.to_string());
    open.with("items", items.collect::<Vec<_>>())
}

fn grid(cells: &[&Counterfactual], voice: Voice) -> String {
    let year = |cell: &&Counterfactual| {
        voice.say(&Message::new("matrix-facts").with("year", cell.facts.to_string()))
    };
    let head = std::iter::once(voice.word("head-agency")).chain(cells.iter().map(year));
    let right: Vec<usize> = (1..=cells.len()).collect();
    let mut table = plain_table(head.collect(), &right);
    for agency in everyone(cells) {
        let name = agency.name.in_language(voice.language).to_owned();
        let said = cells.iter().map(|cell| {
            let supposed = cell.agencies.iter().find(|one| one.agency().code == agency.code);
            supposed.map_or_else(String::new, |one| cell_text(one, voice))
        });
        table.add_row(std::iter::once(name).chain(said).collect::<Vec<_>>());
    }
    printed_table(&table)
}

/// Every agency of any of the years once, those of the latest first, as they stand there.
pub(super) fn everyone<'a>(cells: &[&'a Counterfactual]) -> Vec<&'a Assessed> {
    let mut all: Vec<&Assessed> = Vec::new();
    for one in cells.iter().rev().flat_map(|cell| &cell.agencies) {
        if !all.iter().any(|known| known.code == one.agency().code) {
            all.push(one.agency());
        }
    }
    all
}

fn cell_text(one: &Supposed, voice: Voice) -> String {
    let percent = |standing: &Standing| standing.percent.as_ref().map(Percent::exact).cloned();
    let span = percent(&one.least).zip(percent(&one.most));
    let span = span.map_or_else(|| "–".to_owned(), |(least, most)| voice.span(&least, &most));
    let name = if one.best.is_some() { "matrix-place" } else { "matrix-percent" };
    voice.say(&Message::new(name).with("percent", span).with("rank", places(one)))
}

/// The same as JSON: a table for each pair of years.
#[must_use]
pub fn matrix_json(matrix: &Matrix, language: Language) -> String {
    let cell = |cell: &Counterfactual| {
        let agencies = cell.agencies.iter().map(|one| {
            let mut value = supposed_json(one);
            if let Some(value) = value.as_object_mut() {
                value.insert("agency".into(), json!(one.agency().code.as_str()));
                value.insert("name".into(), json!(one.agency().name.in_language(language)));
                value.insert("group".into(), json!(one.agency().group.as_str()));
            }
            value
        });
        let open = cell.unanswered.iter().map(|open| {
            json!({
                "item": open.item.as_str(),
                "title": open.title.in_language(language),
                "max": decimal(open.max.exact()),
            })
        });
        json!({
            "rules": cell.rules.0,
            "facts": cell.facts.0,
            "unanswered": open.collect::<Vec<_>>(),
            "agencies": agencies.collect::<Vec<_>>(),
        })
    };
    pretty(&json!({
        "format": FORMAT,
        "years": matrix.years.iter().map(|year| year.0).collect::<Vec<_>>(),
        "tables": matrix.cells.iter().map(cell).collect::<Vec<_>>(),
    }))
}

/// The same as CSV: a row per pair of years and agency.
#[must_use]
pub fn matrix_csv(matrix: &Matrix) -> Vec<u8> {
    table::to_csv(&columns(matrix))
}

/// The same as Parquet.
///
/// # Errors
/// What the library said.
#[cfg(feature = "parquet")]
pub fn matrix_parquet(matrix: &Matrix) -> Result<Vec<u8>, String> {
    table::to_parquet(&columns(matrix))
}

fn columns(matrix: &Matrix) -> Columns {
    let cells = matrix.cells.iter();
    let rows: Vec<(&Counterfactual, &Supposed)> =
        cells.flat_map(|cell| cell.agencies.iter().map(move |one| (cell, one))).collect();
    let years = |of: fn(&Counterfactual) -> Year| {
        Written::Whole(rows.iter().map(|(cell, _)| Some(i64::from(of(cell).0))).collect())
    };
    let words = |of: fn(&Supposed) -> String| {
        Written::Words(rows.iter().map(|(_, one)| Some(of(one))).collect())
    };
    let decimals = |of: fn(&Supposed) -> Option<&Exact>| {
        Written::Decimal(rows.iter().map(|(_, one)| of(one).cloned()).collect(), LONGEST.digits)
    };
    let ranks = |of: fn(&Supposed) -> Option<u32>| {
        Written::Whole(rows.iter().map(|(_, one)| of(one).map(i64::from)).collect())
    };
    vec![
        ("rules".into(), years(|cell| cell.rules)),
        ("facts".into(), years(|cell| cell.facts)),
        ("group".into(), words(|one| one.agency().group.to_string())),
        ("agency".into(), words(|one| one.agency().code.to_string())),
        ("points_least".into(), decimals(|one| Some(one.least.points.exact()))),
        ("points_most".into(), decimals(|one| Some(one.most.points.exact()))),
        ("percent_least".into(), decimals(|one| one.least.percent.as_ref().map(Percent::exact))),
        ("percent_most".into(), decimals(|one| one.most.percent.as_ref().map(Percent::exact))),
        ("rank_best".into(), ranks(|one| one.best)),
        ("rank_worst".into(), ranks(|one| one.worst)),
    ]
}
