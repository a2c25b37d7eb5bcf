//! How long does it take to make a plan of 90 items?
#![allow(clippy::unwrap_used, reason = "a bench may give up")]

mod workload;

use divan::Bencher;
use par_index::quantity::Exact;
use par_index::{Plan, Scores};

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 100)]
fn plan(bencher: Bencher<'_, '_>) {
    let criteria = workload::criteria(2);
    let columns = workload::columns(7);
    let evidence = workload::evidence(&criteria, 7, 2, &columns);
    let scores = Scores::award(&Plan::compile(&criteria), &evidence);
    for (row, agency) in evidence.agencies().iter().enumerate() {
        for item in workload::items() {
            let award = scores.of(&agency.code, &format!("p{:02}", item.n)).unwrap();
            let plain = workload::plain(&item, &columns, row).unwrap_or(0);
            let printed = format!("{}.{:02}", plain / 100, plain % 100);
            assert_eq!(
                *award.points.exact(),
                Exact::parse(&printed).unwrap(),
                "row {row}, {item:?}"
            );
        }
    }
    bencher.bench_local(|| Plan::compile(&criteria));
}
