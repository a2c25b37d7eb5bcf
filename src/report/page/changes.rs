//! What the later set changed, and whom it would move on the earlier year's facts.

use serde_json::{Value, json};

use super::both::{Both, text};
use crate::difference::{Changed, Difference, Effect};
use crate::report::Report;
use crate::report::difference::{effects_title, heading, items, moved, record, row, totals};
use crate::report::voice::Voice;

/// Every change with the record that shows it, then the agencies.
pub(super) fn of(both: &Both<'_>, difference: &Difference) -> Value {
    let changed = difference.changed.iter().enumerate();
    let changed = changed.map(|(k, changed)| change(both, difference, k, changed));
    let effects = difference.effects.iter().map(|effect| agency(both, difference, effect));
    json!({
        "heading": both.say(&heading(difference)),
        "totals": both.say(&totals(difference)),
        "changed": changed.collect::<Vec<_>>(),
        "effects_title": both.say(&effects_title(difference)),
        "effects": effects.collect::<Vec<_>>(),
    })
}

fn voice(report: &Report<'_>, difference: &Difference) -> Voice {
    Voice { language: report.language, display: difference.display }
}

fn change(both: &Both<'_>, difference: &Difference, k: usize, changed: &Changed) -> Value {
    let link = &changed.link;
    let record = |report: &Report<'_>| record(difference, changed, voice(report, difference));
    let witness =
        record(&both.report).map(|_| both.each(|report| record(report).unwrap_or_default()));
    let whom = |report: &Report<'_>| moved(difference, k, changed, voice(report, difference));
    let whom = whom(&both.report).map(|_| both.each(|report| whom(report).unwrap_or_default()));
    json!({
        "items": items(changed),
        "title": text(&changed.title),
        "relation": both.say(&link.relation.said()),
        "max": [both.printed(link.earlier_max.exact()), both.printed(link.later_max.exact())],
        "stake": both.printed(changed.at_stake.exact()),
        "witness": witness,
        "whom": whom,
    })
}

/// The cells of an agency's row, said in both languages.
fn agency(both: &Both<'_>, difference: &Difference, effect: &Effect) -> Value {
    let cells = row(effect, voice(&both.report, difference)).len();
    let cell = |k: usize| {
        both.each(|report| {
            row(effect, voice(report, difference)).into_iter().nth(k).unwrap_or_default()
        })
    };
    (0..cells).map(cell).collect()
}
