//! The ways evidence earns points, one file per family: YAML shape, proof, award and reason in one walk.
//!
//! A new kind is its file, one line in [`Rule`] and its cases.

mod against;
mod band;
mod bands;
mod binding;
mod condition;
mod domain;
mod each;
mod facts;
mod field;
mod formulas;
mod gate;
mod judged;
mod lateness;
mod lowered;
mod proportional;
mod quotient;
mod reach;
mod scale;
mod states;
mod survey;
mod value;
mod worded;
mod yes_no;

use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) use against::{AgainstMean, Among};
pub(crate) use band::{Bounds, probes};
pub(crate) use binding::{Binder, Proof, Range, Scope};
pub(crate) use condition::Condition;
pub(crate) use domain::Domain;
pub use facts::Cause;
pub(crate) use facts::{Facts, Gap, Outcome, Silence, Told, Trace};
pub(crate) use field::{Declared, Field};
pub use field::{Figure, FigureKind};
pub(crate) use judged::Judged;
pub(crate) use lowered::{
    Block, Counting, Lowered, MISSING, NOT_APPLICABLE, Outcomes, SCORED, settled,
};
pub(crate) use value::{Value, whole};

use crate::calendar::Day;
use crate::formula::{Formula, Steps};
use crate::language::Message;
use crate::quantity::{Exact, Year};

/// What every kind of rule can do.
pub(crate) trait Kind {
    /// Why points are lost under it.
    const CAUSE: Cause;

