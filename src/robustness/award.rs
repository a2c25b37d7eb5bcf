//! What a sampled item earns by other ballots. A survey's points are linear in the counts of its options while as many
//! answer, so its rule is asked once for each option and the answers are added up in whole numbers; any other rule is
//! asked again for every replicate.

use num_bigint::BigInt;
use num_integer::Integer as _;
use num_rational::BigRational;
use num_traits::ToPrimitive as _;

use super::ballots::Stratum;
use crate::column::Column;
use crate::plan::{Plan, PlannedItem};
use crate::quantity::{Exact, Mode, Rounding};
use crate::rule::{Facts, Rule, Silence};
use crate::scores::Scores;

/// An item of one agency whose ballots are sampled.
#[derive(Clone, Debug)]
pub(super) struct Sampled {
    pub node: usize,
    pub item: usize,
    factor: Exact,
    linear: Option<Linear>,
}

/// Points as a sum over ballots, in whole numbers of one fraction of a point.
#[derive(Clone, Debug)]
struct Linear {
    /// When every ballot chose the first option of its group.
    first: i128,
    /// What one ballot for another option adds, by the place of its count.
    each: Vec<(usize, i128)>,
    /// The fraction.
    over: i128,
    most: i128,
    full: Exact,
    leaf: Rounding,
}

/// What is needed to ask a rule: figures are put into `columns` and left as they were.
pub(super) struct Asking<'a> {
    pub plan: &'a Plan,
    pub columns: Vec<Column>,
    pub row: usize,
}

impl Asking<'_> {
    fn put(&mut self, stratum: &Stratum, count: impl Fn(usize) -> i64) {
        for option in 0..stratum.width {
            if let Some(column) = self.columns.get_mut(stratum.slot + option) {
                column.set(self.row, Some(Exact::whole(count(option))));
            }
        }
    }

    fn judge(&self, item: &PlannedItem) -> Option<Exact> {
        let facts = Facts { columns: &self.columns, calendar: &self.plan.calendar, row: self.row };
        item.rule.judge(&facts, &item.max, &mut Silence).ok()
    }
}

impl Sampled {
    /// The item with its points as a sum over ballots, where they are one.
    pub fn of(asking: &mut Asking<'_>, strata: &[&Stratum], item: usize, factor: &Exact) -> Self {
        let planned = asking.plan.items.get(item);
        let linear = planned.and_then(|planned| linear(asking, strata, planned, factor));
        let node = planned.map_or(0, |planned| planned.node);
        Self { node, item, factor: factor.clone(), linear }
    }

    /// Whether the rule must be asked again for every replicate.
    pub fn is_judged(&self) -> bool {
        self.linear.is_none()
    }

    /// Whether it earns other points by ballots for this option of a group than by as many for the one before.
    pub fn tells(&self, stratum: &Stratum, option: usize) -> bool {
        let Some(linear) = &self.linear else { return true };
        let worth = |option: usize| {
            let found = linear.each.iter().find(|(at, _)| *at == stratum.at + option);
            found.map_or(0, |(_, one)| *one)
        };
        worth(option) != worth(option - 1)
    }

    /// Points before they are rounded, in the item's own fraction of one; nothing where the rule must be asked.
    pub fn sum(&self, counts: &[u32]) -> Option<i128> {
        Some(self.linear.as_ref()?.sum(counts))
    }

    /// What the item earns by such a sum.
    pub fn earned(&self, sum: i128) -> Exact {
        self.linear.as_ref().map_or(Exact::ZERO, |linear| linear.earned(sum))
    }

