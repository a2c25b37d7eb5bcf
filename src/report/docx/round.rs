//! The report on a round: means, best and worst, tiers, movements, most-lost items, and what cannot be compared.

use super::annex::roman;
use super::decree::{end, head, title_rule};
use super::package::{Part, packed};
use super::style::{Look, line};
use super::table::{Column, Row, table};
use super::{Writer, dash, size};
use crate::code::AgencyCode;
use crate::language::{Message, Term};
use crate::overview::{GroupOverview, Overview, Spread};
use crate::quantity::Exact;
use crate::report::comparison;
use crate::standings::GroupSummary;

/// How many items, and how many agencies that rose or fell, are listed.
const LISTED: usize = 10;

pub(in crate::report) fn round<'a>(
    writer: Writer<'a>,
    overview: &Overview,
) -> Result<Vec<u8>, String> {
    let mut part = Part::default();
    writer.opening(&mut part);
    let groups = &writer.report.standings.groups;
    let both = groups.iter().filter_map(|group| Some((group, overview.group(&group.name)?)));
    let both: Vec<(&GroupSummary, &GroupOverview)> = both.collect();
    let mut chapters: Vec<(&'static str, Section<'a>)> =
        vec![("round-results", Writer::results), ("round-areas", Writer::area_means)];
    if writer.report.comparison.is_some() {
        chapters.push(("round-movements", Writer::movements));
    }
    chapters.push(("round-most-lost", Writer::most_lost));
    for (k, (heading, write)) in chapters.iter().enumerate() {
        writer.chapter(&mut part, k, heading);
        for (group, figures) in &both {
            if both.len() > 1 {
                part.line(Look::SubHeading, group.title.in_language(writer.report.language));
            }
            write(&writer, &mut part, group, figures);
        }
    }
    let notes = writer.cautions(&both);
    if !notes.is_empty() {
        writer.chapter(&mut part, chapters.len(), "round-notes");
        notes.iter().for_each(|note| part.line(Look::Point, note));
    }
    let close = Message::new("round-close").with("title", &writer.report.criteria.title);
    let close = close.with("year", writer.report.standings.year.to_string());
    part.add(line(Look::Body, &writer.say(&close)).keep_next(true));
    part.add(end(writer.office, writer.report.language));
    let title = writer.report.criteria.title.in_language(writer.report.language);
    packed(title, writer.report.language, vec![part])
}

type Section<'a> = fn(&Writer<'a>, &mut Part, &GroupSummary, &GroupOverview);

