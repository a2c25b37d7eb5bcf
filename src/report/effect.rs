//! Who moves when figures or rules change, for people and for programs.

use serde_json::{Value, json};

use super::text::{heading, plain_table, printed_table};
use super::{Report, json as form};
use crate::advice::{Effect, Moved};
use crate::language::Message;
use crate::standings::Standing;

pub(super) fn text(report: &Report<'_>, effect: &Effect) -> String {
    let word = |name| report.say(&Message::new(name));
    if effect.moved.is_empty() {
        return format!("{}\n{}\n", heading(report), word("effect-none"));
    }
    let title = Message::new("effect-title").with("moved", effect.moved.len());
    let head = vec![
        word("head-agency"),
        word("head-points"),
        word("head-change"),
        word("head-percent"),
        word("head-tier"),
        word("head-rank"),
    ];
    let mut table = plain_table(head, &[1, 2, 3, 5]);
    for moved in &effect.moved {
        table.add_row(row(report, moved));
    }
    let title = report.say(&title.with("of", effect.of));
    format!("{}\n{title}\n{}", heading(report), printed_table(&table))
}

fn row(report: &Report<'_>, moved: &Moved) -> Vec<String> {
    let both = |said: &dyn Fn(&Standing) -> String| {
        let after = said(&moved.after);
        match moved.before.as_ref().map(said) {
            Some(before) if before != after => format!("{before} → {after}"),
            _ => after,
        }
    };
    vec![
        moved
            .after
            .agency
            .name
            .in_language(report.language)
            .to_owned(),
        both(&|standing| report.aligned(standing.points.exact())),
        report.signed(&moved.points()),
        both(&|standing| percent(report, standing)),
        both(&|standing| tier(report, standing)),
        both(&|standing| rank(standing)),
    ]
}

pub(super) fn percent(report: &Report<'_>, standing: &Standing) -> String {
    let percent = standing.percent.as_ref();
    percent.map_or_else(|| "–".to_owned(), |percent| report.aligned(percent.exact()))
}

pub(super) fn tier(report: &Report<'_>, standing: &Standing) -> String {
    let tier = standing.tier.as_ref();
    tier.map_or("–", |tier| tier.title.in_language(report.language))
        .to_owned()
}

pub(super) fn rank(standing: &Standing) -> String {
    standing
        .rank
        .map_or_else(|| "–".to_owned(), |rank| rank.to_string())
}

pub(super) fn json(report: &Report<'_>, effect: &Effect) -> Value {
    let moved = effect.moved.iter().map(|moved| {
        json!({
            "agency": moved.after.agency.code.as_str(),
            "name": moved.after.agency.name.in_language(report.language),
            "group": moved.after.agency.group.as_str(),
            "change": form::decimal(&moved.points()),
            "before": moved.before.as_ref().map(standing),
            "after": standing(&moved.after),
        })
    });
    json!({
        "format": form::FORMAT,
        "set": report.standings.set,
        "year": report.standings.year.0,
        "assessed": effect.of,
        "moved": moved.collect::<Vec<_>>(),
    })
}

/// Points, percent, tier and rank.
pub(super) fn standing(standing: &Standing) -> Value {
    json!({
        "points": form::decimal(standing.points.exact()),
        "max": form::decimal(standing.max.exact()),
        "percent": standing.percent.as_ref().map(|percent| form::decimal(percent.exact())),
        "tier": standing.tier.as_ref().map(|tier| &tier.name),
        "rank": standing.rank.map(|rank| rank.0),
    })
}
