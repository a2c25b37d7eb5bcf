//! Several years, for people and for programs: trends, spread, catching up, and where points went.

use serde_json::{Value, json};

use super::text::{heading, plain_table, printed_table};
use super::{LONGEST, Report, json as form};
use crate::code::ItemCode;
use crate::history::{Convergence, Dispersion, Flow, Flows, GroupHistory, History, Stood, Trend};
use crate::language::{Message, localised};
use crate::quantity::{Exact, Percent, Rounding};
use crate::table::{self, Columns, Written};

/// Items whose points changed most that are printed; all are in JSON.
const MOST: usize = 12;

impl Report<'_> {
    /// Several years of each peer group, of which the report's is the last.
    #[must_use]
    pub fn history_text(&self, history: &History) -> String {
        let years: Vec<String> = history.years.iter().map(ToString::to_string).collect();
        let title = Message::new("history-title").with("years", years.join(", "));
        let mut text = format!("{}\n{}\n", heading(self), self.say(&title));
        for group in &history.groups {
            text.push_str(&format!("\n{}\n", group.title.in_language(self.language)));
            text.push_str(&trends(self, history, group));
            text.push_str(&format!("\n{}", spread(self, history, group)));
            if let Some(convergence) = &group.convergence {
                text.push_str(&format!("  {}\n", self.say(&catching_up(self, convergence))));
            }
            group.flows.iter().for_each(|flows| text.push_str(&self::flows(self, flows)));
        }
        format!("{text}\n{}\n", self.say(&Message::new("history-no-alpha")))
    }

    /// The same as JSON.
    #[must_use]
    pub fn history_json(&self, history: &History) -> String {
        form::pretty(&written(self, history))
    }

    /// The same as CSV, a row per agency and year.
    #[must_use]
    pub fn history_csv(&self, history: &History) -> Vec<u8> {
        table::to_csv(&columns(self, history))
    }

    /// The same as Parquet.
    ///
    /// # Errors
    /// What the library said.
    #[cfg(feature = "parquet")]
    pub fn history_parquet(&self, history: &History) -> Result<Vec<u8>, String> {
        table::to_parquet(&columns(self, history))
    }

    /// A standard deviation, from its variance.
    pub(super) fn deviation(&self, variance: &Exact) -> String {
        let digits = self.standings.display.digits;
        let root = variance.square_root(digits).unwrap_or_default();
        localised(self.language, root.to_fixed(self.standings.display))
    }
}

fn trends(report: &Report<'_>, history: &History, group: &GroupHistory) -> String {
    let word = |name| report.say(&Message::new(name));
    let years = history
        .years
        .iter()
        .map(|year| report.say(&Message::new("head-percent-in").with("year", year.to_string())));
    let mut head = vec![word("head-agency")];
    head.extend(years);
    head.extend([word("head-ranks"), word("head-slope")]);
    let right: Vec<usize> = (1..head.len()).collect();
    let mut table = plain_table(head, &right);
    for trend in &group.agencies {
        let percent = |stood: &Option<Stood>| {
            let percent = stood.as_ref().and_then(|stood| stood.percent.as_ref());
            percent.map_or_else(|| "–".to_owned(), |p| report.aligned(p.exact()))
        };
        let rank = |stood: &Option<Stood>| {
            let own = stood.as_ref().filter(|stood| stood.group == group.name);
            own.and_then(|stood| stood.rank).map_or_else(|| "–".to_owned(), |r| r.to_string())
        };
        let mut row = vec![trend.name.in_language(report.language).to_owned()];
        row.extend(trend.years.iter().map(percent));
        row.push(trend.years.iter().map(rank).collect::<Vec<_>>().join(" → "));
        row.push(trend.slope.as_ref().map_or_else(|| "–".to_owned(), |s| change(report, s)));
        table.add_row(row);
    }
    printed_table(&table)
}

/// A change with its sign and all its digits, so that a column lines up.
fn change(report: &Report<'_>, number: &Exact) -> String {
    let sign = if *number > Exact::ZERO { "+" } else { "" };
    format!("{sign}{}", report.aligned(number))
}

/// A coefficient, which is told with two digits more than a figure.
fn coefficient(report: &Report<'_>, number: &Exact) -> String {
    let display = report.standings.display;
    let finer = Rounding { digits: display.digits.saturating_add(2), ..display };
    let sign = if *number > Exact::ZERO { "+" } else { "" };
    format!("{sign}{}", localised(report.language, number.to_fixed(finer)))
}

