//! Criteria, Evidence -> Lanes: what an agency claims, what its own figures give, what was appraised and what was decided.

use crate::agencies::Assessed;
use crate::calendar::Day;
use crate::code::{AgencyCode, ItemCode, PeerGroup};
use crate::criteria::{Criteria, Role};
use crate::evidence::{Evidence, Lane, Source};
use crate::language::Text;
use crate::plan::Plan;
use crate::quantity::{Exact, Points};
use crate::scores::{Reason, Scores};

/// Every agency's points in every lane, item by item, in the order of the register.
#[derive(Clone, Debug)]
pub struct Lanes {
    /// The agencies.
    pub agencies: Vec<AgencyLanes>,
}

/// One agency's points in every lane.
#[derive(Clone, Debug)]
pub struct AgencyLanes {
    /// Its code.
    pub agency: AgencyCode,
    /// Its name.
    pub name: Text,
    /// Who it is ranked with.
    pub group: PeerGroup,
    /// The total as each lane scores it: the agency's own figures, appraised, final.
    pub totals: [Points; 3],
    /// What the items add up to, deductions taken off: the plain sum, before anything above the items changes it.
    pub sums: Sums,
    /// Every item, in the order of the decision.
    pub items: Vec<ItemLanes>,
}

/// Points in every lane.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Claimed; where an agency claims nothing for an item, what its own figures give.
    pub claimed: Points,
    /// What the agency's own figures give.
    pub facts: Points,
    /// Appraised.
    pub appraised: Points,
    /// Decided in the end.
    pub last: Points,
    /// Claimed and not granted; under nought where more was granted.
    pub not_granted: Points,
}

/// One item of one agency in every lane; of a deduction, the points taken.
#[derive(Clone, Debug)]
pub struct ItemLanes {
    /// The item.
    pub item: ItemCode,
    /// Its code as printed.
    pub code: String,
    /// Its title.
    pub title: Text,
    /// The most it can be.
    pub max: Points,
    /// Whether the agency claims points itself; otherwise it claims what its figures give.
    pub is_claimed: bool,
    /// The points.
    pub points: Sums,
    /// Who said what, the earliest lane first.
    pub voices: Vec<Voice>,
    /// Why the item earns what it earns in the end, where that is not what was claimed.
    pub reason: Option<Reason>,
}

/// What one lane said of an item.
#[derive(Clone, Debug)]
pub struct Voice {
    /// The lane.
    pub lane: Lane,
    /// The points it claims or grants; nothing where it gives other figures.
    pub points: Option<Points>,
    /// Who.
    pub by: Option<String>,
    /// When.
    pub on: Option<Day>,
    /// Why.
    pub why: Option<String>,
    pub(crate) source: Source,
}

impl Lanes {
    /// Scores the evidence in every lane and holds the lanes against each other.
    #[must_use]
    pub fn compare(criteria: &Criteria, plan: &Plan, evidence: &Evidence) -> Self {
        let scored = Lane::ALL.map(|lane| {
            let seen = evidence.clone().in_lane(lane);
            let scores = Scores::award(plan, &seen);
            (seen, scores)
        });
        let view = View { criteria, evidence, scored };
        let agencies = evidence.agencies().iter().enumerate();
        Self { agencies: agencies.map(|(row, agency)| view.agency(row, agency)).collect() }
    }

    /// One agency's lanes.
    #[must_use]
    pub fn of(&self, agency: &AgencyCode) -> Option<&AgencyLanes> {
        self.agencies.iter().find(|lanes| lanes.agency == *agency)
    }
}

impl AgencyLanes {
    /// One item's lanes.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<&ItemLanes> {
        self.items.iter().find(|item| item.item.as_str() == id)
    }
}

impl ItemLanes {
    /// Whether anything was said beside the agency's figures, or the lanes come to different points.
    #[must_use]
    pub fn is_told(&self) -> bool {
        let Sums { claimed, facts, appraised, last, .. } = &self.points;
        !self.voices.is_empty() || claimed != last || facts != appraised || appraised != last
    }
}

