//! Document -> Criteria: a decision as a tree of items with rules, proved sound.
//!
//! `written` holds what was written, `read` turns it into the tree, `check` proves it.

mod check;
mod fingerprint;
mod read;
mod tiers;
mod tree;
mod written;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use thiserror::Error;

use crate::calendar::Calendar;
use crate::code::{ItemCode, PeerGroup};
use crate::document::Words;
use crate::fault::{Fault, Faults, Place};
use crate::language::{Language, Text};
use crate::quantity::{Exact, Points, Rounding, Stages, Year};
use crate::rule::{Figure, Rule};
pub(crate) use tiers::{Cap, Key, Quota, TieRule, Tier};
pub(crate) use written::{
    Absence, Basis, Better, Index, Missing, NodeForm, Then, TierNeed, Unconfirmed, Unsubmitted,
};
pub use written::{Method, Origin};

/// A decision's criteria for one year, read and proved sound.
#[derive(Clone, Debug)]
pub struct Criteria {
    /// Name of the set, the same every year.
    pub set: String,
    /// Assessment year.
    pub year: Year,
    /// Title.
    pub title: Text,
    /// The decision.
    pub source: String,
    /// Whether it is documented, reconstructed or made up.
    pub origin: Origin,
    /// The maximum of all areas.
    pub total: Points,
    /// Findings in the official text, accepted with a reason.
    pub notes: Faults,
    pub(crate) fingerprint: String,
    pub(crate) stages: Stages,
    pub(crate) rank_by: Basis,
    pub(crate) survey_absence: Option<Absence>,
    pub(crate) unconfirmed: Unconfirmed,
    pub(crate) unsubmitted: Unsubmitted,
    pub(crate) calendar: Calendar,
    pub(crate) groups: Vec<Group>,
    /// The root stands for the set; areas are its children. In the order of the decision, parents first.
    pub(crate) nodes: Vec<Node>,
    pub(crate) figures: Vec<Arc<Figure>>,
    /// Columns, those that the engine works out included.
    pub(crate) slots: usize,
}

/// A peer group and how it is ranked.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub name: PeerGroup,
    pub title: Text,
    pub tiers_by: Basis,
    pub tiers: Vec<Tier>,
    pub caps: Vec<Cap>,
    pub quota: Option<Quota>,
    pub ties: TieRule,
}

/// What a node's points are to its parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Points of its maximum.
    Score,
    /// Points beyond any maximum.
    Bonus,
    /// Points taken away.
    Deduction,
}

/// An area, a criterion, a sub-criterion; an item when it has a rule.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub id: ItemCode,
    pub code: String,
    pub title: Text,
    pub role: Role,
    /// The most it earns, adds or takes.
    pub max: Exact,
    pub source: String,
    pub origin: Origin,
    pub method: Method,
    pub appraiser: Option<Text>,
    pub answerable: Vec<(String, Exact)>,
    pub asks: Vec<Text>,
    pub was: BTreeMap<Year, String>,
    pub note: Option<Text>,
    /// The nearest policy for what does not apply, and the node that carries it.
    pub absence: (Absence, usize),
    pub missing: Missing,
    pub better: Option<Better>,
    pub rule: Option<Arc<Rule>>,
    /// The rule as written.
    pub rule_words: Words,
    /// The columns that its rule reads.
    pub reads: Vec<usize>,
    pub parent: usize,
    pub children: Vec<usize>,
    pub depth: usize,
    pub place: Place,
    pub max_place: Place,
    pub rule_place: Place,
    pub accepts: Vec<Accept>,
}

/// A finding that the text has all the same.
#[derive(Clone, Debug)]
pub(crate) struct Accept {
    pub finding: String,
    pub reason: String,
    pub place: Place,
}

/// Why criteria could not be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum CriteriaError {
    /// A file could not be opened.
    #[error("cannot read criteria `{}`: {source}", path.display())]
    Unreadable {
        /// The file asked for.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The files were read and are wrong.
    #[error("{0}")]
    Faulty(Faults),
}

