//! What `check` found, and faults of any file, for people and for programs.

use serde_json::json;

use crate::fault::{Faults, Severity};
use crate::language::{Language, Message};

/// One finding a line: place, what is wrong and what would put it right, the stable name; notes with their reason.
#[must_use]
pub fn findings_text(faults: &Faults, language: Language) -> String {
    let mut text = String::new();
    for fault in faults.iter() {
        let severity = language.say(&Message::new(match fault.severity {
            Severity::Fault => "severity-fault",
            Severity::Note => "severity-note",
        }));
        text.push_str(&format!(
            "{}: {severity}: {} [{}]\n",
            fault.place,
            fault.say(language),
            fault.name()
        ));
        if let Some(reason) = fault.reason() {
            text.push_str(&format!(
                "    {}\n",
                language.say(&Message::new("accepted-because").with("reason", reason))
            ));
        }
    }
    text
}

/// The same as JSON: `file`, `line`, `column`, `severity`, `name`, `message`, `reason`.
#[must_use]
pub fn findings_json(faults: &Faults, language: Language) -> String {
    let finding = |fault: &crate::fault::Fault| {
        json!({
            "file": &*fault.place.file,
            "line": fault.place.line,
            "column": fault.place.column,
            "severity": if fault.severity == Severity::Fault { "fault" } else { "note" },
            "name": fault.name(),
            "message": fault.say(language),
            "reason": fault.reason(),
        })
    };
    let all: Vec<_> = faults.iter().map(finding).collect();
    format!("{:#}\n", json!({ "format": 1, "findings": all }))
}

/// How many sets were checked, and how many faults and notes were found.
#[must_use]
pub fn check_summary(sets: usize, faults: &Faults, language: Language) -> String {
    let notes = faults.iter().filter(|fault| fault.severity == Severity::Note).count();
    let summary = Message::new(if faults.len() == notes { "check-sound" } else { "check-faulty" });
    let summary =
        summary.with("sets", sets).with("faults", faults.len() - notes).with("notes", notes);
    format!("{}\n", language.say(&summary))
}
