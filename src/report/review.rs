//! Where to look first, for people and for programs: the appraisal queue, and what deserves a second look, with reasons.

use serde_json::{Value, json};

use super::advice::figure;
use super::text::{heading, plain_table, printed_table};
use super::{LONGEST, Report, json as form};
use crate::calendar::Day;
use crate::code::AgencyCode;
use crate::language::{Message, Term, Text};
use crate::quantity::{Exact, Rank};
use crate::review::{
    AboveFacts, AtStake, Claim, Fact, Frequency, Named, NearEdge, NearNeighbour, OutsideYear,
    Review, Uneven, UsedTwice,
};
use crate::standings::TierReached;
use crate::table::{Columns, Written};

/// The queue and what else deserves a look, as many rows of each as asked for.
pub(super) fn text(report: &Report<'_>, review: &Review, top: usize) -> String {
    let shown = review.queue.len().min(top);
    let title = Message::new("review-queue").with("shown", shown).with("all", review.queue.len());
    let factors = report.say(&Message::new("review-factors"));
    let mut text = format!("{}\n{}\n{factors}\n", heading(report), report.say(&title));
    text.push_str(&queue(report, review.queue.iter().take(top)));
    for (name, sentences) in suspicions(report, review) {
        let title = Message::new(name).with("count", sentences.len());
        let title = title.with("within", review.within.clone());
        text.push_str(&format!("\n{}\n", report.say(&title)));
        for row in sentences.iter().take(top) {
            text.push_str(&format!("  {}\n", report.say(&row.reason)));
        }
        if sentences.len() > top {
            let more = Message::new("review-more").with("more", sentences.len() - top);
            text.push_str(&format!("  {}\n", report.say(&more)));
        }
    }
    text
}

fn queue<'a>(report: &Report<'_>, rows: impl Iterator<Item = &'a AtStake>) -> String {
    let word = |name| report.say(&Message::new(name));
    let heads = ["head-stake", "head-points", "head-cut", "head-ranks", "head-tier"];
    let mut head: Vec<String> = heads.into_iter().map(word).collect();
    head.extend([word("head-agency"), word("head-what")]);
    let mut table = plain_table(head, &[0, 1, 2]);
    for row in rows {
        let title = row.item.title.in_language(report.language);
        table.add_row(vec![
            report.aligned(&row.stake),
            report.aligned(row.points.exact()),
            often(row),
            ranks(row.rank, row.rank_without),
            tiers(report, row.tier.as_ref(), row.tier_without.as_ref()),
            row.name.in_language(report.language).to_owned(),
            format!("{} {title}", row.item.id),
        ]);
    }
    printed_table(&table)
}

/// `7/22`, and behind it the earlier year's.
fn often(row: &AtStake) -> String {
    let now = |Frequency { cut, of }: Frequency| format!("{cut}/{of}");
    let before = row.cut_before.map_or_else(String::new, |before| format!(" + {}", now(before)));
    format!("{}{before}", now(row.cut))
}

fn ranks(now: Option<Rank>, without: Option<Rank>) -> String {
    let said = |rank: Option<Rank>| rank.map_or_else(|| "–".to_owned(), |rank| rank.to_string());
    if now == without { said(now) } else { format!("{} → {}", said(now), said(without)) }
}

fn tiers(report: &Report<'_>, now: Option<&TierReached>, without: Option<&TierReached>) -> String {
    let said = |tier: Option<&TierReached>| {
        tier.map_or("–", |tier| tier.title.in_language(report.language)).to_owned()
    };
    if now == without { said(now) } else { format!("{} → {}", said(now), said(without)) }
}

/// One suspicion: whom and what it is about, and why.
struct Row {
    agencies: Vec<AgencyCode>,
    items: Vec<String>,
    reason: Message,
}

/// Every suspicion under the name of its kind, in the order in which they are told; a kind without any is left out.
fn suspicions(report: &Report<'_>, review: &Review) -> Vec<(&'static str, Vec<Row>)> {
    let rows = vec![
        ("review-above-facts", review.above_facts.iter().map(above_facts).collect::<Vec<Row>>()),
        ("review-tier-edges", review.edges.iter().map(edge).collect()),
        ("review-neighbours", review.neighbours.iter().map(neighbour).collect()),
        ("review-uneven", review.uneven.iter().map(|row| uneven(report, row)).collect()),
        ("review-used-twice", review.used_twice.iter().map(used_twice).collect()),
        ("review-outside-year", review.outside_year.iter().map(outside_year).collect()),
    ];
    rows.into_iter().filter(|(_, rows)| !rows.is_empty()).collect()
}

