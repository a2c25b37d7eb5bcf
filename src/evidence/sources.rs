//! Where every figure stands and what it rests on: twelve bytes a figure, and each document, note or signature once for
//! all figures that share it.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Reference, Source};
use crate::calendar::Day;
use crate::column::Bits;
use crate::fault::Place;

/// What a figure rests on, but for its line and column.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Ground {
    pub document: Option<Reference>,
    pub note: Option<String>,
    pub by: Option<String>,
    pub on: Option<Day>,
    pub file: Arc<str>,
}

/// Every ground once, in the order in which they were met.
#[derive(Clone, Debug, Default)]
pub(super) struct Grounds {
    all: Vec<Arc<Ground>>,
    places: HashMap<Arc<Ground>, GroundId>,
}

/// The place of a ground among all, from 1.
pub(super) type GroundId = u32;

impl Grounds {
    /// The place of the ground met last, if it is one like this: most lines rest on what the line before them does.
    pub fn last_if(&self, is_it: impl Fn(&Ground) -> bool) -> Option<GroundId> {
        self.all.last().filter(|last| is_it(last)).map(|_| self.last())
    }

    /// The ground's place.
    pub fn place(&mut self, ground: Ground) -> GroundId {
        if let Some(place) = self.places.get(&ground) {
            return *place;
        }
        let ground = Arc::new(ground);
        self.all.push(Arc::clone(&ground));
        let place = self.last();
        self.places.insert(ground, place);
        place
    }

    fn last(&self) -> GroundId {
        GroundId::try_from(self.all.len()).unwrap_or(GroundId::MAX)
    }

    /// Where a figure stands that is among these.
    pub fn first_place(&self, spots: &Spots, slot: usize, row: usize) -> Option<Place> {
        let spot = spots.get(slot, row)?;
        let ground = self.all.get(usize::try_from(spot.ground).ok()?.checked_sub(1)?)?;
        Some(Place { file: Arc::clone(&ground.file), line: spot.line, column: spot.column })
    }

    /// All of them.
    pub fn into_all(self) -> Arc<[Arc<Ground>]> {
        self.all.into()
    }
}

/// Where a figure stands, and the place of what it rests on; none where no figure is.
#[derive(Clone, Copy, Debug, Default)]
struct Spot {
    ground: GroundId,
    line: u32,
    column: u32,
}

/// Where the figures of one lane stand, by column and row. A copy costs nothing until it is changed.
#[derive(Clone, Debug, Default)]
pub(super) struct Spots(Vec<Arc<Vec<Spot>>>);

impl Spots {
    fn get(&self, slot: usize, row: usize) -> Option<Spot> {
        self.0.get(slot)?.get(row).copied().filter(|spot| spot.ground > 0)
    }

    pub fn has(&self, slot: usize, row: usize) -> bool {
        self.get(slot, row).is_some()
    }

    /// Puts a figure there: where it stands, and what it rests on. `rows` is how many there are in all.
    pub fn put(&mut self, (slot, row): (usize, usize), rows: usize, place: &Place, on: GroundId) {
        if let Some(spot) = self.column(slot, rows).and_then(|column| column.get_mut(row)) {
            *spot = Spot { ground: on, line: place.line, column: place.column };
        }
    }

    /// The column at `slot`, to be changed.
    fn column(&mut self, slot: usize, rows: usize) -> Option<&mut Vec<Spot>> {
        let column = Arc::make_mut(self.shared(slot)?);
        if column.len() < rows {
            column.resize(rows, Spot::default());
        }
        Some(column)
    }

    /// The column at `slot`, as it is shared; always there.
    fn shared(&mut self, slot: usize) -> Option<&mut Arc<Vec<Spot>>> {
        if self.0.len() <= slot {
            self.0.resize_with(slot + 1, Arc::default);
        }
        self.0.get_mut(slot)
    }

    /// Who gives a figure in any of these columns.
    pub fn given(&self, slots: std::ops::Range<usize>, rows: usize) -> Bits {
        let mut given = Bits::none(rows);
        for column in self.0.get(slots).into_iter().flatten() {
            let there = column.iter().enumerate().filter(|(_, spot)| spot.ground > 0);
            there.for_each(|(row, _)| given.set(row, true));
        }
        given
    }

    /// Every figure there is: its column and row.
    pub fn all(&self) -> impl Iterator<Item = (usize, usize)> {
        self.0.iter().enumerate().flat_map(|(slot, column)| {
            let there = column.iter().enumerate().filter(|(_, spot)| spot.ground > 0);
            there.map(move |(row, _)| (slot, row))
        })
    }

    /// Lays those of a later lane over these.
    pub fn lay(&mut self, later: &Self) {
        for (slot, column) in later.0.iter().enumerate().filter(|(_, column)| !column.is_empty()) {
            let under = self.column(slot, column.len()).into_iter().flatten();
            for (under, spot) in under.zip(&**column).filter(|(_, spot)| spot.ground > 0) {
                *under = *spot;
            }
        }
    }
}

