//! A register in a spreadsheet: the first sheet with the headings asked for. A sheet has at most 1,048,576 lines and is held whole.

use std::io;
use std::path::Path;
use std::sync::Arc;

use super::cell::{Gathering, day};
use super::{Asked, Block, CellKind, places};
use crate::fault::{Fault, Faults, Place};
use crate::table::{Grid, xlsx_file};

/// Lines above the headings that a title may take.
const TITLE: usize = 30;
const BLOCK: usize = 1 << 15;

/// The lines below the headings.
pub(crate) struct SheetPart {
    grid: Grid,
    head: usize,
    places: Vec<usize>,
    asked: Arc<[Asked]>,
}

pub(super) fn open(
    path: &Path,
    asked: &Arc<[Asked]>,
    faults: &mut Faults,
) -> io::Result<Option<SheetPart>> {
    let bytes = std::fs::read(path)?;
    let file = path.display().to_string();
    let grids = match xlsx_file::sheets(&file, &bytes) {
        Ok(grids) => grids,
        Err(fault) => {
            faults.add(fault);
            return Ok(None);
        }
    };
    // the row that has most of the headings is told about when none has them all
    let mut nearest: Option<Box<Fault>> = None;
    for grid in grids {
        for head in 0..grid.rows.len().min(TITLE) {
            let headings = grid.rows.get(head).into_iter().flatten();
            let headings: Vec<String> = headings.map(|(text, _)| text.clone()).collect();
            let at = grid.rows.get(head).and_then(|row| row.first());
            let place = at.map_or_else(|| Place::whole(&file), |(_, place)| place.clone());
            match places(&headings, asked, &place) {
                Ok(places) => {
                    return Ok(Some(SheetPart { grid, head, places, asked: Arc::clone(asked) }));
                }
                Err(fault) if nearest.is_none() => nearest = Some(fault),
                Err(_) => {}
            }
        }
    }
    faults.add(
        nearest.map_or_else(|| Fault::new("table-empty", &Place::whole(&file)), |fault| *fault),
    );
    Ok(None)
}

impl SheetPart {
    #[expect(clippy::unnecessary_wraps, reason = "every kind of part can fail to be read")]
    pub fn blocks(&self, each: &mut dyn FnMut(Block)) -> Result<(), Box<Fault>> {
        let below = self.grid.rows.get(self.head + 1..).unwrap_or_default();
        let filled: Vec<&Vec<(String, Place)>> =
            below.iter().filter(|row| row.iter().any(|(text, _)| !text.is_empty())).collect();
        for rows in filled.chunks(BLOCK) {
            let mut cells = Gathering::new(&self.asked);
            let mut lines = Vec::with_capacity(rows.len());
            for (row, line) in rows.iter().enumerate() {
                for (column, (asked, at)) in self.asked.iter().zip(&self.places).enumerate() {
                    let text = line.get(*at).map_or("", |(text, _)| text.as_str());
                    match dated(text).filter(|_| asked.kind == CellKind::Day) {
                        Some(text) => cells.take(column, row, &text),
                        None => cells.take(column, row, text),
                    }
                }
                lines.push(line.first().map_or(0, |(_, place)| u64::from(place.line)));
            }
            let file: Arc<str> = self.grid.name.as_str().into();
            each(Block { file, each: lines, ..cells.into_block(rows.len()) });
        }
        Ok(())
    }
}

/// The day of a spreadsheet's day number, which is what a cell formatted as a date holds.
fn dated(text: &str) -> Option<String> {
    if day(text).is_some() {
        return None;
    }
    let number: i64 = text.split('.').next()?.parse().ok()?;
    let since_1899 = (20_000..80_000).contains(&number).then(|| number - 25_569)?;
    crate::calendar::Day::of_number(since_1899).map(|day| day.to_string())
}