    /// Binds its fields to figures; what does not bind is a fault.
    fn bind(&mut self, binder: &mut Binder<'_>);
    /// Proves it sound, and tells what it can award.
    fn prove(&self, proof: &mut Proof<'_>) -> Range;
    /// The points of one agency before they are cut and rounded; the trace hears why.
    fn judge<T: Trace>(&self, facts: &Facts<'_>, max: &Exact, trace: &mut T) -> Outcome;
    /// The rule in plain words.
    fn worded(&self, max: &Exact) -> Message;
    /// The rule as a formula of cells: points before they are cut and rounded, or why none.
    fn formula(&self, steps: &mut Steps, max: &Exact) -> Formula;
    /// The values it reads, which may refuse figures.
    fn values(&self) -> Vec<&Value> {
        Vec::new()
    }
    /// The rules within it.
    fn inner(&self) -> Vec<&Rule> {
        Vec::new()
    }
    /// The figures that an agency's own work moves: parts, never the wholes, targets and due dates that they are held
    /// against; no marks that persons give, no answers of respondents.
    fn moves(&self) -> Vec<&Field> {
        match self.inner().as_slice() {
            [] => self.values().into_iter().flat_map(Value::moves).collect(),
            inner => inner.iter().flat_map(|rule| rule.moves()).collect(),
        }
    }
    /// The date by which it asks for a figure, with the figure.
    fn due(&self, _: &Facts<'_>) -> Option<(&Field, Day)> {
        None
    }

    /// Moves what is said of a day of the set's year, here and within, to another year; nothing where that has no such day.
    fn move_to(&mut self, _: Year) -> Option<()> {
        Some(())
    }

    /// The same rule as integers over these columns, where they prove that it fits.
    fn lower(&self, _: &Counting<'_>) -> Option<Lowered> {
        Option::None
    }
}

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident($type:ty),)*) => {
        /// How evidence earns points: a map with one key, which says the kind.
        #[derive(Clone, Debug, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub(crate) enum Rule {
            $($(#[$doc])* $name($type),)*
        }

        impl Rule {
            /// Binds its fields to figures.
            pub fn bind(&mut self, binder: &mut Binder<'_>) {
                match self { $(Self::$name(rule) => Kind::bind(rule, binder),)* }
            }
            /// Proves it sound, and tells what it can award.
            pub fn prove(&self, proof: &mut Proof<'_>) -> Range {
                match self { $(Self::$name(rule) => Kind::prove(rule, proof),)* }
            }
            /// The outcome for one agency; the trace hears why.
            pub fn judge<T: Trace>(&self, facts: &Facts<'_>, max: &Exact, trace: &mut T) -> Outcome {
                match self {
                    $(Self::$name(rule) => {
                        trace.enter(<$type as Kind>::CAUSE);
                        Kind::judge(rule, facts, max, trace)
                    })*
                }
            }
            /// The same rule as integers over these columns, where they prove that it fits.
            pub fn lower(&self, counting: &Counting<'_>) -> Option<Lowered> {
                match self { $(Self::$name(rule) => Kind::lower(rule, counting),)* }
            }
            /// Moves what is said of a day of the set's year to another year; nothing where that has no such day.
            pub fn move_to(&mut self, year: Year) -> Option<()> {
                match self { $(Self::$name(rule) => Kind::move_to(rule, year),)* }
            }
            /// The rule in plain words.
            pub fn worded(&self, max: &Exact) -> Message {
                match self { $(Self::$name(rule) => Kind::worded(rule, max),)* }
            }
            fn formula_here(&self, steps: &mut Steps, max: &Exact) -> Formula {
                match self { $(Self::$name(rule) => Kind::formula(rule, steps, max),)* }
            }
            /// The values it reads.
            pub fn values(&self) -> Vec<&Value> {
                match self { $(Self::$name(rule) => Kind::values(rule),)* }
            }
            /// The figures that an agency's own work moves.
            pub fn moves(&self) -> Vec<&Field> {
                match self { $(Self::$name(rule) => Kind::moves(rule),)* }
            }
            fn due_here(&self, facts: &Facts<'_>) -> Option<(&Field, Day)> {
                match self { $(Self::$name(rule) => Kind::due(rule, facts),)* }
            }
            fn inner(&self) -> Vec<&Self> {
                match self { $(Self::$name(rule) => Kind::inner(rule),)* }
            }
        }
    };
}

rules! {
    /// A yes earns max, a no nothing.
    YesNo(yes_no::YesNo),
    /// A grade earns points.
    States(states::States),
    /// Points by days late.
    Lateness(lateness::Lateness),
    /// Points by the band a value falls in.
    Bands(bands::Bands),
    /// Points in proportion to a value.
    Proportional(proportional::Proportional),
    /// A target reached earns max.
    Reach(condition::Reach),
    /// Every condition holds: max.
    All(reach::All),
    /// A count is nought: max.
    None(reach::None),
    /// A condition before a rule.
    Gate(gate::Gate),
    /// Points for each one counted, not above max.
    Each(each::Each),
    /// Each yes earns its points.
    Checklist(each::Checklist),
    /// A mark that a person gives.
    Judged(judged::Judged),
    /// A grade earns percent of max.
    Grades(states::Grades),
    /// Max less points for each occurrence.
    Deduct(each::Deduct),
    /// The weighted mean of respondent groups.
    Survey(survey::Survey),
    /// Straight lines between anchors.
    Scale(scale::Scale),
    /// A value against the mean of those who have it.
    AgainstMean(against::AgainstMean),
    /// A figure against itself a year ago.
    AgainstLastYear(against::AgainstLastYear),
    /// The best of several rules.
    BestOf(gate::BestOf),
    /// The first case whose condition holds.
    Cases(gate::Cases),
    /// These points.
    Fixed(gate::Fixed),
}

impl Rule {
    /// This rule and all within it.
    pub fn walk(&self) -> Vec<&Self> {
        let within = self.inner().into_iter().flat_map(Self::walk);
        std::iter::once(self).chain(within).collect()
    }

    /// The cell of what it awards before that is cut and rounded.
    pub fn formula(&self, steps: &mut Steps, max: &Exact) -> Formula {
        let formula = self.formula_here(steps, max);
        steps.add(self.worded(max), formula)
    }

    /// The due date of this rule or of one within it, with the figure that it asks for.
    pub fn due(&self, facts: &Facts<'_>) -> Option<(&Field, Day)> {
        self.walk().into_iter().find_map(|rule| rule.due_here(facts))
    }

    /// The rules on the group's mean, whose means are frozen first.
    pub fn means(&self) -> Vec<&AgainstMean> {
        self.walk().into_iter().filter_map(Self::as_mean).collect()
    }

    /// Whether some figures make it one that does not apply.
    pub fn may_not_apply(&self) -> bool {
        let first_year =
            |rule: &Self| matches!(rule, Self::AgainstLastYear(rule) if rule.may_not_apply());
        self.values().into_iter().any(Value::may_not_apply)
            || self.walk().into_iter().any(first_year)
    }

    fn as_mean(&self) -> Option<&AgainstMean> {
        if let Self::AgainstMean(mean) = self { Some(mean) } else { None }
    }

    /// The marks that persons give, which need a reason.
    pub fn marks(&self) -> Vec<&Judged> {
        self.walk()
            .into_iter()
            .filter_map(|rule| if let Self::Judged(judged) = rule { Some(judged) } else { None })
            .collect()
    }
}
