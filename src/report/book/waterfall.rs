//! One agency's change as a waterfall: an agency is chosen from a list, and formulas take its parts from the sheet of
//! causes. The charts stack what is unseen below each bar; above and below nought apart, so that a fall through nought
//! is drawn as one.

use rust_xlsxwriter::{
    Chart, ChartFormat, ChartSolidFill, ChartType, DataValidation, Formula, Worksheet, XlsxError,
};

use super::causes::{CODE, NAME, PLACES, POINTS};
use super::look::Look;
use super::page::Drawn;
use super::{Book, title};
use crate::language::Message;
use crate::movement::{Factor, Moved, Movement, Split};
use crate::quantity::Exact;
use crate::report::movement::factor_name;

/// The row of the agency that is chosen, and of the headings of the table.
const CHOSEN: u32 = 2;
const HEAD: u32 = 4;
/// The rows of the causes, and behind them the whole change.
const BARS: u32 = Factor::ALL.len() as u32 + 1;
/// Stacked above and below nought: unseen, risen, fallen, the whole.
const STACKS: [&str; 7] = ["", "", "0B5C94", "0B5C94", "B3400A", "B3400A", "55606E"];

pub(super) fn draw(
    book: &mut Book<'_>,
    movement: &Movement,
    causes: &Drawn,
    chosen: usize,
) -> Result<(), XlsxError> {
    let Some(moved) = movement.agencies.get(chosen) else { return Ok(()) };
    let report = book.report;
    let mut sheet = Worksheet::new();
    let name = book.names.take(&report.word("sheet-waterfall"));
    sheet.set_name(&name)?.set_screen_gridlines(false);
    sheet.set_column_width(0, 34)?.set_column_width(1, 44)?;
    let said = |look| book.looks.of(look);
    sheet.write_string_with_format(0, 0, title(report), said(Look::Title))?;
    sheet.write_string_with_format(1, 0, report.word("waterfall-told"), said(Look::Line))?;
    choose(book, &mut sheet, movement, causes, moved)?;
    let mut top = HEAD + BARS + 3;
    let measures = [
        ("movement-points", POINTS, 1, Some(&moved.points)),
        ("movement-places", PLACES, 2, moved.places.as_ref()),
    ];
    for (measure, from, column, split) in measures {
        let of = |part: u16| range(causes, movement.agencies.len(), from + part);
        parts(book, &mut sheet, &of, column, (report.word(measure), split))?;
        let mut chart = chart(&name, column);
        let heading = Message::new("waterfall-title").with("measure", Message::new(measure));
        chart.title().set_name(&report.say(&heading));
        sheet.insert_chart(top, 0, &chart)?;
        top += 16;
    }
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 1);
    sheet.set_print_area(0, 0, top, 2)?;
    sheet.set_footer(&book.footer);
    book.sheets.push(sheet);
    Ok(())
}

/// The list to choose from, by name, or by code where two have the same name; beside it the row of the one chosen.
fn choose(
    book: &Book<'_>,
    sheet: &mut Worksheet,
    movement: &Movement,
    causes: &Drawn,
    moved: &Moved,
) -> Result<(), XlsxError> {
    let name = |moved: &Moved| moved.agency.name.in_language(book.report.language).to_owned();
    let mut names: Vec<String> = movement.agencies.iter().map(name).collect();
    names.sort();
    let alike = names.windows(2).any(|two| matches!(two, [a, b] if a == b));
    let (column, own) =
        if alike { (CODE, moved.agency.code.to_string()) } else { (NAME, name(moved)) };
    let of = |column: u16| range(causes, movement.agencies.len(), column);
    let label = book.report.word("head-agency");
    sheet.write_string_with_format(CHOSEN, 0, label, book.looks.of(Look::Head))?;
    sheet.write_string_with_format(CHOSEN, 1, &own, book.looks.of(Look::Most))?;
    let row = movement.agencies.iter().position(|one| one.agency.code == moved.agency.code);
    let found = Formula::new(format!("=MATCH($B${},{},0)", CHOSEN + 1, of(column)));
    sheet.write_formula_with_format(
        CHOSEN,
        2,
        found.set_result((row.unwrap_or(0) + 1).to_string()),
        book.looks.of(Look::Whole),
    )?;
    let list = DataValidation::new().allow_list_formula(Formula::new(format!("={}", of(column))));
    sheet.add_data_validation(CHOSEN, 1, CHOSEN, 1, &list)?;
    Ok(())
}

/// A column of the sheet of causes, from the first agency to the last.
fn range(causes: &Drawn, agencies: usize, column: u16) -> String {
    let letter = rust_xlsxwriter::column_number_to_name(column);
    let last = causes.head + 1 + u32::try_from(agencies).unwrap_or(0);
    let sheet = causes.name.replace('\'', "''");
    format!("'{sheet}'!${letter}${}:${letter}${last}", causes.head + 2)
}

