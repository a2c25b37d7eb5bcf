//! The annex of the decision that publishes a round: for each peer group its ranking, then the index of every area.

use docx_rs::Table;

use super::decree::{long_date, title_rule};
use super::package::{Part, packed};
use super::style::Look;
use super::table::{Column, Row, table};
use super::{Writer, dash};
use crate::comparison::{Change, Origin};
use crate::language::{Message, Term};
use crate::quantity::Percent;
use crate::standings::{AreaStanding, GroupSummary, Standing};

/// Areas whose figures still stand upright beside the agencies' names; more lie across.
const UPRIGHT: usize = 5;

pub(in crate::report) fn annex(writer: Writer<'_>) -> Result<Vec<u8>, String> {
    let groups = &writer.report.standings.groups;
    let parts = groups.iter().enumerate().flat_map(|(k, group)| {
        let name = match groups.len() {
            1 => writer.word("annex"),
            _ => writer.say(&Message::new("annex-number").with("number", roman(k + 1))),
        };
        writer.group_annex(&name, group)
    });
    let title = writer.report.criteria.title.in_language(writer.report.language);
    packed(title, writer.report.language, parts.collect())
}

impl Writer<'_> {
    /// A peer group's annex; the areas go on on pages of their own where there are many.
    fn group_annex(&self, name: &str, group: &GroupSummary) -> Vec<Part> {
        let members: Vec<&Standing> = self.members(group).collect();
        let areas = members.first().map_or(0, |standing| standing.areas.len());
        let mut ranking = Part::default();
        self.annex_head(&mut ranking, name, group);
        ranking.line(Look::Heading, &self.word("annex-ranking"));
        ranking.add(self.ranking(group, &members, ranking.width()));
        if !group.tiers.is_empty() {
            ranking.line(Look::Note, &self.tier_counts(group));
        }
        for note in self.notes(&members) {
            ranking.line(Look::Note, &note);
        }
        if areas == 0 {
            return vec![ranking];
        }
        if areas <= UPRIGHT {
            self.areas(&mut ranking, &members);
            return vec![ranking];
        }
        let mut across = Part::default();
        (across.across, across.goes_on) = (true, true);
        self.areas(&mut across, &members);
        vec![ranking, across]
    }

    pub(super) fn members(&self, group: &GroupSummary) -> impl Iterator<Item = &Standing> {
        let of_group = |standing: &&Standing| standing.agency.group == group.name;
        self.report.standings.standings.iter().filter(of_group)
    }

    fn annex_head(&self, part: &mut Part, name: &str, group: &GroupSummary) {
        part.line(Look::AnnexName, name);
        let title = Message::new("annex-title").with("title", &self.report.criteria.title);
        let title = title.with("year", self.report.standings.year.to_string());
        for title in [self.say(&title), group.title.in_language(self.report.language).to_owned()] {
            part.line(Look::Title, &title.to_uppercase());
        }
        let or_blank =
            |text: &Option<String>, blank| text.clone().unwrap_or_else(|| self.word(blank));
        let attached = Message::new("annex-attached")
            .with("number", or_blank(&self.office.number, "blank-number"))
            .with("date", long_date(self.office.date, self.report.language))
            .with("issuer", or_blank(&self.office.issuer, "blank-issuer"));
        part.line(Look::Attached, &self.say(&attached));
        part.add(title_rule(part.width()));
        if let Some(origin) = self.origin() {
            part.line(Look::Note, &origin);
        }
    }

    fn ranking(&self, group: &GroupSummary, members: &[&Standing], width: usize) -> Table {
        let column = |head: String, share, look| Column { head, share, look };
        let mut columns = vec![
            column(self.word("head-rank"), 13, Look::Middle),
            column(self.word("head-agency"), 48, Look::Cell),
            column(self.word("head-points"), 14, Look::Figure),
            column(self.word("head-max"), 12, Look::Figure),
            column(self.word("head-percent"), 17, Look::Figure),
            column(self.word("head-tier"), 22, Look::Cell),
        ];
        if let Some(comparison) = self.report.comparison {
            let before = Message::new("head-rank-in").with("year", comparison.earlier.to_string());
            columns.push(column(self.say(&before), 13, Look::Middle));
            columns.push(column(self.word("head-places-moved"), 15, Look::Middle));
            columns.push(column(self.word("head-points-moved"), 16, Look::Figure));
        }
        let mut rows: Vec<Row> = members.iter().map(|standing| self.ranked(standing)).collect();
        if let Some(mean) = &group.mean {
            let mut cells = vec![String::new(); columns.len()];
            let mean = [(1, self.word("annex-mean")), (4, self.report.aligned(mean.exact()))];
            for (k, text) in mean {
                cells.get_mut(k).into_iter().for_each(|cell| cell.clone_from(&text));
            }
            rows.push(Row::Total(cells));
        }
        table(width, &columns, rows)
    }

    fn tier_counts(&self, group: &GroupSummary) -> String {
        let counts = group.tiers.iter().map(|(tier, count)| {
            let message = Message::new("tier-count").with("tier", &tier.title);
            Term::from(message.with("count", count.to_string()))
        });
        let none = (group.no_tier > 0).then(|| {
            Term::from(Message::new("no-tier-count").with("count", group.no_tier.to_string()))
        });
        let counts: Vec<Term> = counts.chain(none).collect();
        self.say(&Message::new("annex-tiers").with("counts", counts))
    }

    fn ranked(&self, standing: &Standing) -> Row {
        let mut cells = vec![
            standing.rank.map_or_else(dash, |rank| rank.to_string()),
            standing.agency.name.in_language(self.report.language).to_owned(),
            self.report.aligned(standing.points.exact()),
            self.report.printed(standing.max.exact()),
            self.percent(standing),
            self.tier(standing),
        ];
        if let Some(comparison) = self.report.comparison {
            let change = comparison.of(&standing.agency.code);
            let before = change.and_then(|change| change.previous_rank);
            cells.push(before.map_or_else(dash, |rank| rank.to_string()));
            cells.push(change.map_or_else(dash, |change| self.places(change)));
            cells.push(self.signed(change.and_then(|change| change.points.as_ref())));
        }
        Row::Cells(cells)
    }

    /// `+2`, `−10`, `0`, or what the agency was before.
    pub(super) fn places(&self, change: &Change) -> String {
        match (change.places, &change.origin) {
            (Some(places), _) if places > 0 => format!("+{places}"),
            (Some(places), _) => places.to_string().replace('-', "−"),
            (None, Origin::Newcomer | Origin::MergedFrom(_)) => self.word("newcomer"),
            (None, Origin::OtherGroup(_)) => self.word("other-group"),
            (None, Origin::Same | Origin::MergedWith(_)) => dash(),
        }
    }

    /// Why agencies are not ranked, how ties were parted, why tiers are not better ones.
    pub(super) fn notes(&self, members: &[&Standing]) -> Vec<String> {
        let notes = members.iter().flat_map(|standing| {
            let said = standing.unranked.iter().chain(&standing.tie).chain(&standing.tier_reasons);
            said.map(|note| (&standing.agency.name, note.clone()))
        });
        let note = notes.map(|(agency, note)| {
            let note = Message::new("agency-note").with("agency", agency).with("note", note);
            self.say(&note)
        });
        note.collect()
    }

    /// The index of every area, and what the areas are called.
    fn areas(&self, part: &mut Part, members: &[&Standing]) {
        let areas = members.first().map_or(&[][..], |standing| &standing.areas);
        let width = part.width();
        part.line(Look::Heading, &self.word("annex-areas"));
        part.line(Look::Note, &self.legend(areas));
        let column = |head: String, share, look| Column { head, share, look };
        let mut columns = vec![
            column(self.word("head-rank"), 15, Look::Middle),
            column(self.word("head-agency"), if part.across { 70 } else { 48 }, Look::Cell),
        ];
        columns.extend(areas.iter().map(|area| column(area.code.clone(), 16, Look::Figure)));
        columns.push(column(self.word("head-percent"), 17, Look::Figure));
        let percent = |percent: &Option<Percent>| {
            percent.as_ref().map_or_else(dash, |percent| self.report.aligned(percent.exact()))
        };
        let rows = members.iter().map(|standing| {
            let mut cells = vec![
                standing.rank.map_or_else(dash, |rank| rank.to_string()),
                standing.agency.name.in_language(self.report.language).to_owned(),
            ];
            cells.extend(standing.areas.iter().map(|area| percent(&area.percent)));
            cells.push(self.percent(standing));
            Row::Cells(cells)
        });
        part.add(table(width, &columns, rows.collect()));
    }

    /// What the areas are called whose codes head the columns.
    fn legend(&self, areas: &[AreaStanding]) -> String {
        let named = |area: &AreaStanding| {
            let message = Message::new("area-named").with("code", &area.code);
            self.say(&message.with("title", &area.title))
        };
        let areas: Vec<String> = areas.iter().map(named).collect();
        self.say(&Message::new("area-legend").with("areas", areas.join("; ")))
    }
}

/// `III`, as annexes are numbered.
pub(super) fn roman(mut number: usize) -> String {
    const DIGITS: [(usize, &str); 6] =
        [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV")];
    let mut text = String::new();
    for (value, digit) in DIGITS.into_iter().chain([(1, "I")]) {
        while number >= value {
            text.push_str(digit);
            number -= value;
        }
    }
    text
}
