//! Criteria, Evidence, Scores, Standings -> Overview: each peer group in figures: means, best and worst, movements, most-lost items.

use std::collections::BTreeMap;

use crate::code::{AgencyCode, ItemCode, PeerGroup};
use crate::comparison::Comparison;
use crate::criteria::Criteria;
use crate::evidence::Evidence;
use crate::language::Text;
use crate::losses::{Cause, Loss, Losses};
use crate::quantity::{Exact, Percent, Points};
use crate::rule::whole;
use crate::scores::Scores;
use crate::standings::{AreaStanding, GroupSummary, Standing, Standings, TierReached};

/// A round in figures: what reports say of each peer group as a whole.
#[derive(Clone, Debug)]
pub struct Overview {
    /// One per peer group that has agencies, in the order of the set.
    pub groups: Vec<GroupOverview>,
}

/// A peer group in figures. Means, best and worst are of those ranked.
#[derive(Clone, Debug)]
pub struct GroupOverview {
    /// Its name.
    pub name: PeerGroup,
    /// Its percents; nothing when nobody is ranked.
    pub percent: Option<Spread>,
    /// Its points; nothing when nobody is ranked.
    pub points: Option<Spread>,
    /// Its areas, in the order of the decision.
    pub areas: Vec<NodeOverview>,
    /// Its items, those on which the group lost most first; what nobody lost is left out.
    pub most_lost: Vec<ItemLoss>,
    /// Who rose in rank since the year before, with the places; most first. Empty without an earlier year.
    pub risen: Vec<(AgencyCode, i64)>,
    /// Who fell, with the places under nought; most first.
    pub fallen: Vec<(AgencyCode, i64)>,
    /// How many hold each tier, best first, then those whom none fits, if any; ranked or not. Empty without tiers.
    pub tiers: Vec<TierShare>,
    /// Percentage points by which the mean moved; nothing without an earlier year.
    pub mean_change: Option<Exact>,
}

/// How many of a group hold a tier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierShare {
    /// The tier; nothing for those whom none fits.
    pub tier: Option<TierReached>,
    /// How many hold it.
    pub agencies: u32,
    /// In percent of the group.
    pub percent: Percent,
}

/// Figures of several agencies: mean, best and worst, exact, with who holds them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    /// The mean.
    pub mean: Exact,
    /// The best figure.
    pub best: Exact,
    /// Who has the best, in the order of the standings.
    pub best_of: Vec<AgencyCode>,
    /// The worst figure.
    pub worst: Exact,
    /// Who has the worst.
    pub worst_of: Vec<AgencyCode>,
}

/// A node of the tree in figures.
#[derive(Clone, Debug)]
pub struct NodeOverview {
    /// Its id.
    pub id: ItemCode,
    /// Its code as printed.
    pub code: String,
    /// Its title.
    pub title: Text,
    /// Its points; nothing when nobody is ranked.
    pub points: Option<Spread>,
    /// Its percents of those to whom it applies.
    pub percent: Option<Spread>,
}

/// What a group lost at one item.
#[derive(Clone, Debug)]
pub struct ItemLoss {
    /// Its id.
    pub id: ItemCode,
    /// Its code as printed.
    pub code: String,
    /// Its title.
    pub title: Text,
    /// Points lost by all agencies of the group together.
    pub points: Points,
    /// How many lost any.
    pub agencies: usize,
    /// Why, with the points lost for it; most first.
    pub causes: Vec<(Cause, Points)>,
}

impl Spread {
    /// The spread of figures with who has them; nothing of none.
    fn of<'a>(figures: impl Iterator<Item = (&'a AgencyCode, Exact)>) -> Option<Self> {
        let figures: Vec<(&AgencyCode, Exact)> = figures.collect();
        let best = figures.iter().map(|(_, figure)| figure).max()?.clone();
        let worst = figures.iter().map(|(_, figure)| figure).min()?.clone();
        let holders = |wanted: &Exact| {
            let holders = figures.iter().filter(|(_, figure)| figure == wanted);
            holders.map(|(agency, _)| (*agency).clone()).collect()
        };
        let mean = figures.iter().map(|(_, figure)| figure).sum::<Exact>();
        Some(Self {
            mean: mean.over(&whole(figures.len()))?,
            best_of: holders(&best),
            worst_of: holders(&worst),
            best,
            worst,
        })
    }
}

impl Overview {
    /// The overview of every peer group.
    #[must_use]
    pub fn of(
        criteria: &Criteria,
        evidence: &Evidence,
        scores: &Scores,
        standings: &Standings,
        comparison: Option<&Comparison>,
    ) -> Self {
        Self::with_losses(standings, comparison, |_, members| {
            most_lost_of(criteria, evidence, scores, members)
        })
    }

