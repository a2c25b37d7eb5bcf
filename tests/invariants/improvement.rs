//! Which change of a figure is an improvement, read off a rule as it is written; rules that are not monotone are left out.

use std::collections::BTreeMap;

use serde_json::Value;

use super::year::{Line, Node, Year, exact};

/// A change of one item's figure for the better.
#[derive(Clone, Debug)]
pub struct Improvement {
    pub item: String,
    /// The node that declares the figure; empty for the set.
    pub owner: String,
    pub field: String,
    pub change: Change,
}

#[derive(Clone, Debug)]
pub enum Change {
    /// More of it, or a later day; of a yes/no figure, yes.
    Up,
    /// Less of it, or an earlier day; of a yes/no figure, no.
    Down,
    /// Another of the options, from the worst to the best.
    Grade(Vec<String>),
    /// A ballot from one option to a better one.
    Ballot { worse: String, better: String },
}

/// What a rule says of its fields: whether more is better, or nothing where a field stands for both.
type Senses = BTreeMap<String, Option<bool>>;

pub fn improvements(year: &Year) -> Vec<Improvement> {
    year.items().flat_map(of_item).collect()
}

fn of_item(item: &Node) -> Vec<Improvement> {
    let mut senses = Senses::new();
    let rule = &item.written["rule"];
    of_rule(rule, item.written["better"].as_str(), &mut senses);
    let good = item.role != "deduction";
    let improvement = |field: &str, change: Change| {
        let (owner, _) = item.fields.get(field)?;
        Some(Improvement {
            item: item.id.clone(),
            owner: owner.clone(),
            field: field.to_owned(),
            change,
        })
    };
    let moved = senses.into_iter().filter_map(|(field, sense)| {
        let change = if sense? == good { Change::Up } else { Change::Down };
        improvement(&field, change)
    });
    let mut found: Vec<Improvement> = moved.collect();
    for (kind, table) in [("states", "points"), ("grades", "percent")] {
        if let Some(field) = rule[kind]["of"].as_str() {
            found.extend(improvement(field, Change::Grade(from_worst(&rule[kind][table]))));
        }
    }
    for (field, group) in rule["survey"].as_object().into_iter().flatten() {
        let options = match group.get("options") {
            Some(options) => from_worst(options),
            None => item.fields[field].1["options"]
                .as_array()
                .into_iter()
                .flatten()
                .map(plain)
                .collect(),
        };
        if let (Some(worse), Some(better), true) =
            (options.first(), options.last(), group.get("percent").is_none())
        {
            found.extend(improvement(
                field,
                Change::Ballot { worse: worse.clone(), better: better.clone() },
            ));
        }
    }
    found
}

fn plain(word: &Value) -> String {
    word.as_str().map_or_else(|| word.to_string(), str::to_owned)
}

fn from_worst(points: &Value) -> Vec<String> {
    let mut options: Vec<(&String, &Value)> = points.as_object().unwrap().iter().collect();
    options.sort_by_key(|(_, points)| exact(points));
    options.into_iter().map(|(option, _)| option.clone()).collect()
}

fn of_rule(rule: &Value, better: Option<&str>, senses: &mut Senses) {
    let Some((kind, body)) = rule.as_object().and_then(|rule| rule.iter().next()) else {
        return;
    };
    let of = body.get("of").unwrap_or(body);
    match kind.as_str() {
        "bands" => match better {
            Some(better) => of_value(of, Some(better == "higher"), senses),
            None => of_value(of, None, senses),
        },
        "yes_no" | "proportional" | "each" | "judged" | "against_mean" | "against_last_year"
        | "scale" => of_value(of, Some(true), senses),
        "none" => of_value(of, Some(false), senses),
        "lateness" => {
            of_value(of, Some(false), senses);
            of_value(&body["due"], Some(true), senses);
        }
        "reach" => of_reach(body, Some(true), senses),
        "all" => {
            body.as_array().unwrap().iter().for_each(|part| of_condition(part, Some(true), senses))
        }
        "gate" => {
            of_condition(&body["needs"], body.get("else").is_none().then_some(true), senses);
            of_rule(&body["then"], better, senses);
        }
        "checklist" => {
            body.as_object().unwrap().keys().for_each(|field| tell(field, Some(true), senses))
        }
        "deduct" => body["each"]
            .as_object()
            .unwrap()
            .keys()
            .for_each(|field| tell(field, Some(false), senses)),
        "best_of" => body.as_array().unwrap().iter().for_each(|rule| of_rule(rule, better, senses)),
        "survey" => {
            for (field, group) in body.as_object().unwrap() {
                tell(field, group.get("percent").map(|_| true), senses);
            }
        }
        _ => {}
    }
}

