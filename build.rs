//! How the program is linked.

use std::env;

/// A program that may be loaded at any address has 72,000 places to mend before it begins: half of what a cold start
/// took. This one is linked to stand where it is; what it gives up is a guard for memory that unsafe code has spoilt,
/// and none of its own is unsafe.
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |what: &str, value: &str| env::var(what).is_ok_and(|found| found == value);
    let of_linux = is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu");
    if of_linux && is("CARGO_CFG_TARGET_ARCH", "x86_64") && is("PROFILE", "release") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
