//! Faults of a register's lines: the first of each kind are shown, the rest are counted; none is dropped.

use std::collections::BTreeMap;

use crate::fault::{Fault, Faults, Place};

/// Faults of one kind that are shown.
const SHOWN: usize = 20;
/// Words of one kind that are shown.
const WORDS: usize = 100;

/// A fault name and the heading of its column.
type Kind = (&'static str, String);
/// Words, where each stands first and how often.
type Words = BTreeMap<String, (Place, u64)>;

/// What is wrong in the lines read so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    kinds: BTreeMap<&'static str, (Vec<Fault>, u64)>,
    /// Words that nothing is known by.
    words: BTreeMap<Kind, Words>,
    /// Lines with words beyond those kept.
    beyond: BTreeMap<Kind, u64>,
}

impl Found {
    /// One more fault of the kind `name`, made only where it is shown.
    pub fn add(&mut self, name: &'static str, fault: impl FnOnce() -> Fault) {
        let (shown, count) = self.kinds.entry(name).or_default();
        *count += 1;
        if shown.len() < SHOWN {
            shown.push(fault());
        }
    }

    /// One more line with a word that nothing is known by.
    pub fn word(&mut self, name: &'static str, heading: &str, word: &str, place: Place) {
        let words = self.words.entry((name, heading.to_owned())).or_default();
        match words.get_mut(word) {
            Some((_, lines)) => *lines += 1,
            None => {
                words.insert(word.to_owned(), (place, 1));
            }
        }
        self.trim();
    }

    /// Those of later lines as well.
    pub fn join(&mut self, later: Self) {
        for (name, (shown, count)) in later.kinds {
            let (first, sum) = self.kinds.entry(name).or_default();
            *sum += count;
            let room = SHOWN.saturating_sub(first.len());
            first.extend(shown.into_iter().take(room));
        }
        for (key, words) in later.words {
            let known = self.words.entry(key).or_default();
            for (word, (place, lines)) in words {
                known.entry(word).or_insert((place, 0)).1 += lines;
            }
        }
        for (key, lines) in later.beyond {
            *self.beyond.entry(key).or_default() += lines;
        }
        self.trim();
    }

    /// Keeps the first words in their own order, whatever the order of lines was, so that threads change nothing.
    fn trim(&mut self) {
        for (key, words) in &mut self.words {
            while words.len() > WORDS {
                let Some((_, (_, lines))) = words.pop_last() else { break };
                *self.beyond.entry(key.clone()).or_default() += lines;
            }
        }
    }

    /// All of it as faults; `hint` knows the word that may have been meant.
    pub fn into_faults(
        self,
        file: &str,
        hint: impl Fn(&str, &str) -> crate::language::Term,
    ) -> Faults {
        let mut faults = Faults::default();
        let number = |lines: u64| usize::try_from(lines).unwrap_or(usize::MAX);
        for ((name, heading), words) in self.words {
            for (word, (place, lines)) in words {
                let fault = Fault::new(name, &place).with("column", heading.as_str());
                let fault = fault.with("word", word.as_str()).with("lines", number(lines));
                faults.add(fault.with("hint", hint(&heading, &word)));
            }
        }
        let mut faults = faults.sorted();
        let mut more = Faults::default();
        for ((name, _), lines) in self.beyond {
            more.add(rest(file, name, number(lines)));
        }
        for (name, (shown, count)) in self.kinds {
            let left = number(count) - shown.len();
            shown.into_iter().for_each(|fault| faults.add(fault));
            if left > 0 {
                more.add(rest(file, name, left));
            }
        }
        faults.join(more);
        faults
    }
}

fn rest(file: &str, name: &'static str, lines: usize) -> Fault {
    Fault::new("more-lines", &Place::whole(file)).with("lines", lines).with("fault", name)
}
