//! Two years of Criteria and Evidence -> Movement: why points and places changed, split exactly into seven causes.
//!
//! Each cause is a switch that stands on the earlier or on the later year. For every one of the 128 positions of the
//! seven switches the whole league table is worked out, and a cause's part is its Shapley value: what it adds, taken
//! over all orders of switching. With all switches on the earlier year the table is that of the earlier year as
//! published, with all on the later that of the later, so that the parts add up to the change, in points, in percentage
//! points and in places.
//!
//! | switch | what it turns |
//! |---|---|
//! | own performance | the figures that the agency itself gave, before anyone appraised them |
//! | others' performance | the same of all other agencies; means that rules compare with go along |
//! | criteria | maxima, rules, bands, new and dropped items, stages of rounding, tie rules |
//! | what does not apply | which items are declared not to apply, of all agencies |
//! | roster | who is ranked in the peer group, and the ties that persons decided |
//! | appraisal | what appraisal added to or took from each item: the award on the decided figures less that on the agencies' own, of all agencies |
//! | survey | the figures of items whose method is a survey, of all agencies |
//!
//! What the criteria did is split once more, by five aspects, each a switch within that of the criteria: maxima, rules,
//! new items, dropped items, and how points are added up. Their parts are the Owen value: the mean over all orders in
//! which the aspects are turned one after the other, and so they add up to the part of the criteria.
//!
//! Where a year cannot answer, the other year's facts stand in, so that nothing is made up: an item that is new, or whose
//! rule reads what the other year's figures do not hold, moves with the criteria alone; an item that did not apply in
//! one of the years has figures in the other only, and moves with what does not apply.

mod blend;
mod contestants;
mod facts;
mod shapley;
mod states;

use crate::agencies::Assessed;
use crate::code::AgencyCode;
use crate::criteria::Criteria;
use crate::crosswalk::Crosswalk;
use crate::evidence::Evidence;
use crate::language::Text;
use crate::quantity::{Exact, Rank, Rounding, Year};
use crate::scores::in_ranges;
use crate::standings::Standing;
use states::States;

/// One year to be held against another.
#[derive(Clone, Copy, Debug)]
pub struct Assessment<'a> {
    /// Its criteria.
    pub criteria: &'a Criteria,
    /// Its evidence as decided.
    pub evidence: &'a Evidence,
    /// Its evidence as the agencies gave it; the same where nobody appraised it.
    pub own: &'a Evidence,
}

/// Why agencies moved between two years.
#[derive(Clone, Debug)]
pub struct Movement {
    /// The earlier year.
    pub earlier: Year,
    /// The later year.
    pub later: Year,
    /// How printed figures are rounded.
    pub display: Rounding,
    /// Agencies of the later year that have an earlier one, in the order of the later standings.
    pub agencies: Vec<Moved>,
    /// Agencies of the later year that have none.
    pub newcomers: Vec<Assessed>,
}

/// Why one agency moved.
#[derive(Clone, Debug)]
pub struct Moved {
    /// The agency as it is assessed in the later year.
    pub agency: Assessed,
    /// The agencies whose earlier results stand for its own; empty when it has its own.
    pub back_cast: Vec<Predecessor>,
    /// The earlier place; nothing when it was not ranked.
    pub earlier_rank: Option<Rank>,
    /// The later place.
    pub later_rank: Option<Rank>,
    /// Points gained.
    pub points: Split,
    /// Percentage points gained; nothing when nothing applied in one of the states.
    pub percent_points: Option<Split>,
    /// Places gained; nothing when it is not ranked in the same peer group in both years.
    pub places: Option<Split>,
}

/// An agency of the earlier year, and the share with which it stands for a later one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Predecessor {
    /// The agency.
    pub agency: AgencyCode,
    /// What it was called.
    pub name: Text,
    /// Its share of one.
    pub share: Exact,
}

/// A change and its parts, which add up to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// Before.
    pub earlier: Exact,
    /// After.
    pub later: Exact,
    /// The part of each cause, in the order of [`Factor::ALL`].
    pub parts: [Exact; 7],
    /// What of the criteria's part each aspect is, in the order of [`Aspect::ALL`]; nothing where some aspects alone leave
    /// no item that applies.
    pub aspects: Option<[Exact; 5]>,
}

/// What can make an agency's points and place change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Factor {
    /// The agency's own figures.
    Own,
    /// The figures of all others.
    Others,
    /// Maxima, rules, new and dropped items.
    Criteria,
    /// Which items do not apply.
    NotApplicable,
    /// Who is ranked.
    Roster,
    /// Appraisal against self-score.
    Appraisal,
    /// Surveys.
    Survey,
}

impl Factor {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Own,
        Self::Others,
        Self::Criteria,
        Self::NotApplicable,
        Self::Roster,
        Self::Appraisal,
        Self::Survey,
    ];

    /// The word for it in JSON, CSV and Parquet.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Others => "others",
            Self::Criteria => "criteria",
            Self::NotApplicable => "not_applicable",
            Self::Roster => "roster",
            Self::Appraisal => "appraisal",
            Self::Survey => "survey",
        }
    }
}

/// What of the criteria can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// Maxima of items that both years have; their points keep their share of the maximum.
    Weights,
    /// Rules of items that both years have, bands with them; items split and merged.
    Rules,
    /// Items that the earlier year does not have.
    New,
    /// Items that the later year does not have.
    Dropped,
    /// How points are added up: the tree, rounding, what becomes of items that do not apply, ties.
    Sums,
}

impl Aspect {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Weights, Self::Rules, Self::New, Self::Dropped, Self::Sums];

    /// The word for it in JSON, CSV and Parquet.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Weights => "weights",
            Self::Rules => "rules",
            Self::New => "new",
            Self::Dropped => "dropped",
            Self::Sums => "sums",
        }
    }
}

impl Split {
    /// The whole change.
    #[must_use]
    pub fn change(&self) -> Exact {
        self.parts.iter().sum()
    }

    /// One cause's part of it.
    #[must_use]
    pub fn part(&self, factor: Factor) -> &Exact {
        self.parts.get(factor as usize).unwrap_or(&Exact::ZERO)
    }

    /// What of the criteria's part one aspect is.
    #[must_use]
    pub fn aspect(&self, aspect: Aspect) -> Option<&Exact> {
        self.aspects.as_ref()?.get(aspect as usize)
    }
}

impl Movement {
    /// Splits every agency's change between two years, by a crosswalk that leads from the earlier to the later.
    #[must_use]
    pub fn between(earlier: Assessment<'_>, later: Assessment<'_>, crosswalk: &Crosswalk) -> Self {
        let states = States::of([earlier, later], crosswalk);
        let later_standings = &states.standings(1).standings;
        let subject = |standing: &Standing| states.subject(&standing.agency.code);
        let agencies = in_ranges(later_standings.len(), 1, |range| {
            let some = later_standings.get(range).unwrap_or_default().iter();
            some.filter_map(|standing| states.moved(subject(standing)?, standing))
                .collect::<Vec<_>>()
        });
        let newcomers = later_standings.iter().filter(|standing| subject(standing).is_none());
        let newcomers = newcomers.map(|standing| standing.agency.clone()).collect();
        Self {
            earlier: earlier.criteria.year,
            later: later.criteria.year,
            display: later.criteria.display(),
            agencies: agencies.concat(),
            newcomers,
        }
    }

    /// Why `agency` moved.
    #[must_use]
    pub fn of(&self, agency: &AgencyCode) -> Option<&Moved> {
        self.agencies.iter().find(|moved| moved.agency.code == *agency)
    }
}
