//! The score before everything is in: what is confirmed, pending, still possible and lost for good; the next day first.
//!
//! What is said holds for every way in which missing figures may come, or never come, as long as nothing more is
//! declared not to apply and the other agencies' figures stay.

use super::ends::Ends;
use crate::agencies::Assessed;
use crate::calendar::Day;
use crate::code::{AgencyCode, ItemCode};
use crate::column::Column;
use crate::criteria::{Basis, Criteria, Method, Role, TierNeed};
use crate::evidence::Evidence;
use crate::language::Text;
use crate::plan::{Plan, PlannedItem};
use crate::quantity::{Exact, Percent, Points};
use crate::rule::{Condition, Facts, Value};
use crate::scores::{Scores, Tally};
use crate::standings::TierSpan;

/// What an agency's total can still become while figures are missing: whatever they turn out to be, it lies between
/// `least` and `most`. The four parts add up to the maximum.
#[derive(Clone, Debug)]
pub struct Outlook {
    /// The agency.
    pub agency: AgencyCode,
    /// Its name.
    pub name: Text,
    /// The total if nothing more comes.
    pub least: Points,
    /// The total if all that is missing earns the most that it still can.
    pub most: Points,
    /// The applicable maximum, missing items counted.
    pub max: Points,
    /// The least and the most percent; nothing where nothing may apply in the end, or not every way could be tried.
    pub percent: Option<(Percent, Percent)>,
    /// The tier that is certain and the one that is possible; nothing where the group has no tiers.
    pub tiers: Option<TierSpan>,
    /// Whether every way in which missing items may turn out not to apply was tried. If not, nothing is said of
    /// percent, no tier is certain, and the points hold as long as these items apply.
    pub every_way: bool,
    /// What others still have to give: surveys, other bodies, systems.
    pub pending: Points,
    /// What the agency itself can still get.
    pub possible: Points,
    /// What nothing can bring back.
    pub lost: Points,
    /// The items of which a figure is missing, the next day first, those without a day last.
    pub items: Vec<OpenItem>,
}

/// An item of which a figure is missing.
#[derive(Clone, Debug)]
pub struct OpenItem {
    /// The item.
    pub item: ItemCode,
    /// Its code as printed.
    pub code: String,
    /// Its title.
    pub title: Text,
    /// The most that it can still earn; of a deduction, nothing.
    pub most: Points,
    /// The day by which it is due, where its rule has one.
    pub due: Option<Day>,
    /// Whether the agency itself gives it.
    pub own: bool,
}

impl Outlook {
    /// What the agency can still reach; days before `on` are past. Nothing when no such agency is assessed.
    #[must_use]
    pub fn of(
        criteria: &Criteria,
        plan: &Plan,
        evidence: &Evidence,
        agency: &AgencyCode,
        on: Option<Day>,
    ) -> Option<Self> {
        let row = evidence.agencies().iter().position(|known| known.code == *agency)?;
        let view =
            View { criteria, plan, evidence, columns: Scores::columns(plan, evidence), on, row };
        let open = Scores::open(plan, evidence, row);
        let ends = Ends::of(&view, &open);
        let assessed = evidence.agencies().get(row)?;
        let own = view.end(&|item| Some(view.earning(item, view.is_own(item))));
        let own = own.into_iter().next().unwrap_or_default();
        let (least, most) = (ends.points(&ends.low, false), ends.points(&ends.high, true));
        let own = own.points.0.max(least.clone()).min(most.clone());
        let max = ends.max.clone();
        let mut items: Vec<OpenItem> =
            open.into_iter().filter_map(|item| view.item(item)).collect();
        items.sort_by_key(|item| (item.due.is_none(), item.due));
        Some(Self {
            agency: agency.clone(),
            name: assessed.name.clone(),
            percent: ends.percent(criteria),
            tiers: tiers(&view, &ends, assessed),
            every_way: ends.every_way,
            pending: Points(&most - &own),
            possible: Points(&own - &least),
            lost: Points(&max - &most),
            max: Points(max),
            least: Points(least),
            most: Points(most),
            items,
        })
    }
}

