//! What was written becomes the tree: inheritance resolved, fields bound to figures.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::check::check;
use super::tiers::bind_group;
use super::written::{Absence, AreaForm, Index, NodeForm};
use super::{Accept, Criteria, CriteriaError, Node, Role};
use crate::calendar::Calendar;
use crate::code::ItemCode;
use crate::document::{At, DecimalMark, Document, Pairs};
use crate::fault::{Fault, Faults, Place};
use crate::language::Text;
use crate::quantity::{Exact, Points, Year};
use crate::rule::{Binder, Declared, Figure, FigureKind};

type Open<'a> = &'a dyn Fn(&str) -> Option<(String, String)>;

pub(super) fn read(name: &str, text: &str, open: Open<'_>) -> Result<Criteria, CriteriaError> {
    let mut faults = Faults::default();
    let criteria = assembled(name, text, open, &mut faults);
    match criteria {
        Some(criteria) if !faults.is_faulty() => {
            let found = check(&criteria).sorted();
            if found.is_faulty() {
                Err(CriteriaError::Faulty(found))
            } else {
                Ok(Criteria {
                    notes: found,
                    ..criteria
                })
            }
        }
        _ => Err(CriteriaError::Faulty(faults.sorted())),
    }
}

fn assembled(name: &str, text: &str, open: Open<'_>, faults: &mut Faults) -> Option<Criteria> {
    let document = Document::parse(name, text, faults)?;
    let mark = if document.word("numbers") == Some("vi") {
        DecimalMark::Comma
    } else {
        DecimalMark::Point
    };
    let index: Option<Index> = document.read(mark, faults);
    let mut index = index?;
    let areas = areas(std::mem::take(&mut index.areas), mark, open, faults);
    let mut tree = Tree {
        index: &index,
        nodes: vec![root(&index, document.place())],
        figures: Vec::new(),
        slots: 0,
        faults,
    };
    let facts = tree.declare(None, &index.fields);
    let mut rules = Vec::new();
    for area in areas {
        tree.add(area, 0, &facts, &mut rules);
    }
    tree.bind(rules);
    let Tree {
        nodes,
        figures,
        slots,
        ..
    } = tree;
    let mut criteria = Criteria {
        set: index.set.to_string(),
        year: Year(index.year),
        title: index.title.clone(),
        source: index.source.clone(),
        origin: index.origin.unwrap_or_default(),
        total: Points((*index.total).clone()),
        notes: Faults::default(),
        stages: index.rounding,
        rank_by: index.rank_by,
        survey_absence: index
            .survey
            .as_ref()
            .filter(|survey| !survey.held)
            .map(|survey| (*survey.if_not_held).clone()),
        unconfirmed: index.unconfirmed,
        unsubmitted: index.unsubmitted,
        calendar: calendar(&index),
        groups: Vec::new(),
        nodes,
        figures,
        slots,
    };
    criteria.groups = index
        .groups
        .iter()
        .map(|(name, form)| bind_group(name, form, &index, &mut criteria, &facts, faults))
        .collect();
    Some(criteria)
}

fn calendar(index: &Index) -> Calendar {
    let mut calendar = Calendar::default();
    index
        .holidays
        .iter()
        .for_each(|days| calendar.take_off(days.from, days.to));
    index.workdays.iter().for_each(|day| calendar.work_on(*day));
    calendar
}

fn areas(
    forms: Vec<AreaForm>,
    mark: DecimalMark,
    open: Open<'_>,
    faults: &mut Faults,
) -> Vec<NodeForm> {
    let mut areas = Vec::new();
    for form in forms {
        match form {
            AreaForm::Here(node) => areas.push(*node),
            AreaForm::File(name) => match open(&name) {
                None => {
                    faults.add(Fault::new("area-missing", name.place()).with("file", name.as_str()))
                }
                Some((file, text)) => {
                    let document = Document::parse(&file, &text, faults);
                    areas.extend(
                        document.and_then(|document| document.read::<NodeForm>(mark, faults)),
                    );
                }
            },
        }
    }
    areas
}

fn root(index: &Index, place: &Place) -> Node {
    Node {
        id: ItemCode::from(""),
        code: String::new(),
        title: index.title.clone(),
        role: Role::Score,
        max: (*index.total).clone(),
        source: String::new(),
        origin: index.origin.unwrap_or_default(),
        method: super::Method::default(),
        appraiser: None,
        answerable: Vec::new(),
        asks: Vec::new(),
        was: BTreeMap::new(),
        note: index.note.clone(),
        absence: (
            index
                .not_applicable
                .as_ref()
                .map_or(Absence::Exclude, |absence| (**absence).clone()),
            0,
        ),
        missing: index.missing.unwrap_or_default(),
        better: None,
        rule: None,
        reads: Vec::new(),
        parent: 0,
        children: Vec::new(),
        depth: 0,
        place: place.clone(),
        max_place: index.total.place().clone(),
        accepts: accepts(&index.accepts),
    }
}

fn accepts(forms: &[super::written::AcceptForm]) -> Vec<Accept> {
    let accept = |form: &super::written::AcceptForm| Accept {
        finding: form.finding.to_string(),
        reason: form.reason.clone(),
        place: form.finding.place().clone(),
    };
    forms.iter().map(accept).collect()
}

/// A rule still to be bound, with the figures in its sight.
struct Unbound {
    node: usize,
    rule: crate::rule::Rule,
    scope: Vec<Arc<Figure>>,
}

