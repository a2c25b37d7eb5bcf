//! A written crosswalk proved: every item mapped once, every relation true, points on both sides balanced.

use std::collections::BTreeMap;

use super::written::{CrosswalkFile, Merged, Pair, RelationForm, Split};
use super::{Crosswalk, Link, Relation, difference, link, maxima};
use crate::criteria::{Criteria, Node};
use crate::document::{At, DecimalMark, Document};
use crate::fault::{Fault, Faults, Place, hint};
use crate::language::{Message, Term};
use crate::quantity::Year;

pub(super) fn parse(
    file: &str,
    text: &[u8],
    earlier: &Criteria,
    later: &Criteria,
) -> Result<Crosswalk, Faults> {
    let mut faults = Faults::default();
    let document = Document::parse(file, text, &mut faults);
    let form: Option<CrosswalkFile> =
        document.and_then(|document| document.read(DecimalMark::Point, &mut faults));
    let Some(form) = form else {
        return Err(faults.sorted());
    };
    let mut check = Check {
        before: Side { criteria: earlier, seen: BTreeMap::new() },
        now: Side { criteria: later, seen: BTreeMap::new() },
        faults,
    };
    check.heading(&form);
    let links = form.relations.iter().flat_map(|relation| check.links(relation)).collect();
    check.complete(form.crosswalk.place());
    if check.faults.is_faulty() {
        return Err(check.faults.sorted());
    }
    Ok(Crosswalk {
        earlier: earlier.year,
        later: later.year,
        links,
        total: later.total.clone(),
        confirmed: true,
    })
}

/// One year's items, and where the file maps each.
struct Side<'a> {
    criteria: &'a Criteria,
    seen: BTreeMap<usize, Place>,
}

struct Check<'a> {
    before: Side<'a>,
    now: Side<'a>,
    faults: Faults,
}

impl Side<'_> {
    /// The node of an item, mapped here for the first time.
    fn item(&mut self, code: &At<String>, faults: &mut Faults) -> Option<usize> {
        let is_item =
            |k: &usize| self.criteria.nodes.get(*k).is_some_and(|node| node.rule.is_some());
        let Some(k) = self.criteria.node(code).filter(is_item) else {
            let items = self.criteria.items().map(|(_, node, _)| node.id.as_str());
            let fault = Fault::new("unknown-item", code.place()).with("item", code.as_str());
            faults.add(fault.with("hint", hint(code, items)));
            return None;
        };
        if let Some(first) = self.seen.insert(k, code.place().clone()) {
            let fault = Fault::new("crosswalk-twice", code.place()).with("item", code.as_str());
            let fault = fault.with("year", self.criteria.year.to_string());
            faults.add(fault.with("first", first.to_string()));
            return None;
        }
        Some(k)
    }

    fn items(&mut self, codes: &[At<String>], faults: &mut Faults) -> Vec<usize> {
        codes.iter().filter_map(|code| self.item(code, faults)).collect()
    }
}