/// What the agency's tier can still become; nothing where its group has no tiers.
fn tiers(view: &View<'_>, ends: &Ends, assessed: &Assessed) -> Option<TierSpan> {
    let group = view.criteria.group(&assessed.group)?;
    let (least, most) = match group.tiers_by {
        Basis::Points => Some((ends.points(&ends.low, false), ends.points(&ends.high, true))),
        Basis::Percent => ends.percent(view.criteria).map(|(least, most)| (least.0, most.0)),
    }
    .filter(|_| ends.every_way)
    .unzip();
    let holds = |need: &TierNeed| match need {
        TierNeed::NoItemAtZero => ends.no_item_at_zero(view.criteria),
        TierNeed::NotSelfScored if assessed.self_scored => Some(false),
        TierNeed::NotSelfScored => None,
        TierNeed::Area(area) => ends.reaches(area.node, &area.from),
        TierNeed::Fact(condition) => view.fact(condition),
    };
    TierSpan::of(group, least, most, &holds)
}

pub(super) struct View<'a> {
    pub criteria: &'a Criteria,
    pub plan: &'a Plan,
    evidence: &'a Evidence,
    columns: Vec<Column>,
    on: Option<Day>,
    row: usize,
}

impl View<'_> {
    pub fn end(&self, open: &dyn Fn(&PlannedItem) -> Option<Exact>) -> Vec<Tally> {
        Scores::end(self.plan, self.evidence, &self.columns, self.row, open)
    }

    /// The most or the least that an open item can come to.
    pub fn earning(&self, item: &PlannedItem, most: bool) -> Exact {
        if most { self.most(item) } else { self.least(item) }
    }

    /// Whether a condition on figures about the agency as a whole holds; nothing while one of them is missing.
    fn fact(&self, condition: &Condition) -> Option<bool> {
        let facts = Facts { columns: &self.columns, calendar: &self.plan.calendar, row: self.row };
        let values = condition.values().into_iter().flat_map(Value::fields);
        let known = condition.moves().into_iter().chain(values);
        let known = known.into_iter().all(|field| facts.figure(field).is_some());
        known.then(|| condition.holds(&facts) == Some(true))
    }

    pub fn falls(&self, item: &PlannedItem) -> bool {
        let node = self.criteria.nodes.get(item.node);
        node.is_some_and(|node| node.role == Role::Deduction)
    }

    fn is_own(&self, item: &PlannedItem) -> bool {
        let node = self.criteria.nodes.get(item.node);
        node.is_some_and(|node| node.method == Method::SelfScored)
    }

    fn least(&self, item: &PlannedItem) -> Exact {
        if self.falls(item) { item.max.clone() } else { Exact::ZERO }
    }

    /// The most that an open item can come to: as if the one day that is missing were the first still possible, else all.
    pub fn most(&self, item: &PlannedItem) -> Exact {
        if self.falls(item) {
            return Exact::ZERO;
        }
        self.late(item).unwrap_or_else(|| item.max.clone())
    }

    fn due(&self, item: &PlannedItem) -> Option<(usize, Day)> {
        let facts = Facts { columns: &self.columns, calendar: &self.plan.calendar, row: self.row };
        item.rule.due(&facts).map(|(field, day)| (field.slot(), day))
    }

    /// What the rule gives for the first day still possible, where its due day is past and only that day is missing.
    fn late(&self, item: &PlannedItem) -> Option<Exact> {
        let (slot, due) = self.due(item)?;
        let on = self.on.filter(|on| *on > due)?;
        let given =
            |slot: usize| self.columns.get(slot).and_then(|column| column.get(self.row)).is_some();
        let only = item.asks.iter().all(|slots| slots.start == slot || slots.clone().any(given));
        if !only || given(slot) || item.rule.walk().len() > 1 {
            return None;
        }
        let day = [(slot, Some(Exact::whole(on.number())))];
        let sent = self.evidence.changed(self.criteria, self.row, &day);
        let columns = Scores::columns(self.plan, &sent);
        Scores::earned(self.plan, item, &columns, self.row, &Exact::ONE)
    }

    fn item(&self, item: &PlannedItem) -> Option<OpenItem> {
        let node = self.criteria.nodes.get(item.node)?;
        Some(OpenItem {
            item: node.id.clone(),
            code: node.code.clone(),
            title: node.title.clone(),
            most: Points(self.most(item)),
            due: self.due(item).map(|(_, day)| day),
            own: self.is_own(item),
        })
    }
}
