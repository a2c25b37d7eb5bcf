//! Parts and totals: rows down to a total row, columns across to a total column, codes to their parents, balances of files.

use super::Book;
use super::law::Relation;
use super::ledger::{Changes, Slack};
use super::roles::Role;
use super::sheet::{Kind, Sheet};

/// How many rows of a long table are looked at first.
const GLANCE: usize = 6;
/// Above this many columns of figures only those named totals are looked at.
const BROAD: usize = 24;

/// Signed parts and the column that they give.
type Across = (Vec<(i64, usize)>, usize);

pub(super) fn find(book: &mut Book, sheet: &Sheet) {
    down(book, sheet);
    by_code(book, sheet);
    for (result, parts) in &sheet.numbered {
        let relations = rows(sheet, parts, *result, "audit-sum");
        book.keep(relations);
    }
    if sheet.numbered.is_empty() {
        across(book, sheet);
    }
}

/// One relation a row, total rows too.
pub(super) fn rows(
    sheet: &Sheet,
    parts: &[(i64, usize)],
    result: usize,
    name: &'static str,
) -> Vec<Relation> {
    let one = |row: usize| {
        let whole = sheet.cell(row, result)?;
        let terms: Option<Vec<_>> =
            parts.iter().map(|(sign, column)| Some((*sign, sheet.cell(row, *column)?))).collect();
        Some(Relation::linear(name, &terms?, whole, Slack::HalfUp))
    };
    (0..sheet.rows.len()).filter(|row| !sheet.is(*row, Kind::Mean)).filter_map(one).collect()
}

/// Whether a relation of a long table holds in some of its first rows, before all are looked at.
pub(super) fn promising(
    book: &Book,
    sheet: &Sheet,
    mut row: impl FnMut(usize) -> Option<Relation>,
) -> bool {
    if sheet.rows.len() <= GLANCE {
        return true;
    }
    let first = (0..sheet.rows.len()).filter_map(&mut row).take(GLANCE);
    let none = Changes::new();
    let (mut held, mut all) = (0, 0);
    for relation in first {
        all += 1;
        held += usize::from(relation.holds(&book.ledger, &none));
        if all > held + GLANCE / 2 {
            return false;
        }
    }
    held * 2 >= all
}

/// The rows above a total row, up to the total before it; where those are totals of parts, the totals too.
fn down(book: &mut Book, sheet: &Sheet) {
    if codes(sheet).is_some() {
        return;
    }
    let totals: Vec<usize> =
        (0..sheet.rows.len()).filter(|row| sheet.is(*row, Kind::Total)).collect();
    for (k, total) in totals.iter().enumerate() {
        let from = k.checked_sub(1).and_then(|k| totals.get(k)).map_or(0, |row| row + 1);
        let above: Vec<usize> = (from..*total).filter(|row| sheet.is(*row, Kind::Body)).collect();
        let all: Vec<usize> = (0..*total).filter(|row| sheet.is(*row, Kind::Body)).collect();
        let next = totals.get(k + 1).copied().unwrap_or(sheet.rows.len());
        let below: Vec<usize> =
            (total + 1..next).filter(|row| sheet.is(*row, Kind::Body)).collect();
        let everything: Vec<usize> =
            (total + 1..sheet.rows.len()).filter(|row| sheet.is(*row, Kind::Body)).collect();
        let candidates = [above, all, below, everything];
        let tried = candidates
            .iter()
            .filter(|parts| parts.len() >= 2)
            .map(|parts| columns(sheet, parts, *total));
        let fit = |relations: &Vec<Relation>| {
            relations
                .iter()
                .filter(|relation| relation.holds(&book.ledger, &Changes::new()))
                .count()
        };
        let Some(best) = tried.rev().max_by_key(fit) else {
            continue;
        };
        let held = fit(&best);
        if held * 2 >= best.len() || best.len() <= 2 && strict(sheet, *total) {
            book.keep(best);
        } else {
            let (holding, _): (Vec<_>, Vec<_>) = best
                .into_iter()
                .partition(|relation| relation.holds(&book.ledger, &Changes::new()));
            book.keep(holding);
        }
    }
}

