//! What agencies sent: seeds that mean something for any set, so that a case shrinks without being drawn anew.

use proptest::prelude::*;

use super::rule::Rule;
use super::set::{
    Agency, Body, Day, Field, Figure, Kind, Method, Node, Number, Record, Set, Worth, number,
};

/// An agency before it knows the set.
#[derive(Clone, Debug)]
pub struct Seeds {
    group: bool,
    unranked: bool,
    /// Sent nothing at all.
    silent: bool,
    /// Sent what the agency before it sent.
    same: bool,
    /// One for each figure in turn, then from the start.
    figures: Vec<u16>,
    /// One for each item in turn: what became of it.
    items: Vec<u8>,
}

/// Seeds of one agency.
pub fn seeds() -> impl Strategy<Value = Seeds> {
    let rarely = || prop::bool::weighted(0.08);
    let figures = prop::collection::vec(0..1200u16, 1..=24);
    let items = prop::collection::vec(0..24u8, 1..=12);
    (any::<bool>(), rarely(), rarely(), prop::bool::weighted(0.25), figures, items).prop_map(
        |(group, unranked, silent, same, figures, items)| Seeds {
            group,
            unranked,
            silent,
            same,
            figures,
            items,
        },
    )
}

/// The agencies of a set. `unranked`: some may be left out of the ranking.
pub fn agencies(set: &Set, seeds: Vec<Seeds>, unranked: bool) -> Vec<Agency> {
    let mut agencies: Vec<Agency> = Vec::new();
    for (at, seeds) in seeds.into_iter().enumerate() {
        let record = match agencies.last() {
            Some(before) if seeds.same => before.record.clone(),
            _ if seeds.silent => Record::default(),
            _ => record(set, &seeds),
        };
        let group = set.groups.get(usize::from(seeds.group)).or(set.groups.first());
        let group = group.map(|g| g.name.clone()).unwrap_or_default();
        agencies.push(Agency {
            code: format!("s{}", at + 1),
            group,
            unranked: unranked && seeds.unranked,
            record,
        });
    }
    agencies
}

/// What an agency does with one item.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Doing {
    Sends,
    SendsNothing,
    Declares { confirmed: bool },
}

fn record(set: &Set, seeds: &Seeds) -> Record {
    let mut record = Record::default();
    let mut figures = seeds.figures.iter().copied().cycle();
    let mut items = seeds.items.iter().copied().cycle();
    fill(&mut record, "", &set.fields, &Number::default(), Doing::Sends, &mut figures);
    for area in &set.areas {
        node(set, &mut record, area, Method::Own, (&mut figures, &mut items));
    }
    record
}

type Draws<'a> = (&'a mut dyn Iterator<Item = u16>, &'a mut dyn Iterator<Item = u8>);

fn node(set: &Set, record: &mut Record, node_: &Node, above: Method, (figures, items): Draws) {
    let method = node_.method.unwrap_or(above);
    let whole = node_.worth.amount();
    match &node_.body {
        Body::Items(children) => {
            fill(record, &node_.id, &node_.fields, whole, Doing::Sends, figures);
            children.iter().for_each(|child| node(set, record, child, method, (figures, items)));
        }
        Body::Rule(rule) => {
            let mut doing = match items.next().unwrap_or_default() {
                20 => Doing::SendsNothing,
                21 | 22 => Doing::Declares { confirmed: true },
                23 => Doing::Declares { confirmed: false },
                _ => Doing::Sends,
            };
            if set.survey_not_held.is_some() && method == Method::Survey {
                doing = Doing::SendsNothing;
            }
            let refused = set.refuse_unconfirmed && doing == Doing::Declares { confirmed: false };
            if let Doing::Declares { confirmed } = doing {
                record.declared.insert(node_.id.clone(), confirmed);
            }
            let fields = if refused { Doing::Sends } else { doing };
            fill(record, &node_.id, &node_.fields, whole, fields, figures);
            mend(record, node_, rule, figures);
        }
    }
}

