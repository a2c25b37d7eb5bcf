//! The cells of the percent and the tier, and of what is printed.

use super::working::{Growing, Working};
use crate::code::PeerGroup;
use crate::criteria::{Basis, Group, Method, Role, TierNeed};
use crate::formula::{ABSENT, Formula, Input, all, any, one_if, sum, when};
use crate::language::{Message, Term};

impl Growing<'_> {
    /// The whole working.
    pub fn closed(mut self, group: &PeerGroup) -> Working {
        self.steps.node = 0;
        let percent = self.percent();
        let tier = self
            .criteria
            .group(group)
            .filter(|group| !group.tiers.is_empty())
            .map(|group| self.tier(group, &percent));
        let display = Some(self.criteria.display());
        let mut printed = Vec::new();
        for (k, points) in self.points.clone().into_iter().enumerate() {
            self.steps.node = k;
            printed.push(self.steps.rounded(Message::new("working-printed"), points, display));
        }
        let areas: Vec<bool> = self.criteria.nodes.iter().map(|node| node.depth == 1).collect();
        let mut percents = Vec::new();
        for (k, is_area) in areas.into_iter().enumerate() {
            self.steps.node = k;
            percents.push(is_area.then(|| {
                let percent = self.of_maximum(k);
                self.printed_percent(percent)
            }));
        }
        self.steps.node = 0;
        let shown = self.printed_percent(percent.clone());
        Working {
            steps: self.steps,
            points: self.points,
            maxima: self.maxima,
            printed,
            percents,
            percent: Some(percent),
            printed_percent: Some(shown),
            tier,
        }
    }

    /// The percent of a node's applicable maximum, exact.
    fn of_maximum(&mut self, k: usize) -> Formula {
        let at = |of: &[Formula]| of.get(k).cloned().unwrap_or(Formula::zero());
        let (points, max) = (at(&self.points), at(&self.maxima));
        let percent = points * Formula::hundred() / max.clone();
        let percent = when(max.equals(Formula::zero()), Formula::Text(ABSENT), percent);
        self.steps.cell(Message::new("working-percent"), percent)
    }

    /// A percent as it is printed; a text where there is none.
    fn printed_percent(&mut self, percent: Formula) -> Formula {
        let display = Some(self.criteria.display());
        let none = percent.clone().is(ABSENT);
        let number =
            self.steps.rounded(Message::new("working-printed"), percent.or_zero(), display);
        let shown = when(none, Formula::Text(ABSENT), number);
        self.steps.cell(Message::new("working-printed-percent"), shown)
    }

    fn total(&self) -> (Formula, Formula) {
        let root = |of: &[Formula]| of.first().cloned().unwrap_or(Formula::zero());
        (root(&self.points), root(&self.maxima))
    }

    /// The percent that ranks and tiers look at; a text where nothing applies.
    fn percent(&mut self) -> Formula {
        let (points, max) = self.total();
        let none = max.clone().equals(Formula::zero());
        let percent = when(none.clone(), Formula::zero(), points * Formula::hundred() / max);
        let stage = self.plan.stages.percent;
        let percent = self.steps.rounded(Message::new("working-percent"), percent, stage);
        self.steps.cell(Message::new("working-percent"), when(none, Formula::Text(ABSENT), percent))
    }

    /// The place of the tier: the first that fits, then caps, then the quota.
    fn tier(&mut self, group: &Group, percent: &Formula) -> Formula {
        let figure = match group.tiers_by {
            Basis::Percent => percent.clone().or_zero(),
            Basis::Points => self.total().0,
        };
        let figure = self
            .steps
            .cell(Message::new("working-tier-figure"), figure.round(crate::formula::GUARD));
        let mut fitting = Vec::new();
        for tier in &group.tiers {
            let mut parts = vec![tier.bounds.formula(&figure)];
            for need in &tier.needs {
                parts.push(self.need(need).equals(Formula::one()));
            }
            let label = Message::new("working-tier-fits").with("tier", &tier.title);
            fitting.push(self.steps.cell(label, one_if(all(parts))));
        }
        let none = Formula::Text(ABSENT);
        let places = fitting.into_iter().enumerate().rev();
        let first = places.fold(none.clone(), |rest, (place, fits)| {
            when(fits.equals(Formula::one()), crate::formula::whole(place), rest)
        });
        let mut tier = self.steps.cell(Message::new("working-tier-first"), first);
        let worst = group.tiers.len().saturating_sub(1);
        for cap in &group.caps {
            let condition = self.need(&cap.condition);
            let most = crate::formula::whole(cap.at_most);
            let kept = if cap.at_most == worst { most.clone() } else { tier.clone() };
            let better = tier.clone().below(most.clone());
            let capped = when(better, most, tier.clone());
            let capped = when(tier.clone().is(ABSENT), kept, capped);
            let label = Message::new("working-tier-cap");
            tier = self.steps.cell(label, when(condition.equals(Formula::one()), capped, tier));
        }
        if let Some(quota) = &group.quota {
            let label = Message::new("working-demoted");
            let demoted = self.steps.cell(label, Formula::Input(Input::Demoted));
            let holds = tier.clone().equals(crate::formula::whole(quota.tier));
            let next = crate::formula::whole((quota.tier + 1).min(worst));
            let taken = all([demoted.equals(Formula::one()), holds]);
            tier = self.steps.cell(Message::new("working-tier-quota"), when(taken, next, tier));
        }
        let tier = match group.tiers_by {
            Basis::Percent => when(percent.clone().is(ABSENT), none, tier),
            Basis::Points => tier,
        };
        self.steps.cell(Message::new("working-tier"), tier)
    }

    /// A need or a cap's condition: 1 when it holds.
    fn need(&mut self, need: &TierNeed) -> Formula {
        match need {
            TierNeed::NoItemAtZero => {
                let items = self.criteria.items().filter(|(_, node, _)| node.role == Role::Score);
                let at = |of: &[Formula], k: usize| of.get(k).cloned().unwrap_or(Formula::zero());
                let zero = items.map(|(k, ..)| {
                    let max = at(&self.maxima, k).differs(Formula::zero());
                    let none = at(&self.points, k).round(crate::formula::GUARD);
                    one_if(all([max, none.equals(Formula::zero())]))
                });
                let zero = sum(zero.collect::<Vec<Formula>>());
                let zero = self.steps.cell(Message::new("working-at-zero"), zero);
                one_if(zero.equals(Formula::zero()))
            }
            TierNeed::NotSelfScored => {
                let sent = self.self_scored();
                one_if(sent.equals(Formula::zero()))
            }
            TierNeed::Area(area) => {
                let at = |of: &[Formula]| of.get(area.node).cloned().unwrap_or(Formula::zero());
                let (points, max) = (at(&self.points), at(&self.maxima));
                let none = max.clone().equals(Formula::zero());
                let percent = points * Formula::hundred() / max;
                let percent = percent.round(crate::formula::GUARD);
                let reached = one_if(percent.reaches((&area.from).into()));
                let label = Message::new("need-area").with("code", area.code.as_str());
                let formula = when(none, Formula::zero(), reached);
                self.steps.cell(label.with("from", &area.from), formula)
            }
            TierNeed::Fact(condition) => condition.formula(&mut self.steps),
        }
    }

    /// How many figures and declarations were sent for items that the agency scores itself.
    fn self_scored(&mut self) -> Formula {
        let mut sent = Vec::new();
        let by_self = |k: usize| {
            let node = self.criteria.nodes.get(k);
            k > 0 && node.is_some_and(|node| node.method == Method::SelfScored)
        };
        for k in (0..self.criteria.nodes.len()).filter(|k| by_self(*k)) {
            sent.push((k, Term::from(Message::new("working-sent-word")), Input::Touched(k)));
        }
        for figure in &self.criteria.figures {
            let node = figure.item.as_ref().and_then(|item| self.criteria.node(item.as_str()));
            for option in 0..figure.width() {
                let label = Message::new("working-sent-figure");
                let label = label.with("field", super::working::figure_label(figure, option));
                if let Some(k) = node.filter(|k| by_self(*k)) {
                    sent.push((k, label.into(), Input::Sent(figure.slot + option)));
                }
            }
        }
        let mut cells = Vec::new();
        for (k, label, input) in sent {
            self.steps.node = k;
            cells.push(self.steps.cell(label, Formula::Input(input)));
        }
        self.steps.node = 0;
        let sent = any(cells.into_iter().map(|cell| cell.equals(Formula::one())));
        self.steps.cell(Message::new("working-self-scored"), one_if(sent))
    }
}
