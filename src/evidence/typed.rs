//! The name of one figure as a person types it: `3.2.1.on_time`.

use std::sync::Arc;

use crate::code::ItemCode;
use crate::criteria::Criteria;
use crate::fault::{Fault, Place, hint};
use crate::rule::{Figure, FigureKind};

/// The column of a figure and what it is, by the item's id, a point and the field; of a field that is declared above
/// the item too.
pub(super) fn figure_of(
    criteria: &Criteria,
    name: &str,
    place: &Place,
) -> Result<(usize, Arc<Figure>), Fault> {
    if let Some(found) = field(criteria, 0, name) {
        return Ok(found);
    }
    let cuts = name
        .char_indices()
        .rev()
        .filter(|(_, letter)| *letter == '.');
    let parts = || {
        cuts.clone()
            .filter_map(|(at, _)| Some((name.get(..at)?, name.get(at + 1..)?)))
    };
    let at_item = |(item, rest): (&str, &str)| Some((criteria.node(item)?, rest.to_owned()));
    let Some((node, rest)) = parts().find_map(at_item) else {
        let item = parts().next().map_or(name, |(item, _)| item);
        let known = criteria.nodes.iter().skip(1).map(|node| node.id.as_str());
        let fault = Fault::new("unknown-item", place).with("item", item);
        return Err(fault.with("hint", hint(item, known)));
    };
    let up = |k: &usize| {
        let parent = criteria.nodes.get(*k).map(|node| node.parent);
        parent.filter(|parent| parent != k)
    };
    let mut lineage = std::iter::successors(Some(node), up);
    lineage
        .find_map(|k| field(criteria, k, &rest))
        .ok_or_else(|| {
            let id = criteria.nodes.get(node).map_or("", |node| node.id.as_str());
            let here = criteria.figures.iter();
            let here = here.filter(|figure| figure.item.as_ref().map(ItemCode::as_str) == Some(id));
            let names: Vec<String> = here.map(|figure| figure.name.clone()).collect();
            let fault = Fault::new("unknown-evidence-field", place).with("field", rest.as_str());
            let fault = fault.with("item", id).with("known", names.join(", "));
            fault.with("hint", hint(&rest, names.iter().map(String::as_str)))
        })
}

/// The figure that node `k` itself declares, or one option of its ballots.
fn field(criteria: &Criteria, k: usize, name: &str) -> Option<(usize, Arc<Figure>)> {
    let id = criteria
        .nodes
        .get(k)
        .filter(|_| k > 0)
        .map(|node| node.id.as_str());
    let ballots = |figure: &&Arc<Figure>| figure.kind == FigureKind::Ballots;
    if let Some(figure) = criteria.figure(id, name).filter(|figure| !ballots(figure)) {
        return Some((figure.slot, Arc::clone(figure)));
    }
    let (name, option) = name.rsplit_once('.')?;
    let figure = criteria.figure(id, name).filter(ballots)?;
    let option = figure.options.iter().position(|known| known == option)?;
    Some((figure.slot + option, Arc::clone(figure)))
}
