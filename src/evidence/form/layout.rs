//! What a form's cells are called: all that who writes one and who reads it back have to agree on.

use crate::evidence::Lane;

/// The version of this layout.
pub const FORMAT: u32 = 2;
/// The versions that are read: the first has no further lines.
pub(crate) const FORMATS: [&str; 2] = ["1", "2"];
/// The hidden sheet that says which set, year and agency the form is for: keys in column A, values in column B.
pub const IDENTITY: &str = "_par_index";
/// Its keys.
pub const IDENTITY_KEYS: [&str; 5] = ["format", "set", "year", "agency", "hash"];
/// What column A of the hidden row of keys holds.
pub const MARK: &str = env!("CARGO_PKG_NAME");
/// The names of the cells on the summary that say who gave each lane's points, and when.
pub const SIGNERS: [(&str, &str); 3] =
    [("self_by", "self_on"), ("appraised_by", "appraised_on"), ("final_by", "final_on")];
/// The columns that people fill in at the row of an item or a figure.
pub const FILLED: [&str; 17] = [
    "value",
    "not_applicable",
    "declared_by",
    "confirmed_by",
    "document",
    "date",
    "page",
    "document_title",
    "note",
    "claimed",
    "appraised",
    "appraised_why",
    "appraised_document",
    "final",
    "final_why",
    "final_document",
    "objective",
];
/// The columns of the sheet of further lines.
pub const FURTHER: [&str; 8] = ["lane", "item", "field", "value", "document", "note", "by", "on"];
/// The columns of a later lane at the row of an item or a figure.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Later {
    pub lane: Lane,
    /// The mark, or the figure.
    pub value: &'static str,
    pub why: &'static str,
    /// The document: number; date; page; title.
    pub document: &'static str,
}

/// The columns of the later lanes.
pub(crate) const LATER: [Later; 2] = [
    Later {
        lane: Lane::Appraised,
        value: "appraised",
        why: "appraised_why",
        document: "appraised_document",
    },
    Later { lane: Lane::Final, value: "final", why: "final_why", document: "final_document" },
];
