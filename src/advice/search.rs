//! The search: the cheapest choices of every way to the goal, scored and ranked again until enough of them reach it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::aim::{Aim, Enough};
use super::combine::{self, Choice, Choices, Demands};
use super::{Advice, Asked, Cost, Lever, Mending, Others, lever, scan};
use crate::calendar::Calendar;
use crate::criteria::{Group, TieRule};
use crate::quantity::{Exact, Points};
use crate::rule::{Condition, Facts, Figure};
use crate::scores::{Closing, Scores};
use crate::standings::{Standing, Standings};

/// Prerequisites that are told apart; those beyond are taken as not met.
const PREREQUISITES: usize = 8;
/// Candidates that are scored again before the search gives up.
const TRIES: usize = 200;

/// Plans that reach the goal, with the places of their levers; and what none can be under.
#[derive(Default)]
struct Found {
    plans: Vec<(Mending, Vec<usize>)>,
    bound: Option<Cost>,
}

pub(super) struct Search<'a> {
    asked: &'a Asked<'a>,
    group: &'a Group,
    now: &'a Standing,
    levers: Vec<Lever>,
    shared: Vec<Arc<Figure>>,
    closings: Vec<Closing>,
}

impl<'a> Search<'a> {
    pub fn of(asked: &'a Asked<'a>, group: &'a Group, now: &'a Standing) -> Self {
        let closings = Scores::closings(asked.plan, asked.evidence, now.row);
        let mut search =
            Self { asked, group, now, levers: Vec::new(), shared: Vec::new(), closings };
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

    /// The plans of all ways to the goal together.
    pub fn advice(self, aims: Vec<Aim<'_>>) -> Advice {
        let mut found = Found::default();
        for aim in &aims {
            self.pursue(aim, &mut found);
        }
        found.plans.sort_by_key(|(plan, _)| plan.cost);
        let reached = found.plans.first().is_some_and(|(plan, _)| plan.levers.is_empty());
        let mut plans: Vec<(Mending, Vec<usize>)> = Vec::new();
        for (plan, levers) in found.plans {
            let spared = |(_, known): &(Mending, Vec<usize>)| {
                known.iter().all(|lever| levers.contains(lever))
            };
            if !reached && plans.len() < self.asked.plans && !plans.iter().any(spared) {
                plans.push((plan, levers));
            }
        }
        let (frontier, most) = self.frontier();
        Advice {
            now: self.now.clone(),
            goal: self.asked.goal.clone(),
            reached,
            proved: match plans.first() {
                _ if reached => true,
                Some((first, _)) => Some(first.cost) == found.bound,
                None => found.bound.is_none(),
            },
            bound: found.bound,
            plans: plans.into_iter().map(|(plan, _)| plan).collect(),
            frontier,
            most,
            shared: self.shared.clone(),
            costed: self.asked.limits.costed,
            levers: self.levers,
        }
    }

    /// Scores the cheapest choices of one way again, until as many as are asked for reach the goal.
    ///
    /// Where places and quotas hang on points alone, a total that falls short rules out every total below it.
    fn pursue(&self, aim: &Aim<'_>, found: &mut Found) {
        let Some(facts) = self.facts(aim) else {
            return;
        };
        let asked = self.asked;
        let beside = facts.as_ref().map_or(Cost::default(), |lever| lever.cost);
        let by_points =
            asked.plan.means.is_empty() && !matches!(self.group.ties, TieRule::Keys(..));
        let mut short: Option<Exact> = None;
        let enough = |choice: &Choice, short: &Option<Exact>| {
            let above = short.as_ref().is_none_or(|short| choice.points > *short);
            above && aim.enough.holds(asked.criteria, self.group, &choice.points, &self.now.max)
        };
        let keep = asked.plans.max(1) * 3;
        let branches = self.branches(&aim.demands);
        let all: Vec<Choices> =
            branches.iter().map(|demands| self.choices(demands, keep)).collect();
        let mut down: Vec<&Choice> = all.iter().flat_map(|choices| &choices.down).collect();
        down.sort_by(|a, b| a.cost.cmp(&b.cost).then_with(|| a.levers.cmp(&b.levers)));
        let mut reaching = 0;
        for choice in down.into_iter().filter(|choice| enough(choice, &None)).take(TRIES) {
            if reaching >= keep {
                break;
            }
            if !enough(choice, &short) {
                continue;
            }
            match self.verified(choice, facts.as_ref(), choice.cost + beside, aim) {
                Some(plan) => {
                    reaching += 1;
                    found.plans.push((plan, choice.levers.clone()));
                }
                None if by_points => short = short.max(Some(choice.points.clone())),
                None => {}
            }
        }
        let up = all.iter().flat_map(|choices| &choices.up);
        let costs = up.filter(|choice| enough(choice, &short)).map(|choice| choice.cost + beside);
        found.bound = costs.chain(found.bound).min();
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
        let mut all: Vec<Choice> =
            branches.iter().flat_map(|demands| self.choices(demands, 1).down).collect();
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
        let most =
            frontier.last().map_or_else(|| self.now.points.clone(), |(_, most)| most.clone());
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
            needed
                .extend(before.iter().filter(|k| !needed.contains(k)).copied().collect::<Vec<_>>());
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
            let barred = needs.iter().filter(|(_, before)| !before.iter().all(&mended));
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
                    before.push((*slot, column.get(row)));
                    column.set(row, Some(to.clone()));
                }
            }
            let holds = |condition: &&Condition| {
                let calendar = Calendar::default();
                condition.holds(&Facts { columns: &columns, calendar: &calendar, row })
                    == Some(true)
            };
            let met = aim.hold.iter().all(&holds) && !aim.fail.iter().any(&holds);
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
        let cheapest =
            outcomes.into_iter().min_by_key(|outcome| self.asked.limits.cost(0, outcome.moves))?;
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
    fn verified(
        &self,
        choice: &Choice,
        facts: Option<&Lever>,
        cost: Cost,
        aim: &Aim<'_>,
    ) -> Option<Mending> {
        let asked = self.asked;
        let chosen = choice.levers.iter().filter_map(|k| self.levers.get(*k));
        let levers: Vec<Lever> = chosen.chain(facts).cloned().collect();
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
        let enough = aim.enough.holds(asked.criteria, self.group, after.points.exact(), &after.max);
        let reached = match (&aim.enough, asked.others) {
            (Enough::Points(_), _) => enough,
            (Enough::Tier(at), _) => tier(at),
            (Enough::Rank(rank, _), Others::Still) => after.rank.is_some_and(|own| own.0 <= *rank),
            (Enough::Rank(..), _) => enough && after.rank.is_some(),
        };
        reached.then_some(Mending { levers, cost, after })
    }
}
