//! Criteria -> the cells that work the points out: what was declared, what each rule awards, and how it adds up.
//!
//! It follows `scores` step by step, so that whoever opens the sheet sees the same road: figures, awards, sums, tier.

use super::layout::field_name;
use crate::code::PeerGroup;
use crate::criteria::{Absence, Criteria, Missing, Unconfirmed};
use crate::formula::{ABSENT, Formula, Input, MISSING, Steps, Value, any, when};
use crate::language::{Message, Term, Text};
use crate::plan::{Plan, PlannedItem};
use crate::quantity::Exact;
use crate::rule::{Figure, FigureKind};

/// All cells, and those that come to what people look for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Working {
    pub steps: Steps,
    /// By node: points and applicable maximum, the total at the root.
    pub points: Vec<Formula>,
    pub maxima: Vec<Formula>,
    /// By node: the points as they are printed.
    pub printed: Vec<Formula>,
    /// By node: the percent of its applicable maximum as it is printed, for areas; a text where nothing applies.
    pub percents: Vec<Option<Formula>>,
    /// The percent that ranks and tiers look at; a text where nothing applies.
    pub percent: Option<Formula>,
    pub printed_percent: Option<Formula>,
    /// The place of the tier from 0 on, best first; a text where none fits.
    pub tier: Option<Formula>,
}

/// The working while it grows.
pub(super) struct Growing<'a> {
    pub criteria: &'a Criteria,
    pub plan: Plan,
    pub steps: Steps,
    /// By item: its points before they are cut, or that it does not apply.
    pub held: Vec<Formula>,
    pub points: Vec<Formula>,
    pub maxima: Vec<Formula>,
    /// By node: 1 when it is declared not to apply and that counts, −1 when it does not count.
    declared: Vec<Formula>,
}

impl Working {
    /// The cells for an agency of `group`.
    pub fn of(criteria: &Criteria, group: &PeerGroup) -> Self {
        let mut growing = Growing {
            criteria,
            plan: Plan::compile(criteria),
            steps: Steps::default(),
            held: Vec::new(),
            points: vec![Formula::zero(); criteria.nodes.len()],
            maxima: vec![Formula::zero(); criteria.nodes.len()],
            declared: Vec::new(),
        };
        growing.figures();
        growing.declarations();
        let items = growing.plan.items.clone();
        items.iter().for_each(|item| growing.item(item));
        growing.add_up();
        growing.closed(group)
    }
}

