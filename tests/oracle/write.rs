//! Prints a set as `index.yaml`, everything in one file, as `criteria/README.md` documents.

use std::fmt::Write as _;

use super::Texts;
use super::set::{
    Body, Day, Field, Key, Kind, Method, Missing, Mode, Need, Node, Policy, Round, Set, Tiers,
    Ties, Worth,
};
use super::write_rule::{Pen, date, list, map};

/// The files of the criteria folder.
pub fn criteria(set: &Set) -> Texts {
    let pen = Pen { comma: set.comma };
    let mut text = format!(
        "set: oracle.set\nyear: {}\ntitle: {{ vi: Bộ tiêu chí thử, en: Made-up set }}\nsource: Không có, bịa ra\norigin: made_up\n",
        Set::YEAR
    );
    let mut line = |key: &str, value: &str| text.push_str(&format!("{key}: {value}\n"));
    line("total", &pen.number(&set.total()));
    if set.comma {
        line("numbers", "vi");
    }
    if let Some(rounding) = rounding(set) {
        line("rounding", &rounding);
    }
    if set.rank_by_points {
        line("rank_by", "points");
    }
    if let Some(ties) = &set.ties {
        line("ties", &ties_text(ties));
    }
    if let Some(policy) = &set.policy {
        line("not_applicable", &pen.policy(policy));
        accept(policy, &set.total(), &mut line);
    }
    if set.refuse_unconfirmed {
        line("unconfirmed", "refuse");
    }
    if let Some(missing) = set.missing {
        line("missing", missing_text(missing));
    }
    if set.rank_unsubmitted {
        line("unsubmitted", "ranked");
    }
    if !set.holidays.is_empty() {
        line("holidays", &list(set.holidays.iter().map(holiday)));
    }
    if !set.workdays.is_empty() {
        line("workdays", &list(set.workdays.iter().map(|day| date(*day))));
    }
    if let Some(policy) = &set.survey_not_held {
        line("survey", &format!("{{ held: false, if_not_held: {} }}", pen.policy(policy)));
    }
    if !set.fields.is_empty() {
        line("fields", &pen.fields(&set.fields));
    }
    if let Some(tiers) = &set.tiers {
        pen.tiers(tiers).iter().for_each(|(key, value)| line(key, value));
    }
    text.push_str("groups:\n");
    for group in &set.groups {
        let _ = writeln!(text, "  {}:\n    title: {{ vi: Nhóm, en: Group }}", group.name);
        if let Some(ties) = &group.ties {
            let _ = writeln!(text, "    ties: {}", ties_text(ties));
        }
        for (key, value) in group.tiers.iter().flat_map(|tiers| pen.tiers(tiers)) {
            let _ = writeln!(text, "    {key}: {value}");
        }
    }
    text.push_str("areas:\n");
    set.areas.iter().for_each(|area| pen.node(area, 1, &mut text));
    vec![("index.yaml".to_owned(), text)]
}

fn rounding(set: &Set) -> Option<String> {
    let stages = &set.rounding;
    let named = [
        ("leaf", stages.leaf),
        ("area", stages.area),
        ("total", stages.total),
        ("percent", stages.percent),
    ];
    let stage = |(key, round): (&str, Option<Round>)| {
        let Round { digits, mode } = round?;
        let mode = match mode {
            Mode::HalfUp => "half_up",
            Mode::HalfEven => "half_even",
            Mode::Truncate => "truncate",
            Mode::Up => "up",
        };
        Some(format!("{key}: {{ digits: {digits}, mode: {mode} }}"))
    };
    let written: Vec<String> = named.into_iter().filter_map(stage).collect();
    (!written.is_empty()).then(|| map(written))
}

fn holiday((from, to): &(Day, Day)) -> String {
    if from == to { date(*from) } else { format!("{{ from: {}, to: {} }}", date(*from), date(*to)) }
}

fn missing_text(missing: Missing) -> &'static str {
    match missing {
        Missing::Zero => "zero",
        Missing::NotApplicable => "not_applicable",
    }
}

fn ties_text(ties: &Ties) -> String {
    let key = |(key, higher): &(Key, bool)| {
        let key = match key {
            Key::Node(id) => format!("{{ node: \"{id}\" }}"),
            Key::Fact(name) => format!("{{ fact: {name} }}"),
        };
        format!("{{ {}: {key} }}", if *higher { "higher" } else { "lower" })
    };
    match ties {
        Ties::Standard => "standard".to_owned(),
        Ties::Dense => "dense".to_owned(),
        Ties::Keys { keys, manual } => {
            let then = if *manual { "manual" } else { "standard" };
            format!("{{ keys: {}, then: {then} }}", list(keys.iter().map(key)))
        }
    }
}

impl Pen {
    fn policy(self, policy: &Policy) -> String {
        match policy {
            Policy::Exclude => "exclude".to_owned(),
            Policy::FullPoints => "full_points".to_owned(),
            Policy::Grant => "grant".to_owned(),
            Policy::Redistribute => "redistribute".to_owned(),
            Policy::RescaleTo(n) => format!("{{ rescale_to: {} }}", self.number(n)),
        }
    }

