//! What a rule needs while criteria are read: figures by name, and a place to report what is wrong with it.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use super::field::{Field, Figure, FigureKind};
use crate::calendar::Day;
use crate::document::At;
use crate::fault::{Fault, Faults, Place, hint};
use crate::language::{Message, Term};
use crate::quantity::{Exact, Year};

/// Binds a rule's fields to the figures declared around its item.
pub(crate) struct Binder<'a> {
    pub scope: Scope,
    pub year: Year,
    pub item: &'a str,
    pub place: &'a Place,
    pub faults: &'a mut Faults,
    /// Columns that some rule reads.
    pub read: &'a mut Vec<usize>,
    /// The next free column, for figures that the engine works out itself.
    pub next_slot: &'a mut usize,
    /// Figures of last year that rules ask for.
    pub last_years: &'a mut Vec<Arc<Figure>>,
}

impl Binder<'_> {
    /// Binds `field` to a figure of one of `kinds`; of any kind when there are none.
    pub fn field(&mut self, field: &mut Field, kinds: &[FigureKind]) {
        let Some(figure) = self.scope.figure(&field.name) else {
            let fault =
                Fault::new("unknown-field", field.name.place()).with("field", field.name.as_str());
            self.faults.add(fault.with("hint", hint(&field.name, self.scope.names())));
            return;
        };
        if !kinds.is_empty() && !kinds.contains(&figure.kind) {
            let fault =
                Fault::new("wrong-kind", field.name.place()).with("field", field.name.as_str());
            let wanted: Vec<Term> = kinds.iter().map(|kind| Term::from(kind.word())).collect();
            self.faults.add(fault.with("kind", figure.kind.word()).with("wanted", wanted));
        }
        self.read.push(figure.slot);
        field.bind(figure);
    }

    /// The place of `option` among a grade's or ballots' options.
    pub fn option(&mut self, field: &Field, option: &At<String>) -> usize {
        let Some(figure) = field.figure() else {
            return usize::MAX;
        };
        figure.options.iter().position(|known| *known == **option).unwrap_or_else(|| {
            let known = figure.options.iter().map(String::as_str);
            let fault =
                Fault::new("unknown-option", option.place()).with("option", option.as_str());
            self.faults
                .add(fault.with("field", field.name.as_str()).with("hint", hint(option, known)));
            usize::MAX
        })
    }

    /// Every option of `field` must be among `listed`.
    pub fn all_options<'b>(&mut self, field: &Field, listed: impl Iterator<Item = &'b str>) {
        let Some(figure) = field.figure() else { return };
        let listed: Vec<&str> = listed.collect();
        for option in figure.options.iter().filter(|option| !listed.contains(&option.as_str())) {
            let fault = Fault::new("option-missing", field.name.place()).with("option", option);
            self.faults.add(fault.with("field", field.name.as_str()));
        }
    }

    /// A column for a figure that the engine works out.
    pub fn allot(&mut self) -> usize {
        let slot = *self.next_slot;
        *self.next_slot += 1;
        slot
    }

    /// The figure of `field` a year ago, which evidence may give as `field.last_year`.
    pub fn last_year(&mut self, field: &Field) -> usize {
        let Some(figure) = field.figure() else {
            return usize::MAX;
        };
        let name = format!("{}.last_year", figure.name);
        let known =
            self.last_years.iter().find(|known| known.name == name && known.item == figure.item);
        if let Some(known) = known {
            return known.slot;
        }
        let last = Figure { name, slot: *self.next_slot, ..figure.clone() };
        self.read.push(last.slot);
        self.last_years.push(Arc::new(last));
        self.allot()
    }

    /// A fault at `place`, or at the rule.
    pub fn fault(&mut self, name: &'static str, place: Option<&Place>) {
        let fault = Fault::new(name, place.unwrap_or(self.place)).with("item", self.item);
        self.faults.add(fault);
    }

    /// Bounds that are missing, too many or contradict each other, at `place` or at the rule.
    pub fn bounds(&mut self, why: Message, place: Option<&Place>) {
        self.faults.add(Fault::new("bound-bad", place.unwrap_or(self.place)).with("why", why));
    }

    /// Reads a due date: month-day of the set's year, or a full date.
    pub fn due(&self, text: &str) -> Option<Day> {
        Day::parse(text).or_else(|| Day::parse(&format!("{}-{text}", self.year)))
    }
}

