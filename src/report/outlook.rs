//! The score before everything is in, for people and for programs.

use serde_json::{Value, json};

use super::text::{heading, plain_table, printed_table};
use super::{Report, json as form};
use crate::advice::Outlook;
use crate::calendar::Day;
use crate::language::{Message, Term};
use crate::quantity::Percent;
use crate::standings::TierReached;

pub(super) fn text(report: &Report<'_>, outlook: &Outlook) -> String {
    let word = |name| report.say(&Message::new(name));
    let printed = |points: &crate::quantity::Points| report.printed(points.exact());
    let title = Message::new("outlook-title").with("agency", &outlook.name);
    let title = title.with("least", printed(&outlook.least)).with("most", printed(&outlook.most));
    let title = title.with("max", printed(&outlook.max));
    let parts = Message::new("outlook-parts").with("confirmed", printed(&outlook.least));
    let parts = parts.with("pending", printed(&outlook.pending));
    let parts =
        parts.with("possible", printed(&outlook.possible)).with("lost", printed(&outlook.lost));
    let mut text = format!("{}\n{}\n{}\n", heading(report), report.say(&title), report.say(&parts));
    for line in [percents(report, outlook), tiers(report, outlook)].into_iter().flatten() {
        text.push_str(&format!("{line}\n"));
    }
    if !outlook.every_way {
        text.push_str(&format!("{}\n", word("outlook-loose")));
    }
    if outlook.items.is_empty() {
        return text;
    }
    let head = vec![word("head-due"), word("head-at-most"), word("head-what"), word("head-whose")];
    let mut table = plain_table(head, &[1]);
    for item in &outlook.items {
        let day = |Day(date)| report.say(&Message::new("list").with("parts", Term::Date(date)));
        table.add_row(vec![
            item.due.map_or_else(|| "–".to_owned(), day),
            report.aligned(item.most.exact()),
            format!("{} {}", item.code, item.title.in_language(report.language)),
            word(if item.own { "whose-own" } else { "whose-others" }),
        ]);
    }
    text.push_str(&format!("\n{}", printed_table(&table)));
    text
}

fn percents(report: &Report<'_>, outlook: &Outlook) -> Option<String> {
    let (least, most) = outlook.percent.as_ref()?;
    let said = |percent: &Percent| format!("{}%", report.printed(percent.exact()));
    let message = Message::new("outlook-percent").with("least", said(least));
    Some(report.say(&message.with("most", said(most))))
}

fn tiers(report: &Report<'_>, outlook: &Outlook) -> Option<String> {
    let span = outlook.tiers.as_ref()?;
    let said = |tier: &Option<TierReached>| {
        let title = tier.as_ref().map(|tier| Term::from(&tier.title));
        title.unwrap_or_else(|| Message::new("no-tier").into())
    };
    let message = Message::new("outlook-tier").with("certain", said(&span.certain));
    Some(report.say(&message.with("possible", said(&span.possible))))
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
    let tier = |tier: &Option<TierReached>| tier.as_ref().map(|tier| tier.name.clone());
    json!({
        "format": form::FORMAT,
        "set": report.standings.set,
        "year": report.standings.year.0,
        "agency": outlook.agency.as_str(),
        "least": form::decimal(outlook.least.exact()),
        "most": form::decimal(outlook.most.exact()),
        "max": form::decimal(outlook.max.exact()),
        "percent_least": outlook.percent.as_ref().map(|(least, _)| form::decimal(least.exact())),
        "percent_most": outlook.percent.as_ref().map(|(_, most)| form::decimal(most.exact())),
        "tier_certain": outlook.tiers.as_ref().and_then(|span| tier(&span.certain)),
        "tier_possible": outlook.tiers.as_ref().and_then(|span| tier(&span.possible)),
        "every_way": outlook.every_way,
        "confirmed": form::decimal(outlook.least.exact()),
        "pending": form::decimal(outlook.pending.exact()),
        "possible": form::decimal(outlook.possible.exact()),
        "lost": form::decimal(outlook.lost.exact()),
        "items": items.collect::<Vec<_>>(),
    })
}
