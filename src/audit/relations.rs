//! Every relation that a sheet is to satisfy: those a person gives, those its columns suggest.

use super::book::Book;
use super::ledger::Changes;
use super::mapping::Mapping;
use super::roles::Role;
use super::sheet::{Kind, Sheet};
use super::{Finding, changes, percents, ranks, sums, tiers};
use crate::fault::{Fault, Faults, hint};
use crate::language::Message;
use crate::quantity::Exact;

/// Every relation that the sheet is to satisfy.
pub(super) fn find(book: &mut Book, sheet: &Sheet, mapping: &Mapping) {
    given(book, sheet, mapping);
    percents::find(book, sheet);
    changes::find(book, sheet);
    sums::find(book, sheet);
    ranks::find(book, sheet);
    tiers::find(book, sheet, mapping);
    unlisted(book, sheet);
}

/// The relations that the mapping gives.
fn given(book: &mut Book, sheet: &Sheet, mapping: &Mapping) {
    for written in &mapping.relations {
        let Some(result) = sheet.named(&written.is) else {
            continue;
        };
        let of = |names: &[crate::document::At<String>], rest: i64| -> Option<Vec<(i64, usize)>> {
            let sign = |k: usize| if k == 0 { 1 } else { rest };
            names.iter().enumerate().map(|(k, name)| Some((sign(k), sheet.named(name)?))).collect()
        };
        if let Some(parts) = written.sum.as_deref().and_then(|names| of(names, 1)) {
            book.keep(sums::rows(sheet, &parts, result, "audit-sum"));
        }
        if let Some(parts) = written.difference.as_deref().and_then(|names| of(names, -1)) {
            book.keep(sums::rows(sheet, &parts, result, "audit-difference"));
        }
        let pair = written.share.as_ref().zip(written.of.as_ref());
        let pair = pair.and_then(|(part, whole)| Some((sheet.named(part)?, sheet.named(whole)?)));
        if let Some((part, whole)) = pair {
            book.keep(percents::by_row(sheet, part, whole, result));
        }
    }
}

/// Columns that the mapping names and no sheet has.
pub(super) fn unknown_columns(mapping: &Mapping, sheets: &[Sheet], faults: &mut Faults) {
    let titles = || sheets.iter().flat_map(|sheet| &sheet.heads).map(|head| head.title.as_str());
    let names = mapping.columns.iter().map(|(name, _)| name);
    let related = mapping.relations.iter().flat_map(|written| written.columns());
    for name in names.chain(related) {
        if sheets.iter().all(|sheet| sheet.named(name).is_none()) {
            let known: Vec<&str> = titles().collect();
            let fault = Fault::new("unknown-column", name.place()).with("column", name.as_str());
            faults.add(fault.with("hint", hint(name, titles())).with("known", known.join(", ")));
        }
    }
}

/// Maxima that add up to less than 100 without a total row: something is not listed.
fn unlisted(book: &mut Book, sheet: &Sheet) {
    let Some(max) = sheet.of(Role::Max).next() else {
        return;
    };
    let rows = 0..sheet.rows.len();
    let cells: Vec<usize> = rows
        .clone()
        .filter(|row| sheet.is(*row, Kind::Body))
        .filter_map(|row| sheet.cell(row, max))
        .collect();
    let values: Vec<Exact> =
        cells.iter().map(|id| book.ledger.value(*id, &Changes::new())).collect();
    let sum: Exact = values.iter().sum();
    let total = rows.into_iter().any(|row| sheet.is(row, Kind::Total));
    let ranked = sheet.of(Role::Rank).next().is_some() || sheet.of(Role::Tier).next().is_some();
    if total || ranked || values.len() < 2 || sum >= Exact::HUNDRED || sum.is_zero() {
        return;
    }
    let place = sheet.heads.get(max).map(|head| head.place.clone());
    let message = Message::new("audit-unlisted")
        .with("rows", values.len())
        .with("sum", sum.clone())
        .with("rest", &Exact::HUNDRED - &sum);
    book.findings.push(Finding {
        contradiction: false,
        ..Finding::contradiction("audit-unlisted", place.into_iter().collect(), message)
    });
}