    /// What the item earns with these counts, which are also put into the columns where the rule must be asked.
    pub fn points(&self, counts: &[u32], strata: &[Stratum], asking: &mut Asking<'_>) -> Exact {
        if let Some(linear) = &self.linear {
            return linear.earned(linear.sum(counts));
        }
        for stratum in strata {
            let count = |option| counts.get(stratum.at + option).copied().unwrap_or_default();
            asking.put(stratum, |option| i64::from(count(option)));
        }
        let planned = asking.plan.items.get(self.item);
        let earned = planned.and_then(|item| {
            Scores::earned(asking.plan, item, &asking.columns, asking.row, &self.factor)
        });
        earned.unwrap_or_default()
    }
}

fn linear(
    asking: &mut Asking<'_>,
    strata: &[&Stratum],
    item: &PlannedItem,
    factor: &Exact,
) -> Option<Linear> {
    let leaf = asking.plan.stages.leaf.filter(|leaf| leaf.digits <= 6)?;
    if !matches!(*item.rule, Rule::Survey(_)) {
        return None;
    }
    let all = |stratum: &Stratum| i64::try_from(stratum.ballots()).unwrap_or_default();
    let on = |asking: &mut Asking<'_>, stratum: &Stratum, chosen: usize| {
        asking.put(stratum, |option| if option == chosen { all(stratum) } else { 0 });
    };
    strata.iter().for_each(|stratum| on(asking, stratum, 0));
    let first = asking.judge(item);
    let mut corners = Vec::new();
    for stratum in strata {
        for option in 1..stratum.width {
            on(asking, stratum, option);
            corners.push((stratum.at + option, all(stratum), asking.judge(item)));
        }
        on(asking, stratum, 0);
    }
    let first = first?;
    let mut each: Vec<(usize, BigRational)> = Vec::new();
    for (at, ballots, points) in corners {
        let one = (&points? - &first).over(&Exact::whole(ballots))?;
        each.push((at, (&one * factor).to_ratio()));
    }
    let most = &item.max * factor;
    let (first, whole) = ((&first * factor).to_ratio(), most.to_ratio());
    let denominators = each.iter().map(|(_, one)| one.denom());
    let over = denominators.chain([first.denom()]).fold(whole.denom().clone(), |a, b| a.lcm(b));
    // far from overflow, whatever is added up
    if over.bits() > 60 {
        return None;
    }
    let counts = |ratio: &BigRational| -> Option<i128> {
        let counts: BigInt = ratio.numer() * (&over / ratio.denom());
        counts.to_i128().filter(|counts| counts.unsigned_abs() < 1 << 80)
    };
    Some(Linear {
        first: counts(&first)?,
        each: each.iter().map(|(at, one)| Some((*at, counts(one)?))).collect::<Option<_>>()?,
        most: counts(&whole)?,
        over: over.to_i128()?,
        full: most.rounded(leaf).min(most.clone()),
        leaf,
    })
}

impl Linear {
    fn sum(&self, counts: &[u32]) -> i128 {
        let mut sum = self.first;
        for (at, one) in &self.each {
            sum += one * i128::from(counts.get(*at).copied().unwrap_or_default());
        }
        sum
    }

    fn earned(&self, sum: i128) -> Exact {
        if sum >= self.most {
            return self.full.clone();
        }
        let scale = 10_i128.pow(self.leaf.digits.into());
        let kept = rounded(sum.max(0) * scale, self.over, self.leaf.mode);
        let kept = Exact::whole(i64::try_from(kept).unwrap_or(i64::MAX));
        let kept = kept.over(&Exact::whole(i64::try_from(scale).unwrap_or(1)));
        // rounding up does not carry it beyond what the maximum earns
        kept.unwrap_or_default().min(self.full.clone())
    }
}

/// `part`, not under nought, ÷ `whole`.
fn rounded(part: i128, whole: i128, mode: Mode) -> i128 {
    let (kept, rest) = part.div_rem(&whole);
    let up = match mode {
        Mode::Truncate => false,
        Mode::Up => rest > 0,
        Mode::HalfUp => 2 * rest >= whole,
        Mode::HalfEven => 2 * rest > whole || (2 * rest == whole && kept % 2 == 1),
    };
    kept + i128::from(up)
}
