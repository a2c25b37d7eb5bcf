//! The tree as written: areas, criteria, sub-criteria.

use schemars::JsonSchema;
use serde::Deserialize;

use super::super::check::FINDINGS;
use super::{Absence, Missing, Origin};
use crate::document::{At, Kept, Pairs, list, word_or};
use crate::language::Text;
use crate::quantity::Exact;
use crate::rule::{Declared, Rule};

/// A finding that an official text has all the same.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AcceptForm {
    /// The finding's name.
    #[schemars(extend("enum" = FINDINGS))]
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
    pub answerable: Option<At<Answerable>>,
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
    pub rule: Option<Kept<Rule>>,
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
        Self(shares.iter().map(|(office, share)| (office.to_string(), share.clone())).collect())
    }
}

word_or!(Answerable, AnswerableShares, |word| Answerable(vec![(word.to_string(), Exact::HUNDRED)]));
