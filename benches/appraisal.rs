//! One figure is changed: how long until every agency of the province has its place again?
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a bench may give up")]

mod workload;

use divan::Bencher;
use par_index::{Appraisal, Plan, Scores, Standings, scores};

fn main() {
    scores::use_threads(1);
    divan::main();
}

/// A province of this many agencies, 90 items each.
#[divan::bench(args = [22, 42, 63], sample_count = 200)]
fn change(bencher: Bencher<'_, '_>, agencies: usize) {
    let criteria = workload::criteria(2);
    let columns = workload::columns(agencies);
    let evidence = workload::evidence(&criteria, agencies, 2, &columns);
    let mut appraisal = Appraisal::open(&criteria, evidence);
    let agency = "a7".into();
    let name = format!("p{:02}.{}", workload::items()[0].n, "held");
    for text in ["no", "yes"] {
        let standings = appraisal.change(&agency, &[(&name, text)]).unwrap().clone();
        let scores = Scores::award(&Plan::compile(&criteria), appraisal.evidence());
        let anew = Standings::rank(&criteria, appraisal.evidence(), &scores);
        assert_eq!(format!("{standings:?}"), format!("{anew:?}"));
    }
    let mut turn = 0;
    bencher.bench_local(|| {
        turn += 1;
        let text = if turn % 2 == 0 { "yes" } else { "no" };
        appraisal.change(&agency, &[(&name, text)]).unwrap().standings.len()
    });
}
