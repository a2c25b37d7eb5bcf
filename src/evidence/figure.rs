//! One cell's text to a figure of its kind.

use super::Reference;
use crate::calendar::Day;
use crate::fault::{Fault, Place, hint};
use crate::language::Term;
use crate::quantity::{Exact, Reading, read_figure};
use crate::rule::{Figure, FigureKind, whole};

/// The figure that `text` gives, within what the figure can be.
pub(super) fn parse(text: &str, figure: &Figure, place: &Place) -> Result<Exact, Fault> {
    let bad = || {
        let fault = Fault::new("bad-figure", place).with("text", text).with("field", &figure.name);
        fault.with("kind", figure.kind.word())
    };
    let number = match figure.kind {
        FigureKind::YesNo => {
            let said = yes_or_no(text.trim());
            said.or_else(|| yes_or_no(&text.trim().to_lowercase())).ok_or_else(bad)
        }
        FigureKind::Date => Day::parse(text).map(|day| Exact::whole(day.number())).ok_or_else(bad),
        FigureKind::Grade => {
            let option = figure.option(text.trim());
            option.map(whole).ok_or_else(|| {
                let known = figure.options.iter().map(String::as_str);
                let fault = Fault::new("unknown-option", place)
                    .with("option", text)
                    .with("field", &figure.name);
                fault.with("hint", hint(text, known))
            })
        }
        _ => number(text, figure, place),
    }?;
    let under = figure.least.as_ref().is_some_and(|least| number < *least);
    let over = figure.most.as_ref().is_some_and(|most| number > *most);
    if under || over {
        let end = |end: &Option<Exact>| end.as_ref().map_or(Term::from("…"), Term::from);
        let fault =
            Fault::new("out-of-range", place).with("field", &figure.name).with("figure", &number);
        return Err(fault.with("least", end(&figure.least)).with("most", end(&figure.most)));
    }
    Ok(number)
}

fn yes_or_no(text: &str) -> Option<Exact> {
    match text {
        "có" | "co" | "yes" | "true" | "1" | "đạt" | "x" => Some(Exact::ONE),
        "không" | "khong" | "no" | "false" | "0" | "không đạt" => Some(Exact::ZERO),
        _ => None,
    }
}

fn number(text: &str, figure: &Figure, place: &Place) -> Result<Exact, Fault> {
    let text = text.trim().trim_end_matches('%').trim_end();
    let bad = || {
        let fault = Fault::new("bad-figure", place).with("text", text).with("field", &figure.name);
        fault.with("kind", figure.kind.word())
    };
    let counted = matches!(figure.kind, FigureKind::Count | FigureKind::Ballots);
    let number = match read_figure(text) {
        Reading::Number(number) => number,
        Reading::Ambiguous { thousands, .. } if counted => thousands,
        Reading::Ambiguous { decimal, .. }
            if matches!(figure.kind, FigureKind::Percent | FigureKind::Points) =>
        {
            decimal
        }
        Reading::Ambiguous { thousands, decimal } => {
            let fault = Fault::new("ambiguous-number", place)
                .with("text", text)
                .with("field", &figure.name);
            return Err(fault.with("thousands", &thousands).with("decimal", &decimal));
        }
        Reading::NotANumber => return Err(bad()),
    };
    if counted && !number.is_whole() { Err(bad()) } else { Ok(number) }
}

/// Reads `number; date; page or section; title`.
pub(super) fn reference(text: &str, place: &Place) -> Result<Option<Reference>, Fault> {
    let mut parts = text.splitn(4, ';').map(str::trim);
    let mut part = || parts.next().unwrap_or_default().to_owned();
    let (number, date, page, title) = (part(), part(), part(), part());
    if text.trim().is_empty() {
        return Ok(None);
    }
    Ok(Some(Reference { number, date: self::date(&date, place)?, page, title }))
}

/// Reads the date of a document; it may be left out.
pub(super) fn date(text: &str, place: &Place) -> Result<Option<Day>, Fault> {
    match Day::parse(text) {
        None if !text.trim().is_empty() => Err(Fault::new("bad-date", place).with("text", text)),
        day => Ok(day),
    }
}
