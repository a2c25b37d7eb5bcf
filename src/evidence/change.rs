//! Evidence with figures changed: one by its name, checked like any that is read; or several by their columns.

use std::sync::Arc;

use super::lane::Grant;
use super::layer::View;
use super::typed::figure_of;
use super::{Evidence, EvidenceError, Presence, figure};
use crate::code::AgencyCode;
use crate::criteria::{Criteria, Method, Node, Unconfirmed};
use crate::fault::{Fault, Faults, Place, hint};
use crate::quantity::Exact;
use crate::rule::{Facts, Rule};

impl Evidence {
    /// This evidence with figures of one agency changed, each by its name: `3.2.1.on_time`, `5.1.citizens.A` for
    /// ballots, or the plain name of a figure about the agency as a whole: as if the agency had sent them. An empty text
    /// takes a figure away. No reason is asked for a mark.
    ///
    /// # Errors
    /// When there is no such agency, item or figure, or a text is no figure of its kind, as when evidence is read: all
    /// faults at once.
    pub fn with_figures(
        &self,
        criteria: &Criteria,
        agency: &AgencyCode,
        figures: &[(&str, &str)],
    ) -> Result<Self, EvidenceError> {
        let mut changed = self.clone();
        changed.change(criteria, agency, figures).map(|_| changed)
    }

    /// The same in place; tells the agency's row and the columns. Where anything is wrong, nothing is changed.
    pub(crate) fn change(
        &mut self,
        criteria: &Criteria,
        agency: &AgencyCode,
        figures: &[(&str, &str)],
    ) -> Result<(usize, Vec<usize>), EvidenceError> {
        let mut faults = Faults::default();
        let known = self.view.agencies.iter().map(|known| known.code.as_str());
        let Some(row) = self.view.agencies.iter().position(|known| known.code == *agency) else {
            let fault = Fault::new("unknown-agency", &Place::whole("--agency"));
            let fault = fault.with("agency", agency.as_str());
            faults.add(fault.with("hint", hint(agency.as_str(), known)));
            return Err(EvidenceError::Faulty(faults));
        };
        let mut changes = Vec::new();
        for (name, text) in figures {
            match parsed(criteria, name, text) {
                Ok(change) => changes.push(change),
                Err(fault) => faults.add(fault),
            }
        }
        let was = self.put(criteria, row, &changes);
        for ((slot, _), (name, _)) in changes.iter().zip(figures) {
            faults.join(self.look_again(criteria, row, *slot, &Place::whole(name)));
        }
        if faults.is_faulty() {
            self.put_back(row, was);
            return Err(EvidenceError::Faulty(faults));
        }
        Ok((row, changes.into_iter().map(|(slot, _)| slot).collect()))
    }

    /// This evidence with figures of the agency at `row` changed; whatever reads a figure that is given was sent.
    pub(crate) fn changed(
        &self,
        criteria: &Criteria,
        row: usize,
        figures: &[(usize, Option<Exact>)],
    ) -> Self {
        let mut changed = self.clone();
        changed.put(criteria, row, figures);
        changed
    }

    /// Changes figures of the agency at `row`; tells what was there.
    fn put(&mut self, criteria: &Criteria, row: usize, figures: &[(usize, Option<Exact>)]) -> Was {
        let mut sent = self.view.sent_by(row);
        let mut was = Was { sent, ..Was::default() };
        for (slot, number) in figures {
            if let Some(column) = self.view.columns.get_mut(*slot) {
                was.figures.push((*slot, column.get(row)));
                column.set(row, number.clone());
            }
            let reads = |(_, node): &(usize, &Node)| node.reads.contains(slot);
            for (k, node) in criteria.nodes.iter().enumerate().filter(reads) {
                // what was granted on other figures no longer stands
                let granted = self.view.grants.remove(&(k, row));
                was.grants.extend(granted.map(|grant| (k, grant)));
                if number.is_some() {
                    was.presences.push((k, self.presence(row, k).clone()));
                    self.view.presences.send(row, k);
                    sent.own |= k > 0 && node.method == Method::SelfScored;
                }
            }
            sent.anything |= number.is_some();
        }
        self.view.note(row, sent);
        was
    }

