//! Two rules held against each other on records made for it: every figure at, just below and just above every number
//! that either rule names. Where they award another share of their maxima, the record is the witness.

use std::sync::Arc;

use crate::calendar::Day;
use crate::column::Column;
use crate::criteria::{Criteria, Node};
use crate::quantity::{Exact, Year};
use crate::rule::{Facts, Figure, FigureKind, Gap, Outcome, Rule, Silence};

/// Records beyond which they are sampled, evenly and always the same.
const MOST: usize = 4096;

/// An item of one year with its rule.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub criteria: &'a Criteria,
    pub node: &'a Node,
}

/// What holding two rules against each other shows.
pub(super) enum Verdict {
    /// The same words, or no record that tells them apart.
    Alike,
    /// They read other figures, or means and last years, which records cannot hold.
    Other,
    /// Told apart by a record.
    Differ,
}

/// Whether two items award the same share of their maxima.
pub(super) fn compare(was: Side<'_>, is: Side<'_>) -> Verdict {
    if was.node.role != is.node.role || was.node.method != is.node.method {
        return Verdict::Other;
    }
    let same_words = was.node.rule_words == is.node.rule_words;
    let (Some(before), Some(now)) = (was.figures(), is.figures()) else {
        return if same_words && was.node.max == is.node.max {
            Verdict::Alike
        } else {
            Verdict::Other
        };
    };
    let partners: Option<Vec<Arc<Figure>>> = now
        .iter()
        .map(|figure| before.iter().find(|known| is_same(known, figure)).cloned())
        .collect();
    let Some(partners) = partners.filter(|_| before.len() == now.len()) else {
        return Verdict::Other;
    };
    if same_words && was.node.max == is.node.max {
        return Verdict::Alike;
    }
    let records = records(&now, &[was.node, is.node], is.criteria);
    let earlier = was.awards(&partners, &now, &records, is.criteria.year);
    let later = is.awards(&now, &now, &records, is.criteria.year);
    let share = |outcome: &Outcome, side: Side<'_>| -> Result<Exact, Gap> {
        outcome.clone().map(|points| points.over(&side.node.max).unwrap_or_default())
    };
    let mut pairs = earlier.iter().zip(&later);
    let differ = pairs.any(|(before, after)| share(before, was) != share(after, is));
    if differ { Verdict::Differ } else { Verdict::Alike }
}

pub(super) fn is_same(a: &Figure, b: &Figure) -> bool {
    let sorted = |figure: &Figure| {
        let mut options = figure.options.clone();
        options.sort();
        options
    };
    a.name == b.name && a.kind == b.kind && sorted(a) == sorted(b)
}

impl Side<'_> {
    fn rule(&self) -> Option<&Rule> {
        self.node.rule.as_deref()
    }

    /// The figures that its rule reads; nothing where it reads means, ballots or last year's, which no record here holds.
    pub fn figures(&self) -> Option<Vec<Arc<Figure>>> {
        let reads = |figure: &&Arc<Figure>| self.node.reads.contains(&figure.slot);
        let figures: Vec<Arc<Figure>> =
            self.criteria.figures.iter().filter(reads).cloned().collect();
        let plain = |figure: &Arc<Figure>| {
            figure.kind != FigureKind::Ballots && !figure.name.ends_with(".last_year")
        };
        let means = self.rule().is_some_and(|rule| !rule.means().is_empty());
        (!means && figures.iter().all(plain)).then_some(figures)
    }

    /// What its rule awards for each record, cut to the maximum. `figures` are its own, `given` those of the records,
    /// whose days are of `year`.
    pub fn awards(
        &self,
        figures: &[Arc<Figure>],
        given: &[Arc<Figure>],
        records: &[Record],
        year: Year,
    ) -> Vec<Outcome> {
        let years = self.criteria.year.0 - year.0;
        let mut columns = vec![Column::default(); self.criteria.slots];
        for (k, (figure, of)) in figures.iter().zip(given).enumerate() {
            let mut column = Column::of_gaps(records.len());
            for (row, record) in records.iter().enumerate() {
                let number = record.get(k).cloned().flatten();
                column.set(row, number.map(|number| translated(&number, of, figure, years)));
            }
            if let Some(place) = columns.get_mut(figure.slot) {
                *place = column;
            }
        }
        let Some(rule) = self.rule() else {
            return Vec::new();
        };
        let cut = |points: Exact| points.max(Exact::ZERO).min(self.node.max.clone());
        let awarded = |row| {
            let facts = Facts { columns: &columns, calendar: &self.criteria.calendar, row };
            rule.judge(&facts, &self.node.max, &mut Silence).map(cut)
        };
        (0..records.len()).map(awarded).collect()
    }
}

