//! Some agencies of a bundled year, some of their evidence, drawn at random and always the same.

use par_index::AgencyCode;
use par_index::quantity::Exact;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};

use super::year::{Line, Scored, Year, years};
use crate::bundled::shuffled;

/// Some agencies of a bundled year, and a number to draw the rest from.
#[derive(Clone, Debug)]
pub struct Draw {
    year: usize,
    pub agencies: Vec<String>,
    pub seed: u64,
}

impl Draw {
    pub fn year(&self) -> &'static Year {
        &years()[self.year]
    }

    pub fn lines(&self) -> Vec<Line> {
        self.year().lines_of(&self.agencies)
    }

    /// The evidence with one line in eight left out.
    pub fn with_gaps(&self) -> Vec<Line> {
        let lines = shuffled(self.lines(), self.seed);
        lines.into_iter().enumerate().filter(|(k, _)| k % 8 > 0).map(|(_, line)| line).collect()
    }

    pub fn scored(&self, lines: &[Line]) -> Scored {
        self.year().scored(&self.agencies, lines, None).unwrap_or_else(|faults| panic!("{faults}"))
    }
}

fn draws() -> impl Strategy<Value = Draw> {
    let picks = (0..years().len(), prop::collection::vec(any::<Index>(), 2..6), any::<u64>());
    picks.prop_map(|(year, picks, seed)| {
        let mut agencies: Vec<String> =
            picks.iter().map(|pick| pick.get(&years()[year].agencies).clone()).collect();
        agencies.sort();
        agencies.dedup();
        Draw { year, agencies, seed }
    })
}

#[track_caller]
pub fn for_draws(cases: u32, holds: impl Fn(Draw) -> Result<(), TestCaseError>) {
    let config = Config {
        cases,
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..Config::default()
    };
    TestRunner::new(config).run(&draws(), holds).unwrap_or_else(|failure| panic!("{failure}"));
}

pub fn points(scored: &Scored, agency: &str, id: &str) -> (Exact, Exact) {
    let award = scored.scores.of(&AgencyCode::from(agency), id).unwrap();
    (award.points.exact().clone(), award.max.exact().clone())
}