struct View<'a> {
    criteria: &'a Criteria,
    evidence: &'a Evidence,
    scored: [(Evidence, Scores); 3],
}

impl View<'_> {
    fn agency(&self, row: usize, agency: &Assessed) -> AgencyLanes {
        let mut sums = Sums::default();
        let mut items = Vec::new();
        for (k, node, _) in self.criteria.items() {
            let item = self.item(row, k);
            sums.add(&item.points, node.role);
            items.push(item);
        }
        AgencyLanes {
            agency: agency.code.clone(),
            name: agency.name.clone(),
            group: agency.group.clone(),
            totals: [0, 1, 2].map(|lane| self.points(lane, row, 0)),
            sums,
            items,
        }
    }

    fn points(&self, lane: usize, row: usize, node: usize) -> Points {
        self.scored
            .get(lane)
            .map_or_else(Points::default, |(_, scores)| scores.tally(row, node).points)
    }

    fn item(&self, row: usize, k: usize) -> ItemLanes {
        let [facts, appraised, last] = [0, 1, 2].map(|lane| self.points(lane, row, k));
        let claim = self.evidence.claim(row, k);
        let claimed = claim.and_then(|mark| mark.points.clone()).map(Points);
        let is_claimed = claimed.is_some();
        let claimed = claimed.unwrap_or_else(|| facts.clone());
        let node = self.criteria.nodes.get(k);
        let falls = node.is_some_and(|node| node.role == Role::Deduction);
        let more = claimed.exact() - last.exact();
        let not_granted = Points(if falls { -&more } else { more });
        let [_, _, (evidence, scores)] = &self.scored;
        let reason = (!not_granted.exact().is_zero())
            .then(|| Reason::of(self.criteria, evidence, scores, row, k));
        ItemLanes {
            item: node.map_or_else(|| "".into(), |node| node.id.clone()),
            code: node.map_or_else(String::new, |node| node.code.clone()),
            title: node.map(|node| node.title.clone()).unwrap_or_default(),
            max: Points(node.map(|node| node.max.clone()).unwrap_or_default()),
            is_claimed,
            points: Sums { claimed, facts, appraised, last, not_granted },
            voices: self.voices(row, k),
            reason: reason.flatten(),
        }
    }

    fn voices(&self, row: usize, k: usize) -> Vec<Voice> {
        let claim = self.evidence.claim(row, k);
        let claimed =
            claim.map(|mark| Voice::new(Lane::SelfScored, mark.points.clone(), &mark.source));
        let [_, later @ ..] = &self.scored;
        let lanes = later.iter().map(|(evidence, _)| evidence);
        let later = lanes.zip([Lane::Appraised, Lane::Final]).filter_map(|(evidence, lane)| {
            let granted = evidence.grant(row, k).filter(|grant| grant.lane == lane);
            let granted =
                granted.map(|grant| Voice::new(lane, Some(grant.points.clone()), &grant.source));
            let reads = self.criteria.nodes.get(k).map_or(&[][..], |node| &node.reads);
            let corrected = || {
                let first = evidence.corrections(lane, row, k, reads).into_iter().next();
                first.map(|source| Voice::new(lane, None, &source))
            };
            granted.or_else(corrected)
        });
        claimed.into_iter().chain(later).collect()
    }
}

impl Voice {
    fn new(lane: Lane, points: Option<Exact>, source: &Source) -> Self {
        Self {
            lane,
            points: points.map(Points),
            by: source.by.clone(),
            on: source.on,
            why: source.note.clone(),
            source: source.clone(),
        }
    }
}

impl Sums {
    /// Adds an item's; what a deduction takes is taken off.
    fn add(&mut self, item: &Self, role: Role) {
        let signed = |points: &Points| {
            if role == Role::Deduction { -points.exact() } else { points.exact().clone() }
        };
        self.claimed.0 += &signed(&item.claimed);
        self.facts.0 += &signed(&item.facts);
        self.appraised.0 += &signed(&item.appraised);
        self.last.0 += &signed(&item.last);
        self.not_granted.0 += item.not_granted.exact();
    }
}
