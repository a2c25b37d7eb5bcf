//! The names in a cell to what they name; what is not known is told once, however many lines it stands in.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::agencies::{Agencies, Assessed};
use crate::code::ItemCode;
use crate::criteria::Criteria;
use crate::fault::{Fault, Place, hint};
use crate::rule::{Figure, FigureKind};

/// Why a cell is not taken in; nothing when that was told before.
pub(super) type Refused = Option<Box<Fault>>;

pub(super) struct Names<'a> {
    criteria: &'a Criteria,
    register: &'a Agencies,
    rows: HashMap<String, usize>,
    nodes: HashMap<&'a str, usize>,
    figures: HashMap<(usize, &'a str), &'a Arc<Figure>>,
    told: BTreeSet<(&'static str, String)>,
}

impl<'a> Names<'a> {
    pub fn new(criteria: &'a Criteria, register: &'a Agencies, agencies: &[Assessed]) -> Self {
        let ids = criteria.nodes.iter().enumerate().skip(1);
        let nodes: HashMap<&str, usize> = ids.map(|(k, node)| (node.id.as_str(), k)).collect();
        let owner = |figure: &Figure| {
            let item = figure.item.as_ref();
            item.and_then(|item| nodes.get(item.as_str())).copied().unwrap_or(0)
        };
        let figures = criteria.figures.iter();
        let rows = agencies.iter().enumerate();
        Self {
            rows: rows.map(|(row, agency)| (agency.code.to_string(), row)).collect(),
            figures: figures
                .map(|figure| ((owner(figure), figure.name.as_str()), figure))
                .collect(),
            nodes,
            criteria,
            register,
            told: BTreeSet::new(),
        }
    }

    /// The fault, if nothing of this name was told about `what` before.
    fn once(
        &mut self,
        name: &'static str,
        what: String,
        fault: impl FnOnce(&Self) -> Fault,
    ) -> Refused {
        self.told.insert((name, what)).then(|| Box::new(fault(self)))
    }

    /// The year must be that of the criteria.
    pub fn this_year(&mut self, year: &str, place: &Place) -> Result<(), Refused> {
        let set = self.criteria.year.0;
        if year.trim().parse() == Ok(set) {
            return Ok(());
        }
        let fault =
            || Fault::new("wrong-year", place).with("year", year).with("set", set.to_string());
        Err(self.once("year", format!("{year} {}", place.file), |_| fault()))
    }

    /// The row of an agency known to be there.
    pub fn known_row(&self, code: &str) -> Option<usize> {
        self.rows.get(code).copied()
    }

    /// The agency's row.
    pub fn row(&mut self, code: &str, place: &Place) -> Result<usize, Refused> {
        let code = code.trim();
        if let Some(row) = self.rows.get(code) {
            return Ok(*row);
        }
        let year = self.criteria.year;
        Err(self.once("agency", code.to_owned(), |names| {
            if names.register.get(code).is_some() {
                let fault = Fault::new("agency-absent", place).with("agency", code);
                return fault.with("year", year.0.to_string());
            }
            let known = names.register.iter().filter(|agency| agency.exists_in(year));
            let known = known.map(|agency| agency.code.as_str());
            Fault::new("unknown-agency", place).with("agency", code).with("hint", hint(code, known))
        }))
    }

    /// The node known to be there.
    pub fn known_node(&self, item: &str) -> Option<usize> {
        self.nodes.get(item).copied()
    }

    /// The node with this id.
    pub fn node(&mut self, item: &str, place: &Place) -> Result<usize, Refused> {
        if let Some(node) = self.nodes.get(item) {
            return Ok(*node);
        }
        Err(self.once("item", item.to_owned(), |names| {
            let known = names.criteria.nodes.iter().skip(1).map(|node| node.id.as_str());
            Fault::new("unknown-item", place).with("item", item).with("hint", hint(item, known))
        }))
    }

    /// The figure called so at the node, and which of its columns.
    pub fn figure(
        &mut self,
        node: usize,
        field: &str,
        place: &Place,
    ) -> Result<(Arc<Figure>, usize), Refused> {
        self.known_figure(node, field).ok_or_else(|| {
            self.once("field", format!("{node} {field}"), |names| {
                names.no_figure(node, field, place)
            })
        })
    }

    /// The same, when there is one.
    pub fn known_figure(&self, node: usize, field: &str) -> Option<(Arc<Figure>, usize)> {
        let (name, option) = match self.figures.get(&(node, field)) {
            Some(_) => (field, None),
            None => {
                field.rsplit_once('.').map_or((field, None), |(name, option)| (name, Some(option)))
            }
        };
        let figure = self.figures.get(&(node, name))?;
        let place = option
            .map_or(Some(0), |option| figure.options.iter().position(|known| known == option))?;
        let is_ballots = figure.kind == FigureKind::Ballots;
        (option.is_some() == is_ballots).then(|| (Arc::clone(figure), place))
    }

    fn no_figure(&self, node: usize, field: &str, place: &Place) -> Fault {
        let id = self.criteria.nodes.get(node).filter(|_| node > 0).map(|node| node.id.as_str());
        let figures = self.criteria.figures.iter();
        let here = figures.filter(|figure| figure.item.as_ref().map(ItemCode::as_str) == id);
        let known: Vec<String> = here.flat_map(|figure| spelled(figure)).collect();
        let known = || known.iter().map(String::as_str);
        let fault = Fault::new("unknown-evidence-field", place).with("field", field);
        let fault = fault.with("item", id.unwrap_or("—")).with("hint", hint(field, known()));
        fault.listing("known", known())
    }
}

/// The names by which evidence gives a figure.
fn spelled(figure: &Figure) -> Vec<String> {
    if figure.kind != FigureKind::Ballots {
        return vec![figure.name.clone()];
    }
    let options = figure.options.iter();
    options.map(|option| format!("{}.{option}", figure.name)).collect()
}
