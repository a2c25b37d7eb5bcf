//! How sure the ranks are, for people: intervals, rank sets, tiers, what cannot be told apart, what other maxima do.

mod consistency;
mod form;

use super::text::{heading, plain_table, printed_table};
use super::{Report, advice, json};
use crate::code::AgencyCode;
use crate::language::{Message, Term};
use crate::quantity::{Exact, Percent};
use crate::robustness::{
    AgencyRobustness, GroupRobustness, GroupSensitivity, ItemWeight, Kept, Robustness, Sensitivity,
    Swap,
};
use crate::table;

/// Items of a group that are printed; all are in the other forms.
const ITEMS: usize = 12;

impl Report<'_> {
    /// How sure the ranks are: intervals, rank sets, tiers, pairs that cannot be told apart, what other maxima do.
    #[must_use]
    pub fn robustness_text(&self, robustness: &Robustness, sensitivity: &Sensitivity) -> String {
        let mut text = format!("{}\n{}\n", heading(self), self.say(&title(robustness)));
        if let Some(held) = held(self, robustness) {
            text.push_str(&self.line(&held));
        }
        for group in &robustness.groups {
            text.push_str(&of_group(self, robustness, group));
            if let Some(group) = sensitivity.group(&group.name) {
                text.push_str(&weights(self, group));
                text.push_str(&cliffs(self, group));
            }
        }
        text.push_str(&consistency::told(self, robustness));
        text
    }

    /// The same as JSON, every pair and item.
    #[must_use]
    pub fn robustness_json(&self, robustness: &Robustness, sensitivity: &Sensitivity) -> String {
        json::pretty(&form::json(self, robustness, sensitivity))
    }

    /// The same as CSV, a row per agency.
    #[must_use]
    pub fn robustness_csv(&self, robustness: &Robustness) -> Vec<u8> {
        table::to_csv(&form::columns(self, robustness))
    }

    /// The same as Parquet.
    ///
    /// # Errors
    /// What the library said.
    #[cfg(feature = "parquet")]
    pub fn robustness_parquet(&self, robustness: &Robustness) -> Result<Vec<u8>, String> {
        table::to_parquet(&form::columns(self, robustness))
    }

    fn line(&self, message: &Message) -> String {
        format!("{}\n", self.say(message))
    }

    fn agency_name(&self, code: &AgencyCode) -> String {
        let standing = self.standings.of(code);
        standing.map_or_else(String::new, |standing| {
            standing.agency.name.in_language(self.language).to_owned()
        })
    }
}

/// What was asked.
pub(super) fn title(robustness: &Robustness) -> Message {
    let settings = &robustness.settings;
    Message::new("robustness-title")
        .with("replicates", settings.replicates.to_string())
        .with("seed", settings.seed.to_string())
        .with("level", settings.level.exact())
}

/// Which figures of surveys are held fixed.
pub(super) fn held(report: &Report<'_>, robustness: &Robustness) -> Option<Message> {
    let named = |(name, title): &(String, crate::language::Text)| {
        let title = title.in_language(report.language);
        match name.ends_with(&format!(".{title}")) {
            true => Term::from(name),
            false => Term::from(format!("{name} ({title})")),
        }
    };
    let held: Vec<Term> = robustness.held.iter().map(named).collect();
    (!held.is_empty()).then(|| Message::new("robustness-held").with("figures", held))
}

/// The peer group, how many are ranked in it, how many ballots are drawn.
pub(super) fn group_title(group: &GroupRobustness) -> Message {
    Message::new("robustness-group")
        .with("group", &group.title)
        .with("ranked", group.agencies.len())
        .with("ballots", group.ballots)
}

fn of_group(report: &Report<'_>, robustness: &Robustness, group: &GroupRobustness) -> String {
    let mut text = format!("\n{}", report.line(&group_title(group)));
    if group.ballots == 0 {
        text.push_str(&report.line(&Message::new("robustness-no-ballots")));
    } else {
        text.push_str(&table(report, robustness, group));
        text.push_str(&told(report, robustness, group));
    }
    text
}