/// A grade's option by its name, whose place may be another in the other year; a day so many years on.
fn translated(number: &Exact, of: &Figure, to: &Figure, years: i16) -> Exact {
    if of.kind == FigureKind::Date && years != 0 {
        let day = number.floor().and_then(Day::of_number).and_then(|day| day.plus_years(years));
        return day.map_or_else(|| number.clone(), |day| Exact::whole(day.number()));
    }
    if of.kind != FigureKind::Grade {
        return number.clone();
    }
    let name = number.floor().and_then(|k| of.options.get(usize::try_from(k).ok()?));
    let place = name.and_then(|name| to.options.iter().position(|option| option == name));
    place.map_or_else(|| number.clone(), crate::rule::whole)
}

/// One figure per field.
pub(super) type Record = Vec<Option<Exact>>;

/// Every combination of the telling values of every field, or an even sample of them.
pub(super) fn records(
    figures: &[Arc<Figure>],
    nodes: &[&Node],
    criteria: &Criteria,
) -> Vec<Record> {
    let values: Vec<Vec<Option<Exact>>> =
        figures.iter().map(|figure| values(figure, nodes, criteria)).collect();
    let all = values.iter().try_fold(1usize, |all, values| all.checked_mul(values.len()));
    let count = all.map_or(MOST, |all| all.min(MOST));
    // an odd stride visits the combinations evenly, whatever their number
    let stride = all.filter(|all| *all > MOST).map_or(1, |all| (all / MOST) | 1);
    let record = |k: usize| {
        let mut rest = k.wrapping_mul(stride);
        let pick = |values: &Vec<Option<Exact>>| {
            let at = rest.checked_rem(values.len()).unwrap_or_default();
            rest = rest.checked_div(values.len()).unwrap_or_default();
            values.get(at).cloned().flatten()
        };
        values.iter().map(pick).collect()
    };
    (0..count).map(record).collect()
}

/// The values of one field that may tell two rules apart.
fn values(figure: &Figure, nodes: &[&Node], criteria: &Criteria) -> Vec<Option<Exact>> {
    let named: Vec<Exact> = nodes.iter().flat_map(|node| node.rule_words.numbers()).collect();
    let mut values: Vec<Exact> = match figure.kind {
        FigureKind::YesNo => vec![Exact::ZERO, Exact::ONE],
        FigureKind::Grade => (0..figure.options.len()).map(crate::rule::whole).collect(),
        FigureKind::Date => dates(&named, nodes, criteria),
        _ => numbers(&named, figure.is_whole()),
    };
    values.retain(|value| {
        figure.least.as_ref().is_none_or(|least| value >= least)
            && figure.most.as_ref().is_none_or(|most| value <= most)
    });
    values.sort();
    values.dedup();
    values.into_iter().map(Some).chain([None]).collect()
}

/// Every number named, just below and just above it, and what makes a share of a thousand of it.
fn numbers(named: &[Exact], whole: bool) -> Vec<Exact> {
    let step =
        if whole { Exact::ONE } else { Exact::ONE.over(&Exact::HUNDRED).unwrap_or_default() };
    let ten = Exact::whole(10);
    let around = |number: &Exact| [number - &step, number.clone(), number + &step];
    let mut values: Vec<Exact> = named.iter().flat_map(around).collect();
    values.extend(named.iter().flat_map(|number| around(&(number * &ten))));
    values.extend([0, 1, 10, 50, 100, 1000].map(Exact::whole));
    if whole {
        values.retain(Exact::is_whole);
    }
    values
}

/// Every due date named, and so many days after it as either rule names.
fn dates(named: &[Exact], nodes: &[&Node], criteria: &Criteria) -> Vec<Exact> {
    let texts = nodes.iter().flat_map(|node| node.rule_words.words());
    let day =
        |text: &str| Day::parse(text).or_else(|| Day::parse(&format!("{}-{text}", criteria.year)));
    let mut due: Vec<i64> = texts.filter_map(day).map(Day::number).collect();
    due.extend(Day::parse(&format!("{}-06-30", criteria.year)).map(Day::number));
    let days = named.iter().filter_map(Exact::floor).filter(|days| (0..400).contains(days));
    let after: Vec<i64> =
        days.flat_map(|days| [days - 1, days, days + 1]).chain([-1, 0, 1, 60]).collect();
    due.iter().flat_map(|due| after.iter().map(move |days| Exact::whole(due + days))).collect()
}
