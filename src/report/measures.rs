//! What was counted in registers and surveys, for people, for programs and as evidence.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::text::{plain_table, printed_table};
use crate::language::{Language, Message, localised};
use crate::measure::{Answers, Given, Measured, Reading};
use crate::quantity::{Exact, Mode, Rounding};
use crate::table::{Columns, Written, to_csv};

/// Printed shares and means: two digits, cut and not rounded, so that 99,996 does not read as 100.
const PRINTED: Rounding = Rounding { digits: 2, mode: Mode::Truncate };

/// The counts of every agency, then shares, then what was found to add up.
#[must_use]
pub fn measures_text(measured: &Measured, language: Language) -> String {
    let readings = measured.readings.iter().map(|reading| reading_text(reading, language));
    let answers = measured.answers.iter().map(|answers| answers_text(answers, language));
    let mut text = readings.chain(answers).collect::<Vec<_>>().join("\n");
    if !measured.notes.is_empty() {
        text.push('\n');
        text.push_str(&super::findings_text(&measured.notes, language));
    }
    let fed = Message::new("measures-fed").with("figures", measured.evidence.len());
    text.push_str(&format!("{}\n", language.say(&fed)));
    text
}

fn head(title: &str, source: Option<&str>, files: &[(String, u64)], language: Language) -> String {
    let mut text = match source {
        Some(source) => format!("{title} ({source})\n"),
        None => format!("{title}\n"),
    };
    for (file, lines) in files {
        let lines = usize::try_from(*lines).unwrap_or(usize::MAX);
        let message = Message::new("measures-file").with("file", file).with("lines", lines);
        text.push_str(&format!("  {}\n", language.say(&message)));
    }
    text
}

fn table(headings: Vec<String>, rows: Vec<Vec<String>>, words: usize) -> String {
    let right: Vec<usize> = (words..headings.len()).collect();
    let mut table = plain_table(headings, &right);
    table.add_rows(rows);
    printed_table(&table)
}

fn printed(number: Option<&Exact>, language: Language) -> String {
    number.map_or_else(|| "—".to_owned(), |number| localised(language, number.to_fixed(PRINTED)))
}

fn counted(number: &Exact, language: Language) -> String {
    localised(language, number.to_decimal().unwrap_or_default())
}

fn reading_text(reading: &Reading, language: Language) -> String {
    let say = |name: &'static str| language.say(&Message::new(name));
    let title = reading.title.in_language(language);
    let mut text = head(title, reading.source.as_deref(), &reading.files, language);
    if reading.left_out > 0 {
        let left_out = usize::try_from(reading.left_out).unwrap_or(usize::MAX);
        let message = Message::new("measures-left-out").with("lines", left_out);
        text.push_str(&format!("  {}\n", language.say(&message)));
    }
    let shares = reading.shares.iter();
    let shares = shares.map(|share| {
        let title = share.title.as_ref().map(|title| title.in_language(language));
        format!("{} (%)", title.unwrap_or(&share.name))
    });
    let headings = [say("head-agency"), say("measures-year"), say("measures-lines")];
    let figures = reading.figures.iter().cloned();
    let headings = headings.into_iter().chain(figures).chain(shares).collect();
    let rows = reading.tallies.iter().map(|tally| {
        let mut row = vec![
            tally.name.in_language(language).to_owned(),
            tally.year.0.to_string(),
            counted(&tally.lines, language),
        ];
        row.extend(tally.figures.iter().map(|figure| counted(figure, language)));
        row.extend(tally.shares.iter().map(|share| printed(share.as_ref(), language)));
        row
    });
    text.push_str(&table(headings, rows.collect(), 1));
    let sourced = |said: &str, source: &Option<String>| match source {
        Some(source) => format!("{said} ({source})"),
        None => said.to_owned(),
    };
    for share in &reading.shares {
        let said = format!("{} = 100 × {}", share.name, share.said);
        text.push_str(&format!("  {}\n", sourced(&said, &share.source)));
    }
    for held in &reading.identities {
        let name = if held.in_each_line { "measures-holds-in-lines" } else { "measures-holds" };
        let message = Message::new(name).with("identity", sourced(&held.said, &held.source));
        text.push_str(&format!("  {}\n", language.say(&message)));
    }
    text
}

