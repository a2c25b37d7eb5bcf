//! One figure's cell: what may be typed into it, and what is known already.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format, Formula,
    Worksheet, XlsxError,
};

use super::style::Styles;
use crate::calendar::Day;
use crate::formula::EPOCH;
use crate::language::{Language, Message};
use crate::quantity::{Exact, Year};
use crate::rule::{Figure, FigureKind};

/// The letters that a spreadsheet takes for a message beside a cell.
const MESSAGE: usize = 255;

/// The words for a yes and a no.
pub(super) fn yes_and_no(language: Language) -> [String; 2] {
    ["form-yes", "form-no"].map(|name| language.say(&Message::new(name)))
}

/// The words of a grade's options; their names where two are called alike.
pub(super) fn option_words(figure: &Figure, language: Language) -> Vec<String> {
    let titles = figure.option_titles.iter().map(|title| title.in_language(language).to_owned());
    let titles: Vec<String> = titles.collect();
    let lower = |text: &String| text.to_lowercase();
    let alike = |k: usize| {
        titles.iter().skip(k + 1).any(|other| titles.get(k).map(lower) == Some(lower(other)))
    };
    if (0..titles.len()).any(alike) { figure.options.clone() } else { titles }
}

/// The format of the cell that a figure is typed into.
pub(super) fn format<'a>(figure: &Figure, styles: &'a Styles) -> &'a Format {
    match figure.kind {
        FigureKind::YesNo | FigureKind::Grade => &styles.open_text,
        FigureKind::Count | FigureKind::Ballots => &styles.open_count,
        FigureKind::Amount | FigureKind::Percent => &styles.open_number,
        FigureKind::Points => &styles.open_points,
        FigureKind::Date => &styles.open_date,
    }
}

/// Writes a known figure into its cell.
pub(super) fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    figure: &Figure,
    known: &Exact,
    format: &Format,
    language: Language,
) -> Result<(), XlsxError> {
    let place = known.floor().and_then(|place| usize::try_from(place).ok());
    match figure.kind {
        FigureKind::YesNo => {
            let [yes, no] = yes_and_no(language);
            let word = if known.is_zero() { no } else { yes };
            sheet.write_string_with_format(row, column, word, format)?;
        }
        FigureKind::Grade => {
            let words = option_words(figure, language);
            let word = place.and_then(|place| words.get(place)).cloned().unwrap_or_default();
            sheet.write_string_with_format(row, column, word, format)?;
        }
        FigureKind::Date => {
            let serial = known + &Exact::whole(EPOCH);
            sheet.write_number_with_format(row, column, serial.nearest_float(), format)?;
        }
        _ => number(sheet, (row, column), known, format)?,
    }
    Ok(())
}

/// A known figure in words, as evidence reads it back.
pub(super) fn worded(figure: &Figure, known: &Exact, language: Language) -> String {
    let place = known.floor().and_then(|place| usize::try_from(place).ok());
    match figure.kind {
        FigureKind::YesNo => {
            let [yes, no] = yes_and_no(language);
            if known.is_zero() { no } else { yes }
        }
        FigureKind::Grade => {
            let words = option_words(figure, language);
            place.and_then(|place| words.get(place)).cloned().unwrap_or_default()
        }
        FigureKind::Date => {
            let day = known.floor().and_then(Day::of_number);
            day.map(|day| day.to_string()).unwrap_or_default()
        }
        _ => unmistakable(known),
    }
}

/// A decimal that nobody takes for thousands: not three digits after the mark.
pub(super) fn unmistakable(known: &Exact) -> String {
    let text = decimal(known);
    match text.split_once('.') {
        Some((_, part)) if part.len() == 3 => format!("{text}0"),
        _ => text,
    }
}

/// Writes a day, or leaves its cell empty.
pub(super) fn write_day(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    day: Option<Day>,
    format: &Format,
) -> Result<(), XlsxError> {
    match day {
        Some(day) => {
            let day = ExcelDateTime::from_serial_datetime(serial(day))?;
            sheet.write_datetime_with_format(row, column, day, format)?
        }
        None => sheet.write_blank(row, column, format)?,
    };
    Ok(())
}

/// A number; as text where a cell cannot hold all its digits.
pub(super) fn number(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    known: &Exact,
    format: &Format,
) -> Result<(), XlsxError> {
    let near = known.nearest_float();
    let holds = Exact::parse(&near.to_string()).as_ref() == Some(known);
    match known.to_decimal().filter(|_| !holds) {
        Some(_) => sheet.write_string_with_format(row, column, unmistakable(known), format)?,
        None => sheet.write_number_with_format(row, column, near, format)?,
    };
    Ok(())
}

