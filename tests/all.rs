//! Everything that proves it, in one binary.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod advice;
mod analyses;
mod appraisal;
mod audit;
mod audit_planted;
mod book;
mod bundled;
mod cases;
mod consistency;
mod crosswalk;
mod documents;
mod faults;
mod form;
mod gathered;
mod history;
mod invariants;
mod json_page;
mod language;
mod layers;
mod losses;
mod malformed;
mod manual;
mod measure;
mod movement;
mod oracle;
mod oracle_agrees;
mod overview;
mod plain_tables;
mod page;
mod panel;
mod program;
mod published;
mod published_rules;
mod published_years;
mod review;
mod road;
mod robustness;
mod tables;
mod threads;
mod tutorial;
mod years;