/// The parts of the agency that is chosen, and the heights that the chart stacks.
fn parts(
    book: &Book<'_>,
    sheet: &mut Worksheet,
    of: &dyn Fn(u16) -> String,
    column: u16,
    (head, split): (String, Option<&Split>),
) -> Result<(), XlsxError> {
    let looks = &book.looks;
    sheet.write_string_with_format(
        HEAD,
        0,
        book.report.word("movement-cause"),
        looks.of(Look::Head),
    )?;
    sheet.write_string_with_format(HEAD, column, head, looks.of(Look::Head))?;
    let mut at = Exact::ZERO;
    let names = Factor::ALL.map(factor_name).into_iter().chain(["head-change"]);
    for (k, name) in (0..).zip(names) {
        let row = HEAD + 1 + u32::from(k);
        let whole = u32::from(k) + 1 == BARS;
        sheet.write_string_with_format(row, 0, book.report.word(name), looks.of(Look::Text))?;
        let part = split.map(|split| match Factor::ALL.get(usize::from(k)) {
            Some(factor) => split.part(*factor).clone(),
            None => split.change(),
        });
        let part = part.unwrap_or_default().rounded(book.report.standings.display);
        // behind the last part stands the year, and behind it the change
        let of = of(k + u16::from(whole));
        let taken = Formula::new(format!("=INDEX({of},$C${})", CHOSEN + 1));
        let taken = taken.set_result(part.to_decimal().unwrap_or_default());
        sheet.write_formula_with_format(row, column, taken, looks.of(Look::Change))?;
        let low = if whole { Exact::ZERO } else { at.clone() };
        at = &low + &part;
        stack(book, sheet, (row, column), whole, (&low, &at))?;
    }
    Ok(())
}

/// The heights of one bar from `a` to `b`, as formulas of the parts above it.
fn stack(
    book: &Book<'_>,
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    whole: bool,
    (a, b): (&Exact, &Exact),
) -> Result<(), XlsxError> {
    let letter = rust_xlsxwriter::column_number_to_name(column);
    let first = HEAD + 2;
    let before = match row {
        row if whole || row == HEAD + 1 => "0".to_owned(),
        row => format!("SUM({letter}${first}:{letter}${row})"),
    };
    let after = format!("({before}+{letter}${})", row + 1);
    let (above, below) = (
        format!("(MAX(0,{before},{after})-MAX(0,MIN({before},{after})))"),
        format!("(MIN(0,{before},{after})-MIN(0,MAX({before},{after})))"),
    );
    let (rises, falls) = (format!("{after}>={before}"), format!("{after}<{before}"));
    let only = |when: &str, height: &str| format!("=IF({when},{height},0)");
    let (low, high) = (a.clone().min(b.clone()), a.clone().max(b.clone()));
    let up = |number: &Exact| number.clone().max(Exact::ZERO);
    let down = |number: &Exact| number.clone().min(Exact::ZERO);
    let (tall, deep) = (&up(&high) - &up(&low), &down(&low) - &down(&high));
    let kept = |when: bool, height: &Exact| if when { height.clone() } else { Exact::ZERO };
    let cells = match whole {
        true => [(6, format!("={after}"), b.clone())].to_vec(),
        false => [
            (0, format!("=MAX(0,MIN({before},{after}))"), up(&low)),
            (1, format!("=MIN(0,MAX({before},{after}))"), down(&high)),
            (2, only(&rises, &above), kept(b >= a, &tall)),
            (3, only(&rises, &below), kept(b >= a, &deep)),
            (4, only(&falls, &above), kept(b < a, &tall)),
            (5, only(&falls, &below), kept(b < a, &deep)),
        ]
        .to_vec(),
    };
    for (k, formula, height) in cells {
        let formula = Formula::new(formula).set_result(height.to_decimal().unwrap_or_default());
        sheet.write_formula_with_format(
            row,
            stacked(column) + k,
            formula,
            book.looks.of(Look::Short),
        )?;
    }
    Ok(())
}

/// The first of the columns that the chart of a measure stacks; they stand beyond what is printed.
fn stacked(column: u16) -> u16 {
    4 + (column - 1) * 8
}

fn chart(sheet: &str, column: u16) -> Chart {
    let mut chart = Chart::new(ChartType::ColumnStacked);
    for (k, colour) in (0..).zip(STACKS) {
        let mut format = ChartFormat::new();
        match colour {
            "" => format.set_no_fill().set_no_line(),
            colour => format.set_solid_fill(ChartSolidFill::new().set_color(colour)),
        };
        let at = stacked(column) + k;
        chart
            .add_series()
            .set_categories((sheet, HEAD + 1, 0, HEAD + BARS, 0))
            .set_values((sheet, HEAD + 1, at, HEAD + BARS, at))
            .set_overlap(100)
            .set_gap(40)
            .set_format(&mut format);
    }
    chart.x_axis().set_label_position(rust_xlsxwriter::ChartAxisLabelPosition::Low);
    chart.legend().set_hidden();
    chart.set_width(620).set_height(300);
    chart
}
