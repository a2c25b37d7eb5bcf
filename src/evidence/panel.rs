//! A wide table of many agencies and years to evidence, part by part; figures alone, no document behind each.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::tables::Tables;
use super::{Evidence, EvidenceError, figure, typed, wide};
use crate::column::Column;
use crate::criteria::Criteria;
use crate::document::YEARS;
use crate::fault::{Fault, Faults, Place, hint};
use crate::quantity::Year;
use crate::rule::{Figure, FigureKind};
use crate::table::wide::{Key, Keys, Kind, Opened, Part, Rows, Wanted, Wide};

/// The columns that a row is called by.
const KEYS: [&str; 3] = ["agency", "year", "group"];

/// A wide table that is open: a row for each agency and year, its headings known.
pub struct Table {
    path: PathBuf,
    opened: Opened,
    /// What other people call its columns.
    mapping: Option<Tables>,
}

/// A table that is being read.
pub(crate) struct Reading {
    pub wide: Wide,
    pub layout: Layout,
}

/// What stands where.
pub(crate) struct Layout {
    /// The columns of figures, in the order asked for.
    figures: Vec<(usize, Arc<Figure>)>,
    /// Where each of [`KEYS`] comes from.
    keys: [From; 3],
    /// Where each column of keys stands among those asked for.
    key_places: Vec<usize>,
}

/// Where a key comes from.
#[derive(Clone, Debug)]
enum From {
    /// A column, by its place among those asked for.
    Column(usize),
    /// The same in every row.
    Constant(Key, Place),
}

/// A part of the table, read.
pub(crate) struct Read {
    pub evidence: Evidence,
    pub rows: usize,
    pub agencies: Keys,
    /// The year of each row, and the place of its group among those of the set.
    pub years: Vec<Year>,
    pub groups: Vec<usize>,
    /// The rows as they stand in the file, without their figures.
    pub lines: Rows,
}

impl Table {
    /// Opens a table, CSV or Parquet; `columns` says what other people call its columns.
    ///
    /// # Errors
    /// When a file cannot be opened, or is not what it should be: all faults at once.
    pub fn open(path: &Path, columns: Option<&Path>) -> Result<Self, EvidenceError> {
        let mut faults = Faults::default();
        let mapping =
            columns.map(|path| std::fs::read(path).map_err(unreadable(path))).transpose()?;
        let mapping = columns.zip(mapping);
        let mapping = mapping.and_then(|(path, bytes)| {
            Tables::read(&path.display().to_string(), &bytes, &mut faults)
        });
        let opened = Opened::read(path, &mut faults).map_err(unreadable(path))?;
        match opened.filter(|_| !faults.is_faulty()) {
            Some(opened) => Ok(Self { path: path.to_owned(), opened, mapping }),
            None => Err(EvidenceError::Faulty(faults.sorted())),
        }
    }

    /// The table as a set reads it.
    pub(crate) fn under(self, criteria: &Criteria) -> Result<Reading, EvidenceError> {
        let Self { path, opened, mapping } = self;
        let mut faults = Faults::default();
        let heads = opened.headings.clone();
        let file = path.display().to_string();
        let named = match mapping {
            Some(tables) => tables.headings(&file, heads.clone(), &mut faults),
            None => heads.iter().map(|(head, place)| (head.clone(), place.clone(), None)).collect(),
        };
        let laid = if faults.is_faulty() {
            None
        } else {
            lay_out(criteria, &file, &heads, named, &mut faults)
        };
        let reading = match laid {
            Some((layout, wanted)) => Wide::open(opened, &path, wanted, &mut faults)
                .map_err(unreadable(&path))?
                .map(|wide| Reading { wide, layout }),
            None => None,
        };
        match reading.filter(|_| !faults.is_faulty()) {
            Some(reading) => Ok(reading),
            None => Err(EvidenceError::Faulty(faults.sorted())),
        }
    }
}

fn unreadable(path: &Path) -> impl FnOnce(std::io::Error) -> EvidenceError {
    let path = path.to_owned();
    move |source| EvidenceError::Unreadable { path, source }
}

