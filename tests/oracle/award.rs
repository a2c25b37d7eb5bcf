//! What a rule awards to one agency: points before they are cut and rounded.

use num_traits::Zero;

use super::rule::{Answers, Due, Late, Respondents, Rule};
use super::set::{Day, Figure, Number, Set, Span, number};
use super::value::{Desk, Looked, mean};

/// What a rule says.
#[derive(Clone, Debug, PartialEq)]
pub enum Award {
    Points(Number),
    Missing,
    NotApplicable,
}

impl Desk<'_> {
    /// What `rule` awards at `max`, the item's own maximum, bonus or deduction.
    pub fn award(&self, rule: &Rule, max: &Number) -> Award {
        match rule {
            Rule::YesNo { of, points } => {
                let (yes, no) = points.clone().unwrap_or((max.clone(), Number::zero()));
                points_or_missing(self.yes(of).map(|held| if held { yes } else { no }))
            }
            Rule::States { of, points } => points_or_missing(self.graded(of, points)),
            Rule::Grades { of, percent } => {
                points_or_missing(self.graded(of, percent).map(|p| p * max / number(100, 1)))
            }
            Rule::Lateness { of, due, working, award } => points_or_missing(
                self.days_late(of, due, *working).map(|late| late_points(award, late, max)),
            ),
            Rule::Bands { of, award } => self.points_of(of, |n| in_band(award, &n)),
            Rule::Proportional { of, nothing_below, full_from } => self.points_of(of, |n| {
                let full = full_from.clone().unwrap_or(number(100, 1));
                if nothing_below.as_ref().is_some_and(|least| n < *least) {
                    Number::zero()
                } else if n >= full {
                    max.clone()
                } else {
                    n / full * max
                }
            }),
            Rule::Reach(reach) => match self.reaches(reach) {
                None => Award::Missing,
                Some(None) => Award::NotApplicable,
                Some(Some(held)) => Award::Points(all_or_nothing(held, max)),
            },
            Rule::All(conditions) => points_or_missing(
                self.decided(conditions, false).map(|held| all_or_nothing(held, max)),
            ),
            Rule::None(of) => self.points_of(of, |n| all_or_nothing(n.is_zero(), max)),
            Rule::Gate { needs, otherwise, then } => match self.holds(needs) {
                None => Award::Missing,
                Some(false) => Award::Points(otherwise.clone().unwrap_or_default()),
                Some(true) => self.award(then, max),
            },
            Rule::Each { of, points } => self.points_of(of, |n| n * points),
            Rule::Checklist(each) => {
                let given: Vec<Number> = each
                    .iter()
                    .filter_map(|(name, points)| Some(all_or_nothing(self.yes(name)?, points)))
                    .collect();
                points_or_missing((!given.is_empty()).then(|| given.into_iter().sum()))
            }
            Rule::Judged { of, .. } => points_or_missing(self.number(of)),
            Rule::Deduct { each, floor } => {
                let taken: Vec<Number> = each
                    .iter()
                    .filter_map(|(name, points)| Some(self.number(name)? * points))
                    .collect();
                let floor = floor.clone().unwrap_or_default();
                points_or_missing(
                    (!taken.is_empty()).then(|| floor.max(max - taken.into_iter().sum::<Number>())),
                )
            }
            Rule::Survey(groups) => self.surveyed(groups, max),
            Rule::Scale { of, anchors } => self.points_of(of, |n| on_scale(anchors, &n)),
            Rule::AgainstMean { of, at_or_above, below, all, mean } => {
                let mean =
                    mean.clone().map_or_else(|| self.mean_of_agencies(of, *all), Looked::Given);
                let reaches = |n: Number| matches!(&mean, Looked::Given(mean) if n >= *mean);
                self.points_of(of, |n| if reaches(n) { at_or_above } else { below }.clone())
            }
            Rule::BestOf(rules) => {
                let awards: Vec<Award> = rules.iter().map(|r| self.award(r, max)).collect();
                let scored = awards
                    .iter()
                    .filter_map(|a| if let Award::Points(n) = a { Some(n.clone()) } else { None });
                match scored.max() {
                    Some(best) => Award::Points(best),
                    None if awards.contains(&Award::Missing) => Award::Missing,
                    None => Award::NotApplicable,
                }
            }
            Rule::Cases { cases, otherwise } => {
                for (condition, rule) in cases {
                    match self.holds(condition) {
                        None => return Award::Missing,
                        Some(true) => return self.award(rule, max),
                        Some(false) => {}
                    }
                }
                self.award(otherwise, max)
            }
            Rule::Fixed(points) => Award::Points(points.clone()),
            Rule::AgainstLastYear { of, higher, same, lower, first_year } => {
                match (self.number(of), self.number(&format!("{of}.last_year"))) {
                    (None, _) => Award::Missing,
                    (Some(_), None) => {
                        first_year.clone().map_or(Award::NotApplicable, Award::Points)
                    }
                    (Some(now), Some(then)) if now > then => Award::Points(higher.clone()),
                    (Some(now), Some(then)) if now == then => Award::Points(same.clone()),
                    _ => Award::Points(lower.clone()),
                }
            }
        }
    }

    fn points_of(&self, of: &super::rule::Value, points: impl FnOnce(Number) -> Number) -> Award {
        match self.value(of) {
            Looked::Given(n) => Award::Points(points(n)),
            Looked::NotGiven => Award::Missing,
            Looked::NotApplicable => Award::NotApplicable,
        }
    }

    fn graded(&self, of: &str, each: &[(String, Number)]) -> Option<Number> {
        let Some(Figure::Grade(grade)) = self.figure(of) else {
            return None;
        };
        each.iter().find(|(option, _)| option == grade).map(|(_, n)| n.clone())
    }

    fn day(&self, name: &str) -> Option<Day> {
        match self.figure(name) {
            Some(Figure::Date(day)) => Some(*day),
            _ => None,
        }
    }

    fn days_late(&self, of: &str, due: &Due, working: bool) -> Option<i64> {
        let sent = self.day(of)?;
        let due = match due {
            Due::MonthDay(month, day) => Day::of(Set::YEAR, *month, *day),
            Due::Full(day) => *day,
            Due::Field(name) => self.day(name)?,
        };
        if working && sent > due {
            let worked = (due.0 + 1..=sent.0).filter(|&day| self.is_working(Day(day)));
            return i64::try_from(worked.count()).ok();
        }
        Some(sent.0 - due.0)
    }

    fn is_working(&self, day: Day) -> bool {
        let holiday = self.set.holidays.iter().any(|(from, to)| *from <= day && day <= *to);
        self.set.workdays.contains(&day) || !(day.is_weekend() || holiday)
    }

    fn surveyed(&self, groups: &[Respondents], max: &Number) -> Award {
        let heard: Vec<(&Number, Number)> =
            groups.iter().filter_map(|g| Some((&g.weight, self.satisfaction(g)?))).collect();
        let weight: Number = heard.iter().map(|(w, _)| *w).sum();
        if weight.is_zero() {
            return Award::Missing;
        }
        let percent: Number = heard.iter().map(|(w, p)| *w * p).sum::<Number>() / weight;
        Award::Points(percent * max / number(100, 1))
    }

    /// The percent of one respondent group; none when nobody answered.
    fn satisfaction(&self, group: &Respondents) -> Option<Number> {
        let figure = self.figure(&group.of)?;
        let likert =
            |n: Number, from: &Number, to: &Number| (n - from) / (to - from) * number(100, 1);
        match (&group.answers, figure) {
            (Answers::Options(percents), Figure::Ballots(ballots)) => {
                mean_ballot(ballots, |option| {
                    percents
                        .iter()
                        .find(|(o, _)| o == option)
                        .map_or(Number::zero(), |(_, p)| p.clone())
                })
            }
            (Answers::Mean { from, to }, Figure::Ballots(ballots)) => {
                mean_ballot(ballots, mark).map(|n| likert(n, from, to))
            }
            (Answers::Mean { from, to }, Figure::Number(n)) => Some(likert(n.clone(), from, to)),
            (Answers::SatisfiedFrom(least), Figure::Ballots(ballots)) => {
                mean_ballot(ballots, |option| {
                    number(if mark(option) >= mark(least) { 100 } else { 0 }, 1)
                })
            }
            (Answers::Percent, Figure::Number(n)) => Some(n.clone()),
            _ => None,
        }
    }

    /// The mean over the agencies that have the value and whose item applies.
    fn mean_of_agencies(&self, of: &super::rule::Value, all: bool) -> Looked {
        let peers = self.agencies.iter().filter(|a| all || a.group == self.agency.group);
        let desks = peers.map(|agency| Desk { agency, ..*self });
        mean(desks.filter(|desk| !desk.is_declared_out()).map(|desk| desk.value(of)))
    }

    /// Whether the agency's own declaration takes the item out.
    pub fn is_declared_out(&self) -> bool {
        let item = self.path.last().and_then(|item| self.agency.record.declared.get(&item.id));
        item.is_some_and(|confirmed| *confirmed || !self.set.refuse_unconfirmed)
    }
}

