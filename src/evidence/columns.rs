//! Evidence from figures that are in columns already: no text, no place for each.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::lane::Lane;
use super::layer::View;
use super::settle::{settle, settle_rows};
use super::sources::Sources;
use super::{Evidence, EvidenceError, Presences};
use crate::agencies::{Agencies, Assessed};
use crate::column::{Bits, Column};
use crate::criteria::{Criteria, Method};
use crate::fault::{Fault, Faults, Place};
use crate::quantity::Exact;
use crate::rule::{Figure, FigureKind, whole};

/// One figure of every agency, by its name as in a wide table: `item.field`, `item.field.option` for ballots, or the
/// plain field of one about the agency as a whole.
#[derive(Clone, Debug)]
pub struct Figures<'a> {
    /// The name.
    pub name: &'a str,
    /// Digits after the decimal point that a count stands for, at most six; 0 for whole numbers.
    pub digits: u8,
    /// A count for each agency, in the order of the agencies. A yes is 1, a no 0; a date its days since 1970-01-01; a
    /// grade the place of its option. A gap was not given.
    pub counts: Vec<Option<i64>>,
}

impl Evidence {
    /// Evidence of these agencies, from figures that are in columns already.
    ///
    /// # Errors
    /// When a name names no figure, a figure is not what it can be, or a rule refuses it: all faults at once.
    pub fn from_columns(
        criteria: &Criteria,
        agencies: Vec<Assessed>,
        figures: &[Figures<'_>],
    ) -> Result<Self, EvidenceError> {
        let mut faults = Faults::default();
        let rows = agencies.len();
        let mut evidence = Self::of_nothing(criteria, rows, agencies);
        for given in figures {
            let place = Place::whole(given.name);
            match super::typed::figure_of(criteria, given.name, &place) {
                Ok((slot, figure)) => {
                    let column = Column::of_counts(rows, given.digits, &given.counts);
                    let line = |row| u32::try_from(row + 1).unwrap_or(u32::MAX);
                    let at = |row| Place { line: line(row), ..place.clone() };
                    check(&column, rows, &figure, &at, &mut faults);
                    if let Some(kept) = evidence.view.columns.get_mut(slot) {
                        *kept = column;
                    }
                }
                Err(fault) => faults.add(fault),
            }
        }
        evidence.view.find_presences(criteria);
        settle(criteria, &evidence.view, &mut faults);
        if faults.is_faulty() {
            return Err(EvidenceError::Faulty(faults.sorted()));
        }
        Ok(evidence)
    }

    /// Evidence of `rows` rows, whose agencies nobody looks at, from columns of figures; where a row stands is as
    /// `place` says.
    pub(super) fn of_rows(
        criteria: &Criteria,
        rows: usize,
        figures: Vec<(usize, &Figure, Column)>,
        place: &dyn Fn(usize) -> Place,
        faults: &mut Faults,
    ) -> Self {
        let mut evidence = Self::of_nothing(criteria, rows, Vec::new());
        for (slot, figure, column) in figures {
            check(&column, rows, figure, place, faults);
            if let Some(kept) = evidence.view.columns.get_mut(slot) {
                *kept = column;
            }
        }
        evidence.view.find_presences(criteria);
        settle_rows(criteria, &evidence.view, place, faults);
        evidence
    }

    fn of_nothing(criteria: &Criteria, rows: usize, agencies: Vec<Assessed>) -> Self {
        let view = View {
            rows,
            columns: vec![Column::of_gaps(rows); criteria.slots],
            presences: Presences::none(criteria.nodes.len(), rows),
            agencies: Arc::new(agencies),
            sources: Sources::default(),
            notes: BTreeMap::new(),
            objectives: BTreeMap::new(),
            grants: BTreeMap::new(),
            at_odds: BTreeMap::new(),
        };
        Self {
            year: criteria.year,
            register: Agencies::default(),
            decisions: Vec::new(),
            lane: Lane::default(),
            view,
            lanes: Arc::default(),
            claims: Arc::default(),
            later: Arc::default(),
        }
    }
}

impl View {
    /// What has a figure was sent, and nothing else.
    fn find_presences(&mut self, criteria: &Criteria) {
        let rows = self.rows;
        let (mut any, mut own) = (Bits::none(rows), Bits::none(rows));
        self.columns.iter().for_each(|column| any.join(column.given()));
        for (k, node) in criteria.nodes.iter().enumerate() {
            let mut sent = Bits::none(rows);
            for slot in &node.reads {
                let width = criteria.figures.iter().find(|figure| figure.slot == *slot);
                let width = width.map_or(1, |figure| figure.width());
                let columns = self.columns.get(*slot..slot + width).unwrap_or_default();
                columns.iter().for_each(|column| sent.join(column.given()));
            }
            if k > 0 && node.method == Method::SelfScored {
                own.join(&sent);
            }
            self.presences.send_all(k, &sent);
        }
        for (row, agency) in Arc::make_mut(&mut self.agencies).iter_mut().enumerate() {
            agency.submitted |= any.get(row);
            agency.self_scored |= own.get(row);
        }
    }
}

/// Whether every figure is one that can be; the ends of the column tell for most columns at once.
fn check(
    column: &Column,
    rows: usize,
    figure: &Figure,
    place: &dyn Fn(usize) -> Place,
    faults: &mut Faults,
) {
    let most = match figure.kind {
        FigureKind::YesNo => Some(Exact::ONE),
        FigureKind::Grade => Some(whole(figure.options.len().saturating_sub(1))),
        _ => figure.most.clone(),
    };
    let counted = matches!(figure.kind, FigureKind::YesNo | FigureKind::Grade);
    let least = if counted { Some(Exact::ZERO) } else { figure.least.clone() };
    let is_whole = counted || figure.is_whole();
    let sound = |number: &Exact| {
        least.as_ref().is_none_or(|least| number >= least)
            && most.as_ref().is_none_or(|most| number <= most)
            && (!is_whole || number.is_whole())
    };
    let unit = column.span().map(|span| span.number(1));
    let whole_unit = !is_whole || unit.is_some_and(|unit| unit.is_whole());
    let holds = |ends: Option<[Exact; 2]>| ends.is_some_and(|ends| ends.iter().all(sound));
    let ends = column.span().map(|span| [span.least, span.most].map(|end| span.number(end)));
    // nought is always among the ends of a column, be it given or not
    if whole_unit && (holds(ends) || holds(column.given_ends())) {
        return;
    }
    for (row, number) in (0..rows).filter_map(|row| Some((row, column.get(row)?))) {
        if !sound(&number) {
            let end = |end: &Option<Exact>| {
                end.as_ref().map_or(crate::language::Term::from("…"), crate::language::Term::from)
            };
            let fault = Fault::new("out-of-range", &place(row)).with("field", &figure.name);
            let fault = fault.with("figure", &number).with("least", end(&least));
            faults.add(fault.with("most", end(&most)));
        }
    }
}