    /// The same where what each group's members lost is worked out elsewhere.
    pub(crate) fn with_losses(
        standings: &Standings,
        comparison: Option<&Comparison>,
        mut most_lost: impl FnMut(&PeerGroup, &[&Standing]) -> Vec<ItemLoss>,
    ) -> Self {
        let group = |summary: &GroupSummary| {
            let name = &summary.name;
            let of_group = |standing: &&Standing| standing.agency.group == *name;
            let members: Vec<&Standing> = standings.standings.iter().filter(of_group).collect();
            let ranked: Vec<&Standing> =
                members.iter().filter(|standing| standing.rank.is_some()).copied().collect();
            let moves = |rose: bool| moves(comparison, &members, rose);
            GroupOverview {
                name: name.clone(),
                percent: percents(&ranked),
                points: Spread::of(
                    ranked
                        .iter()
                        .map(|standing| (&standing.agency.code, standing.points.exact().clone())),
                ),
                areas: areas(&ranked),
                most_lost: most_lost(name, &members),
                risen: moves(true),
                fallen: moves(false),
                tiers: tier_shares(summary),
                mean_change: comparison.and_then(|comparison| {
                    let moved = comparison.means.iter().find(|(group, _)| group == name);
                    moved.map(|(_, points)| points.clone())
                }),
            }
        };
        Self { groups: standings.groups.iter().map(group).collect() }
    }

    /// The overview of the group with this name.
    #[must_use]
    pub fn group(&self, name: &PeerGroup) -> Option<&GroupOverview> {
        self.groups.iter().find(|group| group.name == *name)
    }
}

fn tier_shares(summary: &GroupSummary) -> Vec<TierShare> {
    let held = summary.tiers.iter().map(|(tier, agencies)| (Some(tier.clone()), *agencies));
    let none = (summary.no_tier > 0).then_some((None, summary.no_tier));
    let counts: Vec<(Option<TierReached>, u32)> = held.chain(none).collect();
    let exact = |agencies: u32| Exact::whole(agencies.into());
    let all = exact(counts.iter().map(|(_, agencies)| agencies).sum());
    let share = |(tier, agencies): (Option<TierReached>, u32)| {
        let percent = (&exact(agencies) * &Exact::HUNDRED).over(&all)?;
        Some(TierShare { tier, agencies, percent: Percent(percent) })
    };
    counts.into_iter().filter_map(share).collect()
}

fn percents(ranked: &[&Standing]) -> Option<Spread> {
    Spread::of(ranked.iter().filter_map(|standing| {
        Some((&standing.agency.code, standing.percent.as_ref()?.exact().clone()))
    }))
}

fn areas(ranked: &[&Standing]) -> Vec<NodeOverview> {
    let first = ranked.first().map(|standing| standing.areas.iter()).into_iter().flatten();
    let at = |k: usize| {
        ranked
            .iter()
            .filter_map(move |standing| Some((&standing.agency.code, standing.areas.get(k)?)))
    };
    let area =
        |(k, area): (usize, &AreaStanding)| NodeOverview {
            id: area.id.clone(),
            code: area.code.clone(),
            title: area.title.clone(),
            points: Spread::of(at(k).map(|(agency, area)| (agency, area.points.exact().clone()))),
            percent: Spread::of(at(k).filter_map(|(agency, area)| {
                Some((agency, area.percent.as_ref()?.exact().clone()))
            })),
        };
    first.enumerate().map(area).collect()
}

/// The items on which these agencies lost, most first.
pub(crate) fn most_lost_of(
    criteria: &Criteria,
    evidence: &Evidence,
    scores: &Scores,
    members: &[&Standing],
) -> Vec<ItemLoss> {
    let mut lost = MostLost::default();
    for standing in members {
        lost.add(standing, &Losses::of(criteria, evidence, scores, standing.row));
    }
    lost.into_items()
}

/// What agencies lost item by item, added up while their ledgers go by.
#[derive(Clone, Debug, Default)]
pub(crate) struct MostLost(BTreeMap<usize, ItemLoss>);

impl MostLost {
    /// Adds the ledger of an agency; one that sent nothing lost nothing that says anything of an item.
    pub fn add(&mut self, standing: &Standing, losses: &Losses) {
        let of_items = |loss: &&Loss| loss.reason.is_some() && *loss.points.exact() > Exact::ZERO;
        let rows = losses.rows.iter().filter(|_| standing.agency.submitted).filter(of_items);
        for loss in rows {
            let item = self.0.entry(loss.node).or_insert_with(|| ItemLoss {
                id: loss.item.clone(),
                code: loss.code.clone(),
                title: loss.title.clone(),
                points: Points(Exact::ZERO),
                agencies: 0,
                causes: Vec::new(),
            });
            item.points.0 += loss.points.exact();
            item.agencies += 1;
            match item.causes.iter_mut().find(|(cause, _)| *cause == loss.cause) {
                Some((_, points)) => points.0 += loss.points.exact(),
                None => item.causes.push((loss.cause, loss.points.clone())),
            }
        }
    }

    /// The items, most lost first.
    pub fn into_items(self) -> Vec<ItemLoss> {
        let mut losses: Vec<ItemLoss> = self.0.into_values().collect();
        for item in &mut losses {
            item.causes.sort_by(|(one, a), (other, b)| b.cmp(a).then_with(|| one.cmp(other)));
        }
        losses.sort_by(|a, b| b.points.cmp(&a.points));
        losses
    }
}

/// Who rose, or fell, and by how many places; most first.
fn moves(
    comparison: Option<&Comparison>,
    members: &[&Standing],
    rose: bool,
) -> Vec<(AgencyCode, i64)> {
    let places = |standing: &&Standing| {
        let change = comparison?.of(&standing.agency.code)?;
        change.places.map(|places| (standing.agency.code.clone(), places))
    };
    let mut moves: Vec<(AgencyCode, i64)> = members.iter().filter_map(places).collect();
    moves.retain(|(_, places)| if rose { *places > 0 } else { *places < 0 });
    moves.sort_by_key(|(_, places)| -places.abs());
    moves
}
