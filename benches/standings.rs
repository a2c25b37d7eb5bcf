//! How long does it take to put awarded agencies in order, peer group by peer group?
#![allow(clippy::unwrap_used, reason = "a bench may give up")]

mod workload;

use divan::Bencher;
use divan::counter::ItemsCount;
use par_index::{Plan, Scores, Standings, scores};

fn main() {
    scores::use_threads(1);
    divan::main();
}

/// This many agencies, in groups of about a hundred and seventy.
#[divan::bench(args = [42, 11_000], sample_count = 20)]
fn rank(bencher: Bencher<'_, '_>, agencies: usize) {
    let groups = agencies.div_ceil(172);
    let criteria = workload::criteria(groups);
    let evidence = workload::evidence(&criteria, agencies, groups, &workload::columns(agencies));
    let scores = Scores::award(&Plan::compile(&criteria), &evidence);
    let rank = || Standings::rank(&criteria, &evidence, &scores);
    let found = rank();
    for standing in found.standings.iter().step_by(29) {
        let peers = found.standings.iter().filter(|s| s.agency.group == standing.agency.group);
        let ahead = peers.filter(|peer| peer.percent > standing.percent).count();
        let rank = usize::try_from(standing.rank.unwrap().0).unwrap();
        assert_eq!(rank, 1 + ahead, "{}", standing.agency.code);
    }
    bencher.counter(ItemsCount::new(agencies)).bench_local(rank);
}