impl Growing<'_> {
    /// A cell for each figure that people type, and for each mean that only all agencies together have.
    fn figures(&mut self) {
        for figure in &self.criteria.figures {
            let node = figure.item.as_ref().and_then(|item| self.criteria.node(item.as_str()));
            self.steps.node = node.unwrap_or(0);
            for option in 0..figure.width() {
                self.steps.figure(figure_label(figure, option), figure.slot + option);
            }
        }
        for (node, _, rule) in self.criteria.items() {
            self.steps.node = node;
            for mean in rule.means().into_iter().filter(|mean| mean.mean.is_none()) {
                let label = Message::new("form-mean").with("value", mean.of.worded());
                self.steps.figure(label, mean.slot);
            }
        }
    }

    /// What is declared of a node holds for all below it that say nothing themselves.
    fn declarations(&mut self) {
        for (k, node) in self.criteria.nodes.iter().enumerate() {
            let above = self.declared.get(node.parent).cloned().unwrap_or(Formula::zero());
            if k == 0 {
                self.declared.push(Formula::zero());
                continue;
            }
            self.steps.node = k;
            let here = self
                .steps
                .cell(Message::new("working-declared"), Formula::Input(Input::Declared(k)));
            let counts = match self.criteria.unconfirmed {
                Unconfirmed::Accept => Formula::one(),
                Unconfirmed::Refuse => {
                    let label = Message::new("working-confirmed");
                    let confirmed = self.steps.cell(label, Formula::Input(Input::Confirmed(k)));
                    let not = Formula::Number(-&Exact::ONE);
                    when(confirmed.equals(Formula::one()), Formula::one(), not)
                }
            };
            let declared = when(here.equals(Formula::one()), counts, above);
            let declared = self.steps.add(Message::new("working-absent"), declared);
            self.declared.push(declared);
        }
    }

    /// What an item brings to the sums.
    fn item(&mut self, item: &PlannedItem) {
        self.steps.node = item.node;
        let absent = Formula::Text(ABSENT);
        if item.not_held.is_some() {
            self.held.push(absent);
            return;
        }
        let outcome = item.rule.formula(&mut self.steps, &item.max);
        let missing = if item.missing == Missing::Zero { Formula::zero() } else { absent.clone() };
        let judged = match &outcome {
            Formula::Number(_) => outcome.clone(),
            _ => when(outcome.clone().is(MISSING), missing.clone(), outcome.clone()),
        };
        let judged = match self.sent(item) {
            Some(sent) => when(sent, judged, missing),
            None => judged,
        };
        let declared = self.declared.get(item.node).cloned().unwrap_or(Formula::zero());
        let held = when(declared.equals(Formula::one()), absent, judged);
        let held = self.steps.add(Message::new("working-held"), held);
        self.held.push(held);
    }

    /// Whether anything was sent for an item, where that matters: where its rule awards something of itself.
    fn sent(&mut self, item: &PlannedItem) -> Option<Formula> {
        if !item.reads || awards_nothing_unasked(item, self.criteria) {
            return None;
        }
        let node = self.criteria.nodes.get(item.node)?;
        let mut given = Vec::new();
        for figure in self.criteria.figures.iter().filter(|f| node.reads.contains(&f.slot)) {
            for option in 0..figure.width() {
                let label =
                    Message::new("working-sent-figure").with("field", figure_label(figure, option));
                let input = Formula::Input(Input::Sent(figure.slot + option));
                given.push(self.steps.cell(label, input));
            }
        }
        let one = |cells: Vec<Formula>| any(cells.into_iter().map(|c| c.equals(Formula::one())));
        let label = Message::new("working-sent-word");
        let touched = self.steps.cell(label, Formula::Input(Input::Touched(item.node)));
        let refused = Formula::Number(-&Exact::ONE);
        let declared = self.declared.get(item.node).cloned().unwrap_or(Formula::zero());
        // a declaration that does not count is no evidence; figures beside it are
        let word = crate::formula::all([touched.equals(Formula::one()), declared.differs(refused)]);
        let sent = crate::formula::one_if(any([one(given), word]));
        let sent = self.steps.cell(Message::new("working-sent"), sent);
        Some(sent.equals(Formula::one()))
    }

    /// The cell of a node's own, by its items' cells: whether any of them applies.
    pub fn some_apply(&mut self, items: &[usize]) -> Formula {
        let held = items.iter().filter_map(|item| self.held.get(*item).cloned());
        let applies = crate::formula::count(held).above(Formula::zero());
        let applies = crate::formula::one_if(applies);
        self.steps.add(Message::new("working-applies"), applies)
    }
}

/// Whether the rule awards nothing while no figure is given, so that nobody need ask whether anything was sent.
fn awards_nothing_unasked(item: &PlannedItem, criteria: &Criteria) -> bool {
    let mut steps = Steps::default();
    let outcome = item.rule.formula(&mut steps, &item.max);
    let label = Message::new("working-held");
    steps.cell(label, outcome);
    let values = steps.values(&criteria.calendar, &|_| Value::Text(MISSING.to_owned()));
    values.last() == Some(&Value::Text(MISSING.to_owned()))
}

/// What people call a figure, with its option for ballots.
pub(super) fn figure_label(figure: &Figure, option: usize) -> Term {
    let title = if figure.name.ends_with(".last_year") {
        Term::from(Message::new("form-last-year").with("field", &figure.title))
    } else {
        Term::from(&figure.title)
    };
    if figure.kind != FigureKind::Ballots {
        return title;
    }
    let option = match figure.option_title(option) {
        Text { vi, .. } if vi.is_empty() => Term::from(field_name(figure, option)),
        text => Term::Text(text),
    };
    Message::new("working-option").with("field", title).with("option", option).into()
}

/// What a policy grants in full when the item does not apply.
pub(super) fn is_full(item: &PlannedItem) -> bool {
    matches!(item.absence, Absence::FullPoints | Absence::Grant)
}
