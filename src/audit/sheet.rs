//! A sheet of a published table: headings with their roles, rows with their names, every figure in the ledger.

use std::collections::BTreeSet;

use super::ledger::{Cell, Ledger};
use super::mapping::Mapping;
use super::printed::{self, Marks, Printed};
use super::roles::{self, Role};
use crate::fault::Place;
use crate::table::Grid;

/// One column.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub title: String,
    pub place: Place,
    pub role: Role,
    /// Whether the role was given by a person.
    pub given: bool,
    pub year: Option<i16>,
    pub total: bool,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Body,
    Total,
    Mean,
}

/// One row.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub label: String,
    pub kind: Kind,
    pub texts: Vec<(String, Place)>,
    /// The figure of each column by its number in the ledger.
    pub cells: Vec<Option<usize>>,
}

/// One sheet.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    pub name: String,
    pub heads: Vec<Head>,
    pub rows: Vec<Row>,
    /// What a numbering row says: `(3)=(4)+(5)` as result and signed parts, by column.
    pub numbered: Vec<(usize, Vec<(i64, usize)>)>,
}

impl Sheet {
    /// Reads the grid; nothing where it holds no heading or no row.
    pub fn read(grid: &Grid, mapping: &Mapping, ledger: &mut Ledger) -> Option<Self> {
        let filled = |row: &[(String, Place)]| {
            row.iter().filter(|(text, _)| !text.trim().is_empty()).count()
        };
        let start = grid.rows.iter().position(|row| filled(row) >= 2)?;
        let mut rows: Vec<_> = grid.rows.iter().skip(start).filter(|row| filled(row) > 0).collect();
        let mut heading = rows.first()?.to_vec();
        rows.remove(0);
        while let Some(below) = rows.first().filter(|below| continues(&heading, below)) {
            heading = joined(&heading, below);
            rows.remove(0);
        }
        let numbers = rows
            .first()
            .and_then(|row| printed::numbering(row.iter().map(|(text, _)| text.as_str())));
        if numbers.is_some() {
            rows.remove(0);
        }
        if rows.is_empty() {
            return None;
        }
        let marks =
            Marks::of(rows.iter().flat_map(|row| row.iter().map(|(text, _)| text.as_str())));
        let columns: Vec<Vec<Option<Printed>>> = (0..heading.len())
            .map(|k| {
                printed::column(
                    rows.iter().map(|row| row.get(k).map_or("", |(text, _)| text.as_str())),
                    marks,
                )
            })
            .collect();
        let heads = heads(&heading, &rows, &columns, mapping);
        let mut sheet = Self {
            name: grid.name.clone(),
            heads,
            rows: Vec::new(),
            numbered: numbers.unwrap_or_default(),
        };
        sheet.fill(&rows, &columns, ledger);
        Some(sheet)
    }

    fn fill(
        &mut self,
        rows: &[&Vec<(String, Place)>],
        columns: &[Vec<Option<Printed>>],
        ledger: &mut Ledger,
    ) {
        let exact: Vec<bool> = self
            .heads
            .iter()
            .zip(columns)
            .map(|(head, column)| is_exact(head.role, column))
            .collect();
        let named = self.heads.iter().position(|head| head.role == Role::Label);
        for (down, texts) in rows.iter().enumerate() {
            let words = |k: usize| texts.get(k).map_or("", |(text, _)| text.trim());
            let label = named.map_or_else(String::new, |k| words(k).to_owned());
            let textual = self.heads.iter().enumerate().filter(|(_, head)| {
                matches!(head.role, Role::Label | Role::Group | Role::Tier | Role::Skip)
            });
            let names: Vec<&str> = textual.map(|(k, _)| words(k)).collect();
            let kind = if roles::is_mean(&label)
                || names.iter().any(|name| roles::fold(name) == "trung binh")
                    && roles::fold(&label) == "trung binh"
                    && self.heads.iter().any(|head| head.role == Role::Percent)
                    && self.heads.iter().all(|head| head.role != Role::Count)
            {
                Kind::Mean
            } else if names.iter().any(|name| roles::is_total(name)) {
                Kind::Total
            } else {
                Kind::Body
            };
            let mut cells = Vec::new();
            for (k, head) in self.heads.iter().enumerate() {
                let printed = columns.get(k).and_then(|column| column.get(down)?.clone());
                let figures =
                    !matches!(head.role, Role::Label | Role::Group | Role::Skip | Role::Tier);
                cells.push(printed.filter(|_| figures).map(|printed| {
                    let (text, place) = texts
                        .get(k)
                        .cloned()
                        .unwrap_or_else(|| (String::new(), head.place.clone()));
                    ledger.add(Cell {
                        place,
                        row: if label.is_empty() { format!("{}", down + 1) } else { label.clone() },
                        column: head.title.clone(),
                        at: k,
                        text: text.trim().to_owned(),
                        value: printed.value,
                        digits: printed.digits,
                        exact: exact.get(k).copied().unwrap_or_default(),
                        words: None,
                    })
                }));
            }
            self.rows.push(Row { label, kind, texts: texts.to_vec(), cells });
        }
    }

