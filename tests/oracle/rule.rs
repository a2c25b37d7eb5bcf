//! Values, conditions and rules as plain Rust, and which figures they read.

use super::set::{Day, Number, Span};

/// What a share or ratio is when its denominator is 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum IfNone {
    NotApplicable,
    Zero,
    Full,
}

/// What a share over 100 percent is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Over {
    Cap,
    Keep,
    Refuse,
}

/// A value that a rule looks at.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Field(String),
    Number(Number),
    Share { of: Box<Value>, among: Box<Value>, if_none: IfNone, over: Over },
    Ratio { of: Box<Value>, among: Box<Value>, if_none: IfNone },
    Sum(Vec<Value>),
    Difference(Box<Value>, Box<Value>),
    Mean(Vec<Value>),
    NumberOf(Vec<String>),
}

/// How a value is held against its target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum How {
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
}

/// A value against a target.
#[derive(Clone, Debug, PartialEq)]
pub struct Reach {
    pub of: Value,
    pub how: How,
    pub target: Value,
}

/// A condition.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    Yes(String),
    Not(Box<Condition>),
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Reach(Reach),
    Is { of: String, any: Vec<String> },
    Given(String),
}

/// When something is due.
#[derive(Clone, Debug, PartialEq)]
pub enum Due {
    MonthDay(i64, i64),
    Full(Day),
    Field(String),
}

/// What being late costs.
#[derive(Clone, Debug, PartialEq)]
pub enum Late {
    Bands(Vec<(Span, Number)>),
    PerDay { points: Number, floor: Option<Number> },
}

/// How a respondent group's percent is found.
#[derive(Clone, Debug, PartialEq)]
pub enum Answers {
    Options(Vec<(String, Number)>),
    Mean { from: Number, to: Number },
    SatisfiedFrom(String),
    Percent,
}

/// One respondent group of a survey.
#[derive(Clone, Debug, PartialEq)]
pub struct Respondents {
    pub of: String,
    pub weight: Number,
    pub answers: Answers,
}

/// How figures earn points.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    YesNo {
        of: String,
        points: Option<(Number, Number)>,
    },
    States {
        of: String,
        points: Vec<(String, Number)>,
    },
    Lateness {
        of: String,
        due: Due,
        working: bool,
        award: Late,
    },
    Bands {
        of: Value,
        award: Vec<(Span, Number)>,
    },
    Proportional {
        of: Value,
        nothing_below: Option<Number>,
        full_from: Option<Number>,
    },
    Reach(Reach),
    All(Vec<Condition>),
    None(Value),
    Gate {
        needs: Condition,
        otherwise: Option<Number>,
        then: Box<Rule>,
    },
    Each {
        of: Value,
        points: Number,
    },
    Checklist(Vec<(String, Number)>),
    Judged {
        of: String,
        step: Option<Number>,
    },
    Grades {
        of: String,
        percent: Vec<(String, Number)>,
    },
    Deduct {
        each: Vec<(String, Number)>,
        floor: Option<Number>,
    },
    Survey(Vec<Respondents>),
    Scale {
        of: Value,
        anchors: Vec<(Number, Number)>,
    },
    AgainstMean {
        of: Value,
        at_or_above: Number,
        below: Number,
        all: bool,
        mean: Option<Number>,
    },
    BestOf(Vec<Rule>),
    Cases {
        cases: Vec<(Condition, Rule)>,
        otherwise: Box<Rule>,
    },
    Fixed(Number),
    AgainstLastYear {
        of: String,
        higher: Number,
        same: Number,
        lower: Number,
        first_year: Option<Number>,
    },
}

