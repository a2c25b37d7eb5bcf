//! Criteria between two years: maxima of the one and rules of the other, with new items or without. With nothing switched
//! they are the earlier year's, with everything the later year's, to the last digit.
//!
//! Points of an item under the other year's maximum keep their share of it. Items that one year does not have hang where
//! their neighbours hang; what is above items keeps its share of what is below it.

use super::Aspect;
use super::facts::{Rows, Rules, Setting};
use crate::code::ItemCode;
use crate::criteria::{Absence, Role};
use crate::crosswalk::Crosswalk;
use crate::plan::{Plan, PlannedItem, PlannedNode};
use crate::quantity::Exact;
use crate::scores::{Held, Scores, Tally};

/// Criteria of which some aspects stand on the earlier and some on the later year.
pub(super) struct Blend {
    plan: Plan,
    /// The year that tree, roundings and ties are of.
    pub base: usize,
    /// Per item of the plan, whose points they are.
    sources: Vec<Source>,
}

/// An item under the rules of one of the years, its points multiplied.
#[derive(Clone, Debug)]
struct Source {
    year: usize,
    item: usize,
    scale: Exact,
}

/// Items of both years that are one another's: their places in the plans.
pub(super) struct Group {
    items: [Vec<usize>; 2],
}

impl Group {
    /// What hangs together by a crosswalk.
    pub fn all(plans: [&Plan; 2], crosswalk: &Crosswalk) -> Vec<Self> {
        let place = |plan: &Plan, ids: &[ItemCode]| {
            let at = |id: &ItemCode| plan.nodes.iter().find(|node| node.id == *id)?.item;
            ids.iter().filter_map(at).collect::<Vec<usize>>()
        };
        let [earlier, later] = plans;
        let links = crosswalk.links.iter();
        let items = links.map(|link| [place(earlier, &link.earlier), place(later, &link.later)]);
        items.map(|items| Self { items }).collect()
    }

    /// The aspect on which it hangs whether the items are there, where one year has none.
    fn comes_or_goes(&self) -> Option<Aspect> {
        match &self.items {
            [earlier, _] if earlier.is_empty() => Some(Aspect::New),
            [_, later] if later.is_empty() => Some(Aspect::Dropped),
            _ => None,
        }
    }

    fn of(&self, year: usize) -> &[usize] {
        self.items.get(year).map_or(&[], Vec::as_slice)
    }

    fn max(&self, plan: &Plan, year: usize) -> Exact {
        let items = self.of(year).iter().filter_map(|item| plan.items.get(*item));
        items.map(|item| &item.max).sum()
    }

    /// Whether an aspect can make any difference to these items.
    fn moves(&self, plans: [&Plan; 2], aspect: Aspect) -> bool {
        let [earlier, later] = plans;
        match aspect {
            Aspect::New | Aspect::Dropped => self.comes_or_goes() == Some(aspect),
            Aspect::Weights => {
                self.comes_or_goes().is_none() && self.max(earlier, 0) != self.max(later, 1)
            }
            Aspect::Rules => self.comes_or_goes().is_none(),
            Aspect::Sums => true,
        }
    }
}

/// The aspects that can make any difference.
pub(super) fn moving(plans: [&Plan; 2], groups: &[Group]) -> Vec<Aspect> {
    let moves = |aspect: &Aspect| groups.iter().any(|group| group.moves(plans, *aspect));
    Aspect::ALL.into_iter().filter(moves).collect()
}

impl Blend {
    /// The criteria in which `later` says of each aspect whether it stands on the later year.
    pub fn of(plans: [&Plan; 2], groups: &[Group], later: impl Fn(Aspect) -> bool) -> Self {
        let year = |aspect| usize::from(later(aspect));
        let base = year(Aspect::Sums);
        let [mut own, mut other] = plans;
        if base == 1 {
            std::mem::swap(&mut own, &mut other);
        }
        let native = |item| Source { year: base, item, scale: Exact::ONE };
        let sources = (0..own.items.len()).map(native).collect();
        let mut blend = Self { plan: own.clone(), base, sources };
        let tree = Tree { own, other, base, groups };
        for group in groups {
            let (stands, weighs) = match group.comes_or_goes() {
                Some(Aspect::New) => ((year(Aspect::New) == 1).then_some(1), 1),
                Some(_) => ((year(Aspect::Dropped) == 0).then_some(0), 0),
                None => (Some(year(Aspect::Rules)), year(Aspect::Weights)),
            };
            let max = |at: usize| group.max(if at == base { own } else { other }, at);
            let scale = stands
                .filter(|stands| *stands != weighs)
                .and_then(|stands| max(weighs).over(&max(stands)));
            blend.put(&tree, group, stands, &scale.unwrap_or(Exact::ONE));
        }
        blend.settle(own);
        blend
    }

