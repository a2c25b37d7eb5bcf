//! How long is the whole way, from criteria and evidence as texts to standings?
#![allow(clippy::unwrap_used, clippy::panic, reason = "a bench may give up")]

mod workload;

use divan::Bencher;
use divan::counter::ItemsCount;
use par_index::quantity::Exact;
use par_index::{Criteria, Evidence, Plan, Scores, Standings};

fn main() {
    divan::main();
}

/// This many agencies, 90 items each.
#[divan::bench(args = [42, 1_000], sample_count = 10)]
fn road(bencher: Bencher<'_, '_>, agencies: usize) {
    let set = workload::yaml(2);
    let columns = workload::columns(agencies);
    let [register, figures] = workload::texts(agencies, 2, &columns);
    let files = [("agencies.yaml", register.as_bytes()), ("evidence.csv", figures.as_bytes())];
    let road = || {
        let criteria = Criteria::from_texts(&[("index.yaml", &set)]).unwrap();
        let plan = Plan::compile(&criteria);
        let evidence = Evidence::from_files(&files, &criteria).unwrap_or_else(|e| panic!("{e}"));
        let scores = Scores::award(&plan, &evidence);
        Standings::rank(&criteria, &evidence, &scores)
    };
    let standings = road();
    for row in 0..agencies {
        let standing = standings.of(&format!("a{row}").as_str().into()).unwrap();
        let plain = |item| workload::plain(&item, &columns, row);
        let total: i64 = workload::items().into_iter().filter_map(plain).sum();
        let printed = format!("{}.{:02}", total / 100, total % 100);
        assert_eq!(*standing.points.exact(), Exact::parse(&printed).unwrap(), "row {row}");
    }
    bencher.counter(ItemsCount::new(agencies * workload::ITEMS)).bench_local(road);
}
