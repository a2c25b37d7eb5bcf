//! Products -> readers: text for people, JSON, CSV and Parquet for programs. A report shows; it computes nothing.

mod advice;
mod analyses;
mod audit;
mod book;
mod columns;
mod comparison;
mod crosswalk;
mod difference;
mod docx;
mod effect;
mod explanation;
mod files;
mod findings;
mod history;
mod matrix;
mod json;
mod lanes;
mod losses;
mod measures;
mod movement;
mod outlook;
mod page;
mod review;
mod robustness;
mod tables;
mod text;
mod voice;

use crate::advice::{Advice, Effect, Outlook};
use crate::code::AgencyCode;
use crate::comparison::{Change, Comparison};
use crate::criteria::Criteria;
use crate::evidence::Evidence;
use crate::fault::hint;
use crate::lanes::{AgencyLanes, Lanes};
use crate::language::{Language, Message, Term, localised};
use crate::losses::Losses;
use crate::quantity::{Exact, Mode, Rounding};
use crate::review::Review;
use crate::scores::Scores;
use crate::standings::{Standing, Standings};
use crate::table;

pub use analyses::{Analyses, View};
pub use audit::{audit_json, audit_text};
#[cfg(feature = "parquet")]
pub use crosswalk::crosswalk_parquet;
pub use crosswalk::{crosswalk_csv, crosswalk_json};
#[cfg(feature = "parquet")]
pub use difference::difference_parquet;
pub use difference::{difference_csv, difference_json, difference_text};
pub use findings::{check_summary, findings_json, findings_text};
pub use losses::GroupedBy;
#[cfg(feature = "parquet")]
pub use matrix::matrix_parquet;
pub use matrix::{matrix_csv, matrix_json, matrix_text};
#[cfg(feature = "parquet")]
pub use measures::measures_parquet;
pub use measures::{measures_csv, measures_json, measures_text};
#[cfg(feature = "parquet")]
pub use movement::movement_parquet;
pub use movement::{movement_csv, movement_json, movement_text};
pub use tables::Table;

/// The digits that a decimal without an end is given in JSON, CSV and Parquet.
pub(crate) const LONGEST: Rounding = Rounding { digits: 10, mode: Mode::HalfUp };

/// One year's products together, and what changed since the year before, for a reader of one language.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The criteria.
    pub criteria: &'a Criteria,
    /// The evidence.
    pub evidence: &'a Evidence,
    /// The scores.
    pub scores: &'a Scores,
    /// The standings.
    pub standings: &'a Standings,
    /// The change against the year before, if that was given.
    pub comparison: Option<&'a Comparison>,
    /// The reader's language.
    pub language: Language,
}