/// The figures in sight of a node: its own, then those of the nodes above it, then the set's.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scope(Option<Rc<Level>>);

#[derive(Debug)]
struct Level {
    own: BTreeMap<String, Arc<Figure>>,
    above: Scope,
}

impl Scope {
    /// This scope with a node's own figures before it.
    pub fn and(&self, own: Vec<Arc<Figure>>) -> Self {
        let own = own.into_iter().map(|figure| (figure.name.clone(), figure)).collect();
        Self(Some(Rc::new(Level { own, above: self.clone() })))
    }

    fn levels(&self) -> impl Iterator<Item = &BTreeMap<String, Arc<Figure>>> {
        std::iter::successors(self.0.as_deref(), |level| level.above.0.as_deref())
            .map(|level| &level.own)
    }

    fn figure(&self, name: &str) -> Option<Arc<Figure>> {
        self.levels().find_map(|own| own.get(name)).cloned()
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.levels().flat_map(|own| own.keys().map(String::as_str))
    }
}

impl FigureKind {
    /// The word for it in criteria.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::YesNo => "yes_no",
            Self::Count => "count",
            Self::Amount => "amount",
            Self::Percent => "percent",
            Self::Points => "points",
            Self::Date => "date",
            Self::Grade => "grade",
            Self::Ballots => "ballots",
        }
    }
}

/// Figures by name that demonstrate a finding.
pub(crate) type Record = Vec<(String, Term)>;

/// Proves a rule sound; what it finds is a fault until the criteria accept it.
pub(crate) struct Proof<'a> {
    pub item: &'a str,
    pub place: &'a Place,
    pub max: &'a Exact,
    /// Whether more is better (`Some(true)`), less is, or nothing is said.
    pub better: Option<bool>,
    /// Whether the rule in hand is proportional, where over-fulfilment must be answered.
    pub proportional: bool,
    pub findings: Vec<Fault>,
}

impl Proof<'_> {
    /// A finding with the record that demonstrates it.
    pub fn find(&mut self, fault: Fault, record: Record) {
        let figure =
            |(field, figure)| Message::new("record").with("field", field).with("figure", figure);
        let record: Vec<Term> =
            record.into_iter().map(|given: (String, Term)| figure(given).into()).collect();
        let record = match record.as_slice() {
            [] => Term::from(""),
            _ => Message::new("with-record").with("record", record).into(),
        };
        self.findings.push(fault.with("item", self.item).with("record", record));
    }
}

/// The least and the most that a rule can award, and the record that gets the most.
#[derive(Clone, Debug, Default)]
pub(crate) struct Range {
    pub least: Exact,
    pub most: Exact,
    pub record: Record,
}

impl Range {
    pub fn new(least: Exact, most: Exact) -> Self {
        Self { least, most, record: Vec::new() }
    }

    pub fn by(mut self, record: Record) -> Self {
        self.record = record;
        self
    }

    /// Both ranges together.
    pub fn or(self, other: Self) -> Self {
        let least = self.least.clone().min(other.least.clone());
        let better = if other.most > self.most { other } else { self };
        Self { least, ..better }
    }

    /// The range of several points.
    pub fn of_points<'a>(points: impl Iterator<Item = (&'a Exact, Record)>) -> Self {
        points
            .map(|(points, record)| Self::new(points.clone(), points.clone()).by(record))
            .reduce(Self::or)
            .unwrap_or_default()
    }
}

/// The word for a yes or a no.
pub(crate) fn yes_or_no(yes: bool) -> Term {
    Message::new(if yes { "word-yes" } else { "word-no" }).into()
}
