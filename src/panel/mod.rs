//! Criteria, a wide table of agencies and years -> points, percents, tiers, ranks and changes of every row.
//!
//! For tables too large to keep a number for each cell: the table is read part by part, scored in whole counts, and a
//! part's columns are made ready to be written before the next is read. Only what ranks need is kept of all.

mod part;
mod place;
mod tiers;
mod write;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io::Write;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use part::{Laid, Part, YearPlan};
use place::Places;
use tiers::Tiers;

use crate::code::ItemCode;
use crate::criteria::{Criteria, Group, Role, TieRule};
use crate::evidence::EvidenceError;
pub use crate::evidence::panel::Table;
use crate::evidence::panel::{Layout, Read, Reading};
use crate::fault::{Fault, Faults, Place};
use crate::language::Message;
use crate::parallel::as_they_come;
use crate::plan::Plan;
use crate::quantity::Year;
use crate::table::narrow::{Head, Kind};
use crate::table::wide::{self, Numbering};

/// The file that a panel is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Text, decimals with a point.
    Csv,
    /// Decimals as decimals.
    #[cfg(feature = "parquet")]
    Parquet,
}

/// Every agency in every year of a wide table, scored under one set and ranked.
pub struct Panel {
    form: Form,
    heads: Vec<Head>,
    parts: Vec<Part>,
    places: Places,
}

impl Panel {
    /// Reads `table`, scores it and ranks it. Every row is held against the set's rules; a day that the set gives
    /// without a year is a day of the row's year.
    ///
    /// # Errors
    /// When the set has something that a panel cannot hold, or when anything in the table is wrong: all faults at once.
    pub fn score(criteria: &Criteria, table: Table, form: Form) -> Result<Self, EvidenceError> {
        let mut faults = Faults::default();
        refuse(criteria, &mut faults);
        if faults.is_faulty() {
            return Err(EvidenceError::Faulty(faults));
        }
        let mut reading = table.under(criteria)?;
        let plan = Plan::compile(criteria);
        let (mut heads, kept) = heads(criteria, &plan);
        if let Some(head) = heads.first_mut().filter(|_| reading.has_numbers()) {
            head.kind = Kind::Counts(0);
        }
        let scoring = Scoring {
            laid: Laid {
                criteria,
                plan,
                heads,
                kept,
                tiers: Tiers::of(criteria, percent_digits(criteria)),
                form,
            },
            known: Mutex::default(),
        };
        let Reading { wide, layout } = &mut reading;
        let mut parts = Vec::new();
        for (part, found) in as_they_come(wide.parts(), |part| scoring.part(layout, part)) {
            faults.join(found);
            parts.extend(part);
        }
        scoring.ranked(parts, faults)
    }

    /// Writes the table: agency, group, year, every item, every area, total, max, percent, tier, rank, change.
    ///
    /// # Errors
    /// What the system or the library said.
    pub fn write(mut self, to: &mut (dyn Write + Send)) -> Result<(), String> {
        match self.form {
            Form::Csv => self.write_csv(to).map_err(|error| error.to_string()),
            #[cfg(feature = "parquet")]
            Form::Parquet => self.write_parquet(to),
        }
    }

    /// How many rows it has.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.parts.iter().map(|part| part.rows).sum()
    }
}

/// What a set must not have to be scored row by row.
fn refuse(criteria: &Criteria, faults: &mut Faults) {
    let place = Place::whole(&criteria.set);
    let mut refused = |what: &'static str, which: &str| {
        let what = Message::new(what).with("which", which);
        faults.add(Fault::new("panel-cannot", &place).with("what", what));
    };
    for (_, node, rule) in criteria.items() {
        if !rule.means().is_empty() {
            refused("panel-means", node.id.as_str());
        }
    }
    if let Some(figure) = criteria.figures.iter().find(|figure| figure.name.ends_with(".last_year"))
    {
        refused("panel-last-year", &figure.name);
    }
    if criteria.stages.percent.is_some_and(|stage| stage.digits > 6) {
        refused("panel-digits", "6");
    }
    for group in &criteria.groups {
        let Group { caps, quota, ties, tiers, .. } = group;
        if matches!(ties, TieRule::Keys(..)) {
            refused("panel-ties", group.name.as_str());
        }
        if quota.is_some() || !caps.is_empty() || tiers.iter().any(|tier| !tier.needs.is_empty()) {
            refused("panel-tiers", group.name.as_str());
        }
    }
}

