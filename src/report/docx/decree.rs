//! The head and the end of a document as Nghị định 30/2020/NĐ-CP, Phụ lục I lays them out; what is not given is a blank.

use docx_rs::{
    LineSpacing, LineSpacingType, Paragraph, ParagraphBorder, ParagraphBorderPosition,
    ParagraphBorders, Run, Table,
};

use super::ended;
use super::style::{Look, empty, line};
use super::table::beside;
use crate::calendar::Day;
use crate::language::{Language, Message};
use crate::office::Office;

/// The national heading, which no language replaces.
const NATION: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";
const NATION_IN_ENGLISH: &str = "SOCIALIST REPUBLIC OF VIET NAM";
const MOTTO_IN_ENGLISH: &str = "Independence - Freedom - Happiness";
/// How wide the two sides of the head are, in twentieths of a point.
const HEAD: [usize; 2] = [3954, 5400];
/// How long the rules are: under the motto as long as it, under the issuer a third of the side.
const UNDER_MOTTO: usize = 3300;
const UNDER_ISSUER: usize = 1300;
/// A rule under a title.
const UNDER_TITLE: usize = 1800;
/// How wide the two sides of the end are.
const END: [usize; 2] = [4200, 5154];

/// Who issues on the left; nation, place and date on the right. A letter has its subject under its number.
pub(super) fn head(office: &Office, language: Language, subject: Option<&str>) -> Table {
    let say = |name| language.say(&Message::new(name));
    let mut issuer: Vec<Paragraph> = Vec::new();
    issuer.extend(office.parent.as_ref().map(|parent| line(Look::Parent, &parent.to_uppercase())));
    let name =
        office.issuer.as_ref().map_or_else(|| say("blank-issuer"), |name| name.to_uppercase());
    issuer.extend([line(Look::Issuer, &name), rule(HEAD[0], UNDER_ISSUER)]);
    let mut nation = vec![line(Look::Nation, NATION)];
    let english = language == Language::English;
    nation.extend(english.then(|| line(Look::InEnglish, NATION_IN_ENGLISH)));
    nation.push(line(Look::Motto, MOTTO));
    nation.extend(english.then(|| line(Look::InEnglish, MOTTO_IN_ENGLISH)));
    nation.push(rule(HEAD[1], UNDER_MOTTO));
    let number = office.number.clone().unwrap_or_else(|| say("blank-number"));
    let number = Message::new("document-number").with("number", number);
    let mut left = vec![line(Look::Number, &language.say(&number))];
    left.extend(subject.map(|subject| line(Look::Subject, subject)));
    let right = line(Look::PlaceAndDate, &place_and_date(office, language));
    beside(vec![[issuer, nation], [left, vec![right]]], HEAD)
}

/// `Đắk Lắk, ngày 17 tháng 7 năm 2019`.
fn place_and_date(office: &Office, language: Language) -> String {
    let blank = || language.say(&Message::new("blank-place"));
    let place = office.place.clone().unwrap_or_else(blank);
    let message = Message::new("place-and-date").with("place", place);
    language.say(&message.with("date", long_date(office.date, language)))
}

/// `ngày 05 tháng 02 năm 2019`: the decree puts a nought before days under 10 and before months 1 and 2.
pub(super) fn long_date(day: Option<Day>, language: Language) -> String {
    let Some(Day(date)) = day else {
        return language.say(&Message::new("blank-date"));
    };
    let day = format!("{:02}", date.day());
    let month = match date.month() {
        month @ (1 | 2) => format!("{month:02}"),
        month => month.to_string(),
    };
    let message = Message::new("long-date").with("day", day).with("month", month);
    language.say(&message.with("year", date.year().to_string()))
}

/// `17/07/2019`, or a blank.
pub(super) fn short_date(day: Option<Day>, language: Language) -> String {
    match day {
        Some(Day(date)) => format!("{:02}/{:02}/{}", date.day(), date.month(), date.year()),
        None => language.say(&Message::new("blank-short-date")),
    }
}

/// A rule in the middle of `width`.
fn rule(width: usize, length: usize) -> Paragraph {
    let side = i32::try_from(width.saturating_sub(length) / 2).unwrap_or_default();
    let mut rule = empty(Look::Parent)
        .add_run(Run::new().size(4))
        .line_spacing(
            LineSpacing::new().before(60).after(60).line(40).line_rule(LineSpacingType::Exact),
        )
        .indent(Some(side), None, Some(side), None);
    let top = ParagraphBorder::new(ParagraphBorderPosition::Top).size(6);
    rule.property = rule.property.set_borders(ParagraphBorders::with_empty().set(top));
    rule
}

/// A rule under a title that stands alone on the page.
pub(super) fn title_rule(width: usize) -> Paragraph {
    rule(width, UNDER_TITLE)
}

/// Who gets it on the left, who signs on the right.
pub(super) fn end(office: &Office, language: Language) -> Table {
    let say = |name| language.say(&Message::new(name));
    let gap = || line(Look::Recipient, "");
    let mut left = vec![gap(), line(Look::RecipientsHead, &say("recipients"))];
    match office.recipients.as_slice() {
        [] => left.push(line(Look::Recipient, &say("blank-recipients"))),
        all => left.extend(ended(all.to_vec()).into_iter().map(|one| {
            let one = Message::new("recipient").with("recipient", one);
            line(Look::Recipient, &language.say(&one))
        })),
    }
    let signer = &office.signer;
    let title = signer.title.as_ref().map(|title| title.to_uppercase());
    let authority = signer.authority.as_ref().map(|text| text.to_uppercase());
    let mut right: Vec<Paragraph> = vec![gap()];
    right.extend(authority.map(|text| line(Look::SignerTitle, &text)));
    right.push(line(Look::SignerTitle, &title.unwrap_or_else(|| say("blank-title"))));
    let name = signer.name.clone().unwrap_or_else(|| say("blank-name"));
    right.push(line(Look::SignerName, &name));
    beside(vec![[left, right]], END)
}