impl Report<'_> {
    /// The league table of every peer group, with the counts per tier and the mean below it.
    #[must_use]
    pub fn standings_text(&self) -> String {
        text::standings(self)
    }

    /// All results as JSON: decimals are strings, `format` is the version of this form.
    #[must_use]
    pub fn standings_json(&self) -> String {
        json::pretty(&json::standings(self))
    }

    /// The standings as CSV, a row per agency, decimals with a point.
    #[must_use]
    pub fn standings_csv(&self) -> Vec<u8> {
        table::to_csv(&columns::standings(self))
    }

    /// The standings as Parquet, the same columns, decimals as decimals.
    ///
    /// # Errors
    /// What the library said.
    #[cfg(feature = "parquet")]
    pub fn standings_parquet(&self) -> Result<Vec<u8>, String> {
        table::to_parquet(&columns::standings(self))
    }

    /// What changed since the year before, with newcomers, leavers and what cannot be compared. Empty without an earlier year.
    #[must_use]
    pub fn comparison_text(&self) -> String {
        comparison::text(self)
    }

    /// The same as JSON.
    #[must_use]
    pub fn comparison_json(&self) -> String {
        json::pretty(&comparison::json(self))
    }

    /// The same as CSV.
    #[must_use]
    pub fn comparison_csv(&self) -> Vec<u8> {
        table::to_csv(&comparison::columns(self))
    }

    /// The same as Parquet.
    ///
    /// # Errors
    /// What the library said.
    #[cfg(feature = "parquet")]
    pub fn comparison_parquet(&self) -> Result<Vec<u8>, String> {
        table::to_parquet(&comparison::columns(self))
    }

    /// Why one agency earned what it earned, area by area; only items that lost points unless `all`.
    #[must_use]
    pub fn explanation_text(&self, agency: &AgencyCode, all: bool) -> String {
        self.explanation_with_lanes(agency, all, None)
    }

    /// The same, and below each item who claimed, appraised and decided what, where `lanes` tell it.
    #[must_use]
    pub fn explanation_with_lanes(
        &self,
        agency: &AgencyCode,
        all: bool,
        lanes: Option<&Lanes>,
    ) -> String {
        let lanes = lanes.and_then(|lanes| lanes.of(agency));
        let standing = self.standings.of(agency);
        standing.map_or_else(String::new, |standing| explanation::text(self, standing, all, lanes))
    }

    /// The same as JSON, all items.
    #[must_use]
    pub fn explanation_json(&self, agency: &AgencyCode) -> String {
        let standing = self.standings.of(agency);
        standing
            .map_or_else(String::new, |standing| json::pretty(&json::explanation(self, standing)))
    }

    /// The same as CSV, a row per item of these agencies.
    #[must_use]
    pub fn explanation_csv(&self, agencies: &[AgencyCode]) -> Vec<u8> {
        table::to_csv(&columns::items(self, &self.standings_of(agencies)))
    }

    /// The same as Parquet.
    ///
    /// # Errors
    /// What the library said.
    #[cfg(feature = "parquet")]
    pub fn explanation_parquet(&self, agencies: &[AgencyCode]) -> Result<Vec<u8>, String> {
        table::to_parquet(&columns::items(self, &self.standings_of(agencies)))
    }

    /// The loss ledger of these agencies: every point not given, by item, area, office or cause.
    #[must_use]
    pub fn losses_text(&self, agencies: &[AgencyCode], by: GroupedBy) -> String {
        losses::text(self, &self.standings_of(agencies), by)
    }

    /// The same as JSON, item by item.
    #[must_use]
    pub fn losses_json(&self, agencies: &[AgencyCode]) -> String {
        json::pretty(&losses::json(self, &self.standings_of(agencies)))
    }

    /// The same as CSV, a row per loss.
    #[must_use]
    pub fn losses_csv(&self, agencies: &[AgencyCode]) -> Vec<u8> {
        table::to_csv(&losses::columns(self, &self.standings_of(agencies)))
    }

    /// The same as Parquet.
    ///
    /// # Errors
    /// What the library said.
    #[cfg(feature = "parquet")]
    pub fn losses_parquet(&self, agencies: &[AgencyCode]) -> Result<Vec<u8>, String> {
        table::to_parquet(&losses::columns(self, &self.standings_of(agencies)))
    }

    /// What these agencies claimed, what their figures give, what was appraised and decided, and why not all was granted.
    #[must_use]
    pub fn lanes_text(&self, lanes: &Lanes, agencies: &[AgencyCode]) -> String {
        lanes::text(self, &lanes_of(lanes, agencies))
    }

    /// The same as JSON.
    #[must_use]
    pub fn lanes_json(&self, lanes: &Lanes, agencies: &[AgencyCode]) -> String {
        json::pretty(&lanes::json(self, &lanes_of(lanes, agencies)))
    }

    /// The same as CSV, a row per agency and item.
    #[must_use]
    pub fn lanes_csv(&self, lanes: &Lanes, agencies: &[AgencyCode]) -> Vec<u8> {
        table::to_csv(&lanes::columns(self, &lanes_of(lanes, agencies)))
    }

    /// The same as Parquet.
    ///
    /// # Errors
    /// What the library said.
    #[cfg(feature = "parquet")]
    pub fn lanes_parquet(&self, lanes: &Lanes, agencies: &[AgencyCode]) -> Result<Vec<u8>, String> {
        table::to_parquet(&lanes::columns(self, &lanes_of(lanes, agencies)))
    }

    /// Who moves when figures or rules change.
    #[must_use]
    pub fn effect_text(&self, effect: &Effect) -> String {
        effect::text(self, effect)
    }

    /// The same as JSON.
    #[must_use]
    pub fn effect_json(&self, effect: &Effect) -> String {
        json::pretty(&effect::json(self, effect))
    }

    /// The score as an interval while figures are missing, the next day first.
    #[must_use]
    pub fn outlook_text(&self, outlook: &Outlook) -> String {
        outlook::text(self, outlook)
    }

    /// The same as JSON.
    #[must_use]
    pub fn outlook_json(&self, outlook: &Outlook) -> String {
        json::pretty(&outlook::json(self, outlook))
    }

    /// The cheapest plans that reach a goal, with the proof and what each price buys.
    #[must_use]
    pub fn advice_text(&self, advice: &Advice) -> String {
        advice::text(self, advice)
    }

    /// The same as JSON.
    #[must_use]
    pub fn advice_json(&self, advice: &Advice) -> String {
        json::pretty(&advice::json(self, advice))
    }

    /// Where to look first: the appraisal queue and what else deserves a look, as many rows of each as asked for.
    #[must_use]
    pub fn review_text(&self, review: &Review, top: usize) -> String {
        review::text(self, review, top)
    }

    /// The same as JSON, all of it.
    #[must_use]
    pub fn review_json(&self, review: &Review) -> String {
        json::pretty(&review::json(self, review))
    }

    /// The same as CSV, a row per queued item and per finding.
    #[must_use]
    pub fn review_csv(&self, review: &Review) -> Vec<u8> {
        table::to_csv(&review::columns(self, review))
    }

    /// Every point that an agency did not get; nothing when no such agency is assessed.
    #[must_use]
    pub fn losses(&self, agency: &AgencyCode) -> Option<Losses> {
        self.standings.of(agency).map(|standing| self.ledger(standing))
    }

    fn ledger(&self, standing: &Standing) -> Losses {
        Losses::of(self.criteria, self.evidence, self.scores, standing.row)
    }

    fn standings_of(&self, agencies: &[AgencyCode]) -> Vec<&Standing> {
        let wanted = |standing: &&Standing| agencies.contains(&standing.agency.code);
        self.standings.standings.iter().filter(wanted).collect()
    }

    /// That no such agency is assessed, with the closest known code.
    #[must_use]
    pub fn no_such_agency(&self, code: &AgencyCode) -> String {
        let known = self.standings.standings.iter().map(|standing| standing.agency.code.as_str());
        let message = Message::new("no-such-agency").with("agency", code.as_str());
        self.say(&message.with("hint", hint(code.as_str(), known)))
    }

    /// That no agency is ranked in such a group, with the closest known name.
    #[must_use]
    pub fn no_such_group(&self, name: &str) -> String {
        let known = self.standings.groups.iter().map(|group| group.name.as_str());
        let message = Message::new("no-such-group").with("group", name);
        self.say(&message.with("hint", hint(name, known)))
    }

    /// That the agency's peer group has no such tier, with those it has.
    #[must_use]
    pub fn no_such_tier(&self, agency: &AgencyCode, name: &str) -> String {
        let group = self
            .standings
            .of(agency)
            .and_then(|standing| self.criteria.group(&standing.agency.group));
        let tiers = group.into_iter().flat_map(|group| &group.tiers);
        let known: Vec<Term> = tiers.map(|tier| Term::from(tier.name.as_str())).collect();
        self.say(&Message::new("no-such-tier").with("tier", name).with("known", known))
    }

    /// Every agency with its move; a comparison has one for each, in the same order.
    fn with_changes(&self) -> impl Iterator<Item = (&Standing, Option<&Change>)> {
        let changes = self.comparison.map_or(&[][..], |comparison| &comparison.changes);
        let changes = changes.iter().map(Some).chain(std::iter::repeat(None));
        self.standings.standings.iter().zip(changes)
    }

    fn say(&self, message: &Message) -> String {
        self.language.say(message)
    }

    /// A printed figure, rounded as the set prints.
    fn printed(&self, number: &Exact) -> String {
        localised(
            self.language,
            number.rounded(self.standings.display).to_decimal().unwrap_or_default(),
        )
    }

    /// A printed figure with all its digits, so that a column lines up.
    fn aligned(&self, number: &Exact) -> String {
        localised(self.language, number.to_fixed(self.standings.display))
    }

    /// A change with its sign: `+1,95`.
    fn signed(&self, number: &Exact) -> String {
        let sign = if *number > Exact::ZERO { "+" } else { "" };
        format!("{sign}{}", self.printed(number))
    }
}

fn lanes_of<'a>(lanes: &'a Lanes, agencies: &[AgencyCode]) -> Vec<&'a AgencyLanes> {
    lanes.agencies.iter().filter(|lanes| agencies.contains(&lanes.agency)).collect()
}
