//! Criteria × Criteria -> Crosswalk: how one year's items became another's, and how many points can be compared.
//!
//! `written` is the YAML that a person confirms, `draft` proposes it, `check` proves it, `probe` tells rules apart,
//! `chain` joins years.

mod chain;
mod check;
mod draft;
mod probe;
mod source;
mod witness;
mod written;

use std::path::Path;

use crate::code::ItemCode;
use crate::criteria::{Criteria, Role};
use crate::fault::{Fault, Faults, Place};
use crate::language::{Language, Message};
use crate::quantity::{Exact, Percent, Points, Year};
use probe::{Side, Verdict};
pub use witness::Witness;

/// How the items of one year became those of a later one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crosswalk {
    /// The earlier year.
    pub earlier: Year,
    /// The later year.
    pub later: Year,
    /// What became of what, in the order of the later decision; dropped items last.
    pub links: Vec<Link>,
    /// The maximum of all areas in the later year.
    pub total: Points,
    /// Whether a person confirmed it; else it was drafted.
    pub confirmed: bool,
}

/// Items of one year and what they became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// How they hang together.
    pub relation: Relation,
    /// The items of the earlier year.
    pub earlier: Vec<ItemCode>,
    /// The items of the later year.
    pub later: Vec<ItemCode>,
    /// The earlier items' maxima together; bonus and deduction items have none.
    pub earlier_max: Points,
    /// The later items' maxima together.
    pub later_max: Points,
    /// How many of these points mean the same in both years.
    pub comparable: Points,
}

/// How items of two years hang together, from the same to nothing in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// Same id, title, place, maximum and rule.
    Same,
    /// Another title.
    Renamed,
    /// Another id or area.
    Moved,
    /// Another maximum under the same rule.
    ReWeighted,
    /// Another rule: the points do not mean the same.
    RuleChanged,
    /// One became several, which together have its maximum.
    Split,
    /// Several became one, which has their maximum.
    Merged,
    /// Several became several, over more than one step.
    Regrouped,
    /// Not there in the earlier year.
    New,
    /// Not there in the later year.
    Dropped,
}

impl Relation {
    /// What people call it.
    pub(crate) fn said(self) -> Message {
        Message::new(match self {
            Self::Same => "relation-same",
            Self::Renamed => "relation-renamed",
            Self::Moved => "relation-moved",
            Self::ReWeighted => "relation-re-weighted",
            Self::RuleChanged => "relation-rule-changed",
            Self::Split => "relation-split",
            Self::Merged => "relation-merged",
            Self::Regrouped => "relation-regrouped",
            Self::New => "relation-new",
            Self::Dropped => "relation-dropped",
        })
    }

    /// The word for it in a crosswalk file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Renamed => "renamed",
            Self::Moved => "moved",
            Self::ReWeighted => "re_weighted",
            Self::RuleChanged => "rule_changed",
            Self::Split => "split",
            Self::Merged => "merged",
            Self::Regrouped => "regrouped",
            Self::New => "new",
            Self::Dropped => "dropped",
        }
    }
}

impl Crosswalk {
    /// Reads a crosswalk that a person wrote or confirmed, and proves it against both sets.
    ///
    /// # Errors
    /// When anything in the text is wrong: all faults at once.
    pub fn parse(
        file: &str,
        text: &[u8],
        earlier: &Criteria,
        later: &Criteria,
    ) -> Result<Self, Faults> {
        check::parse(file, text, earlier, later)
    }

    /// Reads the crosswalk that lies beside the later set, `crosswalk-2022.yaml`, or drafts one where none does.
    ///
    /// # Errors
    /// When there is one and anything in it is wrong: all faults at once.
    pub fn beside(folder: &Path, earlier: &Criteria, later: &Criteria) -> Result<Self, Faults> {
        let folder = if folder.is_dir() { folder } else { folder.parent().unwrap_or(folder) };
        let file = folder.join(format!("crosswalk-{}.yaml", earlier.year));
        match std::fs::read(&file) {
            Ok(text) => Self::parse(&file.display().to_string(), &text, earlier, later),
            Err(_) => Ok(Self::draft(earlier, later)),
        }
    }

    /// Proposes a crosswalk, by what the later set says its items were, by ids, titles, rules and maxima.
    #[must_use]
    pub fn draft(earlier: &Criteria, later: &Criteria) -> Self {
        draft::draft(earlier, later)
    }

    /// This crosswalk followed by the next year's. It never claims more than the weaker step.
    #[must_use]
    pub fn then(&self, next: &Self) -> Self {
        chain::joined(self, next)
    }