fn above_facts(row: &AboveFacts) -> Row {
    let reason = Message::new("review-claims-more").with("agency", &row.name);
    let reason = reason.with("item", said(&row.item)).with("claimed", row.claimed.exact());
    let reason = reason.with("facts", row.facts.exact()).with("place", row.place.to_string());
    Row { agencies: vec![row.agency.clone()], items: vec![row.item.id.to_string()], reason }
}

fn edge(near: &NearEdge) -> Row {
    let under = near.beyond.exact().is_negative();
    let points = if under { -near.beyond.exact() } else { near.beyond.exact().clone() };
    let name = match (under, near.by_percent) {
        (true, true) => "review-under-percent",
        (true, false) => "review-under-points",
        (false, true) => "review-over-percent",
        (false, false) => "review-over-points",
    };
    let reason = Message::new(name).with("agency", &near.name).with("figure", &near.figure);
    let reason = reason.with("tier", &near.tier).with("edge", &near.edge).with("points", points);
    Row { agencies: vec![near.agency.clone()], items: Vec::new(), reason }
}

fn neighbour(near: &NearNeighbour) -> Row {
    let name = if near.gap.exact().is_zero() { "review-level" } else { "review-behind" };
    let reason =
        Message::new(name).with("behind", &near.behind_name).with("ahead", &near.ahead_name);
    let reason = reason.with("rank", near.behind_rank.to_string());
    let reason = reason.with("ahead_rank", near.ahead_rank.to_string());
    Row {
        agencies: vec![near.ahead.clone(), near.behind.clone()],
        items: Vec::new(),
        reason: reason.with("points", near.gap.exact()),
    }
}

fn uneven(report: &Report<'_>, row: &Uneven) -> Row {
    let names = |agencies: &[(AgencyCode, Text)]| {
        Term::List(agencies.iter().map(|(_, name)| Term::from(name)).collect())
    };
    let marks = row.points.iter().map(|(points, agencies)| {
        let mark = Message::new("review-mark").with("points", report.printed(points.exact()));
        Term::from(mark.with("agencies", names(agencies)))
    });
    let reason = Message::new("review-same-facts").with("item", said(&row.item));
    let reason = reason.with("facts", row.facts.iter().map(fact).collect::<Vec<Term>>());
    let agencies = row.points.iter().flat_map(|(_, agencies)| agencies);
    Row {
        agencies: agencies.map(|(code, _)| code.clone()).collect(),
        items: vec![row.item.id.to_string()],
        reason: reason.with("marks", marks.collect::<Vec<Term>>()),
    }
}

fn fact(fact: &Fact) -> Term {
    match fact {
        Fact::Reason(reason) => Message::new("review-reason").with("reason", reason).into(),
        Fact::Figure(of, number) => {
            let not_given = || Message::new("not-given").into();
            let said = number.as_ref().map_or_else(not_given, |number| figure(of, number));
            Message::new("record").with("field", &of.title).with("figure", said).into()
        }
    }
}

fn used_twice(row: &UsedTwice) -> Row {
    let name = match (row.shared, row.same_page) {
        (true, _) => "review-shared",
        (false, true) => "review-twice-same-page",
        (false, false) => "review-twice",
    };
    let claims = row.claims.iter().map(|claim| {
        let item = Message::new("review-claim").with("item", said(&claim.item));
        let item = item.with("agency", &claim.name).with("page", page(claim));
        Term::from(item.with("place", claim.place.to_string()))
    });
    let claims: Vec<Term> = claims.collect();
    Row {
        agencies: row.claims.iter().map(|claim| claim.agency.clone()).collect(),
        items: row.claims.iter().map(|claim| claim.item.id.to_string()).collect(),
        reason: Message::new(name).with("document", &row.document).with("claims", claims),
    }
}

fn page(claim: &Claim) -> Term {
    match claim.page.as_str() {
        "" => Term::from(""),
        page => Message::new("review-page").with("page", page).into(),
    }
}

fn outside_year(row: &OutsideYear) -> Row {
    let Day(date) = row.date;
    let name = if row.after { "review-after-year" } else { "review-before-year" };
    let reason = Message::new(name).with("agency", &row.claim.name);
    let reason = reason.with("item", said(&row.claim.item)).with("document", &row.document);
    Row {
        agencies: vec![row.claim.agency.clone()],
        items: vec![row.claim.item.id.to_string()],
        reason: reason.with("date", date).with("place", row.claim.place.to_string()),
    }
}

/// Id and title: a code alone may stand twice.
fn said(item: &Named) -> Term {
    let Named { id, title, .. } = item;
    let both = |title: &str| format!("{id} {title}");
    Term::Text(Text { vi: both(&title.vi), en: both(&title.en) })
}

