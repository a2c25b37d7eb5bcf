//! Products -> Word documents laid out after Nghị định 30/2020/NĐ-CP: the annex, the report on the round, the letter to
//! one agency. The only folder that knows the library; it shows, and computes nothing.

mod annex;
mod decree;
mod letter;
mod package;
mod round;
mod style;
mod table;

pub(super) use annex::annex;
pub(super) use letter::{Findings, letter};
pub(super) use round::round;

use super::Report;
use crate::criteria::Origin;
use crate::language::Message;
use crate::office::Office;
use crate::quantity::Exact;
use crate::standings::Standing;

/// A document of the round for a reader of one language, from one office.
#[derive(Clone, Copy)]
pub(super) struct Writer<'a> {
    pub report: &'a Report<'a>,
    pub office: &'a Office,
}

impl Writer<'_> {
    fn say(&self, message: &Message) -> String {
        self.report.say(message)
    }

    fn word(&self, name: &'static str) -> String {
        self.say(&Message::new(name))
    }

    /// What the documents rest on: the office's own lines, then the decision of the criteria.
    fn basis(&self) -> Vec<String> {
        let source = Message::new("basis-source").with("source", &self.report.criteria.source);
        ended(self.office.basis.iter().cloned().chain([self.say(&source)]).collect())
    }

    /// That criteria are reconstructed or made up, where they are.
    fn origin(&self) -> Option<String> {
        let name = match self.report.criteria.origin {
            Origin::Documented => return None,
            Origin::Reconstructed => "document-reconstructed",
            Origin::MadeUp => "document-made-up",
        };
        Some(self.word(name))
    }

    fn percent(&self, standing: &Standing) -> String {
        let percent = standing.percent.as_ref();
        percent.map_or_else(dash, |percent| self.report.aligned(percent.exact()))
    }

    fn tier(&self, standing: &Standing) -> String {
        let tier = standing.tier.as_ref();
        tier.map_or_else(dash, |tier| tier.title.in_language(self.report.language).to_owned())
    }

    /// A change with its sign and all its digits.
    fn signed(&self, change: Option<&Exact>) -> String {
        let Some(change) = change else {
            return dash();
        };
        let printed = self.report.aligned(change);
        let sign = if *change > Exact::ZERO { "+" } else { "" };
        format!("{sign}{printed}")
    }
}

/// Lines of one list: a semicolon behind each, a full stop behind the last.
fn ended(lines: Vec<String>) -> Vec<String> {
    let last = lines.len().saturating_sub(1);
    let ended = |(k, line): (usize, String)| {
        let line = line.trim_end_matches([';', '.', ',']).to_owned();
        line + if k == last { "." } else { ";" }
    };
    lines.into_iter().enumerate().map(ended).collect()
}

/// What stands where there is no figure.
fn dash() -> String {
    "–".to_owned()
}

/// A number without its sign.
fn size(number: &Exact) -> Exact {
    if number.is_negative() { -number } else { number.clone() }
}
