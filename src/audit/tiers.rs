//! Tiers by scores: a better tier has no worse score; with bounds given, a tier is the one its score reaches.

use std::sync::Arc;

use super::ledger::{Cell, Changes};
use super::mapping::Mapping;
use super::order::{Group, Places};
use super::ranks::{discord, keep, partitions};
use super::roles::{Role, fold};
use super::sheet::{Kind, Sheet};
use super::{Book, Finding, Wrong};
use crate::language::Message;
use crate::quantity::Exact;

/// Words for tiers, best first; words of one line stand for one tier.
const KNOWN: [&[&str]; 7] = [
    &["xuat sac", "excellent", "rat tot", "very good", "hoan thanh xuat sac nhiem vu"],
    &["tot", "good", "hoan thanh tot nhiem vu"],
    &["kha", "fair", "hoan thanh nhiem vu"],
    &["trung binh kha"],
    &["trung binh", "average", "medium"],
    &["yeu", "weak", "poor", "khong hoan thanh nhiem vu"],
    &["kem", "very poor", "bad"],
];

pub(super) fn find(book: &mut Book, sheet: &Sheet, mapping: &Mapping) {
    for column in sheet.of(Role::Tier).collect::<Vec<_>>() {
        let words = words(book, sheet, column);
        if words.len() < 2 {
            continue;
        }
        let words: Arc<[String]> = words.into();
        let cells = cells(book, sheet, column, &words);
        by_bounds(book, sheet, &cells, &words, mapping);
        let mut best: Option<(usize, Vec<Group>)> = None;
        for rows in partitions(sheet) {
            for score in [Role::Percent, Role::Points, Role::Figure]
                .into_iter()
                .flat_map(|role| sheet.of(role))
            {
                let groups: Vec<Group> = rows
                    .iter()
                    .map(|rows| group(sheet, rows, score, &cells))
                    .filter(|group| group.scores.len() >= 3)
                    .collect();
                let all: usize = groups.iter().map(|group| group.scores.len()).sum();
                let fitting: usize = groups.iter().map(|group| fitting(book, group)).sum();
                let misfit = all - fitting;
                if all > 0
                    && fitting * 4 >= all * 3
                    && best.as_ref().is_none_or(|(least, _)| misfit < *least)
                {
                    best = Some((misfit, groups));
                }
            }
        }
        for group in best.map(|(_, groups)| groups).unwrap_or_default() {
            keep(book, group, "audit-tier");
        }
    }
}

/// Tiers against the bounds that a mapping gives.
fn by_bounds(
    book: &mut Book,
    sheet: &Sheet,
    cells: &[Option<usize>],
    words: &Arc<[String]>,
    mapping: &Mapping,
) {
    let score = [Role::Percent, Role::Points, Role::Figure]
        .into_iter()
        .find_map(|role| sheet.of(role).next());
    let Some(score) = score.filter(|_| mapping.tiers.iter().next().is_some()) else {
        return;
    };
    for row in 0..sheet.rows.len() {
        let (Some(score), Some(tier)) = (sheet.cell(row, score), cells.get(row).copied().flatten())
        else {
            continue;
        };
        let value = book.ledger.value(score, &Changes::new());
        let reached = mapping
            .tiers
            .iter()
            .filter(|(_, from)| *from <= value)
            .max_by_key(|(_, from)| from.clone());
        let printed = book.ledger.written(tier, &book.ledger.value(tier, &Changes::new()));
        let Some((word, from)) = reached.filter(|(word, _)| fold(word) != fold(&printed)) else {
            continue;
        };
        let Some(cell) = book.ledger.get(tier) else {
            continue;
        };
        let message = Message::new("audit-tier-bound")
            .with("score", value)
            .with("tier", word.as_str())
            .with("from", from)
            .with("printed", &cell.text);
        let mut finding =
            Finding::contradiction("audit-tier-bound", vec![cell.place.clone()], message);
        let known = words.iter().find(|known| fold(known) == fold(word));
        finding.wrong.push(Wrong {
            place: cell.place.clone(),
            row: cell.row.clone(),
            column: cell.column.clone(),
            printed: cell.text.clone(),
            reconciled: Some(known.map_or_else(|| word.to_string(), Clone::clone)),
        });
        book.findings.push(finding);
    }
}

