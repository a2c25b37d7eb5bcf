//! How far the questions of a survey measure one thing: Cronbach's alpha, for people and for programs.

use serde_json::{Value, json};

use super::super::text::{plain_table, printed_table};
use super::super::{LONGEST, Report, localised};
use crate::language::Message;
use crate::measure::{Alpha, Consistency};
use crate::quantity::{Exact, Mode, Rounding};
use crate::robustness::Robustness;

/// How alpha is printed; programs get it whole.
const PRINTED: Rounding = Rounding { digits: 3, mode: Mode::HalfUp };

/// Alpha of each survey, or why there is none.
pub(super) fn told(report: &Report<'_>, robustness: &Robustness) -> String {
    let Some(surveys) = &robustness.consistency else {
        return format!("\n{}", report.line(&Message::new("alpha-needs-ballots")));
    };
    surveys.iter().map(|survey| format!("\n{}", of_survey(report, survey))).collect()
}

fn of_survey(report: &Report<'_>, survey: &Consistency) -> String {
    let title = Message::new("alpha-title").with("survey", &survey.title);
    let title = title.with("questions", survey.questions);
    let heads = ["alpha-of", "alpha-complete", "alpha-incomplete", "alpha"];
    let heads = heads.map(|name| report.say(&Message::new(name)));
    let mut table = plain_table(heads.into(), &[1, 2, 3]);
    let printed = |alpha: &Exact| localised(report.language, alpha.to_fixed(PRINTED));
    for alpha in &survey.alphas {
        table.add_row(vec![
            of(report, alpha),
            alpha.complete.to_string(),
            alpha.incomplete.to_string(),
            alpha.alpha.as_ref().map_or_else(|| "–".to_owned(), printed),
        ]);
    }
    format!("{}{}", report.line(&title), printed_table(&table))
}

fn of(report: &Report<'_>, alpha: &Alpha) -> String {
    match (&alpha.group, &alpha.respondents) {
        (Some(group), _) => {
            let known = report.criteria.groups.iter().find(|known| known.name == *group);
            known.map_or_else(
                || group.to_string(),
                |known| known.title.in_language(report.language).to_owned(),
            )
        }
        (None, Some(respondents)) => respondents.clone(),
        (None, None) => report.say(&Message::new("alpha-everyone")),
    }
}

pub(super) fn json(report: &Report<'_>, surveys: &[Consistency]) -> Value {
    let alpha = |alpha: &Alpha| {
        json!({
            "group": alpha.group.as_ref().map(|group| group.as_str()),
            "respondents": alpha.respondents,
            "complete": alpha.complete,
            "incomplete": alpha.incomplete,
            "alpha": alpha.alpha.as_ref().map(|alpha| alpha.to_decimal_within(LONGEST)),
            "exact": alpha.alpha.as_ref().map(ToString::to_string),
        })
    };
    let survey = |survey: &Consistency| {
        json!({
            "survey": survey.survey,
            "title": survey.title.in_language(report.language),
            "questions": survey.questions,
            "alphas": survey.alphas.iter().map(alpha).collect::<Vec<_>>(),
        })
    };
    surveys.iter().map(survey).collect()
}