/// What may be typed into the cell of a figure; `options` is where the words of a grade stand.
pub(super) fn validation(
    figure: &Figure,
    year: Year,
    options: Option<&str>,
    language: Language,
) -> Result<DataValidation, XlsxError> {
    let allowed = DataValidation::new();
    let allowed = match figure.kind {
        FigureKind::YesNo => allowed.allow_list_strings(&yes_and_no(language))?,
        FigureKind::Grade => allowed.allow_list_formula(Formula::new(options.unwrap_or_default())),
        FigureKind::Date => allowed.allow_date(DataValidationRule::Between(
            day(Year(year.0.saturating_sub(20)), 1, 1)?,
            day(Year(year.0.saturating_add(5)), 12, 31)?,
        )),
        FigureKind::Count | FigureKind::Ballots => {
            allowed.allow_whole_number_formula(limits(figure))
        }
        FigureKind::Amount | FigureKind::Percent | FigureKind::Points => {
            allowed.allow_decimal_number_formula(limits(figure))
        }
    };
    let said: String = said(figure, 0, language).chars().take(MESSAGE).collect();
    allowed.set_error_style(DataValidationErrorStyle::Stop).set_error_message(&said)
}

/// Points from nought to the most that an item can be given.
pub(super) fn points(most: &Exact, language: Language) -> Result<DataValidation, XlsxError> {
    let range = DataValidationRule::Between(Formula::new("0"), Formula::new(decimal(most)));
    let said = ranged(Some(&Exact::ZERO), Some(most), language);
    let allowed = DataValidation::new().allow_decimal_number_formula(range);
    allowed.set_error_message(said)
}

/// Marks that go in steps, up to the most that can be given; `cell` is where the mark is typed.
pub(super) fn steps(
    cell: &str,
    step: &Exact,
    most: &Exact,
    language: Language,
) -> Result<DataValidation, XlsxError> {
    let many = format!("{cell}/{}", decimal(step));
    let whole = format!("ROUND({many},9)=ROUND({many},0)");
    let allowed = format!("=AND(ISNUMBER({cell}),{cell}>=0,{cell}<={},{whole})", decimal(most));
    let said = Message::new("form-kind-steps").with("step", step).with("most", most);
    let allowed = DataValidation::new().allow_custom(Formula::new(allowed));
    allowed.set_error_style(DataValidationErrorStyle::Stop).set_error_message(language.say(&said))
}

fn day(year: Year, month: u8, day: u8) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(u16::try_from(year.0).unwrap_or(1900).max(1900), month, day)
}

/// A date of the year before or of the year after, for documents.
pub(super) fn document_date(year: Year) -> Result<DataValidation, XlsxError> {
    let range = DataValidationRule::Between(
        day(Year(year.0.saturating_sub(30)), 1, 1)?,
        day(Year(year.0.saturating_add(5)), 12, 31)?,
    );
    Ok(DataValidation::new().allow_date(range))
}

fn limits(figure: &Figure) -> DataValidationRule<Formula> {
    let formula = |number: &Exact| Formula::new(decimal(number));
    match (&figure.least, &figure.most) {
        (Some(least), Some(most)) => DataValidationRule::Between(formula(least), formula(most)),
        (Some(least), None) => DataValidationRule::GreaterThanOrEqualTo(formula(least)),
        (None, Some(most)) => DataValidationRule::LessThanOrEqualTo(formula(most)),
        (None, None) => DataValidationRule::Between(Formula::new("-1E+15"), Formula::new("1E+15")),
    }
}

fn decimal(number: &Exact) -> String {
    number.to_decimal().unwrap_or_else(|| number.nearest_float().to_string())
}

/// What a figure is, in words.
pub(super) fn said(figure: &Figure, option: usize, language: Language) -> String {
    let ranged = || ranged(figure.least.as_ref(), figure.most.as_ref(), language);
    let message = match figure.kind {
        FigureKind::YesNo => Message::new("form-kind-yes-no"),
        FigureKind::Count => Message::new("form-kind-count").with("range", ranged()),
        FigureKind::Amount => Message::new("form-kind-amount").with("range", ranged()),
        FigureKind::Percent => Message::new("form-kind-percent").with("range", ranged()),
        FigureKind::Points => Message::new("form-kind-points").with("range", ranged()),
        FigureKind::Date => Message::new("form-kind-date"),
        FigureKind::Grade => Message::new("form-kind-grade")
            .with("options", option_words(figure, language).join("; ")),
        FigureKind::Ballots => {
            Message::new("form-kind-ballots").with("option", &figure.option_title(option))
        }
    };
    language.say(&message)
}

fn ranged(least: Option<&Exact>, most: Option<&Exact>, language: Language) -> String {
    let message = match (least, most) {
        (Some(least), Some(most)) => {
            Message::new("form-range").with("least", least).with("most", most)
        }
        (Some(least), None) => Message::new("form-range-from").with("least", least),
        (None, Some(most)) => Message::new("form-range-to").with("most", most),
        (None, None) => Message::new("form-range-any"),
    };
    language.say(&message)
}

/// The spreadsheet's number of a day.
pub(super) fn serial(day: Day) -> f64 {
    Exact::whole(day.number() + EPOCH).nearest_float()
}
