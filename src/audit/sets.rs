//! Sets of figures of which every relation at fault has one.

use std::collections::BTreeSet;

use super::repair::{Search, reach};

impl Search<'_> {
    /// Sets of `size` figures of which each relation has one.
    pub fn branch(
        &self,
        component: &[usize],
        size: usize,
        set: &mut Vec<usize>,
        sets: &mut Vec<BTreeSet<usize>>,
        tries: &mut usize,
    ) {
        let open = component.iter().find(|at| {
            !self
                .relations
                .get(**at)
                .is_some_and(|relation| reach(relation).iter().any(|id| set.contains(id)))
        });
        let Some(open) = open else {
            let whole: BTreeSet<usize> = set.iter().copied().collect();
            if whole.len() == size && !sets.contains(&whole) {
                sets.push(whole);
            }
            if set.len() < size {
                self.widen(component, size, set, sets, tries);
            }
            return;
        };
        if set.len() == size {
            return;
        }
        for id in self.suspects(*open) {
            if *tries == 0 {
                return;
            }
            *tries -= 1;
            set.push(id);
            self.branch(component, size, set, sets, tries);
            set.pop();
        }
    }

    /// Where fewer figures touch every relation but no values for them will do, one more of them.
    fn widen(
        &self,
        component: &[usize],
        size: usize,
        set: &mut Vec<usize>,
        sets: &mut Vec<BTreeSet<usize>>,
        tries: &mut usize,
    ) {
        let suspects: BTreeSet<usize> =
            component.iter().flat_map(|at| self.suspects(*at)).collect();
        for id in suspects {
            if *tries == 0 || set.contains(&id) {
                continue;
            }
            *tries -= 1;
            set.push(id);
            self.branch(component, size, set, sets, tries);
            set.pop();
        }
    }
}
