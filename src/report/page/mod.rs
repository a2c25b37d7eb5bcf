//! The results as one web page that opens from a USB stick: shell, style, script, chart library and data in one file.
//!
//! Both languages are in it. Every figure is text that this crate printed, with a whole number to sort by where it is
//! sorted; the script shows, and turns a figure into a number only to draw it.

mod agencies;
mod both;
mod causes;
mod changes;
mod details;
mod digest;
mod frame;
mod history;
mod rules;
mod sureness;
mod words;

use askama::Template;
use serde_json::{Map, Value, json};

use super::{Analyses, Report};
use crate::comparison::Comparison;
use crate::language::Language;
use crate::overview::Overview;
use both::{Both, Texts};

const STYLE: &str = include_str!("page.css");
const CHARTS: &str = include_str!("../../../assets/echarts/echarts-6.1.0.min.js");
const SCRIPT: &str = concat!(
    "(() => {\n\"use strict\";\n",
    include_str!("script/words.js"),
    include_str!("script/charts.js"),
    include_str!("script/league.js"),
    include_str!("script/groups.js"),
    include_str!("script/causes.js"),
    include_str!("script/agency.js"),
    include_str!("script/years.js"),
    include_str!("script/changes.js"),
    include_str!("script/history.js"),
    include_str!("script/rules.js"),
    include_str!("script/sureness.js"),
    include_str!("script/main.js"),
    "})();\n"
);

/// The page around the data.
#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    language: &'static str,
    title: String,
    policy: String,
    no_script: String,
    style: &'a str,
    charts: &'a str,
    data: String,
    script: &'a str,
}

/// The page of a report.
pub(super) fn html(report: &Report<'_>, analyses: &Analyses<'_>) -> Result<String, String> {
    let page = Page {
        language: code(report.language),
        title: words::title(report),
        policy: policy(),
        no_script: words::no_script(report),
        style: STYLE,
        charts: CHARTS,
        data: inline(&data(report, analyses)),
        script: SCRIPT,
    };
    page.render().map_err(|error| error.to_string())
}

fn code(language: Language) -> &'static str {
    match language {
        Language::Vietnamese => "vi",
        Language::English => "en",
    }
}

/// Nothing is loaded, nothing is sent, and only the two scripts that the page came with run.
fn policy() -> String {
    format!(
        "default-src 'none'; script-src '{}' '{}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'",
        digest::named(CHARTS),
        digest::named(SCRIPT)
    )
}

/// JSON that cannot end the element it stands in.
fn inline(data: &Value) -> String {
    data.to_string().replace('<', "\\u003c")
}

fn data(report: &Report<'_>, analyses: &Analyses<'_>) -> Value {
    let both = Both::of(report);
    let mut texts = Texts::default();
    let overview = overview(report);
    let mut data = Map::new();
    let mut add = |name: &str, part: Value| drop(data.insert(name.to_owned(), part));
    add("format", json!(1));
    add("language", json!(code(report.language)));
    add("words", words::said(&both));
    add("round", frame::round(&both));
    add("nodes", frame::nodes(&both));
    add("groups", frame::groups(&both, &overview));
    add("agencies", agencies::columns(&both, &mut texts));
    add("details", details::of(&both, &mut texts));
    add("opens", json!(analyses.opens.address()));
    add("causes", json!(analyses.movement.map(|movement| causes::of(&both, movement))));
    add("changes", json!(analyses.difference.map(|difference| changes::of(&both, difference))));
    add("history", json!(analyses.history.map(|history| history::of(&both, history))));
    add("rules", json!(analyses.matrix.map(|matrix| rules::of(&both, matrix))));
    add("sureness", json!(analyses.robustness.map(|robustness| sureness::of(&both, robustness))));
    add("texts", texts.into_value());
    Value::Object(data)
}

fn overview(report: &Report<'_>) -> Overview {
    let comparison: Option<&Comparison> = report.comparison;
    Overview::of(report.criteria, report.evidence, report.scores, report.standings, comparison)
}
