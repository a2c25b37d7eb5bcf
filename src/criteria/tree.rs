//! The tree of nodes as it grows: inheritance resolved, figures declared, rules bound to them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::read::accepts;
use super::written::{Answerable, Index, NodeForm};
use super::{Node, Role};
use crate::code::ItemCode;
use crate::document::{At, Pairs, Words, year_named};
use crate::fault::{Fault, Faults, Place};
use crate::language::Text;
use crate::quantity::{Exact, Year};
use crate::rule::{Binder, Bounds, Declared, Figure, FigureKind, Rule, Scope};

/// A rule still to be bound, with the figures in its sight.
pub(super) struct Unbound {
    node: usize,
    rule: Rule,
    scope: Scope,
}

pub(super) struct Tree<'a> {
    pub index: &'a Index,
    pub nodes: Vec<Node>,
    /// Where each id is given.
    pub ids: BTreeMap<String, Place>,
    pub figures: Vec<Arc<Figure>>,
    pub slots: usize,
    pub faults: &'a mut Faults,
}

impl Tree<'_> {
    /// Adds a node and all below it; `scope` are the figures in sight.
    pub fn add(&mut self, form: NodeForm, parent: usize, scope: &Scope, rules: &mut Vec<Unbound>) {
        let k = self.nodes.len();
        let Some((node, mut form)) = self.node(form, parent, k) else {
            return;
        };
        let id = node.id.clone();
        let place = node.place.clone();
        let max = node.max.clone();
        self.nodes.push(node);
        if let Some(parent) = self.nodes.get_mut(parent) {
            parent.children.push(k);
        }
        let scope = scope.and(self.declare_at(Some(&id), &form.fields, &max));
        let rule = form.rule.take().map(|rule| rule.value);
        match (rule, form.items.is_empty()) {
            (Some(rule), true) => rules.push(Unbound { node: k, rule, scope }),
            (None, false) => {
                form.items.into_iter().for_each(|item| self.add(item, k, &scope, rules))
            }
            _ => self.faults.add(Fault::new("no-rule-or-items", &place).with("item", id.as_str())),
        }
    }

    fn node(&mut self, form: NodeForm, parent: usize, k: usize) -> Option<(Node, NodeForm)> {
        let was = self.was(&form.was);
        let above = self.nodes.get(parent)?;
        let id = form.id.as_ref().unwrap_or(&form.code);
        let place = form.code.place().clone();
        let maxima = [
            (&form.max, Role::Score),
            (&form.bonus, Role::Bonus),
            (&form.deduction, Role::Deduction),
        ];
        let written: Vec<(&At<Exact>, Role)> =
            maxima.iter().filter_map(|(max, role)| max.as_ref().map(|max| (max, *role))).collect();
        let (max, max_place, role) = match written.as_slice() {
            [(max, role)] => ((***max).clone(), max.place().clone(), *role),
            several => {
                let place = several.get(1).map_or(&place, |(second, _)| second.place());
                self.faults.add(Fault::new("no-maximum", place).with("item", id.as_str()));
                (Exact::ZERO, place.clone(), Role::Score)
            }
        };
        let source = form.source.clone().unwrap_or_else(|| above.source.clone());
        if source.is_empty() && form.rule.is_some() {
            self.faults.add(Fault::new("no-source", &place).with("item", id.as_str()));
        }
        if let Some(first) = self.ids.insert(id.to_string(), id.place().clone()) {
            self.faults.add(
                Fault::new("repeated-id", id.place())
                    .with("id", id.as_str())
                    .with("first", first.to_string()),
            );
        }
        if let Some(fault) = form.answerable.as_ref().and_then(|offices| shares(id, offices)) {
            self.faults.add(fault);
        }
        let absence = form
            .not_applicable
            .as_ref()
            .map_or_else(|| above.absence.clone(), |absence| ((**absence).clone(), k));
        let node = Node {
            id: ItemCode::from(id.as_str()),
            code: form.code.to_string(),
            title: form.title.clone(),
            role,
            max,
            source,
            origin: form.origin.unwrap_or(above.origin),
            method: form.method.unwrap_or(above.method),
            appraiser: form.appraiser.clone().or_else(|| above.appraiser.clone()),
            answerable: form
                .answerable
                .as_ref()
                .map_or_else(|| above.answerable.clone(), |offices| offices.0.clone()),
            asks: form.asks.clone(),
            was,
            note: form.note.clone(),
            absence,
            missing: form.missing.unwrap_or(above.missing),
            better: form.better,
            rule: None,
            reads: Vec::new(),
            parent,
            children: Vec::new(),
            depth: above.depth + 1,
            rule_place: form.rule.as_ref().map_or(&place, |rule| &rule.place).clone(),
            rule_words: form.rule.as_ref().map_or(Words::Nothing, |rule| rule.words.clone()),
            place,
            max_place,
            accepts: accepts(&form.accepts),
        };
        Some((node, form))
    }

    fn was(&mut self, was: &Pairs<String>) -> BTreeMap<Year, String> {
        let mut years = BTreeMap::new();
        for (year, id) in was.iter() {
            if let Some(year) = year_named(year, self.faults) {
                years.insert(year, id.clone());
            }
        }
        years
    }

    pub fn declare(
        &mut self,
        item: Option<&ItemCode>,
        fields: &Pairs<Declared>,
    ) -> Vec<Arc<Figure>> {
        self.declare_at(item, fields, &Exact::HUNDRED)
    }

    /// Gives each declared figure its column.
    fn declare_at(
        &mut self,
        item: Option<&ItemCode>,
        fields: &Pairs<Declared>,
        max: &Exact,
    ) -> Vec<Arc<Figure>> {
        let mut own = Vec::new();
        for (name, declared) in fields.iter() {
            let needs_options = matches!(declared.kind, FigureKind::Grade | FigureKind::Ballots);
            if needs_options == declared.options.is_empty() {
                self.faults.add(
                    Fault::new("option-missing", name.place())
                        .with("option", "…")
                        .with("field", name.as_str()),
                );
            }
            let (least, most) = range(declared, max);
            let bounds = Bounds { from: least.clone(), to: most.clone(), ..Bounds::default() };
            if let Some(why) = bounds.contradict() {
                self.faults.add(Fault::new("bound-bad", name.place()).with("why", why));
            }
            let figure = Figure {
                item: item.cloned(),
                name: name.to_string(),
                title: declared.title.clone().unwrap_or_else(|| Text::same(name)),
                kind: declared.kind,
                least,
                most,
                options: declared.options.iter().map(|(option, _)| option.to_string()).collect(),
                option_titles: declared
                    .options
                    .iter()
                    .map(|(option, title)| titled(option, title))
                    .collect(),
                place: name.place().clone(),
                slot: self.slots,
            };
            self.slots += figure.width();
            let figure = Arc::new(figure);
            self.figures.push(Arc::clone(&figure));
            own.push(figure);
        }
        own
    }

    /// Binds every rule to its figures, once all are known; returns the columns that rules read.
    pub fn bind(&mut self, rules: Vec<Unbound>) -> Vec<usize> {
        let mut read = Vec::new();
        let mut last_years = Vec::new();
        for Unbound { node, mut rule, scope } in rules {
            let Some(at) = self.nodes.get_mut(node) else {
                continue;
            };
            let before = read.len();
            let mut binder = Binder {
                scope,
                year: Year(self.index.year),
                item: at.id.as_str(),
                place: &at.rule_place,
                faults: self.faults,
                read: &mut read,
                next_slot: &mut self.slots,
                last_years: &mut last_years,
            };
            rule.bind(&mut binder);
            at.reads = read.get(before..).unwrap_or_default().to_vec();
            at.rule = Some(Arc::new(rule));
        }
        self.figures.extend(last_years);
        read
    }
}

/// The shares of those who answer for an item make a whole.
fn shares(id: &str, offices: &At<Answerable>) -> Option<Fault> {
    let sum: Exact = offices.0.iter().map(|(_, share)| share).sum();
    let fault = Fault::new("shares-sum", offices.place()).with("item", id);
    (sum != Exact::HUNDRED).then(|| fault.with("sum", &sum))
}

/// What a figure can be, from its kind and the bounds written.
fn range(declared: &Declared, max: &Exact) -> (Option<Exact>, Option<Exact>) {
    let (least, most) = match declared.kind {
        FigureKind::YesNo => (Some(Exact::ZERO), Some(Exact::ONE)),
        FigureKind::Points => (Some(Exact::ZERO), Some(max.clone())),
        FigureKind::Count | FigureKind::Percent | FigureKind::Ballots => (Some(Exact::ZERO), None),
        FigureKind::Amount | FigureKind::Date | FigureKind::Grade => (None, None),
    };
    (declared.least.clone().or(least), declared.most.clone().or(most))
}

fn titled(option: &At<String>, title: &Option<Text>) -> Text {
    title.clone().unwrap_or_else(|| Text::same(option))
}
