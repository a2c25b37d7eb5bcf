//! Levers: what an item would earn with other figures of its own. A rule is asked again for each, never worked out here.

use std::iter::Sum;
use std::ops::Add;
use std::sync::Arc;

use super::limits::Limits;
use super::scan::{Scan, Turn};
use crate::calendar::Day;
use crate::code::ItemCode;
use crate::column::Column;
use crate::criteria::{Criteria, Method, Role};
use crate::evidence::Evidence;
use crate::language::Text;
use crate::plan::{Plan, PlannedItem};
use crate::quantity::{Exact, Points};
use crate::rule::{Field, Figure, FigureKind};
use crate::scores::{Closing, Scores, Status};

/// What mends cost: price first, then how many, then how far figures move.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cost {
    /// Millionths of the unit in which costs are given.
    price: i64,
    mends: u32,
    /// Hundredths of the figures' own units, each figure's move rounded up.
    moves: i64,
}

/// One mend: figures of one item, moved together.
#[derive(Clone, Debug)]
pub struct Lever {
    /// The item; nothing for figures about the agency as a whole, which tiers look at.
    pub item: Option<ItemCode>,
    /// Its code as printed.
    pub code: String,
    /// Its title.
    pub title: Text,
    /// Which figures move, and how far.
    pub moves: Vec<Move>,
    /// Points more at the item; of a deduction, points fewer taken.
    pub gain: Points,
    /// What it costs.
    pub cost: Cost,
    pub(super) node: usize,
    /// Points that the item then earns, or that the deduction takes.
    pub(super) points: Exact,
}

/// One figure's move.
#[derive(Clone, Debug)]
pub struct Move {
    /// The figure.
    pub figure: Arc<Figure>,
    /// What it is; nothing when it was not given.
    pub from: Option<Exact>,
    /// What it must become.
    pub to: Exact,
}

impl Move {
    /// What the figure must become, as evidence writes it.
    #[must_use]
    pub fn text(&self) -> String {
        let place = self.to.floor().unwrap_or_default();
        let text = match self.figure.kind {
            FigureKind::Date => Day::of_number(place).map(|day| day.to_string()),
            FigureKind::Grade => {
                let option = usize::try_from(place).ok();
                option.and_then(|k| self.figure.options.get(k).cloned())
            }
            _ => self.to.to_decimal(),
        };
        text.unwrap_or_default()
    }
}

impl Cost {
    pub(super) fn new(price: &Exact, moves: i64) -> Self {
        let millionth = Exact::whole(1_000_000);
        // a price finer than a millionth counts as the next millionth
        let price = -(-&(price * &millionth)).floor().unwrap_or(i64::MIN + 1);
        Self { price, mends: 1, moves }
    }

    /// The price, in the unit in which costs are given; nought without costs.
    #[must_use]
    pub fn price(&self) -> Exact {
        Exact::whole(self.price).over(&Exact::whole(1_000_000)).unwrap_or_default()
    }

    /// How many items are mended.
    #[must_use]
    pub fn mends(&self) -> u32 {
        self.mends
    }

    /// How far the figures move, added up in their own units: a yes, a grade, a day, one more of a count.
    #[must_use]
    pub fn moves(&self) -> Exact {
        Exact::whole(self.moves).over(&Exact::HUNDRED).unwrap_or_default()
    }
}

impl Add for Cost {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            price: self.price.saturating_add(other.price),
            mends: self.mends.saturating_add(other.mends),
            moves: self.moves.saturating_add(other.moves),
        }
    }
}

impl Sum for Cost {
    fn sum<I: Iterator<Item = Self>>(costs: I) -> Self {
        costs.fold(Self::default(), Add::add)
    }
}

/// Where levers are looked for.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub criteria: &'a Criteria,
    pub plan: &'a Plan,
    pub evidence: &'a Evidence,
    pub scores: &'a Scores,
    pub limits: &'a Limits,
    pub row: usize,
}

