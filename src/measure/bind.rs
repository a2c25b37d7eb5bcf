//! Names in `measures.yaml` to the columns and counts that they name.

use std::collections::HashSet;

use super::condition::{Condition, Order, Other};
use super::written::{
    ColumnForm, ConditionForm, ConditionLong, DayForm, HeadingForm, IsForm, PeriodForm,
};
use super::{Column, ask};
use crate::calendar::Day;
use crate::document::{At, Pairs};
use crate::fault::{Fault, Faults, hint};
use crate::language::Message;
use crate::quantity::Year;
use crate::table::{Asked, CellKind};

/// Words that name no column and no count.
const RESERVED: [&str; 4] = ["every", "lines", "start", "end"];

pub(super) struct Names<'a> {
    pub columns: &'a [Column],
    pub asked: &'a [Asked],
    /// Counts above, each with its condition.
    pub counts: Vec<(String, Condition)>,
}

pub(super) fn unknown<'a>(
    name: &At<String>,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Fault {
    let fault = Fault::new("unknown-measure", name.place()).with("name", name.as_str());
    fault.with("hint", hint(name, known.clone())).listing("known", known)
}

pub(super) fn declare_columns(
    forms: &Pairs<ColumnForm>,
    asked: &mut Vec<Asked>,
    faults: &mut Faults,
) -> Vec<Column> {
    let mut columns = Vec::new();
    for (name, form) in forms.iter() {
        let (kind, heading): (_, &HeadingForm) = match form {
            ColumnForm::Day(heading) => (CellKind::Day, heading),
            ColumnForm::Word(heading) => (CellKind::Word, heading),
            ColumnForm::Whole(heading) => (CellKind::Whole, heading),
        };
        if RESERVED.contains(&name.as_str()) {
            faults.add(Fault::new("repeated-measure", name.place()).with("name", name.as_str()));
        }
        let words = heading.words.iter();
        columns.push(Column {
            name: name.to_string(),
            at: ask(asked, &heading.heading, kind),
            empty: heading.empty,
            words: words.map(|(name, spelt)| (name.to_string(), spelt.0.clone())).collect(),
        });
    }
    columns
}

/// First and last day, and the heading of the column with the year where lines say it.
pub(super) fn period<'a>(
    form: Option<&'a PeriodForm>,
    year: Year,
    faults: &mut Faults,
) -> ((i32, i32), Option<&'a At<String>>) {
    let number = |day: Day| i32::try_from(day.number()).unwrap_or_default();
    match form {
        None => (calendar_year(year.0), None),
        Some(PeriodForm::Year(heading)) => (calendar_year(year.0), Some(heading)),
        Some(PeriodForm::Days(days)) => {
            if *days.to < days.from {
                let fault = Fault::new("period-backwards", days.to.place());
                faults.add(fault.with("from", days.from.0).with("to", days.to.0));
            }
            ((number(days.from), number(*days.to)), None)
        }
    }
}

/// 1 January and 31 December as numbers of days.
pub(super) fn calendar_year(year: i16) -> (i32, i32) {
    let day = |text: String| {
        Day::parse(&text).and_then(|day| i32::try_from(day.number()).ok()).unwrap_or_default()
    };
    (day(format!("{year:04}-01-01")), day(format!("{year:04}-12-31")))
}

