//! `cd crates/rules && cargo +nightly fuzz run exercise`. It builds with the ordinary toolchain as well, which is how the
//! tests see that it still fits the crate; the same calls run under proptest in `crates/rules/tests/no_panic.rs`.

#![no_main]

mod exercise;

use arbitrary::Unstructured;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    // Too little data for a value ends the round, which is no finding.
    let _ = exercise::exercise(&mut Unstructured::new(data));
});
