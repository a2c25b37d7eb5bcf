//! Which figures are worth trying: every word, and of numbers and days those where the outcome first gets better.

use std::sync::Arc;

use super::limits::ItemLimits;
use crate::calendar::Day;
use crate::quantity::Exact;
use crate::rule::{Figure, FigureKind, whole};

/// A column and the figure that it gets.
pub(super) type Turn = (usize, Exact);

/// What figures that are moved together come to; more is better.
pub(super) struct Outcome {
    pub turns: Vec<Turn>,
    pub value: Exact,
    /// Hundredths of the figures' units.
    pub moves: i64,
}

/// Combinations of words that are tried; where there are more, each alone and all together.
const WORDS: usize = 4096;
/// Combinations of numbers that are tried for each of words.
const NUMBERS: usize = 256;
/// Places at which a number's range is probed before the exact steps are looked for.
const PROBES: i64 = 400;
/// Steps of one figure; where there are more, eight evenly spread.
const STEPS: usize = 12;

/// The figures of one item that can move.
pub(super) struct Scan<'a> {
    pub figures: &'a [Arc<Figure>],
    pub now: Vec<Option<Exact>>,
    /// Counts of the item, which bound one that has no bound itself.
    pub wholes: Vec<Exact>,
    pub due: Option<Day>,
    pub on: Option<Day>,
    pub limits: Option<&'a ItemLimits>,
}

type Judge<'j> = dyn FnMut(&[Turn]) -> Option<Exact> + 'j;

impl Scan<'_> {
    /// Every outcome better than `now` that the tries find.
    pub fn outcomes(&self, now: &Exact, judge: &mut Judge<'_>) -> Vec<Outcome> {
        let mut found = Vec::new();
        for words in self.words() {
            let mut lists: Vec<Vec<Turn>> = Vec::new();
            for (k, figure) in self.figures.iter().enumerate() {
                if !is_word(figure.kind) {
                    lists.push(self.steps(k, figure, &words, judge));
                }
            }
            for numbers in combined(&lists, NUMBERS) {
                let turns = [words.as_slice(), &numbers].concat();
                let better = judge(&turns).filter(|value| !turns.is_empty() && value > now);
                found.extend(better.map(|value| Outcome {
                    moves: turns.iter().map(|turn| self.size(turn)).sum(),
                    turns,
                    value,
                }));
            }
        }
        found
    }

    /// Combinations of other words; the first changes none.
    fn words(&self) -> Vec<Vec<Turn>> {
        let figures = self.figures.iter().zip(&self.now);
        let lists = figures
            .filter(|(figure, _)| is_word(figure.kind))
            .map(|(figure, now)| {
                let options = if figure.kind == FigureKind::YesNo {
                    2
                } else {
                    figure.options.len()
                };
                let other =
                    |k: usize| (now.as_ref() != Some(&whole(k))).then(|| (figure.slot, whole(k)));
                (0..options).filter_map(other).collect()
            });
        combined(&lists.collect::<Vec<Vec<Turn>>>(), WORDS)
    }

    /// How far a figure moves: a yes, a grade, a day, one more of a count; one that was not given, one.
    fn size(&self, (slot, to): &Turn) -> i64 {
        let figures = self.figures.iter().zip(&self.now);
        let figure = figures.into_iter().find(|(figure, _)| figure.slot == *slot);
        let Some((_, Some(now))) = figure else {
            return 100;
        };
        let far = if to > now { to - now } else { now - to };
        let hundredths = &far * &Exact::HUNDRED;
        -(-&hundredths).floor().unwrap_or(-i64::from(i32::MAX))
    }

    /// Where a number or a day first does better, with these words.
    fn steps(&self, k: usize, figure: &Figure, words: &[Turn], judge: &mut Judge<'_>) -> Vec<Turn> {
        let now = self.now.get(k).cloned().flatten();
        if matches!(figure.kind, FigureKind::Ballots | FigureKind::Points) {
            return Vec::new();
        }
        let unit = if figure.is_whole() { 1 } else { 100 };
        let exact = |at: i64| {
            Exact::whole(at)
                .over(&Exact::whole(unit))
                .unwrap_or_default()
        };
        let (least, most) = self.range(figure, now.as_ref());
        let lattice = |end: &Exact| (end * &Exact::whole(unit)).floor();
        let (Some(low), Some(high)) = (lattice(&least), lattice(&most)) else {
            return Vec::new();
        };
        let undated = figure.kind == FigureKind::Date && now.is_none() && self.due.is_none();
        if low > high || undated {
            return Vec::new();
        }
        let turn = now.iter().map(|now| (figure.slot, now.clone()));
        let base = judge(&[words, &turn.collect::<Vec<_>>()].concat());
        let mut ask = |at: i64| judge(&[words, &[(figure.slot, exact(at))]].concat());
        let mut found = Vec::new();
        match now.as_ref().and_then(lattice) {
            None => {
                found.extend([low, high]);
                found.extend(
                    Path {
                        from: low,
                        to: high,
                        unit,
                    }
                    .steps(&mut ask, None),
                );
            }
            Some(at) => {
                for to in [high, low] {
                    found.extend(Path { from: at, to, unit }.steps(&mut ask, base.clone()));
                }
            }
        }
        found.retain(|at| (low..=high).contains(at));
        found.sort_unstable();
        found.dedup();
        found
            .into_iter()
            .map(|at| (figure.slot, exact(at)))
            .collect()
    }

    /// What a figure can become.
    fn range(&self, figure: &Figure, now: Option<&Exact>) -> (Exact, Exact) {
        let limit = |of: &crate::document::Pairs<Exact>| of.get(&figure.name).cloned();
        let given = now.cloned().unwrap_or_default();
        let (mut least, mut most) = match figure.kind {
            FigureKind::Date => {
                let due = self.due.map(|day| Exact::whole(day.number()));
                let at = now.cloned().or_else(|| due.clone()).unwrap_or_default();
                let least = due.map_or_else(|| &at - &whole(400), |due| due.min(at.clone()));
                (least, at)
            }
            FigureKind::Percent => (Exact::ZERO, Exact::HUNDRED),
            FigureKind::Count => {
                let beside = self.wholes.iter().filter(|known| **known > given).max();
                (
                    Exact::ZERO,
                    beside.cloned().unwrap_or_else(|| &given + &Exact::HUNDRED),
                )
            }
            _ => (Exact::ZERO, &(&given + &given) + &Exact::HUNDRED),
        };
        if figure.kind != FigureKind::Date {
            least = figure.least.clone().unwrap_or(least);
        }
        if let Some(end) = figure
            .most
            .as_ref()
            .filter(|_| figure.kind != FigureKind::Date)
        {
            most = end.clone();
        }
        if let (FigureKind::Date, Some(on)) = (figure.kind, self.on) {
            // a day that is past cannot be chosen any more
            least = least.max(Exact::whole(on.number()));
        }
        if let Some(limits) = self.limits {
            least = limit(&limits.least).map_or(least.clone(), |end| end.max(least));
            most = limit(&limits.most).map_or(most.clone(), |end| end.min(most));
        }
        (least, most)
    }
}

