//! Which evidence is fed with what: the figure is there, of a kind that fits, and rounded by rule where it must be.

use super::declare::figures;
use super::written::{AmongForm, FiguresForm, SurveyFeed};
use super::{Among, Asks, Feed, Figure, Register, Survey};
use crate::code::ItemCode;
use crate::criteria::Criteria;
use crate::document::{At, Pairs};
use crate::fault::{Fault, Faults, Place, hint};
use crate::rule::{Figure as Declared, FigureKind};

/// `3.2.1.on_time`: the item up to the last dot, and its figure; without a dot, the set's own.
fn parted(key: &str) -> (&str, &str) {
    key.rsplit_once('.').unwrap_or(("", key))
}

/// The figure of the criteria called so.
fn fed<'a>(key: &At<String>, criteria: &'a Criteria, faults: &mut Faults) -> Option<&'a Declared> {
    let (item, field) = parted(key);
    let of = |figure: &&std::sync::Arc<Declared>| {
        figure.item.as_ref().map_or("", ItemCode::as_str) == item
    };
    let mut here = criteria.figures.iter().filter(of);
    if let Some(found) = here.clone().find(|figure| figure.name == field) {
        return Some(found);
    }
    let names: Vec<&str> = here.by_ref().map(|figure| figure.name.as_str()).collect();
    let fault = Fault::new("unknown-evidence-field", key.place()).with("field", field);
    let fault = fault.with("item", if item.is_empty() { "—" } else { item });
    let fault = fault.with("hint", hint(field, names.iter().copied()));
    faults.add(fault.listing("known", names));
    None
}

/// The figure must be of one of these kinds.
fn fits(key: &At<String>, declared: &Declared, wanted: &[FigureKind], faults: &mut Faults) -> bool {
    let fits = wanted.contains(&declared.kind);
    if !fits {
        let fault = Fault::new("feed-kind", key.place()).with("figure", key.as_str());
        let kinds: Vec<_> = wanted.iter().map(|kind| kind.word().into()).collect();
        faults.add(
            fault
                .with("kind", declared.kind.word())
                .with("wanted", crate::language::Term::List(kinds)),
        );
    }
    fits
}

fn must_round(rounded: bool, name: &str, place: &Place, faults: &mut Faults) {
    if !rounded {
        faults.add(Fault::new("feed-rounding", place).with("name", name));
    }
}

fn feed<T>(key: &str, from: T) -> Feed<T> {
    let (item, field) = parted(key);
    Feed { item: item.to_owned(), field: field.to_owned(), from }
}

pub(super) fn feeds_of_register(
    forms: &Pairs<FiguresForm>,
    register: &Register,
    criteria: &Criteria,
    faults: &mut Faults,
) -> Vec<Feed<Figure>> {
    let mut feeds = Vec::new();
    for (key, form) in forms.iter() {
        let declared = fed(key, criteria, faults);
        let share = match form.0.as_slice() {
            [name] => register.shares.iter().position(|share| share.name == name.as_str()),
            _ => None,
        };
        let (from, kinds): (_, &[FigureKind]) = match share {
            Some(share) => (Figure::Share(share), &[FigureKind::Percent, FigureKind::Amount]),
            None => {
                let counts = figures(form, register, faults);
                (Figure::Counts(counts), &[FigureKind::Count, FigureKind::Amount])
            }
        };
        if let Some(share) = share.and_then(|share| register.shares.get(share)) {
            must_round(share.rounding.is_some(), &share.name, key.place(), faults);
        }
        if declared.is_some_and(|declared| fits(key, declared, kinds, faults)) {
            feeds.push(feed(key, from));
        }
    }
    feeds
}

pub(super) fn feeds_of_survey(
    forms: &Pairs<At<SurveyFeed>>,
    survey: &Survey,
    criteria: &Criteria,
    faults: &mut Faults,
) -> Vec<Feed<Among>> {
    let mut feeds = Vec::new();
    for (key, form) in forms.iter() {
        let Some(declared) = fed(key, criteria, faults) else { continue };
        let (what, among, kinds): (_, _, &[FigureKind]) = match &**form {
            SurveyFeed::Answers(among) => (Asks::Answers, among, &[FigureKind::Ballots]),
            SurveyFeed::Ballots(among) => (Asks::Ballots, among, &[FigureKind::Count]),
            SurveyFeed::Satisfied(among) => {
                (Asks::Satisfied, among, &[FigureKind::Percent, FigureKind::Amount])
            }
            SurveyFeed::Mean(among) => (Asks::Mean, among, &[FigureKind::Amount]),
        };
        if !fits(key, declared, kinds, faults) {
            continue;
        }
        if matches!(what, Asks::Satisfied | Asks::Mean) {
            must_round(among.rounding.is_some(), key, form.place(), faults);
        }
        if what == Asks::Answers && declared.options != survey.options {
            let fault = Fault::new("feed-options", key.place()).with("figure", key.as_str());
            let fault = fault.listing("options", declared.options.iter().map(String::as_str));
            faults.add(fault.listing("answers", survey.options.iter().map(String::as_str)));
        }
        answerable(what, key, form.place(), survey, faults);
        feeds.push(feed(key, bound(what, among, survey, faults)));
    }
    feeds
}

/// A satisfied share needs a least satisfied answer; a mean, answers that are numbers.
fn answerable(what: Asks, key: &str, place: &Place, survey: &Survey, faults: &mut Faults) {
    let lacks = match what {
        Asks::Satisfied => survey.satisfied_from.is_none(),
        Asks::Mean => survey.options.iter().any(|option| option.parse::<i64>().is_err()),
        Asks::Answers | Asks::Ballots => false,
    };
    if lacks {
        faults.add(Fault::new("feed-answers", place).with("figure", key));
    }
}

fn bound(what: Asks, form: &AmongForm, survey: &Survey, faults: &mut Faults) -> Among {
    let mut place = |name: &Option<At<String>>, known: &[&str]| {
        let name = name.as_ref()?;
        let at = known.iter().position(|known| *known == name.as_str());
        if at.is_none() {
            faults.add(super::bind::unknown(name, known.iter().copied()));
        }
        at
    };
    let questions: Vec<&str> = survey.questions.iter().map(String::as_str).collect();
    let groups: Vec<&str> = survey.groups.iter().map(|(name, _)| name.as_str()).collect();
    let question = place(&form.question, &questions);
    let group = place(&form.group, &groups);
    Among { what, question, group, rounding: form.rounding }
}
