//! Every way in which missing items may turn out not to apply, with the least and the most that the rest then earns.
//!
//! As long as the same items apply, no closing of a node falls when the points below it rise: so each way has a lowest
//! and a highest end, and between them lies everything else.

use super::outlook::View;
use crate::criteria::{Absence, Criteria, Missing, Role};
use crate::plan::PlannedItem;
use crate::quantity::{Exact, Mode, Percent, Rounding};
use crate::scores::Tally;

/// Items that change others by not applying, up to which every way is tried.
const TRIED: usize = 10;

/// The lowest and the highest tallies of every way.
pub(super) struct Ends {
    pub low: Vec<Vec<Tally>>,
    pub high: Vec<Vec<Tally>>,
    /// The applicable maximum if every missing item applies.
    pub max: Exact,
    /// Whether the ways tried stand for all.
    pub every_way: bool,
}

impl Ends {
    pub fn of(view: &View<'_>, open: &[&PlannedItem]) -> Self {
        let lapsing = open.iter().copied().filter(|item| may_lapse(item) && !is_within(view, item));
        let (quiet, loud): (Vec<&PlannedItem>, Vec<&PlannedItem>) =
            lapsing.partition(|item| is_quiet(view, item));
        let every_way = loud.len() <= TRIED;
        let ways = if every_way { 1usize << loud.len() } else { 1 };
        let end = |way: usize, all_quiet: bool, most: bool| {
            view.end(&|item| {
                let place = loud.iter().position(|known| known.node == item.node);
                let lapsed = match place {
                    Some(place) => every_way && way >> place & 1 == 1,
                    None => all_quiet && quiet.iter().any(|known| known.node == item.node),
                };
                (!lapsed).then(|| view.earning(item, most))
            })
        };
        let with_quiet: &[bool] = if quiet.is_empty() { &[false] } else { &[false, true] };
        let ends = |most: bool| -> Vec<Vec<Tally>> {
            let ways = (0..ways).flat_map(|way| with_quiet.iter().map(move |all| (way, *all)));
            ways.map(|(way, all)| end(way, all, most)).collect()
        };
        let low = ends(false);
        let max = root(low.first()).max.0;
        Self { high: ends(true), low, max, every_way }
    }

    /// The most or the least total of these ends.
    pub fn points(&self, ends: &[Vec<Tally>], most: bool) -> Exact {
        let totals = ends.iter().map(|tallies| root(Some(tallies)).points.0);
        let end = if most { totals.max() } else { totals.min() };
        end.unwrap_or_default()
    }

    /// The least and the most percent.
    pub fn percent(&self, criteria: &Criteria) -> Option<(Percent, Percent)> {
        let percent = |tallies: &Vec<Tally>| {
            let total = root(Some(tallies));
            let percent = total.points.percent_of(&total.max)?;
            let stage = criteria.stages.percent;
            Some(stage.map_or(percent.clone(), |stage| Percent(percent.0.rounded(stage))))
        };
        let of = |ends: &[Vec<Tally>]| ends.iter().map(percent).collect::<Option<Vec<Percent>>>();
        let (low, high) = (of(&self.low)?, of(&self.high)?);
        Some((low.into_iter().min()?, high.into_iter().max()?)).filter(|_| self.every_way)
    }

    /// Whether no applicable item with a maximum is at nought: in every outcome, in none, or in some.
    pub fn no_item_at_zero(&self, criteria: &Criteria) -> Option<bool> {
        let holds = |tallies: &Vec<Tally>| {
            let mut items = criteria.items().filter(|(_, node, _)| node.role == Role::Score);
            items.all(|(k, _, _)| {
                let tally = tallies.get(k).cloned().unwrap_or_default();
                tally.max.exact().is_zero() || !tally.points.exact().is_zero()
            })
        };
        self.decided(&holds)
    }

    /// Whether a node reaches this percent: in every outcome, in none, or in some.
    pub fn reaches(&self, node: usize, from: &Exact) -> Option<bool> {
        let holds = |tallies: &Vec<Tally>| {
            let tally = tallies.get(node).cloned().unwrap_or_default();
            tally.points.percent_of(&tally.max).is_some_and(|percent| percent.0 >= *from)
        };
        self.decided(&holds)
    }

    fn decided(&self, holds: &dyn Fn(&Vec<Tally>) -> bool) -> Option<bool> {
        if !self.every_way {
            return None;
        }
        match (self.low.iter().all(holds), self.high.iter().any(holds)) {
            (true, _) => Some(true),
            (_, false) => Some(false),
            (false, true) => None,
        }
    }
}

fn root(tallies: Option<&Vec<Tally>>) -> Tally {
    tallies.and_then(|tallies| tallies.first()).cloned().unwrap_or_default()
}

/// Whether a missing item may turn out not to apply, by its rule or because its figures never come.
fn may_lapse(item: &PlannedItem) -> bool {
    item.missing != Missing::Zero || item.rule.may_not_apply()
}

/// Whether an item that does not apply brings what it could also earn: all where that counts as its maximum, nothing
/// where it has no maximum to take away.
fn is_within(view: &View<'_>, item: &PlannedItem) -> bool {
    let role = view.criteria.nodes.get(item.node).map(|node| node.role);
    match item.absence {
        Absence::FullPoints | Absence::Grant => view.falls(item) || view.most(item) == item.max,
        Absence::Exclude => role != Some(Role::Score),
        Absence::Redistribute | Absence::RescaleTo(_) => false,
    }
}

/// Whether an item that lapses only takes its maximum with it, and so would have all it could earn: nothing is shared
/// out or rescaled above it, and no rounding stands between. However many of these lapse, the outcome lies between that
/// of none and that of all.
fn is_quiet(view: &View<'_>, item: &PlannedItem) -> bool {
    let nodes = &view.plan.nodes;
    let up = |k: &usize| view.criteria.nodes.get(*k).filter(|_| *k > 0).map(|node| node.parent);
    let shares_out = |child: &usize| {
        nodes.get(*child).is_some_and(|node| node.absence == Some(Absence::Redistribute))
    };
    let rescales = |k: usize| {
        let here =
            |item: &PlannedItem| item.carrier == k && matches!(item.absence, Absence::RescaleTo(_));
        view.plan.items.iter().any(here)
    };
    let mut above = std::iter::successors(up(&item.node), up);
    item.absence == Absence::Exclude
        && view.most(item) == item.max
        && on_grid(view, &item.max)
        && above.all(|k| {
            let still = nodes.get(k).is_some_and(|node| !node.children.iter().any(shares_out));
            still && !rescales(k)
        })
}

/// Whether rounding above the items leaves whole multiples of such a maximum alone.
fn on_grid(view: &View<'_>, max: &Exact) -> bool {
    let stages = &view.plan.stages;
    let alone = |Rounding { digits, mode }: Rounding| {
        let kept = max.rounded(Rounding { digits, mode: Mode::Truncate }) == *max;
        kept && mode != Mode::HalfEven
    };
    [stages.area, stages.total].into_iter().flatten().all(alone)
}
