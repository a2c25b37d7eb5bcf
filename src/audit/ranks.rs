//! Ranks by scores: which column they follow, within which groups, and by which rule for ties.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::law::{Law, Relation};
use super::ledger::Changes;
use super::order::{Group, Places};
use super::roles::Role;
use super::sheet::{Kind, Sheet};
use super::{Book, Finding};
use crate::language::Message;
use crate::quantity::Exact;

/// Rows parted into groups.
pub(super) type Parted = Vec<Vec<usize>>;

pub(super) fn find(book: &mut Book, sheet: &Sheet) {
    for rank in sheet.of(Role::Rank).collect::<Vec<_>>() {
        let mut best: Option<((usize, usize), Vec<Group>)> = None;
        for rows in partitions(sheet) {
            for score in scores(sheet, rank) {
                let Some(groups) = groups(book, sheet, &rows, score, rank) else {
                    continue;
                };
                let misfit = groups.iter().map(|group| violations(book, group)).sum::<usize>();
                let discord = groups.iter().map(|group| discord(book, group)).sum::<usize>();
                if best.as_ref().is_none_or(|(least, _)| (discord, misfit) < *least) {
                    best = Some(((discord, misfit), groups));
                }
            }
        }
        for group in best.map(|(_, groups)| groups).unwrap_or_default() {
            ties(book, &group);
            keep(book, group, "audit-rank");
        }
    }
}

/// One relation for each row of the group.
pub(super) fn keep(book: &mut Book, group: Group, name: &'static str) {
    let group = Rc::new(group);
    let of = |row| Relation { name, law: Law::Place { group: Rc::clone(&group), row } };
    book.keep((0..group.scores.len()).map(of).collect());
}

/// All rows; rows by the words of a column; rows between headings.
pub(super) fn partitions(sheet: &Sheet) -> Vec<Parted> {
    let body: Vec<usize> = (0..sheet.rows.len()).filter(|row| sheet.is(*row, Kind::Body)).collect();
    let mut all = vec![vec![body.clone()]];
    for (column, head) in sheet.heads.iter().enumerate() {
        if !matches!(head.role, Role::Group | Role::Skip) {
            continue;
        }
        let mut parts: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for row in &body {
            parts.entry(sheet.text(*row, column).to_owned()).or_default().push(*row);
        }
        if parts.len() > 1 && parts.len() * 2 <= body.len() {
            all.push(parts.into_values().collect());
        }
    }
    let mut sections: Parted = vec![Vec::new()];
    for row in &body {
        let heading = sheet.rows.get(*row).is_some_and(|row| row.cells.iter().all(Option::is_none));
        if heading {
            sections.push(Vec::new());
        } else if let Some(section) = sections.last_mut() {
            section.push(*row);
        }
    }
    if sections.len() > 1 {
        all.push(sections);
    }
    all
}

/// Columns that a rank could follow, of its own year where years are printed.
fn scores(sheet: &Sheet, rank: usize) -> Vec<usize> {
    let year = |column: usize| sheet.heads.get(column).and_then(|head| head.year);
    let same = |column: &usize| match (year(rank), year(*column)) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    let all: Vec<usize> = [Role::Percent, Role::Points, Role::Figure]
        .into_iter()
        .flat_map(|role| sheet.of(role))
        .collect();
    let total = |column: &usize| sheet.heads.get(*column).is_some_and(|head| head.total);
    let (first, rest): (Vec<_>, Vec<_>) = all.into_iter().filter(same).partition(total);
    first.into_iter().chain(rest).collect()
}

/// The groups with their scores and places, if the places follow the scores on the whole.
fn groups(
    book: &Book,
    sheet: &Sheet,
    rows: &Parted,
    score: usize,
    rank: usize,
) -> Option<Vec<Group>> {
    let mut groups = Vec::new();
    for rows in rows {
        let cells =
            rows.iter().filter_map(|row| Some((sheet.cell(*row, score)?, sheet.cell(*row, rank)?)));
        let (scores, places): (Vec<_>, Vec<_>) = cells.unzip();
        if scores.len() < 3 {
            continue;
        }
        let group =
            |by| Group { scores: scores.clone(), places: places.clone(), by, rising: false };
        let n = scores.len();
        let discord = discord(book, &group(Places::Listed));
        if discord > (n * (n - 1) / 8).max((n - 1).min(n * (n - 1) / 4).max(1)) {
            return None;
        }
        let group = if complete(book, &places) {
            let (counted, dense) = (group(Places::Counted), group(Places::Dense));
            if violations(book, &dense) < violations(book, &counted) { dense } else { counted }
        } else {
            group(Places::Listed)
        };
        if group.by == Places::Listed && (n < 4 || discord * 5 > n * (n - 1) / 2) {
            return None;
        }
        groups.push(group);
    }
    (!groups.is_empty()).then_some(groups)
}

/// Whether the places are all of 1, 2, 3 … and not a choice of them.
fn complete(book: &Book, places: &[usize]) -> bool {
    let none = Changes::new();
    let mut all: Vec<Exact> = places.iter().map(|id| book.ledger.value(*id, &none)).collect();
    all.sort();
    all.dedup();
    let most = Exact::whole(i64::try_from(places.len()).unwrap_or(i64::MAX));
    let within = all.iter().filter(|place| **place <= most && **place >= Exact::ONE).count();
    within * 10 >= places.len() * 6
}

fn violations(book: &Book, group: &Group) -> usize {
    let none = Changes::new();
    (0..group.scores.len()).filter(|row| !group.holds(&book.ledger, *row, &none)).count()
}

/// Pairs of which the one with the better place has the worse score.
pub(super) fn discord(book: &Book, group: &Group) -> usize {
    let none = Changes::new();
    let value = |id: &usize| book.ledger.value(*id, &none);
    let rows: Vec<(Exact, Exact)> = group
        .scores
        .iter()
        .zip(&group.places)
        .map(|(score, place)| (value(score), value(place)))
        .collect();
    let pair = |(k, (score, place)): (usize, &(Exact, Exact))| {
        let against = |(other, stands): &&(Exact, Exact)| {
            (score > other && place > stands) || (score < other && place < stands)
        };
        rows.iter().skip(k + 1).filter(against).count()
    };
    rows.iter().enumerate().map(pair).sum()
}

/// Whether equal scores share a place everywhere, or nowhere.
fn ties(book: &mut Book, group: &Group) {
    if group.by != Places::Counted {
        return;
    }
    let none = Changes::new();
    let mut by_score: BTreeMap<Exact, Vec<usize>> = BTreeMap::new();
    for (score, place) in group.scores.iter().zip(&group.places) {
        by_score.entry(book.ledger.value(*score, &none)).or_default().push(*place);
    }
    let tied: Vec<_> = by_score.into_iter().filter(|(_, places)| places.len() > 1).collect();
    let distinct = |places: &[usize]| {
        let mut all: Vec<Exact> = places.iter().map(|id| book.ledger.value(*id, &none)).collect();
        all.sort();
        all.dedup();
        all.len()
    };
    let shared = tied.iter().find(|(_, places)| distinct(places) == 1);
    let parted = tied.iter().find(|(_, places)| distinct(places) == places.len());
    if let (Some((one, _)), Some((other, places))) = (shared, parted) {
        let message = Message::new("audit-ties").with("shared", one).with("parted", other);
        let cells = places
            .iter()
            .filter_map(|id| book.ledger.get(*id))
            .map(|cell| cell.place.clone())
            .collect();
        book.findings.push(Finding::contradiction("audit-ties", cells, message));
    }
}
