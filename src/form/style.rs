//! How cells look: what people fill in is light and open, everything else is locked.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::quantity::Rounding;

const OPEN: Color = Color::RGB(0xFFF9E5);
const AREA: Color = Color::RGB(0x1F4E79);
const NODE: Color = Color::RGB(0xDDE7F2);
const EDGE: Color = Color::RGB(0x9AA5B1);
const FAINT: Color = Color::RGB(0x5F6B76);

/// The formats of one workbook.
pub(super) struct Styles {
    pub title: Format,
    pub line: Format,
    pub head: Format,
    pub head_open: Format,
    /// By the row: the area, a node with others below it, an item, a figure.
    pub text: [Format; 4],
    /// The rule of an item, in plain letters.
    pub rule: Format,
    pub points: [Format; 4],
    pub computed: [Format; 4],
    pub open_text: Format,
    pub open_number: Format,
    pub open_count: Format,
    pub open_points: Format,
    pub open_date: Format,
    /// Where nothing is written in a row.
    pub closed: Format,
}

impl Styles {
    pub fn new(display: Rounding) -> Self {
        let base = || Format::new().set_font_name("Times New Roman").set_font_size(11);
        let cell = || {
            let format = base().set_border(FormatBorder::Thin).set_border_color(EDGE);
            format.set_text_wrap().set_align(FormatAlign::Top)
        };
        let open = || cell().set_background_color(OPEN).set_unlocked();
        let digits = format!("0.{}", "0".repeat(usize::from(display.digits)));
        let digits = digits.trim_end_matches('.').to_owned();
        let row = |format: Format| {
            [
                format.clone().set_bold().set_background_color(AREA).set_font_color(Color::White),
                format.clone().set_bold().set_background_color(NODE),
                format.clone().set_bold(),
                format.set_font_color(FAINT),
            ]
        };
        let right = || cell().set_align(FormatAlign::Right);
        let head = base().set_bold().set_border(FormatBorder::Thin).set_text_wrap();
        let head = head.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
        Self {
            title: base().set_bold().set_font_size(14),
            line: base().set_italic().set_font_color(FAINT),
            head: head.clone().set_background_color(NODE),
            head_open: head.set_background_color(OPEN),
            text: row(cell()),
            rule: cell().set_font_size(10),
            points: row(right().set_num_format("General")),
            computed: row(right().set_num_format(&digits)),
            open_text: open().set_num_format("@"),
            open_number: open().set_num_format("General"),
            open_count: open().set_num_format("#,##0"),
            open_points: open().set_num_format("General"),
            open_date: open().set_num_format("dd/mm/yyyy"),
            closed: cell(),
        }
    }
}
