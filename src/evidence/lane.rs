//! The lanes of an assessment: what the agency itself says, what its appraisers make of it, what the council decides.

use std::fmt;

use super::Source;
use crate::calendar::Day;
use crate::fault::{Fault, Place, hint};
use crate::language::{Message, Term};
use crate::quantity::Exact;

/// Who says a figure or a mark; a later lane goes before an earlier one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// The agency itself.
    SelfScored,
    /// Those who appraise.
    Appraised,
    /// The council; also all that is there, whoever said it.
    #[default]
    Final,
}

impl Lane {
    /// All of them, the earliest first.
    pub const ALL: [Self; 3] = [Self::SelfScored, Self::Appraised, Self::Final];

    /// The word for it in evidence: `self`, `appraised`, `final`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::SelfScored => "self",
            Self::Appraised => "appraised",
            Self::Final => "final",
        }
    }

    /// The lane by its word; `self` where nothing is written.
    pub(super) fn parse(text: &str, place: &Place) -> Result<Self, Fault> {
        let text = text.trim();
        let known = || Self::ALL.into_iter().map(Self::word);
        let found = Self::ALL.into_iter().find(|lane| lane.word() == text);
        found.or(text.is_empty().then_some(Self::SelfScored)).ok_or_else(|| {
            let fault = Fault::new("unknown-lane", place).with("lane", text);
            fault.with("hint", hint(text, known())).listing("known", known())
        })
    }

    /// What people call it.
    pub(crate) fn title(self) -> Message {
        Message::new(match self {
            Self::SelfScored => "lane-self",
            Self::Appraised => "lane-appraised",
            Self::Final => "lane-final",
        })
    }

    pub(super) fn place(self) -> usize {
        match self {
            Self::SelfScored => 0,
            Self::Appraised => 1,
            Self::Final => 2,
        }
    }
}

impl fmt::Display for Lane {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// Who wrote a line, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// The lane that it is written in.
    pub lane: Lane,
    /// Who says so.
    pub by: Option<String>,
    /// When.
    pub on: Option<Day>,
}

/// Points that somebody writes for an item beside what the rule gives: claimed by the agency, or granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The points; nothing when they were taken back.
    pub points: Option<Exact>,
    /// Who, when, why, and on what document.
    pub source: Source,
}

/// The mark that is an item's award, instead of what the rule gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Grant {
    /// The lane that grants it.
    pub lane: Lane,
    pub points: Exact,
    pub source: Source,
    /// The mark was given to an item that an earlier lane declared not to apply.
    pub applies_after_all: bool,
}

impl Grant {
    /// Who grants it, when and why.
    pub fn said(&self, max: &Exact) -> Message {
        let said = Message::new("step-granted").with("points", &self.points).with("max", max);
        let why = self.source.note.clone().unwrap_or_default();
        said.with("who", self.source.said_by()).with("why", why)
    }
}

impl Source {
    /// Who says so, and when: `(Tổ thẩm định, 15/1/2019)`.
    pub(crate) fn said_by(&self) -> Term {
        let on = self.on.map(|Day(date)| Term::from(date));
        match (self.by.as_deref(), on) {
            (Some(by), Some(on)) => Message::new("said-by-on").with("by", by).with("on", on).into(),
            (Some(by), None) => Message::new("said-by").with("by", by).into(),
            (None, Some(on)) => Message::new("said-on").with("on", on).into(),
            (None, None) => Term::from(""),
        }
    }
}