impl Ground<'_> {
    /// The levers of every item, the cheapest way to each outcome.
    pub fn levers(&self, closings: &[Closing]) -> Vec<Lever> {
        let shared = self.shared();
        let mut columns = Scores::columns(self.plan, self.evidence);
        let mut levers = Vec::new();
        for item in &self.plan.items {
            levers.extend(self.of_item(item, closings.get(item.node), &shared, &mut columns));
        }
        levers
    }

    /// Figures that more than one item reads; a mend moves what belongs to one item alone.
    pub fn shared(&self) -> Vec<Arc<Figure>> {
        let read =
            |slot| self.criteria.nodes.iter().filter(|node| node.reads.contains(&slot)).count();
        let figures = self.criteria.figures.iter();
        let shared = figures.filter(|figure| figure.item.is_some() && read(figure.slot) > 1);
        shared.map(Arc::clone).collect()
    }

    /// The levers of one item; `columns`, which rules read, are left as they were.
    fn of_item(
        &self,
        item: &PlannedItem,
        closing: Option<&Closing>,
        shared: &[Arc<Figure>],
        columns: &mut [Column],
    ) -> Vec<Lever> {
        let Some((node, closing)) = self.criteria.nodes.get(item.node).zip(closing) else {
            return Vec::new();
        };
        let applies = !self.scores.tally(self.row, item.node).max.exact().is_zero()
            && !matches!(
                self.scores.status(self.row, item.node),
                None | Some(Status::NotApplicable | Status::NotApplicableByRule | Status::NoSurvey)
            );
        let granted = self.evidence.grant(self.row, item.node).is_some();
        if !applies || granted || node.method == Method::Survey || self.limits.rules_out(item.node)
        {
            return Vec::new();
        }
        let alone = |field: &&Field| !shared.iter().any(|known| known.slot == field.slot());
        let figures = self.figures(item.rule.moves().into_iter().filter(alone));
        let now = self.scores.tally(self.row, item.node).points.0;
        let falls = node.role == Role::Deduction;
        let signed = |points: Exact| if falls { -&points } else { points };
        let means = item.rule.means().iter().any(|mean| mean.mean.is_none());
        let mut judge = |turns: &[Turn]| {
            let points = if means {
                let figures: Vec<(usize, Option<Exact>)> =
                    turns.iter().map(|(slot, to)| (*slot, Some(to.clone()))).collect();
                let changed = self.evidence.changed(self.criteria, self.row, &figures);
                let columns = Scores::columns(self.plan, &changed);
                Scores::earned(self.plan, item, &columns, self.row, &closing.factor)
            } else {
                let mut put = |(slot, to): &Turn| {
                    let column = columns.get_mut(*slot)?;
                    let before = column.get(self.row);
                    column.set(self.row, Some(to.clone()));
                    Some((*slot, before))
                };
                let before: Vec<_> = turns.iter().filter_map(&mut put).collect();
                let points = Scores::earned(self.plan, item, columns, self.row, &closing.factor);
                for (slot, was) in before {
                    if let Some(column) = columns.get_mut(slot) {
                        column.set(self.row, was);
                    }
                }
                points
            };
            points.map(signed)
        };
        let scan = self.scan(item.node, &figures);
        let found = scan.outcomes(&signed(now.clone()), &mut judge);
        let levers = found.into_iter().map(|outcome| Lever {
            item: Some(node.id.clone()),
            code: node.code.clone(),
            title: node.title.clone(),
            moves: self.moves(&figures, &outcome.turns),
            gain: Points(&outcome.value - &signed(now.clone())),
            cost: self.limits.cost(item.node, outcome.moves),
            node: item.node,
            points: signed(outcome.value),
        });
        useful(levers.collect())
    }

    /// The figures that fields stand for, once each; no ballots, and no marks that persons give.
    pub fn figures<'b>(&self, fields: impl Iterator<Item = &'b Field>) -> Vec<Arc<Figure>> {
        let mut figures: Vec<Arc<Figure>> = Vec::new();
        for field in fields {
            let known = self.criteria.figures.iter().find(|figure| figure.slot == field.slot());
            if let Some(figure) = known.filter(|known| !figures.contains(known)) {
                figures.push(Arc::clone(figure));
            }
        }
        figures
    }

    pub fn scan<'b>(&'b self, node: usize, figures: &'b [Arc<Figure>]) -> Scan<'b> {
        let reads = self.criteria.nodes.get(node).map_or(&[][..], |node| &node.reads);
        let at = |slot: usize| self.evidence.columns().get(slot)?.get(self.row);
        let facts = crate::rule::Facts {
            columns: self.evidence.columns(),
            calendar: &self.criteria.calendar,
            row: self.row,
        };
        let rule = self.criteria.nodes.get(node).and_then(|node| node.rule.as_ref());
        let numbers = self.criteria.figures.iter().filter(|figure| {
            reads.contains(&figure.slot) && figure.is_whole() && figure.kind != FigureKind::Date
        });
        Scan {
            now: figures.iter().map(|figure| at(figure.slot)).collect(),
            figures,
            wholes: numbers.filter_map(|figure| at(figure.slot)).collect(),
            due: rule.and_then(|rule| rule.due(&facts)).map(|(_, day)| day),
            on: self.limits.on,
            limits: self.limits.of(node),
        }
    }

    pub fn moves(&self, figures: &[Arc<Figure>], turns: &[Turn]) -> Vec<Move> {
        let moved = turns.iter().filter_map(|(slot, to)| {
            let figure = figures.iter().find(|figure| figure.slot == *slot)?;
            let from = self.evidence.columns().get(*slot)?.get(self.row);
            Some(Move { figure: Arc::clone(figure), from, to: to.clone() })
        });
        moved.collect()
    }
}

/// The most levers of one item.
const MOST: usize = 12;

/// The cheapest lever to each gain, none that gains no more than a cheaper one; evenly chosen where they are many.
fn useful(mut levers: Vec<Lever>) -> Vec<Lever> {
    levers.sort_by(|a, b| a.cost.cmp(&b.cost).then_with(|| b.gain.cmp(&a.gain)));
    let mut kept: Vec<Lever> = Vec::new();
    for lever in levers {
        if kept.last().is_none_or(|last| lever.gain > last.gain) {
            kept.push(lever);
        }
    }
    let many = kept.len();
    if many <= MOST {
        return kept;
    }
    let chosen = |k: usize| (k + 1) * MOST / many > k * MOST / many;
    let kept = kept.into_iter().enumerate();
    kept.filter(|(k, _)| chosen(*k)).map(|(_, lever)| lever).collect()
}
