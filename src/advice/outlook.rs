//! The score before everything is in: what is confirmed, pending, still possible and lost for good; the next day first.

use crate::calendar::Day;
use crate::code::{AgencyCode, ItemCode};
use crate::column::Column;
use crate::criteria::{Criteria, Method, Role};
use crate::evidence::Evidence;
use crate::language::Text;
use crate::plan::{Plan, PlannedItem};
use crate::quantity::{Exact, Points};
use crate::rule::Facts;
use crate::scores::Scores;

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
        let row = evidence
            .agencies()
            .iter()
            .position(|known| known.code == *agency)?;
        let view = View {
            criteria,
            plan,
            evidence,
            columns: Scores::columns(plan, evidence),
            on,
            row,
        };
        let end = |most: &dyn Fn(&PlannedItem) -> bool| {
            let open = |item: &PlannedItem| {
                if most(item) {
                    view.most(item)
                } else {
                    view.least(item)
                }
            };
            Scores::end(plan, evidence, row, &open)
        };
        let (least, most) = (end(&|_| false), end(&|_| true));
        let own = end(&|item| view.is_own(item));
        let mut items: Vec<OpenItem> = Scores::open(plan, evidence, row)
            .into_iter()
            .filter_map(|item| view.item(item))
            .collect();
        items.sort_by_key(|item| (item.due.is_none(), item.due));
        let less = |a: &Points, b: &Points| Points(a.exact() - b.exact());
        Some(Self {
            agency: agency.clone(),
            name: evidence.agencies().get(row)?.name.clone(),
            pending: less(&most.points, &own.points),
            possible: less(&own.points, &least.points),
            lost: less(&most.max, &most.points),
            max: most.max,
            least: least.points,
            most: most.points,
            items,
        })
    }
}

struct View<'a> {
    criteria: &'a Criteria,
    plan: &'a Plan,
    evidence: &'a Evidence,
    columns: Vec<Column>,
    on: Option<Day>,
    row: usize,
}

impl View<'_> {
    fn falls(&self, item: &PlannedItem) -> bool {
        let node = self.criteria.nodes.get(item.node);
        node.is_some_and(|node| node.role == Role::Deduction)
    }

    fn is_own(&self, item: &PlannedItem) -> bool {
        let node = self.criteria.nodes.get(item.node);
        node.is_some_and(|node| node.method == Method::SelfScored)
    }

    fn least(&self, item: &PlannedItem) -> Exact {
        if self.falls(item) {
            item.max.clone()
        } else {
            Exact::ZERO
        }
    }

    /// The most that an open item can come to: as if the one day that is missing were the first still possible, else all.
    fn most(&self, item: &PlannedItem) -> Exact {
        if self.falls(item) {
            return Exact::ZERO;
        }
        self.late(item).unwrap_or_else(|| item.max.clone())
    }

    fn due(&self, item: &PlannedItem) -> Option<(usize, Day)> {
        let facts = Facts {
            columns: &self.columns,
            calendar: &self.plan.calendar,
            row: self.row,
        };
        item.rule
            .due(&facts)
            .map(|(field, day)| (field.slot(), day))
    }

    /// What the rule gives for the first day still possible, where its due day is past and only that day is missing.
    fn late(&self, item: &PlannedItem) -> Option<Exact> {
        let (slot, due) = self.due(item)?;
        let on = self.on.filter(|on| *on > due)?;
        let given = |slot: usize| {
            self.columns
                .get(slot)
                .and_then(|column| column.get(self.row))
                .is_some()
        };
        let only = item
            .asks
            .iter()
            .all(|slots| slots.start == slot || slots.clone().any(given));
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
