//! Where everything stands in a form: the contract between who writes one and who reads it back.
//!
//! A form has a sheet [`SUMMARY`](crate::form) first, one sheet for the set's own figures where it has any, one for each
//! area, a sheet that works the points out, and a hidden sheet [`IDENTITY`] of keys and values. On the sheets that
//! people fill in, one hidden row begins with [`MARK`] in column A and names every column by its key. Below it each row
//! has the item's id in hidden column A and the figure's name in hidden column B (`field.option` for ballots); a row
//! without a figure's name is the node itself. A row with neither is no evidence: a figure that only the whole group's
//! evidence can give. Hidden column C numbers the rows for the sheet's own formulas, so that rows survive sorting.
//! At the row of an item the columns of the later lanes hold marks, at the row of a figure that figure as they have it.
//! A sheet of further lines, whose keys are [`FURTHER`], holds what has no cell elsewhere.

use std::collections::BTreeSet;

use crate::code::ItemCode;
use crate::criteria::Criteria;
pub use crate::evidence::form::layout::{
    FILLED, FORMAT, FURTHER, IDENTITY, IDENTITY_KEYS, MARK, SIGNERS,
};
pub(crate) use crate::evidence::form::layout::{LATER, Later};
use crate::language::{Language, Message};
use crate::rule::{Figure, FigureKind};

/// The hidden row of keys, from 0.
pub const KEYS_ROW: u32 = 3;
/// The row of headings that people see.
pub const HEAD_ROW: u32 = 4;
/// The first row of figures.
pub const FIRST_ROW: u32 = 5;

/// A column of a sheet that people fill in: its key, its heading and how wide it is.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// What the hidden row calls it.
    pub key: &'static str,
    /// The sentence that heads it.
    pub(crate) head: &'static str,
    /// In letters; nothing where it is hidden.
    pub(crate) width: Option<u16>,
}

const fn column(key: &'static str, head: &'static str, width: u16) -> Column {
    Column { key, head, width: Some(width) }
}

const fn hidden(key: &'static str) -> Column {
    Column { key, head: "", width: None }
}

/// The columns, from A on.
pub const COLUMNS: [Column; 25] = [
    hidden(MARK),
    hidden("field"),
    hidden("row"),
    column("code", "form-code", 8),
    column("title", "form-title", 30),
    column("max", "form-max", 7),
    column("rule", "form-rule", 34),
    column("value", "form-value", 13),
    column("not_applicable", "form-not-applicable", 13),
    column("declared_by", "form-declared-by", 9),
    column("confirmed_by", "form-confirmed-by", 9),
    column("document", "form-document", 13),
    column("date", "form-date", 11),
    column("page", "form-page", 7),
    column("document_title", "form-document-title", 15),
    column("note", "form-note", 15),
    column("points", "form-points", 8),
    column("claimed", "form-claimed", 8),
    column("appraised", "form-appraised-too", 11),
    column("appraised_why", "form-why", 24),
    column("appraised_document", "form-further-document", 20),
    column("final", "form-final-too", 11),
    column("final_why", "form-why", 24),
    column("final_document", "form-further-document", 20),
    column("objective", "form-objective", 24),
];

/// The place of a column by its key.
#[must_use]
pub fn at(key: &str) -> u16 {
    let place = COLUMNS.iter().position(|column| column.key == key);
    place.and_then(|place| u16::try_from(place).ok()).unwrap_or_default()
}

/// What one row of a sheet stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// A node, by its place.
    Node(usize),
    /// A figure and which of its options, for ballots.
    Figure(usize, usize),
    /// The mean of the others, by its column, for the item at a node.
    Mean(usize, usize),
}

/// A sheet that people fill in.
#[derive(Clone, Debug)]
pub(crate) struct Filled {
    /// Its name: short, unique, without what spreadsheets forbid.
    pub name: String,
    /// The area; nothing for the sheet of the set's own figures.
    pub area: Option<usize>,
    pub rows: Vec<Content>,
}

impl Filled {
    /// The number in hidden column C by which formulas find a row: figures by their column from 1 on, nodes below 0.
    pub fn number(criteria: &Criteria, content: Content) -> i64 {
        let number = |place: usize| i64::try_from(place).unwrap_or(i64::MAX);
        match content {
            Content::Node(node) => -number(node),
            Content::Figure(figure, option) => {
                let slot = criteria.figures.get(figure).map_or(0, |figure| figure.slot);
                number(slot + option) + 1
            }
            Content::Mean(_, slot) => number(slot) + 1,
        }
    }

