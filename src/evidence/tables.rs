//! What other people call their columns: a small YAML beside the tables, `columns.yaml`.

use std::collections::HashMap;

use serde::Deserialize;

use crate::document::{At, DecimalMark, Document, Pairs, list};
use crate::fault::{Fault, Faults, Place, hint};
use crate::table::{Book, Table};

/// The mapping's file.
pub(super) const FILE: &str = "columns.yaml";

/// All of them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tables {
    #[serde(deserialize_with = "list")]
    tables: Vec<TableForm>,
}

/// One table, or several alike.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TableForm {
    /// The file's name; `*` stands for anything.
    file: At<String>,
    /// The sheet of a workbook; every sheet unless given.
    sheet: Option<At<String>>,
    /// The line that names the columns, in a workbook.
    head: Option<At<String>>,
    /// Their names to ours; `skip` leaves a column out.
    #[serde(default)]
    columns: Pairs<At<String>>,
    /// Columns of ours that are the same in every row.
    #[serde(default)]
    constants: Pairs<At<String>>,
    /// `yes`: no evidence here.
    skip: Option<At<String>>,
}

impl Tables {
    pub fn read(file: &str, bytes: &[u8], faults: &mut Faults) -> Option<Self> {
        Document::parse(file, bytes, faults)?.read(DecimalMark::Point, faults)
    }

    /// The tables of one file under our names; `met` hears which mappings were of use.
    pub fn of_file(
        &self,
        file: &str,
        bytes: &[u8],
        met: &mut Vec<bool>,
        faults: &mut Faults,
    ) -> Vec<Table> {
        met.resize(self.tables.len(), false);
        if !Book::is_one(file) {
            let table = Table::parse(file, bytes, faults);
            return table
                .into_iter()
                .filter_map(|t| self.named(file, "", t, met, faults))
                .collect();
        }
        let Some(book) = Book::parse(file, bytes, faults) else {
            return Vec::new();
        };
        self.of_book(file, book, met, faults)
    }

    /// A table's headings under our names, with the constants that come beside them; those to be left out are gone.
    pub fn headings(
        &self,
        file: &str,
        heads: Vec<(String, Place)>,
        faults: &mut Faults,
    ) -> Vec<(String, Place, Option<String>)> {
        let mut met = vec![false; self.tables.len()];
        let table = Table::of(file.into(), heads);
        let named = self.named(file, "", table, &mut met, faults);
        self.idle(&met, &[file], faults);
        let Some(table) = named else {
            return Vec::new();
        };
        let columns = table.columns().iter().enumerate();
        let column = |(k, (name, place)): (usize, &(String, Place))| {
            (name.clone(), place.clone(), table.constant(k).map(ToOwned::to_owned))
        };
        columns.map(column).collect()
    }

    /// The tables of a workbook's sheets.
    pub fn of_book(
        &self,
        file: &str,
        book: Book,
        met: &mut Vec<bool>,
        faults: &mut Faults,
    ) -> Vec<Table> {
        met.resize(self.tables.len(), false);
        let mut tables = Vec::new();
        for sheet in book.sheets {
            let title = sheet.title().to_owned();
            let head = self.of(file, &title).and_then(|(_, form)| form.head.as_ref());
            let line = head.and_then(|head| {
                let line = head.trim().parse().ok();
                if line.is_none() {
                    let fault = Fault::new("bad-whole", head.place()).with("text", head.as_str());
                    faults.add(fault.with("least", "1").with("most", "1048576"));
                }
                line
            });
            if let Some(table) = sheet.into_table(line) {
                tables.extend(self.named(file, &title, table, met, faults));
            }
        }
        tables
    }

    fn of(&self, file: &str, sheet: &str) -> Option<(usize, &TableForm)> {
        self.tables.iter().enumerate().find(|(_, form)| {
            is_like(&form.file, base(file))
                && form.sheet.as_ref().is_none_or(|wanted| is_like(wanted, sheet))
        })
    }

    /// The table under our names, with its constants; nothing where it is to be left out.
    fn named(
        &self,
        file: &str,
        sheet: &str,
        mut table: Table,
        met: &mut [bool],
        faults: &mut Faults,
    ) -> Option<Table> {
        let Some((k, form)) = self.of(file, sheet) else {
            return Some(table);
        };
        if let Some(met) = met.get_mut(k) {
            *met = true;
        }
        if form.skip.as_ref().is_some_and(|skip| matches!(skip.as_str(), "yes" | "true" | "có")) {
            return None;
        }
        let heads: Vec<String> = table.columns().iter().map(|(name, _)| name.clone()).collect();
        // of two headings alike the first counts
        let places: HashMap<&str, usize> =
            heads.iter().enumerate().rev().map(|(k, head)| (head.trim(), k)).collect();
        let mut skipped = Vec::new();
        for (theirs, ours) in form.columns.iter() {
            let Some(at) = places.get(theirs.trim()).copied() else {
                let known = heads.iter().map(String::as_str);
                let fault =
                    Fault::new("column-not-there", theirs.place()).with("column", theirs.as_str());
                faults.add(fault.with("hint", hint(theirs, known)).with("file", file));
                continue;
            };
            if ours.as_str() == "skip" {
                skipped.push(at);
            } else {
                table.call(at, ours);
            }
        }
        for (name, value) in form.constants.iter() {
            let column = (name.to_string(), name.place().clone());
            table.add_constant(column, (value.to_string(), value.place().clone()));
        }
        table.leave_out(&skipped);
        Some(table)
    }

    /// Mappings that no table met.
    pub fn idle(&self, met: &[bool], files: &[&str], faults: &mut Faults) {
        for (k, form) in self.tables.iter().enumerate() {
            if !met.get(k).copied().unwrap_or_default() {
                let fault = Fault::new("table-not-there", form.file.place());
                let name = match &form.sheet {
                    Some(sheet) => format!("{}#{}", *form.file, **sheet),
                    None => form.file.to_string(),
                };
                let known = files.iter().map(|file| base(file));
                faults.add(fault.with("file", name).with("hint", hint(&form.file, known)));
            }
        }
    }
}

fn base(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

/// Whether a name is as the pattern says, `*` standing for anything.
fn is_like(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = name.strip_prefix(parts.next().unwrap_or_default()) else {
        return false;
    };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else {
        return rest.is_empty();
    };
    for part in parts {
        let Some((_, behind)) = rest.split_once(part) else {
            return false;
        };
        rest = behind;
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::is_like;

    #[test]
    fn a_star_stands_for_anything() {
        assert!(is_like("so-lieu-*.xlsx", "so-lieu-quy-1.xlsx"));
        assert!(is_like("*", "a.csv") && is_like("a.csv", "a.csv"));
        assert!(!is_like("a.csv", "b.csv") && !is_like("a*.csv", "a.xlsx"));
    }
}