fn is_word(kind: FigureKind) -> bool {
    matches!(kind, FigureKind::YesNo | FigureKind::Grade)
}

/// The way of a figure from what it is to the end of what it can be.
struct Path {
    from: i64,
    to: i64,
    unit: i64,
}

impl Path {
    /// Where the outcome first is better than anywhere before, starting from `base`.
    fn steps(&self, ask: &mut dyn FnMut(i64) -> Option<Exact>, base: Option<Exact>) -> Vec<i64> {
        let length = (self.to - self.from).abs();
        // probes of a fraction fall on whole numbers where they can
        let stride = (length / PROBES + 1).max(if length > self.unit { self.unit } else { 1 });
        let mut best = base;
        let mut before = 0;
        let mut cells = Vec::new();
        let probes = (1..).map(|k| (k * stride).min(length));
        let mut last = 0;
        for far in probes {
            if far == last {
                break;
            }
            last = far;
            let value = ask(self.at(far));
            if value > best {
                cells.push((before, far, value.clone()));
                best = value;
            }
            before = far;
        }
        let many = cells.len();
        if many > STEPS {
            let chosen = |k: usize| (k + 1) * 8 / many > k * 8 / many;
            let cells = cells.into_iter().enumerate().filter(|(k, _)| chosen(*k));
            return cells.map(|(_, (_, far, _))| self.at(far)).collect();
        }
        let exact = |(near, far, value)| self.at(self.first(near, far, &value, ask));
        cells.into_iter().map(exact).collect()
    }

    fn at(&self, far: i64) -> i64 {
        self.from + far * (self.to - self.from).signum()
    }

    /// The nearest place between two probes that is as good as the farther one.
    fn first(
        &self,
        mut near: i64,
        mut far: i64,
        value: &Option<Exact>,
        ask: &mut dyn FnMut(i64) -> Option<Exact>,
    ) -> i64 {
        while far - near > 1 {
            let middle = near + (far - near) / 2;
            if ask(self.at(middle)) >= *value {
                far = middle;
            } else {
                near = middle;
            }
        }
        far
    }
}

/// Every way to take at most one of each list; where they are more than `most`, each alone and the last of all.
fn combined(lists: &[Vec<Turn>], most: usize) -> Vec<Vec<Turn>> {
    let ways = lists
        .iter()
        .try_fold(1usize, |ways, list| ways.checked_mul(list.len() + 1));
    if ways.is_none_or(|ways| ways > most) {
        let alone = lists.iter().flatten().map(|turn| vec![turn.clone()]);
        let all = lists
            .iter()
            .filter_map(|list| list.last().cloned())
            .collect();
        return std::iter::once(Vec::new())
            .chain(alone)
            .chain([all])
            .collect();
    }
    let mut all = vec![Vec::new()];
    for list in lists {
        let with = |way: &Vec<Turn>, turn: &Turn| {
            let mut way = way.clone();
            way.push(turn.clone());
            way
        };
        let more: Vec<Vec<Turn>> = all
            .iter()
            .flat_map(|way| list.iter().map(move |turn| with(way, turn)))
            .collect();
        all.extend(more);
    }
    all
}
