//! How many items are awarded in a second on one core, evidence in columns and everything kept that reasons need?
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a bench may give up")]

mod workload;

use divan::Bencher;
use divan::counter::ItemsCount;
use par_index::{Plan, Scores, scores};

fn main() {
    scores::use_threads(1);
    divan::main();
}

/// Awards 90 items to this many agencies.
#[divan::bench(args = [42, 11_000, 100_000], sample_count = 20)]
fn items(bencher: Bencher<'_, '_>, agencies: usize) {
    let criteria = workload::criteria(2);
    let columns = workload::columns(agencies);
    let evidence = workload::evidence(&criteria, agencies, 2, &columns);
    let plan = Plan::compile(&criteria);
    let scores = Scores::award(&plan, &evidence);
    assert_right(&scores, &evidence, &columns);
    bencher
        .counter(ItemsCount::new(agencies * workload::ITEMS))
        .bench_local(|| Scores::award(&plan, &evidence));
}

/// The same again and again, in the room of the last awards.
#[divan::bench(args = [42, 11_000, 100_000], sample_count = 20)]
fn anew(bencher: Bencher<'_, '_>, agencies: usize) {
    let criteria = workload::criteria(2);
    let columns = workload::columns(agencies);
    let evidence = workload::evidence(&criteria, agencies, 2, &columns);
    let plan = Plan::compile(&criteria);
    let mut scores = Scores::award(&plan, &evidence);
    scores.award_anew(&plan, &evidence);
    assert_right(&scores, &evidence, &columns);
    bencher
        .counter(ItemsCount::new(agencies * workload::ITEMS))
        .bench_local(|| scores.award_anew(&plan, &evidence));
}

/// Every hundredth agency at every item as the plain way has it.
fn assert_right(scores: &Scores, evidence: &par_index::Evidence, columns: &workload::Columns) {
    for row in (0..evidence.agencies().len()).step_by(97) {
        let code = &evidence.agencies()[row].code;
        for item in workload::items() {
            let award = scores.of(code, &format!("p{:02}", item.n)).unwrap();
            let plain = workload::plain(&item, columns, row);
            let (points, max) = (plain.unwrap_or(0), plain.map_or(0, |_| item.max));
            let hundredths = |n: i64| {
                par_index::quantity::Exact::parse(&format!("{}.{:02}", n / 100, n % 100)).unwrap()
            };
            assert_eq!(*award.points.exact(), hundredths(points), "row {row}, {item:?}");
            assert_eq!(*award.max.exact(), hundredths(max), "row {row}, {item:?}");
        }
    }
}
