//! Prints numbers, values, conditions and rules as the inline YAML of `criteria/README.md`.

use super::exact;
use super::rule::{
    Answers, Condition, Due, How, IfNone, Late, Over, Reach, Respondents, Rule, Value,
};
use super::set::{Day, Number, Span};

/// How a set writes its numbers.
#[derive(Clone, Copy)]
pub struct Pen {
    pub comma: bool,
}

/// `{ a, b }`.
pub fn map(entries: impl IntoIterator<Item = String>) -> String {
    format!("{{ {} }}", entries.into_iter().collect::<Vec<_>>().join(", "))
}

/// `[a, b]`.
pub fn list(entries: impl IntoIterator<Item = String>) -> String {
    format!("[{}]", entries.into_iter().collect::<Vec<_>>().join(", "))
}

/// `2018-06-15`.
pub fn date(day: Day) -> String {
    let (year, month, day) = day.civil();
    format!("{year}-{month:02}-{day:02}")
}

impl Pen {
    /// A number; with a decimal comma it is quoted.
    pub fn number(self, n: &Number) -> String {
        let text = exact(n);
        if self.comma && text.contains('.') {
            format!("\"{}\"", text.replace('.', ","))
        } else {
            text
        }
    }

    /// The bounds of a band or tier.
    pub fn span(self, span: &Span) -> Vec<String> {
        let low = span.low.as_ref().map(|b| (if b.belongs { "from" } else { "above" }, &b.at));
        let high = span.high.as_ref().map(|b| (if b.belongs { "to" } else { "below" }, &b.at));
        low.into_iter().chain(high).map(|(key, at)| format!("{key}: {}", self.number(at))).collect()
    }

    fn bands(self, bands: &[(Span, Number)]) -> String {
        list(bands.iter().map(|(span, points)| {
            let mut entries = self.span(span);
            entries.push(format!("points: {}", self.number(points)));
            map(entries)
        }))
    }

    fn table(self, entries: &[(String, Number)]) -> String {
        map(entries.iter().map(|(key, n)| format!("{key}: {}", self.number(n))))
    }

    fn value(self, value: &Value) -> String {
        let both = |a: &Value, b: &Value| list([self.value(a), self.value(b)]);
        match value {
            Value::Field(name) => name.clone(),
            Value::Number(n) => self.number(n),
            Value::Share { of, among, if_none, over } => {
                let over = match over {
                    Over::Cap => "cap",
                    Over::Keep => "keep",
                    Over::Refuse => "refuse",
                };
                let if_none = if_none_text(*if_none);
                let (of, among) = (self.value(of), self.value(among));
                format!(
                    "{{ share: {{ of: {of}, in: {among}, if_none: {if_none}, over: {over} }} }}"
                )
            }
            Value::Ratio { of, among, if_none } => {
                let (of, among) = (self.value(of), self.value(among));
                format!(
                    "{{ ratio: {{ of: {of}, in: {among}, if_none: {} }} }}",
                    if_none_text(*if_none)
                )
            }
            Value::Sum(values) => {
                format!("{{ sum: {} }}", list(values.iter().map(|v| self.value(v))))
            }
            Value::Difference(a, b) => format!("{{ difference: {} }}", both(a, b)),
            Value::Mean(values) => {
                format!("{{ mean: {} }}", list(values.iter().map(|v| self.value(v))))
            }
            Value::NumberOf(names) => format!("{{ number_of: {} }}", list(names.iter().cloned())),
        }
    }

    fn reach(self, reach: &Reach) -> String {
        let how = match reach.how {
            How::AtLeast => "at_least",
            How::MoreThan => "more_than",
            How::AtMost => "at_most",
            How::LessThan => "less_than",
        };
        format!(
            "{{ reach: {{ of: {}, {how}: {} }} }}",
            self.value(&reach.of),
            self.value(&reach.target)
        )
    }

    /// A condition.
    pub fn condition(self, condition: &Condition) -> String {
        let all = |conditions: &[Condition]| list(conditions.iter().map(|c| self.condition(c)));
        match condition {
            Condition::Yes(name) => name.clone(),
            Condition::Not(inner) => format!("{{ not: {} }}", self.condition(inner)),
            Condition::All(inner) => format!("{{ all: {} }}", all(inner)),
            Condition::Any(inner) => format!("{{ any: {} }}", all(inner)),
            Condition::Reach(reach) => self.reach(reach),
            Condition::Is { of, any } => {
                format!("{{ is: {{ of: {of}, any: {} }} }}", list(any.iter().cloned()))
            }
            Condition::Given(name) => format!("{{ given: {name} }}"),
        }
    }

    fn respondents(self, group: &Respondents) -> String {
        let answers = match &group.answers {
            Answers::Options(percents) => format!("options: {}", self.table(percents)),
            Answers::Mean { from, to } => {
                format!("mean: {{ from: {}, to: {} }}", self.number(from), self.number(to))
            }
            Answers::SatisfiedFrom(option) => format!("satisfied_from: {option}"),
            Answers::Percent => "percent: given".to_owned(),
        };
        format!("{}: {{ weight: {}, {answers} }}", group.of, self.number(&group.weight))
    }

