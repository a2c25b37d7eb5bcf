//! Files, Criteria -> Evidence: figures in columns, each with the document it rests on; all faults at once.

mod carry;
mod cells;
mod change;
mod columns;
mod typed;
mod figure;
pub(crate) mod form;
mod gathered;
mod lane;
mod layer;
mod names;
pub(crate) mod panel;
mod presence;
mod read;
mod said;
mod settle;
mod sources;
mod statement;
mod tables;
mod wide;
mod yaml;

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use thiserror::Error;

pub use columns::Figures;
pub(crate) use presence::{Presence, Presences};

use crate::agencies::{Agencies, Assessed};
use crate::calendar::Day;
use crate::code::AgencyCode;
use crate::column::Column;
use crate::criteria::Criteria;
use crate::fault::{Faults, Place};
use crate::language::Text;
use crate::quantity::Year;
use crate::rule::Figure;
pub use gathered::Gathered;
pub(crate) use lane::Grant;
pub use lane::{Lane, Mark, Stamp};
use layer::{Layer, View};
pub(crate) use said::{Line, Said, Signed};

/// What agencies sent and surveys measured in one year.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// The assessment year.
    pub year: Year,
    register: Agencies,
    decisions: Vec<Decision>,
    /// The lane that sees it so.
    lane: Lane,
    view: View,
    /// What every lane sees, the agency's own first; empty when there is no other.
    lanes: Arc<Vec<View>>,
    /// Points that agencies claim, by node and row.
    claims: Arc<BTreeMap<(usize, usize), Mark>>,
    /// What the lanes after the agency's own say, each by itself; nothing when there is no other.
    later: Arc<[Layer; 2]>,
}

/// What a figure rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The document, if one is named.
    pub document: Option<Reference>,
    /// What was noted.
    pub note: Option<String>,
    /// Who says so.
    pub by: Option<String>,
    /// When.
    pub on: Option<Day>,
    /// Where the figure stands.
    pub place: Place,
}

/// A reference to a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Reference {
    /// Its number: `45/BC-SKHĐT`.
    pub number: String,
    /// Its date.
    pub date: Option<Day>,
    /// Page or section.
    pub page: String,
    /// Its title.
    pub title: String,
}

/// A tie that a person decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The agencies, the better first.
    pub order: Vec<AgencyCode>,
    /// Who decided.
    pub by: String,
    /// Why.
    pub reason: String,
    /// Where it is written down.
    pub source: String,
}

/// Why evidence could not be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum EvidenceError {
    /// A file or folder could not be opened.
    #[error("cannot read evidence `{}`: {source}", path.display())]
    Unreadable {
        /// The file or folder asked for.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The files were read and are wrong.
    #[error("{0}")]
    Faulty(Faults),
}

impl Evidence {
    /// Reads the folder `path`: every CSV, XLSX, ODS, Parquet and YAML file in it that does not begin with `published`, and the
    /// register `agencies.yaml` there or in the folder above. A single file is read with the register beside it.
    ///
    /// # Errors
    /// When a file cannot be opened, or when anything in the files is wrong: all faults at once.
    pub fn read(path: impl AsRef<Path>, criteria: &Criteria) -> Result<Self, EvidenceError> {
        Self::read_with_columns(path, None, criteria)
    }