/// Whether the row is named a total and nothing more: what it is a total of stands above.
fn strict(sheet: &Sheet, row: usize) -> bool {
    let Some(row) = sheet.rows.get(row) else {
        return false;
    };
    let folded = super::roles::fold(&row.label);
    let bare = folded
        .split(' ')
        .filter(|word| !["cong", "bo", "tong", "so", "total"].contains(word))
        .count();
    bare <= 1
}

/// One relation a column that can add up.
fn columns(sheet: &Sheet, parts: &[usize], total: usize) -> Vec<Relation> {
    let one = |column: &usize| {
        let role = sheet.role(*column);
        let whole = sheet.cell(total, *column).filter(|_| role.adds_up())?;
        let terms: Vec<_> =
            parts.iter().filter_map(|row| Some((1, sheet.cell(*row, *column)?))).collect();
        (terms.len() >= 2 && terms.len() == parts.len())
            .then(|| Relation::linear("audit-sum", &terms, whole, Slack::HalfUp))
    };
    sheet.figures().iter().filter_map(one).collect()
}

/// The column of codes such as `1`, `1.1`, `1.2`, if there is one.
fn codes(sheet: &Sheet) -> Option<usize> {
    let code = |text: &str| {
        !text.is_empty()
            && text
                .split('.')
                .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    (0..sheet.heads.len()).find(|column| {
        let texts: Vec<&str> = (0..sheet.rows.len())
            .map(|row| sheet.text(row, *column))
            .filter(|text| !text.is_empty())
            .collect();
        let coded = texts.iter().filter(|text| code(text)).count();
        let textual = !matches!(
            sheet.role(*column),
            Role::Points | Role::Max | Role::Percent | Role::Loss | Role::Change
        );
        let children = texts
            .iter()
            .filter(|text| text.rsplit_once('.').is_some_and(|(parent, _)| texts.contains(&parent)))
            .count();
        textual && coded * 10 >= texts.len() * 8 && children >= 2
    })
}

/// Every coded row is the sum of the rows coded right below it.
fn by_code(book: &mut Book, sheet: &Sheet) {
    let Some(column) = codes(sheet) else {
        return;
    };
    let code = |row: usize| sheet.text(row, column);
    let mut found = Vec::new();
    for parent in 0..sheet.rows.len() {
        let total = sheet.is(parent, Kind::Total);
        let child = |row: &usize| match code(*row).rsplit_once('.') {
            Some((above, _)) => !total && above == code(parent),
            None => total && !code(*row).is_empty() && sheet.is(*row, Kind::Body),
        };
        let children: Vec<usize> =
            (0..sheet.rows.len()).filter(|row| *row != parent).filter(child).collect();
        if children.len() >= 2 || (children.len() == 1 && !total) {
            found.push(columns(sheet, &children, parent));
        }
    }
    let fits = |relations: &[Relation]| {
        relations.iter().filter(|relation| relation.holds(&book.ledger, &Changes::new())).count()
    };
    let all: Vec<Relation> = found.into_iter().flatten().collect();
    if fits(&all) * 2 >= all.len() {
        book.keep(all);
    }
}

/// Totals across: the run of columns that fits best on either side of each column, and balances by name.
fn across(book: &mut Book, sheet: &Sheet) {
    let figures: Vec<usize> = sheet
        .figures()
        .into_iter()
        .filter(|column| {
            !matches!(sheet.role(*column), Role::Rank | Role::RankChange | Role::Skip | Role::Max)
        })
        .collect();
    for (at, whole) in figures.iter().enumerate() {
        let total = sheet.heads.get(*whole).is_some_and(|head| head.total);
        let index =
            matches!(sheet.role(*whole), Role::Percent | Role::Points | Role::Figure) || total;
        if figures.len() > BROAD && !total {
            continue;
        }
        if matches!(sheet.role(*whole), Role::Loss | Role::Change)
            || !(index || sheet.role(*whole).is_count())
        {
            continue;
        }
        let best = runs(&figures, at)
            .into_iter()
            .map(|parts| (fit(book, sheet, &parts, *whole), parts))
            .filter(|((held, all), _)| {
                *held * 5 >= *all * 4
                    || total && *held * 2 >= *all
                    || *held >= 3 && *held + 1 >= *all
            })
            .max_by_key(|((held, all), parts)| (held * 100 / all.max(&1), parts.len()));
        let enough = |held: usize| held >= 3 || total && held >= 1;
        if let Some((_, parts)) = best.filter(|((held, _), _)| enough(*held)) {
            book.keep(rows(sheet, &parts, *whole, "audit-sum"));
        }
    }
    balances(book, sheet);
}

/// Runs of two or more columns that end left of the one `at`, or start right of it.
fn runs(figures: &[usize], at: usize) -> Vec<Vec<(i64, usize)>> {
    let plus = |columns: &[usize]| columns.iter().map(|column| (1, *column)).collect::<Vec<_>>();
    let left = (0..at.saturating_sub(1)).filter_map(|from| figures.get(from..at));
    let right = (at + 3..=figures.len()).filter_map(|to| figures.get(at + 1..to));
    left.chain(right).map(plus).collect()
}

/// How many rows such a sum holds in, of those in which at least two parts are not nought.
fn fit(book: &Book, sheet: &Sheet, parts: &[(i64, usize)], whole: usize) -> (usize, usize) {
    let one = |row: usize| {
        let whole = sheet.cell(row, whole)?;
        let terms = parts.iter().map(|(sign, column)| Some((*sign, sheet.cell(row, *column)?)));
        Some(Relation::linear(
            "audit-sum",
            &terms.collect::<Option<Vec<_>>>()?,
            whole,
            Slack::HalfUp,
        ))
    };
    if !promising(book, sheet, one) {
        return (0, sheet.rows.len());
    }
    let relations = rows(sheet, parts, whole, "audit-sum");
    let none = Changes::new();
    let telling = |relation: &&Relation| {
        let cells = relation.cells();
        let parts = cells.iter().take(cells.len().saturating_sub(1));
        parts.filter(|id| !book.ledger.value(**id, &none).is_zero()).count() >= 2
    };
    let telling: Vec<_> = relations.iter().filter(telling).collect();
    (telling.iter().filter(|relation| relation.holds(&book.ledger, &none)).count(), telling.len())
}

/// Opening + received = resolved + pending, with whichever of them and of their totals the table has.
fn balances(book: &mut Book, sheet: &Sheet) {
    let first = |role: Role, total: bool| {
        sheet
            .of(role)
            .find(|column| sheet.heads.get(*column).is_some_and(|head| head.total == total))
    };
    let either = |role: Role| first(role, true).or_else(|| first(role, false));
    let (resolved, pending) = (either(Role::Resolved), either(Role::Pending));
    let (Some(resolved), Some(pending)) = (resolved, pending) else {
        return;
    };
    let mut candidates: Vec<Across> = Vec::new();
    if let (Some(opening), Some(received)) = (either(Role::Opening), first(Role::Received, false)) {
        candidates.push((vec![(1, opening), (1, received), (-1, resolved)], pending));
    }
    if let Some(received) = either(Role::Received) {
        candidates.push((vec![(1, received), (-1, resolved)], pending));
    }
    let score = |book: &Book, (parts, whole): &Across| fit(book, sheet, parts, *whole);
    let best = candidates.into_iter().max_by_key(|candidate| score(book, candidate).0);
    if let Some((parts, whole)) = best.filter(|best| score(book, best).0 * 2 >= score(book, best).1)
    {
        book.keep(rows(sheet, &parts, whole, "audit-balance"));
    }
}