    /// Puts the items of a group under the rules of the year `stands`, or takes them away.
    fn put(&mut self, tree: &Tree<'_>, group: &Group, stands: Option<usize>, scale: &Exact) {
        let Some(year) = stands else {
            return group.of(tree.base).iter().for_each(|item| self.take_away(*item));
        };
        if year == tree.base {
            return group
                .of(year)
                .iter()
                .for_each(|item| self.fill(*item, year, *item, scale, tree.own));
        }
        if let ([mine], [theirs]) = (group.of(tree.base), group.of(year))
            && role(tree.own, *mine) == role(tree.other, *theirs)
        {
            return self.fill(*mine, year, *theirs, scale, tree.other);
        }
        group.of(tree.base).iter().for_each(|item| self.take_away(*item));
        for item in group.of(year) {
            self.hang(tree, group, *item, scale);
        }
    }

    /// Gives an item of the tree the points of an item of `from`.
    fn fill(&mut self, at: usize, year: usize, item: usize, scale: &Exact, from: &Plan) {
        let max = from.items.get(item).map(|item| &item.max * scale);
        if let (Some(planned), Some(max)) = (self.plan.items.get_mut(at), max) {
            if let Some(node) = self.plan.nodes.get_mut(planned.node) {
                node.max.clone_from(&max);
            }
            planned.max = max;
        }
        if let Some(source) = self.sources.get_mut(at) {
            *source = Source { year, item, scale: scale.clone() };
        }
    }

    fn take_away(&mut self, item: usize) {
        let node = self.plan.items.get(item).map(|item| item.node);
        for parent in &mut self.plan.nodes {
            parent.children.retain(|child| Some(*child) != node);
        }
    }

    /// Hangs an item of the other year into the tree.
    fn hang(&mut self, tree: &Tree<'_>, group: &Group, item: usize, scale: &Exact) {
        let Some(theirs) = tree.other.items.get(item) else { return };
        let parent = tree.parent(group, item);
        let (node, place) = (self.plan.nodes.len(), self.plan.items.len());
        let depth = self.plan.nodes.get(parent).map_or(0, |parent| parent.depth) + 1;
        let max = &theirs.max * scale;
        let Some(other) = tree.other.nodes.get(theirs.node) else { return };
        let carrier = match theirs.carrier {
            0 => 0,
            carrier if carrier == theirs.node => node,
            _ => parent,
        };
        self.plan.nodes.push(PlannedNode {
            children: Vec::new(),
            max: max.clone(),
            depth,
            item: Some(place),
            ..other.clone()
        });
        self.plan.items.push(PlannedItem { node, max, carrier, ..theirs.clone() });
        self.sources.push(Source { year: 1 - tree.base, item, scale: scale.clone() });
        if let Some(parent) = self.plan.nodes.get_mut(parent) {
            parent.children.push(node);
        }
    }

    /// What is above items keeps its share of what is below, and so does what an area is rescaled to.
    fn settle(&mut self, own: &Plan) {
        let mut rates = vec![Exact::ONE; self.plan.nodes.len()];
        for k in (0..own.nodes.len()).rev() {
            let rate = match own.nodes.get(k) {
                Some(node) if node.item.is_some() => {
                    self.plan.nodes.get(k).and_then(|now| now.max.over(&node.max))
                }
                _ => below(&self.plan, k).over(&below(own, k)),
            };
            let (Some(rate), Some(node)) = (rate, self.plan.nodes.get_mut(k)) else { continue };
            if rate == Exact::ONE {
                continue;
            }
            if node.item.is_none() {
                node.max = &node.max * &rate;
            }
            rescale(node.absence.as_mut(), &rate);
            rates.iter_mut().skip(k).take(1).for_each(|kept| *kept = rate.clone());
        }
        for (place, item) in self.plan.items.iter_mut().enumerate() {
            if place < own.items.len() {
                let rate = rates.get(item.carrier).cloned().unwrap_or(Exact::ONE);
                rescale(Some(&mut item.absence), &rate);
            } else if let (Absence::RescaleTo(to), Some(carrier)) =
                (&mut item.absence, self.plan.nodes.get(item.carrier))
            {
                to.clone_from(&carrier.max);
            }
        }
    }