    /// The same, with a file that says what the tables call their columns, instead of `columns.yaml` in the folder.
    ///
    /// # Errors
    /// When a file cannot be opened, or when anything in the files is wrong: all faults at once.
    pub fn read_with_columns(
        path: impl AsRef<Path>,
        columns: Option<&Path>,
        criteria: &Criteria,
    ) -> Result<Self, EvidenceError> {
        let path = path.as_ref();
        let unreadable = |path: &Path| {
            let path = path.to_owned();
            move |source| EvidenceError::Unreadable { path, source }
        };
        let (folder, mut names) = if path.is_dir() {
            let entries = std::fs::read_dir(path).and_then(Iterator::collect::<io::Result<Vec<_>>>);
            (
                path,
                entries.map_err(unreadable(path))?.into_iter().map(|entry| entry.path()).collect(),
            )
        } else {
            std::fs::metadata(path).map_err(unreadable(path))?;
            (path.parent().unwrap_or(Path::new("")), vec![path.to_owned()])
        };
        names.sort();
        names.retain(|name| read::is_evidence(name));
        let above = folder.parent().map(|above| above.join("agencies.yaml"));
        let register = [Some(folder.join("agencies.yaml")), above]
            .into_iter()
            .flatten()
            .find(|file| file.is_file());
        names.retain(|name| Some(name) != register.as_ref());
        names.extend(register);
        let mut files = Vec::new();
        for name in names {
            let bytes = std::fs::read(&name).map_err(unreadable(&name))?;
            files.push((name.display().to_string(), bytes));
        }
        let files: Vec<(&str, &[u8])> =
            files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        let mapping = match columns {
            Some(path) => {
                let bytes = std::fs::read(path).map_err(unreadable(path))?;
                Some((path.display().to_string(), bytes))
            }
            None => None,
        };
        let mapping = mapping.as_ref().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
        read::read(path.display().to_string().as_str(), &files, mapping, criteria)
    }

    /// Reads evidence from files in memory: `agencies.yaml`, CSV, Parquet, YAML, `decisions.yaml`, told apart by name.
    ///
    /// # Errors
    /// When anything in the files is wrong: all faults at once.
    pub fn from_files(files: &[(&str, &[u8])], criteria: &Criteria) -> Result<Self, EvidenceError> {
        read::read("evidence", files, None, criteria)
    }

    /// This evidence with last year's figures filled in from `earlier`, for rules that compare the two.
    /// An item is found by what the criteria say it was, else by the same id.
    #[must_use]
    pub fn following(
        mut self,
        criteria: &Criteria,
        earlier: &Self,
        earlier_criteria: &Criteria,
    ) -> Self {
        for figure in &criteria.figures {
            let Some(before) = last_years(criteria, figure, earlier_criteria) else {
                continue;
            };
            self.view.fill(figure.slot, &earlier.view, before);
            if !self.lanes.is_empty() {
                let views = Arc::make_mut(&mut self.lanes).iter_mut().zip(Lane::ALL);
                views.for_each(|(view, lane)| view.fill(figure.slot, earlier.seen(lane), before));
            }
        }
        self
    }

    /// This evidence as `lane` sees it: figures and marks of that lane, or of the latest before it.
    #[must_use]
    pub fn in_lane(mut self, lane: Lane) -> Self {
        self.view = self.seen(lane).clone();
        self.lane = lane;
        self
    }

    /// The lane that sees it so.
    #[must_use]
    pub fn lane(&self) -> Lane {
        self.lane
    }

    /// Whether any lane but the agencies' own says something, or an agency claims points.
    #[must_use]
    pub fn has_lanes(&self) -> bool {
        !self.lanes.is_empty() || !self.claims.is_empty()
    }

    fn seen(&self, lane: Lane) -> &View {
        self.lanes.get(lane.place()).unwrap_or(&self.view)
    }

    /// The agencies assessed, in the order of the register.
    #[must_use]
    pub fn agencies(&self) -> &[Assessed] {
        &self.view.agencies
    }

    /// The same, shared.
    pub(crate) fn all_agencies(&self) -> Arc<Vec<Assessed>> {
        Arc::clone(&self.view.agencies)
    }

    /// The register.
    #[must_use]
    pub fn register(&self) -> &Agencies {
        &self.register
    }

    /// Ties that persons decided.
    #[must_use]
    pub fn decisions(&self) -> &[Decision] {
        &self.decisions
    }

    /// How many rows there are; an agency each, but for a panel.
    pub(crate) fn rows(&self) -> usize {
        self.view.rows
    }

    pub(crate) fn columns(&self) -> &[Column] {
        &self.view.columns
    }

    /// The mark that is the award of the agency at `row` at an item, instead of what the rule gives.
    pub(crate) fn grant(&self, row: usize, node: usize) -> Option<&Grant> {
        self.view.grants.get(&(node, row))
    }

    /// Which of these rows have marks that are awards at an item.
    pub(crate) fn granted(
        &self,
        node: usize,
        rows: Range<usize>,
    ) -> impl Iterator<Item = (usize, &Grant)> {
        let all = self.view.grants.range((node, rows.start)..(node, rows.end));
        all.map(|((_, row), grant)| (*row, grant))
    }