fn spread(report: &Report<'_>, history: &History, group: &GroupHistory) -> String {
    let word = |name| report.say(&Message::new(name));
    let head =
        ["head-year", "head-ranked", "head-mean", "head-deviation", "head-least", "head-most"];
    let mut table = plain_table(head.into_iter().map(word).collect(), &[1, 2, 3, 4, 5]);
    for (year, spread) in history.years.iter().zip(&group.years) {
        let Some(spread) = spread else { continue };
        let printed = |percent: &Percent| report.aligned(percent.exact());
        table.add_row(vec![
            year.to_string(),
            spread.ranked.to_string(),
            printed(&spread.mean),
            report.deviation(&spread.variance),
            printed(&spread.least),
            printed(&spread.most),
        ]);
    }
    printed_table(&table)
}

pub(super) fn catching_up(report: &Report<'_>, convergence: &Convergence) -> Message {
    let (first, last) = &convergence.variances;
    let name = match &convergence.beta {
        None => "convergence-none",
        Some(beta) if beta.is_negative() => "convergence-behind",
        Some(_) => "convergence-ahead",
    };
    Message::new(name)
        .with("agencies", convergence.agencies)
        .with(
            "beta",
            convergence.beta.as_ref().map_or_else(String::new, |b| coefficient(report, b)),
        )
        .with("first", report.deviation(first))
        .with("last", report.deviation(last))
}

pub(super) fn flows_title(report: &Report<'_>, flows: &Flows) -> Message {
    Message::new("flows-title")
        .with("earlier", flows.earlier.to_string())
        .with("later", flows.later.to_string())
        .with("agencies", flows.agencies)
        .with("total", report.signed(&flows.total))
        .with("rest", report.signed(&flows.rest))
}

/// The items whose points changed most.
pub(super) fn most(flows: &Flows) -> Vec<&Flow> {
    let mut most: Vec<&Flow> = flows.items.iter().filter(|flow| !flow.change().is_zero()).collect();
    let size = |flow: &Flow| flow.change().max(-&flow.change());
    most.sort_by_key(|flow| std::cmp::Reverse(size(flow)));
    most.truncate(MOST);
    most
}

fn flows(report: &Report<'_>, flows: &Flows) -> String {
    let word = |name| report.say(&Message::new(name));
    let head =
        ["head-change", "head-before", "head-after", "head-relation", "head-code", "head-item"];
    let mut table = plain_table(head.into_iter().map(word).collect(), &[0, 1, 2]);
    for flow in most(flows) {
        table.add_row(vec![
            change(report, &flow.change()),
            report.aligned(&flow.before),
            report.aligned(&flow.after),
            report.say(&flow.relation.said()),
            became(flow),
            flow.title.in_language(report.language).to_owned(),
        ]);
    }
    format!("\n{}\n{}", report.say(&flows_title(report, flows)), printed_table(&table))
}

/// `8.1.3`, or `8.1.3 → 8.1.2`.
pub(super) fn became(flow: &Flow) -> String {
    let codes =
        |items: &[ItemCode]| items.iter().map(ItemCode::as_str).collect::<Vec<_>>().join(", ");
    let (before, after) = (codes(&flow.earlier), codes(&flow.later));
    match (before.as_str(), after.as_str()) {
        (before, after) if before == after => before.to_owned(),
        ("", after) => after.to_owned(),
        (before, "") => before.to_owned(),
        (before, after) => format!("{before} → {after}"),
    }
}

fn written(report: &Report<'_>, history: &History) -> Value {
    json!({
        "format": form::FORMAT,
        "set": report.standings.set,
        "years": history.years.iter().map(|year| year.0).collect::<Vec<_>>(),
        "cronbach_alpha": Value::Null,
        "groups": history.groups.iter().map(|group| of_group(report, history, group)).collect::<Vec<_>>(),
    })
}

