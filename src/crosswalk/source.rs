//! Where the figures of a later year's rule stand in an earlier year, and whether all of them stand there.

use std::sync::Arc;

use super::{Crosswalk, Link, Relation};
use crate::criteria::{Criteria, Node};
use crate::quantity::{Exact, Points};
use crate::rule::Figure;

impl Crosswalk {
    /// This crosswalk the other way round: how the later year's items were the earlier's.
    #[must_use]
    pub fn back(&self) -> Self {
        let back = |link: &Link| Link {
            relation: match link.relation {
                Relation::New => Relation::Dropped,
                Relation::Dropped => Relation::New,
                Relation::Split => Relation::Merged,
                Relation::Merged => Relation::Split,
                other => other,
            },
            earlier: link.later.clone(),
            later: link.earlier.clone(),
            earlier_max: link.later_max.clone(),
            later_max: link.earlier_max.clone(),
            comparable: link.comparable.clone(),
        };
        Self {
            earlier: self.later,
            later: self.earlier,
            links: self.links.iter().map(back).collect(),
            total: Points(self.links.iter().map(|link| link.earlier_max.exact()).sum::<Exact>()),
            confirmed: self.confirmed,
        }
    }

    /// The node of the earlier year whose facts are those of the later year's node `k`: an item by the crosswalk, one
    /// to one; what stands above items by what it says it was, else by its id; the set itself for the root.
    pub(crate) fn source(&self, from: &Criteria, to: &Criteria, k: usize) -> Option<usize> {
        let node = to.nodes.get(k)?;
        if k == 0 {
            return Some(0);
        }
        if node.rule.is_none() {
            let was = |node: &Node| node.was.get(&from.year).cloned();
            let id = was(node).unwrap_or_else(|| node.id.to_string());
            // what one node says it was, another of the same id does not claim
            let first = to.nodes.iter().find(|other| was(other).as_ref() == Some(&id));
            if first.is_some_and(|first| first.id != node.id) {
                return None;
            }
            let inner = |k: &usize| from.nodes.get(*k).is_some_and(|node| node.rule.is_none());
            return from.node(&id).filter(inner);
        }
        let link = self.links.iter().find(|link| link.later.contains(&node.id))?;
        match (link.earlier.as_slice(), link.later.as_slice()) {
            ([was], [_]) => from.node(was.as_str()),
            _ => None,
        }
    }

    /// The earlier year's figure that a later year's figure continues: of the same name and kind, at the node that its
    /// own node was.
    pub(crate) fn figure<'a>(
        &self,
        from: &'a Criteria,
        to: &Criteria,
        figure: &Figure,
    ) -> Option<&'a Arc<Figure>> {
        let at = match &figure.item {
            Some(item) => to.node(item.as_str())?,
            None => 0,
        };
        let source = self.source(from, to, at)?;
        let item = from.nodes.get(source).filter(|_| source > 0).map(|node| node.id.as_str());
        from.figure(item, &figure.name).filter(|known| known.kind == figure.kind)
    }

    /// Whether the facts of the earlier year answer all that the rule of the later year's item `k` reads of its own year.
    pub(crate) fn answers(&self, from: &Criteria, to: &Criteria, k: usize) -> bool {
        let Some(node) = to.nodes.get(k).filter(|_| self.source(from, to, k).is_some()) else {
            return false;
        };
        let read = to.figures.iter().filter(|figure| {
            node.reads.contains(&figure.slot) && !figure.name.ends_with(".last_year")
        });
        read.into_iter().all(|figure| self.figure(from, to, figure).is_some())
    }
}
