//! The letter to one agency: its rank and change, then area by area what was got of how much, why, and who answers; then
//! what to do, office by office. In the order of Công văn 1688/SKHĐT-VP (2019) of Đắk Lắk.

use super::decree::{end, head, short_date};
use super::package::{Part, packed};
use super::style::{Look, led, line};
use super::table::{Row, table};
use super::{Writer, dash, size};
use crate::advice::{Lever, Mends};
use crate::comparison::{AreaChange, Change};
use crate::criteria::{Node, Role};
use crate::language::{Message, Term, say_exact};
use crate::losses::{Loss, Losses};
use crate::quantity::{Exact, Points};
use crate::report::{advice, explanation, losses};
use crate::rule::Cause;
use crate::scores::Status;
use crate::standings::{AreaStanding, Standing};

/// What the letter shows of one agency.
pub(in crate::report) struct Findings<'a> {
    pub standing: &'a Standing,
    pub losses: &'a Losses,
    pub mends: &'a Mends,
}

pub(in crate::report) fn letter(
    writer: Writer<'_>,
    findings: &Findings<'_>,
) -> Result<Vec<u8>, String> {
    let (report, standing) = (writer.report, findings.standing);
    let agency = &standing.agency.name;
    let about = |name| Message::new(name).with("agency", agency);
    let subject = Message::new("letter-subject").with("year", report.standings.year.to_string());
    let subject = writer.say(&subject);
    let mut part = Part::default();
    part.add(head(writer.office, report.language, Some(&subject)));
    part.line(Look::Addressee, &writer.say(&about("letter-to")));
    for basis in writer.basis() {
        part.line(Look::Basis, &basis);
    }
    if let Some(origin) = writer.origin() {
        part.line(Look::Note, &origin);
    }
    writer.result(&mut part, standing);
    for area in &standing.areas {
        writer.area(&mut part, findings, area);
    }
    writer.summary(&mut part, standing);
    writer.tasks(&mut part, findings);
    part.add(end(writer.office, report.language));
    packed(&subject, report.language, vec![part])
}

