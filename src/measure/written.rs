//! `measures.yaml` as written: registers and surveys, what is counted in them and which evidence it feeds.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::calendar::Day;
use crate::document::{At, Pairs, list, word_or};
use crate::language::Text;
use crate::quantity::Rounding;

/// The file.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MeasuresForm {
    /// Registers: a line is a case, or an agency's own count of cases.
    #[serde(default)]
    pub registers: Pairs<RegisterForm>,
    /// Surveys: a line is a ballot.
    #[serde(default)]
    pub surveys: Pairs<SurveyForm>,
}

/// A register.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RegisterForm {
    /// What people call it.
    pub title: Text,
    /// Which text or form says how it is counted.
    pub source: Option<String>,
    /// Heading of the column with the agency's code or name.
    pub agency: At<String>,
    /// Heading of the column with the case's own number: no case may stand twice.
    pub id: Option<At<String>>,
    /// The days of the period; the set's year unless given.
    pub period: Option<PeriodForm>,
    /// Columns that are looked at, by the names used here.
    #[serde(default)]
    pub columns: Pairs<ColumnForm>,
    /// Columns of days of which none is earlier than the one before it.
    #[serde(default, deserialize_with = "list")]
    pub order: Vec<At<String>>,
    /// The lines that belong to the period; all unless given.
    pub only: Option<ConditionForm>,
    /// How many lines there are of a kind.
    #[serde(default)]
    pub counts: Pairs<ConditionForm>,
    /// What a column of whole numbers adds up to.
    #[serde(default)]
    pub sums: Pairs<SumForm>,
    /// One count or sum in percent of another.
    #[serde(default)]
    pub shares: Pairs<ShareForm>,
    /// What columns of whole numbers must add up to in each line.
    #[serde(default, deserialize_with = "list")]
    pub in_each_line: Vec<IdentityForm>,
    /// What counts and sums must add up to for each agency.
    #[serde(default, deserialize_with = "list")]
    pub identities: Vec<IdentityForm>,
    /// Evidence, by `item.field`, and the count, sum or share that it is.
    #[serde(default)]
    pub feeds: Pairs<FiguresForm>,
}

/// A figure, or several that are added up.
pub(super) struct FiguresForm(pub Vec<At<String>>);

impl From<Vec<At<String>>> for FiguresForm {
    fn from(figures: Vec<At<String>>) -> Self {
        Self(figures)
    }
}

word_or!(FiguresForm, Vec<At<String>>, |word| FiguresForm(vec![word]));

/// First and last day, or the column that says each line's year.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum PeriodForm {
    /// From this day to that.
    Days(DaysForm),
    /// Heading of the column with the year; its period is the calendar year.
    Year(At<String>),
}

/// First and last day.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DaysForm {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: At<Day>,
}

/// A column: its heading, and what its cells are.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum ColumnForm {
    /// Calendar days; an hour behind the day does not matter.
    Day(HeadingForm),
    /// Words.
    Word(HeadingForm),
    /// Whole numbers from 0.
    Whole(HeadingForm),
}

/// The heading, or more.
pub(super) struct HeadingForm {
    pub heading: At<String>,
    pub empty: bool,
    pub words: Pairs<Spellings>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct HeadingLong {
    /// The heading in the file.
    heading: At<String>,
    /// Whether a cell may be empty.
    #[serde(default)]
    empty: bool,
    /// The words that may stand there, by the names used here.
    #[serde(default)]
    words: Pairs<Spellings>,
}

impl From<HeadingLong> for HeadingForm {
    fn from(long: HeadingLong) -> Self {
        Self { heading: long.heading, empty: long.empty, words: long.words }
    }
}

word_or!(HeadingForm, HeadingLong, |word| HeadingForm {
    heading: word,
    empty: false,
    words: Pairs::default()
});

/// How a word is spelt in files: `Trực tuyến`, or several ways.
pub(super) struct Spellings(pub Vec<String>);

#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum SpellingsLong {
    /// Any of these.
    Any(Vec<String>),
}

impl From<SpellingsLong> for Spellings {
    fn from(SpellingsLong::Any(any): SpellingsLong) -> Self {
        Self(any)
    }
}

word_or!(Spellings, SpellingsLong, |word| Spellings(vec![word.to_string()]));

/// Which lines are meant: `every`, the name of a count above, or a map with one key.
pub(super) enum ConditionForm {
    Named(At<String>),
    Long(ConditionLong),
}

