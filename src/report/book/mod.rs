//! The results book, XLSX: front sheet with charts, a ranking per peer group, areas, items, changes, losses; ready to print.
//!
//! A cell holds a binary float, so a figure is rounded by our arithmetic as the set prints it, and the float next to
//! that decimal is written: what is shown is what the other reports print. Exact figures are in JSON and Parquet.

mod analyses;
mod areas;
mod causes;
mod cells;
mod changes;
mod chart;
mod flows;
mod front;
mod items;
mod look;
mod losses;
mod name;
mod page;
mod ranking;
mod rules;
mod sureness;
mod waterfall;

use std::collections::BTreeMap;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::{Analyses, GroupedBy, Report};
use crate::code::PeerGroup;
use crate::language::Message;
use crate::overview::{MostLost, Overview};
use crate::standings::Standing;
use look::Looks;
use name::Names;

/// A book as it grows.
struct Book<'a> {
    report: &'a Report<'a>,
    workbook: Workbook,
    sheets: Vec<Worksheet>,
    names: Names,
    looks: Looks,
    footer: String,
    /// How many rows a sheet takes.
    tallest: u32,
}

/// How many rows and columns Excel takes.
const TALLEST: u32 = 1_048_576;
const WIDEST: usize = 16_384;

/// How hard the file is packed, from 1 to 9: as Excel itself does.
const COMPRESSION: u8 = 3;

/// Everything about a round.
pub(super) fn results(report: &Report<'_>) -> Result<Vec<u8>, String> {
    let book = || -> Result<Vec<u8>, XlsxError> {
        let mut book = Book::of(report);
        let front = book.reserve("sheet-overview");
        let rankings = ranking::draw(&mut book)?;
        areas::draw(&mut book)?;
        items::draw(&mut book)?;
        if let Some(comparison) = report.comparison {
            changes::draw(&mut book, comparison)?;
        }
        let overview = book.losses()?;
        front::draw(&mut book, front, &rankings, &overview)?;
        book.save()
    };
    book().map_err(|error| error.to_string())
}

/// What changed since the year before.
pub(super) fn comparison(report: &Report<'_>) -> Result<Vec<u8>, String> {
    let book = || -> Result<Vec<u8>, XlsxError> {
        let mut book = Book::of(report);
        if let Some(comparison) = report.comparison {
            changes::draw(&mut book, comparison)?;
        }
        book.save()
    };
    book().map_err(|error| error.to_string())
}

/// A sheet with a chart for each analysis.
pub(super) fn analyses(report: &Report<'_>, analyses: &Analyses<'_>) -> Result<Vec<u8>, String> {
    let book = || -> Result<Vec<u8>, XlsxError> {
        let mut book = Book::of(report);
        if let Some(comparison) = report.comparison {
            changes::draw(&mut book, comparison)?;
        }
        analyses::draw(&mut book, analyses)?;
        book.save()
    };
    book().map_err(|error| error.to_string())
}

/// The loss ledger of these agencies, and its sums.
pub(super) fn ledger(
    report: &Report<'_>,
    standings: &[&Standing],
    by: GroupedBy,
) -> Result<Vec<u8>, String> {
    let book = || -> Result<Vec<u8>, XlsxError> {
        let mut book = Book::of(report);
        if by != GroupedBy::Item {
            losses::sums(&mut book, standings, by)?;
        }
        losses::draw(&mut book, standings, |_, _| {})?;
        book.save()
    };
    book().map_err(|error| error.to_string())
}

impl<'a> Book<'a> {
    fn of(report: &'a Report<'a>) -> Self {
        let pages = Message::new("book-page").with("page", "&P").with("pages", "&N");
        let title: String = title(report).replace('&', "&&").chars().take(180).collect();
        Self {
            workbook: Workbook::new(),
            sheets: Vec::new(),
            names: Names::default(),
            looks: Looks::with_digits(report.standings.display.digits),
            footer: format!("&L{title}&R{}", report.say(&pages)),
            tallest: TALLEST,
            report,
        }
    }

    /// Draws the ledger, and before it what was lost most; each agency's ledger is worked out once.
    fn losses(&mut self) -> Result<Overview, XlsxError> {
        let (report, at) = (self.report, self.sheets.len());
        let mut lost: BTreeMap<PeerGroup, MostLost> = BTreeMap::new();
        let all: Vec<&Standing> = report.standings.standings.iter().collect();
        losses::draw(self, &all, |standing, losses| {
            lost.entry(standing.agency.group.clone()).or_default().add(standing, losses);
        })?;
        let overview = Overview::with_losses(report.standings, report.comparison, |group, _| {
            lost.remove(group).unwrap_or_default().into_items()
        });
        let end = self.sheets.len();
        losses::most_lost(self, &overview)?;
        if let Some(sheets) = self.sheets.get_mut(at..) {
            sheets.rotate_left(end - at);
        }
        Ok(overview)
    }

    /// Takes the name of a sheet that is drawn later.
    fn reserve(&mut self, name: &'static str) -> String {
        let name = self.report.word(name);
        self.names.take(&name)
    }

    /// The file: no clock is read, so that the same round gives the same bytes. It counts as made when the year ended.
    fn save(mut self) -> Result<Vec<u8>, XlsxError> {
        let year = u16::try_from(self.report.standings.year.0).unwrap_or_default();
        let made = ExcelDateTime::from_ymd(year, 12, 31)
            .or_else(|_| ExcelDateTime::from_ymd(1900, 1, 1))?;
        let properties = DocProperties::new().set_title(title(self.report));
        let properties = properties.set_subject(&self.report.criteria.source);
        self.workbook.set_zip_compression_level(COMPRESSION);
        self.workbook.set_properties(&properties.set_creation_datetime(&made));
        for sheet in self.sheets {
            self.workbook.push_worksheet(sheet);
        }
        self.workbook.save_to_buffer()
    }
}

/// Title and year of the set.
fn title(report: &Report<'_>) -> String {
    let title = Message::new("heading-title").with("title", &report.criteria.title);
    report.say(&title.with("year", report.criteria.year.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria::Criteria;
    use crate::evidence::Evidence;
    use crate::language::Language;
    use crate::plan::Plan;
    use crate::scores::Scores;
    use crate::standings::Standings;

    #[test]
    fn rows_that_are_more_than_a_sheet_takes_go_on_on_the_next() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let criteria = Criteria::read(root.join("criteria/dak-lak/2018")).unwrap();
        let evidence = Evidence::read(root.join("data/dak-lak/2018"), &criteria).unwrap();
        let scores = Scores::award(&Plan::compile(&criteria), &evidence);
        let standings = Standings::rank(&criteria, &evidence, &scores);
        let report = Report {
            criteria: &criteria,
            evidence: &evidence,
            scores: &scores,
            standings: &standings,
            comparison: None,
            language: Language::English,
        };
        let mut book = Book::of(&report);
        book.tallest = 16;
        areas::draw(&mut book).unwrap();
        let sheets: Vec<String> = book.sheets.iter().map(Worksheet::name).collect();
        assert_eq!(sheets, ["Areas", "Areas (2)", "Areas (3)"], "22 agencies, 9 a sheet");
        assert!(book.save().unwrap().starts_with(b"PK"));
    }
}
