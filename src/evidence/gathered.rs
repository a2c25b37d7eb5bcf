//! Forms gathered into evidence that can be kept: the same lines as CSV, or one agency's as YAML.

use std::collections::BTreeMap;
use std::path::Path;

use super::form::Forms;
use super::lane::Lane;
use super::statement::Cell;
use super::{Evidence, EvidenceError, Reference, read};
use crate::code::AgencyCode;
use crate::criteria::Criteria;
use crate::fault::Faults;
use crate::table::{Book, Columns, Written, to_csv};

/// What forms say, read and found sound.
#[derive(Clone, Debug)]
pub struct Gathered {
    lines: Vec<Cell>,
    /// The evidence that the lines are.
    pub evidence: Evidence,
}

/// Between two keys of one item.
const NEXT: &str = "\n    ";

/// An agency's lines by item.
type Items<'a> = BTreeMap<&'a str, Vec<&'a Cell>>;

impl Gathered {
    /// Reads forms; copies of one agency's are merged cell by cell. `register` says who the agencies are; without one
    /// each is taken to be of the set's first peer group.
    ///
    /// # Errors
    /// When a file cannot be opened, is no form or one for another set or year, when copies differ, or when anything in
    /// them is wrong: all faults at once.
    pub fn read(
        forms: &[impl AsRef<Path>],
        register: Option<&Path>,
        criteria: &Criteria,
    ) -> Result<Self, EvidenceError> {
        let open = |path: &Path| {
            let unreadable = |source| EvidenceError::Unreadable { path: path.to_owned(), source };
            std::fs::read(path).map_err(unreadable)
        };
        let mut faults = Faults::default();
        let mut merged = Forms::default();
        for path in forms.iter().map(AsRef::as_ref) {
            let (bytes, name) = (open(path)?, path.display().to_string());
            if let Some(book) = Book::parse(&name, &bytes, &mut faults) {
                merged.take(&name, &book, criteria, &mut faults);
            }
        }
        if merged.agencies().next().is_none() {
            return Err(EvidenceError::Faulty(faults.sorted()));
        }
        let register = match register {
            Some(path) => open(path)?,
            None => strangers(&merged, criteria),
        };
        let lines = merged.cells(criteria, &mut faults);
        let evidence = read::from_cells(&register, &lines, criteria, faults)?;
        Ok(Self { lines, evidence })
    }

    /// The agencies that there are forms of.
    #[must_use]
    pub fn agencies(&self) -> Vec<AgencyCode> {
        let mut codes: Vec<AgencyCode> =
            self.lines.iter().map(|cell| AgencyCode::from(cell.agency.0.as_str())).collect();
        codes.dedup();
        codes
    }

    /// The lines as CSV.
    #[must_use]
    pub fn csv(&self) -> Vec<u8> {
        let column = |name: &str, text: &dyn Fn(&Cell) -> String| {
            let cells = self.lines.iter().map(|cell| Some(text(cell))).collect();
            (name.to_owned(), Written::Words(cells))
        };
        let columns: Columns = vec![
            column("agency", &|cell| cell.agency.0.clone()),
            column("year", &|cell| cell.year.0.clone()),
            column("item", &|cell| cell.item.0.clone()),
            column("field", &|cell| cell.field.0.clone()),
            column("value", &|cell| cell.value.0.clone()),
            column("document", &|cell| {
                cell.document.as_ref().map(Reference::written).unwrap_or_default()
            }),
            column("note", &|cell| cell.note.clone().unwrap_or_default()),
            column("lane", &|cell| cell.stamp.lane.to_string()),
            column("by", &|cell| cell.stamp.by.clone().unwrap_or_default()),
            column("on", &|cell| cell.stamp.on.map(|on| on.to_string()).unwrap_or_default()),
        ];
        to_csv(&columns)
    }

