//! Criteria, Evidence, Scores, Standings -> Robustness: how sure the ranks are. Ballots are drawn again with replacement
//! within every agency and respondent group, and the whole way to places and tiers is gone again; then the maxima are
//! moved. `docs/robustness.md` defines every figure.
//!
//! Probabilities are counts of replicates. Nothing random: the same seed gives the same replicates, on any number of
//! threads and whatever other agencies there are.

mod award;
mod ballots;
mod climb;
mod cliffs;
mod generator;
mod interval;
mod outcome;
mod replicate;
mod shares;
mod swap;
mod weights;

use crate::agencies::Assessed;
use crate::code::{AgencyCode, PeerGroup};
use crate::criteria::{Basis, Criteria, Group};
use crate::evidence::Evidence;
use crate::language::Text;
use crate::measure::Consistency;
use crate::plan::Plan;
use crate::quantity::{Percent, Points, Rank};
use crate::scores::{Scores, in_ranges};
use crate::standings::{Standing, Standings, TierReached};
pub use cliffs::Cliff;
use climb::{Climb, Ground};
use interval::{Apart, interval};
use replicate::{Field, Placed, millionths};
pub use swap::{Shift, Swap};
pub use weights::{ItemWeight, Kept, LeftOut, Weights};

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The same seed gives the same replicates.
    pub seed: u64,
    /// How many times the ballots are drawn again.
    pub replicates: u32,
    /// How much of the replicates intervals hold, percent.
    pub level: Percent,
    /// Only this peer group.
    pub group: Option<PeerGroup>,
    /// The probability to be among this many is told.
    pub top: u32,
}

/// How sure a year's standings are.
#[derive(Clone, Debug)]
pub struct Robustness {
    /// What was asked.
    pub settings: Settings,
    /// The peer groups, in the order of the set.
    pub groups: Vec<GroupRobustness>,
    /// Figures of surveys that are no counts of options, by name: they are held fixed.
    pub held: Vec<(String, Text)>,
    /// How far the questions of each survey measure one thing; nothing where no ballots were given, for counts do not tell
    /// who answered what.
    pub consistency: Option<Vec<Consistency>>,
}

/// How sure the standings of one peer group are.
#[derive(Clone, Debug)]
pub struct GroupRobustness {
    /// Its name.
    pub name: PeerGroup,
    /// Its title.
    pub title: Text,
    /// How many ballots were drawn in each replicate.
    pub ballots: usize,
    /// Those ranked, in the order of the standings.
    pub agencies: Vec<AgencyRobustness>,
    /// How many pairs of them there are.
    pub pairs: usize,
    /// The pairs that cannot be told apart, all together at the level.
    pub undecided: Vec<Pair>,
}

/// What other maxima and slightly other figures would do to a year's standings.
#[derive(Clone, Debug)]
pub struct Sensitivity {
    /// The peer groups, in the order of the set.
    pub groups: Vec<GroupSensitivity>,
}

/// The same of one peer group.
#[derive(Clone, Debug)]
pub struct GroupSensitivity {
    /// Its name.
    pub name: PeerGroup,
    /// What other maxima would do.
    pub weights: Weights,
    /// The most points for the smallest move of a figure.
    pub cliffs: Vec<Cliff>,
}

/// How sure one agency's place is.
#[derive(Clone, Debug)]
pub struct AgencyRobustness {
    /// The agency.
    pub agency: Assessed,
    /// Its published place.
    pub rank: Rank,
    /// Its published percent.
    pub percent: Option<Percent>,
    /// Its published points.
    pub points: Points,
    /// Its published tier.
    pub tier: Option<TierReached>,
    /// How many ballots were drawn for it.
    pub ballots: usize,
    /// Its points in the middle `level` percent of replicates.
    pub points_interval: (Points, Points),
    /// Its percent there.
    pub percent_interval: Option<(Percent, Percent)>,
    /// Its places there; each agency for itself.
    pub rank_interval: (Rank, Rank),
    /// The places that hold for all agencies together at the level.
    pub rank_set: (Rank, Rank),
    /// How many replicates gave it each place, from the first.
    pub ranks: Vec<u32>,
    /// How many replicates gave it each tier, best first; none last, where that came about.
    pub tiers: Vec<(Option<TierReached>, u32)>,
}

