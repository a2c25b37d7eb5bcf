//! A crosswalk as a person writes it, and as it is drafted for one.

use serde::Deserialize;

use super::{Crosswalk, Link, Relation};
use crate::criteria::Criteria;
use crate::document::{At, list};
use crate::language::{Language, Message};

/// A crosswalk file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CrosswalkFile {
    pub crosswalk: At<String>,
    pub earlier: At<i16>,
    pub later: At<i16>,
    #[serde(deserialize_with = "list")]
    pub relations: Vec<RelationForm>,
}

/// One relation: a map with one key, which says the kind.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RelationForm {
    Same(#[serde(deserialize_with = "list")] Vec<At<String>>),
    Renamed(Pair),
    Moved(Pair),
    ReWeighted(Pair),
    RuleChanged(Pair),
    Split(Split),
    Merged(Merged),
    New(#[serde(deserialize_with = "list")] Vec<At<String>>),
    Dropped(#[serde(deserialize_with = "list")] Vec<At<String>>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pair {
    pub from: At<String>,
    pub to: At<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Split {
    pub from: At<String>,
    #[serde(deserialize_with = "list")]
    pub to: Vec<At<String>>,
    /// The parts together have another maximum.
    #[serde(default)]
    pub re_weighted: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Merged {
    #[serde(deserialize_with = "list")]
    pub from: Vec<At<String>>,
    pub to: At<String>,
    /// The whole has another maximum than its parts together.
    #[serde(default)]
    pub re_weighted: bool,
}

/// The file, each relation with titles and maxima beside it so that a person can judge.
pub(super) fn yaml(
    crosswalk: &Crosswalk,
    earlier: &Criteria,
    later: &Criteria,
    language: Language,
) -> String {
    let heading = Message::new("crosswalk-heading").with("earlier", crosswalk.earlier.to_string());
    let heading = heading
        .with("later", crosswalk.later.to_string())
        .with("comparable", crosswalk.comparable().exact())
        .with("total", crosswalk.total.exact());
    let mut text = format!(
        "# {}\ncrosswalk: {}\nearlier: {}\nlater: {}\nrelations:\n",
        language.say(&heading),
        later.set,
        crosswalk.earlier,
        crosswalk.later,
    );
    for link in &crosswalk.links {
        text.push_str(&format!("  - {}\n", relation(link, earlier, later, language)));
    }
    text
}

fn relation(link: &Link, earlier: &Criteria, later: &Criteria, language: Language) -> String {
    let quoted = |items: &[crate::code::ItemCode]| {
        items.iter().map(|item| format!("\"{item}\"")).collect::<Vec<_>>().join(", ")
    };
    let (from, to) = (quoted(&link.earlier), quoted(&link.later));
    let re_weighted = match link.relation {
        Relation::Split | Relation::Merged if link.earlier_max != link.later_max => {
            ", re_weighted: true"
        }
        _ => "",
    };
    let body = match link.relation {
        Relation::Same | Relation::New => format!("[{to}]"),
        Relation::Dropped => format!("[{from}]"),
        Relation::Split | Relation::Regrouped => {
            format!("{{ from: {from}, to: [{to}]{re_weighted} }}")
        }
        Relation::Merged => format!("{{ from: [{from}], to: {to}{re_weighted} }}"),
        _ => format!("{{ from: {from}, to: {to} }}"),
    };
    let title = |criteria: &Criteria, items: &[crate::code::ItemCode]| {
        let nodes =
            items.iter().filter_map(|item| criteria.nodes.get(criteria.node(item.as_str())?));
        nodes
            .map(|node| node.title.in_language(language).replace('\n', " "))
            .collect::<Vec<_>>()
            .join(" + ")
    };
    let (was, is) = (title(earlier, &link.earlier), title(later, &link.later));
    let titles = if was == is || was.is_empty() {
        is
    } else if is.is_empty() {
        was
    } else {
        format!("{was} → {is}")
    };
    let maxima = if link.earlier_max == link.later_max {
        link.later_max.to_string()
    } else {
        format!("{} → {}", link.earlier_max, link.later_max)
    };
    format!("{}: {body}   # {titles} ({maxima})", link.relation.word())
}
