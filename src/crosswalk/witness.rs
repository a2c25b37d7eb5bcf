//! A record on which what was and what became of it do not award the same points: the clearest of those tried.

use std::sync::Arc;

use super::probe::{Side, is_same, records};
use crate::criteria::Node;
use crate::quantity::{Exact, Points};
use crate::rule::{Figure, Outcome};

/// A record on which two rules do not award the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// The figures by name; one not given is nothing.
    pub figures: Vec<(Arc<Figure>, Option<Exact>)>,
    /// What the earlier rules award together; nothing where they have no answer, or there are none.
    pub earlier: Option<Points>,
    /// What the later rules award together.
    pub later: Option<Points>,
}

/// The record on which the points of both sides lie farthest apart, the first of several; nothing where no record
/// tells them apart, or a rule reads what no record holds: means, ballots, last year's figures.
pub(super) fn witness(was: &[Side<'_>], is: &[Side<'_>]) -> Option<Witness> {
    let sides = || is.iter().chain(was);
    let own: Vec<Vec<Arc<Figure>>> = sides().map(Side::figures).collect::<Option<_>>()?;
    let mut figures: Vec<Arc<Figure>> = Vec::new();
    for figure in own.iter().flatten() {
        if !figures.iter().any(|known| is_same(known, figure)) {
            figures.push(Arc::clone(figure));
        }
    }
    let nodes: Vec<&Node> = sides().map(|side| side.node).collect();
    let year = is.first().or(was.first())?.criteria;
    let records = records(&figures, &nodes, year);
    let awards: Vec<Vec<Outcome>> = sides()
        .zip(&own)
        .map(|(side, own)| {
            let places: Vec<usize> =
                own.iter().filter_map(|figure| place(&figures, figure)).collect();
            let given: Vec<Arc<Figure>> =
                places.iter().filter_map(|k| figures.get(*k).cloned()).collect();
            let shortened: Vec<_> = records
                .iter()
                .map(|record| places.iter().map(|k| record.get(*k).cloned().flatten()).collect())
                .collect();
            side.awards(own, &given, &shortened, year.year)
        })
        .collect();
    let (later, earlier) = awards.split_at(is.len());
    let mut clearest: Option<(bool, Exact, usize)> = None;
    for k in 0..records.len() {
        let (before, now) = (together(earlier, k), together(later, k));
        let apart = &now.clone().unwrap_or_default() - &before.clone().unwrap_or_default();
        let apart = if apart.is_negative() { -&apart } else { apart };
        let both = before.is_some() && now.is_some();
        let clearer = |(of_both, most, _): &(bool, Exact, usize)| (both, &apart) > (*of_both, most);
        if !apart.is_zero() && clearest.as_ref().is_none_or(clearer) {
            clearest = Some((both, apart, k));
        }
    }
    let (_, _, k) = clearest?;
    Some(Witness {
        figures: figures.iter().cloned().zip(records.get(k)?.iter().cloned()).collect(),
        earlier: together(earlier, k).map(Points),
        later: together(later, k).map(Points),
    })
}

fn place(figures: &[Arc<Figure>], figure: &Figure) -> Option<usize> {
    figures.iter().position(|known| is_same(known, figure))
}

/// What several rules award together on the `k`-th record; nothing where one has no answer, or there are none.
fn together(awards: &[Vec<Outcome>], k: usize) -> Option<Exact> {
    let points: Option<Vec<&Exact>> =
        awards.iter().map(|outcomes| outcomes.get(k)?.as_ref().ok()).collect();
    points.filter(|points| !points.is_empty()).map(|points| points.into_iter().sum())
}
