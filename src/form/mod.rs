//! Criteria, Evidence -> Form: the workbook in which an agency scores itself, with formulas that follow its figures.

mod entry;
mod further;
mod identity;
mod known;
mod lane_cells;
pub mod layout;
mod outcome;
mod placed;
mod sheet;
mod style;
mod summary;
mod sums;
mod tiers;
mod working;
mod working_sheet;

use rust_xlsxwriter::{Workbook, XlsxError};

use crate::agencies::Assessed;
use crate::code::{AgencyCode, PeerGroup};
use crate::criteria::Criteria;
use crate::evidence::Evidence;
use crate::fault::hint;
use crate::formula::{Formula, Value};
use crate::language::{Language, Message, Term, Text, localised};
use crate::plan::Plan;
use crate::quantity::Exact;
use crate::scores::Scores;
use crate::standings::Standings;
use known::Known;
pub use outcome::Outcome;
use placed::Placed;
use sheet::Sheet;
use style::Styles;
use working::Working;
use working_sheet::Names;

/// One agency's form for one set.
#[derive(Clone, Debug)]
pub struct Form<'a> {
    criteria: &'a Criteria,
    agency: Assessed,
    known: Known<'a>,
    /// Whether the quota of the peer group takes the agency's tier away.
    demoted: bool,
    language: Language,
}

/// What the sheets show of the working.
pub(crate) struct Shown<'a> {
    working: &'a Working,
    names: &'a Names<'a>,
    values: &'a [Value],
}

impl Shown<'_> {
    /// The formula that shows a cell of the working, and what it comes to.
    fn of(&self, formula: &Formula) -> (String, String) {
        let value = match formula {
            Formula::Cell(cell) => self.values.get(*cell).map(outcome::stored_text),
            formula => outcome::number(formula, self.values).map(|n| n.nearest_float().to_string()),
        };
        (self.names.elsewhere(formula), value.unwrap_or_default())
    }

    /// A node's points as they are printed.
    fn node(&self, k: usize) -> Option<(String, String)> {
        self.working.printed.get(k).map(|formula| self.of(formula))
    }
}

impl<'a> Form<'a> {
    /// The form of an agency of the register, with what its evidence says filled in, every lane in its cells; the
    /// formulas follow the agency's own figures.
    ///
    /// # Errors
    /// That the year has no such agency.
    pub fn of(
        criteria: &'a Criteria,
        evidence: &'a Evidence,
        agency: &AgencyCode,
        language: Language,
    ) -> Result<Self, Message> {
        let found = evidence.agencies().iter().enumerate().find(|(_, known)| known.code == *agency);
        let Some((row, assessed)) = found else {
            let known = evidence.agencies().iter().map(|known| known.code.as_str());
            let message = Message::new("no-such-agency").with("agency", agency.as_str());
            return Err(message.with("hint", hint(agency.as_str(), known)));
        };
        let known = Known::of(criteria, evidence, row);
        let demoted = criteria.group(&assessed.group).is_some_and(|group| group.quota.is_some())
            && known.evidence().is_some_and(|(own, _)| demoted(criteria, own, agency));
        Ok(Self { criteria, agency: assessed.clone(), known, demoted, language })
    }

    /// An empty form for an agency that no register names yet.
    ///
    /// # Errors
    /// That the set has several peer groups, so that only a register can say which is the agency's.
    pub fn blank(
        criteria: &'a Criteria,
        agency: &AgencyCode,
        language: Language,
    ) -> Result<Self, Message> {
        let [group] = criteria.groups.as_slice() else {
            let groups = criteria.groups.iter().map(|group| Term::from(group.name.as_str()));
            let groups: Vec<Term> = groups.collect();
            return Err(Message::new("form-needs-register").with("groups", groups));
        };
        let agency = Assessed {
            code: agency.clone(),
            name: Text::same(agency.as_str()),
            group: PeerGroup::from(group.name.as_str()),
            unranked: None,
            submitted: false,
            self_scored: false,
        };
        Ok(Self { criteria, agency, known: Known::default(), demoted: false, language })
    }

    /// The workbook: the same form, the same bytes.
    ///
    /// # Errors
    /// What the library said.
    pub fn workbook(&self) -> Result<Vec<u8>, String> {
        self.written().map_err(|error| error.to_string())
    }

    fn written(&self) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        book.set_properties(&self.properties()?);
        let styles = Styles::new(self.criteria.display());
        let sheets = layout::sheets(self.criteria, self.language);
        let working = Working::of(self.criteria, &self.agency.group);
        let values = self.values(&working);
        let summary = self.language.say(&Message::new("form-summary"));
        let name = self.language.say(&Message::new("form-steps"));
        let names = Names::of(self, &sheets, &name, summary::demoted_cell(&summary));
        let shown = Shown { working: &working, names: &names, values: &values };
        let placed = Placed::of(&self.known, self.criteria);
        self.write_summary(&mut book, &styles, &shown, &placed)?;
        for filled in &sheets {
            let options = |k| self.options(k);
            let sheet = Sheet {
                form: self,
                filled,
                styles: &styles,
                shown: &shown,
                placed: &placed,
                options: &options,
                lines: std::cell::Cell::new(1),
            };
            sheet.write(&mut book)?;
        }
        self.write_further(&mut book, &styles, &placed)?;
        self.write_working(&mut book, &styles, &names, &working, &values)?;
        self.write_identity(&mut book)?;
        book.save_to_buffer()
    }

    fn said(&self, term: &Term) -> String {
        self.language.say(&Message::new("list").with("parts", term.clone()))
    }

    fn said_agency(&self) -> String {
        let name = self.agency.name.in_language(self.language);
        let said = Message::new("form-agency").with("agency", name);
        self.language.say(&said.with("code", self.agency.code.as_str()))
    }

    /// A figure as it is printed in the form's language.
    fn figure(&self, number: &Exact) -> String {
        localised(self.language, number.to_string())
    }
}

/// Whether the quota takes the agency's tier away: only all agencies together can tell.
fn demoted(criteria: &Criteria, evidence: &Evidence, agency: &AgencyCode) -> bool {
    let scores = Scores::award(&Plan::compile(criteria), evidence);
    let standings = Standings::rank(criteria, evidence, &scores);
    let reasons = standings.of(agency).map(|standing| &standing.tier_reasons);
    reasons.is_some_and(|reasons| reasons.iter().any(|reason| reason.name == "tier-quota"))
}