    /// The columns of one role.
    pub fn of(&self, role: Role) -> impl Iterator<Item = usize> + '_ {
        self.heads.iter().enumerate().filter(move |(_, head)| head.role == role).map(|(k, _)| k)
    }

    pub fn role(&self, column: usize) -> Role {
        self.heads.get(column).map_or(Role::Skip, |head| head.role)
    }

    pub fn cell(&self, row: usize, column: usize) -> Option<usize> {
        self.rows.get(row)?.cells.get(column).copied().flatten()
    }

    pub fn is(&self, row: usize, kind: Kind) -> bool {
        self.rows.get(row).is_some_and(|row| row.kind == kind)
    }

    pub fn text(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|row| row.texts.get(column)).map_or("", |(text, _)| text.trim())
    }

    /// Columns of figures that rows could add up in.
    pub fn figures(&self) -> Vec<usize> {
        let figure =
            |k: &usize| self.rows.iter().any(|row| row.cells.get(*k).copied().flatten().is_some());
        (0..self.heads.len()).filter(figure).collect()
    }

    /// The column of that heading.
    pub fn named(&self, title: &str) -> Option<usize> {
        let folded = roles::fold(title);
        let exact = self.heads.iter().position(|head| head.title == title);
        exact.or_else(|| self.heads.iter().position(|head| roles::fold(&head.title) == folded))
    }
}

fn is_exact(role: Role, column: &[Option<Printed>]) -> bool {
    let whole = column.iter().flatten().all(|printed| printed.digits == 0);
    match role {
        Role::Max | Role::Rank | Role::RankChange => true,
        Role::Percent => false,
        role => role.is_count() || whole,
    }
}

/// Whether the row below the heading is its second line: it names nothing and figures nothing.
fn continues(heading: &[(String, Place)], below: &[(String, Place)]) -> bool {
    let filled: Vec<_> = below.iter().filter(|(text, _)| !text.trim().is_empty()).collect();
    let under = |k: usize| below.get(k).is_some_and(|(text, _)| !text.trim().is_empty());
    let gap = heading.iter().enumerate().any(|(k, (text, _))| text.trim().is_empty() && under(k));
    gap && filled.iter().all(|(text, _)| !text.bytes().any(|byte| byte.is_ascii_digit()))
}

fn joined(heading: &[(String, Place)], below: &[(String, Place)]) -> Vec<(String, Place)> {
    let mut above = String::new();
    let join = |(k, (text, place)): (usize, &(String, Place))| {
        if !text.trim().is_empty() {
            above = text.trim().to_owned();
        }
        let under = below.get(k).map_or("", |(text, _)| text.trim());
        let title =
            if under.is_empty() { text.trim().to_owned() } else { format!("{above} {under}") };
        (title.trim().to_owned(), place.clone())
    };
    heading.iter().enumerate().map(join).collect()
}

fn heads(
    heading: &[(String, Place)],
    rows: &[&Vec<(String, Place)>],
    columns: &[Vec<Option<Printed>>],
    mapping: &Mapping,
) -> Vec<Head> {
    let head = |(k, (title, place)): (usize, &(String, Place))| {
        let texts = || {
            rows.iter()
                .filter_map(|row| row.get(k))
                .map(|(text, _)| text.trim())
                .filter(|text| !text.is_empty())
        };
        let figures = columns.get(k).map_or(0, |column| column.iter().flatten().count());
        let given = mapping
            .columns
            .iter()
            .find(|(name, _)| roles::fold(name) == roles::fold(title))
            .map(|(_, role)| *role);
        let guessed = || {
            let numeric = figures * 2 >= texts().count().max(1);
            let role = roles::guess(title);
            let percent = texts().filter(|text| text.ends_with('%')).count() * 2 > texts().count();
            match role {
                Some(Role::Tier) => Role::Tier,
                Some(Role::Skip) => Role::Skip,
                _ if !numeric => text_role(&texts().collect::<Vec<_>>()),
                _ if percent => Role::Percent,
                Some(role) => role,
                None if roles::year(title).is_none() && years(columns.get(k)) => Role::Skip,
                None if serial(columns.get(k)) && k == 0 => Role::Skip,
                None => Role::Figure,
            }
        };
        Head {
            title: title.trim().to_owned(),
            place: place.clone(),
            role: given.unwrap_or_else(guessed),
            given: given.is_some(),
            year: roles::year(title),
            total: roles::is_total(title),
        }
    };
    let mut heads: Vec<Head> = heading.iter().enumerate().map(head).collect();
    let distinct = |k: usize| {
        rows.iter()
            .filter_map(|row| row.get(k))
            .map(|(text, _)| text.trim())
            .collect::<BTreeSet<_>>()
            .len()
    };
    if heads.iter().all(|head| head.role != Role::Label) {
        let textual = heads.iter().enumerate().filter(|(k, head)| match head.role {
            Role::Group => !head.given,
            Role::Tier => !head.given && distinct(*k) == rows.len(),
            _ => false,
        });
        let best = textual
            .max_by_key(|(k, head)| (distinct(*k), roles::names_rows(&head.title), usize::MAX - k))
            .map(|(k, _)| k);
        if let Some(head) = best.and_then(|k| heads.get_mut(k)) {
            head.role = Role::Label;
        }
    }
    heads
}

/// A column of words names the rows or parts them; long remarks do neither.
fn text_role(texts: &[&str]) -> Role {
    let letters: usize = texts.iter().map(|text| text.chars().count()).sum();
    if texts.is_empty() || letters > 80 * texts.len() { Role::Skip } else { Role::Group }
}

fn years(column: Option<&Vec<Option<Printed>>>) -> bool {
    let year = |printed: &Printed| {
        printed.digits == 0 && printed.value.floor().is_some_and(|n| (1990..2100).contains(&n))
    };
    column.is_some_and(|column| column.iter().flatten().all(year))
}

/// Whether the column counts 1, 2, 3 down the rows.
fn serial(column: Option<&Vec<Option<Printed>>>) -> bool {
    column.is_some_and(|column| {
        (1..).zip(column.iter().flatten()).all(|(n, printed)| printed.value.floor() == Some(n))
    })
}