/// Where figures stand and what they rest on, by column and row.
#[derive(Clone, Debug, Default)]
pub(super) struct Sources {
    spots: Spots,
    grounds: Arc<[Arc<Ground>]>,
}

impl Sources {
    pub fn new(spots: Spots, grounds: &Arc<[Arc<Ground>]>) -> Self {
        Self { spots, grounds: Arc::clone(grounds) }
    }

    /// The same grounds for other figures.
    pub fn of(&self, spots: &Spots) -> Self {
        Self::new(spots.clone(), &self.grounds)
    }

    fn ground_of(&self, spot: Spot) -> Option<&Ground> {
        let at = usize::try_from(spot.ground).ok()?.checked_sub(1)?;
        self.grounds.get(at).map(|ground| &**ground)
    }

    /// What a figure rests on; there whenever a line gives the figure, if only an empty one.
    pub fn ground(&self, slot: usize, row: usize) -> Option<&Ground> {
        self.ground_of(self.spots.get(slot, row)?)
    }

    /// Where a figure stands.
    pub fn place(&self, slot: usize, row: usize) -> Option<Place> {
        let spot = self.spots.get(slot, row)?;
        let file = Arc::clone(&self.ground_of(spot)?.file);
        Some(Place { file, line: spot.line, column: spot.column })
    }

    /// Both of it.
    pub fn get(&self, slot: usize, row: usize) -> Option<Source> {
        let Ground { document, note, by, on, .. } = self.ground(slot, row)?.clone();
        Some(Source { document, note, by, on, place: self.place(slot, row)? })
    }

    /// The figures of one row: the column, and what it rests on.
    pub fn of_row(&self, row: usize) -> impl Iterator<Item = (usize, &Ground)> {
        let columns = 0..self.spots.0.len();
        columns.filter_map(move |slot| Some((slot, self.ground(slot, row)?)))
    }

    /// The figures of one row of a lane: the column, and what it rests on.
    pub fn of_layer(&self, spots: &Spots, row: usize) -> Vec<(usize, &Ground)> {
        let there = |slot| Some((slot, self.ground_of(spots.get(slot, row)?)?));
        (0..spots.0.len()).filter_map(there).collect()
    }

    /// The same under other columns: each from the one that goes before it.
    pub fn moved(&self, slots: impl IntoIterator<Item = (usize, usize)>) -> Self {
        let mut spots = Spots::default();
        for (was, is) in slots {
            if let (Some(column), Some(moved)) = (self.spots.0.get(was), spots.shared(is)) {
                *moved = Arc::clone(column);
            }
        }
        self.of(&spots)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ground(note: &str) -> Ground {
        let note = Some(note.to_owned()).filter(|note| !note.is_empty());
        Ground { document: None, note, by: None, on: None, file: "e.csv".into() }
    }

    fn place(line: u32, column: u32) -> Place {
        Place { file: "e.csv".into(), line, column }
    }

    #[test]
    fn a_figure_is_told_where_it_stands_and_what_it_rests_on() {
        let mut grounds = Grounds::default();
        let mut spots = Spots::default();
        for (row, note) in [(0, ""), (1, "n"), (3, "")] {
            let on = grounds.place(ground(note));
            spots.put((2, row), 4, &place(7, 9), on);
        }
        assert_eq!(grounds.all.len(), 2, "each ground once");
        assert_eq!(grounds.first_place(&spots, 2, 1), Some(place(7, 9)));
        let sources = Sources::new(spots, &grounds.into_all());
        let at = |slot, row| sources.get(slot, row).map(|source| (source.note, source.place));
        assert_eq!(at(2, 1), Some((Some("n".into()), place(7, 9))));
        assert_eq!(at(2, 0), Some((None, place(7, 9))));
        assert_eq!((at(2, 2), at(1, 0), at(9, 0)), (None, None, None));
        assert_eq!(sources.of_row(3).map(|(slot, _)| slot).collect::<Vec<_>>(), [2]);
        assert_eq!(sources.moved([(2, 5)]).get(5, 1), sources.get(2, 1));
        assert!(sources.moved([(2, 5)]).get(2, 1).is_none());
    }

    #[test]
    fn a_later_lane_goes_over_an_earlier_one_and_leaves_it_as_it_was() {
        let mut grounds = Grounds::default();
        let on = grounds.place(ground(""));
        let (mut own, mut later) = (Spots::default(), Spots::default());
        own.put((0, 0), 2, &place(1, 1), on);
        own.put((0, 1), 2, &place(2, 1), on);
        later.put((0, 1), 2, &place(3, 1), on);
        let mut both = own.clone();
        both.lay(&later);
        let line = |spots: &Spots, row| grounds.first_place(spots, 0, row).map(|at| at.line);
        assert_eq!((line(&both, 0), line(&both, 1)), (Some(1), Some(3)));
        assert_eq!(line(&own, 1), Some(2));
        assert_eq!(both.all().collect::<Vec<_>>(), [(0, 0), (0, 1)]);
        let given = later.given(0..1, 2);
        assert_eq!((given.get(0), given.get(1)), (false, true));
    }
}
