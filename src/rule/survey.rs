//! `survey`: max × the weighted mean of the respondent groups' percent.
//! Source: Công văn 1688/SKHĐT-VP Đắk Lắk (2019), mục điều tra xã hội học; option weights as in Yên Bái's forms.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Kind;
use super::binding::{Binder, Proof, Range};
use super::facts::{Cause, Facts, Gap, Outcome, Trace};
use super::field::{Field, FigureKind};
use super::formulas::figure;
use super::lowered::{Counting, Lowered, Mean, Voice};
use super::worded::parted;
use crate::document::{At, Pairs};
use crate::formula::{Formula, MISSING, Steps, sum, when};
use crate::language::{Message, Term};
use crate::quantity::Exact;

/// Respondent groups by field.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(transparent)]
pub(crate) struct Survey {
    groups: Pairs<Respondents>,
    #[serde(skip)]
    bound: Vec<Group>,
}

/// One respondent group. Exactly one of `options`, `mean`, `satisfied_from`, `percent` is written.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Respondents {
    /// Its weight, relative to the others'.
    weight: At<Exact>,
    /// Percent for each option chosen.
    options: Option<Pairs<Exact>>,
    /// The scale of a mean.
    mean: Option<Ends>,
    /// The option from which a respondent is satisfied.
    satisfied_from: Option<At<String>>,
    /// The field is a share already computed.
    percent: Option<Given>,
}

/// The ends of a Likert scale.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Ends {
    /// Earns 0 percent.
    from: Exact,
    /// Earns 100 percent.
    to: Exact,
}

#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Given {
    Given,
}

#[derive(Clone, Debug)]
struct Group {
    field: Field,
    weight: Exact,
    way: Way,
}

#[derive(Clone, Debug)]
enum Way {
    /// Percent of each option, in the options' order.
    Ballots(Vec<Exact>),
    /// A mean on a scale.
    Mean(Ends),
    /// A share already computed.
    Percent,
}

impl Respondents {
    /// How the group's figures become a percent.
    fn way(&self, field: &mut Field, binder: &mut Binder<'_>) -> Option<Way> {
        match (&self.options, &self.mean, &self.satisfied_from, self.percent) {
            (Some(percent), None, None, None) => {
                binder.field(field, &[FigureKind::Ballots]);
                percent.iter().for_each(|(option, _)| {
                    binder.option(field, option);
                });
                binder.all_options(field, percent.iter().map(|(option, _)| option.as_str()));
                let options = field.figure().map_or(&[][..], |figure| &figure.options);
                Some(Way::Ballots(
                    options.iter().map(|o| percent.get(o).cloned().unwrap_or_default()).collect(),
                ))
            }
            (None, Some(ends), None, None) => {
                binder.field(field, &[FigureKind::Ballots, FigureKind::Amount]);
                if ends.from == ends.to {
                    return None;
                }
                if field.figure()?.kind != FigureKind::Ballots {
                    return Some(Way::Mean(ends.clone()));
                }
                let place = |option: &String| ends.percent(&Exact::parse(option)?);
                field.figure()?.options.iter().map(place).collect::<Option<_>>().map(Way::Ballots)
            }
            (None, None, Some(from), None) => {
                binder.field(field, &[FigureKind::Ballots]);
                let from = binder.option(field, from);
                let satisfied = |k| {
                    if k >= from { Exact::HUNDRED } else { Exact::ZERO }
                };
                Some(Way::Ballots((0..field.figure()?.options.len()).map(satisfied).collect()))
            }
            (None, None, None, Some(Given::Given)) => {
                binder.field(field, &[FigureKind::Percent]);
                Some(Way::Percent)
            }
            _ => None,
        }
    }
}

impl Ends {
    fn percent(&self, mean: &Exact) -> Option<Exact> {
        (&(mean - &self.from) * &Exact::HUNDRED).over(&(&self.to - &self.from))
    }
}