/// Two agencies that cannot be told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The one published ahead.
    pub ahead: AgencyCode,
    /// The one published behind.
    pub behind: AgencyCode,
    /// In how many replicates the one behind had the better place.
    pub turned: u32,
}

impl AgencyRobustness {
    /// In how many replicates it was among the first `k`.
    #[must_use]
    pub fn among(&self, k: u32) -> u32 {
        self.ranks.iter().take(usize::try_from(k).unwrap_or(usize::MAX)).sum()
    }
}

impl Robustness {
    /// Draws the ballots again, as often as asked.
    #[must_use]
    pub fn of(
        criteria: &Criteria,
        evidence: &Evidence,
        scores: &Scores,
        standings: &Standings,
        settings: &Settings,
    ) -> Self {
        let plan = Plan::compile(criteria);
        let ground = Ground { criteria, plan: &plan, evidence, scores };
        let groups = wanted(criteria, standings, settings.group.as_ref());
        Self {
            groups: groups.map(|group| of_group(ground, standings, group, settings)).collect(),
            held: climb::held(criteria),
            consistency: None,
            settings: settings.clone(),
        }
    }

    /// The counts that a replicate drew for an agency, as evidence names and writes them: with these figures the road
    /// gives that replicate again.
    #[must_use]
    pub fn drawn(
        criteria: &Criteria,
        evidence: &Evidence,
        settings: &Settings,
        agency: &AgencyCode,
        replicate: u32,
    ) -> Vec<(String, String)> {
        let row = evidence.agencies().iter().position(|known| known.code == *agency);
        let strata = row.map(|row| ballots::strata(criteria, evidence, row, settings.seed));
        let mut drawn = Vec::new();
        for stratum in strata.unwrap_or_default() {
            let mut counts = vec![0; stratum.at + stratum.width];
            stratum.draw(replicate.into(), &mut counts);
            let Some(figure) = ballots::counted(criteria).find(|f| f.slot == stratum.slot) else {
                continue;
            };
            let item = figure.item.as_ref().map_or_else(String::new, |item| format!("{item}."));
            for (option, count) in figure.options.iter().zip(counts.iter().skip(stratum.at)) {
                drawn.push((format!("{item}{}.{option}", figure.name), count.to_string()));
            }
        }
        drawn
    }
}

impl Sensitivity {
    /// Moves the maxima and the figures; of one peer group, if it is named.
    #[must_use]
    pub fn of(
        criteria: &Criteria,
        evidence: &Evidence,
        scores: &Scores,
        standings: &Standings,
        group: Option<&PeerGroup>,
    ) -> Self {
        let plan = Plan::compile(criteria);
        let ground = Ground { criteria, plan: &plan, evidence, scores };
        let of_group = |group: &Group| {
            let ranked = standings
                .standings
                .iter()
                .filter(|standing| standing.agency.group == group.name && standing.rank.is_some());
            let ranked: Vec<&Standing> = ranked.collect();
            GroupSensitivity {
                name: group.name.clone(),
                weights: Weights::of(ground, &ranked),
                cliffs: cliffs::cliffs(ground, standings, &ranked),
            }
        };
        Self { groups: wanted(criteria, standings, group).map(of_group).collect() }
    }

    /// The sensitivity of the group with this name.
    #[must_use]
    pub fn group(&self, name: &PeerGroup) -> Option<&GroupSensitivity> {
        self.groups.iter().find(|group| group.name == *name)
    }
}

/// The peer groups that have agencies, or of them the one that is named.
fn wanted<'a>(
    criteria: &'a Criteria,
    standings: &'a Standings,
    name: Option<&'a PeerGroup>,
) -> impl Iterator<Item = &'a Group> {
    criteria.groups.iter().filter(move |group| {
        name.is_none_or(|wanted| *wanted == group.name)
            && standings.groups.iter().any(|summary| summary.name == group.name)
    })
}

