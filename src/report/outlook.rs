//! The score before everything is in, for people and for programs.

use serde_json::{Value, json};

use super::text::{heading, plain_table, printed_table};
use super::{Report, json as form};
use crate::advice::Outlook;
use crate::calendar::Day;
use crate::language::{Message, Term};

pub(super) fn text(report: &Report<'_>, outlook: &Outlook) -> String {
    let word = |name| report.say(&Message::new(name));
    let printed = |points: &crate::quantity::Points| report.printed(points.exact());
    let title = Message::new("outlook-title").with("agency", &outlook.name);
    let title = title
        .with("least", printed(&outlook.least))
        .with("most", printed(&outlook.most));
    let title = title.with("max", printed(&outlook.max));
    let parts = Message::new("outlook-parts").with("confirmed", printed(&outlook.least));
    let parts = parts.with("pending", printed(&outlook.pending));
    let parts = parts
        .with("possible", printed(&outlook.possible))
        .with("lost", printed(&outlook.lost));
    let mut text = format!(
        "{}\n{}\n{}\n",
        heading(report),
        report.say(&title),
        report.say(&parts)
    );
    if outlook.items.is_empty() {
        return text;
    }
    let head = vec![
        word("head-due"),
        word("head-at-most"),
        word("head-what"),
        word("head-whose"),
    ];
    let mut table = plain_table(head, &[1]);
    for item in &outlook.items {
        let day = |Day(date)| report.say(&Message::new("list").with("parts", Term::Date(date)));
        table.add_row(vec![
            item.due.map_or_else(|| "–".to_owned(), day),
            report.aligned(item.most.exact()),
            format!("{} {}", item.code, item.title.in_language(report.language)),
            word(if item.own {
                "whose-own"
            } else {
                "whose-others"
            }),
        ]);
    }
    text.push_str(&format!("\n{}", printed_table(&table)));
    text
}

pub(super) fn json(report: &Report<'_>, outlook: &Outlook) -> Value {
    let items = outlook.items.iter().map(|item| {
        json!({
            "item": item.item.as_str(),
            "title": item.title.in_language(report.language),
            "most": form::decimal(item.most.exact()),
            "due": item.due.map(|day| day.to_string()),
            "own": item.own,
        })
    });
    json!({
        "format": form::FORMAT,
        "set": report.standings.set,
        "year": report.standings.year.0,
        "agency": outlook.agency.as_str(),
        "least": form::decimal(outlook.least.exact()),
        "most": form::decimal(outlook.most.exact()),
        "max": form::decimal(outlook.max.exact()),
        "confirmed": form::decimal(outlook.least.exact()),
        "pending": form::decimal(outlook.pending.exact()),
        "possible": form::decimal(outlook.possible.exact()),
        "lost": form::decimal(outlook.lost.exact()),
        "items": items.collect::<Vec<_>>(),
    })
}
