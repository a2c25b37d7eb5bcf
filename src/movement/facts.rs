//! What one set of criteria makes of the facts of both years: awards, declarations, and what the facts can answer.

use super::Assessment;
use crate::code::PeerGroup;
use crate::column::Column;
use crate::criteria::{Criteria, Method};
use crate::crosswalk::Crosswalk;
use crate::evidence::Evidence;
use crate::plan::Plan;
use crate::rule::Among;
use crate::scores::{Held, Scores};

/// The rows of an agency in both years' evidence.
pub(super) type Rows = [Option<usize>; 2];

/// Which year each switch that moves points stands on: 0 the earlier, 1 the later.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    pub own: usize,
    pub means: usize,
    pub not_applicable: usize,
    pub appraisal: usize,
    pub survey: usize,
}

/// One year's criteria with both years' facts under them.
pub(super) struct Rules<'a> {
    pub criteria: &'a Criteria,
    pub plan: Plan,
    years: [Facts; 2],
    /// Per item, whether it is one of a survey.
    surveys: Vec<bool>,
}

/// One year's facts under some criteria.
struct Facts {
    evidence: Evidence,
    /// Per item, whether it has a source in that year.
    sourced: Vec<bool>,
    /// Per item, whether the facts hold all that its rule reads.
    answered: Vec<bool>,
    /// What items bring, as if all applied: by the year of the means, by own and decided figures, by row.
    awards: [[Vec<Vec<Held>>; 2]; 2],
}

const OWN: usize = 0;
const DECIDED: usize = 1;

