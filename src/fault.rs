//! What is wrong in a person's file: where, with both figures, and what would put it right.

use std::fmt;
use std::sync::Arc;

use crate::language::{Language, Message, Term, Text};

/// Where in a file. Lines and columns count from 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file as named by the person.
    pub file: Arc<str>,
    /// The line; 0 when the whole file is meant.
    pub line: u32,
    /// The column, in characters; 0 when the whole line is meant.
    pub column: u32,
}

impl Place {
    /// The whole of `file`.
    #[must_use]
    pub fn whole(file: &str) -> Self {
        Self { file: file.into(), line: 0, column: 0 }
    }

    /// Whether the file is a sheet of a workbook, `book.xlsx#Sheet`, where people know cells by letter and number.
    fn is_in_sheet(&self) -> bool {
        let (book, _) = self.file.rsplit_once('#').unwrap_or_default();
        let suffix = book.rsplit_once('.').map(|(_, suffix)| suffix.to_ascii_lowercase());
        matches!(suffix.as_deref(), Some("xlsx" | "ods"))
    }
}

/// A column's letters: 1 is A, 28 is AB.
fn letters(column: u32) -> String {
    let place = column.saturating_sub(1);
    let letter = char::from(b'A' + u8::try_from(place % 26).unwrap_or_default());
    if place < 26 { letter.to_string() } else { format!("{}{letter}", letters(place / 26)) }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.is_in_sheet() && self.line > 0 && self.column > 0 {
            return write!(f, "!{}{}", letters(self.column), self.line);
        }
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        if self.column > 0 {
            write!(f, ":{}", self.column)?;
        }
        Ok(())
    }
}

/// How a fault stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It must be put right.
    Fault,
    /// A finding in an official text that its criteria accept, with a reason.
    Note,
}

/// One thing wrong in a file a person wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// Whether it must be put right or is accepted.
    pub severity: Severity,
    message: Message,
}

impl Fault {
    /// A fault by its stable name, which is the name of its sentence.
    #[must_use]
    pub fn new(name: &'static str, place: &Place) -> Self {
        debug_assert!(FAULT_NAMES.contains(&name), "{name} is not in the list of fault names");
        Self { place: place.clone(), severity: Severity::Fault, message: Message::new(name) }
    }

    /// The fault with one more figure; words of a person's file are quoted in one line and not at any length.
    #[must_use]
    pub fn with(mut self, name: &'static str, term: impl Into<Term>) -> Self {
        self.message = self.message.with(name, quoted(term.into()));
        self
    }

    /// The fault with a list of names, one after the other.
    #[must_use]
    pub(crate) fn listing<'a>(
        mut self,
        name: &'static str,
        listed: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let listed: Vec<String> = listed.into_iter().map(|text| in_one_line(text.into())).collect();
        self.message = self.message.with(name, listed.join(", "));
        self
    }

    /// The fault at another place.
    #[must_use]
    pub(crate) fn at(self, place: &Place) -> Self {
        Self { place: place.clone(), ..self }
    }

    /// The fault as a note: an official text has it, and `reason` says why it stands.
    #[must_use]
    pub fn accepted(mut self, reason: &str) -> Self {
        self.severity = Severity::Note;
        self.message = self.message.with("accepted", reason);
        self
    }

    /// The stable name: `bands-overlap`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.message.name
    }

    /// What is wrong, with both figures, and what would put it right.
    #[must_use]
    pub fn say(&self, language: Language) -> String {
        language.say(&self.message)
    }

    /// Why an accepted finding stands.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        self.message.terms.iter().find_map(|(name, term)| match term {
            Term::Words(reason) if *name == "accepted" => Some(reason.as_str()),
            _ => None,
        })
    }
}

/// In English: `place: what is wrong; what would put it right [name]`.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} [{}]", self.place, self.say(Language::English), self.name())
    }
}

/// Everything wrong that was found, in the order of files and lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// One more.
    pub fn add(&mut self, fault: Fault) {
        self.0.push(fault);
    }

    /// Those of `other` as well.
    pub fn join(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Whether any must be put right.
    #[must_use]
    pub fn is_faulty(&self) -> bool {
        self.0.iter().any(|fault| fault.severity == Severity::Fault)
    }

    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Fault> {
        self.0.iter()
    }

    /// How many there are, notes included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// In the order of files, lines and columns.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.0.sort_by(|a, b| a.place.cmp(&b.place));
        self
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (k, fault) in self.0.iter().enumerate() {
            if k > 0 {
                f.write_str("\n")?;
            }
            fault.fmt(f)?;
        }
        Ok(())
    }
}

/// Longer words of a person's file are cut when a fault quotes them.
const LONGEST_QUOTE: usize = 160;

