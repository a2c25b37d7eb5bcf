//! What agencies earned and lost item by item, as far as a page can carry it.

use serde_json::{Value, json};

use super::both::{Both, Texts, text};
use crate::criteria::Node;
use crate::language::Message;
use crate::losses::{Loss, Losses};
use crate::quantity::Points;
use crate::report::explanation;
use crate::report::losses::cause_name;
use crate::scores::{Reason, Status};
use crate::standings::Standing;

/// Up to so many awards (agencies × items) the page has every award, and every loss with its reason and documents.
const WITH_REASONS: usize = 20_000;
/// Up to so many it has every loss with its cause; beyond, areas only.
const WITH_LOSSES: usize = 400_000;

/// The details, and how far they go: `all`, `losses` or `none`.
pub(super) fn of(both: &Both<'_>, texts: &mut Texts) -> Value {
    let all = &both.report.standings.standings;
    let awards = all.len() * both.report.criteria.items().count();
    let kind = if awards <= WITH_REASONS {
        "all"
    } else if awards <= WITH_LOSSES {
        "losses"
    } else {
        "none"
    };
    let agencies: Vec<Value> = match kind {
        "none" => Vec::new(),
        _ => all.iter().map(|s| agency(both, s, kind == "all", texts)).collect(),
    };
    json!({ "kind": kind, "agencies": agencies })
}

fn agency(both: &Both<'_>, standing: &Standing, reasons: bool, texts: &mut Texts) -> Value {
    let ledger = both.report.ledger(standing);
    let mut rows: Vec<&Loss> = ledger.rows.iter().collect();
    rows.sort_by(|a, b| b.points.cmp(&a.points));
    let losses: Vec<Value> = rows.iter().map(|loss| row(both, loss, reasons, texts)).collect();
    let causes = ledger.grouped(|loss| loss.cause).into_iter().map(|(cause, points)| {
        let cause = texts.number(both.say(&Message::new(cause_name(cause))));
        json!([cause, both.aligned(points.exact()), share(both, &points, &ledger)])
    });
    let causes: Vec<Value> = causes.collect();
    let offices = ledger.by_office().into_iter().map(|(office, points)| {
        json!([office, both.aligned(points.exact()), share(both, &points, &ledger)])
    });
    let mut agency = json!({
        "lost": both.aligned(ledger.total.exact()),
        "losses": losses,
        "causes": causes,
        "offices": offices.collect::<Vec<_>>(),
    });
    if let (true, Some(agency)) = (reasons, agency.as_object_mut()) {
        agency.insert("awards".into(), awards(both, standing));
    }
    agency
}

fn share(both: &Both<'_>, points: &Points, ledger: &Losses) -> Option<String> {
    points.percent_of(&ledger.total).map(|percent| both.aligned(percent.exact()))
}

/// Node, points, cause; with reasons also what the rule found, the claimed objective reason, documents and notes.
fn row(both: &Both<'_>, loss: &Loss, reasons: bool, texts: &mut Texts) -> Value {
    let cause = texts.number(both.say(&Message::new(cause_name(loss.cause))));
    let node = loss.node;
    let points = both.aligned(loss.points.exact());
    if !reasons {
        return json!([node, points, cause]);
    }
    let why = loss
        .reason
        .as_ref()
        .map(|reason| texts.number(both.each(|report| explanation::why(report, reason))));
    let objective = loss
        .objective
        .as_ref()
        .map(|claimed| texts.number(both.say(&Message::new("objective").with("reason", claimed))));
    let (documents, notes) = rests_on(loss.reason.as_ref(), texts);
    json!([node, points, cause, why, objective, documents, notes])
}

fn rests_on(reason: Option<&Reason>, texts: &mut Texts) -> (Vec<usize>, Vec<usize>) {
    let documents = reason.iter().flat_map(|reason| &reason.documents);
    let documents = documents.map(|document| texts.number(text(document))).collect();
    let notes = reason.iter().flat_map(|reason| &reason.notes);
    (documents, notes.map(|note| texts.number(json!(note))).collect())
}

/// Per node below the set: points, then the applicable maximum where it is not the decision's, then why it was not scored.
fn awards(both: &Both<'_>, standing: &Standing) -> Value {
    let award = |(k, node): (usize, &Node)| {
        let tally = both.report.scores.tally(standing.row, k);
        let points = both.printed(tally.points.exact());
        let max = (*tally.max.exact() != node.max).then(|| both.printed(tally.max.exact()));
        let status = both.report.scores.status(standing.row, k).and_then(status_said);
        match (max, status) {
            (None, None) => json!(points),
            (max, None) => json!([points, max]),
            (max, status) => json!([points, max, status]),
        }
    };
    both.report.criteria.nodes.iter().enumerate().skip(1).map(award).collect()
}

fn status_said(status: Status) -> Option<&'static str> {
    match status {
        Status::Scored => None,
        Status::Missing => Some("status-missing"),
        Status::NotSubmitted => Some("status-not-submitted"),
        Status::NotApplicable => Some("status-not-applicable"),
        Status::NotApplicableByRule => Some("status-not-applicable-by-rule"),
        Status::NoSurvey => Some("status-no-survey"),
    }
}
