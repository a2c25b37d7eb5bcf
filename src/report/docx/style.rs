//! The paragraph styles of a document: sizes, bold and italic as Nghị định 30/2020/NĐ-CP, Phụ lục I lists them.

use docx_rs::{
    AlignmentType, LineSpacing, Paragraph, Run, RunFonts, SpecialIndentType, Style, StyleType,
};

/// What a paragraph is for. Each is a style that Word lists under its Vietnamese name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Parent,
    Issuer,
    Nation,
    Motto,
    InEnglish,
    Number,
    Subject,
    PlaceAndDate,
    Kind,
    Title,
    AnnexName,
    Attached,
    Addressee,
    Basis,
    Body,
    Heading,
    SubHeading,
    Point,
    Note,
    Head,
    Cell,
    Figure,
    Middle,
    Span,
    RecipientsHead,
    Recipient,
    SignerTitle,
    SignerName,
    Page,
}

/// All of them, as Word lists them.
pub(super) const LOOKS: [Look; 29] = [
    Look::Parent,
    Look::Issuer,
    Look::Nation,
    Look::Motto,
    Look::InEnglish,
    Look::Number,
    Look::Subject,
    Look::PlaceAndDate,
    Look::Kind,
    Look::Title,
    Look::AnnexName,
    Look::Attached,
    Look::Addressee,
    Look::Basis,
    Look::Body,
    Look::Heading,
    Look::SubHeading,
    Look::Point,
    Look::Note,
    Look::Head,
    Look::Cell,
    Look::Figure,
    Look::Middle,
    Look::Span,
    Look::RecipientsHead,
    Look::Recipient,
    Look::SignerTitle,
    Look::SignerName,
    Look::Page,
];

#[derive(Clone, Copy, PartialEq)]
enum Weight {
    Plain,
    Bold,
    Italic,
    BoldItalic,
}
use Weight::{Bold, BoldItalic, Italic, Plain};

/// Where text stands, and how far in its first line starts, in twentieths of a point.
#[derive(Clone, Copy)]
enum Set {
    Left(i32),
    Centre,
    Right,
    Justified(i32),
}
use Set::{Centre, Justified, Left, Right};

/// The indent of a first line: 1 cm.
const INDENT: i32 = 567;

/// The style's id, the name that Word shows, its size in points, weight, setting, and the space above and below in points.
type Shape = (&'static str, &'static str, usize, Weight, Set, u32, u32);

impl Look {
    fn shape(self) -> Shape {
        match self {
            Self::Parent => ("Parent", "Cơ quan chủ quản", 12, Plain, Centre, 0, 0),
            Self::Issuer => ("Issuer", "Cơ quan ban hành", 12, Bold, Centre, 0, 0),
            Self::Nation => ("Nation", "Quốc hiệu", 12, Bold, Centre, 0, 0),
            Self::Motto => ("Motto", "Tiêu ngữ", 13, Bold, Centre, 0, 0),
            Self::InEnglish => ("InEnglish", "Quốc hiệu tiếng Anh", 11, Italic, Centre, 0, 0),
            Self::Number => ("Number", "Số, ký hiệu", 13, Plain, Centre, 6, 0),
            Self::Subject => ("Subject", "Trích yếu công văn", 12, Plain, Centre, 6, 0),
            Self::PlaceAndDate => ("PlaceAndDate", "Địa danh, thời gian", 13, Italic, Centre, 6, 0),
            Self::Kind => ("Kind", "Tên loại văn bản", 14, Bold, Centre, 18, 0),
            Self::Title => ("Subtitle", "Trích yếu nội dung", 14, Bold, Centre, 0, 0),
            Self::AnnexName => ("AnnexName", "Phụ lục", 14, Bold, Centre, 0, 0),
            Self::Attached => ("Attached", "Kèm theo văn bản", 13, Italic, Centre, 0, 0),
            Self::Addressee => ("Addressee", "Kính gửi", 14, Plain, Centre, 18, 12),
            Self::Basis => ("Basis", "Căn cứ", 14, Italic, Justified(INDENT), 3, 3),
            Self::Body => ("BodyText", "Nội dung", 14, Plain, Justified(INDENT), 3, 3),
            Self::Heading => ("Heading1", "heading 1", 14, Bold, Justified(INDENT), 6, 6),
            Self::SubHeading => ("Heading2", "heading 2", 14, Bold, Justified(INDENT), 6, 6),
            Self::Point => ("Point", "Gạch đầu dòng", 14, Plain, Justified(INDENT), 3, 3),
            Self::Note => ("Note", "Lưu ý", 13, Italic, Justified(INDENT), 3, 3),
            Self::Head => ("TableHead", "Đầu bảng", 11, Bold, Centre, 2, 2),
            Self::Cell => ("TableText", "Chữ trong bảng", 11, Plain, Left(0), 1, 1),
            Self::Figure => ("TableFigure", "Số trong bảng", 11, Plain, Right, 1, 1),
            Self::Middle => ("TableMiddle", "Giữa ô trong bảng", 11, Plain, Centre, 1, 1),
            Self::Span => ("TableSpan", "Dòng nhóm trong bảng", 11, Bold, Left(0), 1, 1),
            Self::RecipientsHead => ("RecipientsHead", "Nơi nhận", 12, BoldItalic, Left(0), 0, 0),
            Self::Recipient => ("Recipient", "Danh sách nơi nhận", 11, Plain, Left(0), 0, 0),
            Self::SignerTitle => ("SignerTitle", "Chức vụ người ký", 14, Bold, Centre, 0, 0),
            Self::SignerName => ("SignerName", "Họ tên người ký", 14, Bold, Centre, 60, 0),
            Self::Page => ("PageNumber", "Số trang", 13, Plain, Centre, 0, 0),
        }
    }

