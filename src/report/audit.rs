//! What an audit found, for people and for programs.

use serde_json::{Value, json};

use crate::audit::{Audit, Convention, Finding, Wrong};
use crate::language::{Language, Message, localised};

/// What each column was taken for, the rounding in use, the contradictions with the figures that must be wrong, and notes.
#[must_use]
pub fn audit_text(audit: &Audit, language: Language) -> String {
    let say = |message: Message| language.say(&message);
    let mut text = String::new();
    let mut sheet = "";
    for taken in &audit.columns {
        if taken.sheet != sheet {
            sheet = &taken.sheet;
            text.push_str(&format!(
                "{}\n",
                say(Message::new("audit-columns").with("sheet", sheet))
            ));
        }
        let role = say(Message::new(role_name(taken.role)));
        let given = if taken.given { say(Message::new("audit-given")) } else { String::new() };
        text.push_str(&format!("  {}: {role}{given}\n", taken.title));
    }
    if !audit.conventions.is_empty() {
        text.push_str(&format!("{}\n", say(Message::new("audit-rounding"))));
    }
    for convention in &audit.conventions {
        text.push_str(&format!("  {}\n", say(rounding(convention))));
    }
    let contradictions = audit.contradictions().count();
    let summary =
        Message::new(if contradictions == 0 { "audit-clean" } else { "audit-contradicted" });
    text.push_str(&format!(
        "{}\n",
        say(summary.with("relations", audit.relations).with("contradictions", contradictions))
    ));
    for finding in &audit.findings {
        text.push_str(&said(finding, language));
    }
    text
}

/// One finding: what does not hold, then the figures that must be wrong.
fn said(finding: &Finding, language: Language) -> String {
    let say = |message: Message| language.say(&message);
    let place = finding.places.first().map(|place| format!("{place}: ")).unwrap_or_default();
    let severity = say(Message::new(if finding.contradiction {
        "audit-contradiction"
    } else {
        "severity-note"
    }));
    let sentences: Vec<String> =
        finding.messages.iter().map(|message| language.say(message)).collect();
    let mut text = format!("{place}{severity}: {} [{}]\n", sentences.join("; "), finding.name);
    for wrong in &finding.wrong {
        text.push_str(&format!("    {}\n", say(reconciled(wrong, language))));
    }
    for set in &finding.or {
        let all: Vec<String> = set.iter().map(|wrong| say(reconciled(wrong, language))).collect();
        text.push_str(&format!(
            "    {}\n",
            say(Message::new("audit-or").with("what", all.join("; ")))
        ));
    }
    text
}

fn reconciled(wrong: &Wrong, language: Language) -> Message {
    let name = if wrong.reconciled.is_some() { "audit-wrong" } else { "audit-one-wrong" };
    let figure = wrong.reconciled.clone().unwrap_or_default();
    Message::new(name)
        .with("row", &wrong.row)
        .with("column", &wrong.column)
        .with("printed", &wrong.printed)
        .with("reconciled", localised(language, figure))
}

fn rounding(convention: &Convention) -> Message {
    let digits: Vec<String> = convention.digits.iter().map(u8::to_string).collect();
    let name = match convention.word() {
        "truncate" => "audit-rounding-truncate",
        "half_up" => "audit-rounding-half-up",
        "either" => "audit-rounding-either",
        _ => "audit-rounding-mixed",
    };
    Message::new(name)
        .with("column", &convention.column)
        .with("cut", convention.truncate)
        .with("up", convention.half_up)
        .with("either", convention.either + convention.exact)
        .with("neither", convention.neither)
        .with("digits", digits.join(", "))
}

fn role_name(role: &str) -> &'static str {
    const ROLES: [(&str, &str); 26] = [
        ("label", "audit-role-label"),
        ("group", "audit-role-group"),
        ("skip", "audit-role-skip"),
        ("rank", "audit-role-rank"),
        ("rank_change", "audit-role-rank-change"),
        ("points", "audit-role-points"),
        ("max", "audit-role-max"),
        ("percent", "audit-role-percent"),
        ("tier", "audit-role-tier"),
        ("loss", "audit-role-loss"),
        ("change", "audit-role-change"),
        ("count", "audit-role-count"),
        ("opening", "audit-role-opening"),
        ("received", "audit-role-received"),
        ("resolved", "audit-role-resolved"),
        ("pending", "audit-role-pending"),
        ("figure", "audit-role-figure"),
        ("id", "audit-role-id"),
        ("expression", "audit-role-expression"),
        ("published", "audit-role-published"),
        ("unit", "audit-role-unit"),
        ("kind", "audit-role-kind"),
        ("metric", "audit-role-metric"),
        ("document", "audit-role-document"),
        ("period", "audit-role-period"),
        ("agency", "audit-role-agency"),
    ];
    ROLES.iter().find(|(known, _)| *known == role).map_or("audit-role-skip", |(_, name)| name)
}

/// The same as JSON: `columns`, `rounding`, `relations`, `findings` with `wrong` and `or`; decimals are strings.
#[must_use]
pub fn audit_json(audit: &Audit, language: Language) -> String {
    let wrong = |wrong: &Wrong| {
        json!({
            "file": &*wrong.place.file, "line": wrong.place.line, "column": wrong.place.column,
            "row": wrong.row, "heading": wrong.column, "printed": wrong.printed, "reconciled": wrong.reconciled,
        })
    };
    let all = |set: &Vec<Wrong>| set.iter().map(wrong).collect::<Vec<Value>>();
    let finding = |finding: &Finding| {
        json!({
            "name": finding.name,
            "severity": if finding.contradiction { "contradiction" } else { "note" },
            "messages": finding.messages.iter().map(|message| language.say(message)).collect::<Vec<_>>(),
            "wrong": all(&finding.wrong),
            "or": finding.or.iter().map(all).collect::<Vec<_>>(),
        })
    };
    let convention = |convention: &Convention| {
        json!({
            "column": convention.column, "convention": convention.word(), "digits": convention.digits,
            "half_up_only": convention.half_up, "truncate_only": convention.truncate, "either": convention.either,
            "exact": convention.exact, "neither": convention.neither,
        })
    };
    let columns = audit.columns.iter().map(|taken| json!({ "sheet": taken.sheet, "heading": taken.title, "role": taken.role, "given": taken.given }));
    let answer = json!({
        "format": 1,
        "columns": columns.collect::<Vec<_>>(),
        "rounding": audit.conventions.iter().map(convention).collect::<Vec<_>>(),
        "relations": audit.relations,
        "findings": audit.findings.iter().map(finding).collect::<Vec<_>>(),
    });
    format!("{answer:#}\n")
}
