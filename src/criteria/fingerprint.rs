//! A set in one short text: what a form carries to know the criteria that it was made from.

use sha2::{Digest as _, Sha256};

use crate::document::Document;

/// Keys under which nothing decides points.
const WORDS: [&str; 10] = [
    "title",
    "source",
    "origin",
    "note",
    "asks",
    "accepts",
    "answerable",
    "appraiser",
    "reason",
    "was",
];
/// Keys under which a person chose the names.
const NAMED: [&str; 8] =
    ["fields", "groups", "points", "percent", "checklist", "each", "survey", "options"];

/// The digest of a set's documents, in their order.
#[derive(Clone, Debug)]
pub(super) struct Fingerprint(Sha256);

/// What decides points in one document.
#[derive(Clone, Debug)]
pub(super) struct Spelled(String);

impl Spelled {
    pub fn of(document: &Document) -> Self {
        Self(document.spelled(&WORDS, &NAMED))
    }
}

impl Fingerprint {
    pub fn of(documents: &[Spelled]) -> Self {
        let mut digest = Sha256::new();
        documents.iter().for_each(|Spelled(document)| digest.update(document));
        Self(digest)
    }

    /// As 64 hexadecimal digits.
    pub fn text(self) -> String {
        self.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
