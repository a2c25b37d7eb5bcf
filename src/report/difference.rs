//! Two sets held against each other: what changed, the record that shows it, and whom it moves.

use serde_json::{Value, json};

use super::LONGEST;
use super::effect::{rank, standing as standing_json};
use super::json::{FORMAT, decimal, pretty};
use super::text::{plain_table, printed_table};
use super::voice::Voice;
use crate::code::ItemCode;
use crate::counterfactual::Supposed;
use crate::crosswalk::{Relation, Witness};
use crate::difference::{Changed, Difference, Effect, ItemEffect};
use crate::language::{Language, Message, Term};
use crate::quantity::{Exact, Percent, Points};
use crate::standings::Standing;
use crate::table::{self, Columns, Written};

/// What a later set changes, and whom: a paragraph for each change, then the agencies.
#[must_use]
pub fn difference_text(difference: &Difference, language: Language) -> String {
    let voice = Voice { language, display: difference.display };
    let mut text =
        format!("{}\n{}\n", voice.say(&heading(difference)), voice.say(&totals(difference)));
    if difference.changed.is_empty() {
        text.push_str(&format!("{}\n", voice.word("difference-none")));
    }
    for (k, changed) in difference.changed.iter().enumerate() {
        text.push_str(&paragraph(difference, k, changed, voice));
    }
    if !difference.effects.is_empty() {
        text.push_str(&agencies(difference, voice));
    }
    text
}

pub(super) fn heading(difference: &Difference) -> Message {
    let heading = Message::new("difference-heading").with("title", &difference.title);
    let heading = heading.with("earlier", difference.earlier.to_string());
    heading.with("later", difference.later.to_string())
}

pub(super) fn totals(difference: &Difference) -> Message {
    Message::new("difference-totals")
        .with("before", difference.earlier_total.exact())
        .with("after", difference.later_total.exact())
        .with("comparable", difference.comparable.exact())
}

fn paragraph(difference: &Difference, k: usize, changed: &Changed, voice: Voice) -> String {
    let link = &changed.link;
    let about = Message::new("difference-item")
        .with("items", items(changed))
        .with("title", &changed.title)
        .with("relation", link.relation.said())
        .with("max", arrow(voice, &link.earlier_max, &link.later_max))
        .with("stake", changed.at_stake.exact());
    let mut lines = vec![voice.say(&about)];
    lines.extend(record(difference, changed, voice));
    lines.extend(moved(difference, k, changed, voice));
    lines.join("\n    ") + "\n"
}

/// `8.1.3 → 8.1.2`, or the one code where it stayed.
pub(super) fn items(changed: &Changed) -> String {
    let codes =
        |items: &[ItemCode]| items.iter().map(ItemCode::as_str).collect::<Vec<_>>().join(" + ");
    match (codes(&changed.link.earlier), codes(&changed.link.later)) {
        (was, is) if was == is || was.is_empty() => is,
        (was, is) if is.is_empty() => was,
        (was, is) => format!("{was} → {is}"),
    }
}

fn arrow(voice: Voice, was: &Points, is: &Points) -> String {
    let (was, is) = (voice.printed(was.exact()), voice.printed(is.exact()));
    if was == is { is } else { format!("{was} → {is}") }
}

/// The record that shows a change, or that there is none; nothing where the award stayed what it was.
pub(super) fn record(difference: &Difference, changed: &Changed, voice: Voice) -> Option<String> {
    match &changed.witness {
        Some(witness) => Some(voice.say(&shown(difference, witness, voice))),
        None if matches!(changed.link.relation, Relation::Renamed | Relation::Moved) => None,
        None => Some(voice.word("difference-no-witness")),
    }
}

