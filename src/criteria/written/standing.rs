//! How a peer group is ranked, as written: tiers, caps, quota, ties.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Basis;
use crate::document::{At, list, word_or};
use crate::language::Text;
use crate::quantity::Exact;
use crate::rule::{Condition, Field};

/// A peer group.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct GroupForm {
    /// Title.
    pub title: Option<Text>,
    /// What its tiers' bounds are.
    pub tiers_by: Option<Basis>,
    /// Tiers, best first.
    #[serde(default, deserialize_with = "list")]
    pub tiers: Vec<TierForm>,
    /// Caps.
    #[serde(default, deserialize_with = "list")]
    pub caps: Vec<CapForm>,
    /// Quota.
    pub quota: Option<QuotaForm>,
    /// Tie rule.
    pub ties: Option<Ties>,
}

/// A tier: a band of percent or points, and what it needs.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TierForm {
    /// Its name.
    pub tier: At<String>,
    /// Its title, for a name that is not one of the five.
    pub title: Option<Text>,
    /// ≥
    pub from: Option<Exact>,
    /// >
    pub above: Option<Exact>,
    /// ≤
    pub to: Option<Exact>,
    /// <
    pub below: Option<Exact>,
    /// Conditions, all of which must hold.
    #[serde(default, deserialize_with = "list")]
    pub needs: Vec<TierNeed>,
}

/// A condition on the way to a tier.
#[derive(Clone, Debug)]
pub(crate) enum TierNeed {
    NoItemAtZero,
    NotSelfScored,
    Area(AreaNeed),
    Fact(Box<Condition>),
}

/// Percent of an area.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AreaNeed {
    /// The area, or any node, by code or id.
    pub code: At<String>,
    /// Percent of its applicable maximum, at least.
    pub from: Exact,
    #[serde(skip)]
    pub node: usize,
}

#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum TierNeedLong {
    /// An area reaches a percent.
    Area(AreaNeed),
    /// A condition over the set's own fields.
    Fact(Box<Condition>),
}

impl From<TierNeedLong> for TierNeed {
    fn from(long: TierNeedLong) -> Self {
        match long {
            TierNeedLong::Area(area) => Self::Area(area),
            TierNeedLong::Fact(condition) => Self::Fact(condition),
        }
    }
}

word_or!(TierNeed, TierNeedLong, |word| match word.as_str() {
    "no_item_at_zero" => TierNeed::NoItemAtZero,
    "not_self_scored" => TierNeed::NotSelfScored,
    word => {
        let known = &["no_item_at_zero", "not_self_scored", "area", "fact"];
        return Err(serde::de::Error::unknown_variant(word, known));
    }
});

/// The best tier still possible when a condition holds.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CapForm {
    /// The condition.
    #[serde(rename = "if")]
    pub condition: TierNeed,
    /// The best tier still possible.
    pub at_most: At<String>,
    /// Where the decision says so.
    pub reason: Option<Text>,
}

/// How many may hold a tier.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuotaForm {
    /// The tier.
    pub tier: At<String>,
    /// Among those who reached this tier or better.
    pub share_of: At<String>,
    /// Percent of them, at most.
    pub at_most: Exact,
}

/// How equal standings are ranked.
#[derive(Clone, Debug)]
pub(crate) enum Ties {
    Standard,
    Dense,
    Keys(KeysForm),
}

/// Keys compared in order, where standings are equal.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeysForm {
    /// The keys.
    #[serde(deserialize_with = "list")]
    pub keys: Vec<KeyForm>,
    /// What is done when they are equal too.
    #[serde(default)]
    pub then: Then,
}

/// What is done with standings equal in every key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Then {
    /// They share a rank.
    #[default]
    Standard,
    /// A person decides, with a reason.
    Manual,
}

/// Which end of a key is better.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum KeyForm {
    /// The higher is better.
    Higher(KeyOf),
    /// The lower is better.
    Lower(KeyOf),
}

/// What is compared.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum KeyOf {
    /// The points of a node, by code or id.
    Node(At<String>),
    /// One of the set's own fields.
    Fact(Field),
}

word_or!(Ties, KeysForm, |word| match word.as_str() {
    "standard" => Ties::Standard,
    "dense" => Ties::Dense,
    word => return Err(serde::de::Error::unknown_variant(word, &["standard", "dense", "keys"])),
});

impl From<KeysForm> for Ties {
    fn from(keys: KeysForm) -> Self {
        Self::Keys(keys)
    }
}