impl Reading {
    /// Whether all agencies are called by small whole numbers.
    pub fn has_numbers(&self) -> bool {
        let [agency, ..] = &self.layout.keys;
        let wanted = |k: &usize| self.layout.key_places.get(*k).copied();
        matches!(agency, From::Column(k) if wanted(k).is_some_and(|at| self.wide.is_whole(at)))
    }
}

/// Which column holds what; a column that nobody asked for is a fault.
fn lay_out(
    criteria: &Criteria,
    file: &str,
    heads: &[(String, Place)],
    named: Vec<(String, Place, Option<String>)>,
    faults: &mut Faults,
) -> Option<(Layout, Vec<Wanted>)> {
    let before = faults.len();
    let mut keys: BTreeMap<&str, From> = BTreeMap::new();
    let mut figures = Vec::new();
    let mut wanted = Vec::new();
    let mut key_places = Vec::new();
    let mut seen = BTreeMap::new();
    for (name, place, constant) in named {
        if seen.insert(name.clone(), ()).is_some() {
            faults.add(Fault::new("repeated-column", &place).with("column", name.as_str()));
            continue;
        }
        let heading = || {
            let k = usize::try_from(place.column).ok().and_then(|k| k.checked_sub(1));
            k.and_then(|k| heads.get(k)).map_or_else(|| name.clone(), |(head, _)| head.clone())
        };
        if let Some(key) = KEYS.iter().find(|key| **key == name) {
            let from = match constant {
                Some(text) => From::Constant(Key::Word(text.into()), place),
                None => {
                    key_places.push(wanted.len());
                    wanted.push(Wanted { heading: heading(), kind: Kind::Key });
                    From::Column(key_places.len() - 1)
                }
            };
            keys.insert(*key, from);
            continue;
        }
        match typed::figure_of(criteria, name.trim_start_matches('.'), &place) {
            Ok((slot, figure)) => {
                wanted.push(Wanted { heading: heading(), kind: kind(&figure) });
                figures.push((slot, figure));
            }
            Err(_) => faults.add(wide::unasked(&name, &place, &wide::names(criteria), &KEYS)),
        }
    }
    let own_year = Key::Whole(criteria.year.0.into());
    let year = keys.remove("year").unwrap_or(From::Constant(own_year, Place::whole(file)));
    let only = criteria.groups.first().filter(|_| criteria.groups.len() == 1);
    let only =
        only.map(|group| From::Constant(Key::Word(group.name.as_str().into()), Place::whole(file)));
    let group = keys.remove("group").or(only);
    let agency = keys.remove("agency");
    let missing = |column: &str, faults: &mut Faults| {
        faults.add(Fault::new("column-missing", &Place::whole(file)).with("columns", column));
    };
    if agency.is_none() {
        missing("agency", faults);
    }
    if group.is_none() {
        missing("group", faults);
    }
    let keys = [agency?, year, group?];
    (faults.len() == before).then_some((Layout { figures, keys, key_places }, wanted))
}

/// What the cells of a figure's column are.
fn kind(figure: &Figure) -> Kind {
    match figure.kind {
        FigureKind::YesNo => Kind::Bit,
        FigureKind::Date => Kind::Day,
        FigureKind::Grade => Kind::Word,
        _ => Kind::Number,
    }
}

impl Layout {
    /// Reads a part; what is wrong in it goes to `faults`, and then there is none.
    pub fn read(&self, criteria: &Criteria, part: &Part, faults: &mut Faults) -> Option<Read> {
        let before = faults.len();
        let mut lines = match part.read() {
            Ok(rows) => rows,
            Err(fault) => {
                faults.add(*fault);
                return None;
            }
        };
        std::mem::take(&mut lines.faults).into_iter().for_each(|fault| faults.add(fault));
        let mut columns = Vec::new();
        let figures = std::mem::take(&mut lines.figures);
        for ((slot, figure), cells) in self.figures.iter().zip(figures) {
            let mut column = cells.column;
            for (row, text) in cells.odd {
                if text.trim().is_empty() {
                    continue;
                }
                match figure::parse(&text, figure, &lines.place(row)) {
                    Ok(number) => column.set(row, Some(number)),
                    Err(fault) => faults.add(fault),
                }
            }
            columns.push((*slot, &**figure, column));
        }
        let read = self.keyed(criteria, &mut lines, columns, faults);
        read.filter(|_| faults.len() == before)
    }

