//! Why points and places changed: each cause's part, for people and for programs.

use serde_json::{Map, Value, json};

use super::LONGEST;
use super::json::{FORMAT, decimal, pretty};
use super::text::{plain_table, printed_table};
use super::voice::Voice;
use crate::code::AgencyCode;
use crate::language::{Language, Message, Term};
use crate::movement::{Aspect, Factor, Moved, Movement, Split};
use crate::quantity::Exact;
use crate::table::{self, Columns, Written};

/// Why these agencies moved: a table for each, or one for all where there are several.
#[must_use]
pub fn movement_text(movement: &Movement, agencies: &[AgencyCode], language: Language) -> String {
    let voice = Voice { language, display: movement.display };
    let heading = Message::new("movement-heading")
        .with("earlier", movement.earlier.to_string())
        .with("later", movement.later.to_string());
    let mut text = format!("{}\n", voice.say(&heading));
    let shown: Vec<&Moved> = chosen(movement, agencies).collect();
    match shown.as_slice() {
        [moved] => text.push_str(&one(movement, moved, voice)),
        several => {
            for (title, of) in measures() {
                text.push_str(&format!("\n{}\n{}", voice.word(title), all(several, of, voice)));
            }
        }
    }
    for newcomer in movement.newcomers.iter().filter(|agency| agencies.contains(&agency.code)) {
        let message = Message::new("movement-newcomer").with("agency", &newcomer.name);
        text.push_str(&format!("{}\n", voice.say(&message)));
    }
    text
}

fn chosen<'a>(
    movement: &'a Movement,
    agencies: &'a [AgencyCode],
) -> impl Iterator<Item = &'a Moved> {
    movement.agencies.iter().filter(|moved| agencies.contains(&moved.agency.code))
}

/// What is measured, never mixed up: the title of its table, and where it stands.
type Measure = fn(&Moved) -> Option<&Split>;

fn measures() -> [(&'static str, Measure); 3] {
    [
        ("movement-places", |moved| moved.places.as_ref()),
        ("movement-points", |moved| Some(&moved.points)),
        ("movement-percent-points", |moved| moved.percent_points.as_ref()),
    ]
}

pub(super) fn factor_name(factor: Factor) -> &'static str {
    match factor {
        Factor::Own => "factor-own",
        Factor::Others => "factor-others",
        Factor::Criteria => "factor-criteria",
        Factor::NotApplicable => "factor-not-applicable",
        Factor::Roster => "factor-roster",
        Factor::Appraisal => "factor-appraisal",
        Factor::Survey => "factor-survey",
    }
}

fn aspect_name(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Weights => "aspect-weights",
        Aspect::Rules => "aspect-rules",
        Aspect::New => "aspect-new",
        Aspect::Dropped => "aspect-dropped",
        Aspect::Sums => "aspect-sums",
    }
}

/// One agency: a line per cause, a column per measure.
fn one(movement: &Movement, moved: &Moved, voice: Voice) -> String {
    let mut text = format!("{}\n", voice.say(&sentence(moved, voice)));
    if let Some(message) = back_cast(moved, voice) {
        text.push_str(&format!("{}\n", voice.say(&message)));
    }
    let head = ["movement-cause", "head-points", "movement-percent-points", "head-places"];
    let mut table = plain_table(head.map(|name| voice.word(name)).into(), &[1, 2, 3]);
    let splits = [Some(&moved.points), moved.percent_points.as_ref(), moved.places.as_ref()];
    let row = |first: String, of: &dyn Fn(&Split) -> String| {
        let cells = splits.iter().map(|split| split.map_or_else(|| "–".to_owned(), of));
        std::iter::once(first).chain(cells).collect::<Vec<_>>()
    };
    let in_year = |year: crate::quantity::Year| {
        voice.say(&Message::new("movement-year").with("year", year.to_string()))
    };
    table.add_row(row(in_year(movement.earlier), &|split| voice.printed(&split.earlier)));
    for factor in Factor::ALL {
        table.add_row(row(voice.word(factor_name(factor)), &|split| {
            voice.signed(split.part(factor))
        }));
        let moved = |aspect: &Aspect| {
            let part = |split: &&Split| split.aspect(*aspect).is_some_and(|part| !part.is_zero());
            factor == Factor::Criteria && splits.iter().flatten().any(part)
        };
        for aspect in Aspect::ALL.into_iter().filter(moved) {
            let name = voice.word(aspect_name(aspect));
            let name = voice.say(&Message::new("movement-aspect").with("aspect", name));
            table.add_row(row(name, &|split| {
                split.aspect(aspect).map_or_else(|| "–".to_owned(), |part| voice.signed(part))
            }));
        }
    }
    table.add_row(row(in_year(movement.later), &|split| voice.printed(&split.later)));
    text.push_str(&printed_table(&table));
    text
}

