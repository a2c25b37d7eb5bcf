//! Parts and blocks -> the bytes of a document: pages, styles, language; no timestamps, so the same input gives the same bytes.

use std::io::Cursor;

use docx_rs::{
    Docx, Header, PageMargin, PageNum, PageNumType, PageOrientationType, PageSize, Paragraph,
    Section, Table, XMLDocx,
};

use super::style::{LOOKS, Look, empty, fonts, line};
use crate::language::Language;

/// A4 and the margins of Nghị định 30/2020/NĐ-CP, in twentieths of a point: top and bottom 20 mm, left 30 mm, right 15 mm.
const PAGE: (u32, u32) = (11906, 16838);
const EDGE: i32 = 1134;
const LEFT: i32 = 1701;
const RIGHT: i32 = 851;
const HEADER: i32 = 567;
/// How wide text is between the margins.
pub(super) const TEXT: usize = 9354;
/// The same on a page laid across.
pub(super) const ACROSS: usize = 14286;

/// A paragraph or a table.
pub(super) enum Block {
    Line(Box<Paragraph>),
    Table(Box<Table>),
}

impl From<Paragraph> for Block {
    fn from(paragraph: Paragraph) -> Self {
        Self::Line(Box::new(paragraph))
    }
}

impl From<Table> for Block {
    fn from(table: Table) -> Self {
        Self::Table(Box::new(table))
    }
}

/// Pages that are numbered on their own: a document, or one of its annexes.
#[derive(Default)]
pub(super) struct Part {
    blocks: Vec<Block>,
    /// Whether the pages lie across.
    pub across: bool,
    /// Whether their numbers go on from the part before.
    pub goes_on: bool,
}

impl Part {
    /// One more block; tables that stand one after the other are parted by a line, or Word makes one table of them.
    pub fn add(&mut self, block: impl Into<Block>) {
        let block = block.into();
        if let (Some(Block::Table(_)), Block::Table(_)) = (self.blocks.last(), &block) {
            self.line(Look::Recipient, "");
        }
        self.blocks.push(block);
    }

    pub fn line(&mut self, look: Look, text: &str) {
        self.add(line(look, text));
    }

    /// How wide text is on these pages.
    pub fn width(&self) -> usize {
        if self.across { ACROSS } else { TEXT }
    }

    fn size(&self) -> PageSize {
        let (width, height) = PAGE;
        if self.across {
            PageSize::new().size(height, width).orient(PageOrientationType::Landscape)
        } else {
            PageSize::new().size(width, height)
        }
    }

    fn section(self) -> Section {
        let section = Section::new().page_size(self.size()).page_margin(margin());
        let section = match self.goes_on {
            true => section.header(page_number()),
            false => section.header(page_number()).title_pg().page_num_type(first()),
        };
        self.blocks.into_iter().fold(section, |section, block| match block {
            Block::Line(paragraph) => section.add_paragraph(*paragraph),
            Block::Table(table) => section.add_table(*table),
        })
    }

    fn last(self, mut docx: Docx) -> Docx {
        docx.document = docx.document.page_size(self.size());
        let docx = docx.page_margin(margin()).header(page_number());
        let docx = match self.goes_on {
            true => docx,
            false => docx.title_pg().page_num_type(first()),
        };
        self.blocks.into_iter().fold(docx, |docx, block| match block {
            Block::Line(paragraph) => docx.add_paragraph(*paragraph),
            Block::Table(table) => docx.add_table(*table),
        })
    }
}

fn first() -> PageNumType {
    PageNumType::new().start(1)
}

fn margin() -> PageMargin {
    let margin = PageMargin::new().header(HEADER).footer(HEADER);
    margin.top(EDGE).bottom(EDGE).left(LEFT).right(RIGHT)
}

/// In the middle of the top margin, on every page but the first.
fn page_number() -> Header {
    Header::new().add_paragraph(empty(Look::Page).add_page_num(PageNum::new()))
}

/// The bytes of a document with these parts, each from a page of its own.
pub(super) fn packed(title: &str, language: Language, parts: Vec<Part>) -> Result<Vec<u8>, String> {
    let docx = Docx::new().default_size(28).default_fonts(fonts());
    let docx = LOOKS.iter().fold(docx, |docx, look| docx.add_style(look.style()));
    let mut parts = parts.into_iter();
    let last = parts.next_back().unwrap_or_default();
    let docx = parts.fold(docx, |docx, part| docx.add_section(part.section()));
    let mut xml = last.last(docx).build();
    finish(&mut xml, title, language);
    let mut bytes = Cursor::new(Vec::new());
    xml.pack(&mut bytes).map_err(|error| error.to_string())?;
    Ok(bytes.into_inner())
}

/// What marks a row as a head until [`finish`] says so in the words of the format, which the library does not know.
pub(super) const HEAD_HEIGHT: f32 = 1.0;
const HEAD_MARK: &str = r#"<w:trPr><w:trHeight w:val="1" w:hRule="atLeast" /></w:trPr>"#;
const HEAD_ROW: &str = "<w:trPr><w:cantSplit /><w:tblHeader /></w:trPr>";

/// What the library cannot say: heads repeat on every page, the language is Vietnamese or English, `Normal` is the
/// default style, there are no times and no marks that depend on what was made before.
fn finish(xml: &mut XMLDocx, title: &str, language: Language) {
    let spoken = match language {
        Language::Vietnamese => "vi-VN",
        Language::English => "en-GB",
    };
    let put = |part: &mut Vec<u8>, from: &str, to: &str| {
        let text = String::from_utf8_lossy(part).replace(from, to);
        *part = text.into_bytes();
    };
    put(&mut xml.document, HEAD_MARK, HEAD_ROW);
    let lang =
        format!(r#"<w:lang w:val="{spoken}" w:eastAsia="{spoken}" /></w:rPr></w:rPrDefault>"#);
    put(&mut xml.styles, "</w:rPr></w:rPrDefault>", &lang);
    put(&mut xml.styles, r#" w:styleId="Normal""#, r#" w:default="1" w:styleId="Normal""#);
    xml.document = without_ids(&xml.document);
    xml.headers.iter_mut().for_each(|header| *header = without_ids(header));
    xml.doc_props.core = core(title, spoken).into_bytes();
}

/// Without the ids of paragraphs, which count on from document to document.
fn without_ids(part: &[u8]) -> Vec<u8> {
    const ID: &str = r#" w14:paraId=""#;
    let text = String::from_utf8_lossy(part);
    let mut pieces = text.split(ID);
    let mut kept = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        kept.push_str(piece.split_once('"').map_or(piece, |(_, rest)| rest));
    }
    kept.into_bytes()
}

/// The title and the language; no author, no times.
fn core(title: &str, spoken: &str) -> String {
    let title = title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:language>{spoken}</dc:language></cp:coreProperties>"#
    )
}
