//! One part of a panel: its rows scored, and its columns ready to be written, all but rank and change.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::tiers::Tiers;
use super::{Form, is_deduction, percent_digits};
use crate::column::{BLOCK, Bits};
use crate::criteria::{Basis, Criteria, Unsubmitted};
use crate::evidence::Evidence;
use crate::evidence::panel::Read;
use crate::parallel::in_ranges;
use crate::plan::Plan;
use crate::quantity::{Exact, Mode, Percent, Rounding, Year};
use crate::scores::{Scores, Tally};
use crate::table::narrow::{Cells, Head, Kind, Lines, lines};
#[cfg(feature = "parquet")]
use crate::table::narrow::{Pages, pages};
use crate::table::wide::{Keys, Rows};

/// Columns that one thread makes ready at a time.
const TOGETHER: usize = 8;

/// What scoring a part needs.
pub(super) struct Laid<'a> {
    pub criteria: &'a Criteria,
    pub plan: Plan,
    pub heads: Vec<Head>,
    /// The nodes whose points are columns.
    pub kept: Vec<usize>,
    pub tiers: Tiers,
    pub form: Form,
}

/// A year, and the plan of it.
pub(super) type YearPlan = (Year, Arc<Plan>);

/// A part, scored.
pub(super) struct Part {
    pub rows: usize,
    pub ready: Ready,
    /// What ranks need of each row: the number of its agency first.
    pub agencies: Vec<u32>,
    pub years: Vec<Year>,
    pub groups: Vec<u32>,
    pub figures: Vec<Option<Figure>>,
    /// Figures that no two counts make.
    pub exact: HashMap<usize, Exact>,
    pub lines: Rows,
}

/// What a row is ranked by: one count over another. Nothing of these is ever printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Figure {
    pub part: i64,
    pub whole: i64,
}

/// What a row is ranked by, where it is, and its percent as printed, in counts of the last digit.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Figured {
    ranked: Option<Figure>,
    pub percent: Option<i64>,
}

/// Columns ready to be written.
pub(super) enum Ready {
    Lines(Lines),
    #[cfg(feature = "parquet")]
    Pages(Vec<Pages>),
}

/// Counts of points and maxima at a node.
pub(super) struct Counts {
    pub points: Vec<i32>,
    pub maxima: Vec<i32>,
}

