//! Cells, wherever they were written, to columns: names resolved, kinds and ranges checked, nothing given twice.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::{Presence, Reference, Source, figure};
use crate::agencies::{Agencies, Assessed};
use crate::code::ItemCode;
use crate::column::Column;
use crate::criteria::{Criteria, Method};
use crate::fault::{Fault, Faults, Place, hint};
use crate::rule::{Figure, FigureKind};

/// The figure names that every item has.
const NOT_APPLICABLE: &str = "not_applicable";
const DECLARED_BY: &str = "declared_by";
const CONFIRMED_BY: &str = "confirmed_by";

/// One figure as written.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub agency: (String, Place),
    pub year: (String, Place),
    pub item: (String, Place),
    pub field: (String, Place),
    pub value: (String, Place),
    pub document: Option<Reference>,
    pub note: Option<String>,
}

pub(super) struct Cells<'a> {
    criteria: &'a Criteria,
    register: &'a Agencies,
    pub agencies: Vec<Assessed>,
    pub columns: Vec<Column>,
    pub sources: BTreeMap<(usize, usize), Source>,
    pub notes: BTreeMap<(usize, usize), Source>,
    /// Cells given, by column and row, with their places.
    touched: BTreeMap<(usize, usize), Place>,
    items_touched: BTreeSet<(usize, usize)>,
    absent: BTreeMap<(usize, usize), Declared>,
    rows: HashMap<String, usize>,
    nodes: HashMap<&'a str, usize>,
    figures: HashMap<(usize, &'a str), &'a Arc<Figure>>,
    /// What is not known was met in a million lines perhaps: it is told once.
    told: BTreeSet<(&'static str, String)>,
}

#[derive(Clone, Debug, Default)]
struct Declared {
    reason: Option<(String, Place)>,
    by: Option<(String, Place)>,
    confirmed: Option<(String, Place)>,
}

/// Why a cell is not taken in; nothing when that was told before.
type Refused = Option<Box<Fault>>;

impl<'a> Cells<'a> {
    pub fn new(criteria: &'a Criteria, register: &'a Agencies) -> Self {
        let agencies = register.in_year(criteria.year);
        let nodes: HashMap<&str, usize> = criteria
            .nodes
            .iter()
            .enumerate()
            .skip(1)
            .map(|(k, node)| (node.id.as_str(), k))
            .collect();
        let owner = |figure: &Figure| {
            figure
                .item
                .as_ref()
                .and_then(|item| nodes.get(item.as_str()))
                .copied()
                .unwrap_or(0)
        };
        Self {
            rows: agencies
                .iter()
                .enumerate()
                .map(|(row, agency)| (agency.code.to_string(), row))
                .collect(),
            figures: criteria
                .figures
                .iter()
                .map(|figure| ((owner(figure), figure.name.as_str()), figure))
                .collect(),
            nodes,
            columns: vec![Column::of_gaps(agencies.len()); criteria.slots],
            criteria,
            register,
            agencies,
            sources: BTreeMap::new(),
            notes: BTreeMap::new(),
            touched: BTreeMap::new(),
            items_touched: BTreeSet::new(),
            absent: BTreeMap::new(),
            told: BTreeSet::new(),
        }
    }

    /// Takes one cell in; what is wrong with it goes to `faults`.
    pub fn add(&mut self, cell: Cell, faults: &mut Faults) {
        if let Err(Some(fault)) = self.taken(cell) {
            faults.add(*fault);
        }
    }

    fn taken(&mut self, cell: Cell) -> Result<(), Refused> {
        self.this_year(&cell.year.0, &cell.year.1)?;
        let row = self.row(&cell.agency.0, &cell.agency.1)?;
        if let Some(agency) = self.agencies.get_mut(row) {
            agency.submitted = true;
        }
        let item = cell.item.0.trim();
        let node = if item.is_empty() {
            0
        } else {
            self.node(item, &cell.item.1)?
        };
        let field = cell.field.0.trim();
        if node > 0 && [NOT_APPLICABLE, DECLARED_BY, CONFIRMED_BY].contains(&field) {
            return self.declare(node, row, field, &cell);
        }
        let (figure, option) = self.figure(node, field, &cell.field.1)?;
        let slot = figure.slot + option;
        let place = cell.value.1.clone();
        if let Some(first) = self.touched.get(&(slot, row)) {
            return Err(repeated(&cell, first));
        }
        self.touched.insert((slot, row), place.clone());
        self.items_touched.insert((node, row));
        self.self_score(node, row);
        if !cell.value.0.trim().is_empty() {
            let number = figure::parse(&cell.value.0, &figure, &place)
                .map_err(|fault| Some(Box::new(fault)))?;
            if let Some(column) = self.columns.get_mut(slot) {
                column.set(row, Some(number));
            }
        }
        self.sources.insert(
            (slot, row),
            Source {
                document: cell.document,
                note: cell.note,
                place,
            },
        );
        Ok(())
    }

    /// Notes something on an item as a whole.
    pub fn note(&mut self, agency: &str, item: &str, source: Source) {
        if let (Some(row), Some(node)) = (self.rows.get(agency), self.nodes.get(item)) {
            self.notes.insert((*node, *row), source);
        }
    }

    /// The fault, if nothing of this name was told about `what` before.
    fn once(
        &mut self,
        name: &'static str,
        what: &str,
        fault: impl FnOnce(&Self) -> Fault,
    ) -> Refused {
        self.told
            .insert((name, what.to_owned()))
            .then(|| Box::new(fault(self)))
    }

    fn this_year(&mut self, year: &str, place: &Place) -> Result<(), Refused> {
        let set = self.criteria.year.0;
        if year.trim().parse() == Ok(set) {
            return Ok(());
        }
        let what = format!("{year} {}", place.file);
        Err(self.once("wrong-year", &what, |_| {
            Fault::new("wrong-year", place)
                .with("year", year)
                .with("set", set.to_string())
        }))
    }

    /// The agency's row.
    fn row(&mut self, code: &str, place: &Place) -> Result<usize, Refused> {
        let code = code.trim();
        if let Some(row) = self.rows.get(code) {
            return Ok(*row);
        }
        let year = self.criteria.year.0.to_string();
        Err(
            self.once("agency", code, |cells| match cells.register.get(code) {
                Some(_) => Fault::new("agency-absent", place)
                    .with("agency", code)
                    .with("year", year),
                None => {
                    let known = cells.agencies.iter().map(|agency| agency.code.as_str());
                    Fault::new("unknown-agency", place)
                        .with("agency", code)
                        .with("hint", hint(code, known))
                }
            }),
        )
    }

    fn node(&mut self, item: &str, place: &Place) -> Result<usize, Refused> {
        if let Some(node) = self.nodes.get(item) {
            return Ok(*node);
        }
        Err(self.once("item", item, |cells| {
            let known = cells
                .criteria
                .nodes
                .iter()
                .skip(1)
                .map(|node| node.id.as_str());
            Fault::new("unknown-item", place)
                .with("item", item)
                .with("hint", hint(item, known))
        }))
    }

    /// The figure called so at the node, and which of its columns.
    fn figure(
        &mut self,
        node: usize,
        field: &str,
        place: &Place,
    ) -> Result<(Arc<Figure>, usize), Refused> {
        let (name, option) = match self.figures.get(&(node, field)) {
            Some(_) => (field, None),
            None => field
                .rsplit_once('.')
                .map_or((field, None), |(name, option)| (name, Some(option))),
        };
        let found = self.figures.get(&(node, name)).and_then(|figure| {
            let place = option.map_or(Some(0), |option| {
                figure.options.iter().position(|known| known == option)
            })?;
            (option.is_some() == (figure.kind == FigureKind::Ballots))
                .then(|| (Arc::clone(figure), place))
        });
        let id = (node > 0).then(|| {
            self.criteria
                .nodes
                .get(node)
                .map_or("", |node| node.id.as_str())
        });
        let what = format!("{field} {}", id.unwrap_or_default());
        found.ok_or_else(|| {
            self.once("field", &what, |cells| {
                let here = cells
                    .criteria
                    .figures
                    .iter()
                    .filter(|figure| figure.item.as_ref().map(ItemCode::as_str) == id);
                let names: Vec<String> = here.flat_map(|figure| spelled(figure.as_ref())).collect();
                let fault = Fault::new("unknown-evidence-field", place)
                    .with("field", field)
                    .with("item", id.unwrap_or("—"));
                let names = || names.iter().map(String::as_str);
                fault
                    .with("hint", hint(field, names()))
                    .listing("known", names())
            })
        })
    }

    fn self_score(&mut self, node: usize, row: usize) {
        let by_self = node > 0
            && self
                .criteria
                .nodes
                .get(node)
                .is_some_and(|node| node.method == Method::SelfScored);
        if let Some(agency) = self.agencies.get_mut(row).filter(|_| by_self) {
            agency.self_scored = true;
        }
    }

    fn declare(
        &mut self,
        node: usize,
        row: usize,
        field: &str,
        cell: &Cell,
    ) -> Result<(), Refused> {
        let declared = self.absent.entry((node, row)).or_default();
        let said = match field {
            NOT_APPLICABLE => &mut declared.reason,
            DECLARED_BY => &mut declared.by,
            _ => &mut declared.confirmed,
        };
        if let Some((_, first)) = said {
            return Err(repeated(cell, first));
        }
        *said = Some((cell.value.0.trim().to_owned(), cell.value.1.clone()));
        self.self_score(node, row);
        let source = Source {
            document: cell.document.clone(),
            note: cell.note.clone(),
            place: cell.value.1.clone(),
        };
        self.notes.insert((node, row), source);
        Ok(())
    }

    /// What was sent for every node, per agency; what is declared of a node holds for all below it.
    pub fn presences(&self) -> Vec<Vec<Presence>> {
        (0..self.agencies.len())
            .map(|row| self.presences_of(row))
            .collect()
    }

    fn presences_of(&self, row: usize) -> Vec<Presence> {
        let mut presences: Vec<Presence> = Vec::new();
        for (k, node) in self.criteria.nodes.iter().enumerate() {
            let sent = node
                .reads
                .iter()
                .any(|slot| self.figure_touched(*slot, row));
            let declared = self.absent.get(&(k, row)).and_then(|declared| {
                let (reason, _) = declared.reason.clone()?;
                let somebody = |said: &Option<(String, Place)>| {
                    said.clone()
                        .map(|(name, _)| name)
                        .filter(|name| !name.is_empty())
                };
                let (declared_by, confirmed_by) =
                    (somebody(&declared.by), somebody(&declared.confirmed));
                Some(Presence::NotApplicable {
                    reason,
                    declared_by,
                    confirmed_by,
                    sent,
                })
            });
            let above = presences
                .get(node.parent)
                .and_then(|above| above.inherited(sent));
            let touched = sent
                || self.items_touched.contains(&(k, row))
                || self.absent.contains_key(&(k, row));
            let presence = if touched {
                Presence::Sent
            } else {
                Presence::NotSent
            };
            presences.push(declared.or(above).unwrap_or(presence));
        }
        presences
    }

    fn figure_touched(&self, slot: usize, row: usize) -> bool {
        let width = self
            .criteria
            .figures
            .iter()
            .find(|figure| figure.slot == slot)
            .map_or(1, |figure| figure.width());
        (slot..slot + width).any(|slot| self.touched.contains_key(&(slot, row)))
    }

    /// Where a figure stands.
    pub fn place(&self, slot: usize, row: usize) -> Option<&Place> {
        self.touched.get(&(slot, row))
    }
}

fn repeated(cell: &Cell, first: &Place) -> Refused {
    let fault = Fault::new("repeated-figure", &cell.value.1).with("agency", cell.agency.0.trim());
    Some(Box::new(
        fault
            .with("field", cell.field.0.trim())
            .with("first", first.to_string()),
    ))
}

/// The names by which evidence gives a figure.
fn spelled(figure: &Figure) -> Vec<String> {
    if figure.kind != FigureKind::Ballots {
        return vec![figure.name.clone()];
    }
    figure
        .options
        .iter()
        .map(|option| format!("{}.{option}", figure.name))
        .collect()
}