fn of_group(
    ground: Ground<'_>,
    standings: &Standings,
    group: &Group,
    settings: &Settings,
) -> GroupRobustness {
    let of_group = |standing: &&Standing| standing.agency.group == group.name;
    let members: Vec<Standing> = standings.standings.iter().filter(of_group).cloned().collect();
    let climb = |standing: &Standing| {
        Climb::of(ground, ground.scores.columns.clone(), standing.row, settings.seed)
    };
    let climbs: Vec<Climb> = members.iter().map(climb).collect();
    let field = Field { ground, group, members, climbs };
    let mut placed = field.replicates(settings.replicates);
    // those not ranked stand last and are left out of all that follows
    let ranked = field.members.iter().take_while(|standing| standing.rank.is_some()).count();
    placed.truncate(ranked);
    let ranked: Vec<&Standing> = field.members.iter().take(ranked).collect();
    let bases = ranked.iter().map(|standing| published(ground.criteria, standing)).collect();
    let apart = Apart::of(bases, &placed, &settings.level);
    let places = apart.places();
    let agencies = in_ranges(ranked.len(), 8, |range| {
        let some = range.filter_map(|k| {
            let own = (*ranked.get(k)?, placed.get(k)?, *places.get(k)?);
            of_agency(&field, k, own, settings)
        });
        some.collect::<Vec<_>>()
    });
    GroupRobustness {
        name: group.name.clone(),
        title: group.title.clone(),
        ballots: field.climbs.iter().map(ballots_of).sum(),
        agencies: agencies.into_iter().flatten().collect(),
        pairs: ranked.len() * ranked.len().saturating_sub(1) / 2,
        undecided: undecided(&ranked, &apart, &placed),
    }
}

fn ballots_of(climb: &Climb) -> usize {
    if !climb.is_sampled() {
        return 0;
    }
    climb.strata.iter().map(ballots::Stratum::ballots).sum()
}

fn published(criteria: &Criteria, standing: &Standing) -> i64 {
    match criteria.rank_by {
        Basis::Points => millionths(standing.points.exact()),
        Basis::Percent => {
            standing.percent.as_ref().map_or(0, |percent| millionths(percent.exact()))
        }
    }
}

fn of_agency(
    field: &Field<'_>,
    k: usize,
    (standing, own, places): (&Standing, &Placed, (u32, u32)),
    settings: &Settings,
) -> Option<AgencyRobustness> {
    let mut counts = vec![0; usize::try_from(standing.of).unwrap_or_default()];
    for rank in &own.ranks {
        let at = usize::try_from(*rank).unwrap_or_default().saturating_sub(1);
        counts.iter_mut().skip(at).take(1).for_each(|count| *count += 1);
    }
    let percent = |points: &Points| points.percent_of(&standing.max);
    let points_interval: (Points, Points) = interval(own.points.clone(), &settings.level)?;
    let rank_interval = interval(own.ranks.clone(), &settings.level)?;
    Some(AgencyRobustness {
        agency: standing.agency.clone(),
        rank: standing.rank?,
        percent: standing.percent.clone(),
        points: standing.points.clone(),
        tier: standing.tier.clone(),
        ballots: field.climbs.get(k).map_or(0, ballots_of),
        percent_interval: percent(&points_interval.0).zip(percent(&points_interval.1)),
        points_interval,
        rank_interval: (Rank(rank_interval.0), Rank(rank_interval.1)),
        rank_set: (Rank(places.0), Rank(places.1)),
        ranks: counts,
        tiers: tiers(field.group, own),
    })
}

fn tiers(group: &Group, own: &Placed) -> Vec<(Option<TierReached>, u32)> {
    let count = |wanted: Option<usize>| {
        let held = own.tiers.iter().filter(|tier| tier.map(usize::from) == wanted).count();
        u32::try_from(held).unwrap_or(u32::MAX)
    };
    let reached = group.tiers.iter().enumerate().map(|(k, tier)| {
        let tier = TierReached { name: tier.name.clone(), title: tier.title.clone() };
        (Some(tier), count(Some(k)))
    });
    let none = (!group.tiers.is_empty()).then(|| (None, count(None))).filter(|none| none.1 > 0);
    reached.chain(none).collect()
}

fn undecided(ranked: &[&Standing], apart: &Apart, placed: &[Placed]) -> Vec<Pair> {
    let pair = |(ahead, behind): (usize, usize)| {
        let ranks = |k: usize| placed.get(k).map_or(&[][..], |placed| &placed.ranks).iter();
        let turned = ranks(behind).zip(ranks(ahead)).filter(|(behind, ahead)| behind < ahead);
        Some(Pair {
            ahead: ranked.get(ahead)?.agency.code.clone(),
            behind: ranked.get(behind)?.agency.code.clone(),
            turned: u32::try_from(turned.count()).unwrap_or(u32::MAX),
        })
    };
    apart.undecided().into_iter().filter_map(pair).collect()
}
