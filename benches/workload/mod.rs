//! The workload of every bench: a made-up set of 90 items of eight rule kinds in eight areas, 100.00 points, and
//! made-up agencies, of which one figure in thirty is not given. The same numbers every time.
#![allow(
    dead_code,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a bench may give up, and uses what it needs"
)]

use par_index::agencies::Assessed;
use par_index::evidence::Figures;
use par_index::language::Text;
use par_index::{Criteria, Evidence};

pub const ITEMS: usize = 90;
const AREAS: [usize; 8] = [14, 12, 14, 9, 12, 9, 13, 7];
const KINDS: [(Kind, u32); 8] = [
    (Kind::YesNo, 20),
    (Kind::Bands, 20),
    (Kind::Proportional, 14),
    (Kind::Lateness, 10),
    (Kind::Checklist, 8),
    (Kind::Each, 6),
    (Kind::Deduct, 6),
    (Kind::Survey, 6),
];
const MAXIMA: [i64; 9] = [50, 100, 75, 150, 100, 125, 200, 50, 100];
const DUES: [&str; 6] = ["01-31", "03-15", "06-20", "09-30", "12-15", "12-25"];
/// Days from 1970-01-01 to each of them in 2023.
const DUE_DAYS: [i64; 6] = [19_388, 19_431, 19_528, 19_630, 19_706, 19_716];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    YesNo,
    Bands,
    Proportional,
    Lateness,
    Checklist,
    Each,
    Deduct,
    Survey,
}

/// One item: its kind, its place and its maximum in hundredths of a point.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    pub n: usize,
    pub kind: Kind,
    pub max: i64,
}

/// The items, the kinds laced through one another, 100.00 points in all.
pub fn items() -> Vec<Item> {
    let mut left = KINDS;
    let mut items: Vec<Item> = (0..ITEMS)
        .map(|n| {
            let share = |k: usize| f64::from(left[k].1) / f64::from(KINDS[k].1);
            let k = (0..8).rev().max_by(|a, b| share(*a).total_cmp(&share(*b))).unwrap();
            left[k].1 -= 1;
            Item { n: n + 1, kind: left[k].0, max: MAXIMA[n % 9] }
        })
        .collect();
    let mut lacking = 10_000 - items.iter().map(|item| item.max).sum::<i64>();
    let mut yes_no: Vec<&mut Item> =
        items.iter_mut().filter(|item| item.kind == Kind::YesNo).collect();
    let count = i64::try_from(yes_no.len()).unwrap();
    for (k, item) in (0..).zip(&mut yes_no) {
        let share = lacking.div_euclid(count - k);
        item.max += share;
        lacking -= share;
    }
    items
}

