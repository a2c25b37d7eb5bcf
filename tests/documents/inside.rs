//! What is inside a written document: its parts, its times, its text.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

/// The parts of a document and when the package says each was written.
pub struct Inside {
    parts: Vec<(String, String)>,
    /// Year, month, day.
    pub times: Vec<(u16, u8, u8)>,
}

impl Inside {
    pub fn of(bytes: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let (mut parts, mut times) = (Vec::new(), Vec::new());
        for k in 0..archive.len() {
            let mut part = archive.by_index(k).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            parts.push((part.name().to_owned(), text));
            times.extend(part.last_modified().map(|time| (time.year(), time.month(), time.day())));
        }
        Self { parts, times }
    }

    pub fn part(&self, name: &str) -> &str {
        let part = self.parts.iter().find(|(known, _)| known == name);
        &part.unwrap_or_else(|| panic!("no part {name}")).1
    }
}

/// The text, a line per paragraph, the cells of a table's row in one line.
pub fn lines(bytes: &[u8]) -> Vec<String> {
    let inside = Inside::of(bytes);
    let document = inside.part("word/document.xml");
    let mut lines: Vec<String> = Vec::new();
    let framed = |document: &str| document.contains("<w:insideV w:val=\"single\"");
    for piece in document.split("<w:tbl>") {
        let (table, after) = piece.split_once("</w:tbl>").unwrap_or(("", piece));
        if framed(table) {
            for cells in table.split("</w:tr>") {
                let row = paragraphs(cells);
                lines.push(row.join(" | "));
            }
        } else {
            lines.extend(paragraphs(table));
        }
        lines.extend(paragraphs(after));
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// The words of every paragraph that has any, or stands in a cell.
fn paragraphs(xml: &str) -> Vec<String> {
    let ended = xml.split("</w:p>");
    let with_text = ended.filter(|paragraph| paragraph.contains("<w:r>"));
    with_text.map(words).collect()
}

fn words(xml: &str) -> String {
    let runs = xml.split("<w:t xml:space=\"preserve\">").skip(1);
    let text: String = runs.map(|run| run.split("</w:t>").next().unwrap()).collect();
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&apos;", "'").replace("&amp;", "&")
}
