//! What only shows when all figures are in: denominators of nought, parts beyond their whole, marks without a reason.

use super::Presence;
use super::layer::View;
use crate::criteria::{Criteria, Method, Node, Unconfirmed};
use crate::fault::{Fault, Faults, Place};
use crate::rule::{Facts, Judged, Rule, Value};

/// Looks once more at every item of every agency, as one lane sees them.
pub(super) fn settle(criteria: &Criteria, view: &View, faults: &mut Faults) {
    let items = asked(criteria, view);
    for (row, agency) in view.agencies.iter().enumerate() {
        for (k, node, rule) in items.iter().copied() {
            let look = Look { criteria, view, row, k, node, row_place: None };
            let about = |fault: Fault| {
                fault.with("agency", agency.code.as_str()).with("item", node.id.as_str())
            };
            let found = if look.counts(view.presences.of(row, k)) {
                look.figures_all_the_same().into_iter().collect()
            } else {
                look.refused(rule).into_iter().chain(look.bad_marks(rule)).collect::<Vec<_>>()
            };
            let found = found.into_iter().chain(look.mark_at_odds());
            found.for_each(|fault| faults.add(about(fault)));
        }
    }
}

/// Looks at every item of every row of a panel, which holds figures alone.
pub(super) fn settle_rows(
    criteria: &Criteria,
    view: &View,
    place: &dyn Fn(usize) -> Place,
    faults: &mut Faults,
) {
    for (k, node, rule) in asked(criteria, view) {
        for row in 0..view.rows {
            let look = Look { criteria, view, row, k, node, row_place: Some(place) };
            let found = look.refused(rule).into_iter();
            let found = found.chain(
                look.bad_marks(rule)
                    .into_iter()
                    .filter(|fault| fault.name() != "mark-without-reason"),
            );
            found.for_each(|fault| faults.add(fault.with("item", node.id.as_str())));
        }
    }
}

/// The items that can be refused only now.
fn asked<'a>(criteria: &'a Criteria, view: &View) -> Vec<(usize, &'a Node, &'a Rule)> {
    let asks = |k: usize, rule: &Rule| {
        view.presences.declared(k).next().is_some()
            || view.grants.range((k, 0)..(k + 1, 0)).next().is_some()
            || view.at_odds.range((k, 0)..(k + 1, 0)).next().is_some()
            || !rule.marks().is_empty()
            || rule.values().into_iter().any(Value::can_refuse)
    };
    let items = criteria.items().filter(|(k, _, rule)| asks(*k, rule));
    items.map(|(k, node, rule)| (k, node, &**rule)).collect()
}

/// One item of one agency.
struct Look<'a> {
    criteria: &'a Criteria,
    view: &'a View,
    row: usize,
    k: usize,
    node: &'a Node,
    /// Where a row stands, when figures have no places of their own.
    row_place: Option<&'a dyn Fn(usize) -> Place>,
}

impl Look<'_> {
    fn facts(&self) -> Facts<'_> {
        let calendar = &self.criteria.calendar;
        Facts { columns: &self.view.columns, calendar, row: self.row }
    }

    fn place(&self, slot: usize) -> Place {
        let place = self.view.sources.place(slot, self.row);
        let of_row = || self.row_place.map(|place| place(self.row));
        place.or_else(of_row).unwrap_or_else(|| Place::whole("evidence"))
    }

    /// Whether the item is declared not to apply and that counts.
    fn counts(&self, presence: &Presence) -> bool {
        match presence {
            Presence::NotApplicable { confirmed_by, .. } => {
                self.criteria.unconfirmed == Unconfirmed::Accept || confirmed_by.is_some()
            }
            Presence::Sent | Presence::NotSent => false,
        }
    }

    /// A figure of the item's own, although it is declared not to apply.
    fn figures_all_the_same(&self) -> Option<Fault> {
        let own = |slot: &&usize| {
            let figure = self.criteria.figures.iter().find(|figure| figure.slot == **slot);
            figure.is_some_and(|figure| figure.item.as_ref() == Some(&self.node.id))
        };
        let given = |slot: &&usize| self.facts().at(**slot).is_some();
        let slot = self.node.reads.iter().filter(own).find(given)?;
        Some(Fault::new("applies-and-not", &self.place(*slot)))
    }

    /// A mark for an item that does not apply: by the same lane, or because no survey was held.
    fn mark_at_odds(&self) -> Option<Fault> {
        let at = (self.k, self.row);
        let not_held = self.criteria.survey_absence.is_some() && self.node.method == Method::Survey;
        let granted = self.view.grants.get(&at).filter(|_| not_held);
        let place = self.view.at_odds.get(&at).or(granted.map(|grant| &grant.source.place))?;
        Some(Fault::new("applies-and-not", place))
    }

    /// Figures that a value of the rule refuses.
    fn refused(&self, rule: &Rule) -> Option<Fault> {
        let refusal = rule.values().into_iter().find_map(|value| value.refuses(&self.facts()))?;
        let fault = Fault::new(refusal.name, &self.place(refusal.slot));
        Some(fault.with("part", &refusal.part).with("whole", &refusal.whole))
    }

    /// Marks without a reason, or between the steps that marks go in.
    fn bad_marks(&self, rule: &Rule) -> Vec<Fault> {
        rule.marks().into_iter().flat_map(|judged| self.bad_mark(judged)).collect()
    }

    fn bad_mark(&self, judged: &Judged) -> Vec<Fault> {
        let slot = judged.mark().slot();
        let facts = self.facts();
        let Some(mark) = facts.at(slot) else {
            return Vec::new();
        };
        let ground = self.view.sources.ground(slot, self.row);
        let on_item = self.view.notes.get(&(self.k, self.row));
        let noted = ground.is_some_and(|ground| ground.note.is_some())
            || on_item.is_some_and(|source| source.note.is_some());
        let bare = (!noted)
            .then(|| Fault::new("mark-without-reason", &self.place(slot)).with("mark", &mark));
        let between = judged.step().filter(|_| !judged.is_step(&mark)).map(|step| {
            let fault = Fault::new("mark-between-steps", &self.place(slot));
            fault.with("mark", &mark).with("step", step)
        });
        bare.into_iter().chain(between).collect()
    }
}
