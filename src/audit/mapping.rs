//! A mapping that a person writes: which column holds what, and which relations are to hold.

use serde::Deserialize;

use super::roles::Role;
use crate::document::{At, DecimalMark, Document, Pairs};
use crate::fault::{Fault, Faults};

/// `columns: { "Điểm đạt": points }`, `relations: [{ sum: [a, b], is: c }]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mapping {
    /// Roles by heading.
    #[serde(default)]
    pub columns: Pairs<Role>,
    /// Relations between columns, row by row.
    #[serde(default)]
    pub relations: Vec<Written>,
    /// Tiers and the figures they start from.
    #[serde(default)]
    pub tiers: Pairs<crate::quantity::Exact>,
}

/// One relation: exactly one of `sum`, `difference` and `share`, and `is`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Written {
    /// Columns that add up.
    pub sum: Option<Vec<At<String>>>,
    /// The first column less the others.
    pub difference: Option<Vec<At<String>>>,
    /// The part of a share.
    pub share: Option<At<String>>,
    /// The whole of a share.
    pub of: Option<At<String>>,
    /// The column that the relation gives.
    pub is: At<String>,
}

impl Mapping {
    pub fn read(file: &str, text: &str, faults: &mut Faults) -> Option<Self> {
        let document = Document::parse(file, text.as_bytes(), faults)?;
        let mapping: Self = document.read(DecimalMark::Point, faults)?;
        for written in &mapping.relations {
            let kinds = [
                written.sum.is_some(),
                written.difference.is_some(),
                written.share.is_some() && written.of.is_some(),
            ];
            if kinds.iter().filter(|kind| **kind).count() != 1 {
                faults.add(Fault::new("relation-bad", written.is.place()));
            }
        }
        Some(mapping)
    }
}

impl Written {
    /// Every column it names.
    pub fn columns(&self) -> impl Iterator<Item = &At<String>> {
        let lists = self.sum.iter().flatten().chain(self.difference.iter().flatten());
        lists.chain(&self.share).chain(&self.of).chain([&self.is])
    }
}
