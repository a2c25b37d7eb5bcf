//! How long does it take to read evidence from CSV, 178 figures an agency, one figure a line or one agency a row?
#![allow(clippy::unwrap_used, clippy::panic, reason = "a bench may give up")]

mod workload;

use divan::Bencher;
use divan::counter::BytesCount;
use par_index::{Evidence, Plan, Scores};

fn main() {
    divan::main();
}

/// One figure a line, of this many agencies.
#[divan::bench(args = [42, 1_000], sample_count = 10)]
fn csv(bencher: Bencher<'_, '_>, agencies: usize) {
    let columns = workload::columns(agencies);
    let [register, figures] = workload::texts(agencies, 2, &columns);
    read(bencher, agencies, &columns, [&register, &figures]);
}

/// One agency a row, of a province and of a nation.
#[divan::bench(args = [42, 11_000], sample_count = 10)]
fn wide(bencher: Bencher<'_, '_>, agencies: usize) {
    let columns = workload::columns(agencies);
    let [register, _] = workload::texts(agencies, 2, &Vec::new());
    read(bencher, agencies, &columns, [&register, &workload::wide(agencies, &columns)]);
}

fn read(
    bencher: Bencher<'_, '_>,
    agencies: usize,
    columns: &workload::Columns,
    [register, figures]: [&str; 2],
) {
    let criteria = workload::criteria(2);
    let files = [("agencies.yaml", register.as_bytes()), ("evidence.csv", figures.as_bytes())];
    let read = || Evidence::from_files(&files, &criteria).unwrap_or_else(|e| panic!("{e}"));
    // what was read is awarded the same as what was never written
    let plan = Plan::compile(&criteria);
    let given = workload::evidence(&criteria, agencies, 2, columns);
    let (ours, theirs) = (Scores::award(&plan, &read()), Scores::award(&plan, &given));
    for agency in given.agencies().iter().step_by(agencies.div_ceil(1_000)) {
        for id in ours.ids() {
            let points = |scores: &Scores| scores.of(&agency.code, id.as_str()).unwrap().points;
            assert_eq!(points(&ours), points(&theirs), "{}, {id}", agency.code);
        }
    }
    bencher.counter(BytesCount::new(register.len() + figures.len())).bench_local(read);
}
