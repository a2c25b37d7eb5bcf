//! A plan for people and for programs: what to mend, how far, what it is worth, and why nothing cheaper does.

use serde_json::{Value, json};

use super::effect::{percent, rank, standing, tier};
use super::text::{heading, plain_table, printed_table};
use super::{Report, json as form};
use crate::advice::{Advice, Cost, Goal, Lever, Mending, Move};
use crate::calendar::Day;
use crate::language::{Message, Term};
use crate::quantity::Exact;
use crate::rule::{Figure, FigureKind};

pub(super) fn text(report: &Report<'_>, advice: &Advice) -> String {
    let say = |message: &Message| report.say(message);
    let title = Message::new("advice-title").with("agency", &advice.now.agency.name);
    let title = title.with("points", report.printed(advice.now.points.exact()));
    let title = title.with("max", report.printed(advice.now.max.exact()));
    let title = title.with("tier", tier(report, &advice.now)).with("rank", rank(&advice.now));
    let goal = Message::new("advice-goal").with("goal", goal(report, &advice.goal));
    let mut text = format!("{}\n{}\n{}\n", heading(report), say(&title), say(&goal));
    for (k, plan) in advice.plans.iter().enumerate() {
        text.push_str(&mending(report, advice, k, plan));
    }
    text.push_str(&format!("\n{}\n", say(&proof(report, advice))));
    if !advice.shared.is_empty() {
        let names: Vec<Term> =
            advice.shared.iter().map(|figure| Term::Text(figure.title.clone())).collect();
        text.push_str(&format!("{}\n", say(&Message::new("advice-shared").with("figures", names))));
    }
    text.push_str(&format!(
        "\n{}\n{}",
        say(&Message::new("advice-frontier")),
        frontier(report, advice)
    ));
    text
}

fn goal(report: &Report<'_>, goal: &Goal) -> Term {
    match goal {
        Goal::Tier(name) => {
            let tiers = report.criteria.groups.iter().flat_map(|group| &group.tiers);
            let alike = |text: &str| text.to_lowercase() == name.to_lowercase();
            let title = tiers
                .into_iter()
                .find(|tier| alike(&tier.name) || alike(&tier.title.vi) || alike(&tier.title.en))
                .map(|tier| &tier.title);
            let title = title.map_or_else(|| Term::from(name), Term::from);
            Message::new("goal-tier").with("tier", title).into()
        }
        Goal::Rank(rank) => Message::new("goal-rank").with("rank", rank.to_string()).into(),
        Goal::Points(points) => Message::new("goal-points").with("points", points).into(),
        Goal::More(more) => Message::new("goal-more").with("points", more).into(),
    }
}

fn mending(report: &Report<'_>, advice: &Advice, k: usize, plan: &Mending) -> String {
    let word = |name| report.say(&Message::new(name));
    let after = &plan.after;
    let title = Message::new("advice-plan").with("number", k + 1);
    let title = title.with("cost", cost(advice, &plan.cost));
    let title = title.with("points", report.printed(after.points.exact()));
    let title = title.with("percent", percent(report, after));
    let title = title.with("tier", tier(report, after)).with("rank", rank(after));
    let mut table =
        plain_table(vec![word("head-gain"), word("head-what"), word("head-move")], &[0]);
    for lever in &plan.levers {
        let name = lever.title.in_language(report.language);
        let moves: Vec<String> = lever.moves.iter().map(|moved| one(report, moved)).collect();
        table.add_row(vec![
            report.signed(lever.gain.exact()),
            format!("{} {name}", lever.code).trim().to_owned(),
            moves.join("; "),
        ]);
    }
    format!("\n{}\n{}", report.say(&title), printed_table(&table))
}

fn one(report: &Report<'_>, moved: &Move) -> String {
    report.say(&said("advice-move", moved))
}

/// What a figure must become, from what it is: a demand on whoever sees to it.
pub(super) fn demand(report: &Report<'_>, moved: &Move) -> String {
    report.say(&said("demand-move", moved))
}

fn said(name: &'static str, moved: &Move) -> Message {
    let figure = |number: &Exact| figure(&moved.figure, number);
    let from = moved.from.as_ref().map_or_else(|| Message::new("not-given").into(), figure);
    let message = Message::new(name).with("field", &moved.figure.title);
    message.with("from", from).with("to", figure(&moved.to))
}