impl Laid<'_> {
    /// Scores a part, each row by its year's plan; its agencies have no numbers yet.
    pub fn part(&self, read: &Read, plans: &[YearPlan]) -> Result<Part, String> {
        let asked = |year: Year, rows: Range<usize>| {
            read.years.get(rows).is_some_and(|years| years.contains(&year))
        };
        let award = |(year, plan): &YearPlan| {
            (*year, Scores::award_where(plan, &read.evidence, |rows| asked(*year, rows)))
        };
        let scores: Vec<(Year, Scores)> = plans.iter().map(award).collect();
        let exact = exact_rows(&scores, read);
        let total = self.counts(&scores, read, &exact, 0);
        let figures = self.figures(read, &total, &exact);
        let ready = self.ready(&scores, read, &exact, &total, &figures)?;
        let exact = exact.iter().filter_map(|(row, tallies)| {
            let tally = tallies.first()?;
            Some((*row, self.figure(tally)?))
        });
        Ok(Part {
            rows: read.rows,
            ready,
            agencies: Vec::new(),
            years: read.years.clone(),
            groups: read
                .groups
                .iter()
                .map(|group| u32::try_from(*group).unwrap_or(u32::MAX))
                .collect(),
            figures: figures.into_iter().map(|figured| figured.ranked).collect(),
            exact: exact.collect(),
            lines: read.lines.clone(),
        })
    }

    /// The counts of a node, row by row from its year's scores; what is no count is rounded half up to one.
    fn counts(
        &self,
        scores: &[(Year, Scores)],
        read: &Read,
        exact: &HashMap<usize, Vec<Tally>>,
        node: usize,
    ) -> Counts {
        let room = || Vec::with_capacity(read.rows);
        let mut all = Counts { points: room(), maxima: room() };
        for (block, years) in read.years.chunks(BLOCK).enumerate() {
            let first = all.points.len();
            for (year, scores) in scores.iter().filter(|(year, _)| years.contains(year)) {
                let next = all.points.len();
                scores.counts(block, node, &mut all.points, &mut all.maxima);
                if next == first {
                    continue;
                }
                // a block of several years: each row from its own
                for counts in [&mut all.points, &mut all.maxima] {
                    let (before, of_year) = counts.split_at_mut(next);
                    let rows = before.iter_mut().skip(first).zip(of_year).zip(years);
                    rows.filter(|(_, of)| *of == year).for_each(|((to, from), _)| *to = *from);
                    counts.truncate(next);
                }
            }
        }
        let unit = self.unit();
        for (row, tallies) in exact {
            let tally = tallies.get(node).cloned().unwrap_or_default();
            for (counts, points) in [(&mut all.points, tally.points), (&mut all.maxima, tally.max)]
            {
                if let Some(place) = counts.get_mut(*row) {
                    *place = nearest(points.exact(), &unit);
                }
            }
        }
        if is_deduction(self.criteria, node) {
            all.points.iter_mut().for_each(|points| *points = -*points);
        }
        all
    }

    /// What a count of points stands for.
    pub(super) fn unit(&self) -> Exact {
        let digits = self.criteria.display().digits.min(6);
        let millionths = 10_i64.pow(6 - u32::from(digits));
        Exact::of_millionths(self.plan.counted.as_ref().map_or(millionths, |counted| counted.unit))
    }

    /// What each row is ranked by, and its percent as printed; nothing where it is not ranked.
    fn figures(
        &self,
        read: &Read,
        total: &Counts,
        exact: &HashMap<usize, Vec<Tally>>,
    ) -> Vec<Figured> {
        let Criteria { rank_by, stages, unsubmitted, .. } = self.criteria;
        let digits = self.digits();
        let print = stages.percent.unwrap_or(Rounding { digits, mode: Mode::HalfUp });
        let sent = sent(&read.evidence, read.rows);
        let of = |row: usize| -> Option<Figured> {
            let counts = *unsubmitted != Unsubmitted::Unranked || sent.get(row);
            let (points, max) = (*total.points.get(row)?, *total.maxima.get(row)?);
            if let Some(tally) = exact.get(&row).and_then(|tallies| tallies.first()) {
                let Percent(percent) = crate::standings::percent(self.criteria, tally)?;
                let unit = Exact::of_millionths(10_i64.pow(6 - u32::from(digits)));
                let percent = Some(nearest(&percent, &unit).into());
                // its figure stands apart, in exact numbers
                let ranked = counts.then_some(Figure { part: 0, whole: 1 });
                return Some(Figured { ranked, percent });
            }
            let (part, whole) = (i64::from(points), i64::from(max));
            if whole == 0 {
                return None;
            }
            let percent = print.mode.whole(part * 100 * 10_i64.pow(digits.into()), whole);
            let figure = match (rank_by, stages.percent) {
                (Basis::Points, _) => Figure { part, whole: 1 },
                (Basis::Percent, Some(_)) => Figure { part: percent, whole: 1 },
                (Basis::Percent, None) => Figure { part, whole },
            };
            Some(Figured { ranked: counts.then_some(figure), percent: Some(percent) })
        };
        (0..read.rows).map(|row| of(row).unwrap_or_default()).collect()
    }

    /// What a row is ranked by in exact numbers, as [`Figure`] has it in counts.
    fn figure(&self, tally: &Tally) -> Option<Exact> {
        match (self.criteria.rank_by, self.criteria.stages.percent) {
            (Basis::Points, _) => tally.points.exact().over(&self.unit()),
            (Basis::Percent, Some(stage)) => {
                let Percent(percent) = crate::standings::percent(self.criteria, tally)?;
                Some(&percent * &Exact::whole(10_i64.pow(stage.digits.min(6).into())))
            }
            (Basis::Percent, None) => tally.points.exact().over(tally.max.exact()),
        }
    }

    /// Digits that percents are printed with.
    fn digits(&self) -> u8 {
        percent_digits(self.criteria)
    }

    fn ready(
        &self,
        scores: &[(Year, Scores)],
        read: &Read,
        exact: &HashMap<usize, Vec<Tally>>,
        total: &Counts,
        figures: &[Figured],
    ) -> Result<Ready, String> {
        let points = 3..3 + self.kept.len();
        let column = |k: usize| match k {
            0 => agencies(self.heads.first(), &read.agencies),
            1 => self.groups(read),
            2 => whole(read.years.iter().map(|year| i32::from(year.0)).collect()),
            k if points.contains(&k) => {
                let node = self.kept.get(k - 3).copied().unwrap_or_default();
                let counts = self.counts(scores, read, exact, node);
                counted(counts, !self.is_inner(node))
            }
            k if k == points.end => whole(total.points.clone()),
            k if k == points.end + 1 => whole(total.maxima.clone()),
            k if k == points.end + 2 => {
                let fits = |percent: i64| i32::try_from(percent).unwrap_or(i32::MAX);
                let percent = |figured: &Figured| figured.percent.map(fits);
                some(figures.iter().map(percent))
            }
            _ => self.tiers(read, total, exact, figures),
        };
        let last = self.heads.len().saturating_sub(2);
        match self.form {
            Form::Csv => {
                let columns =
                    in_ranges(last, TOGETHER, |range| range.map(column).collect::<Vec<_>>());
                let columns: Vec<Cells> = columns.into_iter().flatten().collect();
                Ok(Ready::Lines(lines(
                    self.heads.get(..last).unwrap_or_default(),
                    &columns,
                    read.rows,
                )))
            }
            #[cfg(feature = "parquet")]
            Form::Parquet => {
                let heads = self.heads.get(..last).unwrap_or_default();
                let columns = in_ranges(last, TOGETHER, |range| {
                    let pages = |k: usize| heads.get(k).map(|head| pages(head, &column(k)));
                    range.filter_map(pages).collect::<Result<Vec<_>, _>>()
                });
                let columns: Vec<Vec<Pages>> = columns.into_iter().collect::<Result<_, _>>()?;
                Ok(Ready::Pages(columns.into_iter().flatten().collect()))
            }
        }
    }

    fn is_inner(&self, node: usize) -> bool {
        self.criteria.nodes.get(node).is_some_and(|node| node.rule.is_none())
    }

    fn groups(&self, read: &Read) -> Cells {
        let words = self.criteria.groups.iter().map(|group| group.name.to_string()).collect();
        let code = |group: &usize| u32::try_from(group + 1).unwrap_or_default();
        Cells::Words { codes: read.groups.iter().map(code).collect(), words }
    }
}