impl Names<'_> {
    /// A name that is not yet taken, nor a word with a meaning of its own.
    pub fn fresh(&self, name: &At<String>, faults: &mut Faults) {
        let taken = RESERVED.contains(&name.as_str())
            || self.counts.iter().any(|(known, _)| known == name.as_str());
        if taken {
            faults.add(Fault::new("repeated-measure", name.place()).with("name", name.as_str()));
        }
    }

    /// Where the column called so stands among those asked for.
    pub fn column(
        &self,
        name: &At<String>,
        kind: Option<CellKind>,
        faults: &mut Faults,
    ) -> Option<usize> {
        let Some(column) = self.columns.iter().find(|column| column.name == name.as_str()) else {
            faults.add(unknown(name, self.columns.iter().map(|column| column.name.as_str())));
            return None;
        };
        let is = self.asked.get(column.at).map(|asked| asked.kind);
        if kind.is_some() && is != kind {
            let said = |kind: Option<CellKind>| Message::new(kind.map_or("cell-word", said));
            let fault = Fault::new("column-kind", name.place()).with("column", name.as_str());
            faults.add(fault.with("kind", said(is)).with("wanted", said(kind)));
            return None;
        }
        Some(column.at)
    }

    pub fn condition(&self, form: &ConditionForm, faults: &mut Faults) -> Condition {
        match form {
            ConditionForm::Named(name) if name.as_str() == "every" => Condition::Every,
            ConditionForm::Named(name) => {
                let known = self.counts.iter().find(|(known, _)| known == name.as_str());
                match known {
                    Some((_, condition)) => condition.clone(),
                    None => {
                        let names = self.counts.iter().map(|(known, _)| known.as_str());
                        faults.add(unknown(name, std::iter::once("every").chain(names)));
                        Condition::Every
                    }
                }
            }
            ConditionForm::Long(long) => self.long(long, faults),
        }
    }

    fn long(&self, long: &ConditionLong, faults: &mut Faults) -> Condition {
        let mut all = |parts: &[ConditionForm]| {
            parts.iter().map(|part| self.condition(part, faults)).collect::<Vec<_>>()
        };
        match long {
            ConditionLong::All(parts) => Condition::All(all(parts)),
            ConditionLong::Any(parts) => Condition::Any(all(parts)),
            ConditionLong::Not(inner) => Condition::Not(Box::new(self.condition(inner, faults))),
            ConditionLong::Given(column) => {
                self.column(column, None, faults).map_or(Condition::Every, Condition::Given)
            }
            ConditionLong::Is(form) => self.is(form, faults),
            ConditionLong::Day(form) => self.day(form, faults),
        }
    }

    fn is(&self, form: &IsForm, faults: &mut Faults) -> Condition {
        let Some(column) = self.column(&form.of, Some(CellKind::Word), faults) else {
            return Condition::Every;
        };
        let known = self.columns.iter().find(|known| known.at == column);
        let known = known.map(|column| column.words.as_slice()).unwrap_or_default();
        let mut words = HashSet::new();
        for word in &form.any {
            match known.iter().find(|(name, _)| name == word.as_str()) {
                Some((_, spelt)) => words.extend(spelt.iter().cloned()),
                None if known.is_empty() => {
                    words.insert(word.to_string());
                }
                None => faults.add(unknown(word, known.iter().map(|(name, _)| name.as_str()))),
            }
        }
        Condition::Is { column, words }
    }

    fn day(&self, form: &DayForm, faults: &mut Faults) -> Condition {
        let column = self.column(&form.of, Some(CellKind::Day), faults);
        let bounds = [
            (Order::Before, &form.before),
            (Order::To, &form.to),
            (Order::On, &form.on),
            (Order::From, &form.from),
            (Order::After, &form.after),
        ];
        let mut written =
            bounds.into_iter().filter_map(|(how, bound)| Some((how, bound.as_ref()?)));
        let (Some((how, bound)), None) = (written.next(), written.next()) else {
            faults.add(Fault::new("day-bounds", form.of.place()).with("column", form.of.as_str()));
            return Condition::Every;
        };
        let other = match bound.as_str() {
            "start" => Some(Other::Start),
            "end" => Some(Other::End),
            text => match Day::parse(text).and_then(|day| i32::try_from(day.number()).ok()) {
                Some(day) => Some(Other::Day(day)),
                None => self.column(bound, Some(CellKind::Day), faults).map(Other::Column),
            },
        };
        match (column, other) {
            (Some(column), Some(other)) => Condition::Day { column, how, other },
            _ => Condition::Every,
        }
    }
}

fn said(kind: CellKind) -> &'static str {
    match kind {
        CellKind::Word => "cell-word",
        CellKind::Day => "cell-day",
        CellKind::Whole => "cell-whole",
    }
}
