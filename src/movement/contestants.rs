//! Who stands in the tables between two years: everyone as published, and those with a declared past.

use super::Assessment;
use super::facts::Rows;
use crate::code::{AgencyCode, PeerGroup};
use crate::quantity::{Exact, Points};
use crate::scores::Tally;
use crate::standings::Standings;

/// Whoever stands in a table: an agency as published, or one whose earlier results are made of several.
pub(super) struct Contestant {
    pub code: AgencyCode,
    /// Rows in both years' evidence, and the share with which they count.
    pub parts: Vec<(AgencyCode, Rows, Exact)>,
    pub group: [Option<PeerGroup>; 2],
    pub ranked: [bool; 2],
    /// Contestants that are not in its table, because it stands for them.
    pub replaces: Vec<usize>,
}

impl Contestant {
    /// The tallies of a contestant: those of its parts by their shares.
    pub fn pooled(&self, tallies: impl Iterator<Item = Vec<Tally>>) -> Vec<Tally> {
        let mut all: Vec<Tally> = Vec::new();
        for ((_, _, share), part) in self.parts.iter().zip(tallies) {
            if self.parts.len() == 1 {
                return part;
            }
            all.resize_with(part.len(), Tally::default);
            for (sum, tally) in all.iter_mut().zip(part) {
                sum.points = Points(sum.points.exact() + &(tally.points.exact() * share));
                sum.max = Points(sum.max.exact() + &(tally.max.exact() * share));
            }
        }
        all
    }
}

/// Everyone of either year as published, then those with a declared past.
pub(super) fn contestants(
    sides: &[Assessment<'_>; 2],
    standings: &[Standings; 2],
) -> Vec<Contestant> {
    let [earlier, later] = sides;
    let row = |side: &Assessment<'_>, code: &AgencyCode| {
        side.evidence.agencies().iter().position(|agency| agency.code == *code)
    };
    let rows = |code: &AgencyCode| [row(earlier, code), row(later, code)];
    let of = |code: &AgencyCode| standings.each_ref().map(|standings| standings.of(code).cloned());
    let mut all: Vec<Contestant> = Vec::new();
    let years = sides.iter().flat_map(|side| side.evidence.agencies());
    for code in years.map(|agency| &agency.code) {
        if all.iter().any(|known| known.code == *code) {
            continue;
        }
        let standing = of(code);
        all.push(Contestant {
            code: code.clone(),
            parts: vec![(code.clone(), rows(code), Exact::ONE)],
            group: standing
                .each_ref()
                .map(|known| known.as_ref().map(|known| known.agency.group.clone())),
            ranked: standing.map(|known| known.is_some_and(|known| known.rank.is_some())),
            replaces: Vec::new(),
        });
    }
    for agency in later.evidence.agencies() {
        let past = later.evidence.register().back_cast(&agency.code, earlier.criteria.year);
        let parts: Vec<(AgencyCode, Rows, Exact)> = past
            .into_iter()
            .map(|(code, share)| {
                let rows = [row(earlier, &code), row(later, &agency.code)];
                (code, rows, share)
            })
            .collect();
        if parts.is_empty() || parts.iter().any(|(_, [before, _], _)| before.is_none()) {
            continue;
        }
        let stands_for = |known: &Contestant| {
            known.code == agency.code || parts.iter().any(|(code, ..)| *code == known.code)
        };
        let replaces = all.iter().enumerate().filter(|(_, known)| stands_for(known));
        let replaces: Vec<usize> = replaces.map(|(k, _)| k).collect();
        let ranked = of(&agency.code).map(|known| known.is_some_and(|known| known.rank.is_some()));
        let [_, ranked_now] = ranked;
        let group = Some(agency.group.clone());
        let ranked_then = parts.iter().any(|(code, ..)| {
            let before = standings.first().and_then(|standings| standings.of(code));
            before
                .is_some_and(|before| before.rank.is_some() && before.agency.group == agency.group)
        });
        all.push(Contestant {
            code: agency.code.clone(),
            parts,
            group: [group.clone(), group],
            ranked: [ranked_then, ranked_now],
            replaces,
        });
    }
    let backs: Vec<usize> = all
        .iter()
        .enumerate()
        .filter(|(_, one)| !one.replaces.is_empty())
        .map(|(k, _)| k)
        .collect();
    for one in &mut all {
        one.replaces.extend(&backs);
    }
    all
}
