//! The results book, opened again: its sheets, values, formats; the same bytes every time.

use std::fmt::Write as _;
use std::io::Cursor;

use calamine::{Data, DataType as _, Reader as _, Xlsx};
use par_index::quantity::Exact;
use par_index::{Language, Report};

use crate::bundled::{answer, run};
use crate::road::{Year, here};

type Opened = Xlsx<Cursor<Vec<u8>>>;

fn opened(book: Vec<u8>) -> Opened {
    Xlsx::new(Cursor::new(book)).unwrap()
}

/// The rows of a sheet.
fn rows(book: &mut Opened, sheet: &str) -> Vec<Vec<Data>> {
    book.worksheet_range(sheet).unwrap().rows().map(<[Data]>::to_vec).collect()
}

/// Every cell that holds something, with its number format and its colour.
fn shown(book: &mut Opened) -> String {
    let mut text = String::new();
    for sheet in book.sheet_names() {
        let (range, styles) =
            (book.worksheet_range(&sheet).unwrap(), book.worksheet_style(&sheet).unwrap());
        writeln!(text, "== {sheet}").unwrap();
        let (top, left) = range.start().unwrap();
        for (down, across, cell) in range.used_cells() {
            let (row, column) =
                (top + u32::try_from(down).unwrap(), left + u32::try_from(across).unwrap());
            let style = styles.get((row, column));
            let format = style.and_then(|style| style.number_format.as_ref());
            let format = format.map_or("", |format| format.format_code.as_str());
            let fill = style.and_then(|style| style.fill.as_ref()?.get_color());
            let fill = fill
                .map_or_else(String::new, |fill| format!(" {:06x}", fill.to_argb() & 0xff_ffff));
            let name = char::from(b'A' + u8::try_from(column).unwrap());
            writeln!(text, "{name}{}: {cell} {format}{fill}", row + 1).unwrap();
        }
    }
    text
}

fn english(year: &Year) -> Report<'_> {
    year.report(None, Language::English)
}

#[test]
fn a_small_book_holds_these_cells() {
    let folder = here("tests/cases/two-years-of-agencies");
    let earlier = Year::beside(&folder.join("earlier"));
    let (later, comparison) = Year::beside(&folder.join("later")).following(&earlier);
    let report = later.report(Some(&comparison), Language::English);
    insta::assert_snapshot!(shown(&mut opened(report.results_book().unwrap())));
}

#[test]
fn nought_missing_not_sent_and_not_applicable_look_different() {
    let year = Year::beside(&here("tests/cases/four-absences"));
    let mut book = opened(english(&year).results_book().unwrap());
    let shown = shown(&mut book);
    let items = shown.split("== Items").nth(1).unwrap().split("== ").next().unwrap();
    insta::assert_snapshot!(items);
}

#[test]
fn every_figure_of_a_ranking_is_the_printed_one() {
    for set in ["dak-lak/2018", "lam-giang/2023"] {
        let year = Year::bundled(set, set);
        let mut book = opened(english(&year).results_book().unwrap());
        let group = &year.standings.groups[0].name;
        let sheet = book.sheet_names()[1].clone();
        let rows = rows(&mut book, &sheet);
        let standings =
            year.standings.standings.iter().filter(|standing| standing.agency.group == *group);
        let mut seen = 0;
        for standing in standings {
            let code = Data::String(standing.agency.code.to_string());
            let row = rows.iter().find(|row| row[1] == code).unwrap();
            let printed = |number: &Exact| {
                Data::Float(number.to_fixed(year.standings.display).parse().unwrap())
            };
            assert_eq!(row[3], printed(standing.points.exact()), "{code}");
            assert_eq!(row[5], printed(standing.percent.as_ref().unwrap().exact()), "{code}");
            assert_eq!(row[0].as_f64(), standing.rank.map(|rank| f64::from(rank.0)), "{code}");
            seen += 1;
        }
        assert!(seen > 15);
    }
}

#[test]
fn the_ledger_of_the_book_has_every_loss_and_adds_up_as_printed() {
    let year = Year::bundled("dak-lak/2018", "dak-lak/2018");
    let report = english(&year);
    let agency = ["skhdt".into()];
    let mut book = opened(report.losses_book(&agency, par_index::report::GroupedBy::Area).unwrap());
    assert_eq!(book.sheet_names(), ["Losses added up", "Loss ledger"]);
    let lost = |rows: Vec<Vec<Data>>, column: usize| -> Vec<f64> {
        let below =
            rows.into_iter().skip_while(|row| row[0].as_string().as_deref() != Some("Group"));
        below.skip(1).map(|row| row[column].as_f64().unwrap()).collect()
    };
    assert_eq!(lost(rows(&mut book, "Losses added up"), 5), [6.43, 4.5, 2.25, 1.0, 0.25]);
    let ledger = lost(rows(&mut book, "Loss ledger"), 7);
    assert_eq!(ledger.len(), report.losses(&agency[0]).unwrap().rows.len());
    assert_eq!(format!("{:.2}", ledger.iter().sum::<f64>()), "14.43");
}

#[test]
fn the_same_round_gives_the_same_book_on_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let years = ["criteria/lam-giang/2023", "data/lam-giang/2023"];
    let earlier = ["--earlier", "criteria/lam-giang/2022", "data/lam-giang/2022"];
    let losses: &[&str] = &["--losses", "cause", "--agency", "snv"];
    for (command, more) in [("score", &[][..]), ("compare", &[]), ("explain", losses)] {
        let written = ["1", "3"].map(|threads| {
            let out = folder.path().join(format!("{threads}.xlsx"));
            let out_text = out.to_str().unwrap();
            let how = ["--out", out_text, "--threads", threads, "--lang", "vi"];
            assert!(answer(&[&[command], &years[..], &earlier, more, &how].concat()).is_empty());
            std::fs::read(out).unwrap()
        });
        assert!(written[0] == written[1], "{command}");
        assert!(opened(written[0].clone()).sheet_names().len() < 9, "{command}");
    }
}

#[test]
fn a_command_that_has_no_book_says_so_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("book.xlsx");
    let out = out.to_str().unwrap();
    let years = ["criteria/dak-lak/2018", "data/dak-lak/2018"];
    let table = ["--table", "items"];
    let changes = ["--table", "changes", "--format", "csv"];
    for (command, more) in [("explain", &[][..]), ("score", &table), ("score", &changes)] {
        let output = run(&[&[command], &years[..], more, &["--out", out]].concat());
        assert_eq!(output.status.code(), Some(2), "{command} {more:?}");
        assert!(!output.stderr.is_empty() && output.stdout.is_empty());
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
