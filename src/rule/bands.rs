//! `bands`: points by the band a value falls in. Source: QĐ 1880/QĐ-UBND Cà Mau (2013), mục 1.1.4.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Kind;
use super::band::{Band, Bounds, probes};
use super::binding::{Binder, Proof, Range, Record};
use super::facts::{Cause, Facts, Outcome, Trace};
use super::lowered::{Counting, Cuts, Lowered, Reading};
use super::value::{Domain, Value};
use super::worded::{earns, parted};
use crate::document::list;
use crate::fault::Fault;
use crate::formula::{Formula, Steps, when};
use crate::language::{Message, Term};
use crate::quantity::Exact;

/// Points by the band a value falls in.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Bands {
    /// The value.
    pub of: Value,
    /// The bands; they cover every possible value, once.
    #[serde(deserialize_with = "list")]
    pub award: Vec<Band>,
}

impl Kind for Bands {
    const CAUSE: Cause = Cause::Below;

    fn bind(&mut self, binder: &mut Binder<'_>) {
        self.of.bind(binder);
        bind_bands(&self.award, binder);
    }

    fn prove(&self, proof: &mut Proof<'_>) -> Range {
        self.of.prove(proof);
        prove_bands(&self.award, &self.of.domain(), |value| self.of.witness(value), proof)
    }

    fn lower(&self, counting: &Counting<'_>) -> Option<Lowered> {
        steps(&self.award, self.of.lower(counting)?, counting)
    }

    fn judge<T: Trace>(&self, facts: &Facts<'_>, _: &Exact, trace: &mut T) -> Outcome {
        let value = self.of.read(facts, trace)?;
        let band = in_band(&self.award, &value);
        trace.tell(|| {
            said(Message::new("step-band").with("value", self.of.said(facts)), &value, band)
        });
        Ok(band.map_or(Exact::ZERO, |band| (*band.points).clone()))
    }

    fn values(&self) -> Vec<&Value> {
        vec![&self.of]
    }

    fn worded(&self, _: &Exact) -> Message {
        let message = Message::new("rule-bands").with("value", self.of.worded());
        message.with("bands", bands_worded(&self.award))
    }

    fn formula(&self, steps: &mut Steps, _: &Exact) -> Formula {
        let value = self.of.formula(steps);
        let compared = compared(&self.of, &value, steps);
        steps.given(&[value], bands_formula(&self.award, &compared))
    }
}

/// No band's bounds may contradict each other.
pub(super) fn bind_bands(bands: &[Band], binder: &mut Binder<'_>) {
    for band in bands {
        if let Some(why) = band.bounds().contradict() {
            binder.bounds(why, Some(band.place()));
        }
    }
}

/// The band written first that holds the value; none where an accepted text leaves a gap.
pub(super) fn in_band<'a>(bands: &'a [Band], value: &Exact) -> Option<&'a Band> {
    bands.iter().find(|band| band.holds(value))
}

/// The bands as steps.
pub(super) fn steps(bands: &[Band], reading: Reading, counting: &Counting<'_>) -> Option<Lowered> {
    let points =
        |value: &Exact| in_band(bands, value).map_or(Exact::ZERO, |band| (*band.points).clone());
    let bounds: Vec<Bounds> = bands.iter().map(Band::bounds).collect();
    let ends = bounds.iter().flat_map(Bounds::ends).cloned().collect();
    Cuts::of(counting, reading, ends, points).map(Lowered::Cuts)
}

/// The bands and what they earn, in words.
pub(super) fn bands_worded(bands: &[Band]) -> Term {
    parted(bands.iter().map(|band| earns(band.bounds().said(), &band.points)))
}

/// The points of the first band that holds a value ready to be compared.
pub(super) fn bands_formula(bands: &[Band], value: &Formula) -> Formula {
    let otherwise = |rest: Formula, band: &Band| {
        when(band.bounds().formula(value), (&*band.points).into(), rest)
    };
    bands.iter().rev().fold(Formula::zero(), otherwise)
}

