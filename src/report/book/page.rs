//! One table on a sheet: lines above it, headings, rows, how it is frozen, filtered and printed.

use rust_xlsxwriter::{
    ConditionalFormat3ColorScale, ConditionalFormatDataBar, ConditionalFormatType, Worksheet,
    XlsxError,
};

use super::Book;
use super::look::Look;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// Nothing.
    Blank,
    /// Words.
    Text(String),
    /// A number, rounded before it got here.
    Number(f64),
    /// A cell that does not look like its column.
    Marked(Look, Box<Cell>),
}

/// What is painted behind the figures of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paint {
    /// Red up to 50, yellow at 75, green at 100: the same colour is the same percent on every sheet, every year.
    Heat,
    /// A bar from 0 to 100.
    Bar,
    /// A bar as long as the figure is to the greatest.
    Share,
}

/// A column: its heading and how its cells look.
#[derive(Clone, Debug)]
pub(super) struct Column {
    head: String,
    /// A long title and a maximum above the heading.
    above: Option<(String, Cell)>,
    width: f64,
    look: Look,
    paint: Option<Paint>,
}

/// A table, and what stands around it.
pub(super) struct Page {
    /// The name of its sheet.
    pub name: String,
    /// Lines above the table, the first as its title.
    pub lines: Vec<String>,
    /// Marked cells and what they mean.
    pub legend: Vec<(Cell, String)>,
    /// The columns.
    pub columns: Vec<Column>,
    /// How many columns stay when the rest is moved, and are printed on every page.
    pub frozen: u16,
    /// Whether long titles above the heading are turned.
    pub turned: bool,
    /// Whether there may be so many cells that they are kept on disk, and are printed on several pages side by side.
    pub large: bool,
    /// Whether it can be filtered, and its headings are printed on every page.
    pub filtered: bool,
    /// Lines below the table.
    pub notes: Vec<String>,
}

/// Where the rows of a page came to stand.
pub(super) struct Drawn {
    /// The name of the sheet.
    pub name: String,
    /// The row of the headings.
    pub head: u32,
    /// The first row below the table and its notes.
    pub end: u32,
    /// How wide the table is, in pixels.
    pub width: u32,
}

impl Page {
    /// A page with its first columns frozen, headings not turned, and nothing below its table.
    pub fn new(name: String, lines: Vec<String>, frozen: u16, columns: Vec<Column>) -> Self {
        let (legend, notes) = (Vec::new(), Vec::new());
        let (turned, large, filtered) = (false, false, true);
        Self { name, lines, legend, columns, frozen, turned, large, filtered, notes }
    }
}

impl Column {
    pub fn new(head: impl Into<String>, width: f64, look: Look) -> Self {
        Self { head: head.into(), above: None, width, look, paint: None }
    }

    /// How many lines a cell takes in this column.
    fn lines((column, cell): (&Self, &Cell)) -> u32 {
        match cell {
            Cell::Text(text) if column.look == Look::Wrapped => lines(text, column.width),
            _ => 1,
        }
    }

    pub fn painted(mut self, paint: Paint) -> Self {
        self.paint = Some(paint);
        self
    }

    pub fn under(mut self, title: String, most: Cell) -> Self {
        self.above = Some((title, most));
        self
    }
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub fn whole(number: impl Into<f64>) -> Self {
        Self::Number(number.into())
    }

    pub fn marked(self, look: Look) -> Self {
        Self::Marked(look, Box::new(self))
    }
}

/// The longest text of a cell.
const LONGEST: usize = 32_767;
/// A row is no higher than so many lines; Excel takes 409 points.
const MOST_LINES: u32 = 27;
/// How wide a printed page is, in letters.
const PRINTED: f64 = 190.0;

