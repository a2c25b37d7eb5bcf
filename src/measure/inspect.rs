//! What is wrong in the lines of a register, whoever's they are: cells, words, the order of days, sums in a line.

use std::hash::{Hash as _, Hasher as _};

use super::found::Found;
use super::{Column, Register};
use crate::fault::{Fault, Place};
use crate::table::{Bad, Block, CellKind, Cells, NO_DAY, NO_NUMBER};

/// A block that is looked over.
pub(super) struct Inspection<'a> {
    pub register: &'a Register,
    pub block: &'a Block,
    pub found: &'a mut Found,
}

impl<'a> Inspection<'a> {
    fn heading(&self, column: usize) -> &'a str {
        self.register.asked.get(column).map_or("", |asked| asked.heading.as_str())
    }

    /// What is wrong in the lines, whoever's they are.
    pub fn run(mut self, ids: &mut Vec<(u128, Place)>) {
        let block = self.block;
        for fault in &block.faults {
            self.found.add(fault.name(), || fault.clone());
        }
        for bad in &block.bad {
            self.bad(bad);
        }
        for column in &self.register.columns {
            self.look_at(column);
        }
        self.in_order();
        self.add_up_in_line();
        let Some(Cells::Words { codes, words }) =
            self.register.id.and_then(|id| block.columns.get(id))
        else {
            return;
        };
        let prints: Vec<u128> = words.iter().map(fingerprint).collect();
        for (row, code) in codes.iter().enumerate() {
            let at = usize::try_from(*code).ok().and_then(|code| code.checked_sub(1));
            match at.and_then(|at| prints.get(at)) {
                Some(print) => ids.push((*print, block.place(row))),
                None => self.empty(row, self.register.id.unwrap_or_default()),
            }
        }
    }

    fn bad(&mut self, bad: &Bad) {
        let block = self.block;
        let asked = self.register.asked.get(bad.column);
        let is_day = asked.is_some_and(|asked| asked.kind == CellKind::Day);
        let name = if is_day { "register-day" } else { "register-number" };
        let heading = asked.map_or("", |asked| asked.heading.as_str());
        let fault = || Fault::new(name, &block.place(bad.row)).with("column", heading);
        self.found.add(name, || fault().with("text", bad.text.as_str()));
    }

    fn empty(&mut self, row: usize, column: usize) {
        let (block, heading) = (self.block, self.heading(column));
        self.found.add("cell-empty", || {
            Fault::new("cell-empty", &block.place(row)).with("column", heading)
        });
    }

    /// Cells that are empty or hold words that may not stand there.
    fn look_at(&mut self, column: &Column) {
        let block = self.block;
        let gap = |cells: &Cells, row: usize| match cells {
            Cells::Words { codes, .. } => codes.get(row) == Some(&0),
            Cells::Days(days) => days.get(row) == Some(&NO_DAY),
            Cells::Wholes(numbers) => numbers.get(row) == Some(&NO_NUMBER),
        };
        let Some(cells) = block.columns.get(column.at) else { return };
        let any = match cells {
            Cells::Words { codes, .. } => codes.contains(&0),
            Cells::Days(days) => days.contains(&NO_DAY),
            Cells::Wholes(numbers) => numbers.contains(&NO_NUMBER),
        };
        if any && !column.empty {
            let bad = |row: usize| block.bad.iter().any(|b| b.row == row && b.column == column.at);
            for row in (0..block.rows).filter(|row| gap(cells, *row) && !bad(*row)) {
                self.empty(row, column.at);
            }
        }
        let (Cells::Words { codes, words }, false) = (cells, column.words.is_empty()) else {
            return;
        };
        let may =
            |word: &str| column.words.iter().any(|(_, spelt)| spelt.iter().any(|one| one == word));
        let strange: Vec<bool> = words.iter().map(|word| !may(word)).collect();
        if !strange.contains(&true) {
            return;
        }
        let heading = self.heading(column.at);
        for (row, code) in codes.iter().enumerate() {
            let at = usize::try_from(*code).ok().and_then(|code| code.checked_sub(1));
            if at.and_then(|at| strange.get(at)) == Some(&true) {
                let word = words.get(*code).unwrap_or_default();
                self.found.word("register-word", heading, word, block.place(row));
            }
        }
    }

    /// Days that must not run backwards.
    fn in_order(&mut self) {
        let block = self.block;
        for pair in self.register.order.windows(2) {
            let [earlier, later] = pair else { continue };
            let (Some(Cells::Days(first)), Some(Cells::Days(second))) =
                (block.columns.get(*earlier), block.columns.get(*later))
            else {
                continue;
            };
            let backwards = |(a, b): (&i32, &i32)| (*b < *a) & (*a != NO_DAY) & (*b != NO_DAY);
            let any = first.iter().zip(second).map(backwards).fold(false, |any, is| any | is);
            if !any {
                continue;
            }
            let rows = first.iter().zip(second).enumerate();
            for (row, (a, b)) in rows.filter(|(_, pair)| backwards(*pair)) {
                let (one, other) = (self.heading(*earlier), self.heading(*later));
                self.found.add("days-backwards", || {
                    let fault = Fault::new("days-backwards", &block.place(row));
                    let fault = fault.with("earlier", one).with("first", date(*a));
                    fault.with("later", other).with("second", date(*b))
                });
            }
        }
    }

    /// Identities that hold in each line.
    fn add_up_in_line(&mut self) {
        let block = self.block;
        for identity in &self.register.line_identities {
            let side = |columns: &[usize], row: usize| {
                let number = |k: &usize| match block.columns.get(*k) {
                    Some(Cells::Wholes(numbers)) => {
                        numbers.get(row).copied().filter(|number| *number != NO_NUMBER)
                    }
                    _ => None,
                };
                columns.iter().filter_map(number).map(i128::from).sum::<i128>()
            };
            for row in 0..block.rows {
                let (sum, is) = (side(&identity.sum, row), side(&identity.is, row));
                if sum != is {
                    self.found.add("line-identity", || {
                        let fault = Fault::new("line-identity", &block.place(row));
                        let fault = fault.with("identity", identity.said.as_str());
                        fault.with("sum", sum.to_string()).with("is", is.to_string())
                    });
                }
            }
        }
    }
}

fn date(day: i32) -> crate::language::Term {
    let day = crate::calendar::Day::of_number(i64::from(day));
    day.map_or_else(|| "—".into(), |day| day.0.into())
}

/// Wide enough that two texts with the same one do not happen.
pub(super) fn fingerprint(text: &str) -> u128 {
    let half = |salt: u8| {
        let mut hasher = std::hash::DefaultHasher::new();
        (salt, text).hash(&mut hasher);
        u128::from(hasher.finish())
    };
    half(1) << 64 | half(2)
}
