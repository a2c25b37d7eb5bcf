//! A criteria set and its agencies as plain Rust, from `criteria/README.md` alone; knows nothing of the engine.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_rational::BigRational;

/// Every number of the oracle.
pub type Number = BigRational;

/// `numerator / denominator`.
pub fn number(numerator: i64, denominator: i64) -> Number {
    Number::new(BigInt::from(numerator), BigInt::from(denominator))
}

/// A calendar day, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub i64);

impl Day {
    /// The day of a year (from 1970 on), month and day of month.
    pub fn of(year: i64, month: i64, day: i64) -> Self {
        let years: i64 = (1970..year).map(days_in_year).sum();
        let months: i64 = (1..month).map(|m| days_in_month(year, m)).sum();
        Self(years + months + day - 1)
    }

    /// Year, month and day of month.
    pub fn civil(self) -> (i64, i64, i64) {
        let (mut year, mut month, mut rest) = (1970, 1, self.0);
        while rest >= days_in_year(year) {
            rest -= days_in_year(year);
            year += 1;
        }
        while rest >= days_in_month(year, month) {
            rest -= days_in_month(year, month);
            month += 1;
        }
        (year, month, rest + 1)
    }

    /// Saturday or Sunday; 1970-01-01 was a Thursday.
    pub fn is_weekend(self) -> bool {
        matches!((self.0 + 4).rem_euclid(7), 0 | 6)
    }
}

fn days_in_year(year: i64) -> i64 {
    (1..=12).map(|month| days_in_month(year, month)).sum()
}

fn days_in_month(year: i64, month: i64) -> i64 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// What a rounding does with the digits it drops.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mode {
    HalfUp,
    HalfEven,
    Truncate,
    Up,
}

/// A rounding at one stage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Round {
    pub digits: u32,
    pub mode: Mode,
}

/// The rounding of every stage; `None` is exact.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rounding {
    pub leaf: Option<Round>,
    pub area: Option<Round>,
    pub total: Option<Round>,
    pub percent: Option<Round>,
}

/// What an item that does not apply earns.
#[derive(Clone, Debug, PartialEq)]
pub enum Policy {
    Exclude,
    FullPoints,
    Grant,
    Redistribute,
    RescaleTo(Number),
}

/// What an item without its figures earns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Missing {
    Zero,
    NotApplicable,
}

/// Where an item's figures come from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Method {
    Own,
    Survey,
    External,
    Read,
}

/// What a figure is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    YesNo,
    Count { most: Option<i64> },
    Amount { range: Option<(Number, Number)> },
    Percent { most: Option<Number> },
    Points,
    Date,
    Grade(Vec<String>),
    Ballots(Vec<String>),
}

/// A declared field.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    pub name: String,
    pub kind: Kind,
}

/// Points, bonus or deduction of a node.
#[derive(Clone, Debug, PartialEq)]
pub enum Worth {
    Max(Number),
    Bonus(Number),
    Deduction(Number),
}

impl Worth {
    /// The most it can be.
    pub fn amount(&self) -> &Number {
        match self {
            Worth::Max(n) | Worth::Bonus(n) | Worth::Deduction(n) => n,
        }
    }

    /// Whether it is part of the maximum.
    pub fn is_max(&self) -> bool {
        matches!(self, Worth::Max(_))
    }
}

/// An area, criterion or item.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub id: String,
    pub code: String,
    pub worth: Worth,
    pub method: Option<Method>,
    pub policy: Option<Policy>,
    pub missing: Option<Missing>,
    pub fields: Vec<Field>,
    pub body: Body,
}

/// Children or a rule.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    Items(Vec<Node>),
    Rule(Box<super::rule::Rule>),
}

impl Node {
    /// The children; none for an item.
    pub fn items(&self) -> &[Node] {
        match &self.body {
            Body::Items(items) => items,
            Body::Rule(_) => &[],
        }
    }
}

/// A condition of a tier or a cap.
#[derive(Clone, Debug, PartialEq)]
pub enum Need {
    NoItemAtZero,
    NotSelfScored,
    Area { id: String, from: Number },
    Fact(super::rule::Condition),
}

/// A bound and whether it belongs.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    pub at: Number,
    pub belongs: bool,
}

/// From where to where; an absent bound is open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Span {
    pub low: Option<Bound>,
    pub high: Option<Bound>,
}

impl Span {
    /// Whether a number lies in it.
    pub fn holds(&self, n: &Number) -> bool {
        let above = |b: &Bound| *n > b.at || (b.belongs && *n == b.at);
        let below = |b: &Bound| *n < b.at || (b.belongs && *n == b.at);
        self.low.as_ref().is_none_or(above) && self.high.as_ref().is_none_or(below)
    }
}