    /// The points that the agency at `row` claims for an item.
    pub(crate) fn claim(&self, row: usize, node: usize) -> Option<&Mark> {
        self.claims.get(&(node, row)).filter(|mark| mark.points.is_some())
    }

    /// What `lane` itself gives, takes away or notes of a node and of these columns: who, when, why.
    pub(crate) fn corrections(
        &self,
        lane: Lane,
        row: usize,
        node: usize,
        slots: &[usize],
    ) -> Vec<Source> {
        let seen = |lane: usize| {
            let view = self.lanes.get(lane);
            let figures = slots.iter().map(move |slot| view?.sources.get(*slot, row));
            figures.chain([view.and_then(|view| view.notes.get(&(node, row)).cloned())])
        };
        let before: Vec<Option<Source>> =
            lane.place().checked_sub(1).into_iter().flat_map(seen).collect();
        let fresh = seen(lane.place()).zip(before).filter_map(|(source, known)| {
            source.filter(|source| known.is_none_or(|known| known.place != source.place))
        });
        fresh.collect()
    }

    pub(crate) fn presence(&self, row: usize, node: usize) -> &Presence {
        self.view.presences.of(row, node)
    }

    pub(crate) fn presences(&self) -> &Presences {
        &self.view.presences
    }

    /// The objective reason that an agency claims for what it lost at a node, in its words.
    pub(crate) fn objective(&self, row: usize, node: usize) -> Option<&str> {
        self.view.objectives.get(&(node, row)).map(|(text, _)| text.as_str())
    }

    /// What an agency's figures for these columns, and its notes on this node, rest on.
    pub(crate) fn sources(&self, row: usize, node: usize, slots: &[usize]) -> Vec<Source> {
        let figures = slots.iter().filter_map(|slot| self.view.sources.get(*slot, row));
        let mut sources: Vec<Source> = Vec::new();
        for source in figures.chain(self.view.notes.get(&(node, row)).cloned()) {
            let alike =
                |known: &Source| known.document == source.document && known.note == source.note;
            if !sources.iter().any(alike) {
                sources.push(source);
            }
        }
        sources
    }
}

impl View {
    /// Fills last year's figure in from a column of the earlier year.
    fn fill(&mut self, slot: usize, earlier: &Self, before: usize) {
        let codes = earlier.agencies.iter().map(|assessed| &assessed.code).enumerate();
        let rows: HashMap<&AgencyCode, usize> = codes.map(|(row, code)| (code, row)).collect();
        for (row, agency) in self.agencies.iter().enumerate() {
            let was = rows.get(&agency.code).copied();
            let known = was.and_then(|was| earlier.columns.get(before)?.get(was));
            if let (Some(column), true) = (self.columns.get_mut(slot), known.is_some()) {
                column.set(row, known);
            }
        }
    }
}

/// The column of the earlier year that holds last year's value of `figure`, when it asks for one.
fn last_years(criteria: &Criteria, figure: &Figure, earlier: &Criteria) -> Option<usize> {
    let name = figure.name.strip_suffix(".last_year")?;
    let item = figure.item.as_ref().map(|item| {
        let node = criteria.node(item.as_str()).and_then(|k| criteria.nodes.get(k));
        node.and_then(|node| node.was.get(&earlier.year)).map_or(item.as_str(), String::as_str)
    });
    earlier.figure(item, name).map(|figure| figure.slot)
}

/// The reference as people cite it: `45/BC-SKHĐT (20/6/2018), tr. 3, Báo cáo 6 tháng`.
impl Reference {
    pub(crate) fn said(&self) -> Text {
        let part = |text: &str| {
            if text.is_empty() { String::new() } else { format!(", {text}") }
        };
        let rest = format!("{}{}", part(&self.page), part(&self.title));
        let dated = |date: String| format!("{} ({date}){rest}", self.number);
        match self.date {
            None => Text::same(&format!("{}{rest}", self.number)),
            Some(Day(date)) => Text {
                vi: dated(format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())),
                en: dated(date.to_string()),
            },
        }
    }
}