impl Book<'_> {
    /// Draws a page on a sheet of its own; rows that are more than a sheet takes go on on further ones.
    pub fn draw(
        &mut self,
        page: &Page,
        rows: &mut dyn Iterator<Item = Vec<Cell>>,
    ) -> Result<Drawn, XlsxError> {
        let mut rows = rows.peekable();
        let first = self.sheet(page, &mut rows)?;
        while rows.peek().is_some() {
            self.sheet(page, &mut rows)?;
        }
        Ok(first)
    }

    fn sheet(
        &mut self,
        page: &Page,
        rows: &mut dyn Iterator<Item = Vec<Cell>>,
    ) -> Result<Drawn, XlsxError> {
        let name = self.names.take(&page.name);
        let mut sheet = match page.large {
            true => self.workbook.new_worksheet_with_low_memory()?,
            false => Worksheet::new(),
        };
        sheet.set_name(&name)?;
        for (k, column) in (0..).zip(&page.columns) {
            sheet.set_column_width(k, column.width)?;
        }
        let top = self.lines(&mut sheet, page)?;
        let head = self.headings(&mut sheet, page, top)?;
        let notes = u32::try_from(page.notes.len() + 1).unwrap_or(u32::MAX);
        let most = self.tallest.saturating_sub(head + 1).saturating_sub(notes).max(1);
        let mut next = head + 1;
        for row in rows.take(usize::try_from(most).unwrap_or(usize::MAX)) {
            set_height(&mut sheet, next, page.columns.iter().zip(&row).map(Column::lines))?;
            for ((k, column), cell) in (0..).zip(&page.columns).zip(&row) {
                self.write(&mut sheet, (next, k), cell, column.look)?;
            }
            next += 1;
        }
        let last = (next - 1).max(head + 1);
        set_up(&mut sheet, page, (head, last))?;
        self.print(&mut sheet, page, (top, head))?;
        for (row, note) in (next + 1..).zip(&page.notes) {
            self.write(&mut sheet, (row, 0), &Cell::text(note), Look::Line)?;
        }
        self.sheets.push(sheet);
        let width = page.columns.iter().map(|column| (7.0 * column.width) as u32 + 5).sum();
        Ok(Drawn { name, head, end: next + notes, width })
    }

    /// The lines above the table and the legend; the first row below them.
    fn lines(&self, sheet: &mut Worksheet, page: &Page) -> Result<u32, XlsxError> {
        let mut row = 0;
        for line in &page.lines {
            let look = if row == 0 { Look::Title } else { Look::Line };
            self.write(sheet, (row, 0), &Cell::text(line), look)?;
            row += 1;
        }
        for (mark, meaning) in &page.legend {
            self.write(sheet, (row, 0), mark, Look::Text)?;
            self.write(sheet, (row, 1), &Cell::text(meaning), Look::Line)?;
            row += 1;
        }
        Ok(row + 1)
    }

    /// The headings; their row.
    fn headings(&self, sheet: &mut Worksheet, page: &Page, top: u32) -> Result<u32, XlsxError> {
        let above = page.columns.iter().any(|column| column.above.is_some());
        let head = if above { top + 2 } else { top };
        let (look, height) = if page.turned { (Look::Turned, 170) } else { (Look::Above, 80) };
        if above {
            sheet.set_row_height(top, height)?;
        }
        set_height(
            sheet,
            head,
            page.columns.iter().map(|column| lines(&column.head, column.width)),
        )?;
        for down in top..=head {
            for (k, column) in (0..).zip(&page.columns) {
                match &column.above {
                    _ if down == head => {
                        self.write(sheet, (down, k), &Cell::text(&column.head), Look::Head)?;
                    }
                    Some((title, _)) if down == top => {
                        self.write(sheet, (down, k), &Cell::text(title), look)?;
                    }
                    Some((_, most)) => self.write(sheet, (down, k), most, Look::Most)?,
                    None => {}
                }
            }
        }
        Ok(head)
    }

    fn write(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        cell: &Cell,
        look: Look,
    ) -> Result<(), XlsxError> {
        let format = self.looks.of(look);
        match cell {
            Cell::Marked(look, cell) => return self.write(sheet, (row, column), cell, *look),
            Cell::Blank => sheet.write_blank(row, column, format)?,
            Cell::Number(number) => sheet.write_number_with_format(row, column, *number, format)?,
            Cell::Text(text) if text.is_empty() => sheet.write_blank(row, column, format)?,
            Cell::Text(text) => {
                sheet.write_string_with_format(row, column, fitting(text), format)?
            }
        };
        Ok(())
    }

    /// A4 across, as many pages wide as it needs, headings on each, title and page number below.
    fn print(
        &self,
        sheet: &mut Worksheet,
        page: &Page,
        (top, head): (u32, u32),
    ) -> Result<(), XlsxError> {
        let width: f64 = page.columns.iter().map(|column| column.width).sum();
        let wide = (1_u16..).find(|pages| f64::from(*pages) * PRINTED >= width).unwrap_or(1);
        let pages = if page.large { wide } else { 1 };
        sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(pages, 0);
        sheet.set_margins(0.5, 0.4, 0.5, 0.6, 0.3, 0.3);
        if page.filtered {
            sheet.set_repeat_rows(top, head)?;
        }
        if pages > 1 && page.frozen > 0 {
            sheet.set_repeat_columns(0, page.frozen - 1)?;
        }
        sheet.set_footer(&self.footer);
        Ok(())
    }
}

