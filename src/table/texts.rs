//! A table of texts: one text for all cells, and for each where it ends in it and where it stands in its file.

use std::sync::Arc;

use crate::fault::Place;

/// A table as it stands in a file: names of columns, and rows of texts with the place of every cell.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    file: Arc<str>,
    columns: Vec<(String, Place)>,
    /// Where each column comes from.
    origins: Vec<Origin>,
    /// How many cells a row has in the file.
    width: usize,
    text: String,
    cells: Vec<Cell>,
}

/// Where a column comes from.
#[derive(Clone, Debug)]
enum Origin {
    /// So many cells from the left of a row.
    Cell(usize),
    /// The same in every row.
    Constant(String, Place),
}

/// One cell: where its text ends, and where it stands.
#[derive(Clone, Copy, Debug)]
struct Cell {
    end: usize,
    line: u32,
    column: u32,
}

/// One row of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    table: &'a Table,
    first: usize,
}

impl Table {
    /// A table of these columns, without a row.
    pub fn of(file: Arc<str>, columns: Vec<(String, Place)>) -> Self {
        let width = columns.len();
        let origins = (0..width).map(Origin::Cell).collect();
        Self { file, columns, origins, width, text: String::new(), cells: Vec::new() }
    }

    /// One more row: texts with their lines and columns, as many as there are columns.
    pub fn push<'a>(&mut self, row: impl IntoIterator<Item = (&'a str, u32, u32)>) {
        for (text, line, column) in row {
            self.text.push_str(text);
            self.cells.push(Cell { end: self.text.len(), line, column });
        }
    }

    /// The names of the columns and where they stand.
    pub fn columns(&self) -> &[(String, Place)] {
        &self.columns
    }

    /// The place of a column by its name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|(known, _)| known == name)
    }

    /// The rows.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let rows = self.cells.len().checked_div(self.width).unwrap_or_default();
        (0..rows).map(|row| Row { table: self, first: row * self.width })
    }

    /// Calls the column at `at` otherwise.
    pub fn call(&mut self, at: usize, name: &str) {
        if let Some((known, _)) = self.columns.get_mut(at) {
            name.clone_into(known);
        }
    }

    /// One more column, the same in every row.
    pub fn add_constant(&mut self, column: (String, Place), (text, place): (String, Place)) {
        self.columns.push(column);
        self.origins.push(Origin::Constant(text, place));
    }

    /// Leaves the columns at these places out.
    pub fn leave_out(&mut self, places: &[usize]) {
        let mut at = 0..;
        self.columns.retain(|_| !places.contains(&at.next().unwrap_or_default()));
        let mut at = 0..;
        self.origins.retain(|_| !places.contains(&at.next().unwrap_or_default()));
    }

    /// What stands in every row of the column at `at`, when that is the same by order.
    pub fn constant(&self, at: usize) -> Option<&str> {
        match self.origins.get(at)? {
            Origin::Constant(text, _) => Some(text),
            Origin::Cell(_) => None,
        }
    }
}

impl<'a> Row<'a> {
    /// The text in a column.
    pub fn text(&self, column: usize) -> Option<&'a str> {
        match self.table.origins.get(column)? {
            Origin::Constant(text, _) => Some(text),
            Origin::Cell(k) => {
                let at = self.first + k;
                let end = self.table.cells.get(at)?.end;
                let start = at.checked_sub(1).and_then(|before| self.table.cells.get(before));
                self.table.text.get(start.map_or(0, |before| before.end)..end)
            }
        }
    }

    /// Where the cell in a column stands.
    pub fn place(&self, column: usize) -> Option<Place> {
        match self.table.origins.get(column)? {
            Origin::Constant(_, place) => Some(place.clone()),
            Origin::Cell(k) => {
                let cell = self.table.cells.get(self.first + k)?;
                let file = Arc::clone(&self.table.file);
                Some(Place { file, line: cell.line, column: cell.column })
            }
        }
    }

    /// The text in a column and where it stands.
    pub fn cell(&self, column: usize) -> Option<(&'a str, Place)> {
        Some((self.text(column)?, self.place(column)?))
    }
}
