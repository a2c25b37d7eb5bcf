//! How many instructions does an award take? Awards 90 items to 11,000 agencies once, for callgrind to count:
//! `benches/instructions.sh`, whose last answer is kept in `benches/instructions.txt`.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench may give up, and says what it did"
)]

mod workload;

use par_index::quantity::Exact;
use par_index::{Plan, Scores, scores};

const AGENCIES: usize = 11_000;

fn main() {
    scores::use_threads(1);
    let criteria = workload::criteria(2);
    let columns = workload::columns(AGENCIES);
    let evidence = workload::evidence(&criteria, AGENCIES, 2, &columns);
    let plan = Plan::compile(&criteria);
    let scores = Scores::award(&plan, &evidence);
    let row = AGENCIES - 1;
    let total: i64 =
        workload::items().iter().filter_map(|item| workload::plain(item, &columns, row)).sum();
    let earned =
        |k: usize| scores.of(&format!("a{row}").as_str().into(), &format!("a{k}")).unwrap();
    let sum = (1..=8).fold(Exact::ZERO, |sum, k| &sum + earned(k).points.exact());
    assert_eq!(sum, Exact::parse(&format!("{}.{:02}", total / 100, total % 100)).unwrap());
    println!("{} awards", AGENCIES * workload::ITEMS);
}
