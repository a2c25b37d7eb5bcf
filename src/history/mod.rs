//! Years of scores and standings -> History: trends, means and spread of each peer group, whether those behind catch up,
//! and where points went, item by item. `docs/robustness.md` defines every figure; all are exact.

mod flow;

use std::collections::BTreeMap;

use crate::code::{AgencyCode, PeerGroup};
use crate::criteria::Criteria;
use crate::crosswalk::Crosswalk;
use crate::language::Text;
use crate::quantity::{Exact, Percent, Points, Rank, Year};
use crate::rule::whole;
use crate::scores::Scores;
use crate::standings::{Standing, Standings, TierReached};
pub use flow::{Flow, Flows};

/// One year's products.
#[derive(Clone, Copy, Debug)]
pub struct Round<'a> {
    /// The criteria.
    pub criteria: &'a Criteria,
    /// The scores.
    pub scores: &'a Scores,
    /// The standings.
    pub standings: &'a Standings,
}

/// Several years, the earliest first.
#[derive(Clone, Debug)]
pub struct History {
    /// The years.
    pub years: Vec<Year>,
    /// The peer groups of the last year.
    pub groups: Vec<GroupHistory>,
}

/// One peer group through the years.
#[derive(Clone, Debug)]
pub struct GroupHistory {
    /// Its name.
    pub name: PeerGroup,
    /// Its title in the last year.
    pub title: Text,
    /// Its spread, year by year; nothing in a year in which nobody was ranked in it.
    pub years: Vec<Option<Dispersion>>,
    /// Its agencies, in the order of the last year's standings.
    pub agencies: Vec<Trend>,
    /// Whether those behind catch up, from the first year to the last.
    pub convergence: Option<Convergence>,
    /// Where points went between each two years.
    pub flows: Vec<Flows>,
}

/// How the percents of those ranked spread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispersion {
    /// How many are ranked.
    pub ranked: usize,
    /// Their mean.
    pub mean: Percent,
    /// The mean of the squares of what each is away from the mean.
    pub variance: Exact,
    /// The lowest.
    pub least: Percent,
    /// The highest.
    pub most: Percent,
}

/// One agency through the years.
#[derive(Clone, Debug)]
pub struct Trend {
    /// Its code.
    pub agency: AgencyCode,
    /// What it is called in the last year.
    pub name: Text,
    /// Where it stood; nothing in a year in which it was not assessed.
    pub years: Vec<Option<Stood>>,
    /// Percentage points a year, by least squares over the years in which it sent anything; nothing with fewer than two.
    pub slope: Option<Exact>,
}

/// Where an agency stood in one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stood {
    /// Its peer group then.
    pub group: PeerGroup,
    /// Points.
    pub points: Points,
    /// The applicable maximum.
    pub max: Points,
    /// Percent of it.
    pub percent: Option<Percent>,
    /// The place.
    pub rank: Option<Rank>,
    /// Of how many.
    pub of: u32,
    /// Whether it sent anything.
    pub submitted: bool,
    /// The tier.
    pub tier: Option<TierReached>,
}

/// Whether those behind catch up. Only agencies ranked in the group in both the first and the last year count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Convergence {
    /// How many there are.
    pub agencies: usize,
    /// Percentage points gained for each percentage point ahead at first (β): under nought where those behind catch up.
    pub beta: Option<Exact>,
    /// The variance of their percents at first and at last (σ²).
    pub variances: (Exact, Exact),
}

