//! Losses against the maximum, and changes against another column.

use super::Book;
use super::law::Relation;
use super::ledger::Changes;
use super::roles::Role;
use super::sheet::Sheet;
use super::sums::rows;

pub(super) fn find(book: &mut Book, sheet: &Sheet) {
    for loss in sheet.of(Role::Loss).collect::<Vec<_>>() {
        let max: Vec<usize> = sheet.of(Role::Max).collect();
        let points = sheet.of(Role::Points).chain(sheet.of(Role::Percent));
        let pairs: Vec<_> =
            points.flat_map(|points| max.iter().map(move |max| (*max, points))).collect();
        keep_best(book, sheet, &both_ways(&pairs), loss, "audit-loss", 2);
    }
    for change in sheet.of(Role::Change).collect::<Vec<_>>() {
        let able = |column: &usize| {
            matches!(
                sheet.role(*column),
                Role::Points | Role::Percent | Role::Figure | Role::Count | Role::Max
            )
        };
        let columns: Vec<usize> = sheet.figures().into_iter().filter(able).collect();
        keep_best(book, sheet, &both_ways(&all_pairs(&columns)), change, "audit-difference", 4);
    }
    for change in sheet.of(Role::RankChange).collect::<Vec<_>>() {
        let columns: Vec<usize> = sheet.of(Role::Rank).collect();
        keep_best(book, sheet, &both_ways(&all_pairs(&columns)), change, "audit-difference", 4);
    }
}

fn all_pairs(columns: &[usize]) -> Vec<(usize, usize)> {
    let later =
        |(k, a): (usize, &usize)| columns.iter().skip(k + 1).map(|b| (*a, *b)).collect::<Vec<_>>();
    columns.iter().enumerate().flat_map(later).collect()
}

fn both_ways(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    pairs.iter().flat_map(|(a, b)| [(*a, *b), (*b, *a)]).collect()
}

/// The pair whose difference the column is in the most rows, if in all but one of `of` parts of them.
fn keep_best(
    book: &mut Book,
    sheet: &Sheet,
    pairs: &[(usize, usize)],
    result: usize,
    name: &'static str,
    of: usize,
) {
    let relations = |(a, b): &(usize, usize)| rows(sheet, &[(1, *a), (-1, *b)], result, name);
    let held = |book: &Book, relations: &[Relation]| {
        relations.iter().filter(|relation| relation.holds(&book.ledger, &Changes::new())).count()
    };
    let best = pairs.iter().rev().map(relations).max_by_key(|relations| held(book, relations));
    let Some(best) = best else {
        return;
    };
    let (held, all) = (held(book, &best), best.len());
    let by_name = of == 2 && all <= 2;
    if held >= 1 && (held * of >= all * (of - 1) || held >= 2 && held + 1 >= all)
        || by_name && held > 0
    {
        book.keep(best);
    }
}
