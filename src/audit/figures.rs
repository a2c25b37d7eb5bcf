//! A long list of figures, each beside the expression that it is said to follow from.

use std::collections::BTreeMap;

use super::convention::Convention;
use super::expression::{self, Value};
use super::ledger::unit;
use super::roles::fold;
use super::span::Span;
use super::{Book, Finding, Taken, Wrong};
use crate::calendar::Day;
use crate::fault::Place;
use crate::language::{Message, Term};
use crate::quantity::{Exact, Mode, Rounding};
use crate::table::Grid;

const COLUMNS: [(&str, &[&str]); 9] = [
    ("id", &["id", "ma"]),
    ("expression", &["expression", "bieu thuc", "cong thuc", "phep tinh"]),
    ("published", &["published", "cong bo", "so cong bo", "gia tri cong bo"]),
    ("unit", &["unit", "don vi", "don vi tinh"]),
    ("kind", &["kind", "loai"]),
    ("metric", &["metric", "chi tieu", "noi dung", "indicator"]),
    ("document", &["doc", "document", "van ban", "source", "nguon"]),
    ("period", &["period", "ky", "nam", "year"]),
    ("agency", &["agency", "co quan", "don vi bao cao", "province"]),
];

/// One line of the list.
struct Line<'a> {
    cells: BTreeMap<&'static str, &'a (String, Place)>,
}

impl<'a> Line<'a> {
    fn text(&self, name: &str) -> &'a str {
        self.cells.get(name).map_or("", |(text, _)| text.trim())
    }
}