    /// The lines of the one agency as YAML; nothing where there are several.
    #[must_use]
    pub fn yaml(&self) -> Option<String> {
        let first = self.lines.first()?;
        if self.agencies().len() > 1 {
            return None;
        }
        let mut text = format!("agency: {}\nyear: {}\n", quoted(&first.agency.0), first.year.0);
        for lane in Lane::ALL {
            let lines: Vec<&Cell> =
                self.lines.iter().filter(|cell| cell.stamp.lane == lane).collect();
            let Some(stamp) = lines.first().map(|cell| &cell.stamp) else {
                continue;
            };
            let indent = if lane == Lane::SelfScored { "" } else { "  " };
            if lane != Lane::SelfScored {
                text.push_str(&format!("{lane}:\n"));
            }
            let by = stamp.by.as_ref().map(|by| format!("{indent}by: {}\n", quoted(by)));
            let on = stamp.on.map(|on| format!("{indent}on: {on}\n"));
            text.extend(by.into_iter().chain(on));
            text.push_str(&items(&lines, indent));
        }
        Some(text)
    }
}

fn items(lines: &[&Cell], indent: &str) -> String {
    let mut items: Items<'_> = BTreeMap::new();
    for cell in lines {
        items.entry(cell.item.0.as_str()).or_default().push(cell);
    }
    let mut text = String::new();
    if let Some(own) = items.remove("") {
        text.push_str(&format!("{indent}facts:\n"));
        own.iter().for_each(|cell| text.push_str(&format!("{indent}  {}", figure(cell))));
    }
    if !items.is_empty() {
        text.push_str(&format!("{indent}evidence:\n"));
    }
    for (item, cells) in items {
        text.push_str(&format!("{indent}  {}:\n", quoted(item)));
        for cell in cells {
            text.push_str(&format!("{indent}    {}", figure(cell)));
        }
    }
    text
}

/// A figure with what it rests on, in one line.
fn figure(cell: &Cell) -> String {
    let document = cell.document.as_ref().map(Reference::map);
    if cell.field.0 == "note" {
        let document = document.map(|document| format!("document: {document}"));
        let note = Some(&cell.value.0).filter(|note| !note.is_empty());
        let note = note.map(|note| format!("note: {}", quoted(note)));
        let parts: Vec<String> = document.into_iter().chain(note).collect();
        return format!("{}\n", parts.join(NEXT));
    }
    let value = if cell.value.0.is_empty() { "null".to_owned() } else { quoted(&cell.value.0) };
    let mut parts = vec![format!("value: {value}")];
    parts.extend(document.map(|document| format!("document: {document}")));
    parts.extend(cell.note.as_ref().map(|note| format!("note: {}", quoted(note))));
    format!("{}: {{ {} }}\n", quoted(&cell.field.0), parts.join(", "))
}

/// A text as JSON quotes it, which YAML reads too.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

impl Reference {
    /// As a cell of evidence has it: `number; date; page or section; title`.
    pub(crate) fn written(&self) -> String {
        let date = self.date.map(|date| date.to_string()).unwrap_or_default();
        let text = format!("{}; {date}; {}; {}", self.number, self.page, self.title);
        text.trim_end_matches([';', ' ']).to_owned()
    }

    fn map(&self) -> String {
        let part =
            |key: &str, text: &str| (!text.is_empty()).then(|| format!("{key}: {}", quoted(text)));
        let date = self.date.map(|date| format!("date: {date}"));
        let parts = [
            part("number", &self.number),
            date,
            part("page", &self.page),
            part("title", &self.title),
        ];
        format!("{{ {} }}", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }
}

/// A register of agencies that nothing is known of but their codes.
fn strangers(forms: &Forms, criteria: &Criteria) -> Vec<u8> {
    let group = criteria.groups.first().map_or("", |group| group.name.as_str());
    let mut text = "agencies:\n".to_owned();
    for code in forms.agencies() {
        let (code, group) = (quoted(code), quoted(group));
        text.push_str(&format!("  - {{ code: {code}, name: {code}, group: {group} }}\n"));
    }
    text.into_bytes()
}