/// One tier.
#[derive(Clone, Debug, PartialEq)]
pub struct Tier {
    pub name: String,
    pub span: Span,
    pub needs: Vec<Need>,
}

/// At most so many percent of those in `share_of` or better may hold `tier`.
#[derive(Clone, Debug, PartialEq)]
pub struct Quota {
    pub tier: String,
    pub share_of: String,
    pub at_most: Number,
}

/// Tiers with what belongs to them.
#[derive(Clone, Debug, PartialEq)]
pub struct Tiers {
    pub by_points: bool,
    pub tiers: Vec<Tier>,
    pub caps: Vec<(Need, String)>,
    pub quota: Option<Quota>,
}

/// What a tie key looks at.
#[derive(Clone, Debug, PartialEq)]
pub enum Key {
    Node(String),
    Fact(String),
}

/// How equals are ranked.
#[derive(Clone, Debug, PartialEq)]
pub enum Ties {
    Standard,
    Dense,
    /// Each key with whether higher is better; then whether people decide.
    Keys {
        keys: Vec<(Key, bool)>,
        manual: bool,
    },
}

/// A peer group.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub name: String,
    pub tiers: Option<Tiers>,
    pub ties: Option<Ties>,
}

/// A criteria set of the year 2018.
#[derive(Clone, Debug, PartialEq)]
pub struct Set {
    pub comma: bool,
    pub rounding: Rounding,
    pub rank_by_points: bool,
    pub ties: Option<Ties>,
    pub policy: Option<Policy>,
    pub refuse_unconfirmed: bool,
    pub missing: Option<Missing>,
    pub rank_unsubmitted: bool,
    pub holidays: Vec<(Day, Day)>,
    pub workdays: Vec<Day>,
    pub survey_not_held: Option<Policy>,
    pub fields: Vec<Field>,
    pub tiers: Option<Tiers>,
    pub groups: Vec<Group>,
    pub areas: Vec<Node>,
}

impl Set {
    /// The assessment year of every generated set.
    pub const YEAR: i64 = 2018;

    /// Points of all areas, bonus and deductions apart.
    pub fn total(&self) -> Number {
        self.areas.iter().filter(|a| a.worth.is_max()).map(|a| a.worth.amount()).sum()
    }

    /// Every item with its path from the area down.
    pub fn items(&self) -> Vec<Vec<&Node>> {
        fn walk<'a>(path: &[&'a Node], node: &'a Node, found: &mut Vec<Vec<&'a Node>>) {
            let mut path = path.to_vec();
            path.push(node);
            match &node.body {
                Body::Rule(_) => found.push(path),
                Body::Items(items) => items.iter().for_each(|item| walk(&path, item, found)),
            }
        }
        let mut found = Vec::new();
        self.areas.iter().for_each(|area| walk(&[], area, &mut found));
        found
    }
}

/// One figure that was given.
#[derive(Clone, Debug, PartialEq)]
pub enum Figure {
    Yes(bool),
    Number(Number),
    Date(Day),
    Grade(String),
    Ballots(Vec<(String, i64)>),
}

/// What an agency sent. Keys are node id (empty for the set) and field name, `field.last_year` for a year ago.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    pub figures: BTreeMap<(String, String), Figure>,
    /// Rows whose value is empty: figures not given.
    pub empty: Vec<(String, String)>,
    /// Items declared not applicable, and whether somebody confirmed it.
    pub declared: BTreeMap<String, bool>,
    /// Marks that are awards instead of what the rules give.
    pub granted: BTreeMap<String, Number>,
    /// Set where lanes decide it: whether any line speaks of the agency, and whether it scores itself.
    pub lanes: Option<(bool, bool)>,
}

impl Record {
    /// Whether nothing at all was sent.
    pub fn is_nothing(&self) -> bool {
        if let Some((spoken_of, _)) = self.lanes {
            return !spoken_of;
        }
        self.figures.is_empty() && self.empty.is_empty() && self.declared.is_empty()
    }
}

/// An agency of the register and what it sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Agency {
    pub code: String,
    pub group: String,
    pub unranked: bool,
    pub record: Record,
}

/// A set, the agencies, and the ties that people decided.
#[derive(Clone, PartialEq)]
pub struct Case {
    pub set: Set,
    pub agencies: Vec<Agency>,
    pub decisions: Vec<Vec<String>>,
}