impl Group {
    /// The group's percent; nothing without ballots.
    fn percent(&self, facts: &Facts<'_>) -> Option<Exact> {
        match &self.way {
            Way::Percent => facts.figure(&self.field),
            Way::Mean(ends) => ends.percent(&facts.figure(&self.field)?),
            Way::Ballots(percents) => {
                let count = |k| facts.ballots(&self.field, k).unwrap_or_default();
                let weighted = percents.iter().enumerate().map(|(k, percent)| percent * &count(k));
                let sum = weighted.fold(Exact::ZERO, |a, b| &a + &b);
                let all = (0..percents.len()).map(count).fold(Exact::ZERO, |a, b| &a + &b);
                sum.over(&all)
            }
        }
    }
}

impl Group {
    /// The group as one of a mean of shares, where it is not ballots.
    fn voice(&self) -> Option<Voice> {
        let (slope, base) = match &self.way {
            Way::Ballots(_) => return None,
            Way::Percent => (Exact::ONE.over(&Exact::HUNDRED)?, Exact::ZERO),
            Way::Mean(ends) => {
                let slope = Exact::ONE.over(&(&ends.to - &ends.from))?;
                let base = &-&ends.from * &slope;
                (slope, base)
            }
        };
        Some(Voice {
            slot: self.field.slot(),
            slope: &slope * &self.weight,
            base: &base * &self.weight,
            weight: self.weight.clone(),
            each: Exact::ZERO,
        })
    }

    fn worded(&self) -> Message {
        let options = |percents: &[Exact]| {
            let figure = self.field.figure();
            let title = |k| figure.map(|figure| figure.option_title(k)).unwrap_or_default();
            let option = |(k, percent): (usize, &Exact)| {
                let message = Message::new("rule-option").with("option", &title(k));
                Term::from(message.with("percent", percent))
            };
            percents.iter().enumerate().map(option).collect::<Vec<Term>>()
        };
        let way = match &self.way {
            Way::Ballots(percents) => {
                Message::new("rule-ballots").with("options", options(percents))
            }
            Way::Mean(ends) => {
                Message::new("rule-scale-mean").with("from", &ends.from).with("to", &ends.to)
            }
            Way::Percent => Message::new("rule-percent-given"),
        };
        let message = Message::new("rule-group").with("field", &self.field.label());
        message.with("weight", &self.weight).with("way", way)
    }

    /// The cell of the group's percent.
    fn formula(&self, steps: &mut Steps) -> Formula {
        let given = figure(&self.field, steps);
        let formula = match &self.way {
            Way::Percent => given,
            Way::Mean(ends) => {
                let span = &ends.to - &ends.from;
                let above = given.clone() - (&ends.from).into();
                steps.given(&[given], above * Formula::hundred() / span.into())
            }
            Way::Ballots(percents) => {
                let counts: Vec<Formula> =
                    (0..percents.len()).map(|k| steps.at(self.field.slot() + k)).collect();
                let all = steps.add(Message::new("rule-all-ballots"), sum(counts.clone()));
                let parts = counts.into_iter().zip(percents);
                let weighted = sum(parts.map(|(count, percent)| count.or_zero() * percent.into()));
                let none = all.clone().equals(Formula::zero());
                when(none, Formula::Text(MISSING), weighted / all)
            }
        };
        steps.add(self.worded(), formula)
    }
}

/// An option of ballots as one of a mean of shares: everyone who chose it has a voice.
fn ballot(field: &Field, k: usize, percent: &Exact) -> Voice {
    Voice {
        slot: field.slot().saturating_add(k),
        slope: percent.over(&Exact::HUNDRED).unwrap_or_default(),
        base: Exact::ZERO,
        weight: Exact::ZERO,
        each: Exact::ONE,
    }
}

impl Kind for Survey {
    const CAUSE: Cause = Cause::Survey;

