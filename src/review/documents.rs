//! Documents that stand behind more than one claim, or that are not of the year.

use std::collections::BTreeMap;

use super::{Asked, Named};
use crate::calendar::Day;
use crate::code::AgencyCode;
use crate::evidence::{Reference, Source};
use crate::fault::Place;
use crate::language::Text;
use crate::standings::Standing;

/// One claim that a document stands behind.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The agency.
    pub agency: AgencyCode,
    /// Its name.
    pub name: Text,
    /// The item, or the node whose figures it proves.
    pub item: Named,
    /// The page or section, as cited there.
    pub page: String,
    /// Where the evidence cites it.
    pub place: Place,
}

/// A document behind several claims.
#[derive(Clone, Debug)]
pub struct UsedTwice {
    /// The document as first cited.
    pub document: Text,
    /// The claims, in the order of the standings and of the decision; two at least.
    pub claims: Vec<Claim>,
    /// Whether more than one agency uses it.
    pub shared: bool,
    /// Whether the same page, or none, is cited twice.
    pub same_page: bool,
}

/// A document of another year.
#[derive(Clone, Debug)]
pub struct OutsideYear {
    /// The document.
    pub document: Text,
    /// Its day.
    pub date: Day,
    /// Whether that is after the year; else before it.
    pub after: bool,
    /// The claim that it stands behind.
    pub claim: Claim,
}

/// Every document with every claim of these agencies that it stands behind.
fn cited(asked: &Asked<'_>, members: &[&Standing]) -> Vec<(Reference, Claim)> {
    let mut cited = Vec::new();
    for standing in members {
        for k in (1..asked.criteria.nodes.len()).filter(|k| asked.is_claimed(*k)) {
            for source in own_sources(asked, standing.row, k) {
                let claim = asked.named(k).map(|item| Claim {
                    agency: standing.agency.code.clone(),
                    name: standing.agency.name.clone(),
                    item,
                    page: source.document.as_ref().map_or_else(String::new, |of| of.page.clone()),
                    place: source.place.clone(),
                });
                cited.extend(source.document.clone().zip(claim));
            }
        }
    }
    cited
}

/// What the figures that a node itself declares rest on: a figure that several items read is claimed once.
fn own_sources(asked: &Asked<'_>, row: usize, node: usize) -> Vec<Source> {
    let id = asked.criteria.nodes.get(node).map(|node| &node.id);
    let figures = asked.criteria.figures.iter().filter(|figure| figure.item.as_ref() == id);
    let slots: Vec<usize> =
        figures.flat_map(|figure| figure.slot..figure.slot + figure.width()).collect();
    asked.evidence.sources(row, node, &slots)
}

/// Documents behind more than one claim: those that several agencies use first, then the same page twice, then the
/// order of their first claim.
pub(super) fn used_twice(asked: &Asked<'_>, members: &[&Standing]) -> Vec<UsedTwice> {
    let mut documents: BTreeMap<(String, Option<Day>), usize> = BTreeMap::new();
    let mut found: Vec<(Reference, Vec<Claim>)> = Vec::new();
    for (document, claim) in cited(asked, members) {
        let number = plain(&document.number);
        if number.is_empty() {
            continue;
        }
        let at = *documents.entry((number, document.date)).or_insert(found.len());
        match found.get_mut(at) {
            Some((_, claims)) => claims.push(claim),
            None => found.push((document, vec![claim])),
        }
    }
    let used = |(document, mut claims): (Reference, Vec<Claim>)| {
        let alike = |a: &Claim, b: &Claim| a.agency == b.agency && a.item.id == b.item.id;
        claims.dedup_by(|b, a| alike(a, b));
        let first = claims.first()?;
        let shared = claims.iter().any(|claim| claim.agency != first.agency);
        let pages: Vec<String> = claims.iter().map(|claim| plain(&claim.page)).collect();
        let again =
            |(k, page): (usize, &String)| pages.iter().skip(k + 1).any(|other| other == page);
        let same_page = pages.iter().enumerate().any(again);
        (claims.len() > 1).then(|| UsedTwice {
            document: Reference { page: String::new(), ..document }.said(),
            claims,
            shared,
            same_page,
        })
    };
    let mut used: Vec<UsedTwice> = found.into_iter().filter_map(used).collect();
    used.sort_by_key(|row| (!row.shared, !row.same_page));
    used
}

/// Documents dated before the first or after the last day of the assessment year.
pub(super) fn outside_year(asked: &Asked<'_>, members: &[&Standing]) -> Vec<OutsideYear> {
    let year = asked.criteria.year.0;
    let outside = |(document, claim): (Reference, Claim)| {
        let date = document.date.filter(|date| date.year() != year)?;
        let after = date.year() > year;
        Some(OutsideYear { document: document.said(), date, after, claim })
    };
    cited(asked, members).into_iter().filter_map(outside).collect()
}

/// A text without what does not tell documents apart: case and blanks.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
