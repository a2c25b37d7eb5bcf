//! `lateness`: points by the days between the due date and the date sent.
//! Source: Công văn 1688/SKHĐT-VP Đắk Lắk (2019): báo cáo 6 tháng chậm 5 ngày. A penalty per day is a parameter; no
//! decision read states one.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Kind;
use super::band::Band;
use super::bands::{bands_formula, bands_worded, bind_bands, in_band, prove_bands, said, steps};
use super::binding::{Binder, Proof, Range};
use super::domain::Domain;
use super::facts::{Cause, Facts, Gap, Outcome, Trace};
use super::field::{Field, FigureKind};
use super::formulas::figure;
use super::lowered::{Counting, Linear, Lowered, Part, Reading, Sum};
use crate::calendar::Day;
use crate::document::{At, list};
use crate::formula::{EPOCH, Formula, MISSING, Steps};
use crate::language::{Message, Term};
use crate::quantity::{Exact, Year};

/// Points by days late.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lateness {
    /// The date sent.
    of: Field,
    /// Month-day of the set's year, a full date, or a date field.
    due: At<String>,
    /// Which days count.
    #[serde(default)]
    days: Counted,
    /// Points by days late; 0 or less is on time.
    #[serde(default, deserialize_with = "list")]
    award: Vec<Band>,
    /// Points off max for each day late, instead of bands.
    per_day: Option<Exact>,
    /// The least that `per_day` leaves.
    floor: Option<Exact>,
    #[serde(skip)]
    bound: Due,
}

/// Which days count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Counted {
    /// Every day.
    #[default]
    Calendar,
    /// Days that are neither off nor at a weekend.
    Working,
}

#[derive(Clone, Debug, Default)]
enum Due {
    #[default]
    Unknown,
    On(Day),
    By(Field),
}

impl Lateness {
    fn due(&self, facts: &Facts<'_>) -> Option<Day> {
        match &self.bound {
            Due::Unknown => None,
            Due::On(day) => Some(*day),
            Due::By(field) => day(&facts.figure(field)?),
        }
    }

    fn penalised(&self, per_day: &Exact, late: i64, max: &Exact) -> Exact {
        let lost = per_day * &Exact::whole(late.max(0));
        (max - &lost).max(self.floor.clone().unwrap_or_default())
    }
}

impl Lateness {
    fn due_formula(&self, steps: &Steps) -> Formula {
        match &self.bound {
            Due::Unknown => Formula::Text(MISSING),
            Due::On(day) => Formula::Number(Exact::whole(day.number() + EPOCH)),
            Due::By(field) => figure(field, steps),
        }
    }

    fn due_worded(&self) -> Term {
        match &self.bound {
            Due::Unknown => Term::from(self.due.as_str()),
            Due::On(day) => Term::Date(day.0),
            Due::By(field) => Term::Text(field.label()),
        }
    }

    fn counted_worded(&self) -> Message {
        Message::new(if self.days == Counted::Working { "days-working" } else { "days-calendar" })
    }
}

fn day(figure: &Exact) -> Option<Day> {
    Day::of_number(figure.floor()?)
}

impl Kind for Lateness {
    const CAUSE: Cause = Cause::Late;

    fn bind(&mut self, binder: &mut Binder<'_>) {
        binder.field(&mut self.of, &[FigureKind::Date]);
        self.bound = match binder.due(&self.due) {
            Some(day) => Due::On(day),
            None => {
                let mut field = Field::named(self.due.clone());
                binder.field(&mut field, &[FigureKind::Date]);
                Due::By(field)
            }
        };
        if self.award.is_empty() == self.per_day.is_none() {
            binder.bounds(Message::new("bounds-award"), None);
        }
        bind_bands(&self.award, binder);
    }

    fn prove(&self, proof: &mut Proof<'_>) -> Range {
        let record =
            |late: &Exact| vec![(format!("{} − {}", *self.of.name, *self.due), late.into())];
        match &self.per_day {
            Some(_) => {
                let floor = self.floor.clone().unwrap_or_default();
                Range::new(floor.clone(), proof.max.clone().max(floor)).by(record(&Exact::ZERO))
            }
            None => {
                let domain = Domain { whole: true, ..Domain::default() };
                proof.better = proof.better.map(|_| false); // the fewer days late, the better
                prove_bands(&self.award, &domain, record, proof)
            }
        }
    }

    fn moves(&self) -> Vec<&Field> {
        vec![&self.of]
    }

    fn due(&self, facts: &Facts<'_>) -> Option<(&Field, Day)> {
        Some((&self.of, self.due(facts)?))
    }

    fn move_to(&mut self, year: Year) -> Option<()> {
        // a full date stays what it is
        if matches!(self.bound, Due::On(_)) && Day::parse(&self.due).is_none() {
            self.bound = Due::On(Day::parse(&format!("{year}-{}", *self.due))?);
        }
        Some(())
    }