/// The record, and what each year's rules award.
fn shown(difference: &Difference, witness: &Witness, voice: Voice) -> Message {
    let facts = witness.figures.iter().map(|(figure, number)| voice.fact(figure, number.as_ref()));
    let awards = |points: &Option<Points>| match points {
        Some(points) => Message::new("awards-points").with("points", points.exact()),
        None => Message::new("awards-nothing"),
    };
    Message::new("difference-witness")
        .with("record", facts.map(Term::from).collect::<Vec<_>>())
        .with("earlier", difference.earlier.to_string())
        .with("later", difference.later.to_string())
        .with("before", awards(&witness.earlier))
        .with("after", awards(&witness.later))
}

/// How many agencies gain and lose by a change, and who the most.
pub(super) fn moved(
    difference: &Difference,
    k: usize,
    changed: &Changed,
    voice: Voice,
) -> Option<String> {
    if difference.effects.is_empty() {
        return None;
    }
    if !changed.answered {
        let unknown = Message::new("difference-unanswered");
        return Some(voice.say(&unknown.with("year", difference.earlier.to_string())));
    }
    let item = |effect: &Effect| effect.items.get(k).map(ItemEffect::change);
    let mut all: Vec<(Exact, &Effect)> =
        difference.effects.iter().filter_map(|effect| Some((item(effect)?, effect))).collect();
    all.sort_by(|(a, _), (b, _)| a.cmp(b));
    let lose = all.iter().filter(|(change, _)| change.is_negative()).count();
    let gain = all.iter().filter(|(change, _)| *change > Exact::ZERO).count();
    if gain + lose == 0 {
        return Some(voice.word("difference-nobody"));
    }
    let name = |effect: &Effect| effect.before.agency.name.in_language(voice.language).to_owned();
    let ends = [all.last(), all.first()].into_iter().flatten();
    let most = ends.filter(|(change, _)| !change.is_zero());
    let said: Vec<Term> = most
        .map(|(change, effect)| format!("{} {}", name(effect), voice.signed(change)).into())
        .collect();
    let message = Message::new("difference-moved").with("gain", gain).with("lose", lose);
    Some(voice.say(&message.with("most", said)))
}

pub(super) fn effects_title(difference: &Difference) -> Message {
    let title = Message::new("difference-agencies").with("facts", difference.earlier.to_string());
    title.with("rules", difference.later.to_string())
}

fn agencies(difference: &Difference, voice: Voice) -> String {
    let title = effects_title(difference);
    let heads = [
        "head-agency",
        "head-points",
        "head-percent",
        "head-percent-change",
        "head-tier",
        "head-ranks",
    ];
    let mut table = plain_table(heads.map(|name| voice.word(name)).into(), &[1, 2, 3, 5]);
    for effect in &difference.effects {
        table.add_row(row(effect, voice));
    }
    format!("\n{}\n{}", voice.say(&title), printed_table(&table))
}

pub(super) fn row(effect: &Effect, voice: Voice) -> Vec<String> {
    let (before, after) = (&effect.before, &effect.after);
    let percent = |standing: &Standing| standing.percent.as_ref().map(Percent::exact).cloned();
    let now = percent(&after.least).zip(percent(&after.most));
    let was = percent(before);
    let span = now.as_ref().map_or("–".into(), |(least, most)| voice.span(least, most));
    let change = was.as_ref().zip(now.as_ref()).map_or("–".into(), |(was, (least, most))| {
        let (least, most) = (voice.signed(&(least - was)), voice.signed(&(most - was)));
        if least == most { least } else { format!("{least} … {most}") }
    });
    let both = |was: String, is: String| if was == is { was } else { format!("{was} → {is}") };
    vec![
        before.agency.name.in_language(voice.language).to_owned(),
        format!(
            "{} → {}",
            voice.aligned(before.points.exact()),
            voice.span(after.least.points.exact(), after.most.points.exact())
        ),
        format!("{} → {span}", was.map_or("–".into(), |was| voice.aligned(&was))),
        change,
        both(tier(before, voice), tiers(after, voice)),
        both(rank(before), places(after)),
    ]
}

fn tier(standing: &Standing, voice: Voice) -> String {
    let tier = standing.tier.as_ref();
    tier.map_or("–", |tier| tier.title.in_language(voice.language)).to_owned()
}

