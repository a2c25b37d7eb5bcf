//! The sentences of the page in both languages, by name; the script fills in the figures that stand in braces.

use serde_json::Value;

use super::both::Both;
use crate::language::Message;
use crate::report::Report;

/// Every sentence that the script says, with its figures.
const WORDS: &[(&str, &[&str])] = &[
    ("difference-none", &[]),
    ("head-after", &[]),
    ("head-agencies", &[]),
    ("head-agency", &[]),
    ("head-before", &[]),
    ("head-change", &[]),
    ("head-code", &[]),
    ("head-deviation", &[]),
    ("head-item", &[]),
    ("head-least", &[]),
    ("head-lost", &[]),
    ("head-max", &[]),
    ("head-mean", &[]),
    ("head-most", &[]),
    ("head-percent", &[]),
    ("head-percent-change", &[]),
    ("head-percent-in", &["year"]),
    ("head-percent-interval", &[]),
    ("head-places", &[]),
    ("head-points", &[]),
    ("head-points-change", &[]),
    ("head-rank", &[]),
    ("head-rank-interval", &[]),
    ("head-rank-set", &[]),
    ("head-ranked", &[]),
    ("head-ranks", &[]),
    ("head-relation", &[]),
    ("head-slope", &[]),
    ("head-tier", &[]),
    ("head-top", &["top"]),
    ("head-what", &[]),
    ("head-year", &[]),
    ("heading-caveats", &[]),
    ("heading-compared", &["earlier", "later"]),
    ("heading-source", &["source"]),
    ("heading-title", &["title", "year"]),
    ("matrix-facts", &["year"]),
    ("most-lost", &[]),
    ("movement-cause", &[]),
    ("movement-heading", &["earlier", "later"]),
    ("movement-newcomer", &["agency"]),
    ("movement-percent-points", &[]),
    ("movement-places", &[]),
    ("movement-points", &[]),
    ("movement-year", &["year"]),
    ("newcomer", &[]),
    ("no-office", &[]),
    ("page-above", &[]),
    ("page-all", &[]),
    ("page-and-more", &["count"]),
    ("page-area", &[]),
    ("page-areas", &[]),
    ("page-areas-chart", &["agency"]),
    ("page-areas-told", &[]),
    ("page-below", &[]),
    ("page-best", &[]),
    ("page-bonus", &[]),
    ("page-by-cause", &[]),
    ("page-by-office", &[]),
    ("page-came", &[]),
    ("page-causes-chart", &["agency", "what"]),
    ("page-causes-told", &[]),
    ("page-changes", &[]),
    ("page-changes-told", &[]),
    ("page-count", &["shown", "all"]),
    ("page-deduction", &[]),
    ("page-details-losses", &["code"]),
    ("page-details-none", &["code"]),
    ("page-documented", &[]),
    ("page-documents", &[]),
    ("page-down", &["count"]),
    ("page-every-item", &[]),
    ("page-first", &[]),
    ("page-group", &[]),
    ("page-groups", &[]),
    ("page-history", &[]),
    ("page-history-chart", &["years"]),
    ("page-item", &[]),
    ("page-language", &[]),
    ("page-last", &[]),
    ("page-league", &[]),
    ("page-left", &[]),
    ("page-lines-told", &["most"]),
    ("page-lost", &["lost"]),
    ("page-made", &[]),
    ("page-made-up", &[]),
    ("page-max", &["max"]),
    ("page-mean", &[]),
    ("page-moves-told", &["most"]),
    ("page-next", &[]),
    ("page-no-tier", &[]),
    ("page-nobody", &[]),
    ("page-notes", &[]),
    ("page-of", &["page", "pages"]),
    ("page-of-max", &["max"]),
    ("page-of-ranked", &["of"]),
    ("page-office", &[]),
    ("page-origin", &["origin"]),
    ("page-pages", &[]),
    ("page-paper", &["most"]),
    ("page-place", &["rank"]),
    ("page-places", &[]),
    ("page-places-chart", &["earlier", "later"]),
    ("page-places-through", &["years"]),
    ("page-places-told", &[]),
    ("page-previous", &[]),
    ("page-published", &[]),
    ("page-ranked", &["count"]),
    ("page-reconstructed", &[]),
    ("page-reset", &[]),
    ("page-rules", &[]),
    ("page-rules-of", &["year"]),
    ("page-rules-told", &[]),
    ("page-search", &[]),
    ("page-skip", &[]),
    ("page-source", &[]),
    ("page-spread", &[]),
    ("page-sureness", &[]),
    ("page-tier", &[]),
    ("page-up", &["count"]),
    ("page-views", &[]),
    ("page-was", &["year", "what"]),
    ("page-whisker-interval", &["level"]),
    ("page-whisker-rank", &[]),
    ("page-whisker-set", &["level"]),
    ("page-whiskers", &[]),
    ("page-worst", &[]),
    ("page-years", &[]),
    ("percent-points-short", &["change"]),
    ("robustness-no-ballots", &[]),
    ("status-missing", &[]),
    ("status-no-survey", &[]),
    ("status-not-applicable", &[]),
    ("status-not-applicable-by-rule", &[]),
    ("status-not-submitted", &[]),
    ("the-total", &[]),
];

/// The sentences by name, each figure as its name in braces.
pub(super) fn said(both: &Both<'_>) -> Value {
    let sentence = |(name, figures): &(&'static str, &[&'static str])| {
        let message = figures.iter().fold(Message::new(name), |message, figure| {
            message.with(figure, format!("{{{figure}}}"))
        });
        ((*name).to_owned(), both.say(&message))
    };
    Value::Object(WORDS.iter().map(sentence).collect())
}

/// The title of the page in the report's own language, for what reads no script.
pub(super) fn title(report: &Report<'_>) -> String {
    let title = Message::new("heading-title").with("title", &report.standings.title);
    report.say(&title.with("year", report.standings.year.to_string()))
}

/// What stands there when the browser runs no script.
pub(super) fn no_script(report: &Report<'_>) -> String {
    report.say(&Message::new("page-no-script"))
}