fn of_group(report: &Report<'_>, history: &History, group: &GroupHistory) -> Value {
    let percent = |percent: &Percent| form::decimal(percent.exact());
    let year = |(year, spread): (&crate::quantity::Year, &Option<Dispersion>)| {
        spread.as_ref().map(|spread| {
            json!({
                "year": year.0,
                "ranked": spread.ranked,
                "mean": percent(&spread.mean),
                "variance": form::decimal(&spread.variance),
                "least": percent(&spread.least),
                "most": percent(&spread.most),
            })
        })
    };
    let convergence = group.convergence.as_ref().map(|convergence| {
        json!({
            "agencies": convergence.agencies,
            "beta": convergence.beta.as_ref().map(form::decimal),
            "variance_first": form::decimal(&convergence.variances.0),
            "variance_last": form::decimal(&convergence.variances.1),
        })
    });
    json!({
        "group": group.name.as_str(),
        "title": group.title.in_language(report.language),
        "years": history.years.iter().zip(&group.years).filter_map(year).collect::<Vec<_>>(),
        "agencies": group.agencies.iter().map(|one| trend(report, history, one)).collect::<Vec<_>>(),
        "convergence": convergence,
        "flows": group.flows.iter().map(|flows| flows_json(report, flows)).collect::<Vec<_>>(),
    })
}

fn trend(report: &Report<'_>, history: &History, trend: &Trend) -> Value {
    let stood = |(year, stood): (&crate::quantity::Year, &Option<Stood>)| {
        stood.as_ref().map(|stood| {
            json!({
                "year": year.0,
                "group": stood.group.as_str(),
                "points": form::decimal(stood.points.exact()),
                "max": form::decimal(stood.max.exact()),
                "percent": stood.percent.as_ref().map(|percent| form::decimal(percent.exact())),
                "rank": stood.rank.map(|rank| rank.0),
                "of": stood.of,
                "tier": stood.tier.as_ref().map(|tier| &tier.name),
            })
        })
    };
    json!({
        "agency": trend.agency.as_str(),
        "name": trend.name.in_language(report.language),
        "slope": trend.slope.as_ref().map(form::decimal),
        "years": history.years.iter().zip(&trend.years).filter_map(stood).collect::<Vec<_>>(),
    })
}

fn flows_json(report: &Report<'_>, flows: &Flows) -> Value {
    let codes = |items: &[ItemCode]| items.iter().map(ToString::to_string).collect::<Vec<_>>();
    let item = |flow: &Flow| {
        json!({
            "relation": flow.relation.word(),
            "earlier": codes(&flow.earlier),
            "later": codes(&flow.later),
            "title": flow.title.in_language(report.language),
            "before": form::decimal(&flow.before),
            "after": form::decimal(&flow.after),
            "change": form::decimal(&flow.change()),
        })
    };
    json!({
        "earlier": flows.earlier.0,
        "later": flows.later.0,
        "agencies": flows.agencies,
        "total": form::decimal(&flows.total),
        "rest": form::decimal(&flows.rest),
        "items": flows.items.iter().map(item).collect::<Vec<_>>(),
    })
}

/// A row per agency and year.
fn columns(report: &Report<'_>, history: &History) -> Columns {
    let mut rows = Vec::new();
    for trend in history.groups.iter().flat_map(|group| &group.agencies) {
        let known = history.years.iter().zip(&trend.years);
        rows.extend(known.filter_map(|(year, stood)| Some((trend, *year, stood.as_ref()?))));
    }
    type Row<'a> = (&'a Trend, crate::quantity::Year, &'a Stood);
    let words =
        |of: &dyn Fn(&Row<'_>) -> Option<String>| Written::Words(rows.iter().map(of).collect());
    let number =
        |of: &dyn Fn(&Row<'_>) -> Option<i64>| Written::Whole(rows.iter().map(of).collect());
    let decimal = |of: &dyn Fn(&Row<'_>) -> Option<Exact>| {
        Written::Decimal(rows.iter().map(of).collect(), LONGEST.digits)
    };
    vec![
        ("agency".into(), words(&|(trend, ..)| Some(trend.agency.to_string()))),
        (
            "name".into(),
            words(&|(trend, ..)| Some(trend.name.in_language(report.language).to_owned())),
        ),
        ("year".into(), number(&|(_, year, _)| Some(year.0.into()))),
        ("group".into(), words(&|(.., stood)| Some(stood.group.to_string()))),
        ("points".into(), decimal(&|(.., stood)| Some(stood.points.exact().clone()))),
        ("max".into(), decimal(&|(.., stood)| Some(stood.max.exact().clone()))),
        ("percent".into(), decimal(&|(.., stood)| Some(stood.percent.as_ref()?.exact().clone()))),
        ("tier".into(), words(&|(.., stood)| Some(stood.tier.as_ref()?.name.clone()))),
        ("rank".into(), number(&|(.., stood)| Some(stood.rank?.0.into()))),
        ("of".into(), number(&|(.., stood)| Some(stood.of.into()))),
        ("slope".into(), decimal(&|(trend, ..)| trend.slope.clone())),
    ]
}
