//! Percents: points of the maximum, a part of its whole, a row's share of the total row.

use super::Book;
use super::law::{Law, Relation};
use super::ledger::Changes;
use super::roles::Role;
use super::sheet::{Kind, Sheet};

pub(super) fn find(book: &mut Book, sheet: &Sheet) {
    for percent in sheet.of(Role::Percent).collect::<Vec<_>>() {
        let named = best(book, named(sheet, percent), 1, 2);
        let chosen = named.or_else(|| best(book, of_total(sheet, percent), 2, 5));
        if let Some(relations) = chosen.or_else(|| best(book, pairs(book, sheet, percent), 3, 5)) {
            book.keep(relations);
        }
    }
}

/// The candidate that holds in the most rows, if it does in `least` rows and in all but one of `of` parts of them.
fn best(
    book: &Book,
    candidates: Vec<Vec<Relation>>,
    least: usize,
    of: usize,
) -> Option<Vec<Relation>> {
    let held = |relations: &Vec<Relation>| {
        relations.iter().filter(|relation| relation.holds(&book.ledger, &Changes::new())).count()
    };
    let fits = |relations: &Vec<Relation>| {
        let (held, all) = (held(relations), relations.len());
        held >= least && (held * of >= all * (of - 1) || held >= 3 && held + 1 >= all)
    };
    candidates.into_iter().rev().filter(fits).max_by_key(held)
}

/// Points of the maximum, by the names of columns.
fn named(sheet: &Sheet, percent: usize) -> Vec<Vec<Relation>> {
    let max: Vec<usize> = sheet.of(Role::Max).collect();
    let pair = |points: usize| max.iter().map(move |max| (points, *max)).collect::<Vec<_>>();
    sheet
        .of(Role::Points)
        .flat_map(pair)
        .map(|(points, max)| by_row(sheet, points, max, percent))
        .collect()
}

/// A share of the total row of any column that adds up.
fn of_total(sheet: &Sheet, percent: usize) -> Vec<Vec<Relation>> {
    let Some(total) = (0..sheet.rows.len()).rfind(|row| sheet.is(*row, Kind::Total)) else {
        return Vec::new();
    };
    let columns = sheet.figures().into_iter().filter(|column| sheet.role(*column).adds_up());
    let of = |column: usize| {
        let whole = sheet.cell(total, column)?;
        let share = |row: usize| {
            let (part, percent) = (sheet.cell(row, column)?, sheet.cell(row, percent)?);
            Some(share(part, whole, percent))
        };
        Some((0..sheet.rows.len()).filter_map(share).collect())
    };
    columns.filter_map(of).collect()
}

/// Any two columns of which one is the part of the other.
fn pairs(book: &Book, sheet: &Sheet, percent: usize) -> Vec<Vec<Relation>> {
    let able = |column: &usize| {
        !matches!(
            sheet.role(*column),
            Role::Percent | Role::Rank | Role::RankChange | Role::Change | Role::Skip
        )
    };
    let columns: Vec<usize> = sheet.figures().into_iter().filter(able).collect();
    let mut found = Vec::new();
    for part in &columns {
        for whole in columns.iter().filter(|whole| *whole != part) {
            let one = |row: usize| {
                Some(share(
                    sheet.cell(row, *part)?,
                    sheet.cell(row, *whole)?,
                    sheet.cell(row, percent)?,
                ))
            };
            if super::sums::promising(book, sheet, one) {
                found.push(by_row(sheet, *part, *whole, percent));
            }
        }
    }
    found
}

/// One relation a row.
pub(super) fn by_row(sheet: &Sheet, part: usize, whole: usize, percent: usize) -> Vec<Relation> {
    let one = |row: usize| {
        Some(share(sheet.cell(row, part)?, sheet.cell(row, whole)?, sheet.cell(row, percent)?))
    };
    (0..sheet.rows.len()).filter_map(one).collect()
}

fn share(part: usize, whole: usize, percent: usize) -> Relation {
    Relation { name: "audit-share", law: Law::Share { part, base: vec![whole], percent } }
}
