//! What a change of figures or rules does: who moves, in points, tier and rank.

use crate::quantity::Exact;
use crate::standings::{Standing, Standings};

/// The agencies that a change moves, in the order of the standings after it.
#[derive(Clone, Debug)]
pub struct Effect {
    /// One per agency that moves.
    pub moved: Vec<Moved>,
    /// How many are assessed.
    pub of: usize,
}

/// One agency before and after a change.
#[derive(Clone, Debug)]
pub struct Moved {
    /// Where it stood; nothing for one that was not assessed.
    pub before: Option<Standing>,
    /// Where it stands.
    pub after: Standing,
}

impl Effect {
    /// Who stands elsewhere in `after` than in `before`. Nobody does where nothing changed.
    #[must_use]
    pub fn between(before: &Standings, after: &Standings) -> Self {
        let pair = |after: &Standing| Moved {
            before: before.of(&after.agency.code).cloned(),
            after: after.clone(),
        };
        let all = after.standings.iter().map(pair);
        Self {
            moved: all.filter(Moved::moves).collect(),
            of: after.standings.len(),
        }
    }
}

impl Moved {
    /// Points more.
    #[must_use]
    pub fn points(&self) -> Exact {
        let before = self
            .before
            .as_ref()
            .map(|before| before.points.exact().clone());
        self.after.points.exact() - &before.unwrap_or_default()
    }

    fn moves(&self) -> bool {
        let seen = |standing: &Standing| {
            let Standing {
                points,
                max,
                percent,
                tier,
                rank,
                ..
            } = standing.clone();
            (points, max, percent, tier, rank)
        };
        self.before.as_ref().map(seen) != Some(seen(&self.after))
    }
}
