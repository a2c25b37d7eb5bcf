//! What a plan must keep to: costs, deadlines already gone, prerequisites, what is fixed. Optional, in YAML.

use serde::Deserialize;

use super::lever::Cost;
use crate::calendar::Day;
use crate::criteria::Criteria;
use crate::document::{At, DecimalMark, Document, Pairs, list};
use crate::fault::{Fault, Faults, hint};
use crate::quantity::Exact;

/// Limits of a plan. Without any, every mend costs the same and nothing is fixed.
#[derive(Clone, Debug, Default)]
pub struct Limits {
    /// Today: days before it cannot be chosen any more, and mends whose deadline is before it are gone.
    pub(super) on: Option<Day>,
    /// Whether costs were given.
    pub(super) costed: bool,
    pub(super) otherwise: Exact,
    pub(super) items: Vec<(usize, ItemLimits)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitsFile {
    on: Option<Day>,
    otherwise: Option<Exact>,
    #[serde(default)]
    items: Pairs<ItemLimits>,
}

/// What one item's mend must keep to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ItemLimits {
    /// What any mend of it costs.
    pub cost: Option<Exact>,
    /// What each unit of a figure's move costs beside.
    pub each: Option<Exact>,
    /// After this day it can no longer be mended.
    pub deadline: Option<Day>,
    /// Items to be mended too, unless they have their maximum.
    #[serde(default, deserialize_with = "list")]
    pub needs: Vec<At<String>>,
    /// Not to be touched.
    #[serde(default)]
    pub fixed: bool,
    /// The least that figures can become.
    #[serde(default)]
    pub least: Pairs<Exact>,
    /// The most that figures can become.
    #[serde(default)]
    pub most: Pairs<Exact>,
}

impl Limits {
    /// Reads limits from YAML.
    ///
    /// # Errors
    /// When anything in the text is wrong: all faults at once.
    pub fn parse(file: &str, text: &str, criteria: &Criteria) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        let document = Document::parse(file, text.as_bytes(), &mut faults);
        let form: Option<LimitsFile> =
            document.and_then(|document| document.read(DecimalMark::Point, &mut faults));
        let mut limits = Self::default();
        if let Some(form) = form {
            let priced =
                |(_, item): &(At<String>, ItemLimits)| item.cost.is_some() || item.each.is_some();
            limits.on = form.on;
            limits.costed = form.otherwise.is_some() || form.items.iter().any(priced);
            limits.otherwise = form.otherwise.unwrap_or(Exact::ONE);
            for (code, item) in form.items.0 {
                for needed in &item.needs {
                    known(criteria, needed, &mut faults);
                }
                let node = known(criteria, &code, &mut faults);
                node.iter().for_each(|node| figures(criteria, *node, &item, &mut faults));
                limits.items.extend(node.map(|node| (node, item)));
            }
        }
        if faults.is_faulty() {
            return Err(faults.sorted());
        }
        Ok(limits)
    }

    pub(super) fn of(&self, node: usize) -> Option<&ItemLimits> {
        self.items.iter().find(|(at, _)| *at == node).map(|(_, item)| item)
    }

    /// Whether a node's mend is ruled out.
    pub(super) fn rules_out(&self, node: usize) -> bool {
        self.of(node).is_some_and(|item| {
            let gone = item.deadline.zip(self.on).is_some_and(|(day, on)| day < on);
            item.fixed || gone
        })
    }

    /// What a mend of `moves` hundredths of a unit costs.
    pub(super) fn cost(&self, node: usize, moves: i64) -> Cost {
        let item = self.of(node);
        let units = Exact::whole(moves).over(&Exact::HUNDRED).unwrap_or_default();
        let each = item.and_then(|item| item.each.as_ref());
        let each = each.map_or(Exact::ZERO, |each| each * &units);
        let fixed = match item.and_then(|item| item.cost.clone()) {
            Some(cost) => cost,
            None if self.costed && each.is_zero() => self.otherwise.clone(),
            None => Exact::ZERO,
        };
        Cost::new(&(&fixed + &each), moves)
    }
}

/// The figures named are among those that the item reads.
fn figures(criteria: &Criteria, node: usize, item: &ItemLimits, faults: &mut Faults) {
    let reads = criteria.nodes.get(node).map_or(&[][..], |node| &node.reads);
    let read = criteria.figures.iter().filter(|figure| reads.contains(&figure.slot));
    let names: Vec<&str> = read.map(|figure| figure.name.as_str()).collect();
    for (name, _) in item.least.iter().chain(item.most.iter()) {
        if !names.contains(&name.as_str()) {
            let fault = Fault::new("unknown-field", name.place()).with("field", name.as_str());
            faults.add(fault.with("hint", hint(name, names.iter().copied())));
        }
    }
}

fn known(criteria: &Criteria, code: &At<String>, faults: &mut Faults) -> Option<usize> {
    let node = criteria
        .node(code)
        .filter(|k| criteria.nodes.get(*k).is_some_and(|node| node.rule.is_some()));
    if node.is_none() {
        let items = criteria.items().map(|(_, node, _)| node.id.as_str());
        let fault = Fault::new("unknown-item", code.place()).with("item", code.as_str());
        faults.add(fault.with("hint", hint(code, items)));
    }
    node
}
