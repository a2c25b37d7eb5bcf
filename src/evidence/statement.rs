//! A line of evidence: what it says of which agency, item and field, and what that rests on.

use std::sync::Arc;

use super::lane::Stamp;
use super::sources::Ground;
use super::{Reference, Source};
use crate::fault::Place;

/// One figure as written.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub agency: (String, Place),
    pub year: (String, Place),
    pub item: (String, Place),
    pub field: (String, Place),
    pub value: (String, Place),
    pub document: Option<Reference>,
    pub note: Option<String>,
    pub stamp: Stamp,
}

impl Cell {
    /// What it says.
    pub fn statement(&self) -> Statement<'_> {
        fn text((text, place): &(String, Place)) -> (&str, &Place) {
            (text, place)
        }
        Statement {
            agency: text(&self.agency),
            year: text(&self.year),
            item: text(&self.item),
            field: text(&self.field),
            value: text(&self.value),
            document: self.document.as_ref(),
            note: self.note.as_deref(),
            stamp: &self.stamp,
        }
    }
}

/// What a line of evidence says, where it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Statement<'a> {
    pub agency: (&'a str, &'a Place),
    pub year: (&'a str, &'a Place),
    pub item: (&'a str, &'a Place),
    pub field: (&'a str, &'a Place),
    pub value: (&'a str, &'a Place),
    pub document: Option<&'a Reference>,
    pub note: Option<&'a str>,
    pub stamp: &'a Stamp,
}

impl Statement<'_> {
    /// What it rests on, and where it stands.
    pub fn source(&self) -> Source {
        let Ground { document, note, by, on, .. } = self.ground();
        Source { document, note, by, on, place: self.value.1.clone() }
    }

    /// Whether that is what it rests on.
    pub fn rests_on(&self, ground: &Ground) -> bool {
        let Ground { document, note, by, on, file } = ground;
        document.as_ref() == self.document
            && note.as_deref() == self.note
            && *by == self.stamp.by
            && *on == self.stamp.on
            && *file == self.value.1.file
    }

    /// What it rests on.
    pub fn ground(&self) -> Ground {
        Ground {
            document: self.document.cloned(),
            note: self.note.map(ToOwned::to_owned),
            by: self.stamp.by.clone(),
            on: self.stamp.on,
            file: Arc::clone(&self.value.1.file),
        }
    }
}