    /// The crosswalk as YAML, for a person to confirm.
    #[must_use]
    pub fn to_yaml(&self, earlier: &Criteria, later: &Criteria, language: Language) -> String {
        written::yaml(self, earlier, later, language)
    }

    /// How many of the later year's points mean the same in both years.
    #[must_use]
    pub fn comparable(&self) -> Points {
        Points(self.links.iter().map(|link| link.comparable.exact()).sum())
    }

    /// Why a comparison is refused: fewer of the later year's points than `least` percent can be compared.
    #[must_use]
    pub fn refusal(&self, least: &Percent, place: &Place) -> Option<Fault> {
        let comparable = self.comparable();
        let level = comparable.percent_of(&self.total)?;
        let fault = Fault::new("comparison-refused", place).with("comparable", comparable.exact());
        let fault = fault.with("total", self.total.exact()).with("least", least.exact());
        (level < *least).then_some(fault)
    }

    /// The later year's items that an earlier item became; none when it was dropped.
    #[must_use]
    pub fn became(&self, earlier: &str) -> &[ItemCode] {
        let of = |link: &&Link| link.earlier.iter().any(|item| item.as_str() == earlier);
        self.links.iter().find(of).map_or(&[], |link| &link.later)
    }

    /// The earlier year's items that a later item was; none when it is new.
    #[must_use]
    pub fn was(&self, later: &str) -> &[ItemCode] {
        let of = |link: &&Link| link.later.iter().any(|item| item.as_str() == later);
        self.links.iter().find(of).map_or(&[], |link| &link.earlier)
    }
}

impl Link {
    /// A record on which the rules of these items and of what they became do not award the same points, and do so
    /// clearest; nothing where no record tells them apart, or none can. New and dropped items award nothing on one side.
    #[must_use]
    pub fn witness(&self, earlier: &Criteria, later: &Criteria) -> Option<Witness> {
        fn sides<'a>(criteria: &'a Criteria, items: &[ItemCode]) -> Vec<Side<'a>> {
            let nodes =
                items.iter().filter_map(|item| criteria.nodes.get(criteria.node(item.as_str())?));
            nodes.map(|node| Side { criteria, node }).collect()
        }
        witness::witness(&sides(earlier, &self.earlier), &sides(later, &self.later))
    }

    /// How many points the change touches: what of the greater maximum does not mean the same in both years.
    #[must_use]
    pub fn at_stake(&self) -> Points {
        let most = self.earlier_max.clone().max(self.later_max.clone());
        Points(most.exact() - self.comparable.exact())
    }
}

/// The differences between an item and what it became, as the least relation that allows them.
fn difference(earlier: &Criteria, before: usize, later: &Criteria, now: usize) -> Relation {
    let (Some(was), Some(is)) = (earlier.nodes.get(before), later.nodes.get(now)) else {
        return Relation::RuleChanged;
    };
    let area = |criteria: &Criteria, k| criteria.area(k).map(|area| area.id.clone());
    let moved = was.id != is.id || was.code != is.code || area(earlier, before) != area(later, now);
    let before = Side { criteria: earlier, node: was };
    if !matches!(probe::compare(before, Side { criteria: later, node: is }), Verdict::Alike) {
        Relation::RuleChanged
    } else if was.max != is.max {
        Relation::ReWeighted
    } else if moved {
        Relation::Moved
    } else if was.title != is.title {
        Relation::Renamed
    } else {
        Relation::Same
    }
}

/// The maxima of these items together; bonus and deduction items have none.
fn maxima<'a>(criteria: &Criteria, items: impl Iterator<Item = &'a usize>) -> Points {
    let nodes = items.filter_map(|k| criteria.nodes.get(*k));
    Points(nodes.filter(|node| node.role == Role::Score).map(|node| &node.max).sum())
}

/// A link between items of both years, by their nodes, with what of it can be compared.
fn link(
    relation: Relation,
    (earlier, before): (&Criteria, &[usize]),
    (later, now): (&Criteria, &[usize]),
) -> Link {
    let ids = |criteria: &Criteria, nodes: &[usize]| {
        let nodes = nodes.iter().filter_map(|k| criteria.nodes.get(*k));
        nodes.map(|node| node.id.clone()).collect::<Vec<_>>()
    };
    let (earlier_max, later_max) = (maxima(earlier, before.iter()), maxima(later, now.iter()));
    let comparable = match relation {
        Relation::RuleChanged | Relation::New | Relation::Dropped => Points(Exact::ZERO),
        _ => earlier_max.clone().min(later_max.clone()),
    };
    Link {
        relation,
        earlier: ids(earlier, before),
        later: ids(later, now),
        earlier_max,
        later_max,
        comparable,
    }
}
