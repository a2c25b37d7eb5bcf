//! Why an item earned what it earned: the same walk of the same rule, with somebody listening.

use super::{Scores, Status};
use crate::criteria::{Criteria, Method, Node, Role};
use crate::evidence::{Evidence, Grant, Presence};
use crate::language::{Message, Text};
use crate::quantity::{Exact, Points};
use crate::rule::{Cause, Facts, Outcome, Told};

/// Why an item earned its points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// How the item came to its points.
    pub status: Status,
    /// What the rule found, step by step.
    pub steps: Vec<Message>,
    /// Why points are lost, where any are.
    pub cause: Cause,
    /// Points lost against the applicable maximum; of a deduction, points taken; of a bonus, none.
    pub lost: Points,
    /// Documents that the figures rest on.
    pub documents: Vec<Text>,
    /// What was noted with the figures.
    pub notes: Vec<String>,
}

impl Reason {
    /// The reason for the award of `agency`, by its row, at the item `node`; nothing where there is no item.
    pub(crate) fn of(
        criteria: &Criteria,
        evidence: &Evidence,
        scores: &Scores,
        row: usize,
        node: usize,
    ) -> Option<Self> {
        let item = criteria.nodes.get(node)?;
        let rule = item.rule.as_ref()?;
        let status = scores.status(row, node)?;
        let mut told = Told::default();
        let presence = evidence.presence(row, node);
        let grant = evidence.grant(row, node).filter(|_| status == Status::Scored);
        let calendar = &criteria.calendar;
        let facts = Facts { columns: &scores.columns, calendar, row };
        let mut not_accepted = false;
        match status {
            Status::Scored if grant.is_some() => {
                let read = presence.is_sent() || item.reads.is_empty();
                let by_the_facts = read.then(|| rule.judge(&facts, &item.max, &mut told));
                not_accepted = granted(grant, item, by_the_facts, &mut told);
            }
            Status::NotApplicable => told.steps.extend(declaration(presence)),
            Status::NoSurvey | Status::NotSubmitted => {}
            Status::Scored | Status::Missing | Status::NotApplicableByRule => {
                if matches!(presence, Presence::NotApplicable { .. }) {
                    told.steps.push(Message::new("not-confirmed"));
                }
                // what was not given is told by the status, what was is told by the rule
                if presence.is_sent() || item.reads.is_empty() {
                    let outcome = rule.judge(&facts, &item.max, &mut told);
                    debug_assert_eq!(outcome.is_ok(), status == Status::Scored);
                }
                if status == Status::Missing && told.steps.is_empty() {
                    told.steps.extend(not_given(criteria, &facts, &item.reads));
                }
            }
        }
        let tally = scores.tally(row, node);
        if status == Status::Scored && *tally.max.exact() != item.max {
            let grown = Message::new("step-grown").with("from", &item.max);
            let grown = grown.with("to", tally.max.exact());
            told.steps.push(grown.with("points", tally.points.exact()));
        }
        let mut sources = evidence.sources(row, node, &item.reads);
        sources.extend(grant.map(|grant| grant.source.clone()));
        // the note of a granted mark is its reason, told as a step
        let notes = sources.iter().take(sources.len() - usize::from(grant.is_some()));
        Some(Self {
            status,
            cause: match cause(presence, status, item, told.cause) {
                Cause::Extra => Cause::Extra,
                _ if not_accepted => Cause::NotAccepted,
                other => other,
            },
            steps: once(told.steps.into_iter()),
            lost: match item.role {
                Role::Score => Points(tally.max.exact() - tally.points.exact()),
                Role::Bonus => Points::default(),
                Role::Deduction => tally.points.clone(),
            },
            documents: once(
                sources.iter().filter_map(|source| Some(source.document.as_ref()?.said())),
            ),
            notes: once(notes.filter_map(|source| source.note.clone())),
        })
    }
}

/// Tells who granted a mark and why, before what the rule gives on the figures; whether less was granted than that.
fn granted(
    grant: Option<&Grant>,
    item: &Node,
    by_the_facts: Option<Outcome>,
    told: &mut Told,
) -> bool {
    let Some(grant) = grant else {
        return false;
    };
    let Some(given) = by_the_facts.and_then(Result::ok) else {
        told.steps = vec![grant.said(&item.max)];
        told.cause =
            Some(if grant.applies_after_all { Cause::NotAccepted } else { Cause::Missing });
        return false;
    };
    let given = given.max(Exact::ZERO).min(item.max.clone());
    told.steps.insert(0, grant.said(&item.max));
    told.steps.insert(1, Message::new("step-by-the-facts").with("points", &given));
    grant.applies_after_all || grant.points < given
}

/// Why an item does not apply, who said so and who confirmed it.
fn declaration(presence: &Presence) -> Vec<Message> {
    let Presence::NotApplicable { reason, declared_by, confirmed_by, .. } = presence else {
        return Vec::new();
    };
    let declared = declared_by.as_ref().map(|by| Message::new("declared-by").with("by", by));
    let confirmed = match confirmed_by {
        Some(by) => Message::new("confirmed-by").with("by", by),
        None => Message::new("not-confirmed"),
    };
    let because = Message::new("not-applicable-because").with("reason", reason);
    std::iter::once(because).chain(declared).chain([confirmed]).collect()
}

/// The figures that the rule reads and that were not given this year.
fn not_given(criteria: &Criteria, facts: &Facts<'_>, reads: &[usize]) -> Vec<Message> {
    let lacking = criteria.figures.iter().filter(|figure| {
        let of_this_year = !figure.name.ends_with(".last_year");
        reads.contains(&figure.slot) && of_this_year && facts.at(figure.slot).is_none()
    });
    lacking.map(|figure| Message::new("step-missing").with("field", &figure.title)).collect()
}

/// Why points are lost: by what was sent first, then by where the figures come from, then by the rule.
fn cause(presence: &Presence, status: Status, item: &Node, of_rule: Option<Cause>) -> Cause {
    match (status, presence) {
        _ if item.role != Role::Score => Cause::Extra,
        (Status::Missing, Presence::NotApplicable { .. }) => Cause::NotAccepted,
        (Status::Missing, _) => Cause::Missing,
        (Status::NotSubmitted, _) => Cause::NotSubmitted,
        _ if item.method == Method::Survey => Cause::Survey,
        _ => of_rule.unwrap_or(Cause::Arithmetic),
    }
}

/// Each of them once, in their order.
fn once<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    all.fold(Vec::new(), |mut kept, one| {
        if !kept.contains(&one) {
            kept.push(one);
        }
        kept
    })
}