/// The columns of the answer, and the nodes whose points are among them: items, areas, the total.
fn heads(criteria: &Criteria, plan: &Plan) -> (Vec<Head>, Vec<usize>) {
    let digits = plan.counted.as_ref().map_or(criteria.display().digits, |counted| {
        u8::try_from(6 - counted.unit.ilog10().min(6)).unwrap_or(6)
    });
    let items = plan.items.iter().map(|item| item.node);
    let areas = criteria.nodes.iter().enumerate();
    let areas = areas.filter(|(_, node)| node.depth == 1 && node.rule.is_none()).map(|(k, _)| k);
    let kept: Vec<usize> = items.chain(areas).collect();
    let name = |k: &usize| criteria.nodes.get(*k).map_or("", |node| node.id.as_str());
    let points = |name: &str| Head { name: name.to_owned(), kind: Kind::Counts(digits.min(9)) };
    let whole = |name: &str, kind| Head { name: name.to_owned(), kind };
    let mut heads = vec![
        whole("agency", Kind::Words),
        whole("group", Kind::Words),
        whole("year", Kind::Counts(0)),
    ];
    heads.extend(kept.iter().map(|k| points(name(k))));
    heads.extend([points("total"), points("max")]);
    heads.extend([
        whole("percent", Kind::Counts(percent_digits(criteria))),
        whole("tier", Kind::Words),
        whole("rank", Kind::Counts(0)),
        whole("change", Kind::Counts(0)),
    ]);
    (heads, kept)
}

/// Digits that percents are printed with.
fn percent_digits(criteria: &Criteria) -> u8 {
    let stage = criteria.stages.percent;
    stage.map_or(criteria.display().digits, |stage| stage.digits).min(6)
}

/// A panel while it is read, part beside part.
struct Scoring<'a> {
    laid: Laid<'a>,
    known: Mutex<Known>,
}

/// What parts have in common.
#[derive(Default)]
struct Known {
    /// The plan of each year.
    years: BTreeMap<Year, Arc<Plan>>,
    agencies: Numbering,
    /// Set once anything is wrong: no more is scored.
    is_faulty: bool,
}

impl Scoring<'_> {
    /// A part, scored; what is wrong with it.
    fn part(
        &self,
        layout: &Layout,
        part: Result<wide::Part, Box<Fault>>,
    ) -> (Option<Part>, Faults) {
        let mut faults = Faults::default();
        let read = match part {
            Ok(part) => layout.read(self.laid.criteria, &part, &mut faults),
            Err(fault) => {
                faults.add(*fault);
                None
            }
        };
        let common = read.as_ref().and_then(|read| self.common(read, &mut faults));
        self.known().is_faulty |= faults.is_faulty();
        let Some((read, (agencies, plans))) = read.zip(common) else {
            return (None, faults);
        };
        match self.laid.part(&read, &plans) {
            Ok(part) => (Some(Part { agencies, ..part }), faults),
            Err(what) => {
                let fault = Fault::new("table-unreadable", &Place::whole(""));
                faults.add(fault.with("what", what));
                (None, faults)
            }
        }
    }

    /// The number of each row's agency, and the plan of each year; nothing where something was wrong before.
    fn common(&self, part: &Read, faults: &mut Faults) -> Option<(Vec<u32>, Vec<YearPlan>)> {
        let mut years = part.years.clone();
        years.dedup();
        years.sort_unstable();
        years.dedup();
        let known = &mut *self.known();
        if known.is_faulty || faults.is_faulty() {
            return None;
        }
        let mut plans = Vec::new();
        for year in years {
            let plan = match known.years.entry(year) {
                Entry::Occupied(plan) => Arc::clone(plan.get()),
                Entry::Vacant(room) => match self.laid.plan.in_year(year) {
                    Ok(plan) => Arc::clone(room.insert(Arc::new(plan))),
                    Err(item) => {
                        faults.add(no_such_day(part, year, &item));
                        return None;
                    }
                },
            };
            plans.push((year, plan));
        }
        let numbers = part.agencies.numbered(|key| known.agencies.number(key));
        Some((numbers.into_iter().map(Option::unwrap_or_default).collect(), plans))
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// All rows ranked, unless anything was wrong.
    fn ranked(self, mut parts: Vec<Part>, mut faults: Faults) -> Result<Panel, EvidenceError> {
        let count = self.known().agencies.len();
        let places = Places::of(self.laid.criteria, &parts, count, &mut faults);
        if faults.is_faulty() {
            return Err(EvidenceError::Faulty(faults.sorted()));
        }
        parts.shrink_to_fit();
        Ok(Panel { form: self.laid.form, heads: self.laid.heads, parts, places })
    }
}

fn no_such_day(part: &Read, year: Year, item: &ItemCode) -> Fault {
    let row = part.years.iter().position(|of| *of == year);
    let fault = Fault::new("panel-no-such-day", &part.lines.place(row.unwrap_or_default()));
    fault.with("item", item.as_str()).with("year", year.to_string())
}

/// Whether a node's points are taken away.
fn is_deduction(criteria: &Criteria, node: usize) -> bool {
    criteria.nodes.get(node).is_some_and(|node| node.role == Role::Deduction && node.rule.is_none())
}