fn quoted(term: Term) -> Term {
    match term {
        Term::Words(text) => Term::Words(in_one_line(text)),
        Term::Text(Text { vi, en }) => {
            Term::Text(Text { vi: in_one_line(vi), en: in_one_line(en) })
        }
        Term::Message(message) => {
            let terms =
                message.terms.into_iter().map(|(name, term)| (name, quoted(term))).collect();
            Message { terms, ..*message }.into()
        }
        Term::List(terms) => Term::List(terms.into_iter().map(quoted).collect()),
        Term::Number(_) | Term::Date(_) => term,
    }
}

fn in_one_line(text: String) -> String {
    let long = text.len() > LONGEST_QUOTE && text.chars().nth(LONGEST_QUOTE).is_some();
    if !long && !text.contains(char::is_control) {
        return text;
    }
    let kept = text
        .chars()
        .take(LONGEST_QUOTE)
        .map(|letter| if letter.is_control() { ' ' } else { letter });
    kept.chain(long.then_some('…')).collect()
}

/// How many slips of the pen lie between two texts.
pub(crate) fn slips(one: &str, other: &str) -> usize {
    strsim::damerau_levenshtein(one, other)
}

/// The closest of `known` to `word`, if it is close enough to be meant.
pub(crate) fn did_you_mean<'a>(
    word: &str,
    known: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let length = lower.chars().count();
    known
        .filter_map(|name| {
            let other = name.chars().count();
            let most = 1 + other / 4;
            // the lengths alone settle most, and a word of any length costs nothing
            if length.abs_diff(other) > most {
                return None;
            }
            let distance = strsim::damerau_levenshtein(&lower, &name.to_lowercase());
            (distance <= most && distance < length.max(other)).then_some((distance, name))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// How like two texts are, from 0 to 100.
pub(crate) fn likeness(a: &str, b: &str) -> u8 {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let longest = a.chars().count().max(b.chars().count()).max(1);
    let distance = strsim::damerau_levenshtein(&a, &b).min(longest);
    u8::try_from((longest - distance) * 100 / longest).unwrap_or(100)
}

/// `; did you mean `x`?`, or nothing.
pub(crate) fn hint<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Term {
    match did_you_mean(word, known) {
        Some(name) => Message::new("did-you-mean").with("name", name).into(),
        None => Term::Words(String::new()),
    }
}

macro_rules! fault_names {
    ($($name:literal)*) => {
        /// Every fault there is, by its stable name.
        pub const FAULT_NAMES: &[&str] = &[$($name),*];
    };
}

fault_names! {
    // any YAML file
    "yaml-syntax" "anchor-used" "too-deep" "too-large" "duplicate-key" "unknown-key" "unknown-kind" "missing-key"
    "wrong-shape" "bad-number" "bad-whole" "bad-date" "bad-word" "bad-encoding"
    // criteria
    "no-criteria" "area-missing" "repeated-id" "repeated-code" "no-rule-or-items" "no-maximum" "no-source"
    "children-sum" "total-sum" "shares-sum" "role-mixed" "points-negative" "unknown-field" "wrong-kind" "unknown-option" "option-missing" "field-unread"
    "bands-gap" "bands-overlap" "band-unreachable" "max-unreachable" "max-exceeded" "not-monotone"
    "zero-denominator" "over-fulfilment" "rescale-differs" "otherwise-misplaced" "anchors-order" "step-bad" "weights-bad"
    "tiers-gap" "tiers-overlap" "unknown-tier" "unknown-node" "digits-bad" "accepts-nothing" "unknown-finding" "bound-bad"
    // crosswalks
    "crosswalk-other-set" "crosswalk-twice" "crosswalk-missing" "crosswalk-relation" "crosswalk-balance" "comparison-refused"
    // agencies and evidence
    "no-evidence" "no-register" "repeated-agency" "unknown-agency" "unknown-group" "unknown-successor" "weight-bad" "wrong-year" "agency-absent" "unknown-item" "unknown-evidence-field"
    "repeated-figure" "csv-syntax" "column-missing" "unknown-column" "repeated-column" "ambiguous-number" "bad-figure" "out-of-range" "mark-without-reason" "mark-between-steps" "part-exceeds-whole"
    "denominator-zero" "applies-and-not" "tie-decision-bad" "unknown-lane" "wrong-lane"
    "panel-cannot" "panel-no-key" "panel-no-such-day" "panel-repeated-row" "unasked-column" "column-not-there" "table-not-there" "other-form" "forms-differ" "not-a-form"
    // tables
    "table-unreadable" "table-empty" "relation-bad"
    // the office that issues a document
    "deadline-past"
    // measures, registers and surveys
    "no-measures" "nothing-counted" "unknown-measure" "repeated-measure" "column-kind" "day-bounds" "period-backwards" "too-many-options"
    "fed-twice" "feed-kind" "feed-rounding" "feed-options" "feed-answers"
    "register-column-missing" "register-agency" "register-word" "register-day" "register-number" "cell-empty" "days-backwards"
    "case-repeated" "ballot-repeated" "line-identity" "identity-broken" "more-lines"
}
