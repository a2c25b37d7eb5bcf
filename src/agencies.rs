//! The dated register of agencies: names, peer groups, mergers.

use std::collections::{BTreeMap, HashSet};

use schemars::JsonSchema;
use serde::Deserialize;

use crate::calendar::Day;
use crate::code::{AgencyCode, PeerGroup};
use crate::document::{At, DecimalMark, Document, Pairs, list, year_named};
use crate::fault::{Fault, Faults, Place, hint};
use crate::language::Text;
use crate::quantity::{Exact, Year};

#[derive(Default, Deserialize, JsonSchema)]
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
    /// Those that its work was divided among.
    #[serde(default, deserialize_with = "list")]
    split_into: Vec<At<String>>,
    /// What stands for it in years before it was formed.
    back_cast: Option<BackCast>,
    /// How much it counts where its results are pooled with others'.
    weight: Option<At<Exact>>,
    /// Names in earlier years.
    #[serde(default)]
    was_name: Pairs<Text>,
    /// Groups in earlier years.
    #[serde(default)]
    was_group: Pairs<At<String>>,
    /// Why it is scored but not ranked.
    unranked: Option<Text>,
}

/// What stands for an agency in years before others were merged into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BackCast {
    /// The points and maxima of all that it was formed of, added up and brought to the scale of one agency.
    Sum,
    /// The same, each with its weight.
    Weighted,
    /// Its own results alone.
    SuccessorOnly,
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
    /// Those that its work was divided among after its last day.
    pub split_into: Vec<AgencyCode>,
    /// What stands for it in years before others were merged into it, where that is declared.
    pub back_cast: Option<BackCast>,
    /// How much it counts where its results are pooled with others'.
    pub weight: Option<Exact>,
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
        let document = Document::parse(file, bytes, faults)?;
        let mark = DecimalMark::Point;
        let mut found = Faults::default();
        let forms = match document.read_long_list("agencies", mark, &mut found) {
            Some(forms) => forms,
            None => document.read::<Register>(mark, &mut found).unwrap_or_default().agencies,
        };
        let is_faulty = found.is_faulty();
        faults.join(found);
        if is_faulty {
            return None;
        }
        let agencies: Vec<Agency> = forms.iter().map(|form| agency(form, faults)).collect();
        let mut known = HashSet::new();
        for agency in agencies.iter().filter(|agency| !known.insert(agency.code.as_str())) {
            faults.add(
                Fault::new("repeated-agency", &agency.place).with("agency", agency.code.as_str()),
            );
        }
        let after = |form: &'_ AgencyForm| {
            form.merged_into.iter().chain(&form.split_into).cloned().collect::<Vec<_>>()
        };
        for successor in forms.iter().flat_map(after) {
            if !known.contains(successor.as_str()) {
                let fault = Fault::new("unknown-successor", successor.place())
                    .with("agency", successor.as_str());
                let codes = agencies.iter().map(|agency| agency.code.as_str());
                faults.add(fault.with("hint", hint(&successor, codes)));
            }
        }
        let agencies = Self(agencies);
        agencies.check_weights(&forms, faults);
        Some(agencies)
    }

    /// Weights are above nought, and every agency that a weighted past is made of has one.
    fn check_weights(&self, forms: &[AgencyForm], faults: &mut Faults) {
        let weighted: Vec<&Agency> =
            self.iter().filter(|agency| agency.back_cast == Some(BackCast::Weighted)).collect();
        for form in forms {
            let needs = weighted.iter().any(|agency| {
                let past = |past: &&Agency| past.became(&agency.code);
                let of = self.get(&form.code).is_some_and(|known| past(&known));
                let went_on = || {
                    let ends = self.iter().filter(past).map(|past| past.until);
                    ends.into_iter().any(|until| {
                        until.zip(agency.since).is_none_or(|(until, since)| since <= until)
                    })
                };
                of || agency.code.as_str() == form.code.as_str() && went_on()
            });
            let bad = match &form.weight {
                Some(weight) => (**weight <= Exact::ZERO).then(|| weight.place()),
                None => needs.then(|| form.code.place()),
            };
            if let Some(place) = bad {
                faults.add(Fault::new("weight-bad", place).with("agency", form.code.as_str()));
            }
        }
    }

    /// The agencies whose results of `year`, with these shares of one, stand for the agency `code` in that year; none
    /// where nothing is declared, or its own results do.
    #[must_use]
    pub fn back_cast(&self, code: &AgencyCode, year: Year) -> Vec<(AgencyCode, Exact)> {
        let declared = self.get(code.as_str()).and_then(|agency| agency.back_cast);
        let Some(how) = declared.filter(|how| *how != BackCast::SuccessorOnly) else {
            return Vec::new();
        };
        let weight = |agency: &Agency| match how {
            BackCast::Weighted => agency.weight.clone().unwrap_or(Exact::ONE),
            BackCast::Sum | BackCast::SuccessorOnly => Exact::ONE,
        };
        let there = self.iter().filter(|agency| agency.exists_in(year));
        let past: Vec<&Agency> =
            there.filter(|agency| agency.code == *code || agency.became(code)).collect();
        let all: Vec<Exact> = past.iter().map(|agency| weight(agency)).collect();
        let all: Exact = all.iter().sum();
        let share = |agency: &&Agency| Some((agency.code.clone(), weight(agency).over(&all)?));
        past.iter().filter_map(share).collect()
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
        split_into: form.split_into.iter().map(|code| AgencyCode::from(code.as_str())).collect(),
        back_cast: form.back_cast,
        weight: form.weight.as_ref().map(|weight| (**weight).clone()),
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

    /// Whether its work went to `code`, in whole or in part.
    fn became(&self, code: &AgencyCode) -> bool {
        self.merged_into.as_ref() == Some(code) || self.split_into.contains(code)
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

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    fn register(odd: [&str; 2]) -> String {
        let mut text = String::from("agencies:\n");
        for k in 0..3000 {
            let odd = if k % 900 == 0 { odd[k / 900 % 2] } else { "" };
            writeln!(text, "  - {{ code: \"{k}\", name: Sở {k}, group: all{odd} }}").unwrap();
        }
        text
    }

    /// The agencies' codes and what was told.
    fn parsed(text: &str) -> (Option<Vec<String>>, Vec<String>) {
        let mut faults = Faults::default();
        let agencies = Agencies::parse("f.yaml", text.as_bytes(), &mut faults);
        let codes = agencies.map(|all| all.iter().map(|agency| agency.code.to_string()).collect());
        let told = faults.iter().map(|fault| format!("{} {fault:?}", fault.place));
        (codes, told.collect())
    }

    #[test]
    fn a_long_register_is_read_as_a_short_one() {
        let sound = [
            (["", ""], 0),
            ([", since: 2020-01-01", ", merged_into: \"7\""], 0),
            ([", split_into: [nobody]", ", weight: 0"], 4),
        ];
        for (odd, faults) in sound {
            let (codes, told) = parsed(&register(odd));
            assert_eq!((codes.map(|codes| codes.len()), told.len()), (Some(3000), faults));
        }
        let (codes, told) = parsed(&register([", sinse: 2020-01-01", ", since: 2020-13-01"]));
        assert_eq!((codes, told.len()), (None, 4));
        // with one more key it is read whole
        let whole = register([", sinse: 2020-01-01", ", since: 2020-13-01"]) + "nothing: 1\n";
        let (_, mut told_whole) = parsed(&whole);
        told_whole.retain(|fault| !fault.contains("nothing"));
        assert_eq!(told, told_whole);
    }
}
