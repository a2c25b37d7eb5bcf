//! The agencies as registers name them: by code, or by a name that only one of them has.

use std::hash::{BuildHasher as _, RandomState};

use hashbrown::HashTable;

use super::Measures;
use crate::agencies::Agencies;
use crate::language::Language;
use crate::table::Words;

/// Agencies by what they are called.
pub(super) struct Known {
    pub year: i16,
    agencies: usize,
    codes: Index,
    names: Index,
}

/// Rows by words. The words stand in one text: a register of a nation is looked through from the cache.
#[derive(Default)]
struct Index {
    words: Words,
    /// The row of each word; nothing where two rows have it.
    rows: Vec<Option<usize>>,
    /// Codes of words by their hashes.
    places: HashTable<u32>,
    hasher: RandomState,
}

impl Index {
    fn code(&self, word: &str) -> Option<u32> {
        let is = |code: &u32| self.words.get(*code) == Some(word);
        self.places.find(self.hasher.hash_one(word), is).copied()
    }

    fn row(&self, word: &str) -> Option<usize> {
        let at = usize::try_from(self.code(word)?).ok()?.checked_sub(1)?;
        self.rows.get(at).copied().flatten()
    }

    /// A word that two rows have names neither.
    fn add(&mut self, word: &str, row: usize) {
        if let Some(code) = self.code(word) {
            let at = usize::try_from(code).unwrap_or(0).saturating_sub(1);
            if let Some(known) = self.rows.get_mut(at) {
                *known = known.filter(|known| *known == row);
            }
            return;
        }
        let code = self.words.push(word);
        self.rows.push(Some(row));
        let Self { words, places, hasher, .. } = self;
        let hash = |code: &u32| hasher.hash_one(words.get(*code).unwrap_or_default());
        places.insert_unique(hasher.hash_one(word), code, hash);
    }
}

impl Known {
    pub fn of(agencies: &Agencies, measures: &Measures) -> Self {
        let year = measures.year;
        let count = agencies.iter().count();
        let (mut codes, mut names) = (Index::default(), Index::default());
        for (row, agency) in agencies.iter().enumerate() {
            codes.add(agency.code.as_str(), row);
            for name in [&agency.name, agency.name_in(year)] {
                for language in [Language::Vietnamese, Language::English] {
                    names.add(name.in_language(language), row);
                }
            }
        }
        Self { year: year.0, agencies: count, codes, names }
    }

    /// Where the agency called so stands.
    pub fn row(&self, word: &str) -> Option<usize> {
        self.codes.row(word).or_else(|| self.names.row(word))
    }

    pub fn len(&self) -> usize {
        self.agencies
    }
}