/// Something met on a walk through a rule.
pub enum Part<'a> {
    Name(&'a str),
    Value(&'a Value),
    /// A field that is a judged mark.
    Mark(&'a str),
    /// A field held against last year's.
    LastYear(&'a str),
}

impl Value {
    /// Shows every value and name in it.
    pub fn walk<'a>(&'a self, see: &mut dyn FnMut(Part<'a>)) {
        see(Part::Value(self));
        match self {
            Value::Field(name) => see(Part::Name(name)),
            Value::Number(_) => {}
            Value::Share { of, among, .. }
            | Value::Ratio { of, among, .. }
            | Value::Difference(of, among) => {
                of.walk(see);
                among.walk(see);
            }
            Value::Sum(values) | Value::Mean(values) => values.iter().for_each(|v| v.walk(see)),
            Value::NumberOf(names) => names.iter().for_each(|n| see(Part::Name(n))),
        }
    }
}

impl Condition {
    /// Shows every value and name in it.
    pub fn walk<'a>(&'a self, see: &mut dyn FnMut(Part<'a>)) {
        match self {
            Condition::Yes(name) | Condition::Given(name) | Condition::Is { of: name, .. } => {
                see(Part::Name(name))
            }
            Condition::Not(inner) => inner.walk(see),
            Condition::All(inner) | Condition::Any(inner) => inner.iter().for_each(|c| c.walk(see)),
            Condition::Reach(reach) => reach.walk(see),
        }
    }

    /// The fields it reads.
    pub fn reads(&self) -> Vec<&str> {
        names(|see| self.walk(see))
    }
}

impl Reach {
    fn walk<'a>(&'a self, see: &mut dyn FnMut(Part<'a>)) {
        self.of.walk(see);
        self.target.walk(see);
    }
}

impl Rule {
    /// Shows every value and name in it.
    pub fn walk<'a>(&'a self, see: &mut dyn FnMut(Part<'a>)) {
        match self {
            Rule::YesNo { of, .. } | Rule::States { of, .. } | Rule::Grades { of, .. } => {
                see(Part::Name(of))
            }
            Rule::Judged { of, .. } => {
                see(Part::Name(of));
                see(Part::Mark(of));
            }
            Rule::AgainstLastYear { of, .. } => {
                see(Part::Name(of));
                see(Part::LastYear(of));
            }
            Rule::Lateness { of, due, .. } => {
                see(Part::Name(of));
                if let Due::Field(name) = due {
                    see(Part::Name(name));
                }
            }
            Rule::Bands { of, .. }
            | Rule::Proportional { of, .. }
            | Rule::None(of)
            | Rule::Each { of, .. }
            | Rule::Scale { of, .. }
            | Rule::AgainstMean { of, .. } => of.walk(see),
            Rule::Reach(reach) => reach.walk(see),
            Rule::All(conditions) => conditions.iter().for_each(|c| c.walk(see)),
            Rule::Gate { needs, then, .. } => {
                needs.walk(see);
                then.walk(see);
            }
            Rule::Checklist(each) | Rule::Deduct { each, .. } => {
                each.iter().for_each(|(n, _)| see(Part::Name(n)))
            }
            Rule::Survey(groups) => groups.iter().for_each(|g| see(Part::Name(&g.of))),
            Rule::BestOf(rules) => rules.iter().for_each(|r| r.walk(see)),
            Rule::Cases { cases, otherwise } => {
                for (condition, rule) in cases {
                    condition.walk(see);
                    rule.walk(see);
                }
                otherwise.walk(see);
            }
            Rule::Fixed(_) => {}
        }
    }

    /// The fields it reads.
    pub fn reads(&self) -> Vec<&str> {
        names(|see| self.walk(see))
    }

    /// The fields that are judged marks.
    pub fn marks(&self) -> Vec<&str> {
        let mut found = Vec::new();
        self.walk(&mut |part| {
            found.extend(if let Part::Mark(name) = part { Some(name) } else { None })
        });
        found
    }

    /// The fields held against last year's.
    pub fn compared_years(&self) -> Vec<&str> {
        let mut found = Vec::new();
        self.walk(&mut |part| {
            found.extend(if let Part::LastYear(name) = part { Some(name) } else { None })
        });
        found
    }

    /// The shares whose evidence must not exceed 100 percent: numerator and denominator.
    pub fn refused(&self) -> Vec<(&str, &str)> {
        let mut found = Vec::new();
        self.walk(&mut |part| {
            if let Part::Value(Value::Share { of, among, over: Over::Refuse, .. }) = part
                && let (Value::Field(a), Value::Field(b)) = (&**of, &**among)
            {
                found.push((a.as_str(), b.as_str()));
            }
        });
        found
    }
}

fn names<'a>(walk: impl FnOnce(&mut dyn FnMut(Part<'a>))) -> Vec<&'a str> {
    let mut found = Vec::new();
    walk(&mut |part| {
        if let Part::Name(name) = part {
            found.push(name);
        }
    });
    found
}
