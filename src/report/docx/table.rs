//! Real tables: fixed widths, heads that repeat on every page, rows that do not break across pages, figures to the right.

use docx_rs::{
    HeightRule, Paragraph, Table, TableAlignmentType, TableBorder, TableBorderPosition,
    TableBorders, TableCell, TableCellMargins, TableLayoutType, TableRow, VAlignType, WidthType,
};

use super::package::HEAD_HEIGHT;
use super::style::{Look, led, line};

/// A column: its head, how wide it is against the others, and how what stands in it looks.
pub(super) struct Column {
    pub head: String,
    pub share: usize,
    pub look: Look,
}

/// A row.
pub(super) enum Row {
    /// A text for every column.
    Cells(Vec<String>),
    /// The same in bold: what the rows above come to.
    Total(Vec<String>),
    /// One text across all columns, in bold: what the rows below belong to.
    Span(String),
}

/// A table as wide as `width`, in twentieths of a point.
pub(super) fn table(width: usize, columns: &[Column], rows: Vec<Row>) -> Table {
    let whole: usize = columns.iter().map(|column| column.share).sum();
    let widths: Vec<usize> =
        columns.iter().map(|column| column.share * width / whole.max(1)).collect();
    let head = columns.iter().zip(&widths);
    let head = head.map(|(column, width)| cell(*width, line(Look::Head, &column.head)));
    let head =
        TableRow::new(head.collect()).row_height(HEAD_HEIGHT).height_rule(HeightRule::AtLeast);
    let cells = |texts: &[String], put: fn(Look, &str) -> Paragraph| {
        let cells = texts.iter().zip(columns).zip(&widths);
        let cells = cells.map(|((text, column), width)| cell(*width, put(column.look, text)));
        TableRow::new(cells.collect()).cant_split()
    };
    let rows = rows.into_iter().map(|row| match row {
        Row::Cells(texts) => cells(&texts, line),
        Row::Total(texts) => cells(&texts, |look, text| led(look, text, "")),
        Row::Span(text) => {
            let text = line(Look::Span, &text).keep_next(true);
            TableRow::new(vec![cell(width, text).grid_span(columns.len())]).cant_split()
        }
    });
    Table::new(std::iter::once(head).chain(rows).collect())
        .set_grid(widths.clone())
        .width(width, WidthType::Dxa)
        .align(TableAlignmentType::Center)
        .layout(TableLayoutType::Fixed)
        .margins(TableCellMargins::new().margin(0, 70, 0, 70))
        .set_borders(ruled())
}

/// A table without lines that puts two columns beside each other: heads and ends of documents.
pub(super) fn beside(rows: Vec<[Vec<Paragraph>; 2]>, widths: [usize; 2]) -> Table {
    let rows = rows.into_iter().map(|row| {
        let cells = row.into_iter().zip(widths).map(|(paragraphs, width)| {
            let cell = TableCell::new().width(width, WidthType::Dxa);
            paragraphs.into_iter().fold(cell, TableCell::add_paragraph)
        });
        TableRow::new(cells.collect()).cant_split()
    });
    Table::without_borders(rows.collect())
        .set_grid(widths.to_vec())
        .width(widths.iter().sum(), WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .margins(TableCellMargins::new().margin(0, 0, 0, 0))
}

fn cell(width: usize, paragraph: Paragraph) -> TableCell {
    let cell = TableCell::new().width(width, WidthType::Dxa);
    cell.vertical_align(VAlignType::Center).add_paragraph(paragraph)
}

fn ruled() -> TableBorders {
    use TableBorderPosition::{Bottom, InsideH, InsideV, Left, Right, Top};
    let rule = |position| TableBorder::new(position).size(4).color("000000");
    [Top, Left, Bottom, Right, InsideH, InsideV]
        .into_iter()
        .fold(TableBorders::new(), |borders, position| borders.set(rule(position)))
}
