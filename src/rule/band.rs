//! Bands: points by where a value falls. Every bound says whether it belongs.

use schemars::JsonSchema;
use serde::Deserialize;

use super::value::Domain;
use crate::document::At;
use crate::fault::Place;
use crate::language::{Message, Term};
use crate::quantity::Exact;

/// One band: `from` ≥, `above` >, `to` ≤, `below` <; an end that is not written is open.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Band {
    /// ≥
    pub from: Option<At<Exact>>,
    /// >
    pub above: Option<At<Exact>>,
    /// ≤
    pub to: Option<At<Exact>>,
    /// <
    pub below: Option<At<Exact>>,
    /// Points in this band.
    pub points: At<Exact>,
}

/// The four bounds of a band or a tier.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bounds {
    pub from: Option<Exact>,
    pub above: Option<Exact>,
    pub to: Option<Exact>,
    pub below: Option<Exact>,
}

impl Bounds {
    pub fn hold(&self, value: &Exact) -> bool {
        self.from.as_ref().is_none_or(|bound| value >= bound)
            && self.above.as_ref().is_none_or(|bound| value > bound)
            && self.to.as_ref().is_none_or(|bound| value <= bound)
            && self.below.as_ref().is_none_or(|bound| value < bound)
    }

    /// The bounds as people write them: `từ 70 đến 90`.
    pub fn said(&self) -> Term {
        let bound = |name, at: &Exact| Term::from(Message::new(name).with("at", at));
        let low = self.from.as_ref().map(|at| bound("bound-from", at));
        let low = low.or_else(|| self.above.as_ref().map(|at| bound("bound-above", at)));
        let high = self.to.as_ref().map(|at| bound("bound-to", at));
        let high = high.or_else(|| self.below.as_ref().map(|at| bound("bound-below", at)));
        match (low, high) {
            (Some(low), Some(high)) => {
                Message::new("bound-both").with("low", low).with("high", high).into()
            }
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => Message::new("bound-none").into(),
        }
    }

    pub fn ends(&self) -> impl Iterator<Item = &Exact> {
        [&self.from, &self.above, &self.to, &self.below].into_iter().flatten()
    }

    /// How the bounds contradict each other, if they do.
    pub fn contradict(&self) -> Option<Message> {
        if (self.from.is_some() && self.above.is_some())
            || (self.to.is_some() && self.below.is_some())
        {
            return Some(Message::new("bounds-twice"));
        }
        let (low, high) = (
            self.from.as_ref().or(self.above.as_ref())?,
            self.to.as_ref().or(self.below.as_ref())?,
        );
        (low > high).then(|| Message::new("bounds-crossed").with("low", low).with("high", high))
    }
}

impl Band {
    /// The place of its last bound; of its points when it has none.
    pub fn place(&self) -> &Place {
        [&self.below, &self.to, &self.above, &self.from]
            .into_iter()
            .flatten()
            .next()
            .unwrap_or(&self.points)
            .place()
    }

    pub fn bounds(&self) -> Bounds {
        let bound = |at: &Option<At<Exact>>| at.as_ref().map(|at| (**at).clone());
        Bounds {
            from: bound(&self.from),
            above: bound(&self.above),
            to: bound(&self.to),
            below: bound(&self.below),
        }
    }

    pub fn holds(&self, value: &Exact) -> bool {
        self.from.as_ref().is_none_or(|bound| *value >= **bound)
            && self.above.as_ref().is_none_or(|bound| *value > **bound)
            && self.to.as_ref().is_none_or(|bound| *value <= **bound)
            && self.below.as_ref().is_none_or(|bound| *value < **bound)
    }
}

/// Values that decide whether bounds cover a domain: every bound, the middle between neighbours, and beyond both ends.
/// Whatever holds at all of them holds everywhere, since nothing changes in between.
pub(crate) fn probes(bounds: &[Bounds], domain: &Domain) -> Vec<Exact> {
    let mut ends: Vec<Exact> = bounds.iter().flat_map(Bounds::ends).cloned().collect();
    ends.extend(domain.least.clone());
    ends.extend(domain.most.clone());
    ends.sort();
    ends.dedup();
    let (Some(first), Some(last)) = (ends.first(), ends.last()) else {
        return vec![Exact::ZERO];
    };
    let mut probes = vec![first - &Exact::ONE, last + &Exact::ONE];
    if domain.whole {
        for end in &ends {
            let floor = Exact::whole(end.floor().unwrap_or_default());
            probes.extend([&floor - &Exact::ONE, floor.clone(), &floor + &Exact::ONE]);
        }
    } else {
        for pair in ends.windows(2) {
            if let [low, high] = pair {
                probes.extend((low + high).over(&Exact::whole(2)));
            }
        }
        probes.extend(ends);
    }
    probes.retain(|probe| domain.holds(probe));
    probes.sort();
    probes.dedup();
    probes
}
