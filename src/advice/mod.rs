//! Plan, Evidence, Scores, Standings -> Advice: the cheapest mends that reach a goal, with a proof; what a change does.
//!
//! Levers come from the rules themselves, asked again with other figures; the choice among them is exact, and every plan
//! is scored and ranked again as if its figures had been sent.

mod aim;
mod combine;
mod effect;
mod goal;
mod lever;
mod limits;
mod scan;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::code::AgencyCode;
use crate::criteria::{Criteria, Group};
use crate::evidence::Evidence;
use crate::plan::Plan;
use crate::quantity::{Exact, Points};
use crate::rule::{Condition, Facts, Figure};
use crate::scores::Scores;
use crate::standings::{Standing, Standings};
use aim::{Aim, Enough, aims};
use combine::{Choice, Choices, Demands};
pub use effect::{Effect, Moved};
pub use goal::Goal;
pub use lever::{Cost, Lever, Move};
pub use limits::Limits;

/// What is asked: which agency, what to reach, and under what.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// The criteria.
    pub criteria: &'a Criteria,
    /// The same, laid out for scoring.
    pub plan: &'a Plan,
    /// The evidence.
    pub evidence: &'a Evidence,
    /// The scores.
    pub scores: &'a Scores,
    /// The standings.
    pub standings: &'a Standings,
    /// The agency that wants to reach the goal.
    pub agency: AgencyCode,
    /// The goal.
    pub goal: Goal,
    /// Costs, deadlines, prerequisites, what is fixed.
    pub limits: Limits,
    /// For a rank: what the others do.
    pub others: Others<'a>,
    /// How many plans, the cheapest first.
    pub plans: usize,
}

/// What the other agencies do meanwhile.
#[derive(Clone, Copy, Debug)]
pub enum Others<'a> {
    /// Their figures stay.
    Still,
    /// They move once more as they did since these standings; newcomers stay.
    LikeLastYear(&'a Standings),
    /// The worst case: what they have, and the most for every figure that they have not given yet. What they have
    /// earned less than the most for is theirs for good.
    AtBest,
}

/// The cheapest plans that reach a goal, and the proof.
#[derive(Clone, Debug)]
pub struct Advice {
    /// Where the agency stands now.
    pub now: Standing,
    /// The goal.
    pub goal: Goal,
    /// Whether it is reached already.
    pub reached: bool,
    /// The plans, the cheapest first; of each no mend can be spared.
    pub plans: Vec<Mending>,
    /// What no plan can cost less than; nothing when no plan reaches the goal.
    pub bound: Option<Cost>,
    /// Whether the first plan is proved the cheapest: the bound is what it costs. Without plans: that there are none.
    pub proved: bool,
    /// What can be reached at each price: the most points, cheapest first.
    pub frontier: Vec<(Cost, Points)>,
    /// The most points that mends can reach.
    pub most: Points,
    /// Every lever looked at.
    pub levers: Vec<Lever>,
    /// Figures that several items read, which no mend moves.
    pub shared: Vec<Arc<Figure>>,
    /// Whether costs were given.
    pub costed: bool,
}

/// One plan.
#[derive(Clone, Debug)]
pub struct Mending {
    /// What is mended, in the order of the decision.
    pub levers: Vec<Lever>,
    /// What it costs.
    pub cost: Cost,
    /// Where the agency then stands, the others held still.
    pub after: Standing,
}

/// Prerequisites that are told apart; those beyond are taken as not met.
const PREREQUISITES: usize = 8;
/// Candidates that are scored again before the search gives up.
const TRIES: usize = 200;

impl Advice {
    /// Finds the cheapest mends that reach the goal. Nothing when there is no such agency or tier.
    #[must_use]
    pub fn seek(asked: &Asked<'_>) -> Option<Self> {
        let now = asked.standings.of(&asked.agency)?;
        let group = asked.criteria.group(&now.agency.group)?;
        let search = Search::of(asked, group, now);
        let aims = aims(asked, group, now)?;
        Some(search.advice(aims))
    }
}

/// A candidate: its levers, and those of figures about the agency as a whole.
struct Candidate {
    levers: Vec<usize>,
    facts: Option<Lever>,
    cost: Cost,
    aim: usize,
}

struct Search<'a> {
    asked: &'a Asked<'a>,
    group: &'a Group,
    now: &'a Standing,
    levers: Vec<Lever>,
    shared: Vec<Arc<Figure>>,
    closings: Vec<crate::scores::Closing>,
}

impl<'a> Search<'a> {
    fn of(asked: &'a Asked<'a>, group: &'a Group, now: &'a Standing) -> Self {
        let closings = Scores::closings(asked.plan, asked.evidence, now.row);
        let mut search = Self {
            asked,
            group,
            now,
            levers: Vec::new(),
            shared: Vec::new(),
            closings,
        };
        search.levers = search.ground().levers(&search.closings);
        let moved: BTreeSet<usize> = asked
            .plan
            .items
            .iter()
            .flat_map(|item| item.rule.moves())
            .map(|field| field.slot())
            .collect();
        search.shared = search.ground().shared();
        search.shared.retain(|figure| moved.contains(&figure.slot));
        search
    }