fn of_value(value: &Value, up: Option<bool>, senses: &mut Senses) {
    if let Some(field) = value.as_str() {
        return tell(field, up, senses);
    }
    let Some((kind, body)) = value.as_object().and_then(|value| value.iter().next()) else {
        return;
    };
    match kind.as_str() {
        // less of a denominator may leave nothing to divide by
        "share" | "ratio" => {
            of_value(&body["of"], up, senses);
            of_value(&body["in"], None, senses);
        }
        "difference" => {
            of_value(&body[0], up, senses);
            body.as_array()
                .unwrap()
                .iter()
                .skip(1)
                .for_each(|part| of_value(part, up.map(|up| !up), senses));
        }
        _ => body.as_array().into_iter().flatten().for_each(|part| of_value(part, up, senses)),
    }
}

fn of_condition(condition: &Value, up: Option<bool>, senses: &mut Senses) {
    if let Some(field) = condition.as_str() {
        return tell(field, up, senses);
    }
    let Some((kind, body)) = condition.as_object().and_then(|condition| condition.iter().next())
    else {
        return;
    };
    match kind.as_str() {
        "not" => of_condition(body, up.map(|up| !up), senses),
        "all" | "any" => {
            body.as_array().unwrap().iter().for_each(|part| of_condition(part, up, senses))
        }
        "reach" => of_reach(body, up, senses),
        _ => {}
    }
}

fn of_reach(reach: &Value, up: Option<bool>, senses: &mut Senses) {
    for (bound, from_below) in
        [("at_least", true), ("more_than", true), ("at_most", false), ("less_than", false)]
    {
        if let Some(target) = reach.get(bound) {
            of_value(&reach["of"], up.map(|up| up == from_below), senses);
            of_value(target, up.map(|up| up != from_below), senses);
        }
    }
}

fn tell(field: &str, up: Option<bool>, senses: &mut Senses) {
    let known = senses.entry(field.to_owned()).or_insert(up);
    if *known != up {
        *known = None;
    }
}

impl Improvement {
    /// The lines with the agency's figure improved by `step`; nothing when it is not given or as good as can be.
    pub fn made(&self, year: &Year, agency: &str, lines: &[Line], step: u16) -> Option<Vec<Line>> {
        let mut lines = lines.to_vec();
        let find = |lines: &[Line], field: &str| {
            lines
                .iter()
                .position(|line| line[0] == agency && line[2] == self.owner && line[3] == field)
        };
        if let Change::Ballot { worse, better } = &self.change {
            let [worse, better] =
                [worse, better].map(|option| find(&lines, &format!("{}.{option}", self.field)));
            for (at, moved) in [(worse?, -i64::from(step)), (better?, i64::from(step))] {
                let ballots = lines[at][4].parse::<i64>().ok()? + moved;
                lines[at][4] = (ballots >= 0).then(|| ballots.to_string())?;
            }
            return Some(lines);
        }
        let at = find(&lines, &self.field)?;
        let item = year.nodes.iter().find(|node| node.id == self.item)?;
        let kind = item.fields[&self.field].1["kind"].as_str()?;
        lines[at][4] = self.better(&lines[at][4], kind, step)?;
        Some(lines)
    }

    fn better(&self, value: &str, kind: &str, step: u16) -> Option<String> {
        let up = matches!(self.change, Change::Up);
        let step = if up { i64::from(step) } else { -i64::from(step) };
        match (&self.change, kind) {
            (Change::Grade(options), _) => {
                let at = options.iter().position(|option| option == value)?;
                options
                    .get(at + 1 + usize::try_from(step.unsigned_abs()).ok()? % options.len())
                    .cloned()
            }
            (_, "yes_no") => (["có", "1"].contains(&value) != up)
                .then(|| if up { "có" } else { "không" }.to_owned()),
            (_, "count") => {
                let count: i64 = value.replace(['.', ','], "").parse().ok()?;
                (count + step >= 0).then(|| (count + step).to_string())
            }
            (_, "date") => {
                let iso = value
                    .split('/')
                    .rev()
                    .map(|part| format!("{part:0>2}"))
                    .collect::<Vec<_>>()
                    .join("-");
                let date: jiff::civil::Date =
                    if value.contains('/') { iso } else { value.to_owned() }.parse().ok()?;
                Some((date + jiff::Span::new().days(step)).to_string())
            }
            _ => {
                let number: f64 = value.replace(',', ".").parse().ok()?;
                let better = number + f64::from(i16::try_from(step).ok()?) / 4.0;
                (better >= 0.0).then(|| format!("{better:.2}"))
            }
        }
    }
}
