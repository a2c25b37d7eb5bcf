//! Everything that proves it, in one binary.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod advice;
mod audit;
mod audit_planted;
mod bundled;
mod cases;
mod crosswalk;
mod documents;
mod faults;
mod invariants;
mod language;
mod layers;
mod losses;
mod malformed;
mod manual;
mod movement;
mod oracle;
mod oracle_agrees;
mod overview;
mod program;
mod published;
mod published_rules;
mod road;
mod threads;
mod years;
