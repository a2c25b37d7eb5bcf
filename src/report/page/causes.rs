//! Why each agency moved between the two years: the parts of its change, and where each leaves it.

use serde_json::{Value, json};

use super::both::Both;
use crate::language::Message;
use crate::movement::{Factor, Moved, Movement, Split};
use crate::quantity::Exact;
use crate::report::movement::{back_cast, factor_name, sentence};
use crate::report::voice::Voice;
use crate::standings::Standing;

/// The causes by name, and per agency its splits; nothing for an agency that has no earlier results.
pub(super) fn of(both: &Both<'_>, movement: &Movement) -> Value {
    let names = Factor::ALL.map(|factor| both.say(&Message::new(factor_name(factor))));
    let agency = |standing: &Standing| {
        let moved = movement.of(&standing.agency.code);
        moved.map_or(Value::Null, |moved| agency(both, movement, moved))
    };
    json!({
        "earlier": movement.earlier.0,
        "later": movement.later.0,
        "names": names,
        "agencies": both.report.standings.standings.iter().map(agency).collect::<Vec<_>>(),
    })
}

fn agency(both: &Both<'_>, movement: &Movement, moved: &Moved) -> Value {
    let voice = |language| Voice { language, display: movement.display };
    let said = both.each(|report| {
        let voice = voice(report.language);
        voice.say(&sentence(moved, voice))
    });
    let back_cast = (!moved.back_cast.is_empty()).then(|| {
        both.each(|report| {
            let voice = voice(report.language);
            back_cast(moved, voice).map_or_else(String::new, |message| voice.say(&message))
        })
    });
    json!({
        "said": said,
        "back_cast": back_cast,
        "points": split(both, &moved.points, false),
        "percent_points": moved.percent_points.as_ref().map(|one| split(both, one, false)),
        "places": moved.places.as_ref().map(|one| split(both, one, true)),
    })
}

/// Both ends, the parts, and where one stands after each; `down` where a gain makes the figure smaller, as a rank.
fn split(both: &Both<'_>, split: &Split, down: bool) -> Value {
    let mut at = split.earlier.clone();
    let levels = Factor::ALL.map(|factor| {
        let part = split.part(factor);
        at = if down { &at - part } else { &at + part };
        both.printed(&at)
    });
    let part = |factor| sign(both, split.part(factor));
    json!({
        "from": both.printed(&split.earlier),
        "to": both.printed(&split.later),
        "change": sign(both, &split.change()),
        "parts": Factor::ALL.map(part),
        "levels": levels,
    })
}

/// A part with its sign, as short as it goes.
fn sign(both: &Both<'_>, number: &Exact) -> String {
    let sign = if *number > Exact::ZERO { "+" } else { "" };
    format!("{sign}{}", both.printed(number))
}