/// A figure as people read it.
pub(super) fn figure(figure: &Figure, number: &Exact) -> Term {
    let place = || number.floor().unwrap_or_default();
    match figure.kind {
        FigureKind::YesNo => {
            Message::new(if number.is_zero() { "word-no" } else { "word-yes" }).into()
        }
        FigureKind::Date => {
            Day::of_number(place()).map_or_else(|| number.into(), |Day(date)| Term::Date(date))
        }
        FigureKind::Grade => {
            let option = usize::try_from(place()).unwrap_or(usize::MAX);
            Term::Text(figure.option_title(option))
        }
        _ => number.into(),
    }
}

fn cost(advice: &Advice, cost: &Cost) -> Term {
    let mends = cost.mends().to_string();
    let name = if advice.costed { "cost-priced" } else { "cost-counted" };
    let message = Message::new(name).with("mends", mends).with("moves", cost.moves());
    message.with("price", cost.price()).into()
}

/// Why nothing cheaper does, or how far it may be from that, or that nothing does.
fn proof(report: &Report<'_>, advice: &Advice) -> Message {
    let most = report.printed(advice.most.exact());
    match (advice.reached, advice.plans.first(), &advice.bound) {
        (true, ..) => Message::new("advice-reached"),
        (_, Some(_), Some(_)) if advice.proved => {
            Message::new("advice-proved").with("levers", advice.levers.len())
        }
        (_, Some(first), Some(bound)) => Message::new("advice-gap")
            .with("cost", cost(advice, &first.cost))
            .with("bound", cost(advice, bound)),
        (_, None, Some(bound)) => Message::new("advice-open").with("bound", cost(advice, bound)),
        (..) => Message::new("advice-none").with("most", most).with("levers", advice.levers.len()),
    }
}

fn frontier(report: &Report<'_>, advice: &Advice) -> String {
    let word = |name| report.say(&Message::new(name));
    let mut head = vec![word("head-mends"), word("head-points")];
    if advice.costed {
        head.insert(0, word("head-cost"));
    }
    let mut table = plain_table(head, &[0, 1, 2]);
    for (cost, points) in &advice.frontier {
        let mut row = vec![cost.mends().to_string(), report.aligned(points.exact())];
        if advice.costed {
            row.insert(0, report.printed(&cost.price()));
        }
        table.add_row(row);
    }
    printed_table(&table)
}

pub(super) fn json(report: &Report<'_>, advice: &Advice) -> Value {
    let plans = advice.plans.iter().map(|plan| {
        let levers: Vec<Value> = plan.levers.iter().map(|of| lever(report, of)).collect();
        json!({ "cost": price(&plan.cost), "mends": levers, "after": standing(&plan.after) })
    });
    let frontier = advice.frontier.iter().map(
        |(cost, points)| json!({ "cost": price(cost), "points": form::decimal(points.exact()) }),
    );
    json!({
        "format": form::FORMAT,
        "set": report.standings.set,
        "year": report.standings.year.0,
        "agency": advice.now.agency.code.as_str(),
        "now": standing(&advice.now),
        "reached": advice.reached,
        "plans": plans.collect::<Vec<_>>(),
        "bound": advice.bound.as_ref().map(price),
        "proved": advice.proved,
        "most": form::decimal(advice.most.exact()),
        "levers": advice.levers.iter().map(|of| lever(report, of)).collect::<Vec<_>>(),
        "frontier": frontier.collect::<Vec<_>>(),
    })
}

fn price(cost: &Cost) -> Value {
    json!({
        "price": form::decimal(&cost.price()),
        "mends": cost.mends(),
        "moves": form::decimal(&cost.moves()),
    })
}

fn lever(report: &Report<'_>, lever: &Lever) -> Value {
    let moves = lever.moves.iter().map(|moved| {
        let said = |number: &Exact| match figure(&moved.figure, number) {
            Term::Number(number) => form::decimal(&number),
            Term::Date(date) => json!(date.to_string()),
            Term::Text(_) => {
                let option = number.floor().and_then(|k| usize::try_from(k).ok());
                json!(option.and_then(|k| moved.figure.options.get(k)))
            }
            _ => json!(!number.is_zero()),
        };
        json!({
            "field": moved.figure.name,
            "title": moved.figure.title.in_language(report.language),
            "from": moved.from.as_ref().map(said),
            "to": said(&moved.to),
        })
    });
    json!({
        "item": lever.item.as_ref().map(|item| item.as_str()),
        "title": lever.title.in_language(report.language),
        "gain": form::decimal(lever.gain.exact()),
        "cost": price(&lever.cost),
        "moves": moves.collect::<Vec<_>>(),
    })
}