    fn ground(&self) -> lever::Ground<'_> {
        lever::Ground {
            criteria: self.asked.criteria,
            plan: self.asked.plan,
            evidence: self.asked.evidence,
            scores: self.asked.scores,
            limits: &self.asked.limits,
            row: self.now.row,
        }
    }

    fn advice(self, aims: Vec<Aim<'_>>) -> Advice {
        let (asked, keep) = (self.asked, self.asked.plans.max(1) * 3);
        let mut bound: Option<Cost> = None;
        let mut candidates: Vec<Candidate> = Vec::new();
        let mut exact = true;
        let mut reached = false;
        for (k, aim) in aims.iter().enumerate() {
            let Some(facts) = self.facts(aim) else {
                continue;
            };
            let beside = facts.as_ref().map_or(Cost::default(), |lever| lever.cost);
            for demands in self.branches(&aim.demands) {
                let choices = self.choices(&demands, keep);
                exact &= choices.exact;
                let enough =
                    |choice: &&Choice| aim.enough.holds(asked.criteria, self.group, &choice.points, &self.now.max);
                if let Some(first) = choices.up.iter().find(enough) {
                    let cost = first.cost + beside;
                    bound = Some(bound.map_or(cost, |known| known.min(cost)));
                }
                let fitting = choices.down.iter().filter(enough).take(TRIES);
                candidates.extend(fitting.map(|choice| Candidate {
                    levers: choice.levers.clone(),
                    facts: facts.clone(),
                    cost: choice.cost + beside,
                    aim: k,
                }));
            }
        }
        candidates.sort_by(|a, b| a.cost.cmp(&b.cost).then_with(|| a.levers.cmp(&b.levers)));
        let mut plans: Vec<Mending> = Vec::new();
        let mut kept: Vec<Vec<usize>> = Vec::new();
        for candidate in candidates.iter().take(TRIES) {
            let spared = |known: &Vec<usize>| known.iter().all(|lever| candidate.levers.contains(lever));
            if plans.len() >= asked.plans.max(1) || kept.iter().any(spared) {
                continue;
            }
            let Some(plan) = aims.get(candidate.aim).and_then(|aim| self.verified(candidate, aim)) else {
                continue;
            };
            reached |= plan.levers.is_empty();
            kept.push(candidate.levers.clone());
            plans.push(plan);
        }
        if reached {
            plans.clear();
        }
        let (frontier, most) = self.frontier();
        Advice {
            now: self.now.clone(),
            goal: asked.goal.clone(),
            reached,
            proved: match plans.first() {
                _ if reached => true,
                Some(first) => Some(first.cost) == bound,
                None => exact && bound.is_none(),
            },
            bound,
            plans,
            frontier,
            most,
            shared: self.shared.clone(),
            costed: asked.limits.costed,
            levers: self.levers,
        }
    }

    fn choices(&self, demands: &Demands, keep: usize) -> Choices {
        let ground = combine::Ground {
            criteria: self.asked.criteria,
            scores: self.asked.scores,
            closings: &self.closings,
            levers: &self.levers,
            row: self.now.row,
        };
        ground.choices(demands, keep)
    }

    /// The most points at each price, as long as prerequisites are met; and the most at any.
    fn frontier(&self) -> (Vec<(Cost, Points)>, Points) {
        let branches = self.branches(&Demands::default());
        let mut all: Vec<Choice> = branches
            .iter()
            .flat_map(|demands| self.choices(demands, 1).down)
            .collect();
        all.sort_by(|a, b| a.cost.cmp(&b.cost).then_with(|| b.points.cmp(&a.points)));
        let mut frontier: Vec<(Cost, Points)> = Vec::new();
        for choice in all {
            if frontier.last().is_none_or(|(_, most)| choice.points > *most.exact()) {
                // of the same price and as many mends, the one that earns most stands for all
                let alike = |(cost, _): &(Cost, Points)| {
                    cost.price() == choice.cost.price() && cost.mends() == choice.cost.mends()
                };
                if frontier.last().is_some_and(alike) {
                    frontier.pop();
                }
                frontier.push((choice.cost, Points(choice.points)));
            }
        }
        let most = frontier.last().map_or_else(|| self.now.points.clone(), |(_, most)| most.clone());
        (frontier, most)
    }

    /// The demands, once for every way in which prerequisites may be met or not.
    fn branches(&self, demands: &Demands) -> Vec<Demands> {
        let full = |k: usize| {
            let tally = self.asked.scores.tally(self.now.row, k);
            tally.points >= tally.max
        };
        let mut needed: Vec<usize> = Vec::new();
        let mut needs: Vec<(usize, Vec<usize>)> = Vec::new();
        for (node, item) in &self.asked.limits.items {
            let before = item.needs.iter().filter_map(|code| self.asked.criteria.node(code));
            let before: Vec<usize> = before.filter(|k| !full(*k)).collect();
            needed.extend(before.iter().filter(|k| !needed.contains(k)).copied().collect::<Vec<_>>());
            needs.push((*node, before));
        }
        needed.dedup();
        let told = needed.len().min(PREREQUISITES);
        let branch = |mask: usize| {
            let mended = |k: &usize| {
                let place = needed.iter().position(|known| known == k);
                place.is_some_and(|place| place < told && mask >> place & 1 == 1)
            };
            let mut branch = demands.clone();
            branch.forced.extend(needed.iter().filter(|k| mended(k)));
            branch.frozen.extend(needed.iter().filter(|k| !mended(k)));
            let barred = needs.iter().filter(|(_, before)| !before.iter().all(|k| mended(k)));
            branch.frozen.extend(barred.map(|(node, _)| *node));
            branch
        };
        (0..1usize << told).map(branch).collect()
    }

    /// The cheapest change of figures about the agency as a whole that meets the aim's conditions: none where they are
    /// met; no answer where nothing meets them.
    #[expect(clippy::option_option, reason = "none needed and none possible are two answers")]
    fn facts(&self, aim: &Aim<'_>) -> Option<Option<Lever>> {
        let ground = self.ground();
        let mut columns = self.asked.scores.columns.clone();
        let row = self.now.row;
        let mut met = |turns: &[scan::Turn]| {
            let mut before = Vec::new();
            for (slot, to) in turns {
                if let Some(column) = columns.get_mut(*slot) {
                    before.push((*slot, column.get(row).cloned()));
                    column.set(row, Some(to.clone()));
                }
            }
            let holds = |condition: &&Condition| {
                let calendar = crate::calendar::Calendar::default();
                condition.holds(&Facts { columns: &columns, calendar: &calendar, row }) == Some(true)
            };
            let met = aim.hold.iter().all(|c| holds(c)) && !aim.fail.iter().any(|c| holds(c));
            for (slot, was) in before {
                if let Some(column) = columns.get_mut(slot) {
                    column.set(row, was);
                }
            }
            Some(if met { Exact::ONE } else { Exact::ZERO })
        };
        if met(&[]) == Some(Exact::ONE) {
            return Some(None);
        }
        let fields = aim.hold.iter().chain(&aim.fail).flat_map(|condition| condition.moves());
        let figures = ground.figures(fields);
        let outcomes = ground.scan(0, &figures).outcomes(&Exact::ZERO, &mut met);
        let cheapest = outcomes.into_iter().min_by_key(|outcome| self.asked.limits.cost(0, outcome.moves))?;
        let title = self.asked.criteria.title.clone();
        Some(Some(Lever {
            item: None,
            code: String::new(),
            title,
            moves: ground.moves(&figures, &cheapest.turns),
            gain: Points::default(),
            cost: self.asked.limits.cost(0, cheapest.moves),
            node: 0,
            points: Exact::ZERO,
        }))
    }

    /// The plan scored and ranked again, if it reaches the goal.
    fn verified(&self, candidate: &Candidate, aim: &Aim<'_>) -> Option<Mending> {
        let asked = self.asked;
        let chosen = candidate.levers.iter().filter_map(|k| self.levers.get(*k));
        let levers: Vec<Lever> = chosen.chain(&candidate.facts).cloned().collect();
        let moved = levers.iter().flat_map(|lever| &lever.moves);
        let figures: Vec<(usize, Option<Exact>)> =
            moved.map(|moved| (moved.figure.slot, Some(moved.to.clone()))).collect();
        let evidence = asked.evidence.changed(asked.criteria, self.now.row, &figures);
        let scores = Scores::award(asked.plan, &evidence);
        let after = Standings::rank(asked.criteria, &evidence, &scores);
        let after = after.of(&asked.agency)?.clone();
        let tier = |tier: &usize| {
            let reached = after.tier.as_ref().map(|reached| &reached.name);
            self.group.tiers.iter().take(tier + 1).any(|known| Some(&known.name) == reached)
        };
        let enough =
            aim.enough.holds(asked.criteria, self.group, after.points.exact(), &after.max);
        let reached = match (&aim.enough, asked.others) {
            (Enough::Points(_), _) => enough,
            (Enough::Tier(at), _) => tier(at),
            (Enough::Rank(rank, _), Others::Still) => after.rank.is_some_and(|own| own.0 <= *rank),
            (Enough::Rank(..), _) => enough && after.rank.is_some(),
        };
        reached.then_some(Mending {
            levers,
            cost: candidate.cost,
            after,
        })
    }
}
