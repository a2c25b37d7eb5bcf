//! One agency's ledger: what each node lost, entered from the top; and the proof that the entries add up.

use thiserror::Error;

use super::Loss;
use crate::code::{AgencyCode, ItemCode};
use crate::criteria::{Criteria, Role};
use crate::evidence::Evidence;
use crate::quantity::{Exact, Points};
use crate::rule::Cause;
use crate::scores::{Reason, Scores};

/// A ledger that does not add up. It is this program that is wrong then; nobody's file is.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "the loss ledger of `{agency}` does not add up at `{node}`: {entered} entered of {lost} points lost; \
     this is an error of the program: nothing was written"
)]
pub struct Unbalanced {
    /// The agency.
    pub agency: AgencyCode,
    /// The node; of the total, nothing.
    pub node: ItemCode,
    /// What the entries at and below the node add up to.
    pub entered: Exact,
    /// What the node lost, in points of the total.
    pub lost: Exact,
}

pub(super) struct Ledger<'a> {
    criteria: &'a Criteria,
    scores: &'a Scores,
    row: usize,
    /// Nodes and the points lost there, in the order of the decision.
    pub entries: Vec<(usize, Exact)>,
    /// What a point of each node is in the total.
    ratios: Vec<Exact>,
}

impl<'a> Ledger<'a> {
    pub fn of(criteria: &'a Criteria, scores: &'a Scores, row: usize) -> Self {
        let ratios = vec![Exact::ZERO; criteria.nodes.len()];
        let mut ledger = Self { criteria, scores, row, entries: Vec::new(), ratios };
        ledger.enter(0, &Exact::ONE);
        ledger
    }

    pub fn agency(&self) -> AgencyCode {
        let agency = self.scores.agencies.get(self.row);
        agency.map_or_else(|| "".into(), |assessed| assessed.code.clone())
    }

    /// Enters what was lost at and below a node; `ratio` is what a point there is in the total.
    fn enter(&mut self, k: usize, ratio: &Exact) {
        let criteria = self.criteria;
        let Some(node) = criteria.nodes.get(k) else {
            return;
        };
        if let Some(known) = self.ratios.get_mut(k) {
            *known = ratio.clone();
        }
        let lost = self.lost(k);
        if node.rule.is_some() {
            return self.add(k, &lost * ratio);
        }
        let at = self.entries.len();
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
            self.add(k, rest);
            // arithmetic stands before the items it concerns
            self.entries.get_mut(at..).unwrap_or_default().rotate_right(1);
        }
    }

    fn add(&mut self, k: usize, points: Exact) {
        if !points.is_zero() {
            self.entries.push((k, points));
        }
    }

    fn role(&self, k: usize) -> Role {
        self.criteria.nodes.get(k).map_or(Role::Score, |node| node.role)
    }

    /// What a node lost: maximum less points; a deduction what it took; a bonus gives.
    pub fn lost(&self, k: usize) -> Exact {
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

    /// The entry as people read it, with its reason.
    pub fn row(&self, evidence: &Evidence, k: usize, points: &Exact) -> Option<Loss> {
        let node = self.criteria.nodes.get(k)?;
        let reason = Reason::of(self.criteria, evidence, self.scores, self.row, k);
        Some(Loss {
            item: node.id.clone(),
            code: node.code.clone(),
            title: node.title.clone(),
            area: self.area(k),
            source: node.source.clone(),
            points: Points(points.clone()),
            cause: reason.as_ref().map_or(Cause::Arithmetic, |reason| reason.cause),
            objective: evidence.objective(self.row, k).map(ToOwned::to_owned),
            offices: self.shares(k, points),
            reason,
            node: k,
        })
    }

    /// Who answers for a node, with their share of points lost there.
    fn shares(&self, k: usize, points: &Exact) -> Vec<(String, Points)> {
        let share =
            |share: &Exact| Points((points * share).over(&Exact::HUNDRED).unwrap_or_default());
        let offices = self.criteria.nodes.get(k).map_or(&[][..], |node| &node.answerable);
        offices.iter().map(|(office, part)| (office.clone(), share(part))).collect()
    }

    fn area(&self, k: usize) -> Option<ItemCode> {
        let up = |k: &usize| self.criteria.nodes.get(*k).map(|node| node.parent);
        let lineage = std::iter::successors(Some(k), up).take(64);
        let area = lineage.filter_map(|k| self.criteria.nodes.get(k)).find(|node| node.depth == 1);
        area.map(|node| node.id.clone())
    }

    /// That the entries at and below every node are what it lost, and the shares of offices the whole of each entry.
    pub fn balanced(&self) -> Result<(), Unbalanced> {
        let mut sums = vec![Exact::ZERO; self.criteria.nodes.len()];
        for (k, points) in &self.entries {
            let shares = self.shares(*k, points);
            let shared: Exact = shares.iter().map(|(_, points)| points.exact()).sum();
            if !shares.is_empty() {
                self.agree(*k, shared, points.clone())?;
            }
            if let Some(sum) = sums.get_mut(*k) {
                *sum += points;
            }
        }
        // parents stand before their children
        for k in (0..sums.len()).rev() {
            let entered = sums.get(k).cloned().unwrap_or_default();
            let ratio = self.ratios.get(k).cloned().unwrap_or_default();
            self.agree(k, entered.clone(), &self.lost(k) * &ratio)?;
            let parent = self.criteria.nodes.get(k).map(|node| node.parent).filter(|_| k > 0);
            if let Some(sum) = parent.and_then(|parent| sums.get_mut(parent)) {
                *sum += &entered;
            }
        }
        Ok(())
    }

    fn agree(&self, k: usize, entered: Exact, lost: Exact) -> Result<(), Unbalanced> {
        if entered == lost {
            return Ok(());
        }
        let node = self.criteria.nodes.get(k).map_or_else(|| "".into(), |node| node.id.clone());
        Err(Unbalanced { agency: self.agency(), node, entered, lost })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;

    #[test]
    fn a_ledger_that_does_not_add_up_is_told_by_agency_and_node() {
        let criteria = Criteria::read("criteria/dak-lak/2018").unwrap();
        let evidence = Evidence::read("data/dak-lak/2018", &criteria).unwrap();
        let scores = Scores::award(&Plan::compile(&criteria), &evidence);
        let row = scores.agencies.iter().position(|agency| agency.code.as_str() == "skhdt");
        let mut ledger = Ledger::of(&criteria, &scores, row.unwrap());
        assert_eq!(ledger.balanced(), Ok(()));
        let (k, points) = ledger.entries.remove(0);
        let told = ledger.balanced().unwrap_err();
        assert_eq!((told.agency.as_str(), &told.node), ("skhdt", &criteria.nodes[k].id));
        assert_eq!((told.entered, told.lost), (Exact::ZERO, points));
    }
}
