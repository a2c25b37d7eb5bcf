//! What rows are called by: whole numbers where all are, else words.

use std::borrow::Cow;
use std::collections::HashMap;

/// Stands where a row has no key.
const GAP: i64 = i64::MIN;
/// Keys no further apart than this lie close.
const CLOSE: usize = 1 << 16;

/// What each row of a part is called by.
#[derive(Clone, Debug)]
pub(crate) enum Keys {
    Wholes(Vec<i64>),
    /// The word of each row, from 1; 0 where there is none.
    Words {
        codes: Vec<u32>,
        words: Vec<String>,
    },
}

/// One key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Key {
    Whole(i64),
    Word(Box<str>),
}

/// Keys while they come in.
#[derive(Default)]
pub(super) struct Gathering {
    wholes: Vec<i64>,
    /// Set at the first key that is no plain whole number.
    words: Option<Coded>,
}

/// Words known, and the code of each row.
type Coded = (HashMap<Box<str>, u32>, Vec<u32>);

impl Keys {
    /// The key of a row; nothing where there is none.
    pub fn key(&self, row: usize) -> Option<Key> {
        match self {
            Self::Wholes(wholes) => {
                wholes.get(row).copied().filter(|whole| *whole != GAP).map(Key::Whole)
            }
            Self::Words { codes, words } => {
                let code = usize::try_from(codes.get(row)?.checked_sub(1)?).ok()?;
                words.get(code).map(|word| Key::Word(word.as_str().into()))
            }
        }
    }

    /// The same key in every row.
    pub fn same(key: &Key, rows: usize) -> Self {
        match key {
            Key::Whole(whole) => Self::Wholes(vec![*whole; rows]),
            Key::Word(word) => Self::Words { codes: vec![1; rows], words: vec![word.to_string()] },
        }
    }

    /// A number for each row that is the same for the same key, as `number` gives them; nothing where there is no key.
    pub fn numbered(&self, mut number: impl FnMut(Key) -> u32) -> Vec<Option<u32>> {
        match self {
            Self::Wholes(wholes) => {
                let given = || wholes.iter().copied().filter(|whole| *whole != GAP);
                let (least, most) =
                    (given().min().unwrap_or_default(), given().max().unwrap_or_default());
                // keys that lie close to one another are asked for once each
                let span = most.checked_sub(least).and_then(|span| usize::try_from(span).ok());
                let mut known = vec![None; span.filter(|span| *span < CLOSE).map_or(0, |n| n + 1)];
                let mut of = |whole: i64| {
                    let place =
                        whole.checked_sub(least).and_then(|place| usize::try_from(place).ok());
                    match place.and_then(|place| known.get_mut(place)) {
                        Some(known) => *known.get_or_insert_with(|| number(Key::Whole(whole))),
                        None => number(Key::Whole(whole)),
                    }
                };
                wholes.iter().map(|whole| (*whole != GAP).then(|| of(*whole))).collect()
            }
            Self::Words { codes, words } => {
                let of = words.iter().map(|word| number(Key::Word(word.as_str().into())));
                let of: Vec<u32> = of.collect();
                let at = |code: &u32| of.get(usize::try_from(code.checked_sub(1)?).ok()?).copied();
                codes.iter().map(at).collect()
            }
        }
    }
}

impl Key {
    /// The key as people write it.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Whole(whole) => Cow::Owned(whole.to_string()),
            Self::Word(word) => Cow::Borrowed(word),
        }
    }
}

impl Gathering {
    pub fn take(&mut self, text: &str) {
        let text = text.trim();
        if self.words.is_none() {
            match plain(text) {
                Some(whole) => return self.wholes.push(whole),
                None if text.is_empty() => return self.wholes.push(GAP),
                None => self.turn_to_words(),
            }
        }
        if let Some((known, codes)) = &mut self.words {
            codes.push(code(text, known));
        }
    }

    #[cfg(feature = "parquet")]
    pub fn take_whole(&mut self, whole: Option<i64>) {
        match (&mut self.words, whole) {
            (None, whole) => self.wholes.push(whole.unwrap_or(GAP)),
            (Some((known, codes)), Some(whole)) => codes.push(code(&whole.to_string(), known)),
            (Some((_, codes)), None) => codes.push(0),
        }
    }

    fn turn_to_words(&mut self) {
        let mut known = HashMap::new();
        let mut of = |whole: &i64| match *whole {
            GAP => 0,
            whole => code(&whole.to_string(), &mut known),
        };
        let codes = self.wholes.iter().map(&mut of).collect();
        self.words = Some((known, codes));
    }

    pub fn into_keys(self) -> Keys {
        let Some((known, codes)) = self.words else {
            return Keys::Wholes(self.wholes);
        };
        let mut words: Vec<(u32, Box<str>)> =
            known.into_iter().map(|(word, code)| (code, word)).collect();
        words.sort_unstable();
        Keys::Words { codes, words: words.into_iter().map(|(_, word)| word.into()).collect() }
    }
}

fn code(text: &str, known: &mut HashMap<Box<str>, u32>) -> u32 {
    if text.is_empty() {
        return 0;
    }
    if let Some(code) = known.get(text) {
        return *code;
    }
    let code = u32::try_from(known.len() + 1).unwrap_or(u32::MAX);
    known.insert(text.into(), code);
    code
}

/// A whole number written as numbers are: `007` is a word.
fn plain(text: &str) -> Option<i64> {
    let is_plain = text == "0" || !text.starts_with('0');
    (is_plain && text.len() <= 18 && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(texts: &[&str]) -> Keys {
        let mut gathering = Gathering::default();
        texts.iter().for_each(|text| gathering.take(text));
        gathering.into_keys()
    }

    #[test]
    fn keys_are_numbers_while_all_are_and_words_from_the_first_that_is_none() {
        assert!(matches!(keys(&["7", "12", ""]), Keys::Wholes(_)));
        let mixed = keys(&["7", "", "snv", "7", "007"]);
        let texts: Vec<_> =
            (0..6).map(|row| mixed.key(row).map(|key| key.text().into_owned())).collect();
        let expected = [Some("7"), None, Some("snv"), Some("7"), Some("007"), None];
        assert_eq!(texts, expected.map(|text| text.map(str::to_owned)));
        let mut met = Vec::new();
        let numbers = mixed.numbered(|key| {
            met.push(key);
            u32::try_from(met.len()).unwrap()
        });
        assert_eq!(numbers, [Some(1), None, Some(2), Some(1), Some(3)]);
    }
}
