//! Criteria, Scores -> Losses: every point not given, as a row; the rows add up.
//!
//! A conservation law holds at every node and for every agency, exactly: what its rows say adds up to its maximum less
//! its points. What no item lost (rounding, rescaling and caps above the items) has rows of its own.

use std::collections::BTreeMap;

use crate::code::{AgencyCode, ItemCode};
use crate::criteria::{Criteria, Role};
use crate::evidence::Evidence;
use crate::language::Text;
use crate::quantity::{Exact, Points};
pub use crate::rule::Cause;
use crate::scores::{Reason, Scores};

/// Every point that one agency did not get.
#[derive(Clone, Debug)]
pub struct Losses {
    /// The agency.
    pub agency: AgencyCode,
    /// The applicable maximum less the points: what the rows add up to.
    pub total: Points,
    /// The rows, in the order of the decision.
    pub rows: Vec<Loss>,
}

/// Points not given at one item, or changed by arithmetic at a node above the items.
#[derive(Clone, Debug)]
pub struct Loss {
    /// The node.
    pub item: ItemCode,
    /// Its code as printed.
    pub code: String,
    /// Its title.
    pub title: Text,
    /// The area it belongs to; nothing for the total.
    pub area: Option<ItemCode>,
    /// Where the decision says so.
    pub source: String,
    /// Points lost in the total; under nought where a bonus or arithmetic gives some back.
    pub points: Points,
    /// Why.
    pub cause: Cause,
    /// The objective reason that the agency claims, in its words.
    pub objective: Option<String>,
    /// Who answers for it, with their share of the points; lead first.
    pub offices: Vec<(String, Points)>,
    /// What the rule found; nothing for arithmetic.
    pub reason: Option<Reason>,
    pub(crate) node: usize,
}

impl Losses {
    /// The losses of the agency at `row` of the scores.
    pub(crate) fn of(
        criteria: &Criteria,
        evidence: &Evidence,
        scores: &Scores,
        row: usize,
    ) -> Self {
        let mut ledger = Ledger { criteria, evidence, scores, row, rows: Vec::new() };
        ledger.enter(0, &Exact::ONE);
        let total = scores.total(row);
        let rows = ledger.rows;
        let total = total.max.exact() - total.points.exact();
        debug_assert_eq!(rows.iter().map(|loss| loss.points.exact()).sum::<Exact>(), total);
        let agency =
            scores.agencies.get(row).map_or_else(|| "".into(), |assessed| assessed.code.clone());
        Self { agency, total: Points(total), rows }
    }

    /// The losses of one area, as a ledger of its own.
    #[must_use]
    pub fn in_area(&self, area: &ItemCode) -> Self {
        self.only(|loss| loss.area.as_ref() == Some(area))
    }

    /// What was lost, without what bonuses and arithmetic gave back.
    #[must_use]
    pub fn without_gains(&self) -> Self {
        self.only(|loss| !loss.points.exact().is_negative())
    }

    fn only(&self, wanted: impl Fn(&&Loss) -> bool) -> Self {
        let rows: Vec<Loss> = self.rows.iter().filter(wanted).cloned().collect();
        let total = rows.iter().map(|loss| loss.points.exact()).sum();
        Self { agency: self.agency.clone(), total: Points(total), rows }
    }

    /// What an office answers for: the rows with its share of each; under nothing, what nobody answers for.
    #[must_use]
    pub fn of_office(&self, office: Option<&str>) -> Vec<(&Loss, Points)> {
        let share = |loss: &Loss| match office {
            None => loss.offices.is_empty().then(|| loss.points.clone()),
            Some(office) => {
                let named = loss.offices.iter().find(|(name, _)| name == office);
                named.map(|(_, points)| points.clone())
            }
        };
        self.rows.iter().filter_map(|loss| Some((loss, share(loss)?))).collect()
    }

    /// Points lost by what `key` says of a row, most first.
    #[must_use]
    pub fn grouped<K: Ord + Clone>(&self, key: impl Fn(&Loss) -> K) -> Vec<(K, Points)> {
        let mut sums: BTreeMap<K, Exact> = BTreeMap::new();
        for loss in &self.rows {
            *sums.entry(key(loss)).or_default() += loss.points.exact();
        }
        most_first(sums)
    }

