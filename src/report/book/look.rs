//! How cells of the book look: number formats with the digits that the set prints, colours, borders.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// What a cell is, by which it is formatted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    /// The first line of a sheet.
    Title,
    /// Lines below it, and below the table.
    Line,
    /// The heading of a column.
    Head,
    /// A long title above the heading.
    Above,
    /// The same, turned upwards.
    Turned,
    /// A maximum above the heading.
    Most,
    Text,
    Wrapped,
    Whole,
    /// Points, percents: with the digits of the set.
    Figure,
    /// A number with no more digits than it has.
    Short,
    /// With its sign.
    Change,
    /// Places with an arrow.
    Places,
    /// Scored, and nothing earned.
    Zero,
    Missing,
    NotSubmitted,
    NotApplicable,
}

const ALL: [Look; 17] = [
    Look::Title,
    Look::Line,
    Look::Head,
    Look::Above,
    Look::Turned,
    Look::Most,
    Look::Text,
    Look::Wrapped,
    Look::Whole,
    Look::Figure,
    Look::Short,
    Look::Change,
    Look::Places,
    Look::Zero,
    Look::Missing,
    Look::NotSubmitted,
    Look::NotApplicable,
];

/// Every look as a format.
pub(super) struct Looks {
    formats: BTreeMap<Look, Format>,
    plain: Format,
}

impl Looks {
    /// The formats for figures with this many decimals.
    pub fn with_digits(digits: u8) -> Self {
        let figure = match digits {
            0 => "0".to_owned(),
            digits => format!("0.{}", "0".repeat(digits.into())),
        };
        let formats = ALL.into_iter().map(|look| (look, format(look, &figure))).collect();
        Self { formats, plain: Format::new() }
    }

    /// The format of a look.
    pub fn of(&self, look: Look) -> &Format {
        self.formats.get(&look).unwrap_or(&self.plain)
    }
}

fn format(look: Look, figure: &str) -> Format {
    let line = Format::new().set_font_name("Times New Roman").set_font_size(11);
    let grey = Color::RGB(0x00BF_BFBF);
    let cell = line.clone().set_border(FormatBorder::Thin).set_border_color(grey);
    let cell = cell.set_align(FormatAlign::VerticalCenter);
    let filled = |colour: u32| {
        let cell = cell.clone().set_num_format(figure).set_align(FormatAlign::Right);
        cell.set_background_color(Color::RGB(colour))
    };
    let head = cell.clone().set_bold().set_text_wrap().set_align(FormatAlign::Center);
    let head = head.set_background_color(Color::RGB(0x00DD_EBF7));
    match look {
        Look::Title => line.set_bold().set_font_size(14),
        Look::Line => line,
        Look::Head | Look::Above => head,
        Look::Turned => head.set_rotation(90),
        Look::Most => head.set_italic().set_align(FormatAlign::Right),
        Look::Text => cell.set_indent(1),
        Look::Wrapped => cell.set_indent(1).set_text_wrap(),
        Look::Whole => cell.set_num_format("0").set_align(FormatAlign::Center),
        Look::Figure => cell.set_num_format(figure),
        Look::Short => cell,
        Look::Change => cell.set_num_format(format!("+{figure};\"−\"{figure};{figure}")),
        // the colour of the font is that of a rise: names of colours for it differ from program to program
        Look::Places => cell
            .set_align(FormatAlign::Right)
            .set_font_color(Color::RGB(0x0000_7A33))
            .set_num_format("\"▲\"0;[Red]\"▼\"0;[Black]\"=\";[Black]@"),
        Look::Zero => {
            cell.set_num_format(figure).set_bold().set_font_color(Color::RGB(0x00C0_0000))
        }
        Look::Missing => filled(0x00FF_EB9C),
        Look::NotSubmitted => filled(0x00F8_CBAD),
        Look::NotApplicable => {
            filled(0x00D9_D9D9).set_italic().set_font_color(Color::RGB(0x0059_5959))
        }
    }
}
