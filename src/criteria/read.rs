//! What was written becomes the tree: inheritance resolved, fields bound to figures.

use std::collections::{BTreeMap, BTreeSet};

use super::check::check;
use super::fingerprint::{Fingerprint, Spelled};
use super::tiers::bind_group;
use super::tree::Tree;
use super::written::{Absence, AreaForm, Index, NodeForm};
use super::{Accept, Criteria, CriteriaError, Node, Role};
use crate::calendar::Calendar;
use crate::code::ItemCode;
use crate::document::{DecimalMark, Document, Words};
use crate::fault::{Fault, Faults, Place};
use crate::language::{Message, Term};
use crate::parallel::{both, in_ranges};
use crate::quantity::{Points, Stages, Year};
use crate::rule::Scope;

type Open<'a> = &'a dyn Fn(&str) -> Option<(String, Vec<u8>)>;

pub(super) fn read(name: &str, bytes: &[u8], open: Open<'_>) -> Result<Criteria, CriteriaError> {
    let mut faults = Faults::default();
    let criteria = assembled(name, bytes, open, &mut faults);
    match criteria {
        Some(criteria) if !faults.is_faulty() => {
            let found = check(&criteria).sorted();
            if found.is_faulty() {
                Err(CriteriaError::Faulty(found))
            } else {
                Ok(Criteria { notes: found, ..criteria })
            }
        }
        _ => Err(CriteriaError::Faulty(faults.sorted())),
    }
}

fn assembled(name: &str, bytes: &[u8], open: Open<'_>, faults: &mut Faults) -> Option<Criteria> {
    let document = Document::parse(name, bytes, faults)?;
    let mark = if document.word("numbers") == Some("vi") {
        DecimalMark::Comma
    } else {
        DecimalMark::Point
    };
    let (index, spelled) = both(|| document.read::<Index>(mark, faults), || Spelled::of(&document));
    let Some(mut index) = index else {
        // the areas' own faults are told all the same
        for (file, bytes) in document.words("areas").into_iter().filter_map(open) {
            let area = Document::parse(&file, &bytes, faults);
            area.and_then(|area| area.read::<NodeForm>(mark, faults));
        }
        return None;
    };
    digits(index.rounding, &document, faults);
    let mut documents = vec![spelled];
    let areas = areas(std::mem::take(&mut index.areas), mark, open, &mut documents, faults);
    let mut tree = Tree {
        index: &index,
        nodes: vec![root(&index, document.place())],
        ids: BTreeMap::new(),
        figures: Vec::new(),
        slots: 0,
        faults,
    };
    let facts = Scope::default().and(tree.declare(None, &index.fields));
    let mut rules = Vec::new();
    for area in areas {
        tree.add(area, 0, &facts, &mut rules);
    }
    let mut read = tree.bind(rules);
    let Tree { nodes, figures, slots, .. } = tree;
    let mut criteria = Criteria {
        set: index.set.to_string(),
        year: Year(index.year),
        title: index.title.clone(),
        source: index.source.clone(),
        origin: index.origin.unwrap_or_default(),
        total: Points((*index.total).clone()),
        notes: Faults::default(),
        fingerprint: Fingerprint::of(&documents).text(),
        stages: index.rounding,
        rank_by: index.rank_by,
        survey_absence: index
            .survey
            .as_ref()
            .filter(|survey| !survey.held)
            .map(|survey| Absence::from(&survey.if_not_held)),
        unconfirmed: index.unconfirmed,
        unsubmitted: index.unsubmitted,
        calendar: calendar(&index, faults),
        groups: Vec::new(),
        nodes,
        figures,
        slots,
    };
    for (name, form) in index.groups.iter() {
        let group = bind_group(name, form, &index, &mut criteria, &facts, &mut read, faults);
        criteria.groups.push(group);
    }
    unread(&criteria, &read.into_iter().collect(), faults);
    Some(criteria)
}

/// No stage may keep more digits than printing can show.
fn digits(stages: Stages, document: &Document, faults: &mut Faults) {
    let stages = [
        ("leaf", stages.leaf),
        ("area", stages.area),
        ("total", stages.total),
        ("percent", stages.percent),
        ("display", stages.display),
    ];
    for (stage, rounding) in stages {
        if let Some(rounding) = rounding.filter(|rounding| rounding.digits > 12) {
            let place = document.place_of(&["rounding", stage, "digits"]);
            let fault = Fault::new("digits-bad", place.unwrap_or(document.place()));
            faults.add(fault.with("digits", usize::from(rounding.digits)));
        }
    }
}

/// A figure that nobody reads is asked of agencies for nothing.
fn unread(criteria: &Criteria, read: &BTreeSet<usize>, faults: &mut Faults) {
    for figure in criteria.figures.iter().filter(|figure| !read.contains(&figure.slot)) {
        faults.add(Fault::new("field-unread", &figure.place).with("field", &figure.name));
    }
}

fn calendar(index: &Index, faults: &mut Faults) -> Calendar {
    let mut calendar = Calendar::default();
    for days in &index.holidays {
        let low = Term::Date(days.from.0);
        let why =
            Message::new("bounds-crossed").with("low", low).with("high", Term::Date(days.to.0));
        match days.to.number() - days.from.number() {
            0..366 => calendar.take_off(days.from, days.to),
            ..0 => faults.add(Fault::new("bound-bad", days.place()).with("why", why)),
            366.. => faults.add(
                Fault::new("bound-bad", days.place()).with("why", Message::new("bounds-long")),
            ),
        }
    }
    index.workdays.iter().for_each(|day| calendar.work_on(*day));
    calendar
}

/// The areas, those in files of their own read side by side.
fn areas(
    forms: Vec<AreaForm>,
    mark: DecimalMark,
    open: Open<'_>,
    documents: &mut Vec<Spelled>,
    faults: &mut Faults,
) -> Vec<NodeForm> {
    let mut file = |form: &AreaForm| {
        let AreaForm::File(name) = form else { return None };
        let file = open(name);
        if file.is_none() {
            faults.add(Fault::new("area-missing", name.place()).with("file", name.as_str()));
        }
        file
    };
    let files: Vec<_> = forms.iter().map(&mut file).collect();
    let read = in_ranges(files.len(), 1, |range| {
        let (file, bytes) = files.get(range.start)?.as_ref()?;
        let mut faults = Faults::default();
        let document = Document::parse(file, bytes, &mut faults);
        let spelled = document.as_ref().map(Spelled::of);
        let area = document.and_then(|document| document.read::<NodeForm>(mark, &mut faults));
        Some((area, spelled, faults))
    });
    let mut areas = Vec::new();
    for (form, read) in forms.into_iter().zip(read) {
        match (form, read) {
            (AreaForm::Here(node), _) => areas.push(*node),
            (AreaForm::File(_), Some((area, spelled, found))) => {
                faults.join(found);
                documents.extend(spelled);
                areas.extend(area);
            }
            (AreaForm::File(_), None) => {}
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
            index.not_applicable.as_ref().map_or(Absence::Exclude, |absence| (**absence).clone()),
            0,
        ),
        missing: index.missing.unwrap_or_default(),
        better: None,
        rule: None,
        rule_words: Words::Nothing,
        reads: Vec::new(),
        parent: 0,
        children: Vec::new(),
        depth: 0,
        place: place.clone(),
        max_place: index.total.place().clone(),
        rule_place: place.clone(),
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
