//! Criteria × Criteria (× Evidence) -> Difference: two sets held against each other by what follows from them.

use crate::code::ItemCode;
use crate::counterfactual::{Counterfactual, Supposed};
use crate::criteria::{Criteria, Role};
use crate::crosswalk::{Crosswalk, Link, Relation, Witness};
use crate::evidence::Evidence;
use crate::language::Text;
use crate::plan::Plan;
use crate::quantity::{Exact, Points, Rounding, Year};
use crate::scores::Scores;
use crate::standings::{Standing, Standings};

/// What is different in a later set, and whom it moves.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The earlier year.
    pub earlier: Year,
    /// The later year.
    pub later: Year,
    /// Title of the later set.
    pub title: Text,
    /// The maximum of the earlier year's areas.
    pub earlier_total: Points,
    /// The maximum of the later year's areas.
    pub later_total: Points,
    /// How many points of the later year mean the same in the earlier.
    pub comparable: Points,
    /// How printed figures are rounded.
    pub display: Rounding,
    /// Everything that is not the same, in the order of the later decision, dropped items last.
    pub changed: Vec<Changed>,
    /// The earlier year's agencies under both sets, in the order of the earlier table; empty without evidence.
    pub effects: Vec<Effect>,
}

/// Items that are not what they were.
#[derive(Clone, Debug)]
pub struct Changed {
    /// How they hang together, with both maxima.
    pub link: Link,
    /// What the later items are called, or the dropped ones were.
    pub title: Text,
    /// How many points the change touches.
    pub at_stake: Points,
    /// A record that both sides do not award the same; nothing where none can tell them apart.
    pub witness: Option<Witness>,
    /// Whether the earlier year's facts answer the later rules.
    pub answered: bool,
}

/// An agency on the earlier year's facts under both sets.
#[derive(Clone, Debug)]
pub struct Effect {
    /// Where it stood under the earlier rules.
    pub before: Standing,
    /// Where it would stand under the later rules.
    pub after: Supposed,
    /// What it earned and would earn of each change, in their order.
    pub items: Vec<ItemEffect>,
}

/// Points that an agency earned and would earn of items that changed. Points taken away stand with a minus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemEffect {
    /// Under the earlier rules.
    pub before: Points,
    /// The least under the later rules.
    pub least: Points,
    /// The most under the later rules.
    pub most: Points,
}

impl ItemEffect {
    /// Points more under the later rules, if what is not answered earned the least.
    #[must_use]
    pub fn change(&self) -> Exact {
        self.least.exact() - self.before.exact()
    }
}

impl Difference {
    /// What the crosswalk finds changed between two sets, with the record that shows it.
    #[must_use]
    pub fn between(earlier: &Criteria, later: &Criteria, crosswalk: &Crosswalk) -> Self {
        let changed = crosswalk.links.iter().filter(|link| link.relation != Relation::Same);
        let changed = changed.map(|link| Changed {
            title: title(earlier, later, link),
            at_stake: link.at_stake(),
            witness: link.witness(earlier, later),
            answered: link.later.iter().all(|item| {
                later.node(item.as_str()).is_some_and(|k| crosswalk.answers(earlier, later, k))
            }),
            link: link.clone(),
        });
        Self {
            earlier: earlier.year,
            later: later.year,
            title: later.title.clone(),
            earlier_total: earlier.total.clone(),
            later_total: later.total.clone(),
            comparable: crosswalk.comparable(),
            display: later.display(),
            changed: changed.collect(),
            effects: Vec::new(),
        }
    }

    /// This difference with what it would have done to the earlier year's agencies.
    #[must_use]
    pub fn on(
        self,
        evidence: &Evidence,
        earlier: &Criteria,
        later: &Criteria,
        crosswalk: &Crosswalk,
    ) -> Self {
        let scores = Scores::award(&Plan::compile(earlier), evidence);
        let standings = Standings::rank(earlier, evidence, &scores);
        let supposed = Counterfactual::of(earlier, evidence, later, crosswalk);
        let effect = |before: Standing| {
            let code = &before.agency.code;
            let after = supposed.agencies.iter().find(|after| after.agency().code == *code)?;
            let items = self.changed.iter().map(|changed| {
                let (row, link) = (before.row, &changed.link);
                ItemEffect {
                    before: earned(earlier, &scores, row, &link.earlier),
                    least: earned(later, &supposed.least, row, &link.later),
                    most: earned(later, &supposed.most, row, &link.later),
                }
            });
            Some(Effect { items: items.collect(), after: after.clone(), before })
        };
        let effects = standings.standings.into_iter().filter_map(effect).collect();
        Self { effects, ..self }
    }
}

/// What an agency earned of these items together.
fn earned(criteria: &Criteria, scores: &Scores, row: usize, items: &[ItemCode]) -> Points {
    let points = items.iter().filter_map(|item| {
        let k = criteria.node(item.as_str())?;
        let points = scores.tally(row, k).points;
        let falls = criteria.nodes.get(k)?.role == Role::Deduction;
        Some(if falls { -points.exact() } else { points.exact().clone() })
    });
    Points(points.collect::<Vec<Exact>>().iter().sum())
}

fn title(earlier: &Criteria, later: &Criteria, link: &Link) -> Text {
    let (criteria, items) =
        if link.later.is_empty() { (earlier, &link.earlier) } else { (later, &link.later) };
    let titles: Vec<&Text> = items
        .iter()
        .filter_map(|item| criteria.nodes.get(criteria.node(item.as_str())?))
        .map(|node| &node.title)
        .collect();
    let joined = |of: fn(&Text) -> &String| {
        titles.iter().map(|title| of(title).as_str()).collect::<Vec<_>>().join(" + ")
    };
    Text { vi: joined(|title| &title.vi), en: joined(|title| &title.en) }
}