    fn keyed(
        &self,
        criteria: &Criteria,
        lines: &mut Rows,
        columns: Vec<(usize, &Figure, Column)>,
        faults: &mut Faults,
    ) -> Option<Read> {
        let [agency, year, group] = &self.keys;
        let years = keyed(year, lines, "year", faults, &|key| {
            let year = key.text().parse().ok().filter(|year| YEARS.contains(year));
            year.and_then(|year| u32::try_from(year).ok()).ok_or_else(|| {
                let fault = Fault::new("bad-whole", &Place::whole("")).with("text", &*key.text());
                fault.with("least", YEARS.start().to_string()).with("most", YEARS.end().to_string())
            })
        });
        let groups = keyed(group, lines, "group", faults, &|key| {
            let name = key.text();
            let at = criteria.groups.iter().position(|group| group.name.as_str() == name);
            at.and_then(|at| u32::try_from(at).ok()).ok_or_else(|| {
                let known = criteria.groups.iter().map(|group| group.name.as_str());
                let fault = Fault::new("unknown-group", &Place::whole("")).with("agency", "");
                fault.with("group", &*name).with("hint", hint(&name, known))
            })
        });
        let agencies = match agency {
            From::Column(k) => lines.keys.get(*k).cloned(),
            From::Constant(key, _) => Some(Keys::same(key, lines.rows)),
        };
        let (years, groups, agencies) = (years?, groups?, agencies?);
        if let Some(row) = agencies.gap() {
            faults.add(Fault::new("panel-no-key", &lines.place(row)).with("column", "agency"));
            return None;
        }
        let place = |row: usize| lines.place(row);
        let rows = lines.rows;
        let evidence = Evidence::of_rows(criteria, rows, columns, &place, faults);
        lines.keys = Vec::new();
        let year = |year: &u32| Year(i16::try_from(*year).unwrap_or(i16::MAX));
        let wide = |at: &u32| usize::try_from(*at).unwrap_or(usize::MAX);
        Some(Read {
            evidence,
            rows,
            agencies,
            years: years.iter().map(year).collect(),
            groups: groups.iter().map(wide).collect(),
            lines: std::mem::take(lines),
        })
    }
}

/// What each row's key stands for; a key that stands for nothing, or none, is a fault once.
fn keyed(
    from: &From,
    lines: &Rows,
    column: &str,
    faults: &mut Faults,
    number: &dyn Fn(&Key) -> Result<u32, Fault>,
) -> Option<Vec<u32>> {
    let keys = match from {
        From::Column(k) => lines.keys.get(*k)?,
        From::Constant(key, place) => {
            return match number(key) {
                Ok(number) => Some(vec![number; lines.rows]),
                Err(fault) => {
                    faults.add(fault.at(place));
                    None
                }
            };
        }
    };
    let mut bad = Vec::new();
    let mut known: HashMap<Key, u32> = HashMap::new();
    let numbers = keys.numbered(|key| {
        if let Some(number) = known.get(&key) {
            return *number;
        }
        let number = number(&key).unwrap_or_else(|fault| {
            bad.push(fault);
            u32::MAX - u32::try_from(bad.len() - 1).unwrap_or_default()
        });
        known.insert(key, number);
        number
    });
    if let Some(row) = numbers.iter().position(Option::is_none) {
        faults.add(Fault::new("panel-no-key", &lines.place(row)).with("column", column));
        return None;
    }
    for (k, fault) in (0..).zip(bad.clone()) {
        let row = numbers.iter().position(|number| *number == Some(u32::MAX - k));
        faults.add(fault.at(&lines.place(row.unwrap_or_default())));
    }
    bad.is_empty().then(|| numbers.into_iter().flatten().collect())
}