pub(super) fn json(report: &Report<'_>, review: &Review) -> Value {
    let word = |text: &Text| text.in_language(report.language).to_owned();
    let item = |item: &Named| json!({ "id": item.id.as_str(), "code": item.code, "title": word(&item.title) });
    let often = |Frequency { cut, of }: Frequency| json!({ "cut": cut, "of": of });
    let tier = |tier: &Option<TierReached>| tier.as_ref().map(|tier| tier.name.clone());
    let at_stake = |row: &AtStake| {
        json!({
            "agency": row.agency.as_str(),
            "name": word(&row.name),
            "group": row.group.as_str(),
            "item": item(&row.item),
            "awarded": form::decimal(row.awarded.exact()),
            "points": form::decimal(row.points.exact()),
            "cut": often(row.cut),
            "cut_before": row.cut_before.map(often),
            "rank": row.rank.map(|rank| rank.0),
            "rank_without": row.rank_without.map(|rank| rank.0),
            "tier": tier(&row.tier),
            "tier_without": tier(&row.tier_without),
            "falls": row.falls,
            "stake": form::decimal(&row.stake),
            "documents": row.documents.iter().map(word).collect::<Vec<_>>(),
        })
    };
    let mut top = json!({
        "format": form::FORMAT,
        "set": report.standings.set,
        "year": report.standings.year.0,
        "within": form::decimal(&review.within),
        "queue": review.queue.iter().map(at_stake).collect::<Vec<_>>(),
    });
    let findings = suspicions(report, review).into_iter().flat_map(|(kind, rows)| {
        rows.into_iter().map(move |row| {
            let agencies: Vec<&str> = row.agencies.iter().map(AgencyCode::as_str).collect();
            json!({
                "kind": key(kind),
                "agencies": agencies,
                "items": row.items,
                "reason": report.say(&row.reason),
            })
        })
    });
    if let Some(top) = top.as_object_mut() {
        top.insert("findings".into(), findings.collect());
    }
    top
}

/// A kind as programs read it: `used_twice`.
fn key(kind: &str) -> String {
    kind.trim_start_matches("review-").replace('-', "_")
}

/// One row per queued item, then one per suspicion: `kind` tells them apart.
pub(super) fn columns(report: &Report<'_>, review: &Review) -> Columns {
    let rows: Vec<(String, Row)> = suspicions(report, review)
        .into_iter()
        .flat_map(|(kind, rows)| rows.into_iter().map(move |row| (key(kind), row)))
        .collect();
    let words = |of_queue: &dyn Fn(&AtStake) -> String,
                 of_row: &dyn Fn(&(String, Row)) -> String| {
        let queue = review.queue.iter().map(of_queue);
        Written::Words(queue.chain(rows.iter().map(of_row)).map(Some).collect())
    };
    let whole = |of: &dyn Fn(&AtStake) -> Option<i64>| {
        let queue = review.queue.iter().map(of);
        Written::Whole(queue.chain(rows.iter().map(|_| None)).collect())
    };
    let decimal = |of: &dyn Fn(&AtStake) -> Exact| {
        let queue = review.queue.iter().map(|row| Some(of(row)));
        Written::Decimal(queue.chain(rows.iter().map(|_| None)).collect(), LONGEST.digits)
    };
    let count = |n: usize| i64::try_from(n).ok();
    let rank = |rank: Option<Rank>| rank.map(|rank| i64::from(rank.0));
    let tier = |tier: &Option<TierReached>| {
        tier.as_ref().map_or_else(String::new, |tier| tier.name.clone())
    };
    let nothing = |_: &(String, Row)| String::new();
    let codes = |row: &(String, Row)| {
        row.1.agencies.iter().map(AgencyCode::as_str).collect::<Vec<_>>().join(" ")
    };
    vec![
        ("kind".into(), words(&|_| "queue".to_owned(), &|row| row.0.clone())),
        ("agency".into(), words(&|row| row.agency.to_string(), &codes)),
        ("item".into(), words(&|row| row.item.id.to_string(), &|row| row.1.items.join(" "))),
        ("stake".into(), decimal(&|row| row.stake.clone())),
        ("points".into(), decimal(&|row| row.points.exact().clone())),
        ("cut".into(), whole(&|row| count(row.cut.cut))),
        ("of".into(), whole(&|row| count(row.cut.of))),
        ("cut_before".into(), whole(&|row| count(row.cut_before?.cut))),
        ("of_before".into(), whole(&|row| count(row.cut_before?.of))),
        ("rank".into(), whole(&|row| rank(row.rank))),
        ("rank_without".into(), whole(&|row| rank(row.rank_without))),
        ("tier".into(), words(&|row| tier(&row.tier), &nothing)),
        ("tier_without".into(), words(&|row| tier(&row.tier_without), &nothing)),
        ("falls".into(), whole(&|row| Some(i64::from(row.falls)))),
        ("reason".into(), words(&|_| String::new(), &|row| report.say(&row.1.reason))),
    ]
}