impl<'a> Rules<'a> {
    /// The criteria of the year `at` with the facts of both.
    pub fn of(sides: &[Assessment<'a>; 2], at: usize, there: &Crosswalk, back: &Crosswalk) -> Self {
        let [earlier, later] = sides;
        let criteria = if at == 0 { earlier.criteria } else { later.criteria };
        let plan = Plan::compile(criteria);
        let walk = |year: usize| (year != at).then_some(if at == 1 { there } else { back });
        let carried = |side: &Assessment<'_>, evidence: &Evidence, year| match walk(year) {
            Some(walk) => evidence.carried(side.criteria, criteria, walk),
            None => evidence.clone(),
        };
        let decided = [carried(earlier, earlier.evidence, 0), carried(later, later.evidence, 1)];
        let means = decided.each_ref().map(|evidence| Scores::columns(&plan, evidence));
        let awards = |evidence: &Evidence| {
            [0, 1].map(|year| {
                let of = decided.get(year).zip(means.get(year));
                let columns = of.map(|(source, means)| with_means(&plan, evidence, source, means));
                Scores::held(
                    &plan,
                    &evidence.applying(plan.nodes.len()),
                    &columns.unwrap_or_default(),
                )
            })
        };
        let facts = |side: &Assessment<'_>, evidence: &Evidence, year: usize| {
            let of_decided = awards(evidence);
            let of_own = if std::ptr::eq(side.own, side.evidence) {
                of_decided.clone()
            } else {
                awards(&carried(side, side.own, year))
            };
            let [own_earlier, own_later] = of_own;
            let [decided_earlier, decided_later] = of_decided;
            let items = |answers: &dyn Fn(&Crosswalk, usize) -> bool| -> Vec<bool> {
                let nodes = plan.items.iter().map(|item| item.node);
                nodes.map(|k| walk(year).is_none_or(|walk| answers(walk, k))).collect()
            };
            Facts {
                evidence: evidence.clone(),
                sourced: items(&|walk, k| walk.source(side.criteria, criteria, k).is_some()),
                answered: items(&|walk, k| walk.answers(side.criteria, criteria, k)),
                awards: [[own_earlier, decided_earlier], [own_later, decided_later]],
            }
        };
        let [before, now] = &decided;
        let is_survey =
            |k: usize| criteria.nodes.get(k).is_some_and(|node| node.method == Method::Survey);
        Self {
            years: [facts(earlier, before, 0), facts(later, now, 1)],
            surveys: plan.items.iter().map(|item| is_survey(item.node)).collect(),
            criteria,
            plan,
        }
    }

    /// What every item brings for an agency.
    pub fn all_held(&self, rows: Rows, setting: Setting) -> Vec<Held> {
        (0..self.plan.items.len()).map(|item| self.held(rows, setting, item)).collect()
    }

    /// Whether anything is declared not to apply to anyone.
    pub fn declares(&self) -> bool {
        self.years.iter().any(|facts| {
            let rows = 0..facts.evidence.agencies().len();
            let mut items = self.plan.items.iter();
            items.any(|item| {
                let declared = |row| Scores::declared(&self.plan, &facts.evidence, row, item);
                rows.clone().any(declared)
            })
        })
    }

    /// Whether any item is one of a survey.
    pub fn surveys(&self) -> bool {
        self.surveys.iter().any(|survey| *survey)
    }

    /// The columns of a year's facts, for keys that part ties.
    pub fn columns(&self, year: usize) -> &[Column] {
        self.years.get(year).map_or(&[], |facts| facts.evidence.columns())
    }

    fn held(&self, rows: Rows, setting: Setting, item: usize) -> Held {
        let row = |year: usize| rows.get(year).copied().flatten();
        let there = |year: usize, of: fn(&Facts) -> &Vec<bool>| {
            let known = self.years.get(year).and_then(|facts| of(facts).get(item));
            row(year).is_some() && known.is_some_and(|known| *known)
        };
        let declared = |year: usize| row(year).is_some_and(|row| self.declared(year, row, item));
        // a year that cannot answer gives way to the other
        let pick = |wanted: usize, can: &dyn Fn(usize) -> bool| {
            let other = 1 - wanted;
            if can(wanted) || !can(other) && row(wanted).is_some() { wanted } else { other }
        };
        if declared(pick(setting.not_applicable, &|year| there(year, |facts| &facts.sourced))) {
            return Held::Absent;
        }
        let usable = |year: usize| there(year, |facts| &facts.answered) && !declared(year);
        let award =
            |year: usize, figures: usize| self.award(year, setting.means, figures, row(year), item);
        if self.surveys.get(item).is_some_and(|survey| *survey) {
            return award(pick(setting.survey, &usable), DECIDED);
        }
        let (facts, appraisal) = (pick(setting.own, &usable), pick(setting.appraisal, &usable));
        if facts == appraisal {
            return award(facts, DECIDED);
        }
        match (award(facts, OWN), award(appraisal, DECIDED), award(appraisal, OWN)) {
            (Held::Earned(own), Held::Earned(decided), Held::Earned(claimed)) => {
                Held::Earned(&own + &(&decided - &claimed))
            }
            (own, _, _) => own,
        }
    }

    fn award(
        &self,
        year: usize,
        means: usize,
        figures: usize,
        row: Option<usize>,
        item: usize,
    ) -> Held {
        let awards = self.years.get(year).and_then(|facts| facts.awards.get(means)?.get(figures));
        let found = awards.and_then(|awards| awards.get(row?)?.get(item));
        found.cloned().unwrap_or(Held::Absent)
    }

    fn declared(&self, year: usize, row: usize, item: usize) -> bool {
        let facts = self.years.get(year).zip(self.plan.items.get(item));
        facts.is_some_and(|(facts, item)| Scores::declared(&self.plan, &facts.evidence, row, item))
    }
}

/// The figures of `evidence` with the means of the groups of `source`.
fn with_means(
    plan: &Plan,
    evidence: &Evidence,
    source: &Evidence,
    means: &[Column],
) -> Vec<Column> {
    let mut columns = Scores::columns(plan, evidence);
    for frozen in &plan.means {
        let of_group = |group: &PeerGroup| {
            let peer = source
                .agencies()
                .iter()
                .position(|peer| frozen.among != Among::Group || peer.group == *group);
            means.get(frozen.slot)?.get(peer?)
        };
        if let Some(column) = columns.get_mut(frozen.slot) {
            for (row, agency) in evidence.agencies().iter().enumerate() {
                column.set(row, of_group(&agency.group));
            }
        }
    }
    columns
}
