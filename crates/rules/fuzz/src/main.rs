//! `cd crates/rules && cargo +nightly fuzz run exercise`; without nightly `cargo run --manifest-path fuzz/Cargo.toml --
//! -max_len=6000` tries inputs at random. It wants a C++ compiler. The same calls run under proptest in
//! `crates/rules/tests/no_panic.rs`, and `cargo xtask test --full` builds it.

#![no_main]

mod exercise;

use arbitrary::Unstructured;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    // Too little data for a value ends the round, which is no finding.
    let _ = exercise::exercise(&mut Unstructured::new(data));
});