/// All tallies of the rows whose points are no counts.
fn exact_rows(scores: &[(Year, Scores)], read: &Read) -> HashMap<usize, Vec<Tally>> {
    let mut exact = HashMap::new();
    for (year, scores) in scores {
        let nodes = scores.ids().count() + 1;
        for row in scores.exact_rows().filter(|row| read.years.get(*row) == Some(year)) {
            exact.insert(row, (0..nodes).map(|node| scores.tally(row, node)).collect());
        }
    }
    exact
}

fn nearest(points: &Exact, unit: &Exact) -> i32 {
    let counts = points.over(unit).unwrap_or_default();
    let counts = counts.rounded(Rounding { digits: 0, mode: Mode::HalfUp });
    counts.floor().and_then(|count| i32::try_from(count).ok()).unwrap_or(i32::MAX)
}

/// Who sent anything at all.
fn sent(evidence: &Evidence, rows: usize) -> Bits {
    let mut sent = Bits::none(rows);
    evidence.columns().iter().for_each(|column| sent.join(column.given()));
    sent
}

/// The cells of a node; an item that does not count is a gap.
fn counted(counts: Counts, gaps: bool) -> Cells {
    if !gaps {
        return whole(counts.points);
    }
    let given: Vec<u8> = counts.maxima.iter().map(|max| u8::from(*max != 0)).collect();
    Cells::Counts { counts: counts.points, given: Bits::of_bytes(&given) }
}

pub(super) fn whole(counts: Vec<i32>) -> Cells {
    let given = Bits::of_words(counts.len(), vec![u64::MAX; counts.len().div_ceil(64)]);
    Cells::Counts { counts, given }
}

pub(super) fn some(counts: impl Iterator<Item = Option<i32>>) -> Cells {
    let (counts, given): (Vec<i32>, Vec<u8>) =
        counts.map(|count| (count.unwrap_or_default(), u8::from(count.is_some()))).unzip();
    Cells::Counts { counts, given: Bits::of_bytes(&given) }
}

/// Agencies as numbers where all of them are, else as words.
fn agencies(head: Option<&Head>, keys: &Keys) -> Cells {
    let as_words = head.is_none_or(|head| head.kind == Kind::Words);
    match keys {
        Keys::Words { codes, words } => {
            Cells::Words { codes: codes.clone(), words: words.clone().into() }
        }
        Keys::Wholes(wholes) if as_words => {
            let words: Vec<String> = wholes.iter().map(ToString::to_string).collect();
            Cells::Words { codes: (1..).take(words.len()).collect(), words: words.into() }
        }
        Keys::Wholes(wholes) => {
            whole(wholes.iter().map(|whole| i32::try_from(*whole).unwrap_or(i32::MAX)).collect())
        }
    }
}
