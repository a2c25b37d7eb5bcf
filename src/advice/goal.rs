//! What an agency wants to reach, as it is typed: `tier:good`, `rank:5`, `points:90`, `+2.5`.

use crate::criteria::Group;
use crate::quantity::Exact;

/// A goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    /// This tier or a better one, by its name or title.
    Tier(String),
    /// This place in its peer group or a better one.
    Rank(u32),
    /// These points or more.
    Points(Exact),
    /// So many points more than now.
    More(Exact),
}

impl Goal {
    /// Reads a goal; a decimal comma is understood.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let number = |text: &str| Exact::parse(&text.trim().replacen(',', ".", 1));
        if let Some(more) = text.strip_prefix('+') {
            return number(more).map(Self::More);
        }
        let (kind, what) = text.split_once(':')?;
        match kind.trim() {
            "tier" => Some(Self::Tier(what.trim().to_owned())),
            "rank" => what
                .trim()
                .parse()
                .ok()
                .filter(|rank| *rank > 0)
                .map(Self::Rank),
            "points" => number(what).map(Self::Points),
            _ => None,
        }
    }
}

/// The place of a tier among its group's, by name or title in either language.
pub(super) fn tier_named(group: &Group, name: &str) -> Option<usize> {
    let called = |text: &str| text.to_lowercase() == name.to_lowercase();
    group
        .tiers
        .iter()
        .position(|tier| called(&tier.name) || called(&tier.title.vi) || called(&tier.title.en))
}
