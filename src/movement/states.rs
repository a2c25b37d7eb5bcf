//! The league table in every position of the switches, and of the aspects of the criteria.

use std::collections::BTreeSet;

use super::blend::{Blend, Group, held, moving};
use super::contestants::{Contestant, contestants};
use super::facts::{Rules, Setting};
use super::shapley::Game;
use super::{Aspect, Assessment, Factor, Moved, Predecessor, Split};
use crate::code::AgencyCode;
use crate::criteria::{Basis, Then, TieRule};
use crate::crosswalk::Crosswalk;
use crate::plan::Plan;
use crate::quantity::{Exact, Percent};
use crate::scores::{Held, Scores, Tally, in_ranges};
use crate::standings::{Claim, Standing, Standings};

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
    /// The switches but the criteria that can move points here.
    moving: Vec<Factor>,
    /// The aspects of the criteria that differ here.
    aspects: Vec<Aspect>,
    /// The criteria in every position of the aspects.
    blends: Vec<Blend>,
    /// Per contestant, by position of the aspects and of the switches that move points.
    outcomes: Vec<Vec<Outcome>>,
}

/// How the switches stand: the criteria by their aspects, as bits over those that differ, all others by year.
#[derive(Clone, Copy)]
struct Position {
    years: usize,
    aspects: usize,
}

impl Position {
    fn year(self, factor: Factor) -> usize {
        usize::from(self.years & bit(factor) != 0)
    }
}

fn bit(factor: Factor) -> usize {
    1 << (factor as usize)
}

/// The years of all switches when those of `factors` stand as the bits of `state` say, and the rest on the earlier year.
fn years(factors: &[Factor], state: usize) -> usize {
    let on = factors.iter().enumerate().filter(|(k, _)| state & (1 << k) != 0);
    on.map(|(_, factor)| bit(*factor)).sum()
}

