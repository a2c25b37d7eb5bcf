//! What the page says in both languages, and figures as text that either language can spell.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::language::{Language, Message, Text};
use crate::quantity::Exact;
use crate::report::Report;

/// A report for readers of both languages.
pub(super) struct Both<'a> {
    pub report: Report<'a>,
    english: Report<'a>,
}

impl<'a> Both<'a> {
    pub fn of(report: &Report<'a>) -> Self {
        Self {
            report: Report { language: Language::Vietnamese, ..*report },
            english: Report { language: Language::English, ..*report },
        }
    }

    /// A message: one text where both languages say the same, else Vietnamese and English.
    pub fn say(&self, message: &Message) -> Value {
        self.each(|report| report.say(message))
    }

    /// What each of the two reports says.
    pub fn each(&self, said: impl Fn(&Report<'a>) -> String) -> Value {
        pair(said(&self.report), said(&self.english))
    }

    /// A figure rounded as the set prints, with a point; the page spells it in its reader's language.
    pub fn printed(&self, number: &Exact) -> String {
        number.rounded(self.report.standings.display).to_decimal().unwrap_or_default()
    }

    /// The same with all its digits, so that a column lines up.
    pub fn aligned(&self, number: &Exact) -> String {
        number.to_fixed(self.report.standings.display)
    }

    /// A change with its sign and all its digits.
    pub fn signed(&self, number: &Exact) -> String {
        let sign = if *number > Exact::ZERO { "+" } else { "" };
        format!("{sign}{}", self.aligned(number))
    }
}

/// A title in both languages.
pub(super) fn text(text: &Text) -> Value {
    pair(text.vi.clone(), text.en.clone())
}

fn pair(vietnamese: String, english: String) -> Value {
    if vietnamese == english { json!(vietnamese) } else { json!([vietnamese, english]) }
}

/// Texts that the data names by number, each written once.
#[derive(Default)]
pub(super) struct Texts {
    known: HashMap<String, usize>,
    texts: Vec<Value>,
}

impl Texts {
    /// The number of this text.
    pub fn number(&mut self, text: Value) -> usize {
        let texts = &mut self.texts;
        *self.known.entry(text.to_string()).or_insert_with(|| {
            texts.push(text);
            texts.len() - 1
        })
    }

    pub fn into_value(self) -> Value {
        Value::Array(self.texts)
    }
}