    /// Puts back what was there, the last first.
    fn put_back(&mut self, row: usize, was: Was) {
        for (slot, figure) in was.figures.into_iter().rev() {
            if let Some(column) = self.view.columns.get_mut(slot) {
                column.set(row, figure);
            }
        }
        let grants = was.grants.into_iter().map(|(k, grant)| ((k, row), grant));
        self.view.grants.extend(grants);
        for (k, presence) in was.presences.into_iter().rev() {
            self.view.presences.set(row, k, presence);
        }
        self.view.note(row, was.sent);
    }

    /// What is wrong with the items that read a changed figure.
    fn look_again(&self, criteria: &Criteria, row: usize, slot: usize, place: &Place) -> Faults {
        let mut faults = Faults::default();
        let items = criteria.items();
        for (k, node, rule) in items.filter(|(_, node, _)| node.reads.contains(&slot)) {
            let found = match self.presence(row, k) {
                Presence::NotApplicable { confirmed_by, .. }
                    if criteria.unconfirmed == Unconfirmed::Accept || confirmed_by.is_some() =>
                {
                    Some(Fault::new("applies-and-not", place))
                }
                _ => self.refused(criteria, row, rule, place),
            };
            let agency = self.view.agencies.get(row).map_or("", |known| known.code.as_str());
            if let Some(fault) = found {
                faults.add(fault.with("agency", agency).with("item", node.id.as_str()));
            }
        }
        faults
    }

    /// Figures that a value refuses, and marks between the steps.
    fn refused(
        &self,
        criteria: &Criteria,
        row: usize,
        rule: &Rule,
        place: &Place,
    ) -> Option<Fault> {
        let facts = Facts { columns: &self.view.columns, calendar: &criteria.calendar, row };
        let refusal = rule.values().into_iter().find_map(|value| value.refuses(&facts));
        if let Some(refusal) = refusal {
            let fault = Fault::new(refusal.name, place).with("part", &refusal.part);
            return Some(fault.with("whole", &refusal.whole));
        }
        rule.marks().into_iter().find_map(|judged| {
            let mark = facts.at(judged.mark().slot())?;
            let step = judged.step().filter(|_| !judged.is_step(&mark))?;
            let fault = Fault::new("mark-between-steps", place).with("mark", &mark);
            Some(fault.with("step", step))
        })
    }
}

impl View {
    fn sent_by(&self, row: usize) -> Sent {
        let agency = self.agencies.get(row);
        agency.map_or(Sent::default(), |agency| Sent {
            anything: agency.submitted,
            own: agency.self_scored,
        })
    }

    /// Notes what the agency at `row` sent; the register is copied where that is news alone.
    fn note(&mut self, row: usize, sent: Sent) {
        if self.sent_by(row) != sent
            && let Some(agency) = Arc::make_mut(&mut self.agencies).get_mut(row)
        {
            (agency.submitted, agency.self_scored) = (sent.anything, sent.own);
        }
    }
}

/// Whether an agency sent anything at all, and anything for an item that it scores itself.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Sent {
    anything: bool,
    own: bool,
}

/// What stood where figures of one agency were changed.
#[derive(Default)]
struct Was {
    figures: Vec<(usize, Option<Exact>)>,
    /// By node.
    grants: Vec<(usize, Grant)>,
    presences: Vec<(usize, Presence)>,
    sent: Sent,
}

fn parsed(criteria: &Criteria, name: &str, text: &str) -> Result<(usize, Option<Exact>), Fault> {
    let place = Place::whole(name);
    let (slot, figure) = figure_of(criteria, name, &place)?;
    let number = match text.trim() {
        "" => None,
        text => Some(figure::parse(text, &figure, &place)?),
    };
    Ok((slot, number))
}