    /// A rule: a map with one key.
    pub fn rule(self, rule: &Rule) -> String {
        let or_none = |key: &str, n: &Option<Number>| {
            n.as_ref().map(|n| format!("{key}: {}", self.number(n)))
        };
        let some = |entries: Vec<Option<String>>| map(entries.into_iter().flatten());
        match rule {
            Rule::YesNo { of, points: None } => format!("{{ yes_no: {of} }}"),
            Rule::YesNo { of, points: Some((yes, no)) } => {
                format!(
                    "{{ yes_no: {{ of: {of}, yes: {}, no: {} }} }}",
                    self.number(yes),
                    self.number(no)
                )
            }
            Rule::States { of, points } => {
                format!("{{ states: {{ of: {of}, points: {} }} }}", self.table(points))
            }
            Rule::Grades { of, percent } => {
                format!("{{ grades: {{ of: {of}, percent: {} }} }}", self.table(percent))
            }
            Rule::Lateness { of, due, working, award } => {
                let due = match due {
                    Due::MonthDay(month, day) => format!("due: {month:02}-{day:02}"),
                    Due::Full(day) => format!("due: {}", date(*day)),
                    Due::Field(name) => format!("due: {name}"),
                };
                let days = working.then(|| "days: working".to_owned());
                let (award, floor) = match award {
                    Late::Bands(bands) => (format!("award: {}", self.bands(bands)), None),
                    Late::PerDay { points, floor } => {
                        (format!("per_day: {}", self.number(points)), or_none("floor", floor))
                    }
                };
                format!(
                    "{{ lateness: {} }}",
                    some(vec![Some(format!("of: {of}")), Some(due), days, Some(award), floor])
                )
            }
            Rule::Bands { of, award } => {
                format!("{{ bands: {{ of: {}, award: {} }} }}", self.value(of), self.bands(award))
            }
            Rule::Proportional { of, nothing_below, full_from } => {
                let (least, full) =
                    (or_none("nothing_below", nothing_below), or_none("full_from", full_from));
                format!(
                    "{{ proportional: {} }}",
                    some(vec![Some(format!("of: {}", self.value(of))), least, full])
                )
            }
            Rule::Reach(reach) => self.reach(reach),
            Rule::All(conditions) => {
                format!("{{ all: {} }}", list(conditions.iter().map(|c| self.condition(c))))
            }
            Rule::None(of) => format!("{{ none: {} }}", self.value(of)),
            Rule::Gate { needs, otherwise, then } => {
                let needs = format!("needs: {}", self.condition(needs));
                let then = format!("then: {}", self.rule(then));
                format!(
                    "{{ gate: {} }}",
                    some(vec![Some(needs), or_none("else", otherwise), Some(then)])
                )
            }
            Rule::Each { of, points } => {
                format!("{{ each: {{ of: {}, points: {} }} }}", self.value(of), self.number(points))
            }
            Rule::Checklist(each) => format!("{{ checklist: {} }}", self.table(each)),
            Rule::Judged { of, step } => {
                let by = Some("by: chairman".to_owned());
                format!(
                    "{{ judged: {} }}",
                    some(vec![Some(format!("of: {of}")), by, or_none("step", step)])
                )
            }
            Rule::Deduct { each, floor } => {
                let each = Some(format!("each: {}", self.table(each)));
                format!("{{ deduct: {} }}", some(vec![each, or_none("floor", floor)]))
            }
            Rule::Survey(groups) => {
                format!("{{ survey: {} }}", map(groups.iter().map(|g| self.respondents(g))))
            }
            Rule::Scale { of, anchors } => {
                let anchor = |(at, points): &(Number, Number)| {
                    format!("{{ at: {}, points: {} }}", self.number(at), self.number(points))
                };
                format!(
                    "{{ scale: {{ of: {}, anchors: {} }} }}",
                    self.value(of),
                    list(anchors.iter().map(anchor))
                )
            }
            Rule::AgainstMean { of, at_or_above, below, all, mean } => {
                let of = Some(format!("of: {}", self.value(of)));
                let points = format!(
                    "at_or_above: {}, below: {}",
                    self.number(at_or_above),
                    self.number(below)
                );
                let among = all.then(|| "among: all".to_owned());
                format!(
                    "{{ against_mean: {} }}",
                    some(vec![of, Some(points), among, or_none("mean", mean)])
                )
            }
            Rule::BestOf(rules) => {
                format!("{{ best_of: {} }}", list(rules.iter().map(|r| self.rule(r))))
            }
            Rule::Cases { cases, otherwise } => {
                let case = |(condition, rule): &(Condition, Rule)| {
                    format!("{{ if: {}, then: {} }}", self.condition(condition), self.rule(rule))
                };
                let last = format!("{{ otherwise: {} }}", self.rule(otherwise));
                format!("{{ cases: {} }}", list(cases.iter().map(case).chain([last])))
            }
            Rule::Fixed(points) => format!("{{ fixed: {} }}", self.number(points)),
            Rule::AgainstLastYear { of, higher, same, lower, first_year } => {
                let points = [("higher", higher), ("same", same), ("lower", lower)];
                let mut entries = vec![format!("of: {of}")];
                entries.extend(points.map(|(key, n)| format!("{key}: {}", self.number(n))));
                let first =
                    first_year.as_ref().map_or("not_applicable".to_owned(), |n| self.number(n));
                entries.push(format!("first_year: {first}"));
                format!("{{ against_last_year: {} }}", map(entries))
            }
        }
    }
}

fn if_none_text(if_none: IfNone) -> &'static str {
    match if_none {
        IfNone::NotApplicable => "not_applicable",
        IfNone::Zero => "zero",
        IfNone::Full => "full",
    }
}