fn answers_text(answers: &Answers, language: Language) -> String {
    let say = |name: &'static str| language.say(&Message::new(name));
    let title = answers.title.in_language(language);
    let mut text = head(title, answers.source.as_deref(), &answers.files, language);
    let headings = [
        say("head-agency"),
        say("measures-respondents"),
        say("measures-ballots"),
        say("measures-straight-lined"),
    ];
    let ends = [say("measures-satisfied"), say("measures-mean")];
    let headings = headings.into_iter().chain(answers.options.iter().cloned()).chain(ends);
    let rows = answers.polls.iter().map(|poll| {
        let mut row = vec![
            poll.name.in_language(language).to_owned(),
            poll.group.clone(),
            poll.ballots.to_string(),
            poll.straight_lined.to_string(),
        ];
        row.extend(poll.chosen.iter().map(u64::to_string));
        row.push(printed(poll.satisfied.as_ref(), language));
        row.push(printed(poll.mean.as_ref(), language));
        row
    });
    text.push_str(&table(headings.collect(), rows.collect(), 2));
    text
}

/// The same as JSON: numbers are decimal texts, exact where they end, else with ten digits.
#[must_use]
pub fn measures_json(measured: &Measured, language: Language) -> String {
    let readings: Vec<Value> =
        measured.readings.iter().map(|reading| reading_json(reading, language)).collect();
    let answers: Vec<Value> =
        measured.answers.iter().map(|answers| answers_json(answers, language)).collect();
    let notes = super::findings_json(&measured.notes, language);
    let notes: Value = serde_json::from_str(&notes).unwrap_or_default();
    let all = json!({ "format": 1, "registers": readings, "surveys": answers, "notes": notes.get("findings") });
    format!("{all:#}\n")
}

fn text_of(number: &Exact) -> String {
    number.to_decimal_within(Rounding { digits: 10, mode: Mode::HalfUp })
}

fn reading_json(reading: &Reading, language: Language) -> Value {
    let tallies = reading.tallies.iter().map(|tally| {
        let figures = reading.figures.iter().cloned().zip(tally.figures.iter().map(text_of));
        let shares = reading.shares.iter().map(|share| share.name.clone());
        let shares = shares.zip(tally.shares.iter().map(|share| share.as_ref().map(text_of)));
        json!({
            "agency": tally.agency.as_str(),
            "name": tally.name.in_language(language),
            "year": tally.year.0,
            "lines": text_of(&tally.lines),
            "figures": figures.map(|(name, text)| (name, json!(text))).collect::<Map<_, _>>(),
            "shares": shares.map(|(name, text)| (name, json!(text))).collect::<Map<_, _>>(),
        })
    });
    json!({
        "register": reading.name,
        "title": reading.title.in_language(language),
        "files": files_json(&reading.files),
        "left_out": reading.left_out,
        "identities": reading.identities.iter().map(|held| &held.said).collect::<Vec<_>>(),
        "agencies": tallies.collect::<Vec<_>>(),
    })
}

fn files_json(files: &[(String, u64)]) -> Vec<Value> {
    files.iter().map(|(file, lines)| json!({ "file": file, "lines": lines })).collect()
}

fn answers_json(answers: &Answers, language: Language) -> Value {
    let polls = answers.polls.iter().map(|poll| {
        json!({
            "agency": poll.agency.as_str(),
            "name": poll.name.in_language(language),
            "group": poll.group,
            "ballots": poll.ballots,
            "straight_lined": poll.straight_lined,
            "chosen": poll.chosen,
            "satisfied": poll.satisfied.as_ref().map(text_of),
            "mean": poll.mean.as_ref().map(text_of),
        })
    });
    json!({
        "survey": answers.name,
        "title": answers.title.in_language(language),
        "files": files_json(&answers.files),
        "options": answers.options,
        "polls": polls.collect::<Vec<_>>(),
    })
}

/// The figures as evidence, one a line: `agency,year,item,field,value,document`.
#[must_use]
pub fn measures_csv(measured: &Measured) -> Vec<u8> {
    to_csv(&evidence(measured))
}

/// The same as Parquet.
///
/// # Errors
/// What the library said.
#[cfg(feature = "parquet")]
pub fn measures_parquet(measured: &Measured) -> Result<Vec<u8>, String> {
    crate::table::to_parquet(&evidence(measured))
}

fn evidence(measured: &Measured) -> Columns {
    let given = || measured.evidence.iter();
    let words = |word: fn(&Given) -> Arc<str>| Written::Shared(given().map(word).collect());
    vec![
        ("agency".to_owned(), words(|given| Arc::from(&given.agency))),
        (
            "year".to_owned(),
            Written::Whole(given().map(|given| Some(i64::from(given.year.0))).collect()),
        ),
        ("item".to_owned(), words(|given| Arc::clone(&given.item))),
        ("field".to_owned(), words(|given| Arc::clone(&given.field))),
        ("value".to_owned(), words(|given| Arc::clone(&given.value))),
        ("document".to_owned(), words(|given| Arc::clone(&given.document))),
    ]
}
