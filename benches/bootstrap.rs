//! How long do 1,000 replicates of 63 agencies' ranks take, 500 ballots each, 31,500,000 draws, with joint rank sets?
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a bench may give up"
)]

use std::fmt::Write as _;

use divan::Bencher;
use divan::counter::ItemsCount;
use par_index::quantity::{Exact, Percent};
use par_index::robustness::Settings;
use par_index::{AgencyCode, Criteria, Evidence, Plan, Robustness, Scores, Standings, scores};

const AGENCIES: usize = 63;
const BALLOTS: usize = 500;
const REPLICATES: u32 = 1000;

const SET: &str = "
set: bootstrap
year: 2025
title: Điều tra
source: made up
origin: made_up
total: 100
rounding: { leaf: { digits: 2, mode: half_up } }
groups: { all: {} }
areas:
  - code: \"1\"
    title: Hài lòng
    source: made up
    max: 100
    method: survey
    fields: { ballots: { kind: ballots, options: [1, 2, 3, 4, 5] } }
    rule: { survey: { ballots: { weight: 1, satisfied_from: 4 } } }
";

fn main() {
    divan::main();
}

/// On this many threads.
#[divan::bench(args = [2, 1], sample_count = 20)]
fn ranks(bencher: Bencher<'_, '_>, threads: usize) {
    scores::use_threads(threads);
    let criteria = Criteria::from_texts(&[("index.yaml", SET)]).unwrap();
    let evidence = evidence(&criteria);
    let scores = Scores::award(&Plan::compile(&criteria), &evidence);
    let standings = Standings::rank(&criteria, &evidence, &scores);
    let settings = Settings {
        seed: 42,
        replicates: REPLICATES,
        level: Percent::from(Exact::whole(95)),
        group: None,
        top: 3,
    };
    let drawn = || Robustness::of(&criteria, &evidence, &scores, &standings, &settings);
    assert_right(&criteria, &evidence, &settings, &drawn());
    bencher
        .counter(ItemsCount::new(AGENCIES * BALLOTS * usize::try_from(REPLICATES).unwrap()))
        .bench_local(drawn);
}

/// Ballots that lean this way or that, the same every time.
fn evidence(criteria: &Criteria) -> Evidence {
    let mut register = "agencies:\n".to_owned();
    let mut figures = "agency,year,item,field,value\n".to_owned();
    for agency in 0..AGENCIES {
        writeln!(register, "  - {{ code: a{agency}, name: Cơ quan {agency}, group: all }}")
            .unwrap();
        let high = 260 + (agency * 37) % 63 * 2;
        let counts = [20, 40, BALLOTS - 60 - high, high / 3, high - high / 3];
        for (option, count) in (1..).zip(counts) {
            writeln!(figures, "a{agency},2025,1,ballots.{option},{count}").unwrap();
        }
    }
    let files = [("agencies.yaml", register.as_bytes()), ("evidence.csv", figures.as_bytes())];
    Evidence::from_files(&files, criteria).unwrap_or_else(|error| panic!("{error}"))
}

/// Every agency's interval of places as the plain way has it, from the ballots that each replicate drew.
fn assert_right(criteria: &Criteria, evidence: &Evidence, settings: &Settings, found: &Robustness) {
    let codes: Vec<AgencyCode> =
        evidence.agencies().iter().map(|agency| agency.code.clone()).collect();
    let mut places: Vec<Vec<u32>> = vec![Vec::new(); AGENCIES];
    for replicate in 0..REPLICATES {
        let shares: Vec<u64> = codes
            .iter()
            .map(|code| {
                let drawn = Robustness::drawn(criteria, evidence, settings, code, replicate);
                let counts: Vec<u64> = drawn.iter().map(|(_, n)| n.parse().unwrap()).collect();
                let all: u64 = counts.iter().sum();
                assert_eq!(usize::try_from(all).unwrap(), BALLOTS);
                (20_000 * (counts[3] + counts[4]) + all) / (2 * all)
            })
            .collect();
        for (share, places) in shares.iter().zip(&mut places) {
            let ahead = shares.iter().filter(|other| *other > share).count();
            places.push(1 + u32::try_from(ahead).unwrap());
        }
    }
    for agency in &found.groups[0].agencies {
        let row = codes.iter().position(|code| *code == agency.agency.code).unwrap();
        places[row].sort_unstable();
        let interval = (agency.rank_interval.0.0, agency.rank_interval.1.0);
        assert_eq!(interval, (places[row][25], places[row][974]), "{}", agency.agency.code);
    }
}