fn table(report: &Report<'_>, robustness: &Robustness, group: &GroupRobustness) -> String {
    let word = |name| report.say(&Message::new(name));
    let top = Message::new("head-top").with("top", robustness.settings.top.to_string());
    let head = vec![
        word("head-rank"),
        word("head-agency"),
        word("head-percent"),
        word("head-percent-interval"),
        word("head-rank-interval"),
        word("head-rank-set"),
        report.say(&top),
        word("head-tier"),
    ];
    let mut table = plain_table(head, &[0, 2, 3, 4, 5, 6]);
    for agency in &group.agencies {
        table.add_row(row(report, robustness, agency));
    }
    printed_table(&table)
}

fn row(report: &Report<'_>, robustness: &Robustness, agency: &AgencyRobustness) -> Vec<String> {
    let percent = |percent: &Percent| report.aligned(percent.exact());
    let interval = agency.percent_interval.as_ref();
    let of = |count: u32| share(report, count, robustness);
    vec![
        agency.rank.to_string(),
        agency.agency.name.in_language(report.language).to_owned(),
        agency.percent.as_ref().map_or_else(|| "–".to_owned(), percent),
        interval.map_or_else(|| "–".to_owned(), |(a, b)| format!("{}–{}", percent(a), percent(b))),
        places(agency.rank_interval.0.0, agency.rank_interval.1.0),
        places(agency.rank_set.0.0, agency.rank_set.1.0),
        of(agency.among(robustness.settings.top)),
        tiers(report, robustness, agency),
    ]
}

/// How often each tier came about, the most likely first: `Tốt 97,5% · Khá 2,5%`.
pub(super) fn tiers(
    report: &Report<'_>,
    robustness: &Robustness,
    agency: &AgencyRobustness,
) -> String {
    let mut tiers: Vec<(String, u32)> = agency
        .tiers
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(tier, count)| {
            let title = tier.as_ref().map(|tier| tier.title.in_language(report.language));
            (title.unwrap_or("–").to_owned(), *count)
        })
        .collect();
    tiers.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let said = |(title, count)| format!("{title} {}", share(report, count, robustness));
    tiers.into_iter().map(said).collect::<Vec<_>>().join(" · ")
}

pub(super) fn places(first: u32, last: u32) -> String {
    if first == last { first.to_string() } else { format!("{first}–{last}") }
}

/// A count of replicates in percent, with one digit; a count that is not all, or not none, never looks like it.
pub(super) fn share(report: &Report<'_>, count: u32, robustness: &Robustness) -> String {
    let all = robustness.settings.replicates;
    let tenth = Exact::whole(i64::from(count) * 1000).over(&Exact::whole(all.max(1).into()));
    let tenths = tenth.and_then(|tenth| tenth.floor()).unwrap_or_default();
    if count > 0 && tenths == 0 {
        return format!("<{}%", report.printed(&tenth_of(1)));
    }
    format!("{}%", report.printed(&tenth_of(tenths)))
}

fn tenth_of(tenths: i64) -> Exact {
    Exact::whole(tenths).over(&Exact::whole(10)).unwrap_or_default()
}

/// Who is surely among the first, and how many pairs cannot be told apart.
fn told(report: &Report<'_>, robustness: &Robustness, group: &GroupRobustness) -> String {
    let lines = findings(robustness, group).map(|said| format!("  {}", report.line(&said)));
    lines.concat()
}

/// The same as messages.
pub(super) fn findings(robustness: &Robustness, group: &GroupRobustness) -> [Message; 2] {
    let settings = &robustness.settings;
    let enough = |agency: &&AgencyRobustness| {
        let among = Exact::whole(i64::from(agency.among(settings.top)) * 100);
        among >= settings.level.exact() * &Exact::whole(settings.replicates.into())
    };
    let names: Vec<Term> = group
        .agencies
        .iter()
        .filter(enough)
        .map(|agency| Term::from(&agency.agency.name))
        .collect();
    let name = if names.is_empty() { "robustness-top-none" } else { "robustness-top" };
    let top = Message::new(name).with("top", settings.top.to_string()).with("agencies", names);
    let undecided = Message::new("robustness-undecided")
        .with("undecided", group.undecided.len())
        .with("pairs", group.pairs)
        .with("level", settings.level.exact());
    [top.with("level", settings.level.exact()), undecided]
}