    fn bind(&mut self, binder: &mut Binder<'_>) {
        for (name, respondents) in self.groups.iter() {
            let mut field = Field::named(name.clone());
            let before = binder.faults.len();
            let way = respondents.way(&mut field, binder);
            match way {
                Some(way) if *respondents.weight > Exact::ZERO => {
                    self.bound.push(Group { field, weight: (*respondents.weight).clone(), way });
                }
                _ if binder.faults.len() > before => {}
                Some(_) => binder.fault("weights-bad", Some(respondents.weight.place())),
                None => binder.fault("weights-bad", Some(name.place())),
            }
        }
    }

    fn prove(&self, proof: &mut Proof<'_>) -> Range {
        let best = |group: &Group| match &group.way {
            Way::Ballots(percents) => percents.iter().max().cloned().unwrap_or_default(),
            Way::Mean(_) | Way::Percent => Exact::HUNDRED,
        };
        let weights: Exact = self.bound.iter().map(|group| &group.weight).sum();
        let sum = self
            .bound
            .iter()
            .map(|group| &best(group) * &group.weight)
            .fold(Exact::ZERO, |a, b| &a + &b);
        let most = (&sum * proof.max).over(&(&weights * &Exact::HUNDRED)).unwrap_or_default();
        Range::new(Exact::ZERO, most)
    }

    fn lower(&self, counting: &Counting<'_>) -> Option<Lowered> {
        let voices: Option<Vec<Voice>> = match self.bound.as_slice() {
            [Group { field, way: Way::Ballots(percents), .. }] => Some(
                percents.iter().enumerate().map(|(k, percent)| ballot(field, k, percent)).collect(),
            ),
            groups => groups.iter().map(Group::voice).collect(),
        };
        Mean::of(counting, &voices?).map(Lowered::Mean)
    }

    fn judge<T: Trace>(&self, facts: &Facts<'_>, max: &Exact, trace: &mut T) -> Outcome {
        let percents: Vec<_> = self
            .bound
            .iter()
            .filter_map(|group| group.percent(facts).map(|percent| (group, percent)))
            .collect();
        let weights: Exact = percents.iter().map(|(group, _)| &group.weight).sum();
        let sum = percents
            .iter()
            .map(|(group, percent)| percent * &group.weight)
            .fold(Exact::ZERO, |a, b| &a + &b);
        let mean = sum.over(&weights).ok_or(Gap::Missing)?;
        let points = (&mean * max).over(&Exact::HUNDRED).unwrap_or_default();
        trace.tell(|| {
            let said = |group: &Group, percent: &Exact| {
                let said = Message::new("respondents").with("field", &group.field.label());
                Term::from(said.with("percent", percent).with("weight", &group.weight))
            };
            let groups: Vec<Term> =
                percents.iter().map(|(group, percent)| said(group, percent)).collect();
            let step = Message::new("step-survey").with("groups", groups).with("percent", &mean);
            step.with("max", max).with("points", &points)
        });
        Ok(points)
    }

    fn worded(&self, max: &Exact) -> Message {
        let groups: Vec<Message> = self.bound.iter().map(Group::worded).collect();
        Message::new("rule-survey").with("max", max).with("groups", parted(groups.into_iter()))
    }

    fn formula(&self, steps: &mut Steps, max: &Exact) -> Formula {
        let percents: Vec<Formula> = self.bound.iter().map(|group| group.formula(steps)).collect();
        let weight = |(percent, group): (&Formula, &Group)| {
            when(percent.clone().numeric(), (&group.weight).into(), Formula::zero())
        };
        let weights = sum(percents.iter().zip(&self.bound).map(weight));
        let weights = steps.add(Message::new("rule-weights"), weights);
        let weighted = percents.iter().zip(&self.bound);
        let weighted =
            weighted.map(|(percent, group)| percent.clone().or_zero() * (&group.weight).into());
        let mean = sum(weighted) / weights.clone();
        let points = mean * max.into() / Formula::hundred();
        let none = weights.equals(Formula::zero());
        when(none, Formula::Text(MISSING), points)
    }
}
