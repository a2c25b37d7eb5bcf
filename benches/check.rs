//! How long does it take to load, check and prove a set of criteria?
#![allow(clippy::unwrap_used, clippy::panic, reason = "a bench may give up")]

mod workload;

use divan::Bencher;
use par_index::Criteria;

fn main() {
    divan::main();
}

/// 90 items of eight rule kinds, from a text.
#[divan::bench(sample_count = 50)]
fn ninety_items(bencher: Bencher<'_, '_>) {
    let text = workload::yaml(2);
    let check = || Criteria::from_texts(&[("index.yaml", &text)]).unwrap_or_else(|e| panic!("{e}"));
    let plan = par_index::Plan::compile(&check());
    let evidence = workload::evidence(&check(), 1, 1, &workload::columns(1));
    let items = par_index::Scores::award(&plan, &evidence).ids().count();
    // the set itself, eight areas and the items
    assert!(items >= workload::ITEMS, "{items}");
    bencher.bench_local(check);
}

/// A real decision, from its folder.
#[divan::bench(args = ["hai-phong/2025-pl01", "can-tho/2025-157", "lam-giang/2023"], sample_count = 50)]
fn bundled(bencher: Bencher<'_, '_>, set: &str) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("criteria").join(set);
    let check = || Criteria::read(&folder).unwrap_or_else(|error| panic!("{error}"));
    assert!(!check().fingerprint().is_empty());
    bencher.bench_local(check);
}