    fn lower(&self, counting: &Counting<'_>) -> Option<Lowered> {
        if self.days != Counted::Calendar {
            return None;
        }
        let is_day = |field: &Field| {
            let span = counting.columns.get(field.slot())?.span()?;
            let ends = [span.least, span.most]
                .map(|end| Day::of_number(end.checked_mul(span.unit / 1_000_000)?));
            (span.unit % 1_000_000 == 0 && !ends.contains(&None)).then_some(())
        };
        is_day(&self.of)?;
        let part = |field: &Field, worth: Exact| Part { slot: field.slot(), worth };
        let (since, due) = match &self.bound {
            Due::Unknown => return None,
            Due::On(day) => (None, -&Exact::whole(day.number())),
            Due::By(field) => {
                is_day(field)?;
                (Some(field), Exact::ZERO)
            }
        };
        if let Some(per_day) = &self.per_day {
            // a day early earns more than the maximum, to which it is cut
            let gained = |worth: &Exact| worth * &-per_day;
            let late = std::iter::once((&self.of, Exact::ONE));
            let days = late.chain(since.map(|field| (field, -&Exact::ONE)));
            let parts: Vec<Part> = days.map(|(field, one)| part(field, gained(&one))).collect();
            let floor = self.floor.clone().unwrap_or_default();
            let base = counting.max + &gained(&due);
            let sound = !per_day.is_negative();
            return Sum::of(counting, &parts, &base, &floor, false)
                .filter(|_| sound)
                .map(Lowered::Sum);
        }
        let late = std::iter::once(part(&self.of, Exact::ONE));
        let parts: Vec<Part> = late.chain(since.map(|field| part(field, -&Exact::ONE))).collect();
        steps(&self.award, Reading::of(Linear::of(counting, &parts, &due)?), counting)
    }

    fn judge<T: Trace>(&self, facts: &Facts<'_>, max: &Exact, trace: &mut T) -> Outcome {
        let sent = facts.figure(&self.of).and_then(|sent| day(&sent)).ok_or(Gap::Missing)?;
        let due = self.due(facts).ok_or(Gap::Missing)?;
        let late = match self.days {
            Counted::Calendar => sent.number() - due.number(),
            Counted::Working => facts.calendar.working_days_late(due, sent),
        };
        let step = || {
            let counted =
                if self.days == Counted::Working { "days-working" } else { "days-calendar" };
            let (days, name) = if late > 0 {
                (late, "late-by")
            } else {
                (-late, if late < 0 { "on-time-by" } else { "on-time-exactly" })
            };
            let outcome = Message::new(name)
                .with("days", Exact::whole(days))
                .with("counted", Message::new(counted));
            let dates = Message::new("step-late").with("field", &self.of.label());
            dates
                .with("due", Term::Date(due.0))
                .with("sent", Term::Date(sent.0))
                .with("late", outcome)
        };
        if let Some(per_day) = &self.per_day {
            let points = self.penalised(per_day, late, max);
            trace.tell(|| {
                step()
                    .with("band", Message::new("per-day").with("points", per_day))
                    .with("points", &points)
            });
            return Ok(points);
        }
        let figure = Exact::whole(late);
        let band = in_band(&self.award, &figure);
        trace.tell(|| said(step(), &figure, band));
        Ok(band.map_or(Exact::ZERO, |band| (*band.points).clone()))
    }

    fn worded(&self, max: &Exact) -> Message {
        let message = match &self.per_day {
            Some(points) => Message::new("rule-per-day")
                .with("points", points)
                .with("max", max)
                .with("floor", self.floor.clone().unwrap_or_default()),
            None => Message::new("rule-lateness").with("bands", bands_worded(&self.award)),
        };
        let message = message.with("field", &self.of.label()).with("due", self.due_worded());
        message.with("counted", self.counted_worded())
    }

    fn formula(&self, steps: &mut Steps, max: &Exact) -> Formula {
        let (sent, due) = (figure(&self.of, steps), self.due_formula(steps));
        let late = match self.days {
            Counted::Calendar => sent.clone() - due.clone(),
            Counted::Working => Formula::WorkingDays(Box::new(due.clone()), Box::new(sent.clone())),
        };
        let late = steps.given(&[sent, due], late);
        let label = Message::new("rule-days-late").with("field", &self.of.label());
        let label = label.with("due", self.due_worded()).with("counted", self.counted_worded());
        let late = steps.add(label, late);
        let points = match &self.per_day {
            Some(per_day) => {
                let floor = self.floor.clone().unwrap_or_default();
                let lost = late.clone().at_least(Formula::zero()) * per_day.into();
                (Formula::from(max) - lost).at_least(floor.into())
            }
            None => bands_formula(&self.award, &late),
        };
        steps.given(&[late], points)
    }
}