    /// What an agency adds up to at every node, by what its items bring under the rules of either year.
    pub fn tallies(&self, held: &[Vec<Held>; 2]) -> Vec<Tally> {
        let brought = self.sources.iter().map(|source| {
            let held = held.get(source.year).and_then(|held| held.get(source.item));
            match held {
                Some(Held::Earned(points)) if source.scale != Exact::ONE => {
                    Held::Earned(points * &source.scale)
                }
                Some(held) => held.clone(),
                None => Held::Absent,
            }
        });
        Scores::tallied(&self.plan, &brought.collect::<Vec<Held>>())
    }
}

/// What every item of either year brings for these rows.
pub(super) fn held(rules: &[Rules<'_>; 2], rows: Rows, setting: Setting) -> [Vec<Held>; 2] {
    rules.each_ref().map(|rules| rules.all_held(rows, setting))
}

fn rescale(absence: Option<&mut Absence>, rate: &Exact) {
    if let Some(Absence::RescaleTo(to)) = absence {
        *to = &*to * rate;
    }
}

/// The maxima below a node that its own is made of.
fn below(plan: &Plan, k: usize) -> Exact {
    let Some(node) = plan.nodes.get(k) else { return Exact::ZERO };
    let children = node.children.iter().filter_map(|child| plan.nodes.get(*child));
    children.filter(|child| child.role == node.role).map(|child| &child.max).sum()
}

fn role(plan: &Plan, item: usize) -> Option<Role> {
    let node = plan.items.get(item)?.node;
    plan.nodes.get(node).map(|node| node.role)
}

/// Where items of the other year hang in a tree.
struct Tree<'a> {
    own: &'a Plan,
    other: &'a Plan,
    base: usize,
    groups: &'a [Group],
}

impl Tree<'_> {
    /// The node under which an item of the other year hangs: where what it was stood, else where its neighbours do.
    fn parent(&self, group: &Group, item: usize) -> usize {
        let wanted = role(self.other, item).unwrap_or(Role::Score);
        let fits = |parent: &usize| {
            let known = self.own.nodes.get(*parent);
            known.is_some_and(|node| node.role == Role::Score || node.role == wanted)
        };
        let was = group.of(self.base).first().and_then(|first| self.own.items.get(*first));
        if let Some(parent) = was.and_then(|was| parent(self.own, was.node)).filter(fits) {
            return parent;
        }
        let Some(theirs) = self.other.items.get(item) else { return 0 };
        let up = |k: &usize| parent(self.other, *k);
        let above = std::iter::successors(up(&theirs.node), up).filter(|above| *above > 0);
        let beside = above.filter_map(|above| self.counterpart(above));
        beside.into_iter().find(fits).unwrap_or(0)
    }

    /// The node of this tree in the place of a node of the other's: above the first item that both have below it.
    fn counterpart(&self, above: usize) -> Option<usize> {
        let depth = self.other.nodes.get(above)?.depth;
        let below = |item: &usize| {
            let up = |k: &usize| parent(self.other, *k);
            let node = self.other.items.get(*item).map(|item| item.node);
            std::iter::successors(node, up).any(|k| k == above)
        };
        let theirs = |group: &&Group| group.of(1 - self.base).iter().any(&below);
        let mut known = self.groups.iter().filter(theirs);
        let mine = known.find_map(|group| self.own.items.get(*group.of(self.base).first()?))?;
        let up = |k: &usize| parent(self.own, *k);
        let at = |k: &usize| self.own.nodes.get(*k).is_some_and(|node| node.depth <= depth);
        std::iter::successors(up(&mine.node), up).find(at)
    }
}

fn parent(plan: &Plan, node: usize) -> Option<usize> {
    plan.nodes.iter().position(|parent| parent.children.contains(&node))
}