/// A cell of the value ready to be compared; a gap stays one.
pub(super) fn compared(of: &Value, value: &Formula, steps: &mut Steps) -> Formula {
    let compared = steps.compared(value.clone());
    if compared == *value {
        return compared;
    }
    let compared = steps.given(std::slice::from_ref(value), compared);
    steps.add(Message::new("rule-compared").with("value", of.worded()), compared)
}

pub(super) fn said(step: Message, figure: &Exact, band: Option<&Band>) -> Message {
    let step = step.with("figure", figure);
    match band {
        Some(band) => step.with("band", band.bounds().said()).with("points", &*band.points),
        None => step.with("band", Message::new("no-band")).with("points", Exact::ZERO),
    }
}

/// Proves that the bands cover the domain without gap or overlap and that each can be reached; tells what they award.
pub(super) fn prove_bands(
    bands: &[Band],
    domain: &Domain,
    witness: impl Fn(&Exact) -> Record,
    proof: &mut Proof<'_>,
) -> Range {
    let bounds: Vec<Bounds> = bands.iter().map(Band::bounds).collect();
    let mut reached = vec![false; bands.len()];
    let mut awards: Vec<(Exact, Exact)> = Vec::new();
    let mut gaps = Vec::new();
    let mut overlaps: Vec<(Exact, usize, usize)> = Vec::new();
    for probe in probes(&bounds, domain) {
        let mut holding =
            (0..bands.len()).filter(|k| bounds.get(*k).is_some_and(|bounds| bounds.hold(&probe)));
        let (first, second) = (holding.next(), holding.next());
        if let Some(first) = first.and_then(|k| reached.get_mut(k)) {
            *first = true;
        }
        let points = first.and_then(|k| bands.get(k)).map(|band| (*band.points).clone());
        awards.push((probe.clone(), points.unwrap_or_default()));
        match (first, second) {
            (None, _) => gaps.push(probe),
            (Some(a), Some(b)) if !overlaps.iter().any(|(_, c, d)| (a, b) == (*c, *d)) => {
                overlaps.push((probe, a, b))
            }
            _ => {}
        }
    }
    let place = |k: usize| bands.get(k).map_or(proof.place, Band::place).clone();
    let mut found = Vec::new();
    if let Some(gap) = gaps.first() {
        found.push((Fault::new("bands-gap", &place(0)).with("at", gap), witness(gap)));
    }
    for (at, a, b) in &overlaps {
        let points = |k: &usize| bands.get(*k).map_or(Exact::ZERO, |band| (*band.points).clone());
        let fault = Fault::new("bands-overlap", &place(*b)).with("at", at);
        found.push((fault.with("first", points(a)).with("second", points(b)), witness(at)));
    }
    for (k, _) in reached.iter().enumerate().filter(|(_, reached)| !**reached) {
        let fault = Fault::new("band-unreachable", &place(k));
        found.push((fault.with("band", bounds.get(k).map_or("".into(), Bounds::said)), Vec::new()));
    }
    if let Some((fault, at)) = not_monotone(&awards, proof) {
        let place = in_band(bands, &at).map_or(proof.place, Band::place);
        found.push((fault.at(place), witness(&at)));
    }
    for (fault, record) in found {
        proof.find(fault, record);
    }
    Range::of_points(awards.iter().map(|(probe, points)| (points, witness(probe))))
}

/// Where points fall although the value gets better.
pub(super) fn not_monotone(awards: &[(Exact, Exact)], proof: &Proof<'_>) -> Option<(Fault, Exact)> {
    let rising = proof.better?;
    let worse = awards.windows(2).find_map(|pair| match pair {
        [(_, before), (at, after)] if (rising && after < before) || (!rising && after > before) => {
            Some((at, before, after))
        }
        _ => None,
    })?;
    let (at, before, after) = worse;
    let fault = Fault::new("not-monotone", proof.place)
        .with("at", at)
        .with("first", before)
        .with("second", after);
    Some((fault, at.clone()))
}