struct Tree<'a> {
    index: &'a Index,
    nodes: Vec<Node>,
    figures: Vec<Arc<Figure>>,
    slots: usize,
    faults: &'a mut Faults,
}

impl Tree<'_> {
    /// Adds a node and all below it; `scope` are the figures in sight, the nearest first.
    fn add(
        &mut self,
        form: NodeForm,
        parent: usize,
        scope: &[Arc<Figure>],
        rules: &mut Vec<Unbound>,
    ) {
        let k = self.nodes.len();
        let Some((node, form)) = self.node(form, parent, k) else {
            return;
        };
        let id = node.id.clone();
        let place = node.place.clone();
        let max = node.max.clone();
        self.nodes.push(node);
        if let Some(parent) = self.nodes.get_mut(parent) {
            parent.children.push(k);
        }
        let own = self.declare_at(Some(&id), &form.fields, &max);
        let scope: Vec<Arc<Figure>> = own.into_iter().chain(scope.iter().cloned()).collect();
        match (form.rule, form.items.is_empty()) {
            (Some(rule), true) => rules.push(Unbound {
                node: k,
                rule,
                scope,
            }),
            (None, false) => form
                .items
                .into_iter()
                .for_each(|item| self.add(item, k, &scope, rules)),
            _ => self
                .faults
                .add(Fault::new("no-rule-or-items", &place).with("item", id.as_str())),
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
        let written: Vec<(&At<Exact>, Role)> = maxima
            .iter()
            .filter_map(|(max, role)| max.as_ref().map(|max| (max, *role)))
            .collect();
        let (max, max_place, role) = match written.as_slice() {
            [(max, role)] => ((***max).clone(), max.place().clone(), *role),
            _ => {
                self.faults
                    .add(Fault::new("no-maximum", &place).with("item", id.as_str()));
                (Exact::ZERO, place.clone(), Role::Score)
            }
        };
        let source = form.source.clone().unwrap_or_else(|| above.source.clone());
        if source.is_empty() && form.rule.is_some() {
            self.faults
                .add(Fault::new("no-source", &place).with("item", id.as_str()));
        }
        if let Some(twin) = self
            .nodes
            .iter()
            .skip(1)
            .find(|node| node.id.as_str() == id.as_str())
        {
            let line = usize::try_from(twin.place.line).unwrap_or_default();
            self.faults.add(
                Fault::new("repeated-id", id.place())
                    .with("id", id.as_str())
                    .with("line", line),
            );
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
                .clone()
                .map_or_else(|| above.answerable.clone(), |offices| offices.0),
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
            place,
            max_place,
            accepts: accepts(&form.accepts),
        };
        Some((node, form))
    }

    fn was(&mut self, was: &Pairs<String>) -> BTreeMap<Year, String> {
        let mut years = BTreeMap::new();
        for (year, id) in was.iter() {
            match year.parse() {
                Ok(number) => drop(years.insert(Year(number), id.clone())),
                Err(_) => self.faults.add(
                    Fault::new("bad-number", year.place())
                        .with("text", year.as_str())
                        .with("mark", "."),
                ),
            }
        }
        years
    }

    fn declare(&mut self, item: Option<&ItemCode>, fields: &Pairs<Declared>) -> Vec<Arc<Figure>> {
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
            let figure = Figure {
                item: item.cloned(),
                name: name.to_string(),
                title: declared.title.clone().unwrap_or_else(|| Text::same(name)),
                kind: declared.kind,
                least,
                most,
                options: declared
                    .options
                    .iter()
                    .map(|option| option.to_string())
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

    /// Binds every rule to its figures, once all are known.
    fn bind(&mut self, rules: Vec<Unbound>) {
        let mut read = Vec::new();
        let mut last_years = Vec::new();
        for Unbound {
            node,
            mut rule,
            scope,
        } in rules
        {
            let Some(at) = self.nodes.get_mut(node) else {
                continue;
            };
            let before = read.len();
            let mut binder = Binder {
                scope,
                year: Year(self.index.year),
                item: at.id.as_str(),
                place: &at.place,
                faults: self.faults,
                read: &mut read,
                next_slot: &mut self.slots,
                last_years: &mut last_years,
            };
            rule.bind(&mut binder);
            at.reads = read.get(before..).unwrap_or_default().to_vec();
            at.rule = Some(Arc::new(rule));
        }
        for figure in self
            .figures
            .iter()
            .filter(|figure| figure.item.is_some() && !read.contains(&figure.slot))
        {
            let item = figure.item.as_ref().map_or("", ItemCode::as_str);
            self.faults.add(
                Fault::new("field-unread", &figure.place)
                    .with("field", &figure.name)
                    .with("item", item),
            );
        }
        self.figures.extend(last_years);
    }
}

/// What a figure can be, from its kind and the bounds written.
fn range(declared: &Declared, max: &Exact) -> (Option<Exact>, Option<Exact>) {
    let (least, most) = match declared.kind {
        FigureKind::YesNo => (Some(Exact::ZERO), Some(Exact::ONE)),
        FigureKind::Points => (Some(Exact::ZERO), Some(max.clone())),
        FigureKind::Count | FigureKind::Percent | FigureKind::Ballots => (Some(Exact::ZERO), None),
        FigureKind::Amount | FigureKind::Date | FigureKind::Grade => (None, None),
    };
    (
        declared.least.clone().or(least),
        declared.most.clone().or(most),
    )
}
