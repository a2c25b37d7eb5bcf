//! Why an item earned what it earned: the same walk of the same rule, with somebody listening.

use super::{Scores, Status};
use crate::criteria::{Criteria, Role};
use crate::evidence::{Evidence, Presence};
use crate::language::{Message, Text};
use crate::quantity::Points;
use crate::rule::Facts;

/// Why an item earned its points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// How the item came to its points.
    pub status: Status,
    /// What the rule found, step by step.
    pub steps: Vec<Message>,
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
        let mut steps = Vec::new();
        match (status, evidence.presence(row, node)) {
            (
                Status::NotApplicable,
                Presence::NotApplicable {
                    reason,
                    declared_by,
                    confirmed_by,
                    ..
                },
            ) => {
                steps.push(Message::new("not-applicable-because").with("reason", reason));
                steps.extend(
                    declared_by
                        .as_ref()
                        .map(|by| Message::new("declared-by").with("by", by)),
                );
                steps.push(match confirmed_by {
                    Some(by) => Message::new("confirmed-by").with("by", by),
                    None => Message::new("not-confirmed"),
                });
            }
            (Status::NoSurvey | Status::NotApplicable | Status::NotSubmitted, _) => {}
            (_, presence) => {
                if matches!(presence, Presence::NotApplicable { .. }) {
                    steps.push(Message::new("not-confirmed"));
                }
                let facts = Facts {
                    columns: &scores.columns,
                    calendar: &criteria.calendar,
                    row,
                };
                // what was not given is told by the status, what was is told by the rule
                if presence.is_sent() || item.reads.is_empty() {
                    let outcome = rule.judge(&facts, &item.max, &mut steps);
                    debug_assert_eq!(outcome.is_ok(), status == Status::Scored);
                }
            }
        }
        let tally = scores.tally(row, node);
        let sources = evidence.sources(row, node, &item.reads);
        Some(Self {
            status,
            steps,
            lost: match item.role {
                Role::Score => Points(tally.max.exact() - tally.points.exact()),
                Role::Bonus => Points::default(),
                Role::Deduction => tally.points.clone(),
            },
            documents: once(
                sources
                    .iter()
                    .filter_map(|source| Some(source.document.as_ref()?.said())),
            ),
            notes: once(sources.iter().filter_map(|source| source.note.clone())),
        })
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
