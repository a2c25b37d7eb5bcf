//! The dated register of agencies: names, peer groups, mergers.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Deserialize;

use crate::calendar::Day;
use crate::code::{AgencyCode, PeerGroup};
use crate::document::{At, DecimalMark, Document, Pairs, list, year_named};
use crate::fault::{Fault, Faults, Place, hint};
use crate::language::Text;
use crate::quantity::Year;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Register {
    /// The agencies.
    #[serde(deserialize_with = "list")]
    agencies: Vec<AgencyForm>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AgencyForm {
    /// Stable; what evidence refers to.
    code: At<String>,
    /// Name.
    name: Text,
    /// Peer group.
    group: At<String>,
    /// Its first day.
    since: Option<Day>,
    /// Its last day.
    until: Option<Day>,
    /// Where its work went.
    merged_into: Option<At<String>>,
    /// Names in earlier years.
    #[serde(default)]
    was_name: Pairs<Text>,
    /// Groups in earlier years.
    #[serde(default)]
    was_group: Pairs<At<String>>,
    /// Why it is scored but not ranked.
    unranked: Option<Text>,
}

/// One agency through the years.
#[derive(Clone, Debug)]
pub struct Agency {
    /// Stable; what evidence refers to.
    pub code: AgencyCode,
    /// What it is called now.
    pub name: Text,
    /// Who it is ranked with now.
    pub group: PeerGroup,
    /// Its first day.
    pub since: Option<Day>,
    /// Its last day.
    pub until: Option<Day>,
    /// Where its work went after its last day.
    pub merged_into: Option<AgencyCode>,
    /// Why it is scored but not ranked.
    pub unranked: Option<Text>,
    names: BTreeMap<Year, Text>,
    groups: BTreeMap<Year, (PeerGroup, Place)>,
    group_place: Place,
    place: Place,
}

/// An agency as it is assessed in one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessed {
    /// Its code.
    pub code: AgencyCode,
    /// What it is called that year.
    pub name: Text,
    /// Who it is ranked with that year.
    pub group: PeerGroup,
    /// Why it is scored but not ranked.
    pub unranked: Option<Text>,
    /// Whether it sent anything at all.
    pub submitted: bool,
    /// Whether it sent anything for an item that it scores itself.
    pub self_scored: bool,
}

/// All agencies, in the order of the register.
#[derive(Clone, Debug, Default)]
pub struct Agencies(Vec<Agency>);

impl Agencies {
    /// Reads a register; what is wrong in it goes to `faults`.
    pub(crate) fn parse(file: &str, bytes: &[u8], faults: &mut Faults) -> Option<Self> {
        let register: Register =
            Document::parse(file, bytes, faults)?.read(DecimalMark::Point, faults)?;
        let agencies: Vec<Agency> =
            register.agencies.iter().map(|form| agency(form, faults)).collect();
        let mut known = BTreeSet::new();
        for agency in agencies.iter().filter(|agency| !known.insert(agency.code.as_str())) {
            faults.add(
                Fault::new("repeated-agency", &agency.place).with("agency", agency.code.as_str()),
            );
        }
        for successor in register.agencies.iter().filter_map(|form| form.merged_into.as_ref()) {
            if !known.contains(successor.as_str()) {
                let fault = Fault::new("unknown-successor", successor.place())
                    .with("agency", successor.as_str());
                faults.add(fault.with("hint", hint(successor, known.iter().copied())));
            }
        }
        Some(Self(agencies))
    }

    /// Those that exist on 31 December of `year`, as they were then.
    #[must_use]
    pub fn in_year(&self, year: Year) -> Vec<Assessed> {
        self.0
            .iter()
            .filter(|agency| agency.exists_in(year))
            .map(|agency| agency.assessed(year))
            .collect()
    }

    /// The agency with this code, in whatever year.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&Agency> {
        self.0.iter().find(|agency| agency.code.as_str() == code)
    }

    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Agency> {
        self.0.iter()
    }
}

fn agency(form: &AgencyForm, faults: &mut Faults) -> Agency {
    let peers = |group: &At<String>| (PeerGroup::from(group.as_str()), group.place().clone());
    let (group, group_place) = peers(&form.group);
    let names = form
        .was_name
        .iter()
        .filter_map(|(year, name)| Some((year_named(year, faults)?, name.clone())))
        .collect();
    let groups = form
        .was_group
        .iter()
        .filter_map(|(year, group)| Some((year_named(year, faults)?, peers(group))))
        .collect();
    Agency {
        code: AgencyCode::from(form.code.as_str()),
        name: form.name.clone(),
        group,
        since: form.since,
        until: form.until,
        merged_into: form.merged_into.as_ref().map(|code| AgencyCode::from(code.as_str())),
        unranked: form.unranked.clone(),
        names,
        groups,
        group_place,
        place: form.code.place().clone(),
    }
}

impl Agency {
    /// Whether it exists on 31 December of `year`.
    #[must_use]
    pub fn exists_in(&self, year: Year) -> bool {
        let Some(last) = Day::parse(&format!("{:04}-12-31", year.0)) else {
            return false;
        };
        self.since.is_none_or(|since| since <= last) && self.until.is_none_or(|until| until >= last)
    }

    /// What it was called in `year`.
    #[must_use]
    pub fn name_in(&self, year: Year) -> &Text {
        self.names.range(year..).next().map_or(&self.name, |(_, name)| name)
    }

    fn assessed(&self, year: Year) -> Assessed {
        Assessed {
            code: self.code.clone(),
            name: self.name_in(year).clone(),
            group: self.group_in(year).0.clone(),
            unranked: self.unranked.clone(),
            submitted: false,
            self_scored: false,
        }
    }

    /// Who it was ranked with in `year`, and where the register says so.
    pub(crate) fn group_in(&self, year: Year) -> (&PeerGroup, &Place) {
        let then = self.groups.range(year..).next().map(|(_, (group, place))| (group, place));
        then.unwrap_or((&self.group, &self.group_place))
    }
}
