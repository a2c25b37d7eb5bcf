//! Prints what the agencies sent as `evidence.csv`, `agencies.yaml` and `decisions.yaml`, as `data/README.md` documents.

use std::fmt::Write as _;

use super::set::{Agency, Body, Case, Figure, Number, Set, number};
use super::write_rule::{date, list};
use super::{Texts, exact};

/// The files of the evidence folder.
pub fn evidence(case: &Case) -> Texts {
    let mut files = vec![
        ("agencies.yaml".to_owned(), register(case)),
        ("evidence.csv".to_owned(), figures(case)),
    ];
    if !case.decisions.is_empty() {
        files.push(("decisions.yaml".to_owned(), decisions(case)));
    }
    files
}

fn register(case: &Case) -> String {
    let mut text = "agencies:\n".to_owned();
    for Agency { code, group, unranked, .. } in &case.agencies {
        let unranked = if *unranked { ", unranked: Không xếp hạng chung" } else { "" };
        let _ = writeln!(text, "  - {{ code: {code}, name: Sở {code}, group: {group}{unranked} }}");
    }
    text
}

fn decisions(case: &Case) -> String {
    let mut text = "ties:\n".to_owned();
    for order in &case.decisions {
        let order = list(order.iter().cloned());
        let _ = writeln!(
            text,
            "  - {{ order: {order}, by: Chủ tịch, reason: Bỏ phiếu, source: Biên bản 12 }}"
        );
    }
    text
}

fn figures(case: &Case) -> String {
    let marks = marks(&case.set);
    let mut text = "agency,year,item,field,value,document,note\n".to_owned();
    for (at, agency) in case.agencies.iter().enumerate() {
        let mut row = |item: &str, field: &str, value: &str, note: &str| {
            let value = if value.contains(',') { format!("\"{value}\"") } else { value.to_owned() };
            let _ = writeln!(text, "{},{},{item},{field},{value},,{note}", agency.code, Set::YEAR);
        };
        for ((item, field), figure) in &agency.record.figures {
            let note = if marks.contains(&(item.clone(), field.clone())) {
                "Theo kết quả họp"
            } else {
                ""
            };
            if let Figure::Ballots(ballots) = figure {
                ballots
                    .iter()
                    .for_each(|(o, n)| row(item, &format!("{field}.{o}"), &n.to_string(), note));
            } else {
                row(item, field, &value(figure, at), note);
            }
        }
        agency.record.empty.iter().for_each(|(item, field)| row(item, field, "", ""));
        for (item, confirmed) in &agency.record.declared {
            row(item, "not_applicable", "Không được giao", "");
            row(item, "declared_by", "Văn phòng", "");
            if *confirmed {
                row(item, "confirmed_by", "Sở Nội vụ", "");
            }
        }
    }
    text
}

/// The judged marks, which need a reason.
fn marks(set: &Set) -> Vec<(String, String)> {
    let mut marks = Vec::new();
    for item in set.items().iter().filter_map(|path| path.last()) {
        if let Body::Rule(rule) = &item.body {
            marks.extend(rule.marks().into_iter().map(|field| (item.id.clone(), field.to_owned())));
        }
    }
    marks
}

/// A figure as a person would write it; agencies differ in how.
pub(super) fn value(figure: &Figure, agency: usize) -> String {
    let pick = |ways: [&str; 4]| ways.into_iter().nth(agency % 4).unwrap_or_default().to_owned();
    match figure {
        Figure::Yes(true) => pick(["có", "yes", "true", "1"]),
        Figure::Yes(false) => pick(["không", "no", "false", "0"]),
        Figure::Number(n) => written(n, agency),
        Figure::Date(day) if agency.is_multiple_of(2) => date(*day),
        Figure::Date(day) => {
            let (year, month, day) = day.civil();
            format!("{day}/{month}/{year}")
        }
        Figure::Grade(grade) => grade.clone(),
        Figure::Ballots(_) => String::new(),
    }
}

/// `18.57` or `18,57`; whole thousands `1200`, `1.200` or `1,200`.
fn written(n: &Number, agency: usize) -> String {
    let thousand = number(1000, 1);
    let mark = if agency.is_multiple_of(2) { '.' } else { ',' };
    if n.is_integer() && *n >= thousand && !agency.is_multiple_of(3) {
        let rest = n.to_integer() % 1000;
        return format!("{}{mark}{rest:0>3}", exact(&(n / thousand).trunc()));
    }
    exact(n).replace('.', &mark.to_string())
}
