//! How many lines of a register are counted in a second, from CSV?
#![allow(clippy::unwrap_used, clippy::panic, reason = "a bench may give up")]

mod workload;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use divan::Bencher;
use divan::counter::ItemsCount;
use par_index::calendar::Day;
use par_index::{Counted, Criteria, Measured, Measures};

const AGENCIES: u64 = 100;
/// 1 January 2025.
const FIRST: i64 = 20_089;

fn main() {
    divan::main();
}

/// This many lines, on all threads.
#[divan::bench(args = [10_000, 200_000], sample_count = 10)]
fn lines(bencher: Bencher<'_, '_>, lines: usize) {
    let folder = tempfile::tempdir().unwrap();
    let (files, early) = written(folder.path(), lines);
    let counting = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers/counting");
    let criteria = Criteria::read(&counting).unwrap();
    let measures = Measures::read(&counting, &criteria).unwrap();
    let agencies = folder.path().join("agencies.yaml");
    let count = || {
        Counted::read(&measures, &agencies, &files, true).unwrap_or_else(|error| panic!("{error}"))
    };
    let found = Measured::of(&measures, &count()).unwrap();
    for tally in &found.readings.first().unwrap().tallies {
        let agency: usize = tally.agency.as_str().parse().unwrap();
        let expected = early.get(agency).unwrap().to_string();
        assert_eq!(tally.figures.first().unwrap().to_string(), expected, "early of {agency}");
    }
    bencher.counter(ItemsCount::new(lines)).bench_local(count);
}

/// A register of one year; how many cases of each agency ended early.
fn written(folder: &Path, lines: usize) -> (Vec<(String, PathBuf)>, Vec<u64>) {
    let mut register = "agencies:\n".to_owned();
    for agency in 0..AGENCIES {
        writeln!(register, "  - {{ code: \"{agency}\", name: Cơ quan {agency}, group: all }}")
            .unwrap();
    }
    std::fs::write(folder.join("agencies.yaml"), register).unwrap();
    let mut text = "agency,due,finished,channel,year\n".to_owned();
    let mut early = vec![0; usize::try_from(AGENCIES).unwrap()];
    let mut draw = workload::Draw(7);
    let day = |number: i64| Day::of_number(number).unwrap().to_string();
    for _ in 0..lines {
        let agency = draw.below(AGENCIES);
        let due = FIRST + draw.below(365);
        let off = draw.below(20) - 15;
        let finished = if draw.below(25) == 0 { None } else { Some(due + off) };
        if finished.is_some_and(|finished| finished < due) {
            *early.get_mut(usize::try_from(agency).unwrap()).unwrap() += 1;
        }
        let finished = finished.map(day).unwrap_or_default();
        let channel = if draw.below(3) > 0 { "online" } else { "direct" };
        writeln!(text, "{agency},{},{finished},{channel},2025", day(due)).unwrap();
    }
    let file = folder.join("cases.csv");
    std::fs::write(&file, text).unwrap();
    (vec![("cases".to_owned(), file)], early)
}
