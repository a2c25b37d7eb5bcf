//! Criteria, Scores -> Losses: every point not given, as a row; the rows add up.
//!
//! A conservation law holds at every node and for every agency, exactly: what its rows say adds up to its maximum less
//! its points; [`Losses::prove`] holds every run of the program to it. What no item lost (rounding, rescaling and caps above the items) has rows of its own.

mod ledger;

use std::collections::BTreeMap;

use crate::code::{AgencyCode, ItemCode};
use crate::criteria::Criteria;
use crate::evidence::Evidence;
use crate::language::Text;
use crate::quantity::{Exact, Points};
pub use crate::rule::Cause;
use crate::scores::{Reason, Scores};
use ledger::Ledger;
pub use ledger::Unbalanced;

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
        let ledger = Ledger::of(criteria, scores, row);
        let row_of = |(k, points): &(usize, Exact)| ledger.row(evidence, *k, points);
        let rows = ledger.entries.iter().filter_map(row_of).collect();
        Self { agency: ledger.agency(), total: Points(ledger.lost(0)), rows }
    }

    /// Proves the conservation law for every agency, at every node and for the shares of offices, from the figures
    /// alone.
    ///
    /// # Errors
    /// Where what is lost does not add up: an error of this program, never of anybody's files.
    pub fn prove(criteria: &Criteria, scores: &Scores) -> Result<(), Unbalanced> {
        (0..scores.agencies.len()).try_for_each(|row| Ledger::of(criteria, scores, row).balanced())
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