/// Whose earlier results stand for the agency's own.
pub(super) fn back_cast(moved: &Moved, voice: Voice) -> Option<Message> {
    let parts = moved.back_cast.iter().map(|before| {
        let part = Message::new("back-cast-part").with("agency", &before.name);
        part.with("share", voice.printed(&(&before.share * &Exact::HUNDRED))).into()
    });
    let parts: Vec<Term> = parts.collect();
    (!parts.is_empty()).then(|| Message::new("movement-back-cast").with("parts", parts))
}

/// Sở A: giảm 10 bậc (hạng 8 → 18), giảm 2,32 điểm, giảm 3,22 điểm phần trăm.
pub(super) fn sentence(moved: &Moved, voice: Voice) -> Message {
    let step = |change: &Exact, unit: &'static str| {
        let name = match change {
            change if change.is_zero() => "moved-not",
            change if change.is_negative() => "moved-down",
            _ => "moved-up",
        };
        let size = if change.is_negative() { -change } else { change.clone() };
        let message = Message::new(name).with("size", voice.printed(&size));
        Term::from(message.with("unit", Message::new(unit)))
    };
    let places = moved.places.as_ref().map(|places| {
        let step = step(&places.change(), "unit-places");
        let message = Message::new("moved-rank").with("step", step);
        let message = message.with("earlier", voice.printed(&places.earlier));
        Term::from(message.with("later", voice.printed(&places.later)))
    });
    let percent = moved.percent_points.as_ref();
    let steps = places
        .into_iter()
        .chain([step(&moved.points.change(), "unit-points")])
        .chain(percent.map(|percent| step(&percent.change(), "unit-percent-points")));
    let message = Message::new("movement-sentence").with("agency", &moved.agency.name);
    message.with("steps", steps.collect::<Vec<_>>())
}

/// Every agency's change in one measure, and its parts.
fn all(agencies: &[&Moved], of: Measure, voice: Voice) -> String {
    let head = ["head-agency", "head-change"].into_iter().chain(Factor::ALL.map(factor_name));
    let mut table =
        plain_table(head.map(|name| voice.word(name)).collect(), &[1, 2, 3, 4, 5, 6, 7, 8]);
    for moved in agencies {
        let name = moved.agency.name.in_language(voice.language).to_owned();
        let cells = match of(moved) {
            None => vec!["–".to_owned(); 1 + Factor::ALL.len()],
            Some(split) => std::iter::once(split.change())
                .chain(split.parts.iter().cloned())
                .map(|part| voice.signed(&part))
                .collect(),
        };
        table.add_row(std::iter::once(name).chain(cells).collect::<Vec<_>>());
    }
    printed_table(&table)
}

