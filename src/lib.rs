#![doc = include_str!("../README.md")]

mod quantity;
mod code;
mod language;
mod fault;
mod calendar;
mod column;
mod document;
mod agencies;
mod rule;
mod criteria;
mod plan;
mod table;
mod evidence;
mod scores;
mod losses;
mod standings;
mod comparison;
mod report;
mod error;

pub use agencies::{Agencies, Assessed};
pub use code::AgencyCode;
pub use comparison::Comparison;
pub use criteria::Criteria;
pub use error::Error;
pub use evidence::Evidence;
pub use fault::{FAULT_NAMES, Fault, Faults};
pub use language::Language;
pub use losses::{Loss, Losses};
pub use plan::Plan;
pub use quantity::{Exact, Mode, Percent, Points, Rank, Rounding, Year};
pub use report::{GroupedBy, Report, check_summary, findings_json, findings_text};
pub use rule::Cause;
pub use scores::{Award, Scores, Status, use_threads};
pub use standings::{Standing, Standings};