/// How many lines a text takes in a column so wide; letters are narrower than the digits that widths are measured by.
fn lines(text: &str, width: f64) -> u32 {
    let letters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let width = 1.2 * width;
    (1..MOST_LINES)
        .find(|lines| f64::from(*lines) * width >= f64::from(letters))
        .unwrap_or(MOST_LINES)
}

/// Makes room for the cell with most lines: not every program does when it opens the file.
fn set_height(
    sheet: &mut Worksheet,
    row: u32,
    lines: impl Iterator<Item = u32>,
) -> Result<(), XlsxError> {
    let most = lines.max().unwrap_or(1);
    if most > 1 {
        sheet.set_row_height(row, 15 * most)?;
    }
    Ok(())
}

/// A text that a cell takes.
fn fitting(text: &str) -> String {
    if text.encode_utf16().count() <= LONGEST {
        return text.to_owned();
    }
    let mut left = LONGEST - 1;
    let fits = |letter: &char| {
        let fits = letter.len_utf16() <= left;
        left = left.saturating_sub(letter.len_utf16());
        fits
    };
    text.chars().take_while(fits).collect::<String>() + "…"
}

/// What stays in sight, what can be filtered, what is painted.
fn set_up(sheet: &mut Worksheet, page: &Page, (head, last): (u32, u32)) -> Result<(), XlsxError> {
    let columns = u16::try_from(page.columns.len()).unwrap_or(u16::MAX);
    sheet.set_screen_gridlines(false);
    sheet.set_freeze_panes(head + 1, page.frozen)?;
    if page.filtered {
        sheet.autofilter(head, 0, last, columns.saturating_sub(1))?;
    }
    let mut at = 0;
    for run in page.columns.chunk_by(|a, b| a.paint == b.paint) {
        let length = u16::try_from(run.len()).unwrap_or(u16::MAX);
        if let Some(paint) = run.first().and_then(|column| column.paint) {
            paint.on(sheet, (head + 1, at, last, at + length - 1))?;
        }
        at += length;
    }
    Ok(())
}

impl Paint {
    fn on(
        self,
        sheet: &mut Worksheet,
        (top, left, bottom, right): (u32, u16, u32, u16),
    ) -> Result<(), XlsxError> {
        let bar = ConditionalFormatDataBar::new().set_solid_fill(true).set_fill_color("9DC3E6");
        let number = ConditionalFormatType::Number;
        match self {
            Self::Heat => {
                let scale = ConditionalFormat3ColorScale::new()
                    .set_minimum(number, 50)
                    .set_midpoint(number, 75)
                    .set_maximum(number, 100)
                    .set_minimum_color("F8696B")
                    .set_midpoint_color("FFEB84")
                    .set_maximum_color("63BE7B");
                sheet.add_conditional_format(top, left, bottom, right, &scale)?;
            }
            Self::Bar => {
                let bar = bar.set_minimum(number, 0).set_maximum(number, 100);
                sheet.add_conditional_format(top, left, bottom, right, &bar)?;
            }
            Self::Share => {
                sheet.add_conditional_format(top, left, bottom, right, &bar)?;
            }
        }
        Ok(())
    }
}
