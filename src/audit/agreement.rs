//! Agreement between tables: figures of one row name and one heading that two sheets print.

use std::collections::BTreeMap;

use super::Book;
use super::law::Relation;
use super::ledger::{Changes, Slack};
use super::roles::{Role, fold};
use super::sheet::{Kind, Sheet};
use super::tiers;

pub(super) fn find(book: &mut Book, sheets: &[Sheet]) {
    for (k, one) in sheets.iter().enumerate() {
        for other in sheets.iter().skip(k + 1) {
            between(book, one, other);
            counted(book, one, other);
            counted(book, other, one);
        }
    }
}

fn between(book: &mut Book, one: &Sheet, other: &Sheet) {
    let rows: Vec<(usize, usize)> = shared(one, other);
    for column in one.figures() {
        let Some(twin) = twin(one, column, other) else {
            continue;
        };
        let pair = |(a, b): &(usize, usize)| {
            let (a, b) = (one.cell(*a, column)?, other.cell(*b, twin)?);
            Some(Relation::linear("audit-agreement", &[(1, a)], b, Slack::Either))
        };
        let relations: Vec<_> = rows.iter().filter_map(pair).collect();
        let held = relations
            .iter()
            .filter(|relation| relation.holds(&book.ledger, &Changes::new()))
            .count();
        if held * 2 >= relations.len() && held >= 2 || relations.len() == 1 {
            book.keep_as_is(relations);
        }
    }
}

/// Rows that both name, each once.
fn shared(one: &Sheet, other: &Sheet) -> Vec<(usize, usize)> {
    let names = |sheet: &Sheet| {
        let mut names: BTreeMap<String, Option<usize>> = BTreeMap::new();
        for (at, row) in sheet.rows.iter().enumerate().filter(|(_, row)| !row.label.is_empty()) {
            names.entry(fold(&row.label)).and_modify(|known| *known = None).or_insert(Some(at));
        }
        names
    };
    let theirs = names(other);
    let both =
        |(name, row): (String, Option<usize>)| Some((row?, theirs.get(&name).copied().flatten()?));
    names(one).into_iter().filter_map(both).collect()
}

/// The column of the same heading, or the only one of the same role and year.
fn twin(one: &Sheet, column: usize, other: &Sheet) -> Option<usize> {
    let head = one.heads.get(column)?;
    if matches!(head.role, Role::Skip) {
        return None;
    }
    let named = other.named(&head.title);
    let alone = |sheet: &Sheet| {
        sheet
            .heads
            .iter()
            .filter(|known| known.role == head.role && known.year == head.year)
            .count()
            == 1
    };
    let roled =
        || other.heads.iter().position(|known| known.role == head.role && known.year == head.year);
    let telling = head.role != Role::Figure && head.role != Role::Count;
    named.or_else(|| roled().filter(|_| telling && alone(one) && alone(other)))
}

/// Counts per tier in one sheet against the rows of that tier in the other.
fn counted(book: &mut Book, list: &Sheet, counts: &Sheet) {
    let Some(tier) = list.of(Role::Tier).next() else {
        return;
    };
    let Some(count) = counts.of(Role::Count).next().or_else(|| counts.of(Role::Figure).next())
    else {
        return;
    };
    let body = |row: &usize| list.is(*row, Kind::Body) && !list.text(*row, tier).is_empty();
    let rows: Vec<usize> = (0..list.rows.len()).filter(body).collect();
    let named = |row: usize| {
        let texts = counts
            .rows
            .get(row)
            .map(|row| row.texts.iter().map(|(text, _)| fold(text)).collect::<Vec<_>>());
        let tiers = rows.iter().map(|row| fold(list.text(*row, tier)));
        let texts = texts.unwrap_or_default();
        tiers.into_iter().find(|tier| texts.contains(tier))
    };
    let pairs: Vec<(usize, usize)> = (0..counts.rows.len())
        .filter_map(|row| {
            let word = named(row)?;
            let found = rows.iter().filter(|row| fold(list.text(**row, tier)) == word).count();
            Some((counts.cell(row, count)?, found))
        })
        .collect();
    let held = pairs.iter().filter(|(cell, found)| tiers::is_count(book, *cell, *found)).count();
    if pairs.len() < 2 || held * 2 < pairs.len() {
        return;
    }
    for (cell, found) in pairs {
        if !tiers::is_count(book, cell, found) {
            book.count_differs(cell, found);
        }
    }
}
