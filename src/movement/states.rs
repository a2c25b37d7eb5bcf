//! The league table in every position of the switches.

use std::collections::BTreeSet;

use super::facts::{Rows, Rules, Setting};
use super::shapley::{STATES, SWITCHES};
use super::{Assessment, Factor, Moved, Predecessor, Split};
use crate::code::{AgencyCode, PeerGroup};
use crate::criteria::{Basis, Then, TieRule};
use crate::crosswalk::Crosswalk;
use crate::plan::Plan;
use crate::quantity::{Exact, Percent, Points};
use crate::scores::{Scores, Tally};
use crate::standings::{Claim, Standing, Standings};

/// Whoever stands in a table: an agency as published, or one whose earlier results are made of several.
struct Contestant {
    code: AgencyCode,
    /// Rows in both years' evidence, and the share with which they count.
    parts: Vec<(AgencyCode, Rows, Exact)>,
    group: [Option<PeerGroup>; 2],
    ranked: [bool; 2],
    /// Contestants that are not in its table, because it stands for them.
    replaces: Vec<usize>,
}

/// Points, percent and the order of both among all contestants in one position of the switches.
#[derive(Clone, Default)]
struct Outcome {
    points: Exact,
    percent: Option<Exact>,
    order: usize,
}

/// Both years' tables and all between them.
pub(super) struct States<'a> {
    sides: [Assessment<'a>; 2],
    rules: [Rules<'a>; 2],
    standings: [Standings; 2],
    contestants: Vec<Contestant>,
    /// Per contestant, per state in which it can differ.
    outcomes: Vec<Vec<Outcome>>,
    /// Switches that cannot move points here: the roster, and the others where no rule reads a mean.
    idle: usize,
}

fn bit(factor: Factor) -> usize {
    1 << (factor as usize)
}

fn year(state: usize, factor: Factor) -> usize {
    usize::from(state & bit(factor) != 0)
}

impl<'a> States<'a> {
    pub fn of(sides: [Assessment<'a>; 2], crosswalk: &Crosswalk) -> Self {
        let back = crosswalk.back();
        let rules = [0, 1].map(|at| Rules::of(&sides, at, crosswalk, &back));
        let standings = sides.map(|side| {
            let scores = Scores::award(&Plan::compile(side.criteria), side.evidence);
            Standings::rank(side.criteria, side.evidence, &scores)
        });
        let means = rules.iter().any(|rules| !rules.plan.means.is_empty());
        let idle = bit(Factor::Roster) | if means { 0 } else { bit(Factor::Others) };
        let contestants = contestants(&sides, &standings);
        let mut states = Self { sides, rules, standings, contestants, outcomes: Vec::new(), idle };
        states.play();
        states
    }

    pub fn standings(&self, year: usize) -> &Standings {
        let [earlier, later] = &self.standings;
        if year == 0 { earlier } else { later }
    }

    /// The contestant whose change is explained: with a declared past, else as published in both years.
    pub fn subject(&self, code: &AgencyCode) -> Option<usize> {
        let known = |contestant: &Contestant| {
            contestant.code == *code
                && contestant.parts.iter().all(|(_, rows, _)| rows.iter().all(Option::is_some))
        };
        self.contestants.iter().rposition(known)
    }

    /// Works out every contestant in every state, then their order in those that are tables together.
    fn play(&mut self) {
        let mut claims: Vec<Vec<Option<Claim>>> = Vec::new();
        for contestant in &self.contestants {
            let played = (0..STATES).map(|state| self.outcome(contestant, state));
            let (outcomes, own): (Vec<Outcome>, Vec<Option<Claim>>) = played.unzip();
            self.outcomes.push(outcomes);
            claims.push(own);
        }
        let table = bit(Factor::Criteria)
            | bit(Factor::NotApplicable)
            | bit(Factor::Appraisal)
            | bit(Factor::Survey);
        for setting in (0..STATES).filter(|state| state & !table == 0) {
            let mut places: Vec<(&Claim, usize, usize)> = Vec::new();
            for (contestant, claims) in claims.iter().enumerate() {
                let here = claims.iter().enumerate().filter(|(state, _)| state & table == setting);
                places.extend(
                    here.filter_map(|(state, claim)| Some((claim.as_ref()?, contestant, state))),
                );
            }
            places.sort_by(|(a, ..), (b, ..)| a.against(b));
            let mut order = 0;
            let mut before: Option<&Claim> = None;
            for (claim, contestant, state) in places {
                if before.is_some_and(|before| before.against(claim).is_ne()) {
                    order += 1;
                }
                before = Some(claim);
                if let Some(outcome) =
                    self.outcomes.get_mut(contestant).and_then(|states| states.get_mut(state))
                {
                    outcome.order = order;
                }
            }
        }
    }

    /// What a contestant adds up to in a state; nothing to order where a switch that moves no points is on.
    fn outcome(&self, contestant: &Contestant, state: usize) -> (Outcome, Option<Claim>) {
        if state & self.idle != 0 {
            return (Outcome::default(), None);
        }
        let [earlier, later] = &self.rules;
        let rules = if year(state, Factor::Criteria) == 0 { earlier } else { later };
        let setting = Setting {
            own: year(state, Factor::Own),
            means: if self.idle & bit(Factor::Others) == 0 {
                year(state, Factor::Others)
            } else {
                0
            },
            not_applicable: year(state, Factor::NotApplicable),
            appraisal: year(state, Factor::Appraisal),
            survey: year(state, Factor::Survey),
        };
        let tallies = pooled(contestant, |rows| rules.tallies(rows, setting));
        let total = tallies.first().cloned().unwrap_or_default();
        let percent = total.points.percent_of(&total.max).map(|Percent(percent)| {
            rules.criteria.stages.percent.map_or(percent.clone(), |stage| percent.rounded(stage))
        });
        let group = contestant.group.iter().flatten().next_back();
        let rows = contestant.parts.first().map_or([None, None], |(_, rows, _)| *rows);
        let facts = [setting.own, 1 - setting.own].into_iter();
        let keys = facts
            .filter_map(|year| Some((year, rows.get(year).copied().flatten()?)))
            .next()
            .zip(group.and_then(|group| rules.criteria.group(group)))
            .map(|((year, row), group)| {
                let tally = |node: usize| tallies.get(node).cloned().unwrap_or_default();
                group.keys(rules.columns(year), row, &tally)
            });
        let basis = match rules.criteria.rank_by {
            Basis::Percent => percent.clone(),
            Basis::Points => Some(total.points.exact().clone()),
        };
        let claim = Claim { basis, keys: keys.unwrap_or_default() };
        (Outcome { points: total.points.0, percent, order: 0 }, Some(claim))
    }

    fn at(&self, contestant: usize, state: usize) -> Option<&Outcome> {
        self.outcomes.get(contestant)?.get(state & !self.idle)
    }

    /// Where a contestant stands in a state: its own switch is its own, all others stand on theirs.
    fn place(&self, subject: usize, state: usize) -> Option<Exact> {
        let me = self.contestants.get(subject)?;
        let own = self.at(subject, state)?.order;
        let roster = year(state, Factor::Roster);
        let group = me.group.get(roster)?.as_ref()?;
        let theirs = if year(state, Factor::Others) == 0 {
            state & !bit(Factor::Own)
        } else {
            state | bit(Factor::Own)
        };
        let peers = self.contestants.iter().enumerate().filter(|(k, peer)| {
            let there = peer.ranked.get(roster).is_some_and(|ranked| *ranked);
            *k != subject
                && there
                && peer.group.get(roster).and_then(Option::as_ref) == Some(group)
                && !me.replaces.contains(k)
        });
        let orders: Vec<(usize, &AgencyCode)> =
            peers.filter_map(|(k, peer)| Some((self.at(k, theirs)?.order, &peer.code))).collect();
        let [earlier, later] = &self.rules;
        let rules = if year(state, Factor::Criteria) == 0 { earlier } else { later };
        let ties = &rules.criteria.group(group)?.ties;
        let better = orders.iter().filter(|(order, _)| *order < own);
        let better = match ties {
            TieRule::Dense => better.map(|(order, _)| order).collect::<BTreeSet<_>>().len(),
            _ => better.count(),
        };
        let before = match ties {
            TieRule::Keys(_, Then::Manual) => {
                let tied = orders.iter().filter(|(order, _)| *order == own).map(|(_, code)| *code);
                self.decided(roster, &me.code, &tied.collect::<Vec<_>>())
            }
            _ => 0,
        };
        Some(crate::rule::whole(1 + better + before))
    }

    /// How many of those tied a person put before this agency.
    fn decided(&self, roster: usize, code: &AgencyCode, tied: &[&AgencyCode]) -> usize {
        let [earlier, later] = &self.sides;
        let side = if roster == 0 { earlier } else { later };
        let mut decisions = side.evidence.decisions().iter().filter(|_| !tied.is_empty());
        let covers = decisions.find_map(|decision| {
            let place = |code: &AgencyCode| decision.order.iter().position(|known| known == code);
            let own = place(code)?;
            let others: Option<Vec<usize>> = tied.iter().map(|code| place(code)).collect();
            others.map(|others| others.iter().filter(|place| **place < own).count())
        });
        covers.unwrap_or(0)
    }

    fn predecessors(&self, contestant: &Contestant) -> Vec<Predecessor> {
        let named = |(code, _, share): &(AgencyCode, Rows, Exact)| {
            let before = self.standings(0).of(code)?;
            let name = before.agency.name.clone();
            Some(Predecessor { agency: code.clone(), name, share: share.clone() })
        };
        contestant.parts.iter().filter_map(named).collect()
    }

    /// One agency's change, split.
    pub fn moved(&self, subject: usize, later: &Standing) -> Option<Moved> {
        let contestant = self.contestants.get(subject)?;
        let all = |of: &dyn Fn(usize) -> Option<Exact>| -> Option<[Exact; STATES]> {
            (0..STATES).map(of).collect::<Option<Vec<_>>>()?.try_into().ok()
        };
        let split = |value: Option<[Exact; STATES]>| {
            let value = value?;
            let (first, last) = (value.first()?.clone(), value.last()?.clone());
            Some(Split::of(&value, first, last))
        };
        let several = contestant.parts.len() > 1
            || contestant.parts.iter().any(|(code, ..)| *code != contestant.code);
        let same_group = contestant.group.first() == contestant.group.last();
        let ranked = same_group && contestant.ranked.iter().all(|ranked| *ranked);
        let places = if ranked {
            all(&|state| self.place(subject, state).map(|place| -&place))
        } else {
            None
        };
        let earlier = self.standings(0).of(&contestant.code).filter(|_| !several);
        Some(Moved {
            agency: later.agency.clone(),
            back_cast: if several { self.predecessors(contestant) } else { Vec::new() },
            earlier_rank: earlier.and_then(|standing| standing.rank),
            later_rank: later.rank,
            points: split(all(&|state| Some(self.at(subject, state)?.points.clone())))?,
            percent_points: split(all(&|state| self.at(subject, state)?.percent.clone())),
            places: split(places).map(|split| Split {
                earlier: -&split.earlier,
                later: -&split.later,
                ..split
            }),
        })
    }
}

/// The tallies of a contestant: those of its parts by their shares.
fn pooled(contestant: &Contestant, tallies: impl Fn(Rows) -> Vec<Tally>) -> Vec<Tally> {
    let mut all: Vec<Tally> = Vec::new();
    for (_, rows, share) in &contestant.parts {
        let part = tallies(*rows);
        if contestant.parts.len() == 1 {
            return part;
        }
        all.resize_with(part.len(), Tally::default);
        for (sum, tally) in all.iter_mut().zip(part) {
            sum.points = Points(sum.points.exact() + &(tally.points.exact() * share));
            sum.max = Points(sum.max.exact() + &(tally.max.exact() * share));
        }
    }
    all
}

/// Everyone of either year as published, then those with a declared past.
fn contestants(sides: &[Assessment<'_>; 2], standings: &[Standings; 2]) -> Vec<Contestant> {
    let [earlier, later] = sides;
    let row = |side: &Assessment<'_>, code: &AgencyCode| {
        side.evidence.agencies().iter().position(|agency| agency.code == *code)
    };
    let rows = |code: &AgencyCode| [row(earlier, code), row(later, code)];
    let of = |code: &AgencyCode| standings.each_ref().map(|standings| standings.of(code).cloned());
    let mut all: Vec<Contestant> = Vec::new();
    let years = sides.iter().flat_map(|side| side.evidence.agencies());
    for code in years.map(|agency| &agency.code) {
        if all.iter().any(|known| known.code == *code) {
            continue;
        }
        let standing = of(code);
        all.push(Contestant {
            code: code.clone(),
            parts: vec![(code.clone(), rows(code), Exact::ONE)],
            group: standing
                .each_ref()
                .map(|known| known.as_ref().map(|known| known.agency.group.clone())),
            ranked: standing.map(|known| known.is_some_and(|known| known.rank.is_some())),
            replaces: Vec::new(),
        });
    }
    for agency in later.evidence.agencies() {
        let past = later.evidence.register().back_cast(&agency.code, earlier.criteria.year);
        let parts: Vec<(AgencyCode, Rows, Exact)> = past
            .into_iter()
            .map(|(code, share)| {
                let rows = [row(earlier, &code), row(later, &agency.code)];
                (code, rows, share)
            })
            .collect();
        if parts.is_empty() || parts.iter().any(|(_, [before, _], _)| before.is_none()) {
            continue;
        }
        let stands_for = |known: &Contestant| {
            known.code == agency.code || parts.iter().any(|(code, ..)| *code == known.code)
        };
        let replaces = all.iter().enumerate().filter(|(_, known)| stands_for(known));
        let replaces: Vec<usize> = replaces.map(|(k, _)| k).collect();
        let ranked = of(&agency.code).map(|known| known.is_some_and(|known| known.rank.is_some()));
        let [_, ranked_now] = ranked;
        let group = Some(agency.group.clone());
        let ranked_then = parts.iter().any(|(code, ..)| {
            let before = standings.first().and_then(|standings| standings.of(code));
            before
                .is_some_and(|before| before.rank.is_some() && before.agency.group == agency.group)
        });
        all.push(Contestant {
            code: agency.code.clone(),
            parts,
            group: [group.clone(), group],
            ranked: [ranked_then, ranked_now],
            replaces,
        });
    }
    let backs: Vec<usize> = all
        .iter()
        .enumerate()
        .filter(|(_, one)| !one.replaces.is_empty())
        .map(|(k, _)| k)
        .collect();
    for one in &mut all {
        one.replaces.extend(&backs);
    }
    all
}

const _: () = assert!(SWITCHES == 7);