/// Audits the grid if it is such a list.
pub(super) fn find(book: &mut Book, grid: &Grid, columns: &mut Vec<Taken>) -> bool {
    let Some(heading) = grid.rows.first() else {
        return false;
    };
    let named = |names: &[&str]| {
        heading.iter().position(|(title, _)| names.contains(&fold(title).as_str()))
    };
    let known: Vec<(&'static str, usize)> =
        COLUMNS.iter().filter_map(|(name, names)| Some((*name, named(names)?))).collect();
    let has = |wanted: &str| known.iter().any(|(name, _)| *name == wanted);
    if !has("expression") || !has("published") {
        return false;
    }
    for (name, at) in &known {
        let title = heading.get(*at).map_or("", |(title, _)| title.as_str());
        columns.push(Taken {
            sheet: grid.name.clone(),
            title: title.to_owned(),
            role: name,
            given: false,
        });
    }
    let mut conventions: BTreeMap<&str, Convention> = BTreeMap::new();
    let lines: Vec<Line<'_>> = grid
        .rows
        .iter()
        .skip(1)
        .map(|row| Line {
            cells: known.iter().filter_map(|(name, at)| Some((*name, row.get(*at)?))).collect(),
        })
        .collect();
    for line in &lines {
        let convention = conventions.entry(line.text("document")).or_default();
        if let Some((name, message, reconciled)) = judge(line, convention, &mut book.checked) {
            book.findings.push(finding(line, name, message, reconciled));
        }
    }
    repeated(book, &lines);
    for (document, mut convention) in conventions {
        convention.column = document.to_owned();
        if convention.half_up + convention.truncate + convention.either > 0 {
            book.conventions.push(convention);
        }
    }
    true
}

type Verdict = Option<(&'static str, Message, Option<String>)>;

fn judge(line: &Line<'_>, convention: &mut Convention, checked: &mut usize) -> Verdict {
    let text = line.text("expression");
    if text.is_empty() {
        return None;
    }
    *checked += 1;
    if let Some(date) = impossible_date(text) {
        return Some(("audit-date", Message::new("audit-date").with("text", date), None));
    }
    if let Some(verdict) = statements(text) {
        return verdict;
    }
    let published = line.text("published");
    let shown = expression::figure(published.trim_start_matches('+').trim_end_matches('%').trim())?;
    let digits =
        published.rsplit_once(['.', ',']).map_or(0, |(_, part)| part.trim_end_matches('%').len());
    let digits = u8::try_from(digits).ok()?;
    let Some(value) = expression::read(text) else {
        let said = expression::leading(text)?;
        let message = || {
            Message::new("audit-statements")
                .with("statements", vec![Term::Number(said.clone()), Term::Number(shown.clone())])
        };
        return (said != shown).then(|| ("audit-statements", message(), None));
    };
    let value = in_unit(value, line.text("unit"));
    let partial = fold(line.text("kind")).contains("partial");
    if partial && shown >= value.exact {
        return None;
    }
    if value.quotient && value.reckoned {
        convention.count(&value.exact, &shown, digits);
    }
    if follows(&value, &shown, digits) {
        return None;
    }
    let nearest = value.exact.to_fixed(Rounding { digits, mode: Mode::HalfUp });
    let capped = line.text("unit") == "%" && shown == Exact::HUNDRED && value.exact > shown;
    let name = if capped { "audit-capped" } else { "audit-expression" };
    let message = Message::new(name)
        .with("expression", text)
        .with("computed", value.exact)
        .with("printed", published);
    Some((name, message, Some(nearest)))
}

/// A quotient in percent where the unit says so.
fn in_unit(value: Value, unit: &str) -> Value {
    if !(unit.starts_with('%') && value.quotient) {
        return value;
    }
    Value {
        exact: &value.exact * &Exact::HUNDRED,
        span: value.span.times(&Exact::HUNDRED),
        ..value
    }
}

/// Whether some rounding of its figures and of itself explains what is printed.
fn follows(value: &Value, shown: &Exact, digits: u8) -> bool {
    if value.whole && !value.quotient {
        return value.exact == *shown;
    }
    let unit = unit(digits);
    let half = unit.over(&Exact::whole(2)).unwrap_or_default();
    let (below, above) = match (value.quotient, shown.is_negative()) {
        (false, _) => (half.clone(), half),
        (true, false) => (half, unit),
        (true, true) => (unit, half),
    };
    value.span.meets(&Span::between(shown - &below, shown + &above))
}

/// `591 vs 616`: statements of one fact; nothing when it is no such text, a verdict when it is.
fn statements(text: &str) -> Option<Verdict> {
    let parts: Vec<&str> = text.split(" vs ").map(str::trim).collect();
    if parts.len() < 2 {
        return None;
    }
    let figures: Option<Vec<Exact>> = parts.iter().map(|part| expression::leading(part)).collect();
    let same = match &figures {
        Some(figures) => figures.windows(2).all(|pair| matches!(pair, [a, b] if a == b)),
        None => {
            let words: Vec<String> = parts
                .iter()
                .map(|part| part.split(" (").next().unwrap_or_default().to_lowercase())
                .collect();
            words.windows(2).all(|pair| matches!(pair, [a, b] if a == b))
        }
    };
    let said: Vec<Term> = parts.iter().map(|part| Term::Words((*part).to_owned())).collect();
    Some((!same).then(|| {
        ("audit-statements", Message::new("audit-statements").with("statements", said), None)
    }))
}

/// A word of the text that is written as a date and is none.
fn impossible_date(text: &str) -> Option<&str> {
    let date = |word: &&str| {
        let parts: Vec<&str> = word.split('/').collect();
        let [day, month, year] = parts.as_slice() else {
            return false;
        };
        let digits = |part: &str, most: usize| {
            !part.is_empty() && part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        digits(day, 2)
            && digits(month, 2)
            && digits(year, 9)
            && year.len() >= 4
            && (year.len() > 4 || Day::parse(word).is_none())
    };
    text.split([' ', ',', ';', '(', ')']).find(date)
}

fn finding(
    line: &Line<'_>,
    name: &'static str,
    message: Message,
    reconciled: Option<String>,
) -> Finding {
    let cell = ["published", "expression"]
        .into_iter()
        .filter_map(|name| line.cells.get(name))
        .find(|(text, _)| !text.trim().is_empty());
    let (printed, place) = cell.map_or_else(
        || (String::new(), Place::whole("")),
        |(text, place)| (text.trim().to_owned(), place.clone()),
    );
    let mut found = Finding::contradiction(name, vec![place.clone()], message);
    found.wrong.push(Wrong {
        place,
        row: [line.text("id"), line.text("metric")].join(" ").trim().to_owned(),
        column: "published".to_owned(),
        printed,
        reconciled,
    });
    found
}

/// Lines of one document, period, agency and metric whose figures differ.
fn repeated(book: &mut Book, lines: &[Line<'_>]) {
    let mut known: BTreeMap<Vec<&str>, &Line<'_>> = BTreeMap::new();
    for line in lines
        .iter()
        .filter(|line| !line.text("published").is_empty() && !line.text("metric").is_empty())
    {
        let key: Vec<&str> = ["document", "period", "agency", "metric", "unit", "kind"]
            .iter()
            .map(|name| line.text(name))
            .collect();
        let Some(first) = known.get(&key) else {
            known.insert(key, line);
            continue;
        };
        if line.text("published") != first.text("published") {
            let said = vec![
                Term::Words(first.text("published").to_owned()),
                Term::Words(line.text("published").to_owned()),
            ];
            let message = Message::new("audit-statements").with("statements", said);
            book.findings.push(finding(line, "audit-statements", message, None));
        }
    }
}
