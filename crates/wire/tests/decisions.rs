//! The same thousand decisions natively and in wasm, on data that went through JSON as it does between server and browser;
//! the server's tests compare the same ones as its API answers them.

#![allow(clippy::unwrap_used)]

#[path = "decisions/inputs.rs"]
mod inputs;

use inputs::{Input, decide, inputs, line};
use wire::{json, unit::Unit};

fn decided() -> Vec<String> {
    let sent = |Input { unit, on }: Input| {
        let unit: Unit = json::read(&serde_json::to_string(&unit).unwrap()).unwrap();
        decide(&unit, on)
    };
    inputs().into_iter().enumerate().map(|(number, input)| line(number, sent(input).as_ref())).collect()
}

#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
fn they_are_those_that_are_written_down() {
    let now = decided();
    let written: Vec<&str> = include_str!("decisions/decisions.txt").lines().collect();
    assert_eq!(written.len(), inputs::COUNT);
    for (now, written) in now.iter().zip(written) {
        assert_eq!(
            now, written,
            "what is right now stands on the left; see crates/wire/examples/decisions.rs"
        );
    }
}

#[cfg(not(target_arch = "wasm32"))]
#[test]
fn every_answer_occurs_often() {
    let all = decided();
    for answer in wire::cover::CoverAnswer::KNOWN {
        let count = all.iter().filter(|line| line.split(' ').nth(2) == Some(answer)).count();
        assert!(count >= 50, "{answer}: {count}");
    }
    for condition in rules::entitlement::Condition::ALL {
        assert!(all.iter().any(|line| line.contains(condition.code())), "{condition:?}");
    }
}

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