/// Gives the fields of one node; some are left out, some stand in the file without a value.
pub(super) fn fill(
    record: &mut Record,
    id: &str,
    fields: &[Field],
    whole: &Number,
    doing: Doing,
    draw: &mut dyn Iterator<Item = u16>,
) {
    let mut empty = Vec::new();
    let mut given = false;
    for field in fields {
        let seed = draw.next().unwrap_or_default();
        let key = (id.to_owned(), field.name.clone());
        match seed {
            _ if doing != Doing::Sends => {}
            1080..1140 => {}
            1140.. if !matches!(field.kind, Kind::Ballots(_)) => empty.push(key),
            1140.. => {}
            _ => {
                given = true;
                record.figures.insert(key, figure(&field.kind, usize::from(seed), whole));
            }
        }
    }
    if given {
        record.empty.extend(empty);
    }
}

/// Last year's figures, and no share over 100 percent where that is refused.
pub(super) fn mend(
    record: &mut Record,
    item: &Node,
    rule: &Rule,
    draw: &mut dyn Iterator<Item = u16>,
) {
    let key = |name: &str| (item.id.clone(), name.to_owned());
    for name in rule.compared_years() {
        let shift = draw.next().unwrap_or_default() % 4;
        if let Some(Figure::Number(now)) = record.figures.get(&key(name)) {
            let then = match shift {
                0 => continue,
                1 => now.clone(),
                2 => now + number(1, 2),
                _ => now / number(2, 1),
            };
            record.figures.insert(key(&format!("{name}.last_year")), Figure::Number(then));
        }
    }
    for (of, among) in rule.refused() {
        let most = record.figures.get(&key(among)).cloned();
        if let (Some(Figure::Number(of)), Some(Figure::Number(most))) =
            (record.figures.get_mut(&key(of)), most)
        {
            *of = of.clone().min(most);
        }
    }
}

fn pick<T: Clone + Default>(table: &[T], seed: usize) -> T {
    table.get(seed % table.len()).cloned().unwrap_or_default()
}

fn figure(kind: &Kind, seed: usize, whole: &Number) -> Figure {
    let hundredth = |n: i64| number(n, 100);
    let within = |n: Number, most: Option<Number>| most.map_or(n.clone(), |most| n.min(most));
    match kind {
        Kind::YesNo => Figure::Yes(seed % 3 != 2),
        Kind::Count { most } => {
            let n = pick(&[0, 1, 2, 3, 4, 5, 7, 8, 10, 12, 20, 40, 1200], seed);
            Figure::Number(within(number(n, 1), most.map(|m| number(m, 1))))
        }
        Kind::Percent { most } => {
            let table =
                [0, 1000, 5000, 6667, 7000, 7999, 8000, 9000, 9500, 9950, 10000, 10001, 12000];
            let n =
                if seed % 17 == 16 { number(66_667, 1000) } else { hundredth(pick(&table, seed)) };
            Figure::Number(within(n, most.clone()))
        }
        Kind::Amount { range: None } => {
            let table = [0, 1250, 5000, 6667, 7000, 8000, 8001, 9000, 9500, 10000, 15000, -2000];
            Figure::Number(hundredth(pick(&table, seed)))
        }
        Kind::Amount { range: Some((least, most)) } => Figure::Number(
            least + (most - least) * number(pick(&[0, 1, 2, 3, 4, 5, 6, 7, 8], seed), 8),
        ),
        Kind::Points => Figure::Number(whole * number(pick(&[0, 1, 2, 3, 4], seed), 4)),
        Kind::Date => {
            let due = Day::of(Set::YEAR, 6, 15);
            Figure::Date(
                Day(due.0 + pick(&[0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 20, 40, -1, -10], seed)),
            )
        }
        Kind::Grade(options) => Figure::Grade(pick(options, seed)),
        Kind::Ballots(options) => {
            let cast = |at: usize| pick(&[0i64, 1, 2, 5, 10, 30, 50], seed >> (2 * at));
            let mut ballots: Vec<(String, i64)> =
                options.iter().enumerate().map(|(at, option)| (option.clone(), cast(at))).collect();
            if ballots.iter().all(|(_, n)| *n == 0) {
                ballots.iter_mut().take(1).for_each(|(_, n)| *n = 1);
            }
            Figure::Ballots(ballots)
        }
    }
}

/// The same kind of worth, at `amount`.
pub fn worth_like(like: &Worth, amount: Number) -> Worth {
    match like {
        Worth::Max(_) => Worth::Max(amount),
        Worth::Bonus(_) => Worth::Bonus(amount),
        Worth::Deduction(_) => Worth::Deduction(amount),
    }
}
