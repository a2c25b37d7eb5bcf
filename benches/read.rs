//! How long does it take to read evidence from CSV, 178 figures an agency, one figure a line?
#![allow(clippy::unwrap_used, clippy::panic, reason = "a bench may give up")]

mod workload;

use divan::Bencher;
use divan::counter::BytesCount;
use par_index::{Evidence, Plan, Scores};

fn main() {
    divan::main();
}

/// Of this many agencies.
#[divan::bench(args = [42, 1_000], sample_count = 10)]
fn csv(bencher: Bencher<'_, '_>, agencies: usize) {
    let criteria = workload::criteria(2);
    let columns = workload::columns(agencies);
    let [register, figures] = workload::texts(agencies, 2, &columns);
    let files = [("agencies.yaml", register.as_bytes()), ("evidence.csv", figures.as_bytes())];
    let read = || Evidence::from_files(&files, &criteria).unwrap_or_else(|e| panic!("{e}"));
    // what was read is awarded the same as what was never written
    let plan = Plan::compile(&criteria);
    let given = workload::evidence(&criteria, agencies, 2, &columns);
    let (ours, theirs) = (Scores::award(&plan, &read()), Scores::award(&plan, &given));
    for agency in given.agencies() {
        for id in ours.ids() {
            let points = |scores: &Scores| scores.of(&agency.code, id.as_str()).unwrap().points;
            assert_eq!(points(&ours), points(&theirs), "{}, {id}", agency.code);
        }
    }
    bencher.counter(BytesCount::new(register.len() + figures.len())).bench_local(read);
}