    /// Whether what follows stays on its page.
    fn leads(self) -> bool {
        use Look::{Addressee, AnnexName, Attached, Head, Heading, Kind, SubHeading, Title};
        [Addressee, AnnexName, Attached, Head, Heading, Kind, SubHeading, Title].contains(&self)
    }

    /// The style that Word lists, which whoever gets the document can change.
    pub fn style(self) -> Style {
        let (id, name, points, weight, set, above, below) = self.shape();
        let mut style = Style::new(id, StyleType::Paragraph)
            .name(name)
            .based_on("Normal")
            .size(points * 2)
            .fonts(fonts())
            .line_spacing(LineSpacing::new().before(above * 20).after(below * 20));
        if matches!(weight, Bold | BoldItalic) {
            style = style.bold();
        }
        if matches!(weight, Italic | BoldItalic) {
            style = style.italic();
        }
        let first = |by: i32| (by != 0).then_some(SpecialIndentType::FirstLine(by));
        style = match set {
            Left(by) => style.align(AlignmentType::Left).indent(None, first(by), None, None),
            Centre => style.align(AlignmentType::Center),
            Right => style.align(AlignmentType::Right),
            Justified(by) => style.align(AlignmentType::Both).indent(None, first(by), None, None),
        };
        style.paragraph_property = style.paragraph_property.keep_next(self.leads());
        match self {
            Self::Heading => style.outline_lvl(0),
            Self::SubHeading => style.outline_lvl(1),
            _ => style,
        }
    }
}

/// One face for every script, or Word picks its own for some of them.
pub(super) fn fonts() -> RunFonts {
    const FACE: &str = "Times New Roman";
    RunFonts::new().ascii(FACE).hi_ansi(FACE).east_asia(FACE).cs(FACE)
}

/// A paragraph.
pub(super) fn line(look: Look, text: &str) -> Paragraph {
    empty(look).add_run(Run::new().add_text(plain(text)))
}

/// A paragraph that opens with words in bold.
pub(super) fn led(look: Look, lead: &str, text: &str) -> Paragraph {
    let lead = Run::new().add_text(plain(lead)).bold();
    empty(look).add_run(lead).add_run(Run::new().add_text(plain(text)))
}

/// A paragraph without words yet.
pub(super) fn empty(look: Look) -> Paragraph {
    let (id, ..) = look.shape();
    Paragraph::new().style(id)
}

/// What XML can hold: an evidence's own words may bring marks that it cannot.
fn plain(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}