impl Criteria {
    /// Reads the set in the folder `path` (or its `index.yaml`), proves it sound and returns it with its notes.
    ///
    /// # Errors
    /// When a file cannot be opened, or when anything in the files is wrong: all faults at once.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, CriteriaError> {
        let path = path.as_ref();
        let index = if path.is_dir() { path.join("index.yaml") } else { path.to_owned() };
        let folder = index.parent().unwrap_or(Path::new("")).to_owned();
        if path.is_dir() && !index.exists() {
            let mut faults = Faults::default();
            faults.add(Fault::new("no-criteria", &Place::whole(&path.display().to_string())));
            return Err(CriteriaError::Faulty(faults));
        }
        let bytes = std::fs::read(&index)
            .map_err(|source| CriteriaError::Unreadable { path: index.clone(), source })?;
        let area = |name: &str| {
            let path = folder.join(name);
            std::fs::read(&path).map(|bytes| (path.display().to_string(), bytes)).ok()
        };
        read::read(&index.display().to_string(), &bytes, &area)
    }

    /// Reads a set from texts: the index first, then area files by the names that the index uses.
    ///
    /// # Errors
    /// When anything in the texts is wrong: all faults at once.
    pub fn from_texts(files: &[(&str, &str)]) -> Result<Self, CriteriaError> {
        let (name, text) = files.first().copied().unwrap_or(("index.yaml", ""));
        let area = |wanted: &str| {
            let named = |name: &str| Path::new(name).file_name() == Path::new(wanted).file_name();
            files
                .iter()
                .find(|(name, _)| named(name))
                .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
        };
        read::read(name, text.as_bytes(), &area)
    }

    /// The digits and mode of printed figures.
    #[must_use]
    pub fn display(&self) -> Rounding {
        self.stages.display.unwrap_or(Rounding::DISPLAY)
    }

    /// What all that decides points comes to in one short text: two sets with the same one award the same. Titles,
    /// sources, notes and who answers may differ.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// How the item with this id earns points, in plain words.
    #[must_use]
    pub fn rule_text(&self, item: &str, language: Language) -> Option<String> {
        let node = self.nodes.iter().find(|node| node.id.as_str() == item)?;
        let said = language.say(&node.rule.as_ref()?.worded(&node.max));
        let mut letters = said.chars();
        Some(letters.next()?.to_uppercase().chain(letters).collect())
    }

    /// The items: what is scored.
    pub(crate) fn items(&self) -> impl Iterator<Item = (usize, &Node, &Arc<Rule>)> {
        self.nodes
            .iter()
            .enumerate()
            .filter_map(|(k, node)| node.rule.as_ref().map(|rule| (k, node, rule)))
    }

    /// The node called so: its id, or a code that only one node prints.
    pub(crate) fn node(&self, code: &str) -> Option<usize> {
        let by_id = self.nodes.iter().skip(1).position(|node| node.id.as_str() == code);
        by_id
            .or_else(|| self.nodes.iter().skip(1).position(|node| node.code == code))
            .map(|k| k + 1)
    }

    /// The area that a node belongs to; nothing for the root.
    pub(crate) fn area(&self, k: usize) -> Option<&Node> {
        let up = |k: &usize| self.nodes.get(*k).map(|node| node.parent);
        let lineage = std::iter::successors(Some(k), up).take(64);
        lineage.filter_map(|k| self.nodes.get(k)).find(|node| node.depth == 1)
    }

    /// The figure called so at an item, or at the set when there is none.
    pub(crate) fn figure(&self, item: Option<&str>, name: &str) -> Option<&Arc<Figure>> {
        self.figures.iter().find(|figure| {
            figure.name == name && figure.item.as_ref().map(ItemCode::as_str) == item
        })
    }

    pub(crate) fn group(&self, name: &PeerGroup) -> Option<&Group> {
        self.groups.iter().find(|group| group.name == *name)
    }

    /// The JSON Schema of `index.yaml`, for a YAML editor.
    #[must_use]
    pub fn schema() -> serde_json::Value {
        schemars::schema_for!(Index).to_value()
    }

    /// The JSON Schema of an area's file.
    #[must_use]
    pub fn area_schema() -> serde_json::Value {
        schemars::schema_for!(NodeForm).to_value()
    }
}
