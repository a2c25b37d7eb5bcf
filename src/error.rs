//! Each stage's error under one name; the end of the road.

use thiserror::Error;

use crate::audit::AuditError;
use crate::criteria::CriteriaError;
use crate::evidence::EvidenceError;
use crate::fault::Faults;
use crate::losses::Unbalanced;
use crate::measure::MeasureError;

/// Why criteria, evidence, a register or a published table could not be read, or that this program is wrong.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The criteria.
    #[error(transparent)]
    Criteria(#[from] CriteriaError),
    /// The evidence.
    #[error(transparent)]
    Evidence(#[from] EvidenceError),
    /// A published table.
    #[error(transparent)]
    Audit(#[from] AuditError),
    /// This program: what agencies lost does not add up.
    #[error(transparent)]
    Losses(#[from] Unbalanced),
    /// A register or a survey.
    #[error(transparent)]
    Measure(#[from] MeasureError),
}

impl Error {
    /// The faults in a person's files; nothing when the system failed.
    #[must_use]
    pub fn faults(&self) -> Option<&Faults> {
        match self {
            Self::Criteria(CriteriaError::Faulty(faults))
            | Self::Evidence(EvidenceError::Faulty(faults))
            | Self::Audit(AuditError::Faulty(faults))
            | Self::Measure(MeasureError::Faulty(faults)) => Some(faults),
            _ => None,
        }
    }
}
