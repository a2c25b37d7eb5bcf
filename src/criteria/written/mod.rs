//! Criteria as written: the shapes of `index.yaml` and of area files. Nothing here is checked yet.

mod node;
mod standing;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::calendar::Day;
use crate::document::{At, Pairs, list, word_or};
use crate::language::Text;
use crate::quantity::{Exact, Stages};
use crate::rule::Declared;
pub use node::Method;
pub(crate) use node::{AcceptForm, Answerable, AreaForm, Better, NodeForm};
pub(crate) use standing::{
    CapForm, GroupForm, KeyForm, KeyOf, QuotaForm, Then, TierForm, TierNeed, Ties,
};

/// `index.yaml`: a decision for one peer group and year.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Index {
    /// Name of the set, the same every year.
    pub set: At<String>,
    /// Assessment year.
    pub year: i16,
    /// Title.
    pub title: Text,
    /// The decision.
    pub source: String,
    /// Whether it is documented, reconstructed or made up.
    #[serde(default)]
    pub origin: Option<Origin>,
    /// Points; areas add up to it.
    pub total: At<Exact>,
    /// How decimals are written in this set.
    #[expect(dead_code, reason = "looked up before the rest, to know how to read the rest")]
    pub numbers: Option<Numbers>,
    /// Rounding by stage.
    #[serde(default)]
    pub rounding: Stages,
    /// What ranks look at.
    #[serde(default)]
    pub rank_by: Basis,
    /// What tiers' bounds are.
    #[serde(default)]
    pub tiers_by: Basis,
    /// What an item that does not apply earns.
    pub not_applicable: Option<At<Absence>>,
    /// Whether an N/A that nobody confirmed counts.
    #[serde(default)]
    pub unconfirmed: Unconfirmed,
    /// What an item without figures earns.
    pub missing: Option<Missing>,
    /// Whether an agency that sent nothing is ranked.
    #[serde(default)]
    pub unsubmitted: Unsubmitted,
    /// Whether the survey was held.
    pub survey: Option<SurveyForm>,
    /// Days off.
    #[serde(default, deserialize_with = "list")]
    pub holidays: Vec<At<DaysOff>>,
    /// Weekend days worked in exchange.
    #[serde(default, deserialize_with = "list")]
    pub workdays: Vec<Day>,
    /// Figures about the agency as a whole.
    #[serde(default)]
    pub fields: Pairs<Declared>,
    /// Who is ranked with whom.
    pub groups: Pairs<GroupForm>,
    /// Tiers of every group that has none of its own.
    #[serde(default, deserialize_with = "list")]
    pub tiers: Vec<TierForm>,
    /// Caps of every group that has none of its own.
    #[serde(default, deserialize_with = "list")]
    pub caps: Vec<CapForm>,
    /// Quota of every group that has none of its own.
    pub quota: Option<QuotaForm>,
    /// Tie rule of every group that has none of its own.
    pub ties: Option<Ties>,
    /// Findings that this text has all the same.
    #[serde(default, deserialize_with = "list")]
    pub accepts: Vec<AcceptForm>,
    /// Anything for the reader.
    pub note: Option<Text>,
    /// The areas: file names, or written here.
    #[serde(deserialize_with = "list")]
    pub areas: Vec<AreaForm>,
}

/// How decimals are written.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Numbers {
    /// 0,5
    Vi,
    /// 0.5
    En,
}

/// How far a set or an item can be trusted to be the decision's own words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// From the document or an official page that quotes it.
    #[default]
    Documented,
    /// Built again from its effects.
    Reconstructed,
    /// Made up.
    MadeUp,
}

/// Percent of the applicable maximum, or points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Basis {
    /// Percent of the applicable maximum.
    #[default]
    Percent,
    /// Points.
    Points,
}

/// Whether an N/A that nobody confirmed counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Unconfirmed {
    /// It does.
    #[default]
    Accept,
    /// The item is scored as evidence.
    Refuse,
}

/// What an item without figures earns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Missing {
    /// Nothing, of its maximum.
    #[default]
    Zero,
    /// It does not apply.
    NotApplicable,
}

/// Whether an agency that sent nothing is ranked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Unsubmitted {
    /// It is left unranked.
    #[default]
    Unranked,
    /// It is ranked with nothing.
    Ranked,
}

/// What an item that does not apply earns.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Absence {
    /// Its maximum leaves every denominator.
    Exclude,
    /// It counts as the maximum.
    FullPoints,
    /// A bonus is granted without proof.
    Grant,
    /// Its maximum is shared equally among its siblings.
    Redistribute,
    /// What the rest earned is rescaled to this maximum.
    RescaleTo(Exact),
}

/// Whether the survey was held, and what its items earn when it was not.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SurveyForm {
    /// Whether it was held.
    pub held: bool,
    /// `exclude`, or `rescale_to` the set's total.
    pub if_not_held: NotHeld,
}

/// What the items of a survey that was not held earn.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum NotHeld {
    /// Their maximum leaves every denominator.
    Exclude,
    /// What the rest earned is rescaled to this maximum.
    RescaleTo(Exact),
}

impl From<&NotHeld> for Absence {
    fn from(not_held: &NotHeld) -> Self {
        match not_held {
            NotHeld::Exclude => Self::Exclude,
            NotHeld::RescaleTo(most) => Self::RescaleTo(most.clone()),
        }
    }
}

/// One day off, or several in a row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DaysOff {
    pub from: Day,
    pub to: Day,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct DaysOffLong {
    /// The first.
    from: Day,
    /// The last.
    to: Day,
}

impl From<DaysOffLong> for DaysOff {
    fn from(DaysOffLong { from, to }: DaysOffLong) -> Self {
        Self { from, to }
    }
}

word_or!(DaysOff, DaysOffLong, |day: Day| DaysOff { from: day, to: day });
