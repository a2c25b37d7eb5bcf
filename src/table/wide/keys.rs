//! What rows are called by: whole numbers where all are, else words.

use std::borrow::Cow;
use std::collections::HashMap;

/// Stands where a row has no key.
const GAP: i64 = i64::MIN;
/// Keys no further apart than this lie close.
const CLOSE: usize = 1 << 16;
/// Whole numbers below this are numbered by their place in a list.
const SMALL: usize = 1 << 22;
/// Words that are looked for one after the other before they are looked up.
const FEW: usize = 8;

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

/// Numbers for keys, 0 for the first that is met.
#[derive(Default)]
pub(crate) struct Numbering {
    /// One more than the number of each small whole; 0 where it was not met.
    small: Vec<u32>,
    others: HashMap<Key, u32>,
    met: u32,
}

/// Keys while they come in.
#[derive(Default)]
pub(super) struct Gathering {
    wholes: Vec<i64>,
    /// Set at the first key that is no plain whole number.
    words: Option<Coded>,
}

/// The code of each row, and the words known by theirs.
#[derive(Default)]
struct Coded {
    codes: Vec<u32>,
    known: HashMap<Box<str>, u32>,
    /// The first words, each with its code.
    first: Vec<(Box<str>, u32)>,
}

impl Keys {
    /// The first row that has no key.
    pub fn gap(&self) -> Option<usize> {
        match self {
            Self::Wholes(wholes) => wholes.iter().position(|whole| *whole == GAP),
            Self::Words { codes, .. } => codes.iter().position(|code| *code == 0),
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

impl Numbering {
    /// The number of this key.
    pub fn number(&mut self, key: Key) -> u32 {
        let next = self.met;
        let number = match key {
            Key::Whole(whole)
                if let Some(at) = usize::try_from(whole).ok().filter(|at| *at < SMALL) =>
            {
                if at >= self.small.len() {
                    self.small.resize((at + 1).next_power_of_two(), 0);
                }
                let Some(place) = self.small.get_mut(at) else { return next };
                if *place == 0 {
                    *place = next + 1;
                }
                *place - 1
            }
            key => *self.others.entry(key).or_insert(next),
        };
        self.met += u32::from(number == next);
        number
    }

    /// How many keys were met.
    pub fn len(&self) -> usize {
        usize::try_from(self.met).unwrap_or(usize::MAX)
    }
}

impl Coded {
    fn push(&mut self, text: &str) {
        let code = self.code(text);
        self.codes.push(code);
    }

    fn code(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return 0;
        }
        if let Some((_, code)) = self.first.iter().find(|(word, _)| **word == *text) {
            return *code;
        }
        if let Some(code) = self.known.get(text) {
            return *code;
        }
        let code = u32::try_from(self.known.len() + 1).unwrap_or(u32::MAX);
        self.known.insert(text.into(), code);
        if self.first.len() < FEW {
            self.first.push((text.into(), code));
        }
        code
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
        if let Some(words) = &mut self.words {
            words.push(text);
        }
    }

    #[cfg(feature = "parquet")]
    pub fn take_whole(&mut self, whole: Option<i64>) {
        match (&mut self.words, whole) {
            (None, whole) => self.wholes.push(whole.unwrap_or(GAP)),
            (Some(words), Some(whole)) => words.push(&whole.to_string()),
            (Some(words), None) => words.push(""),
        }
    }

    fn turn_to_words(&mut self) {
        let words = self.words.insert(Coded::default());
        for whole in &self.wholes {
            match *whole {
                GAP => words.push(""),
                whole => words.push(&whole.to_string()),
            }
        }
    }

    pub fn into_keys(self) -> Keys {
        let Some(Coded { codes, known, .. }) = self.words else {
            return Keys::Wholes(self.wholes);
        };
        let mut words: Vec<(u32, Box<str>)> =
            known.into_iter().map(|(word, code)| (code, word)).collect();
        words.sort_unstable();
        Keys::Words { codes, words: words.into_iter().map(|(_, word)| word.into()).collect() }
    }
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

    impl Keys {
        fn key(&self, row: usize) -> Option<Key> {
            match self {
                Self::Wholes(wholes) => {
                    wholes.get(row).copied().filter(|whole| *whole != GAP).map(Key::Whole)
                }
                Self::Words { codes, words } => {
                    let code = usize::try_from(codes.get(row)?.checked_sub(1)?).unwrap();
                    Some(Key::Word(words[code].as_str().into()))
                }
            }
        }
    }

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
        let mut numbering = Numbering::default();
        let numbers = mixed.numbered(|key| numbering.number(key));
        assert_eq!(numbers, [Some(0), None, Some(1), Some(0), Some(2)]);
        assert_eq!((mixed.gap(), numbering.len()), (Some(1), 3));
    }

    #[test]
    fn a_key_has_one_number_however_large_it_is() {
        let far = i64::try_from(SMALL).unwrap();
        let keys = [5, far, 0, -1, 5, far - 1, far, 2, -1];
        let mut numbering = Numbering::default();
        let numbers = keys.map(|whole| numbering.number(Key::Whole(whole)));
        assert_eq!(numbers, [0, 1, 2, 3, 0, 4, 1, 5, 3]);
        assert_eq!(numbering.number(Key::Word("5".into())), 6);
        assert_eq!(numbering.len(), 7);
    }

    #[test]
    fn many_words_are_coded_as_few_are() {
        let texts: Vec<String> = (0..3 * FEW).chain(0..3 * FEW).map(|k| format!("w{k}")).collect();
        let Keys::Words { codes, words } =
            keys(&texts.iter().map(String::as_str).collect::<Vec<_>>())
        else {
            panic!("words");
        };
        let (once, again) = codes.split_at(3 * FEW);
        assert_eq!(once, again);
        assert_eq!(words, texts[..3 * FEW]);
    }
}
