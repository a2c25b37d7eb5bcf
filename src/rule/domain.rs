//! What a value can be, before any agency gives one.

use crate::quantity::Exact;

/// What a value can be: its ends, where it has any, and whether it is whole.
#[derive(Clone, Debug, Default)]
pub(crate) struct Domain {
    pub least: Option<Exact>,
    pub most: Option<Exact>,
    pub whole: bool,
}

impl Domain {
    pub fn holds(&self, value: &Exact) -> bool {
        self.least.as_ref().is_none_or(|least| least <= value)
            && self.most.as_ref().is_none_or(|most| value <= most)
            && (!self.whole || value.is_whole())
    }
}
