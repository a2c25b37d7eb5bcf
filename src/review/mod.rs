//! Criteria, Plan, Evidence, Scores, Standings -> Review: where an appraiser should look first, each with its reasons.
//!
//! Nothing here says that anybody did wrong: a row says where a second look is worth most, and why.

mod claims;
mod close;
mod documents;
mod queue;
mod uneven;

use crate::code::{ItemCode, PeerGroup};
use crate::criteria::{Criteria, Group, Method};
use crate::evidence::Evidence;
use crate::language::Text;
use crate::plan::Plan;
use crate::quantity::Exact;
use crate::scores::Scores;
use crate::standings::{Standing, Standings};
pub use claims::AboveFacts;
pub use close::{NearEdge, NearNeighbour};
pub use documents::{Claim, OutsideYear, UsedTwice};
pub use queue::{AtStake, Frequency};
pub use uneven::{Fact, Uneven};

/// What is asked: which round, which group, how close is close.
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
    /// Criteria, evidence and scores of an earlier year, for how often a criterion was cut.
    pub earlier: Option<(&'a Criteria, &'a Evidence, &'a Scores)>,
    /// Only this peer group.
    pub group: Option<PeerGroup>,
    /// How many points are close.
    pub within: Exact,
}

/// Where to look first.
#[derive(Clone, Debug)]
pub struct Review {
    /// How many points are close.
    pub within: Exact,
    /// What agencies scored themselves, by what is at stake, most first.
    pub queue: Vec<AtStake>,
    /// Self-scores above what the agency's own figures give, most above first.
    pub above_facts: Vec<AboveFacts>,
    /// Agencies close to the edge of a tier.
    pub edges: Vec<NearEdge>,
    /// Neighbours in rank who are close to each other.
    pub neighbours: Vec<NearNeighbour>,
    /// The same facts with different points.
    pub uneven: Vec<Uneven>,
    /// Documents that stand behind more than one claim.
    pub used_twice: Vec<UsedTwice>,
    /// Documents dated outside the assessment year.
    pub outside_year: Vec<OutsideYear>,
}

/// An item or a node that evidence names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its id.
    pub id: ItemCode,
    /// Its code as printed.
    pub code: String,
    /// Its title.
    pub title: Text,
}

impl Review {
    /// Looks at every agency of the groups asked for.
    #[must_use]
    pub fn of(asked: &Asked<'_>) -> Self {
        let mut review = Self {
            within: asked.within.clone(),
            queue: Vec::new(),
            above_facts: claims::above_facts(asked),
            edges: Vec::new(),
            neighbours: Vec::new(),
            uneven: Vec::new(),
            used_twice: Vec::new(),
            outside_year: Vec::new(),
        };
        let wanted = |group: &&Group| asked.group.as_ref().is_none_or(|name| group.name == *name);
        for group in asked.criteria.groups.iter().filter(wanted) {
            let members = asked.members(group);
            review.queue.extend(queue::queue(asked, group, &members));
            review.edges.extend(close::edges(asked, group, &members));
            review.neighbours.extend(close::neighbours(asked, group, &members));
            review.uneven.extend(uneven::uneven(asked, &members));
            review.used_twice.extend(documents::used_twice(asked, &members));
            review.outside_year.extend(documents::outside_year(asked, &members));
        }
        // groups one after the other, then all of them by what is at stake
        review.queue.sort_by(|a, b| b.stake.cmp(&a.stake).then_with(|| b.points.cmp(&a.points)));
        review
    }
}

impl<'a> Asked<'a> {
    /// The members of a group that sent anything, in the order of the standings.
    fn members(&self, group: &Group) -> Vec<&'a Standing> {
        let standings = self.standings.standings.iter();
        let of_group =
            |standing: &&Standing| standing.agency.group == group.name && standing.agency.submitted;
        standings.filter(of_group).collect()
    }

    fn named(&self, node: usize) -> Option<Named> {
        let node = self.criteria.nodes.get(node)?;
        Some(Named { id: node.id.clone(), code: node.code.clone(), title: node.title.clone() })
    }

    /// Whether the agency itself claims what stands at this node.
    fn is_claimed(&self, node: usize) -> bool {
        let node = self.criteria.nodes.get(node);
        node.is_some_and(|node| node.method == Method::SelfScored)
    }
}
