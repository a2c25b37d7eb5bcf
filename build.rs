//! How the program is linked.

use std::env;

/// A program that may be loaded anywhere has 72,000 addresses to mend before it begins, which is half of a cold start.
/// This one stands where it was linked: what it runs is checked to be free of unsafe code of its own.
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |what: &str, value: &str| env::var(what).is_ok_and(|found| found == value);
    let of_linux = is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu");
    if of_linux && is("CARGO_CFG_TARGET_ARCH", "x86_64") && is("PROFILE", "release") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