impl<'a> States<'a> {
    pub fn of(sides: [Assessment<'a>; 2], crosswalk: &Crosswalk) -> Self {
        let back = crosswalk.back();
        let rules = [0, 1].map(|at| Rules::of(&sides, at, crosswalk, &back));
        let standings = sides.map(|side| {
            let scores = Scores::award(&Plan::compile(side.criteria), side.evidence);
            Standings::rank(side.criteria, side.evidence, &scores)
        });
        let [earlier, later] = &rules;
        let plans = [&earlier.plan, &later.plan];
        let groups = Group::all(plans, crosswalk);
        let aspects = moving(plans, &groups);
        let stands = |position: usize| {
            let later: Vec<Aspect> = aspects
                .iter()
                .enumerate()
                .filter_map(|(k, aspect)| (position & (1 << k) != 0).then_some(*aspect))
                .collect();
            Blend::of(plans, &groups, |aspect| later.contains(&aspect))
        };
        let blends = (0..1 << aspects.len()).map(stands).collect();
        let contestants = contestants(&sides, &standings);
        let moving = Factor::ALL.into_iter().filter(|factor| moves(*factor, &sides, &rules));
        let moving = moving.collect();
        let outcomes = Vec::new();
        let mut states =
            Self { sides, rules, standings, contestants, moving, aspects, blends, outcomes };
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

    /// Works out every contestant in every position, then their order in those that are tables together.
    fn play(&mut self) {
        let played = in_ranges(self.contestants.len(), 1, |range| {
            let some = self.contestants.get(range).unwrap_or_default().iter();
            some.map(|contestant| self.played(contestant)).collect::<Vec<_>>()
        });
        let mut claims: Vec<Vec<Claim>> = Vec::new();
        for (outcomes, own) in played.into_iter().flatten() {
            self.outcomes.push(outcomes);
            claims.push(own);
        }
        // own figures and those of others are each contestant's own: a table holds both years of them
        let together = |factor: &Factor| !matches!(factor, Factor::Own | Factor::Others);
        let switches = self.moving.iter().enumerate().filter(|(_, factor)| together(factor));
        let table: usize = switches.map(|(k, _)| 1 << k).sum();
        let positions = claims.first().map_or(0, Vec::len);
        let table = table | usize::MAX << self.moving.len();
        for setting in (0..positions).filter(|state| state & !table == 0) {
            let here: Vec<usize> = (0..positions).filter(|k| k & table == setting).collect();
            self.order(&claims, &here);
        }
    }

    /// Numbers the contestants in these positions by their claims, equal ones alike.
    fn order(&mut self, claims: &[Vec<Claim>], here: &[usize]) {
        let mut places: Vec<(&Claim, usize, usize)> = Vec::new();
        for (contestant, claims) in claims.iter().enumerate() {
            let of = |state: &usize| Some((claims.get(*state)?, contestant, *state));
            places.extend(here.iter().filter_map(of));
        }
        places.sort_by(|(a, ..), (b, ..)| a.against(b));
        let mut order = 0;
        let mut before: Option<&Claim> = None;
        for (claim, contestant, state) in places {
            if before.is_some_and(|before| before.against(claim).is_ne()) {
                order += 1;
            }
            before = Some(claim);
            let outcome = self.outcomes.get_mut(contestant);
            if let Some(outcome) = outcome.and_then(|states| states.get_mut(state)) {
                outcome.order = order;
            }
        }
    }

    /// What a contestant adds up to in every position, and what it claims there.
    fn played(&self, contestant: &Contestant) -> (Vec<Outcome>, Vec<Claim>) {
        let settings: Vec<Setting> =
            (0..1 << self.moving.len()).map(|state| self.setting(state)).collect();
        let held: Vec<Vec<[Vec<Held>; 2]>> = settings
            .iter()
            .map(|setting| {
                let parts = contestant.parts.iter();
                parts.map(|(_, rows, _)| held(&self.rules, *rows, *setting)).collect()
            })
            .collect();
        // most switches change nothing for most agencies: what is alike is added up once
        let alike = |k: usize| {
            let same = |(setting, known): &(&Setting, &Vec<[Vec<Held>; 2]>)| {
                settings.get(k).is_some_and(|own| own.own == setting.own)
                    && held.get(k) == Some(*known)
            };
            settings.iter().zip(&held).position(|known| same(&known)).unwrap_or(k)
        };
        let alike: Vec<usize> = (0..settings.len()).map(alike).collect();
        let (mut outcomes, mut claims): (Vec<Outcome>, Vec<Claim>) = (Vec::new(), Vec::new());
        for blend in &self.blends {
            let start = outcomes.len();
            for (k, (setting, held)) in settings.iter().zip(&held).enumerate() {
                let known = alike.get(k).map_or(start + k, |first| start + first);
                let again =
                    |claim: &Claim| Claim { basis: claim.basis.clone(), keys: claim.keys.clone() };
                let known: Option<(Outcome, Claim)> =
                    outcomes.get(known).cloned().zip(claims.get(known).map(again));
                let (outcome, claim) = known.unwrap_or_else(|| {
                    let tallies = held.iter().map(|held| blend.tallies(held));
                    self.outcome(contestant, blend, *setting, &contestant.pooled(tallies))
                });
                outcomes.push(outcome);
                claims.push(claim);
            }
        }
        (outcomes, claims)
    }

    fn setting(&self, state: usize) -> Setting {
        let position = Position { years: years(&self.moving, state), aspects: 0 };
        Setting {
            own: position.year(Factor::Own),
            means: position.year(Factor::Others),
            not_applicable: position.year(Factor::NotApplicable),
            appraisal: position.year(Factor::Appraisal),
            survey: position.year(Factor::Survey),
        }
    }

    fn outcome(
        &self,
        contestant: &Contestant,
        blend: &Blend,
        setting: Setting,
        tallies: &[Tally],
    ) -> (Outcome, Claim) {
        let rules = self.rules_of(blend.base);
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
        (Outcome { points: total.points.0, percent, order: 0 }, claim)
    }

    fn rules_of(&self, year: usize) -> &Rules<'a> {
        let [earlier, later] = &self.rules;
        if year == 0 { earlier } else { later }
    }

    fn at(&self, contestant: usize, position: Position) -> Option<&Outcome> {
        let on = self.moving.iter().enumerate();
        let state: usize = on.map(|(k, factor)| position.year(*factor) << k).sum();
        self.outcomes.get(contestant)?.get(position.aspects << self.moving.len() | state)
    }

    /// Those whom a contestant meets in its peer group of a year.
    fn peers(&self, subject: usize, roster: usize) -> Vec<(usize, &AgencyCode)> {
        let Some(me) = self.contestants.get(subject) else { return Vec::new() };
        let group = me.group.get(roster).and_then(Option::as_ref);
        let peers = self.contestants.iter().enumerate().filter(|(k, peer)| {
            *k != subject
                && peer.ranked.get(roster).is_some_and(|ranked| *ranked)
                && peer.group.get(roster).and_then(Option::as_ref) == group
                && !me.replaces.contains(k)
        });
        peers.map(|(k, peer)| (k, &peer.code)).collect()
    }

    /// Where a contestant stands in a position: its own switch is its own, all others stand on theirs.
    fn place(
        &self,
        subject: usize,
        peers: &[Vec<(usize, &AgencyCode)>; 2],
        position: Position,
    ) -> Option<Exact> {
        let me = self.contestants.get(subject)?;
        let own = self.at(subject, position)?.order;
        let roster = position.year(Factor::Roster);
        let group = me.group.get(roster)?.as_ref()?;
        let theirs = if position.year(Factor::Others) == 0 {
            Position { years: position.years & !bit(Factor::Own), ..position }
        } else {
            Position { years: position.years | bit(Factor::Own), ..position }
        };
        let peers = peers.get(roster)?.iter();
        let orders = peers.filter_map(|(k, code)| Some((self.at(*k, theirs)?.order, *code)));
        let blend = self.blends.get(position.aspects)?;
        let ties = &self.rules_of(blend.base).criteria.group(group)?.ties;
        let better = orders.clone().filter(|(order, _)| *order < own);
        let better = match ties {
            TieRule::Dense => better.map(|(order, _)| order).collect::<BTreeSet<_>>().len(),
            _ => better.count(),
        };
        let before = match ties {
            TieRule::Keys(_, Then::Manual) => {
                let tied = orders.filter(|(order, _)| *order == own).map(|(_, code)| code);
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
        let named = |(code, _, share): &(AgencyCode, [Option<usize>; 2], Exact)| {
            let before = self.standings(0).of(code)?;
            let name = before.agency.name.clone();
            Some(Predecessor { agency: code.clone(), name, share: share.clone() })
        };
        contestant.parts.iter().filter_map(named).collect()
    }

    /// A change split among these switches and the aspects of the criteria; nothing where a year has no value. The
    /// aspects have none where a position between the years has none.
    fn split(
        &self,
        factors: &[Factor],
        value: &dyn Fn(Position) -> Option<Exact>,
    ) -> Option<Split> {
        let whole = (1 << self.aspects.len()) - 1;
        let at = |state: usize, aspects: usize| {
            value(Position { years: years(factors, state), aspects })
        };
        let fine = Game::of(factors.len(), self.aspects.len(), at);
        let inner = fine.as_ref().map(Game::inner_parts);
        let game = match fine {
            Some(game) => game,
            None => Game::of(factors.len(), 1, |state, on| at(state, on * whole))?,
        };
        let mut parts = Factor::ALL.map(|_| Exact::ZERO);
        for (factor, part) in factors.iter().chain([&Factor::Criteria]).zip(game.parts()) {
            parts.iter_mut().skip(*factor as usize).take(1).for_each(|of| of.clone_from(&part));
        }
        let aspects = inner.map(|inner| {
            let mut aspects = Aspect::ALL.map(|_| Exact::ZERO);
            for (aspect, part) in self.aspects.iter().zip(inner) {
                aspects
                    .iter_mut()
                    .skip(*aspect as usize)
                    .take(1)
                    .for_each(|of| of.clone_from(&part));
            }
            aspects
        });
        Some(Split { earlier: game.first().clone(), later: game.last().clone(), parts, aspects })
    }

    /// One agency's change, split.
    pub fn moved(&self, subject: usize, later: &Standing) -> Option<Moved> {
        let contestant = self.contestants.get(subject)?;
        let several = contestant.parts.len() > 1
            || contestant.parts.iter().any(|(code, ..)| *code != contestant.code);
        let same_group = contestant.group.first() == contestant.group.last();
        let ranked = same_group && contestant.ranked.iter().all(|ranked| *ranked);
        let peers = [0, 1].map(|roster| self.peers(subject, roster));
        let place = |position| self.place(subject, &peers, position).map(|place| -&place);
        let moves_places = |factor: &Factor| {
            matches!(factor, Factor::Others | Factor::Roster) || self.moving.contains(factor)
        };
        let of_places: Vec<Factor> = Factor::ALL.into_iter().filter(moves_places).collect();
        let places = if ranked { self.split(&of_places, &place) } else { None };
        let of_points = |position| Some(self.at(subject, position)?.points.clone());
        let of_percent = |position| self.at(subject, position)?.percent.clone();
        let earlier = self.standings(0).of(&contestant.code).filter(|_| !several);
        Some(Moved {
            agency: later.agency.clone(),
            back_cast: if several { self.predecessors(contestant) } else { Vec::new() },
            earlier_rank: earlier.and_then(|standing| standing.rank),
            later_rank: later.rank,
            points: self.split(&self.moving, &of_points)?,
            percent_points: self.split(&self.moving, &of_percent),
            places: places.map(|split| Split {
                earlier: -&split.earlier,
                later: -&split.later,
                ..split
            }),
        })
    }
}

/// Whether a switch other than the criteria can move any points between these years.
fn moves(factor: Factor, sides: &[Assessment<'_>; 2], rules: &[Rules<'_>; 2]) -> bool {
    match factor {
        Factor::Own => true,
        Factor::Others => rules.iter().any(|rules| !rules.plan.means.is_empty()),
        Factor::Criteria | Factor::Roster => false,
        Factor::NotApplicable => rules.iter().any(Rules::declares),
        Factor::Appraisal => sides.iter().any(|side| !std::ptr::eq(side.own, side.evidence)),
        Factor::Survey => rules.iter().any(Rules::surveys),
    }
}