impl Check<'_> {
    /// The file is for these two sets.
    fn heading(&mut self, form: &CrosswalkFile) {
        let mut expect = |place: &Place, found: String, wanted: String| {
            if found != wanted {
                let fault = Fault::new("crosswalk-other-set", place).with("found", found);
                self.faults.add(fault.with("wanted", wanted));
            }
        };
        let (before, now) = (self.before.criteria, self.now.criteria);
        expect(form.crosswalk.place(), form.crosswalk.to_string(), now.set.clone());
        expect(form.earlier.place(), Year(*form.earlier).to_string(), before.year.to_string());
        expect(form.later.place(), Year(*form.later).to_string(), now.year.to_string());
    }

    fn links(&mut self, form: &RelationForm) -> Vec<Link> {
        match form {
            RelationForm::Same(items) => {
                items.iter().filter_map(|item| self.pair(Relation::Same, item, item)).collect()
            }
            RelationForm::Renamed(pair) => self.one(Relation::Renamed, pair),
            RelationForm::Moved(pair) => self.one(Relation::Moved, pair),
            RelationForm::ReWeighted(pair) => self.one(Relation::ReWeighted, pair),
            RelationForm::RuleChanged(pair) => self.one(Relation::RuleChanged, pair),
            RelationForm::Split(split) => self.split(split),
            RelationForm::Merged(merged) => self.merged(merged),
            RelationForm::New(items) => {
                let now = self.now.items(items, &mut self.faults);
                now.iter().map(|k| self.link(Relation::New, &[], &[*k])).collect()
            }
            RelationForm::Dropped(items) => {
                let before = self.before.items(items, &mut self.faults);
                before.iter().map(|k| self.link(Relation::Dropped, &[*k], &[])).collect()
            }
        }
    }

    fn one(&mut self, relation: Relation, pair: &Pair) -> Vec<Link> {
        self.pair(relation, &pair.from, &pair.to).into_iter().collect()
    }

    /// One item that became one; what it is said to be must allow every difference there is.
    fn pair(&mut self, relation: Relation, from: &At<String>, to: &At<String>) -> Option<Link> {
        let before = self.before.item(from, &mut self.faults);
        let now = self.now.item(to, &mut self.faults);
        let (before, now) = (before?, now?);
        let found = difference(self.before.criteria, before, self.now.criteria, now);
        if found > relation {
            let fault = Fault::new("crosswalk-relation", to.place()).with("item", to.as_str());
            let fault = fault.with("said", relation.word()).with("found", found.word());
            self.faults.add(fault.with("why", self.why(found, before, now)?));
            return None;
        }
        Some(self.link(relation, &[before], &[now]))
    }

    /// Both figures or texts that differ.
    fn why(&self, found: Relation, before: usize, now: usize) -> Option<Message> {
        let (was, is) =
            (self.before.criteria.nodes.get(before)?, self.now.criteria.nodes.get(now)?);
        let why = |name, of: &dyn Fn(&Node) -> Term| {
            Some(Message::new(name).with("was", of(was)).with("is", of(is)))
        };
        match found {
            Relation::Renamed => why("crosswalk-title", &|node| (&node.title).into()),
            Relation::Moved => why("crosswalk-code", &|node| node.id.as_str().into()),
            Relation::ReWeighted => why("crosswalk-max", &|node| (&node.max).into()),
            _ => why("crosswalk-rule", &|node| node.rule_words.to_string().into()),
        }
    }

    fn split(&mut self, split: &Split) -> Vec<Link> {
        let before = self.before.item(&split.from, &mut self.faults);
        let now = self.now.items(&split.to, &mut self.faults);
        let before: Vec<usize> = before.into_iter().collect();
        self.balanced(&before, &now, split.re_weighted, split.from.place());
        vec![self.link(Relation::Split, &before, &now)]
    }

    fn merged(&mut self, merged: &Merged) -> Vec<Link> {
        let before = self.before.items(&merged.from, &mut self.faults);
        let now: Vec<usize> = self.now.item(&merged.to, &mut self.faults).into_iter().collect();
        self.balanced(&before, &now, merged.re_weighted, merged.to.place());
        vec![self.link(Relation::Merged, &before, &now)]
    }

    /// Parts and whole have the same maximum, unless the file says that it changed.
    fn balanced(&mut self, before: &[usize], now: &[usize], re_weighted: bool, place: &Place) {
        let was = maxima(self.before.criteria, before.iter());
        let is = maxima(self.now.criteria, now.iter());
        if was != is && !re_weighted && !before.is_empty() && !now.is_empty() {
            let fault = Fault::new("crosswalk-balance", place).with("earlier", was.exact());
            self.faults.add(fault.with("later", is.exact()));
        }
    }

    /// Every item of both years is mapped.
    fn complete(&mut self, place: &Place) {
        for (side, mend) in [(&self.before, "dropped"), (&self.now, "new")] {
            let missing = side.criteria.items().filter(|(k, _, _)| !side.seen.contains_key(k));
            for (_, node, _) in missing {
                let fault = Fault::new("crosswalk-missing", place).with("item", node.id.as_str());
                let fault = fault.with("year", side.criteria.year.to_string());
                self.faults.add(fault.with("mend", mend));
            }
        }
    }

    fn link(&self, relation: Relation, before: &[usize], now: &[usize]) -> Link {
        link(relation, (self.before.criteria, before), (self.now.criteria, now))
    }
}
