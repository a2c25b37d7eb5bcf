//! Criteria, Evidence of another year -> Counterfactual: any year's agencies under any year's rules. Where the old facts
//! do not answer a rule, an interval stands, never a guess.

use crate::agencies::Assessed;
use crate::code::ItemCode;
use crate::criteria::{Basis, Criteria, Role, TieRule};
use crate::crosswalk::Crosswalk;
use crate::evidence::Evidence;
use crate::language::Text;
use crate::plan::{Plan, PlannedItem};
use crate::quantity::{Exact, Points, Rounding, Year};
use crate::scores::Scores;
use crate::standings::{Standing, Standings};

/// One year's agencies under one year's rules: the table as published where the two are the same.
#[derive(Clone, Debug)]
pub struct Counterfactual {
    /// The year whose rules hold.
    pub rules: Year,
    /// The year whose facts they are.
    pub facts: Year,
    /// The title of the rules.
    pub title: Text,
    /// How printed figures are rounded.
    pub display: Rounding,
    /// The agencies in the order of their least standing.
    pub agencies: Vec<Supposed>,
    /// Items whose rules ask what the facts do not hold: anything from nothing to their maximum is possible.
    pub unanswered: Vec<Unanswered>,
    pub(crate) least: Scores,
    pub(crate) most: Scores,
}

/// Where an agency would stand: between two standings, which are equal where everything is answered.
#[derive(Clone, Debug)]
pub struct Supposed {
    /// If every unanswered item earned the least.
    pub least: Standing,
    /// If every unanswered item earned the most.
    pub most: Standing,
    /// The best place possible; nothing for those not ranked.
    pub best: Option<u32>,
    /// The worst place possible.
    pub worst: Option<u32>,
}

/// An item that the facts do not answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unanswered {
    /// The item.
    pub item: ItemCode,
    /// Its title.
    pub title: Text,
    /// Its maximum.
    pub max: Points,
}

impl Supposed {
    /// The agency.
    #[must_use]
    pub fn agency(&self) -> &Assessed {
        &self.least.agency
    }
}

impl Counterfactual {
    /// The agencies and facts of the year of `from` under the rules `to`, by a crosswalk that leads from one to the other.
    #[must_use]
    pub fn of(from: &Criteria, evidence: &Evidence, to: &Criteria, crosswalk: &Crosswalk) -> Self {
        let plan = Plan::compile(to);
        let facts = evidence.carried(from, to, crosswalk);
        let open: Vec<usize> =
            to.items().map(|(k, _, _)| k).filter(|k| !crosswalk.answers(from, to, *k)).collect();
        let scores = Scores::award(&plan, &facts);
        let falls = |k: usize| to.nodes.get(k).is_some_and(|node| node.role == Role::Deduction);
        let end = |most: bool| {
            let earns = |item: &PlannedItem| {
                let all = most != falls(item.node);
                let points = if all { item.max.clone() } else { Exact::ZERO };
                open.contains(&item.node).then_some(points)
            };
            if open.is_empty() { scores.clone() } else { scores.supposing(&plan, &facts, &earns) }
        };
        let (least, most) = (end(false), end(true));
        let ranked = |scores: &Scores| Standings::rank(to, &facts, scores);
        let agencies = supposed(to, ranked(&least), &ranked(&most), open.is_empty());
        let unanswered = open.iter().filter_map(|k| to.nodes.get(*k)).map(|node| Unanswered {
            item: node.id.clone(),
            title: node.title.clone(),
            max: Points(node.max.clone()),
        });
        Self {
            rules: to.year,
            facts: from.year,
            title: to.title.clone(),
            display: to.display(),
            agencies,
            unanswered: unanswered.collect(),
            least,
            most,
        }
    }
}

fn supposed(to: &Criteria, least: Standings, most: &Standings, known: bool) -> Vec<Supposed> {
    let pairs: Vec<(Standing, Standing)> = least
        .standings
        .into_iter()
        .filter_map(|least| {
            let most = most.of(&least.agency.code)?.clone();
            Some((least, most))
        })
        .collect();
    let places = |k: usize| -> Option<(u32, u32)> {
        let (low, high) = pairs.get(k)?;
        let rank = low.rank?.0;
        if known {
            return Some((rank, rank));
        }
        let rivals = || {
            pairs.iter().enumerate().filter(move |(other, (rival, _))| {
                *other != k && rival.rank.is_some() && rival.agency.group == low.agency.group
            })
        };
        let group = to.group(&low.agency.group)?;
        let surely = rivals().filter(|(_, (rival, _))| basis(to, rival) > basis(to, high)).count();
        // where keys or persons part ties, a tie may be lost
        let parts = matches!(group.ties, TieRule::Keys(..));
        let perhaps = rivals().filter(|(_, (_, rival))| {
            let (rival, own) = (basis(to, rival), basis(to, low));
            rival > own || (parts && rival == own)
        });
        let surely = if matches!(group.ties, TieRule::Dense) { surely.min(1) } else { surely };
        let place = |better: usize| u32::try_from(better + 1).unwrap_or(u32::MAX);
        Some((place(surely), place(perhaps.count())))
    };
    let places: Vec<Option<(u32, u32)>> = (0..pairs.len()).map(places).collect();
    let both = pairs.into_iter().zip(places);
    both.map(|((least, most), places)| Supposed {
        least,
        most,
        best: places.map(|(best, _)| best),
        worst: places.map(|(_, worst)| worst),
    })
    .collect()
}

fn basis<'a>(criteria: &Criteria, standing: &'a Standing) -> Option<&'a Exact> {
    match criteria.rank_by {
        Basis::Percent => standing.percent.as_ref().map(|percent| percent.exact()),
        Basis::Points => Some(standing.points.exact()),
    }
}
