//! Products -> readers: text for people, JSON, CSV and Parquet for programs. A report shows; it computes nothing.

mod advice;
mod audit;
mod columns;
mod comparison;
mod crosswalk;
mod difference;
mod docx;
mod effect;
mod explanation;
mod findings;
mod history;
mod json;
mod losses;
mod movement;
mod outlook;
mod text;
mod voice;

use crate::advice::{Advice, Effect, Mends, Outlook};
use crate::code::AgencyCode;
use crate::comparison::Comparison;
use crate::criteria::Criteria;
use crate::evidence::Evidence;
use crate::fault::hint;
use crate::language::{Language, Message, Term, localised};
use crate::losses::Losses;
use crate::office::Office;
use crate::overview::Overview;
use crate::quantity::{Exact, Mode, Rounding};
use crate::scores::Scores;
use crate::standings::{Standing, Standings};
use crate::table;

pub use audit::{audit_json, audit_text};
#[cfg(feature = "parquet")]
pub use crosswalk::crosswalk_parquet;
pub use crosswalk::{crosswalk_csv, crosswalk_json};
#[cfg(feature = "parquet")]
pub use difference::difference_parquet;
pub use difference::{difference_csv, difference_json, difference_text};
pub use findings::{check_summary, findings_json, findings_text};
#[cfg(feature = "parquet")]
pub use history::history_parquet;
pub use history::{history_csv, history_json, history_text};
pub use losses::GroupedBy;
#[cfg(feature = "parquet")]
pub use movement::movement_parquet;
pub use movement::{movement_csv, movement_json, movement_text};

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
        self.standings
            .of(agency)
            .map_or_else(String::new, |standing| explanation::text(self, standing, all))
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

    /// The annex of the decision that publishes the round, as Word opens it: the tables of every peer group.
    ///
    /// # Errors
    /// What the library said.
    pub fn annex_docx(&self, office: &Office) -> Result<Vec<u8>, String> {
        docx::annex(docx::Writer { report: self, office })
    }

    /// The report on the round as Word opens it: means, best and worst, tiers, movements, most-lost items.
    ///
    /// # Errors
    /// What the library said.
    pub fn round_docx(&self, office: &Office) -> Result<Vec<u8>, String> {
        let Self { criteria, evidence, scores, standings, comparison, .. } = self;
        let overview = Overview::of(criteria, evidence, scores, standings, *comparison);
        docx::round(docx::Writer { report: self, office }, &overview)
    }

    /// The letter to one agency as Word opens it: rank and change, area by area, and what to do. Nothing when no such
    /// agency is assessed.
    ///
    /// # Errors
    /// What the library said.
    pub fn letter_docx(
        &self,
        office: &Office,
        agency: &AgencyCode,
    ) -> Result<Option<Vec<u8>>, String> {
        let Self { criteria, evidence, scores, standings, .. } = self;
        let standing = standings.of(agency);
        let mends = Mends::of(criteria, evidence, scores, standings, agency);
        let Some((standing, mends)) = standing.zip(mends) else {
            return Ok(None);
        };
        let losses = self.ledger(standing);
        let findings = docx::Findings { standing, losses: &losses, mends: &mends };
        docx::letter(docx::Writer { report: self, office }, &findings).map(Some)
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
