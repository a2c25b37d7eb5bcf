#![doc = include_str!("../README.md")]

pub mod quantity;
pub mod code;
pub mod language;
pub mod fault;
pub mod calendar;
mod column;
mod document;
pub mod agencies;
mod rule;
pub mod criteria;
mod plan;
mod table;
pub mod evidence;
pub mod scores;
pub mod losses;
pub mod standings;
pub mod comparison;
pub mod overview;
pub mod advice;
pub mod audit;
pub mod report;
mod error;

pub use advice::Advice;
pub use audit::Audit;
pub use code::AgencyCode;
pub use comparison::Comparison;
pub use criteria::Criteria;
pub use error::Error;
pub use evidence::Evidence;
pub use language::Language;
pub use losses::Losses;
pub use overview::Overview;
pub use plan::Plan;
pub use report::Report;
pub use scores::Scores;
pub use standings::Standings;
