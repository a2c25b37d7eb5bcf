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
mod standings;
mod comparison;
mod audit;
mod report;
mod error;

pub use agencies::{Agencies, Assessed};
pub use audit::{Audit, AuditError};
pub use code::AgencyCode;
pub use comparison::Comparison;
pub use criteria::Criteria;
pub use error::Error;
pub use evidence::Evidence;
pub use fault::{FAULT_NAMES, Fault, Faults};
pub use language::Language;
pub use plan::Plan;
pub use quantity::{Exact, Percent, Points, Rank, Year};
pub use report::{Report, audit_json, audit_text, check_summary, findings_json, findings_text};
pub use scores::{Award, Scores, Status, use_threads};
pub use standings::{Standing, Standings};
