//! Instances to be advised on: generated years of every rule, and plain sets of priced yes/no items.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use par_index::advice::Limits;
use par_index::{Advice, Criteria, Evidence};
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngSeed, TestRunner};

use crate::oracle;
use crate::road::{Year, evidence};

/// As many generated years, always the same ones.
pub fn generated(cases: usize) -> Vec<Year> {
    let mut runner = TestRunner::new(Config {
        rng_seed: RngSeed::Fixed(20_261_122),
        failure_persistence: None,
        ..Config::default()
    });
    let mut years = Vec::new();
    for _ in 0..cases {
        let case = oracle::generate::case().new_tree(&mut runner).unwrap().current();
        let (criteria, given) = oracle::texts(&case);
        let texts: Vec<(&str, &str)> =
            criteria.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let criteria = Criteria::from_texts(&texts).unwrap_or_else(|error| panic!("{error}"));
        let files: Vec<(String, Vec<u8>)> =
            given.into_iter().map(|(name, text)| (name, text.into_bytes())).collect();
        let evidence = evidence(&files, &criteria);
        years.push(Year::ranked(criteria, evidence));
    }
    years
}

/// Every way to take at most one lever of each item.
pub fn ways(advice: &Advice) -> Vec<Vec<usize>> {
    let mut items: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (k, lever) in advice.levers.iter().enumerate() {
        items.entry(lever.item.as_ref().unwrap().to_string()).or_default().push(k);
    }
    let mut ways = vec![Vec::new()];
    for levers in items.values() {
        let more: Vec<Vec<usize>> = ways
            .iter()
            .flat_map(|way: &Vec<usize>| levers.iter().map(|k| [way.as_slice(), &[*k]].concat()))
            .collect();
        ways.extend(more);
    }
    ways
}

pub fn count(advice: &Advice) -> usize {
    let mut items: BTreeMap<String, usize> = BTreeMap::new();
    for lever in &advice.levers {
        *items.entry(lever.item.as_ref().unwrap().to_string()).or_default() += 1;
    }
    items.values().fold(1, |all, levers| all.saturating_mul(levers + 1))
}

/// A set of yes/no items, none of them done, with what each is worth and costs; points in hundredths.
pub fn plain(worth: &[i64], price: &[i64]) -> (Year, Limits) {
    priced(worth, price, hundredths)
}

/// The same in whatever unit is written so.
pub fn priced(worth: &[i64], price: &[i64], written: fn(i64) -> String) -> (Year, Limits) {
    let mut index =
        String::from("set: plain\nyear: 2025\ntitle: Plain\nsource: none\norigin: made_up\n");
    let total: i64 = worth.iter().sum();
    let _ = write!(
        index,
        "total: {0}\ngroups: {{ all: {{ title: All }} }}\nareas:\n  - code: \"1\"\n    title: All\n    source: none\n    max: {0}\n    items:\n",
        written(total)
    );
    let mut given = String::from("agency,year,item,field,value\n");
    let mut limits = String::from("items:\n");
    for (k, (worth, price)) in worth.iter().zip(price).enumerate() {
        let _ = writeln!(
            index,
            "      - {{ code: \"1.{k}\", title: Item, max: {}, fields: {{ done: yes_no }}, rule: {{ yes_no: done }} }}",
            written(*worth)
        );
        let _ = writeln!(given, "a,2025,1.{k},done,no");
        let _ = writeln!(limits, "  \"1.{k}\": {{ cost: {} }}", written(*price));
    }
    let criteria =
        Criteria::from_texts(&[("index.yaml", &index)]).unwrap_or_else(|error| panic!("{error}"));
    let register = "agencies:\n  - { code: a, name: A, group: all }\n".as_bytes();
    let evidence = Evidence::from_files(
        &[("agencies.yaml", register), ("e.csv", given.as_bytes())],
        &criteria,
    )
    .unwrap_or_else(|error| panic!("{error}"));
    let limits = Limits::parse("limits.yaml", &limits, &criteria).unwrap();
    (Year::ranked(criteria, evidence), limits)
}

pub fn hundredths(n: i64) -> String {
    format!("{}.{:02}", n / 100, n % 100)
}

pub fn millionths(n: i64) -> String {
    format!("{}.{:06}", n / 1_000_000, n % 1_000_000)
}