    fn fields(self, fields: &[Field]) -> String {
        map(fields.iter().map(|field| format!("{}: {}", field.name, self.kind(&field.kind))))
    }

    fn kind(self, kind: &Kind) -> String {
        match kind {
            Kind::YesNo => "yes_no".to_owned(),
            Kind::Count { most: None } => "count".to_owned(),
            Kind::Count { most: Some(most) } => format!("{{ kind: count, most: {most} }}"),
            Kind::Amount { range: None } => "amount".to_owned(),
            Kind::Amount { range: Some((least, most)) } => {
                format!(
                    "{{ kind: amount, least: {}, most: {} }}",
                    self.number(least),
                    self.number(most)
                )
            }
            Kind::Percent { most: None } => "percent".to_owned(),
            Kind::Percent { most: Some(most) } => {
                format!("{{ kind: percent, most: {} }}", self.number(most))
            }
            Kind::Points => "points".to_owned(),
            Kind::Date => "date".to_owned(),
            Kind::Grade(options) => {
                format!("{{ kind: grade, options: {} }}", list(options.clone()))
            }
            Kind::Ballots(options) => {
                format!("{{ kind: ballots, options: {} }}", list(options.clone()))
            }
        }
    }

    fn tiers(self, tiers: &Tiers) -> Vec<(&'static str, String)> {
        let mut lines = Vec::new();
        if tiers.by_points {
            lines.push(("tiers_by", "points".to_owned()));
        }
        let tier = |tier: &super::set::Tier| {
            let mut entries = vec![format!("tier: {}", tier.name)];
            if tier.name == "outstanding" {
                entries.push("title: { vi: Tiêu biểu, en: Outstanding }".to_owned());
            }
            entries.extend(self.span(&tier.span));
            if !tier.needs.is_empty() {
                entries.push(format!("needs: {}", list(tier.needs.iter().map(|n| self.need(n)))));
            }
            map(entries)
        };
        lines.push(("tiers", list(tiers.tiers.iter().map(tier))));
        if !tiers.caps.is_empty() {
            let cap = |(need, at_most): &(Need, String)| {
                format!("{{ if: {}, at_most: {at_most}, reason: Điều 6 }}", self.need(need))
            };
            lines.push(("caps", list(tiers.caps.iter().map(cap))));
        }
        if let Some(q) = &tiers.quota {
            let at_most = self.number(&q.at_most);
            lines.push((
                "quota",
                format!("{{ tier: {}, share_of: {}, at_most: {at_most} }}", q.tier, q.share_of),
            ));
        }
        lines
    }

    fn need(self, need: &Need) -> String {
        match need {
            Need::NoItemAtZero => "no_item_at_zero".to_owned(),
            Need::NotSelfScored => "not_self_scored".to_owned(),
            Need::Area { id, from } => {
                format!("{{ area: {{ code: \"{id}\", from: {} }} }}", self.number(from))
            }
            Need::Fact(condition) => format!("{{ fact: {} }}", self.condition(condition)),
        }
    }

    fn node(self, node: &Node, depth: usize, text: &mut String) {
        let pad = "  ".repeat(depth);
        let _ = writeln!(text, "{pad}- code: \"{}\"", node.code);
        let mut line = |key: &str, value: &str| text.push_str(&format!("{pad}  {key}: {value}\n"));
        if node.id != node.code {
            line("id", &format!("\"{}\"", node.id));
        }
        line("title", &format!("\"Mục {}\"", node.code));
        line("source", &format!("\"Mục {}\"", node.code));
        match &node.worth {
            Worth::Max(n) => line("max", &self.number(n)),
            Worth::Bonus(n) => line("bonus", &self.number(n)),
            Worth::Deduction(n) => line("deduction", &self.number(n)),
        }
        if let Some(method) = node.method {
            let method = match method {
                Method::Own => "self",
                Method::Survey => "survey",
                Method::External => "external",
                Method::Read => "read",
            };
            line("method", method);
        }
        if let Some(policy) = &node.policy {
            line("not_applicable", &self.policy(policy));
            let (Worth::Max(most) | Worth::Bonus(most) | Worth::Deduction(most)) = &node.worth;
            accept(policy, most, &mut line);
        }
        if let Some(missing) = node.missing {
            line("missing", missing_text(missing));
        }
        if !node.fields.is_empty() {
            line("fields", &self.fields(&node.fields));
        }
        match &node.body {
            Body::Rule(rule) => line("rule", &self.rule(rule)),
            Body::Items(items) => {
                text.push_str(&format!("{pad}  items:\n"));
                items.iter().for_each(|item| self.node(item, depth + 2, text));
            }
        }
    }
}

/// Accepts that a set rescales to another figure than the maximum, as Hải Phòng's note 7 does.
fn accept(policy: &Policy, most: &super::Number, line: &mut impl FnMut(&str, &str)) {
    if matches!(policy, Policy::RescaleTo(to) if to != most) {
        line("accepts", "[{ finding: rescale-differs, reason: Thử }]");
    }
}
