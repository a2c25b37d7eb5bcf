//! What is said to people: a message is a name and its figures; its words are in `locales/`, one file per language.

mod figure;
mod speech;

use std::fmt;

use crate::quantity::Exact;
pub(crate) use figure::localised;
pub use figure::say_exact;

/// A language that everything is said in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Tiếng Việt: comma decimals.
    #[default]
    Vietnamese,
    /// English: point decimals.
    English,
}

impl Language {
    /// The decimal mark.
    #[must_use]
    pub fn decimal_mark(self) -> char {
        match self {
            Self::Vietnamese => ',',
            Self::English => '.',
        }
    }

    /// The message in this language.
    #[must_use]
    pub fn say(self, message: &Message) -> String {
        speech::say(self, message)
    }
}

/// A title in both languages; a single text stands for both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

impl Text {
    /// The same text in both languages.
    #[must_use]
    pub fn same(text: &str) -> Self {
        Self { vi: text.into(), en: text.into() }
    }

    /// The text in `language`.
    #[must_use]
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Vietnamese => &self.vi,
            Language::English => &self.en,
        }
    }
}

/// One figure or word of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// Words that are the same in every language: names, codes, what a person wrote.
    Words(String),
    /// A text that exists in both languages.
    Text(Text),
    /// An exact number; printed with the language's decimal mark, cut after four digits with `…` where it goes on.
    Number(Exact),
    /// A calendar date, as `2018-06-20`.
    Date(jiff::civil::Date),
    /// A message within the message.
    Message(Box<Message>),
    /// Several terms, parted by commas.
    List(Vec<Term>),
}

macro_rules! term_from {
    ($($type:ty => |$value:ident| $term:expr;)*) => {$(
        impl From<$type> for Term {
            fn from($value: $type) -> Self {
                $term
            }
        }
    )*};
}

term_from! {
    &str => |text| Self::Words(text.into());
    String => |text| Self::Words(text);
    &String => |text| Self::Words(text.clone());
    &Text => |text| Self::Text(text.clone());
    &Exact => |number| Self::Number(number.clone());
    Exact => |number| Self::Number(number);
    usize => |number| Self::Number(Exact::whole(i64::try_from(number).unwrap_or(i64::MAX)));
    jiff::civil::Date => |date| Self::Date(date);
    Message => |message| Self::Message(Box::new(message));
    Vec<Term> => |terms| Self::List(terms);
}

/// Something to be said: the name of a sentence in `locales/`, and its figures by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub(crate) name: &'static str,
    pub(crate) terms: Vec<(&'static str, Term)>,
}

impl Message {
    /// A sentence without figures yet.
    #[must_use]
    pub fn new(name: &'static str) -> Self {
        Self { name, terms: Vec::new() }
    }

    /// The sentence with one more figure.
    #[must_use]
    pub fn with(mut self, name: &'static str, term: impl Into<Term>) -> Self {
        self.terms.push((name, term.into()));
        self
    }
}

/// In English.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Language::English.say(self))
    }
}
