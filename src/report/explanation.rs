//! Why one agency earned what it earned: area by area, item by item.

use super::Report;
use crate::criteria::{Node, Role};
use crate::lanes::AgencyLanes;
use crate::language::{Message, Term};
use crate::scores::{Reason, Status, Tally};
use crate::standings::Standing;

pub(super) fn text(
    report: &Report<'_>,
    standing: &Standing,
    all: bool,
    lanes: Option<&AgencyLanes>,
) -> String {
    let mut text = super::text::heading(report);
    text.push_str(&format!("\n{}\n", report.say(&summary(report, standing))));
    for note in standing.unranked.iter().chain(&standing.tie).chain(&standing.tier_reasons) {
        text.push_str(&format!("  {}\n", report.say(note)));
    }
    for (k, node) in report.criteria.nodes.iter().enumerate().skip(1) {
        let tally = report.scores.tally(standing.row, k);
        if node.depth == 1 {
            text.push_str(&format!("\n{}\n", report.say(&area(report, standing, node, &tally))));
        }
        if let Some(reason) =
            Reason::of(report.criteria, report.evidence, report.scores, standing.row, k)
        {
            let lost = !reason.lost.exact().is_zero();
            let in_lanes = lanes.and_then(|lanes| lanes.item(node.id.as_str()));
            let trail = in_lanes.map(|item| super::lanes::trail(report, item)).unwrap_or_default();
            if all
                || lost
                || !trail.is_empty()
                || matches!(reason.status, Status::Missing | Status::NotSubmitted)
            {
                text.push_str(&item(report, node, &tally, &reason));
                for line in trail {
                    text.push_str(&format!("      {}\n", report.say(&line)));
                }
            }
        }
    }
    text
}

fn summary(report: &Report<'_>, standing: &Standing) -> Message {
    let change = report.comparison.and_then(|comparison| comparison.of(&standing.agency.code));
    let name = match (standing.rank, change.and_then(|change| change.places)) {
        (Some(_), Some(0)) => "summary-same",
        (Some(_), Some(places)) if places > 0 => "summary-up",
        (Some(_), Some(_)) => "summary-down",
        (Some(_), None) => "summary-ranked",
        (None, _) => "summary-unranked",
    };
    let dash = || Term::from("–");
    let percent = standing
        .percent
        .as_ref()
        .map_or_else(dash, |percent| report.aligned(percent.exact()).into());
    let places = change
        .and_then(|change| change.places)
        .map_or_else(dash, |places| places.abs().to_string().into());
    Message::new(name)
        .with("agency", &standing.agency.name)
        .with("points", report.printed(standing.points.exact()))
        .with("max", report.printed(standing.max.exact()))
        .with("percent", percent)
        .with("tier", standing.tier.as_ref().map_or_else(dash, |tier| (&tier.title).into()))
        .with("rank", standing.rank.map_or_else(dash, |rank| rank.to_string().into()))
        .with("of", standing.of.to_string())
        .with("places", places)
        .with(
            "year",
            report.comparison.map_or_else(String::new, |comparison| comparison.earlier.to_string()),
        )
}

fn area(report: &Report<'_>, standing: &Standing, node: &Node, tally: &Tally) -> Message {
    let change = report.comparison.and_then(|comparison| comparison.of(&standing.agency.code));
    let change = change.and_then(|change| change.areas.iter().find(|area| area.code == node.code));
    let change = change.and_then(|area| area.points.as_ref());
    let name = match (node.role, change) {
        (Role::Bonus, _) => "area-bonus",
        (Role::Deduction, _) => "area-deduction",
        (Role::Score, Some(_)) => "area-changed",
        (Role::Score, None) => "area-line",
    };
    let lost = tally.max.exact() - tally.points.exact();
    let percent = tally.points.percent_of(&tally.max);
    Message::new(name)
        .with("code", &node.code)
        .with("title", &node.title)
        .with("points", report.printed(tally.points.exact()))
        .with("max", report.printed(tally.max.exact()))
        .with("most", report.printed(&node.max))
        .with("lost", report.printed(&lost))
        .with(
            "percent",
            percent.map_or_else(|| "–".to_owned(), |percent| report.aligned(percent.exact())),
        )
        .with("change", change.map_or_else(String::new, |change| report.signed(change)))
}

fn item(report: &Report<'_>, node: &Node, tally: &Tally, reason: &Reason) -> String {
    let line = Message::new(match node.role {
        Role::Score => "item-line",
        Role::Bonus => "item-bonus",
        Role::Deduction => "item-deduction",
    });
    let line = line
        .with("code", &node.code)
        .with("title", &node.title)
        .with("points", report.printed(tally.points.exact()))
        .with("max", report.printed(tally.max.exact()))
        .with("lost", report.printed(reason.lost.exact()));
    let mut text = format!("  {}\n", report.say(&line));
    let mut add = |message: Message| text.push_str(&format!("      {}\n", report.say(&message)));
    add(Message::new("item-why").with("why", why(report, reason)));
    if !node.answerable.is_empty() {
        let office = |(office, share): &(String, crate::quantity::Exact)| match node
            .answerable
            .len()
        {
            1 => Term::from(office),
            _ => Message::new("office-share").with("office", office).with("share", share).into(),
        };
        add(Message::new("item-answerable")
            .with("offices", node.answerable.iter().map(office).collect::<Vec<_>>()));
    }
    if !node.asks.is_empty() && reason.status != Status::Scored {
        let asks: Vec<Term> = node.asks.iter().map(Term::from).collect();
        add(Message::new("item-asks").with("asks", asks));
    }
    if let Some(note) = &node.note {
        add(Message::new("item-remark").with("note", note));
    }
    add(Message::new("item-source").with("source", &node.source));
    for document in &reason.documents {
        add(Message::new("item-document").with("document", document));
    }
    for note in &reason.notes {
        add(Message::new("item-note").with("note", note));
    }
    text
}

/// The steps of a reason in one line, after what its status says.
pub(super) fn why(report: &Report<'_>, reason: &Reason) -> String {
    let status = match reason.status {
        Status::Scored => None,
        Status::Missing => Some("status-missing"),
        Status::NotSubmitted => Some("status-not-submitted"),
        Status::NotApplicable => Some("status-not-applicable"),
        Status::NotApplicableByRule => Some("status-not-applicable-by-rule"),
        Status::NoSurvey => Some("status-no-survey"),
    };
    let steps = reason.steps.iter().map(|step| report.say(step));
    let parts: Vec<String> =
        status.map(|name| report.say(&Message::new(name))).into_iter().chain(steps).collect();
    parts.join("; ")
}
