//! Plan, Evidence, Scores, Standings -> Advice: the cheapest mends that reach a goal, with a proof; what a change does.
//!
//! Levers come from the rules themselves, asked again with other figures; the choice among them is exact, and every plan
//! is scored and ranked again as if its figures had been sent.

mod aim;
mod best;
mod combine;
mod effect;
mod ends;
mod goal;
mod lever;
mod limits;
mod mends;
mod outlook;
mod scan;
mod search;

use std::sync::Arc;

use crate::code::AgencyCode;
use crate::criteria::Criteria;
use crate::evidence::Evidence;
use crate::plan::Plan;
use crate::quantity::Points;
use crate::rule::Figure;
use crate::scores::Scores;
use crate::standings::{Standing, Standings};
use aim::aims;
pub use effect::{Effect, Moved};
pub use goal::Goal;
pub use lever::{Cost, Lever, Move};
pub use limits::Limits;
pub use mends::Mends;
pub use outlook::{OpenItem, Outlook};
use search::Search;

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