fn points_or_missing(points: Option<Number>) -> Award {
    points.map_or(Award::Missing, Award::Points)
}

fn all_or_nothing(held: bool, max: &Number) -> Number {
    if held { max.clone() } else { Number::zero() }
}

fn in_band(bands: &[(Span, Number)], n: &Number) -> Number {
    bands
        .iter()
        .find(|(span, _)| span.holds(n))
        .map_or(Number::zero(), |(_, points)| points.clone())
}

fn late_points(award: &Late, late: i64, max: &Number) -> Number {
    match award {
        Late::Bands(bands) => in_band(bands, &number(late, 1)),
        Late::PerDay { points, floor } => {
            let left = max - points * number(late.max(0), 1);
            left.max(floor.clone().unwrap_or_default())
        }
    }
}

fn on_scale(anchors: &[(Number, Number)], n: &Number) -> Number {
    let after = anchors.iter().find(|(at, _)| n <= at);
    let before = anchors.iter().rev().find(|(at, _)| at <= n);
    match (before, after) {
        (Some((_, points)), None) | (None, Some((_, points))) => points.clone(),
        (Some((low, from)), Some((high, _))) if low == high => from.clone(),
        (Some((low, from)), Some((high, to))) => from + (to - from) * (n - low) / (high - low),
        (None, None) => Number::zero(),
    }
}

/// An option that is a number, such as a Likert mark.
fn mark(option: &str) -> Number {
    option.parse::<i64>().map_or(Number::zero(), |n| number(n, 1))
}

fn mean_ballot(ballots: &[(String, i64)], worth: impl Fn(&str) -> Number) -> Option<Number> {
    let cast: i64 = ballots.iter().map(|(_, count)| count).sum();
    let sum: Number = ballots.iter().map(|(option, count)| worth(option) * number(*count, 1)).sum();
    (cast > 0).then(|| sum / number(cast, 1))
}