fn weights(report: &Report<'_>, group: &GroupSensitivity) -> String {
    let mut text = format!("\n{}", report.line(&Message::new("weights-title")));
    for kept in &group.weights.kept {
        text.push_str(&format!("  {}", report.line(&self::kept(report, kept))));
    }
    for swap in group.weights.next_to_each_other() {
        text.push_str(&format!("  {}", report.line(&self::swap(report, swap))));
    }
    let full = group.weights.items.iter().filter(|item| item.full_marks);
    let full: Vec<Term> = full.map(|item| Term::from(item.code.as_str())).collect();
    if !full.is_empty() {
        text.push_str(&format!(
            "  {}",
            report.line(&Message::new("weights-full").with("items", full))
        ));
    }
    text.push_str(&format!("\n{}", items(report, &group.weights.items)));
    text
}

fn kept(report: &Report<'_>, kept: &Kept) -> Message {
    let name = match (&kept.within, kept.judged) {
        (Some(_), _) => "weights-kept",
        (None, 0) => "weights-kept-unknown",
        (None, _) => "weights-kept-always",
    };
    let names = kept
        .first
        .as_ref()
        .map(|(a, b)| vec![Term::from(report.agency_name(a)), Term::from(report.agency_name(b))]);
    let within = kept.within.as_ref().map_or_else(String::new, |w| report.printed(w.exact()));
    Message::new(name)
        .with("k", kept.k)
        .with("within", within)
        .with("agencies", names.unwrap_or_default())
        .with("judged", kept.judged)
        .with("pairs", kept.pairs)
}

fn swap(report: &Report<'_>, swap: &Swap) -> Message {
    let name = match (&swap.moved, swap.linear) {
        (Some(_), _) if swap.shifts.is_empty() => "weights-swap-level",
        (Some(_), _) => "weights-swap",
        (None, true) => "weights-swap-never",
        (None, false) => "weights-swap-unknown",
    };
    let shift = |shift: &crate::robustness::Shift| {
        let message = Message::new("weights-shift").with("from", shift.from.as_str());
        let message = message.with("to", shift.to.as_str());
        Term::from(message.with("points", report.printed(shift.points.exact())))
    };
    let moved = swap.moved.as_ref().map_or_else(String::new, |m| report.printed(m.exact()));
    Message::new(name)
        .with("ahead", report.agency_name(&swap.ahead))
        .with("behind", report.agency_name(&swap.behind))
        .with("moved", moved)
        .with("shifts", swap.shifts.iter().map(shift).collect::<Vec<_>>())
}

/// The items that weigh most, by what they really weigh.
fn items(report: &Report<'_>, items: &[ItemWeight]) -> String {
    let word = |name| report.say(&Message::new(name));
    let head = vec![
        word("head-code"),
        word("head-item"),
        word("head-nominal"),
        word("head-effective"),
        word("head-moved-without"),
        word("head-farthest"),
    ];
    let mut table = plain_table(head, &[2, 3, 4]);
    let mut heaviest: Vec<&ItemWeight> = items.iter().collect();
    heaviest.sort_by(|a, b| b.effective.cmp(&a.effective));
    for item in heaviest.into_iter().take(ITEMS) {
        let percent = |percent: Option<&Percent>| {
            percent.map_or("–".to_owned(), |p| report.aligned(p.exact()))
        };
        let farthest =
            item.left_out.farthest.as_ref().map_or("–".to_owned(), |(agency, places)| {
                let sign = if *places > 0 { "▲" } else { "▼" };
                format!("{sign}{} {}", places.abs(), report.agency_name(agency))
            });
        table.add_row(vec![
            item.code.clone(),
            item.title.in_language(report.language).to_owned(),
            percent(Some(&item.nominal)),
            percent(item.effective.as_ref()),
            item.left_out.moved.to_string(),
            farthest,
        ]);
    }
    printed_table(&table)
}

fn cliffs(report: &Report<'_>, group: &GroupSensitivity) -> String {
    if group.cliffs.is_empty() {
        return String::new();
    }
    let word = |name| report.say(&Message::new(name));
    let head = vec![word("head-gain"), word("head-agency"), word("head-code"), word("head-move")];
    let mut table = plain_table(head, &[0]);
    for cliff in &group.cliffs {
        let moves: Vec<String> =
            cliff.lever.moves.iter().map(|moved| advice::one(report, moved)).collect();
        table.add_row(vec![
            format!("+{}", report.aligned(cliff.lever.gain.exact())),
            report.agency_name(&cliff.agency),
            cliff.lever.code.clone(),
            moves.join("; "),
        ]);
    }
    format!("\n{}{}", report.line(&Message::new("cliffs-title")), printed_table(&table))
}
