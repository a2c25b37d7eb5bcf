//! Everything that proves it, in one binary.

mod bundled;
mod cases;
mod faults;
mod invariants;
mod language;
mod layers;
mod malformed;
mod manual;
mod oracle;
mod oracle_agrees;
mod program;
mod published;
mod threads;