fn points(hundredths: i64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// The points of each part, in hundredths: of bands, of a checklist, of occurrences.
pub fn parts(item: &Item) -> Vec<i64> {
    let m = item.max;
    match item.kind {
        Kind::Bands => vec![m, m * 3 / 4, m / 2, m / 4, 0],
        Kind::Lateness => vec![m, m * 3 / 4, m / 2, m / 4, 0],
        Kind::Checklist => {
            let most = [m / 4, m / 4, m / 5];
            most.into_iter().chain([m - most.iter().sum::<i64>()]).collect()
        }
        Kind::Each => vec![5.max(m / 6)],
        Kind::Deduct => vec![5.max(m / 8), 10.max(m / 3)],
        _ => Vec::new(),
    }
}

fn rule(item: &Item) -> String {
    let p: Vec<String> = parts(item).into_iter().map(points).collect();
    let share =
        |over| format!("share: {{ of: done, in: plan, if_none: not_applicable, over: {over} }}");
    match item.kind {
        Kind::YesNo => "fields: { held: yes_no }, rule: { yes_no: held }".into(),
        Kind::Bands => format!(
            "fields: {{ done: count, plan: count }}, rule: {{ bands: {{ of: {{ {} }}, award: [{{ from: 100, points: {} }}, \
             {{ from: 90, below: 100, points: {} }}, {{ from: 80, below: 90, points: {} }}, {{ from: 60, below: 80, points: {} }}, \
             {{ below: 60, points: {} }}] }} }}",
            share("keep"),
            p[0],
            p[1],
            p[2],
            p[3],
            p[4]
        ),
        Kind::Proportional => format!(
            "fields: {{ done: count, plan: count }}, rule: {{ proportional: {{ of: {{ {} }}, nothing_below: 80 }} }}",
            share("cap")
        ),
        Kind::Lateness => format!(
            "fields: {{ sent: date }}, rule: {{ lateness: {{ of: sent, due: {}, award: [{{ to: 0, points: {} }}, \
             {{ above: 0, to: 5, points: {} }}, {{ above: 5, to: 15, points: {} }}, {{ above: 15, to: 30, points: {} }}, \
             {{ above: 30, points: {} }}] }} }}",
            DUES[(item.n - 1) % 6],
            p[0],
            p[1],
            p[2],
            p[3],
            p[4]
        ),
        Kind::Checklist => format!(
            "fields: {{ a: yes_no, b: yes_no, c: yes_no, d: yes_no }}, rule: {{ checklist: {{ a: {}, b: {}, c: {}, d: {} }} }}",
            p[0], p[1], p[2], p[3]
        ),
        Kind::Each => {
            format!("fields: {{ n: count }}, rule: {{ each: {{ of: n, points: {} }} }}", p[0])
        }
        Kind::Deduct => format!(
            "fields: {{ minor: count, major: count }}, rule: {{ deduct: {{ each: {{ minor: {}, major: {} }} }} }}",
            p[0], p[1]
        ),
        Kind::Survey => {
            let field = |q| format!("q{q}: {{ kind: amount, least: 1, most: 5 }}");
            let fields: Vec<String> = (1..6).map(field).collect();
            let group = |q| format!("q{q}: {{ weight: 1, mean: {{ from: 1, to: 5 }} }}");
            let groups: Vec<String> = (1..6).map(group).collect();
            format!(
                "method: survey, fields: {{ {} }}, rule: {{ survey: {{ {} }} }}",
                fields.join(", "),
                groups.join(", ")
            )
        }
    }
}

/// The set in YAML.
pub fn yaml(groups: usize) -> String {
    let mut text = String::from(
        "set: workload\nyear: 2023\ntitle: Khối lượng công việc\nsource: made up\norigin: made_up\ntotal: 100\n\
         rounding: { leaf: { digits: 2, mode: half_up }, percent: { digits: 2, mode: half_up } }\n\
         not_applicable: exclude\nmissing: not_applicable\n\
         tiers: [{ tier: excellent, from: 90 }, { tier: good, from: 80, below: 90 }, { tier: fair, from: 70, below: 80 }, \
         { tier: average, from: 60, below: 70 }, { tier: weak, below: 60 }]\ngroups:\n",
    );
    (0..groups).for_each(|g| text.push_str(&format!("  g{g}: {{ title: Khối {g} }}\n")));
    text.push_str("areas:\n");
    let mut rest = items().into_iter();
    for (a, size) in AREAS.into_iter().enumerate() {
        let items: Vec<Item> = rest.by_ref().take(size).collect();
        let max = points(items.iter().map(|item| item.max).sum());
        text.push_str(&format!(
            "  - code: a{}\n    title: Lĩnh vực {}\n    max: {max}\n    source: made up\n    items:\n",
            a + 1,
            a + 1
        ));
        for item in &items {
            text.push_str(&format!(
                "      - {{ code: p{:02}, title: Mục {}, max: {}, {} }}\n",
                item.n,
                item.n,
                points(item.max),
                rule(item)
            ));
        }
    }
    text
}

pub fn criteria(groups: usize) -> Criteria {
    Criteria::from_texts(&[("index.yaml", &yaml(groups))]).unwrap_or_else(|error| panic!("{error}"))
}

/// Numbers that look random and are the same every time.
pub struct Draw(pub u64);

impl Draw {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: u64) -> i64 {
        i64::try_from(self.next() % n).unwrap()
    }
}

pub type Columns = Vec<(String, Vec<Option<i64>>)>;

/// The figures of so many agencies, by name.
pub fn columns(agencies: usize) -> Columns {
    let mut draw = Draw(20_260);
    let quality: Vec<i64> = (0..agencies).map(|_| 45 + draw.below(50)).collect();
    let mut columns = Vec::new();
    for item in items() {
        let absent: Vec<bool> = (0..agencies).map(|_| draw.below(33) == 0).collect();
        let mut put = |field: &str, figure: &mut dyn FnMut(usize) -> Option<i64>| {
            let figures = (0..agencies).map(|row| if absent[row] { None } else { figure(row) });
            columns.push((format!("p{:02}.{field}", item.n), figures.collect()));
        };
        let draw = std::cell::RefCell::new(&mut draw);
        let yes = |row: usize| i64::from(draw.borrow_mut().below(100) < quality[row]);
        let some = |n: u64| draw.borrow_mut().below(n);
        match item.kind {
            Kind::YesNo => put("held", &mut |row| Some(yes(row))),
            Kind::Bands | Kind::Proportional => {
                let plan: Vec<i64> =
                    (0..agencies).map(|_| some(400) * i64::from(some(200) > 0)).collect();
                put("done", &mut |row| {
                    let share = quality[row] + some(40) - 12;
                    Some(if some(3) == 0 { plan[row] } else { plan[row] * share / 100 })
                });
                put("plan", &mut |row| Some(plan[row]));
            }
            Kind::Lateness => put("sent", &mut |row| {
                let late = if yes(row) == 1 { -some(20) } else { 1 + some(49) };
                Some(DUE_DAYS[(item.n - 1) % 6] + late)
            }),
            Kind::Checklist => ["a", "b", "c", "d"].into_iter().for_each(|field| {
                put(field, &mut |row| (some(50) > 0).then(|| yes(row)));
            }),
            Kind::Each => put("n", &mut |_| Some(some(12))),
            Kind::Deduct => {
                put("minor", &mut |_| Some(some(5)));
                put("major", &mut |_| Some(some(3) * some(2)));
            }
            Kind::Survey => ["q1", "q2", "q3", "q4", "q5"].into_iter().for_each(|field| {
                put(field, &mut |row| {
                    (some(20) > 0).then(|| (1 + quality[row] / 25 + some(3) - 1).clamp(1, 5))
                });
            }),
        }
    }
    columns
}