impl Writer<'_> {
    fn change(&self, standing: &Standing) -> Option<&Change> {
        self.report.comparison?.of(&standing.agency.code)
    }

    /// Points, percent, tier, rank, and what changed since the year before.
    fn result(&self, part: &mut Part, standing: &Standing) {
        let ranked = if standing.rank.is_some() { "letter-ranked" } else { "letter-unranked" };
        let text = Message::new(ranked)
            .with("agency", &standing.agency.name)
            .with("title", &self.report.criteria.title)
            .with("year", self.report.standings.year.to_string())
            .with("points", self.report.printed(standing.points.exact()))
            .with("max", self.report.printed(standing.max.exact()))
            .with("percent", self.percent(standing))
            .with("tier", self.tier(standing))
            .with("rank", standing.rank.map_or_else(dash, |rank| rank.to_string()))
            .with("of", standing.of.to_string())
            .with("moved", self.moved_places(standing))
            .with("change", self.moved_points(self.change(standing)));
        part.line(Look::Body, &self.say(&text));
        let notes = standing.unranked.iter().chain(&standing.tie).chain(&standing.tier_reasons);
        for note in notes {
            let note = Message::new("agency-note")
                .with("agency", &standing.agency.name)
                .with("note", note.clone());
            part.line(Look::Note, &self.say(&note));
        }
        part.line(Look::Body, &self.word("letter-areas"));
    }

    /// `, tụt 10 bậc so với năm 2017 (hạng 8/22)`.
    fn moved_places(&self, standing: &Standing) -> Term {
        let change = self.change(standing);
        let Some((change, places)) = change.and_then(|change| Some((change, change.places?)))
        else {
            return Term::from("");
        };
        let name = match places {
            0 => "letter-rank-same",
            places if places > 0 => "letter-rank-rose",
            _ => "letter-rank-fell",
        };
        Message::new(name)
            .with("places", places.abs().to_string())
            .with("year", self.earlier())
            .with("rank", change.previous_rank.map_or_else(dash, |rank| rank.to_string()))
            .with("of", change.previous_of.map_or_else(dash, |of| of.to_string()))
            .into()
    }

    fn earlier(&self) -> String {
        let comparison = self.report.comparison;
        comparison.map_or_else(String::new, |comparison| comparison.earlier.to_string())
    }

    fn moved_points(&self, change: Option<&Change>) -> Term {
        let figures = change.map(|change| (change.points.as_ref(), change.percent_points.as_ref()));
        figures.map_or_else(|| Term::from(""), |(points, percent)| self.moved(points, percent))
    }

    /// `, giảm 1,75 điểm so với năm 2017`; in percentage points where points cannot be compared.
    fn moved(&self, points: Option<&Exact>, percent: Option<&Exact>) -> Term {
        let (moved, [rose, fell]) = match (points, percent) {
            (Some(points), _) => (points, ["points-rose", "points-fell"]),
            (None, Some(percent)) => (percent, ["percent-rose", "percent-fell"]),
            (None, None) => return Term::from(""),
        };
        let name = match moved {
            moved if moved.is_zero() => "points-same",
            moved if moved.is_negative() => fell,
            _ => rose,
        };
        let message = Message::new(name).with("year", self.earlier());
        message.with("points", self.report.printed(&size(moved))).into()
    }

    /// An area: what was got, what was lost and why, who answers.
    fn area(&self, part: &mut Part, findings: &Findings<'_>, area: &AreaStanding) {
        let losses = findings.losses.in_area(&area.id);
        let change = self.change(findings.standing);
        let change =
            change.and_then(|change| change.areas.iter().find(|known| known.code == area.code));
        let title = Message::new("letter-area-title").with("code", &area.code);
        let title = self.say(&title.with("title", &area.title));
        part.add(led(Look::Body, &title, &self.say(&self.got(area, change))));
        for loss in &losses.rows {
            part.line(Look::Point, &self.cause(loss));
        }
        if losses.rows.iter().any(|loss| !loss.points.exact().is_negative()) {
            part.line(Look::Point, &self.answerable(&losses.without_gains()));
        }
    }

    fn got(&self, area: &AreaStanding, change: Option<&AreaChange>) -> Message {
        let lost = area.max.exact() - area.points.exact();
        let name = match self.report.criteria.node(area.id.as_str()).and_then(|k| self.role(k)) {
            Some(Role::Bonus) => "letter-area-bonus",
            Some(Role::Deduction) => "letter-area-deduction",
            _ if area.percent.is_none() => "letter-area-absent",
            _ if lost.is_zero() => "letter-area-full",
            _ if lost.is_negative() => "letter-area-above",
            _ => "letter-area",
        };
        let percent = area.percent.as_ref();
        let change = change.map_or_else(
            || Term::from(""),
            |change| self.moved(change.points.as_ref(), change.percent_points.as_ref()),
        );
        Message::new(name)
            .with("points", self.report.printed(&size(area.points.exact())))
            .with("max", self.report.printed(area.max.exact()))
            .with(
                "percent",
                percent.map_or_else(dash, |percent| self.report.aligned(percent.exact())),
            )
            .with("lost", self.report.printed(&size(&lost)))
            .with("change", change)
    }

    fn role(&self, k: usize) -> Option<Role> {
        self.report.criteria.nodes.get(k).map(|node| node.role)
    }

    /// One row of the ledger as a sentence: what, how much, why, on which documents.
    fn cause(&self, loss: &Loss) -> String {
        let name = if loss.points.exact().is_negative() { "letter-given" } else { "letter-lost" };
        // a survey's and a judge's own words say what the cause is
        let told = loss.reason.as_ref().is_some_and(|reason| reason.status == Status::Scored)
            && matches!(loss.cause, Cause::Survey | Cause::Judgement);
        let mut why: Vec<String> = Vec::new();
        why.extend((!told).then(|| self.word(losses::cause_name(loss.cause))));
        if let Some(reason) = &loss.reason {
            let found = explanation::why(self.report, reason);
            why.extend(
                (!found.is_empty()).then(|| found.replace(" → ", &self.word("letter-earning"))),
            );
            let objective = loss.objective.as_ref();
            why.extend(
                objective.map(|text| self.say(&Message::new("objective").with("reason", text))),
            );
            let documents: Vec<Term> = reason.documents.iter().map(Term::from).collect();
            if !documents.is_empty() {
                let documents = Message::new("letter-documents").with("documents", documents);
                why.push(self.say(&documents));
            }
        }
        let message = Message::new(name).with("code", &loss.code).with("title", &loss.title);
        let message = message.with("points", self.report.printed(&size(loss.points.exact())));
        self.say(&message.with("why", why.join("; ")))
    }

    /// `Trách nhiệm: Văn phòng Sở (0,51 điểm), …`: shares are not rounded, so that they add up.
    fn answerable(&self, losses: &Losses) -> String {
        let office = |(office, points): &(Option<String>, Points)| -> Term {
            let name = office.clone().unwrap_or_else(|| self.word("no-office"));
            let message = Message::new("office-points").with("office", name);
            message.with("points", points.exact()).into()
        };
        let offices: Vec<Term> = losses.by_office().iter().map(office).collect();
        self.say(&Message::new("letter-answerable").with("offices", offices))
    }

    /// All areas in one table.
    fn summary(&self, part: &mut Part, standing: &Standing) {
        part.line(Look::Body, &self.word("letter-summary"));
        let mut columns = self.columns(&[
            ("head-area", 60, Look::Cell),
            ("head-max", 16, Look::Figure),
            ("head-points", 17, Look::Figure),
            ("head-percent-got", 17, Look::Figure),
            ("head-lost", 17, Look::Figure),
        ]);
        let change = self.change(standing);
        if change.is_some() {
            columns.extend(self.columns(&[("head-points-moved", 22, Look::Figure)]));
        }
        let figures = |points: &Exact, max: &Exact, percent: String| {
            let lost = max - points;
            let printed = |number: &Exact| self.report.aligned(number);
            vec![self.report.printed(max), printed(points), percent, printed(&lost)]
        };
        let mut rows: Vec<Row> = Vec::new();
        for area in &standing.areas {
            let title = Message::new("area-named").with("code", &area.code);
            let mut cells = vec![self.say(&title.with("title", &area.title))];
            let percent = area.percent.as_ref();
            let percent = percent.map_or_else(dash, |percent| self.report.aligned(percent.exact()));
            cells.extend(figures(area.points.exact(), area.max.exact(), percent));
            if let Some(change) = change {
                let area = change.areas.iter().find(|known| known.code == area.code);
                cells.push(area.map_or_else(dash, |area| self.moved_area(area)));
            }
            rows.push(Row::Cells(cells));
        }
        let mut total = vec![self.word("head-total")];
        total.extend(figures(
            standing.points.exact(),
            standing.max.exact(),
            self.percent(standing),
        ));
        total.extend(change.map(|change| self.signed(change.points.as_ref())));
        rows.push(Row::Total(total));
        part.add(table(part.width(), &columns, rows));
    }

    /// In points; in percentage points where the maxima differ.
    fn moved_area(&self, area: &AreaChange) -> String {
        match (&area.points, &area.percent_points) {
            (None, Some(percent)) => {
                let change = self.signed(Some(percent));
                self.say(&Message::new("percent-points-short").with("change", change))
            }
            (points, _) => self.signed(points.as_ref()),
        }
    }

    /// What to do: of every office the items that it answers for, and what would mend them.
    fn tasks(&self, part: &mut Part, findings: &Findings<'_>) {
        let losses = findings.losses.without_gains();
        let offices = losses.by_office();
        if offices.is_empty() {
            return;
        }
        let deadline = short_date(self.office.deadline, self.report.language);
        let text = Message::new("letter-tasks").with("agency", &findings.standing.agency.name);
        part.line(Look::Body, &self.say(&text.with("deadline", deadline)));
        let columns = self.columns(&[
            ("head-item", 54, Look::Cell),
            ("head-lost", 14, Look::Figure),
            ("head-demand", 82, Look::Cell),
        ]);
        let mut rows: Vec<Row> = Vec::new();
        for (office, lost) in &offices {
            let name = office.clone().unwrap_or_else(|| self.word("no-office"));
            let title = Message::new("office-lost").with("office", name);
            let title = title.with("points", lost.exact());
            rows.push(Row::Span(self.say(&title)));
            for (loss, share) in losses.of_office(office.as_deref()) {
                let title = Message::new("item-named").with("code", &loss.code);
                rows.push(Row::Cells(vec![
                    self.say(&title.with("title", &loss.title)),
                    say_exact(self.report.language, share.exact()),
                    self.demand(loss, findings.mends.at(&loss.item)),
                ]));
            }
        }
        part.add(table(part.width(), &columns, rows));
        let close = Message::new("letter-close").with("agency", &findings.standing.agency.name);
        part.add(line(Look::Body, &self.say(&close)).keep_next(true));
    }

    /// What would mend an item: other figures where its rule tells which, else what its cause asks for.
    fn demand(&self, loss: &Loss, lever: Option<&Lever>) -> String {
        if let Some(lever) = lever {
            let moves = lever.moves.iter().map(|moved| advice::demand(self.report, moved));
            let moves = moves.collect::<Vec<_>>().join("; ");
            let text = Message::new("demand-moves").with("moves", moves);
            return self.say(&text.with("gain", self.report.printed(lever.gain.exact())));
        }
        let node = self.report.criteria.node(loss.item.as_str());
        let node = node.and_then(|k| self.report.criteria.nodes.get(k));
        let mut text = self.word(demand_name(loss.cause));
        let asks = node.map_or(&[][..], |node: &Node| &node.asks);
        if matches!(loss.cause, Cause::Missing | Cause::NotSubmitted) && !asks.is_empty() {
            let asks: Vec<Term> = asks.iter().map(Term::from).collect();
            text.push_str(&self.say(&Message::new("demand-documents").with("asks", asks)));
        }
        text
    }
}

fn demand_name(cause: Cause) -> &'static str {
    match cause {
        Cause::Late => "demand-late",
        Cause::Missing => "demand-missing",
        Cause::NotSubmitted => "demand-not-submitted",
        Cause::Below => "demand-below",
        Cause::NotMet => "demand-not-met",
        Cause::Survey => "demand-survey",
        Cause::Violation => "demand-violation",
        Cause::Judgement => "demand-judgement",
        Cause::NotAccepted => "demand-not-accepted",
        Cause::Extra => "demand-extra",
        Cause::Arithmetic => "demand-arithmetic",
    }
}
