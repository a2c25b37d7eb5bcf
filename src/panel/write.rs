//! A panel to its file: what was made ready of each part, and its ranks and changes beside it.

use std::io::{self, Write};

use super::Panel;
use super::part::{Ready, some};
use crate::parallel::in_ranges;
use crate::table::narrow::{Cells, Head, lines, write_lines};
#[cfg(feature = "parquet")]
use crate::table::narrow::{Pages, pages, writer};

impl Panel {
    pub(super) fn write_csv(&mut self, to: &mut (dyn Write + Send)) -> io::Result<()> {
        let heads: Vec<&str> = self.heads.iter().map(|head| head.name.as_str()).collect();
        writeln!(to, "{}", heads.join(","))?;
        let firsts = self.firsts();
        let last = in_ranges(self.parts.len(), 1, |range| {
            let columns = self.last_columns(range.start, *firsts.get(range.start)?);
            Some(lines(self.last_heads(), &columns, self.parts.get(range.start)?.rows))
        });
        for (part, right) in self.parts.iter().zip(last.into_iter().flatten()) {
            match &part.ready {
                Ready::Lines(left) => write_lines(left, &right, to)?,
                #[cfg(feature = "parquet")]
                Ready::Pages(_) => {}
            }
        }
        to.flush()
    }

    #[cfg(feature = "parquet")]
    pub(super) fn write_parquet(&mut self, to: &mut (dyn Write + Send)) -> Result<(), String> {
        let mut writer = writer(to, &self.heads)?;
        let firsts = self.firsts();
        let last = in_ranges(self.parts.len(), 1, |range| {
            let columns = self.last_columns(range.start, *firsts.get(range.start)?);
            let all = self.last_heads().iter().zip(&columns);
            Some(all.map(|(head, cells)| pages(head, cells)).collect::<Result<Vec<Pages>, _>>())
        });
        for (part, last) in
            std::mem::take(&mut self.parts).into_iter().zip(last.into_iter().flatten())
        {
            if let Ready::Pages(mut columns) = part.ready {
                columns.extend(last?);
                writer.write(part.rows, &columns)?;
            }
        }
        writer.end().map(drop)
    }

    /// The row that each part begins with.
    fn firsts(&self) -> Vec<usize> {
        let next = |next: &mut usize, rows| Some(std::mem::replace(next, *next + rows));
        self.parts.iter().map(|part| part.rows).scan(0, next).collect()
    }

    /// Rank and change.
    fn last_heads(&self) -> &[Head] {
        self.heads.get(self.heads.len().saturating_sub(2)..).unwrap_or_default()
    }

    /// The ranks and changes of a part.
    fn last_columns(&self, part: usize, first: usize) -> [Cells; 2] {
        let changes = self.places.changes.get(part).map(Vec::as_slice).unwrap_or_default();
        let ranks = self.places.ranks.iter().skip(first).take(changes.len());
        let rank = |rank: &u32| (*rank > 0).then(|| i32::try_from(*rank).unwrap_or(i32::MAX));
        [some(ranks.map(rank)), some(changes.iter().copied())]
    }
}