/// The agencies, spread over the groups.
pub fn agencies(count: usize, groups: usize) -> Vec<Assessed> {
    let agency = |k: usize| Assessed {
        code: format!("a{k}").as_str().into(),
        name: Text { vi: format!("Cơ quan {k}"), en: format!("Agency {k}") },
        group: format!("g{}", k % groups).as_str().into(),
        unranked: None,
        submitted: false,
        self_scored: false,
    };
    (0..count).map(agency).collect()
}

pub fn evidence(criteria: &Criteria, count: usize, groups: usize, columns: &Columns) -> Evidence {
    let figures: Vec<Figures<'_>> = columns
        .iter()
        .map(|(name, counts)| Figures { name, digits: 0, counts: counts.clone() })
        .collect();
    Evidence::from_columns(criteria, agencies(count, groups), &figures)
        .unwrap_or_else(|error| panic!("{error}"))
}

/// The register of agencies in YAML, and the figures as CSV, one a line.
pub fn texts(count: usize, groups: usize, columns: &Columns) -> [String; 2] {
    let mut register = "agencies:\n".to_owned();
    for k in 0..count {
        let group = k % groups;
        register.push_str(&format!("  - {{ code: a{k}, name: Cơ quan {k}, group: g{group} }}\n"));
    }
    let mut figures = "agency,year,item,field,value\n".to_owned();
    for (name, figure) in columns {
        let (item, field) = name.split_once('.').unwrap();
        let kind = kind_of(name);
        for (k, value) in figure.iter().enumerate() {
            let Some(value) = value else { continue };
            let value = written(kind, *value);
            figures.push_str(&format!("a{k},2023,{item},{field},{value}\n"));
        }
    }
    [register, figures]
}

/// The figures as CSV, one agency a row.
pub fn wide(count: usize, columns: &Columns) -> String {
    let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
    let kinds: Vec<Kind> = names.iter().map(|name| kind_of(name)).collect();
    let mut text = format!("agency,year,{}\n", names.join(","));
    for k in 0..count {
        text.push_str(&format!("a{k},2023"));
        for ((_, figure), kind) in columns.iter().zip(&kinds) {
            let value = figure[k].map_or(String::new(), |value| written(*kind, value));
            text.push_str(&format!(",{value}"));
        }
        text.push('\n');
    }
    text
}

fn kind_of(name: &str) -> Kind {
    let (item, _) = name.split_once('.').unwrap();
    items()[item[1..].parse::<usize>().unwrap() - 1].kind
}

fn written(kind: Kind, value: i64) -> String {
    match kind {
        Kind::YesNo | Kind::Checklist => ["no", "yes"][usize::from(value > 0)].to_owned(),
        Kind::Lateness => par_index::calendar::Day::of_number(value).unwrap().to_string(),
        _ => value.to_string(),
    }
}

/// What one agency earns at one item, in hundredths, worked out the plain way.
pub fn plain(item: &Item, columns: &Columns, row: usize) -> Option<i64> {
    let prefix = format!("p{:02}.", item.n);
    let own: Vec<Option<i64>> =
        columns.iter().filter(|(name, _)| name.starts_with(&prefix)).map(|(_, c)| c[row]).collect();
    let p = parts(item);
    let half_up = |n: i64, d: i64| (2 * n + d) / (2 * d);
    match item.kind {
        Kind::YesNo => own[0].map(|yes| yes * item.max),
        Kind::Bands | Kind::Proportional => {
            let (done, plan) = (own[0]?, own[1].filter(|plan| *plan > 0)?);
            let bands = [100, 90, 80, 60, 0];
            Some(match item.kind {
                Kind::Bands => p[bands.iter().position(|t| done * 100 >= t * plan).unwrap()],
                _ if done * 100 < 80 * plan => 0,
                _ => half_up(item.max * done.min(plan), plan),
            })
        }
        Kind::Lateness => {
            let late = own[0]? - DUE_DAYS[(item.n - 1) % 6];
            Some([0, 5, 15, 30].iter().position(|t| late <= *t).map_or(0, |k| p[k]))
        }
        Kind::Checklist | Kind::Deduct => {
            own.iter().flatten().next()?;
            let sum: i64 = own.iter().zip(&p).map(|(n, p)| n.unwrap_or(0) * p).sum();
            Some(if item.kind == Kind::Deduct { 0.max(item.max - sum) } else { sum })
        }
        Kind::Each => own[0].map(|n| item.max.min(n * p[0])),
        Kind::Survey => {
            let given: Vec<i64> = own.into_iter().flatten().collect();
            let count = i64::try_from(given.len()).unwrap();
            (count > 0).then(|| half_up(item.max * (given.iter().sum::<i64>() - count), 4 * count))
        }
    }
}
