//! Criteria as written: the shapes of `index.yaml` and of area files. Nothing here is checked yet.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::calendar::Day;
use crate::document::{At, Pairs, list, word_or};
use crate::language::Text;
use crate::quantity::{Exact, Stages};
use crate::rule::{Condition, Declared, Field, Rule};

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
    pub holidays: Vec<DaysOff>,
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Absence {
    Exclude,
    FullPoints,
    Grant,
    Redistribute,
    RescaleTo(Exact),
}

#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum AbsenceForm {
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

impl<'de> Deserialize<'de> for Absence {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match AbsenceForm::deserialize(deserializer)? {
            AbsenceForm::Exclude => Self::Exclude,
            AbsenceForm::FullPoints => Self::FullPoints,
            AbsenceForm::Grant => Self::Grant,
            AbsenceForm::Redistribute => Self::Redistribute,
            AbsenceForm::RescaleTo(most) => Self::RescaleTo(most),
        })
    }
}

impl JsonSchema for Absence {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Absence".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        AbsenceForm::json_schema(generator)
    }
}

/// Whether the survey was held, and what its items earn when it was not.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SurveyForm {
    /// Whether it was held.
    pub held: bool,
    /// `exclude`, or `rescale_to` the set's total.
    pub if_not_held: At<Absence>,
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

word_or!(DaysOff, DaysOffLong, |word| match Day::parse(&word) {
    Some(day) => DaysOff { from: day, to: day },
    None => return Err(serde::de::Error::custom(word.as_str())),
});

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
    Fact(Condition),
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
    Fact(Condition),
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
    _ => return Err(serde::de::Error::custom(word.as_str())),
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
    _ => return Err(serde::de::Error::custom(word.as_str())),
});

impl From<KeysForm> for Ties {
    fn from(keys: KeysForm) -> Self {
        Self::Keys(keys)
    }
}

/// A finding that an official text has all the same.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AcceptForm {
    /// The finding's name.
    pub finding: At<String>,
    /// Why it stands.
    pub reason: String,
}

/// An area: a file's name, or written here.
#[derive(Debug)]
pub(crate) enum AreaForm {
    File(At<String>),
    Here(Box<NodeForm>),
}

impl From<NodeForm> for AreaForm {
    fn from(node: NodeForm) -> Self {
        Self::Here(Box::new(node))
    }
}

word_or!(AreaForm, NodeForm, |word| AreaForm::File(word));

/// A node of the tree: area, criterion, sub-criterion.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NodeForm {
    /// As printed in the decision.
    pub code: At<String>,
    /// What evidence refers to; the code unless given.
    pub id: Option<At<String>>,
    /// Title.
    pub title: Text,
    /// Points; children add up to it.
    pub max: Option<At<Exact>>,
    /// Points it may add beyond the maximum.
    pub bonus: Option<At<Exact>>,
    /// Points it may take away.
    pub deduction: Option<At<Exact>>,
    /// Annex and item of the decision.
    pub source: Option<String>,
    /// Whether it is documented, reconstructed or made up.
    pub origin: Option<Origin>,
    /// Who supplies the figures.
    pub method: Option<Method>,
    /// Who appraises.
    pub appraiser: Option<Text>,
    /// Who in the agency answers for it.
    pub answerable: Option<Answerable>,
    /// The evidence demanded.
    #[serde(default, deserialize_with = "list")]
    pub asks: Vec<Text>,
    /// Its id in earlier years.
    #[serde(default)]
    pub was: Pairs<String>,
    /// What it earns when it does not apply.
    pub not_applicable: Option<At<Absence>>,
    /// What it earns when its figures were not given.
    pub missing: Option<Missing>,
    /// Which way the rule's value gets better.
    pub better: Option<Better>,
    /// Figures the agency declares.
    #[serde(default)]
    pub fields: Pairs<Declared>,
    /// How the figures earn points.
    pub rule: Option<Rule>,
    /// Children.
    #[serde(default, deserialize_with = "list")]
    pub items: Vec<NodeForm>,
    /// Findings that this text has all the same.
    #[serde(default, deserialize_with = "list")]
    pub accepts: Vec<AcceptForm>,
    /// Anything for the reader.
    pub note: Option<Text>,
}

/// Who supplies an item's figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// The agency, with evidence.
    #[default]
    #[serde(rename = "self")]
    #[schemars(rename = "self")]
    SelfScored,
    /// A survey.
    Survey,
    /// Another body.
    External,
    /// An information system.
    Read,
}

/// Which way a value gets better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Better {
    /// The higher, the better.
    Higher,
    /// The lower, the better.
    Lower,
}

/// Offices and their percent shares, lead first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answerable(pub Vec<(String, Exact)>);

#[derive(Deserialize, JsonSchema)]
#[serde(transparent)]
struct AnswerableShares(Pairs<Exact>);

impl From<AnswerableShares> for Answerable {
    fn from(AnswerableShares(shares): AnswerableShares) -> Self {
        Self(
            shares
                .iter()
                .map(|(office, share)| (office.to_string(), share.clone()))
                .collect(),
        )
    }
}

word_or!(Answerable, AnswerableShares, |word| Answerable(vec![(
    word.to_string(),
    Exact::HUNDRED
)]));