/// A condition at length.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum ConditionLong {
    /// It does not hold.
    Not(Box<ConditionForm>),
    /// Every one holds.
    All(#[serde(deserialize_with = "list")] Vec<ConditionForm>),
    /// At least one holds.
    Any(#[serde(deserialize_with = "list")] Vec<ConditionForm>),
    /// The cell is not empty.
    Given(At<String>),
    /// A word is one of these.
    Is(IsForm),
    /// A day stands to another day; it does not when one of them is not given.
    Day(Box<DayForm>),
}

impl From<ConditionLong> for ConditionForm {
    fn from(long: ConditionLong) -> Self {
        Self::Long(long)
    }
}

word_or!(ConditionForm, ConditionLong, |word| ConditionForm::Named(word));

/// A word among words.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct IsForm {
    /// The column.
    pub of: At<String>,
    /// The words that count.
    #[serde(deserialize_with = "list")]
    pub any: Vec<At<String>>,
}

/// A day against another: a column, `start` or `end` of the period, or a date. One of the five is written.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DayForm {
    /// The column.
    pub of: At<String>,
    /// <
    pub before: Option<At<String>>,
    /// ≤
    pub to: Option<At<String>>,
    /// =
    pub on: Option<At<String>>,
    /// ≥
    pub from: Option<At<String>>,
    /// >
    pub after: Option<At<String>>,
}

/// What is added up: a column, or a column in some of the lines.
pub(super) struct SumForm {
    pub of: At<String>,
    pub lines: Option<ConditionForm>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SumLong {
    /// The column.
    of: At<String>,
    /// The lines that count.
    #[serde(rename = "if")]
    lines: Option<ConditionForm>,
}

impl From<SumLong> for SumForm {
    fn from(long: SumLong) -> Self {
        Self { of: long.of, lines: long.lines }
    }
}

word_or!(SumForm, SumLong, |word| SumForm { of: word, lines: None });

/// A share: part and whole are both said, because reports differ in the whole.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ShareForm {
    /// What people call it.
    pub title: Option<Text>,
    /// The part: a count or a sum, or several that are added up.
    pub of: FiguresForm,
    /// The whole.
    #[serde(rename = "in")]
    pub whole: FiguresForm,
    /// How it is rounded where it feeds evidence; what feeds nothing stays exact.
    pub rounding: Option<Rounding>,
    /// Which text says so.
    pub source: Option<String>,
}

/// Two sums that must be equal.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct IdentityForm {
    /// These add up …
    #[serde(deserialize_with = "list")]
    pub sum: Vec<At<String>>,
    /// … to what these add up to.
    #[serde(deserialize_with = "list")]
    pub is: Vec<At<String>>,
    /// Which form says so.
    pub source: Option<String>,
}

/// A survey.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SurveyForm {
    /// What people call it.
    pub title: Text,
    /// Which text says how it is counted.
    pub source: Option<String>,
    /// Heading of the column with the agency's code or name.
    pub agency: At<String>,
    /// Heading of the column with the ballot's own number: one that comes again is reported.
    pub ballot: Option<At<String>>,
    /// Who answered.
    pub respondents: Option<RespondentsForm>,
    /// Headings of the questions, by the names used here.
    pub questions: Pairs<At<String>>,
    /// The answers there are, the least satisfied first.
    #[serde(deserialize_with = "list")]
    pub options: Vec<At<String>>,
    /// The least answer that counts as satisfied.
    pub satisfied_from: Option<At<String>>,
    /// Ballots that answer all questions, two or more, alike.
    #[serde(default)]
    pub straight_lined: StraightLined,
    /// Evidence, by `item.field`, and what of the survey it is.
    #[serde(default)]
    pub feeds: Pairs<At<SurveyFeed>>,
}

/// What becomes of ballots that answer all questions alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StraightLined {
    /// They count, and are reported.
    #[default]
    Report,
    /// They are left out, and reported.
    LeaveOut,
}

/// The column that says who answered, and its words.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RespondentsForm {
    /// The heading.
    pub heading: At<String>,
    /// The words that may stand there, by the names of the groups.
    pub groups: Pairs<Spellings>,
}

/// What of a survey feeds evidence.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum SurveyFeed {
    /// How many chose each option, to a figure of kind `ballots`.
    Answers(AmongForm),
    /// How many ballots there are.
    Ballots(AmongForm),
    /// The percent of answers that are satisfied.
    Satisfied(AmongForm),
    /// The mean of answers that are numbers.
    Mean(AmongForm),
}

/// Which answers: of one question or all, of one group or all.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AmongForm {
    /// The question; all of them unless given.
    pub question: Option<At<String>>,
    /// The group; all of them unless given.
    pub group: Option<At<String>>,
    /// How a percent or a mean is rounded.
    pub rounding: Option<Rounding>,
}