    /// Points lost by office; shares add up to the whole. What nobody answers for is under nothing.
    #[must_use]
    pub fn by_office(&self) -> Vec<(Option<String>, Points)> {
        let mut sums: BTreeMap<Option<String>, Exact> = BTreeMap::new();
        for loss in &self.rows {
            for (office, points) in &loss.offices {
                *sums.entry(Some(office.clone())).or_default() += points.exact();
            }
            if loss.offices.is_empty() {
                *sums.entry(None).or_default() += loss.points.exact();
            }
        }
        most_first(sums)
    }
}

fn most_first<K: Ord>(sums: BTreeMap<K, Exact>) -> Vec<(K, Points)> {
    let mut sums: Vec<(K, Points)> =
        sums.into_iter().map(|(key, sum)| (key, Points(sum))).collect();
    sums.retain(|(_, points)| !points.exact().is_zero());
    sums.sort_by(|(_, a), (_, b)| b.cmp(a));
    sums
}

struct Ledger<'a> {
    criteria: &'a Criteria,
    evidence: &'a Evidence,
    scores: &'a Scores,
    row: usize,
    rows: Vec<Loss>,
}

impl Ledger<'_> {
    /// Enters what was lost at and below a node; `ratio` is what a point there is in the total.
    fn enter(&mut self, k: usize, ratio: &Exact) {
        let Some(node) = self.criteria.nodes.get(k) else {
            return;
        };
        let lost = self.lost(k);
        if node.rule.is_some() {
            return self.row(k, &(&lost * ratio));
        }
        let at = self.rows.len();
        let inner = self.inner_ratio(k);
        let mut explained = Exact::ZERO;
        for child in &node.children {
            let outside = k == 0 && self.role(*child) != Role::Score;
            let inner = if outside { Exact::ONE } else { inner.clone() };
            explained += &(&self.lost(*child) * &inner);
            self.enter(*child, &(&inner * ratio));
        }
        let rest = &(&lost - &explained) * ratio;
        if !rest.is_zero() {
            self.row(k, &rest);
            // arithmetic stands before the items it concerns
            self.rows.get_mut(at..).unwrap_or_default().rotate_right(1);
        }
    }

    fn role(&self, k: usize) -> Role {
        self.criteria.nodes.get(k).map_or(Role::Score, |node| node.role)
    }

    /// What a node lost: maximum less points; a deduction what it took; a bonus gives.
    fn lost(&self, k: usize) -> Exact {
        let tally = self.scores.tally(self.row, k);
        match self.role(k) {
            Role::Score => tally.max.exact() - tally.points.exact(),
            Role::Bonus => -tally.points.exact(),
            Role::Deduction => tally.points.exact().clone(),
        }
    }

    /// What a point of a child is at its parent: one, but where the parent was rescaled.
    fn inner_ratio(&self, k: usize) -> Exact {
        let Some(node) = self.criteria.nodes.get(k) else {
            return Exact::ONE;
        };
        if node.role != Role::Score {
            return Exact::ONE;
        }
        let scores = node.children.iter().filter(|child| self.role(**child) == Role::Score);
        let below: Exact = scores
            .map(|child| self.scores.tally(self.row, *child).max.0)
            .fold(Exact::ZERO, |a, b| &a + &b);
        self.scores.tally(self.row, k).max.exact().over(&below).unwrap_or(Exact::ONE)
    }

    fn row(&mut self, k: usize, points: &Exact) {
        if points.is_zero() {
            return;
        }
        let Some(node) = self.criteria.nodes.get(k) else {
            return;
        };
        let reason = Reason::of(self.criteria, self.evidence, self.scores, self.row, k);
        let share =
            |share: &Exact| Points((points * share).over(&Exact::HUNDRED).unwrap_or_default());
        self.rows.push(Loss {
            item: node.id.clone(),
            code: node.code.clone(),
            title: node.title.clone(),
            area: self.criteria.area(k).map(|area| area.id.clone()),
            source: node.source.clone(),
            points: Points(points.clone()),
            cause: reason.as_ref().map_or(Cause::Arithmetic, |reason| reason.cause),
            objective: self.evidence.objective(self.row, k).map(ToOwned::to_owned),
            offices: node
                .answerable
                .iter()
                .map(|(office, part)| (office.clone(), share(part)))
                .collect(),
            reason,
            node: k,
        });
    }
}
