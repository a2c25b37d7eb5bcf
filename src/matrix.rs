//! Years of Criteria and Evidence -> Matrix: every year's agencies under every year's rules.

use crate::counterfactual::Counterfactual;
use crate::criteria::Criteria;
use crate::crosswalk::Crosswalk;
use crate::evidence::Evidence;
use crate::quantity::Year;

/// The matrix of league tables: on its diagonal the years as published.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// The years, the earliest first.
    pub years: Vec<Year>,
    /// A table for each pair: by the year of the rules, then of the facts.
    pub cells: Vec<Counterfactual>,
}

impl Matrix {
    /// All tables of these years, the earliest first; `steps` lead from each to the next.
    #[must_use]
    pub fn of(years: &[(Criteria, Evidence)], steps: &[Crosswalk]) -> Self {
        let mut cells = Vec::new();
        for (k, (rules, _)) in years.iter().enumerate() {
            for (facts, (criteria, evidence)) in years.iter().enumerate() {
                let walk = walk(criteria, steps, facts, k);
                cells.push(Counterfactual::of(criteria, evidence, rules, &walk));
            }
        }
        Self { years: years.iter().map(|(criteria, _)| criteria.year).collect(), cells }
    }

    /// The table of one year's facts under one year's rules.
    #[must_use]
    pub fn of_years(&self, rules: Year, facts: Year) -> Option<&Counterfactual> {
        self.cells.iter().find(|cell| cell.rules == rules && cell.facts == facts)
    }
}

/// The crosswalk from one year to another, over the years between; to itself where they are the same.
fn walk(own: &Criteria, steps: &[Crosswalk], from: usize, to: usize) -> Crosswalk {
    let (first, last) = (from.min(to), from.max(to));
    let between = steps.get(first..last).unwrap_or_default();
    let chained = between.iter().cloned().reduce(|walk, step| walk.then(&step));
    match chained {
        None => Crosswalk::draft(own, own),
        Some(walk) if from > to => walk.back(),
        Some(walk) => walk,
    }
}
