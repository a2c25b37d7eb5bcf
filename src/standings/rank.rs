//! Places within a peer group, by the set's tie rule. Looks at exact figures, never at printed ones.

use std::cmp::Ordering;

use super::{Standing, by_source};
use crate::calendar::Calendar;
use crate::column::Column;
use crate::criteria::{Criteria, Group, Key, Then, TieRule};
use crate::evidence::{Decision, Evidence};
use crate::language::{Message, Text};
use crate::quantity::{Exact, Rank};
use crate::rule::Facts;
use crate::scores::{Tallies, Tally};

/// What decides a place: the basis, then the keys of the tie rule. More is better in each.
pub(crate) struct Claim {
    /// Percent or points; nothing stands behind all else.
    pub basis: Option<Exact>,
    /// The keys, in their order.
    pub keys: Vec<Option<Exact>>,
}

impl Claim {
    /// The order of two claims, the better first.
    pub fn against(&self, other: &Self) -> Ordering {
        other.basis.cmp(&self.basis).then_with(|| other.keys.cmp(&self.keys))
    }
}

/// Gives every member that can be ranked its place.
pub(super) fn rank(
    criteria: &Criteria,
    group: &Group,
    evidence: &Evidence,
    scores: &impl Tallies,
    members: &mut [&mut Standing],
) {
    let mut claims: Vec<(usize, Claim)> = Vec::new();
    for (k, member) in members.iter().enumerate().filter(|(_, member)| member.unranked.is_none()) {
        if let Some(basis) = member.basis(criteria.rank_by) {
            let tally = |node| scores.tally(member.row, node);
            let keys = group.keys(scores.figures(), member.row, &tally);
            claims.push((k, Claim { basis: Some(basis.clone()), keys }));
        }
    }
    claims.sort_by(|(_, a), (_, b)| a.against(b));
    let of = u32::try_from(claims.len()).unwrap_or(u32::MAX);
    let (mut place, mut start) = (1, 0);
    while start < claims.len() {
        let Some((_, first)) = claims.get(start) else {
            break;
        };
        let equal = |(_, claim): &&(usize, Claim)| first.against(claim).is_eq();
        let end = start + claims.iter().skip(start).take_while(equal).count();
        let mut tied: Vec<usize> =
            claims.get(start..end).unwrap_or_default().iter().map(|(k, _)| *k).collect();
        let decision = decided(group, evidence.decisions(), &tied, members);
        let by_keys = parted_by_keys(&claims, start, end);
        if let Some(decision) = decision {
            tied.sort_by_key(|k| position(decision, members.get(*k)));
        }
        for (nth, k) in tied.iter().enumerate() {
            let Some(member) = members.get_mut(*k) else {
                continue;
            };
            let step = if decision.is_some() { u32::try_from(nth).unwrap_or(u32::MAX) } else { 0 };
            member.rank = Some(Rank(place + step));
            member.tie = tie(group, decision, tied.len(), by_keys);
        }
        let taken = u32::try_from(end - start).unwrap_or(u32::MAX);
        place += if matches!(group.ties, TieRule::Dense) { 1 } else { taken };
        start = end;
    }
    members.iter_mut().for_each(|member| member.of = of);
}

impl Group {
    /// The keys that part a tie, for the agency at `row`; more is better in each.
    pub(crate) fn keys(
        &self,
        columns: &[Column],
        row: usize,
        tally: &dyn Fn(usize) -> Tally,
    ) -> Vec<Option<Exact>> {
        let TieRule::Keys(keys, _) = &self.ties else {
            return Vec::new();
        };
        let calendar = Calendar::default();
        let facts = Facts { columns, calendar: &calendar, row };
        keys.iter()
            .map(|(key, higher)| {
                let figure = match key {
                    Key::Fact(field) => facts.figure(field),
                    Key::Node(node) => {
                        let tally = tally(*node);
                        (!tally.max.exact().is_zero()).then_some(tally.points.0)
                    }
                };
                figure.map(|figure| if *higher { figure } else { -&figure })
            })
            .collect()
    }
}

/// The decision that orders all of those tied, where the set leaves ties to a person.
fn decided<'a>(
    group: &Group,
    decisions: &'a [Decision],
    tied: &[usize],
    members: &[&mut Standing],
) -> Option<&'a Decision> {
    let manual = matches!(&group.ties, TieRule::Keys(_, Then::Manual));
    let covers =
        |decision: &&Decision| tied.iter().all(|k| position(decision, members.get(*k)).is_some());
    decisions.iter().filter(|_| manual && tied.len() > 1).find(covers)
}

fn position(decision: &Decision, member: Option<&&mut Standing>) -> Option<usize> {
    let member = member?;
    decision.order.iter().position(|code| *code == member.agency.code)
}

/// Whether a neighbour has the same basis, so that keys parted them.
fn parted_by_keys(claims: &[(usize, Claim)], start: usize, end: usize) -> bool {
    let basis = |k: usize| claims.get(k).and_then(|(_, claim)| claim.basis.as_ref());
    let before = start.checked_sub(1).is_some_and(|k| basis(k) == basis(start));
    before || basis(end).is_some_and(|next| Some(next) == basis(start))
}

fn tie(group: &Group, decision: Option<&Decision>, tied: usize, by_keys: bool) -> Option<Message> {
    if let Some(decision) = decision {
        let said =
            Message::new("tie-decided").with("by", &decision.by).with("reason", &decision.reason);
        return Some(said.with("source", by_source(&Text::same(&decision.source))));
    }
    match (&group.ties, tied > 1) {
        (TieRule::Keys(_, Then::Manual), true) => Some(Message::new("tie-undecided")),
        (_, true) => Some(Message::new("tie-shared")),
        (_, false) => by_keys.then(|| Message::new("tie-by-keys")),
    }
}