    /// The row after the last.
    pub fn end(&self) -> u32 {
        FIRST_ROW + u32::try_from(self.rows.len()).unwrap_or(u32::MAX - FIRST_ROW)
    }
}

/// The sheets that people fill in, in order.
pub(crate) fn sheets(criteria: &Criteria, language: Language) -> Vec<Filled> {
    let mut taken = BTreeSet::from([IDENTITY.to_lowercase()]);
    for name in ["form-summary", "form-steps", "form-further"] {
        taken.insert(language.say(&Message::new(name)).to_lowercase());
    }
    let mut sheets = Vec::new();
    let own = figures_of(criteria, None);
    if !own.is_empty() {
        let name = sheet_name(&language.say(&Message::new("form-own-figures")), &mut taken);
        sheets.push(Filled { name, area: None, rows: own });
    }
    for (area, node) in criteria.nodes.iter().enumerate().filter(|(_, node)| node.depth == 1) {
        let title = format!("{} {}", node.code, node.title.in_language(language));
        let mut rows = Vec::new();
        add_node(criteria, area, &mut rows);
        sheets.push(Filled { name: sheet_name(&title, &mut taken), area: Some(area), rows });
    }
    sheets
}

/// A node's row, those of its figures, of the means that its rule asks for, and of all below it.
fn add_node(criteria: &Criteria, k: usize, rows: &mut Vec<Content>) {
    let Some(node) = criteria.nodes.get(k) else {
        return;
    };
    rows.push(Content::Node(k));
    rows.extend(figures_of(criteria, Some(&node.id)));
    let means = node.rule.iter().flat_map(|rule| rule.means());
    let asked = means.filter(|mean| mean.mean.is_none());
    rows.extend(asked.map(|mean| Content::Mean(k, mean.slot)));
    node.children.iter().for_each(|child| add_node(criteria, *child, rows));
}

/// A row for each figure that a node declares, and for each option of ballots.
fn figures_of(criteria: &Criteria, item: Option<&ItemCode>) -> Vec<Content> {
    let own = criteria.figures.iter().enumerate();
    own.filter(|(_, figure)| figure.item.as_ref() == item)
        .flat_map(|(k, figure)| (0..figure.width()).map(move |option| Content::Figure(k, option)))
        .collect()
}

/// What evidence calls a figure, or an option of ballots.
pub(crate) fn field_name(figure: &Figure, option: usize) -> String {
    match figure.options.get(option).filter(|_| figure.kind == FigureKind::Ballots) {
        Some(option) => format!("{}.{option}", figure.name),
        None => figure.name.clone(),
    }
}

/// A name that spreadsheets take for a sheet: 31 letters, none of `[]:*?/\`, no apostrophe at its ends, not taken yet.
fn sheet_name(title: &str, taken: &mut BTreeSet<String>) -> String {
    let kept: String = title
        .chars()
        .map(|letter| if "[]:*?/\\\t\n".contains(letter) { ' ' } else { letter })
        .collect();
    let kept = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut nth = 1;
    loop {
        let tail = if nth == 1 { String::new() } else { format!(" ({nth})") };
        let room = 31 - tail.chars().count();
        let head: String = kept.trim_matches('\'').chars().take(room).collect();
        let name = format!("{}{tail}", head.trim_matches(['\'', ' ']));
        if !name.is_empty() && taken.insert(name.to_lowercase()) {
            return name;
        }
        nth += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sheets_are_short_unique_and_allowed() {
        let mut taken = BTreeSet::new();
        let long = "1 Công tác chỉ đạo, điều hành cải cách hành chính";
        assert_eq!(sheet_name(long, &mut taken), "1 Công tác chỉ đạo, điều hành c");
        assert_eq!(sheet_name(long, &mut taken), "1 Công tác chỉ đạo, điều hà (2)");
        assert_eq!(sheet_name("'a/b: [c]*'", &mut taken), "a b c");
        assert_eq!(sheet_name("A B C", &mut taken), "A B C (2)");
    }
}