impl History {
    /// The history of these years, the earliest first, with the crosswalk from each to the next.
    #[must_use]
    pub fn of(rounds: &[Round<'_>], crosswalks: &[Crosswalk]) -> Self {
        let last = rounds.last();
        let groups = last.map_or(&[][..], |round| &round.standings.groups);
        let group = |summary: &crate::standings::GroupSummary| {
            let name = &summary.name;
            let steps = rounds.windows(2).zip(crosswalks);
            GroupHistory {
                name: name.clone(),
                title: summary.title.clone(),
                years: rounds.iter().map(|round| Dispersion::of(round.standings, name)).collect(),
                agencies: trends(rounds, name),
                convergence: convergence(rounds, name),
                flows: steps.filter_map(|(two, by)| flow::between(two, by, name)).collect(),
            }
        };
        Self {
            years: rounds.iter().map(|round| round.standings.year).collect(),
            groups: groups.iter().map(group).collect(),
        }
    }
}

fn ranked<'a>(
    standings: &'a Standings,
    group: &'a PeerGroup,
) -> impl Iterator<Item = (&'a AgencyCode, &'a Exact)> {
    let members = standings.standings.iter();
    let members = members.filter(move |s| s.agency.group == *group && s.rank.is_some());
    members.filter_map(|standing| Some((&standing.agency.code, standing.percent.as_ref()?.exact())))
}

impl Dispersion {
    fn of(standings: &Standings, group: &PeerGroup) -> Option<Self> {
        let percents: Vec<Exact> =
            ranked(standings, group).map(|(_, percent)| percent.clone()).collect();
        Some(Self {
            ranked: percents.len(),
            mean: Percent::from(mean(&percents)?),
            variance: covariance(&percents, &percents)?,
            least: Percent::from(percents.iter().min()?.clone()),
            most: Percent::from(percents.iter().max()?.clone()),
        })
    }
}

fn mean(figures: &[Exact]) -> Option<Exact> {
    figures.iter().sum::<Exact>().over(&whole(figures.len()))
}

/// The mean of the products of what each is away from its mean; nothing of none.
fn covariance(a: &[Exact], b: &[Exact]) -> Option<Exact> {
    let products: Vec<Exact> = a.iter().zip(b).map(|(a, b)| a * b).collect();
    Some(&mean(&products)? - &(&mean(a)? * &mean(b)?))
}

/// By least squares, how much `b` rises for each one of `a`; nothing where `a` does not vary.
fn slope(a: &[Exact], b: &[Exact]) -> Option<Exact> {
    covariance(a, b)?.over(&covariance(a, a)?)
}

fn trends(rounds: &[Round<'_>], group: &PeerGroup) -> Vec<Trend> {
    let last = rounds.last().map(|round| round.standings.standings.iter()).into_iter().flatten();
    let members = last.filter(|standing| standing.agency.group == *group);
    members.map(|standing| trend(rounds, standing)).collect()
}

fn trend(rounds: &[Round<'_>], last: &Standing) -> Trend {
    let stood = |round: &Round<'_>| {
        let standing = round.standings.of(&last.agency.code)?;
        Some(Stood {
            group: standing.agency.group.clone(),
            points: standing.points.clone(),
            max: standing.max.clone(),
            percent: standing.percent.clone(),
            rank: standing.rank,
            of: standing.of,
            submitted: standing.agency.submitted,
            tier: standing.tier.clone(),
        })
    };
    let years: Vec<Option<Stood>> = rounds.iter().map(stood).collect();
    let known = rounds.iter().zip(&years).filter_map(|(round, stood)| {
        let percent = stood.as_ref().filter(|stood| stood.submitted)?.percent.as_ref()?;
        Some((Exact::whole(round.standings.year.0.into()), percent.exact().clone()))
    });
    let (at, percents): (Vec<Exact>, Vec<Exact>) = known.unzip();
    Trend {
        agency: last.agency.code.clone(),
        name: last.agency.name.clone(),
        years,
        slope: slope(&at, &percents),
    }
}

fn convergence(rounds: &[Round<'_>], group: &PeerGroup) -> Option<Convergence> {
    let [first, .., last] = rounds else { return None };
    let now: BTreeMap<&AgencyCode, &Exact> = ranked(last.standings, group).collect();
    let both = ranked(first.standings, group)
        .filter_map(|(code, before)| Some((before.clone(), (*now.get(code)?).clone())));
    let (before, after): (Vec<Exact>, Vec<Exact>) = both.unzip();
    let gained: Vec<Exact> =
        before.iter().zip(&after).map(|(before, after)| after - before).collect();
    Some(Convergence {
        agencies: before.len(),
        beta: slope(&before, &gained),
        variances: (covariance(&before, &before)?, covariance(&after, &after)?),
    })
}