/// The words of the column, best tier first: by what they mean where all are known, else by the mean score of each.
fn words(book: &Book, sheet: &Sheet, column: usize) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for row in (0..sheet.rows.len()).filter(|row| sheet.is(*row, Kind::Body)) {
        let word = sheet.text(row, column);
        if !word.is_empty() && !words.iter().any(|known| fold(known) == fold(word)) {
            words.push(word.to_owned());
        }
    }
    let known = |word: &String| KNOWN.iter().position(|tier| tier.contains(&fold(word).as_str()));
    let lettered =
        words.iter().all(|word| word.chars().count() == 1 || fold(word).starts_with("nhom "));
    if words.iter().all(|word| known(word).is_some()) {
        words.sort_by_key(|word| known(word));
    } else if lettered {
        words.sort();
    } else if let Some(score) = [Role::Percent, Role::Points, Role::Figure]
        .into_iter()
        .find_map(|role| sheet.of(role).next())
    {
        words.sort_by_key(|word| std::cmp::Reverse(mean(book, sheet, column, score, word)));
    }
    if words.len() * 2 > sheet.rows.len() { Vec::new() } else { words }
}

fn mean(book: &Book, sheet: &Sheet, column: usize, score: usize, word: &str) -> Exact {
    let rows = (0..sheet.rows.len()).filter(|row| fold(sheet.text(*row, column)) == fold(word));
    let scores: Vec<Exact> = rows
        .filter_map(|row| sheet.cell(row, score))
        .map(|id| book.ledger.value(id, &Changes::new()))
        .collect();
    let count = Exact::whole(i64::try_from(scores.len()).unwrap_or(1).max(1));
    scores.iter().sum::<Exact>().over(&count).unwrap_or_default()
}

/// A figure for each tier printed: 1 for the best.
fn cells(
    book: &mut Book,
    sheet: &Sheet,
    column: usize,
    words: &Arc<[String]>,
) -> Vec<Option<usize>> {
    let cell = |row: usize| {
        let (text, place) =
            sheet.rows.get(row).filter(|row| row.kind == Kind::Body)?.texts.get(column)?.clone();
        let at = words.iter().position(|word| fold(word) == fold(&text))?;
        Some(book.ledger.add(Cell {
            place,
            row: sheet.rows.get(row).map(|row| row.label.clone()).unwrap_or_default(),
            column: sheet.heads.get(column).map(|head| head.title.clone()).unwrap_or_default(),
            at: column,
            text: text.trim().to_owned(),
            value: Exact::whole(i64::try_from(at + 1).unwrap_or(i64::MAX)),
            digits: 0,
            exact: true,
            words: Some(Arc::clone(words)),
        }))
    };
    (0..sheet.rows.len()).map(cell).collect()
}

fn group(sheet: &Sheet, rows: &[usize], score: usize, tiers: &[Option<usize>]) -> Group {
    let both = rows
        .iter()
        .filter_map(|row| Some((sheet.cell(*row, score)?, tiers.get(*row).copied().flatten()?)));
    let (scores, places) = both.unzip();
    Group { scores, places, by: Places::Bands, rising: false }
}

/// How many rows are left when those at fault are taken out one after another, the one against most others first.
fn fitting(book: &Book, group: &Group) -> usize {
    let mut group = group.clone();
    let n = group.scores.len();
    if discord(book, &group) * 6 > n * n {
        return 0;
    }
    loop {
        let against: Vec<usize> =
            (0..group.scores.len()).map(|row| against(book, &group, row)).collect();
        let worst = against.iter().enumerate().max_by_key(|(_, count)| **count);
        match worst {
            Some((row, count)) if *count > 0 => {
                group.scores.remove(row);
                group.places.remove(row);
            }
            _ => return group.scores.len(),
        }
    }
}

/// How many rows stand the other way round to `row`.
fn against(book: &Book, group: &Group, row: usize) -> usize {
    let none = Changes::new();
    let value = |ids: &[usize], at: usize| {
        book.ledger.value(ids.get(at).copied().unwrap_or_default(), &none)
    };
    let (score, place) = (value(&group.scores, row), value(&group.places, row));
    let other = |other: &usize| {
        let (their, stands) = (value(&group.scores, *other), value(&group.places, *other));
        (score > their && place > stands) || (score < their && place < stands)
    };
    (0..group.scores.len()).filter(other).count()
}

/// Whether the figure printed is that count.
pub(super) fn is_count(book: &Book, cell: usize, count: usize) -> bool {
    let count = Exact::whole(i64::try_from(count).unwrap_or(i64::MAX));
    book.ledger.value(cell, &Changes::new()) == count
}
