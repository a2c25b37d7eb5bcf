//! Words and figures in the reader's language, for reports that are not of one year alone.

use crate::calendar::Day;
use crate::language::{Language, Message, localised, say_exact};
use crate::quantity::{Exact, Rounding};
use crate::rule::{Figure, FigureKind};

/// A reader's language and how figures are printed.
#[derive(Clone, Copy)]
pub(super) struct Voice {
    pub language: Language,
    pub display: Rounding,
}

impl Voice {
    pub fn say(self, message: &Message) -> String {
        self.language.say(message)
    }

    pub fn word(self, name: &'static str) -> String {
        self.say(&Message::new(name))
    }

    /// A figure with all its digits, so that a column lines up.
    pub fn aligned(self, number: &Exact) -> String {
        localised(self.language, number.to_fixed(self.display))
    }

    /// A figure as short as it goes.
    pub fn printed(self, number: &Exact) -> String {
        let rounded = number.rounded(self.display);
        localised(self.language, rounded.to_decimal().unwrap_or_default())
    }

    /// A change with its sign; a nought as `0`.
    pub fn signed(self, number: &Exact) -> String {
        let sign = if *number > Exact::ZERO { "+" } else { "" };
        format!("{sign}{}", self.printed(number))
    }

    /// From the least to the most; one figure where they are the same.
    pub fn span(self, least: &Exact, most: &Exact) -> String {
        match (self.aligned(least), self.aligned(most)) {
            (least, most) if least == most => least,
            (least, most) => format!("{least}–{most}"),
        }
    }

    /// A fact with its figure's name: `nộp báo cáo = 20/6/2018`.
    pub fn fact(self, figure: &Figure, number: Option<&Exact>) -> String {
        let said = match number {
            None => self.word("not-given"),
            Some(number) => self.of_kind(figure, number),
        };
        format!("{} = {said}", figure.title.in_language(self.language))
    }

    fn of_kind(self, figure: &Figure, number: &Exact) -> String {
        let place = || number.floor().unwrap_or_default();
        match figure.kind {
            FigureKind::YesNo if number.is_zero() => self.word("word-no"),
            FigureKind::YesNo => self.word("word-yes"),
            FigureKind::Date => Day::of_number(place()).map_or_else(String::new, |day| {
                self.say(&Message::new("the-day").with("day", day.0))
            }),
            FigureKind::Grade => {
                let option = figure.option_title(usize::try_from(place()).unwrap_or(usize::MAX));
                option.in_language(self.language).to_owned()
            }
            _ => say_exact(self.language, number),
        }
    }
}