/// One tier, or from the least to the most.
pub(super) fn tiers(supposed: &Supposed, voice: Voice) -> String {
    match (tier(&supposed.least, voice), tier(&supposed.most, voice)) {
        (least, most) if least == most => least,
        (least, most) => format!("{least}–{most}"),
    }
}

/// One place, or from the best to the worst.
pub(super) fn places(supposed: &Supposed) -> String {
    match (supposed.best, supposed.worst) {
        (Some(best), Some(worst)) if best == worst => best.to_string(),
        (Some(best), Some(worst)) => format!("{best}–{worst}"),
        _ => "–".to_owned(),
    }
}

/// The same as JSON.
#[must_use]
pub fn difference_json(difference: &Difference, language: Language) -> String {
    let ids = |items: &[ItemCode]| items.iter().map(ToString::to_string).collect::<Vec<_>>();
    let changed = difference.changed.iter().map(|changed| {
        json!({
            "relation": changed.link.relation.word(),
            "earlier": ids(&changed.link.earlier),
            "later": ids(&changed.link.later),
            "title": changed.title.in_language(language),
            "earlier_max": decimal(changed.link.earlier_max.exact()),
            "later_max": decimal(changed.link.later_max.exact()),
            "at_stake": decimal(changed.at_stake.exact()),
            "answered": changed.answered,
            "witness": changed.witness.as_ref().map(witness_json),
        })
    });
    let effects = difference.effects.iter().map(|effect| {
        let item = |item: &ItemEffect| {
            json!({
                "before": decimal(item.before.exact()),
                "least": decimal(item.least.exact()),
                "most": decimal(item.most.exact()),
            })
        };
        json!({
            "agency": effect.before.agency.code.as_str(),
            "name": effect.before.agency.name.in_language(language),
            "group": effect.before.agency.group.as_str(),
            "before": standing_json(&effect.before),
            "after": supposed_json(&effect.after),
            "items": effect.items.iter().map(item).collect::<Vec<_>>(),
        })
    });
    pretty(&json!({
        "format": FORMAT,
        "earlier": difference.earlier.0,
        "later": difference.later.0,
        "earlier_total": decimal(difference.earlier_total.exact()),
        "later_total": decimal(difference.later_total.exact()),
        "comparable": decimal(difference.comparable.exact()),
        "changed": changed.collect::<Vec<_>>(),
        "agencies": effects.collect::<Vec<_>>(),
    }))
}

/// Both ends of where an agency would stand.
pub(super) fn supposed_json(supposed: &Supposed) -> Value {
    json!({
        "least": standing_json(&supposed.least),
        "most": standing_json(&supposed.most),
        "best_rank": supposed.best,
        "worst_rank": supposed.worst,
    })
}

fn witness_json(witness: &Witness) -> Value {
    let figures = witness.figures.iter().map(|(figure, number)| {
        json!({
            "item": figure.item.as_ref().map(ToString::to_string),
            "field": figure.name,
            "kind": figure.kind.word(),
            "value": number.as_ref().map(|number| value(figure, number)),
        })
    });
    let points = |points: &Option<Points>| points.as_ref().map(|points| decimal(points.exact()));
    json!({
        "figures": figures.collect::<Vec<_>>(),
        "earlier": points(&witness.earlier),
        "later": points(&witness.later),
    })
}

/// A figure as evidence gives it: a day as a date, a grade by its option.
fn value(figure: &crate::rule::Figure, number: &Exact) -> Value {
    use crate::rule::FigureKind;
    let place = number.floor().unwrap_or_default();
    match figure.kind {
        FigureKind::YesNo => json!(!number.is_zero()),
        FigureKind::Date => {
            json!(crate::calendar::Day::of_number(place).map(|day| day.to_string()))
        }
        FigureKind::Grade => {
            json!(usize::try_from(place).ok().and_then(|k| figure.options.get(k)))
        }
        _ => decimal(number),
    }
}