/// The same as JSON. Each part is a decimal, and `exact` the same as a fraction in lowest terms.
#[must_use]
pub fn movement_json(movement: &Movement, agencies: &[AgencyCode], language: Language) -> String {
    let split = |split: &Split| {
        let exact = |part: &Exact| json!({ "value": decimal(part), "exact": part.to_string() });
        let parts: Map<String, Value> = Factor::ALL
            .iter()
            .map(|factor| (factor.word().to_owned(), exact(split.part(*factor))))
            .collect();
        let aspects = Aspect::ALL.iter();
        let aspects: Map<String, Value> = aspects
            .map(|aspect| {
                (aspect.word().to_owned(), split.aspect(*aspect).map_or(Value::Null, exact))
            })
            .collect();
        json!({
            "earlier": decimal(&split.earlier),
            "later": decimal(&split.later),
            "change": decimal(&split.change()),
            "parts": parts,
            "criteria": aspects,
        })
    };
    let moved = chosen(movement, agencies).map(|moved| {
        let back_cast = moved.back_cast.iter().map(
            |before| json!({ "agency": before.agency.as_str(), "share": decimal(&before.share) }),
        );
        json!({
            "agency": moved.agency.code.as_str(),
            "name": moved.agency.name.in_language(language),
            "group": moved.agency.group.as_str(),
            "back_cast": back_cast.collect::<Vec<_>>(),
            "points": split(&moved.points),
            "percent_points": moved.percent_points.as_ref().map(split),
            "places": moved.places.as_ref().map(split),
        })
    });
    pretty(&json!({
        "format": FORMAT,
        "earlier": movement.earlier.0,
        "later": movement.later.0,
        "agencies": moved.collect::<Vec<_>>(),
        "newcomers": movement.newcomers.iter().map(|agency| agency.code.as_str()).collect::<Vec<_>>(),
    }))
}

/// The same as CSV: a row per agency and cause.
#[must_use]
pub fn movement_csv(movement: &Movement, agencies: &[AgencyCode]) -> Vec<u8> {
    table::to_csv(&columns(movement, agencies))
}

/// The same as Parquet.
///
/// # Errors
/// What the library said.
#[cfg(feature = "parquet")]
pub fn movement_parquet(movement: &Movement, agencies: &[AgencyCode]) -> Result<Vec<u8>, String> {
    table::to_parquet(&columns(movement, agencies))
}

/// A cause, or an aspect of the criteria, which is a part of theirs.
#[derive(Clone, Copy)]
enum Cause {
    Factor(Factor),
    Aspect(Aspect),
}

impl Cause {
    fn word(self) -> &'static str {
        match self {
            Self::Factor(factor) => factor.word(),
            Self::Aspect(aspect) => aspect.word(),
        }
    }

    fn part(self, split: &Split) -> Option<&Exact> {
        match self {
            Self::Factor(factor) => Some(split.part(factor)),
            Self::Aspect(aspect) => split.aspect(aspect),
        }
    }
}

fn columns(movement: &Movement, agencies: &[AgencyCode]) -> Columns {
    let causes = Factor::ALL.map(Cause::Factor).into_iter();
    let causes: Vec<Cause> = causes.chain(Aspect::ALL.map(Cause::Aspect)).collect();
    let rows: Vec<(&Moved, Cause)> = chosen(movement, agencies)
        .flat_map(|moved| causes.iter().map(move |cause| (moved, *cause)))
        .collect();
    let words = |of: &dyn Fn(&(&Moved, Cause)) -> Option<String>| {
        Written::Words(rows.iter().map(of).collect())
    };
    let parts = |of: Measure| {
        let part = |(moved, cause): &(&Moved, Cause)| cause.part(of(moved)?).cloned();
        Written::Decimal(rows.iter().map(part).collect(), LONGEST.digits)
    };
    let within = |(_, cause): &(&Moved, Cause)| {
        matches!(cause, Cause::Aspect(_)).then(|| Factor::Criteria.word().to_owned())
    };
    vec![
        ("agency".into(), words(&|(moved, _)| Some(moved.agency.code.to_string()))),
        ("cause".into(), words(&|(_, cause)| Some(cause.word().to_owned()))),
        ("part_of".into(), words(&within)),
        ("points".into(), parts(|moved| Some(&moved.points))),
        ("percent_points".into(), parts(|moved| moved.percent_points.as_ref())),
        ("places".into(), parts(|moved| moved.places.as_ref())),
    ]
}