impl Writer<'_> {
    fn opening(&self, part: &mut Part) {
        part.add(head(self.office, self.report.language, None));
        part.line(Look::Kind, &self.word("round-kind"));
        let title = Message::new("round-title").with("title", &self.report.criteria.title);
        let title = title.with("year", self.report.standings.year.to_string());
        part.line(Look::Title, &self.say(&title));
        part.add(title_rule(part.width()));
        for basis in self.basis() {
            part.line(Look::Basis, &basis);
        }
        if let Some(origin) = self.origin() {
            part.line(Look::Note, &origin);
        }
    }

    fn chapter(&self, part: &mut Part, k: usize, heading: &'static str) {
        let heading = self.word(heading).to_uppercase();
        part.line(Look::Heading, &format!("{}. {heading}", roman(k + 1)));
    }

    /// Mean, highest and lowest, and how many hold each tier.
    fn results(&self, part: &mut Part, group: &GroupSummary, figures: &GroupOverview) {
        if let Some(percent) = &figures.percent {
            let moved = figures.mean_change.as_ref().zip(self.report.comparison);
            let moved = moved.map(|(points, comparison)| {
                let name = match points {
                    points if *points > Exact::ZERO => "mean-rose",
                    points if points.is_negative() => "mean-fell",
                    _ => "mean-same",
                };
                let message = Message::new(name).with("year", comparison.earlier.to_string());
                message.with("points", self.report.printed(&size(points)))
            });
            let text = Message::new("round-mean")
                .with("ranked", group.ranked.to_string())
                .with("mean", self.report.aligned(&percent.mean))
                .with("moved", moved.map_or_else(|| Term::from(""), Term::from))
                .with("best", self.report.aligned(&percent.best))
                .with("best_of", self.names(&percent.best_of))
                .with("worst", self.report.aligned(&percent.worst))
                .with("worst_of", self.names(&percent.worst_of));
            part.line(Look::Body, &self.say(&text));
        }
        if figures.tiers.is_empty() {
            return;
        }
        let columns = self.columns(&[
            ("head-tier", 40, Look::Cell),
            ("head-agencies", 25, Look::Middle),
            ("head-share-percent", 25, Look::Figure),
        ]);
        let rows = figures.tiers.iter().map(|share| {
            let tier = share.tier.as_ref().map_or_else(
                || self.word("tier-none"),
                |tier| tier.title.in_language(self.report.language).to_owned(),
            );
            let percent = self.report.aligned(share.percent.exact());
            Row::Cells(vec![tier, share.agencies.to_string(), percent])
        });
        part.add(table(part.width() * 2 / 3, &columns, rows.collect()));
    }

    /// Area by area: mean, highest and lowest.
    fn area_means(&self, part: &mut Part, _: &GroupSummary, figures: &GroupOverview) {
        let columns = self.columns(&[
            ("head-area", 46, Look::Cell),
            ("head-mean-percent", 17, Look::Figure),
            ("head-highest", 17, Look::Figure),
            ("head-best-of", 34, Look::Cell),
            ("head-lowest", 17, Look::Figure),
            ("head-worst-of", 34, Look::Cell),
        ]);
        let rows = figures.areas.iter().map(|area| {
            let title = Message::new("area-named").with("code", &area.code);
            let mut cells = vec![self.say(&title.with("title", &area.title))];
            cells.extend(self.spread(area.percent.as_ref()));
            Row::Cells(cells)
        });
        part.add(table(part.width(), &columns, rows.collect()));
    }

    fn spread(&self, spread: Option<&Spread>) -> Vec<String> {
        let Some(spread) = spread else {
            return std::iter::repeat_with(dash).take(5).collect();
        };
        vec![
            self.report.aligned(&spread.mean),
            self.report.aligned(&spread.best),
            self.names(&spread.best_of),
            self.report.aligned(&spread.worst),
            self.names(&spread.worst_of),
        ]
    }

    /// Who rose and who fell, with the ranks.
    fn movements(&self, part: &mut Part, _: &GroupSummary, figures: &GroupOverview) {
        let counts = Message::new("round-moved")
            .with("risen", figures.risen.len())
            .with("fallen", figures.fallen.len());
        part.line(Look::Body, &self.say(&counts));
        let columns = self.columns(&[
            ("head-agency", 60, Look::Cell),
            ("head-rank-before", 20, Look::Middle),
            ("head-rank-now", 20, Look::Middle),
            ("head-places-moved", 20, Look::Middle),
            ("head-points-moved", 22, Look::Figure),
        ]);
        let mut rows: Vec<Row> = Vec::new();
        for (name, moved) in [("rows-risen", &figures.risen), ("rows-fallen", &figures.fallen)] {
            if !moved.is_empty() {
                rows.push(Row::Span(self.word(name)));
            }
            rows.extend(moved.iter().take(LISTED).filter_map(|(agency, _)| self.mover(agency)));
        }
        if !rows.is_empty() {
            part.add(table(part.width(), &columns, rows));
        }
    }

    fn mover(&self, agency: &AgencyCode) -> Option<Row> {
        let change = self.report.comparison?.of(agency)?;
        let now = self.report.standings.of(agency)?.rank;
        let rank =
            |rank: Option<crate::quantity::Rank>| rank.map_or_else(dash, |rank| rank.to_string());
        let name = change.agency.name.in_language(self.report.language).to_owned();
        let points = self.signed(change.points.as_ref());
        let cells = vec![name, rank(change.previous_rank), rank(now), self.places(change), points];
        Some(Row::Cells(cells))
    }

    fn most_lost(&self, part: &mut Part, _: &GroupSummary, figures: &GroupOverview) {
        let columns = self.columns(&[
            ("head-item", 100, Look::Cell),
            ("head-points-lost", 24, Look::Figure),
            ("head-agencies-lost", 26, Look::Middle),
        ]);
        let rows = figures.most_lost.iter().take(LISTED).map(|item| {
            let title = Message::new("item-named").with("code", &item.code);
            Row::Cells(vec![
                self.say(&title.with("title", &item.title)),
                self.report.aligned(item.points.exact()),
                item.agencies.to_string(),
            ])
        });
        let rows: Vec<Row> = rows.collect();
        if !rows.is_empty() {
            part.add(table(part.width(), &columns, rows));
        }
    }

    /// What to bear in mind: who is not ranked and why, what cannot be compared.
    fn cautions(&self, groups: &[(&GroupSummary, &GroupOverview)]) -> Vec<String> {
        let members: Vec<_> = groups.iter().flat_map(|(group, _)| self.members(group)).collect();
        let mut notes = self.notes(&members);
        if let Some(changes) = self.report.comparison {
            notes.extend(changes.changes.iter().filter_map(|change| {
                let note = comparison::origin(self.report, change)?;
                let said = Message::new("agency-note").with("agency", &change.agency.name);
                Some(self.say(&said.with("note", note)))
            }));
            let cautions = comparison::cautions(self.report, changes);
            notes.extend(cautions.into_iter().map(|line| line + "."));
        }
        let point = |note: String| self.say(&Message::new("point").with("text", note));
        notes.into_iter().map(point).collect()
    }

    pub(super) fn columns(&self, columns: &[(&'static str, usize, Look)]) -> Vec<Column> {
        let column = |(head, share, look): &(&'static str, usize, Look)| Column {
            head: self.word(head),
            share: *share,
            look: *look,
        };
        columns.iter().map(column).collect()
    }

    /// The names of these agencies, parted by commas.
    fn names(&self, codes: &[AgencyCode]) -> String {
        let standings = codes.iter().filter_map(|code| self.report.standings.of(code));
        let names: Vec<Term> =
            standings.map(|standing| Term::from(&standing.agency.name)).collect();
        self.say(&Message::new("list").with("parts", names))
    }
}