/// The same as CSV: a row per change; with evidence, a row per agency and change, and one with an empty relation for
/// the agency as a whole.
#[must_use]
pub fn difference_csv(difference: &Difference) -> Vec<u8> {
    table::to_csv(&columns(difference))
}

/// The same as Parquet.
///
/// # Errors
/// What the library said.
#[cfg(feature = "parquet")]
pub fn difference_parquet(difference: &Difference) -> Result<Vec<u8>, String> {
    table::to_parquet(&columns(difference))
}

/// One row: an agency if evidence was given, a change unless it is about the agency as a whole.
type Row<'a> = (Option<&'a Effect>, Option<(&'a Changed, Option<&'a ItemEffect>)>);

fn columns(difference: &Difference) -> Columns {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for effect in &difference.effects {
        rows.push((Some(effect), None));
        let items = difference.changed.iter().zip(&effect.items);
        rows.extend(items.map(|(changed, item)| (Some(effect), Some((changed, Some(item))))));
    }
    if rows.is_empty() {
        rows.extend(difference.changed.iter().map(|changed| (None, Some((changed, None)))));
    }
    let words =
        |of: &dyn Fn(&Row<'_>) -> Option<String>| Written::Words(rows.iter().map(of).collect());
    let whole = |of: &dyn Fn(&Row<'_>) -> Option<u32>| {
        Written::Whole(rows.iter().map(|row| of(row).map(i64::from)).collect())
    };
    let decimals = |of: &dyn Fn(&Row<'_>) -> Option<Exact>| {
        Written::Decimal(rows.iter().map(of).collect(), LONGEST.digits)
    };
    let joined =
        |items: &[ItemCode]| items.iter().map(ItemCode::as_str).collect::<Vec<_>>().join(" ");
    let total = |row: &Row<'_>| row.1.is_none().then_some(row.0).flatten().cloned();
    let percent = |standing: &Standing| standing.percent.as_ref().map(Percent::exact).cloned();
    vec![
        ("agency".into(), words(&|row| Some(row.0?.before.agency.code.to_string()))),
        ("relation".into(), words(&|row| Some(row.1?.0.link.relation.word().to_owned()))),
        ("earlier".into(), words(&|row| Some(joined(&row.1?.0.link.earlier)))),
        ("later".into(), words(&|row| Some(joined(&row.1?.0.link.later)))),
        ("earlier_max".into(), decimals(&|row| Some(row.1?.0.link.earlier_max.exact().clone()))),
        ("later_max".into(), decimals(&|row| Some(row.1?.0.link.later_max.exact().clone()))),
        ("at_stake".into(), decimals(&|row| Some(row.1?.0.at_stake.exact().clone()))),
        (
            "points_before".into(),
            decimals(&|row| match row.1 {
                Some((_, item)) => Some(item?.before.exact().clone()),
                None => Some(row.0?.before.points.exact().clone()),
            }),
        ),
        (
            "points_least".into(),
            decimals(&|row| match row.1 {
                Some((_, item)) => Some(item?.least.exact().clone()),
                None => Some(row.0?.after.least.points.exact().clone()),
            }),
        ),
        (
            "points_most".into(),
            decimals(&|row| match row.1 {
                Some((_, item)) => Some(item?.most.exact().clone()),
                None => Some(row.0?.after.most.points.exact().clone()),
            }),
        ),
        ("percent_before".into(), decimals(&|row| percent(&total(row)?.before))),
        ("percent_least".into(), decimals(&|row| percent(&total(row)?.after.least))),
        ("percent_most".into(), decimals(&|row| percent(&total(row)?.after.most))),
        ("rank_before".into(), whole(&|row| Some(total(row)?.before.rank?.0))),
        ("rank_best".into(), whole(&|row| total(row)?.after.best)),
        ("rank_worst".into(), whole(&|row| total(row)?.after.worst)),
    ]
}
