//! How an exact number is printed inside a sentence.

use super::Language;
use crate::quantity::{Exact, Mode, Rounding};

/// The number with the language's decimal mark: all its digits if they are at most four, else the first four and `…`.
#[must_use]
pub fn say_exact(language: Language, number: &Exact) -> String {
    let cut = Rounding { digits: 4, mode: Mode::Truncate };
    let text = match number.to_decimal() {
        Some(text) if text.split_once('.').is_none_or(|(_, part)| part.len() <= 4) => text,
        _ => format!("{}…", number.to_fixed(cut)),
    };
    localised(language, text)
}

/// A decimal text with a point, in the language's spelling and with a true minus sign.
pub(crate) fn localised(language: Language, text: String) -> String {
    let text = text.replace('-', "−");
    match language {
        Language::Vietnamese => text.replace('.', ","),
        Language::English => text,
    }
}
