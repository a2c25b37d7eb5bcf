//! What was written becomes the tree: inheritance resolved, fields bound to figures.

use std::collections::BTreeMap;

use super::check::check;
use super::tiers::bind_group;
use super::tree::Tree;
use super::written::{Absence, AreaForm, Index, NodeForm};
use super::{Accept, Criteria, CriteriaError, Node, Role};
use crate::calendar::Calendar;
use crate::code::ItemCode;
use crate::document::{DecimalMark, Document};
use crate::fault::{Fault, Faults, Place};
use crate::quantity::{Points, Year};

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
    let Some(mut index) = document.read::<Index>(mark, faults) else {
        // the areas' own faults are told all the same
        for (file, text) in document.words("areas").into_iter().filter_map(open) {
            let area = Document::parse(&file, &text, faults);
            area.and_then(|area| area.read::<NodeForm>(mark, faults));
        }
        return None;
    };
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
    let mut read = tree.bind(rules);
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
    for (name, form) in index.groups.iter() {
        let group = bind_group(name, form, &index, &mut criteria, &facts, &mut read, faults);
        criteria.groups.push(group);
    }
    unread(&criteria, &read, faults);
    Some(criteria)
}

/// A figure that nobody reads is asked of agencies for nothing.
fn unread(criteria: &Criteria, read: &[usize], faults: &mut Faults) {
    for figure in criteria
        .figures
        .iter()
        .filter(|figure| !read.contains(&figure.slot))
    {
        let item = figure.item.as_ref().map_or("—", ItemCode::as_str);
        let fault = Fault::new("field-unread", &figure.place).with("field", &figure.name);
        faults.add(fault.with("item", item));
    }
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

pub(super) fn accepts(forms: &[super::written::AcceptForm]) -> Vec<Accept> {
    let accept = |form: &super::written::AcceptForm| Accept {
        finding: form.finding.to_string(),
        reason: form.reason.clone(),
        place: form.finding.place().clone(),
    };
    forms.iter().map(accept).collect()
}
